//! The lists of a run, in the order of the sources whatever thread was first.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use extract::write::dataset;

use super::convert::Outcome;
use super::output::{Folder, Pending};
use super::summary::Summary;

/// Finished sources that may wait for an earlier one: bounds the memory of a run.
const WAITING: usize = 64;

/// The rows one source gives.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Rows {
    /// For `documents.csv`.
    pub documents: String,
    /// For `sections.csv`.
    pub sections: String,
    /// For `removed.jsonl`.
    pub removed: String,
    /// For `failures.csv`.
    pub failures: String,
}

/// The files of the lists.
#[derive(Debug)]
pub struct Lists {
    documents: Pending,
    sections: Pending,
    removed: Pending,
    failures: Pending,
}

impl Lists {
    /// Begins all lists with their header rows.
    pub fn open(folder: &Folder) -> io::Result<Self> {
        let begin = |name, columns: &[&str]| {
            let mut file = folder.begin(name)?;
            file.add(&dataset::header(columns))?;
            io::Result::Ok(file)
        };
        Ok(Self {
            documents: begin("documents.csv", dataset::DOCUMENTS)?,
            sections: begin("sections.csv", dataset::SECTIONS)?,
            removed: folder.begin("removed.jsonl")?,
            failures: begin("failures.csv", dataset::FAILURES)?,
        })
    }

    fn add(&mut self, rows: &Rows) -> io::Result<()> {
        self.documents.add(&rows.documents)?;
        self.sections.add(&rows.sections)?;
        self.removed.add(&rows.removed)?;
        self.failures.add(&rows.failures)
    }

    fn finish(self) -> io::Result<()> {
        self.documents.finish()?;
        self.sections.finish()?;
        self.removed.finish()?;
        self.failures.finish()
    }
}

/// Takes outcomes in any order and writes them in the order of the sources.
#[derive(Debug)]
pub struct Ledger {
    state: Mutex<State>,
    moved_on: Condvar,
}

#[derive(Debug)]
struct State {
    lists: Lists,
    next: usize,
    waiting: BTreeMap<usize, Outcome>,
    summary: Summary,
    written: io::Result<()>,
}

impl Ledger {
    /// A ledger before the first source.
    pub fn new(lists: Lists) -> Self {
        let state = State {
            lists,
            next: 0,
            waiting: BTreeMap::new(),
            summary: Summary::start(),
            written: Ok(()),
        };
        Self { state: Mutex::new(state), moved_on: Condvar::new() }
    }

    /// Adds the outcome of a source; waits when too many earlier ones are still open.
    pub fn add(&self, at: usize, outcome: Outcome) {
        let mut state = self.lock();
        while at >= state.next + WAITING {
            state = self.moved_on.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state.waiting.insert(at, outcome);
        state.write_ready();
        drop(state);
        self.moved_on.notify_all();
    }

    /// Puts the lists in their places.
    pub fn finish(self) -> io::Result<Summary> {
        let state = self.state.into_inner().unwrap_or_else(PoisonError::into_inner);
        state.written?;
        state.lists.finish()?;
        Ok(state.summary)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn write_ready(&mut self) {
        while let Some(outcome) = self.waiting.remove(&self.next) {
            if self.written.is_ok() {
                self.written = self.lists.add(&outcome.rows);
            }
            self.summary.add(&outcome);
            self.next += 1;
        }
    }
}
