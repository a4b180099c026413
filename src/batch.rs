//! A run over many files. This and its parts are the only code that touches the disk.

mod adopt;
mod archive;
mod check;
mod control;
mod convert;
mod entry;
mod group;
mod journal;
mod key;
mod known;
mod ledger;
mod lists;
pub mod load;
mod making;
mod manifest;
mod output;
mod pending;
mod place;
mod plan;
mod progress;
mod reading;
mod report;
mod rows;
mod schedule;
mod seal;
mod stop;
mod summary;
mod times;
mod verify;
mod walk;
mod watch;

use std::collections::HashSet;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use extract::Options;
use extract::document::Severity;

pub use self::check::Checked;
use self::convert::Convert;
use self::group::Work;
use self::known::Known;
use self::ledger::Ledger;
use self::output::Folder;
use self::plan::Plan;
use self::progress::Progress;
use self::report::Report;
use self::schedule::Gate;
pub use self::stop::Stopped;
pub use self::summary::Summary;
use self::watch::Changes;

/// What a run is to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// Files and folders to read.
    pub inputs: Vec<PathBuf>,
    /// Folder to write to.
    pub output: PathBuf,
    /// How documents are converted.
    pub options: Options,
    /// Follow links that lead out of a folder.
    pub follow_links: bool,
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
    /// Bytes of sources that may be at work at a time, unless one alone has more.
    pub memory: u64,
    /// Make everything again, whatever an earlier run wrote.
    pub force: bool,
    /// Where figures of the run are written.
    pub report: Option<PathBuf>,
    /// Print a line for every file; from 2 on one for its steps too.
    pub verbose: u8,
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
    run_with(batch, &convert::document)
}

fn run_with(batch: &Batch, convert: &Convert) -> anyhow::Result<Summary> {
    let plan = Plan::new(batch)?;
    batch.report.as_deref().map_or(Ok(()), report::try_writing)?;
    let folder = Folder::open(&batch.output, batch.csv_bom, batch.review)?;
    let known = Known::open(folder.root(), folder.control(), plan.recipe.name());
    let known = known.map_err(|error| unwritten(&error))?;
    stop::listen();
    let report = Report::start();
    let done = Run { plan: &plan, folder: &folder, known: &known, convert }.all(&report);
    // Why the run ended says more than why the report is missing.
    let written = batch.report.as_deref().map_or(Ok(()), |file| report.write(file, &plan));
    let summary = done?;
    written?;
    Ok(summary)
}

/// Whether a run would change anything; nothing is written.
///
/// # Errors
/// [`Misuse`] when a run could not start.
pub fn check(batch: &Batch) -> anyhow::Result<Checked> {
    Ok(pool(batch)?.install(|| check::run(batch))?)
}

/// Runs, and again after every change of the sources, until Ctrl-C; `told` gets what came of each run.
///
/// # Errors
/// [`Stopped`] when a run was at work at the end.
pub fn watch(
    batch: &Batch,
    polling: Option<Duration>,
    mut told: impl FnMut(&anyhow::Result<Summary>),
) -> anyhow::Result<()> {
    loop {
        // What changes while the run is at work is told too.
        let changes = Changes::of(&batch.inputs, polling);
        let done = run(batch);
        if done.as_ref().is_err_and(|error| error.is::<Stopped>()) {
            return done.map(drop);
        }
        told(&done);
        if !changes.wait(done.is_err()) {
            return Ok(());
        }
    }
}

fn pool(batch: &Batch) -> anyhow::Result<rayon::ThreadPool> {
    Ok(rayon::ThreadPoolBuilder::new().num_threads(batch.jobs).build()?)
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
    plan: &'a Plan<'a>,
    folder: &'a Folder,
    known: &'a Known,
    convert: &'a Convert,
}

impl Run<'_> {
    /// Threads take the work one by one, and put what comes of it into the ledger.
    fn all(&self, report: &Report) -> anyhow::Result<Summary> {
        self.remove_what_is_gone()?;
        let progress = Progress::start(self.plan);
        for lost in &self.known.lost {
            progress.line(&format!("note: {lost}; everything is made again"));
        }
        let ledger = Ledger::new(self.folder, self.known);
        let (next, is_over) = (AtomicUsize::new(0), AtomicBool::new(false));
        let (order, gate) = (schedule::order(self.plan), Gate::new(self.plan.batch.memory));
        pool(self.plan.batch)?.broadcast(|_| {
            while !is_over.load(Ordering::Relaxed)
                && let Some((at, work)) = self.take(&order, &next)
            {
                let name = &self.plan.sources[work.first].name;
                let _inside = gate.enter(self.plan.bytes(work));
                let begun = Instant::now();
                progress.begin(name);
                let outcome = convert::one(self, work);
                progress.done(name, &outcome);
                report.add(name, &outcome, begun.elapsed());
                if !ledger.add(at, outcome) {
                    is_over.store(true, Ordering::Relaxed);
                }
            }
        });
        progress.finish();
        if stop::is_asked() {
            return Err(Stopped.into());
        }
        Ok(ledger.finish().map_err(|error| unwritten(&error))?)
    }

    /// Sources that are gone take their documents along.
    fn remove_what_is_gone(&self) -> Result<(), Misuse> {
        let places = self.plan.work.iter().map(|work| self.plan.place(work));
        let current: HashSet<&str> = places.collect();
        let gone = self.known.places().filter(|place| !current.contains(place.as_str()));
        for place in gone {
            let removed = self.known.outputs(place).and_then(|paths| self.folder.remove(&paths));
            removed.map_err(|error| {
                let reason = output::reason(&error);
                Misuse::new(
                    format!("`{place}`, whose source is gone, cannot be removed: {reason}"),
                    "check the permissions of the output folder",
                )
            })?;
        }
        Ok(())
    }

    fn take(&self, order: &[u32], next: &AtomicUsize) -> Option<(usize, &Work)> {
        if stop::is_asked() {
            return None;
        }
        let at = *order.get(next.fetch_add(1, Ordering::Relaxed))? as usize;
        Some((at, self.plan.work.get(at)?))
    }
}

#[cfg(test)]
mod tests;
