//! Blocks: the numbered visible pieces of a source, where they stood and what became of them.

use std::ops::Range;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Field, Heading};

/// One visible piece of text of the source: a line of plain text, a paragraph, a cell's line.
///
/// Its number is its place in [`Document::blocks`](super::Document::blocks).
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// Bytes of its text as published, in [`Text::published`].
    pub published: Range<u32>,
    /// Bytes of its text as cleaned so far, in [`Text::clean`].
    pub clean: Range<u32>,
    /// Where and how it stood in the source.
    pub layout: Layout,
    /// What it is, as far as the passes know.
    pub role: Role,
}

/// Text of all blocks in two buffers, so that no block owns a string.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Text {
    /// Text as published: decoded, references resolved, white space at the ends cut.
    pub published: String,
    /// Text as the passes have cleaned it.
    pub clean: String,
}

impl Text {
    /// Text of a block as published.
    pub fn published(&self, block: &Block) -> &str {
        slice(&self.published, &block.published)
    }

    /// Text of a block as cleaned so far.
    pub fn of(&self, block: &Block) -> &str {
        slice(&self.clean, &block.clean)
    }
}

fn slice<'a>(text: &'a str, range: &Range<u32>) -> &'a str {
    &text[range.start as usize..range.end as usize]
}

/// Whether a text is that of a block past the limit of lines, which many of them share: it is kept,
/// and nothing looked for in it. No other text has a line end.
pub fn is_of_many_lines(text: &str) -> bool {
    memchr::memchr(b'\n', text.as_bytes()).is_some()
}

/// Where and how a block stood in the source.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Layout {
    /// Line of the decoded source it starts on, counted from 1; 0 when the reader cannot tell.
    pub line: u32,
    /// Blank lines (text) or empty paragraphs and `<br>` (HTML) just before it.
    pub gap: u16,
    /// Columns of white space before it; a full-width space is two, `text-indent: 2em` is four.
    pub indent: u8,
    /// Centred by markup.
    pub centred: bool,
    /// All its characters are bold by markup.
    pub bold: bool,
    /// Hidden from readers of the page by markup or style.
    pub hidden: bool,
    /// The element that makes it.
    pub tag: Tag,
    /// Characters of it that stand in links.
    pub link_chars: u32,
    /// Innermost element in [`Document::containers`](super::Document::containers).
    pub container: u32,
    /// Innermost table cell it stands in: number of the grid and of the cell in it.
    pub cell: Option<(u32, u32)>,
}

/// The element that makes a block, as far as it says something about the text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Tag {
    /// A line of plain text.
    #[default]
    Line,
    /// `<p>`.
    Paragraph,
    /// `<h1>` to `<h6>`.
    Heading(u8),
    /// `<li>`, `<dt>`, `<dd>`.
    ListItem,
    /// `<td>` or `<th>` that holds the text directly.
    Cell,
    /// `<caption>`.
    Caption,
    /// `<pre>`, `<textarea>`.
    Preformatted,
    /// Any other element.
    Other,
}

/// An element of the page that holds blocks.
#[derive(Debug, Clone, PartialEq)]
pub struct Container {
    /// Number of the parent; the root is its own.
    pub parent: u32,
    /// Blocks inside it, first and one past the last.
    pub blocks: Range<u32>,
    /// What its tag, class and id say of it.
    pub hints: Hints,
}

/// What tag, class and id of an element say of its text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Hints {
    /// `nav`, `header`, `menu`, `crumb`…: the way around the site.
    pub navigation: bool,
    /// `footer`, `copyright`…
    pub footer: bool,
    /// `share`, `tools`, `print`, `qrcode`…
    pub widget: bool,
    /// `related`, `recommend`, `hot`, `aside`…
    pub related: bool,
    /// `comment`, `reply`…
    pub comment: bool,
    /// A class that content systems give the text itself (`TRS_Editor`, `zoom`…).
    pub content: bool,
    /// `<main>` or `<article>`.
    pub article: bool,
}

/// What a block is. Blocks start [`Unread`](Role::Unread); what nothing claims is a paragraph.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Role {
    /// No pass has said anything yet.
    #[default]
    Unread,
    /// Not part of the document.
    Removed(Reason),
    /// A value of the metadata.
    Metadata(Field),
    /// Title of the document, or of the plan behind a covering notice.
    Title,
    /// Title of the printed contents list, 目录.
    ContentsTitle,
    /// Line of the printed contents list.
    ContentsEntry,
    /// Heading of a section.
    Heading(Box<Heading>),
    /// Further line of the heading before it.
    HeadingLine,
    /// Title of a 专栏; the box reaches to the block before `end`.
    BoxTitle {
        /// One past the last block of the box.
        end: u32,
    },
    /// Further line of the box title before it.
    BoxTitleLine,
    /// Caption of the table with this number.
    TableCaption(u32),
    /// Unit line of the table with this number.
    TableUnit(u32),
    /// Cell of the table with this number.
    TableCell(u32),
    /// Note under the table with this number.
    TableNote(u32),
    /// Caption of a figure.
    Figure,
    /// A note that belongs to no table.
    Note,
    /// Item of a list.
    ListItem,
    /// Running text.
    Paragraph,
    /// Further line of the paragraph before it (hard-wrapped text).
    ParagraphLine,
}

/// Why a block is not part of the document.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Keywords and links of other sites.
    Spam,
    /// Hidden from readers of the page.
    Hidden,
    /// Menus, site lists, page numbers of a list.
    Navigation,
    /// The path to the page, 当前位置.
    Breadcrumb,
    /// Share, print, font size, read aloud, QR code.
    Widget,
    /// Copyright, record numbers, organiser.
    Footer,
    /// Links to other documents.
    Related,
    /// Readers' comments.
    Comment,
    /// Tags, templates or scripts shown as text.
    Markup,
    /// Page number, running head or foot of a printed page.
    PageFurniture,
    /// A second copy of text already there.
    Duplicate,
    /// Rules, dots and other lines without a word.
    Separator,
}
