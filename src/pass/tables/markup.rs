//! Tables that the page marks up as such.

use super::draft::Draft;
use crate::document::Document;

/// The data tables of a page.
pub(super) fn find(_document: &Document) -> Vec<Draft> {
    Vec::new()
}
