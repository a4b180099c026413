//! Data tables, from markup and from cells printed one to a line.

use crate::Options;
use crate::document::Document;

/// Runs the pass.
pub fn run(_document: &mut Document, _options: &Options) {}
