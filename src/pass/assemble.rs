//! The outline tree, made once from the labelled blocks, and the document checked against itself.

mod checks;
mod count;
mod references;
mod tree;

use crate::Options;
use crate::document::{Document, Removed, Role};

/// Runs the pass.
pub fn run(document: &mut Document, _options: &Options) {
    // A document that is all contents list has no sections, but a check of the list.
    if !document.sections.is_empty() || !document.checks.is_empty() {
        return;
    }
    let tree = tree::build(document);
    document.sections = tree.sections;
    document.figures = tree.figures;
    document.metadata.other = tree.remarks;
    for (table, section) in tree.table_sections {
        document.tables[table as usize].section = Some(section);
    }
    document.removed = removed(document);
    checks::run(document);
}

fn removed(document: &Document) -> Vec<Removed> {
    let blocks = document.blocks.iter().zip(0u32..);
    blocks
        .filter_map(|(block, number)| match block.role {
            Role::Removed(reason) => Some(Removed {
                reason,
                original: document.text.published(block).to_owned(),
                blocks: [number, number],
            }),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests;
