//! Every way the first lines could be a header: how many lines, which are broken, and what stands under what.

use super::cell::{Cell, Kind, fold};
use super::words::{Match, Role, role};
use std::collections::HashMap;
use std::ops::Range;
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
/// A second level of headings.
const TWO_LEVELS: f32 = 2.5;
/// Unknown headings beyond this many are less and less likely to be headings.
const MANY: usize = 5;
/// Share of a heading's cost that is saved where the same headings stood under the parent before.
const AGAIN: f32 = 0.85;
/// A heading that occurs again below the header.
const BELOW: f32 = 2.0;
/// Layouts this much dearer than the cheapest with as many columns are dropped, in nats.
const SLACK: f32 = 7.0;
/// Most headings that hang unevenly under two others.
const UNEVEN: usize = 7;
/// Two columns headed alike, without blocks side by side, in nats.
const TWICE: f32 = 2.0;
/// A third.
const THREE_LEVELS: f32 = 6.0;
/// A heading over two columns that have none of their own.
const WIDE: f32 = 3.0;
/// What a line costs in a body it fits, in nats.
const LINE: f32 = 1.2;
/// Headers further than this from the cheapest, in nats, are not fitted.
const REACH: f32 = 25.0;
/// Most headers fitted.
const MOST: usize = 160;
/// One heading: the lines it was made of, its text and what it says of its column.
#[derive(Clone, Debug)]
pub(super) struct Label {
    pub lines: Range<usize>,
    pub text: Rc<[char]>,
    pub role: Role,
    pub known: Match,
    pub dated: bool,
    hash: u64,
    cost: f32,
    /// What it costs to stand over other headings, over years, and under another.
    over: f32,
    over_years: f32,
    under: f32,
}

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
}

impl Header {
    /// Whether the last two columns stand under one heading.
    pub(super) fn is_wide(&self) -> bool {
        let last = self.columns() - 1;
        last > 0
            && self.grid.iter().all(|level| level[last].is_some() && level[last] == level[last - 1])
    }

    /// One column without a heading.
    pub(super) fn single() -> Header {
        Header { lines: 0, labels: Rc::from([]), grid: vec![vec![None]], blocks: 1, cost: 0.0 }
    }

    pub(super) fn columns(&self) -> usize {
        self.grid[0].len()
    }

    /// The same with the last heading over two columns, if it heads notes.
    fn with_wide_last(&self) -> Option<Header> {
        let last = self.columns() - 1;
        if self.blocks > 1 || self.role(last).0 != Role::Note || last + 2 > COLUMNS {
            return None;
        }
        let mut wide = self.clone();
        for level in &mut wide.grid {
            level.push(level[last]);
        }
        wide.cost += WIDE;
        Some(wide)
    }

    /// The role of a column, its certainty and whether a year or date heads it: the lowest heading that says something.
    pub(super) fn role(&self, column: usize) -> (Role, Match, bool) {
        let path: Vec<&Label> = self
            .grid
            .iter()
            .rev()
            .filter_map(|level| level[column].map(|l| &self.labels[l]))
            .collect();
        let dated = path.first().is_some_and(|l| l.dated);
        let known = path.iter().find(|l| l.known != Match::None && !l.dated);
        match known {
            Some(l) if column == 0 && l.role == Role::Long => (Role::Unknown, Match::None, dated),
            Some(l) => (l.role, l.known, dated),
            None => (Role::Unknown, Match::None, dated),
        }
    }
}

/// All hypotheses worth fitting, at most `KEPT` for each number of lines and columns.
pub(super) fn propose(texts: &[&str], cells: &[Cell]) -> Vec<Header> {
    let most = cells
        .iter()
        .take(LINES)
        .take_while(|c| can_head(c))
        .count()
        .min(cells.len().saturating_sub(1));
    let mut all = Vec::new();
    let mut known = Known { texts, cells, labels: HashMap::new() };
    let joins: Vec<f32> = (1..most).map(|i| join_cost(texts, cells, i)).collect();
    let mut least = f32::INFINITY;
    let totals = totals(cells);
    for lines in 1..=most {
        let inside = totals_of(&cells[..lines]);
        let below: f32 = (0..lines)
            .filter(|&i| cells[i].key > 0 && totals[cells[i].key as usize] > inside[&cells[i].key])
            .map(|_| BELOW)
            .sum();
        let mut found = Vec::new();
        for extra in 0..=JOINS {
            let Some(labels) = labels(&mut known, &joins, lines, extra) else { break };
            let beyond = labels.iter().map(|l| l.cost).sum::<f32>() - LINE * lines as f32;
            least = least.min(beyond);
            if beyond > least + REACH {
                break;
            }
            layouts(labels, lines, below, &mut found);
        }
        keep_best(found, &mut all);
    }
    within_reach(all)
}

