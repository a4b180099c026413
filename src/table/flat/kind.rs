//! What a cell's text is: number, unit, date, name … decided from the text alone.

use super::cell::hash;
use super::words;

/// What a cell's text is, decided from the text alone (ordinals excepted, see `ordinal`).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// `—`, `/`, `无`: a place marked as empty.
    Blank,
    /// A unit standing alone.
    Unit,
    /// A number of a chain 1, 2, 3 … of rows.
    Ordinal,
    Integer,
    Decimal,
    Percent,
    /// A year, a span of years, a date or a word for one.
    Date,
    /// A number with a bound, a range, a bracket or a unit.
    Quantity,
    /// `一、经济发展`
    Item,
    /// `（一）功能定位`
    SubItem,
    /// Latin letters and digits.
    Code,
    /// `1.text` in a chain of such.
    Numbered,
    /// Text of at most `SHORT` characters.
    Short,
    /// Text of at most `MEDIUM` characters.
    Medium,
    Long,
    /// Names of bodies.
    Organ,
    /// `预期性`, `新建`: one of the few words of a column of choices.
    Choice,
}

pub(super) const KINDS: usize = Kind::Choice as usize + 1;

/// Characters of a short label: four-character headings with two to spare.
const SHORT: usize = 6;
/// Characters of a name; names of projects and indicators seldom pass it.
const MEDIUM: usize = 16;
/// Integers in this span are read as years.
const YEARS: std::ops::RangeInclusive<u64> = 1990..=2060;

impl Kind {
    pub(super) fn is_number(self) -> bool {
        matches!(self, Kind::Integer | Kind::Decimal | Kind::Percent | Kind::Quantity)
    }
    #[inline]
    pub(super) fn is_text(self) -> bool {
        matches!(
            self,
            Kind::Item
                | Kind::SubItem
                | Kind::Numbered
                | Kind::Short
                | Kind::Medium
                | Kind::Long
                | Kind::Organ
                | Kind::Choice
        )
    }
    /// Numbers of all forms together, texts of all lengths together.
    pub(super) fn coarse(self) -> usize {
        let kind = match self {
            _ if self.is_number() || self == Kind::Blank => Kind::Integer,
            Kind::Medium | Kind::Numbered | Kind::Item | Kind::SubItem => Kind::Short,
            _ => self,
        };
        kind as usize
    }

    /// Kinds whose size is a length of text rather than a magnitude.
    #[inline]
    pub(super) fn has_length(self) -> bool {
        self.is_text() || matches!(self, Kind::Code)
    }
}

/// The class of runs of bare integers.
pub(super) const INTEGERS: u32 = 1;
/// The class of runs of Chinese numerals.
pub(super) const NUMERALS: u32 = 3;

/// Which run of ordinals a cell could belong to, and its number there.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Candidate {
    pub class: u32,
    pub value: u32,
}

pub(super) fn is_chinese_numeral(c: char) -> bool {
    matches!(
        c,
        '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '零' | '〇'
    )
}

pub(super) type Reading = (Kind, f64, Option<Candidate>);

/// Kind, magnitude and place in a run of ordinals.
pub(super) fn classify(chars: &[char]) -> Reading {
    let Some(&first) = chars.first() else { return (Kind::Blank, 0.0, None) };
    if is_blank(chars) {
        return (Kind::Blank, 0.0, None);
    }
    if words::is_unit(chars) {
        return (Kind::Unit, 0.0, None);
    }
    if words::is_choice(chars) {
        return (Kind::Choice, 0.0, None);
    }
    if let Some(reading) = date(chars).or_else(|| number(chars)) {
        return reading;
    }
    if let Some(reading) = chinese_item(chars) {
        return reading;
    }
    if (first.is_ascii_alphanumeric() || first == '(')
        && let Some(reading) = code(chars)
    {
        return reading;
    }
    let kind = if words::is_organs(chars) { Kind::Organ } else { by_length(chars.len()) };
    (kind, 0.0, numbered(chars))
}

