//! Every way the first lines could be a header: how many lines, which are broken, and what stands under what.

use super::cell::Cell;
use super::kind::Kind;
use super::label::{Known, Label, breaks, join_cost, labels};
use super::layout::{Draft, layouts};
use super::parse::Parse;
use super::words::{Match, Role};
use std::rc::Rc;

/// Most lines a header is looked for in.
const LINES: usize = 30;
/// Longest heading in characters.
const LONGEST: u32 = 45;
/// Most columns of a table.
pub(super) const COLUMNS: usize = 48;
/// Broken headings beyond the certain ones that are tried.
const JOINS: usize = 3;
/// Layouts kept for one number of lines and columns.
const KEPT: usize = 3;
/// Layouts looked at for them.
const TRIED: usize = 12;
/// A heading that occurs again below the header.
const BELOW: f32 = 2.0;
/// A heading that has the look of cells below the header, and how many such cells there must be within how many lines.
const SIBLING: f32 = 3.0;
const SIBLINGS: usize = 2;
const NEAR: usize = 60;
/// A heading over two columns that have none of their own.
const WIDE: f32 = 3.0;
/// The same of the first two columns.
const WIDE_FIRST: f32 = 4.0;
/// What a line costs in a body it fits, in nats.
const LINE: f32 = 1.2;
/// Headers further than this from the cheapest, in nats, are not fitted.
const REACH: f32 = 20.0;
/// Most headers fitted.
const MOST: usize = 48;
/// One hypothesis.
#[derive(Clone, Debug)]
pub(super) struct Header {
    /// Lines it takes.
    pub lines: usize,
    pub labels: Rc<[Label]>,
    /// For each level and column the label standing there.
    pub grid: Vec<Vec<Option<usize>>>,
    /// How many times the same columns are printed side by side.
    pub blocks: usize,
    /// Nats.
    pub cost: f32,
    /// What the headings say of each column.
    roles: Vec<Said>,
}

/// The role of a column, its certainty and whether a year or date heads it.
pub(super) type Said = (Role, Match, bool);

impl Header {
    /// Whether the last two columns stand under one heading.
    pub(super) fn is_wide(&self) -> bool {
        let last = self.columns() - 1;
        last > 0
            && self.grid.iter().all(|level| level[last].is_some() && level[last] == level[last - 1])
    }

    /// One column without a heading.
    pub(super) fn single() -> Header {
        Header::new(0, Rc::from([]), vec![vec![None]], 1, 0.0)
    }

    pub(super) fn new(
        lines: usize,
        labels: Rc<[Label]>,
        grid: Vec<Vec<Option<usize>>>,
        blocks: usize,
        cost: f32,
    ) -> Header {
        let roles = (0..grid[0].len()).map(|column| said(&labels, &grid, column)).collect();
        Header { lines, labels, grid, blocks, cost, roles }
    }

    pub(super) fn columns(&self) -> usize {
        self.grid[0].len()
    }

    /// The same with the last heading over two columns, if it heads notes.
    fn with_wide_last(&self) -> Option<Header> {
        let last = self.columns() - 1;
        let under = self.grid.iter().any(|level| level[last] != self.grid[0][last]);
        if self.blocks > 1 || under || self.role(last).0 != Role::Note || last + 2 > COLUMNS {
            return None;
        }
        let mut wide = self.clone();
        for level in &mut wide.grid {
            level.push(level[last]);
        }
        wide.roles.push(wide.roles[last]);
        wide.cost += WIDE;
        Some(wide)
    }

    /// The same with the first of several levels over two columns, if it heads names: their kinds stand before them.
    fn with_wide_first(&self) -> Option<Header> {
        let under = self.grid.iter().any(|level| level[0] != self.grid[0][0]);
        let (role, known, _) = self.role(0);
        if self.blocks > 1
            || self.grid.len() == 1
            || under
            || (role, known) != (Role::Name, Match::Whole)
            || self.columns() + 1 > COLUMNS
        {
            return None;
        }
        let mut wide = self.clone();
        for level in &mut wide.grid {
            level.insert(0, level[0]);
        }
        wide.roles.insert(0, (Role::Category, Match::End, false));
        wide.cost += WIDE_FIRST;
        Some(wide)
    }

