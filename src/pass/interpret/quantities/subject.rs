//! The noun phrase that a number measures, freed from the verb and the adverbs before it.

use std::ops::Range;

use super::predicate::Predicate;
use super::scan::Scan;
use crate::data::numbering::label;
use crate::data::quantity::{Words, words};
use crate::document::{Comparator, Sense};

/// A subject, and what the verb before it says.
#[derive(Debug, Clone, Default)]
pub(super) struct Subject {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// A verb with an object stands before it: 建成绿道.
    pub verb: bool,
    /// What the verb says of the number: 新增学位.
    pub sense: Option<Sense>,
    /// 累计 before the verb.
    pub total: bool,
    /// 每年 before the verb.
    pub yearly: bool,
    /// Words that may say whose it is stand before the verb: 服务业完成投资.
    pub owner_lost: bool,
}

/// Longest subject that is taken for one, in characters.
const LONGEST: usize = 40;
/// Longer ones are marked unsure.
const LONG: usize = 28;

/// How a number is said of its subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// 建成绿道120公里: it counts what the verb before it made.
    Counted,
    /// 新增用地不超过5公顷: 新增 is a part of the name.
    Bounded,
    /// 新增用地总量控制在5公顷: so are most verbs.
    Level,
}

impl Reach {
    /// By the words before the number.
    pub(super) fn of(said: &Predicate) -> Self {
        match said.comparator {
            _ if said.level => Self::Level,
            Some(Comparator::AtLeast | Comparator::AtMost) => Self::Bounded,
            _ => Self::Counted,
        }
    }
}

/// Frees the words in this range.
pub(super) fn subject(text: &str, scan: &Scan, range: Range<usize>, reach: Reach) -> Subject {
    let Range { start, end } = range;
    let mut found = Subject { start, end, ..Subject::default() };
    while strip(text, scan, &mut found, reach) {}
    if behind_verb(text, &mut found) {
        while strip(text, scan, &mut found, reach) {}
    }
    let part = text[found.start..end].trim_end();
    let part =
        part.strip_suffix(['（', '(']).filter(|part| !part.contains(['（', '('])).unwrap_or(part);
    found.end = found.start + part.len();
    found
}

/// Takes one thing off the start; whether there was one.
fn strip(text: &str, scan: &Scan, found: &mut Subject, reach: Reach) -> bool {
    let part = &text[found.start..found.end];
    let trimmed =
        part.trim_start_matches([' ', '\u{3000}', '—', '-', '•', '·', '●', '■', '◆', '※']);
    let rest = if trimmed.len() < part.len() {
        Some(trimmed)
    } else if let Some(label) = label(part).filter(|label| label.marked && label.title < part.len())
    {
        Some(&part[label.title..])
    } else {
        time(text, scan, found).or_else(|| lead(part, found)).or_else(|| verb(part, found, reach))
    };
    if let Some(rest) = rest {
        found.start = found.end - rest.len();
    }
    rest.is_some()
}

/// Words before a time at the start of a clause.
const BEFORE_TIME: [&str; 9] = ["截至", "截止", "展望", "预计到", "到", "至", "自", "在", "于"];

/// The words without the time they start with, or everything up to a time inside them.
fn time<'a>(text: &'a str, scan: &Scan, found: &Subject) -> Option<&'a str> {
    let part = &text[found.start..found.end];
    let word = BEFORE_TIME.iter().find_map(|word| part.strip_prefix(word));
    let first = scan.times.partition_point(|time| time.start < found.start);
    let time = scan.times.get(first).filter(|time| time.end <= found.end)?;
    let is_first =
        time.start == found.start || word.is_some_and(|rest| time.start == found.end - rest.len());
    let last = scan.times[first..].iter().take_while(|time| time.end <= found.end).last()?;
    let end = if is_first { time.end } else { last.end };
    let rest = text[end..found.end].trim_start();
    Some(["，", "时", "全年"].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest))
}

/// The words without an adverb, connective or scope before a verb.
fn lead<'a>(part: &'a str, found: &mut Subject) -> Option<&'a str> {
    if let Some(rest) = words("lead").strip_start(part).filter(|rest| rest.chars().count() != 1) {
        let word = &part[..part.len() - rest.len()];
        found.total |= words("total_lead").has(word.trim_end());
        found.yearly |= words("yearly_lead").has(word.trim_end());
        return Some(rest);
    }
    let mut rest = words("scope").strip_start(part).unwrap_or(part);
    let (mut total, mut yearly) = (false, false);
    while words("action").strip_start(rest).is_none()
        && let Some(shorter) = words("before_verb").strip_start(rest)
    {
        let word = rest[..rest.len() - shorter.len()].trim_end();
        total |= words("total_lead").has(word);
        yearly |= words("yearly_lead").has(word);
        rest = shorter;
    }
    let is_verb =
        words("action").strip_start(rest).is_some_and(|rest| rest.is_empty() || is_noun(rest));
    if rest.len() == part.len() || !is_verb {
        return None;
    }
    found.total |= total;
    found.yearly |= yearly;
    Some(rest)
}

