//! Rows whose cells are aligned by white space: what no row prints in is between two columns.

use crate::data::headers::is_header_word;
use crate::data::parted::{Aligned, aligned};

/// Fewest columns: two are labels and their texts as often.
const FEWEST_COLUMNS: usize = 3;
/// Widest line, in columns of a page.
const WIDEST: usize = 400;

/// The cells of lines (indent and text), one for each column and empty where a line has none there;
/// lines that do not agree on columns give nothing, and names in columns are no table. A line across
/// columns stays one cell.
pub(super) fn rows<'a>(lines: &[(usize, &'a str)]) -> Option<Vec<Vec<&'a str>>> {
    let lines: Vec<Vec<Aligned<'a>>> =
        lines.iter().map(|(indent, text)| aligned(text, *indent)).collect();
    let columns = columns(&lines)?;
    let mut cells = lines.iter().flatten();
    let is_table = lines.first()?.iter().any(|cell| is_header_word(cell.text))
        || cells.any(|cell| cell.text.contains(|c: char| c.is_ascii_digit()));
    is_table.then_some(())?;
    lines.iter().map(|cells| place(cells, &columns)).collect()
}

/// Where columns start: the first of each stretch of places that some row of cells prints in. The
/// fullest row has them all.
fn columns(lines: &[Vec<Aligned<'_>>]) -> Option<Vec<usize>> {
    let mut covered = vec![false; WIDEST];
    for cell in lines.iter().filter(|cells| cells.len() > 1).flatten() {
        covered.get_mut(cell.start..cell.end)?.fill(true);
    }
    let starts = |at: &usize| covered[*at] && (*at == 0 || !covered[at - 1]);
    let columns: Vec<usize> = (0..WIDEST).filter(starts).collect();
    let fullest = lines.iter().map(Vec::len).max()?;
    (columns.len() >= FEWEST_COLUMNS && columns.len() == fullest).then_some(columns)
}

fn place<'a>(cells: &[Aligned<'a>], columns: &[usize]) -> Option<Vec<&'a str>> {
    let column = |place: usize| columns.partition_point(|start| *start <= place).checked_sub(1);
    if let [cell] = cells {
        let is_across = column(cell.start)? == 0 && column(cell.end - 1)? > 0;
        let is_label = column(cell.end - 1)? == 0;
        if is_across {
            return Some(vec![cell.text]);
        }
        // Words alone below another column go on with the cell above: that is no row.
        is_label.then_some(())?;
    }
    let mut row = vec![""; columns.len()];
    for cell in cells {
        let place = &mut row[column(cell.start)?];
        if !place.is_empty() {
            return None;
        }
        *place = cell.text;
    }
    Some(row)
}
