//! Row and column spans to places, by the HTML standard's algorithm for forming a table.

use crate::document::{Grid, GridCell};

/// Largest `colspan` the standard allows.
const MAX_COLUMN_SPAN: u32 = 1_000;
/// Largest `rowspan` the standard allows.
const MAX_ROW_SPAN: u32 = 65_534;
/// Columns that take part in spans; no published table comes near, and a row of 1,000-column
/// cells must not cost memory for each place.
const MAX_COLUMNS: u32 = 4_096;

/// Places the cells of one table, row by row, in time linear in the cells.
#[derive(Debug, Default)]
pub struct Former {
    cells: Vec<GridCell>,
    /// For each column the row from which on it is free, and the column to try next.
    columns: Vec<Busy>,
    row: u32,
    column: u32,
    rows: u32,
    width: u32,
    /// First cell of the current row group.
    group: usize,
    started: bool,
}

/// A column covered by a cell from above: up to which row, and a known way past its neighbours.
#[derive(Debug, Default, Clone, Copy)]
struct Busy {
    until: u32,
    jump: u32,
    jump_until: u32,
}

impl Former {
    /// Starts the next row.
    pub fn row(&mut self) {
        if self.started {
            self.row += 1;
        }
        self.started = true;
        self.rows = self.rows.max(self.row + 1);
        self.column = 0;
    }

    /// Places a cell in the current row and gives its number; a row span of 0 reaches to the end
    /// of the row group.
    pub fn cell(&mut self, row_span: u32, column_span: u32, header: bool) -> usize {
        if !self.started {
            self.row();
        }
        let column = self.next_free(self.column);
        let row_span = if row_span == 0 { MAX_ROW_SPAN } else { row_span.min(MAX_ROW_SPAN) };
        let column_span = column_span.clamp(1, MAX_COLUMN_SPAN);
        let column_span = column_span.min(MAX_COLUMNS.saturating_sub(column)).max(1);
        self.column = column + column_span;
        self.width = self.width.max(self.column);
        if row_span > 1 {
            self.cover(column, column_span, self.row.saturating_add(row_span));
        }
        let row = self.row;
        self.cells.push(GridCell { row, column, row_span, column_span, header, blocks: 0..0 });
        self.cells.len() - 1
    }

    /// Ends a row group: no cell reaches past it.
    pub fn end_group(&mut self) {
        let end = self.rows;
        for cell in &mut self.cells[self.group..] {
            cell.row_span = cell.row_span.min(end - cell.row);
        }
        self.group = self.cells.len();
        self.columns.clear();
    }

    /// The grid: every span cut to the rows there are.
    pub fn finish(mut self) -> Grid {
        self.end_group();
        Grid { rows: self.rows, columns: self.width, cells: self.cells, ..Grid::default() }
    }

    /// The cells placed so far.
    pub fn cells_mut(&mut self) -> &mut [GridCell] {
        &mut self.cells
    }

    fn cover(&mut self, column: u32, span: u32, until: u32) {
        let end = (column + span).min(MAX_COLUMNS) as usize;
        if self.columns.len() < end {
            self.columns.resize(end, Busy::default());
        }
        for busy in self.columns.iter_mut().take(end).skip(column as usize) {
            busy.until = busy.until.max(until);
        }
    }

    /// First column from `from` on that no cell from above covers. Runs of covered columns are
    /// remembered at their start, so that many rows under one tall row stay cheap.
    fn next_free(&mut self, from: u32) -> u32 {
        let (mut at, mut until) = (from, u32::MAX);
        while let Some(busy) = self.columns.get(at as usize).filter(|busy| busy.until > self.row) {
            let known = busy.jump_until > self.row;
            until = until.min(if known { busy.jump_until } else { busy.until });
            at = if known { busy.jump } else { at + 1 };
        }
        if at > from {
            let start = &mut self.columns[from as usize];
            (start.jump, start.jump_until) = (at, until);
        }
        at
    }
}

/// Places that spans may open beyond the cells; a sparser grid is no table that anyone reads.
const MAX_PLACES: usize = 1 << 16;
/// Places for each cell that a larger grid may have: then its size is that of its source.
const MAX_PER_CELL: usize = 4;

