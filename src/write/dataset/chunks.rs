//! `chunks.jsonl`: pieces of text of a size for retrieval tools, each with the headings above it.
//!
//! A chunk never reaches over a heading. Paragraphs go together until they fill it; a longer one is
//! cut behind a sentence; a table is cut between rows, and every part has its header.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use super::Entry;
use super::resource::{Field, Format, Kind, Resource};
use crate::document::{BlockRange, Content, Section, Table};
use crate::write::{json, markdown};

pub(super) const RESOURCE: Resource = Resource {
    name: "chunks",
    format: Format::JsonLines,
    about: "a piece of text for retrieval tools, tables as Markdown",
    fields: &[
        Field::new("id", Kind::String, "id of the document, `#`, number of the chunk from 1"),
        Field::new("text", Kind::String, "the text"),
        Field::new("metadata", Kind::Object, "where it stands and what document it is of"),
    ],
    key: &["id"],
    references: &[],
    rows,
};

/// A line of `chunks.jsonl`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ChunkLine<'a> {
    /// Id of the document, `#`, number of the chunk from 1.
    id: String,
    /// The text; tables as GFM with their header.
    text: &'a str,
    /// Where it stands and what document it is of.
    metadata: Place<'a>,
}

/// Where a chunk stands.
#[derive(Debug, Serialize, JsonSchema)]
struct Place<'a> {
    /// Id of the document.
    document: &'a str,
    /// Path of the source below the input folder.
    path: &'a str,
    /// Title of the document.
    title: Option<&'a str>,
    /// 发文字号.
    document_number: Option<&'a str>,
    /// Name of the region it is about.
    region: Option<&'a str>,
    /// Id of its section.
    section: &'a str,
    /// Headings from the outermost down to its section.
    headings: Vec<&'a str>,
    /// Ids of the tables it holds rows of.
    tables: &'a [&'a str],
    /// Its first and last source block.
    blocks: BlockRange,
}

fn rows(entry: &Entry<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut written = 0;
    for (section, _) in &entry.sections {
        let chunks = chunks(entry, section);
        json::lines(
            chunks.iter().zip(written..).map(|(chunk, at)| line(entry, section, chunk, at)),
            out,
        )?;
        written += chunks.len();
    }
    Ok(())
}

fn line<'a>(
    entry: &'a Entry<'_>,
    section: &'a Section,
    chunk: &'a Chunk<'_>,
    before: usize,
) -> ChunkLine<'a> {
    let (document, metadata) = (entry.document, &entry.document.metadata);
    ChunkLine {
        id: format!("{}#{}", entry.id, before + 1),
        text: &chunk.text,
        metadata: Place {
            document: entry.id,
            path: &document.source.path,
            title: metadata.title.as_deref(),
            document_number: metadata.document_number.as_deref(),
            region: metadata.region.as_deref(),
            section: &section.id,
            headings: entry.headings(&section.id),
            tables: &chunk.tables,
            blocks: chunk.blocks,
        },
    }
}

/// Text that goes into one line.
#[derive(Debug, Default)]
struct Chunk<'a> {
    text: String,
    size: usize,
    tables: Vec<&'a str>,
    blocks: BlockRange,
}

/// The chunks of a section's own content.
fn chunks<'a>(entry: &Entry<'a>, section: &'a Section) -> Vec<Chunk<'a>> {
    let mut filler = Filler { most: entry.chunk_size.max(1), chunks: Vec::new() };
    for piece in section.pieces() {
        match piece {
            Content::Paragraph { text, blocks, .. }
            | Content::ListItem { text, blocks, .. }
            | Content::Note { text, blocks } => filler.text(text, *blocks),
            Content::Figure { label, blocks } => filler.text(label, *blocks),
            Content::Box { label, title, blocks, .. } => {
                filler.text(format!("{label} {title}").trim(), [blocks[0]; 2]);
            }
            Content::Table { table, blocks } => {
                if let Some(table) = entry.table(table) {
                    filler.table(table, *blocks);
                }
            }
        }
    }
    filler.chunks
}

/// Fills chunk after chunk.
struct Filler<'a> {
    most: usize,
    chunks: Vec<Chunk<'a>>,
}

impl<'a> Filler<'a> {
    fn text(&mut self, text: &str, blocks: BlockRange) {
        for part in parts(text, self.most) {
            self.add(part, "\n\n", None, blocks);
        }
    }

    fn table(&mut self, table: &'a Table, blocks: BlockRange) {
        let caption = Some(markdown::caption(table)).filter(|caption| !caption.is_empty());
        let caption = caption.map_or(String::new(), |caption| caption + "\n\n");
        let head = caption + &markdown::grid_head(table);
        let mut is_open = false;
        for row in &table.rows {
            let row = markdown::grid_row(row);
            is_open = is_open && self.has_room(row.chars().count());
            if !is_open {
                let with_row = head.chars().count() + row.chars().count();
                self.add(
                    &head,
                    if self.has_room(with_row) { "\n\n" } else { "" },
                    Some(&table.id),
                    blocks,
                );
                is_open = true;
            }
            self.push(&row);
        }
        table.notes.iter().for_each(|note| self.text(note, blocks));
    }

    /// Adds a piece to the last chunk, or to a new one where it has no room or `between` is empty.
    fn add(&mut self, text: &str, between: &str, table: Option<&'a str>, blocks: BlockRange) {
        if text.is_empty() {
            return;
        }
        let goes_on = !between.is_empty() && self.has_room(text.chars().count() + between.len());
        if goes_on {
            self.push(between);
        } else {
            self.chunks.push(Chunk { blocks, ..Chunk::default() });
        }
        self.push(text);
        if let Some(chunk) = self.chunks.last_mut() {
            chunk.blocks[1] = chunk.blocks[1].max(blocks[1]);
            chunk.tables.extend(table);
        }
    }

    fn push(&mut self, text: &str) {
        if let Some(chunk) = self.chunks.last_mut() {
            chunk.text.push_str(text);
            chunk.size += text.chars().count();
        }
    }

    fn has_room(&self, size: usize) -> bool {
        self.chunks.last().is_some_and(|chunk| chunk.size + size <= self.most)
    }
}

/// Ends of sentences, behind which a long text is cut.
const ENDS: [char; 5] = ['。', '！', '？', '；', '\n'];

/// A text in parts of at most so many characters, cut behind sentences where there are any.
fn parts(text: &str, most: usize) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text;
    if text.chars().count() <= most {
        return vec![text];
    }
    while let Some((limit, _)) = rest.char_indices().nth(most) {
        let cut = rest[..limit]
            .rfind(ENDS)
            .map_or(limit, |at| at + rest[at..].chars().next().map_or(0, char::len_utf8));
        let (part, behind) = rest.split_at(cut);
        parts.push(part);
        rest = behind;
    }
    parts.push(rest);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_cut_behind_sentences() {
        let check = |text, most, wanted: &[&str]| assert_eq!(parts(text, most), wanted);
        check("一二三。四五。", 20, &["一二三。四五。"]);
        check("一二三。四五。六", 7, &["一二三。四五。", "六"]);
        check("一二三。四五。六", 6, &["一二三。", "四五。六"]);
        check("一二三四五", 2, &["一二", "三四", "五"]);
        check("", 2, &[""]);
    }
}
