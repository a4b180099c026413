//! What was typed, turned into what is to be done.

use std::io;
use std::path::PathBuf;
use std::time::Duration;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::error::ErrorKind;
use clap::{Args, CommandFactory, Parser, Subcommand};
use clap_complete::Shell;
use extract::document::Severity;
use extract::read::Limits;
use extract::{Options, PASSES, READ};

use crate::batch::Batch;
use crate::compare::Form;
use crate::stream::Stream;

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Job {
    /// Convert files into a folder.
    Batch(Batch),
    /// Say what of an output folder is not up to date.
    Check(Batch),
    /// Print the blocks of a file as they stand after a step.
    Until {
        /// The file.
        file: PathBuf,
        /// Name of the step.
        step: String,
        /// How it is converted.
        options: Options,
    },
    /// Print what became of a piece of a file.
    Explain {
        /// The file.
        file: PathBuf,
        /// The block, table, cell, heading or indicator.
        target: String,
        /// How the file is converted.
        options: Options,
    },
    /// Check an output folder.
    Verify(PathBuf),
    /// Print completions for a shell.
    Completions(Shell),
    /// Print the manual page.
    Man,
    /// Answer records on stdin.
    Stream(Stream),
    /// Say what changed between two revisions.
    Diff {
        /// The old one.
        old: PathBuf,
        /// The new one.
        new: PathBuf,
        /// How it is told.
        form: Form,
        /// How sources are converted.
        options: Options,
    },
    /// Say where copies of a document disagree.
    Compare {
        /// The copies.
        files: Vec<PathBuf>,
        /// How it is told.
        form: Form,
        /// How sources are converted.
        options: Options,
    },
    /// Turn the text on stdin to Simplified.
    Simplify(Options),
}

const EXAMPLES: &str = "\
Examples:
  extract input output                    every file below input, into the folder output
  extract plan.html notice.txt output     two files
  extract --until headings plan.html      the blocks as they stand after the pass headings
  extract explain plan.html 41            what became of block 41, and why
  extract explain plan.html t3:2,4        where a cell of table t3 was read
  extract stream < pages.jsonl > out.jsonl
                                          a line of JSON for each record
  extract diff draft.html final.html      what changed between two revisions
  extract compare a.html b.html c.txt     where copies of one document disagree
  extract simplify < old.txt > new.txt    Traditional to Simplified alone

Exit code: 0 all sources converted, 1 some gave no document (see failures.csv), 2 wrong use,
3 all converted but `--fail-on` found a doubt; diff and compare: 0 the same, 1 different, 2 wrong use;
130 ended by Ctrl-C (the documents written so far are whole)";

/// Turns Chinese government planning documents, as the web really publishes them, into clean JSON,
/// Markdown and CSV.
#[derive(Debug, Parser)]
#[command(version, arg_required_else_help = true, after_help = EXAMPLES)]
#[command(args_conflicts_with_subcommands = true, override_usage = USAGE)]
struct Typed {
    #[command(subcommand)]
    command: Option<Command>,
    /// Files or folders to read, then the folder to write to
    ///
    /// Of a folder every file is tried that is not hidden, whatever it is called; sub-folders are
    /// kept in the output. Links to files are followed, links to folders are not. A document that
    /// goes on in `plan_2.html` beside `plan.html` becomes one, when the pages link to each other.
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Print the blocks of one file as they stand after a pass, and write nothing
    #[arg(long, value_name = "PASS", value_parser = steps())]
    until: Option<String>,
    #[command(flatten)]
    conversion: Conversion,
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
    /// Print a line for every file as it is done
    #[arg(short, long)]
    verbose: bool,
}

const USAGE: &str = "\
extract [OPTIONS] <INPUT>... <OUTPUT>
       extract --until <PASS> <FILE>
       extract verify <OUTPUT>
       extract explain <FILE> <WHAT>
       extract stream < RECORDS > LINES
       extract diff <OLD> <NEW>
       extract compare <COPY> <COPY>...
       extract simplify < TEXT > TEXT";

const DIFF_EXAMPLES: &str = "\
Examples:
  extract diff draft.html final.html                 two sources
  extract diff 2021/document.json 2022/document.json two documents converted before
  extract diff --html output-old output-new > d.html two output folders, as one page
  extract diff --json a.html b.html | jq '.changes[] | select(.kind == \"indicator_changed\")'

How a source was published (script, spaces, punctuation, layout) is no change. NO_COLOR is honoured.

Exit code: 0 the same, 1 different, 2 wrong use or a file that cannot be read";