/// The headers whose cost beyond what their lines would cost in the body is within `REACH` of the least, at most `MOST`.
fn within_reach(mut all: Vec<Header>) -> Vec<Header> {
    let beyond = |h: &Header| h.cost - LINE * h.lines as f32;
    let least = all.iter().map(beyond).fold(f32::INFINITY, f32::min);
    all.retain(|h| beyond(h) <= least + REACH);
    all.sort_by(|a, b| beyond(a).total_cmp(&beyond(b)));
    all.truncate(MOST);
    all
}

/// How often each repeated text occurs.
fn totals(cells: &[Cell]) -> Vec<u32> {
    let most = cells.iter().map(|c| c.key).max().unwrap_or(0);
    let mut out = vec![0; most as usize + 1];
    cells.iter().for_each(|c| out[c.key as usize] += 1);
    out
}

fn totals_of(cells: &[Cell]) -> HashMap<u32, u32> {
    let mut out = HashMap::new();
    cells.iter().for_each(|c| *out.entry(c.key).or_default() += 1);
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

/// Cost of reading line `i` as the rest of the heading before it, against two headings. Negative: certain.
fn join_cost(texts: &[&str], cells: &[Cell], i: usize) -> f32 {
    let (mut a, mut b) = (Vec::new(), Vec::new());
    fold(texts[i - 1], &mut a);
    fold(texts[i], &mut b);
    let (left, right) = (role(&a), role(&b));
    let both = [a.as_slice(), b.as_slice()].concat();
    let whole = role(&both).1 == Match::Whole;
    let quoted = a.first() == Some(&'“') && a.last() == Some(&'”') && a.len() <= 8;
    if cells[i].tail
        || (cells[i - 1].open && !cells[i - 1].tail)
        || b.first() == Some(&'(')
        || cells[i].kind == Kind::Unit && b.len() > 1
    {
        return -6.0;
    }
    if whole {
        return if left.1 != Match::Whole || right.1 != Match::Whole { -6.0 } else { 0.5 };
    }
    if cells[i].kind == Kind::Date {
        return 8.0;
    }
    if quoted {
        return -2.0;
    }
    if a.last() == Some(&')') {
        return 6.0;
    }
    let known = |m: Match| match m {
        Match::Whole => 1.0,
        Match::End => 0.4,
        Match::None => 0.0,
    };
    let dated =
        cells[i - 1].kind == Kind::Date && cells[i].kind != Kind::Date && right.0 == Role::Number;
    let short = a.len() <= 3 && b.len() <= 3;
    let long = if a.len() > 5 || b.len() > 6 { 2.0 } else { 0.0 }
        + if a.len() > 5 && b.len() > 5 { 1.5 } else { 0.0 };
    1.5 + long + known(left.1) + known(right.1)
        - if dated { 1.5 } else { 0.0 }
        - if short { 0.7 } else { 0.0 }
}

/// The headings of the first `lines` lines, the certain breaks and the `extra` likeliest others joined.
fn labels(known: &mut Known, joins: &[f32], lines: usize, extra: usize) -> Option<Vec<Label>> {
    let mut order: Vec<usize> = (1..lines).collect();
    order.sort_by(|&a, &b| joins[a - 1].total_cmp(&joins[b - 1]).then(a.cmp(&b)));
    let certain = order.iter().filter(|&&i| joins[i - 1] < 0.0).count();
    let joined = order.get(..certain + extra)?;
    let mut out: Vec<Label> = Vec::new();
    let mut start = 0;
    for i in 1..=lines {
        if i < lines && joined.contains(&i) {
            continue;
        }
        let cost: f32 =
            joined.iter().filter(|&&j| j > start && j < i).map(|&j| joins[j - 1].max(0.3)).sum();
        out.push(known.label(start..i, cost));
        start = i;
    }
    (out.len() <= 2 * COLUMNS).then_some(out)
}

/// Headings already read, by the lines they are made of.
struct Known<'a> {
    texts: &'a [&'a str],
    cells: &'a [Cell],
    labels: HashMap<(usize, usize), Label>,
}

