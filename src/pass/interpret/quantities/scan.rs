//! One walk over a sentence: its numbers, its times and where its clauses stop.

use std::ops::Range;

use super::time::{Time, time};
use crate::data::date::digit;
use crate::data::quantity::words;
use crate::document::Decimal;
use crate::table::value::{self, Kind, Value};

/// What a walk over a sentence finds, each list in the order of the text.
#[derive(Debug, Default)]
pub(super) struct Scan {
    pub mentions: Vec<Mention>,
    pub times: Vec<Time>,
    /// Punctuation that ends a clause.
    pub stops: Vec<Range<usize>>,
}

/// A number where it stands, with its unit and the bound behind it.
#[derive(Debug)]
pub(super) struct Mention {
    pub start: usize,
    pub end: usize,
    pub value: Value,
    pub measures: Measures,
}

/// What a unit measures, as far as the words around it differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Measures {
    /// Things or people.
    Count,
    /// Length, area, mass, energy and the rest.
    Measure,
    Money,
    /// Percent and the like.
    Share,
    Points,
    /// 倍.
    Times,
    /// 翻一番.
    Doubling,
    Duration,
    /// No unit.
    Bare,
}

/// Walks over the sentence once.
pub(super) fn scan(text: &str) -> Scan {
    let mut found = Scan::default();
    let (mut at, mut titles) = (0, 0usize);
    let mut before = [' ', ' '];
    let mut rest = text.chars();
    while let Some(character) = rest.next() {
        let mut end = text.len() - rest.as_str().len();
        before = [before[1], character];
        match character {
            // Most of a text.
            _ if is_han(character) && !is_numeral(character) => {}
            '《' => titles += 1,
            '》' => titles = titles.saturating_sub(1),
            _ if titles > 0 => {}
            _ if is_stop(character, before[0], rest.as_str()) => found.stops.push(at..end),
            _ if is_numeral(character) || matches!(character, '“' | '"' | '「') => {
                if let Some(taken) = mark(text, at, &mut found) {
                    end = taken;
                    rest = text[end..].chars();
                    before = last_two(&text[..end]);
                }
            }
            _ => {}
        }
        at = end;
    }
    found
}

/// The characters that a text ends with; a text starts behind spaces.
fn last_two(text: &str) -> [char; 2] {
    let mut last = text.chars().rev();
    let behind = last.next().unwrap_or(' ');
    [last.next().unwrap_or(' '), behind]
}

/// Whether a number may start with it.
#[inline]
pub(super) fn is_numeral(character: char) -> bool {
    is_numeral_code(character as usize)
}

/// The same by the number of the character.
#[inline]
pub(super) fn is_numeral_code(code: usize) -> bool {
    NUMERALS.get(code / 64).is_some_and(|bits| bits >> (code % 64) & 1 == 1)
}

/// The characters that a number may start with.
const STARTS: [char; 37] = [
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '０', '１', '２', '３', '４', '５', '６',
    '７', '８', '９', '零', '〇', '○', '一', '二', '三', '四', '五', '六', '七', '八', '九', '两',
    '十', '百', '千', '翻',
];
/// A bit for each character of the basic plane: every character of every text is asked for.
static NUMERALS: [u64; 1024] = numerals();

const fn numerals() -> [u64; 1024] {
    let mut bits = [0; 1024];
    let mut at = 0;
    while at < STARTS.len() {
        let code = STARTS[at] as usize;
        bits[code / 64] |= 1 << (code % 64);
        at += 1;
    }
    bits
}

/// Takes a time or number that starts here; where it ends.
fn mark(text: &str, at: usize, found: &mut Scan) -> Option<usize> {
    let before = last_two(&text[..at]);
    let in_word = before[1].is_ascii_alphanumeric() || matches!(before[1], '.' | '-' | '/' | '·');
    if !in_word && let Some(time) = time(text, at) {
        let end = time.end;
        found.times.push(time);
        return Some(end);
    }
    let first = text[at..].chars().next().filter(|first| is_numeral(*first))?;
    let Some((value, bytes)) = value::leading(&text[at..]) else {
        return first.is_ascii_digit().then(|| at + digits(&text[at..]));
    };
    let end = at + bytes;
    if let Some(end) = past_ratio(text, end) {
        return Some(end);
    }
    let measures = measures(&value);
    let is_named = in_word || is_label(before) || is_word(&value, first, measures, before[1]);
    if !is_named && value.kind == Kind::Number {
        found.mentions.push(Mention { start: at, end, value, measures });
    }
    Some(end)
}

