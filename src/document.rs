//! The model: numbered blocks with their layout and role while passes work on them, and the
//! outline, tables and metadata that the writers read.
//!
//! Passes relabel blocks, they never delete one: every visible piece of the source is a
//! [`Block`] with one number, and ends with one [`Role`]. The parts that are written to
//! `document.json` derive `Serialize`; the working parts are skipped there.

mod append;
mod block;
mod decimal;
mod diagnostic;
mod grid;
mod indicator;
mod law;
mod measure;
mod metadata;
mod outline;
mod project;
mod quantity;
mod rewrite;
mod table;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use block::{Block, Container, Hints, Layout, Reason, Role, Tag, Text, is_of_many_lines};
pub use decimal::{Decimal, NotDecimal};
pub use diagnostic::{Diagnostic, Problem, Severity};
pub use grid::{Grid, GridCell};
pub use indicator::{Indicator, IndicatorValue, ValueRole};
pub use law::breaches;
pub use measure::{Comparator, Sense};
pub use metadata::{DocumentKind, Field, Metadata, Period, Remark};
pub use outline::{
    Content, ContentsEntry, Figure, Heading, HeadingKind, Removed, Section, SectionKind,
};
pub use project::{Amount, Project};
pub use quantity::Quantity;
pub use rewrite::Tally;
pub use table::{Check, CheckKind, Column, ColumnRole, ColumnType, Merge, Origin, Table};

/// Version of the shape of `document.json`; raised when a name is dropped or changes its meaning.
pub const SCHEMA_VERSION: u32 = 1;

/// First and last block number of a piece of the document, both inclusive.
pub type BlockRange = [u32; 2];

/// One source and all that was found in it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Document {
    /// Version of this shape, [`SCHEMA_VERSION`].
    pub schema_version: u32,
    /// The file it came from.
    pub source: Source,
    /// How far the document can be trusted as a whole.
    pub status: Status,
    /// Title, number, dates and the rest of what identifies the document.
    pub metadata: Metadata,
    /// The printed table of contents, in its own order.
    pub contents: Vec<ContentsEntry>,
    /// The outline with the text under it.
    pub sections: Vec<Section>,
    /// All data tables, in reading order.
    pub tables: Vec<Table>,
    /// Captions of figures, in reading order.
    pub figures: Vec<Figure>,
    /// Rows of the indicator tables, in reading order.
    pub indicators: Vec<Indicator>,
    /// Projects of tables and lists, in reading order.
    pub projects: Vec<Project>,
    /// Quantities of the running text, in reading order.
    pub quantities: Vec<Quantity>,
    /// What is not part of the document, each piece with the reason.
    pub removed: Vec<Removed>,
    /// What the document says of itself, checked: contents list, numbering, counts. Checks of a
    /// table stand with the table.
    pub checks: Vec<Check>,
    /// Every doubt and failed check.
    pub diagnostics: Vec<Diagnostic>,

    /// The numbered blocks with what the passes say of them.
    #[serde(skip)]
    pub blocks: Vec<Block>,
    /// Text of the blocks, as published and as cleaned.
    #[serde(skip)]
    pub text: Text,
    /// Elements of the page that hold blocks, parents before children; empty for plain text.
    #[serde(skip)]
    pub containers: Vec<Container>,
    /// Every `<table>` of the page with its spans resolved, in the order of their start tags.
    #[serde(skip)]
    pub grids: Vec<Grid>,
    /// `<title>` and `<meta>` of the page: lower-case name and content, in page order.
    #[serde(skip)]
    pub page_fields: Vec<(String, String)>,
}

/// The file a document came from.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Source {
    /// Path below the input folder, `/` between its parts.
    pub path: String,
    /// Where it was fetched from, where a web archive or the record of a stream tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Size in bytes.
    pub bytes: u64,
    /// SHA-256 of the bytes, lower-case hexadecimal.
    pub sha256: String,
    /// `text/html` or `text/plain`, by the bytes.
    pub media_type: MediaType,
    /// Name of the character encoding (WHATWG), `GB18030` for everything of the GB family.
    pub encoding: String,
    /// The script the source is written in.
    pub script: Script,
    /// Kinds of damage met, sorted, each once.
    pub damage: Vec<Damage>,
    /// The pages of a document that goes on over several files, in order; then `path` is that of
    /// the first, `bytes` the sum, and `sha256` that of all their bytes. Not there for one file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Part>,
}

