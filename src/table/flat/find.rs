//! Finds tables that have no caption: short lines that read like a header, over lines that read like cells.

use super::Line;
use super::cell::{Cell, Kind, fold};
use super::words::{Match, role};

/// Lines looked at from a possible first heading on.
const WINDOW: usize = 28;
/// Fewest lines of a table worth finding: a header of two and three rows.
const LEAST: usize = 8;
/// Longest first heading in characters.
const HEADING: usize = 12;
/// Headings that must follow each other, known as whole words or by their ends.
const HEADINGS: usize = 3;
/// Share of the lines under the header that must be numbers, ordinals, units or choices.
const TYPED: f32 = 0.3;
/// Longest line of a cell in bytes: no sentence of prose is shorter than three times this.
const LONG: usize = 240;

/// The first line of a flattened table without a caption.
pub(super) fn find(lines: &[Line]) -> Option<usize> {
    let mut buffer = Vec::new();
    let mut from = 0;
    while from + LEAST <= lines.len() {
        let known =
            lines[from..].iter().take(HEADINGS).take_while(|l| is_heading(l, &mut buffer)).count();
        if known == HEADINGS && reads_like_cells(&lines[from..], &mut buffer) {
            return Some(from);
        }
        from += 1;
    }
    None
}

fn is_heading(line: &Line, buffer: &mut Vec<char>) -> bool {
    if line.stop || line.text.len() > 3 * HEADING {
        return false;
    }
    fold(line.text, buffer);
    role(buffer).1 != Match::None || is_year(buffer)
}

fn is_year(text: &[char]) -> bool {
    text.len() >= 5 && text[..4].iter().all(char::is_ascii_digit) && text[4] == '年'
}

/// Whether enough of the lines are cells by their look, and none is a paragraph.
fn reads_like_cells(lines: &[Line], buffer: &mut Vec<char>) -> bool {
    let window: Vec<&Line> =
        lines.iter().take(WINDOW).take_while(|l| !l.stop && l.text.len() <= LONG).collect();
    if window.len() < LEAST {
        return false;
    }
    let body = &window[HEADINGS..];
    let typed = body.iter().filter(|l| is_typed(&Cell::read(l.text, l.indent, buffer))).count();
    typed as f32 >= TYPED * body.len() as f32
}

fn is_typed(cell: &Cell) -> bool {
    cell.kind.is_number()
        || matches!(cell.kind, Kind::Ordinal | Kind::Unit | Kind::Choice | Kind::Date | Kind::Organ)
}
