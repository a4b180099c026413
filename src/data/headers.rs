//! Words that head the columns of tables.

use std::collections::HashSet;
use std::sync::LazyLock;

static HEADERS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| super::entries(include_str!("headers.txt")).collect());

/// Bytes of the longest header word with spaces between its characters.
const LONGEST: usize = 64;

/// Whether `text` without white space is a word that heads a column.
pub fn is_header_word(text: &str) -> bool {
    text.len() <= LONGEST && {
        let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        HEADERS.contains(compact.as_str())
    }
}
