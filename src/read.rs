//! Decoded text to numbered blocks with layout hints.

mod html;
mod text;

pub use text::read as text;

use crate::decode::Decoded;
use crate::document::{Block, Damage, Document, Layout, MediaType, Problem, Role, Status};

/// What a source may cost; no real one comes near.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Elements of a page that are open at a time, those that the parser opens anew included: it is
    /// quadratic in them. One real page reaches 811, the median is 14. Elements nested deeper are
    /// read as their text alone.
    pub depth: usize,
    /// Elements of a page: about a gigabyte. Those past it are read as their text alone. A page has
    /// at most one for every two bytes, and 50,000 in any case.
    pub elements: usize,
    /// Attributes of a tag. Those past it are ignored.
    pub attributes: usize,
    /// Lines that are not blank. Those past it are not read, and the document is partial.
    pub lines: usize,
    /// Cells of all tables that a page marks up, a merged one counted in every place it covers. The
    /// first table that does not fit and those behind it are read as their text alone.
    pub cells: usize,
    /// Headings. Those past it are read as text.
    pub headings: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            depth: 1_024,
            elements: 10_000_000,
            attributes: 256,
            lines: 4_000_000,
            cells: 4_000_000,
            headings: 1_000_000,
        }
    }
}

/// Says that the rest of the source is not read.
fn cut(document: &mut Document, lines: usize, end: &str) {
    document.report_limit(format!("only the first {lines} lines are read; {end}"));
    document.status = Status::Partial;
}

/// Fills `document` with the blocks of the decoded source: HTML when the text looks like markup,
/// whatever the file is called, else one block for each line that is not blank.
pub fn read(decoded: Decoded<'_>, limits: &Limits, document: &mut Document) {
    document.source.encoding = decoded.encoding.to_owned();
    for problem in &decoded.problems {
        if matches!(
            problem,
            Problem::UndecodableBytes { .. }
                | Problem::ReplacedBefore { .. }
                | Problem::DecodedTwice { .. }
        ) {
            document.source.add_damage(Damage::BrokenEncoding);
        }
        document.report(problem, None);
    }
    if html::is_html(&decoded.text) {
        document.source.media_type = MediaType::Html;
        html::read(&decoded.text, limits, document);
    } else {
        text(&decoded.text, limits, document);
    }
}

/// Adds a block.
fn push_block(document: &mut Document, text: &str, layout: Layout) {
    let start = document.text.published.len() as u32;
    document.text.published.push_str(text);
    document.text.published.push('\n');
    let range = start..start + text.len() as u32;
    document.blocks.push(Block {
        published: range.clone(),
        clean: range,
        layout,
        role: Role::Unread,
    });
}

/// White space and characters without a glyph.
fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}
