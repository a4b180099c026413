//! What a row of an indicator table is: an indicator, the title of a group, or neither.

use super::{Columns, text};
use crate::document::Table;
use crate::table::name::{self, Name};

/// What a row is.
pub(super) enum Kind {
    /// An indicator with its values.
    Indicator,
    /// The title of a group, `一、经济发展`.
    Group(String),
    /// A note, a header printed again, an empty row.
    Other,
}

/// Longest title of a group, in characters.
const LONGEST_TITLE: usize = 30;
/// What notes and totals in a row of their own start with.
const NOTES: [&str; 5] = ["注：", "注:", "说明：", "备注：", "资料来源"];

/// What the row is.
pub(super) fn kind(table: &Table, columns: &Columns, row: usize) -> Kind {
    let cells: Vec<&str> = table.rows[row].iter().flatten().map(|cell| cell.trim()).collect();
    let Some(first) = cells.first() else { return Kind::Other };
    if NOTES.iter().any(|word| first.starts_with(word)) || is_header(table, columns, row) {
        return Kind::Other;
    }
    let is_alone = cells.iter().all(|cell| cell == first);
    let is_wide = is_alone && (cells.len() > 1 || text(table, row, columns.name).is_none());
    let title = name::group(first);
    if is_alone && (is_wide || title.is_some()) && first.chars().count() <= LONGEST_TITLE {
        return Kind::Group(name::read(title.unwrap_or(first)).text);
    }
    match text(table, row, columns.name) {
        Some(_) => Kind::Indicator,
        None => Kind::Other,
    }
}

/// The header printed again on the next page.
fn is_header(table: &Table, columns: &Columns, row: usize) -> bool {
    let printed = text(table, row, columns.name);
    let mut headers = table.header.iter().map(|header| header.get(columns.name)?.as_deref());
    printed.is_some() && headers.any(|text| text == printed)
}

/// The groups and wholes that are open at a row.
#[derive(Default)]
pub(super) struct Groups {
    title: Option<String>,
    category: Option<String>,
    whole: Option<String>,
    /// A part stands above: a row without a number may be the next part as well as a whole.
    in_parts: bool,
}

impl Groups {
    /// A group starts.
    pub fn open(&mut self, title: String) {
        *self = Self { title: Some(title), ..Self::default() };
    }

    /// The category of a row; an empty place takes that of the row above.
    pub fn category(&mut self, table: &Table, columns: &Columns, row: usize) -> Option<String> {
        let name = text(table, row, columns.name);
        let mut parts: Vec<String> = Vec::new();
        for cell in columns.categories.iter().filter_map(|column| text(table, row, *column)) {
            let part = name::close_up(name::group(cell).unwrap_or(cell));
            if Some(cell) != name && !parts.contains(&part) {
                parts.push(part);
            }
        }
        if !parts.is_empty() {
            self.category = Some(parts.join(" / "));
        }
        self.category.clone().or_else(|| self.title.clone())
    }

    /// The indicator a row is a part of, if it surely is one.
    pub fn part_of(&mut self, name: &Name, numbered: bool) -> Option<String> {
        if name.is_part {
            self.in_parts = true;
            return self.whole.clone();
        }
        self.in_parts &= !numbered;
        self.whole = (!self.in_parts).then(|| name.text.clone());
        None
    }
}
