//! Fits every header hypothesis to the cells and chooses the one that explains them cheapest.

use super::cell::Cell;
use super::frozen::Frozen;
use super::header::{COLUMNS, Header};
use super::joint::Look;
use super::kind::Kind;
use super::model::{Model, Table};
use super::parse::{HEADS, LATE_START, PART, Parse, Place, Step, Trellis};
use super::rows::{FrozenRows, Rows};
use super::words::Role;

/// Rounds of reading and learning.
const ROUNDS: usize = 3;
/// Cells up to which a longer table is read twice.
const TWICE: usize = 4000;
/// A column missing even from the fullest row, in nats.
const NEVER_FULL: f32 = 8.0;
/// A column without any cell, in nats.
const EMPTY_COLUMN: f32 = 7.0;

/// A column of notes without any.
const EMPTY_NOTES: f32 = 1.0;

/// A hypothesis fitted.
pub(super) struct Fit {
    pub header: usize,
    pub parse: Parse,
    pub cost: f32,
}

impl Fit {
    /// The first line after the table.
    pub(super) fn end(&self, header: &Header) -> usize {
        header.lines + self.parse.steps.len()
    }
}

/// What all hypotheses share.
pub(super) struct Ground<'a> {
    pub cells: &'a [Cell],
    pub looks: &'a [Look],
    pub keys: usize,
    pub table: Table,
}

impl<'a> Ground<'a> {
    pub(super) fn of(cells: &'a [Cell], looks: &'a [Look], keys: usize) -> Ground<'a> {
        Ground { cells, looks, keys, table: Table::of(cells, keys) }
    }

    /// The same for the first cells alone.
    pub(super) fn first(&self, count: usize) -> Ground<'a> {
        let count = count.min(self.cells.len());
        Ground::of(&self.cells[..count], &self.looks[..count], self.keys)
    }
}

/// What is learned about columns and rows.
#[derive(Default)]
struct Learned {
    model: Model,
    rows: Rows,
}

impl Learned {
    /// What the headings say.
    fn said(ground: &Ground, header: &Header) -> Learned {
        Learned { model: Model::new(header, ground.keys, &ground.table), rows: Rows::new(header) }
    }

    fn become_like(&mut self, other: &Learned) {
        self.model.become_like(&other.model);
        self.rows.become_like(&other.rows);
    }

    fn observe(&mut self, cell: &Cell, step: Step, before: Option<Step>) {
        if matches!(step.place, Place::First | Place::Inner) {
            self.model.observe(step.column(), cell);
        }
        self.rows.observe(step, before);
    }
}

/// Memory that every fit uses anew.
#[derive(Default)]
pub(super) struct Desk {
    learned: Learned,
    frozen: Frozen,
    rows: FrozenRows,
    trellis: Trellis,
}

/// One header over the cells it is tried on.
struct Trial<'a> {
    ground: &'a Ground<'a>,
    header: &'a Header,
    index: usize,
    said: Learned,
    cells: &'a [Cell],
    looks: &'a [Look],
}

impl<'a> Trial<'a> {
    fn new(ground: &'a Ground<'a>, header: &'a Header, index: usize) -> Option<Trial<'a>> {
        let (cells, looks) = (ground.cells.get(header.lines..)?, ground.looks.get(header.lines..)?);
        Some(Trial { ground, header, index, said: Learned::said(ground, header), cells, looks })
    }
}

impl Desk {
    /// Fits one header to the cells after it, from what its headings say.
    pub(super) fn fit(&mut self, ground: &Ground, header: &Header, index: usize) -> Option<Fit> {
        let trial = Trial::new(ground, header, index)?;
        self.climb(&trial, &[], 1)
    }

    /// Fits a header again on more cells, from where it stands.
    pub(super) fn refit(&mut self, ground: &Ground, header: &Header, fit: &Fit) -> Option<Fit> {
        self.climb(&Trial::new(ground, header, fit.header)?, &fit.parse.steps, ROUNDS)
    }

    /// The same also from rows of regular length.
    pub(super) fn refit_rows(
        &mut self,
        ground: &Ground,
        header: &Header,
        fit: &Fit,
    ) -> Option<Fit> {
        let trial = Trial::new(ground, header, fit.header)?;
        let best = self.climb(&trial, &fit.parse.steps, 2);
        let best = cheaper(best, self.climb(&trial, &regular(trial.cells, header), 2));
        let anchors = ANCHORS.iter().filter(|_| header.blocks == 1);
        let anchored = anchors.filter_map(|anchor| anchored(trial.cells, header, *anchor));
        anchored.fold(best, |best, start| cheaper(best, self.climb(&trial, &start, 2)))
    }

