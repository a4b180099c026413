//! What the look of neighbouring lines says: the rest of a cell, a line across the whole width, a row of totals.

use super::cell::Cell;
use super::kind::Kind;
use super::prose;

/// What one line costs in each place, whatever the header.
pub(super) struct Look {
    /// As the rest of the cell before it, and as not being that.
    pub go_on: f32,
    pub apart: f32,
    /// Across the whole width.
    pub group: f32,
    /// As the label of a row of totals.
    pub total: f32,
    /// As prose after the table.
    pub prose: f32,
}

/// The label of a row of totals printed once more for each column it covers: it opens nothing.
const SAME_ROW: (f32, f32) = (f32::INFINITY, f32::INFINITY);

/// The label of totals as any other cell of a row.
const STRAY_TOTAL: f32 = 2.0;

/// The costs of all lines.
pub(super) fn looks(cells: &[Cell]) -> Vec<Look> {
    let usual = cells.first().map_or(0, |c| c.indent);
    let look = |(i, cell): (usize, &Cell)| {
        let before = i.checked_sub(1).map(|b| &cells[b]);
        let (go_on, apart) = before.map_or((f32::INFINITY, 0.0), |b| joint(b, cell));
        let again = before.is_some_and(|b| b.total && cell.total && b.hash == cell.hash);
        let apart = apart + if cell.total { STRAY_TOTAL } else { 0.0 };
        let (group, total) = if again { SAME_ROW } else { (group_cost(cell), total_cost(cell)) };
        Look { go_on, apart, group, total, prose: prose::cost(cell, usual) }
    };
    cells.iter().enumerate().map(look).collect()
}

/// Cost of a cell as a line across the whole width, beside the cost of such a line.
fn group_cost(cell: &Cell) -> f32 {
    let kind = match cell.kind {
        Kind::Item | Kind::SubItem => 0.5,
        Kind::Short => 1.8,
        Kind::Medium => 2.2,
        Kind::Numbered => 3.5,
        Kind::Long => 4.0,
        Kind::Organ => 5.0,
        _ => 9.0,
    };
    let once = if cell.key == 0 { 0.7 } else { 3.0 };
    kind + once
        + if cell.heading { 4.0 } else { 0.0 }
        + if cell.sentence || cell.open { 3.0 } else { 0.0 }
}

/// Cost of a cell as the label of a row of totals: of all rows, or of the group it heads.
fn total_cost(cell: &Cell) -> f32 {
    match cell.kind {
        _ if cell.total => 0.8,
        Kind::Item | Kind::SubItem => 3.0,
        _ => f32::INFINITY,
    }
}

/// Cost of a line as the rest of the cell before it, and of not being that.
fn joint(before: &Cell, cell: &Cell) -> (f32, f32) {
    let text = |c: &Cell| c.kind.has_length() || c.kind == Kind::Date;
    if let (Some(a), Some(b)) = (before.candidate, cell.candidate)
        && a.class == b.class
        && b.value == a.value + 1
        && before.kind.is_text()
    {
        return (0.0, 4.0);
    }
    let cut = before.cut && (cell.counted || cell.tail);
    if (before.open || cut) && before.kind.has_length() {
        return if text(cell) && cell.kind != Kind::Choice { (0.0, 3.0) } else { (3.0, 0.5) };
    }
    if before.wrapped {
        return if text(cell) || cell.kind.is_number() || cell.kind == Kind::Unit {
            (0.3, 1.5)
        } else {
            (f32::INFINITY, 0.0)
        };
    }
    if !text(before)
        || before.kind == Kind::Choice
        || matches!(cell.kind, Kind::Choice | Kind::Ordinal | Kind::Unit | Kind::Blank)
        || cell.kind.is_number()
    {
        return (f32::INFINITY, 0.0);
    }
    if cell.tail {
        return (0.0, 3.0);
    }
    (loose_joint(before, cell), 0.0)
}

fn loose_joint(before: &Cell, cell: &Cell) -> f32 {
    let repeated = if cell.key > 0 { 2.0 } else { 0.0 } + if before.key > 0 { 2.0 } else { 0.0 };
    let numbered = if matches!(cell.kind, Kind::Item | Kind::SubItem) { 2.0 } else { 0.0 };
    let shape = match (before.kind, cell.kind) {
        (Kind::Short, Kind::Short) if before.length + cell.length <= 8 => {
            if before.length == 2 && cell.length == 2 { 0.3 } else { 1.5 }
        }
        (
            Kind::Long | Kind::Medium | Kind::Numbered,
            Kind::Long | Kind::Medium | Kind::Numbered,
        ) if before.sentence => 1.0,
        (Kind::Long, Kind::Long | Kind::Medium | Kind::Short) if !before.sentence => 2.0,
        (Kind::Medium, Kind::Short) => 3.0,
        _ => 4.5,
    };
    shape + repeated + numbered
}
