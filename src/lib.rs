//! Reads Chinese government planning documents as the web really publishes them (hacked mirrors,
//! flattened tables, converted script, wrong charsets) and gives clean, traceable data.
//!
//! ```
//! let page = "<h1>云溪区规划</h1><p>第一章　总则</p><p>　　本规划自印发之日起施行。</p>";
//! let document = extract::convert("plan.html", page.as_bytes(), &extract::Options::default())?;
//! assert_eq!(document.sections[0].label.as_deref(), Some("第一章"));
//! # Ok::<(), extract::Error>(())
//! ```
//!
//! [`convert`] runs the whole [pipeline](PASSES) on the bytes of one source; [`write`](mod@write) turns the
//! result into JSON, Markdown and CSV. Input is never trusted: whatever the bytes, the result is a
//! [`Document`](document::Document) or an [`Error`], and every visible piece of the source is in it exactly once.

pub mod data;
pub mod decode;
pub mod diff;
pub mod document;
mod error;
pub mod pages;
pub mod pass;
mod pipeline;
pub mod read;
pub mod table;
pub mod unpack;
pub mod write;

pub use error::Error;
pub use pass::script::simplify;
pub use pipeline::{
    Hashed, Options, PASSES, Pass, READ, TIMEOUT, convert, convert_hashed, convert_pages,
    convert_until, convert_watched,
};
