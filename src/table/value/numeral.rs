//! Numerals: digits with thousands marks, and Chinese ones.

use super::text::Text;
use crate::data::numbering::is_han;
use crate::document::Decimal;

/// Most digits of a number; longer strings of digits are codes.
const MOST_DIGITS: usize = 20;

/// A Chinese numeral.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Chinese {
    /// Its value; the lower one of 三四百.
    pub low: Decimal,
    /// The higher one of 三四百.
    pub high: Option<Decimal>,
    /// 余 or 多 stands in it or behind it.
    pub more: bool,
    /// It has a unit character, so that it is surely a numeral: 十, 三百.
    pub sure: bool,
    /// It ends in 万 or 亿.
    pub big: bool,
}

/// Digits with thousands marks and decimals.
pub(super) fn arabic(text: &Text, start: usize) -> Option<(Decimal, usize)> {
    let whole_end = digits(text, start);
    let (mut digits_read, mut at) = (text.chars[start..whole_end].to_vec(), whole_end);
    let lone_point = whole_end == start && text.at(start) == Some('.');
    if !lone_point {
        at = thousands(text, start, &mut digits_read)?;
    }
    let mut scale = 0;
    if text.at(at) == Some('.') && text.at(at + 1).is_some_and(|c| c.is_ascii_digit()) {
        let end = digits(text, at + 1);
        digits_read.extend(&text.chars[at + 1..end]);
        (scale, at) = (end - at - 1, end);
    }
    let goes_on = text.at(at) == Some('.')
        && !text.is_spaced(at)
        && text.at(at + 1).is_some_and(|c| c.is_ascii_digit());
    // 020 is a code.
    let is_code = whole_end > start + 1 && text.at(start) == Some('0');
    if digits_read.is_empty() || digits_read.len() > MOST_DIGITS || goes_on || is_code {
        return None;
    }
    let read: String = digits_read.into_iter().collect();
    Some((Decimal { mantissa: read.parse().ok()?, scale: scale as u32 }, at))
}

/// End of the unbroken digits that start here.
fn digits(text: &Text, start: usize) -> usize {
    let mut at = start;
    while text.at(at).is_some_and(|c| c.is_ascii_digit()) && (at == start || !text.is_spaced(at)) {
        at += 1;
    }
    at
}

/// Adds the groups of three digits behind thousands marks; none when a mark stands wrong.
fn thousands(text: &Text, start: usize, read: &mut Vec<char>) -> Option<usize> {
    let mut at = digits(text, start);
    if at == start {
        return None;
    }
    let first = at - start;
    let by_comma = text.at(at) == Some(',') && text.at(at + 1).is_some_and(|c| c.is_ascii_digit());
    let by_space = text.is_spaced(at) && text.at(at).is_some_and(|c| c.is_ascii_digit());
    if !by_comma && !by_space {
        return Some(at);
    }
    let mut groups = 0;
    loop {
        let group = match (by_comma, text.at(at)) {
            (true, Some(',')) => at + 1,
            (false, Some(_)) if text.is_spaced(at) => at,
            _ => break,
        };
        let end = digits(text, group);
        if end - group != 3 {
            return None;
        }
        read.extend(&text.chars[group..end]);
        (at, groups) = (end, groups + 1);
    }
    // One space between two numbers may part two values.
    (first <= 3 && (by_comma || groups > 1)).then_some(at)
}

/// What the characters of a Chinese numeral have said so far.
#[derive(Default)]
struct Reading {
    total: i128,
    section: i128,
    digit: Option<i128>,
    /// The digit before it in 三四百, of which one is meant.
    pair: bool,
    /// What the last digit counts.
    weight: i128,
    small: i128,
    big: i128,
    zero: bool,
    more: bool,
    sure: bool,
    decimals: Option<u32>,
}

/// A Chinese numeral of at most 16 digits.
pub(super) fn chinese(text: &Text, start: usize) -> Option<(Chinese, usize)> {
    let mut reading = Reading { small: 10_000, big: 10i128.pow(16), ..Reading::default() };
    let mut at = start;
    while let Some(character) = text.at(at) {
        match character {
            '点' if reading.digit.is_some() || reading.section > 0 => {
                let end = decimals(text, at + 1, &mut reading)?;
                if end == at + 1 {
                    break;
                }
                at = end;
                continue;
            }
            '余' | '多' if reading.sure || bare_unit(text, start, at) => reading.more = true,
            _ => match sign(character) {
                Some(sign) => reading.take(sign, vague(text, at, start))?,
                None => break,
            },
        }
        at += 1;
    }
    Some((reading.finish()?, at)).filter(|_| at > start)
}

