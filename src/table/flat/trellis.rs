//! The cheapest way to lay cells out in rows, in one pass over the cells.

use super::cell::Cell;
use super::frozen::Frozen;
use super::joint::Look;
use super::lanes::{self, Codes, Lanes, add, improve, lanes, least, lesser, lesser_of, plus};
use super::parse::{LATE_START, PART, Parse, Place, Step};
use super::rows::{FrozenRows, SKIP_ANY, TOTAL_END};

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
            let least = if i == 0 {
                self.open(cell, look, rows)
            } else {
                let row_end = (row_end - shift) as f32;
                let joint = Joint { row_end, go_on: look.go_on, apart: look.apart };
                self.advance(cell, look, &joint, rows)
            };
            let least = if least.is_finite() { least } else { 0.0 };
            shift += f64::from(least);
            row_end = shift + f64::from(self.settle(least, rows));
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

    /// The first cell starts a row; the cost of the cheapest state.
    fn open(&mut self, cell: &Cell, look: &Look, rows: &FrozenRows) -> f32 {
        let part = if cell.part { -PART } else { 0.0 };
        let states = self.now.columns[1..].as_chunks_mut::<4>().0;
        for ((state, ways), emission) in states.iter_mut().zip(&rows.ways).zip(&self.emission) {
            *state = add(plus(plus(ways.start, part), LATE_START), *emission);
            self.from.push([NEW_ROW; 4]);
        }
        self.now.columns[1] = part + rows.ways[0].start[0] + self.emission[0][0];
        self.now.total = rows.total + look.total;
        self.now.group = rows.group + look.group;
        let cheapest = lesser(self.now.total, self.now.group);
        least(self.now.here().iter().copied().fold([cheapest; 4], lesser_of))
    }

    /// Moves every state on by one cell; the cost of the cheapest.
    fn advance(&mut self, cell: &Cell, look: &Look, joint: &Joint, rows: &FrozenRows) -> f32 {
        let (now, next) = (&self.now, &mut self.next);
        next.total = joint.row_end + rows.total + look.total;
        next.group = joint.row_end + rows.group + joint.apart + look.group;
        let mut cheapest = [lesser(next.total, next.group); 4];
        let part = joint.row_end - if cell.part { PART } else { 0.0 };
        let next_columns = next.columns[1..].as_chunks_mut::<4>().0;
        // All are of one length: said here, it is not asked again at every step.
        let count = next_columns.len();
        let (here, before) = (&now.here()[..count], &now.before()[..count]);
        let (ways, open) = (&rows.ways[..count], &self.open[..count]);
        let emission = &self.emission[..count];
        for (lane, out) in next_columns.iter_mut().enumerate() {
            let ways = &ways[lane];
            let (mut best, mut codes) = (plus(ways.start, part), lanes::same(NEW_ROW.into()));
            let neighbours = lanes::from((4 * lane as u32).wrapping_sub(1));
            improve(&mut best, &mut codes, add(before[lane], ways.stay), neighbours);
            let (open, from) = open[lane];
            let inner = plus(add(add(open, ways.gaps), ways.stay), SKIP_ANY);
            improve(&mut best, &mut codes, inner, from);
            let after_total = plus(ways.after_total, now.total);
            improve(&mut best, &mut codes, after_total, lanes::same(TOTAL.into()));
            best = add(best, plus(emission[lane], joint.apart));
            let more = add(plus(here[lane], joint.go_on), ways.more);
            improve(&mut best, &mut codes, more, lanes::same(MORE.into()));
            cheapest = lesser_of(cheapest, best);
            *out = best;
            self.from.push(lanes::stored(codes));
        }
        std::mem::swap(&mut self.now, &mut self.next);
        least(cheapest)
    }

    /// Takes the cheapest state's cost off all, so that sums stay small; finds the columns from which
    /// to leave some out, and the state in which a row ends cheapest after this cell; its cost.
    fn settle(&mut self, cheapest: f32, rows: &FrozenRows) -> f32 {
        let now = &mut self.now;
        now.total -= cheapest;
        now.group -= cheapest;
        let mut best = (now.group, self.columns as u32 + 1);
        if now.total + TOTAL_END < best.0 {
            best = (now.total + TOTAL_END, self.columns as u32);
        }
        let mut open = (f32::INFINITY, 0);
        let (mut ends, mut ended) = ([best.0; 4], lanes::same(best.1));
        let states = now.columns[1..].as_chunks_mut::<4>().0;
        for (lane, (here, ways)) in states.iter_mut().zip(&rows.ways).enumerate() {
            let column = 4 * lane as u32;
            *here = plus(*here, -cheapest);
            improve(&mut ends, &mut ended, add(*here, ways.end), lanes::from(column));
            let slots = &mut self.open[lane];
            for (i, here) in here.iter().enumerate() {
                (slots.0[i], slots.1[i]) = (open.0, f32::from_bits(open.1));
                let leave = here - ways.left[i];
                let cheaper = leave < open.0;
                open.0 = if cheaper { leave } else { open.0 };
                open.1 = if cheaper { column + i as u32 } else { open.1 };
            }
        }
        // Of columns that cost the same the first.
        for i in 0..4 {
            let (cost, column) = (ends[i], ended[i].to_bits());
            if cost < best.0 || cost == best.0 && column < best.1 {
                best = (cost, column);
            }
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
