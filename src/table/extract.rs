//! A data table from its grid: caption, unit and note rows split off, header rows told from body
//! rows, spans filled.

use std::borrow::Cow;
use std::ops::Range;

use super::{classify, grid, words};
use crate::document::{Document, Grid, Merge, Role};

/// Header rows at most.
const MOST_HEADER_ROWS: usize = 4;
/// Bytes of text that filling spans may add up to.
const MOST_TEXT: usize = 1 << 26;
/// A cell's text with its blocks.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// Clean texts of its blocks, joined.
    pub text: String,
    /// Its blocks: first and one past the last.
    pub blocks: Range<u32>,
}

/// Rows of cells; `None` where the source left a place empty.
pub type Rows = Vec<Vec<Option<Cell>>>;

/// A data table taken from markup.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DataTable {
    /// Rows above the header that span the whole width.
    pub caption: Vec<Cell>,
    /// Row that states the unit of the table.
    pub unit: Option<Cell>,
    /// Rows under the body that span the whole width.
    pub notes: Vec<Cell>,
    /// Header rows, spans filled.
    pub header: Rows,
    /// Body rows, spans filled.
    pub rows: Rows,
    /// Cells that cover more than one place, header rows first.
    pub merged: Vec<Merge>,
    /// Blocks of the whole table: first and one past the last.
    pub blocks: Range<u32>,
}

/// The data table in the grid with this number; `None` when it holds no data.
pub fn extract(document: &Document, number: usize) -> Option<DataTable> {
    if !classify::is_data(document, number) {
        return None;
    }
    let grid = &document.grids[number];
    let matrix = grid::matrix(grid)?;
    let is_written = |text: Cow<'_, str>| !text.trim().is_empty();
    let written = grid.cells.iter().map(|cell| is_written(text_of(document, &cell.blocks)));
    let draft = Draft { document, grid, matrix, written: written.collect() };
    draft.affordable().then(|| draft.table())
}

/// Whether `next` goes on with `table`: as many columns, and the same header or none.
pub fn continues(table: &DataTable, next: &DataTable) -> bool {
    let width = |table: &DataTable| table.header.iter().chain(&table.rows).map(Vec::len).max();
    let same = texts(&table.header).eq(texts(&next.header));
    width(table) == width(next)
        && next.caption.is_empty()
        && table.notes.is_empty()
        && (same || next.header.is_empty())
}

fn texts(rows: &Rows) -> impl Iterator<Item = Option<&str>> {
    rows.iter().flatten().map(|cell| cell.as_ref().map(|cell| cell.text.as_str()))
}

/// Text of the blocks that nothing removed: joined with a space between Latin words only.
fn text_of<'a>(document: &'a Document, blocks: &Range<u32>) -> Cow<'a, str> {
    let range = blocks.start as usize..blocks.end as usize;
    let mut text = Cow::Borrowed("");
    for block in document.blocks.get(range).unwrap_or_default() {
        match document.text.of(block) {
            _ if matches!(block.role, Role::Removed(_)) => {}
            first if text.is_empty() => text = first.into(),
            next => join(text.to_mut(), next),
        }
    }
    text
}

fn cell_of(document: &Document, blocks: &Range<u32>) -> Option<Cell> {
    let text = text_of(document, blocks);
    (!text.trim().is_empty()).then(|| Cell { text: text.into_owned(), blocks: blocks.clone() })
}

fn join(text: &mut String, next: &str) {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    if latin(text.chars().next_back()) && latin(next.chars().next()) {
        text.push(' ');
    }
    text.push_str(next);
}

struct Draft<'a> {
    document: &'a Document,
    grid: &'a Grid,
    matrix: Vec<Vec<Option<u32>>>,
    /// Whether each cell has text. The texts are not kept: a table may have millions.
    written: Vec<bool>,
}

