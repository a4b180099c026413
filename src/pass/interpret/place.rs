//! The blocks of a table's rows.

use crate::document::{BlockRange, Document, Role};

/// Blocks that are looked at for the first cell of a row.
const FARTHEST: usize = 200;

/// Sets the blocks of rows that are given in order; where a row's cells are not found its blocks
/// stay those of the table.
pub(super) fn rows<'a>(
    document: &Document,
    table: usize,
    rows: impl Iterator<Item = (u32, &'a mut BlockRange)>,
) {
    let cells = cells(document, table);
    let mut at = 0;
    for (row, blocks) in rows {
        let Some(found) = row_in(document, &cells[at..], table, row as usize) else { continue };
        *blocks = [cells[at + found[0]] as u32, cells[at + found[1]] as u32];
        at += found[1] + 1;
    }
}

/// Numbers of the blocks that are cells of the table.
fn cells(document: &Document, table: usize) -> Vec<usize> {
    let [first, last] = document.tables[table].blocks;
    let is_cell = |number: &usize| {
        let role = document.blocks.get(*number).map(|block| &block.role);
        matches!(role, Some(Role::TableCell(found)) if *found as usize == table)
    };
    (first as usize..=last as usize).filter(is_cell).collect()
}

/// Places of the first and last block of a row. Its longest cell that does not stand in the row
/// above as well is the surest; the others stand beside it, but for merged and lost ones.
fn row_in(document: &Document, blocks: &[usize], table: usize, row: usize) -> Option<[usize; 2]> {
    let rows = &document.tables[table].rows;
    let above = row.checked_sub(1).map(|above| &rows[above]);
    let cells: Vec<(usize, &str)> = rows[row].iter().enumerate().filter_map(with_text).collect();
    let is_own =
        |column: usize| above.is_none_or(|above| above.get(column) != rows[row].get(column));
    let own = cells.iter().enumerate().filter(|(_, (column, _))| is_own(*column));
    let anchor = own.max_by_key(|(_, (_, text))| text.len())?.0;
    let near = &blocks[..blocks.len().min(FARTHEST)];
    let surest = squeezed(cells[anchor].1);
    let found = near.iter().position(|block| begins(document, *block, &surest))?;
    let (mut first, mut last) = (found, whole(document, blocks, found, cells[anchor].1));
    for (_, text) in cells[..anchor].iter().rev() {
        let before =
            first.checked_sub(1).filter(|at| begins(document, blocks[*at], &squeezed(text)));
        first = before.unwrap_or(first);
    }
    for (_, text) in &cells[anchor + 1..] {
        if blocks.get(last + 1).is_some_and(|block| begins(document, *block, &squeezed(text))) {
            last = whole(document, blocks, last + 1, text);
        }
    }
    Some([first, last])
}

fn with_text((column, cell): (usize, &Option<String>)) -> Option<(usize, &str)> {
    Some((column, cell.as_deref()?))
}

/// The last block of a cell whose text begins at this place.
fn whole(document: &Document, blocks: &[usize], start: usize, cell: &str) -> usize {
    let cell = squeezed(cell);
    let mut rest = cell.as_str();
    let mut last = start;
    for (at, block) in blocks.iter().enumerate().skip(start) {
        let Some(more) = past(document, *block, rest) else { break };
        (rest, last) = (more, at);
    }
    last
}

/// Whether the text of a cell without white space begins with that of a block.
fn begins(document: &Document, block: usize, cell: &str) -> bool {
    past(document, block, cell).is_some()
}

/// What of a cell without white space stands behind the text of a block, if it begins with that.
fn past<'a>(document: &Document, block: usize, cell: &'a str) -> Option<&'a str> {
    let mut rest = cell.chars();
    let mut text = document.clean(block).chars().filter(|c| !c.is_whitespace());
    let begins = text.all(|character| rest.next() == Some(character));
    (begins && rest.as_str().len() < cell.len()).then_some(rest.as_str())
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
