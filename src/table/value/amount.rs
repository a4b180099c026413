//! Numbers with their units, and ranges of them.

use super::numeral::{self, arabic, chinese};
use super::text::Text;
use crate::data::units::{self, MULTIPLES, Unit};
use crate::document::Decimal;

/// A number with its unit, or a range.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Amount {
    /// The number, or the lower end.
    pub low: Decimal,
    /// The upper end of a range.
    pub high: Option<Decimal>,
    /// The unit printed behind it.
    pub unit: Option<Unit>,
    /// 余, 多: a little more.
    pub more: bool,
    /// Power of ten of a multiple that is already in the number (亿).
    multiple: Option<i32>,
    /// How it is written.
    script: Script,
}

impl Amount {
    /// A multiple without a unit is in the number.
    pub fn is_scaled(&self) -> bool {
        self.unit.is_none() && self.multiple.is_some_and(|power| power > 0)
    }
}

/// How a number is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Script {
    #[default]
    Arabic,
    /// A lone Chinese digit, which is a number before a unit only.
    Digit,
    /// 十五, 三百.
    Chinese,
    /// 三百万.
    ChineseBig,
}

/// Signs and words between the ends of a range.
const BETWEEN: [char; 9] = ['-', '—', '–', '~', '〜', '至', '到', '─', '―'];

/// A number with its unit, or a range of two.
pub(super) fn amount(text: &Text, start: usize) -> Option<(Amount, usize)> {
    let (low, end) = single(text, start)?;
    let behind = between(text, end);
    let upper = (behind > end && low.high.is_none()).then(|| single(text, behind)).flatten();
    let (found, end) = match upper {
        Some((high, end)) => (range(low, high)?, end),
        None => (low, end),
    };
    (found.script != Script::Digit || found.unit.is_some()).then_some((found, end))
}

/// Whether something may stand behind a Chinese digit that is no unit of its own; 年 of 五年累计.
pub(super) fn goes_on(character: char) -> bool {
    numeral::is_part(character) || BETWEEN.contains(&character) || character == '年'
}

fn between(text: &Text, start: usize) -> usize {
    start + text.from(start).iter().take(2).take_while(|c| BETWEEN.contains(c)).count()
}

/// Puts two ends on one unit; none when they do not go together.
fn range(low: Amount, high: Amount) -> Option<Amount> {
    if is_ambiguous(low.script, high.script) {
        return None;
    }
    let (from, to, unit) = match (&low.unit, &high.unit) {
        (Some(one), Some(other)) if one.dimension == other.dimension => {
            (low.low.times_ten_to(one.power - other.power)?, high.low, Some(other.clone()))
        }
        // 5%—6
        (Some(unit), None) if high.multiple.is_none() => (low.low, high.low, Some(unit.clone())),
        // 5000万—1亿元
        (None, Some(unit)) if low.multiple.is_some() => {
            let base = units::whole(base_of(&unit.text))?;
            (low.low, high.low.times_ten_to(unit.power - base.power)?, Some(base))
        }
        (None, Some(unit)) => (low.low, high.low, Some(unit.clone())),
        // 8—10亿
        (None, None) if low.multiple.is_none() => {
            (low.low.times_ten_to(high.multiple.unwrap_or(0))?, high.low, None)
        }
        (None, None) if high.multiple.is_some() => (low.low, high.low, None),
        _ => return None,
    };
    let rises = from.compare(to).is_lt() && high.high.is_none();
    rises.then_some(Amount { low: from, high: Some(to), unit, ..high })
}

/// 三至五百 may start at 3 or at 300, 十五至二十万 at 15 or at 150,000.
fn is_ambiguous(low: Script, high: Script) -> bool {
    low == Script::Digit && high != Script::Digit || low != high && high == Script::ChineseBig
}

/// The unit without its multiple.
fn base_of(unit: &str) -> &str {
    MULTIPLES.iter().find_map(|(word, _)| unit.strip_prefix(word)).unwrap_or(unit)
}

