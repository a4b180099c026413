//! Writers: each turns a finished document into one form, and only reads it.

pub mod blocks;
pub mod csv;
pub mod dataset;
pub mod json;
pub mod markdown;
pub mod package;
#[cfg(feature = "parquet")]
pub mod parquet;
pub mod places;
pub mod review;
mod shown;
mod spans;

use std::io::{self, Write};

pub use csv::table as table_csv;
pub use json::document as document_json;
pub use markdown::document as document_markdown;
pub use shown::{harmless, harmless_lines};

/// The text that is written, where it is wanted whole.
fn in_memory(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> String {
    let mut out = Vec::new();
    write(&mut out).expect("a Vec takes every byte");
    String::from_utf8(out).expect("what is written is text")
}
