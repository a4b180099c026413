//! One document: read, convert, write; whatever goes wrong is a row of `failures.csv`.

use std::any::Any;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};

use extract::document::Document;
use extract::write::dataset::{self, Entry as Rowed, RESOURCES};
use extract::write::review;
use extract::{Error, Options, convert, convert_pages};

use super::Run;
use super::entry::{Entry, Failed, Failure, Output, Tally};
use super::group::Work;
use super::journal::Rows;
use super::known;
use super::output;
use super::reading::{Reading, Stale};
use super::walk::Record;

/// Rows of the package and of the page over all documents stand behind those of the dataset.
const ENTRIES: usize = RESOURCES.len();
const INDEX: usize = ENTRIES + 1;

const UNWRITABLE_HINT: &str = "check the space and permissions of the output folder, and that no link or file stands in the way";

/// What became of the sources of a document.
#[derive(Debug)]
pub struct Outcome {
    /// What is to be remembered.
    pub entry: Entry,
    /// The rows for the lists.
    pub rows: Made,
    /// Files that an earlier run wrote and that are not as it left them.
    pub lost: Vec<String>,
}

/// Where the rows of an outcome come from.
#[derive(Debug)]
pub enum Made {
    /// They are new.
    New(Rows),
    /// Nothing has changed: they are those of an earlier run.
    Kept(known::Rows),
}

/// Converts the sources of a document and writes its files, unless an earlier run has done so. Pages
/// that cannot be read are failures of their own, and missing in the document.
pub fn one(run: &Run<'_>, work: &Work) -> Outcome {
    let read = Reading::new(run.plan, work);
    let kept = match run.plan.batch.force {
        true => Err(Stale::New),
        false => read.kept(run.known),
    };
    let lost = match kept {
        Ok((entry, rows)) if run.known.has(rows) => {
            return Outcome { entry, rows: Made::Kept(rows), lost: Vec::new() };
        }
        Err(Stale::Lost(lost)) => lost,
        _ => Vec::new(),
    };
    let mut making = Making { run, entry: read.entry, rows: vec![Vec::new(); INDEX + 1] };
    making.make(work.first, read.pages);
    making.entry.rows = making.rows.iter().map(|rows| rows.len() as u64).collect();
    Outcome { entry: making.entry, rows: Made::New(making.rows), lost }
}

/// A document that is being made.
struct Making<'a> {
    run: &'a Run<'a>,
    entry: Entry,
    rows: Rows,
}

impl Making<'_> {
    /// Makes one document of the pages, or notes why there is none.
    fn make(&mut self, first: usize, pages: Vec<(usize, Vec<u8>)>) {
        std::mem::take(&mut self.entry.failures).into_iter().for_each(|failed| self.fail(failed));
        let mut numbers: Vec<usize> = pages.iter().map(|(page, _)| *page).collect();
        let written = match numbers.is_empty() {
            true => self.clear(Vec::new()),
            false => self.write(pages),
        };
        if numbers.is_empty() {
            numbers.push(first);
        }
        if let Err(failure) = written {
            for page in numbers {
                let path = self.run.plan.sources[page].name.clone();
                self.fail(Failed { path, failure: failure.clone() });
            }
        }
    }

    /// Converts the pages and writes the document.
    fn write(&mut self, pages: Vec<(usize, Vec<u8>)>) -> Result<(), Failure> {
        let (run, place) = (self.run, self.entry.place.clone());
        // The bytes are gone before the document is written.
        let document = match guarded(move || document(run, pages)) {
            Ok(document) => document,
            Err(failure) => return self.clear(Vec::new()).and(Err(failure)),
        };
        let paths = run.folder.paths(&place, &document);
        let begun = run.known.journal.begin(&place, paths.clone());
        match begun.and_then(|()| run.folder.write(&place, &document)) {
            Ok((outputs, entries)) => {
                self.entry.outputs = outputs;
                self.rows[ENTRIES] = entries;
                self.clear(Vec::new())?;
                self.keep(&document);
                Ok(())
            }
            Err(error) => self.clear(paths).and(Err(unwritable(&error))),
        }
    }

    fn keep(&mut self, document: &Document) {
        let place = self.entry.place.clone();
        let sections = dataset::sections(document);
        self.entry.found = Some(Tally {
            headings: sections.iter().filter(|section| section.label.is_some()).count(),
            tables: document.tables.len(),
            removed: document.removed.len(),
            warnings: dataset::warnings(document),
            worst: document.diagnostics.iter().map(|found| found.severity).max(),
        });
        if self.run.plan.batch.review {
            self.rows[INDEX].extend(review::index_row(&place, document));
        }
        self.add(&dataset::rows(&Rowed::new(&place, document, self.run.plan.batch.chunk_size)));
    }

    /// Removes these files and all that earlier runs wrote, but for those of the document. What
    /// cannot be removed stays known, so that a later run removes it.
    fn clear(&mut self, mut paths: Vec<String>) -> Result<(), Failure> {
        let removed = self.run.known.outputs(&self.entry.place).and_then(|earlier| {
            paths.extend(earlier);
            paths.retain(|path| self.entry.outputs.iter().all(|output| output.path != *path));
            self.run.folder.remove(&paths)
        });
        removed.map_err(|error| {
            self.entry.outputs.extend(paths.into_iter().map(Output::unsure));
            unwritable(&error)
        })
    }

    fn fail(&mut self, failed: Failed) {
        let Failure { code, message, hint } = &failed.failure;
        if self.run.plan.batch.review {
            self.rows[INDEX].extend(review::index_failure(&failed.path, code, message, hint));
        }
        self.add(&dataset::failure_rows(&failed.path, code, message, hint));
        self.entry.failures.push(failed);
    }

    fn add(&mut self, rows: &[Vec<u8>]) {
        self.rows.iter_mut().zip(rows).for_each(|(all, more)| all.extend_from_slice(more));
    }
}

fn document(run: &Run<'_>, mut pages: Vec<(usize, Vec<u8>)>) -> Result<Document, Failure> {
    let options = &run.plan.batch.options;
    let name = |at: usize| run.plan.sources[at].name.as_str();
    let made = if let [(at, bytes)] = &mut pages[..] {
        let bytes = std::mem::take(bytes);
        match &run.plan.sources[*at].record {
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

fn unwritable(error: &io::Error) -> Failure {
    let message = format!("the document cannot be written: {}", output::reason(error));
    Failure::new("unwritable", message, UNWRITABLE_HINT)
}

/// Why the library made no document.
pub fn refused(error: &Error) -> Failure {
    Failure::new(error.code(), error.to_string(), error.hint())
}

/// A defect of ours in one document must not end the run.
fn guarded(work: impl FnOnce() -> Result<Document, Failure>) -> Result<Document, Failure> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|payload| {
        let message = format!("the program failed on this file: {}", reason(&*payload));
        Err(Failure::new("internal", message, "please report it with the file"))
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
    #[expect(clippy::panic, reason = "the panic is what is tested")]
    fn a_panic_is_a_failure() {
        let failure = guarded(|| panic!("invariant {}", 7)).expect_err("it panicked");
        assert_eq!(failure.code, "internal");
        assert!(failure.message.ends_with("invariant 7"), "{}", failure.message);
    }
}
