//! `<table>` elements as grids, before anyone knows which of them hold data.

use std::ops::Range;

/// One `<table>` with row and column spans resolved.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Grid {
    /// The grid and cell it is nested in.
    pub parent: Option<(u32, u32)>,
    /// Number of rows.
    pub rows: u32,
    /// Number of columns.
    pub columns: u32,
    /// Cells in the order of their start tags.
    pub cells: Vec<GridCell>,
    /// Blocks inside it, nested tables included: first and one past the last.
    pub blocks: Range<u32>,
    /// A grid is nested in it.
    pub has_nested: bool,
    /// It draws its rules (`border`), a weak sign of data.
    pub bordered: bool,
}

/// A cell of a grid.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct GridCell {
    /// Row, counted from 0.
    pub row: u32,
    /// Column, counted from 0.
    pub column: u32,
    /// Rows it covers, at least 1.
    pub row_span: u32,
    /// Columns it covers, at least 1.
    pub column_span: u32,
    /// `<th>`, or in `<thead>`.
    pub header: bool,
    /// Blocks inside it: first and one past the last; empty for an empty cell.
    pub blocks: Range<u32>,
}
