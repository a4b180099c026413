//! Tables that were printed one cell to a line.

use std::ops::Range;

/// One visible line that may be a cell.
#[derive(Debug, Clone, Copy)]
pub struct Line<'a> {
    /// Its cleaned text.
    pub text: &'a str,
    /// Leading columns of white space.
    pub indent: u8,
    /// Blank lines before it.
    pub gap: u16,
    /// The table has ended before it for certain.
    pub stop: bool,
}

/// A cell of a rebuilt table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Its text.
    pub text: String,
    /// The lines it was made of.
    pub lines: Range<usize>,
}

/// A cell over more than one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Merge {
    /// Row, header rows first.
    pub row: usize,
    /// Column.
    pub column: usize,
    /// Rows covered.
    pub row_span: usize,
    /// Columns covered.
    pub column_span: usize,
}

/// A doubt.
#[derive(Debug, Clone, PartialEq)]
pub enum Doubt {}

impl Doubt {
    /// In words.
    pub fn message(&self) -> String {
        String::new()
    }
}

/// Why no table.
#[derive(Debug, Clone, PartialEq)]
pub enum Refusal {
    /// Not built.
    None,
}

impl Refusal {
    /// In words.
    pub fn message(&self) -> String {
        String::new()
    }
}

/// A rebuilt table.
#[derive(Debug, Clone, PartialEq)]
pub struct Rebuilt {
    /// Header rows.
    pub header: Vec<Vec<Option<Cell>>>,
    /// Body rows.
    pub rows: Vec<Vec<Option<Cell>>>,
    /// Merged cells.
    pub merged: Vec<Merge>,
    /// Lines consumed.
    pub used: usize,
    /// 0 to 1.
    pub confidence: f64,
    /// Doubts.
    pub doubts: Vec<Doubt>,
}

/// Rebuilds.
///
/// # Errors
/// When no table.
pub fn rebuild(_lines: &[Line<'_>], _captioned: bool) -> Result<Rebuilt, Refusal> {
    Err(Refusal::None)
}

/// Start of an uncaptioned table.
pub fn find_uncaptioned(_lines: &[Line<'_>]) -> Option<usize> {
    None
}
