//! The rows a document gives to the lists of a run.

use serde::Serialize;

use super::csv::Rows;
use crate::document::{Content, Document, Reason, Removed, Section, Severity};

/// Columns of `documents.csv`.
pub const DOCUMENTS: &[&str] = &[
    "document",
    "path",
    "status",
    "title",
    "document_number",
    "issuer",
    "issued",
    "published",
    "kind",
    "region",
    "period_from",
    "period_to",
    "media_type",
    "encoding",
    "script",
    "damage",
    "bytes",
    "sha256",
    "blocks",
    "sections",
    "tables",
    "figures",
    "removed",
    "warnings",
];

/// Columns of `sections.csv`.
pub const SECTIONS: &[&str] = &[
    "document",
    "path",
    "section",
    "kind",
    "level",
    "label",
    "title",
    "first_block",
    "last_block",
    "paragraphs",
    "tables",
    "characters",
];

/// Columns of `failures.csv`.
pub const FAILURES: &[&str] = &["path", "code", "message", "hint"];

/// The row of `documents.csv`; `folder` is where the document is written.
pub fn document_row(folder: &str, document: &Document) -> String {
    let (source, metadata) = (&document.source, &document.metadata);
    let text = |field: &Option<String>| field.clone().unwrap_or_default();
    let period = metadata.period.as_ref();
    let damage: Vec<_> = source.damage.iter().map(name).collect();
    let mut rows = Rows::default();
    rows.push([
        folder.to_owned(),
        source.path.clone(),
        name(&document.status),
        text(&metadata.title),
        text(&metadata.document_number),
        text(&metadata.issuer),
        text(&metadata.issued),
        text(&metadata.published),
        metadata.kind.as_ref().map(name).unwrap_or_default(),
        text(&metadata.region),
        period.map(|period| period.from.to_string()).unwrap_or_default(),
        period.map(|period| period.to.to_string()).unwrap_or_default(),
        name(&source.media_type),
        source.encoding.clone(),
        name(&source.script),
        damage.join(" "),
        source.bytes.to_string(),
        source.sha256.clone(),
        document.blocks.len().to_string(),
        sections(document).len().to_string(),
        document.tables.len().to_string(),
        document.figures.len().to_string(),
        document.removed.len().to_string(),
        warnings(document).to_string(),
    ]);
    rows.into_text()
}

/// The rows of `sections.csv`, in reading order.
pub fn section_rows(folder: &str, document: &Document) -> String {
    let mut rows = Rows::default();
    for section in sections(document) {
        let tally = Tally::of(&section.content);
        rows.push([
            folder,
            &document.source.path,
            &section.id,
            &name(&section.kind),
            &section.level.to_string(),
            section.label.as_deref().unwrap_or(""),
            &section.title,
            &section.blocks[0].to_string(),
            &section.blocks[1].to_string(),
            &tally.paragraphs.to_string(),
            &tally.tables.to_string(),
            &tally.characters.to_string(),
        ]);
    }
    rows.into_text()
}

/// A line of `removed.jsonl`.
#[derive(Serialize)]
struct RemovedRow<'a> {
    document: &'a str,
    path: &'a str,
    reason: Reason,
    original: &'a str,
    blocks: [u32; 2],
}

/// The lines of `removed.jsonl`.
pub fn removed_lines(folder: &str, document: &Document) -> String {
    let path = &document.source.path;
    let mut lines = Vec::new();
    for Removed { reason, original, blocks } in &document.removed {
        let row = RemovedRow { document: folder, path, reason: *reason, original, blocks: *blocks };
        serde_json::to_writer(&mut lines, &row).expect("a Vec takes every byte");
        lines.push(b'\n');
    }
    String::from_utf8(lines).expect("serde_json writes UTF-8")
}

/// The row of `failures.csv` for a source that gave no document.
pub fn failure_row(path: &str, code: &str, message: &str, hint: &str) -> String {
    let mut rows = Rows::default();
    rows.push([path, code, message, hint]);
    rows.into_text()
}

/// A header row.
pub fn header(columns: &[&str]) -> String {
    let mut rows = Rows::default();
    rows.push(columns);
    rows.into_text()
}

/// Problems of a document to look at before publishing.
pub fn warnings(document: &Document) -> usize {
    document.diagnostics.iter().filter(|found| found.severity >= Severity::Warning).count()
}

/// All sections in reading order; nesting costs no recursion.
pub fn sections(document: &Document) -> Vec<&Section> {
    let mut open: Vec<_> = document.sections.iter().rev().collect();
    let mut found = Vec::new();
    while let Some(section) = open.pop() {
        found.push(section);
        open.extend(section.sections.iter().rev());
    }
    found
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

/// The name an enum value has in JSON.
pub(crate) fn name<T: Serialize>(value: &T) -> String {
    let value = serde_json::to_value(value).unwrap_or_default();
    value.as_str().unwrap_or_default().to_owned()
}
