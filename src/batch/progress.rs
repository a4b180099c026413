//! What the user sees while a run goes on, all on stderr.

use std::io::{self, IsTerminal, Write};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::convert::{Made, Outcome};
use super::entry::Failed;
use super::walk::Source;

/// A bar on a terminal, lines where asked for, failures always.
pub struct Progress {
    bar: ProgressBar,
    verbose: bool,
}

impl Progress {
    /// Starts the bar; it is measured in bytes, since files differ.
    pub fn start(sources: &[Source], verbose: bool) -> Self {
        let bytes = sources.iter().map(|source| source.bytes).sum();
        let shown = io::stderr().is_terminal() && !verbose;
        let target =
            if shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(Some(bytes), target);
        if let Ok(style) = ProgressStyle::with_template(
            "{bar:30} {bytes}/{total_bytes} {bytes_per_sec} {eta} {wide_msg}",
        ) {
            bar.set_style(style);
        }
        Self { bar, verbose }
    }

    /// The document of a source is done.
    pub fn done(&self, source: &Source, outcome: &Outcome) {
        let entry = &outcome.entry;
        self.bar.inc(entry.sources.iter().map(|source| source.bytes).sum());
        self.bar.set_message(source.name.clone());
        for lost in &outcome.lost {
            self.line(&format!("note: {lost}; it is made again"));
        }
        let kept = if matches!(outcome.rows, Made::Kept(_)) { ", unchanged" } else { "" };
        if let Some(found) = entry.found.filter(|_| self.verbose) {
            self.line(&format!(
                "`{}`: {} headings, {} tables, {} removed, {} warnings{kept}",
                source.name, found.headings, found.tables, found.removed, found.warnings
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

    /// Prints a line; a closed stderr is no reason to stop.
    pub fn line(&self, text: &str) {
        self.bar.suspend(|| {
            let _ = writeln!(io::stderr().lock(), "{text}");
        });
    }
}
