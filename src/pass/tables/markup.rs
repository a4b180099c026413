//! Tables that the page marks up as such.

use super::draft::{Draft, Rows};
use crate::data::captions::{CaptionKind, caption};
use crate::document::{Document, Origin, Role};
use crate::table::extract::{self, Cell, DataTable};

/// The data tables of a page with at most so many cells together; whether there are more.
pub(super) fn find(document: &Document, most_cells: usize) -> (Vec<Draft>, bool) {
    let numbers = 0..document.grids.len();
    let open = numbers.filter(|number| is_open(document, *number));
    let (mut drafts, mut left) = (Vec::new(), most_cells);
    for table in open.filter_map(|number| extract::extract(document, number)) {
        let cells = table.header.iter().chain(&table.rows).map(Vec::len).sum();
        let Some(rest) = left.checked_sub(cells) else { return (drafts, true) };
        left = rest;
        drafts.extend(draft(table));
    }
    (drafts, false)
}

/// Some of its text is still to be told what it is.
fn is_open(document: &Document, number: usize) -> bool {
    let blocks = document.grids[number].blocks.clone();
    blocks.clone().any(|n| document.blocks[n as usize].role == Role::Unread)
}

fn draft(table: DataTable) -> Option<Draft> {
    let last = table.blocks.end.checked_sub(1).filter(|last| *last >= table.blocks.start)?;
    let title = table.caption.iter().map(|cell| cell.text.as_str()).find(|text| is_title(text));
    let found = title.and_then(caption).filter(|found| found.kind != CaptionKind::Figure);
    Some(Draft {
        label: found.zip(title).map(|(found, title)| compact(&title[..found.end])),
        caption: title.map(|title| title[found.map_or(0, |found| found.title)..].to_owned()),
        unit: table.unit.as_ref().map(|cell| unit(&cell.text)),
        notes: notes(&table),
        header: texts(table.header),
        rows: texts(table.rows),
        merged: table.merged,
        cells: [table.blocks.start as usize, last as usize],
        origin: Origin::Html,
        confidence: 1.0,
        ..Draft::default()
    })
}

fn is_title(text: &str) -> bool {
    !text.trim().is_empty()
}

fn compact(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn unit(text: &str) -> String {
    super::units::unit_line(text).unwrap_or(text.into()).into_owned()
}

/// Rows under the body, and further rows above the header that are no title.
fn notes(table: &DataTable) -> Vec<String> {
    let above = table.caption.iter().skip(1).map(|cell| cell.text.clone());
    above
        .chain(table.notes.iter().map(|cell| super::around::without_head(&cell.text).to_owned()))
        .collect()
}

fn texts(rows: Vec<Vec<Option<Cell>>>) -> Rows {
    rows.into_iter()
        .map(|row| row.into_iter().map(|cell| cell.map(|cell| cell.text)).collect())
        .collect()
}
