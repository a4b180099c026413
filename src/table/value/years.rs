//! Years and times of years around a value.

use super::text::Text;

/// A year, or a time of years.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Years {
    /// First year of a time.
    pub since: Option<u16>,
    /// The year, or the last one of a time.
    pub year: u16,
}

/// Years that texts speak of.
const YEARS: std::ops::RangeInclusive<u16> = 1949..=2100;
/// Words before a year: 到2025年.
const BEFORE: [&str; 8] = ["截至", "截止", "到", "至", "于", "在", "自", "从"];
/// What may stand behind 年 without saying another year.
const BEHIND: [&str; 12] = [
    "年底前",
    "年末前",
    "年底",
    "年末",
    "年初",
    "年前",
    "年以前",
    "年之前",
    "年期间",
    "年间",
    "年度",
    "年",
];
/// Signs and words between two years.
const BETWEEN: [char; 8] = ['-', '—', '–', '~', '─', '―', '至', '到'];

/// The year or years that stand here, with 年 behind them.
pub(super) fn leading(text: &Text, start: usize) -> Option<(Years, usize)> {
    let word = BEFORE.iter().find(|word| text.has(start, word)).map_or(0, |w| w.chars().count());
    let (years, at) = bare(text, start + word)?;
    let behind = BEHIND.iter().find(|word| text.has(at, word))?;
    Some((years, at + behind.chars().count()))
}

/// The year or years that are all of the text; of a time 年 may be left out.
pub(super) fn whole(text: &Text) -> Option<Years> {
    let ends = |end: usize| end == text.chars.len();
    let named = leading(text, 0).filter(|(_, end)| ends(*end)).map(|(years, _)| years);
    let short = || bare(text, 0).filter(|(years, end)| years.since.is_some() && ends(*end));
    named.or_else(|| short().map(|(years, _)| years))
}

/// `2025`, `2021—2025`, `2021年至2025`.
fn bare(text: &Text, start: usize) -> Option<(Years, usize)> {
    let (first, at) = year(text, start)?;
    let named = at + usize::from(text.at(at) == Some('年'));
    let signs = text.from(named).iter().take(2).take_while(|c| BETWEEN.contains(c)).count();
    match year(text, named + signs).filter(|(last, _)| signs > 0 && *last > first) {
        Some((last, end)) => Some((Years { since: Some(first), year: last }, end)),
        None => Some((Years { since: None, year: first }, at)),
    }
}

/// Four digits that are a year: 2025, 二〇二五.
fn year(text: &Text, start: usize) -> Option<(u16, usize)> {
    let digits = text.from(start).get(..4)?;
    let year = digits.iter().try_fold(0u16, |year, digit| {
        Some(year * 10 + u16::from(crate::data::date::digit(*digit)?))
    })?;
    let goes_on = text.at(start + 4).is_some_and(|c| c.is_ascii_digit());
    (YEARS.contains(&year) && !goes_on).then_some((year, start + 4))
}
