//! Word lists and tables of facts: plain text, one entry a line.

pub mod readings;
pub mod script;

/// Entries of a list: its lines but for the first, which says what it is.
fn entries(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().skip(1).filter(|line| !line.is_empty())
}
