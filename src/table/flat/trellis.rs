//! The cheapest way to lay cells out in rows, in one pass over the cells.

use super::cell::Cell;
use super::frozen::Frozen;
use super::joint::Look;
use super::lanes::{Codes, Lanes, add, fill, improve, lanes, least, lesser, plus};
use super::parse::{LATE_START, PART, Parse, Place, Step};
use super::rows::{FrozenRows, SKIP_ANY, TOTAL_END, TOTAL_SKIP};

/// Where the best way to a state came from.
const NEW_ROW: u8 = 250;
const MORE: u8 = 251;
const TOTAL: u8 = 252;

/// The prose reading may be this much cheaper before the table is taken to have ended, in nats.
const GIVE_UP: f32 = 60.0;

/// Kept between readings, so that its memory is asked for once.
#[derive(Default)]
pub(super) struct Trellis {
    columns: usize,
    /// Of the last reading.
    cost: f64,
    /// For each cell and column the code it came from.
    from: Vec<[u8; 4]>,
    /// For each cell the state in which a row ends cheapest.
    ends: Vec<u8>,
    now: States,
    next: States,
    emission: Vec<Lanes>,
    /// Cost and code of the cheapest column from which a cell in each would leave some out.
    open: Vec<(Lanes, Codes)>,
    /// Cost of each column behind the label of a row of totals.
    after_total: Vec<Lanes>,
}

/// The cheapest cost of each state: the last cell stands in a column, opens totals, or is a group.
#[derive(Default)]
struct States {
    /// Of each column, behind one that never is.
    columns: Vec<f32>,
    total: f32,
    group: f32,
}

impl States {
    fn start(&mut self, lanes: usize) {
        self.columns.clear();
        self.columns.resize(4 * lanes + 1, f32::INFINITY);
        (self.total, self.group) = (f32::INFINITY, f32::INFINITY);
    }

    /// Of each column.
    fn here(&self) -> &[Lanes] {
        self.columns[1..].as_chunks().0
    }

    /// Of the column before each.
    fn before(&self) -> &[Lanes] {
        self.columns.as_chunks().0
    }
}

/// What a cell costs whatever its column.
struct Joint {
    /// The cheapest end of the row before it.
    row_end: f32,
    go_on: f32,
    apart: f32,
}

impl Trellis {
    fn start(&mut self, columns: usize, cells: usize) {
        let lanes = lanes(columns);
        self.columns = columns;
        self.from.clear();
        self.from.reserve(cells * lanes);
        self.ends.clear();
        self.now.start(lanes);
        self.next.start(lanes);
        self.emission.clear();
        self.emission.resize(lanes, Lanes::default());
        self.open.clear();
        self.open.resize(lanes, <(Lanes, Codes)>::default());
        let after = |column| if column == 0 { f32::INFINITY } else { TOTAL_SKIP * column as f32 };
        fill(&mut self.after_total, (0..columns).map(after), f32::INFINITY);
    }

    /// What the last reading costs, with the prose after it.
    pub(super) fn cost(&self) -> f64 {
        self.cost
    }

