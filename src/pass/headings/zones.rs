//! Tables printed one cell to a line: their cells may be labelled like headings (`一、经济发展` as the
//! title of a group of rows), so the lines under a caption that read like cells are set apart.

use super::Headings;
use super::candidates::Line;
use crate::data::headers::heads_column;
use crate::data::numbering::Style;
use crate::document::Document;
use crate::table::flat;

/// Longest line that can be a cell, in characters.
const LONGEST_CELL: usize = 45;
/// Fewest lines that make a table: a header and a row.
const FEWEST_CELLS: usize = 6;
/// Lines under a caption among which the header is looked for.
const LONGEST_HEADER: usize = 8;
/// Fewest of them that must head columns.
const FEWEST_HEADERS: usize = 2;
/// Confidence from which a rebuilt table outweighs headings that its rows look like.
const SURE: f64 = 0.6;
/// Characters of a line that only says that notes follow.
const NOTE_HEAD: usize = 2;
/// Most headings in a row before the text they stand over.
const MOST_NESTED: usize = 4;

/// Marks the cells under every caption as standing in a table.
pub(super) fn mark(document: &Document, lines: &mut [Line<'_>], found: &Headings) {
    let mut at = 0;
    while at < lines.len() {
        let starts = lines[at].is_caption || found[at].is_some_and(|_| is_appendix(&lines[at]));
        // A table of the page's own markup says where it ends.
        let is_marked_up = lines.get(at + 1).is_some_and(|next| next.in_table);
        let end =
            if starts && !is_marked_up { zone_end(document, lines, found, at + 1) } else { at + 1 };
        if end >= at + 1 + FEWEST_CELLS {
            lines[at + 1..end].iter_mut().for_each(|line| line.in_table = true);
        }
        at = end.max(at + 1);
    }
}

fn zone_end(document: &Document, lines: &[Line<'_>], found: &Headings, start: usize) -> usize {
    let short = end(lines, found, start);
    let is_cut = short < lines.len() && !is_stop(lines, found, short);
    let long = if is_cut && has_header(&lines[start..short]) {
        rebuilt_end(document, lines, found, start)
    } else {
        None
    };
    notes_end(lines, long.unwrap_or(short).max(short))
}

/// The lines right under the caption head columns.
fn has_header(lines: &[Line<'_>]) -> bool {
    lines.iter().take(LONGEST_HEADER).filter(|line| heads_column(line.text)).count()
        >= FEWEST_HEADERS
}

/// End of a table whose cells are sentences, as far as its rows can be rebuilt.
fn rebuilt_end(
    document: &Document,
    lines: &[Line<'_>],
    found: &Headings,
    start: usize,
) -> Option<usize> {
    let stop = (start..lines.len()).find(|at| is_stop(lines, found, *at)).unwrap_or(lines.len());
    let cells: Vec<flat::Line<'_>> =
        lines[start..stop].iter().map(|line| cell(document, line)).collect();
    let rebuilt = flat::rebuild(&cells, true).ok()?;
    (rebuilt.confidence >= SURE && rebuilt.rows.len() > 1).then_some(start + rebuilt.used)
}

fn cell<'a>(document: &Document, line: &Line<'a>) -> flat::Line<'a> {
    let layout = &document.blocks[line.number].layout;
    flat::Line { text: line.text, indent: layout.indent, gap: layout.gap, stop: false }
}

/// A line that no table goes past.
fn is_stop(lines: &[Line<'_>], found: &Headings, at: usize) -> bool {
    let line = &lines[at];
    let is_strong = line.label.is_some_and(|label| label.style.is_strong());
    found[at].is_some()
        || line.is_caption
        || is_strong
        || line.text.starts_with("注：")
        || numbers_next(lines, at)
}

/// `6 …` right above `6.1 …`: headings numbered through, which no rows are.
fn numbers_next(lines: &[Line<'_>], at: usize) -> bool {
    let (Some(label), Some(next)) = (lines[at].label, lines.get(at + 1)) else { return false };
    let number = lines[at].text[..label.end].trim_end_matches(['.', '．', ' ']);
    let is_first = next
        .label
        .is_some_and(|label| matches!(label.style, Style::Decimal(_)) && label.number == 1);
    let below = next.text.strip_prefix(number);
    is_first && below.is_some_and(|rest| rest.starts_with(['.', '．']))
}

fn is_appendix(line: &Line<'_>) -> bool {
    line.label.is_some_and(|label| label.style == Style::Appendix)
}

/// One past the last line from `start` on that reads like a cell.
fn end(lines: &[Line<'_>], found: &Headings, start: usize) -> usize {
    let stops = |at: usize| {
        let line = &lines[at];
        let is_strong = line.label.is_some_and(|label| label.style.is_strong());
        found[at].is_some()
            || line.is_caption
            || is_strong
            || !is_cell(line)
            || heads_text(lines, at)
    };
    (start..lines.len()).find(|at| stops(*at)).unwrap_or(lines.len())
}

/// One past the notes under a table: `注：` and the numbered lines below it.
fn notes_end(lines: &[Line<'_>], start: usize) -> usize {
    let Some(head) = lines
        .get(start)
        .filter(|line| line.text.starts_with("注：") || line.text.starts_with("注:"))
    else {
        return start;
    };
    let mut last = if head.length > NOTE_HEAD { 1 } else { 0 };
    let rest = lines[start + 1..].iter();
    let numbered = rest.take_while(|line| {
        let goes_on = line
            .label
            .is_some_and(|label| label.style == Style::Arabic && label.number == last + 1);
        last += 1;
        goes_on
    });
    start + 1 + numbered.count()
}

fn is_cell(line: &Line<'_>) -> bool {
    !line.goes_on
        && line.length <= LONGEST_CELL
        && !line.text.ends_with(['。', '：', ':'])
        && !line.text.contains('。')
}

/// A labelled line that stands over running text, perhaps with further headings between.
fn heads_text(lines: &[Line<'_>], at: usize) -> bool {
    let below = lines[at..].iter().take(MOST_NESTED).skip_while(|line| is_labelled(line));
    is_labelled(&lines[at]) && below.take(1).any(|line| line.is_prose() && !is_cell(line))
}

/// Labelled with a mark or a space behind the number; a bare `4左右` is a cell.
fn is_labelled(line: &Line<'_>) -> bool {
    line.label.is_some_and(|label| label.marked || label.title > label.end)
}
