//! Dates and times as official documents and pages print them, and nothing guessed: a date that
//! lost a digit or a character is no date.

use std::fmt;

use super::compare::half_width;

/// Years a printed date may name; anything else is a number that looks like one.
const YEARS: std::ops::RangeInclusive<u16> = 1900..=2199;

/// A day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// Year of four digits.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31, as the month allows.
    pub day: u8,
}

/// A day, with the time of day where it is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// The day.
    pub date: Date,
    /// Hour, minute and second; a second that is not printed is 0.
    pub time: Option<(u8, u8, u8)>,
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.date)?;
        match self.time {
            Some((hour, minute, second)) => write!(f, "T{hour:02}:{minute:02}:{second:02}"),
            None => Ok(()),
        }
    }
}

impl Date {
    /// The day, if the calendar has it.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let days = match month {
            4 | 6 | 9 | 11 => 30,
            2 if is_leap(year) => 29,
            2 => 28,
            1..=12 => 31,
            _ => return None,
        };
        let valid = YEARS.contains(&year) && (1..=days).contains(&day);
        valid.then_some(Self { year, month, day })
    }
}

fn is_leap(year: u16) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

/// The date (and time) `text` starts with, and the bytes it takes.
pub fn leading(text: &str) -> Option<(Stamp, usize)> {
    let mut cursor = Cursor { text, at: 0 };
    cursor.skip_space();
    let date = cursor.date()?;
    let end = cursor.at;
    let time = cursor.time();
    if time.is_none() {
        cursor.at = end;
    }
    Some((Stamp { date, time }, cursor.at))
}

/// The date (and time) that is all of `text`.
pub fn whole(text: &str) -> Option<Stamp> {
    let (stamp, end) = leading(text)?;
    text[end..].chars().all(char::is_whitespace).then_some(stamp)
}

/// The first date in `text`, with the byte it starts at.
pub fn first(text: &str) -> Option<(Stamp, usize)> {
    let mut before = ' ';
    for (at, character) in text.char_indices() {
        let starts = digit(character).is_some() && digit(before).is_none();
        if let Some((stamp, _)) = starts.then(|| leading(&text[at..])).flatten() {
            return Some((stamp, at));
        }
        before = character;
    }
    None
}

/// A date without separators, `20210708` or `20210708155551`, as machine-written fields have it.
pub fn compact(text: &str) -> Option<Stamp> {
    let text = text.trim();
    if !matches!(text.len(), 8 | 14) || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number = |from: usize, to: usize| text[from..to].parse::<u16>().ok();
    let small = |from: usize| number(from, from + 2).and_then(|value| u8::try_from(value).ok());
    let date = Date::new(number(0, 4)?, small(4)?, small(6)?)?;
    let time = match text.len() {
        14 => Some(clock(small(8)?, small(10)?, small(12)?)?),
        _ => None,
    };
    Some(Stamp { date, time })
}

/// Value of a digit: ASCII, full width, Chinese, and every sign met for zero.
pub fn digit(character: char) -> Option<u8> {
    // Nearly all there is to ask about: letters and the characters of running text.
    if matches!(character, '\u{4E00}'..='\u{9FFF}') {
        return han_digit(character);
    }
    match half_width(character) {
        c @ '0'..='9' => Some(c as u8 - b'0'),
        '〇' | '○' | '◯' | 'O' | 'o' | 'Ο' | 'О' | '０' => Some(0),
        _ => None,
    }
}

fn han_digit(character: char) -> Option<u8> {
    match character {
        '零' => Some(0),
        '一' => Some(1),
        '二' => Some(2),
        '三' => Some(3),
        '四' => Some(4),
        '五' => Some(5),
        '六' => Some(6),
        '七' => Some(7),
        '八' => Some(8),
        '九' => Some(9),
        _ => None,
    }
}

fn clock(hour: u8, minute: u8, second: u8) -> Option<(u8, u8, u8)> {
    (hour < 24 && minute < 60 && second < 60).then_some((hour, minute, second))
}

struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl Cursor<'_> {
    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn take(&mut self, wanted: impl Fn(char) -> bool) -> Option<char> {
        let character = self.peek().filter(|c| wanted(*c))?;
        self.at += character.len_utf8();
        Some(character)
    }

    fn skip_space(&mut self) {
        while self.take(char::is_whitespace).is_some() {}
    }

    fn date(&mut self) -> Option<Date> {
        let year = self.year()?;
        self.skip_space();
        if self.take(|c| c == '年').is_some() {
            return self.written_day(year);
        }
        let separator = self.take(|c| matches!(half_width(c), '-' | '/' | '.'))?;
        let month = self.plain_number()?;
        self.take(|c| c == separator)?;
        let day = self.plain_number()?;
        Date::new(year, month, day)
    }

    fn written_day(&mut self, year: u16) -> Option<Date> {
        let month = self.written_number()?;
        self.take(|c| c == '月')?;
        let day = self.written_number()?;
        self.take(|c| matches!(c, '日' | '号'))?;
        Date::new(year, month, day)
    }

    /// Four digits, spaces between them allowed, and not a fifth.
    fn year(&mut self) -> Option<u16> {
        let mut year = 0;
        for _ in 0..4 {
            self.skip_space();
            year = year * 10 + u16::from(digit(self.take(|c| digit(c).is_some())?)?);
        }
        self.peek().is_none_or(|c| digit(c).is_none()).then_some(year)
    }

    /// One or two digits without space.
    fn plain_number(&mut self) -> Option<u8> {
        let first = digit(self.take(|c| digit(c).is_some())?)?;
        let second = self.take(|c| digit(c).is_some()).and_then(digit);
        let value = second.map_or(first, |second| first * 10 + second);
        self.peek().is_none_or(|c| digit(c).is_none()).then_some(value)
    }

    /// A month or day before its unit: digits, spaced digits, `十一`, `二十`, `廿三`, `元`.
    fn written_number(&mut self) -> Option<u8> {
        let (mut value, mut last, mut tens) = (None, None, false);
        loop {
            self.skip_space();
            let Some(character) = self.peek() else { break };
            match (digit(character), tens_of(character)) {
                (Some(_), _) if last.is_some() => return None,
                (Some(unit), _) if tens => last = Some(unit),
                (Some(unit), _) => value = Some(shifted(value, unit)?),
                (None, Some(ten)) if !tens => {
                    tens = true;
                    value = Some(value.unwrap_or(1).checked_mul(ten)?);
                }
                (None, None) if character == '元' && value.is_none() => value = Some(1),
                _ => break,
            }
            self.at += character.len_utf8();
        }
        value.and_then(|value| value.checked_add(last.unwrap_or(0)))
    }

    fn time(&mut self) -> Option<(u8, u8, u8)> {
        self.skip_space();
        self.take(|c| c == 'T');
        self.skip_space();
        let hour = self.plain_number()?;
        self.take(|c| matches!(c, ':' | '：' | '时' | '点'))?;
        let minute = self.plain_number()?;
        self.take(|c| c == '分');
        let end = self.at;
        self.take(|c| matches!(c, ':' | '：'));
        let second = self.plain_number().unwrap_or_else(|| {
            self.at = end;
            0
        });
        self.take(|c| c == '秒');
        clock(hour, minute, second)
    }
}

fn tens_of(character: char) -> Option<u8> {
    match character {
        '十' => Some(10),
        '廿' => Some(20),
        '卅' => Some(30),
        _ => None,
    }
}

fn shifted(value: Option<u8>, unit: u8) -> Option<u8> {
    value.unwrap_or(0).checked_mul(10)?.checked_add(unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, wanted: &str) {
        let found = whole(text).map(|stamp| stamp.to_string()).unwrap_or_default();
        assert_eq!(found, wanted, "{text}");
    }

    #[test]
    fn arabic_dates() {
        check("2021年6月11日", "2021-06-11");
        check(" 2022年03月04日 ", "2022-03-04");
        check("２０２１年６月１１日", "2021-06-11");
        check("2 0 0 1 年 2 月 1 6 日", "2001-02-16");
        check("2020　年　12　月　3　日", "2020-12-03");
        check("2021-7-8", "2021-07-08");
        check("2021/07/08", "2021-07-08");
        check("2021.07.08", "2021-07-08");
        check("2021年6月11号", "2021-06-11");
        check("2020年2月29日", "2020-02-29");
    }

    #[test]
    fn chinese_dates() {
        check("二〇二一年六月十一日", "2021-06-11");
        check("二○○五年一月十四日", "2005-01-14");
        check("二ＯＯ八年十月二十日", "2008-10-20");
        check("二零一六年十二月三十一日", "2016-12-31");
        check("二OO六年元月三日", "2006-01-03");
        check("二00九年九月九日", "2009-09-09");
        check("一九九六年二十月三日", "");
        check("二〇一一年五月廿三日", "2011-05-23");
        check("二 〇 一 一 年 五 月 三 十 日", "2011-05-30");
    }

    #[test]
    fn times() {
        check("2021-07-08 15:55:51", "2021-07-08T15:55:51");
        check("2021-07-08 15:55", "2021-07-08T15:55:00");
        check("2021-07-08T09:05:01", "2021-07-08T09:05:01");
        check("2021年7月8日 9时05分", "2021-07-08T09:05:00");
        check("2021/7/8 15：55", "2021-07-08T15:55:00");
        check("2021-07-08 25:00", "");
    }

    #[test]
    fn nothing_is_guessed() {
        for damaged in [
            "202443",
            "2021年6月",
            "2021年",
            "21年6月11日",
            "2021年13月1日",
            "2021年2月30日",
            "2021年月11日",
            "2021年6月日",
            "20211年6月1日",
            "2021-2025",
            "2021-07",
            "2021年611日",
            "2021年6月11日起",
            "二〇二一年六月二十一一日",
            "第2021年6月11日",
            "",
        ] {
            check(damaged, "");
        }
    }

    #[test]
    fn places() {
        assert_eq!(leading("2021-07-08 来源").map(|(_, end)| end), Some(10));
        assert_eq!(
            first("于二〇二一年六月十一日印发").map(|(s, at)| (s.to_string(), at)),
            Some(("2021-06-11".to_owned(), 3))
        );
        assert_eq!(first("2021—2025年"), None);
        assert_eq!(
            compact("20210708155551").map(|s| s.to_string()),
            Some("2021-07-08T15:55:51".to_owned())
        );
        assert_eq!(compact("20211308"), None);
    }
}