    /// Reads and learns by turns.
    fn climb(&mut self, trial: &Trial, start: &[Step], rounds: usize) -> Option<Fit> {
        let mut best: Option<Fit> = None;
        self.learn(trial, start);
        for round in 1..=rounds {
            let parse = self.parse(trial);
            if best.as_ref().is_some_and(|b| b.parse == parse) {
                break;
            }
            let cost = self.score(trial, &parse);
            if round < rounds {
                self.learn(trial, &parse.steps);
            }
            best = cheaper(best, Some(Fit { header: trial.index, parse, cost }));
        }
        best
    }

    /// Lays out more cells than the header was chosen on; a second reading learns from the first.
    pub(super) fn extend(&mut self, ground: &Ground, header: &Header, mut fit: Fit) -> Fit {
        let Some(trial) = Trial::new(ground, header, fit.header) else { return fit };
        for _ in 0..if ground.cells.len() <= TWICE { 2 } else { 1 } {
            self.learn(&trial, &fit.parse.steps);
            fit.parse = self.parse(&trial);
        }
        fit
    }

    /// Sees all cells where the steps put them.
    fn learn(&mut self, trial: &Trial, steps: &[Step]) {
        self.learned.become_like(&trial.said);
        let mut before = None;
        for (cell, &step) in trial.cells.iter().zip(steps) {
            self.learned.observe(cell, step, before);
            before = Some(step);
        }
    }

    /// The cheapest way to lay the cells out after what was learned.
    fn parse(&mut self, trial: &Trial) -> Parse {
        self.frozen.take(&self.learned.model, &trial.ground.table);
        self.rows.take(&self.learned.rows);
        self.trellis.parse(trial.cells, trial.looks, &self.frozen, &self.rows)
    }

