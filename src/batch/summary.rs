//! A run in one line.

use std::fmt;
use std::time::Instant;

use extract::document::Severity;

use super::convert::{Made, Outcome};
use super::entry::Tally;

/// Figures of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    started: Instant,
    /// Documents written.
    pub documents: usize,
    /// Sources that gave none.
    pub failures: usize,
    /// Documents that an earlier run wrote, among those that are there.
    kept: usize,
    found: Tally,
    bytes: u64,
}

impl Summary {
    /// Nothing done, the clock running.
    pub fn start() -> Self {
        let found = Tally::default();
        Self { started: Instant::now(), documents: 0, failures: 0, kept: 0, found, bytes: 0 }
    }

    /// Counts the outcome of a source.
    pub fn add(&mut self, outcome: &Outcome) {
        let entry = &outcome.entry;
        self.bytes += entry.sources.iter().map(|source| source.bytes).sum::<u64>();
        self.failures += entry.failures.len();
        if let Some(found) = &entry.found {
            self.documents += 1;
            self.kept += usize::from(matches!(outcome.rows, Made::Kept(_)));
            self.found.headings += found.headings;
            self.found.tables += found.tables;
            self.found.removed += found.removed;
            self.found.warnings += found.warnings;
            self.found.worst = self.found.worst.max(found.worst);
        }
    }

    /// Whether a document has a diagnostic as grave as this.
    pub fn is_as_bad_as(&self, severity: Severity) -> bool {
        self.found.worst >= Some(severity)
    }

    fn speed(&self) -> f64 {
        let seconds = self.started.elapsed().as_secs_f64().max(1e-6);
        self.bytes as f64 / 1e6 / seconds
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Tally { headings, tables, removed, warnings, .. } = self.found;
        write!(out, "{}", counted(self.documents, "document"))?;
        if self.kept > 0 {
            write!(out, " ({} unchanged)", self.kept)?;
        }
        write!(
            out,
            ", {}, {}, {}, {}, {}, {:.1} MB/s",
            counted(headings, "heading"),
            counted(tables, "table"),
            counted(removed, "removed block"),
            counted(warnings, "warning"),
            counted(self.failures, "failure"),
            self.speed()
        )
    }
}

fn counted(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}
