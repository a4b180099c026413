//! What each column's cells look like: counts that grow with every cell seen, and the cost in nats of one more.

use super::cell::{BUCKETS, Cell};
use super::header::Header;
use super::kind::{KINDS, Kind};
use super::log::ln;
use super::words::{Match, Role};

/// Weight in cells of what the heading says before any cell is seen.
const SAID_WHOLE: f32 = 3.0;
const SAID_END: f32 = 2.0;
const SAID_NOTHING: f32 = 1.2;
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
    roots: [f32; KINDS],
    pub number: (f32, f32),
    pub length: (f32, f32),
    /// Share of each first and last character among the cells.
    first: Vec<f32>,
    last: Vec<f32>,
    /// Share of each repeated text.
    keys: Vec<f32>,
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
        let share = |v: Vec<f32>| v.into_iter().map(|x| x / (n + 0.5 * BUCKETS as f32)).collect();
        let keys = counts.into_iter().map(|x| x / n).collect();
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
        let cost = |floor, ceiling| share_cost(0.0, self.n, 1.0, floor, ceiling);
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
fn share_cost(count: f32, n: f32, share: f32, floor: f32, ceiling: f32) -> f32 {
    (ln(n + SHARED) + ln(share) - ln(count + SHARED * share)).clamp(-ceiling, -floor)
}

/// What kinds cost beside their rarity because the heading all but rules them out, in nats.
fn odd(role: Role, known: Match) -> [f32; KINDS] {
    const TEXTS: [Kind; 6] =
        [Kind::Short, Kind::Medium, Kind::Long, Kind::Code, Kind::Choice, Kind::Organ];
    let mut odd = [0.0; KINDS];
    if role == Role::Ordinal && known == Match::Whole {
        odd = [3.0; KINDS];
        set(&mut odd, &[Kind::Ordinal, Kind::Integer, Kind::Code, Kind::Numbered], 0.0);
    }
    if !matches!(role, Role::Ordinal | Role::Category | Role::Name | Role::Long | Role::Unknown) {
        set(&mut odd, &[Kind::Item, Kind::SubItem], 3.0);
    }
    match role {
        Role::Number => set(&mut odd, &TEXTS, 0.7),
        Role::Unit => set(&mut odd, &TEXTS, 1.5),
        Role::Date => {
            set(&mut odd, &TEXTS, 1.2);
            set(&mut odd, &[Kind::Decimal, Kind::Percent], 3.0);
        }
        _ => {}
    }
    odd
}

fn set(odd: &mut [f32; KINDS], kinds: &[Kind], cost: f32) {
    kinds.iter().for_each(|&kind| odd[kind as usize] = cost);
}

/// What a heading leads one to expect, in cells.
fn prior(role: Role, known: Match, dated: bool, table: &Table) -> [f32; KINDS] {
    // blank unit ordinal integer decimal percent date quantity item subitem code numbered short medium long organ choice
    let (shares, weight): ([u8; KINDS], f32) = match role {
        _ if dated => ([4, 0, 0, 26, 26, 8, 2, 12, 0, 0, 0, 0, 6, 10, 6, 0, 0], SAID_NOTHING),
        Role::Ordinal => ([0, 0, 80, 5, 1, 0, 0, 0, 5, 2, 6, 0, 1, 0, 0, 0, 0], SAID_WHOLE),
        Role::Category => ([0, 0, 1, 0, 0, 0, 1, 0, 13, 8, 1, 4, 44, 24, 4, 1, 1], 0.0),
        Role::Name => ([0, 0, 0, 0, 0, 0, 0, 0, 2, 3, 2, 12, 24, 40, 17, 3, 0], 0.0),
        Role::Unit => ([3, 88, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 5, 2, 0, 0, 0], SAID_WHOLE),
        Role::Number => ([5, 0, 1, 28, 28, 11, 1, 15, 0, 0, 0, 0, 3, 5, 1, 0, 0], 0.0),
        Role::Date => ([1, 0, 0, 2, 1, 0, 78, 3, 0, 0, 2, 0, 7, 4, 2, 0, 1], 0.0),
        Role::Choice => ([3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 20, 6, 2, 0, 70], 0.0),
        Role::Long => ([1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 4, 8, 28, 57, 1, 0], 0.0),
        Role::Organ => ([2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 10, 8, 6, 73, 0], 0.0),
        Role::Place => ([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 40, 42, 15, 1, 0], 0.0),
        Role::Note => ([4, 0, 0, 3, 2, 2, 5, 3, 0, 0, 5, 2, 32, 26, 16, 3, 6], SAID_NOTHING),
        Role::Unknown => ([2, 2, 2, 10, 10, 5, 5, 6, 3, 3, 5, 4, 15, 15, 13, 4, 3], SAID_NOTHING),
    };
    let weight = match (known, weight) {
        (_, w) if w > 0.0 => w,
        (Match::Whole, _) => SAID_WHOLE,
        _ => SAID_END,
    };
    let mut prior: [f32; KINDS] = std::array::from_fn(|k| f32::from(shares[k]) * table.roots[k]);
    let sum: f32 = prior.iter().sum();
    prior.iter_mut().for_each(|p| *p *= weight / sum);
    prior
}

/// A normal density laid out for speed.
pub(super) struct Bell {
    mean: f32,
    inverse: f32,
    ln: f32,
}

impl Bell {
    pub(super) fn of((mean, spread): (f32, f32)) -> Bell {
        Bell { mean, inverse: 1.0 / spread, ln: ln(spread) }
    }

    pub(super) fn cost(&self, x: f32) -> f32 {
        let z = (x - self.mean) * self.inverse;
        (z * z / 2.0).min(FAR) + self.ln
    }
}