fn single(text: &Text, start: usize) -> Option<(Amount, usize)> {
    fraction(text, start).or_else(|| western(text, start)).or_else(|| eastern(text, start))
}

/// Words for hundredths and so on before the number.
const FRACTIONS: [(&str, &str); 3] = [("百分之", "%"), ("千分之", "‰"), ("万分之", "‱")];

/// 百分之六十五, 千分之3.
fn fraction(text: &Text, start: usize) -> Option<(Amount, usize)> {
    let (word, sign) = FRACTIONS.into_iter().find(|(word, _)| text.has(start, word))?;
    let behind = start + word.chars().count();
    let western = arabic(text, behind).map(|(low, end)| (Amount { low, ..Amount::default() }, end));
    let (found, end) = western.or_else(|| numeral(text, behind))?;
    let unit = units::whole(sign);
    Some((Amount { unit, script: Script::Arabic, ..found }, end))
}

/// Digits, a multiple, a unit: 16.4亿元, 200余万, 3亿5000万.
fn western(text: &Text, start: usize) -> Option<(Amount, usize)> {
    let (low, mut at) = arabic(text, start)?;
    let mut found = Amount { low, ..Amount::default() };
    found.more = eat_more(text, &mut at);
    if eat_unit(text, &mut at, &mut found) {
        return Some((found, at));
    }
    if let Some((power, length)) = multiple(text, at) {
        found.low = low.times_ten_to(power)?;
        (found.multiple, at) = (Some(power), at + length);
        found.more |= eat_more(text, &mut at);
        if text.at(at).is_some_and(|c| c.is_ascii_digit()) {
            let (part, end) = lower_part(text, at, power)?;
            (found.low, at) = (found.low.plus(part), end);
        }
        eat_unit(text, &mut at, &mut found);
    }
    // 5G and 3D are names.
    let is_name = text.at(at).is_some_and(|c| c.is_ascii_alphabetic()) && found.unit.is_none();
    (!is_name).then_some((found, at))
}

/// 5000万 of 3亿5000万.
fn lower_part(text: &Text, start: usize, above: i32) -> Option<(Decimal, usize)> {
    let (number, at) = arabic(text, start)?;
    let (power, length) = multiple(text, at).filter(|(power, _)| *power < above)?;
    Some((number.times_ten_to(power)?, at + length))
}

/// A Chinese numeral with its unit.
fn eastern(text: &Text, start: usize) -> Option<(Amount, usize)> {
    let (mut found, mut at) = numeral(text, start)?;
    eat_unit(text, &mut at, &mut found);
    Some((found, at))
}

fn numeral(text: &Text, start: usize) -> Option<(Amount, usize)> {
    let (read, end) = chinese(text, start)?;
    let script = match (read.sure, read.big) {
        (false, _) => Script::Digit,
        (true, false) => Script::Chinese,
        (true, true) => Script::ChineseBig,
    };
    let multiple = read.sure.then_some(0);
    let (low, high, more) = (read.low, read.high, read.more);
    Some((Amount { low, high, more, multiple, script, unit: None }, end))
}

/// The multiple that stands here: its power of ten and its characters.
fn multiple(text: &Text, at: usize) -> Option<(i32, usize)> {
    let (word, power) = MULTIPLES.iter().find(|(word, _)| text.has(at, word))?;
    Some((*power, word.chars().count()))
}

fn eat_more(text: &Text, at: &mut usize) -> bool {
    let found = matches!(text.at(*at), Some('余' | '多'));
    *at += usize::from(found);
    found
}

fn eat_unit(text: &Text, at: &mut usize, found: &mut Amount) -> bool {
    let read = units::leading(text.from(*at));
    *at += read.as_ref().map_or(0, |(_, length)| *length);
    found.unit = read.map(|(unit, _)| unit);
    found.unit.is_some()
}
