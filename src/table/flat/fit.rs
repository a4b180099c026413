//! Fits every header hypothesis to the cells and chooses the one that explains them cheapest.

use super::cell::Cell;
use super::frozen::Frozen;
use super::header::Header;
use super::joint::Look;
use super::model::{Model, Table};
use super::odd;
use super::parse::{PART, Parse, Place, Step};
use super::rows::{FrozenRows, Rows};
use super::starts::{ANCHORS, anchored, cut_by_kind, recurring, regular};
use super::trellis::Trellis;

/// Rounds of reading and learning.
const ROUNDS: usize = 3;
/// Cells up to which a longer table is read twice.
const TWICE: usize = 4000;

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

/// The cells after one header as they are read before anything is learned.
pub(super) struct Reading<'a> {
    trial: Trial<'a>,
    parse: Parse,
    /// What reading and header cost.
    pub cost: f64,
}

/// One header over the cells it is tried on.
struct Trial<'a> {
    ground: &'a Ground<'a>,
    header: &'a Header,
    index: usize,
    said: Learned,
    cells: &'a [Cell],
    looks: &'a [Look],
    /// Readings from which a climb went on.
    left: Vec<Parse>,
}

impl<'a> Trial<'a> {
    fn new(ground: &'a Ground<'a>, header: &'a Header, index: usize) -> Option<Trial<'a>> {
        let (cells, looks) = (ground.cells.get(header.lines..)?, ground.looks.get(header.lines..)?);
        let said = Learned::said(ground, header);
        Some(Trial { ground, header, index, said, cells, looks, left: Vec::new() })
    }

    fn has_left(&self, parse: &Parse) -> bool {
        self.left.iter().any(|left| left == parse)
    }
}

impl Desk {
    /// Reads the cells after one header from what its headings say alone.
    pub(super) fn read<'a>(
        &mut self,
        ground: &'a Ground<'a>,
        header: &'a Header,
        index: usize,
    ) -> Option<Reading<'a>> {
        let trial = Trial::new(ground, header, index)?;
        self.learn(&trial, &[]);
        let parse = self.parse(&trial);
        let cost = self.trellis.cost() + f64::from(header.cost);
        Some(Reading { trial, parse, cost })
    }

    /// The fit of a header as it was read.
    pub(super) fn fit(&mut self, Reading { trial, parse, .. }: Reading) -> Fit {
        let cost = self.score(&trial, &parse);
        let fit = Fit { header: trial.index, parse, cost };
        let steps =
            recurring(trial.cells, trial.header).or_else(|| cut_by_kind(trial.cells, trial.header));
        let Some(parse) = steps.map(|steps| Parse { steps }).filter(|p| *p != fit.parse) else {
            return fit;
        };
        let cost = self.score(&trial, &parse);
        if cost < fit.cost { Fit { parse, cost, ..fit } } else { fit }
    }

    /// Fits a header again on more cells, from where it stands.
    pub(super) fn refit(&mut self, ground: &Ground, header: &Header, fit: &Fit) -> Option<Fit> {
        self.climb(&mut Trial::new(ground, header, fit.header)?, &fit.parse.steps, ROUNDS)
    }

    /// The same also from rows of regular length.
    pub(super) fn refit_rows(
        &mut self,
        ground: &Ground,
        header: &Header,
        fit: &Fit,
    ) -> Option<Fit> {
        let mut trial = Trial::new(ground, header, fit.header)?;
        let cells = trial.cells;
        let best = self.climb(&mut trial, &fit.parse.steps, 2);
        let best = cheaper(best, self.climb(&mut trial, &regular(cells, header), 2));
        let by_kind = cut_by_kind(cells, header).filter(|_| header.blocks == 1);
        let best = match by_kind {
            Some(steps) => {
                let climbed = self.climb(&mut trial, &steps, 2);
                let parse = Parse { steps };
                let cost = self.score(&trial, &parse);
                let as_cut = Fit { header: trial.index, parse, cost };
                cheaper(best, cheaper(climbed, Some(as_cut)))
            }
            None => best,
        };
        let anchors = ANCHORS.iter().filter(|_| header.blocks == 1);
        let anchored = anchors.filter_map(|anchor| anchored(cells, header, *anchor));
        anchored.fold(best, |best, start| cheaper(best, self.climb(&mut trial, &start, 2)))
    }

    /// Reads and learns by turns, until it comes where it or another climb of the trial has been.
    fn climb(&mut self, trial: &mut Trial, start: &[Step], rounds: usize) -> Option<Fit> {
        let mut best: Option<Fit> = None;
        self.learn(trial, start);
        for round in 1..=rounds {
            let parse = self.parse(trial);
            if trial.has_left(&parse) || best.as_ref().is_some_and(|b| b.parse == parse) {
                break;
            }
            if round < rounds {
                trial.left.push(parse.clone());
            }
            let cost = self.score(trial, &parse);
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

    /// What header, table and the prose after it cost when each cell pays only by what earlier cells taught;
    /// afterwards all steps are learned.
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
            let first = if i == 0 { odd::opening(cell, step) } else { 0.0 };
            let part = if cell.part && step.place == Place::First { PART } else { 0.0 };
            cost += f64::from(own + first - part + learned.rows.cost(step, before));
            learned.observe(cell, step, before);
            before = Some(step);
        }
        cost += f64::from(learned.rows.end_cost(before));
        cost += looks[found.steps.len()..].iter().map(|l| f64::from(l.prose)).sum::<f64>();
        cost as f32 + header.cost + odd::cost(header, cells, &found.steps)
    }
}

fn cheaper(a: Option<Fit>, b: Option<Fit>) -> Option<Fit> {
    a.into_iter().chain(b).min_by(|a, b| a.cost.total_cmp(&b.cost))
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