impl Draft<'_> {
    /// Whether the text of all places together stays within bounds.
    fn affordable(&self) -> bool {
        let places = self.matrix.iter().flatten().flatten();
        let lengths = places.filter_map(|number| self.text(*number)).map(|text| text.len());
        lengths.sum::<usize>() <= MOST_TEXT
    }

    fn is_written(&self, number: u32) -> bool {
        self.written[number as usize]
    }

    fn text(&self, number: u32) -> Option<Cow<'_, str>> {
        let text = || text_of(self.document, &self.grid.cells[number as usize].blocks);
        self.is_written(number).then(text)
    }

    fn table(mut self) -> DataTable {
        let mut table = DataTable { blocks: self.grid.blocks.clone(), ..DataTable::default() };
        let form = self.is_form();
        self.drop_empty();
        let first = self.take_head(&mut table);
        let last = self.take_notes(&mut table, first);
        let header = self.header_rows(first, last, form);
        table.merged = self.merged(first..last);
        // Each row of numbers is gone when its texts are there.
        let mut rows = std::mem::take(&mut self.matrix).into_iter().take(last).skip(first);
        table.header = rows.by_ref().take(header).map(|row| self.filled(&row)).collect();
        table.rows = rows.map(|row| self.filled(&row)).collect();
        table
    }

    /// Drops rows and columns without any text.
    fn drop_empty(&mut self) {
        let cells = &self.written;
        let written = |place: &Option<u32>| place.is_some_and(|number| cells[number as usize]);
        self.matrix.retain(|row| row.iter().any(written));
        let width = self.matrix.first().map_or(0, Vec::len);
        let keep: Vec<bool> =
            (0..width).map(|column| self.matrix.iter().any(|row| written(&row[column]))).collect();
        for row in &mut self.matrix {
            let mut kept = keep.iter();
            row.retain(|_| kept.next().copied().unwrap_or(true));
        }
    }

    /// The cells with text of a row, each once.
    fn written(&self, row: usize) -> Vec<u32> {
        let mut cells: Vec<u32> = self.matrix[row].iter().flatten().copied().collect();
        cells.dedup();
        cells.retain(|number| self.is_written(*number));
        cells
    }

    /// The cell that has a row of several columns for itself.
    fn sole(&self, row: usize) -> Option<u32> {
        let places = &self.matrix[row];
        let first = places.first().copied().flatten()?;
        let covers = places.len() > 1 && places.iter().all(|place| *place == Some(first));
        (covers && self.is_written(first)).then_some(first)
    }

    /// The cells of a row above the header: a caption across the width, a unit line, or both
    /// side by side.
    fn head_cells(&self, row: usize) -> Option<Vec<u32>> {
        let cells = self.written(row);
        let is_unit = |number: &u32| self.text(*number).is_some_and(|text| words::is_unit(&text));
        let wide = self.matrix[row].len() > 2;
        let head = match &cells[..] {
            [only] => self.sole(row).is_some() || wide && is_unit(only),
            [_, unit] => wide && is_unit(unit),
            _ => false,
        };
        head.then_some(cells)
    }

    /// Takes caption and unit rows off the top; the first row that is left.
    fn take_head(&self, table: &mut DataTable) -> usize {
        let mut first = 0;
        while first + 1 < self.matrix.len() {
            let Some(cells) = self.head_cells(first) else { break };
            for line in cells.into_iter().flat_map(|number| self.lines(number)) {
                if words::is_unit(&line.text) && table.unit.is_none() {
                    table.unit = Some(line);
                } else if words::is_note(&line.text) {
                    table.notes.push(line);
                } else {
                    table.caption.push(line);
                }
            }
            first += 1;
        }
        first
    }

    /// Takes note rows off the bottom, from the first row that says so on; one past the last row
    /// that is left.
    fn take_notes(&self, table: &mut DataTable, first: usize) -> usize {
        let mut last = self.matrix.len();
        let mut row = last;
        while row > first + 1 {
            let Some(number) = self.sole(row - 1) else { break };
            row -= 1;
            if self.text(number).is_some_and(|text| words::is_note(&text)) {
                last = row;
            }
        }
        let mut before = None;
        for number in (last..self.matrix.len()).filter_map(|row| self.sole(row)) {
            if before.replace(number) != Some(number) {
                table.notes.extend(self.lines(number));
            }
        }
        last
    }

    /// The blocks of a cell, each as a cell of its own.
    fn lines(&self, number: u32) -> impl Iterator<Item = Cell> {
        let blocks = self.grid.cells[number as usize].blocks.clone();
        blocks.filter_map(|block| cell_of(self.document, &(block..block + 1)))
    }

    /// Number of header rows from `first` on; none in a table that begins with values.
    fn header_rows(&self, first: usize, last: usize, form: bool) -> usize {
        let rows = last.saturating_sub(first);
        let marked = (first..last).take_while(|row| self.is_marked(*row)).count();
        if marked > 0 {
            return marked.min(rows.saturating_sub(1)).max(1);
        }
        if rows < 2 || form {
            return usize::from(rows == 1);
        }
        let mut height = 1;
        while height < MOST_HEADER_ROWS
            && height + 1 < rows
            && (self.divides(first + height) || self.reaches(first, first + height))
        {
            height += 1;
        }
        if (first..first + height).any(|row| self.has_values(row)) { 0 } else { height }
    }

    /// All cells of the row are `<th>` or in `<thead>`.
    fn is_marked(&self, row: usize) -> bool {
        let mut cells = self.matrix[row].iter().flatten().peekable();
        cells.peek().is_some() && cells.all(|number| self.grid.cells[*number as usize].header)
    }

    /// Whether the first row under the caption has labels with places to fill in between.
    fn is_form(&self) -> bool {
        let row = (0..self.matrix.len()).find(|row| self.written(*row).len() > 1);
        row.or(Some(0)).and_then(|row| self.matrix.get(row)).is_some_and(|places| {
            let is_empty = |place: &&Option<u32>| !place.is_some_and(|n| self.is_written(n));
            places.iter().filter(is_empty).count() * 3 > places.len()
        })
    }

    /// Whether a row goes on with the header: a cell of the row above reaches into it, and a
    /// column of that row is divided in it.
    fn divides(&self, row: usize) -> bool {
        let (above, own) = (&self.matrix[row - 1], &self.matrix[row]);
        let reaches = above.iter().zip(own).any(|(above, own)| above.is_some() && above == own);
        let wide = above.windows(2).any(|pair| pair[0].is_some() && pair[0] == pair[1]);
        let divided = above
            .windows(2)
            .zip(own.windows(2))
            .any(|(above, own)| above[0].is_some() && above[0] == above[1] && own[0] != own[1]);
        (reaches || wide) && divided && !self.has_values(row)
    }

    /// Whether the first cell of the header reaches down to a row without values.
    fn reaches(&self, first: usize, row: usize) -> bool {
        let lead = |row: usize| self.matrix[row].first().copied().flatten();
        let headed = self.written(first).into_iter().any(|number| {
            let text = self.text(number).unwrap_or_default();
            words::is_header(&text.split_whitespace().collect::<String>())
        });
        headed && lead(first).is_some() && lead(first) == lead(row) && !self.has_values(row)
    }

    /// Cells that are numbers but not years or ordinals of columns.
    fn has_values(&self, row: usize) -> bool {
        let mut last = None;
        self.matrix[row].iter().flatten().any(|number| {
            let repeated = last.replace(*number) == Some(*number);
            !repeated && self.text(*number).is_some_and(|text| is_value(&text))
        })
    }

    fn filled(&self, row: &[Option<u32>]) -> Vec<Option<Cell>> {
        let fill = |place: &Option<u32>| {
            let blocks = &self.grid.cells[(*place)? as usize].blocks;
            cell_of(self.document, blocks)
        };
        row.iter().map(fill).collect()
    }

    /// Cells over more than one place, in the rows and columns that are left.
    fn merged(&self, rows: Range<usize>) -> Vec<Merge> {
        let mut spans: Vec<Option<Merge>> = vec![None; self.written.len()];
        for (row, places) in self.matrix[rows].iter().enumerate() {
            for (column, number) in places.iter().enumerate() {
                let Some(number) = *number else { continue };
                let (row, column) = (row as u32, column as u32);
                let span = spans[number as usize].get_or_insert(Merge {
                    row,
                    column,
                    row_span: 1,
                    column_span: 1,
                });
                span.row_span = span.row_span.max(row - span.row + 1);
                span.column_span = span.column_span.max(column.saturating_sub(span.column) + 1);
            }
        }
        let wide = |merge: &Merge| merge.row_span > 1 || merge.column_span > 1;
        let written = spans.into_iter().zip(&self.written).filter(|(_, written)| **written);
        let mut merged: Vec<Merge> = written.filter_map(|(span, _)| span).filter(wide).collect();
        merged.sort_unstable();
        merged
    }
}

/// A number with decimals, a sign, a percentage or more than four digits: no year, no ordinal.
fn is_value(text: &str) -> bool {
    let text = text.trim();
    let number = text.trim_start_matches(['-', '+', '－', '≥', '≤', '>', '<', '＞', '＜', '约']);
    let number = number.trim_end_matches(['%', '％', '*', '‰']);
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    let others =
        number.bytes().filter(|byte| !byte.is_ascii_digit()).all(|byte| b".,".contains(&byte));
    let plain = number.len() == text.len() && digits <= 4 && digits == number.len();
    digits > 0 && others && !plain
}
