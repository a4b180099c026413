//! Single headings: which lines make one, what it says of its column, how likely it is to be a heading at all.

use std::ops::Range;

use super::cell::{Cell, fold, hash};
use super::header::COLUMNS;
use super::kind::Kind;
use super::words::{Match, Role, is_rest, is_unit, role, stands_over};

/// One heading: the lines it was made of, and what it says of its column.
#[derive(Clone, Debug)]
pub(super) struct Label {
    pub lines: Range<usize>,
    pub role: Role,
    pub known: Match,
    pub dated: bool,
    /// Of the whole text.
    pub hash: u64,
    /// Nats for being a heading at all.
    pub cost: f32,
    /// Also opens rows of totals.
    pub total: bool,
    /// Ends in a unit in brackets.
    pub measured: bool,
    /// What it costs to stand over other headings, over years, and under another.
    pub over: f32,
    pub over_years: f32,
    pub under: f32,
}

/// A heading that also opens rows of totals.
const TOTAL: f32 = 2.0;
/// A year or date over headings that are none.
const DATED_OVER: f32 = 0.5;
/// The rest of one heading that is a heading elsewhere.
const TORN: f32 = 3.0;
impl Label {
    /// Joined of several lines to something that is no word for a column.
    pub(super) fn is_glued(&self) -> bool {
        self.lines.len() > 1 && self.known == Match::None
    }
}

/// A break that nothing speaks for.
const JOIN: f32 = 2.5;
/// A break that is likely, yet a heading may as well stand over others here.
const SOFT: f32 = -2.0;

/// Cost of reading line `i` as the rest of the heading before it, against two headings. Negative: likely; below `SOFT`: certain.
pub(super) fn join_cost(texts: &[&str], cells: &[Cell], i: usize) -> f32 {
    let (mut a, mut b) = (Vec::new(), Vec::new());
    fold(texts[i - 1], &mut a);
    fold(texts[i], &mut b);
    let (left, right) = (role(&a), role(&b));
    let both = [a.as_slice(), b.as_slice()].concat();
    let whole = role(&both).1 == Match::Whole;
    let quoted = a.first() == Some(&'“') && a.last() == Some(&'”') && a.len() <= 8;
    if cells[i].tail
        || (cells[i - 1].open && !cells[i - 1].tail)
        || matches!(b.first(), Some('(' | '['))
        || cells[i].kind == Kind::Unit && b.len() > 1 && right.1 == Match::None
    {
        return -6.0;
    }
    if is_rest(&b) && waits_for_rest(&a, &cells[i - 1]) && !is_rest_at(texts, i + 1) {
        return SOFT;
    }
    if whole {
        return if left.1 != Match::Whole || right.1 != Match::Whole { -6.0 } else { 0.5 };
    }
    // 序号: no longer word is so sure to be whole.
    let counts_rows =
        |text: &[char], said| text.len() == 2 && said == (Role::Ordinal, Match::Whole);
    if cells[i].kind == Kind::Date
        || is_word(&cells[i])
        || is_word(&cells[i - 1])
        || counts_rows(&a, left)
        || counts_rows(&b, right)
    {
        return 8.0;
    }
    if b.first() == Some(&'“') || b.len() > 4 && b[4] == '年' && b[0].is_ascii_digit() {
        return 8.0;
    }
    if quoted {
        let other = right.1 == Match::Whole && right.0 != Role::Number;
        return if other { 4.0 } else { SOFT };
    }
    if a.last() == Some(&')') {
        return 6.0;
    }
    let known = |m: Match| match m {
        Match::Whole => 2.5,
        Match::End => 0.4,
        Match::None => 0.0,
    };
    let dated =
        cells[i - 1].kind == Kind::Date && cells[i].kind != Kind::Date && right.0 == Role::Number;
    let short = a.len() <= 3 && b.len() <= 3 && role(&both).1 != Match::None;
    let complete = match (left.1, right.1) {
        (Match::Whole, Match::Whole) => 4.0,
        _ if cells[i].kind == Kind::Code => 1.5,
        _ => 0.0,
    };
    let long = if a.len() > 5 || b.len() > 6 { 2.0 } else { 0.0 }
        + if a.len() > 5 && b.len() > 5 { 1.5 } else { 0.0 };
    let over = if stands_over(&a) { 1.5 } else { 0.0 };
    JOIN + complete + long + over + known(left.1) + known(right.1)
        - if dated { 1.5 } else { 0.0 }
        - if short { 0.7 } else { 0.0 }
}

/// A word that stands for itself.
fn is_word(cell: &Cell) -> bool {
    cell.kind == Kind::Choice || cell.total
}

/// A year, or a plan's name in quotation marks: `2020年`, `“十三五”规划`.
fn waits_for_rest(heading: &[char], cell: &Cell) -> bool {
    cell.kind == Kind::Date || heading.first() == Some(&'“') && stands_over(heading)
}

