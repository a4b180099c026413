//! The lists of a run, in the order of the sources whatever thread was first.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

#[cfg(feature = "parquet")]
use extract::write::dataset::Format;
use extract::write::dataset::{RESOURCES, Resource};
use extract::write::package;

use super::convert::Outcome;
use super::output::{Folder, Pending};
use super::summary::Summary;

/// The file that describes all others.
const PACKAGE: &str = "datapackage.json";

/// Finished sources that may wait for an earlier one: bounds the memory of a run.
const WAITING: usize = 64;

/// The files of the dataset and what `datapackage.json` says of the others.
pub struct Lists {
    /// One for each of the [`RESOURCES`].
    files: Vec<Pending>,
    /// Entries of the documents' files.
    entries: Pending,
}

impl Lists {
    /// Begins all lists with their header rows.
    pub fn open(folder: &Folder) -> io::Result<Self> {
        let begin = |resource: &Resource| {
            let mut file = folder.begin(&resource.file())?;
            file.add(resource.header())?;
            io::Result::Ok(file)
        };
        let files = RESOURCES.iter().map(begin).collect::<io::Result<_>>()?;
        Ok(Self { files, entries: folder.begin(PACKAGE)? })
    }

    fn add(&mut self, outcome: &Outcome) -> io::Result<()> {
        self.files.iter_mut().zip(&outcome.rows).try_for_each(|(file, rows)| file.add(rows))?;
        outcome.entries.iter().try_for_each(|entry| self.entries.add(package::entry(entry, false)))
    }

    /// The package comes last: it tells the hashes of the others.
    fn finish(self, folder: &Folder) -> io::Result<()> {
        let mut whole = folder.begin(PACKAGE)?;
        whole.add(package::head())?;
        let mut is_first = true;
        for (mut file, resource) in self.files.into_iter().zip(RESOURCES) {
            let columns = columns(folder, resource, &mut file)?;
            let rows = package::dataset(resource, &file.finish()?);
            for described in std::iter::once(rows).chain(columns) {
                whole.add(package::entry(&described, is_first))?;
                is_first = false;
            }
        }
        whole.append(self.entries)?;
        whole.add(package::tail())?;
        whole.finish().map(drop)
    }
}

/// Writes a table in columns too, and gives what is to be said of that file.
#[cfg(feature = "parquet")]
fn columns(
    folder: &Folder,
    resource: &Resource,
    file: &mut Pending,
) -> io::Result<Option<serde_json::Value>> {
    if resource.format != Format::Csv {
        return Ok(None);
    }
    let mut out = folder.begin(&resource.columns_file())?;
    extract::write::parquet::table(resource, file.reread()?, &mut out)?;
    Ok(Some(package::columns(resource, &out.finish()?)))
}

/// No files of columns without the feature.
#[cfg(not(feature = "parquet"))]
fn columns(_: &Folder, _: &Resource, _: &mut Pending) -> io::Result<Option<serde_json::Value>> {
    Ok(None)
}

/// Takes outcomes in any order and writes them in the order of the sources.
pub struct Ledger {
    state: Mutex<State>,
    moved_on: Condvar,
}

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
    pub fn finish(self, folder: &Folder) -> io::Result<Summary> {
        let state = self.state.into_inner().unwrap_or_else(PoisonError::into_inner);
        state.written?;
        state.lists.finish(folder)?;
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
                self.written = self.lists.add(&outcome);
            }
            self.summary.add(&outcome);
            self.next += 1;
        }
    }
}