fn is_blank(chars: &[char]) -> bool {
    chars.iter().all(|c| matches!(c, '/' | '-' | '\\' | '…' | '.' | '*'))
        || chars == ['无']
        || chars == ['同', '上']
}

pub(super) fn by_length(length: usize) -> Kind {
    match length {
        0..=SHORT => Kind::Short,
        _ if length <= MEDIUM => Kind::Medium,
        _ => Kind::Long,
    }
}

/// Plain digits with separators: its kind and value.
fn plain_number(chars: &[char]) -> Option<(Kind, f64)> {
    let body = chars.strip_prefix(&['-']).unwrap_or(chars);
    let (body, percent) = match body.split_last() {
        Some((&('%' | '‰'), rest)) => (rest, true),
        _ => (body, false),
    };
    let first = body.first()?;
    if !first.is_ascii_digit() || !body.last()?.is_ascii_digit() {
        return None;
    }
    let mut kind = Kind::Integer;
    let (mut value, mut scale) = (0.0_f64, 0.0_f64);
    for c in body {
        match (c.to_digit(10), c) {
            (Some(d), _) if scale == 0.0 => value = value * 10.0 + f64::from(d),
            (Some(d), _) => {
                value += f64::from(d) * scale;
                scale /= 10.0;
            }
            (None, ',') if scale == 0.0 => kind = Kind::Decimal,
            (None, '.') if scale == 0.0 => (kind, scale) = (Kind::Decimal, 0.1),
            _ => return None,
        }
    }
    Some((if percent { Kind::Percent } else { kind }, value))
}

/// A number, alone or with bounds, brackets, marks, a range or a unit.
fn number(chars: &[char]) -> Option<Reading> {
    if let Some((kind, value)) = plain_number(chars) {
        let ordinal =
            (kind == Kind::Integer && (0.0..100_000.0).contains(&value) && chars[0] != '-')
                .then_some(Candidate { class: INTEGERS, value: value as u32 });
        return Some((kind, value, ordinal));
    }
    if !chars.iter().any(char::is_ascii_digit) || chars.len() > 24 {
        return None;
    }
    let core = words::strip_bounds(chars);
    let marked = core.len() < chars.len();
    if let Some((kind, value)) = plain_number(core) {
        let starred = chars.last() == Some(&'*') && core.len() + 1 == chars.len();
        let ordinal = if is_bracketed(chars, core) { code_candidate(chars) } else { None };
        return Some((if marked && !starred { Kind::Quantity } else { kind }, value, ordinal));
    }
    range(core).map(|value| (Kind::Quantity, value, None))
}

/// `(3)`: a number that may count rows.
fn is_bracketed(chars: &[char], core: &[char]) -> bool {
    chars.first() == Some(&'(') && chars.last() == Some(&')') && core.len() + 2 == chars.len()
}

/// `4.5-5`, `3:1`, `3/5`: the first value.
fn range(chars: &[char]) -> Option<f64> {
    let at = chars
        .iter()
        .skip(1)
        .position(|c| matches!(c, '-' | '~' | '至' | '/' | ':' | '到' | '×' | '±'))?
        + 1;
    let left = words::strip_bounds(&chars[..at]);
    let right = words::strip_bounds(&chars[at + 1..]);
    plain_number(right)?;
    plain_number(left).map(|(_, value)| value)
}

/// Years, spans of years, months, days, quarters and words for them.
fn date(chars: &[char]) -> Option<Reading> {
    if chars.len() > 16 {
        return None;
    }
    let year = leading_year(chars)?.or_else(|| words::is_date_word(chars).then_some(2000));
    let year = year?;
    Some((Kind::Date, f64::from(year), None))
}