/// For each row and column of the grid the number of the cell that covers it. Columns in which no
/// cell starts, at the right, are not there; where cells overlap the later one shows. `None` when
/// there would be too many places.
pub fn matrix(grid: &Grid) -> Option<Vec<Vec<Option<u32>>>> {
    let columns = grid.cells.iter().map(|cell| cell.column + 1).max().unwrap_or(0) as usize;
    let rows = grid.rows as usize;
    if rows.checked_mul(columns)? > MAX_PLACES.max(grid.cells.len() * MAX_PER_CELL) {
        return None;
    }
    let mut matrix = vec![vec![None; columns]; rows];
    for (number, cell) in grid.cells.iter().enumerate() {
        let end = (cell.column + cell.column_span) as usize;
        for row in matrix.iter_mut().skip(cell.row as usize).take(cell.row_span as usize) {
            for place in row.iter_mut().take(end).skip(cell.column as usize) {
                *place = Some(number as u32);
            }
        }
    }
    Some(matrix)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Forms a table from rows of `(row_span, column_span)` and shows its matrix.
    fn check(rows: &[&[(u32, u32)]], expected: &[&str]) {
        let mut former = Former::default();
        for row in rows {
            former.row();
            for (down, across) in *row {
                former.cell(*down, *across, false);
            }
        }
        let matrix = matrix(&former.finish()).expect("small");
        let show = |place: &Option<u32>| place.map_or("-".to_owned(), |number| number.to_string());
        let shown: Vec<String> = matrix.iter().map(|row| row.iter().map(show).collect()).collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn spans_are_resolved() {
        check(&[&[(1, 1), (1, 1)], &[(1, 1), (1, 1)]], &["01", "23"]);
        check(&[&[(2, 1), (1, 1)], &[(1, 1)]], &["01", "02"]);
        check(&[&[(1, 2)], &[(1, 1), (1, 1)]], &["00", "12"]);
        check(&[&[(1, 1), (2, 1), (1, 1)], &[(1, 1), (1, 1)]], &["012", "314"]);
    }

    #[test]
    fn spans_are_clamped() {
        check(&[&[(9, 1), (1, 1)], &[(1, 1)]], &["01", "02"]);
        check(&[&[(0, 1), (1, 1)], &[(1, 1)], &[(1, 1)]], &["01", "02", "03"]);
        check(&[&[(1, 50)], &[(1, 1), (1, 1)]], &["00", "12"]);
        check(&[&[(1, 0), (1, 1)]], &["01"]);
    }

    #[test]
    fn missing_and_overlapping_cells() {
        check(&[&[(1, 1), (1, 1)], &[(1, 1)]], &["01", "2-"]);
        check(&[&[(1, 1), (2, 1)], &[(1, 2)]], &["01", "22"]);
        check(&[&[], &[(1, 1)]], &["", "0"].map(|row| if row.is_empty() { "-" } else { row }));
        check(&[], &[]);
    }

    #[test]
    fn no_cell_leaves_its_row_group() {
        let mut former = Former::default();
        former.row();
        former.cell(5, 1, true);
        former.end_group();
        former.row();
        former.cell(1, 1, false);
        let grid = former.finish();
        assert_eq!((grid.cells[0].row_span, grid.cells[1].column, grid.rows), (1, 0, 2));
    }

    #[test]
    fn huge_spans_are_cheap() {
        let mut former = Former::default();
        former.row();
        for _ in 0..1_000 {
            former.cell(65_534, 1, false);
        }
        for _ in 0..200_000 {
            former.row();
            former.cell(1, 1_000, false);
        }
        let grid = former.finish();
        assert_eq!(grid.cells.len(), 201_000);
        assert!(matrix(&grid).is_none());
    }
    #[test]
    fn many_rows_are_a_table() {
        let mut former = Former::default();
        for _ in 0..600_000 {
            former.row();
            former.cell(1, 1, false);
            former.cell(1, 1, false);
        }
        assert_eq!(matrix(&former.finish()).map(|rows| rows.len()), Some(600_000));
    }
}
