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
}

/// A character of the table: its Simplified form and its flags.
#[derive(Debug, Clone, Copy)]
struct Entry {
    simplified: u16,
    flags: u8,
}

/// Phrases by their first character, longest first, with what they become.
type Phrases = HashMap<char, Vec<(&'static str, &'static str)>>;

/// Characters and phrases of the dictionaries.
pub struct Table {
    entries: Vec<Entry>,
    /// Characters outside the basic plane, or that become one.
    far: HashMap<char, char>,
    phrases: Phrases,
}

/// Characters of the basic plane.
const PLANE: u32 = 0x1_0000;

/// The table, made once.
pub static TABLE: LazyLock<Table> = LazyLock::new(Table::new);

impl Table {
    fn new() -> Self {
        let entries = (0..PLANE).map(|code| Entry { simplified: code as u16, flags: block(code) });
        let mut table =
            Self { entries: entries.collect(), far: HashMap::new(), phrases: phrases() };
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
            match (self.entries.get_mut(from as usize), u16::try_from(u32::from(to))) {
                (Some(entry), Ok(code)) => entry.simplified = code,
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
        for entry in &mut self.entries {
            if entry.flags & flag::TRADITIONAL != 0 && entry.flags & flag::SIMPLIFIED != 0 {
                entry.flags &= !(flag::TRADITIONAL | flag::SIMPLIFIED);
            }
        }
    }

    fn mark_unless(&mut self, from: &str, forms: &[&str], flags: u8) {
        if let (false, Some(character)) = (forms.contains(&from), from.chars().next()) {
            self.mark(character, flags);
        }
    }

    fn mark(&mut self, character: char, flags: u8) {
        if let Some(entry) = self.entries.get_mut(character as usize) {
            entry.flags |= flags;
        }
    }

    /// Flags of a character.
    pub fn flags(&self, character: char) -> u8 {
        self.entries.get(character as usize).map_or(flag::HAN | flag::FAR, |entry| entry.flags)
    }

    /// Flags of the character of the basic plane with this number.
    pub fn flags_of_code(&self, code: usize) -> u8 {
        self.entries.get(code).map_or(0, |entry| entry.flags)
    }

    /// Appends `text` to `out` in Simplified; tells the flags of all its characters together.
    pub fn convert(&self, text: &str, out: &mut String) -> u8 {
        let (mut done, mut place, mut seen) = (0, 0, 0);
        let bytes = text.as_bytes();
        while place < bytes.len() {
            if bytes[place] < 0xE0 {
                place += 1;
                continue;
            }
            let Some(character) = text[place..].chars().next() else { break };
            let (mut length, flags) = (character.len_utf8(), self.flags(character));
            seen |= flags;
            let phrase = if flags & flag::PHRASE == 0 {
                None
            } else {
                self.phrase(&text[place..], character)
            };
            if let Some((from, to)) = phrase {
                out.push_str(&text[done..place]);
                out.push_str(to);
                seen |= from.chars().fold(0, |all, one| all | self.flags(one));
                length = from.len();
                done = place + length;
            } else if let Some(simplified) = self.simplified(character, flags) {
                out.push_str(&text[done..place]);
                out.push(simplified);
                done = place + length;
            }
            place += length;
        }
        out.push_str(&text[done..]);
        seen
    }

    fn phrase(&self, text: &str, first: char) -> Option<(&'static str, &'static str)> {
        self.phrases.get(&first)?.iter().find(|(from, _)| text.starts_with(from)).copied()
    }

    fn simplified(&self, character: char, flags: u8) -> Option<char> {
        if flags & flag::FAR != 0 {
            return self.far.get(&character).copied();
        }
        let code = u32::from(self.entries[character as usize].simplified);
        char::from_u32(code).filter(|&simplified| simplified != character)
    }
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
fn block(code: u32) -> u8 {
    match code {
        0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x3007 => flag::HAN,
        0x3041..=0x3096 | 0x30A1..=0x30FA => flag::KANA,
        _ => 0,
    }
}

/// Appends `text` to `out` in Simplified; tells the flags of all its characters together.
pub fn convert(text: &str, out: &mut String) -> u8 {
    TABLE.convert(text, out)
}
