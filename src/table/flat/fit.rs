//! Fits every header hypothesis to the cells and chooses the one that explains them cheapest.

use super::cell::Cell;
use super::header::Header;
use super::joint::{group_cost, joint, total_cost};
use super::kind::Kind;
use super::model::{Model, Table};
use super::parse::{HEADS, PART, Parse, Place, Step, parse};
use super::prose;
use super::rows::Rows;

/// Rounds of reading and learning.
pub(super) const ROUNDS: usize = 3;
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
    pub keys: usize,
    pub table: Table,
    pub prose: Vec<f32>,
}

impl<'a> Ground<'a> {
    pub(super) fn of(cells: &'a [Cell], keys: usize) -> Ground<'a> {
        Ground { cells, keys, table: Table::of(cells, keys), prose: prose::costs(cells) }
    }

    /// The same for the first cells alone.
    pub(super) fn first(&self, count: usize) -> Ground<'a> {
        let cells = &self.cells[..self.cells.len().min(count)];
        Ground {
            cells,
            keys: self.keys,
            table: Table::of(cells, self.keys),
            prose: self.prose[..cells.len()].to_vec(),
        }
    }
}

/// Fits one header to the cells after it.
pub(super) fn fit(ground: &Ground, header: &Header, index: usize, rounds: usize) -> Option<Fit> {
    let cells = ground.cells.get(header.lines..)?;
    let climb = |steps: &[Step]| climb(ground, header, index, steps, rounds);
    let anchors = ANCHORS.iter().filter(|_| rounds > 1 || header.blocks == 1);
    let anchored = anchors.filter_map(|anchor| anchored(cells, header.columns(), *anchor));
    let starts = [Vec::new(), regular(cells, header)].into_iter().chain(anchored);
    starts.fold(None, |best, start| cheaper(best, climb(&start)))
}

fn cheaper(a: Option<Fit>, b: Option<Fit>) -> Option<Fit> {
    a.into_iter().chain(b).min_by(|a, b| a.cost.total_cmp(&b.cost))
}

/// Reads and learns by turns.
fn climb(
    ground: &Ground,
    header: &Header,
    index: usize,
    start: &[Step],
    rounds: usize,
) -> Option<Fit> {
    let (cells, prose) = (ground.cells.get(header.lines..)?, &ground.prose[header.lines..]);
    let (mut model, mut rows) = learn(ground, header, cells, start);
    let mut best: Option<Fit> = None;
    for round in 1..=rounds {
        let parse = parse(cells, prose, &model.freeze(&ground.table), &rows.freeze());
        if best.as_ref().is_some_and(|b| b.parse == parse) {
            break;
        }
        let cost = score(ground, header, cells, prose, &parse);
        if round < rounds {
            (model, rows) = learn(ground, header, cells, &parse.steps);
        }
        best = cheaper(best, Some(Fit { header: index, parse, cost }));
    }
    best
}

/// What the last cell of a row can look like where nothing else marks rows.
const ANCHORS: [fn(&Cell) -> bool; 2] =
    [|c| c.key > 0 || c.kind == Kind::Choice, |c| c.kind == Kind::Organ];

/// Rows that end at each cell which looks like an anchor, aligned to the right.
fn anchored(cells: &[Cell], columns: usize, anchor: fn(&Cell) -> bool) -> Option<Vec<Step>> {
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
    let column =
        (0..columns).find(|&c| header.role(c).0 == super::words::Role::Ordinal).unwrap_or(0);
    let cut = ordinals * columns * 2 > cells.len();
    let mut at = 0;
    let mut steps: Vec<Step> = Vec::with_capacity(cells.len());
    for cell in cells {
        if cut && cell.kind == Kind::Ordinal {
            let category = steps
                .last()
                .is_some_and(|s| s.place == Place::First && column > 0 && s.column() == 0);
            at = column;
            steps.push(Step::new(if category { Place::Inner } else { Place::First }, at));
        } else if at + 1 >= columns || steps.is_empty() {
            at = 0;
            steps.push(Step::new(Place::First, 0));
        } else {
            at += 1;
            steps.push(Step::new(Place::Inner, at));
        }
    }
    steps
}

