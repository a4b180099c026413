//! A run over many files. This and its parts are the only code that touches the disk.

mod archive;
mod convert;
mod group;
mod lists;
pub mod load;
mod output;
mod place;
mod progress;
mod queue;
mod stop;
mod summary;
mod verify;
mod walk;

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use extract::Options;
use extract::document::Severity;

use self::group::Work;
use self::lists::Lists;
use self::output::Folder;
use self::progress::Progress;
pub use self::stop::Stopped;
pub use self::summary::Summary;
use self::walk::Source;

/// What a run is to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// Files and folders to read.
    pub inputs: Vec<PathBuf>,
    /// Folder to write to.
    pub output: PathBuf,
    /// How documents are converted.
    pub options: Options,
    /// Name folders after files with their extension.
    pub keep_extension: bool,
    /// Start CSV files with a byte order mark.
    pub csv_bom: bool,
    /// Write the review pages too.
    pub review: bool,
    /// Characters that a chunk of `chunks.jsonl` may have.
    pub chunk_size: usize,
    /// Diagnostics as grave as this make the run fail.
    pub fail_on: Option<Severity>,
    /// Threads; 0 is one for each core.
    pub jobs: usize,
    /// Print a line for every file.
    pub verbose: bool,
}

/// A run that cannot start: the command was wrong, or the output cannot be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Misuse {
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub hint: String,
}

impl Misuse {
    /// What is wrong and what to do about it.
    pub fn new(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { message: message.into(), hint: hint.into() }
    }
}

/// Reads every source, converts it and writes what comes out.
///
/// # Errors
/// [`Misuse`] before anything is written; another error when a list of the run cannot be written.
pub fn run(batch: &Batch) -> anyhow::Result<Summary> {
    output::check_apart(&batch.inputs, &batch.output)?;
    let sources = walk::sources(&batch.inputs, batch.options.max_bytes)?;
    let places = place::places(&sources, batch.keep_extension)?;
    let folder = Folder::open(&batch.output, batch.csv_bom, batch.review)?;
    let lists = Lists::open(&folder).map_err(|error| unwritten(&error))?;
    stop::listen();
    let work = group::work(&sources, batch.options.max_bytes);
    let run = Run { batch, sources: &sources, places: &places, work: &work, folder: &folder };
    run.all(lists)
}

/// Whether an output folder still is what was written.
pub use verify::run as verify;

/// Name and bytes of a single file.
///
/// # Errors
/// [`Misuse`] when it cannot be read.
pub fn read(file: &Path) -> Result<(String, Vec<u8>), Misuse> {
    let name = file.file_name().map_or(file, Path::new);
    let bytes = fs::read(file).map_err(|error| {
        let hint = match error.kind() {
            ErrorKind::NotFound => "name a file that exists",
            ErrorKind::IsADirectory => "name one file in the folder",
            _ => "check its permissions",
        };
        Misuse::new(format!("`{}` cannot be read: {error}", file.display()), hint)
    })?;
    Ok((place::written(name), bytes))
}

fn unwritten(error: &io::Error) -> Misuse {
    Misuse::new(
        format!("the lists of the run cannot be written: {}", output::reason(error)),
        "make room in the output folder and run again; the documents written so far are whole",
    )
}

struct Run<'a> {
    batch: &'a Batch,
    sources: &'a [Source],
    places: &'a [String],
    work: &'a [Work],
    folder: &'a Folder,
}

impl Run<'_> {
    /// Threads take the work in order, so that few finished rows wait for those of a slow one.
    fn all(&self, lists: Lists) -> anyhow::Result<Summary> {
        let progress = Progress::start(self.sources, self.batch.verbose);
        let ledger = lists::Ledger::new(lists, self.folder);
        let next = AtomicUsize::new(0);
        let pool = rayon::ThreadPoolBuilder::new().num_threads(self.batch.jobs).build()?;
        pool.broadcast(|_| {
            while let Some((at, work)) = self.take(&next) {
                let outcome = convert::one(self, work);
                progress.done(&self.sources[work.first], &outcome);
                ledger.add(at, outcome);
            }
        });
        progress.finish();
        if stop::is_asked() {
            return Err(Stopped.into());
        }
        Ok(ledger.finish(self.folder).map_err(|error| unwritten(&error))?)
    }

    fn take(&self, next: &AtomicUsize) -> Option<(usize, &Work)> {
        if stop::is_asked() {
            return None;
        }
        let at = next.fetch_add(1, Ordering::Relaxed);
        Some((at, self.work.get(at)?))
    }
}
