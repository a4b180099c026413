//! What each column's cells look like: counts that grow with every cell seen, and the cost in nats of one more.

use super::cell::{BUCKETS, Cell};
use super::expect::{odd, prior};
use super::header::Header;
use super::kind::{KINDS, Kind};
use super::log::ln;

/// Weight in cells of the table's own distribution of texts, first and last characters.
const SHARED: f32 = 2.0;
/// Smallest spread of sizes that is believed, in nats.
const SPREAD: f32 = 0.3;
/// Most that an odd size may cost, in nats: kinds of text tell lengths apart already.
const FAR: f32 = 2.5;
/// Bounds on what one text may say, in nats.
const FLOOR: f32 = -2.5;
const CEILING: f32 = 3.0;
/// The same for characters: a first one says less than a last one.
const LEFT: f32 = -1.0;
const FIRST: f32 = 1.5;
const LAST: f32 = 2.0;

/// Running mean and spread.
#[derive(Clone, Copy, Default)]
pub(super) struct Moments {
    n: f32,
    sum: f32,
    squares: f32,
}

impl Moments {
    fn add(&mut self, x: f32) {
        self.n += 1.0;
        self.sum += x;
        self.squares += x * x;
    }

    /// Mean and spread with the whole table's as half an observation and one of spread.
    pub(super) fn with(&self, table: (f32, f32)) -> (f32, f32) {
        let mean = (self.sum + 0.5 * table.0) / (self.n + 0.5);
        let var = (self.squares - 2.0 * mean * self.sum + self.n * mean * mean).max(0.0);
        (mean, ((var + table.1 * table.1) / (self.n + 1.0)).sqrt().max(SPREAD))
    }
}

/// What the whole table looks like: the yardstick every column is measured against.
pub(super) struct Table {
    /// Root of the share of each kind: how far the table bends what a heading leads one to expect.
    pub roots: [f32; KINDS],
    pub number: (f32, f32),
    pub length: (f32, f32),
    /// Share of each first and last character among the cells.
    first: Vec<Share>,
    last: Vec<Share>,
    /// Share of each repeated text.
    keys: Vec<Share>,
}

/// A share with its logarithm.
#[derive(Clone, Copy)]
struct Share {
    of: f32,
    ln: f32,
}

impl Share {
    fn new(of: f32) -> Share {
        Share { of, ln: ln(of) }
    }
}

impl Table {
    pub(super) fn of(cells: &[Cell], keys: usize) -> Table {
        let (mut number, mut length) = (Moments::default(), Moments::default());
        let (mut first, mut last) = (vec![0.5; BUCKETS], vec![0.5; BUCKETS]);
        let mut counts = vec![0.0_f32; keys + 1];
        let mut kinds = [0.0; KINDS];
        for cell in cells {
            kinds[cell.kind as usize] += 1.0 / cells.len() as f32;
            let family = if cell.kind.has_length() { &mut length } else { &mut number };
            family.add(cell.size);
            first[cell.first as usize] += 1.0;
            last[cell.last as usize] += 1.0;
            counts[cell.key as usize] += 1.0;
        }
        let n = cells.len().max(1) as f32;
        let share = |v: Vec<f32>| {
            v.into_iter().map(|x| Share::new(x / (n + 0.5 * BUCKETS as f32))).collect()
        };
        let keys = counts.into_iter().map(|x| Share::new(x / n)).collect();
        Table {
            roots: kinds.map(|share| (share + 0.04).sqrt()),
            number: number.with((2.0, 1.0)),
            length: length.with((2.0, 0.7)),
            first: share(first),
            last: share(last),
            keys,
        }
    }
}

/// One column, or the columns at one place of side-by-side blocks.
#[derive(Clone)]
pub(super) struct Profile {
    kinds: [f32; KINDS],
    /// What a kind costs beside its rarity because the heading rules it out.
    odd: [f32; KINDS],
    total: f32,
    n: f32,
    pub number: Moments,
    pub length: Moments,
    once: f32,
    pub first: [f32; BUCKETS],
    pub last: [f32; BUCKETS],
}

/// All columns.
#[derive(Default)]
pub(super) struct Model {
    pub profiles: Vec<Profile>,
    /// How often each repeated text was seen in each profile, profile after profile.
    keys: Vec<f32>,
    /// Repeated texts, and one for all others.
    pub texts: usize,
    /// The profile of each column.
    pub of: Vec<usize>,
}

impl Model {
    pub(super) fn new(header: &Header, keys: usize, table: &Table) -> Model {
        let columns = header.columns();
        let each = columns / header.blocks;
        let profiles = (0..each)
            .map(|column| {
                let (role, known, dated) = header.role(column);
                let kinds = prior(role, known, dated, table);
                Profile {
                    kinds,
                    odd: odd(role, known),
                    total: kinds.iter().sum(),
                    n: 0.0,
                    number: Moments::default(),
                    length: Moments::default(),
                    once: 0.0,
                    first: [0.0; BUCKETS],
                    last: [0.0; BUCKETS],
                }
            })
            .collect();
        let texts = keys + 1;
        let of = (0..columns).map(|c| c % each).collect();
        Model { profiles, keys: vec![0.0; each * texts], texts, of }
    }

