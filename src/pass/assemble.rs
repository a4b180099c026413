//! The outline tree, and the document checked against itself.

use crate::Options;
use crate::document::Document;

/// Runs the pass.
pub fn run(_document: &mut Document, _options: &Options) {}
