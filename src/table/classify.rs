//! Data tables told apart from layout.

use crate::document::Document;

/// For each block: whether it stands in a data table.
pub fn blocks_in_data_tables(document: &Document) -> Vec<bool> {
    vec![false; document.blocks.len()]
}
