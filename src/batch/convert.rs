//! One source: read, convert, write; whatever goes wrong is a row of `failures.csv`.

use std::any::Any;
use std::fs::File;
use std::io::{self, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

use extract::document::Document;
use extract::write::dataset::{self, Entry};
use extract::{Error, convert};
use serde_json::Value;

use super::Run;
use super::output;
use super::walk::Source;

/// What became of a source.
#[derive(Debug)]
pub struct Outcome {
    /// Its rows in the files of the dataset, in their order.
    pub rows: Vec<String>,
    /// What `datapackage.json` says of its files.
    pub entries: Vec<Value>,
    /// Bytes read.
    pub bytes: u64,
    /// What was found, or why there is no document.
    pub result: Result<Tally, Failure>,
}

/// Figures of a document for the summary.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Sections with a heading.
    pub headings: usize,
    /// Tables.
    pub tables: usize,
    /// Blocks removed.
    pub removed: usize,
    /// Diagnostics to look at.
    pub warnings: usize,
}

/// Why a source gave no document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// Stable name.
    pub code: &'static str,
    /// What happened.
    pub message: String,
    /// What to do about it.
    pub hint: &'static str,
}

/// Converts a source and writes its files.
pub fn one(run: &Run<'_>, at: usize, source: &Source) -> Outcome {
    let place = &run.places[at];
    let mut bytes = 0;
    let result = read(source, run.batch.max_bytes)
        .inspect(|read| bytes = read.len() as u64)
        .and_then(|read| guarded(|| document(run, source, &read)))
        .and_then(|document| {
            let entries = run.folder.write(place, &document).map_err(|error| unwritable(&error))?;
            Ok((document, entries))
        });
    match result {
        Ok((document, entries)) => kept(run, place, &document, entries),
        Err(failure) => failed(run, source, place, bytes, failure),
    }
}

fn document(run: &Run<'_>, source: &Source, bytes: &[u8]) -> Result<Document, Failure> {
    convert(&source.name, bytes, &run.batch.options).map_err(|error| refused(&error))
}

fn kept(run: &Run<'_>, place: &str, document: &Document, entries: Vec<Value>) -> Outcome {
    let sections = dataset::sections(document);
    let tally = Tally {
        headings: sections.iter().filter(|section| section.label.is_some()).count(),
        tables: document.tables.len(),
        removed: document.removed.len(),
        warnings: dataset::warnings(document),
    };
    let rows = dataset::rows(&Entry::new(place, document, run.batch.chunk_size));
    Outcome { rows, entries, bytes: document.source.bytes, result: Ok(tally) }
}

/// What an earlier run wrote for it must not pass for current.
fn failed(run: &Run<'_>, source: &Source, place: &str, bytes: u64, failure: Failure) -> Outcome {
    let failure = match run.folder.clear(place) {
        Err(error) if failure.code != "unwritable" => unwritable(&error),
        _ => failure,
    };
    let Failure { code, message, hint } = &failure;
    let rows = dataset::failure_rows(&source.name, code, message, hint);
    Outcome { rows, entries: Vec::new(), bytes, result: Err(failure) }
}

/// Reads the file, but never more than the limit, however it grows.
fn read(source: &Source, limit: u64) -> Result<Vec<u8>, Failure> {
    if let Some(reason) = &source.broken {
        return Err(Failure {
            code: "unreadable",
            message: format!("the folder cannot be read: {reason}"),
            hint: "check its permissions",
        });
    }
    let mut bytes = Vec::new();
    let opened = File::open(&source.file).and_then(|file| {
        bytes.reserve(usize::try_from(source.bytes.min(limit)).unwrap_or(0));
        file.take(limit.saturating_add(1)).read_to_end(&mut bytes)
    });
    opened.map_err(|error| unread(&error))?;
    if bytes.len() as u64 > limit {
        let bytes = source.bytes.max(bytes.len() as u64);
        return Err(refused(&Error::TooLarge { bytes, limit }));
    }
    Ok(bytes)
}

fn unread(error: &io::Error) -> Failure {
    let (code, hint) = match error.kind() {
        io::ErrorKind::NotFound => ("missing", "it was there when the run began; run again"),
        _ => ("unreadable", "check its permissions"),
    };
    Failure { code, message: format!("the file cannot be read: {error}"), hint }
}

fn unwritable(error: &io::Error) -> Failure {
    Failure {
        code: "unwritable",
        message: format!("the document cannot be written: {}", output::reason(error)),
        hint: "check the space and permissions of the output folder, and that no link or file stands in the way",
    }
}

fn refused(error: &Error) -> Failure {
    Failure { code: error.code(), message: error.to_string(), hint: error.hint() }
}

/// A defect of ours in one document must not end the run.
fn guarded(work: impl FnOnce() -> Result<Document, Failure>) -> Result<Document, Failure> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|payload| {
        Err(Failure {
            code: "internal",
            message: format!("the program failed on this file: {}", reason(&*payload)),
            hint: "please report it with the file",
        })
    })
}

fn reason(payload: &(dyn Any + Send)) -> &str {
    let text = payload.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or("no reason given")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_that_cannot_be_read() {
        let check = |source: &Source, limit, code| {
            assert_eq!(read(source, limit).map_err(|failure| failure.code), Err(code));
        };
        let there = Source {
            file: file!().into(),
            below: "a".into(),
            name: "a".to_owned(),
            bytes: 0,
            broken: None,
        };
        check(&Source { file: "no/such/file".into(), ..there.clone() }, 9, "missing");
        check(&Source { file: "src".into(), ..there.clone() }, 9, "unreadable");
        check(&Source { broken: Some("denied".to_owned()), ..there.clone() }, 9, "unreadable");
        check(&there, 9, "too-large");
        assert!(read(&there, u64::MAX).is_ok());
    }

    #[test]
    #[expect(clippy::panic, reason = "the panic is what is tested")]
    fn a_panic_is_a_failure() {
        let failure = guarded(|| panic!("invariant {}", 7)).expect_err("it panicked");
        assert_eq!(failure.code, "internal");
        assert!(failure.message.ends_with("invariant 7"), "{}", failure.message);
    }
}
