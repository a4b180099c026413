//! The years a plan is for, by its title.

use crate::data::{compare::half_width, date::digit, numbering};
use crate::document::Period;

/// Years a plan may name.
const YEARS: std::ops::RangeInclusive<u16> = 1950..=2100;
/// Longest planning period met; national outlines reach 30 years.
const LONGEST: u16 = 35;
/// Ordinals of five-year plans that may be meant; 二十五 is a number of measures.
const ORDINALS: std::ops::RangeInclusive<u32> = 1..=16;

/// The period that a title states, if any.
pub fn of(title: &str) -> Option<Period> {
    let compact: String = title.chars().filter(|c| !c.is_whitespace()).map(half_width).collect();
    let (from, to) = years(&compact).or_else(|| five_years(&compact))?;
    Some(Period { from, to, horizon: horizon(&compact).filter(|year| *year > to) })
}

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

fn five_years(text: &str) -> Option<(u16, u16)> {
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
    const BEHIND: [&str; 9] =
        ["规划", "时期", "期间", "计划", "纲要", "发展", "专项", "重点", "国民"];
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

/// The year of `2035年远景目标`.
fn horizon(text: &str) -> Option<u16> {
    let end = ["年远景目标", "年愿景目标", "年远景规划", "年远景展望"]
        .iter()
        .find_map(|words| text.find(words))?;
    let start = text[..end].char_indices().rev().take(4).last()?.0;
    year(&text[start..end]).map(|(value, _)| value)
}

fn starts(text: &str) -> impl Iterator<Item = usize> + '_ {
    let mut before = ' ';
    text.char_indices().filter_map(move |(at, c)| {
        let first = digit(c).is_some() && digit(before).is_none();
        before = c;
        first.then_some(at)
    })
}

/// Four digits that are a year, and their bytes.
fn year(text: &str) -> Option<(u16, usize)> {
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

    fn check(title: &str, wanted: Option<(u16, u16, Option<u16>)>) {
        let found = of(title).map(|p| (p.from, p.to, p.horizon));
        assert_eq!(found, wanted, "{title}");
    }

    #[test]
    fn five_year_plans() {
        check("云溪区“十四五”水利规划", Some((2021, 2025, None)));
        check("云溪区十三五规划", Some((2016, 2020, None)));
        check("云溪区“十五”计划", Some((2001, 2005, None)));
        check("云溪区“十五五”规划", Some((2026, 2030, None)));
        check("云溪区“八五”计划", Some((1991, 1995, None)));
        check("云溪区\"九五\"计划", Some((1996, 2000, None)));
        check("第十四个五年规划和2035年远景目标纲要", Some((2021, 2025, Some(2035))));
        check("第十四个五年规划和二〇三五年远景目标纲要", Some((2021, 2025, Some(2035))));
        check("第 14 个五年规划", Some((2021, 2025, None)));
        check("第十个五年计划纲要", Some((2001, 2005, None)));
    }

    #[test]
    fn ranges() {
        check("治水行动计划（2021—2023年）", Some((2021, 2023, None)));
        check("治水规划(2021-2035年)", Some((2021, 2035, None)));
        check("2021年至2025年治水规划", Some((2021, 2025, None)));
        check("治水规划（２０２１－２０２５）", Some((2021, 2025, None)));
        check("“十四五”治水规划（2021－2030年）", Some((2021, 2030, None)));
        check("治水规划（二〇二一—二〇二五年）", Some((2021, 2025, None)));
    }

    #[test]
    fn no_period() {
        for title in [
            "云溪区水利规划",
            "支持企业二十五条措施",
            "十五条措施",
            "2021年工作报告",
            "第十五次会议",
            "2025—2021年",
            "20212025",
            "第五年规划",
            "三十五项重点任务",
        ] {
            check(title, None);
        }
    }

    #[test]
    fn early_plans() {
        let years: Vec<_> = (1..=4).filter_map(of_ordinal).collect();
        assert_eq!(years, [(1953, 1957), (1958, 1962), (1966, 1970), (1971, 1975)]);
    }
}