/// `Some(None)`: no year in front, but the text may still be a word for a date.
fn leading_year(chars: &[char]) -> Option<Option<u32>> {
    let digits = chars.iter().take_while(|c| c.is_ascii_digit()).count();
    if digits != 4 {
        return Some(None);
    }
    let year = chars[..4].iter().fold(0, |n, c| n * 10 + c.to_digit(10).unwrap_or(0));
    if !YEARS.contains(&u64::from(year)) {
        return Some(None);
    }
    let rest = &chars[4..];
    let dated = rest.iter().all(|c| {
        c.is_ascii_digit()
            || "年月日-~至到.底末初前中上下半季度第一二三四起始后、/及以内开工完成建成".contains(*c)
    });
    let decimal = rest.first() == Some(&'.') && rest.len() > 3;
    Some((dated && !decimal).then_some(year))
}

/// `一、…`, `（一）…`, `第一章`.
fn chinese_item(chars: &[char]) -> Option<Reading> {
    let bracket = chars[0] == '(';
    let body = if bracket { &chars[1..] } else { chars };
    let numerals = body.iter().take_while(|&&c| is_chinese_numeral(c)).count();
    if numerals == 0 || numerals > 3 {
        return None;
    }
    match (bracket, body.get(numerals)) {
        (true, Some(')')) => Some((Kind::SubItem, 0.0, None)),
        (false, Some('、' | '.')) => Some((Kind::Item, 0.0, None)),
        (false, None) => Some((
            Kind::Item,
            0.0,
            chinese_value(body).map(|value| Candidate { class: NUMERALS, value }),
        )),
        _ => None,
    }
}

/// 一 to 九十九.
fn chinese_value(chars: &[char]) -> Option<u32> {
    let digit = |c: char| "一二三四五六七八九".chars().position(|d| d == c).map(|n| n as u32 + 1);
    let ten = chars.iter().position(|&c| c == '十');
    match (ten, chars) {
        (None, [one]) => digit(*one),
        (Some(0), ['十']) => Some(10),
        (Some(0), ['十', one]) => digit(*one).map(|n| 10 + n),
        (Some(1), [tens, _]) => digit(*tens).map(|n| 10 * n),
        (Some(1), [tens, _, one]) => Some(10 * digit(*tens)? + digit(*one)?),
        _ => None,
    }
}

/// Letters, digits and signs without Chinese characters.
fn code(chars: &[char]) -> Option<Reading> {
    let plain = chars.iter().all(|c| c.is_ascii() || *c == '×') && chars.len() <= 24;
    plain.then(|| (Kind::Code, 0.0, code_candidate(chars)))
}

/// `A12`, `(3)`, `2.1`: the last number is the place in the chain, what stands before it the chain.
fn code_candidate(chars: &[char]) -> Option<Candidate> {
    let end = chars.iter().rposition(char::is_ascii_digit)? + 1;
    let start = end - chars[..end].iter().rev().take_while(|c| c.is_ascii_digit()).count();
    if end - start > 5 || start > 4 || chars.len() - end > 1 {
        return None;
    }
    let value = chars[start..end].iter().fold(0, |n, c| n * 10 + c.to_digit(10).unwrap_or(0));
    Some(Candidate { class: hash(&chars[..start]) as u32 | 16, value })
}

/// `12.text`, `12、text`, `(12)text`.
fn numbered(chars: &[char]) -> Option<Candidate> {
    let bracket = usize::from(chars[0] == '(');
    let digits = chars[bracket..].iter().take_while(|c| c.is_ascii_digit()).count();
    let end = bracket + digits;
    let closed = matches!(chars.get(end), Some('.' | '、' | ')' | '．'));
    let text = chars.get(end + 1).is_some_and(|c| !c.is_ascii_digit());
    let value = chars[bracket..end]
        .iter()
        .fold(0, |n: u32, c| n.saturating_mul(10).saturating_add(c.to_digit(10).unwrap_or(0)));
    (digits > 0 && digits <= 3 && closed && text)
        .then_some(Candidate { class: 4 + bracket as u32, value })
}
