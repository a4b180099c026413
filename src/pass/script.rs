//! Traditional to mainland Simplified by document, and Chinese punctuation restored.

use crate::Options;
use crate::document::Document;

/// Runs the pass.
pub fn run(_document: &mut Document, _options: &Options) {}
