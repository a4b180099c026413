//! One syllable as readings spell it: letters with or without tone, tone number, Zhuyin.

use unicode_normalization::char::decompose_compatible;

use crate::data::readings;

/// Longest syllable (zhuang, shuang, chuang).
const LONGEST: usize = 6;
/// Symbols of the longest syllable in Zhuyin without its tone.
const LONGEST_ZHUYIN: usize = 3;

/// How a syllable tells its tone, weakest first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tone {
    /// Not at all.
    #[default]
    None,
    /// By a digit behind it: guan1.
    Digit,
    /// By a mark over a letter, or it is written in Zhuyin: nothing else looks like this.
    Mark,
}

/// A syllable of Mandarin.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Syllable {
    letters: [u8; LONGEST],
    length: usize,
    zhuyin: usize,
    /// How its tone is written.
    pub tone: Tone,
    /// Starts with a capital letter, as names and symbols do.
    pub capital: bool,
}

impl Syllable {
    /// Reads a syllable; spaces inside do not count. `None` when the letters are none.
    pub fn read(text: &str) -> Option<Self> {
        let mut syllable = Self::default();
        let mut readable = true;
        for character in text.chars() {
            decompose_compatible(character, |part| readable = readable && syllable.take(part));
        }
        (readable && syllable.is_whole()).then_some(syllable)
    }

    /// Whether a syllable may begin with this: a letter with or without tone, or Zhuyin.
    pub fn may_start(character: char) -> bool {
        character.is_alphabetic() && !matches!(character, '\u{3400}'..='\u{9FFF}')
            || matches!(character, '˙' | 'ˉ' | 'ˊ' | 'ˇ' | 'ˋ')
    }

    /// Letters without tone, `v` for ü; empty for Zhuyin.
    pub fn letters(&self) -> &str {
        std::str::from_utf8(&self.letters[..self.length]).unwrap_or_default()
    }

    /// Whether this character can be read so.
    pub fn fits(&self, character: char) -> bool {
        self.zhuyin > 0 || readings::can_be_read(character, self.letters())
    }

    fn is_whole(&self) -> bool {
        match self.zhuyin {
            0 => readings::is_syllable(self.letters()),
            count => self.length == 0 && count <= LONGEST_ZHUYIN,
        }
    }

    fn take(&mut self, part: char) -> bool {
        match part {
            ' ' => true,
            'a'..='z' | 'A'..='Z' => self.push(part),
            'ɑ' => self.push('a'),
            'ɡ' => self.push('g'),
            '\u{300}' | '\u{301}' | '\u{304}' | '\u{306}' | '\u{30C}' => self.mark(),
            '\u{302}' => self.length > 0,
            '\u{308}' | ':' => self.umlaut(),
            '0'..='5' => self.digit(),
            '\u{3105}'..='\u{312F}' => {
                self.zhuyin += 1;
                self.tone = Tone::Mark;
                true
            }
            'ˉ' | 'ˊ' | 'ˇ' | 'ˋ' | '˙' | '\u{307}' => true,
            _ => false,
        }
    }

    fn push(&mut self, letter: char) -> bool {
        if self.length == LONGEST || self.tone == Tone::Digit {
            return false;
        }
        self.capital |= letter.is_ascii_uppercase();
        self.letters[self.length] = letter.to_ascii_lowercase() as u8;
        self.length += 1;
        true
    }

    fn mark(&mut self) -> bool {
        self.tone = Tone::Mark;
        self.length > 0
    }

    fn umlaut(&mut self) -> bool {
        match self.letters[..self.length].last_mut() {
            Some(letter @ (b'u' | b'v')) => {
                *letter = b'v';
                true
            }
            _ => false,
        }
    }

    fn digit(&mut self) -> bool {
        let first = self.tone == Tone::None && self.length > 0;
        self.tone = self.tone.max(Tone::Digit);
        first
    }
}
