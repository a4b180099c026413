//! Lines broken at the page width, as text drawn from PDF files has them.

use crate::data::captions::caption;
use crate::data::numbering::label;
use crate::document::{Block, Document, MediaType, Role};

/// Widest page, in columns (a Han character is two): longer lines are whole paragraphs.
const WIDEST: usize = 120;
/// Narrowest page; shorter lines are cells or verses.
const NARROWEST: usize = 40;
/// Fewest lines to judge by.
const FEWEST_LINES: usize = 12;
/// How far a full line may fall short of the width: a mark that may not start a line, a Latin word.
const SLACK: usize = 10;

/// Width of the page in columns, when the text was broken at it: most lines of running text are as
/// long as the longest ones and end in the middle of a sentence.
pub(super) fn width(document: &Document) -> Option<usize> {
    if document.source.media_type != MediaType::Plain {
        return None;
    }
    let open = document.blocks.iter().filter(|block| matches!(block.role, Role::Unread));
    let mut widths: Vec<(usize, bool)> = open
        .map(|block| document.text.of(block))
        .map(|text| (columns(text), ends_open(text)))
        .filter(|(width, _)| *width >= NARROWEST)
        .collect();
    if widths.len() < FEWEST_LINES {
        return None;
    }
    widths.sort_unstable();
    let full = widths[widths.len() / 2].0;
    let near = widths.iter().filter(|(width, _)| width.abs_diff(full) <= SLACK);
    let (near, broken) =
        near.fold((0, 0), |(near, broken), (_, open)| (near + 1, broken + usize::from(*open)));
    (full <= WIDEST && near * 10 >= widths.len() * 6 && broken * 2 > near).then_some(full)
}

/// Columns of a line: a full-width character is two.
fn columns(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// The line does not end a sentence.
fn ends_open(text: &str) -> bool {
    !text.ends_with(['。', '！', '？', '：', '；', ':', ';'])
}

/// The block goes on with the sentence of the block before it.
pub(super) fn continues(document: &Document, number: usize, width: usize) -> bool {
    let Some(before) = before(document, number) else { return false };
    let here = &document.blocks[number];
    let text = document.text.of(here);
    let above = document.text.of(before);
    let is_full = columns(above) + SLACK >= width;
    let starts_anew = label(text).is_some_and(|label| label.marked)
        || caption(text).is_some()
        || text.starts_with("——")
        || here.layout.indent > before.layout.indent
        || here.layout.gap > 0 && here.layout.gap > before.layout.gap;
    is_full && ends_open(above) && !starts_anew
}

/// The block before, if it is running text and nothing but page furniture stands between.
fn before(document: &Document, number: usize) -> Option<&Block> {
    let above = document.blocks[..number].iter().rev();
    let mut kept = above.skip_while(|block| matches!(block.role, Role::Removed(_)));
    kept.next().filter(|block| {
        matches!(block.role, Role::Paragraph | Role::ListItem | Role::ParagraphLine | Role::Note)
    })
}
