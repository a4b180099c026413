//! The cheapest way to lay cells out in rows, in one pass over the cells.

use super::cell::Cell;
use super::frozen::Frozen;
use super::joint::Look;
use super::rows::{FrozenRows, SKIP_ANY, TOTAL_END, TOTAL_SKIP};

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
pub(super) const LATE_START: f32 = 5.0;
/// The prose reading may be this much cheaper before the table is taken to have ended, in nats.
const GIVE_UP: f32 = 60.0;

/// The first cell under the header is a word that heads columns.
pub(super) const HEADS: f32 = 4.0;
/// Reward for a row that starts with `其中：`.
pub(super) const PART: f32 = 2.0;

/// Kept between readings, so that its memory is asked for once.
#[derive(Default)]
pub(super) struct Trellis {
    columns: usize,
    /// For each cell and state the code it came from.
    from: Vec<u8>,
    /// For each cell the state in which a row ends cheapest.
    ends: Vec<u8>,
    now: Vec<f32>,
    next: Vec<f32>,
    emission: Vec<f32>,
}

impl Trellis {
    fn start(&mut self, columns: usize, cells: usize) {
        let states = columns + 2;
        self.columns = columns;
        self.from.clear();
        self.from.reserve(cells * states);
        self.ends.clear();
        for costs in [&mut self.now, &mut self.next] {
            costs.clear();
            costs.resize(states, f32::INFINITY);
        }
        self.emission.clear();
        self.emission.resize(columns, 0.0);
    }

    /// Lays out what stands before the first cell of prose.
    pub(super) fn parse(
        &mut self,
        cells: &[Cell],
        looks: &[Look],
        model: &Frozen,
        rows: &FrozenRows,
    ) -> Parse {
        let columns = rows.start.len();
        self.start(columns, cells.len());
        let mut row_end = 0.0_f64;
        let mut shift = 0.0_f64;
        let mut best = (0, f64::INFINITY);
        let mut spoken = 0.0_f64;
        let all: f64 = looks.iter().map(|l| f64::from(l.prose)).sum();
        for (i, (cell, look)) in cells.iter().zip(looks).enumerate() {
            model.costs(cell, &mut self.emission);
            let before = if i > 0 { (look.go_on, look.apart) } else { (f32::INFINITY, 0.0) };
            self.advance(cell, look, before, i == 0, rows, (row_end - shift) as f32);
            shift += f64::from(self.rebase());
            row_end = shift + f64::from(self.end(rows));
            spoken += f64::from(look.prose);
            let whole = row_end + all - spoken;
            if whole < best.1 {
                best = (i + 1, whole);
            }
            let ended = self.ends.last().map_or(0, |&c| c as usize);
            row_end += if ended < columns { f64::from(rows.short(ended)) } else { 0.0 };
            if row_end - spoken > best.1 - all + f64::from(GIVE_UP) {
                break;
            }
        }
        Parse { steps: self.trace(best.0) }
    }

    /// Moves every state on by one cell.
    fn advance(
        &mut self,
        cell: &Cell,
        look: &Look,
        (go_on, apart): (f32, f32),
        first: bool,
        rows: &FrozenRows,
        row_end: f32,
    ) {
        let k = self.columns;
        let filled = self.from.len();
        self.from.resize(filled + k + 2, NEW_ROW);
        let from = &mut self.from[filled..][..k];
        let (now, next) = (&self.now[..k + 2], &mut self.next[..k + 2]);
        let (start, stay, more) = (&rows.start[..k], &rows.stay[..k], &rows.more[..k]);
        let (gaps, emission) = (&rows.gaps[..k + 1], &self.emission[..k]);
        let part = row_end - if cell.part { PART } else { 0.0 };
        let mut open = (f32::INFINITY, 0_u8);
        let mut near = f32::INFINITY;
        for c in 0..k {
            let late = if first && c > 0 { LATE_START } else { 0.0 };
            let mut best = (part + start[c] + late, NEW_ROW);
            if near + stay[c] < best.0 {
                best = (near + stay[c], (c as u8).wrapping_sub(1));
            }
            let inner = open.0 + gaps[c] + stay[c] + SKIP_ANY;
            if inner < best.0 {
                best = (inner, open.1);
            }
            let after_total = now[k] + TOTAL_SKIP * c as f32;
            if c > 0 && after_total < best.0 {
                best = (after_total, TOTAL);
            }
            best.0 += apart + emission[c];
            near = now[c];
            if near + go_on + more[c] < best.0 {
                best = (near + go_on + more[c], MORE);
            }
            (next[c], from[c]) = best;
            let leave = near - gaps[c + 1];
            if leave < open.0 {
                open = (leave, c as u8);
            }
        }
        next[k] = row_end + rows.total + look.total;
        next[k + 1] = row_end + rows.group + apart + look.group;
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
        if self.now[k] + TOTAL_END < best.0 {
            best = (self.now[k] + TOTAL_END, k);
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
