//! One document: read, convert, write; whatever goes wrong is a row of `failures.csv`.

use std::any::Any;
use std::fs::File;
use std::io::{self, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

use extract::document::{Document, Severity};
use extract::write::dataset::{self, Entry, RESOURCES};
use extract::write::review;
use extract::{Error, Options, convert, convert_pages};

use super::Run;
use super::archive;
use super::group::Work;
use super::output;
use super::walk::{Broken, Record, Source};

/// What became of the sources of a document.
#[derive(Debug)]
pub struct Outcome {
    /// Their rows in the files of the dataset, in the order of the files.
    pub rows: Vec<Vec<u8>>,
    /// Its rows in `index.html`.
    pub index: Vec<u8>,
    /// What `datapackage.json` says of the document's files.
    pub entries: Vec<u8>,
    /// Bytes read.
    pub bytes: u64,
    /// What was found, when there is a document.
    pub found: Option<Tally>,
    /// Sources that gave nothing, by name.
    pub failures: Vec<(String, Failure)>,
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
    /// The gravest diagnostic.
    pub worst: Option<Severity>,
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

/// Converts the sources of a document and writes its files. Pages that cannot be read are failures
/// of their own, and missing in the document.
pub fn one(run: &Run<'_>, work: &Work) -> Outcome {
    let mut outcome = Outcome::new();
    let mut pages = Vec::new();
    for at in work.pages() {
        match read(&run.sources[at], run.batch.options.max_bytes) {
            Ok(bytes) => pages.push((at, bytes)),
            Err(failure) => outcome.fail(run, at, failure),
        }
    }
    outcome.bytes = pages.iter().map(|(_, bytes)| bytes.len() as u64).sum();
    outcome.convert(run, pages);
    outcome
}

impl Outcome {
    fn new() -> Self {
        let rows = vec![Vec::new(); RESOURCES.len()];
        let index = Vec::new();
        Self { rows, index, entries: Vec::new(), bytes: 0, found: None, failures: Vec::new() }
    }

    /// Makes one document of the pages, or notes why there is none.
    fn convert(&mut self, run: &Run<'_>, pages: Vec<(usize, Vec<u8>)>) {
        let numbers: Vec<usize> = pages.iter().map(|(page, _)| *page).collect();
        let [first, further @ ..] = numbers.as_slice() else { return };
        let place = &run.places[*first];
        // The bytes are gone before the document is written.
        let made = guarded(move || document(run, pages)).and_then(|document| {
            let entries = run.folder.write(place, &document).map_err(|error| unwritable(&error))?;
            Ok((document, entries))
        });
        match made {
            Ok((document, entries)) => {
                self.entries = entries;
                self.keep(run, place, &document);
                further.iter().for_each(|page| self.clear(run, *page));
            }
            Err(failure) => {
                numbers.iter().for_each(|page| self.fail(run, *page, failure.clone()));
            }
        }
    }

    fn keep(&mut self, run: &Run<'_>, place: &str, document: &Document) {
        let sections = dataset::sections(document);
        self.found = Some(Tally {
            headings: sections.iter().filter(|section| section.label.is_some()).count(),
            tables: document.tables.len(),
            removed: document.removed.len(),
            warnings: dataset::warnings(document),
            worst: document.diagnostics.iter().map(|found| found.severity).max(),
        });
        if run.batch.review {
            self.index.extend(review::index_row(place, document));
        }
        self.add(&dataset::rows(&Entry::new(place, document, run.batch.chunk_size)));
    }

    /// What an earlier run wrote for a page by itself must not pass for current.
    fn clear(&mut self, run: &Run<'_>, page: usize) {
        if let Err(error) = run.folder.clear(&run.places[page]) {
            self.note(run, page, unwritable(&error));
        }
    }

    fn fail(&mut self, run: &Run<'_>, at: usize, failure: Failure) {
        let failure = match run.folder.clear(&run.places[at]) {
            Err(error) if failure.code != "unwritable" => unwritable(&error),
            _ => failure,
        };
        self.note(run, at, failure);
    }

    fn note(&mut self, run: &Run<'_>, at: usize, failure: Failure) {
        let source = &run.sources[at].name;
        let Failure { code, message, hint } = &failure;
        if run.batch.review {
            self.index.extend(review::index_failure(source, code, message, hint));
        }
        self.add(&dataset::failure_rows(source, code, message, hint));
        self.failures.push((source.clone(), failure));
    }

    fn add(&mut self, rows: &[Vec<u8>]) {
        self.rows.iter_mut().zip(rows).for_each(|(all, more)| all.extend_from_slice(more));
    }
}

fn document(run: &Run<'_>, mut pages: Vec<(usize, Vec<u8>)>) -> Result<Document, Failure> {
    let options = &run.batch.options;
    let name = |at: usize| run.sources[at].name.as_str();
    let made = if let [(at, bytes)] = &mut pages[..] {
        let bytes = std::mem::take(bytes);
        match &run.sources[*at].record {
            Some(record) => recorded(name(*at), record, bytes, options),
            None => convert(name(*at), bytes, options),
        }
    } else {
        let pages: Vec<_> = pages.iter().map(|(at, bytes)| (name(*at), &**bytes)).collect();
        convert_pages(&pages, options)
    };
    made.map_err(|error| refused(&error))
}

/// A page of an archive, with what the archive says of it.
fn recorded(
    name: &str,
    record: &Record,
    bytes: Vec<u8>,
    options: &Options,
) -> Result<Document, Error> {
    let options = Options { charset: record.charset.clone(), ..options.clone() };
    let mut document = convert(name, bytes, &options)?;
    document.source.url.clone_from(&record.url);
    record.truncated.iter().for_each(|reason| document.report_truncated(reason));
    Ok(document)
}

/// Reads the file, but never more than the limit, however it grows.
pub fn read(source: &Source, limit: u64) -> Result<Vec<u8>, Failure> {
    match &source.broken {
        Some(Broken::Folder(reason)) => {
            return Err(Failure {
                code: "unreadable",
                message: format!("the folder cannot be read: {reason}"),
                hint: "check its permissions",
            });
        }
        Some(Broken::Archive(reason)) => {
            return Err(refused(&Error::BrokenArchive(reason.clone())));
        }
        None => {}
    }
    if let Some(record) = &source.record {
        let response = archive::read(source, record, limit).map_err(|error| unread(&error))?;
        let gone = || Error::BrokenArchive("it changed since the run began".to_owned());
        return response.ok_or_else(gone).and_then(|one| one.body).map_err(|e| refused(&e));
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
            record: None,
            broken: None,
        };
        check(&Source { file: "no/such/file".into(), ..there.clone() }, 9, "missing");
        check(&Source { file: "src".into(), ..there.clone() }, 9, "unreadable");
        check(
            &Source { broken: Some(Broken::Folder("denied".to_owned())), ..there.clone() },
            9,
            "unreadable",
        );
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
