//! Words that head the columns of tables.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::compare::length;

static HEADERS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| super::entries(include_str!("headers.txt")).collect());

/// Longest header word, in characters.
const LONGEST: usize = 12;

/// Whether `text` without white space is a word that heads a column.
pub fn is_header_word(text: &str) -> bool {
    length(text) <= LONGEST && {
        let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        HEADERS.contains(compact.as_str())
    }
}
