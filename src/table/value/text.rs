//! The characters of a short text: half width, without spaces, with their places.

use crate::data::compare::half_width;

/// A short text, folded.
pub(super) struct Text {
    /// Its characters, half width, without spaces.
    pub chars: Vec<char>,
    /// Byte of the source behind each character.
    ends: Vec<usize>,
    /// For each character whether white space stood before it.
    spaced: Vec<bool>,
}

impl Text {
    /// All of a text that has at most so many characters.
    pub fn whole(source: &str, most: usize) -> Option<Self> {
        let text = Self::start(source, most + 1);
        (text.chars.len() <= most).then_some(text)
    }

    /// The first characters of a text.
    pub fn start(source: &str, most: usize) -> Self {
        let mut text = Self { chars: Vec::new(), ends: Vec::new(), spaced: Vec::new() };
        let mut space = false;
        for (at, character) in source.char_indices() {
            if is_space(character) {
                space = true;
                continue;
            }
            if text.chars.len() == most {
                break;
            }
            text.chars.push(fold(character));
            text.ends.push(at + character.len_utf8());
            text.spaced.push(std::mem::take(&mut space));
        }
        text
    }

    /// The character with this number.
    pub fn at(&self, place: usize) -> Option<char> {
        self.chars.get(place).copied()
    }

    /// The characters from there on.
    pub fn from(&self, place: usize) -> &[char] {
        self.chars.get(place..).unwrap_or_default()
    }

    /// Whether a word stands there.
    pub fn has(&self, place: usize, word: &str) -> bool {
        let length = word.chars().count();
        self.from(place).get(..length).is_some_and(|part| word.chars().eq(part.iter().copied()))
    }

    /// White space stood before the character with this number.
    pub fn is_spaced(&self, place: usize) -> bool {
        self.spaced.get(place).copied().unwrap_or(false)
    }

    /// Bytes of the source that the characters before this one take.
    pub fn byte(&self, place: usize) -> usize {
        place.checked_sub(1).and_then(|last| self.ends.get(last)).copied().unwrap_or(0)
    }
}

fn is_space(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{200B}' | '\u{FEFF}' | '\u{2060}')
}

fn fold(character: char) -> char {
    match half_width(character) {
        '−' | '﹣' | '‐' | '‑' => '-',
        '﹪' => '%',
        '﹢' => '+',
        '﹤' | '〈' => '<',
        '﹥' | '〉' => '>',
        folded => folded,
    }
}
