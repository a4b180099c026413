//! What was typed, turned into what is to be done.

use std::path::PathBuf;

use clap::Parser;
use extract::Options;

use crate::batch::Batch;

/// What is to be done.
#[derive(Debug, Clone)]
pub enum Job {
    /// Convert files into a folder.
    Batch(Batch),
}

/// Turns Chinese government planning documents, as the web really publishes them, into clean JSON,
/// Markdown and CSV.
#[derive(Debug, Parser)]
#[command(version, arg_required_else_help = true)]
struct Typed {
    /// Files or folders to read, then the folder to write to
    #[arg(required = true, num_args = 2.., value_names = ["INPUT", "OUTPUT"])]
    paths: Vec<PathBuf>,
    /// Leave ASCII punctuation between Chinese characters as published
    #[arg(long)]
    keep_punctuation: bool,
    /// Name folders after the whole file name: `a.html/` and `a.txt/` instead of `a/`
    #[arg(long)]
    keep_extension: bool,
    /// Start CSV files with a byte order mark, for Excel
    #[arg(long)]
    csv_bom: bool,
    /// Largest file that is read, in bytes
    #[arg(long, value_name = "N", default_value_t = 256 << 20)]
    max_bytes: u64,
    /// Files converted at the same time; 0 is one for each core
    #[arg(short, long, value_name = "N", default_value_t = 0)]
    jobs: usize,
    /// Print a line for every file
    #[arg(short, long)]
    verbose: bool,
}

/// Reads the command line; prints help or what is wrong with it and exits where there is no job.
pub fn job() -> Job {
    Typed::parse().into()
}

impl From<Typed> for Job {
    fn from(typed: Typed) -> Self {
        let mut inputs = typed.paths;
        let output = inputs.pop().unwrap_or_default();
        Self::Batch(Batch {
            inputs,
            output,
            options: Options { keep_punctuation: typed.keep_punctuation },
            keep_extension: typed.keep_extension,
            csv_bom: typed.csv_bom,
            max_bytes: typed.max_bytes,
            jobs: typed.jobs,
            verbose: typed.verbose,
        })
    }
}
