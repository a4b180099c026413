//! The outline: headings as the passes label them, and the tree of sections made from them.

use std::ops::Range;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{BlockRange, Reason};

/// What the headings pass says of a block.
#[derive(Debug, Clone, PartialEq)]
pub struct Heading {
    /// What it numbers.
    pub kind: HeadingKind,
    /// 1 for the document's outermost style, growing by one per style.
    pub level: u8,
    /// Bytes of its block's clean text that are the label; empty where there is none.
    pub label: Range<u32>,
    /// Bytes of its block's clean text that are its (first line of the) title.
    pub title: Range<u32>,
    /// Text that follows on the same line and is the section's first paragraph.
    pub run_in: Option<Range<u32>>,
    /// A heading of a deeper style that follows on the same line.
    pub next: Option<Box<Heading>>,
}

/// What a heading numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HeadingKind {
    /// 第X篇, 第X编, 第X部分.
    Part,
    /// 第X章.
    Chapter,
    /// 第X节.
    Section,
    /// 第X条; its text follows on the line.
    Article,
    /// 一、 or （一） or 1. where they are headings.
    Item,
    /// Items under the level below an item's.
    Subitem,
    /// 附表, 附图, 附件.
    Appendix,
}

/// An entry of the printed table of contents.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ContentsEntry {
    /// Level by the order of numbering styles in the list, from 1.
    pub level: u8,
    /// Numbering as published.
    pub label: Option<String>,
    /// Title without label, leaders and page number.
    pub title: String,
    /// Page it names.
    pub page: Option<u32>,
    /// Where it stands.
    pub blocks: BlockRange,
}

/// What a section is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SectionKind {
    /// The covering letter.
    Notice,
    /// Body before the first heading.
    Preamble,
    /// 篇, 编, 部分.
    Part,
    /// 章.
    Chapter,
    /// 节.
    Section,
    /// 条.
    Article,
    /// 一、 or （一） or 1. below the styles above.
    Item,
    /// Below an item's own numbering.
    Subitem,
    /// 附表, 附图, 附件.
    Appendix,
}

impl From<HeadingKind> for SectionKind {
    fn from(kind: HeadingKind) -> Self {
        match kind {
            HeadingKind::Part => Self::Part,
            HeadingKind::Chapter => Self::Chapter,
            HeadingKind::Section => Self::Section,
            HeadingKind::Article => Self::Article,
            HeadingKind::Item => Self::Item,
            HeadingKind::Subitem => Self::Subitem,
            HeadingKind::Appendix => Self::Appendix,
        }
    }
}

/// A heading with everything under it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Section {
    /// Path of ordinals among siblings (`4/1/2`), stable while the outline above stands.
    pub id: String,
    /// What it is.
    pub kind: SectionKind,
    /// 1 for the document's outermost heading style, growing by one per style.
    pub level: u8,
    /// Numbering as published.
    pub label: Option<String>,
    /// Title in one line; empty where the source has none.
    pub title: String,
    /// Blocks from its heading to the end of its last sub-section.
    pub blocks: BlockRange,
    /// What stands before its first sub-section, in reading order.
    pub content: Vec<Content>,
    /// Sub-sections, in reading order.
    pub sections: Vec<Section>,
}

/// A piece of a section or box.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Content {
    /// Running text.
    Paragraph {
        /// The whole text.
        text: String,
        /// The run-in heading it starts with.
        #[serde(skip_serializing_if = "Option::is_none")]
        lead: Option<String>,
        /// Where it stands.
        blocks: BlockRange,
    },
    /// Item of a list, with its mark.
    ListItem {
        /// The whole text.
        text: String,
        /// The run-in heading it starts with.
        #[serde(skip_serializing_if = "Option::is_none")]
        lead: Option<String>,
        /// Where it stands.
        blocks: BlockRange,
    },
    /// A table of [`Document::tables`](super::Document::tables).
    Table {
        /// Its id.
        table: String,
        /// Where it stands.
        blocks: BlockRange,
    },
    /// A figure of [`Document::figures`](super::Document::figures).
    Figure {
        /// Its label.
        label: String,
        /// Where it stands.
        blocks: BlockRange,
    },
    /// A note that belongs to no table.
    Note {
        /// Its text.
        text: String,
        /// Where it stands.
        blocks: BlockRange,
    },
    /// A 专栏, where it stands in the text.
    Box {
        /// Numbering as published, `专栏4-1`.
        label: String,
        /// Title in one line.
        title: String,
        /// What it holds.
        content: Vec<Content>,
        /// Where it stands.
        blocks: BlockRange,
    },
}

/// A figure's caption; the picture itself is not read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Figure {
    /// Numbering as published, `图1`.
    pub label: String,
    /// Caption without the label.
    pub caption: String,
    /// Where it stands.
    pub blocks: BlockRange,
}

/// A piece of the source that is not part of the document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Removed {
    /// Why.
    pub reason: Reason,
    /// Text as published.
    pub original: String,
    /// Where it stands.
    pub blocks: BlockRange,
}

impl Section {
    /// What stands in it in reading order, without its sub-sections; a box comes before what it
    /// holds. Boxes in boxes cost no recursion.
    pub fn pieces(&self) -> impl Iterator<Item = &Content> {
        let mut open: Vec<&Content> = self.content.iter().rev().collect();
        std::iter::from_fn(move || {
            let piece = open.pop()?;
            if let Content::Box { content, .. } = piece {
                open.extend(content.iter().rev());
            }
            Some(piece)
        })
    }
}

impl Content {
    /// Where it stands.
    pub fn blocks(&self) -> &BlockRange {
        match self {
            Self::Paragraph { blocks, .. }
            | Self::ListItem { blocks, .. }
            | Self::Table { blocks, .. }
            | Self::Figure { blocks, .. }
            | Self::Note { blocks, .. }
            | Self::Box { blocks, .. } => blocks,
        }
    }
}
