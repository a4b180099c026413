//! `cells.csv`: every cell of every table, one a row.

use std::io::{self, Write};

use super::Entry;
use super::resource::{Field, Format, Kind, OF_A_DOCUMENT, Reference, Resource};
use crate::document::{Decimal, Table};
use crate::write::csv::Rows;

pub(super) const RESOURCE: Resource = Resource {
    name: "cells",
    format: Format::Csv,
    about: "a cell of a table's body; tables printed side by side are one list of records",
    fields: &[
        Field::new("document", Kind::String, "id of the document"),
        Field::new("table", Kind::String, "id of the table"),
        Field::new(
            "record",
            Kind::Integer,
            "number of the record, from 1; halves follow each other",
        ),
        Field::new("row", Kind::Integer, "row of the printed table's body, from 0"),
        Field::new("column", Kind::Integer, "column of the printed table, from 0"),
        Field::new("name", Kind::String, "name of the column"),
        Field::new("unit", Kind::String, "unit of the column"),
        Field::new("text", Kind::String, "text of the cell"),
        Field::new("value", Kind::Number, "the number, where the cell is one and nothing else"),
    ],
    key: &["document", "table", "row", "column"],
    references: &[OF_A_DOCUMENT, OF_A_TABLE],
    rows,
};

const OF_A_TABLE: Reference =
    Reference { fields: &["document", "table"], resource: "tables", to: &["document", "table"] };

fn rows(entry: &Entry<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut rows = Rows::new(out);
    for table in &entry.document.tables {
        let halves = (table.side_by_side.unwrap_or(1) as usize).max(1);
        let width = table.columns.len().div_ceil(halves).max(1);
        let records = (0..halves).flat_map(|half| records(table, half * width, width));
        for ((row, first), record) in records.zip(1..) {
            add(&mut rows, entry.id, table, (row, first, width), record)?;
        }
    }
    rows.finish()
}

/// Row and first column of the records in one half. A text across the whole row belongs to the
/// first half alone.
fn records(table: &Table, first: usize, width: usize) -> impl Iterator<Item = (usize, usize)> {
    let holds = move |(_, row): &(usize, &Vec<Option<String>>)| {
        let is_across = row.len() > width && row.iter().all(|cell| *cell == row[0]);
        row.iter().skip(first).take(width).any(Option::is_some) && !(is_across && first > 0)
    };
    table.rows.iter().enumerate().filter(holds).map(move |(row, _)| (row, first))
}

fn add(
    rows: &mut Rows<'_>,
    document: &str,
    table: &Table,
    (row, first, width): (usize, usize, usize),
    record: usize,
) -> io::Result<()> {
    let (record, number) = (record.to_string(), row.to_string());
    for (place, cell) in table.rows[row].iter().enumerate().skip(first).take(width) {
        let Some(text) = cell else { continue };
        let column = table.columns.get(place);
        let name = column.map_or("", |column| &column.name);
        let unit = column.and_then(|column| column.unit.as_deref()).unwrap_or("");
        let value = number_of(text).map(|value| value.to_string()).unwrap_or_default();
        let place = place.to_string();
        rows.push([document, &table.id, &record, &number, &place, name, unit, text, &value])?;
    }
    Ok(())
}

/// The number that a cell is, with commas between groups of three digits.
fn number_of(text: &str) -> Option<Decimal> {
    let whole = text.split_once('.').map_or(text, |(whole, _)| whole);
    let mut groups = whole.trim_start_matches('-').split(',');
    let is_first = groups.next().is_some_and(|group| (1..=3).contains(&group.len()));
    let is_grouped = is_first && groups.clone().all(|group| group.len() == 3);
    if groups.next().is_none() {
        text.parse().ok()
    } else {
        text.replace(',', "").parse().ok().filter(|_| is_grouped)
    }
}
