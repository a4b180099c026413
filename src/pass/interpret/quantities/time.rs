//! Years and periods of a sentence, and what they say of its numbers.

use crate::data::date::digit;
use crate::data::years::of_ordinal;

/// A year or period at a place of a sentence.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Time {
    /// First byte.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// First year of a period.
    pub since: Option<u16>,
    /// The year, or the last one of a period; none for 以来.
    pub year: Option<u16>,
    /// How it stands to the numbers.
    pub role: Role,
}

/// How a time stands to the numbers around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// It holds for what follows: 到2025年，….
    Governing,
    /// It is compared with: 比2020年, 是2015年的3倍.
    Base,
    /// It belongs to the next number alone: 由2020年的62%.
    Own,
    /// It says nothing of the numbers: 按2020年价格.
    Ignored,
}

/// Years that plans speak of.
const YEARS: std::ops::RangeInclusive<u16> = 1949..=2099;

/// Words behind a year that belong to it.
const BEHIND: [&str; 19] = [
    "年底前",
    "年末前",
    "年度",
    "年底",
    "年末",
    "年初",
    "年前",
    "年中",
    "年之前",
    "年以前",
    "年期间",
    "年间",
    "年以来",
    "年以后",
    "年上半年",
    "年下半年",
    "年全年",
    "年",
    "年来",
];

/// Words behind a five-year plan that make it a time.
const OF_PLAN: [&str; 8] = ["期间", "时期", "期末", "末期", "末", "以来", "期", "初"];

/// Words behind a five-year plan that make it the name of something else.
const NAMES: [&str; 8] = ["规划", "纲要", "计划", "目标", "蓝图", "开局", "良好", "专项"];

/// Marks between two years.
const RANGE: [char; 9] = ['—', '–', '－', '-', '~', '～', '〜', '至', '到'];

/// The time at byte `at` of `text`; `before` it no digit or letter stands.
pub(super) fn time(text: &str, at: usize) -> Option<Time> {
    let mut found = years(text, at).or_else(|| plan_period(text, at))?;
    let before = &text[..at];
    let behind = text[found.end..].trim_start();
    found.role = role(before.trim_end(), behind);
    Some(found)
}

fn role(before: &str, behind: &str) -> Role {
    let compared = ["比", "较", "与", "同", "相比"].iter().any(|word| before.ends_with(word));
    let is_of =
        ["是", "为", "相当于", "恢复至", "恢复到"].iter().any(|word| before.ends_with(word));
    let owned = behind.starts_with('的');
    let priced = ["不变价", "价格", "可比价", "价计"].iter().any(|word| behind.starts_with(word));
    if priced {
        Role::Ignored
    } else if compared || (is_of && owned) || behind.trim_start_matches('的').starts_with("基础上")
    {
        Role::Base
    } else if owned || before.ends_with(['由', '从']) {
        Role::Own
    } else {
        Role::Governing
    }
}

/// `2025年底`, `2016—2020年`, `2021年至2025年`, `2021年1—9月`.
fn years(text: &str, at: usize) -> Option<Time> {
    let (first, mut end) = year(text, at)?;
    end += space(&text[end..]);
    let mut tail = behind(&text[end..]);
    let mut last = None;
    let between = &text[end + tail.map_or(0, str::len)..];
    if matches!(tail, None | Some("年")) && between.starts_with(RANGE) {
        let second = between.trim_start_matches(RANGE);
        let start = text.len() - second.len();
        if let Some((year, year_end)) = year(text, start).filter(|(year, _)| *year > first) {
            last = Some(year);
            end = year_end + space(&text[year_end..]);
            tail = behind(&text[end..]);
        }
    }
    let tail = tail?;
    end += tail.len();
    end += month(&text[end..]);
    let time = Time {
        start: at,
        end,
        since: last.map(|_| first),
        year: last.or(Some(first)),
        role: Role::Governing,
    };
    let since = tail == "年以来" || text[end..].starts_with("以来");
    Some(if since { Time { since: Some(first), year: None, ..time } } else { time })
}

/// Bytes of a space between a number and 年.
fn space(text: &str) -> usize {
    usize::from(text.starts_with(" 年"))
}

fn behind(text: &str) -> Option<&'static str> {
    BEHIND.iter().copied().filter(|word| text.starts_with(word)).max_by_key(|word| word.len())
}

