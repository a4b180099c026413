//! Words around the number of a value.

use std::sync::LazyLock;

use super::by_char::ByChar;

/// What a word says of the number beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    /// Before it: 不低于.
    AtLeastBefore,
    /// Before it: 超过.
    MoreBefore,
    /// Before it: 不超过.
    AtMostBefore,
    /// Before it: 低于.
    LessBefore,
    /// Before it: 约.
    AboutBefore,
    /// Before it: 累计.
    Cumulative,
    /// Before it: 增长; with 到 or 至 a level.
    Increase,
    /// Before it: 下降; with 到 or 至 a level.
    Decrease,
    /// Before it: 达到.
    Level,
    /// Behind it: 以上.
    AtLeastAfter,
    /// Behind it: 以下, 以内.
    AtMostAfter,
    /// Behind it: 左右.
    AboutAfter,
    /// Instead of a number: —.
    Nothing,
}

impl Word {
    /// Whether it stands before its number.
    pub fn is_before(self) -> bool {
        !matches!(self, Self::AtLeastAfter | Self::AtMostAfter | Self::AboutAfter | Self::Nothing)
    }

    /// Whether it stands before its number and bounds it.
    pub fn is_bound(self) -> bool {
        matches!(
            self,
            Self::AtLeastBefore
                | Self::MoreBefore
                | Self::AtMostBefore
                | Self::LessBefore
                | Self::AboutBefore
        )
    }

    /// Whether it stands behind its number.
    pub fn is_after(self) -> bool {
        matches!(self, Self::AtLeastAfter | Self::AtMostAfter | Self::AboutAfter)
    }

    fn of(kind: &str) -> Option<Self> {
        Some(match kind {
            "at_least_before" => Self::AtLeastBefore,
            "more_before" => Self::MoreBefore,
            "at_most_before" => Self::AtMostBefore,
            "less_before" => Self::LessBefore,
            "about_before" => Self::AboutBefore,
            "cumulative" => Self::Cumulative,
            "increase" => Self::Increase,
            "decrease" => Self::Decrease,
            "level" => Self::Level,
            "at_least_after" => Self::AtLeastAfter,
            "at_most_after" => Self::AtMostAfter,
            "about_after" => Self::AboutAfter,
            "nothing" => Self::Nothing,
            _ => return None,
        })
    }
}

/// The characters of a word and what it says.
type Entry = (Vec<char>, Word);

/// The words under their first character, the longer first.
static BY_FIRST: LazyLock<ByChar<Entry>> =
    LazyLock::new(|| ByChar::new(entries().filter_map(|entry| Some((*entry.0.first()?, entry)))));
/// The words under their last character, the longer first.
static BY_LAST: LazyLock<ByChar<Entry>> =
    LazyLock::new(|| ByChar::new(entries().filter_map(|entry| Some((*entry.0.last()?, entry)))));

fn entries() -> impl Iterator<Item = Entry> {
    let lines = super::entries(include_str!("value_words.txt"));
    let kinds = lines.filter_map(|line| line.split_once(' '));
    let mut words: Vec<_> = kinds
        .filter_map(|(kind, words)| Some((Word::of(kind)?, words)))
        .flat_map(|(kind, words)| words.split(' ').map(move |word| (word.chars().collect(), kind)))
        .collect();
    words.sort_by_key(|(word, _): &Entry| std::cmp::Reverse(word.len()));
    words.into_iter()
}

/// The longest word of a kind that `text` starts with, and its characters.
pub fn leading(text: &[char], is_wanted: fn(Word) -> bool) -> Option<(Word, usize)> {
    let mut words = BY_FIRST.of(*text.first()?);
    let found = words.find(|(word, kind)| is_wanted(*kind) && text.starts_with(word));
    found.map(|(word, kind)| (*kind, word.len()))
}

/// The longest word of a kind that `text` ends with, and its bytes.
pub fn trailing(text: &str, is_wanted: fn(Word) -> bool) -> Option<(Word, usize)> {
    let found = BY_LAST.of(text.chars().next_back()?).find(|(word, kind)| {
        is_wanted(*kind) && text.chars().rev().take(word.len()).eq(word.iter().rev().copied())
    });
    found.map(|(word, kind)| (*kind, word.iter().map(|c| c.len_utf8()).sum()))
}

/// Whether `text` says that there is no value.
pub fn is_nothing(text: &[char]) -> bool {
    leading(text, |word| word == Word::Nothing).is_some_and(|(_, length)| length == text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_read() {
        let lines = crate::data::entries(include_str!("value_words.txt"));
        for line in lines {
            let kind = line.split_once(' ').map_or("", |(kind, _)| kind);
            assert!(Word::of(kind).is_some(), "{line}");
        }
    }

    #[test]
    fn the_longest_word_counts() {
        let text: Vec<char> = "不超过5".chars().collect();
        assert_eq!(leading(&text, Word::is_before), Some((Word::AtMostBefore, 3)));
        assert_eq!(trailing("增幅不超过", Word::is_bound), Some((Word::AtMostBefore, 9)));
        assert!(is_nothing(&['—', '—']));
        assert!(!is_nothing(&['—', '5']));
    }
}
