//! What decides the result for a source, as one hash: equal keys give equal files.

use extract::document::hex;
use extract::{Options, TIMEOUT};
use ring::digest::{Context, SHA256, digest};

use super::Batch;
use super::entry::{Entry, Failed};
use super::walk::{Record, Source};

/// The program as it was built: its version, and a hash of its sources, word lists and dependencies.
pub const PROGRAM: &str =
    concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION"), " ", env!("EXTRACT_SOURCES"));

/// The part of a key that is the same for all sources of a run.
#[derive(Clone)]
pub struct Recipe(Context);

impl Recipe {
    /// The program and the options that matter to what is written.
    pub fn new(batch: &Batch) -> Self {
        // Named one by one, so that a new option is decided on here.
        let Batch {
            inputs: _,
            output: _,
            options,
            keep_extension: _, // it changes the place
            follow_links: _,   // what is not followed is a failure
            csv_bom,
            review,
            chunk_size,
            fail_on: _,
            jobs: _,
            memory: _,
            force: _,
            report: _,
            verbose: _,
        } = batch;
        // A document that was done in time is the same whatever time it had.
        let options = Options { timeout: TIMEOUT, ..options.clone() };
        let mut hash = Self(Context::new(&SHA256));
        hash.add(PROGRAM);
        hash.add(&format!("{options:?} {csv_bom} {review} {chunk_size}"));
        hash
    }

    /// The recipe by itself.
    pub fn name(&self) -> String {
        hex(self.0.clone().finish().as_ref())
    }

    /// The key of a document: what is read, what cannot be read, and where it goes.
    pub fn key<'a>(&self, entry: &Entry, sources: impl Iterator<Item = &'a Source>) -> String {
        let mut hash = self.clone();
        let Entry { place, sources: inputs, failures, .. } = entry;
        hash.add(place);
        // What an archive says of its pages.
        sources.for_each(|source| hash.add(&format!("{:?}", source.record.as_deref().map(said))));
        for input in inputs {
            hash.add(&input.path);
            hash.add(&input.sha256);
        }
        for Failed { path, failure } in failures {
            for text in [path, &*failure.code, &failure.message] {
                hash.add(text);
            }
        }
        hex(hash.0.finish().as_ref())
    }

    /// Adds a text so that no two lists of texts give the same bytes.
    fn add(&mut self, text: &str) {
        self.0.update(&(text.len() as u64).to_le_bytes());
        self.0.update(text.as_bytes());
    }
}

/// All but where it stands.
fn said(record: &Record) -> [&Option<String>; 3] {
    let Record { at: _, url, charset, truncated } = record;
    [url, charset, truncated]
}

/// SHA-256 in hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    hex(digest(&SHA256, bytes).as_ref())
}
