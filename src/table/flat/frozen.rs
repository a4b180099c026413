//! A model's costs laid out in tables: one row for each mark a cell can have, one place in it for each column.

use super::cell::{BUCKETS, Cell};
use super::kind::KINDS;
use super::lanes::{Lanes, add, lanes};
use super::model::{Bell, Model, Profile, Table};

/// Rows of `costs` by what they stand for.
const ONCE: usize = KINDS;
const FIRST: usize = ONCE + 2;
const LAST: usize = FIRST + BUCKETS;
const KEYS: usize = LAST + BUCKETS;

/// Kept between fits, so that its memory is asked for once.
#[derive(Default)]
pub(super) struct Frozen {
    costs: Costs,
    numbers: Bells,
    lengths: Bells,
}

/// Costs by mark and column.
#[derive(Default)]
struct Costs {
    lanes: usize,
    rows: Vec<Lanes>,
}

impl Costs {
    fn set(&mut self, row: usize, column: usize, cost: f32) {
        self.rows[row * self.lanes + column / 4][column % 4] = cost;
    }

    /// Makes all these rows like one.
    fn repeat(&mut self, row: usize, times: usize) {
        let (row, others) = self.rows[row * self.lanes..].split_at_mut(self.lanes);
        for other in others.chunks_exact_mut(self.lanes).take(times - 1) {
            other.iter_mut().zip(&*row).for_each(|(other, row)| *other = *row);
        }
    }
}

/// Densities of magnitudes or of lengths: of each column, and of the whole table.
#[derive(Default)]
struct Bells {
    columns: Vec<Bell4>,
    table: Bell,
}

/// Densities of four columns.
#[derive(Clone, Copy, Default)]
struct Bell4 {
    mean: Lanes,
    inverse: Lanes,
    ln: Lanes,
}

impl Bells {
    fn start(&mut self, lanes: usize, table: (f32, f32)) {
        self.columns.clear();
        self.columns.resize(lanes, Bell4::default());
        self.table = Bell::of(table);
    }

    fn set(&mut self, column: usize, bell: &Bell) {
        let (bells, i) = (&mut self.columns[column / 4], column % 4);
        bells.mean[i] = bell.mean;
        bells.inverse[i] = bell.inverse;
        bells.ln[i] = bell.ln;
    }
}

impl Bell4 {
    #[inline]
    fn cost(&self, size: f32, base: f32) -> Lanes {
        let (mean, inverse, ln) = (self.mean, self.inverse, self.ln);
        let mut out = [0.0; 4];
        for i in 0..4 {
            out[i] = Bell { mean: mean[i], inverse: inverse[i], ln: ln[i] }.cost(size) - base;
        }
        out
    }
}

impl Frozen {
    /// Takes the costs of a model.
    pub(super) fn take(&mut self, model: &Model, table: &Table) {
        let lanes = lanes(model.of.len());
        self.costs.lanes = lanes;
        self.costs.rows.resize((KEYS + model.texts) * lanes, Lanes::default());
        self.numbers.start(lanes, table.number);
        self.lengths.start(lanes, table.length);
        for (column, &profile) in model.of.iter().enumerate() {
            self.take_unseen(&model.profiles[profile], model.texts, column);
        }
        self.costs.repeat(FIRST, BUCKETS);
        self.costs.repeat(LAST, BUCKETS);
        if model.texts > 1 {
            self.costs.repeat(KEYS + 1, model.texts - 1);
        }
        for (column, &profile) in model.of.iter().enumerate() {
            self.take_profile(&model.profiles[profile], table, column);
            let used = model.profiles[profile].is_used();
            let texts = if used { 1..model.texts } else { 1..1 };
            for key in texts.filter(|&key| model.seen(profile, key) > 0.0) {
                self.costs.set(KEYS + key, column, model.key(profile, key, table));
            }
        }
    }

    /// What is alike for all characters and texts that a column has not seen.
    fn take_unseen(&mut self, profile: &Profile, texts: usize, column: usize) {
        let (first, last, key) = profile.unseen();
        self.costs.set(FIRST, column, first);
        self.costs.set(LAST, column, last);
        self.costs.set(KEYS, column, 0.0);
        if texts > 1 {
            self.costs.set(KEYS + 1, column, key);
        }
    }

    fn take_profile(&mut self, profile: &Profile, table: &Table, column: usize) {
        let costs = &mut self.costs;
        (0..KINDS).for_each(|kind| costs.set(kind, column, profile.kind(kind)));
        costs.set(ONCE, column, profile.once(false));
        costs.set(ONCE + 1, column, profile.once(true));
        for bucket in if profile.is_used() { 0..BUCKETS } else { 0..0 } {
            if profile.first[bucket] > 0.0 {
                costs.set(FIRST + bucket, column, profile.first(bucket, table));
            }
            if profile.last[bucket] > 0.0 {
                costs.set(LAST + bucket, column, profile.last(bucket, table));
            }
        }
        self.numbers.set(column, &Bell::of(profile.number.with(table.number)));
        self.lengths.set(column, &Bell::of(profile.length.with(table.length)));
    }

    /// Fills `out` with the cost of the cell in every column.
    pub(super) fn costs(&self, cell: &Cell, out: &mut [Lanes]) {
        let bells = if cell.kind.has_length() { &self.lengths } else { &self.numbers };
        let base = bells.table.cost(cell.size);
        // All are of one length: said here, it is not asked again at every step.
        let count = out.len();
        let row = |row: usize| &self.costs.rows[row * count..][..count];
        let (kinds, once) = (row(cell.kind as usize), row(ONCE + usize::from(cell.key == 0)));
        let (first, last) = (row(FIRST + cell.first as usize), row(LAST + cell.last as usize));
        let (keys, bells) = (row(KEYS + cell.key as usize), &bells.columns[..count]);
        for (lane, out) in out.iter_mut().enumerate() {
            let kind = add(kinds[lane], bells[lane].cost(cell.size, base));
            let text = add(add(kind, once[lane]), keys[lane]);
            *out = add(add(text, first[lane]), last[lane]);
        }
    }
}
