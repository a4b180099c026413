//! Running text: paragraphs, list items, notes and figure captions.

use crate::Options;
use crate::data::captions::{CaptionKind, caption};
use crate::data::numbering::{Style, label};
use crate::document::{Document, Role};

/// Marks of list items.
const MARKS: [&str; 8] = ["——", "──", "--", "－－", "•", "●", "■", "◆"];
/// What a note starts with.
const NOTES: [&str; 4] = ["注：", "注:", "备注：", "资料来源："];

/// Runs the pass.
pub fn run(document: &mut Document, _options: &Options) {
    for number in 0..document.blocks.len() {
        if document.blocks[number].role == Role::Unread {
            document.blocks[number].role = role(document.clean(number));
        }
    }
}

fn role(text: &str) -> Role {
    if is_figure(text) {
        Role::Figure
    } else if NOTES.iter().any(|note| text.starts_with(note)) {
        Role::Note
    } else if is_list_item(text) {
        Role::ListItem
    } else {
        Role::Paragraph
    }
}

fn is_figure(text: &str) -> bool {
    caption(text).is_some_and(|found| found.kind == CaptionKind::Figure && found.parted)
}

fn is_list_item(text: &str) -> bool {
    let numbered = label(text).is_some_and(|label| {
        label.marked
            && !matches!(label.style, Style::Article | Style::Appendix)
            && !label.style.is_strong()
    });
    numbered || MARKS.iter().any(|mark| text.starts_with(mark))
}

#[cfg(test)]
mod tests;
