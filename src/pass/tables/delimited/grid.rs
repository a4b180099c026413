//! Rows of cells as a grid: what lines lack, the header, merged cells.

use std::ops::Range;

use super::Row;
use crate::document::Merge;
use crate::pass::tables::draft::Rows;
use crate::table::flat::Doubt;
use crate::table::number::plain;

/// Header rows at most.
const MOST_HEADER_ROWS: usize = 3;
/// Places that titles of groups may fill, so that a short line costs no more than it must.
const MOST_FILLED: usize = 1 << 20;

/// Rows of one number of cells.
pub(super) struct Grid {
    width: usize,
    /// Header rows, then the body.
    pub rows: Rows,
    /// How many of them are the header.
    pub header: usize,
    /// Cells that cover more than one place.
    pub merged: Vec<Merge>,
    /// Cells that a line of the body lacks.
    pub doubts: Vec<Doubt>,
}

impl Grid {
    /// The grid of lines, `margin` tabs before each; none when they do not fit on one another.
    pub fn of(lines: &[Row<'_>], width: usize, margin: usize) -> Option<Self> {
        let groups = lines.iter().filter(|row| row.mark.is_none()).count();
        if groups.checked_mul(width)? > MOST_FILLED {
            return None;
        }
        let (merged, doubts) = (Vec::new(), Vec::new());
        let mut grid = Self { width, rows: Vec::new(), header: 0, merged, doubts };
        lines.iter().try_for_each(|row| grid.push(row, margin))?;
        if !grid.fits() {
            return None;
        }
        grid.header = grid.header_height();
        grid.fill_down();
        grid.merge_header();
        let height = grid.header;
        grid.doubts.retain(|doubt| matches!(doubt, Doubt::LostCell { row, .. } if *row >= height));
        Some(grid)
    }

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
    fn fill_down(&mut self) {
        let from = self.header;
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
    fn merge_header(&mut self) {
        let height = self.header;
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
