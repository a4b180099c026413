//! Traditional to Simplified by OpenCC's `t2s` dictionaries, as the hanconv crate carries them.
//!
//! The same result as `hanconv::t2s`, several times as fast: a table for the characters of the
//! basic plane, and phrases only where one can start. A test holds the two together.

use std::collections::HashMap;
use std::ops::RangeInclusive;
use std::sync::LazyLock;

use crate::data::by_char::ByChar;
use crate::data::fold::three_bytes;
use crate::data::script::{RULES, simplified, traditional};

/// What [`Table`] says of a character beside its Simplified form.
pub mod flag {
    /// Used in Traditional text only.
    pub const TRADITIONAL: u8 = 1;
    /// Used in Simplified text only.
    pub const SIMPLIFIED: u8 = 1 << 1;
    /// A Chinese character.
    pub const HAN: u8 = 1 << 2;
    /// Japanese kana.
    pub const KANA: u8 = 1 << 3;
    /// A phrase of the dictionary starts with it.
    pub const PHRASE: u8 = 1 << 4;
    /// There are rules for it.
    pub const RULED: u8 = 1 << 5;
    /// Its Simplified form is not in the table.
    pub const FAR: u8 = 1 << 6;
    /// A corner bracket.
    pub const CORNER: u8 = 1 << 7;
}

/// Phrases of the dictionaries with what they become, under their first character, the longest
/// first: few documents need them.
static PHRASES: LazyLock<ByChar<(&'static str, &'static str)>> = LazyLock::new(|| {
    let mut all: Vec<_> = hanconv::TSPhrases.iter().collect();
    all.sort_by_key(|(from, _)| std::cmp::Reverse(from.len()));
    ByChar::new(all.into_iter().filter_map(|(from, to)| Some((from.chars().next()?, (from, to)))))
});

/// Characters of the dictionaries.
pub struct Table {
    /// The characters of the basic plane.
    near: Box<[Entry; PLANE]>,
    /// Characters outside the basic plane, or that become one.
    far: HashMap<char, char>,
}

/// What is known of a character.
#[derive(Debug, Clone, Copy)]
struct Entry {
    simplified: u16,
    flags: u8,
    /// It stays as it is, whatever stands behind it.
    stays: bool,
}

/// A character outside the basic plane.
const OUTSIDE: Entry = Entry { simplified: 0, flags: flag::HAN | flag::FAR, stays: false };
/// Characters of the basic plane.
const PLANE: usize = 0x1_0000;

/// The table, made once.
pub static TABLE: LazyLock<Table> = LazyLock::new(Table::new);

impl Table {
    fn new() -> Self {
        let near: Box<[Entry]> = (0..=u16::MAX).map(itself).collect();
        let near = near.try_into().expect("there are as many numbers as places");
        let mut table = Self { near, far: HashMap::new() };
        for (characters, flags) in BLOCKS {
            characters.into_iter().for_each(|character| table.mark(character, flags));
        }
        table.add_characters();
        hanconv::TSPhrases
            .iter()
            .filter_map(|(from, _)| from.chars().next())
            .for_each(|first| table.mark(first, flag::PHRASE));
        RULES.keys().for_each(|&character| table.mark(character, flag::RULED));
        table
    }

    /// A character is of one script only when no dictionary lets it stand in the other.
    fn add_characters(&mut self) {
        for (from, forms) in traditional() {
            self.add(from, forms.usual().unwrap_or(from));
            self.mark(from, if forms.has(from) { 0 } else { flag::TRADITIONAL });
        }
        for (from, _) in simplified().filter(|(from, forms)| !forms.has(*from)) {
            self.mark(from, flag::SIMPLIFIED);
        }
        let both = flag::TRADITIONAL | flag::SIMPLIFIED;
        for entry in self.near.iter_mut().filter(|entry| entry.flags & both == both) {
            entry.flags &= !both;
        }
    }

    fn add(&mut self, from: char, to: char) {
        match (self.near.get_mut(from as usize), u16::try_from(u32::from(to))) {
            (Some(entry), Ok(code)) => {
                entry.simplified = code;
                entry.stays &= from == to;
            }
            _ => {
                self.far.insert(from, to);
                self.mark(from, flag::FAR);
            }
        }
    }

    fn mark(&mut self, character: char, flags: u8) {
        if let Some(entry) = self.near.get_mut(character as usize) {
            entry.flags |= flags;
            entry.stays &= flags & (flag::PHRASE | flag::FAR) == 0;
        }
    }

    fn entry(&self, character: char) -> Entry {
        self.near.get(character as usize).copied().unwrap_or(OUTSIDE)
    }

    /// Flags of a character.
    pub fn flags(&self, character: char) -> u8 {
        self.entry(character).flags
    }

    /// Flags of the character that these three bytes are.
    #[inline]
    pub fn flags_of(&self, character: [u8; 3]) -> u8 {
        self.near[three_bytes(character)].flags
    }

