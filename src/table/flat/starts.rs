//! Rows to start learning from: cut at ordinals, after cells that look like the last of a row, or every so many cells.

use super::cell::Cell;
use super::header::Header;
use super::kind::Kind;
use super::parse::{Place, Step};
use super::words::Role;

/// What the last cell of a row can look like where nothing else marks rows.
pub(super) const ANCHORS: [fn(&Cell) -> bool; 2] =
    [|c| c.key > 0 || c.kind == Kind::Choice, |c| c.kind == Kind::Organ];

/// Rows that end at each cell which looks like an anchor, aligned to the right.
pub(super) fn anchored(
    cells: &[Cell],
    header: &Header,
    anchor: fn(&Cell) -> bool,
) -> Option<Vec<Step>> {
    let columns = header.columns();
    let count = cells.iter().filter(|c| anchor(c)).count();
    let regular = 2 * count * columns > cells.len() && 2 * count * columns < 3 * cells.len();
    if !regular || count == cells.len() || cells.iter().any(|c| c.kind == Kind::Ordinal) {
        return None;
    }
    let mut steps = Vec::with_capacity(cells.len());
    for row in cells.split_inclusive(anchor) {
        let from = columns.saturating_sub(row.len());
        let column = |i: usize| (from + i).min(columns - 1);
        steps.extend((0..row.len()).map(|i| match i {
            0 => Step::new(Place::First, column(0)),
            _ if column(i) > column(i - 1) => Step::new(Place::Inner, column(i)),
            _ => Step::new(Place::More, column(i)),
        }));
    }
    Some(steps)
}

/// Rows that are cut where a run of cells of one kind ends, if the first row has one such run; what the others
/// lack stands left and was printed once for several rows.
pub(super) fn cut_by_kind(cells: &[Cell], header: &Header) -> Option<Vec<Step>> {
    let columns = header.columns();
    if cells.len() < 2 * columns || cells.iter().any(|c| c.kind == Kind::Ordinal) {
        return None;
    }
    cut(cells, columns, Kind::coarse).or_else(|| cut(cells, columns, |kind| kind as usize))
}

/// The same by kinds as they are seen.
fn cut(cells: &[Cell], columns: usize, seen: fn(Kind) -> usize) -> Option<Vec<Step>> {
    let kind = |i: usize| seen(cells[i].kind);
    let typed = |i: usize| !matches!(cells[i].kind, Kind::Short | Kind::Medium | Kind::Long);
    let ends = |i: usize, of: usize| kind(i) == of && (i + 1 == cells.len() || kind(i + 1) != of);
    let once = |&at: &usize| {
        typed(at) && (0..columns).filter(|&i| ends(i, kind(at))).eq(std::iter::once(at))
    };
    let at = (0..columns).rev().find(once)?;
    let (mut steps, mut from) = (Vec::with_capacity(cells.len()), 0);
    for mark in (0..cells.len()).filter(|&i| ends(i, kind(at))) {
        let end = mark + columns - at;
        let first = (columns + from).checked_sub(end)?;
        let end = end.min(cells.len());
        steps.extend((from..end).map(|i| {
            let place = if i == from { Place::First } else { Place::Inner };
            Step::new(place, first + i - from)
        }));
        from = end;
    }
    Some(steps)
}

/// Share of cells that are of the kind of the cell above them where rows of one length stand below each other.
const RECURRING: f32 = 0.8;

/// Rows of as many cells as there are columns, if kinds recur so.
pub(super) fn recurring(cells: &[Cell], header: &Header) -> Option<Vec<Step>> {
    let columns = header.columns();
    let pairs = cells.len().saturating_sub(columns);
    let alike = cells.iter().zip(&cells[columns.min(cells.len())..]);
    let alike = alike.filter(|(a, b)| a.kind.coarse() == b.kind.coarse()).count();
    let recur = pairs >= columns && alike as f32 >= RECURRING * pairs as f32;
    recur.then(|| every(cells.len(), columns))
}

/// Rows cut every so many cells.
fn every(cells: usize, columns: usize) -> Vec<Step> {
    let place = |column| if column == 0 { Place::First } else { Place::Inner };
    (0..cells).map(|i| Step::new(place(i % columns), i % columns)).collect()
}

/// Rows cut at ordinals, or every so many cells.
pub(super) fn regular(cells: &[Cell], header: &Header) -> Vec<Step> {
    let columns = header.columns();
    let ordinals = cells.iter().filter(|c| c.kind == Kind::Ordinal).count();
    let column = (0..columns).find(|&c| header.role(c).0 == Role::Ordinal).unwrap_or(0);
    if ordinals * columns * 2 > cells.len() {
        return cut_at_ordinals(cells, columns, column);
    }
    every(cells.len(), columns)
}

/// Rows with their ordinals in `column`; what stands before one like the first category of the table is a category.
fn cut_at_ordinals(cells: &[Cell], columns: usize, column: usize) -> Vec<Step> {
    let category = cells.first().filter(|_| column > 0).map(|c| c.kind);
    let mut steps: Vec<Step> = Vec::with_capacity(cells.len());
    let mut at = 0;
    for (i, cell) in cells.iter().enumerate() {
        let numbered = |i: usize| cells.get(i).is_some_and(|c| c.kind == Kind::Ordinal);
        let opens = i == 0 || Some(cell.kind) == category && numbered(i + column);
        let place = match cell.kind {
            Kind::Ordinal if i > 0 && at < column => Place::Inner,
            Kind::Ordinal => Place::First,
            _ if opens || at + 1 >= columns => Place::First,
            _ => Place::Inner,
        };
        at = match (cell.kind, place) {
            (Kind::Ordinal, _) => column,
            (_, Place::First) => 0,
            _ => at + 1,
        };
        steps.push(Step::new(place, at));
    }
    steps
}