    /// Whether the first two columns hold cells, where one heading stands over them.
    pub(super) fn is_used(&self, parse: &Parse) -> bool {
        !self.is_wide_first() || parse.cells(0) > 0 && parse.cells(1) > parse.cells(0)
    }

    /// Whether the first two columns stand under one heading.
    fn is_wide_first(&self) -> bool {
        self.columns() > 1
            && self.grid.iter().all(|level| level[0].is_some() && level[0] == level[1])
    }

    /// What the headings say of a column.
    pub(super) fn role(&self, column: usize) -> Said {
        self.roles[column]
    }

    /// Whether the cells below can be laid out in no other way than under the other header.
    fn fits_like(&self, other: &Header) -> bool {
        self.lines == other.lines
            && self.blocks == other.blocks
            && self.is_wide_first() == other.is_wide_first()
            && self.roles == other.roles
            && self.is_wide() == other.is_wide()
    }
}

/// The lowest heading over a column that says something.
fn said(labels: &[Label], grid: &[Vec<Option<usize>>], column: usize) -> Said {
    let path = || grid.iter().rev().filter_map(|level| level[column].map(|l| &labels[l]));
    let dated = path().next().is_some_and(|l| l.dated);
    let lowest = path().next().map(|l| &l.lines);
    // A heading over others says what is counted under it, not what kind of words stand there.
    let says = |l: &&Label| {
        let passes = !matches!(l.role, Role::Choice | Role::Organ | Role::Unit | Role::Ordinal);
        l.known != Match::None && !l.dated && (passes || Some(&l.lines) == lowest)
    };
    match path().find(says) {
        Some(l) if column == 0 && l.role == Role::Long => (Role::Unknown, Match::None, dated),
        // 学校 over years: what is counted, no names.
        Some(l) if dated && matches!(l.role, Role::Name | Role::Category | Role::Place) => {
            (Role::Number, Match::End, dated)
        }
        Some(l) => (l.role, l.known, dated),
        None => (Role::Unknown, Match::None, dated),
    }
}

/// All hypotheses worth fitting, at most `KEPT` for each number of lines and columns.
pub(super) fn propose(texts: &[&str], cells: &[Cell]) -> Vec<Header> {
    let most = cells
        .iter()
        .take(LINES)
        .enumerate()
        .take_while(|(i, c)| can_head(c) || can_stand_under(cells, *i))
        .count()
        .min(cells.len().saturating_sub(1));
    let mut all = Vec::new();
    let mut known = Known::new(texts, cells, most);
    let joins: Vec<f32> = (1..most).map(|i| join_cost(texts, cells, i)).collect();
    let (mut labelled, mut reach) = (Reach::new(cells.len()), Reach::new(cells.len()));
    let totals = totals(cells);
    let mut inside = vec![0; totals.len()];
    let alike: Vec<Vec<usize>> = (0..most).map(|i| alike(texts, cells, i)).collect();
    for lines in 1..=most {
        inside[cells[lines - 1].key as usize] += 1;
        let again = |cell: &&Cell| {
            let key = cell.key as usize;
            key > 0 && totals[key] > inside[key]
        };
        let below: f32 = cells[..lines].iter().filter(again).map(|_| BELOW).sum();
        let siblings = |at: &&Vec<usize>| at.iter().filter(|&&at| at >= lines).count() >= SIBLINGS;
        let below = below + SIBLING * alike[..lines].iter().filter(siblings).count() as f32;
        let mut found = Vec::new();
        let (certain, likely) = breaks(&joins[..lines - 1]);
        let bare = (certain < likely).then_some(certain);
        for count in bare.into_iter().chain(likely..=likely + JOINS) {
            let Some(labels) = labels(&mut known, &joins, lines, count) else { break };
            if labelled.has(labels.iter().map(|l| l.cost).sum(), lines) {
                layouts(labels, lines, below, &mut reach, &mut found);
            }
        }
        keep_best(found, &mut all);
    }
    all.retain(|header| header.lines + header.columns() <= cells.len());
    within_reach(all)
}

/// How dear a header may be, by the cheapest met so far.
pub(super) struct Reach {
    /// What the cheapest costs beyond what its lines would cost in the body.
    least: f32,
    /// Lines there are, for those of a header and the first row.
    room: usize,
}

impl Reach {
    fn new(room: usize) -> Reach {
        Reach { least: f32::INFINITY, room }
    }

