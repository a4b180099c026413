//! The words between a subject and its number: `比2020年提高`, `年均增长约`, `分别达到`.

use super::scan::Scan;
use super::time::{Role, Time};
use crate::data::quantity::words;
use crate::data::values::{self, Word};
use crate::document::{Comparator, Sense};

/// What the words before a number say of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Predicate {
    /// Where they start: the end of the subject.
    pub start: usize,
    /// The number is the thing itself: 达到, 提高到.
    pub level: bool,
    /// 完成, 建成: a verb that may stand behind its subject.
    pub done: bool,
    /// The number is a change.
    pub sense: Option<Sense>,
    pub comparator: Option<Comparator>,
    pub approximate: bool,
    /// 年均.
    pub yearly: bool,
    /// 累计.
    pub total: bool,
    /// 分别.
    pub each: bool,
    /// 比…: it is compared with another time.
    pub compared: bool,
    /// Year it is compared with.
    pub base: Option<u16>,
    /// Time that belongs to this number alone.
    pub own: Option<(Option<u16>, Option<u16>)>,
    /// 由, 从: where a change started.
    pub from: bool,
}

impl Predicate {
    /// It says something that needs a subject.
    pub fn says(&self) -> bool {
        self.level
            || self.sense.is_some()
            || self.comparator.is_some()
            || self.compared
            || self.each
            || self.from
    }
}

/// What a word does to what is known.
type Says = fn(&mut Predicate);

/// Classes of words in a predicate, and what each says.
const CLASSES: [(&str, Says); 8] = [
    ("level", |found| found.level = true),
    ("done", |found| found.done = true),
    ("up", |found| change(found, Sense::Increase)),
    ("down", |found| change(found, Sense::Decrease)),
    ("yearly", |found| found.yearly = true),
    ("total", |found| found.total = true),
    ("each", |found| found.each = true),
    ("than", |found| found.compared = true),
];

fn change(found: &mut Predicate, sense: Sense) {
    if !found.level {
        found.sense.get_or_insert(sense);
    }
}

/// Words that join a time to what it is compared with.
const COMPARING: [&str; 9] = ["相当于", "恢复至", "恢复到", "比", "较", "与", "同", "是", "为"];

/// Reads backwards from the number at `end`, at most to `start`; `None` where bounds contradict.
pub(super) fn predicate(text: &str, scan: &Scan, start: usize, end: usize) -> Option<Predicate> {
    let mut found = Predicate { start: end, ..Predicate::default() };
    loop {
        let part = text[start..found.start].trim_end();
        found.start = start + part.len();
        let before = found.start;
        if let Some(bytes) = time(text, scan, start, &mut found) {
            found.start -= bytes;
        } else {
            found.start -= word(part, &mut found)?;
        }
        if found.start == before {
            return Some(found);
        }
    }
}

/// Bytes of the word that `part` ends with; `None` where it contradicts what stands behind it.
fn word(part: &str, found: &mut Predicate) -> Option<usize> {
    let longest =
        CLASSES.iter().filter_map(|(class, says)| Some((words(class).end_of(part)?, says)));
    let longest = longest.max_by_key(|(bytes, _)| *bytes);
    let is_average =
        ["人均", "户均", "亩均", "地均", "日均", "月均"].iter().any(|word| part.ends_with(word));
    let adverb = words("adverb").end_of(part).filter(|_| !is_average).unwrap_or(0);
    let bound = values::trailing(part, Word::is_bound);
    let bound_bytes = bound.map_or(0, |(_, bytes)| bytes);
    match longest {
        Some((bytes, says)) if bytes >= bound_bytes && bytes >= adverb => {
            says(found);
            Some(bytes)
        }
        _ if bound_bytes >= adverb && bound_bytes > 0 => {
            limit(found, bound.map(|(word, _)| word)?)?;
            Some(bound_bytes)
        }
        _ if adverb > 0 => Some(adverb),
        _ if part.ends_with(['由', '从']) && !found.from => {
            found.from = true;
            Some('由'.len_utf8())
        }
        _ => Some(from_each(part, found)),
    }
}

/// 由每千人, 从人均: bytes.
fn from_each(part: &str, found: &mut Predicate) -> usize {
    let each =
        ["人均", "每千人", "每万人", "每百人"].iter().find_map(|word| part.strip_suffix(word));
    match each.filter(|rest| rest.ends_with(['由', '从'])) {
        Some(rest) => {
            found.from = true;
            part.len() - rest.len() + '由'.len_utf8()
        }
        None => 0,
    }
}

fn limit(found: &mut Predicate, word: Word) -> Option<()> {
    let comparator = match word {
        Word::AtLeastBefore => Comparator::AtLeast,
        Word::AtMostBefore => Comparator::AtMost,
        Word::MoreBefore => Comparator::MoreThan,
        Word::LessBefore => Comparator::LessThan,
        _ => {
            found.approximate = true;
            return Some(());
        }
    };
    (*found.comparator.get_or_insert(comparator) == comparator).then_some(())
}

/// Bytes of a time at the end of the words, with what joins it: `比2020年`, `由2020年的`.
fn time(text: &str, scan: &Scan, start: usize, found: &mut Predicate) -> Option<usize> {
    let part = &text[start..found.start];
    let joined = ["的基础上", "基础上", "相比", "的"];
    let rest = joined.iter().find_map(|word| part.strip_suffix(word)).unwrap_or(part).trim_end();
    let time = ending(&scan.times, start + rest.len())?;
    let mut before = text.get(start..time.start)?.trim_end();
    match time.role {
        Role::Base => {
            found.compared = true;
            found.base = time.year;
            let word =
                COMPARING.iter().chain(["在"].iter()).find_map(|word| before.strip_suffix(word));
            before = word.unwrap_or(before);
        }
        Role::Own => found.own = Some((time.since, time.year)),
        Role::Ignored => {}
        Role::Governing => {
            let word = ["到", "至", "在"].iter().find_map(|word| before.strip_suffix(word));
            before = word.unwrap_or(before);
        }
    }
    Some(part.len() - before.len())
}

/// The time that ends at this byte.
fn ending(times: &[Time], end: usize) -> Option<&Time> {
    times.binary_search_by_key(&end, |time| time.end).ok().map(|place| &times[place])
}