    /// Becomes like another, in the memory it has.
    pub(super) fn become_like(&mut self, other: &Model) {
        self.profiles.clone_from(&other.profiles);
        self.keys.clone_from(&other.keys);
        self.of.clone_from(&other.of);
        self.texts = other.texts;
    }

    pub(super) fn observe(&mut self, column: usize, cell: &Cell) {
        let p = &mut self.profiles[self.of[column]];
        p.kinds[cell.kind as usize] += 1.0;
        p.total += 1.0;
        p.n += 1.0;
        (if cell.kind.has_length() { &mut p.length } else { &mut p.number }).add(cell.size);
        p.once += f32::from(cell.key == 0);
        p.first[cell.first as usize] += 1.0;
        p.last[cell.last as usize] += 1.0;
        self.keys[self.of[column] * self.texts + cell.key as usize] += 1.0;
    }

    /// Cost of one cell in a column as things stand.
    pub(super) fn cost(&self, column: usize, cell: &Cell, table: &Table) -> f32 {
        let p = &self.profiles[self.of[column]];
        p.kind(cell.kind as usize)
            + size_cost(p.gauss(cell.kind, table), base(cell.kind, table), cell.size)
            + p.once(cell.key == 0)
            + self.key(self.of[column], cell.key as usize, table)
            + p.first(cell.first as usize, table)
            + p.last(cell.last as usize, table)
    }

    /// How often a repeated text was seen in a profile.
    pub(super) fn seen(&self, profile: usize, key: usize) -> f32 {
        self.keys[profile * self.texts + key]
    }

    pub(super) fn key(&self, profile: usize, key: usize, table: &Table) -> f32 {
        if key == 0 {
            0.0
        } else {
            let n = self.profiles[profile].n;
            share_cost(self.seen(profile, key), n, table.keys[key], FLOOR, CEILING)
        }
    }
}

impl Profile {
    pub(super) fn kind(&self, kind: usize) -> f32 {
        ln(self.total + 0.04 * KINDS as f32) - ln(self.kinds[kind] + 0.04) + self.odd[kind]
    }

    fn gauss(&self, kind: Kind, table: &Table) -> (f32, f32) {
        if kind.has_length() {
            self.length.with(table.length)
        } else {
            self.number.with(table.number)
        }
    }

    /// Whether any cell was seen.
    pub(super) fn is_used(&self) -> bool {
        self.n > 0.0
    }

    pub(super) fn once(&self, once: bool) -> f32 {
        let hits = if once { self.once } else { self.n - self.once };
        ln(self.n + 1.4) - ln(hits + 0.7)
    }

    pub(super) fn first(&self, bucket: usize, table: &Table) -> f32 {
        share_cost(self.first[bucket], self.n, table.first[bucket], LEFT, FIRST)
    }

    pub(super) fn last(&self, bucket: usize, table: &Table) -> f32 {
        share_cost(self.last[bucket], self.n, table.last[bucket], LEFT, LAST)
    }

    /// Cost of a first character, a last one and a repeated text never seen here: the share in the table is the same for all.
    pub(super) fn unseen(&self) -> (f32, f32, f32) {
        let cost = |floor, ceiling| share_cost(0.0, self.n, Share::new(1.0), floor, ceiling);
        (cost(LEFT, FIRST), cost(LEFT, LAST), cost(FLOOR, CEILING))
    }
}

fn base(kind: Kind, table: &Table) -> (f32, f32) {
    if kind.has_length() { table.length } else { table.number }
}

/// Cost of a size under the column's mean and spread, against the table's.
fn size_cost(own: (f32, f32), table: (f32, f32), x: f32) -> f32 {
    let part =
        |(mean, spread): (f32, f32)| (((x - mean) / spread).powi(2) / 2.0).min(FAR) + ln(spread);
    part(own) - part(table)
}

/// Cost of something seen `count` times in `n`, against its share in the table, within bounds.
fn share_cost(count: f32, n: f32, share: Share, floor: f32, ceiling: f32) -> f32 {
    (ln(n + SHARED) + share.ln - ln(count + SHARED * share.of)).clamp(-ceiling, -floor)
}

/// A normal density laid out for speed.
#[derive(Default)]
pub(super) struct Bell {
    pub mean: f32,
    pub inverse: f32,
    pub ln: f32,
}

impl Bell {
    pub(super) fn of((mean, spread): (f32, f32)) -> Bell {
        Bell { mean, inverse: 1.0 / spread, ln: ln(spread) }
    }

    #[inline]
    pub(super) fn cost(&self, x: f32) -> f32 {
        let z = (x - self.mean) * self.inverse;
        (z * z / 2.0).min(FAR) + self.ln
    }
}
