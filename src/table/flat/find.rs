//! Finds tables that have no caption: short lines that read like a header, over lines that read like cells.

use super::Line;
use super::cell::{Cell, fold};
use super::header;
use super::kind::Kind;
use super::words::{Match, Role, role};
use crate::data::captions::{SHORTEST_TABLE_NAME, TABLE_NAMES};
use crate::data::compare::has_length;

/// Lines looked at from a possible first heading on.
const WINDOW: usize = 28;
/// Unknown headings in a row that may stand between known ones.
const UNKNOWN: usize = 2;
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
            return Some(opening(lines, from, &mut buffer));
        }
        from += 1;
    }
    None
}

/// Where the header starts of which the lines at `from` are known: a word that nobody knows may stand among the first
/// ones, and the name of the table before them.
fn opening(lines: &[Line], from: usize, buffer: &mut Vec<char>) -> usize {
    if is_name(lines, from, buffer) {
        return from + 1;
    }
    let (mut start, mut unknown) = (from, 0);
    for at in (0..from).rev() {
        if is_name(lines, at, buffer) || !may_head(&lines[at], buffer) || unknown > UNKNOWN {
            break;
        }
        let known = is_heading(&lines[at], buffer);
        (start, unknown) = if known { (at, 0) } else { (start, unknown + 1) };
    }
    start
}

/// Short words that are no number, cell or sentence.
fn may_head(line: &Line, buffer: &mut Vec<char>) -> bool {
    !line.stop
        && line.text.len() <= 3 * HEADING
        && header::may_start(&Cell::read(line.text, line.indent, buffer))
}

/// The name of a table over the first heading of its columns.
fn is_name(lines: &[Line], at: usize, buffer: &mut Vec<char>) -> bool {
    let (name, Some(first)) = (lines[at].text, lines.get(at + 1)) else { return false };
    fold(first.text, buffer);
    let (role, known) = role(buffer);
    let opens = matches!(role, Role::Ordinal | Role::Category | Role::Name | Role::Place);
    opens
        && known == Match::Whole
        && has_length(name, SHORTEST_TABLE_NAME)
        && (name.ends_with('表') || TABLE_NAMES.iter().any(|end| name.ends_with(end)))
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
