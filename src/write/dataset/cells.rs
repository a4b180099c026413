//! `cells.csv`: every cell of every table, one a row.

use super::Entry;
use super::resource::{Field, Format, Kind, OF_A_DOCUMENT, Reference, Resource};
use crate::document::Table;
use crate::table::halves;
use crate::table::number::plain;
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

fn rows(entry: &Entry<'_>) -> Vec<u8> {
    let mut rows = Rows::default();
    for table in &entry.document.tables {
        let mut writer = Writer { rows: &mut rows, document: entry.id, record: 0 };
        let halves = halves::of(table);
        if halves.is_empty() {
            writer.add(table, 0, |_| false);
        }
        for half in &halves {
            let is_repeated =
                |row: usize| half.first_column > 0 && halves::is_across(&table.rows[row]);
            writer.add(&half.table, half.first_column, is_repeated);
        }
    }
    rows.into_bytes()
}

struct Writer<'a> {
    rows: &'a mut Rows,
    document: &'a str,
    record: usize,
}

impl Writer<'_> {
    fn add(&mut self, table: &Table, first_column: usize, skip: impl Fn(usize) -> bool) {
        for (number, row) in table.rows.iter().enumerate() {
            if skip(number) || row.iter().all(Option::is_none) {
                continue;
            }
            self.record += 1;
            let (record, number) = (self.record.to_string(), number.to_string());
            for (place, cell) in row.iter().enumerate() {
                let Some(text) = cell else { continue };
                let column = table.columns.get(place);
                let column_number = (first_column + place).to_string();
                let name = column.map_or("", |column| &column.name);
                let unit = column.and_then(|column| column.unit.as_deref()).unwrap_or("");
                let value = plain(text).map(|value| value.to_string()).unwrap_or_default();
                let place = [&record, &number, &column_number].map(String::as_str);
                let [record, number, column] = place;
                self.rows.push([
                    self.document,
                    &table.id,
                    record,
                    number,
                    column,
                    name,
                    unit,
                    text,
                    &value,
                ]);
            }
        }
    }
}
