//! A model's costs laid out in tables: one row for each mark a cell can have, one place in it for each column.

use super::cell::{BUCKETS, Cell};
use super::kind::KINDS;
use super::model::{Bell, Model, Table};

/// Rows of `costs` by what they stand for.
const ONCE: usize = KINDS;
const FIRST: usize = ONCE + 2;
const LAST: usize = FIRST + BUCKETS;
const KEYS: usize = LAST + BUCKETS;

/// Kept between fits, so that its memory is asked for once.
#[derive(Default)]
pub(super) struct Frozen {
    /// Profiles, and columns.
    each: usize,
    columns: usize,
    costs: Vec<f32>,
    /// Densities of magnitudes and of lengths, a run of each for all profiles and the whole table's.
    numbers: Vec<Bell>,
    lengths: Vec<Bell>,
}

impl Frozen {
    /// Takes the costs of a model.
    pub(super) fn take(&mut self, model: &Model, table: &Table) {
        self.each = model.profiles.len();
        self.columns = model.of.len();
        self.costs.clear();
        self.costs.resize((KEYS + model.texts) * self.each, 0.0);
        self.numbers.clear();
        self.lengths.clear();
        for column in 0..self.each {
            self.take_profile(model, table, column);
        }
        self.numbers.push(Bell::of(table.number));
        self.lengths.push(Bell::of(table.length));
    }

    fn take_profile(&mut self, model: &Model, table: &Table, column: usize) {
        let (each, profile) = (self.each, &model.profiles[column]);
        let mut set = |row: usize, cost: f32| self.costs[row * each + column] = cost;
        (0..KINDS).for_each(|kind| set(kind, profile.kind(kind)));
        set(ONCE, profile.once(false));
        set(ONCE + 1, profile.once(true));
        let unseen = profile.unseen();
        for bucket in 0..BUCKETS {
            let (first, last) = (profile.first[bucket] > 0.0, profile.last[bucket] > 0.0);
            set(FIRST + bucket, if first { profile.first(bucket, table) } else { unseen.0 });
            set(LAST + bucket, if last { profile.last(bucket, table) } else { unseen.1 });
        }
        for key in 1..model.texts {
            let seen = model.seen(column, key) > 0.0;
            set(KEYS + key, if seen { model.key(column, key, table) } else { unseen.2 });
        }
        self.numbers.push(Bell::of(profile.number.with(table.number)));
        self.lengths.push(Bell::of(profile.length.with(table.length)));
    }

    /// Fills `out` with the cost of the cell in every column.
    pub(super) fn costs(&self, cell: &Cell, out: &mut [f32]) {
        let each = self.each;
        let bells = if cell.kind.has_length() { &self.lengths } else { &self.numbers };
        let base = bells[each].cost(cell.size);
        let row = |row: usize| &self.costs[row * each..(row + 1) * each];
        let (kinds, once) = (row(cell.kind as usize), row(ONCE + usize::from(cell.key == 0)));
        let (first, last) = (row(FIRST + cell.first as usize), row(LAST + cell.last as usize));
        let keys = row(KEYS + cell.key as usize);
        for (c, slot) in out[..each].iter_mut().enumerate() {
            let size = bells[c].cost(cell.size) - base;
            *slot = kinds[c] + size + once[c] + keys[c] + first[c] + last[c];
        }
        for column in each..self.columns {
            out[column] = out[column - each];
        }
    }
}
