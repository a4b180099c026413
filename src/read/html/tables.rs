//! The tables open while a page is walked, outermost first.

use crate::document::Grid;
use crate::table::grid::Former;

/// Cells with a border that make a table ruled; one alone is a frame.
const FEWEST_RULED: usize = 2;

/// The open tables.
#[derive(Debug, Default)]
pub(super) struct Tables {
    open: Vec<Table>,
}

#[derive(Debug)]
struct Table {
    number: u32,
    former: Former,
    in_head: bool,
    cell: Option<usize>,
    /// Cells that draw a border of their own.
    ruled: usize,
}

impl Tables {
    /// Opens a table in a cell or outside of any; the number of its grid is its place in `grids`.
    pub(super) fn open(
        &mut self,
        grids: &mut Vec<Grid>,
        parent: Option<(u32, u32)>,
        bordered: bool,
        blocks: u32,
    ) {
        if let Some(outer) = parent.and_then(|(outer, _)| grids.get_mut(outer as usize)) {
            outer.has_nested = true;
        }
        let number = grids.len() as u32;
        grids.push(Grid { parent, bordered, blocks: blocks..blocks, ..Grid::default() });
        self.open.push(Table {
            number,
            former: Former::default(),
            in_head: false,
            cell: None,
            ruled: 0,
        });
    }

    /// Opens a row group.
    pub(super) fn open_group(&mut self, head: bool) {
        if let Some(table) = self.open.last_mut() {
            table.former.end_group();
            table.in_head = head;
        }
    }

    /// Ends a row group.
    pub(super) fn end_group(&mut self) {
        self.open_group(false);
    }

    /// Starts a row.
    pub(super) fn row(&mut self) {
        if let Some(table) = self.open.last_mut() {
            table.former.row();
        }
    }

    /// Starts a cell; numbers of its grid and of itself.
    pub(super) fn cell(
        &mut self,
        (row_span, column_span): (u32, u32),
        header: bool,
        ruled: bool,
        blocks: u32,
    ) -> Option<(u32, u32)> {
        let table = self.open.last_mut()?;
        let cell = table.former.cell(row_span, column_span, header || table.in_head);
        table.former.cells_mut()[cell].blocks = blocks..blocks;
        table.cell = Some(cell);
        table.ruled += usize::from(ruled);
        Some((table.number, cell as u32))
    }

    /// Ends the open cell.
    pub(super) fn end_cell(&mut self, blocks: u32) {
        let Some(table) = self.open.last_mut() else { return };
        if let Some(cell) = table.cell.take() {
            table.former.cells_mut()[cell].blocks.end = blocks;
        }
    }

    /// Ends the innermost table.
    pub(super) fn close(&mut self, grids: &mut [Grid], blocks: u32) {
        let Some(table) = self.open.pop() else { return };
        let grid = &mut grids[table.number as usize];
        let formed = table.former.finish();
        (grid.rows, grid.columns, grid.cells) = (formed.rows, formed.columns, formed.cells);
        grid.blocks.end = blocks;
        grid.bordered |= table.ruled >= FEWEST_RULED;
    }
}
