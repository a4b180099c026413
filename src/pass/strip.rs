//! Labels what is not part of the document: spam, navigation, widgets, footers.

use crate::Options;
use crate::document::Document;

/// Runs the pass.
pub fn run(_document: &mut Document, _options: &Options) {}
