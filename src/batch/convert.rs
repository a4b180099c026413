//! One document: read, convert, write; whatever goes wrong is a row of `failures.csv`.

use std::any::Any;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use extract::document::Document;
use extract::{Error, Hashed, Options, convert_hashed, convert_pages};

use super::Run;
use super::entry::{Entry, Failure};
use super::group::Work;
use super::known;
use super::making::Making;
use super::plan::Plan;
use super::reading::{Reading, Stale};
use super::rows::Rows;
use super::times::Laps;
use super::walk::Record;

/// What became of the sources of a document.
#[derive(Debug)]
pub struct Outcome {
    /// What is to be remembered.
    pub entry: Entry,
    /// The rows for the lists.
    pub rows: Made,
    /// Files that an earlier run wrote and that are not as it left them.
    pub lost: Vec<String>,
}

/// Where the rows of an outcome come from.
#[derive(Debug)]
pub enum Made {
    /// They are new.
    New(Vec<Rows>),
    /// Nothing has changed: they are those of an earlier run.
    Kept(known::Rows),
}

/// Converts the sources of a document and writes its files, unless an earlier run has done so. Pages
/// that cannot be read are failures of their own, and missing in the document.
pub fn one(run: &Run<'_>, work: &Work) -> Outcome {
    let read = Reading::new(run.plan, work);
    let kept = match run.plan.batch.force {
        true => Err(Stale::New),
        false => read.kept(run.known),
    };
    let lost = match kept {
        Ok((entry, rows)) if run.known.has(rows) => {
            return Outcome { entry, rows: Made::Kept(rows), lost: Vec::new() };
        }
        Err(Stale::Lost(lost)) => lost,
        _ => Vec::new(),
    };
    let (entry, rows) = Making::new(run, read.entry).make(work.first, read.pages);
    Outcome { entry, rows: Made::New(rows), lost }
}

/// Numbers and bytes of the sources of a document.
pub type Pages = Vec<(usize, Hashed<Vec<u8>>)>;

/// Makes a document of its sources.
pub type Convert = dyn Fn(&Plan<'_>, Pages) -> Result<Document, Failure> + Sync;

/// Makes a document as the library does.
pub fn document(plan: &Plan<'_>, mut pages: Pages) -> Result<Document, Failure> {
    let options = &plan.batch.options;
    let name = |at: usize| plan.sources[at].name.as_str();
    let made = if let [(at, bytes)] = &mut pages[..] {
        let bytes = std::mem::take(bytes);
        match &plan.sources[*at].record {
            Some(record) => recorded(plan, name(*at), record, bytes),
            None => timed(plan, name(*at), bytes, options),
        }
    } else {
        let pages: Vec<_> = pages.iter().map(|(at, bytes)| (name(*at), bytes.bytes())).collect();
        convert_pages(&pages, options)
    };
    made.map_err(|error| refused(&error))
}

/// A page of an archive, with what the archive says of it.
fn recorded(
    plan: &Plan<'_>,
    name: &str,
    record: &Record,
    bytes: Hashed<Vec<u8>>,
) -> Result<Document, Error> {
    let options = Options { charset: record.charset.clone(), ..plan.batch.options.clone() };
    let mut document = timed(plan, name, bytes, &options)?;
    document.source.url.clone_from(&record.url);
    record.truncated.iter().for_each(|reason| document.report_truncated(reason));
    Ok(document)
}

/// Converts a source, and notes how long each step took.
fn timed(
    plan: &Plan<'_>,
    name: &str,
    bytes: Hashed<Vec<u8>>,
    options: &Options,
) -> Result<Document, Error> {
    let mut laps = Laps::start();
    let made = convert_hashed(name, bytes, options, &mut |step, _| {
        laps.lap(step);
        ControlFlow::Continue(())
    });
    laps.end(name, &plan.times, plan.batch.verbose > 1);
    made
}

/// Why the library made no document.
pub fn refused(error: &Error) -> Failure {
    Failure::new(error.code(), error.to_string(), error.hint())
}

/// A defect of ours in one document must not end the run.
pub fn guarded<T>(work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|payload| {
        let message = format!("the program failed on this file: {}", reason(&*payload));
        Err(Failure::new("internal", message, "please report it with the file"))
    })
}

fn reason(payload: &(dyn Any + Send)) -> &str {
    let text = payload.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or("no reason given")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[expect(clippy::panic, reason = "the panic is what is tested")]
    fn a_panic_is_a_failure() {
        let failure = guarded::<()>(|| panic!("invariant {}", 7)).expect_err("it panicked");
        assert_eq!(failure.code, "internal");
        assert!(failure.message.ends_with("invariant 7"), "{}", failure.message);
    }
}
