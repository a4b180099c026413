//! A document that is being made: its files, its rows, and what is to be remembered of it.

use std::io;

use extract::document::Document;
use extract::write::dataset::{self, Entry as Rowed, RESOURCES};
use extract::write::review;

use super::Run;
use super::convert::{Pages, guarded};
use super::entry::{Entry, Failed, Failure, Output, Tally};
use super::journal::Rows;
use super::output;

/// Rows of the package and of the page over all documents stand behind those of the dataset.
const INDEX: usize = RESOURCES.len() + 1;

const UNWRITABLE_HINT: &str = "check the space and permissions of the output folder, and that no link or file stands in the way";

/// A document that is being made.
pub struct Making<'a> {
    run: &'a Run<'a>,
    entry: Entry,
    rows: Rows,
}

/// What was written for a document.
struct Written {
    outputs: Vec<Output>,
    rows: Rows,
    found: Tally,
}

impl<'a> Making<'a> {
    /// Nothing is made yet; the entry tells what was read.
    pub fn new(run: &'a Run<'a>, entry: Entry) -> Self {
        Self { run, entry, rows: vec![Vec::new(); INDEX + 1] }
    }

    /// Makes one document of the pages, or notes why there is none.
    pub fn make(mut self, first: usize, pages: Pages) -> (Entry, Rows) {
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
        self.entry.rows = self.rows.iter().map(|rows| rows.len() as u64).collect();
        (self.entry, self.rows)
    }

    /// Converts the pages and writes the document.
    fn write(&mut self, pages: Pages) -> Result<(), Failure> {
        let (run, place) = (self.run, self.entry.place.clone());
        let mut begun = Vec::new();
        let written = guarded(|| {
            // The bytes are gone before the document is written.
            let document = (run.convert)(run.plan, pages)?;
            begun = run.folder.paths(&place, &document);
            run.known.journal.begin(&place, begun.clone()).map_err(|error| unwritable(&error))?;
            written(run, &place, &document)
        });
        let cleared = written.and_then(|Written { outputs, rows, found }| {
            self.entry.outputs = outputs;
            self.clear(Vec::new())?;
            self.add(&rows);
            self.entry.found = Some(found);
            Ok(())
        });
        cleared.or_else(|failure| {
            self.entry.outputs.clear();
            self.clear(begun).and(Err(failure))
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
            self.rows[INDEX].extend(review::index_failure(&failed.path, code, message, hint));
        }
        self.add(&dataset::failure_rows(&failed.path, code, message, hint));
        self.entry.failures.push(failed);
    }

    fn add(&mut self, rows: &[Vec<u8>]) {
        self.rows.iter_mut().zip(rows).for_each(|(all, more)| all.extend_from_slice(more));
    }
}

/// Writes the files of a document, and gives its rows.
fn written(run: &Run<'_>, place: &str, document: &Document) -> Result<Written, Failure> {
    let batch = run.plan.batch;
    let written = run.folder.write(place, document);
    let (outputs, entries) = written.map_err(|error| unwritable(&error))?;
    let mut rows = dataset::rows(&Rowed::new(place, document, batch.chunk_size));
    rows.push(entries);
    rows.push(if batch.review { review::index_row(place, document) } else { Vec::new() });
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
