//! Why a source gives no document.

/// Why a source gives no document. The [code](Error::code) is stable; programs may rely on it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// No bytes, or nothing but white space.
    #[error("the file is empty")]
    Empty,
    /// Not text in any encoding known here.
    #[error("the file is binary ({0}), not HTML or text")]
    Binary(&'static str),
    /// Too many bytes that no encoding explains.
    #[error("no character encoding fits: {0}")]
    UnknownCharset(String),
    /// A wrapping that cannot be taken off: damaged, or without a page in it.
    #[error("the archive cannot be read: {0}")]
    BrokenArchive(String),
    /// Larger than a source may be, as it is or unpacked.
    #[error("the file has {bytes} bytes or more, over the limit of {limit}")]
    TooLarge {
        /// Size of the file.
        bytes: u64,
        /// Largest size that is read.
        limit: u64,
    },
    /// Not done in the time it may take.
    #[error("the time limit of {seconds} s was reached before the pass `{pass}`")]
    TimedOut {
        /// The limit.
        seconds: u64,
        /// The pass that was not begun.
        pass: &'static str,
    },
}

impl Error {
    /// Stable name of the error, as in `failures.csv`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Binary(_) => "binary",
            Self::BrokenArchive(_) => "broken-archive",
            Self::UnknownCharset(_) => "unknown-charset",
            Self::TooLarge { .. } => "too-large",
            Self::TimedOut { .. } => "timed-out",
        }
    }

    /// What the user can do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Empty => "fetch the page again",
            Self::Binary(_) => "convert it to HTML or text first",
            Self::BrokenArchive(_) => "fetch or save the page again",
            Self::UnknownCharset(_) => "save it as UTF-8 first",
            Self::TooLarge { .. } => "split the file, or raise `--max-bytes`",
            Self::TimedOut { .. } => "raise `--timeout`, or split the file",
        }
    }
}
