//! What the document says in numbers: indicators, projects and quantities.

use crate::Options;
use crate::document::Document;

/// Runs the pass.
pub fn run(document: &mut Document, _options: &Options) {
    document.indicators.clear();
    document.projects.clear();
    document.quantities.clear();
}
