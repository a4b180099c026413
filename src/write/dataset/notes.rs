//! `notes.csv`: notes of tables and of the text.

use std::io::{self, Write};

use super::Entry;
use super::resource::{Field, Format, Kind, OF_A_DOCUMENT, OF_A_SECTION, Resource};
use crate::document::{Content, Section};
use crate::write::csv::Rows;

pub(super) const RESOURCE: Resource = Resource {
    name: "notes",
    format: Format::Csv,
    about: "a note under a table or in the text",
    fields: &[
        Field::new("document", Kind::String, "id of the document"),
        Field::new("section", Kind::String, "id of the section it stands in"),
        Field::new("section_path", Kind::String, "headings down to it, ` / ` between them"),
        Field::new("table", Kind::String, "id of the table it explains, if one"),
        Field::new("text", Kind::String, "the note"),
        Field::new("first_block", Kind::Integer, "first source block of the note or its table"),
        Field::new("last_block", Kind::Integer, "last source block of the note or its table"),
    ],
    key: &[],
    references: &[OF_A_DOCUMENT, OF_A_SECTION],
    rows,
};

fn rows(entry: &Entry<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut rows = Rows::new(out);
    for (section, _) in &entry.sections {
        for (table, text, [first, last]) in notes(entry, section) {
            let (id, path) = (section.id.as_str(), entry.path(&section.id));
            let (first, last) = (first.to_string(), last.to_string());
            rows.push([entry.id, id, path, table, text, &first, &last])?;
        }
    }
    rows.finish()
}

/// Table, text and blocks of the notes of a section, in reading order.
fn notes<'a>(entry: &Entry<'a>, section: &'a Section) -> Vec<(&'a str, &'a str, [u32; 2])> {
    let mut found = Vec::new();
    for piece in section.pieces() {
        match piece {
            Content::Note { text, blocks } => found.push(("", text.as_str(), *blocks)),
            Content::Table { table, blocks } => {
                let notes = entry.table(table).map_or(&[][..], |table| &table.notes);
                found.extend(notes.iter().map(|note| (table.as_str(), note.as_str(), *blocks)));
            }
            _ => {}
        }
    }
    found
}
