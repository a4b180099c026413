//! How rows are filled: where they start and end, which columns lose cells, which texts go on over lines.

use super::header::Header;
use super::log::ln;
use super::parse::{Place, Step};
use super::words::{Match, Role};

/// Counts of what rows did, prior included.
#[derive(Default)]
pub(super) struct Rows {
    start: Vec<f32>,
    /// What taking over from above costs beside its rarity.
    taken: Vec<f32>,
    end: Vec<f32>,
    /// Cells left out and present inside rows.
    skip: Vec<(f32, f32)>,
    /// Cells that went on over a line, and that did not.
    go_on: Vec<(f32, f32)>,
    group: (f32, f32),
    total: (f32, f32),
    /// Blocks stand side by side: only the last row may end short.
    full: bool,
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
pub(super) const TOTAL_SKIP: f32 = 0.35;
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

fn share(counts: &[f32], i: usize) -> f32 {
    ln(counts.iter().sum::<f32>()) - ln(counts[i])
}

impl Rows {
    pub(super) fn new(header: &Header) -> Rows {
        let columns = header.columns();
        let roles: Vec<(Role, Match, bool)> = (0..columns).map(|c| header.role(c)).collect();
        Rows {
            start: starts(&roles),
            taken: taken(&roles),
            end: ends(&roles, header.blocks),
            skip: roles.iter().map(|r| skip(r.0)).collect(),
            go_on: roles.iter().map(|r| go_on(r.0, r.2)).collect(),
            group: GROUPS,
            total: (0.5, 8.0),
            full: header.blocks > 1,
        }
    }

    /// Becomes like another, in the memory it has.
    pub(super) fn become_like(&mut self, other: &Rows) {
        self.start.clone_from(&other.start);
        self.taken.clone_from(&other.taken);
        self.end.clone_from(&other.end);
        self.skip.clone_from(&other.skip);
        self.go_on.clone_from(&other.go_on);
        (self.group, self.total, self.full) = (other.group, other.total, other.full);
    }

    pub(super) fn columns(&self) -> usize {
        self.start.len()
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
                    + share(&self.start, step.column())
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
            Some(s) => share(&self.end, s.column()) + self.lone(s.column()),
        }
    }

    /// A row of nothing but its first cell.
    fn lone(&self, column: usize) -> f32 {
        if column == 0 && self.columns() > 2 { LONE } else { 0.0 }
    }

