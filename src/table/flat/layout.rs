//! Ways a run of headings can stand over columns: in one level, two or three, side by side, with an empty corner.

use std::rc::Rc;

use super::header::{COLUMNS, Header, Reach};
use super::label::Label;
use super::words::{Match, Role};

/// A second level of headings.
const TWO_LEVELS: f32 = 2.5;
/// Unknown headings beyond this many are less and less likely to be headings.
const MANY: usize = 5;
/// Share of a heading's cost that is saved where the same headings stood under the parent before.
const AGAIN: f32 = 0.85;
/// Layouts this much dearer than the cheapest with as many columns are dropped, in nats.
const SLACK: f32 = 7.0;
/// Most headings that hang unevenly under two others.
const UNEVEN: usize = 7;
/// Two columns headed alike, without blocks side by side, in nats.
const TWICE: f32 = 2.0;
/// What speaks for the same years under each of several headings.
const SAME_YEARS: f32 = 2.5;
/// The same year twice under one heading, and a heading over others that is one of them.
const ALIKE: f32 = 5.0;
/// No heading over the first column, and the same beside nothing but years.
const CORNER: f32 = 3.0;
const YEARS_ALONE: f32 = 0.5;
/// One heading over all columns, and one over the first: there stands what names the rows.
const ALL_UNDER_ONE: f32 = 4.0;
const FIRST_OVER: f32 = 2.0;
/// Units in brackets over units in brackets.
const UNITS_TWICE: f32 = 3.0;
/// More headings under one parent than under another.
const ODD: f32 = 0.8;
/// A sum between the headings it sums up: it stands before or behind them.
const TOTAL_INSIDE: f32 = 3.0;
/// Years and other headings under one heading.
const MIXED: f32 = 4.0;
/// A heading that says what stands below, alone under another: it would stand there without the other.
const NAMED: f32 = 2.0;
/// A third level.
const THREE_LEVELS: f32 = 6.0;

/// Children under each top, and under each of those children.
struct Shape {
    counts: Vec<usize>,
    deeper: usize,
    cost: f32,
}

/// A hypothesis before its grid is laid out.
pub(super) struct Draft {
    labels: Rc<[Label]>,
    form: Form,
    lines: usize,
    pub columns: usize,
    blocks: usize,
    pub cost: f32,
}

enum Form {
    Flat,
    /// The heading of the first column is empty.
    Corner,
    /// Tops, children under each, and children under each of those.
    Nested(usize, Vec<usize>, usize),
    /// Two rows printed in full: a merged heading stands in every place it covers.
    Full(Vec<Vec<Option<usize>>>),
}

impl Draft {
    /// Lays the grid out.
    pub(super) fn header(&self) -> Header {
        let count = self.labels.len();
        let grid = match &self.form {
            Form::Flat => vec![(0..count).map(Some).collect()],
            Form::Corner => vec![std::iter::once(None).chain((0..count).map(Some)).collect()],
            Form::Nested(tops, counts, deeper) => grid(counts, *deeper, *tops),
            Form::Full(rows) => rows.clone(),
        };
        Header::new(self.lines, self.labels.clone(), grid, self.blocks, self.cost)
    }
}

/// All layouts of these headings; `below` is what they cost for occurring again below.
pub(super) fn layouts(
    labels: Vec<Label>,
    lines: usize,
    below: f32,
    reach: &mut Reach,
    out: &mut Vec<Draft>,
) {
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
        if (2..=COLUMNS).contains(&columns)
            && cost < least[columns] + SLACK
            && reach.has_header(cost, lines, columns)
        {
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
        let corner = if labels.iter().all(|l| l.dated) { YEARS_ALONE } else { CORNER };
        push(Form::Corner, count + 1, 1, cost + corner);
    }
    if let Some(rows) = in_full(&labels) {
        let again = |(i, l): (usize, &Label)| labels[..i].iter().any(|b| b.hash == l.hash);
        let seen = labels.iter().enumerate().filter(|it| again(*it)).map(|(_, l)| l.cost.max(0.0));
        push(Form::Full(rows), count / 2, 1, cost + TWO_LEVELS - AGAIN * seen.sum::<f32>());
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

/// The rows of a header printed in full: each heading of the first repeats in the second, or
/// beside itself over others there, and there are both.
fn in_full(labels: &[Label]) -> Option<Vec<Vec<Option<usize>>>> {
    let columns = labels.len() / 2;
    let (top, under) = labels.split_at(columns);
    let down = |c: usize| top[c].hash == under[c].hash;
    let across = |c: usize| {
        (1..columns).contains(&c) && top[c - 1].hash == top[c].hash && !down(c - 1) && !down(c)
    };
    let merged = |c: usize| down(c) || across(c) || across(c + 1);
    let both = under.len() == columns && (0..columns).any(down) && (0..columns).any(across);
    if !both || !(0..columns).all(merged) {
        return None;
    }
    let mut first: Vec<usize> = (0..columns).collect();
    (1..columns).filter(|&c| across(c)).for_each(|c| first[c] = first[c - 1]);
    let second = (0..columns).map(|c| Some(if down(c) { c } else { columns + c }));
    Some(vec![first.into_iter().map(Some).collect(), second.collect()])
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
    labels.len().is_multiple_of(blocks)
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
                let odd = if first * 2 == subs.len() { 0.0 } else { ODD };
                let single = if first.min(subs.len() - first) == 1 { 3.0 } else { 0.0 };
                let cost = TWO_LEVELS
                    + odd
                    + single
                    + if apart { 1.5 } else { 0.0 }
                    + echo(subs, first)
                    + fitness(tops, &counts, subs);
                out.push(Shape { counts, deeper: 0, cost });
            }
        }
    }
    out
}

