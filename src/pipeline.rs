//! The pipeline on one screen: bytes are decoded, read into numbered blocks, and relabelled by
//! one pass after the other.

use std::ops::ControlFlow;

use ring::digest::{SHA256, digest};

use crate::document::{Document, SCHEMA_VERSION, Source, Status};
use crate::{Error, decode, pass, read};

/// What a user may choose about a conversion.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// Leave ASCII punctuation between Chinese characters as published.
    pub keep_punctuation: bool,
}

/// A step of the pipeline: total, linear in its input, idempotent.
#[derive(Debug, Clone, Copy)]
pub struct Pass {
    /// Its name, as `--until` takes it.
    pub name: &'static str,
    /// What it does, in one line.
    pub about: &'static str,
    /// It looks for parts of a document, so a page that is none is left as it is.
    pub needs_document: bool,
    /// The pass itself.
    pub run: fn(&mut Document, &Options),
}

impl Pass {
    /// Runs the pass, unless it has nothing to do on a page that is no document.
    pub fn apply(&self, document: &mut Document, options: &Options) {
        if !self.needs_document || document.status != Status::NotADocument {
            (self.run)(document, options);
        }
    }
}

/// Name of the step before the passes: the source as numbered blocks.
pub const READ: &str = "read";

/// The passes in the order they run, after decoding and reading.
pub const PASSES: &[Pass] = &[
    Pass {
        name: "repair",
        about: "removes stray characters and readings in brackets",
        needs_document: false,
        run: pass::repair::run,
    },
    Pass {
        name: "strip",
        about: "labels spam, navigation, widgets and footers",
        needs_document: false,
        run: pass::strip::run,
    },
    Pass {
        name: "script",
        about: "turns Traditional script to Simplified, restores punctuation",
        needs_document: false,
        run: pass::script::run,
    },
    Pass {
        name: "metadata",
        about: "finds title, number, dates and the rest",
        needs_document: true,
        run: pass::metadata::run,
    },
    Pass {
        name: "lines",
        about: "sets page numbers aside and joins lines broken at the page width",
        needs_document: true,
        run: pass::lines::run,
    },
    Pass {
        name: "contents",
        about: "recognises the printed contents list",
        needs_document: true,
        run: pass::contents::run,
    },
    Pass {
        name: "headings",
        about: "finds headings and their levels",
        needs_document: true,
        run: pass::headings::run,
    },
    Pass {
        name: "boxes",
        about: "finds 专栏 and how far they reach",
        needs_document: true,
        run: pass::boxes::run,
    },
    Pass {
        name: "tables",
        about: "takes tables from markup and rebuilds flattened ones",
        needs_document: true,
        run: pass::tables::run,
    },
    Pass {
        name: "paragraphs",
        about: "labels running text, list items, notes and figures",
        needs_document: false,
        run: pass::paragraphs::run,
    },
    Pass {
        name: "assemble",
        about: "builds the outline and checks the document against itself",
        needs_document: false,
        run: pass::assemble::run,
    },
    Pass {
        name: "interpret",
        about: "reads indicators, projects and quantities",
        needs_document: true,
        run: pass::interpret::run,
    },
];

/// Converts the bytes of one source; `path` names it in the result.
///
/// # Errors
/// When the bytes hold no text: see [`Error`].
pub fn convert(path: &str, bytes: &[u8], options: &Options) -> Result<Document, Error> {
    convert_until(path, bytes, options, None)
}

/// Converts, but stops after the step with this name: `read` or the name of a pass.
///
/// # Errors
/// When the bytes hold no text: see [`Error`].
pub fn convert_until(
    path: &str,
    bytes: &[u8],
    options: &Options,
    until: Option<&str>,
) -> Result<Document, Error> {
    convert_watched(path, bytes, options, &mut |step, _| {
        if until == Some(step) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })
}

/// Converts and shows the document to `watch` after each step, which may end the work there. The
/// first step is [`READ`], the others are the [`PASSES`].
///
/// # Errors
/// When the bytes hold no text: see [`Error`].
pub fn convert_watched(
    path: &str,
    bytes: &[u8],
    options: &Options,
    watch: &mut dyn FnMut(&'static str, &Document) -> ControlFlow<()>,
) -> Result<Document, Error> {
    let mut document = begin(path, bytes)?;
    let mut flow = watch(READ, &document);
    for pass in PASSES {
        if flow.is_break() {
            break;
        }
        pass.apply(&mut document, options);
        flow = watch(pass.name, &document);
    }
    Ok(document)
}

/// Decodes the bytes and reads them into blocks.
fn begin(path: &str, bytes: &[u8]) -> Result<Document, Error> {
    let decoded = decode::decode(bytes)?;
    let mut document = Document {
        schema_version: SCHEMA_VERSION,
        source: Source {
            path: path.to_owned(),
            bytes: bytes.len() as u64,
            sha256: hex(digest(&SHA256, bytes).as_ref()),
            ..Source::default()
        },
        ..Document::default()
    };
    read::read(decoded, &mut document);
    Ok(document)
}

fn hex(digest: &[u8]) -> String {
    digest.iter().fold(String::with_capacity(digest.len() * 2), |mut text, byte| {
        text.extend(
            [byte >> 4, byte & 15]
                .map(|nibble| char::from(b"0123456789abcdef"[usize::from(nibble)])),
        );
        text
    })
}