/// Bytes of `1—9月`, `3月18日` behind a year.
fn month(text: &str) -> usize {
    let is_part = |one: &char| digit(*one).is_some() || RANGE.contains(one);
    let number: usize = text.chars().take_while(is_part).map(char::len_utf8).sum();
    let Some(mut rest) = text[number..].strip_prefix('月').filter(|_| number > 0) else {
        return 0;
    };
    let day: usize = rest.chars().take_while(is_part).map(char::len_utf8).sum();
    if day > 0 && rest[day..].starts_with('日') {
        rest = &rest[day + '日'.len_utf8()..];
    }
    rest = ["底前", "末前", "底", "末", "前", "份"]
        .iter()
        .find_map(|word| rest.strip_prefix(word))
        .unwrap_or(rest);
    text.len() - rest.len()
}

/// Four digits that are a year, and where they end.
fn year(text: &str, at: usize) -> Option<(u16, usize)> {
    let mut year = 0u16;
    let mut end = at;
    for character in text[at..].chars().take(4) {
        year = year * 10 + u16::from(digit(character)?);
        end += character.len_utf8();
    }
    let is_long = text[end..].chars().next().is_some_and(|one| digit(one).is_some());
    (YEARS.contains(&year) && !is_long).then_some((year, end))
}

/// `“十四五”时期`, `“十三五”末`, `十二五以来`.
fn plan_period(text: &str, at: usize) -> Option<Time> {
    let quoted = text[at..].starts_with(['“', '"', '「']);
    let inner = if quoted { text[at..].chars().next().map_or(0, char::len_utf8) } else { 0 };
    let name = &text[at + inner..];
    let (bytes, number) = plan_number(name)?;
    let mut end = at + inner + bytes;
    if quoted {
        let mark = text[end..].chars().next().filter(|one| matches!(one, '”' | '"' | '」'))?;
        end += mark.len_utf8();
    }
    let rest = &text[end..];
    let word = OF_PLAN.iter().find(|word| rest.starts_with(**word)).copied();
    let is_first = text[..at].trim_end().ends_with(['，', '；', '。', '：', ' '])
        || text[..at].trim().is_empty();
    let is_bare = word.is_none() && !(quoted && is_first);
    if NAMES.iter().any(|name| rest.starts_with(name)) || is_bare {
        return None;
    }
    end += word.map_or(0, str::len);
    let (from, to) = of_ordinal(number)?;
    let (since, year) = match word {
        Some("期末" | "末期" | "末") => (None, Some(to)),
        Some("以来") => (Some(from), None),
        Some("初") => (None, Some(from)),
        _ => (Some(from), Some(to)),
    };
    Some(Time { start: at, end, since, year, role: Role::Governing })
}

/// Bytes and number of 十四五, 九五, from the sixth plan on.
fn plan_number(text: &str) -> Option<(usize, u32)> {
    const PLANS: [(&str, u32); 10] = [
        ("十一五", 11),
        ("十二五", 12),
        ("十三五", 13),
        ("十四五", 14),
        ("十五五", 15),
        ("十五", 10),
        ("九五", 9),
        ("八五", 8),
        ("七五", 7),
        ("六五", 6),
    ];
    if !text.starts_with(['十', '九', '八', '七', '六']) {
        return None;
    }
    PLANS
        .iter()
        .find(|(name, _)| text.starts_with(name))
        .map(|(name, number)| (name.len(), *number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_running_text() {
        for (text, expected) in [
            ("2025年底前，", Some((None, Some(2025), "2025年底前"))),
            ("2016—2020年，", Some((Some(2016), Some(2020), "2016—2020年"))),
            ("2021年至2025年，", Some((Some(2021), Some(2025), "2021年至2025年"))),
            ("2021年1—9月，", Some((None, Some(2021), "2021年1—9月"))),
            ("2012年以来，", Some((Some(2012), None, "2012年以来"))),
            ("二〇二五年，", Some((None, Some(2025), "二〇二五年"))),
            ("“十四五”时期，", Some((Some(2021), Some(2025), "“十四五”时期"))),
            ("“十三五”末，", Some((None, Some(2020), "“十三五”末"))),
            ("“十三五”规划", None),
            ("十五个", None),
            ("2800亿元", None),
            ("20251年", None),
        ] {
            let found = time(text, 0);
            let found = found.map(|found| (found.since, found.year, &text[..found.end]));
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn roles_of_times() {
        for (text, at, expected) in [
            ("比2020年提高", "比".len(), Role::Base),
            ("在2020年基础上翻一番", "在".len(), Role::Base),
            ("是2015年的3倍", "是".len(), Role::Base),
            ("由2015年的8亿元", "由".len(), Role::Own),
            ("按2020年不变价", "按".len(), Role::Ignored),
            ("到2020年，", "到".len(), Role::Governing),
        ] {
            assert_eq!(time(text, at).map(|found| found.role), Some(expected), "{text}");
        }
    }
}
