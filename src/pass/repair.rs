//! Removes what was put between characters: zero-width and control characters, readings in brackets.

use crate::Options;
use crate::document::Document;

/// Runs the pass.
pub fn run(_document: &mut Document, _options: &Options) {}
