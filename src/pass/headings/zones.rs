//! Tables printed one cell to a line: their cells may be labelled like headings (`一、经济发展` as the
//! title of a group of rows), so the lines under a caption that read like cells are set apart.

use super::Headings;
use super::candidates::Line;

/// Longest line that can be a cell, in characters.
const LONGEST_CELL: usize = 45;
/// Fewest lines that make a table: a header and a row.
const FEWEST_CELLS: usize = 6;
/// Most headings in a row before the text they stand over.
const MOST_NESTED: usize = 4;

/// Marks the cells under every caption as standing in a table.
pub(super) fn mark(lines: &mut [Line<'_>], found: &Headings) {
    let mut at = 0;
    while at < lines.len() {
        let starts = lines[at].is_caption || found[at].is_some_and(|_| is_appendix(&lines[at]));
        let end = if starts { end(lines, found, at + 1) } else { at + 1 };
        if end >= at + 1 + FEWEST_CELLS {
            lines[at + 1..end].iter_mut().for_each(|line| line.in_table = true);
        }
        at = end.max(at + 1);
    }
}

fn is_appendix(line: &Line<'_>) -> bool {
    line.label.is_some_and(|label| label.style == crate::data::numbering::Style::Appendix)
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

fn is_cell(line: &Line<'_>) -> bool {
    line.length <= LONGEST_CELL
        && !line.text.ends_with(['。', '：', ':'])
        && !line.text.contains('。')
}

/// A labelled line that stands over running text, perhaps with further headings between.
fn heads_text(lines: &[Line<'_>], at: usize) -> bool {
    let below = lines[at..]
        .iter()
        .take(MOST_NESTED)
        .skip_while(|line| line.label.is_some_and(|label| label.marked));
    lines[at].label.is_some_and(|label| label.marked)
        && below.take(1).any(|line| line.is_prose() && !is_cell(line))
}
