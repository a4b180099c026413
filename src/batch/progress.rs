//! What the user sees while a run goes on, all on stderr.

use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use extract::write::{harmless, harmless_lines};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use super::convert::{Made, Outcome};
use super::entry::Failed;
use super::plan::Plan;

/// How often the bar is drawn when nothing happens.
const TICK: Duration = Duration::from_millis(250);
/// A source at work for so long is named.
const SLOW: Duration = Duration::from_secs(2);

/// A bar on a terminal, lines where asked for, failures always.
pub struct Progress {
    bar: ProgressBar,
    verbose: u8,
    counts: Arc<Mutex<Counts>>,
}

/// What the bar tells besides bytes.
#[derive(Debug, Default)]
struct Counts {
    done: usize,
    all: usize,
    /// Names of the sources at work, since when; the first is the longest there.
    at_work: Vec<(Instant, String)>,
}

impl Progress {
    /// Starts the bar; it is measured in bytes, since files differ.
    pub fn start(plan: &Plan<'_>) -> Self {
        let verbose = plan.batch.verbose;
        let bytes = plan.sources.iter().map(|source| source.bytes).sum();
        let counts = Arc::new(Mutex::new(Counts { all: plan.work.len(), ..Counts::default() }));
        let shown = io::stderr().is_terminal() && verbose == 0;
        let target =
            if shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(Some(bytes), target);
        if let Ok(style) = ProgressStyle::with_template(
            "{bar:20} {documents} documents, {bytes}/{total_bytes}, {bytes_per_sec}, {eta} left{slow}",
        ) {
            let [documents, slow] = [Arc::clone(&counts), Arc::clone(&counts)];
            let documents = move |_: &ProgressState, out: &mut dyn std::fmt::Write| {
                let _ = out.write_str(&lock(&documents).documents());
            };
            let slow = move |_: &ProgressState, out: &mut dyn std::fmt::Write| {
                let _ = out.write_str(&lock(&slow).slow());
            };
            bar.set_style(style.with_key("documents", documents).with_key("slow", slow));
        }
        if shown {
            bar.enable_steady_tick(TICK);
        }
        Self { bar, verbose, counts }
    }

    /// A source is begun.
    pub fn begin(&self, name: &str) {
        lock(&self.counts).at_work.push((Instant::now(), name.to_owned()));
    }

    /// The document of a source is done.
    pub fn done(&self, name: &str, outcome: &Outcome) {
        lock(&self.counts).end(name);
        let entry = &outcome.entry;
        self.bar.inc(entry.sources.iter().map(|source| source.bytes).sum());
        for lost in &outcome.lost {
            self.line(&format!("note: {lost}; it is made again"));
        }
        let kept = if matches!(outcome.rows, Made::Kept(_)) { ", unchanged" } else { "" };
        if let Some(found) = entry.found.filter(|_| self.verbose > 0) {
            self.line(&format!(
                "`{name}`: {} headings, {} tables, {} removed, {} warnings{kept}",
                found.headings, found.tables, found.removed, found.warnings
            ));
        }
        for Failed { path, failure } in &entry.failures {
            self.line(&format!("error: `{path}`: {}\nhint: {}", failure.message, failure.hint));
        }
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }

    /// Prints a line, in which no name is a code to the terminal; a closed stderr is no reason to
    /// stop.
    pub fn line(&self, text: &str) {
        self.bar.suspend(|| {
            let _ = writeln!(io::stderr().lock(), "{}", harmless_lines(text));
        });
    }
}

fn lock(counts: &Mutex<Counts>) -> MutexGuard<'_, Counts> {
    counts.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Counts {
    fn end(&mut self, name: &str) {
        self.done += 1;
        if let Some(at) = self.at_work.iter().position(|(_, own)| own == name) {
            self.at_work.remove(at);
        }
    }

    fn documents(&self) -> String {
        format!("{}/{}", self.done, self.all)
    }

    /// The source that has been at work longest, when that is long.
    fn slow(&self) -> String {
        let mut text = String::new();
        if let Some((since, name)) =
            self.at_work.first().filter(|(since, _)| since.elapsed() > SLOW)
        {
            let _ = write!(text, ", {} s at {}", since.elapsed().as_secs(), harmless(name));
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_source_that_takes_long_is_named() {
        let Some(long_ago) = Instant::now().checked_sub(SLOW * 2) else { return };
        let mut counts = Counts { all: 3, ..Counts::default() };
        counts.at_work = vec![(long_ago, "a".to_owned()), (Instant::now(), "b".to_owned())];
        assert_eq!((counts.documents().as_str(), counts.slow().as_str()), ("0/3", ", 4 s at a"));
        counts.end("a");
        assert_eq!((counts.documents().as_str(), counts.slow().as_str()), ("1/3", ""));
    }
}
