//! A table found, before it has its number.

use super::around::Around;
use crate::document::{Merge, Origin, Table};
use crate::table::flat::Doubt;

/// A grid of texts.
pub(super) type Rows = Vec<Vec<Option<String>>>;

/// A table found in markup or rebuilt from lines.
#[derive(Debug, Clone, Default)]
pub(super) struct Draft {
    /// Header rows.
    pub header: Rows,
    /// Body rows.
    pub rows: Rows,
    /// Merged cells over header and rows.
    pub merged: Vec<Merge>,
    /// First and last block of its cells.
    pub cells: [usize; 2],
    /// Label printed in the table's own rows.
    pub label: Option<String>,
    /// Lines between its halves that only say that it goes on.
    pub between: Vec<usize>,
    /// Caption printed in the table's own rows.
    pub caption: Option<String>,
    /// Unit printed in the table's own rows.
    pub unit: Option<String>,
    /// Notes printed in the table's own rows.
    pub notes: Vec<String>,
    /// Where it came from.
    pub origin: Origin,
    /// Its rows had to be searched.
    pub is_rebuilt: bool,
    /// 0 to 1.
    pub confidence: f64,
    /// What is not certain of a rebuilt grid.
    pub doubts: Vec<Doubt>,
}

impl Draft {
    /// Columns of its widest row.
    pub fn width(&self) -> usize {
        self.header.iter().chain(&self.rows).map(Vec::len).max().unwrap_or(0)
    }

    /// The table with its number and what stands around it; it takes the grid along.
    pub fn table(&mut self, number: u32, around: &Around) -> Table {
        Table {
            id: format!("t{}", number + 1),
            label: around.label.clone().or_else(|| self.label.clone()),
            caption: around.caption.clone().or_else(|| self.caption.clone()),
            unit: around.unit.clone().or_else(|| self.unit.clone()),
            header: std::mem::take(&mut self.header),
            rows: std::mem::take(&mut self.rows),
            merged: std::mem::take(&mut self.merged),
            notes: self.notes.iter().chain(&around.notes).cloned().collect(),
            origin: self.origin,
            confidence: self.confidence,
            blocks: around.range(self.cells),
            ..Table::default()
        }
    }
}
