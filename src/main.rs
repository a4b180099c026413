//! `extract`: arguments, the work, the exit code.

mod batch;
mod cli;

use std::io::Write;
use std::process::ExitCode;

use self::batch::Misuse;
use self::cli::Job;

/// Some source gave no document.
const SOME_FAILED: u8 = 1;
/// The command was wrong or the output cannot be written.
const WRONG_USE: u8 = 2;

fn main() -> ExitCode {
    match run(cli::job()) {
        Ok(code) => code,
        Err(error) => {
            complain(&error);
            ExitCode::from(WRONG_USE)
        }
    }
}

fn run(job: Job) -> anyhow::Result<ExitCode> {
    match job {
        Job::Batch(batch) => {
            let summary = batch::run(&batch)?;
            tell(&summary.to_string());
            let all = summary.failures == 0;
            Ok(if all { ExitCode::SUCCESS } else { ExitCode::from(SOME_FAILED) })
        }
    }
}

fn complain(error: &anyhow::Error) {
    tell(&format!("error: {error:#}"));
    if let Some(Misuse { hint, .. }) = error.downcast_ref() {
        tell(&format!("hint: {hint}"));
    }
}

/// A line on stderr; a closed stderr is no reason to stop.
fn tell(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}
