//! The pipeline on one screen: bytes are decoded, read into numbered blocks, and relabelled by
//! one pass after the other.

use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use ring::digest::{Context, SHA256, digest};

use crate::document::{Document, Problem, SCHEMA_VERSION, Source, Status, hex};
use crate::pages::{Name, Page};
use crate::read::Limits;
use crate::unpack::unpack;
use crate::{Error, decode, pages, pass, read};

/// Time a document may take unless told: that of a hundred of the largest real ones.
pub const TIMEOUT: Duration = Duration::from_secs(600);

/// What a user may choose about a conversion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Leave ASCII punctuation between Chinese characters as published.
    pub keep_punctuation: bool,
    /// Largest source that is read, in bytes, as it is and unpacked.
    pub max_bytes: u64,
    /// What a source may cost to read.
    pub limits: Limits,
    /// Time a document may take. It is looked at before every step, none is broken off.
    pub timeout: Duration,
    /// Encoding that the server declared; it goes before what the page says of itself.
    pub charset: Option<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            keep_punctuation: false,
            max_bytes: decode::MOST_BYTES as u64,
            limits: Limits::default(),
            timeout: TIMEOUT,
            charset: None,
        }
    }
}

/// A step of the pipeline: total, linear in its input, idempotent.
#[derive(Debug, Clone, Copy)]
pub struct Pass {
    /// Its name, as `--until` takes it.
    pub name: &'static str,
    /// What it does, in one line.
    pub about: &'static str,
    /// It judges a page by itself: it runs before the pages of a document are joined.
    pub each_page: bool,
    /// It looks for parts of a document, so a page that is none is left as it is.
    pub needs_document: bool,
    /// The pass itself.
    pub run: fn(&mut Document, &Options),
}

impl Pass {
    /// Runs the pass, unless it has nothing to do on a page that is no document.
    pub fn apply(&self, document: &mut Document, options: &Options) {
        if !self.needs_document || document.status != Status::NotADocument {
            (self.run)(document, options);
        }
    }
}

/// Name of the step before the passes: the source as numbered blocks.
pub const READ: &str = "read";

/// The passes in the order they run, after decoding and reading.
pub const PASSES: &[Pass] = &[
    Pass {
        name: "repair",
        about: "removes stray characters and readings in brackets",
        each_page: true,
        needs_document: false,
        run: pass::repair::run,
    },
    Pass {
        name: "strip",
        about: "labels spam, navigation, widgets and footers",
        each_page: true,
        needs_document: false,
        run: pass::strip::run,
    },
    Pass {
        name: "script",
        about: "turns Traditional script to Simplified, restores punctuation",
        each_page: false,
        needs_document: false,
        run: pass::script::run,
    },
    Pass {
        name: "metadata",
        about: "finds title, number, dates and the rest",
        each_page: false,
        needs_document: true,
        run: pass::metadata::run,
    },
    Pass {
        name: "lines",
        about: "sets page numbers aside and joins lines broken at the page width",
        each_page: false,
        needs_document: true,
        run: pass::lines::run,
    },
    Pass {
        name: "contents",
        about: "recognises the printed contents list",
        each_page: false,
        needs_document: true,
        run: pass::contents::run,
    },
    Pass {
        name: "headings",
        about: "finds headings and their levels",
        each_page: false,
        needs_document: true,
        run: pass::headings::run,
    },
    Pass {
        name: "boxes",
        about: "finds 专栏 and how far they reach",
        each_page: false,
        needs_document: true,
        run: pass::boxes::run,
    },
    Pass {
        name: "tables",
        about: "takes tables from markup and rebuilds flattened ones",
        each_page: false,
        needs_document: true,
        run: pass::tables::run,
    },
    Pass {
        name: "paragraphs",
        about: "labels running text, list items, notes and figures",
        each_page: false,
        needs_document: false,
        run: pass::paragraphs::run,
    },
    Pass {
        name: "assemble",
        about: "builds the outline and checks the document against itself",
        each_page: false,
        needs_document: false,
        run: pass::assemble::run,
    },
    Pass {
        name: "interpret",
        about: "reads indicators, projects and quantities",
        each_page: false,
        needs_document: true,
        run: pass::interpret::run,
    },
];

/// Converts the bytes of one source; `path` names it in the result. Bytes that are handed over are
/// gone as soon as they are read.
///
/// # Errors
/// When the bytes hold no text: see [`Error`].
pub fn convert(path: &str, bytes: impl AsRef<[u8]>, options: &Options) -> Result<Document, Error> {
    convert_until(path, bytes, options, None)
}

/// Converts, but stops after the step with this name: `read` or the name of a pass.
///
/// # Errors
/// When the bytes hold no text: see [`Error`].
pub fn convert_until(
    path: &str,
    bytes: impl AsRef<[u8]>,
    options: &Options,
    until: Option<&str>,
) -> Result<Document, Error> {
    convert_watched(path, bytes, options, &mut |step, _| {
        if until == Some(step) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })
}

