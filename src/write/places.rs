//! The blocks that the cells of a table were read from.

use std::collections::{HashMap, VecDeque};

use super::spans::Spans;
use crate::document::{BlockRange, Document, Role, Table};

/// Blocks of cells, by row (header rows first) and column of the place where a cell begins. A cell
/// whose text stands in no block as it is has none.
pub type Places = HashMap<(usize, usize), BlockRange>;

/// Finds the blocks of each cell: in reading order where the cells follow it, else by their text.
pub fn cells(document: &Document, number: usize) -> Places {
    of_first(document, number, usize::MAX)
}

/// Blocks that are looked at for each cell, where not all cells are asked for: those of the rows
/// that are stand among the first.
const BLOCKS_A_CELL: usize = 4;

/// The same for the cells of the first rows alone.
pub(super) fn of_first(document: &Document, number: usize, rows: usize) -> Places {
    let Some(table) = document.tables.get(number) else { return Places::new() };
    let spans = Spans::of_first(table, rows);
    let cells: usize = spans.rows.iter().map(|row| row.len()).sum();
    let is_all = spans.rows.len() == table.header.len() + table.rows.len();
    let blocks = if is_all { usize::MAX } else { cells * BLOCKS_A_CELL };
    let mut lines = Lines::of(document, table, number, blocks);
    let mut places = Places::new();
    for (row, cells) in spans.rows.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            let is_printed = spans.span(row, column).is_some();
            let text = cell.as_deref().filter(|_| is_printed).map(squeezed);
            if let Some(found) = text.and_then(|text| lines.take(&text)) {
                places.insert((row, column), found);
            }
        }
    }
    places
}

/// The place where the cell begins that covers this one.
pub fn anchor(table: &Table, row: usize, column: usize) -> (usize, usize) {
    let covers = |start: u32, span: u32, at: usize| {
        at >= start as usize && at - (start as usize) < span as usize
    };
    let merge = table.merged.iter().find(|merge| {
        covers(merge.row, merge.row_span, row) && covers(merge.column, merge.column_span, column)
    });
    merge.map_or((row, column), |merge| (merge.row as usize, merge.column as usize))
}

/// The blocks of a table's cells that no cell has taken yet.
struct Lines {
    /// Number and text without white space.
    blocks: Vec<(u32, String)>,
    taken: Vec<bool>,
    /// The block behind the last one taken.
    next: usize,
    by_text: HashMap<String, VecDeque<usize>>,
}

impl Lines {
    fn of(document: &Document, table: &Table, number: usize, most: usize) -> Self {
        let [first, last] = table.blocks;
        let is_cell = |at: &u32| {
            let role = document.blocks.get(*at as usize).map(|block| &block.role);
            matches!(role, Some(Role::TableCell(table)) if *table as usize == number)
        };
        let cells = (first..=last).filter(is_cell).take(most);
        let blocks: Vec<_> = cells.map(|at| (at, squeezed(document.clean(at as usize)))).collect();
        let mut by_text: HashMap<String, VecDeque<usize>> = HashMap::new();
        for (at, (_, text)) in blocks.iter().enumerate() {
            by_text.entry(text.clone()).or_default().push_back(at);
        }
        Self { taken: vec![false; blocks.len()], blocks, next: 0, by_text }
    }

    fn take(&mut self, cell: &str) -> Option<BlockRange> {
        let (first, last) = self.following(cell).or_else(|| self.anywhere(cell))?;
        self.taken[first..=last].fill(true);
        self.next = last + 1;
        Some([self.blocks[first].0, self.blocks[last].0])
    }

    /// The next blocks, where they are the whole cell.
    fn following(&self, cell: &str) -> Option<(usize, usize)> {
        let mut rest = cell;
        for at in self.next..self.blocks.len() {
            rest = rest.strip_prefix(self.blocks[at].1.as_str()).filter(|_| !self.taken[at])?;
            if rest.is_empty() {
                return Some((self.next, at));
            }
        }
        None
    }

    /// The first block that is left and says just this.
    fn anywhere(&mut self, cell: &str) -> Option<(usize, usize)> {
        let same = self.by_text.get_mut(cell)?;
        while let Some(at) = same.pop_front() {
            if !self.taken[at] {
                return Some((at, at));
            }
        }
        None
    }
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Options, convert};

    #[test]
    fn cells_and_their_blocks() {
        let page = "<p>说明</p><table border=1><tr><td rowspan=2>水厂</td><td>东岭</td><td>3</td></tr>\
            <tr><td>西湖<br>二期</td><td>3</td></tr><tr><td>水库</td><td></td><td>3</td></tr></table>";
        let document = convert("a.html", page.as_bytes(), &Options::default()).expect("text");
        let found = cells(&document, 0);
        let at = |row, column| found.get(&(row, column)).copied();
        assert_eq!(
            [at(0, 0), at(0, 1), at(0, 2), at(1, 0), at(1, 1), at(1, 2)],
            [Some([1, 1]), Some([2, 2]), Some([3, 3]), None, Some([4, 5]), Some([6, 6])]
        );
        assert_eq!([at(2, 0), at(2, 1), at(2, 2)], [Some([7, 7]), None, Some([8, 8])]);
        assert_eq!(anchor(&document.tables[0], 1, 0), (0, 0));
        assert_eq!(cells(&document, 1).len(), 0);
    }
}
