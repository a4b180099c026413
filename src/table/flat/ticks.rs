//! Signs such as `√` under several columns, printed only where they are set: in which column each stood is lost.

use super::cell::Cell;
use super::kind::Kind;

/// Fewest stretches of signs that are judged.
const LEAST: usize = 3;
/// Share of rows with one sign each, from which it is taken for one of several columns.
const EVERY: f32 = 0.9;

/// Whether the cells of these rows have signs of which the column cannot be told.
pub(super) fn are_lost(cells: &[Cell], rows: usize) -> bool {
    let is_lost = |signs: fn(&Cell) -> bool| is_lost(cells, rows, signs);
    is_lost(|c| c.mark) && is_lost(|c| c.mark || c.kind == Kind::Blank)
}

/// Signs in stretches of different lengths; or the same one in each row, which would say nothing in a column of its own.
fn is_lost(cells: &[Cell], rows: usize, signs: fn(&Cell) -> bool) -> bool {
    let stretches = || cells.chunk_by(|a, b| signs(a) && signs(b)).filter(|s| signs(&s[0]));
    let marked: Vec<&[Cell]> = stretches().filter(|s| s.iter().any(|c| c.mark)).collect();
    let Some(first) = marked.first().filter(|_| marked.len() >= LEAST) else { return false };
    let alike = marked.iter().all(|s| s.len() == first.len());
    let one = marked.iter().all(|s| s.iter().all(|c| c.hash == first[0].hash));
    let every =
        stretches().filter(|s| s.len() == first.len()).count() as f32 >= EVERY * rows as f32;
    match first.len() {
        1 => !alike || one && every,
        _ => !alike || !every,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_in_each_place_is_not_lost() {
        let check = |rows: &[&str], lost: bool| {
            let texts = rows.iter().flat_map(|row| row.split('|'));
            let cells: Vec<Cell> = texts.map(|t| Cell::read(t, 0, &mut Vec::new())).collect();
            assert_eq!(are_lost(&cells, rows.len()), lost, "{rows:?}");
        };
        check(&["供水|√|×|√", "供气|×|×|√", "供热|√|√|×"], false);
        check(&["供水|√|—|√", "供气|—|√|√", "供热|√|√|—"], false);
        check(&["供水|√|—", "供气|—|—", "供热|√|√", "供电|—|√"], false);
        check(&["供水|√|√", "供气|√", "供热|√|√|√"], true);
        check(&["供水|√", "供气|√", "供热|√"], true);
        check(&["供水|√", "供气", "供热|√", "供电", "供暖|√"], false);
        check(&["供水|√", "供气|×", "供热|√"], false);
        check(&["供水|12|√", "供气|—|√", "供热|8", "供电|7|√"], false);
        check(&["供水|12", "供气|9", "供热|8"], false);
    }
}