/// Converts and shows the document to `watch` after each step, which may end the work there. The
/// first step is [`READ`], the others are the [`PASSES`].
///
/// # Errors
/// When the bytes hold no text: see [`Error`].
pub fn convert_watched(
    path: &str,
    bytes: impl AsRef<[u8]>,
    options: &Options,
    watch: &mut dyn FnMut(&'static str, &Document) -> ControlFlow<()>,
) -> Result<Document, Error> {
    convert_hashed(path, Hashed::of(bytes), options, watch)
}

/// The bytes of a source with their SHA-256, for who needs it before the document is made.
#[derive(Debug, Clone, Default)]
pub struct Hashed<B> {
    bytes: B,
    sha256: String,
}

impl<B: AsRef<[u8]>> Hashed<B> {
    /// Hashes the bytes.
    pub fn of(bytes: B) -> Self {
        let sha256 = hex(digest(&SHA256, bytes.as_ref()).as_ref());
        Self { bytes, sha256 }
    }

    /// The bytes.
    pub fn bytes(&self) -> &[u8] {
        self.bytes.as_ref()
    }

    /// Their SHA-256 in hexadecimal digits.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }
}

/// [`convert_watched`] for bytes that were hashed before.
///
/// # Errors
/// When the bytes hold no text: see [`Error`].
pub fn convert_hashed(
    path: &str,
    source: Hashed<impl AsRef<[u8]>>,
    options: &Options,
    watch: &mut dyn FnMut(&'static str, &Document) -> ControlFlow<()>,
) -> Result<Document, Error> {
    let clock = Clock::start(options);
    let (mut document, page) = begin(path, source.bytes(), options)?;
    document.source.sha256 = source.sha256;
    drop(source.bytes);
    let mut flow = watch(READ, &document);
    for pass in PASSES {
        if flow.is_break() {
            return Ok(document);
        }
        clock.check(pass)?;
        pass.apply(&mut document, options);
        flow = watch(pass.name, &document);
    }
    report_missing(&mut document, &[(Name::new(path), page)]);
    Ok(document)
}

/// Converts the pages of one document, path and bytes of each in order. Pages that they link to
/// and that are not among them are reported, and make the document partial.
///
/// # Errors
/// When one of them holds no text, or all together are too large: see [`Error`].
pub fn convert_pages(pages: &[(&str, &[u8])], options: &Options) -> Result<Document, Error> {
    let size = pages.iter().map(|(_, bytes)| bytes.len()).sum::<usize>();
    if size > decode::MOST_BYTES {
        let limit = decode::MOST_BYTES as u64;
        return Err(Error::TooLarge { bytes: size as u64, limit });
    }
    let clock = Clock::start(options);
    let [(path, bytes), further @ ..] = pages else { return Err(Error::Empty) };
    let (mut document, page) = one_page(path, bytes, options)?;
    let mut said = vec![(Name::new(path), page)];
    document.begin_parts();
    for (path, bytes) in further {
        let (next, page) = one_page(path, bytes, options)?;
        document.append(next);
        said.push((Name::new(path), page));
    }
    let mut all = Context::new(&SHA256);
    pages.iter().for_each(|(_, bytes)| all.update(bytes));
    document.source.sha256 = hex(all.finish().as_ref());
    for pass in PASSES.iter().filter(|pass| !pass.each_page) {
        clock.check(pass)?;
        pass.apply(&mut document, options);
    }
    report_missing(&mut document, &said);
    Ok(document)
}

/// How long a document has taken.
struct Clock {
    started: Instant,
    timeout: Duration,
}

impl Clock {
    fn start(options: &Options) -> Self {
        Self { started: Instant::now(), timeout: options.timeout }
    }

    /// Whether there is time for this pass.
    fn check(&self, pass: &Pass) -> Result<(), Error> {
        if self.started.elapsed() < self.timeout {
            return Ok(());
        }
        Err(Error::TimedOut { seconds: self.timeout.as_secs(), pass: pass.name })
    }
}

/// One of several pages, as far as it is judged by itself, and what it says of the others.
fn one_page(path: &str, bytes: &[u8], options: &Options) -> Result<(Document, Page), Error> {
    let (mut document, page) = begin(path, bytes, options)?;
    document.source.sha256 = Hashed::of(bytes).sha256;
    for pass in PASSES.iter().filter(|pass| pass.each_page) {
        pass.apply(&mut document, options);
    }
    Ok((document, page))
}

/// Says which pages are not there, unless it is a list that goes on and no document.
fn report_missing(document: &mut Document, pages: &[(Name<'_>, Page)]) {
    let missing = pages::missing(pages);
    if !missing.is_empty() && document.status != Status::NotADocument {
        document.report(&Problem::PageMissing { names: missing.join(", ") }, None);
        document.status = Status::Partial;
    }
}

/// Unpacks and decodes the bytes, reads what they say of further pages, and reads them into blocks.
/// Their hash is left to the caller.
fn begin(path: &str, bytes: &[u8], options: &Options) -> Result<(Document, Page), Error> {
    let unpacked = unpack(bytes, options.max_bytes)?;
    let decoded = decode::decode_declared(&unpacked, options.charset.as_deref())?;
    let page = Page::new(&Name::new(path), &decoded.text);
    let mut document = Document {
        schema_version: SCHEMA_VERSION,
        source: Source { path: path.to_owned(), bytes: bytes.len() as u64, ..Source::default() },
        ..Document::default()
    };
    read::read(decoded, &options.limits, &mut document);
    Ok((document, page))
}
