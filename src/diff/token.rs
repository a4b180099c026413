//! Text as its words: what is compared, and where each word stands. A Han character is a word, a
//! number is one with its decimals, letters go together. How a page prints a text does not count:
//! width, case, script, spaces and punctuation; signs that change a number do.

use std::ops::Range;

use crate::data::fold::{Class, Table};

/// Marks that say something of a number.
const SIGNS: &str = "%‰℃°<>≤≥≦≧=±+×÷/";
/// Marks for minus, from and to.
const DASHES: &str = "-–—−~～－﹣─―";

/// A word and the bytes of the text it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Its bytes.
    pub range: Range<usize>,
    /// It is a number.
    pub is_number: bool,
    /// Where its key ends in the keys of all words.
    key_end: usize,
}

/// A text and its words.
pub struct Words<'a> {
    /// The text.
    pub text: &'a str,
    /// Its words.
    pub tokens: Vec<Token>,
    /// The words as they are compared, one behind the other.
    keys: String,
}

impl<'a> Words<'a> {
    /// The words of a text.
    pub fn of(text: &'a str) -> Self {
        let mut words = Self { text, tokens: Vec::new(), keys: String::with_capacity(text.len()) };
        read(text, &mut |key, range, is_number| {
            words.keys.push_str(key);
            words.tokens.push(Token { range, is_number, key_end: words.keys.len() });
        });
        words
    }

    /// A word as it is compared.
    pub fn key(&self, word: usize) -> &str {
        let start = word.checked_sub(1).map_or(0, |before| self.tokens[before].key_end);
        &self.keys[start..self.tokens[word].key_end]
    }
}

/// The words of a text in one string: equal for texts that say the same.
pub fn key(text: &str) -> String {
    let mut whole = String::with_capacity(text.len());
    key_into(text, &mut whole);
    whole
}

/// [`key`], put behind what is in `whole`.
pub fn key_into(text: &str, whole: &mut String) {
    read(text, &mut |key, _, _| whole.push_str(key));
}

/// Whether two texts say the same.
pub fn same(one: &str, other: &str) -> bool {
    one == other || key(one) == key(other)
}

/// Calls `see` for every word with its key, bytes, and whether it is a number.
pub fn read(text: &str, see: &mut dyn FnMut(&str, Range<usize>, bool)) {
    let table = Table::get();
    let mut word = String::new();
    let (mut at, mut before) = (0, Before::Nothing);
    while let Some(c) = text[at..].chars().next() {
        let end = at + c.len_utf8();
        if digit(c).is_some() {
            let end = number(text, at, &mut word);
            see(&word, at..end, true);
            (at, before) = (end, Before::Number);
            continue;
        }
        let (folded, class) = table.fold(c);
        word.clear();
        match class {
            Class::Letter => {
                let end = letters(text, at, table, &mut word);
                see(&word, at..end, false);
                (at, before) = (end, Before::Word);
                continue;
            }
            Class::Han | Class::Function | Class::Digit => {
                word.push(folded);
                see(&word, at..end, false);
                before = Before::Word;
            }
            _ if DASHES.contains(c) => {
                let (run, behind) = dashes(text, at);
                if is_minus(before, run, &text[behind..]) {
                    see("-", at..behind, false);
                }
                (at, before) = (behind, Before::Nothing);
                continue;
            }
            _ if SIGNS.contains(folded) => {
                word.push(sign(folded));
                see(&word, at..end, false);
                before = if before == Before::Number { before } else { Before::Nothing };
            }
            Class::Dropped => {}
            _ => before = Before::Nothing,
        }
        at = end;
    }
}

/// What stands before a mark.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    Nothing,
    Number,
    Word,
}

/// A dash between numbers, or one alone before a number that no word stands before.
fn is_minus(before: Before, run: usize, behind: &str) -> bool {
    let number = behind.trim_start().chars().next().is_some_and(|c| digit(c).is_some());
    number && (before == Before::Number || run == 1 && before == Before::Nothing)
}

/// Number of dashes from `at` on, and where they end.
fn dashes(text: &str, at: usize) -> (usize, usize) {
    let rest = text[at..].trim_start_matches(|c| DASHES.contains(c));
    let end = text.len() - rest.len();
    (text[at..end].chars().count(), end)
}

/// Signs that are written in two ways.
fn sign(c: char) -> char {
    match c {
        '≦' => '≤',
        '≧' => '≥',
        _ => c,
    }
}

/// ASCII and full-width digits; numbers in circles and small ones are marks.
fn digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_u32(c as u32 - 0xFEE0),
        _ => None,
    }
}

/// Reads a number that starts at `at`, with its decimals and without the commas of thousands.
fn number(text: &str, at: usize, word: &mut String) -> usize {
    word.clear();
    let mut end = digits(text, at, word);
    while let Some(mark) = text[end..].chars().next().filter(|c| ",，".contains(*c)) {
        let mut group = String::new();
        let behind = digits(text, end + mark.len_utf8(), &mut group);
        if group.len() != 3 {
            break;
        }
        word.push_str(&group);
        end = behind;
    }
    if let Some(mark) = text[end..].chars().next().filter(|c| ".．".contains(*c)) {
        let mut decimals = String::new();
        let behind = digits(text, end + mark.len_utf8(), &mut decimals);
        if !decimals.is_empty() {
            word.push('.');
            word.push_str(&decimals);
            end = behind;
        }
    }
    end
}

fn digits(text: &str, at: usize, word: &mut String) -> usize {
    let mut end = at;
    for c in text[at..].chars() {
        let Some(digit) = digit(c) else { break };
        word.push(digit);
        end += c.len_utf8();
    }
    end
}

fn letters(text: &str, at: usize, table: &Table, word: &mut String) -> usize {
    let mut end = at;
    for c in text[at..].chars() {
        let (folded, class) = table.fold(c);
        if class != Class::Letter {
            break;
        }
        word.push(folded);
        end += c.len_utf8();
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_text() {
        let words = |text: &str| {
            let words = Words::of(text);
            (0..words.tokens.len()).map(|word| words.key(word)).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(words("年均增长6.50%，达１２，３４５亿元"), "年 均 增 长 6.50 % 达 12345 亿 元");
        assert_eq!(words("R&D经费 ≥ 3％"), "r d 经 费 ≥ 3 %");
        assert_eq!(words("2021—2025年"), "2021 - 2025 年");
        assert_eq!(words("——2025年"), "2025 年");
        assert_eq!(words("-3.2"), "- 3.2");
        assert_eq!(words("4.5%～5%"), "4.5 % - 5 %");
        assert_eq!(words("1.加快建设"), "1 加 快 建 设");
    }

    #[test]
    fn printing_does_not_count_and_numbers_do() {
        assert!(same("建设“水网”，保障供水。", "建設「水網」,保障供水"));
        assert!(same("3.", "3"));
        assert!(!same("3.5", "35"));
        assert!(!same("-3", "3"));
        assert!(!same("5%", "5"));
        assert!(!same("≥5", "≤5"));
        assert!(same("2021-2025", "2021～2025"));
    }

    #[test]
    fn places_are_bytes_of_the_text() {
        let text = "增长 ６．５ ％。";
        let found = Words::of(text);
        let texts: Vec<&str> =
            found.tokens.iter().map(|token| &text[token.range.clone()]).collect();
        assert_eq!(texts, ["增", "长", "６．５", "％"]);
    }
}