impl Known<'_> {
    fn label(&mut self, lines: Range<usize>, join: f32) -> Label {
        let (texts, cells) = (self.texts, self.cells);
        let read = self
            .labels
            .entry((lines.start, lines.end))
            .or_insert_with(|| label(texts, cells, lines, 0.0));
        Label { cost: read.cost + join, ..read.clone() }
    }
}

fn label(texts: &[&str], cells: &[Cell], lines: Range<usize>, join: f32) -> Label {
    let (mut text, mut buffer) = (Vec::new(), Vec::new());
    for line in lines.clone() {
        fold(texts[line], &mut buffer);
        text.extend_from_slice(&buffer);
    }
    let (role, known) = named(&text);
    let dated = cells[lines.start].kind == Kind::Date;
    let pieces = 1.2 * lines.len().saturating_sub(2) as f32;
    let cost = join + pieces + label_cost(&cells[lines.start], known, text.len());
    let stands_over = super::words::stands_over(&text);
    let plain = known != Match::None && !stands_over;
    let over = over_cost(role, known, dated) - if stands_over { 0.5 } else { 0.0 };
    let over_years = if plain { 1.0 } else { 0.0 } + if dated { 6.0 } else { 0.0 };
    let hash = super::cell::hash(&text);
    Label {
        lines,
        text: text.into(),
        role,
        known,
        dated,
        hash,
        cost,
        over,
        over_years,
        under: under_cost(role, known),
    }
}

/// How ill a heading serves as one over others.
fn over_cost(role: Role, known: Match, dated: bool) -> f32 {
    match (role, known) {
        (Role::Unit | Role::Ordinal | Role::Note, Match::Whole) => 5.0,
        (Role::Choice | Role::Organ, Match::Whole) => 3.0,
        (Role::Number, Match::Whole) if !dated => 0.5,
        (Role::Name | Role::Category | Role::Place | Role::Date, Match::Whole) => 2.0,
        _ => 0.0,
    }
}

/// How ill a heading serves as one under another.
fn under_cost(role: Role, known: Match) -> f32 {
    match (role, known) {
        (Role::Ordinal | Role::Note, Match::Whole) => 3.0,
        (Role::Category | Role::Unit, Match::Whole) => 1.0,
        _ => 0.0,
    }
}

/// The role of a heading: a unit in brackets says number, a year says number unless a word says otherwise.
fn named(text: &[char]) -> (Role, Match) {
    let bracket =
        text.iter().rposition(|&c| c == '(').filter(|&at| at > 0 && text.last() == Some(&')'));
    if let Some(at) = bracket {
        let (inner, bare) = (&text[at + 1..text.len() - 1], &text[..at]);
        if super::words::is_unit(inner) {
            return (Role::Number, Match::Whole);
        }
        return role(bare);
    }
    role(text)
}

fn label_cost(cell: &Cell, known: Match, length: usize) -> f32 {
    let shape = match cell.kind {
        Kind::Date => 0.9,
        Kind::Short => 1.9,
        Kind::Medium => 2.3,
        Kind::Organ => 2.5,
        Kind::Long => 3.4,
        Kind::Code => 2.0,
        Kind::Unit => 2.5,
        Kind::Quantity => 3.0,
        _ => 7.0,
    };
    let known = match known {
        Match::Whole => -3.2,
        Match::End => -1.4,
        Match::None => 0.0,
    };
    shape + known + if length > 24 { 2.0 } else { 0.0 }
}

/// Children under each top, and under each of those children.
struct Shape {
    counts: Vec<usize>,
    deeper: usize,
    cost: f32,
}

/// A hypothesis before its grid is laid out.
struct Draft {
    labels: Rc<[Label]>,
    form: Form,
    lines: usize,
    columns: usize,
    blocks: usize,
    cost: f32,
}

enum Form {
    Flat,
    /// The heading of the first column is empty.
    Corner,
    /// Tops, children under each, and children under each of those.
    Nested(usize, Vec<usize>, usize),
}

