//! Tables printed a row to a line, with tabs, bars or aligned by spaces.
//!
//! The separators say where each cell stands, so nothing is searched: lines of one number of cells
//! are a grid, and rules drawn between them none of its rows. A stretch whose lines disagree is left
//! to the search for flattened tables.

mod grid;

use self::grid::Grid;
use super::draft::Draft;
use super::{aligned, is_open};
use crate::data::captions::caption;
use crate::data::compare::has_length;
use crate::data::parted::{self, BARS, has_bar, has_gap, is_rule};
use crate::document::{Document, Origin, Role};

/// Columns of white space that a tab before a line counts for.
const TAB: u8 = 4;
/// The mark of rows that are aligned by white space.
const GAP: char = ' ';
/// Fewest rows, with the header: two lines with a tab are a label and its text as often.
const FEWEST_ROWS: usize = 3;
/// Longest text of a row that names a group of rows.
const LONGEST_GROUP: usize = 30;
/// Confidence of a grid of which every line has all its cells.
const WHOLE: f64 = 1.0;
/// Confidence where some lines have fewer.
const PADDED: f64 = 0.9;

/// The delimited tables of a document.
pub(super) fn find(document: &Document, known: &[Draft]) -> Vec<Draft> {
    let mut drafts = Vec::new();
    let mut stretch: Vec<Row<'_>> = Vec::new();
    let mut mark = None;
    let mut known = known.iter().peekable();
    for number in 0..document.blocks.len() {
        while known.next_if(|draft| draft.cells[1] < number).is_some() {}
        let taken = known.peek().is_some_and(|draft| draft.cells[0] <= number);
        let may_be = !taken && is_open(document, number);
        match may_be.then(|| row(document, number, mark)).flatten() {
            Some(row) if row.is_rule || mark.is_none() || mark == row.mark => stretch.push(row),
            Some(row) if row.cells.len() == 1 && !stretch.is_empty() => stretch.push(row),
            row => {
                if row.is_some() || !matches!(document.blocks[number].role, Role::Removed(_)) {
                    drafts.extend(draft(&std::mem::take(&mut stretch)));
                    mark = None;
                    stretch.extend(row.filter(|row| row.is_rule || row.cells.len() > 1));
                }
            }
        }
        mark = mark.or_else(|| stretch.last()?.mark);
    }
    drafts.extend(draft(&stretch));
    drafts
}

/// A line that may be a row.
#[derive(Debug, Clone)]
struct Row<'a> {
    number: usize,
    /// It is drawn between rows.
    is_rule: bool,
    /// What stands between its cells; of a line without, none.
    mark: Option<char>,
    /// Its cells, empty ones too.
    cells: Vec<&'a str>,
    /// Tabs before it.
    tabs: usize,
    /// White space before it, in columns.
    indent: usize,
    text: &'a str,
}

/// The line as a row below rows with this mark; gaps are marks only where there are no others.
fn row(document: &Document, number: usize, mark: Option<char>) -> Option<Row<'_>> {
    let text = document.clean(number);
    let indent = usize::from(document.blocks[number].layout.indent);
    let tabs = usize::from(document.blocks[number].layout.indent / TAB);
    let row = |mark, cells| Row { number, is_rule: false, mark, cells, tabs, indent, text };
    if is_rule(text) {
        return Some(Row { is_rule: true, ..row(None, Vec::new()) });
    }
    let find = || text.chars().find(|c| BARS.contains(c));
    if let Some(bar) = has_bar(text).then(find).flatten() {
        let inner = match bar {
            '\t' => text,
            bar => text.strip_prefix(bar).unwrap_or(text).strip_suffix(bar).unwrap_or(text),
        };
        return Some(row(Some(bar), inner.split(bar).map(str::trim).collect()));
    }
    if has_gap(text) && mark.is_none_or(|mark| mark == GAP) && caption(text).is_none() {
        let cells: Vec<&str> = parted::aligned(text, 0).iter().map(|cell| cell.text).collect();
        if cells.len() > 1 {
            return Some(Row { tabs: 0, ..row(Some(GAP), cells) });
        }
    }
    let is_group = || !has_length(text, LONGEST_GROUP + 1) && !text.contains(['。', '：']);
    (mark.is_some() && is_group()).then(|| row(None, vec![text]))
}

/// The rows of a stretch aligned by spaces, with its empty cells.
fn align<'a>(stretch: &[&Row<'a>]) -> Option<Vec<Row<'a>>> {
    let lines: Vec<(usize, &str)> = stretch.iter().map(|row| (row.indent, row.text)).collect();
    let rows = aligned::rows(&lines)?;
    let row = |(row, cells): (&&Row<'a>, Vec<&'a str>)| {
        let mark = (cells.len() > 1).then_some(GAP);
        Row { mark, cells, tabs: 0, ..**row }
    };
    Some(stretch.iter().zip(rows).map(row).collect())
}

/// The table of a stretch of rows, when they agree.
fn draft(stretch: &[Row<'_>]) -> Option<Draft> {
    let last = stretch.iter().rposition(|row| row.mark.is_some() || row.is_rule)?;
    let lines = &stretch[..=last];
    let open = lines.iter().filter(|row| !row.is_rule);
    let rows: Vec<Row<'_>> = match lines.iter().find_map(|row| row.mark)? {
        GAP => align(&open.collect::<Vec<_>>())?,
        _ => open.cloned().collect(),
    };
    if rows.len() < FEWEST_ROWS {
        return None;
    }
    let width = usual_width(&rows)?;
    let margin = rows.iter().map(|row| row.tabs).min()?;
    let grid = Grid::of(&rows, width, margin)?;
    let height = grid.header;
    let confidence = if grid.doubts.is_empty() { WHOLE } else { PADDED };
    let mut header = grid.rows;
    let rows_below = header.split_off(height);
    Some(Draft {
        header,
        rows: rows_below,
        merged: grid.merged,
        doubts: grid.doubts,
        cells: [lines[0].number, lines[last].number],
        origin: Origin::Text,
        confidence,
        ..Draft::default()
    })
}

/// The number of cells that most rows have; the first row has them all.
fn usual_width(rows: &[Row<'_>]) -> Option<usize> {
    let width = rows.iter().map(|row| row.cells.len() + row.tabs).max()?;
    let usual = rows.iter().filter(|row| row.cells.len() + row.tabs == width).count();
    (width > 1 && usual * 2 > rows.len()).then_some(width)
}
