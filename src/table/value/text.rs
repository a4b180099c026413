//! The characters of a short text: half width, without spaces, with their places.

use crate::data::compare::half_width;
use crate::data::numbering::is_han;

/// A short text, folded.
pub(super) struct Text<'a> {
    /// Its characters, half width, without spaces.
    pub chars: Vec<char>,
    source: &'a str,
    /// Places of the characters before which white space stood.
    spaced: Vec<usize>,
}

impl<'a> Text<'a> {
    /// All of a text that has at most so many characters.
    pub fn whole(source: &'a str, most: usize) -> Option<Self> {
        let text = Self::of(source, most + 1, |_| false);
        (text.chars.len() <= most).then_some(text)
    }

    /// The first characters of a running text, as far as a value can reach.
    pub fn start(source: &'a str, most: usize) -> Self {
        Self::of(source, most, is_end)
    }

    fn of(source: &'a str, most: usize, is_end: impl Fn(char) -> bool) -> Self {
        let mut text = Self { chars: Vec::with_capacity(most), source, spaced: Vec::new() };
        let mut space = false;
        for character in source.chars() {
            if is_space(character) {
                space = true;
                continue;
            }
            if text.chars.len() == most || is_end(character) {
                break;
            }
            if std::mem::take(&mut space) {
                text.spaced.push(text.chars.len());
            }
            text.chars.push(fold(character));
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
        let mut rest = self.from(place).iter();
        word.chars().all(|character| rest.next() == Some(&character))
    }

    /// White space stood before the character with this number.
    pub fn is_spaced(&self, place: usize) -> bool {
        self.spaced.contains(&place)
    }

    /// Bytes of the source that the characters before this one take.
    pub fn byte(&self, place: usize) -> usize {
        let Some(last) = place.checked_sub(1) else { return 0 };
        let mut kept = self.source.char_indices().filter(|(_, character)| !is_space(*character));
        kept.nth(last).map_or(0, |(at, character)| at + character.len_utf8())
    }
}

/// The characters of a running text, folded as those of [`Text::start`].
pub(super) fn characters(source: &str) -> impl Iterator<Item = char> {
    let written = source.chars().filter(|character| !is_space(*character));
    written.take_while(|character| !is_end(*character)).map(fold)
}

/// Marks that no word or unit of a value holds: running text is read no further.
pub(super) fn is_end(character: char) -> bool {
    matches!(character, '。' | '；' | '、' | '！' | '？' | '“' | '”' | '《')
}

fn is_space(character: char) -> bool {
    !is_han(character)
        && (character.is_whitespace() || matches!(character, '\u{200B}' | '\u{FEFF}' | '\u{2060}'))
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
