//! Characters that nobody sees: zero-width, control, soft hyphens, other spaces, radicals that
//! stand for characters.

use unicode_normalization::UnicodeNormalization;

use crate::data::compare::leading_ideographs;

/// What becomes of a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Keep,
    /// Kept, but a private font is needed to see it.
    Private,
    Drop,
    /// A space or line break of another kind.
    Space,
    /// A radical or compatibility form: the character it stands for, where Unicode knows one.
    Unify,
}

/// What [`clean`] met.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Characters removed.
    pub removed: usize,
    /// Private-use characters kept inside text; at its ends they are bullets and icons.
    pub private: usize,
}

/// Whether [`clean`] may change or count this character.
pub fn is_stray(character: char) -> bool {
    fate(character) != Fate::Keep
}

/// Appends `text` to `out` without its stray characters.
pub fn clean(text: &str, out: &mut String) -> Counts {
    let mut counts = Counts::default();
    let mut done = 0;
    while let Some((place, character, fate)) = next(text, done) {
        out.push_str(&text[done..place]);
        done = place + character.len_utf8();
        match fate {
            Fate::Drop => counts.removed += 1,
            Fate::Space => out.push(' '),
            Fate::Unify => out.extend(std::iter::once(character).nfkc()),
            Fate::Private => {
                counts.private += usize::from(place > 0 && done < text.len());
                out.push(character);
            }
            Fate::Keep => out.push(character),
        }
    }
    out.push_str(&text[done..]);
    counts
}

/// The next character that is not simply kept, from this byte on.
fn next(text: &str, from: usize) -> Option<(usize, char, Fate)> {
    let bytes = text.as_bytes();
    let mut place = from;
    loop {
        place += 3 * leading_ideographs(&bytes[place..]);
        let byte = *bytes.get(place)?;
        if !SUSPECT[usize::from(byte)] {
            place += 1;
            continue;
        }
        // Full-width forms and Chinese quotation marks, as common as the others are rare.
        if matches!(bytes[place..], [0xEF, 0xBC..=0xBE, ..] | [0xE2, 0x80, 0x90..=0xA7, ..]) {
            place += 3;
            continue;
        }
        let character = text[place..].chars().next()?;
        match fate(character) {
            Fate::Keep => place += character.len_utf8(),
            fate => return Some((place, character, fate)),
        }
    }
}

/// First bytes of all characters that [`fate`] does not simply keep.
static SUSPECT: [bool; 256] = suspects();

const fn suspects() -> [bool; 256] {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'\t' | b'\n' => false,
            0..=0x1F | 0x7F | 0xC2 | 0xCD | 0xD8 | 0xE1 | 0xE2 | 0xEE | 0xEF | 0xF0..=0xFF => true,
            _ => false,
        };
        byte += 1;
    }
    table
}

fn fate(character: char) -> Fate {
    match character {
        '\t' | '\n' => Fate::Keep,
        '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Fate::Space,
        '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' => Fate::Drop,
        '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' => Fate::Space,
        // Soft hyphen, joiners, direction marks, variation selectors, byte order mark, anchors.
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180B}'..='\u{180E}' => Fate::Drop,
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' => Fate::Drop,
        '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFC}' => Fate::Drop,
        '\u{FFFE}' | '\u{FFFF}' | '\u{E0000}'..='\u{E0FFF}' => Fate::Drop,
        '\u{E000}'..='\u{F8FF}' | '\u{F0000}'.. => Fate::Private,
        '\u{2E80}'..='\u{2FD5}' | '\u{F900}'..='\u{FAD9}' | '\u{2F800}'..='\u{2FA1D}' => {
            if changes(character) { Fate::Unify } else { Fate::Keep }
        }
        _ => Fate::Keep,
    }
}

fn changes(character: char) -> bool {
    !std::iter::once(character).nfkc().eq(std::iter::once(character))
}
