//! Takes outcomes in any order and puts them into the lists in the order of the sources. As long as
//! they are what the run before had, in its order, there is nothing to write.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::sync::{Mutex, PoisonError};

use super::control::missing;
use super::convert::{Made, Outcome};
use super::journal::Record;
use super::known::{self, Known};
use super::lists::Lists;
use super::output::Folder;
use super::summary::Summary;

/// The ledger of a run.
pub struct Ledger<'a> {
    folder: &'a Folder,
    known: &'a Known,
    state: Mutex<State>,
}

struct State {
    /// Number of the outcome that is written next.
    next: usize,
    /// Those behind it. Their rows are on disk, so that a source which takes long holds up no other
    /// and the memory of a run is bounded.
    waiting: BTreeMap<usize, known::Rows>,
    lists: Option<Lists>,
    summary: Summary,
    written: io::Result<()>,
}

impl<'a> Ledger<'a> {
    /// A ledger before the first source.
    pub fn new(folder: &'a Folder, known: &'a Known) -> Self {
        let state = State {
            next: 0,
            waiting: BTreeMap::new(),
            lists: None,
            summary: Summary::start(),
            written: Ok(()),
        };
        Self { folder, known, state: Mutex::new(state) }
    }

    /// Adds the outcome of a source. After an error there is no use in another.
    pub fn add(&self, at: usize, outcome: Outcome) -> bool {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.summary.add(&outcome);
        if state.written.is_ok() {
            state.written = self.take(&mut state, at, outcome);
        }
        state.written.is_ok()
    }

    /// Puts the lists in their places, unless those that are there are the same.
    pub fn finish(self) -> io::Result<Summary> {
        let state = self.state.into_inner().unwrap_or_else(PoisonError::into_inner);
        state.written?;
        let lists = match state.lists {
            None if self.known.is_all(state.next) => {
                fs::remove_file(self.folder.control().journal()).or_else(missing)?;
                return Ok(state.summary);
            }
            None => begun(self.folder, self.known, state.next)?,
            Some(lists) => lists,
        };
        lists.finish(self.folder, &self.known.recipe)?;
        Ok(state.summary)
    }

    fn take(&self, state: &mut State, at: usize, outcome: Outcome) -> io::Result<()> {
        match outcome.rows {
            Made::Kept(rows) => drop(state.waiting.insert(at, rows)),
            Made::New(mut rows) => {
                let noted = self.known.journal.done(outcome.entry, &mut rows)?;
                state.waiting.insert(at, known::Rows::Journal(noted));
            }
        }
        while let Some(rows) = state.waiting.remove(&state.next) {
            self.write(state, rows)?;
            state.next += 1;
        }
        Ok(())
    }

    fn write(&self, state: &mut State, rows: known::Rows) -> io::Result<()> {
        match rows {
            known::Rows::Former(slot) if state.lists.is_none() && slot == state.next => Ok(()),
            known::Rows::Former(slot) => {
                let entry = self.known.former(slot)?;
                self.lists(state)?.copy(entry, self.known)
            }
            known::Rows::Journal(at) => {
                let lists = self.lists(state)?;
                self.known.journal.with(at, |record, file, rows| match record {
                    Record::Done(entry) => lists.add(*entry, file, rows),
                    Record::Begun { .. } => Err(io::ErrorKind::InvalidData.into()),
                })
            }
        }
    }

    /// The lists, begun with all that was the same as in the run before.
    fn lists<'s>(&self, state: &'s mut State) -> io::Result<&'s mut Lists> {
        match &mut state.lists {
            Some(lists) => Ok(lists),
            none => Ok(none.insert(begun(self.folder, self.known, state.next)?)),
        }
    }
}

fn begun(folder: &Folder, known: &Known, same: usize) -> io::Result<Lists> {
    let mut lists = Lists::open(folder)?;
    lists.copy_first(same, known)?;
    Ok(lists)
}
