//! `extract`: arguments, the work, the exit code.

mod batch;
mod cli;
mod compare;
mod explain;
mod line;
mod stream;
mod warc;

use std::io::{self, ErrorKind, Read, Write};
use std::panic;
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context;
use extract::document::Severity;
use extract::{Options, convert_until, simplify, write};

use self::batch::{Misuse, Summary};
use self::cli::Job;
use self::compare::{Form, Told};
use self::explain::Target;

/// The documents differ.
const DIFFERENT: u8 = 1;
/// Some source gave no document.
const SOME_FAILED: u8 = 1;
/// A document has a diagnostic as grave as `--fail-on` says.
const DOUBTFUL: u8 = 3;
/// The command was wrong or the output cannot be written.
const WRONG_USE: u8 = 2;

/// What to do when there is nothing to explain.
const UNKNOWN_HINT: &str = "`--until read` lists the blocks with their numbers; `extract explain --help` tells what else has a name";
/// What to do when a stream ends early.
const STREAM_HINT: &str = "the answers so far are whole; see `extract stream --help` for the input";

fn main() -> ExitCode {
    panic::set_hook(Box::new(|defect| tell(&defect.to_string())));
    match run(cli::job()) {
        Ok(code) => code,
        Err(error) => {
            complain(&error);
            let stopped = error.is::<batch::Stopped>();
            ExitCode::from(if stopped { batch::Stopped::EXIT } else { WRONG_USE })
        }
    }
}

fn run(job: Job) -> anyhow::Result<ExitCode> {
    match job {
        Job::Batch(batch) => {
            let summary = batch::run(&batch)?;
            tell(&summary.to_string());
            return Ok(code(&summary, batch.fail_on));
        }
        Job::Watch { batch, polling } => batch::watch(&batch, polling, |done| match done {
            Ok(summary) => tell(&summary.to_string()),
            Err(error) => complain(error),
        })?,
        Job::Check(batch) => {
            let checked = batch::check(&batch)?;
            return list(&checked.problems, &checked.to_string());
        }
        Job::Until { file, step, options } => until(&file, &step, &options)?,
        Job::Verify(output) => {
            let report = batch::verify(&output)?;
            return list(&report.problems, &report.to_string());
        }
        Job::Explain { file, target, options } => explain(&file, &target, &options)?,
        Job::Completions(shell) => print(&cli::completions(shell))?,
        Job::Man => print(&cli::man()?)?,
        Job::Stream(stream) => stream::run(&stream, io::stdin(), io::stdout())
            .map_err(|error| Misuse::new(format!("the stream ended: {error}"), STREAM_HINT))?,
        Job::Diff { old, new, form, options } => {
            return told(&compare::revisions(&old, &new, form, &options)?, form);
        }
        Job::Compare { files, form, options } => {
            return told(&compare::copies(&files, form, &options)?, form);
        }
        Job::Simplify(options) => print(&simplify(&stdin()?, &options))?,
    }
    Ok(ExitCode::SUCCESS)
}

fn code(summary: &Summary, fail_on: Option<Severity>) -> ExitCode {
    let doubtful = fail_on.is_some_and(|severity| summary.is_as_bad_as(severity));
    match summary.failures {
        0 if doubtful => ExitCode::from(DOUBTFUL),
        0 => ExitCode::SUCCESS,
        _ => ExitCode::from(SOME_FAILED),
    }
}

/// Prints what is wrong with an output folder, a line each.
fn list(problems: &[String], summary: &str) -> anyhow::Result<ExitCode> {
    show(&problems.iter().map(|problem| format!("{problem}\n")).collect::<String>())?;
    tell(summary);
    Ok(ExitCode::from(if problems.is_empty() { 0 } else { SOME_FAILED }))
}

fn until(file: &Path, step: &str, options: &Options) -> anyhow::Result<()> {
    let (name, bytes) = batch::read(file)?;
    let document = convert_until(&name, &bytes, options, Some(step)).map_err(refused(&name))?;
    show(&write::blocks::listing(&document))
}

fn explain(file: &Path, target: &str, options: &Options) -> anyhow::Result<()> {
    let (name, bytes) = batch::read(file)?;
    let told = explain::explain(&name, &bytes, options, &Target::read(target));
    let told = told.map_err(refused(&name))?;
    show(&told.ok_or_else(|| Misuse::new(format!("`{name}` has no {target}"), UNKNOWN_HINT))?)
}

/// Prints a comparison, in colour where stdout is a terminal that wants it.
fn told(told: &Told, form: Form) -> anyhow::Result<ExitCode> {
    match form {
        Form::Terminal => print_to(&mut anstream::stdout().lock(), &told.text)?,
        _ => print(&told.text)?,
    }
    Ok(if told.differs { ExitCode::from(DIFFERENT) } else { ExitCode::SUCCESS })
}

/// Why a single file gives no document.
fn refused(name: &str) -> impl Fn(extract::Error) -> Misuse {
    move |error| Misuse::new(format!("`{name}`: {error}"), error.hint())
}

fn stdin() -> anyhow::Result<String> {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text).map_err(|error| {
        Misuse::new(format!("stdin cannot be read: {error}"), "give it UTF-8 text")
    })?;
    Ok(text)
}

/// Text on stdout for people, with nothing of a source in it that a terminal obeys.
fn show(text: &str) -> anyhow::Result<()> {
    print(&write::harmless_lines(text))
}

/// Text on stdout; a reader who has seen enough is no error.
fn print(text: &str) -> anyhow::Result<()> {
    print_to(&mut io::stdout().lock(), text)
}

fn print_to(out: &mut dyn Write, text: &str) -> anyhow::Result<()> {
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(error).context("stdout cannot be written")
        }
        _ => Ok(()),
    }
}

fn complain(error: &anyhow::Error) {
    tell(&format!("error: {error:#}"));
    if let Some(Misuse { hint, .. }) = error.downcast_ref() {
        tell(&format!("hint: {hint}"));
    }
}

/// A line on stderr, whatever names it holds; a closed stderr is no reason to stop.
fn tell(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", write::harmless_lines(text));
}
