//! `failures.csv`: sources that gave no document.

use super::resource::{Field, Format, Kind, Resource};
use crate::write::csv::Rows;
use crate::write::in_memory;

pub(super) const RESOURCE: Resource = Resource {
    name: "failures",
    format: Format::Csv,
    about: "a source that gave no document",
    fields: &[
        Field::new("path", Kind::String, "path of the source below the input folder"),
        Field::new("code", Kind::String, "what went wrong, a stable name"),
        Field::new("message", Kind::String, "what went wrong, in words"),
        Field::new("hint", Kind::String, "what to do about it"),
    ],
    key: &["path"],
    references: &[],
    rows: |_, _| Ok(()),
};

/// The row of a source that gave no document.
pub(super) fn row(path: &str, code: &str, message: &str, hint: &str) -> Vec<u8> {
    in_memory(|out| {
        let mut rows = Rows::new(out);
        rows.push([path, code, message, hint])?;
        rows.finish()
    })
    .into_bytes()
}
