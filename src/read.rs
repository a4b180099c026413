//! Decoded text to numbered blocks with layout hints.

mod html;
mod lines;
mod text;

pub use text::read as text;

use crate::decode::Decoded;
use crate::document::{Damage, Document, MediaType, Problem};

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
    /// Lines that are not blank. Those past it are read as text alone, many to a block, and the
    /// document is partial. Where nothing is said, [`FREE_LINES`], or one for every
    /// [`BYTES_PER_LINE`] of a text or [`BYTES_PER_CELL`] of a page, if these are more.
    pub lines: Option<usize>,
    /// Cells of all tables that a page marks up, a merged one counted in every place it covers. The
    /// first table that does not fit and those behind it are read as their text alone.
    pub cells: usize,
    /// Headings. Those past it are read as text.
    pub headings: usize,
}

/// Lines any source may have: the largest yearbooks have half as many.
pub const FREE_LINES: usize = 250_000;
/// Bytes of a longer text that pay for a line: a dozen characters.
pub const BYTES_PER_LINE: usize = 40;
/// Bytes of a longer page that pay for a line: in markup a number in a cell has as many.
pub const BYTES_PER_CELL: usize = 20;

impl Limits {
    /// Lines of a source of so many bytes, where so many pay for one.
    fn lines_of(&self, bytes: usize, each: usize) -> usize {
        self.lines.unwrap_or_else(|| (bytes / each).max(FREE_LINES))
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            depth: 1_024,
            elements: 10_000_000,
            attributes: 256,
            lines: None,
            cells: 2_000_000,
            headings: 250_000,
        }
    }
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

/// White space and characters without a glyph.
fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}
