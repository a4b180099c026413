//! `sections.csv`: the outline of each document.

use std::io::{self, Write};

use super::Entry;
use super::names::name;
use super::resource::{Field, Format, Kind, OF_A_DOCUMENT, Resource};
use crate::document::Content;
use crate::write::csv::Rows;

pub(super) const RESOURCE: Resource = Resource {
    name: "sections",
    format: Format::Csv,
    about: "a section of a document",
    fields: &[
        Field::new("document", Kind::String, "id of the document"),
        Field::new("path", Kind::String, "path of the source below the input folder"),
        Field::new("section", Kind::String, "id of the section"),
        Field::new("kind", Kind::String, "what it is"),
        Field::new("level", Kind::Integer, "1 for the document's outermost heading style"),
        Field::new("label", Kind::String, "numbering as published"),
        Field::new("title", Kind::String, "title in one line"),
        Field::new("first_block", Kind::Integer, "number of its first source block"),
        Field::new("last_block", Kind::Integer, "number of its last source block"),
        Field::new("paragraphs", Kind::Integer, "paragraphs and list items of its own"),
        Field::new("tables", Kind::Integer, "tables of its own"),
        Field::new("characters", Kind::Integer, "characters of its own paragraphs"),
        Field::new("section_path", Kind::String, "headings down to it, ` / ` between them"),
    ],
    key: &["document", "section"],
    references: &[OF_A_DOCUMENT],
    rows,
};

fn rows(entry: &Entry<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut rows = Rows::new(out);
    for (section, _) in &entry.sections {
        let tally = Tally::of(&section.content);
        rows.push([
            entry.id,
            &entry.document.source.path,
            &section.id,
            name(&section.kind),
            &section.level.to_string(),
            section.label.as_deref().unwrap_or(""),
            &section.title,
            &section.blocks[0].to_string(),
            &section.blocks[1].to_string(),
            &tally.paragraphs.to_string(),
            &tally.tables.to_string(),
            &tally.characters.to_string(),
            entry.path(&section.id),
        ])?;
    }
    rows.finish()
}

/// What stands in a section, without its sub-sections.
#[derive(Default)]
struct Tally {
    paragraphs: usize,
    tables: usize,
    characters: usize,
}

impl Tally {
    fn of(content: &[Content]) -> Self {
        let mut tally = Self::default();
        let mut open: Vec<_> = content.iter().collect();
        while let Some(piece) = open.pop() {
            match piece {
                Content::Paragraph { text, .. } | Content::ListItem { text, .. } => {
                    tally.paragraphs += 1;
                    tally.characters += text.chars().count();
                }
                Content::Table { .. } => tally.tables += 1,
                Content::Box { content, .. } => open.extend(content),
                Content::Figure { .. } | Content::Note { .. } => {}
            }
        }
        tally
    }
}
