//! Units of measurement as plans print them.

use std::collections::HashSet;
use std::sync::LazyLock;

static UNITS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| super::entries(include_str!("units.txt")).collect());

/// Whether `text` is a unit and nothing else.
pub fn is_unit(text: &str) -> bool {
    UNITS.contains(text.trim())
}