const COMPARE_EXAMPLES: &str = "\
Examples:
  extract compare official.html mirror1.html mirror2.txt   which reading most copies have
  extract compare --md a.html b.html > differences.md

Exit code: 0 the copies agree, 1 they do not, 2 wrong use or a file that cannot be read";

#[derive(Debug, Subcommand)]
enum Command {
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
struct Report {
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

/// How documents are converted.
#[derive(Debug, Clone, Copy, Args)]
struct Conversion {
    /// Leave ASCII punctuation between Chinese characters as published
    #[arg(long)]
    keep_punctuation: bool,
    /// Largest source that is read, as it is and unpacked: bytes, or `10k`, `256M`, `1G`
    #[arg(long, value_name = "SIZE", default_value = "256M", value_parser = size)]
    #[arg(help_heading = "Limits")]
    max_bytes: u64,
    /// Elements of a page that may be open at a time; deeper ones are read as their text alone
    #[arg(long, value_name = "N", default_value_t = Limits::default().depth)]
    #[arg(help_heading = "Limits")]
    max_depth: usize,
    /// Elements of a page; those past it are read as their text alone
    #[arg(long, value_name = "N", default_value_t = Limits::default().elements)]
    #[arg(help_heading = "Limits")]
    max_elements: usize,
    /// Attributes of a tag; those past it are ignored
    #[arg(long, value_name = "N", default_value_t = Limits::default().attributes)]
    #[arg(help_heading = "Limits")]
    max_attributes: usize,
    /// Lines of a text; those past it are not read, and the document is `partial`
    #[arg(long, value_name = "N", default_value_t = Limits::default().lines)]
    #[arg(help_heading = "Limits")]
    max_lines: usize,
    /// Seconds a document may take; it is looked at before every pass [default: no limit]
    #[arg(long, value_name = "SECONDS", help_heading = "Limits")]
    timeout: Option<u64>,
}

impl From<Conversion> for Options {
    fn from(typed: Conversion) -> Self {
        let limits = Limits {
            depth: typed.max_depth,
            elements: typed.max_elements,
            attributes: typed.max_attributes,
            lines: typed.max_lines,
        };
        Self {
            keep_punctuation: typed.keep_punctuation,
            max_bytes: typed.max_bytes,
            limits,
            timeout: typed.timeout.map(Duration::from_secs),
            ..Self::default()
        }
    }
}

/// A number of bytes, with `k`, `M` or `G` for powers of 1,024.
fn size(typed: &str) -> Result<u64, String> {
    let end = typed.trim_end_matches(['b', 'B']).trim_end_matches(['i', 'I']);
    let (number, shift) = match end.chars().next_back().map(|unit| unit.to_ascii_lowercase()) {
        Some('k') => (&end[..end.len() - 1], 10),
        Some('m') => (&end[..end.len() - 1], 20),
        Some('g') => (&end[..end.len() - 1], 30),
        _ => (end, 0),
    };
    let number: u64 =
        number.trim().parse().map_err(|_| "not a size such as 1000000, 512k, 256M")?;
    number.checked_mul(1 << shift).ok_or_else(|| "larger than any file".to_owned())
}

/// Severities that `--fail-on` takes.
fn severities() -> impl TypedValueParser<Value = Severity> {
    PossibleValuesParser::new(["info", "warning", "error"]).map(|name| match name.as_str() {
        "info" => Severity::Info,
        "warning" => Severity::Warning,
        _ => Severity::Error,
    })
}

/// Names that `--until` takes, each with what it does.
fn steps() -> PossibleValuesParser {
    let read = PossibleValue::new(READ).help("decodes the source and numbers its blocks");
    let passes = PASSES.iter().map(|pass| PossibleValue::new(pass.name).help(pass.about));
    PossibleValuesParser::new(std::iter::once(read).chain(passes).collect::<Vec<_>>())
}

/// Reads the command line; prints help or what is wrong with it and exits where there is no job.
pub fn job() -> Job {
    needed(Typed::parse()).unwrap_or_else(|error| error.exit())
}

/// Completions for a shell.
pub fn completions(shell: Shell) -> String {
    let mut out = Vec::new();
    let mut command = Typed::command();
    let name = command.get_name().to_owned();
    clap_complete::generate(shell, &mut command, name, &mut out);
    String::from_utf8_lossy(&out).into_owned()
}

/// The manual page, in roff.
///
/// # Errors
/// None that happens: it is written to memory.
pub fn man() -> io::Result<String> {
    let mut out = Vec::new();
    clap_mangen::Man::new(Typed::command()).render(&mut out)?;
    Ok(String::from_utf8_lossy(&out).into_owned())
}

fn needed(typed: Typed) -> Result<Job, clap::Error> {
    match typed.command {
        Some(Command::Explain { file, target, conversion }) => {
            Ok(Job::Explain { file, target, options: conversion.into() })
        }
        Some(Command::Verify { output }) => Ok(Job::Verify(output)),
        Some(Command::Stream { warc, jobs, conversion }) => {
            Ok(Job::Stream(Stream { options: conversion.into(), jobs, warc }))
        }
        Some(Command::Diff { old, new, report, conversion }) => {
            Ok(Job::Diff { old, new, form: report.into(), options: conversion.into() })
        }
        Some(Command::Compare { copies, report, conversion }) => {
            Ok(Job::Compare { files: copies, form: report.into(), options: conversion.into() })
        }
        Some(Command::Completions { shell }) => Ok(Job::Completions(shell)),
        Some(Command::Man) => Ok(Job::Man),
        Some(Command::Simplify { conversion }) => Ok(Job::Simplify(conversion.into())),
        None => match &typed.until {
            Some(step) => until(step, &typed),
            None => batch(typed),
        },
    }
}

fn until(step: &str, typed: &Typed) -> Result<Job, clap::Error> {
    let [file] = typed.paths.as_slice() else {
        return Err(wrong(ErrorKind::WrongNumberOfValues, "`--until` takes one file"));
    };
    let (file, step) = (file.clone(), step.to_owned());
    Ok(Job::Until { file, step, options: typed.conversion.into() })
}

fn batch(typed: Typed) -> Result<Job, clap::Error> {
    let mut inputs = typed.paths;
    let output = inputs.pop().filter(|_| !inputs.is_empty());
    let Some(output) = output else {
        return Err(wrong(
            ErrorKind::MissingRequiredArgument,
            "name at least one file or folder to read, and last the folder to write to",
        ));
    };
    let batch = Batch {
        inputs,
        output,
        options: typed.conversion.into(),
        keep_extension: typed.keep_extension,
        csv_bom: typed.csv_bom,
        review: !typed.no_review,
        chunk_size: typed.chunk_size,
        fail_on: typed.fail_on,
        jobs: typed.jobs,
        force: typed.force,
        verbose: typed.verbose,
    };
    Ok(if typed.check { Job::Check(batch) } else { Job::Batch(batch) })
}

fn wrong(kind: ErrorKind, message: &str) -> clap::Error {
    Typed::command().error(kind, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(line: &str) -> Result<Job, clap::Error> {
        Typed::try_parse_from(line.split_whitespace()).and_then(needed)
    }

    #[test]
    fn the_last_path_is_the_output() {
        let Ok(Job::Batch(batch)) = typed("extract a b c --jobs 2 --csv-bom") else {
            unreachable!("a batch was typed");
        };
        assert_eq!(batch.inputs, [PathBuf::from("a"), PathBuf::from("b")]);
        assert_eq!((batch.output, batch.jobs, batch.csv_bom), (PathBuf::from("c"), 2, true));
        assert!(!batch.keep_extension && !batch.options.keep_punctuation);
    }

    #[test]
    fn other_jobs() {
        let check = |line: &str, job: Job| assert_eq!(typed(line).ok(), Some(job), "{line}");
        let (file, options) = (
            PathBuf::from("a"),
            Options { keep_punctuation: true, max_bytes: 256 << 20, ..Options::default() },
        );
        let step = "read".to_owned();
        check(
            "extract --until read a --keep-punctuation",
            Job::Until { file: file.clone(), step, options: options.clone() },
        );
        check(
            "extract explain a 7 --keep-punctuation",
            Job::Explain { file, target: "7".to_owned(), options: options.clone() },
        );
        check("extract simplify --keep-punctuation", Job::Simplify(options));
        check("extract completions fish", Job::Completions(Shell::Fish));
        check("extract man", Job::Man);
    }

    #[test]
    fn sizes() {
        for (typed, bytes) in [
            ("1000", Some(1000)),
            ("512k", Some(512 << 10)),
            ("256M", Some(256 << 20)),
            ("10MB", Some(10 << 20)),
            ("1GiB", Some(1 << 30)),
            ("", None),
            ("k", None),
            ("-1", None),
            ("99999999999G", None),
        ] {
            assert_eq!(size(typed).ok(), bytes, "{typed}");
        }
    }

    #[test]
    fn wrong_use_is_refused() {
        for line in [
            "extract",
            "extract a",
            "extract --until read a b",
            "extract --until x a",
            "extract explain a",
        ] {
            assert!(typed(line).is_err(), "{line}");
        }
    }

    #[test]
    fn the_parser_is_sound() {
        Typed::command().debug_assert();
    }
}
