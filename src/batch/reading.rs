//! The sources of a document as they are read, and whether an earlier run has made the same of them.

use std::fs::{File, Metadata};
use std::io::{self, Read};

use extract::{Error, Hashed};

use super::archive;
use super::convert::{Pages, refused};
use super::entry::{Entry, Failed, Failure, Input};
use super::group::Work;
use super::known::{Known, Rows};
use super::plan::Plan;
use super::walk::{Broken, Source};

/// How often a file is read that is changed meanwhile.
const TRIES: usize = 3;

/// Sources as they were read.
pub struct Reading {
    /// Numbers and bytes of those that could be read.
    pub pages: Pages,
    /// What is known so far: nothing is made yet.
    pub entry: Entry,
}

impl Reading {
    /// Reads the sources of a document. Those that cannot be read are failures of their own.
    pub fn new(plan: &Plan<'_>, work: &Work) -> Self {
        let place = plan.place(work).to_owned();
        let (mut pages, mut entry) = (Vec::new(), Entry { place, ..Entry::default() });
        for at in work.pages() {
            let (source, path) = (&plan.sources[at], plan.sources[at].name.clone());
            match read(source, plan.batch.options.max_bytes) {
                Ok(bytes) => {
                    let bytes = Hashed::of(bytes);
                    let (size, sha256) = (bytes.bytes().len() as u64, bytes.sha256().to_owned());
                    entry.sources.push(Input { path, bytes: size, sha256 });
                    pages.push((at, bytes));
                }
                Err(failure) => entry.failures.push(Failed { path, failure }),
            }
        }
        entry.key = plan.recipe.key(&entry, work.pages().map(|at| &plan.sources[at]));
        Self { pages, entry }
    }

    /// What an earlier run made of the same, unless it must be made again.
    pub fn kept(&self, known: &Known) -> Result<(Entry, Rows), Stale> {
        let (entry, rows) = known.last(&self.entry.place).ok_or(Stale::New)?;
        if entry.key != self.entry.key {
            return Err(Stale::Changed);
        }
        if let Some(failed) = entry.failures.iter().find(|failed| failed.failure.may_pass()) {
            return Err(Stale::Failed(failed.failure.code.to_string()));
        }
        let lost: Vec<_> =
            entry.outputs.iter().filter_map(|output| known.changed(output)).collect();
        if lost.is_empty() { Ok((entry, rows)) } else { Err(Stale::Lost(lost)) }
    }
}

/// Why a document is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stale {
    /// No run has made it.
    New,
    /// Its sources or the options are others.
    Changed,
    /// It failed, and another try may go better.
    Failed(String),
    /// These of its files are not as they were written.
    Lost(Vec<String>),
}

impl Stale {
    /// What is to be said of the source, a line each.
    pub fn said(self, source: &str) -> Vec<String> {
        match self {
            Self::New => vec![format!("`{source}` is new")],
            Self::Changed => vec![format!("`{source}` was changed")],
            Self::Failed(code) => {
                vec![format!("`{source}` failed ({code}) and can be tried again")]
            }
            Self::Lost(lost) => lost,
        }
    }
}

/// Reads the file, but never more than the limit, however it grows.
pub fn read(source: &Source, limit: u64) -> Result<Vec<u8>, Failure> {
    match &source.broken {
        Some(Broken::Folder(reason)) => {
            let message = format!("the folder cannot be read: {reason}");
            return Err(Failure::new("unreadable", message, "check its permissions"));
        }
        Some(Broken::Archive(reason)) => {
            return Err(refused(&Error::BrokenArchive(reason.clone())));
        }
        Some(Broken::Outside) => {
            let message = "the link leads out of the input folder".to_owned();
            let hint = "name the file itself as input, or say `--follow-links`";
            return Err(Failure::new("outside", message, hint));
        }
        None => {}
    }
    if let Some(record) = &source.record {
        let response = archive::read(source, record, limit).map_err(|error| unread(&error))?;
        let gone = || Error::BrokenArchive("it changed since the run began".to_owned());
        return response.ok_or_else(gone).and_then(|one| one.body).map_err(|e| refused(&e));
    }
    for _ in 0..TRIES {
        let (bytes, is_settled) = whole(source, limit).map_err(|error| unread(&error))?;
        if bytes.len() as u64 > limit {
            let bytes = source.bytes.max(bytes.len() as u64);
            return Err(refused(&Error::TooLarge { bytes, limit }));
        }
        if is_settled {
            return Ok(bytes);
        }
    }
    let message = "the file was changed while it was read".to_owned();
    Err(Failure::new("changed", message, "run again when it is written"))
}

/// The bytes of a file, one more than the limit at most, and whether it stayed as it was.
fn whole(source: &Source, limit: u64) -> io::Result<(Vec<u8>, bool)> {
    let mut file = File::open(&source.file)?;
    let before = file.metadata()?;
    let mut bytes = Vec::with_capacity(usize::try_from(source.bytes.min(limit)).unwrap_or(0));
    file.by_ref().take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    let is_settled = is_same(&before, &file.metadata()?);
    Ok((bytes, is_settled))
}

/// Size and time of change; what is no file, such as a pipe, is what it gives.
fn is_same(before: &Metadata, after: &Metadata) -> bool {
    let facts = |facts: &Metadata| (facts.len(), facts.modified().ok());
    !before.is_file() || facts(before) == facts(after)
}

fn unread(error: &io::Error) -> Failure {
    let (code, hint) = match error.kind() {
        io::ErrorKind::NotFound => ("missing", "it was there when the run began; run again"),
        _ => ("unreadable", "check its permissions"),
    };
    Failure::new(code, format!("the file cannot be read: {error}"), hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_that_cannot_be_read() {
        let check = |source: &Source, limit, code: &str| {
            assert_eq!(read(source, limit).map_err(|failure| failure.code), Err(code.into()));
        };
        let there = Source {
            file: file!().into(),
            below: "a".into(),
            name: "a".to_owned(),
            bytes: 0,
            record: None,
            broken: None,
        };
        check(&Source { file: "no/such/file".into(), ..there.clone() }, 9, "missing");
        check(&Source { file: "src".into(), ..there.clone() }, 9, "unreadable");
        check(
            &Source { broken: Some(Broken::Folder("denied".to_owned())), ..there.clone() },
            9,
            "unreadable",
        );
        check(&there, 9, "too-large");
        assert!(read(&there, u64::MAX).is_ok());
    }

    #[test]
    fn a_file_that_is_written_to_is_not_settled() {
        let file = tempfile::NamedTempFile::new().expect("writable");
        let facts = || std::fs::metadata(file.path()).expect("it is there");
        let before = facts();
        assert!(is_same(&before, &facts()));
        std::io::Write::write_all(&mut file.as_file(), b"more").expect("writable");
        assert!(!is_same(&before, &facts()));
    }
}
