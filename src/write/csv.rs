//! CSV as RFC 4180 has it, with `\n` between rows.
//!
//! Cells are written as they are. A cell that starts with `=`, `+`, `-` or `@` is a formula to a
//! spreadsheet, but `-3.5` is a value first: nothing is put before it, and nothing changed.

use std::io::{self, Write};

use csv::{QuoteStyle, Terminator, Writer, WriterBuilder};

use crate::document::Table;

/// Byte order mark that makes Excel read a CSV file as UTF-8.
pub const BOM: &str = "\u{feff}";

/// A table as CSV: header rows, then body rows; a place without text is an empty field.
pub fn table(table: &Table) -> String {
    super::in_memory(|out| write_table(table, out))
}

/// Writes the same row by row.
///
/// # Errors
/// When `out` does not take it.
pub fn write_table(table: &Table, out: &mut dyn Write) -> io::Result<()> {
    let mut rows = Rows::new(out);
    for row in table.header.iter().chain(&table.rows) {
        rows.push(row.iter().map(|cell| cell.as_deref().unwrap_or("")))?;
    }
    rows.finish()
}

/// Rows of CSV text on their way out.
pub struct Rows<'a>(Writer<&'a mut dyn Write>);

impl<'a> Rows<'a> {
    /// No rows yet.
    pub fn new(out: &'a mut dyn Write) -> Self {
        let mut builder = WriterBuilder::new();
        builder.flexible(true).quote_style(QuoteStyle::Necessary);
        Self(builder.terminator(Terminator::Any(b'\n')).from_writer(out))
    }

    /// Adds a row.
    ///
    /// # Errors
    /// When what it is written to does not take it.
    pub fn push<I>(&mut self, fields: I) -> io::Result<()>
    where
        I: IntoIterator,
        I::Item: AsRef<[u8]>,
    {
        Ok(self.0.write_record(fields)?)
    }

    /// Writes what is still held.
    ///
    /// # Errors
    /// When what it is written to does not take it.
    pub fn finish(mut self) -> io::Result<()> {
        self.0.flush()
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