impl Draft {
    fn header(&self) -> Header {
        let count = self.labels.len();
        let grid = match &self.form {
            Form::Flat => vec![(0..count).map(Some).collect()],
            Form::Corner => vec![std::iter::once(None).chain((0..count).map(Some)).collect()],
            Form::Nested(tops, counts, deeper) => grid(counts, *deeper, *tops),
        };
        Header {
            lines: self.lines,
            labels: self.labels.clone(),
            grid,
            blocks: self.blocks,
            cost: self.cost,
        }
    }
}

fn layouts(labels: Vec<Label>, lines: usize, below: f32, out: &mut Vec<Draft>) {
    let unknown = |i: &usize| {
        labels[*i].known == Match::None
            && !labels[*i].dated
            && !labels[..*i].iter().any(|l| l.hash == labels[*i].hash)
    };
    let many: f32 = (0..labels.len()).filter(unknown).skip(MANY).map(|_| 0.8).sum();
    let cost: f32 = many + below + labels.iter().map(|l| l.cost).sum::<f32>();
    let labels: Rc<[Label]> = labels.into();
    let count = labels.len();
    let mut least = [f32::INFINITY; COLUMNS + 1];
    let mut push = |form: Form, columns: usize, blocks: usize, cost: f32| {
        if (2..=COLUMNS).contains(&columns) && cost < least[columns] + SLACK {
            least[columns] = least[columns].min(cost);
            out.push(Draft { labels: labels.clone(), form, lines, columns, blocks, cost });
        }
    };
    for blocks in [1, 2, 3, 4] {
        if count >= 2 * blocks && repeats(&labels, blocks) {
            let twice = if blocks == 1 { TWICE * twice(&labels) } else { 0.0 };
            push(Form::Flat, count, blocks, cost + twice - bonus(blocks));
        }
    }
    if labels[0].dated || labels[0].role == Role::Number {
        push(Form::Corner, count + 1, 1, cost + 3.0);
    }
    for tops in 1..count.min(24) {
        for blocks in [1, 2, 3] {
            let (top, rest) = labels.split_at(tops);
            if !repeats(top, blocks) || !repeats(rest, blocks) {
                continue;
            }
            let twice = TWICE * twice(&top[..tops / blocks]);
            for shape in shapes(&top[..tops / blocks], &rest[..rest.len() / blocks]) {
                let each: usize = shape
                    .counts
                    .iter()
                    .map(|&n| if n > 0 { n * shape.deeper.max(1) } else { 1 })
                    .sum();
                let counts = shape.counts.repeat(blocks);
                push(
                    Form::Nested(tops, counts, shape.deeper),
                    each * blocks,
                    blocks,
                    cost + twice + shape.cost - bonus(blocks),
                );
            }
        }
    }
}

/// How many headings have a twin before them.
fn twice(labels: &[Label]) -> f32 {
    (1..labels.len()).filter(|&i| labels[..i].iter().any(|l| l.hash == labels[i].hash)).count()
        as f32
}

/// Headings that repeat speak for blocks side by side.
fn bonus(blocks: usize) -> f32 {
    if blocks > 1 { 2.0 } else { 0.0 }
}

fn repeats(labels: &[Label], blocks: usize) -> bool {
    let each = labels.len() / blocks;
    labels.len() % blocks == 0
        && (each..labels.len()).all(|i| labels[i].hash == labels[i - each].hash)
}

/// Ways to hang `subs` under some of `tops`.
fn shapes(tops: &[Label], subs: &[Label]) -> Vec<Shape> {
    let mut out = Vec::new();
    for parents in 1..=tops.len().min(subs.len()) {
        for from in 0..=tops.len() - parents {
            even(tops, subs, from, parents, &mut out);
        }
    }
    for (a, b) in pairs(tops.len(), subs.len()) {
        for first in 1..subs.len() {
            let apart = b > a + 1;
            if first * 2 != subs.len() || apart {
                let mut counts = vec![0; tops.len()];
                (counts[a], counts[b]) = (first, subs.len() - first);
                let odd = if first * 2 == subs.len() { 0.0 } else { 1.5 };
                let single = if first.min(subs.len() - first) == 1 { 3.0 } else { 0.0 };
                let cost = TWO_LEVELS
                    + odd
                    + single
                    + if apart { 1.5 } else { 0.0 }
                    + fitness(tops, &counts, subs);
                out.push(Shape { counts, deeper: 0, cost });
            }
        }
    }
    out
}