    /// Appends `text` to `out` in Simplified, and tells how many characters changed. What stays is
    /// copied by runs.
    pub fn convert(&self, text: &str, out: &mut String) -> usize {
        let (mut changed, mut rest) = (0, text);
        loop {
            let run = self.staying(rest);
            out.push_str(&rest[..run]);
            let here = &rest[run..];
            let mut behind = here.chars();
            let Some(character) = behind.next() else { break };
            rest = behind.as_str();
            let entry = self.entry(character);
            if entry.flags & flag::PHRASE != 0
                && let Some((from, to)) = self.phrase(rest, character)
            {
                out.push_str(to);
                rest = &here[from.len()..];
                changed += from.chars().zip(to.chars()).filter(|(from, to)| from != to).count();
                continue;
            }
            let simplified = self.simplified(character, entry);
            changed += usize::from(simplified != character);
            out.push(simplified);
        }
        changed
    }

    /// Bytes at the start of a text that stay as they are.
    #[inline]
    fn staying(&self, text: &str) -> usize {
        let mut rest = text.as_bytes();
        loop {
            rest = match rest {
                [first @ 0xE0..0xF0, second, third, behind @ ..]
                    if self.near[three_bytes([*first, *second, *third])].stays =>
                {
                    behind
                }
                [ascii @ 0..0x80, behind @ ..] if self.near[usize::from(*ascii)].stays => behind,
                _ => break,
            };
        }
        text.len() - rest.len()
    }

    /// The longest phrase of the dictionary that starts with `first` and goes on in `rest`.
    fn phrase(&self, rest: &str, first: char) -> Option<(&'static str, &'static str)> {
        let mut group = PHRASES.of(first);
        group.find(|(from, _)| rest.starts_with(&from[first.len_utf8()..])).copied()
    }

    fn simplified(&self, character: char, entry: Entry) -> char {
        if entry.flags & flag::FAR != 0 {
            return self.far.get(&character).copied().unwrap_or(character);
        }
        char::from_u32(entry.simplified.into()).unwrap_or(character)
    }
}

/// A character that becomes itself.
fn itself(code: u16) -> Entry {
    Entry { simplified: code, flags: 0, stays: true }
}

/// Flags by Unicode block.
const BLOCKS: [(RangeInclusive<char>, u8); 7] = [
    ('\u{3400}'..='\u{4DBF}', flag::HAN),
    ('\u{4E00}'..='\u{9FFF}', flag::HAN),
    ('\u{F900}'..='\u{FAFF}', flag::HAN),
    ('〇'..='〇', flag::HAN),
    ('「'..='』', flag::CORNER),
    ('ぁ'..='ゖ', flag::KANA),
    ('ァ'..='ヺ', flag::KANA),
];

#[cfg(not(feature = "opencc-rust"))]
pub use self::dictionary as convert;

/// Appends `text` to `out` in Simplified by the dictionaries of hanconv.
pub fn dictionary(text: &str, out: &mut String) -> usize {
    TABLE.convert(text, out)
}

#[cfg(feature = "opencc-rust")]
pub use super::opencc::convert;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str) {
        let mut out = String::from("X");
        let counted = dictionary(text, &mut out);
        assert_eq!(&out[1..], hanconv::t2s(text), "{text}");
        let changed = text.chars().zip(out[1..].chars()).filter(|(from, to)| from != to);
        assert_eq!(counted, changed.count(), "{text}");
    }

    #[test]
    fn every_character_becomes_what_hanconv_makes_of_it() {
        for character in ('\0'..='\u{3FFFF}').filter(|c| !c.is_control()) {
            check(character.encode_utf8(&mut [0; 4]));
        }
    }

    #[test]
    fn every_phrase_becomes_what_hanconv_makes_of_it() {
        for (phrase, _) in hanconv::TSPhrases.iter() {
            check(phrase);
            check(&format!("{phrase}{phrase}"));
            check(&format!("關於{phrase}發展，{phrase}"));
        }
    }

    #[test]
    fn phrases_have_two_characters_and_keep_their_length() {
        for (from, to) in hanconv::TSPhrases.iter().chain(hanconv::TSCharacters.iter()) {
            assert_eq!(from.chars().count(), to.chars().count(), "{from}");
        }
        assert!(hanconv::TSPhrases.iter().all(|(from, _)| from.chars().count() > 1));
    }

    #[test]
    fn what_is_not_far_keeps_its_bytes_and_phrases_lose_none() {
        for character in ('\0'..='\u{FFFF}').filter(|c| TABLE.flags(*c) & flag::FAR == 0) {
            let simplified = TABLE.simplified(character, TABLE.entry(character));
            assert_eq!(simplified.len_utf8(), character.len_utf8(), "{character}");
        }
        for (from, to) in hanconv::TSPhrases.iter() {
            let is_far = from.chars().any(|character| TABLE.flags(character) & flag::FAR != 0);
            assert!(from.len() <= to.len() || is_far, "{from}");
        }
    }

    proptest! {
        #[test]
        fn any_text_becomes_what_hanconv_makes_of_it(
            text in "[一不有乾坤清宮隆瞭望解然藉口覆反答著徵調羽於戲單沈沒鍾書a1，\u{4E00}-\u{9FFF}]{0,40}",
        ) {
            check(&text);
        }
    }
}
