//! One look over the whole text for anything there is to repair, so that a clean document pays
//! for nothing else.

use super::{doubled, readings, slip, stray};

/// Bytes of the characters that are no sign of anything, by their first byte; 0 for all others.
static PLAIN: [u8; 256] = plain();

const fn plain() -> [u8; 256] {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'(' | b'[' | b'?' => 0,
            b' '..=b'~' | b'\n' | b'\t' => 1,
            0xE4..=0xED => 3,
            _ => 0,
        };
        byte += 1;
    }
    table
}

/// What a text may hold; never too little.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Signs {
    /// Stray characters.
    pub stray: bool,
    /// Readings in brackets.
    pub readings: bool,
    /// Marks that stand twice.
    pub doubled: bool,
    /// A mark with a space behind it.
    pub spaced: bool,
    /// A lost character with text behind it.
    pub slipped: bool,
}

impl Signs {
    /// Looks at every character once.
    pub fn of(text: &str) -> Self {
        let (mut signs, mut place) = (Self::default(), 0);
        let bytes = text.as_bytes();
        while let Some(&byte) = bytes.get(place) {
            place += match PLAIN[usize::from(byte)] {
                0 => signs.look(text, place),
                length => usize::from(length),
            };
        }
        signs
    }

    /// At a character that might be a sign: tells how long it is.
    fn look(&mut self, text: &str, place: usize) -> usize {
        match &text.as_bytes()[place..] {
            [0xE3 | 0xEF, ..] => self.look_at_mark(text, place),
            // Dashes, quotation marks, dots of omission.
            [0xE2, 0x80, 0x90..=0xA7, ..] => 3,
            _ => self.look_closely(text, place),
        }
    }

    /// At U+3xxx or U+Fxxx, where Chinese punctuation is: tells how long the character is.
    fn look_at_mark(&mut self, text: &str, place: usize) -> usize {
        match &text.as_bytes()[place..] {
            [_, 0xBC, 0x88, ..] | [_, 0x80, 0x90, ..] | [_, 0xBC, 0xBB, ..] => {
                self.look_for_reading(text, place);
            }
            [a, b @ (0x80 | 0xBC), c, d, e, f, ..] if [a, b, c] == [d, e, f] => {
                self.doubled |= doubled::needs_work(&text[place..place + 6]);
            }
            [0xE3, 0x80, _, b' ', ..] | [0xEF, 0xBC, _, b' ', ..] => self.spaced = true,
            [0xE3, ..] | [0xEF, 0xBC | 0xBD, ..] => {}
            _ => return self.look_closely(text, place),
        }
        3
    }

    /// A doubled reading stands behind another one, and then that one is enough.
    fn look_for_reading(&mut self, text: &str, place: usize) {
        self.readings = self.readings || readings::starts_at(text, place);
    }

    #[cold]
    fn look_closely(&mut self, text: &str, place: usize) -> usize {
        let Some(character) = text[place..].chars().next() else { return 1 };
        self.stray = self.stray || stray::is_stray(character);
        self.slipped = self.slipped || slip::starts_at(text, place);
        if matches!(character, '(' | '[') {
            self.look_for_reading(text, place);
        }
        character.len_utf8()
    }
}