/// The subs under one of two parents that all stand under the other too speak for the layout.
fn echo(subs: &[Label], first: usize) -> f32 {
    let (left, right) = subs.split_at(first);
    let has = |long: &[Label], l: &Label| long.iter().any(|o| o.hash == l.hash);
    let (long, short) = if left.len() < right.len() { (right, left) } else { (left, right) };
    if short.len() < 2 || !short.iter().all(|l| has(long, l)) {
        return 0.0;
    }
    let again = right.iter().filter(|l| has(left, l)).map(|l| l.cost.max(0.0));
    -2.5 - AGAIN * again.sum::<f32>()
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
    if subs.len().is_multiple_of(parents) && subs.len() > 1 {
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
        if leaves.is_multiple_of(middle) && leaves / middle <= 6 && middle > 1 {
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
    let first = match counts {
        [_] => ALL_UNDER_ONE,
        [n, ..] if *n > 0 && !tops[0].dated => FIRST_OVER,
        _ => 0.0,
    };
    let years = subs.iter().all(|l| l.dated);
    let over = |l: &Label| l.over + if years { l.over_years } else { 0.0 };
    let again = subs.iter().any(|sub| tops.iter().any(|top| top.hash == sub.hash));
    let again = if again { ALIKE } else { 0.0 };
    let parents = || tops_over(tops, counts);
    let twice = parents().any(|l| l.measured) && subs.iter().any(|l| l.measured);
    let units = if twice { UNITS_TWICE } else { 0.0 };
    let tops: f32 = parents().map(over).sum();
    first + again + units + tops + subs.iter().map(|l| l.under).sum::<f32>()
}

/// The tops that stand over others.
fn tops_over<'a>(tops: &'a [Label], counts: &'a [usize]) -> impl Iterator<Item = &'a Label> {
    tops.iter().zip(counts).filter(|(_, n)| **n > 0).map(|(l, _)| l)
}

/// Equal subs under each parent speak for the layout, unlike ones against it.
fn likeness(subs: &[Label], parents: usize) -> f32 {
    let each = subs.len() / parents;
    let dated = subs.iter().all(|l| l.dated);
    match (parents, each) {
        (1, _) => {
            let mixed = if subs.iter().any(|l| l.dated) { MIXED } else { 1.0 };
            let inside = subs.len() > 2 && subs[1..subs.len() - 1].iter().any(|l| l.total);
            let inside = if inside { TOTAL_INSIDE } else { 0.0 };
            if dated { ALIKE * twice(subs) - 1.2 } else { mixed + inside + TWICE * twice(subs) }
        }
        (_, 1) => 3.5 + NAMED * subs.iter().filter(|l| l.known != Match::None).count() as f32,
        _ if repeats(subs, parents) => {
            let years = if dated { SAME_YEARS } else { 0.0 };
            -2.5 - years - AGAIN * subs[each..].iter().map(|l| l.cost.max(0.0)).sum::<f32>()
        }
        _ if of_two_kinds(subs, each) => 0.0,
        _ => 1.5,
    }
}

/// Dates under some parents, other headings under others, never mixed.
fn of_two_kinds(subs: &[Label], each: usize) -> bool {
    let pure = |s: &[Label]| s.iter().all(|l| l.dated == s[0].dated);
    subs.chunks(each).all(pure) && !pure(subs)
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
