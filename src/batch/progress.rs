//! What the user sees while a run goes on, all on stderr.

use std::io::{self, IsTerminal, Write};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::convert::Outcome;
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
        self.bar.inc(outcome.bytes);
        self.bar.set_message(source.name.clone());
        if let Some(found) = outcome.found.filter(|_| self.verbose) {
            self.line(&format!(
                "`{}`: {} headings, {} tables, {} removed, {} warnings",
                source.name, found.headings, found.tables, found.removed, found.warnings
            ));
        }
        for (name, failure) in &outcome.failures {
            self.line(&format!("error: `{name}`: {}\nhint: {}", failure.message, failure.hint));
        }
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }

    /// A closed stderr is no reason to stop.
    fn line(&self, text: &str) {
        self.bar.suspend(|| {
            let _ = writeln!(io::stderr().lock(), "{text}");
        });
    }
}
