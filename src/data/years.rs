//! Years and times of years that titles and headers name.

use super::date::digit;
use super::numbering;

/// Years a plan may name.
const YEARS: std::ops::RangeInclusive<u16> = 1950..=2100;
/// Longest planning period met; national outlines reach 30 years.
const LONGEST: u16 = 35;
/// Ordinals of five-year plans that may be meant; 二十五 is a number of measures.
const ORDINALS: std::ops::RangeInclusive<u32> = 1..=16;

/// `2021—2025年`, `2021年至2025年`.
pub fn years(text: &str) -> Option<(u16, u16)> {
    starts(text).find_map(|at| {
        let (from, length) = year(&text[at..])?;
        let rest = text[at + length..].trim_start();
        let rest = rest.strip_prefix('年').unwrap_or(rest).trim_start();
        let joined = rest.trim_start_matches(['-', '—', '–', '－', '─', '~', '～', '至', '一']);
        let (to, _) = year(joined.trim_start()).filter(|_| joined.len() < rest.len())?;
        (from < to && to - from <= LONGEST).then_some((from, to))
    })
}

/// First and last year of the plan with this ordinal (第一个: 1953–1957; three years without a
/// plan followed the second).
pub fn of_ordinal(ordinal: u32) -> Option<(u16, u16)> {
    let ordinal = u16::try_from(ordinal).ok().filter(|n| ORDINALS.contains(&u32::from(*n)))?;
    let from = match ordinal {
        1 | 2 => 1953 + 5 * (ordinal - 1),
        _ => 1966 + 5 * (ordinal - 3),
    };
    Some((from, from + 4))
}

/// The first year that a text names, with 年 behind it or nothing.
pub fn first(text: &str) -> Option<u16> {
    starts(text).find_map(|at| {
        let (year, length) = year(&text[at..])?;
        let behind = text[at + length..].trim_start();
        (behind.is_empty() || behind.starts_with('年')).then_some(year)
    })
}

/// The years of the five-year plan that a text names.
pub fn five_years(text: &str) -> Option<(u16, u16)> {
    spelled(text).or_else(|| short(text)).and_then(of_ordinal)
}

/// `第十四个五年规划`, `第14个五年计划`.
fn spelled(text: &str) -> Option<u32> {
    let end = text.find("个五年")?;
    let start = text[..end].rfind('第')? + '第'.len_utf8();
    let number = &text[start..end];
    numbering::chinese_number(number)
        .or_else(|| numbering::arabic_number(number))
        .filter(|(_, length)| *length == number.len())
        .map(|(value, _)| value)
}

/// `“十四五”`, `十四五规划`: not 十五条 or 二十五个.
fn short(text: &str) -> Option<u32> {
    const BEHIND: [&str; 15] = [
        "规划", "时期", "期间", "计划", "纲要", "发展", "专项", "重点", "国民", "末", "目标",
        "实际", "完成", "累计", "以来",
    ];
    const NUMERALS: &str = "一二三四五六七八九十";
    text.match_indices(|c| NUMERALS.contains(c)).find_map(|(at, _)| {
        let before = text[..at].chars().next_back();
        if before.is_some_and(|c| NUMERALS.contains(c) || c == '第') {
            return None;
        }
        let run = &text[at..];
        let run = &run[..run.find(|c| !NUMERALS.contains(c)).unwrap_or(run.len())];
        let ordinal = run.strip_suffix('五').filter(|ordinal| !ordinal.is_empty())?;
        let rest = &text[at + run.len()..];
        let quoted = before.is_some_and(is_quote) && rest.starts_with(is_quote);
        let named = BEHIND.iter().any(|word| rest.starts_with(word));
        let (value, length) = numbering::chinese_number(ordinal)?;
        (length == ordinal.len() && (quoted || named)).then_some(value)
    })
}

fn is_quote(character: char) -> bool {
    matches!(character, '“' | '”' | '"' | '「' | '」' | '『' | '』' | '\'' | '‘' | '’')
}

/// Places where digits begin.
fn starts(text: &str) -> impl Iterator<Item = usize> + '_ {
    let mut before = ' ';
    text.char_indices().filter_map(move |(at, c)| {
        let first = digit(c).is_some() && digit(before).is_none();
        before = c;
        first.then_some(at)
    })
}

/// The four digits that `text` starts with as a year, and their bytes.
pub fn year(text: &str) -> Option<(u16, usize)> {
    let mut chars = text.char_indices();
    let value = (0..4).try_fold(0u16, |value, _| {
        let (_, c) = chars.next()?;
        Some(value * 10 + u16::from(digit(c)?))
    })?;
    let end = text.len() - chars.as_str().len();
    let more = chars.next().is_some_and(|(_, c)| c.is_ascii_digit());
    (YEARS.contains(&value) && !more).then_some((value, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn early_plans() {
        let years: Vec<_> = (1..=4).filter_map(of_ordinal).collect();
        assert_eq!(years, [(1953, 1957), (1958, 1962), (1966, 1970), (1971, 1975)]);
    }

    #[test]
    fn first_years() {
        assert_eq!(first("2025年目标"), Some(2025));
        assert_eq!(first("完成2020 年任务"), Some(2020));
        assert_eq!(first("2025"), Some(2025));
        assert_eq!(first("面积2000平方米"), None);
    }

    #[test]
    fn five_year_plans() {
        for (text, expected) in [
            ("“十四五”目标", Some((2021, 2025))),
            ("十三五末", Some((2016, 2020))),
            ("三十五项", None),
            ("十五个", None),
        ] {
            assert_eq!(five_years(text), expected, "{text}");
        }
    }
}
