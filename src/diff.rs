//! What changed between two revisions of a document, as a person would say it. How a source was
//! published (script, spaces, punctuation, layout) is no change; neither is what a page says of
//! itself besides the document.
//!
//! Sections and boxes are paired first, then paragraphs, tables, and what stands in them; each pair
//! that differs, and each thing without a partner, is said once. All pairing is near-linear: equal
//! things by their numbers, the rest by what few others share, and tables of likenesses only for
//! stretches of bounded size.

mod cells;
mod change;
mod checks;
mod copies;
mod figures;
mod grid;
mod headings;
mod likeness;
mod metadata;
mod number;
mod outline;
mod pairs;
mod paragraphs;
mod projects;
pub mod report;
mod sections;
mod sequence;
mod tables;
mod tabular;
mod text;
mod token;
mod words;

pub use change::{
    Change, ChangeKind, Diff, Fate, FolderDiff, Group, NumberChange, Place, Run, SCHEMA_VERSION,
};

pub use copies::{Comparison, Copy, Reading, Spot, SpotKind, compare};

use crate::document::Document;

use headings::Sections;
use outline::{Outline, Sayings};

use tabular::Tabular;
use text::Texts;

/// Compares two revisions of a document.
pub fn diff(old: &Document, new: &Document) -> Diff {
    let mut numbers = Sayings::default();
    let (before, after) = (Outline::of(old, &mut numbers), Outline::of(new, &mut numbers));
    drop(numbers);
    let nodes = sections::pair(&before, &after);
    let paragraphs = paragraphs::pair(&before, &after, &nodes);
    let sections = Sections::new(&before, &after, &nodes);
    let texts = Texts::new(&sections, &paragraphs);
    let tables = Tabular::new(&sections, &paragraphs);
    let mut changes = metadata::changes(old, new);
    changes.extend(sections.changes(&|node, is_old| texts.with(node, is_old)));
    changes.extend(texts.changes());
    changes.extend(figures::changes(&sections));
    changes.extend(tables.changes());
    changes.extend(checks::changes(old, new, &tables.pairs));
    changes.sort_by_key(|change| change.kind.group());
    Diff {
        schema_version: SCHEMA_VERSION,
        old: old.source.path.clone(),
        new: new.source.path.clone(),
        changes,
    }
}
