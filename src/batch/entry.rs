//! What a run remembers of a document or of sources that gave none.

use std::borrow::Cow;

use extract::document::Severity;
use extract::write::package::Written;
use serde::{Deserialize, Serialize};

/// A line of the manifest.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The folder of the document.
    pub place: String,
    /// Everything that decides what is made of the sources, as one hash.
    pub key: String,
    /// The sources that were read.
    pub sources: Vec<Input>,
    /// Sources that gave nothing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub failures: Vec<Failed>,
    /// What was found, when there is a document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found: Option<Tally>,
    /// The document's files.
    pub outputs: Vec<Output>,
    /// Where its rows stand in each file over all documents, counted from the first row.
    pub at: Vec<u64>,
    /// Bytes of its rows in each of those files.
    pub rows: Vec<u64>,
}

/// A source that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// Its path below the input folder.
    pub path: String,
    /// Its size.
    pub bytes: u64,
    /// SHA-256 of its bytes.
    pub sha256: String,
}

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Output {
    /// Its path below the output folder.
    pub path: String,
    /// Its size.
    pub bytes: u64,
    /// SHA-256 of its bytes.
    pub sha256: String,
}

impl Output {
    /// A file that may be there, with what is nobody knows.
    pub fn unsure(path: String) -> Self {
        Self { path, bytes: 0, sha256: String::new() }
    }
}

impl From<Written> for Output {
    fn from(Written { path, bytes, sha256 }: Written) -> Self {
        Self { path, bytes, sha256 }
    }
}

/// A source that gave nothing, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failed {
    /// Its path below the input folder.
    pub path: String,
    /// What happened.
    #[serde(flatten)]
    pub failure: Failure,
}

/// Why a source gave no document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// Stable name.
    pub code: Cow<'static, str>,
    /// What happened.
    pub message: String,
    /// What to do about it.
    pub hint: Cow<'static, str>,
}

/// Codes of failures that may be none the next time, though the source is the same.
const PASSING: [&str; 3] = ["changed", "timed-out", "unwritable"];

impl Failure {
    /// A failure with the words of the program.
    pub fn new(code: &'static str, message: String, hint: &'static str) -> Self {
        Self { code: code.into(), message, hint: hint.into() }
    }

    /// Whether another try may go better.
    pub fn may_pass(&self) -> bool {
        PASSING.contains(&&*self.code)
    }
}

/// Figures of a document for the summary.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Sections with a heading.
    pub headings: usize,
    /// Tables.
    pub tables: usize,
    /// Blocks removed.
    pub removed: usize,
    /// Diagnostics to look at.
    pub warnings: usize,
    /// The gravest diagnostic.
    pub worst: Option<Severity>,
}
