//! `removed.jsonl`: what of each source is not part of its document, and why.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use super::Entry;
use super::resource::{Field, Format, Kind, OF_A_DOCUMENT, Resource};
use crate::document::{BlockRange, Reason};
use crate::write::json;

pub(super) const RESOURCE: Resource = Resource {
    name: "removed",
    format: Format::JsonLines,
    about: "a piece of a source that is not part of its document",
    fields: &[
        Field::new("document", Kind::String, "id of the document"),
        Field::new("path", Kind::String, "path of the source below the input folder"),
        Field::new("reason", Kind::String, "why it was removed"),
        Field::new("original", Kind::String, "text as published"),
        Field::new("blocks", Kind::Array, "its first and last source block"),
    ],
    key: &[],
    references: &[OF_A_DOCUMENT],
    rows,
};

/// A line of `removed.jsonl`.
#[derive(Serialize, JsonSchema)]
pub struct RemovedLine<'a> {
    /// Id of the document.
    document: &'a str,
    /// Path of the source below the input folder.
    path: &'a str,
    /// Why it was removed.
    reason: Reason,
    /// Text as published.
    original: &'a str,
    /// Its first and last source block.
    blocks: BlockRange,
}

fn rows(entry: &Entry<'_>, out: &mut dyn Write) -> io::Result<()> {
    let lines = entry.document.removed.iter().map(|removed| RemovedLine {
        document: entry.id,
        path: &entry.document.source.path,
        reason: removed.reason,
        original: &removed.original,
        blocks: removed.blocks,
    });
    json::lines(lines, out)
}
