//! Title, number, dates and the rest of what identifies the document.

use crate::Options;
use crate::document::Document;

/// Runs the pass.
pub fn run(_document: &mut Document, _options: &Options) {}
