//! What is odd about a whole grid, beside the look of its cells: columns without cells, groups that start late.

use super::cell::Cell;
use super::header::{COLUMNS, Header};
use super::parse::{HEADS, LATE_START, Place, Step};
use super::words::Role;

/// A column missing even from the fullest row, in nats.
const NEVER_FULL: f32 = 8.0;
/// A column without any cell, in nats.
const EMPTY_COLUMN: f32 = 7.0;
/// A column of notes without any.
const EMPTY_NOTES: f32 = 1.0;

/// Nats for all that is odd about a grid as a whole.
pub(super) fn cost(header: &Header, cells: &[Cell], steps: &[Step]) -> f32 {
    emptiness(header, steps)
        + lacking(header, steps)
        + stray_group(steps)
        + lone(steps)
        + unlike(header, cells, steps)
}

/// What is odd about the first cell under the header.
pub(super) fn opening(cell: &Cell, step: Step) -> f32 {
    let late = if step.place == Place::First && step.column() > 0 { LATE_START } else { 0.0 };
    late + if cell.heading { HEADS } else { 0.0 }
}

/// A line across the whole width in a table that does not start with one, in nats: groups divide a table from its top.
const STRAY_GROUP: f32 = 4.0;

fn stray_group(steps: &[Step]) -> f32 {
    let divided = steps.iter().any(|s| s.place == Place::Group);
    let rows = steps.iter().find(|s| s.place != Place::Total);
    if divided && rows.is_some_and(|s| s.place != Place::Group) { STRAY_GROUP } else { 0.0 }
}

/// A row of nothing but a cell in a later column, in nats: what stands left of it is said to be shared, for nothing.
const LONE: f32 = 5.0;

fn lone(steps: &[Step]) -> f32 {
    let ends =
        |next: Option<&Step>| next.is_none_or(|s| !matches!(s.place, Place::Inner | Place::More));
    let late = |(i, s): &(usize, &Step)| {
        s.place == Place::First && s.column() > 0 && ends(steps.get(i + 1))
    };
    LONE * steps.iter().enumerate().filter(late).count() as f32
}

/// A column of which the first row has no cell, in nats: what stands there below was not taken over from above.
const LACKING: f32 = 25.0;
/// And for each row of the table, as a cell that heads its group is said to close the row above.
const LACKING_ROW: f32 = 0.5;
/// The same of numbers, which get lost one by one.
const LACKING_NUMBER: f32 = 4.0;

/// Columns of which the first row has no cell, while later rows have some; notes and units are often left out.
fn lacking(header: &Header, steps: &[Step]) -> f32 {
    let (mut first, mut later) = ([false; COLUMNS], [false; COLUMNS]);
    let mut rows = 0;
    for step in steps.iter().filter(|s| s.has_column()) {
        rows += usize::from(step.place == Place::First);
        let seen = if rows <= 1 { &mut first } else { &mut later };
        seen[step.column()] = true;
    }
    let late = (0..header.columns()).filter(|&c| later[c] && !first[c]);
    late.map(|c| match header.role(c) {
        (Role::Note | Role::Unit, ..) => 0.0,
        (Role::Number, ..) | (.., true) => LACKING_NUMBER,
        _ => LACKING + LACKING_ROW * rows as f32,
    })
    .sum()
}

/// Numbers beside texts under one heading over two columns.
const UNLIKE: f32 = 40.0;

fn unlike(header: &Header, cells: &[Cell], steps: &[Step]) -> f32 {
    if !header.is_wide() {
        return 0.0;
    }
    let last = header.columns() - 1;
    let numbers = |column| {
        let inside = |(s, c): &(&Step, &Cell)| {
            s.place == Place::Inner && s.column() == column && c.kind.is_number()
        };
        steps.iter().zip(cells).filter(inside).count()
    };
    if (numbers(last) == 0) == (numbers(last - 1) == 0) { 0.0 } else { UNLIKE }
}

/// Columns without cells, and the width by which even the fullest row falls short.
fn emptiness(header: &Header, steps: &[Step]) -> f32 {
    let columns = header.columns();
    let mut filled = vec![false; columns];
    let (mut row, mut fullest) = (0, 0);
    let mut left = 0;
    for step in steps.iter().filter(|s| s.has_column()) {
        filled[step.column()] = true;
        if step.place == Place::First {
            (row, left) = (0, step.column());
        }
        row += usize::from(step.place != Place::More);
        fullest = fullest.max(row + left);
    }
    let notes = (0..columns).filter(|&c| !filled[c] && header.role(c).0 == Role::Note).count();
    let empty = filled.iter().filter(|f| !**f).count() - notes;
    let missing = columns.saturating_sub(fullest + notes);
    NEVER_FULL * missing as f32 + EMPTY_COLUMN * empty as f32 + EMPTY_NOTES * notes as f32
}
