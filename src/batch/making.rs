//! A document that is being made: its files, its rows, and what is to be remembered of it.

use std::io::{self, Write};
use std::time::Instant;

use extract::document::Document;
use extract::write::dataset::{self, Entry as Rowed, RESOURCES};
use extract::write::review;

use super::Run;
use super::convert::{Pages, guarded};
use super::entry::{Entry, Failed, Failure, Output, Tally};
use super::output;
use super::rows::Rows;

/// Rows of the package and of the page over all documents stand behind those of the dataset.
const ENTRIES: usize = RESOURCES.len();
const INDEX: usize = ENTRIES + 1;

const UNWRITABLE_HINT: &str = "check the space and permissions of the output folder, and that no link or file stands in the way";

/// Name of the step behind the passes.
const WRITE: &str = "write";

/// A document that is being made.
pub struct Making<'a> {
    run: &'a Run<'a>,
    entry: Entry,
    /// Rows of the sources that gave nothing.
    failures: Vec<Vec<u8>>,
    /// The same with those of the document behind them, when there is one.
    rows: Option<Vec<Rows>>,
}

/// What was written for a document.
struct Written {
    outputs: Vec<Output>,
    rows: Vec<Rows>,
    found: Tally,
}

impl<'a> Making<'a> {
    /// Nothing is made yet; the entry tells what was read.
    pub fn new(run: &'a Run<'a>, entry: Entry) -> Self {
        Self { run, entry, failures: vec![Vec::new(); INDEX + 1], rows: None }
    }

    /// Makes one document of the pages, or notes why there is none.
    pub fn make(mut self, first: usize, pages: Pages) -> (Entry, Vec<Rows>) {
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
        let rows = self.rows.unwrap_or_else(|| begun(self.run, &self.failures));
        self.entry.rows = rows.iter().map(Rows::len).collect();
        (self.entry, rows)
    }

    /// Converts the pages and writes the document.
    fn write(&mut self, pages: Pages) -> Result<(), Failure> {
        let (run, place) = (self.run, self.entry.place.clone());
        let rows = begun(run, &self.failures);
        let mut paths = Vec::new();
        let written = guarded(|| {
            // The bytes are gone before the document is written.
            let document = (run.convert)(run.plan, pages)?;
            paths = run.folder.paths(&place, &document);
            run.known.journal.begin(&place, paths.clone()).map_err(|error| unwritable(&error))?;
            written(run, &place, &document, rows)
        });
        let cleared = written.and_then(|Written { outputs, rows, found }| {
            self.entry.outputs = outputs;
            self.clear(Vec::new())?;
            self.rows = Some(rows);
            self.entry.found = Some(found);
            Ok(())
        });
        cleared.or_else(|failure| {
            self.entry.outputs.clear();
            self.clear(paths).and(Err(failure))
        })
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
            self.failures[INDEX].extend(review::index_failure(&failed.path, code, message, hint));
        }
        let rows = dataset::failure_rows(&failed.path, code, message, hint);
        self.failures.iter_mut().zip(rows).for_each(|(all, more)| all.extend(more));
        self.entry.failures.push(failed);
    }
}

/// Rows to which those of a document are added.
fn begun(run: &Run<'_>, failures: &[Vec<u8>]) -> Vec<Rows> {
    let waiting = run.folder.control().drafts();
    failures.iter().map(|first| Rows::new(&waiting, first)).collect()
}

/// Writes the files of a document, and adds its rows.
fn written(
    run: &Run<'_>,
    place: &str,
    document: &Document,
    mut rows: Vec<Rows>,
) -> Result<Written, Failure> {
    let batch = run.plan.batch;
    let begun = Instant::now();
    let mut write = || {
        let (outputs, entries) = run.folder.write(place, document)?;
        dataset::write_rows(&Rowed::new(place, document, batch.chunk_size), &mut rows)?;
        rows[ENTRIES].write_all(&entries)?;
        if batch.review {
            rows[INDEX].write_all(&review::index_row(place, document))?;
        }
        Ok(outputs)
    };
    let outputs = write().map_err(|error: io::Error| unwritable(&error))?;
    run.plan.times.add(&[(WRITE, begun.elapsed())]);
    Ok(Written { outputs, rows, found: tally(document) })
}

fn tally(document: &Document) -> Tally {
    let sections = dataset::sections(document);
    Tally {
        headings: sections.iter().filter(|section| section.label.is_some()).count(),
        tables: document.tables.len(),
        removed: document.removed.len(),
        warnings: dataset::warnings(document),
        worst: document.diagnostics.iter().map(|found| found.severity).max(),
    }
}

fn unwritable(error: &io::Error) -> Failure {
    let message = format!("the document cannot be written: {}", output::reason(error));
    Failure::new("unwritable", message, UNWRITABLE_HINT)
}
