//! Where a box ends.

use crate::data::captions::caption;
use crate::data::compare::{has_length, length};
use crate::data::numbering::{Style, is_han, label};
use crate::document::{Document, Role};

/// Longest run-in title of a box's paragraph, in characters.
const LONGEST_LEAD: usize = 40;
/// Marks of list items.
const MARKS: [&str; 8] = ["——", "──", "--", "—", "•", "·", "●", "■"];

/// Indent that most paragraphs of the body have, in columns.
pub(super) fn body_indent(document: &Document) -> u8 {
    let mut counts = [0u32; 256];
    let open = document.blocks.iter().filter(|block| block.role == Role::Unread);
    for block in open.filter(|block| is_paragraph(document.text.of(block))) {
        counts[usize::from(block.layout.indent)] += 1;
    }
    let most = counts.iter().enumerate().max_by_key(|(_, count)| **count);
    most.map_or(0, |(indent, _)| indent as u8)
}

fn is_paragraph(text: &str) -> bool {
    (text.ends_with('。') || text.contains('。')) && has_length(text, 30)
}

/// One past the last block of the box whose text starts at `start`; never past `limit`.
pub(super) fn end(document: &Document, start: usize, limit: usize, indent: u8) -> usize {
    in_markup(document, start, limit).unwrap_or_else(|| in_text(document, start, limit, indent))
}

/// The table that the title stands in, or that starts right below it.
fn in_markup(document: &Document, start: usize, limit: usize) -> Option<usize> {
    let title = document.blocks[start - 1].layout.cell;
    let first = document.blocks.get(start).filter(|_| start < limit);
    let below = first.and_then(|block| block.layout.cell).filter(|cell| Some(*cell) != title);
    let starts_here = |grid: &u32| document.grids[*grid as usize].blocks.start as usize == start;
    if let Some(grid) = below.map(|(grid, _)| outermost(document, grid, start)).filter(starts_here)
    {
        return Some(document.grids[grid as usize].blocks.end as usize);
    }
    let (grid, _) = title?;
    let grid = &document.grids[grid as usize];
    let is_first = grid.blocks.start as usize + 2 >= start;
    let heading = |n: u32| matches!(document.blocks[n as usize].role, Role::Heading(_));
    let holds_headings = grid.blocks.clone().any(heading);
    (is_first && !holds_headings).then_some((grid.blocks.end as usize).min(limit))
}

/// The outermost grid that starts at this block.
fn outermost(document: &Document, mut grid: u32, start: usize) -> u32 {
    while let Some((parent, _)) = document.grids[grid as usize].parent {
        if document.grids[parent as usize].blocks.start as usize != start {
            break;
        }
        grid = parent;
    }
    grid
}

fn in_text(document: &Document, start: usize, limit: usize, indent: u8) -> usize {
    let mut lines = start..hard_end(document, start, limit);
    let is_open = |n: &usize| document.blocks[*n].role == Role::Unread;
    let Some(first) = lines.find(is_open) else { return start };
    let lines = first..lines.end;
    if document.blocks[first].layout.indent < indent {
        let back = |n: &usize| document.blocks[*n].layout.indent >= indent;
        return lines.clone().find(back).unwrap_or(lines.end);
    }
    items_end(document, lines.start, lines.end)
}

/// The next heading, caption or other thing that is not text of the box.
fn hard_end(document: &Document, start: usize, limit: usize) -> usize {
    let ends = |n: &usize| match &document.blocks[*n].role {
        Role::Unread => {
            let text = document.clean(*n);
            caption(text).is_some() && !super::says_continued(text)
        }
        Role::Removed(_) | Role::ParagraphLine => false,
        _ => true,
    };
    (start..limit).find(ends).unwrap_or(limit)
}

/// How a line of a box starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Marked,
    Labelled(Style),
    /// `01 …`
    Padded,
    Lead(char),
    Plain,
}

fn shape(text: &str) -> Shape {
    if is_marked(text) {
        return Shape::Marked;
    }
    if is_padded(text) {
        return Shape::Padded;
    }
    if let Some(label) = label(text) {
        return Shape::Labelled(label.style);
    }
    match text.char_indices().find(|(_, c)| matches!(c, '。' | '：' | ':' | '；' | '，')) {
        Some((at, stop)) if stop != '，' && stop != '；' && length(&text[..at]) <= LONGEST_LEAD => {
            Shape::Lead(stop)
        }
        _ => Shape::Plain,
    }
}

/// The line starts with the mark of a list item.
pub(super) fn is_marked(text: &str) -> bool {
    MARKS.iter().any(|mark| text.starts_with(mark))
}

/// `01 …`, `02…`: ordinals of two digits.
fn is_padded(text: &str) -> bool {
    let mut characters = text.chars();
    let digits = (characters.next(), characters.next());
    let is_ordinal = matches!(digits, (Some('0'), Some('1'..='9')) | (Some('1'), Some('0'..='9')));
    is_ordinal
        && characters
            .next()
            .is_some_and(|c| c.is_whitespace() || is_han(c) && digits.0 == Some('0'))
}

/// End of the items: an introduction may come first, then lines of one shape, each title of an
/// item with one paragraph below it.
fn items_end(document: &Document, start: usize, end: usize) -> usize {
    let starts: Vec<usize> =
        (start..end).filter(|n| document.blocks[*n].role == Role::Unread).collect();
    let shapes: Vec<Shape> = starts.iter().map(|n| shape(document.clean(*n))).collect();
    let is_item =
        |shape: &Shape| matches!(shape, Shape::Marked | Shape::Labelled(_) | Shape::Padded);
    let introduced = !is_item(&shapes[0]) && shapes.get(1).is_some_and(is_item);
    let first = usize::from(introduced);
    // Items are titles with a paragraph below where the first one is.
    let titled = is_item(&shapes[first])
        && is_item_title(document.clean(starts[first]))
        && shapes.get(first + 1).is_some_and(|next| !is_item(next));
    let gap = document.blocks[start].layout.gap.max(1) + 1;
    let mut last = first;
    for place in first + 1..starts.len() {
        if document.blocks[starts[place]].layout.gap > gap {
            break;
        }
        let same = same_shape(shapes[first], shapes[place]);
        let below_title = titled
            && place == last + 1
            && is_item_title(document.clean(starts[last]))
            && !is_item(&shapes[place]);
        if same || below_title {
            last = place;
        } else {
            break;
        }
    }
    starts.get(last + 1).copied().unwrap_or(end)
}

fn same_shape(first: Shape, other: Shape) -> bool {
    other == first || (first == Shape::Plain && !matches!(other, Shape::Labelled(_)))
}

/// An item that is only a title: short, without a sentence.
fn is_item_title(text: &str) -> bool {
    length(text) <= LONGEST_LEAD && !text.contains(['。', '；'])
}
