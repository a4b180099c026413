//! CSV as RFC 4180 has it, with `\n` between rows.
//!
//! Cells are written as they are. A cell that starts with `=`, `+`, `-` or `@` is a formula to a
//! spreadsheet, but `-3.5` is a value first: nothing is put before it, and nothing changed.

use csv::{QuoteStyle, Terminator, Writer, WriterBuilder};

use crate::document::Table;

/// Byte order mark that makes Excel read a CSV file as UTF-8.
pub const BOM: &str = "\u{feff}";

/// A table as CSV: header rows, then body rows; a place without text is an empty field.
pub fn table(table: &Table) -> String {
    let mut rows = Rows::default();
    for row in table.header.iter().chain(&table.rows) {
        rows.push(row.iter().map(|cell| cell.as_deref().unwrap_or("")));
    }
    rows.into_text()
}

/// Rows of CSV text.
#[derive(Debug)]
pub struct Rows(Writer<Vec<u8>>);

impl Default for Rows {
    fn default() -> Self {
        let mut builder = WriterBuilder::new();
        builder.flexible(true).quote_style(QuoteStyle::Necessary);
        Self(builder.terminator(Terminator::Any(b'\n')).from_writer(Vec::new()))
    }
}

impl Rows {
    /// Adds a row.
    pub fn push<I>(&mut self, fields: I)
    where
        I: IntoIterator,
        I::Item: AsRef<[u8]>,
    {
        self.0.write_record(fields).expect("a Vec takes every byte and rows may differ in length");
    }

    /// All rows.
    pub fn into_text(self) -> String {
        String::from_utf8(self.into_bytes()).expect("fields are text")
    }

    /// The same as bytes, without a check that all of them are text.
    pub fn into_bytes(self) -> Vec<u8> {
        self.0.into_inner().expect("a Vec takes every byte")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(rows: &[&[Option<&str>]], expected: &str) {
        let rows = rows.iter().map(|row| row.iter().map(|c| c.map(str::to_owned)).collect());
        let made = Table { rows: rows.collect(), ..Table::default() };
        assert_eq!(table(&made), expected);
    }

    #[test]
    fn fields_are_quoted_where_needed() {
        check(&[], "");
        check(&[&[Some("指标"), Some("2025年")]], "指标,2025年\n");
        check(&[&[Some("a,b"), Some("c\"d"), Some("e\nf")]], "\"a,b\",\"c\"\"d\",\"e\nf\"\n");
        check(&[&[Some("-3.5"), Some("=1+1"), None]], "-3.5,=1+1,\n");
        check(&[&[None], &[None, Some("x")]], "\"\"\n,x\n");
    }
}
