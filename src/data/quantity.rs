//! Words around the numbers of running text, by what they say of them.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Longest word of the list, in characters; a longer suffix or prefix is not looked up.
const LONGEST: usize = 10;

/// The words of one class.
#[derive(Debug)]
pub struct Words(HashMap<&'static str, ()>);

/// The words of a class; none when the list does not know it.
pub fn words(class: &str) -> &'static Words {
    static LISTS: LazyLock<HashMap<&'static str, Words>> = LazyLock::new(read);
    static NONE: LazyLock<Words> = LazyLock::new(|| Words(HashMap::new()));
    LISTS.get(class).unwrap_or(&NONE)
}

fn read() -> HashMap<&'static str, Words> {
    let mut lists: HashMap<&'static str, Words> = HashMap::new();
    for line in super::entries(include_str!("quantity_words.txt")) {
        let Some((class, words)) = line.split_once(':') else { continue };
        let list = lists.entry(class).or_insert_with(|| Words(HashMap::new()));
        list.0.extend(words.split_whitespace().map(|word| (word, ())));
    }
    lists
}

impl Words {
    /// Whether the list has the word.
    pub fn has(&self, word: &str) -> bool {
        self.0.contains_key(word)
    }

    /// Bytes of the longest word that `text` starts with.
    pub fn start_of(&self, text: &str) -> Option<usize> {
        let ends = text.char_indices().map(|(at, one)| at + one.len_utf8()).take(LONGEST);
        ends.filter(|end| self.has(&text[..*end])).last()
    }

    /// Bytes of the longest word that `text` ends with.
    pub fn end_of(&self, text: &str) -> Option<usize> {
        let starts = text.char_indices().rev().map(|(at, _)| at).take(LONGEST);
        starts.filter(|start| self.has(&text[*start..])).last().map(|start| text.len() - start)
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
    fn no_word_is_too_long_to_be_found() {
        for line in crate::data::entries(include_str!("quantity_words.txt")) {
            let (_, words) = line.split_once(':').expect("a class before each line");
            for word in words.split_whitespace() {
                assert!(word.chars().count() <= LONGEST, "{word}");
            }
        }
    }
}
