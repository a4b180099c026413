//! Word lists and tables of facts: plain text, one entry a line.

/// What class and id words say of an element.
pub const HINTS: &str = include_str!("data/hints.txt");

/// The entries of a list: lines that are not comments and not blank.
pub fn entries(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Words of table headers and of metadata labels.
pub const TABLE_WORDS: &str = include_str!("data/table_words.txt");