    /// Lays out what stands before the first cell of prose.
    pub(super) fn parse(
        &mut self,
        cells: &[Cell],
        looks: &[Look],
        model: &Frozen,
        rows: &FrozenRows,
    ) -> Parse {
        let columns = rows.columns;
        self.start(columns, cells.len());
        let mut row_end = 0.0_f64;
        let mut shift = 0.0_f64;
        let mut best = (0, f64::INFINITY);
        let mut spoken = 0.0_f64;
        let all: f64 = looks.iter().map(|l| f64::from(l.prose)).sum();
        for (i, (cell, look)) in cells.iter().zip(looks).enumerate() {
            model.costs(cell, &mut self.emission);
            if i == 0 {
                self.open(cell, look, rows);
            } else {
                let row_end = (row_end - shift) as f32;
                let joint = Joint { row_end, go_on: look.go_on, apart: look.apart };
                self.advance(cell, look, &joint, rows);
            }
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
        self.cost = best.1;
        Parse { steps: self.trace(best.0) }
    }

    /// The first cell starts a row.
    fn open(&mut self, cell: &Cell, look: &Look, rows: &FrozenRows) {
        let part = if cell.part { -PART } else { 0.0 };
        let states = self.now.columns[1..].as_chunks_mut::<4>().0;
        for ((state, start), emission) in states.iter_mut().zip(&rows.start).zip(&self.emission) {
            *state = add(plus(plus(*start, part), LATE_START), *emission);
            self.from.push([NEW_ROW; 4]);
        }
        self.now.columns[1] = part + rows.start[0][0] + self.emission[0][0];
        self.now.total = rows.total + look.total;
        self.now.group = rows.group + look.group;
    }

    /// Moves every state on by one cell.
    fn advance(&mut self, cell: &Cell, look: &Look, joint: &Joint, rows: &FrozenRows) {
        self.leave_out(rows);
        let (now, next) = (&self.now, &mut self.next);
        let part = joint.row_end - if cell.part { PART } else { 0.0 };
        let next_columns = next.columns[1..].as_chunks_mut::<4>().0;
        // All are of one length: said here, it is not asked again at every step.
        let count = next_columns.len();
        let (here, before) = (&now.here()[..count], &now.before()[..count]);
        let (start, stay) = (&rows.start[..count], &rows.stay[..count]);
        let (gaps, more) = (&rows.gaps[..count], &rows.more[..count]);
        let (open, emission) = (&self.open[..count], &self.emission[..count]);
        let after_total = &self.after_total[..count];
        for (lane, out) in next_columns.iter_mut().enumerate() {
            let (mut best, mut codes) = (plus(start[lane], part), [f32::from(NEW_ROW); 4]);
            let neighbours = plus([-1.0, 0.0, 1.0, 2.0], 4.0 * lane as f32);
            improve(&mut best, &mut codes, add(before[lane], stay[lane]), neighbours);
            let (open, from) = open[lane];
            let inner = plus(add(add(open, gaps[lane]), stay[lane]), SKIP_ANY);
            improve(&mut best, &mut codes, inner, from);
            let after_total = plus(after_total[lane], now.total);
            improve(&mut best, &mut codes, after_total, [f32::from(TOTAL); 4]);
            best = add(best, plus(emission[lane], joint.apart));
            let more = add(plus(here[lane], joint.go_on), more[lane]);
            improve(&mut best, &mut codes, more, [f32::from(MORE); 4]);
            *out = best;
            let mut came = [0; 4];
            came.iter_mut().zip(codes).for_each(|(came, code)| *came = code as i32 as u8);
            self.from.push(came);
        }
        next.total = joint.row_end + rows.total + look.total;
        next.group = joint.row_end + rows.group + joint.apart + look.group;
        std::mem::swap(&mut self.now, &mut self.next);
    }

    /// Finds the columns from which to leave some out.
    fn leave_out(&mut self, rows: &FrozenRows) {
        let mut open = (f32::INFINITY, 0.0);
        let columns = self.now.here().iter().zip(&rows.left);
        for (lane, (slots, (here, left))) in self.open.iter_mut().zip(columns).enumerate() {
            for i in 0..4 {
                (slots.0[i], slots.1[i]) = open;
                let leave = here[i] - left[i];
                let cheaper = leave < open.0;
                open.0 = if cheaper { leave } else { open.0 };
                open.1 = if cheaper { (4 * lane + i) as f32 } else { open.1 };
            }
        }
    }

    /// Takes the cheapest state's cost off all, so that sums stay small.
    fn rebase(&mut self) -> f32 {
        let now = &mut self.now;
        let columns = now.columns[1..].as_chunks_mut::<4>().0;
        let least = least(columns.iter().copied(), lesser(now.total, now.group));
        if !least.is_finite() {
            return 0.0;
        }
        columns.iter_mut().for_each(|costs| *costs = plus(*costs, -least));
        now.total -= least;
        now.group -= least;
        least
    }

    /// Notes the state in which a row ends cheapest after this cell, and returns its cost.
    fn end(&mut self, rows: &FrozenRows) -> f32 {
        let (k, now) = (self.columns, &self.now);
        let mut best = (now.group, k + 1);
        if now.total + TOTAL_END < best.0 {
            best = (now.total + TOTAL_END, k);
        }
        let ends = now.here().iter().zip(&rows.end).map(|(here, end)| add(*here, *end));
        let least = least(ends.clone(), best.0);
        if least < best.0 {
            best = (least, ends.flatten().position(|cost| cost == least).unwrap_or(best.1));
        }
        self.ends.push(best.1 as u8);
        best.0
    }

    /// Follows the best way back from the row that ends with cell `count - 1`.
    fn trace(&self, count: usize) -> Vec<Step> {
        let from = self.from.as_flattened();
        let mut steps = vec![Step::new(Place::First, 0); count];
        let mut state = count.checked_sub(1).map_or(0, |last| self.ends[last] as usize);
        for i in (0..count).rev() {
            let came = |state| from[4 * i * lanes(self.columns) + state];
            let code = if state < self.columns { came(state) } else { NEW_ROW };
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