/// The words without the verb they start with, or two of them: 新建、加固堤防.
fn verb<'a>(part: &'a str, found: &mut Subject, reach: Reach) -> Option<&'a str> {
    let list = words(if reach == Reach::Level { "strong" } else { "action" });
    let rest = list.strip_start(part).filter(|rest| is_noun(rest) || rest.is_empty())?;
    let word = part[..part.len() - rest.len()].trim_end();
    if reach != Reach::Counted && words("action_up").has(word) && !rest.is_empty() {
        return None;
    }
    found.verb = true;
    if words("action_up").has(word) {
        found.sense = Some(Sense::Increase);
    } else if words("action_down").has(word) {
        found.sense = Some(Sense::Decrease);
    }
    found.total |= words("total_lead").has(word);
    let joined = rest.strip_prefix(['、', '和', '及', '并', '与']);
    let joined = joined.filter(|rest| list.strip_start(rest).is_some_and(is_noun));
    Some(joined.unwrap_or(rest))
}

/// What is left may be the name of something: 增加值 without 增加 is not.
fn is_noun(rest: &str) -> bool {
    let is_name = words("nominal").start_of(rest).is_some() || rest.starts_with('区');
    rest.chars().nth(1).is_some() && (!is_name || words("noun").start_of(rest).is_some())
}

/// Puts the start behind the last verb that does not stand inside names.
fn behind_verb(text: &str, found: &mut Subject) -> bool {
    let part = &text[found.start..found.end];
    let strong = words("strong");
    let last = part.char_indices().rev().find_map(|(at, _)| {
        let rest = strong.strip_start(&part[at..])?;
        let before = &part[..at];
        (at > 0 && is_noun(rest) && !before.starts_with(['每', '人']) && !in_quotes(before))
            .then_some((before, rest))
    });
    if let Some((before, rest)) = last {
        let verb = &part[before.len()..part.len() - rest.len()];
        found.total |= words("total_lead").has(verb);
        found.owner_lost |= !is_place(before);
        found.start = found.end - rest.len();
        found.verb = true;
    }
    last.is_some()
}

/// Whether the words before a verb only say where.
fn is_place(words_before: &str) -> bool {
    let rest = words("scope").strip_start(words_before).unwrap_or(words_before);
    rest.is_empty()
        || rest.ends_with(['市', '区', '县', '省', '州', '镇', '旗', '盟', '先', '已', '共', '新'])
}

fn in_quotes(before: &str) -> bool {
    before.matches('“').count() > before.matches('”').count()
}

/// Whether the words can be a subject, and whether that is sure.
pub(super) fn judge(subject: &str) -> Option<bool> {
    let length = subject.chars().count();
    let starts = |class: &str| words(class).start_of(subject).is_some();
    let is_short = length < 2 && !subject.ends_with('站');
    if is_short
        || length > LONGEST
        || starts("deny_start")
        || words("deny_end").end_of(subject).is_some()
    {
        return None;
    }
    if words("scope").has(subject) || holds(words("deny"), subject) || !subject.contains(is_letter)
    {
        return None;
    }
    let is_share = subject.starts_with('占');
    if is_share && !["比重", "比例", "份额"].iter().any(|word| subject.ends_with(word)) {
        return None;
    }
    let per_unit = subject.chars().rev().take(4).any(|one| one == '每');
    let is_addressed =
        subject.starts_with('对') && !["对外", "对口"].iter().any(|word| subject.starts_with(word));
    let is_where = subject.starts_with('在') && !starts("within");
    if per_unit || is_addressed || is_where {
        return None;
    }
    let is_balanced = [('“', '”'), ('（', '）'), ('《', '》'), ('(', ')')]
        .iter()
        .all(|(open, close)| subject.matches(*open).count() == subject.matches(*close).count());
    is_balanced.then(|| length <= LONG && !words("relative").has(subject))
}

fn is_letter(character: char) -> bool {
    character.is_alphabetic()
}

pub(super) fn holds(list: &Words, text: &str) -> bool {
    text.char_indices().any(|(at, _)| list.start_of(&text[at..]).is_some())
}
