//! The cheapest way to lay cells out in rows, in one pass over the cells.

use super::cell::Cell;
use super::joint::{group_cost, joint, total_cost};
use super::model::Frozen;
use super::rows::{FrozenRows, SKIP_ANY};

/// What a cell does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Place {
    /// Starts a row.
    First,
    /// Goes on in the row.
    Inner,
    /// Goes on in the cell above it.
    More,
    /// Stands across the whole width.
    Group,
    /// Opens a row of totals.
    Total,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Step {
    pub place: Place,
    column: u8,
}

impl Step {
    pub(super) fn new(place: Place, column: usize) -> Step {
        Step { place, column: column as u8 }
    }
    pub(super) fn column(self) -> usize {
        self.column as usize
    }
    pub(super) fn has_column(self) -> bool {
        !matches!(self.place, Place::Group | Place::Total)
    }
}

/// The steps of the cells that belong to the table; those after them are prose.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Parse {
    pub steps: Vec<Step>,
}

/// Where the best way to a state came from.
const NEW_ROW: u8 = 250;
const MORE: u8 = 251;
const TOTAL: u8 = 252;

/// A first row that does not start in the first column.
const LATE_START: f32 = 5.0;
/// The prose reading may be this much cheaper before the table is taken to have ended, in nats.
const GIVE_UP: f32 = 60.0;

/// The first cell under the header is a word that heads columns.
pub(super) const HEADS: f32 = 4.0;
/// Reward for a row that starts with `其中：`.
pub(super) const PART: f32 = 2.0;

struct Trellis {
    columns: usize,
    /// For each cell and state the code it came from.
    from: Vec<u8>,
    /// For each cell the state in which a row ends cheapest.
    ends: Vec<u8>,
    now: Vec<f32>,
    next: Vec<f32>,
    emission: Vec<f32>,
}

/// `prose[i]` is the cost of reading cell `i` as prose. Only what stands before the first cell of prose is laid out.
pub(super) fn parse(cells: &[Cell], prose: &[f32], model: &Frozen, rows: &FrozenRows) -> Parse {
    let columns = rows.start.len();
    let states = columns + 2;
    let mut t = Trellis {
        columns,
        from: Vec::with_capacity(cells.len() * states),
        ends: Vec::with_capacity(cells.len()),
        now: vec![f32::INFINITY; states],
        next: vec![f32::INFINITY; states],
        emission: vec![0.0; columns],
    };
    let mut row_end = 0.0_f64;
    let mut shift = 0.0_f64;
    let mut best = (0, f64::INFINITY);
    let mut spoken = 0.0_f64;
    let all: f64 = prose.iter().map(|&p| f64::from(p)).sum();
    for (i, cell) in cells.iter().enumerate() {
        model.costs(cell, &mut t.emission);
        let before = i.checked_sub(1).map(|b| &cells[b]);
        t.advance(cell, before, rows, (row_end - shift) as f32);
        shift += f64::from(t.rebase());
        row_end = shift + f64::from(t.end(rows));
        spoken += f64::from(prose[i]);
        let whole = row_end + all - spoken;
        if whole < best.1 {
            best = (i + 1, whole);
        }
        let ended = t.ends.last().map_or(0, |&c| c as usize);
        row_end += if ended < columns { f64::from(rows.short(ended)) } else { 0.0 };
        if row_end - spoken > best.1 - all + f64::from(GIVE_UP) {
            break;
        }
    }
    Parse { steps: t.trace(best.0) }
}

impl Trellis {
    /// Moves every state on by one cell.
    fn advance(&mut self, cell: &Cell, before: Option<&Cell>, rows: &FrozenRows, row_end: f32) {
        let k = self.columns;
        let (go_on, apart) = before.map_or((f32::INFINITY, 0.0), |b| joint(b, cell));
        let mut open = (f32::INFINITY, 0_u8);
        let total = self.now[k];
        for c in 0..k {
            let late = if before.is_none() && c > 0 { LATE_START } else { 0.0 };
            let mut best = (row_end + rows.start[c] + late, NEW_ROW);
            best.0 -= if cell.part { PART } else { 0.0 };
            let near = c.checked_sub(1).map_or(f32::INFINITY, |b| self.now[b] + rows.stay[c]);
            if near < best.0 {
                best = (near, (c - 1) as u8);
            }
            let inner = open.0 + rows.gaps[c] + rows.stay[c] + SKIP_ANY;
            if inner < best.0 {
                best = (inner, open.1);
            }
            let after_total = total + rows.total_skip * c as f32;
            if c > 0 && after_total < best.0 {
                best = (after_total, TOTAL);
            }
            best.0 += apart + self.emission[c];
            let more = self.now[c] + go_on + rows.more[c];
            if more < best.0 {
                best = (more, MORE);
            }
            self.next[c] = best.0;
            self.from.push(best.1);
            let leave = self.now[c] - rows.gaps[c + 1];
            if leave < open.0 {
                open = (leave, c as u8);
            }
        }
        self.next[k] = row_end + rows.total + total_cost(cell);
        self.next[k + 1] = row_end + rows.group + apart + group_cost(cell);
        self.from.extend([NEW_ROW, NEW_ROW]);
        std::mem::swap(&mut self.now, &mut self.next);
    }

    /// Takes the cheapest state's cost off all, so that sums stay small.
    fn rebase(&mut self) -> f32 {
        let least = self.now.iter().copied().fold(f32::INFINITY, f32::min);
        if !least.is_finite() {
            return 0.0;
        }
        self.now.iter_mut().for_each(|c| *c -= least);
        least
    }

    /// Notes the state in which a row ends cheapest after this cell, and returns its cost.
    fn end(&mut self, rows: &FrozenRows) -> f32 {
        let k = self.columns;
        let mut best = (self.now[k + 1], k + 1);
        if self.now[k] + rows.total_end < best.0 {
            best = (self.now[k] + rows.total_end, k);
        }
        for c in 0..k {
            if self.now[c] + rows.end[c] < best.0 {
                best = (self.now[c] + rows.end[c], c);
            }
        }
        self.ends.push(best.1 as u8);
        best.0
    }

    /// Follows the best way back from the row that ends with cell `count - 1`.
    fn trace(&self, count: usize) -> Vec<Step> {
        let states = self.columns + 2;
        let mut steps = vec![Step::new(Place::First, 0); count];
        let mut state = count.checked_sub(1).map_or(0, |last| self.ends[last] as usize);
        for i in (0..count).rev() {
            let code = self.from[i * states + state];
            let place = match code {
                _ if state == self.columns => Place::Total,
                _ if state == self.columns + 1 => Place::Group,
                NEW_ROW => Place::First,
                MORE => Place::More,
                _ => Place::Inner,
            };
            steps[i] = Step::new(place, state);
            state = match code {
                NEW_ROW if i > 0 => self.ends[i - 1] as usize,
                NEW_ROW => 0,
                MORE => state,
                TOTAL => self.columns,
                before => before as usize,
            };
        }
        steps
    }
}
