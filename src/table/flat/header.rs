//! Every way the first lines could be a header: how many lines, which are broken, and what stands under what.

use super::cell::{Cell, Kind, fold};
use super::words::{Match, Role, role};
use std::ops::Range;

/// Most lines a header is looked for in.
const LINES: usize = 40;
/// Longest heading in characters.
const LONGEST: u32 = 45;
/// Most columns of a table.
pub(super) const COLUMNS: usize = 48;
/// Broken headings beyond the certain ones that are tried.
const JOINS: usize = 3;
/// Layouts kept for one number of lines and columns.
const KEPT: usize = 3;
/// A header dearer than this, in nats, is not tried.
const BUDGET: f32 = 40.0;

/// One heading: the lines it was made of, its text and what it says of its column.
#[derive(Clone, Debug)]
pub(super) struct Label {
    pub lines: Range<usize>,
    pub text: Vec<char>,
    pub role: Role,
    pub known: Match,
    pub dated: bool,
    cost: f32,
}

/// One hypothesis.
#[derive(Clone, Debug)]
pub(super) struct Header {
    /// Lines it takes.
    pub lines: usize,
    pub labels: Vec<Label>,
    /// For each level and column the label standing there.
    pub grid: Vec<Vec<Option<usize>>>,
    /// How many times the same columns are printed side by side.
    pub blocks: usize,
    /// Nats.
    pub cost: f32,
}