/// One of the files of a document that goes on over several.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Part {
    /// Path below the input folder, `/` between its parts.
    pub path: String,
    /// Size in bytes.
    pub bytes: u64,
    /// SHA-256 of the bytes, lower-case hexadecimal.
    pub sha256: String,
    /// Its blocks.
    pub blocks: Option<BlockRange>,
}

impl Source {
    /// Notes a kind of damage once, keeping the list sorted.
    pub fn add_damage(&mut self, damage: Damage) {
        if let Err(place) = self.damage.binary_search(&damage) {
            self.damage.insert(place, damage);
        }
    }
}

/// What the bytes of a source are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum MediaType {
    /// HTML markup.
    #[serde(rename = "text/html")]
    Html,
    /// Lines of text.
    #[default]
    #[serde(rename = "text/plain")]
    Plain,
}

/// The script of a source before it was normalised.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Script {
    /// Mainland Simplified Chinese; left as published.
    Simplified,
    /// Traditional Chinese, or Simplified turned to it.
    Traditional,
    /// Parts of both.
    Mixed,
    /// Neither: no Chinese text, or another language that uses Han characters.
    #[default]
    None,
}

/// How far a document can be trusted as a whole.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Nothing suggests that something is missing.
    #[default]
    Ok,
    /// Something was cut off or is unsure; the diagnostics say what.
    Partial,
    /// The page only announces a document that is attached to it.
    BodyInAttachment,
    /// A list of links, a tag page, spam: no document of its own.
    NotADocument,
}

/// A kind of damage done to the source on its way to us.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Damage {
    /// Bytes that do not decode, or were decoded with another encoding before.
    BrokenEncoding,
    /// Text hidden from readers of the page.
    HiddenText,
    /// Chinese punctuation made ASCII.
    AsciiPunctuation,
    /// Lines of a paragraph broken at the page width.
    HardWrapped,
    /// Readings put in brackets behind characters.
    PinyinInserted,
    /// Simplified turned to Traditional.
    ScriptConverted,
    /// Keyword banners and links of other sites.
    Spam,
    /// Tables printed one cell to a line.
    TablesFlattened,
    /// Zero-width or control characters inside text.
    StrayCharacters,
}

/// A hash as it is written: lower-case hexadecimal.
pub fn hex(digest: &[u8]) -> String {
    digest.iter().fold(String::with_capacity(digest.len() * 2), |mut text, byte| {
        text.extend(
            [byte >> 4, byte & 15]
                .map(|nibble| char::from(b"0123456789abcdef"[usize::from(nibble)])),
        );
        text
    })
}

impl Document {
    /// Notes a problem found at these blocks.
    pub fn report(&mut self, problem: &Problem, blocks: Option<BlockRange>) {
        self.diagnostics.push(Diagnostic::new(problem, blocks));
    }

    /// Notes a problem unless one of its kind was noted before: for what stays in the text.
    pub fn report_once(&mut self, problem: &Problem, blocks: Option<BlockRange>) {
        if !self.diagnostics.iter().any(|one| one.code == problem.code()) {
            self.report(problem, blocks);
        }
    }

    /// Notes what a limit cut off, once.
    pub fn report_limit(&mut self, what: String) {
        let found = Diagnostic::new(&Problem::LimitReached { what }, None);
        if !self.diagnostics.contains(&found) {
            self.diagnostics.push(found);
        }
    }

    /// Notes that the source held a part of the page only.
    pub fn report_truncated(&mut self, reason: &str) {
        self.report(&Problem::SourceTruncated { reason: reason.to_owned() }, None);
        if self.status == Status::Ok {
            self.status = Status::Partial;
        }
    }

    /// Cleaned text of the block with this number.
    pub fn clean(&self, number: usize) -> &str {
        self.text.of(&self.blocks[number])
    }
}