/// 百 of 百余家, 千 of 千多.
fn bare_unit(text: &Text, start: usize, at: usize) -> bool {
    at == start + 1 && text.at(start).is_some_and(|c| "百千万亿".contains(c))
}

/// Whether a unit without a digit may start a numeral here: it is only when 余 or 多 follows.
fn vague(text: &Text, at: usize, start: usize) -> bool {
    at == start && matches!(text.at(at + 1), Some('余' | '多'))
}

/// A character of a numeral: a digit, or a power of ten.
enum Sign {
    Digit(i128),
    Small(i128),
    Big(i128),
}

fn sign(character: char) -> Option<Sign> {
    Some(match character {
        '零' | '〇' | '○' => Sign::Digit(0),
        '两' | '俩' => Sign::Digit(2),
        '十' => Sign::Small(10),
        '百' => Sign::Small(100),
        '千' => Sign::Small(1_000),
        '万' => Sign::Big(10_000),
        '亿' => Sign::Big(100_000_000),
        _ => Sign::Digit(crate::data::date::digit(character).filter(|_| is_han(character))?.into()),
    })
}

/// A digit that is a number before a unit only.
pub(super) fn is_digit(character: char) -> bool {
    matches!(sign(character), Some(Sign::Digit(_)))
}

/// Whether a numeral may go on with it.
pub(super) fn is_part(character: char) -> bool {
    matches!(character, '点' | '余' | '多') || sign(character).is_some()
}

/// Digits behind 点.
fn decimals(text: &Text, start: usize, reading: &mut Reading) -> Option<usize> {
    let mut at = start;
    let mut value = reading.section + reading.digit.unwrap_or(0);
    while let Some(Sign::Digit(digit)) = text.at(at).and_then(sign) {
        value = value.checked_mul(10)?.checked_add(digit)?;
        at += 1;
    }
    if at > start && reading.total == 0 && at - start <= 6 {
        (reading.section, reading.digit, reading.sure) = (value, None, true);
        reading.decimals = Some((at - start) as u32);
    }
    Some(at)
}

impl Reading {
    fn take(&mut self, sign: Sign, vague: bool) -> Option<()> {
        match sign {
            Sign::Digit(0) if self.sure => self.digit.is_none().then(|| self.zero = true),
            Sign::Digit(digit) => self.digit(digit),
            Sign::Small(unit) => self.small(unit, vague),
            Sign::Big(unit) => self.big(unit, vague),
        }
    }

    fn digit(&mut self, digit: i128) -> Option<()> {
        let is_pair =
            self.digit.is_some_and(|before| before > 0 && before + 1 == digit) && !self.pair;
        if self.decimals.is_some() || (self.digit.is_some() && !is_pair) {
            return None;
        }
        self.pair |= is_pair;
        // Of a pair the first digit is kept: it is the lower one.
        self.digit = Some(self.digit.unwrap_or(digit));
        self.weight = 1;
        Some(())
    }

    fn small(&mut self, unit: i128, vague: bool) -> Option<()> {
        let alone = unit == 10 && self.section == 0 || vague;
        let digit = self.digit.take().or(alone.then_some(1))?;
        if unit >= self.small || self.decimals.is_some() {
            return None;
        }
        self.section += digit * unit;
        (self.small, self.weight, self.zero, self.sure) =
            (unit, self.weight.max(1) * unit, false, true);
        Some(())
    }

    fn big(&mut self, unit: i128, vague: bool) -> Option<()> {
        let inner = self.section + self.digit.take().unwrap_or(0) + i128::from(vague);
        if unit > self.big {
            self.total = (self.total + inner).checked_mul(unit)?;
        } else {
            self.total += (inner > 0).then_some(inner)?.checked_mul(unit)?;
        }
        if self.total == 0 || unit == self.big {
            return None;
        }
        (self.section, self.small, self.big, self.zero, self.sure) = (0, 10_000, unit, false, true);
        self.weight = self.weight.max(1).checked_mul(unit)?;
        Some(())
    }

    fn finish(self) -> Option<Chinese> {
        // 三万五 may be 35,000 or a slip.
        let last_unit = if self.section > 0 { self.small } else { self.big };
        let is_open = self.digit.is_some() && self.sure && last_unit > 10 && !self.zero;
        let is_empty = self.digit.is_none() && !self.sure;
        if is_open || is_empty {
            return None;
        }
        let mantissa = self.total + self.section + self.digit.unwrap_or(0);
        let weight = if self.digit.is_some() { 1 } else { self.weight };
        let scale = self.decimals.unwrap_or(0);
        let high = self.pair.then(|| Decimal { mantissa: mantissa + weight, scale });
        let low = Decimal { mantissa, scale };
        let big = self.digit.is_none() && self.section == 0 && self.total > 0;
        Some(Chinese { low, high, more: self.more, sure: self.sure, big })
    }
}