/// Bytes of a run of digits that is no value.
fn digits(text: &str) -> usize {
    text.len() - text.trim_start_matches(|one: char| one.is_ascii_digit() || one == '.').len()
}

fn measures(value: &Value) -> Measures {
    let Some(unit) = &value.unit else {
        let is_doubling = value.sense == crate::document::Sense::Multiple;
        return if is_doubling { Measures::Doubling } else { Measures::Bare };
    };
    match unit.dimension.as_str() {
        "share" => Measures::Share,
        "points" => Measures::Points,
        "times" => Measures::Times,
        "yuan" | "us-dollar" | "euro" | "hk-dollar" | "yen" => Measures::Money,
        "people" | "visits" | "households" | "count" => Measures::Count,
        "years" | "months" | "days" | "working-days" | "hours" | "lessons" | "minutes"
        | "seconds" | "weeks" => Measures::Duration,
        _ => Measures::Measure,
    }
}

/// The characters before say that the number numbers something or is a part of a longer one: 第3批,
/// 前20名, 3×3, 12:30, `2 5 0`.
fn is_label(before: [char; 2]) -> bool {
    let is_ratio = matches!(before[1], ':' | '：' | '∶') && digit(before[0]).is_some();
    let is_spaced = before[1] == ' ' && digit(before[0]).is_some();
    is_ratio
        || is_spaced
        || matches!(before[1], '第' | '前' | '+' | '＋' | '×' | '°' | '〔' | '[' | '№')
}

/// Numerals that are a part of a word: 三个方面, 每万人, 十年树木.
fn is_word(value: &Value, first: char, measures: Measures, before: char) -> bool {
    let unit = value.unit.as_ref().map_or("", |unit| unit.text.as_str());
    if words("no_unit").has(unit) {
        return true;
    }
    let ten = Decimal::from(10);
    let is_small = value.low.or(value.value).is_some_and(|number| number.compare(ten).is_lt());
    !first.is_ascii_digit()
        && !('０'..='９').contains(&first)
        && match measures {
            Measures::Bare | Measures::Duration => true,
            Measures::Count => before == '每' || (is_small && unit.chars().count() == 1),
            Measures::Measure => before == '每' || is_small,
            _ => before == '每',
        }
}

/// Where a ratio, formula or spaced number that goes on behind the number ends: `12.4:46.3`,
/// `9/10万`, `1+4`, `2 5 0`.
fn past_ratio(text: &str, end: usize) -> Option<usize> {
    let mut rest = text[end..].chars();
    let mark = rest.next().filter(|one| matches!(one, ':' | '：' | '∶' | '/' | '+' | '×' | ' '))?;
    let ends_in_digit = text[..end].ends_with(|one: char| digit(one).is_some());
    let is_more = rest.next().is_some_and(|one| digit(one).is_some() || one == '.');
    let behind = end + mark.len_utf8();
    (is_more && ends_in_digit)
        .then(|| behind + value::leading(&text[behind..]).map_or(0, |(_, bytes)| bytes))
}

fn is_stop(character: char, before: char, behind: &str) -> bool {
    match character {
        '，' | '；' | '。' | '！' | '？' | ';' | '!' | '?' | '\n' => true,
        '：' | ':' => digit(before).is_none(),
        ',' => !behind.starts_with(|one: char| one.is_ascii_digit()),
        ' ' | '\u{3000}' => is_han(before) && behind.starts_with(is_han),
        '（' | '(' => ["其中", "包括"].iter().any(|word| behind.starts_with(word)),
        '—' => before == '—' || behind.starts_with('—'),
        _ => false,
    }
}

fn is_han(character: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&character)
}
