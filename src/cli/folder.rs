//! A run over files and folders, as it is typed.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{ArgAction, Args};
use extract::document::Severity;

use super::conversion::{Conversion, size};
use crate::batch::Batch;

/// What is read, where it goes, and how.
#[derive(Debug, Args)]
pub struct Folder {
    /// Files or folders to read, then the folder to write to
    ///
    /// Of a folder every file is tried that is not hidden, whatever it is called; sub-folders are
    /// kept in the output. Links to files of the same folder are followed, links to folders are not. A
    /// document that goes on in `plan_2.html` beside `plan.html` becomes one, when the pages link to
    /// each other.
    /// Of a web archive (`.warc`, `.warc.gz`) every HTML or text response is a document.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub conversion: Conversion,
    /// Follow links to files outside the folder they stand in
    #[arg(long)]
    follow_links: bool,
    /// Name folders after the whole file name: `a.html/` and `a.txt/` instead of `a/`
    #[arg(long)]
    keep_extension: bool,
    /// Start CSV files with a byte order mark, for Excel
    #[arg(long)]
    csv_bom: bool,
    /// Leave out the review pages: index.html and document.html
    #[arg(long)]
    no_review: bool,
    /// Characters that a piece of text in chunks.jsonl may have
    #[arg(long, value_name = "N", default_value_t = 800)]
    chunk_size: usize,
    /// Exit with 3 when a document has a diagnostic as grave as this
    #[arg(long, value_name = "SEVERITY", value_parser = severities())]
    fail_on: Option<Severity>,
    /// Files converted at the same time; 0 is one for each core
    #[arg(short, long, value_name = "N", default_value_t = 0)]
    jobs: usize,
    /// Write nothing; print what is not up to date, and exit with 1 when there is something
    #[arg(long, conflicts_with = "force")]
    check: bool,
    /// Make everything again, also what an earlier run wrote and nothing has changed
    #[arg(long)]
    force: bool,
    /// Bytes of sources that may be at work at a time; a larger one waits and goes alone
    #[arg(long, value_name = "SIZE", default_value = "256M", value_parser = size)]
    #[arg(help_heading = "Limits")]
    memory: u64,
    /// Write figures of the run to this file, outside INPUT and OUTPUT: counts, times, failures by code
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// Print a line for every file as it is done; twice: one with the time of each pass too
    #[arg(short, long, action = ArgAction::Count)]
    verbose: u8,
}

impl Folder {
    /// The run, and whether it is only to be checked; none where there is no input or output.
    pub fn run(self) -> Option<(Batch, bool)> {
        let mut inputs = self.paths;
        let output = inputs.pop().filter(|_| !inputs.is_empty())?;
        let batch = Batch {
            inputs,
            output,
            options: self.conversion.into(),
            follow_links: self.follow_links,
            keep_extension: self.keep_extension,
            csv_bom: self.csv_bom,
            review: !self.no_review,
            chunk_size: self.chunk_size,
            fail_on: self.fail_on,
            jobs: self.jobs,
            memory: self.memory,
            force: self.force,
            report: self.report,
            verbose: self.verbose,
        };
        Some((batch, self.check))
    }
}

/// Severities that `--fail-on` takes.
fn severities() -> impl TypedValueParser<Value = Severity> {
    PossibleValuesParser::new(["info", "warning", "error"]).map(|name| match name.as_str() {
        "info" => Severity::Info,
        "warning" => Severity::Warning,
        _ => Severity::Error,
    })
}
