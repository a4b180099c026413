//! Tables printed a row to a line, with tabs, bars or aligned by spaces.
//!
//! The separators say where each cell stands, so nothing is searched: lines of one number of cells
//! are a grid, and rules drawn between them none of its rows. A stretch whose lines disagree is left
//! to the search for flattened tables.

use std::ops::Range;

use super::draft::{Draft, Rows};
use super::{aligned, is_open};
use crate::data::captions::caption;
use crate::data::compare::length;
use crate::data::parted::{self, BARS, has_bar, has_gap, is_rule};
use crate::document::{Document, Merge, Origin, Role};
use crate::table::flat::Doubt;
use crate::table::number::plain;

/// Columns of white space that a tab before a line counts for.
const TAB: u8 = 4;
/// The mark of rows that are aligned by white space.
const GAP: char = ' ';
/// Fewest rows, with the header: two lines with a tab are a label and its text as often.
const FEWEST_ROWS: usize = 3;
/// Header rows at most.
const MOST_HEADER_ROWS: usize = 3;
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
    let mut known = known.iter().peekable();
    for number in 0..document.blocks.len() {
        while known.next_if(|draft| draft.cells[1] < number).is_some() {}
        let taken = known.peek().is_some_and(|draft| draft.cells[0] <= number);
        let may_be = !taken && is_open(document, number);
        let mark = stretch.iter().find_map(|row| row.mark);
        match may_be.then(|| row(document, number, mark)).flatten() {
            Some(row) if row.is_rule || mark.is_none() || mark == row.mark => stretch.push(row),
            Some(row) if row.cells.len() == 1 && !stretch.is_empty() => stretch.push(row),
            row => {
                if row.is_some() || !matches!(document.blocks[number].role, Role::Removed(_)) {
                    drafts.extend(draft(&std::mem::take(&mut stretch)));
                    stretch.extend(row.filter(|row| row.is_rule || row.cells.len() > 1));
                }
            }
        }
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
    let is_group = length(text) <= LONGEST_GROUP && !text.contains(['。', '：']);
    (is_group && mark.is_some()).then(|| row(None, vec![text]))
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
    let mut grid = Grid { width, rows: Vec::new(), merged: Vec::new(), doubts: Vec::new() };
    rows.iter().try_for_each(|row| grid.push(row, margin))?;
    if !grid.fits() {
        return None;
    }
    let height = grid.header_height();
    grid.fill_down(height);
    grid.merge_header(height);
    grid.doubts.retain(|doubt| matches!(doubt, Doubt::LostCell { row, .. } if *row >= height));
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

struct Grid {
    width: usize,
    rows: Rows,
    merged: Vec<Merge>,
    doubts: Vec<Doubt>,
}

impl Grid {
    /// Adds a row; none when it has more cells than there are columns.
    fn push(&mut self, row: &Row<'_>, margin: usize) -> Option<()> {
        let at = self.rows.len();
        if row.cells.len() == 1 && row.mark.is_none() {
            let group = row.cells.first().map(|text| (*text).to_owned());
            self.rows.push(vec![group; self.width]);
            let (row, column_span) = (at as u32, self.width as u32);
            self.merged.push(Merge { row, column: 0, row_span: 1, column_span });
            return Some(());
        }
        let lead = row.tabs - margin;
        let missing = self.width.checked_sub(lead + row.cells.len())?;
        let text = |text: &&str| (!text.is_empty()).then(|| (*text).to_owned());
        let cells = row.cells.iter().map(text);
        let cells = std::iter::repeat_n(None, lead).chain(cells);
        self.rows.push(cells.chain(std::iter::repeat_n(None, missing)).collect());
        let lost = |column| Doubt::LostCell { row: at, column };
        self.doubts.extend((self.width - missing..self.width).map(lost));
        Some(())
    }

    /// Whether rows with fewer cells have no numbers where the others have words, so that what they
    /// lack are the last cells.
    fn fits(&self) -> bool {
        let mut is_short = vec![false; self.rows.len()];
        for doubt in &self.doubts {
            if let Doubt::LostCell { row, .. } = doubt {
                is_short[*row] = true;
            }
        }
        let (short, whole): (Vec<usize>, Vec<usize>) =
            (1..self.rows.len()).partition(|row| is_short[*row]);
        (0..self.width).all(|column| {
            let share = |rows: &[usize]| {
                let cells = rows.iter().filter_map(|row| self.rows[*row][column].as_deref());
                cells.fold((0, 0), |(numbers, all), text| {
                    (numbers + usize::from(plain(text).is_some()), all + 1)
                })
            };
            let ((numbers, all), (other_numbers, others)) = (share(&short), share(&whole));
            !(others > 0 && other_numbers == 0 && numbers * 2 > all)
        })
    }

    /// Rows of the header: the first, and those below it as long as they divide a cell above them.
    fn header_height(&self) -> usize {
        if self.holds_values(0) {
            return 0;
        }
        let mut height = 1;
        while height < MOST_HEADER_ROWS.min(self.rows.len() - 1) && self.divides(height) {
            height += 1;
        }
        height
    }

    /// The row has other cells below one that is printed in several columns, or in the first only,
    /// and repeats or leaves empty what is not divided.
    fn divides(&self, row: usize) -> bool {
        let (above, own) = (&self.rows[row - 1], &self.rows[row]);
        let wide = (1..self.width).any(|column| {
            let reaches = above[column].is_none() || above[column] == above[column - 1];
            reaches && own[column].is_some() && own[column] != own[column - 1]
        });
        let rest = (0..self.width).any(|column| {
            let alone = column + 1 == self.width || above[column] != above[column + 1];
            alone && (own[column].is_none() || own[column] == above[column])
        });
        wide && (rest || above.iter().all(|cell| *cell == above[0])) && !self.holds_values(row)
    }

    /// The row has numbers, other than years, where most rows below have them.
    fn holds_values(&self, row: usize) -> bool {
        let is_numeric = |column: usize| {
            let below = self.rows[row + 1..].iter().filter_map(|row| row[column].as_deref());
            let (numbers, all) = below.fold((0, 0), |(numbers, all), text| {
                (numbers + usize::from(plain(text).is_some()), all + 1)
            });
            numbers * 2 > all
        };
        let mut cells = self.rows[row].iter().enumerate();
        cells.any(|(column, cell)| cell.as_deref().is_some_and(is_value) && is_numeric(column))
    }

    /// Empty cells at the start of a row belong to the words above them; a number above them is
    /// that row's own.
    fn fill_down(&mut self, from: usize) {
        let lead = |row: &Vec<Option<String>>| row.iter().take_while(|cell| cell.is_none()).count();
        let leads: Vec<usize> = self.rows.iter().map(lead).collect();
        for column in 0..leads.iter().copied().max().unwrap_or(0) {
            let mut first = from;
            for row in from + 1..=self.rows.len() {
                let above = self.rows[row - 1][column].clone();
                let above = above.filter(|text| plain(text).is_none());
                let goes_on =
                    leads.get(row).is_some_and(|lead| (column + 1..self.width).contains(lead));
                if let Some(text) = above.filter(|_| goes_on) {
                    self.rows[row][column] = Some(text);
                    continue;
                }
                self.merge_down(column, first..row);
                first = row;
            }
        }
        self.merged.sort_unstable();
    }

    fn merge_down(&mut self, column: usize, rows: Range<usize>) {
        if rows.len() > 1 {
            let (row, row_span) = (rows.start as u32, rows.len() as u32);
            self.merged.push(Merge { row, column: column as u32, row_span, column_span: 1 });
        }
    }

    /// Fills the header's empty cells from the left above the last row, and from above.
    fn merge_header(&mut self, height: usize) {
        if height < 2 {
            return;
        }
        for row in 0..height {
            for column in 0..self.width {
                if self.rows[row][column].is_some() {
                    continue;
                }
                let above = row.checked_sub(1).and_then(|above| self.rows[above][column].clone());
                let left = column.checked_sub(1).and_then(|left| self.rows[row][left].clone());
                self.rows[row][column] = if row + 1 < height { left.or(above) } else { above };
            }
        }
    }
}

/// A number that is no year.
fn is_value(text: &str) -> bool {
    let is_year = |text: &str| text.len() == 4 && text.starts_with(['1', '2']);
    plain(text).is_some() && !is_year(text)
}
