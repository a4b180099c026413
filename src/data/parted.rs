//! Lines that are rows of a table: the marks and gaps between their cells.

use std::sync::LazyLock;

use memchr::memmem::Finder;

/// What parts two cells of a row printed on one line.
pub const BARS: [char; 4] = ['\t', '|', '｜', '│'];
/// Those that are not ASCII.
static FULL_BARS: LazyLock<[Finder<'static>; 2]> = LazyLock::new(|| ["｜", "│"].map(Finder::new));
/// White space of [`WIDE_GAP`] characters.
static GAPS: LazyLock<[Finder<'static>; 3]> =
    LazyLock::new(|| ["  ", "\u{a0}\u{a0}", "\u{3000}\u{3000}"].map(Finder::new));
/// White space that parts two cells where columns are aligned by it.
const WIDE_GAP: usize = 2;
/// Characters that rules between rows are drawn with.
const RULES: &str = "-=+:|｜─━═│┃║┼╋╬├┤┬┴┌┐└┘┝┥╠╣╦╩╔╗╚╝ ";
/// Fewest characters of a rule.
const SHORTEST_RULE: usize = 3;

/// A cell and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Aligned<'a> {
    /// Its text.
    pub text: &'a str,
    /// First column of the line that it covers; a full-width character is two.
    pub start: usize,
    /// Column behind it.
    pub end: usize,
}

/// The line has several marks or wide gaps, as only rows of tables do.
pub fn is_row(text: &str) -> bool {
    has_bar(text) && text.matches(BARS).nth(1).is_some()
        || has_gap(text) && aligned(text, 0).len() > 2
}

/// Whether a line has a tab or bar: nearly none has, and a look at its bytes tells.
pub fn has_bar(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr2(b'\t', b'|', bytes).is_some()
        || FULL_BARS.iter().any(|bar| bar.find(bytes).is_some())
}

/// Whether a line has white space that parts cells.
pub fn has_gap(text: &str) -> bool {
    GAPS.iter().any(|gap| gap.find(text.as_bytes()).is_some())
}

/// A line drawn between rows: `|---|---|`, `+----+`, `├──┼──┤`.
pub fn is_rule(text: &str) -> bool {
    text.chars().all(|c| RULES.contains(c))
        && text.chars().filter(|c| !BARS.contains(c) && *c != ' ').nth(SHORTEST_RULE - 1).is_some()
}

/// The cells of a line that starts in column `indent`, parted by wide gaps.
pub fn aligned(text: &str, indent: usize) -> Vec<Aligned<'_>> {
    let mut cells: Vec<Aligned<'_>> = Vec::new();
    let (mut column, mut first, mut gap) = (indent, 0, WIDE_GAP);
    for (at, character) in text.char_indices() {
        let width = if character.is_ascii() || character == '\u{a0}' { 1 } else { 2 };
        if character.is_whitespace() {
            gap += 1;
        } else {
            if gap >= WIDE_GAP {
                first = at;
                cells.push(Aligned { text: "", start: column, end: column });
            }
            gap = 0;
            if let Some(cell) = cells.last_mut() {
                cell.text = &text[first..at + character.len_utf8()];
                cell.end = column + width;
            }
        }
        column += width;
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_have_several_marks_or_gaps() {
        let rows = ["1\t修渠\t3", "| 修渠 | 3 |", "修渠  新建  3", "1　　修渠　　新建"];
        let others =
            ["修渠\t3", "第一章　　总则", "联系人：某某  电话", "修 渠 新 建", "甲|乙", ""];
        assert!(rows.iter().all(|text| is_row(text)));
        assert_eq!(others.iter().find(|text| is_row(text)), None);
    }

    #[test]
    fn rules_are_drawn() {
        let rules = ["|---|:--:|", "+----+-----+", "├──┼──┤", "-----  ------", "━━━"];
        assert!(rules.iter().all(|text| is_rule(text)));
        assert!(!["||", "——工程", "- 1 -", "| - | 3 |", "", "--"].iter().any(|text| is_rule(text)));
    }

    #[test]
    fn cells_know_their_columns() {
        let cells = aligned("修渠 一段  新建   30", 1);
        let places: Vec<_> = cells.iter().map(|cell| (cell.text, cell.start, cell.end)).collect();
        assert_eq!(places, [("修渠 一段", 1, 10), ("新建", 12, 16), ("30", 19, 21)]);
    }
}
