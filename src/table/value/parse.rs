//! The words around a number, brackets and marks of notes.

use super::super::marks;
use super::amount::amount;
use super::text::Text;
use super::years;
use super::{Kind, Value};
use crate::data::units;
use crate::data::values::{self, Word};
use crate::document::{Comparator, Decimal, Sense};

/// Brackets of five-year totals, and round ones.
const BRACKETS: [(char, char); 5] =
    [('〔', '〕'), ('[', ']'), ('【', '】'), ('(', ')'), ('{', '}')];

/// Reads a whole cell; `None` when it is no value.
pub(super) fn whole(text: &Text) -> Option<Value> {
    if text.chars.is_empty() || values::is_nothing(&text.chars) {
        return Some(Value { kind: Kind::Nothing, ..Value::default() });
    }
    if let Some(found) = years::whole(text) {
        let (since, year) = (found.since, Some(found.year));
        return Some(Value { kind: Kind::Years, since, year, ..Value::default() });
    }
    let mut value = Value::default();
    let mut at = 0;
    while let Some(length) = mark(text, at, &mut value) {
        at += length;
    }
    at = before(text, at, &mut value)?;
    at = bracketed(text, at, &mut value).or_else(|| core(text, at, &mut value))?;
    at = behind(text, at, &mut value)?;
    while at < text.chars.len() {
        at += remark(text, at, &mut value).or_else(|| mark(text, at, &mut value))?;
    }
    Some(value)
}

/// Reads the value a text starts with, and where it ends.
pub(super) fn leading(text: &Text) -> Option<(Value, usize)> {
    let mut value = Value::default();
    let at = before(text, 0, &mut value)?;
    let at = core(text, at, &mut value)?;
    let at = behind(text, at, &mut value)?;
    Some((value, at))
}

/// Words and years before the number.
fn before(text: &Text, mut at: usize, value: &mut Value) -> Option<usize> {
    loop {
        if let Some((found, end)) = years::leading(text, at).filter(|_| value.year.is_none()) {
            (value.year, value.since) = (Some(found.year), found.since);
            at = end + usize::from(matches!(text.at(end), Some(',' | ':')));
        } else if let Some((word, length)) = values::leading(text.from(at), Word::is_before) {
            at += length;
            at += usize::from(turns_to_level(text, at, word));
            apply(
                value,
                word,
                text.chars[..at].ends_with(&['到']) || text.chars[..at].ends_with(&['至']),
            )?;
        } else {
            return Some(at);
        }
    }
}

/// 到 or 至 behind 提高, 下降 and the like.
fn turns_to_level(text: &Text, at: usize, word: Word) -> bool {
    matches!(word, Word::Increase | Word::Decrease) && matches!(text.at(at), Some('到' | '至'))
}

/// What a word before or behind says; none when it contradicts another.
fn apply(value: &mut Value, word: Word, is_level: bool) -> Option<()> {
    match word {
        Word::AtLeastBefore | Word::AtLeastAfter => bound(value, Comparator::AtLeast)?,
        Word::AtMostBefore | Word::AtMostAfter => bound(value, Comparator::AtMost)?,
        Word::MoreBefore => bound(value, Comparator::MoreThan)?,
        Word::LessBefore => bound(value, Comparator::LessThan)?,
        Word::AboutBefore | Word::AboutAfter => value.approximate = true,
        Word::Cumulative => value.cumulative = true,
        Word::Increase if !is_level => value.sense = Sense::Increase,
        Word::Decrease if !is_level => value.sense = Sense::Decrease,
        Word::Increase | Word::Decrease | Word::Level | Word::Nothing => {}
    }
    Some(())
}

/// Of two bounds the first counts; 不低于…以下 says nothing.
fn bound(value: &mut Value, comparator: Comparator) -> Option<()> {
    let up = |one: Comparator| matches!(one, Comparator::AtLeast | Comparator::MoreThan);
    let held = *value.comparator.get_or_insert(comparator);
    (up(held) == up(comparator)).then_some(())
}

