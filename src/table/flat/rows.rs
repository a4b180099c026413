//! How rows are filled: where they start and end, which columns lose cells, which texts go on over lines.

use super::expect::{ends, go_on, skip, starts, taken};
use super::header::{Header, Said};
use super::lanes::{Lanes, lanes};
use super::log::ln;
use super::parse::{Place, Step};

/// Counts of what rows did, prior included.
#[derive(Default)]
pub(super) struct Rows {
    start: Counts,
    /// What taking over from above costs beside its rarity.
    taken: Vec<f32>,
    end: Counts,
    /// Cells left out and present inside rows.
    skip: Vec<(f32, f32)>,
    /// Cells that went on over a line, and that did not.
    go_on: Vec<(f32, f32)>,
    group: (f32, f32),
    total: (f32, f32),
    /// Blocks stand side by side: only the last row may end short.
    full: bool,
}

/// Counts by column with their sum.
#[derive(Default)]
struct Counts {
    each: Vec<f32>,
    sum: f32,
}

impl Counts {
    fn new(each: Vec<f32>) -> Counts {
        Counts { sum: each.iter().sum(), each }
    }

    fn become_like(&mut self, other: &Counts) {
        self.each.clone_from(&other.each);
        self.sum = other.sum;
    }

    fn add(&mut self, column: usize) {
        self.each[column] += 1.0;
        self.sum += 1.0;
    }

    /// Cost of one more in a column.
    fn cost(&self, column: usize) -> f32 {
        ln(self.sum) - ln(self.each[column])
    }
}

/// What opens a row of totals costs beside its rarity.
const TOTAL: f32 = 1.0;
/// A line across the whole width.
const GROUP: f32 = 1.0;
/// Groups and rows expected before any is seen, and what groups cost less once there are many.
const GROUPS: (f32, f32) = (0.3, 8.0);
const USUAL_GROUP: f32 = 2.0;
/// One more line of a cell.
const MORE: f32 = 1.5;
/// A row of totals leaving out one column.
const TOTAL_SKIP: f32 = 0.35;
/// Ending a row of totals.
pub(super) const TOTAL_END: f32 = 2.0;

/// A row of which only the first cell was printed.
const LONE: f32 = 2.5;
/// Columns left out side by side cost less than as many apart: share paid by each, and once for all.
const SKIP_EACH: f32 = 0.65;
pub(super) const SKIP_ANY: f32 = 1.0;

fn cost((hits, misses): (f32, f32)) -> f32 {
    ln(hits + misses) - ln(hits)
}

fn not_cost((hits, misses): (f32, f32)) -> f32 {
    ln(hits + misses) - ln(misses)
}

impl Rows {
    pub(super) fn new(header: &Header) -> Rows {
        let columns = header.columns();
        let roles: Vec<Said> = (0..columns).map(|c| header.role(c)).collect();
        Rows {
            start: Counts::new(starts(&roles)),
            taken: taken(&roles),
            end: Counts::new(ends(&roles, header.blocks)),
            skip: roles.iter().map(|r| skip(r.0)).collect(),
            go_on: roles.iter().map(|r| go_on(r.0, r.2)).collect(),
            group: GROUPS,
            total: (0.5, 8.0),
            full: header.blocks > 1,
        }
    }

    /// Becomes like another, in the memory it has.
    pub(super) fn become_like(&mut self, other: &Rows) {
        self.start.become_like(&other.start);
        self.taken.clone_from(&other.taken);
        self.end.become_like(&other.end);
        self.skip.clone_from(&other.skip);
        self.go_on.clone_from(&other.go_on);
        (self.group, self.total, self.full) = (other.group, other.total, other.full);
    }

    pub(super) fn columns(&self) -> usize {
        self.taken.len()
    }

    /// Cost of one step, as things stand.
    pub(super) fn cost(&self, step: Step, before: Option<Step>) -> f32 {
        let opens = !matches!(step.place, Place::Inner | Place::More);
        let short = before.is_some_and(|b| {
            self.full && opens && b.has_column() && b.column() + 1 < self.columns()
        });
        let short = if short { SHORT } else { 0.0 };
        short + self.step_cost(step, before)
    }

    fn step_cost(&self, step: Step, before: Option<Step>) -> f32 {
        match (step.place, before) {
            (Place::Group, _) => self.end_cost(before) + self.group_cost(),
            (Place::Total, _) => self.end_cost(before) + TOTAL + cost(self.total),
            (Place::First, _) => {
                self.end_cost(before)
                    + not_cost(self.group)
                    + not_cost(self.total)
                    + self.start.cost(step.column())
                    + self.taken[step.column()]
            }
            (Place::More, _) => MORE + cost(self.go_on[step.column()]),
            (Place::Inner, Some(b)) if b.place == Place::Total => TOTAL_SKIP * step.column() as f32,
            (Place::Inner, Some(b)) => {
                let gap: f32 =
                    (b.column() + 1..step.column()).map(|c| SKIP_EACH * cost(self.skip[c])).sum();
                gap + if step.column() > b.column() + 1 { SKIP_ANY } else { 0.0 }
                    + not_cost(self.skip[step.column()])
            }
            (Place::Inner, None) => 0.0,
        }
    }

