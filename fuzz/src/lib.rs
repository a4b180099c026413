//! What is fuzzed, and what it starts from.

pub mod seeds;
pub mod targets;

/// Parts of the program that are not in the library.
#[path = "../../src"]
mod program {
    pub mod line;
    pub mod stream;
    pub mod warc;
}

pub use program::{line, stream, warc};
