//! The lists of a run, in the order of the sources whatever thread was first.

use std::io;
use std::sync::{Mutex, PoisonError};

#[cfg(feature = "parquet")]
use extract::write::dataset::Format;
use extract::write::dataset::{RESOURCES, Resource};
use extract::write::{package, review};

use super::convert::Outcome;
use super::output::{Folder, Pending};
use super::queue::Queue;
use super::summary::Summary;

/// The file that describes all others.
const PACKAGE: &str = "datapackage.json";

/// The files of the dataset and what `datapackage.json` says of the others.
pub struct Lists {
    /// One for each of the [`RESOURCES`].
    files: Vec<Pending>,
    /// Entries of the documents' files.
    entries: Pending,
    /// The page over all documents, where it is wanted.
    index: Option<Pending>,
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
        Ok(Self { files, entries: folder.begin_unhashed(PACKAGE)?, index: folder.begin_index()? })
    }

    /// Adds rows to each file, those of the package and of the page over all behind them.
    fn add(&mut self, rows: &[Vec<u8>]) -> io::Result<()> {
        let files = self.files.iter_mut().chain([&mut self.entries]).chain(&mut self.index);
        files.zip(rows).try_for_each(|(file, rows)| file.add(rows))
    }

    /// The package comes last: it tells the hashes of the others.
    fn finish(self, folder: &Folder) -> io::Result<()> {
        let mut whole = folder.begin_unhashed(PACKAGE)?;
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
        match self.index {
            Some(mut index) => {
                index.add(review::index_tail())?;
                whole.add(package::entry(&package::page(&index.finish()?), false))?;
            }
            None => folder.remove_index()?,
        }
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
pub struct Ledger(Mutex<State>);

struct State {
    lists: Lists,
    queue: Queue,
    summary: Summary,
    written: io::Result<()>,
}

impl Ledger {
    /// A ledger before the first source.
    pub fn new(lists: Lists, folder: &Folder) -> Self {
        let queue = Queue::new(folder.root());
        Self(Mutex::new(State { lists, queue, summary: Summary::start(), written: Ok(()) }))
    }

    /// Adds the outcome of a source.
    pub fn add(&self, at: usize, outcome: Outcome) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        state.summary.add(&outcome);
        if state.written.is_ok() {
            state.written = state.write(at, outcome);
        }
    }

    /// Puts the lists in their places.
    pub fn finish(self, folder: &Folder) -> io::Result<Summary> {
        let state = self.0.into_inner().unwrap_or_else(PoisonError::into_inner);
        state.written?;
        state.lists.finish(folder)?;
        Ok(state.summary)
    }
}

impl State {
    fn write(&mut self, at: usize, outcome: Outcome) -> io::Result<()> {
        let mut rows = outcome.rows;
        rows.extend([outcome.entries, outcome.index]);
        self.queue.put(at, rows)?;
        while let Some(rows) = self.queue.take()? {
            self.lists.add(&rows)?;
        }
        Ok(())
    }
}
