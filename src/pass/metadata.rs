//! Title, number, dates and the rest of what identifies the document.

mod kind;
mod labels;
mod number;
mod period;
mod region;

use crate::Options;
use crate::document::Document;

/// Runs the pass.
pub fn run(_document: &mut Document, _options: &Options) {}
