//! Traditional to Simplified by OpenCC's `t2s` dictionaries, as the hanconv crate carries them.
//!
//! The same result as `hanconv::t2s`, several times as fast: a table for the characters of the
//! basic plane, and phrases only where one can start. A test holds the two together.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::data::script::RULES;

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

/// Phrases by their first character, longest first, with what they become.
type Phrases = HashMap<char, Vec<(&'static str, &'static str)>>;

/// Characters and phrases of the dictionaries.
pub struct Table {
    /// Simplified forms of the characters of the basic plane.
    simplified: Vec<u16>,
    /// Flags of the characters of the basic plane.
    flags: Vec<u8>,
    /// Characters outside the basic plane, or that become one.
    far: HashMap<char, char>,
    phrases: Phrases,
}

/// First character the dictionaries may change.
const FIRST: char = '\u{2E80}';

/// The table, made once.
pub static TABLE: LazyLock<Table> = LazyLock::new(Table::new);

impl Table {
    fn new() -> Self {
        let mut table = Self {
            simplified: (0..=u16::MAX).collect(),
            flags: (0..=u16::MAX).map(block).collect(),
            far: HashMap::new(),
            phrases: phrases(),
        };
        table.add_characters();
        table.mark_scripts();
        for character in table.phrases.keys().copied().collect::<Vec<_>>() {
            table.mark(character, flag::PHRASE);
        }
        for &character in RULES.keys() {
            table.mark(character, flag::RULED);
        }
        table
    }

    fn add_characters(&mut self) {
        for (from, to) in hanconv::TSCharacters.iter() {
            let (Some(from), Some(to)) = (from.chars().next(), to.chars().next()) else { continue };
            match (self.simplified.get_mut(from as usize), u16::try_from(u32::from(to))) {
                (Some(place), Ok(code)) => *place = code,
                _ => {
                    self.far.insert(from, to);
                    self.mark(from, flag::FAR);
                }
            }
        }
    }

    /// A character is of one script only when no dictionary lets it stand in the other.
    fn mark_scripts(&mut self) {
        for (from, forms) in hanconv::RawDictionary::TSCharacters.var_iter() {
            self.mark_unless(from, &forms, flag::TRADITIONAL);
        }
        for (from, forms) in hanconv::RawDictionary::STCharacters.var_iter() {
            self.mark_unless(from, &forms, flag::SIMPLIFIED);
        }
        let both = flag::TRADITIONAL | flag::SIMPLIFIED;
        for flags in self.flags.iter_mut().filter(|flags| **flags & both == both) {
            *flags &= !both;
        }
    }

    fn mark_unless(&mut self, from: &str, forms: &[&str], flags: u8) {
        if let (false, Some(character)) = (forms.contains(&from), from.chars().next()) {
            self.mark(character, flags);
        }
    }

    fn mark(&mut self, character: char, flags: u8) {
        if let Some(place) = self.flags.get_mut(character as usize) {
            *place |= flags;
        }
    }

    /// Flags of a character.
    pub fn flags(&self, character: char) -> u8 {
        self.flags.get(character as usize).copied().unwrap_or(flag::HAN | flag::FAR)
    }

    /// Flags of the characters of the basic plane, by their number.
    pub fn flags_by_code(&self) -> &[u8] {
        &self.flags
    }

    /// Appends `text` to `out` in Simplified.
    pub fn convert(&self, text: &str, out: &mut String) -> Converted {
        let mut converted = Converted::default();
        let mut rest = text.chars();
        while let Some(character) = rest.next() {
            if character < FIRST {
                out.push(character);
                continue;
            }
            let flags = self.flags(character);
            converted.seen |= flags;
            if flags & flag::PHRASE != 0
                && let Some((from, to)) = self.phrase(rest.as_str(), character)
            {
                out.push_str(to);
                self.count_phrase(&mut converted, from, to);
                rest.nth(from.chars().count() - 2);
                continue;
            }
            let simplified = self.simplified(character, flags);
            converted.changed += usize::from(simplified != character);
            out.push(simplified);
        }
        converted
    }

    /// The longest phrase of the dictionary that starts with `first` and goes on in `rest`.
    fn phrase(&self, rest: &str, first: char) -> Option<(&'static str, &'static str)> {
        let mut group = self.phrases.get(&first)?.iter();
        group.find(|(from, _)| rest.starts_with(&from[first.len_utf8()..])).copied()
    }

    #[cold]
    fn count_phrase(&self, converted: &mut Converted, from: &str, to: &str) {
        for (from, to) in from.chars().zip(to.chars()) {
            converted.seen |= self.flags(from);
            converted.changed += usize::from(from != to);
        }
    }

    fn simplified(&self, character: char, flags: u8) -> char {
        if flags & flag::FAR != 0 {
            return self.far.get(&character).copied().unwrap_or(character);
        }
        let code = self.simplified.get(character as usize).copied();
        code.and_then(|code| char::from_u32(code.into())).unwrap_or(character)
    }
}

/// What [`Table::convert`] met and did.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Converted {
    /// Flags of all characters together.
    pub seen: u8,
    /// Characters changed.
    pub changed: usize,
}

fn phrases() -> Phrases {
    let mut phrases = Phrases::new();
    for (from, to) in hanconv::TSPhrases.iter() {
        let first = from.chars().next().expect("no phrase of the dictionary is empty");
        phrases.entry(first).or_default().push((from, to));
    }
    for group in phrases.values_mut() {
        group.sort_by_key(|(from, _)| std::cmp::Reverse(from.len()));
    }
    phrases
}

/// Flags by Unicode block.
fn block(code: u16) -> u8 {
    match code {
        0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x3007 => flag::HAN,
        0x300C..=0x300F => flag::CORNER,
        0x3041..=0x3096 | 0x30A1..=0x30FA => flag::KANA,
        _ => 0,
    }
}

#[cfg(not(feature = "opencc-rust"))]
pub use self::dictionary as convert;

/// Appends `text` to `out` in Simplified by the dictionaries of hanconv.
pub fn dictionary(text: &str, out: &mut String) -> Converted {
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
        let converted = dictionary(text, &mut out);
        assert_eq!(&out[1..], hanconv::t2s(text), "{text}");
        let changed = text.chars().zip(out[1..].chars()).filter(|(from, to)| from != to);
        assert_eq!(converted.changed, changed.count(), "{text}");
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

    proptest! {
        #[test]
        fn any_text_becomes_what_hanconv_makes_of_it(
            text in "[一不有乾坤清宮隆瞭望解然藉口覆反答著徵調羽於戲單沈沒鍾書a1，\u{4E00}-\u{9FFF}]{0,40}",
        ) {
            check(&text);
        }
    }
}
