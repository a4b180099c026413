//! What a comparison says: one flat entry for each change, the same shape for every kind.

use schemars::JsonSchema;
use serde::Serialize;

use crate::document::{BlockRange, Decimal};

/// Version of the shape of what `extract diff --json` and `extract compare --json` print.
pub const SCHEMA_VERSION: u32 = 1;

/// What changed between two revisions of a document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Diff {
    /// Version of this shape.
    pub schema_version: u32,
    /// Path of the old source.
    pub old: String,
    /// Path of the new source.
    pub new: String,
    /// Every change: metadata first, then the outline, text, tables, indicators, projects and
    /// checks, each in the order of the document.
    pub changes: Vec<Change>,
}

/// What changed between two folders of documents.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct FolderDiff {
    /// Version of this shape.
    pub schema_version: u32,
    /// Documents that only the old folder has.
    pub only_old: Vec<String>,
    /// Documents that only the new folder has.
    pub only_new: Vec<String>,
    /// Documents of both that differ.
    pub documents: Vec<Diff>,
    /// Number of documents of both that say the same.
    pub same: usize,
}

/// One change.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Change {
    /// What happened.
    pub kind: ChangeKind,
    /// What it happened to: the field, the heading, the caption, the row, the indicator.
    pub subject: String,
    /// What of it: the metadata field, the column, `target`, `baseline`, `attribute`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// Where it is in the old document; null where it is not there.
    pub old_place: Option<Place>,
    /// Where it is in the new document; null where it is not there.
    pub new_place: Option<Place>,
    /// How it was.
    pub old: Option<String>,
    /// How it is.
    pub new: Option<String>,
    /// Old and new text in one, in runs of words that stayed, went and came.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<Run>,
    /// Numbers that changed, each with the difference.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub numbers: Vec<NumberChange>,
}

/// Where something stands in a document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Place {
    /// Id of the section.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// Headings from the outermost to its own, ` > ` between them.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub headings: String,
    /// Id of the table.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub table: Option<String>,
    /// Row of the table's `rows`, from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<u32>,
    /// Column of the table, from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<u32>,
    /// Its blocks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub blocks: Option<BlockRange>,
}

/// Words of a changed text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Run {
    /// Whether they stayed, went or came.
    pub fate: Fate,
    /// The words; those that stayed as the new text prints them.
    pub text: String,
}

/// What became of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// In both.
    Same,
    /// Only in the old text.
    Old,
    /// Only in the new text.
    New,
}

/// A number that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NumberChange {
    /// The old number.
    pub old: Decimal,
    /// The new number.
    pub new: Decimal,
    /// The unit both have, where it is known.
    pub unit: Option<String>,
    /// New less old, exact.
    pub difference: Decimal,
    /// The difference in percent of the old number, to two decimals; null where that is 0.
    pub percent: Option<Decimal>,
}

/// Declares [`ChangeKind`] with the name in JSON and the words for people side by side.
macro_rules! kinds {
    ($($name:ident $group:ident $words:literal;)*) => {
        /// What happened.
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum ChangeKind {
            #[default]
            $(#[doc = $words] $name,)*
        }

        impl ChangeKind {
            /// Every kind, in the order of reports.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// What happened, in words.
            pub fn words(self) -> &'static str {
                match self { $(Self::$name => $words),* }
            }

            /// The part of the report it stands in.
            pub fn group(self) -> Group {
                match self { $(Self::$name => Group::$group),* }
            }
        }
    };
}

kinds! {
    MetadataChanged Metadata "metadata changed";
    SectionAdded Outline "section added";
    SectionRemoved Outline "section removed";
    SectionRenamed Outline "section renamed";
    SectionMoved Outline "section moved";
    SectionRenumbered Outline "section renumbered";
    BoxAdded Outline "box added";
    BoxRemoved Outline "box removed";
    BoxRenamed Outline "box renamed";
    BoxMoved Outline "box moved";
    BoxRenumbered Outline "box renumbered";
    ParagraphAdded Text "paragraph added";
    ParagraphRemoved Text "paragraph removed";
    ParagraphChanged Text "paragraph changed";
    ParagraphMoved Text "paragraph moved";
    ParagraphSplit Text "paragraph split";
    ParagraphsMerged Text "paragraphs merged";
    FigureAdded Text "figure added";
    FigureRemoved Text "figure removed";
    FigureChanged Text "figure changed";
    TableAdded Tables "table added";
    TableRemoved Tables "table removed";
    TableMoved Tables "table moved";
    CaptionChanged Tables "caption changed";
    TableRenumbered Tables "table renumbered";
    TableUnitChanged Tables "unit of the table changed";
    ColumnAdded Tables "column added";
    ColumnRemoved Tables "column removed";
    ColumnRenamed Tables "column renamed";
    ColumnMoved Tables "column moved";
    RowAdded Tables "row added";
    RowRemoved Tables "row removed";
    RowMoved Tables "row moved";
    CellChanged Tables "cell changed";
    NoteAdded Tables "note added";
    NoteRemoved Tables "note removed";
    NoteChanged Tables "note changed";
    IndicatorAdded Indicators "indicator added";
    IndicatorRemoved Indicators "indicator removed";
    IndicatorChanged Indicators "indicator changed";
    ProjectAdded Projects "project added";
    ProjectRemoved Projects "project removed";
    CheckFails Checks "check fails now";
    CheckHolds Checks "check holds again";
}

/// A part of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// Title, number, dates and the rest.
    Metadata,
    /// Headings and 专栏.
    Outline,
    /// Paragraphs and figures.
    Text,
    /// Tables.
    Tables,
    /// Indicators.
    Indicators,
    /// Projects.
    Projects,
    /// Checks.
    Checks,
}

impl Group {
    /// Its heading in a report.
    pub fn heading(self) -> &'static str {
        match self {
            Self::Metadata => "Metadata",
            Self::Outline => "Outline",
            Self::Text => "Text",
            Self::Tables => "Tables",
            Self::Indicators => "Indicators",
            Self::Projects => "Projects",
            Self::Checks => "Checks",
        }
    }
}
