//! The dataset of a run: its files, their columns, and the rows a document gives to each.
//!
//! [`RESOURCES`] is the one description of it. Header rows, rows, `datapackage.json` and the
//! README's table come from it.

mod cells;
mod chunks;
mod documents;
mod entry;
mod failures;
mod indicators;
mod names;
mod notes;
mod projects;
mod quantities;
mod removed;
mod resource;
mod sections;
mod tables;

pub use chunks::ChunkLine;
pub use entry::Entry;
pub(crate) use names::name;
pub use removed::RemovedLine;
pub use resource::{Field, Format, Kind, Reference, Resource};

use std::io::{self, Write};

use crate::document::{Document, Section, Severity};

/// The files of the dataset, in the order they are listed.
pub const RESOURCES: &[Resource] = &[
    documents::RESOURCE,
    sections::RESOURCE,
    tables::RESOURCE,
    cells::RESOURCE,
    indicators::RESOURCE,
    projects::RESOURCE,
    quantities::RESOURCE,
    notes::RESOURCE,
    removed::RESOURCE,
    chunks::RESOURCE,
    failures::RESOURCE,
];

/// Writes the rows of a document, for each of the [`RESOURCES`] to its own place: those of a large
/// table are many times the table.
///
/// # Errors
/// When one of them does not take its rows.
pub fn write_rows(entry: &Entry<'_>, outs: &mut [impl Write]) -> io::Result<()> {
    RESOURCES.iter().zip(outs).try_for_each(|(resource, out)| (resource.rows)(entry, out))
}

/// The rows of a document, for each of the [`RESOURCES`].
pub fn rows(entry: &Entry<'_>) -> Vec<Vec<u8>> {
    let mut rows = vec![Vec::new(); RESOURCES.len()];
    write_rows(entry, &mut rows).expect("a Vec takes every byte");
    rows
}

/// The rows of a source that gave no document, for each of the [`RESOURCES`].
pub fn failure_rows(path: &str, code: &str, message: &str, hint: &str) -> Vec<Vec<u8>> {
    let is_failures = |resource: &Resource| resource.name == failures::RESOURCE.name;
    let rows = |resource| match is_failures(resource) {
        true => failures::row(path, code, message, hint),
        false => Vec::new(),
    };
    RESOURCES.iter().map(rows).collect()
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

#[cfg(test)]
mod tests;
