//! `--report`: figures of a run as JSON. It is about the run and not its documents, so it tells times.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use serde::Serialize;

use super::convert::{Made, Outcome};
use super::plan::Plan;
use super::{Misuse, stop};

/// Documents that are listed as the slowest.
const SLOWEST: usize = 20;

/// What is known of a run so far.
pub struct Report {
    started: Instant,
    figures: Mutex<Figures>,
}

/// What is written.
#[derive(Debug, Default, Serialize)]
struct Figures {
    /// Name and version of the program.
    program: &'static str,
    /// Ended by Ctrl-C.
    stopped: bool,
    documents: usize,
    /// Those among the documents that an earlier run had made.
    unchanged: usize,
    /// Bytes of the sources.
    bytes: u64,
    seconds: f64,
    mb_per_second: f64,
    /// Most memory that was in use, where the system tells.
    #[serde(skip_serializing_if = "Option::is_none")]
    peak_memory: Option<u64>,
    /// Seconds of each step over all documents and threads, in the order they are done.
    steps: Vec<Step>,
    /// Documents that took longest, the slowest first.
    slowest: Vec<Slow>,
    /// Sources that gave none, by code.
    failures: BTreeMap<String, usize>,
}

#[derive(Debug, Serialize)]
struct Step {
    step: &'static str,
    seconds: f64,
}

#[derive(Debug, Serialize)]
struct Slow {
    path: String,
    bytes: u64,
    seconds: f64,
}

impl Report {
    /// The run begins.
    pub fn start() -> Self {
        Self { started: Instant::now(), figures: Mutex::default() }
    }

    /// Counts a document, which took so long.
    pub fn add(&self, name: &str, outcome: &Outcome, time: Duration) {
        let mut figures = self.figures.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = &outcome.entry;
        let bytes = entry.sources.iter().map(|source| source.bytes).sum();
        figures.documents += usize::from(entry.found.is_some());
        figures.unchanged += usize::from(matches!(outcome.rows, Made::Kept(_)));
        figures.bytes += bytes;
        for failed in &entry.failures {
            *figures.failures.entry(failed.failure.code.to_string()).or_default() += 1;
        }
        figures.slow(name, bytes, time.as_secs_f64());
    }

    /// Writes the figures to the file.
    ///
    /// # Errors
    /// [`Misuse`] when it cannot be written.
    pub fn write(self, file: &Path, plan: &Plan<'_>) -> Result<(), Misuse> {
        let mut figures = self.figures.into_inner().unwrap_or_else(PoisonError::into_inner);
        figures.program = concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION"));
        figures.stopped = stop::is_asked();
        figures.seconds = self.started.elapsed().as_secs_f64();
        figures.mb_per_second = figures.bytes as f64 / 1e6 / figures.seconds.max(1e-6);
        figures.peak_memory = peak_memory();
        let steps = plan.times.all().into_iter();
        figures.steps =
            steps.map(|(step, time)| Step { step, seconds: time.as_secs_f64() }).collect();
        fs::write(file, extract::write::json::text(&figures)).map_err(|error| refused(file, &error))
    }
}

impl Figures {
    fn slow(&mut self, path: &str, bytes: u64, seconds: f64) {
        let at = self.slowest.partition_point(|slower| slower.seconds >= seconds);
        if at < SLOWEST {
            self.slowest.insert(at, Slow { path: path.to_owned(), bytes, seconds });
            self.slowest.truncate(SLOWEST);
        }
    }
}

/// Makes sure that the report can be written, before hours of work.
///
/// # Errors
/// [`Misuse`] when it cannot.
pub fn try_writing(file: &Path) -> Result<(), Misuse> {
    let opened = File::options().create(true).append(true).open(file);
    opened.map(drop).map_err(|error| refused(file, &error))
}

fn refused(file: &Path, error: &io::Error) -> Misuse {
    let message = format!("the report `{}` cannot be written: {error}", file.display());
    Misuse::new(message, "name a file in a folder you may write to")
}

/// As Linux tells it.
fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_slowest_come_first() {
        let mut figures = Figures::default();
        (0..100).for_each(|n| figures.slow(&n.to_string(), 1, f64::from(n * 37 % 100)));
        let seconds: Vec<f64> = figures.slowest.iter().map(|slow| slow.seconds).collect();
        assert_eq!(seconds, (80..100).rev().map(f64::from).collect::<Vec<_>>());
    }
}