/// The number itself, or 翻一番.
fn core(text: &Text, at: usize, value: &mut Value) -> Option<usize> {
    value.kind = Kind::Number;
    if let Some((times, end)) = doubled(text, at) {
        (value.value, value.sense) = (Some(times), Sense::Multiple);
        return Some(end);
    }
    let negative = text.at(at) == Some('-');
    let (found, end) = amount(text, at + usize::from(negative))?;
    let sign = |number: Decimal| Decimal { mantissa: -number.mantissa, ..number };
    match found.high {
        Some(_) if negative => return None,
        Some(high) => (value.low, value.high) = (Some(found.low), Some(high)),
        None => value.value = Some(if negative { sign(found.low) } else { found.low }),
    }
    if found.more {
        value.approximate = true;
        bound(value, Comparator::MoreThan)?;
    }
    let is_multiple = found.unit.as_ref().is_some_and(|unit| unit.dimension == "times");
    if is_multiple && value.sense == Sense::Level {
        value.sense = Sense::Multiple;
    }
    value.scaled = found.is_scaled();
    value.unit = found.unit;
    Some(end)
}

/// 翻一番 is twice, 翻两番 four times as much.
fn doubled(text: &Text, at: usize) -> Option<(Decimal, usize)> {
    if text.at(at) != Some('翻') {
        return None;
    }
    let times = match text.at(at + 1)? {
        '番' => return Some((Decimal::from(2), at + 2)),
        '一' | '1' => 2,
        '两' | '二' | '2' => 4,
        '三' | '3' => 8,
        _ => return None,
    };
    (text.at(at + 2) == Some('番')).then_some((Decimal::from(times), at + 3))
}

/// Words behind the number.
fn behind(text: &Text, mut at: usize, value: &mut Value) -> Option<usize> {
    while let Some((word, length)) = values::leading(text.from(at), Word::is_after) {
        apply(value, word, false)?;
        at += length;
    }
    Some(at)
}

/// A value in brackets: a total over years, or what a note says.
fn bracketed(text: &Text, at: usize, value: &mut Value) -> Option<usize> {
    let (inside, end) = inside(text, at)?;
    let mut found = Value { ..value.clone() };
    let mut inner = before(text, at + 1, &mut found)?;
    inner = core(text, inner, &mut found)?;
    inner = behind(text, inner, &mut found)?;
    if inner != at + 1 + inside.len() {
        return None;
    }
    match text.at(at) {
        Some('(' | '{') => found.bracketed = true,
        _ => found.cumulative = true,
    }
    *value = found;
    // 〔30〕万人
    if value.unit.is_none()
        && let Some((unit, length)) = units::leading(text.from(end))
    {
        value.unit = Some(unit);
        return Some(end + length);
    }
    Some(end)
}

/// What the bracket that opens here holds, and the character behind it.
fn inside<'a>(text: &'a Text, at: usize) -> Option<(&'a [char], usize)> {
    let (_, close) = BRACKETS.iter().find(|(open, _)| text.at(at) == Some(*open))?;
    let length = text.from(at + 1).iter().position(|c| c == close)?;
    Some((&text.chars[at + 1..at + 1 + length], at + length + 2))
}

/// A remark in brackets behind the number: a unit, a year, 累计, or words that change nothing.
fn remark(text: &Text, at: usize, value: &mut Value) -> Option<usize> {
    let (inside, end) = inside(text, at)?;
    let words: String = inside.iter().collect();
    if let Some(mark) = marks::bracketed(&words) {
        value.note_marks.push(mark);
    } else if let Some(unit) = units::whole(&words).filter(|_| value.unit.is_none()) {
        value.unit = Some(unit);
    } else if let Some(found) = year_in(&words) {
        value.year = value.year.or(Some(found));
    } else if words.contains("累计") {
        value.cumulative = true;
    } else if words.chars().any(|c| c.is_ascii_digit()) {
        return None;
    }
    Some(end - at)
}

/// The year of a remark: 2019年, 2019.
fn year_in(words: &str) -> Option<u16> {
    let text = Text::whole(words, 12)?;
    let found = years::whole(&text).filter(|found| found.since.is_none());
    found
        .map(|found| found.year)
        .or_else(|| words.parse().ok().filter(|year| (1990..2100).contains(year)))
}

/// A mark of a note: *, ①, 注1.
fn mark(text: &Text, at: usize, value: &mut Value) -> Option<usize> {
    let length = marks::leading(text.from(at))?;
    value.note_marks.push(text.chars[at..at + length].iter().collect());
    Some(length)
}
