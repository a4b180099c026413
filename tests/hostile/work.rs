//! What a run does with a source, but for the disk.

use std::io::sink;

use extract::document::Document;
use extract::write::dataset::{Entry, RESOURCES, write_rows};
use extract::write::{csv, json, markdown, review};
use extract::{Options, convert};

/// Characters of a piece in `chunks.jsonl`.
const CHUNK: usize = 800;

/// Makes all files of a document as the program writes them, piece by piece.
pub fn work(source: &[u8]) -> Document {
    let document = convert("hostile", source, &Options::default()).unwrap_or_default();
    let mut lists: Vec<_> = RESOURCES.iter().map(|_| sink()).collect();
    let written = [
        json::write_document(&document, &mut sink()),
        markdown::write_document(&document, &mut sink()),
        review::write_document(&document, "hostile", &mut sink()),
        document.tables.iter().try_for_each(|table| csv::write_table(table, &mut sink())),
        write_rows(&Entry::new("hostile", &document, CHUNK), &mut lists),
    ];
    written.into_iter().for_each(|done| done.expect("a sink takes every byte"));
    document
}
