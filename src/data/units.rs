//! Units of measurement as plans print them: 万元, 微克/立方米, 件/万人.

use std::sync::LazyLock;

use super::by_char::ByChar;
use super::compare::half_width;

/// What a unit of the list measures.
#[derive(Debug, Clone, Copy)]
struct Base {
    dimension: &'static str,
    power: i32,
    /// It stands behind a stroke only: `吨/日`, but not `5日`.
    per: bool,
}

/// A unit with its multiple and what stands under the stroke.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// As printed, half width, without spaces.
    pub text: String,
    /// Dimensions over and under the stroke: `mass`, `count/people`. Units of one dimension
    /// differ by a power of ten.
    pub dimension: String,
    /// The power of ten to the first unit of the dimension: 4 for 万元.
    pub power: i32,
}

/// Multiples before a unit, the longer first.
pub const MULTIPLES: [(&str, i32); 12] = [
    ("万亿", 12),
    ("千亿", 11),
    ("百亿", 10),
    ("十亿", 9),
    ("千万", 7),
    ("百万", 6),
    ("十万", 5),
    ("亿", 8),
    ("万", 4),
    ("千", 3),
    ("百", 2),
    ("十", 1),
];

/// Strokes and the word for one.
const STROKES: [char; 3] = ['/', '∕', '每'];

/// The units of the list under their first character, the longer first.
static UNITS: LazyLock<ByChar<(Vec<char>, Base)>> = LazyLock::new(|| {
    let lines = super::entries(include_str!("units.txt"));
    let mut units: Vec<_> = lines.filter_map(base).collect();
    units.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    ByChar::new(units.into_iter().filter_map(|unit| Some((*unit.0.first()?, unit))))
});

fn base(line: &'static str) -> Option<(Vec<char>, Base)> {
    let mut fields = line.split(' ');
    let (name, dimension, power) = (fields.next()?, fields.next()?, fields.next()?.parse().ok()?);
    let per = fields.next() == Some("per");
    Some((name.chars().collect(), Base { dimension, power, per }))
}

impl Unit {
    /// The power of ten of the 万 or 亿 before it.
    pub fn multiple(&self) -> i32 {
        let is_self = |(name, _): &(Vec<char>, Base)| name.iter().copied().eq(self.text.chars());
        let is_base = self.text.chars().next().is_some_and(|first| UNITS.of(first).any(is_self));
        let word = MULTIPLES.iter().find(|(word, _)| self.text.starts_with(word) && !is_base);
        word.map_or(0, |(_, power)| *power)
    }
}

/// Whether `text` is a unit and nothing else.
pub fn is_unit(text: &str) -> bool {
    whole(text).is_some()
}

/// The unit that is all of `text`.
pub fn whole(text: &str) -> Option<Unit> {
    let characters = folded(text)?;
    leading(&characters).filter(|(_, length)| *length == characters.len()).map(|(unit, _)| unit)
}

/// The unit in the brackets that end a text: `总投资（万元）`.
pub fn in_brackets(text: &str) -> Option<Unit> {
    let text = text.trim_end().strip_suffix(['）', ')'])?;
    whole(text[text.rfind(['（', '('])?..].trim_start_matches(['（', '(']))
}

/// Longest text that is asked whether it is a unit, in bytes.
const LONGEST_TEXT: usize = 96;

/// The characters of a short text, half width, without spaces.
fn folded(text: &str) -> Option<Vec<char>> {
    let short = text.len() <= LONGEST_TEXT;
    short.then(|| text.chars().map(half_width).filter(|c| !c.is_whitespace()).collect())
}

/// Whether a unit may start with it; one with a multiple starts like a numeral.
pub fn may_start(character: char) -> bool {
    UNITS.of(character).next().is_some()
}

/// The unit that half-width `text` starts with, and how many characters it takes.
pub fn leading(text: &[char]) -> Option<(Unit, usize)> {
    let (over, mut end) = part(text).filter(|(found, _)| !found.per)?;
    let mut unit =
        Unit { text: String::new(), dimension: over.dimension.to_owned(), power: over.power };
    while text.get(end).is_some_and(|c| STROKES.contains(c)) {
        let Some((under, length)) = part(&text[end + 1..]).filter(|(u, _)| fits(text[end], u))
        else {
            break;
        };
        unit.dimension = unit.dimension + "/" + under.dimension;
        unit.power -= under.power;
        end += 1 + length;
    }
    unit.text = text[..end].iter().map(|c| if *c == '∕' { '/' } else { *c }).collect();
    Some((unit, end))
}

/// 每 is a stroke before what is measured, not before what is counted: 每家, 每次.
fn fits(stroke: char, under: &Base) -> bool {
    stroke != '每' || !matches!(under.dimension, "count" | "years" | "score" | "share")
}

/// A unit of the list, or a multiple of one.
fn part(text: &[char]) -> Option<(Base, usize)> {
    named(text).or_else(|| {
        let (multiple, power) = MULTIPLES.iter().find(|(word, _)| starts_with(text, word))?;
        let length = multiple.chars().count();
        let (found, rest) = named(&text[length..])?;
        let is_counted = !matches!(found.dimension, "share" | "points" | "times");
        is_counted.then_some((Base { power: found.power + power, ..found }, length + rest))
    })
}

fn starts_with(text: &[char], word: &str) -> bool {
    let mut rest = text.iter();
    word.chars().all(|character| rest.next() == Some(&character))
}

/// The longest unit of the list that the text starts with. A Latin one is no part of a word.
fn named(text: &[char]) -> Option<(Base, usize)> {
    let is_here = |(name, _): &&(Vec<char>, Base)| {
        let goes_on = || {
            name.last().is_some_and(char::is_ascii_alphabetic)
                && text.get(name.len()).is_some_and(char::is_ascii_alphanumeric)
        };
        text.starts_with(name) && !goes_on()
    };
    UNITS.of(*text.first()?).find(is_here).map(|(name, found)| (*found, name.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_read() {
        let mut names = std::collections::HashSet::new();
        for line in crate::data::entries(include_str!("units.txt")) {
            let (name, _) = base(line).unwrap_or_else(|| unreachable!("{line} is malformed"));
            assert_eq!(named(&name).map(|(_, length)| length), Some(name.len()), "{line}");
            assert!(names.insert(name), "{line} stands twice");
        }
    }

    #[test]
    fn units() {
        for (text, dimension, power) in [
            ("万元", "yuan", 4),
            ("万亿元", "yuan", 12),
            ("％", "share", -2),
            ("微克/立方米", "mass/volume", -12),
            ("微克每立方米", "mass/volume", -12),
            ("件／万人", "count/people", -4),
            ("张/千人", "count/people", -3),
            ("吨标准煤/万元", "coal/yuan", -4),
            ("万 千瓦", "power", 7),
            ("千瓦", "power", 3),
            ("万吨/日", "mass/days", 4),
            ("亿千瓦时", "energy", 11),
            ("个百分点", "points", -2),
        ] {
            let unit = whole(text).unwrap_or_else(|| unreachable!("{text} is a unit"));
            assert_eq!((unit.dimension.as_str(), unit.power), (dimension, power), "{text}");
        }
    }

    #[test]
    fn no_units() {
        for text in ["", "万", "日", "单位", "—", "/", "元/", "万%", "mx", "家每家"] {
            assert!(!is_unit(text), "{text}");
        }
    }
}
