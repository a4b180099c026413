//! Several copies of one document: where they disagree, and which reading most of them have.
//!
//! The first copy is the measure of place only: every other is paired with it as two revisions are,
//! and what it does not have is paired among the others.

mod extra;
mod gather;
mod spots;

use schemars::JsonSchema;
use serde::Serialize;

use super::change::{Place, SCHEMA_VERSION};
use crate::document::Document;

/// Where copies of a document disagree.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Comparison {
    /// Version of this shape.
    pub schema_version: u32,
    /// The copies.
    pub copies: Vec<Copy>,
    /// Every disagreement, in the order of the document.
    pub spots: Vec<Spot>,
}

/// One of the copies.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Copy {
    /// What it is called: the path it was given by.
    pub name: String,
    /// Number of disagreements in which it does not have the reading most have.
    pub alone: usize,
}

/// A place where copies disagree.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Spot {
    /// What is read there.
    pub kind: SpotKind,
    /// The field, the headings, the table.
    pub subject: String,
    /// Where it is in the first copy that has it.
    pub place: Place,
    /// The words around it.
    pub context: Option<String>,
    /// Some reading is a number.
    pub is_number: bool,
    /// The readings, in the order of the copies.
    pub readings: Vec<Reading>,
    /// The reading that most copies have, by its place in `readings`; null for a tie.
    pub most: Option<usize>,
}

/// What is read at a place.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SpotKind {
    /// A field of the metadata.
    Metadata,
    /// A heading or the title of a box.
    Heading,
    /// Words of a paragraph, or the whole of it.
    #[default]
    Text,
    /// A caption of a table or figure.
    Caption,
    /// A cell of a table.
    Cell,
    /// A row of a table.
    Row,
    /// A note under a table.
    Note,
}

/// A reading, and which copies have it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Reading {
    /// The words; null where a copy has nothing there.
    pub text: Option<String>,
    /// The copies, by their place in `copies`.
    pub copies: Vec<usize>,
}

impl Spot {
    /// What is read, and where.
    pub fn title(&self) -> String {
        let kind = match self.kind {
            SpotKind::Metadata => "metadata",
            SpotKind::Heading => "heading",
            SpotKind::Text if self.is_number => "number",
            SpotKind::Text => "text",
            SpotKind::Caption => "caption",
            SpotKind::Cell => "cell",
            SpotKind::Row => "row",
            SpotKind::Note => "note",
        };
        if self.subject.is_empty() { kind.to_owned() } else { format!("{kind}: {}", self.subject) }
    }
}

impl Comparison {
    /// Names of some copies.
    pub fn names(&self, copies: &[usize]) -> String {
        let names: Vec<&str> = copies
            .iter()
            .filter_map(|copy| self.copies.get(*copy))
            .map(|copy| copy.name.as_str())
            .collect();
        names.join(", ")
    }
}

/// Compares copies of a document, each with its name.
pub fn compare(copies: &[(String, &Document)]) -> Comparison {
    let documents: Vec<&Document> = copies.iter().map(|(_, document)| *document).collect();
    let spots = gather::spots(&documents);
    let name = |(at, (name, _)): (usize, &(String, &Document))| {
        let alone =
            |spot: &&Spot| spot.most.is_some_and(|most| !spot.readings[most].copies.contains(&at));
        Copy { name: name.clone(), alone: spots.iter().filter(alone).count() }
    };
    let copies = copies.iter().enumerate().map(name).collect();
    Comparison { schema_version: SCHEMA_VERSION, copies, spots }
}