    /// Whether so much is within `REACH` of the least.
    fn has(&mut self, cost: f32, lines: usize) -> bool {
        let beyond = cost - LINE * lines as f32;
        self.least = self.least.min(beyond);
        beyond <= self.least + REACH
    }

    /// The same for a header of so many columns: one without room beneath it is none.
    pub(super) fn has_header(&mut self, cost: f32, lines: usize, columns: usize) -> bool {
        lines + columns <= self.room && self.has(cost, lines)
    }
}

/// Lines after this one that are of its length, end like it and are not the same: `一类地区` `二类地区`.
fn alike(texts: &[&str], cells: &[Cell], i: usize) -> Vec<usize> {
    let cell = &cells[i];
    if cell.heading || cell.kind == Kind::Date || cell.length < 2 {
        return Vec::new();
    }
    let last = texts[i].chars().next_back();
    let mut seen = vec![cell.hash];
    let alike = |at: &usize| {
        let other = &cells[*at];
        other.length == cell.length
            && other.last == cell.last
            && texts[*at].chars().next_back() == last
            && !seen.contains(&other.hash)
            && {
                seen.push(other.hash);
                true
            }
    };
    (i + 1..cells.len().min(i + NEAR)).filter(alike).collect()
}

/// Whether the first line could head a column at all: most lines under a title are prose.
pub(super) fn may_start(first: &Cell) -> bool {
    can_head(first)
}

/// The headers whose cost beyond what their lines would cost in the body is within `REACH` of the least, at most `MOST`; of those
/// under which the cells are laid out alike, the cheapest.
fn within_reach(mut all: Vec<Header>) -> Vec<Header> {
    let beyond = |h: &Header| h.cost - LINE * h.lines as f32;
    let least = all.iter().map(beyond).fold(f32::INFINITY, f32::min);
    all.retain(|h| beyond(h) <= least + REACH);
    all.sort_by(|a, b| beyond(a).total_cmp(&beyond(b)));
    let mut unlike: Vec<Header> = Vec::new();
    for header in all {
        if unlike.len() < MOST && !unlike.iter().any(|other| header.fits_like(other)) {
            unlike.push(header);
        }
    }
    unlike
}

/// How often each repeated text occurs.
fn totals(cells: &[Cell]) -> Vec<u32> {
    let most = cells.iter().map(|c| c.key).max().unwrap_or(0);
    let mut out = vec![0; most as usize + 1];
    cells.iter().for_each(|c| out[c.key as usize] += 1);
    out
}

fn can_head(cell: &Cell) -> bool {
    let kind = !matches!(
        cell.kind,
        Kind::Ordinal
            | Kind::Choice
            | Kind::Integer
            | Kind::Decimal
            | Kind::Percent
            | Kind::Numbered
            | Kind::Blank
            | Kind::Item
            | Kind::SubItem
    );
    kind && cell.length <= LONGEST && !cell.sentence && !cell.total
}

/// Words that are cells more often than headings: totals with no number after them, choices side by side (`公办` `民办`).
fn can_stand_under(cells: &[Cell], i: usize) -> bool {
    let next = cells.get(i + 1);
    let choice =
        |c: Option<&Cell>| c.is_some_and(|c| c.kind == Kind::Choice && c.hash != cells[i].hash);
    if cells[i].total {
        next.is_some_and(|next| !next.kind.is_number() && next.kind != Kind::Unit)
    } else {
        cells[i].kind == Kind::Choice
            && !cells[i].mark
            && (choice(next) || choice(i.checked_sub(1).and_then(|b| cells.get(b))))
    }
}

/// Keeps the cheapest layouts for each number of columns that lay cells out differently.
fn keep_best(mut found: Vec<Draft>, all: &mut Vec<Header>) {
    found.sort_by(|a, b| a.columns.cmp(&b.columns).then(a.cost.total_cmp(&b.cost)));
    for drafts in found.chunk_by(|a, b| a.columns == b.columns) {
        let first = all.len();
        for header in drafts.iter().take(TRIED).map(Draft::header) {
            if all.len() - first < KEPT && !all[first..].iter().any(|h| header.fits_like(h)) {
                all.push(header);
            }
        }
        let wide =
            all.get(first).map(|cheapest| [cheapest.with_wide_last(), cheapest.with_wide_first()]);
        all.extend(wide.into_iter().flatten().flatten());
    }
}
