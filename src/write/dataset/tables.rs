//! `tables.csv`: which tables there are, and how sure their grids are.

use std::io::{self, Write};

use super::Entry;
use super::names::{name, text};
use super::resource::{Field, Format, Kind, OF_A_DOCUMENT, Resource};
use crate::write::csv::Rows;

pub(super) const RESOURCE: Resource = Resource {
    name: "tables",
    format: Format::Csv,
    about: "a table of a document; its cells are in the document's `tables/<table>.csv`",
    fields: &[
        Field::new("document", Kind::String, "id of the document"),
        Field::new("table", Kind::String, "id of the table"),
        Field::new("section", Kind::String, "id of the section it stands in"),
        Field::new("section_path", Kind::String, "headings down to it, ` / ` between them"),
        Field::new("label", Kind::String, "numbering as published"),
        Field::new("caption", Kind::String, "caption without the label"),
        Field::new("unit", Kind::String, "unit stated for the whole table"),
        Field::new("columns", Kind::Integer, "columns"),
        Field::new("header_rows", Kind::Integer, "header rows"),
        Field::new("rows", Kind::Integer, "body rows"),
        Field::new("origin", Kind::String, "`html`, or `text` when rebuilt from lines"),
        Field::new("confidence", Kind::Number, "0 to 1"),
        Field::new("first_block", Kind::Integer, "number of its first source block"),
        Field::new("last_block", Kind::Integer, "number of its last source block"),
    ],
    key: &["document", "table"],
    references: &[OF_A_DOCUMENT],
    rows,
};

fn rows(entry: &Entry<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut rows = Rows::new(out);
    for table in &entry.document.tables {
        let section = table.section.as_deref().unwrap_or("");
        rows.push([
            entry.id,
            &table.id,
            section,
            entry.path(section),
            text(table.label.as_ref()),
            text(table.caption.as_ref()),
            text(table.unit.as_ref()),
            &table.columns.len().to_string(),
            &table.header.len().to_string(),
            &table.rows.len().to_string(),
            name(&table.origin),
            &table.confidence.to_string(),
            &table.blocks[0].to_string(),
            &table.blocks[1].to_string(),
        ])?;
    }
    rows.finish()
}
