//! What was typed, turned into what is to be done.

mod command;
mod conversion;
mod folder;
mod words;

use std::io;
use std::path::PathBuf;
use std::time::Duration;

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::error::ErrorKind;
use clap::{CommandFactory, Parser};
use clap_complete::Shell;
use extract::{Options, PASSES, READ};

use self::command::Command;
use self::folder::Folder;
use self::words::{EXAMPLES, USAGE};
use crate::batch::Batch;
use crate::compare::Form;
use crate::stream::Stream;

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Job {
    /// Convert files into a folder.
    Batch(Batch),
    /// Convert files into a folder, again after every change.
    Watch {
        /// What is converted.
        batch: Batch,
        /// How often the files are looked at, where the system is not to be asked.
        polling: Option<Duration>,
    },
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

/// Turns Chinese government planning documents, as the web really publishes them, into clean JSON,
/// Markdown and CSV.
#[derive(Debug, Parser)]
#[command(version, arg_required_else_help = true, after_help = EXAMPLES)]
#[command(args_conflicts_with_subcommands = true, override_usage = USAGE)]
struct Typed {
    #[command(subcommand)]
    command: Option<Command>,
    /// Print the blocks of one file as they stand after a pass, and write nothing
    #[arg(long, value_name = "PASS", value_parser = steps())]
    until: Option<String>,
    #[command(flatten)]
    folder: Folder,
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
        Some(Command::Watch { folder, poll }) => watch(folder, poll),
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
            None => batch(typed.folder),
        },
    }
}

fn until(step: &str, typed: &Typed) -> Result<Job, clap::Error> {
    let [file] = typed.folder.paths.as_slice() else {
        return Err(wrong(ErrorKind::WrongNumberOfValues, "`--until` takes one file"));
    };
    let (file, step) = (file.clone(), step.to_owned());
    Ok(Job::Until { file, step, options: typed.folder.conversion.into() })
}

fn batch(typed: Folder) -> Result<Job, clap::Error> {
    let (batch, is_check) = run_of(typed)?;
    Ok(if is_check { Job::Check(batch) } else { Job::Batch(batch) })
}

fn watch(typed: Folder, poll: Option<u64>) -> Result<Job, clap::Error> {
    match run_of(typed)? {
        (_, true) => Err(wrong(ErrorKind::ArgumentConflict, "`--check` runs nothing to watch")),
        (Batch { force: true, .. }, _) => Err(wrong(
            ErrorKind::ArgumentConflict,
            "`--force` would make everything at every change",
        )),
        (batch, _) => Ok(Job::Watch { batch, polling: poll.map(Duration::from_secs) }),
    }
}

fn run_of(typed: Folder) -> Result<(Batch, bool), clap::Error> {
    typed.run().ok_or_else(|| {
        wrong(
            ErrorKind::MissingRequiredArgument,
            "name at least one file or folder to read, and last the folder to write to",
        )
    })
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
    fn wrong_use_is_refused() {
        for line in [
            "extract",
            "extract a",
            "extract --until read a b",
            "extract --until x a",
            "extract explain a",
            "extract watch a",
            "extract watch a b --check",
            "extract watch a b --force",
            "extract watch a b --poll 0",
        ] {
            assert!(typed(line).is_err(), "{line}");
        }
    }

    #[test]
    fn the_parser_is_sound() {
        Typed::command().debug_assert();
    }
}
