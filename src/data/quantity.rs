//! Words around the numbers of running text, by what they say of them.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::by_char::ByChar;

/// The words of one class, under their first and their last character.
#[derive(Debug)]
pub struct Words {
    by_first: ByChar<&'static str>,
    by_last: ByChar<&'static str>,
}

/// The words of a class; none when the list does not know it.
pub fn words(class: &str) -> &'static Words {
    static LISTS: LazyLock<Lists> = LazyLock::new(read);
    static NONE: LazyLock<Words> = LazyLock::new(|| Words::new(&[]));
    let mut near = LISTS[slot(class)].iter();
    near.find(|(name, _)| *name == class).map_or(&NONE, |(_, words)| words)
}

/// Slots for classes: so many that few share one.
const SLOTS: usize = 256;
/// Classes with their words, each in its slot.
type Lists = [Vec<(&'static str, Words)>; SLOTS];

/// The slot of a class, by its ends and its length: classes are asked for at every number.
fn slot(class: &str) -> usize {
    let ends = class.bytes().next().zip(class.bytes().next_back());
    let (first, last) = ends.unwrap_or_default();
    (usize::from(first) * 31 + usize::from(last) * 7 + class.len()) % SLOTS
}

fn read() -> Lists {
    let mut lists: HashMap<&'static str, Vec<&'static str>> = HashMap::new();
    for line in super::entries(include_str!("quantity_words.txt")) {
        let Some((class, words)) = line.split_once(':') else { continue };
        lists.entry(class).or_default().extend(words.split_whitespace());
    }
    let mut slots = [const { Vec::new() }; SLOTS];
    for (class, words) in lists {
        slots[slot(class)].push((class, Words::new(&words)));
    }
    slots
}

impl Words {
    fn new(words: &[&'static str]) -> Self {
        let under = |end: fn(&str) -> Option<char>| {
            ByChar::new(words.iter().filter_map(move |word| Some((end(word)?, *word))))
        };
        Self {
            by_first: under(|word| word.chars().next()),
            by_last: under(|word| word.chars().next_back()),
        }
    }

    /// Whether the list has the word.
    pub fn has(&self, word: &str) -> bool {
        word.chars().next().is_some_and(|first| self.by_first.of(first).any(|one| *one == word))
    }

    /// Bytes of the longest word that `text` starts with.
    pub fn start_of(&self, text: &str) -> Option<usize> {
        let words = self.by_first.of(text.chars().next()?);
        words.filter(|word| text.starts_with(**word)).map(|word| word.len()).max()
    }

    /// Bytes of the longest word that `text` ends with.
    pub fn end_of(&self, text: &str) -> Option<usize> {
        let words = self.by_last.of(text.chars().next_back()?);
        words.filter(|word| text.ends_with(**word)).map(|word| word.len()).max()
    }

    /// The text without the longest word it starts with.
    pub fn strip_start<'a>(&self, text: &'a str) -> Option<&'a str> {
        self.start_of(text).map(|bytes| text[bytes..].trim_start())
    }

    /// The text without the longest word it ends with.
    pub fn strip_end<'a>(&self, text: &'a str) -> Option<&'a str> {
        self.end_of(text).map(|bytes| text[..text.len() - bytes].trim_end())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_word_counts() {
        assert_eq!(words("level").strip_end("面积增加到"), Some("面积"));
        assert_eq!(words("up").strip_end("面积增加到"), None);
        assert_eq!(words("total").end_of("产值累计"), Some("累计".len()));
        assert_eq!(words("scope").start_of("市区两级财政"), Some("市区两级".len()));
        assert_eq!(words("no such class").start_of("人次"), None);
    }

    #[test]
    fn every_word_is_found() {
        for line in crate::data::entries(include_str!("quantity_words.txt")) {
            let (class, list) = line.split_once(':').expect("a class before each line");
            for word in list.split_whitespace() {
                let found = (words(class).start_of(word), words(class).end_of(word));
                assert_eq!(found, (Some(word.len()), Some(word.len())), "{word}");
                assert!(words(class).has(word), "{word}");
            }
        }
    }
}
