//! Titles that the page broke over lines.

use super::Found;
use super::candidates::Line;
use crate::data::compare::length;
use crate::data::numbering::{Label, Style, label};
use crate::document::Document;

/// Longest further line of a title, in characters.
const LONGEST_FURTHER: usize = 40;
/// Shortest line of a title that is broken where no comma stands, in characters.
const SHORTEST_WRAPPED: usize = 14;
/// Longest title of an appendix.
const LONGEST_APPENDIX: usize = 60;
/// Most blank lines inside a title.
const MOST_GAP: u16 = 3;

/// Further lines of the title at `at`: it ends in a comma, or is a label alone, or the next line
/// is set apart in the same way.
pub(super) fn further_lines(document: &Document, lines: &[Line<'_>], at: usize) -> usize {
    let mut further = 0;
    while lines.get(at + further + 1).is_some_and(|next| {
        further < 3
            && are_near(document, lines, at + further + 1)
            && (joins(lines, at, at + further, next) || further == 0 && wraps(document, lines, at))
    }) {
        further += 1;
    }
    further
}

fn joins(lines: &[Line<'_>], first: usize, last: usize, next: &Line<'_>) -> bool {
    let (head, before) = (&lines[first], &lines[last]);
    let is_open = before.text.ends_with(['，', ',', '、', '—', '；'])
        || (first == last && head.title().is_empty());
    let follows = !next.is_prose_end() && next.length <= LONGEST_FURTHER && !next.is_caption;
    let is_label = next.label.is_some_and(|label| label.marked);
    let same_layout = head.stands_out
        && next.stands_out
        && next.tag == head.tag
        && head.tag.is_none()
        && !next.text.contains(['。', '：', '\t'])
        && head.length + next.length <= LONGEST_APPENDIX;
    follows && !is_label && !next.in_table && (is_open || same_layout)
}

/// A long title that goes on without a comma: blank lines part everything from what is around it,
/// but none stands inside.
fn wraps(document: &Document, lines: &[Line<'_>], at: usize) -> bool {
    let gap = |at: usize| {
        lines.get(at).map_or(0, |line: &Line<'_>| document.blocks[line.number].layout.gap)
    };
    let (head, next) = (&lines[at], &lines[at + 1]);
    gap(at) > 0
        && gap(at + 1) == 0
        && gap(at + 2) > 0
        && head.length >= SHORTEST_WRAPPED
        && head.length + next.length <= LONGEST_APPENDIX
        && !next.text.contains(['。', '：', '；', '\t'])
        && next.label.is_none()
        && !next.in_table
        && !next.is_caption
}

impl Line<'_> {
    /// Ends like a sentence: no part of a title.
    fn is_prose_end(&self) -> bool {
        self.text.ends_with(['。', '；', ';', '：', ':', '！'])
    }
}

/// Where a `第…章` or `第…节` starts on the line of a `第…篇` or `第…章`, with its label: text drawn
/// from printed pages runs headings together.
pub(super) fn next_heading(text: &str, first: &Label) -> Option<(usize, Label)> {
    let deeper: &[Style] = match first.style {
        Style::Part => &[Style::Chapter, Style::Section],
        Style::Chapter => &[Style::Section],
        _ => return None,
    };
    let places = text[first.title..].match_indices('第').map(|(at, _)| first.title + at);
    let mut found = places.filter_map(|at| Some((at, label(&text[at..])?)));
    found.find(|(at, label)| {
        let between = &text[first.title..*at];
        let title = &text[at + label.title..];
        deeper.contains(&label.style)
            && length(between) != 1
            && length(title) > 1
            && !title.starts_with(['的', '、', '，', '和', '至'])
    })
}

/// The line at `at` follows the one before it without other blocks or a wide gap between.
pub(super) fn are_near(document: &Document, lines: &[Line<'_>], at: usize) -> bool {
    let (before, here) = (&lines[at - 1], &lines[at]);
    here.number == before.number + 1 && document.blocks[here.number].layout.gap <= MOST_GAP
}

/// An appendix: its label alone with the title on the next line, or label and title in one.
pub(super) fn appendix(lines: &[Line<'_>], at: usize) -> Option<Found> {
    let line = &lines[at];
    let label = line.label?;
    let title = line.title();
    let has_colon = line.text[..label.end].ends_with(['：', ':']);
    if title.is_empty() {
        let next = lines.get(at + 1);
        let is_list = has_colon && label.number == 0;
        let further = usize::from(next.is_some_and(|next| is_appendix_title(next)));
        return (!is_list).then_some(Found { further, run_in: None });
    }
    let is_parted = line.text.len() > label.end && label.title > label.end || label.number > 0;
    let is_title = length(title) <= LONGEST_APPENDIX && !title.contains(['。', '，', '；']);
    let is_statement = has_colon && label.number == 0;
    (is_parted && is_title && !is_statement).then_some(Found { further: 0, run_in: None })
}

fn is_appendix_title(next: &Line<'_>) -> bool {
    let is_table_head = crate::data::headers::is_header_word(next.text);
    !next.in_table
        && !next.is_caption
        && !is_table_head
        && next.length <= LONGEST_APPENDIX
        && !next.text.ends_with(['。', '；', '：'])
        && label(next.text).is_none_or(|label| !label.marked)
}
