//! 专栏: boxes beside the text, and how far they reach.
//!
//! In markup a box is the table its title stands in or over. In text it ends at the next heading
//! or caption, where the indent of the body comes back, or where its list of items ends.

mod extent;

use crate::Options;
use crate::data::captions::{Caption, CaptionKind, caption};
use crate::data::compare::{key, length};
use crate::data::headers::is_header_word;
use crate::data::numbering::label;
use crate::document::{Document, Role};

/// Longest second line of a title, in characters.
const LONGEST_FURTHER: usize = 30;

/// Longest title of a box that only says that it goes on, in characters.
const LONGEST_CONTINUED: usize = 4;

/// Runs the pass.
pub fn run(document: &mut Document, _options: &Options) {
    if document.blocks.iter().any(|block| matches!(block.role, Role::BoxTitle { .. })) {
        return;
    }
    let titles = titles(document);
    let indent = extent::body_indent(document);
    for (place, &number) in titles.iter().enumerate() {
        let limit = titles.get(place + 1).copied().unwrap_or(document.blocks.len());
        let further = further_line(document, number, limit);
        let start = further.map_or(number, |further| further) + 1;
        let end = extent::end(document, start, limit, indent);
        document.blocks[number].role = Role::BoxTitle { end: end as u32 };
        if let Some(further) = further {
            document.blocks[further].role = Role::BoxTitleLine;
        }
    }
}

fn titles(document: &Document) -> Vec<usize> {
    let open = (0..document.blocks.len()).filter(|n| document.blocks[*n].role == Role::Unread);
    let mut titles: Vec<usize> = Vec::new();
    for number in open.filter(|n| box_caption(document.clean(*n)).is_some()) {
        let text = document.clean(number);
        let is_again = titles
            .last()
            .is_some_and(|last| *last + 1 == number && key(document.clean(*last)) == key(text));
        if !is_again && !says_continued(text) {
            titles.push(number);
        }
    }
    titles
}

/// `专栏1（续）`: the box goes on.
fn says_continued(text: &str) -> bool {
    let title = box_caption(text).map_or("", |found| &text[found.title..]);
    title.trim_start_matches(['（', '(', ' ']).starts_with('续')
        && length(title) <= LONGEST_CONTINUED
}

fn box_caption(text: &str) -> Option<Caption> {
    caption(text).filter(|found| found.kind == CaptionKind::Box)
}

/// The second line of a title that was broken: short, no cell, with the box's text behind it.
fn further_line(document: &Document, title: usize, limit: usize) -> Option<usize> {
    let text = document.clean(title);
    let next = title + 1;
    let is_bare = box_caption(text).is_some_and(|found| text[found.title..].trim().is_empty());
    let is_open = is_bare || text.ends_with(['，', ',', '、', '和', '及', '与']);
    let candidate = (next < limit && document.blocks[next].role == Role::Unread)
        .then(|| document.clean(next))?;
    let is_short = length(candidate) <= LONGEST_FURTHER
        && !candidate.contains(['。', '：', '；', '，', '\t'])
        && label(candidate).is_none()
        && !is_header_word(candidate)
        && !extent::is_marked(candidate);
    let before_text = next + 1 < limit && is_text(document.clean(next + 1));
    let same_place = document.blocks[next].layout.cell == document.blocks[title].layout.cell;
    let same_indent = document.blocks[next].layout.indent == document.blocks[title].layout.indent;
    (is_short && same_place && same_indent && (is_open || before_text)).then_some(next)
}

fn is_text(text: &str) -> bool {
    length(text) >= 25 && text.contains(['。', '，', '；', '：'])
}

#[cfg(test)]
mod tests;