fn is_rest_at(texts: &[&str], i: usize) -> bool {
    let mut folded = Vec::new();
    texts.get(i).is_some_and(|text| {
        fold(text, &mut folded);
        is_rest(&folded)
    })
}

/// How many breaks are certain, and how many are likely.
pub(super) fn breaks(joins: &[f32]) -> (usize, usize) {
    let under = |limit: f32| joins.iter().filter(|&&cost| cost < limit).count();
    (under(SOFT), under(0.0))
}

/// The headings of the first `lines` lines, the `count` likeliest breaks joined.
pub(super) fn labels(
    known: &mut Known,
    joins: &[f32],
    lines: usize,
    count: usize,
) -> Option<Vec<Label>> {
    let mut order: Vec<usize> = (1..lines).collect();
    order.sort_by(|&a, &b| joins[a - 1].total_cmp(&joins[b - 1]).then(a.cmp(&b)));
    let joined = order.get(..count)?;
    let alone = |i: usize| !joined.contains(&i) && !joined.contains(&(i + 1));
    let torn = |j: usize| {
        let hash = known.cells[j].hash;
        (0..lines).any(|i| i != j && known.cells[i].hash == hash && alone(i))
    };
    let torn = joined.iter().filter(|&&j| torn(j)).count();
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
    if let Some(first) = out.first_mut() {
        first.cost += TORN * torn as f32;
    }
    (out.len() <= 2 * COLUMNS).then_some(out)
}

/// Headings already read.
pub(super) struct Known<'a> {
    texts: &'a [&'a str],
    cells: &'a [Cell],
    /// By the line they start with and the number of lines beyond it.
    labels: Vec<Vec<Option<Label>>>,
}

impl<'a> Known<'a> {
    /// None yet of so many lines.
    pub(super) fn new(texts: &'a [&'a str], cells: &'a [Cell], lines: usize) -> Known<'a> {
        Known { texts, cells, labels: vec![Vec::new(); lines] }
    }

    fn label(&mut self, lines: Range<usize>, join: f32) -> Label {
        let (texts, cells) = (self.texts, self.cells);
        let starting = &mut self.labels[lines.start];
        starting.resize(starting.len().max(lines.len()), None);
        let read = starting[lines.len() - 1].get_or_insert_with(|| label(texts, cells, lines, 0.0));
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
    let total = if cells[lines.start].total { TOTAL } else { 0.0 };
    let cost = join + pieces + total + label_cost(&cells[lines.start], known, text.len());
    let over = stands_over(&text);
    let plain = known != Match::None && !over;
    let over_years = match known {
        Match::Whole if over => -0.5,
        _ if plain => 1.0,
        _ => 0.0,
    } + if dated { 6.0 } else { 0.0 };
    let over = match known {
        Match::Whole if over => 0.0,
        _ if over => -0.5,
        _ if dated => DATED_OVER,
        _ => over_cost(role, known, dated),
    };
    let hash = hash(&text);
    Label {
        total: cells[lines.start].total,
        lines,
        role,
        known,
        dated,
        measured: unit_of(&text).is_some(),
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
        (Role::Choice, Match::Whole) => 5.0,
        (Role::Organ, Match::Whole) => 3.0,
        (Role::Number, Match::Whole) if !dated => 0.5,
        (Role::Number, Match::End) if !dated => 0.3,
        (Role::Name | Role::Category | Role::Place | Role::Date, Match::Whole) => 2.0,
        _ => 0.0,
    }
}

/// How ill a heading serves as one under another.
fn under_cost(role: Role, known: Match) -> f32 {
    match (role, known) {
        (Role::Ordinal | Role::Unit | Role::Choice, Match::Whole) => 5.0,
        (Role::Organ, Match::Whole) => 4.0,
        (Role::Note, Match::Whole) => 3.0,
        (Role::Date, Match::Whole) => 2.0,
        (Role::Category, Match::Whole) => 1.0,
        _ => 0.0,
    }
}

/// The role of a heading: a unit in brackets says number, a year says number unless a word says otherwise.
fn named(text: &[char]) -> (Role, Match) {
    if unit_of(text).is_some() {
        return (Role::Number, Match::Whole);
    }
    role(bracket(text).map_or(text, |at| &text[..at]))
}

/// Where the bracket at the end of a heading opens.
fn bracket(text: &[char]) -> Option<usize> {
    text.iter().rposition(|&c| c == '(').filter(|&at| at > 0 && text.last() == Some(&')'))
}

/// The unit in brackets at the end of a heading.
fn unit_of(text: &[char]) -> Option<&[char]> {
    let unit = &text[bracket(text)? + 1..text.len() - 1];
    is_unit(unit).then_some(unit)
}

fn label_cost(cell: &Cell, known: Match, length: usize) -> f32 {
    let shape = match cell.kind {
        Kind::Date => 0.9,
        Kind::Short => 1.9,
        Kind::Medium => 2.3,
        Kind::Organ => 2.5,
        Kind::Long => 3.4,
        Kind::Code => 2.0,
        Kind::Choice => 3.0,
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