/// The model after seeing all cells where the steps put them.
pub(super) fn learn(
    ground: &Ground,
    header: &Header,
    cells: &[Cell],
    steps: &[Step],
) -> (Model, Rows) {
    let (mut model, mut rows) = (Model::new(header, ground.keys, &ground.table), Rows::new(header));
    let mut before = None;
    for (cell, &step) in cells.iter().zip(steps) {
        if step.place == Place::First || step.place == Place::Inner {
            model.observe(step.column(), cell);
        }
        rows.observe(step, before);
        before = Some(step);
    }
    (model, rows)
}

/// What header, table and the prose after it cost when each cell pays only by what earlier cells taught.
fn score(ground: &Ground, header: &Header, cells: &[Cell], prose: &[f32], found: &Parse) -> f32 {
    let (mut model, mut rows) = (Model::new(header, ground.keys, &ground.table), Rows::new(header));
    let mut cost = 0.0_f64;
    let mut before: Option<Step> = None;
    for (i, (cell, &step)) in cells.iter().zip(&found.steps).enumerate() {
        let (go_on, apart) = if i > 0 { joint(&cells[i - 1], cell) } else { (0.0, 0.0) };
        let late =
            if i == 0 && step.place == Place::First && step.column() > 0 { 5.0 } else { 0.0 };
        let late = if i == 0 && cell.heading { late + HEADS } else { late };
        let late = if cell.part && step.place == Place::First { late - PART } else { late };
        let own = match step.place {
            Place::First | Place::Inner => apart + model.cost(step.column(), cell, &ground.table),
            Place::More => go_on,
            Place::Group => apart + group_cost(cell),
            Place::Total => total_cost(cell),
        };
        cost += f64::from(own + late + rows.cost(step, before));
        if matches!(step.place, Place::First | Place::Inner) {
            model.observe(step.column(), cell);
        }
        rows.observe(step, before);
        before = Some(step);
    }
    cost += f64::from(rows.end_cost(before));
    cost += prose[found.steps.len()..].iter().map(|&p| f64::from(p)).sum::<f64>();
    cost as f32
        + header.cost
        + emptiness(header, &found.steps)
        + unlike(header, cells, &found.steps)
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
    let notes = (0..columns)
        .filter(|&c| !filled[c] && header.role(c).0 == super::words::Role::Note)
        .count();
    let empty = filled.iter().filter(|f| !**f).count() - notes;
    let missing = columns.saturating_sub(fullest + notes);
    NEVER_FULL * missing as f32 + EMPTY_COLUMN * empty as f32 + EMPTY_NOTES * notes as f32
}

/// Cells up to which a longer table is read twice.
const TWICE: usize = 4000;

/// Lays out more cells than the header was chosen on; a second reading learns from the first.
pub(super) fn extend(ground: &Ground, header: &Header, fit: Fit) -> Fit {
    let cells = &ground.cells[header.lines..];
    let prose = &ground.prose[header.lines..];
    let mut steps = fit.parse.steps;
    for _ in 0..if cells.len() <= TWICE { 2 } else { 1 } {
        let (model, rows) = learn(ground, header, cells, &steps);
        steps = parse(cells, prose, &model.freeze(&ground.table), &rows.freeze()).steps;
    }
    Fit { header: fit.header, parse: Parse { steps }, cost: fit.cost }
}

/// What the first lines cost as a list without columns, or as prose.
pub(super) fn flat_cost(ground: &Ground, lines: usize) -> f32 {
    let header = Header::single();
    let mut model = Model::new(&header, ground.keys, &ground.table);
    let mut cost = 0.0;
    for (cell, prose) in ground.cells[..lines].iter().zip(&ground.prose) {
        cost += model.cost(0, cell, &ground.table).min(*prose);
        model.observe(0, cell);
    }
    cost
}