    pub(super) fn observe(&mut self, step: Step, before: Option<Step>) {
        let opens = matches!(step.place, Place::Group | Place::Total | Place::First);
        match before {
            Some(b) if opens && b.has_column() => self.end[b.column()] += 1.0,
            _ => {}
        }
        match step.place {
            Place::Group => self.group.0 += 1.0,
            Place::Total => self.total.0 += 1.0,
            Place::More => self.go_on[step.column()].0 += 1.0,
            Place::First => {
                self.start[step.column()] += 1.0;
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
    pub start: Vec<f32>,
    pub end: Vec<f32>,
    /// Running sums of the cost of leaving a column out.
    pub gaps: Vec<f32>,
    pub stay: Vec<f32>,
    pub more: Vec<f32>,
    pub group: f32,
    pub total: f32,
    /// Blocks stand side by side: only the last row may end short.
    pub full: bool,
}

/// A row before the last that ends short although blocks stand side by side.
const SHORT: f32 = 6.0;

impl FrozenRows {
    /// Takes the costs as things stand.
    pub(super) fn take(&mut self, rows: &Rows) {
        let columns = 0..rows.columns();
        let opens = not_cost(rows.group) + not_cost(rows.total);
        let (starts, ends) = (ln(rows.start.iter().sum()), ln(rows.end.iter().sum()));
        self.start.clear();
        self.start
            .extend(columns.clone().map(|c| opens + starts - ln(rows.start[c]) + rows.taken[c]));
        self.end.clear();
        self.end.extend(columns.clone().map(|c| ends - ln(rows.end[c]) + rows.lone(c)));
        self.stay.clear();
        self.stay.extend(columns.clone().map(|c| not_cost(rows.skip[c])));
        self.more.clear();
        self.more.extend(columns.clone().map(|c| MORE + cost(rows.go_on[c])));
        self.gaps.clear();
        self.gaps.push(0.0);
        let mut gaps = 0.0;
        self.gaps.extend(columns.map(|c| {
            gaps += SKIP_EACH * cost(rows.skip[c]);
            gaps
        }));
        self.group = rows.group_cost();
        self.total = TOTAL + cost(rows.total);
        self.full = rows.full;
    }

    /// What starting another row costs beside ending one in this column.
    pub(super) fn short(&self, column: usize) -> f32 {
        if self.full && column + 1 < self.start.len() { SHORT } else { 0.0 }
    }
}

/// Rows start in column 0, or further right where what stands left is taken over from above.
fn starts(roles: &[(Role, Match, bool)]) -> Vec<f32> {
    let mut weight: f32 = match roles[0].0 {
        Role::Category => 3.0,
        Role::Unknown => 0.8,
        Role::Ordinal => 0.3,
        Role::Unit | Role::Number => 0.1,
        _ => 0.5,
    };
    let mut out = vec![5.0_f32];
    for role in &roles[..roles.len() - 1] {
        let taken = match role.0 {
            Role::Category => 1.0,
            Role::Number | Role::Unit => 0.05,
            Role::Ordinal => 0.6,
            _ => 0.5,
        };
        weight *= taken;
        out.push(weight.max(0.01));
    }
    out
}

/// Taking over a name is unusual, a number or unit all but unheard of.
fn taken(roles: &[(Role, Match, bool)]) -> Vec<f32> {
    let mut sum: f32 = 0.0;
    let mut out = vec![0.0];
    for role in &roles[..roles.len() - 1] {
        sum += match role.0 {
            _ if role.2 => 2.0,
            Role::Category => 0.0,
            Role::Number => 3.0,
            Role::Unit => 1.5,
            Role::Ordinal => 1.0,
            _ => 0.6,
        };
        out.push(sum.min(4.0));
    }
    out
}

/// Rows end in the last column, or earlier where it is often empty or taken over from above.
fn ends(roles: &[(Role, Match, bool)], blocks: usize) -> Vec<f32> {
    let columns = roles.len();
    let mut out = vec![0.02_f32; columns];
    let lone = if columns > 2 { 0.05 } else { 1.0 };
    out[columns - 1] = 5.0;
    let mut weight = 1.0_f32;
    for c in (1..columns).rev() {
        weight *= match roles[c].0 {
            Role::Note => 3.0,
            Role::Organ | Role::Date | Role::Choice | Role::Long => 0.6,
            Role::Number | Role::Unit => 0.15,
            _ => 0.3,
        };
        out[c - 1] = out[c - 1].max(weight.min(3.0));
    }
    out[0] *= lone;
    for b in 1..blocks {
        let last = b * columns / blocks - 1;
        out[last] = out[last].max(0.5);
    }
    out
}

fn skip(role: Role) -> (f32, f32) {
    match role {
        Role::Unit => (2.0, 5.0),
        Role::Note => (2.0, 2.0),
        Role::Ordinal => (0.1, 8.0),
        Role::Number => (0.3, 8.0),
        Role::Category => (1.5, 5.0),
        Role::Name => (0.15, 8.0),
        _ => (0.4, 8.0),
    }
}

fn go_on(role: Role, dated: bool) -> (f32, f32) {
    match role {
        Role::Unit | Role::Ordinal | Role::Number => (0.03, 8.0),
        Role::Long => (1.0, 8.0),
        Role::Category | Role::Name | Role::Organ | Role::Place => (0.5, 8.0),
        _ if dated => (0.1, 8.0),
        _ => (0.3, 8.0),
    }
}
