//! Which cells of a table are printed in HTML, and how far each reaches.

use crate::document::{Merge, Table};

/// Most rows and columns that browsers let a cell cover (HTML standard, 4.9.11).
const MOST_ROWS: u32 = 65_534;
const MOST_COLUMNS: u32 = 1_000;

type Row = Vec<Option<String>>;

/// Which cells of a grid are printed, and how far each reaches.
pub(super) struct Spans<'a> {
    /// Header rows, then the others.
    pub(super) rows: Vec<&'a Row>,
    /// For each row, place by place: rows and columns covered, 0 where another cell covers it.
    spans: Vec<Vec<(u32, u32)>>,
}

impl<'a> Spans<'a> {
    /// The cells of a table.
    pub(super) fn new(table: &'a Table) -> Self {
        Self::of_first(table, usize::MAX)
    }

    /// The cells of its first rows. A cell that reaches beyond them is printed in every place.
    pub(super) fn of_first(table: &'a Table, rows: usize) -> Self {
        let rows: Vec<_> = table.header.iter().chain(&table.rows).take(rows).collect();
        let spans = rows.iter().map(|row| vec![(1, 1); row.len()]).collect();
        let mut cells = Self { rows, spans };
        table.merged.iter().for_each(|merge| cells.merge(merge));
        cells
    }

    /// A merge is followed only where it changes no text: inside the grid, clear of others, over
    /// places that all hold the same.
    fn merge(&mut self, merge: &Merge) {
        let (top, left) = (merge.row as usize, merge.column as usize);
        let bottom = top.saturating_add(merge.row_span as usize);
        let right = left.saturating_add(merge.column_span as usize);
        let is_readable = merge.row_span <= MOST_ROWS && merge.column_span <= MOST_COLUMNS;
        if bottom > self.rows.len() || bottom == top || right == left || !is_readable {
            return;
        }
        let first = self.rows[top].get(left);
        let is_same = |row: usize| {
            let places = self.rows[row].get(left..right).zip(self.spans[row].get(left..right));
            places.is_some_and(|(texts, spans)| {
                texts.iter().all(|text| Some(text) == first) && spans.iter().all(|s| *s == (1, 1))
            })
        };
        if (top..bottom).all(is_same) {
            (top..bottom).for_each(|row| self.spans[row][left..right].fill((0, 0)));
            self.spans[top][left] = (merge.row_span, merge.column_span);
        }
    }

    /// Rows and columns covered by the cell that starts here, if one does.
    pub(super) fn span(&self, row: usize, column: usize) -> Option<(u32, u32)> {
        Some(self.spans[row][column]).filter(|(down, _)| *down > 0)
    }

    /// A cell reaches from the header into the body.
    pub(super) fn crosses(&self, head: usize) -> bool {
        let above = self.spans.iter().take(head).enumerate();
        above
            .flat_map(|(row, spans)| spans.iter().map(move |(down, _)| row + *down as usize))
            .any(|end| end > head)
    }
}
