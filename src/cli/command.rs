//! The commands besides the run over a folder.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use clap_complete::Shell;

use super::conversion::Conversion;
use super::folder::Folder;
use super::words::{COMPARE_EXAMPLES, DIFF_EXAMPLES};
use crate::compare::Form;

/// A command with what was typed behind it.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print where a piece of a file stands, and each pass that touched it
    Explain {
        /// The file
        file: PathBuf,
        /// `41`: a block; `s4/1`: a section; `t3`: a table; `t3:2,4`: its row 2 and column 4, from 0
        /// with the header; `i5`: the fifth indicator; else words of a heading or an indicator
        #[arg(value_name = "WHAT")]
        target: String,
        #[command(flatten)]
        conversion: Conversion,
    },
    /// Convert, and again whatever changes, until Ctrl-C
    ///
    /// The first run is that of `extract INPUT... OUTPUT`, each further one does only what changed.
    Watch {
        #[command(flatten)]
        folder: Folder,
        /// Look at the files this often, where the system does not tell of changes, as on network
        /// drives
        #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..))]
        poll: Option<u64>,
    },
    /// Check that an output folder still is what was written
    ///
    /// Every file that `datapackage.json` lists must be there with its size and SHA-256, no other
    /// file may be, and every document must agree with its schema and with itself: no block both
    /// kept and removed, pieces in order, tables with whole rows. Problems are printed a line each;
    /// the exit code is 1 when there are any.
    Verify {
        /// The folder
        output: PathBuf,
    },
    /// Answer every record on stdin with a line of JSON on stdout, in order
    ///
    /// A record is a line `{"id": "…", "url": "…", "charset": "…", "body_base64": "…"}`, with `text`
    /// in place of `body_base64` for decoded text; `url` and `charset` may be missing, and `id` too:
    /// then the answer's is the SHA-256 of the body. The answer is `{"id", "url", "document"}`, or
    /// `{"id", "url", "error": {"code", "message", "hint"}}`.
    Stream {
        /// Read a web archive in place of JSON Lines (`.warc`, `.warc.gz`): its HTML responses
        #[arg(long)]
        warc: bool,
        /// Records converted at the same time; 0 is one for each core
        #[arg(short, long, value_name = "N", default_value_t = 0)]
        jobs: usize,
        #[command(flatten)]
        conversion: Conversion,
    },
    /// Say what changed between two revisions: two sources, two document.json or two output folders
    ///
    /// Headings added, removed, renamed, moved and renumbered; paragraphs with their changed words;
    /// tables by column, row and cell; indicators with the difference; projects in and out; checks
    /// that fail now. Documents of two folders are matched by their path.
    #[command(after_help = DIFF_EXAMPLES)]
    Diff {
        /// The old source, document.json or output folder
        old: PathBuf,
        /// The new one
        new: PathBuf,
        #[command(flatten)]
        report: Report,
        #[command(flatten)]
        conversion: Conversion,
    },
    /// Say where several copies of one document disagree, and which reading most of them have
    #[command(after_help = COMPARE_EXAMPLES)]
    Compare {
        /// Sources or document.json files
        #[arg(value_name = "COPY", num_args = 2.., required = true)]
        copies: Vec<PathBuf>,
        #[command(flatten)]
        report: Report,
        #[command(flatten)]
        conversion: Conversion,
    },
    /// Print completions for a shell
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the manual page
    Man,
    /// Turn the text on stdin from Traditional to mainland Simplified, on stdout
    Simplify {
        #[command(flatten)]
        conversion: Conversion,
    },
}

/// How a comparison is told: as text unless one of these is typed.
#[derive(Debug, Clone, Copy, Args)]
#[group(multiple = false)]
pub struct Report {
    /// Print JSON (schema/diff.schema.json, schema/compare.schema.json)
    #[arg(long)]
    json: bool,
    /// Print Markdown
    #[arg(long)]
    md: bool,
    /// Print a page that needs no other file
    #[arg(long)]
    html: bool,
}

impl From<Report> for Form {
    fn from(typed: Report) -> Self {
        match typed {
            Report { json: true, .. } => Self::Json,
            Report { md: true, .. } => Self::Markdown,
            Report { html: true, .. } => Self::Html,
            _ => Self::Terminal,
        }
    }
}
