//! Lines broken at the page width, as text drawn from PDF files has them: what only belongs to the
//! printed page is set aside, and lines that go on with a paragraph are marked as such.

mod furniture;

use crate::Options;
use crate::data::captions::caption;
use crate::data::numbering::label;
use crate::document::{Block, Damage, Document, MediaType, Role};

/// Widest page, in columns (a Han character is two): longer lines are whole paragraphs.
const WIDEST: usize = 120;
/// Narrowest page; shorter lines are cells or verses.
const NARROWEST: usize = 40;
/// Fewest lines to judge by.
const FEWEST_LINES: usize = 12;
/// How far a full line may fall short of the width: a mark that may not start a line, a Latin word.
const SLACK: usize = 10;

/// The same for lines cut after a number of characters, whatever their width.
const CUT_SLACK: usize = 4;

/// Runs the pass.
pub fn run(document: &mut Document, _options: &Options) {
    let Some(width) = width(document) else { return furniture::remove_spread(document) };
    document.source.add_damage(Damage::HardWrapped);
    furniture::remove(document, width);
    let mut before: Option<usize> = None;
    for number in 0..document.blocks.len() {
        match document.blocks[number].role {
            Role::Unread | Role::ParagraphLine => {
                if before.is_some_and(|before| continues(document, before, number, width)) {
                    document.blocks[number].role = Role::ParagraphLine;
                }
                before = Some(number);
            }
            Role::Removed(_) => {}
            _ => before = None,
        }
    }
}

/// Width of the page in columns, when the text was broken at it: most lines of running text are as
/// long as the longest ones and end in the middle of a sentence.
fn width(document: &Document) -> Option<usize> {
    if document.source.media_type != MediaType::Plain {
        return None;
    }
    let open = document.blocks.iter().filter(|block| is_text(block));
    let texts = open.map(|block| document.text.of(block));
    let mut lines: Vec<(usize, &str)> = texts
        .map(|text| (rough_columns(text), text))
        .filter(|(width, _)| *width >= NARROWEST)
        .collect();
    if lines.len() < FEWEST_LINES {
        return None;
    }
    let middle = lines.len() / 2;
    let full = lines.select_nth_unstable_by_key(middle, |(width, _)| *width).1.0;
    let near = lines.iter().filter(|(width, _)| width.abs_diff(full) <= SLACK);
    if full > WIDEST || near.clone().count() * 10 < lines.len() * 6 {
        return None;
    }
    let broken = near.clone().filter(|(_, text)| ends_open(text)).count();
    (broken * 2 > near.count()).then_some(full)
}

/// [`columns`], but of a line wider than any page only that it is wider.
fn rough_columns(text: &str) -> usize {
    // A character has at most four bytes, and two columns where it has more than one.
    let least = text.len() / 2;
    if least > WIDEST + SLACK { least } else { columns(text) }
}

fn is_text(block: &Block) -> bool {
    matches!(block.role, Role::Unread | Role::ParagraphLine)
}

/// Columns of a line: a full-width character is two.
fn columns(text: &str) -> usize {
    text.chars().count() * 2 - text.bytes().filter(u8::is_ascii).count()
}

/// As long as the page is wide, in columns or, where lines were cut by characters, in characters.
fn is_full(text: &str, width: usize) -> bool {
    columns(text) + SLACK >= width || text.chars().count() * 2 + CUT_SLACK >= width
}

/// The line does not end a sentence, nor an entry of a contents list.
fn ends_open(text: &str) -> bool {
    !text.ends_with(['。', '！', '？', '：', '；', ':', ';'])
        && !text.contains("....")
        && !text.contains("……")
}

/// The block goes on with the sentence of the block before it.
fn continues(document: &Document, before: usize, number: usize, width: usize) -> bool {
    let (above, here) = (&document.blocks[before], &document.blocks[number]);
    let text = document.text.of(here);
    let above_text = document.text.of(above);
    let is_full = is_full(above_text, width);
    let in_sentence = above.role == Role::ParagraphLine || above_text.contains(['，', '。', '；']);
    let starts_anew = label(text)
        .is_some_and(|label| label.style.is_strong() || label.marked && !in_sentence)
        || caption(text).is_some()
        || caption(above_text).is_some()
        || text.starts_with("——")
        || here.layout.indent > above.layout.indent
        || here.layout.gap > 0 && here.layout.gap > above.layout.gap;
    is_full && ends_open(above_text) && !starts_anew
}

#[cfg(test)]
mod tests;