    /// What header, table and the prose after it cost when each cell pays only by what earlier cells taught.
    fn score(&mut self, trial: &Trial, found: &Parse) -> f32 {
        let Trial { ground, header, cells, looks, .. } = trial;
        let learned = &mut self.learned;
        learned.become_like(&trial.said);
        let mut cost = 0.0_f64;
        let mut before: Option<Step> = None;
        for (i, (cell, &step)) in cells.iter().zip(&found.steps).enumerate() {
            let look = &looks[i];
            let apart = if i > 0 { look.apart } else { 0.0 };
            let own = match step.place {
                Place::First | Place::Inner => {
                    apart + learned.model.cost(step.column(), cell, &ground.table)
                }
                Place::More => look.go_on,
                Place::Group => apart + look.group,
                Place::Total => look.total,
            };
            let odd = if i == 0 { opening(cell, step) } else { 0.0 };
            let part = if cell.part && step.place == Place::First { PART } else { 0.0 };
            cost += f64::from(own + odd - part + learned.rows.cost(step, before));
            learned.observe(cell, step, before);
            before = Some(step);
        }
        cost += f64::from(learned.rows.end_cost(before));
        cost += looks[found.steps.len()..].iter().map(|l| f64::from(l.prose)).sum::<f64>();
        cost as f32
            + header.cost
            + emptiness(header, &found.steps)
            + lacking(header, &found.steps)
            + stray_group(&found.steps)
            + unlike(header, cells, &found.steps)
    }
}

fn cheaper(a: Option<Fit>, b: Option<Fit>) -> Option<Fit> {
    a.into_iter().chain(b).min_by(|a, b| a.cost.total_cmp(&b.cost))
}

/// What the last cell of a row can look like where nothing else marks rows.
const ANCHORS: [fn(&Cell) -> bool; 2] =
    [|c| c.key > 0 || c.kind == Kind::Choice, |c| c.kind == Kind::Organ];

/// Rows that end at each cell which looks like an anchor, aligned to the right.
fn anchored(cells: &[Cell], header: &Header, anchor: fn(&Cell) -> bool) -> Option<Vec<Step>> {
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

/// Rows cut at ordinals, or every so many cells.
fn regular(cells: &[Cell], header: &Header) -> Vec<Step> {
    let columns = header.columns();
    let ordinals = cells.iter().filter(|c| c.kind == Kind::Ordinal).count();
    let column = (0..columns).find(|&c| header.role(c).0 == Role::Ordinal).unwrap_or(0);
    if ordinals * columns * 2 > cells.len() {
        return cut_at_ordinals(cells, columns, column);
    }
    let place = |column| if column == 0 { Place::First } else { Place::Inner };
    (0..cells.len()).map(|i| Step::new(place(i % columns), i % columns)).collect()
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

/// What is odd about the first cell under the header.
fn opening(cell: &Cell, step: Step) -> f32 {
    let late = if step.place == Place::First && step.column() > 0 { LATE_START } else { 0.0 };
    late + if cell.heading { HEADS } else { 0.0 }
}

/// A line across the whole width in a table that does not start with one, in nats: groups divide a table from its top.
const STRAY_GROUP: f32 = 4.0;

fn stray_group(steps: &[Step]) -> f32 {
    let divided = steps.iter().any(|s| s.place == Place::Group);
    let rows = steps.iter().find(|s| s.place != Place::Total);
    if divided && rows.is_some_and(|s| s.place != Place::Group) { STRAY_GROUP } else { 0.0 }
}

/// A column of which the first row has no cell, in nats: what stands there below was not taken over from above.
const LACKING: f32 = 25.0;
/// The same of numbers, which get lost one by one.
const LACKING_NUMBER: f32 = 4.0;

/// Columns of which the first row has no cell, while later rows have some; notes and units are often left out.
fn lacking(header: &Header, steps: &[Step]) -> f32 {
    let (mut first, mut later) = ([false; COLUMNS], [false; COLUMNS]);
    let mut rows = 0;
    for step in steps.iter().filter(|s| s.has_column()) {
        rows += usize::from(step.place == Place::First);
        let seen = if rows <= 1 { &mut first } else { &mut later };
        seen[step.column()] = true;
    }
    let late = (0..header.columns()).filter(|&c| later[c] && !first[c]);
    late.map(|c| match header.role(c) {
        (Role::Note | Role::Unit, ..) => 0.0,
        (Role::Number, ..) | (.., true) => LACKING_NUMBER,
        _ => LACKING,
    })
    .sum()
}

/// Numbers beside texts under one heading over two columns.
const UNLIKE: f32 = 40.0;

fn unlike(header: &Header, cells: &[Cell], steps: &[Step]) -> f32 {
    if !header.is_wide() {
        return 0.0;
    }
    let last = header.columns() - 1;
    let numbers = |column| {
        let inside = |(s, c): &(&Step, &Cell)| {
            s.place == Place::Inner && s.column() == column && c.kind.is_number()
        };
        steps.iter().zip(cells).filter(inside).count()
    };
    if (numbers(last) == 0) == (numbers(last - 1) == 0) { 0.0 } else { UNLIKE }
}

/// Columns without cells, and the width by which even the fullest row falls short.
fn emptiness(header: &Header, steps: &[Step]) -> f32 {
    let columns = header.columns();
    let mut filled = vec![false; columns];
    let (mut row, mut fullest) = (0, 0);
    let mut left = 0;
    for step in steps.iter().filter(|s| s.has_column()) {
        filled[step.column()] = true;
        if step.place == Place::First {
            (row, left) = (0, step.column());
        }
        row += usize::from(step.place != Place::More);
        fullest = fullest.max(row + left);
    }
    let notes = (0..columns).filter(|&c| !filled[c] && header.role(c).0 == Role::Note).count();
    let empty = filled.iter().filter(|f| !**f).count() - notes;
    let missing = columns.saturating_sub(fullest + notes);
    NEVER_FULL * missing as f32 + EMPTY_COLUMN * empty as f32 + EMPTY_NOTES * notes as f32
}

/// What the first lines cost as a list without columns, or as prose.
pub(super) fn flat_cost(ground: &Ground, lines: usize) -> f32 {
    let header = Header::single();
    let mut model = Model::new(&header, ground.keys, &ground.table);
    let mut cost = 0.0;
    for (cell, look) in ground.cells[..lines].iter().zip(ground.looks) {
        cost += model.cost(0, cell, &ground.table).min(look.prose);
        model.observe(0, cell);
    }
    cost
}
