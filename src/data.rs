//! Word lists and tables of facts: plain text, one entry a line.

pub mod by_char;
pub mod captions;
pub mod compare;
pub mod date;
pub mod divisions;
pub mod fold;
pub mod headers;
pub mod indicators;
pub mod levels;
pub mod noise;
pub mod numbering;
pub mod official;
pub mod parted;
pub mod quantity;
pub mod readings;
pub mod roles;
pub mod script;
pub mod units;
pub mod values;
pub mod years;

/// What class and id words say of an element.
pub const HINTS: &str = include_str!("data/hints.txt");

/// Words of table headers and of metadata labels.
pub const TABLE_WORDS: &str = include_str!("data/table_words.txt");

/// Words that tell what a text is.
pub const GENRE_WORDS: &str = include_str!("data/genre_words.txt");

/// The entries of a list: lines that are not comments and not blank.
pub fn entries(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}