impl Header {
    pub(super) fn columns(&self) -> usize {
        self.grid[0].len()
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
        known.map_or((Role::Unknown, Match::None, dated), |l| (l.role, l.known, dated))
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
    let joins: Vec<f32> = (1..most).map(|i| join_cost(texts, cells, i)).collect();
    for lines in 1..=most {
        let mut found = Vec::new();
        for extra in 0..=JOINS {
            let Some(labels) = labels(texts, cells, &joins, lines, extra) else { break };
            if labels.iter().map(|l| l.cost).sum::<f32>() > BUDGET {
                break;
            }
            layouts(&labels, lines, &mut found);
        }
        keep_best(found, &mut all);
    }
    all
}

fn can_head(cell: &Cell) -> bool {
    let kind = !matches!(
        cell.kind,
        Kind::Ordinal
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
    let known = |m: Match| match m {
        Match::Whole => 2.5,
        Match::End => 0.8,
        Match::None => 0.0,
    };
    let dated =
        cells[i - 1].kind == Kind::Date && cells[i].kind != Kind::Date && right.0 == Role::Number;
    1.5 + known(left.1) + known(right.1) - if dated { 1.5 } else { 0.0 }
}

/// The headings of the first `lines` lines, the certain breaks and the `extra` likeliest others joined.
fn labels(
    texts: &[&str],
    cells: &[Cell],
    joins: &[f32],
    lines: usize,
    extra: usize,
) -> Option<Vec<Label>> {
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
        out.push(label(texts, cells, start..i, cost));
        start = i;
    }
    (out.len() <= 2 * COLUMNS).then_some(out)
}

fn label(texts: &[&str], cells: &[Cell], lines: Range<usize>, join: f32) -> Label {
    let (mut text, mut buffer) = (Vec::new(), Vec::new());
    for line in lines.clone() {
        fold(texts[line], &mut buffer);
        text.extend_from_slice(&buffer);
    }
    let (role, known) = named(&text);
    let dated = cells[lines.start].kind == Kind::Date;
    let cost = join + label_cost(&cells[lines.start], known, text.len());
    Label { lines, text, role, known, dated, cost }
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
        Kind::Short => 1.0,
        Kind::Medium => 1.7,
        Kind::Long => 3.4,
        Kind::Code => 2.0,
        Kind::Unit => 2.5,
        Kind::Quantity => 3.0,
        _ => 7.0,
    };
    let known = match known {
        Match::Whole => -0.8,
        Match::End => -0.4,
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

fn layouts(labels: &[Label], lines: usize, out: &mut Vec<Header>) {
    let cost: f32 = labels.iter().map(|l| l.cost).sum();
    let count = labels.len();
    for blocks in [1, 2, 3, 4] {
        if count >= 2 * blocks && repeats(labels, blocks) {
            let bonus = if blocks > 1 { -2.0 } else { 0.0 };
            push(out, labels, lines, blocks, flat(count), cost + bonus);
        }
    }
    if labels[0].dated || labels[0].role == Role::Number {
        let mut grid = vec![None];
        grid.extend((0..count).map(Some));
        push(out, labels, lines, 1, vec![grid], cost + 3.0);
    }
    for tops in 1..count.min(24) {
        for blocks in [1, 2, 3] {
            let subs = count - tops;
            if tops % blocks == 0
                && subs % blocks == 0
                && repeats(&labels[..tops], blocks)
                && repeats(&labels[tops..], blocks)
            {
                nested(labels, lines, tops, blocks, cost, out);
            }
        }
    }
}

fn flat(count: usize) -> Vec<Vec<Option<usize>>> {
    vec![(0..count).map(Some).collect()]
}

fn push(
    out: &mut Vec<Header>,
    labels: &[Label],
    lines: usize,
    blocks: usize,
    grid: Vec<Vec<Option<usize>>>,
    cost: f32,
) {
    if (2..=COLUMNS).contains(&grid[0].len()) {
        out.push(Header { lines, labels: labels.to_vec(), grid, blocks, cost });
    }
}

fn repeats(labels: &[Label], blocks: usize) -> bool {
    let each = labels.len() / blocks;
    labels.len() % blocks == 0
        && (each..labels.len()).all(|i| labels[i].text == labels[i - each].text)
}

/// Headers of two and three levels with the first `tops` labels on top.
fn nested(
    labels: &[Label],
    lines: usize,
    tops: usize,
    blocks: usize,
    cost: f32,
    out: &mut Vec<Header>,
) {
    let (top, rest) = labels.split_at(tops);
    let block = &top[..tops / blocks];
    let bonus = if blocks > 1 { -2.0 } else { 0.0 };
    for shape in shapes(block, &rest[..rest.len() / blocks]) {
        let counts: Vec<usize> = shape.counts.iter().copied().cycle().take(tops).collect();
        let grid = grid(&counts, shape.deeper, tops);
        push(out, labels, lines, blocks, grid, cost + shape.cost + bonus);
    }
}

/// Ways to hang `subs` under some of `tops`.
fn shapes(tops: &[Label], subs: &[Label]) -> Vec<Shape> {
    let mut out = Vec::new();
    for parents in 1..=tops.len().min(subs.len()) {
        for from in 0..=tops.len() - parents {
            even(tops, subs, from, parents, &mut out);
        }
    }
    for (a, b) in pairs(tops.len()) {
        for first in 1..subs.len() {
            let apart = b > a + 1;
            if first * 2 != subs.len() || apart {
                let mut counts = vec![0; tops.len()];
                (counts[a], counts[b]) = (first, subs.len() - first);
                let odd = if first * 2 == subs.len() { 0.0 } else { 1.5 };
                let single = if first.min(subs.len() - first) == 1 { 3.0 } else { 0.0 };
                let cost = 2.0
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
fn pairs(tops: usize) -> Vec<(usize, usize)> {
    if tops > 8 {
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
        let cost = 2.0 + fitness(tops, &counts, subs) + likeness(subs, parents);
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
                if over.iter().any(|o| under.iter().any(|u| u.text == o.text)) { 6.0 } else { 0.0 };
            let cost = 4.0
                + echo
                + fitness(tops, &counts, subs)
                + likeness(over, parents)
                + likeness(under, middle);
            out.push(Shape { counts: counts.clone(), deeper: leaves / middle, cost });
        }
    }
}

/// How well tops serve as parents or as columns of their own, and subs as subs.
fn fitness(tops: &[Label], counts: &[usize], subs: &[Label]) -> f32 {
    let parent = |l: &Label| match (l.role, l.known) {
        (Role::Unit | Role::Ordinal | Role::Note, Match::Whole) => 5.0,
        (Role::Choice | Role::Organ, Match::Whole) => 3.0,
        (Role::Number, Match::Whole) if !l.dated => 0.5,
        (Role::Name | Role::Category | Role::Place, Match::Whole) => 2.0,
        _ => 0.0,
    };
    let sub = |l: &Label| match (l.role, l.known) {
        (Role::Ordinal | Role::Note, Match::Whole) => 3.0,
        (Role::Category | Role::Unit, Match::Whole) => 1.0,
        _ => 0.0,
    };
    let dated = subs.iter().all(|l| l.dated);
    let parent = |l: &Label| {
        let plain = if dated && l.known != Match::None && !super::words::stands_over(&l.text) {
            1.0
        } else {
            0.0
        };
        let over = if super::words::stands_over(&l.text) { -0.5 } else { 0.0 };
        parent(l) + plain + over
    };
    let tops: f32 =
        tops.iter().zip(counts).map(|(l, &n)| if n > 0 { parent(l) } else { 0.0 }).sum();
    tops + subs.iter().map(sub).sum::<f32>()
}

/// Equal subs under each parent speak for the layout, unlike ones against it.
fn likeness(subs: &[Label], parents: usize) -> f32 {
    let each = subs.len() / parents;
    let dated = subs.iter().all(|l| l.dated);
    match (parents, each) {
        (1, _) => {
            if dated {
                -0.7
            } else {
                0.0
            }
        }
        (_, 1) => 1.5,
        _ if repeats(subs, parents) => -2.5,
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
fn keep_best(mut found: Vec<Header>, all: &mut Vec<Header>) {
    found.sort_by(|a, b| a.columns().cmp(&b.columns()).then(a.cost.total_cmp(&b.cost)));
    let mut kept = 0;
    let mut columns = 0;
    for header in found {
        kept = if header.columns() == columns { kept + 1 } else { 1 };
        columns = header.columns();
        if kept <= KEPT {
            all.push(header);
        }
    }
}