    /// A line across the whole width: the more there were, the less it needs to look like one.
    fn group_cost(&self) -> f32 {
        let seen = self.group.0 - GROUPS.0;
        GROUP + cost(self.group) - USUAL_GROUP * seen / (seen + 2.0)
    }

    /// Cost of ending a row after this step.
    pub(super) fn end_cost(&self, last: Option<Step>) -> f32 {
        match last {
            None => 0.0,
            Some(s) if s.place == Place::Group => 0.0,
            Some(s) if s.place == Place::Total => TOTAL_END,
            Some(s) => self.end.cost(s.column()) + self.lone(s.column()),
        }
    }

    /// A row of nothing but its first cell.
    fn lone(&self, column: usize) -> f32 {
        if column == 0 && self.columns() > 2 { LONE } else { 0.0 }
    }

    pub(super) fn observe(&mut self, step: Step, before: Option<Step>) {
        let opens = matches!(step.place, Place::Group | Place::Total | Place::First);
        match before {
            Some(b) if opens && b.has_column() => self.end.add(b.column()),
            _ => {}
        }
        match step.place {
            Place::Group => self.group.0 += 1.0,
            Place::Total => self.total.0 += 1.0,
            Place::More => self.go_on[step.column()].0 += 1.0,
            Place::First => {
                self.start.add(step.column());
                self.group.1 += 1.0;
                self.total.1 += 1.0;
            }
            Place::Inner => self.observe_inner(step.column(), before),
        }
        if matches!(step.place, Place::First | Place::Inner) {
            self.go_on[step.column()].1 += 1.0;
        }
    }

    fn observe_inner(&mut self, column: usize, before: Option<Step>) {
        let Some(before) = before.filter(|b| b.has_column()) else { return };
        self.skip[column].1 += 1.0;
        for gap in &mut self.skip[before.column() + 1..column] {
            gap.0 += 1.0;
        }
    }
}

/// Transition costs laid out in tables.
#[derive(Default)]
pub(super) struct FrozenRows {
    pub columns: usize,
    pub ways: Vec<Ways>,
    pub group: f32,
    pub total: f32,
    /// Blocks stand side by side: only the last row may end short.
    full: bool,
}

/// Transition costs of four columns.
#[derive(Clone, Copy)]
pub(super) struct Ways {
    pub start: Lanes,
    pub end: Lanes,
    /// Running sums of the cost of leaving a column out: of all before each, and with itself.
    pub gaps: Lanes,
    pub left: Lanes,
    pub stay: Lanes,
    pub more: Lanes,
    /// Behind the label of a row of totals.
    pub after_total: Lanes,
}

impl Ways {
    /// Of columns that there are not.
    const NEVER: Ways = {
        let never = [f32::INFINITY; 4];
        let (gaps, left) = ([0.0; 4], [0.0; 4]);
        Ways { start: never, end: never, gaps, left, stay: never, more: never, after_total: never }
    };
}

/// A row before the last that ends short although blocks stand side by side.
const SHORT: f32 = 6.0;

impl FrozenRows {
    /// Takes the costs as things stand.
    pub(super) fn take(&mut self, rows: &Rows) {
        let opens = not_cost(rows.group) + not_cost(rows.total);
        let (starts, ends) = (ln(rows.start.sum), ln(rows.end.sum));
        self.ways.clear();
        self.ways.resize(lanes(rows.columns()), Ways::NEVER);
        let mut gaps = 0.0;
        for column in 0..rows.columns() {
            let (ways, i) = (&mut self.ways[column / 4], column % 4);
            ways.start[i] = opens + starts - ln(rows.start.each[column]) + rows.taken[column];
            ways.end[i] = ends - ln(rows.end.each[column]) + rows.lone(column);
            ways.stay[i] = not_cost(rows.skip[column]);
            ways.more[i] = MORE + cost(rows.go_on[column]);
            ways.gaps[i] = gaps;
            gaps += SKIP_EACH * cost(rows.skip[column]);
            ways.left[i] = gaps;
            ways.after_total[i] =
                if column == 0 { f32::INFINITY } else { TOTAL_SKIP * column as f32 };
        }
        self.columns = rows.columns();
        self.group = rows.group_cost();
        self.total = TOTAL + cost(rows.total);
        self.full = rows.full;
    }

    /// What starting another row costs beside ending one in this column.
    pub(super) fn short(&self, column: usize) -> f32 {
        if self.full && column + 1 < self.columns { SHORT } else { 0.0 }
    }
}