/// Pairs of tops, few enough to try.
fn pairs(tops: usize, subs: usize) -> Vec<(usize, usize)> {
    if tops > 8 || subs > UNEVEN {
        return Vec::new();
    }
    (0..tops).flat_map(|a| (a + 1..tops).map(move |b| (a, b))).collect()
}

/// The same number of subs under each of a run of parents, and perhaps the same again under those.
fn even(tops: &[Label], subs: &[Label], from: usize, parents: usize, out: &mut Vec<Shape>) {
    let mut counts = vec![0; tops.len()];
    if subs.len() % parents == 0 && subs.len() > 1 {
        let each = subs.len() / parents;
        counts[from..from + parents].fill(each);
        let cost = TWO_LEVELS + fitness(tops, &counts, subs) + likeness(subs, parents);
        out.push(Shape { counts: counts.clone(), deeper: 0, cost });
    }
    for each in 1..=8 {
        let middle = parents * each;
        if middle >= subs.len() {
            break;
        }
        let leaves = subs.len() - middle;
        if leaves % middle == 0 && leaves / middle <= 6 && middle > 1 {
            counts[from..from + parents].fill(each);
            let (over, under) = subs.split_at(middle);
            let echo =
                if over.iter().any(|o| under.iter().any(|u| u.hash == o.hash)) { 6.0 } else { 0.0 };
            let cost = THREE_LEVELS
                + echo
                + fitness(tops, &counts, subs)
                + likeness(over, parents)
                + likeness(under, middle).min(likeness(under, parents));
            out.push(Shape { counts: counts.clone(), deeper: leaves / middle, cost });
        }
    }
}

/// How well tops serve as parents, and subs as subs.
fn fitness(tops: &[Label], counts: &[usize], subs: &[Label]) -> f32 {
    let years = subs.iter().all(|l| l.dated);
    let over = |l: &Label| l.over + if years { l.over_years } else { 0.0 };
    let tops: f32 = tops.iter().zip(counts).filter(|(_, n)| **n > 0).map(|(l, _)| over(l)).sum();
    tops + subs.iter().map(|l| l.under).sum::<f32>()
}

/// Equal subs under each parent speak for the layout, unlike ones against it.
fn likeness(subs: &[Label], parents: usize) -> f32 {
    let each = subs.len() / parents;
    let dated = subs.iter().all(|l| l.dated);
    match (parents, each) {
        (1, _) => {
            if dated {
                -1.2
            } else {
                2.0 + TWICE * twice(subs)
            }
        }
        (_, 1) => 3.5,
        _ if repeats(subs, parents) => {
            -2.5 - AGAIN * subs[each..].iter().map(|l| l.cost.max(0.0)).sum::<f32>()
        }
        _ => 1.5,
    }
}

/// Lays the levels out over the columns; a column without subs repeats its top.
fn grid(counts: &[usize], deeper: usize, tops: usize) -> Vec<Vec<Option<usize>>> {
    let levels = if deeper > 0 { 3 } else { 2 };
    let mut grid: Vec<Vec<Option<usize>>> = vec![Vec::new(); levels];
    let middle: usize = counts.iter().sum();
    let (mut sub, mut leaf) = (tops, tops + middle);
    for (top, &count) in counts.iter().enumerate() {
        for _ in 0..count.max(1) {
            let under = if count > 0 { sub } else { top };
            let width = if count > 0 { deeper.max(1) } else { 1 };
            for _ in 0..width {
                grid[0].push(Some(top));
                grid[1].push(Some(under));
                if deeper > 0 {
                    grid[2].push(Some(if count > 0 { leaf } else { top }));
                    leaf += usize::from(count > 0);
                }
            }
            sub += usize::from(count > 0);
        }
    }
    grid
}

/// Keeps the cheapest layouts for each number of columns.
fn keep_best(mut found: Vec<Draft>, all: &mut Vec<Header>) {
    found.sort_by(|a, b| a.columns.cmp(&b.columns).then(a.cost.total_cmp(&b.cost)));
    let (mut kept, mut columns) = (0, 0);
    for draft in found {
        kept = if draft.columns == columns { kept + 1 } else { 1 };
        columns = draft.columns;
        if kept <= KEPT {
            let header = draft.header();
            all.extend((kept == 1).then(|| header.with_wide_last()).flatten());
            all.push(header);
        }
    }
}
