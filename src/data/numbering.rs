//! Labels of headings and items: what numbers a line, in which style, and where its title starts.
//!
//! Styles are those of GB/T 9704-2012 (层次序数: 一、 > （一） > 1. > （1）), of legislation
//! (编 章 节 条) and those met in plans (①, 1.1, 附表). A label says nothing of its level: that
//! comes from the document (see [`levels`](super::levels)).

/// How a label is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Style {
    /// `第一篇`, `第一编`, `第一部分`.
    Part,
    /// `第一章`.
    Chapter,
    /// `第一节`.
    Section,
    /// `第一条`.
    Article,
    /// `一、`.
    ChineseComma,
    /// `（一）`.
    ChineseParen,
    /// `1.`, `1．`, `1、`, or `1` before a Chinese character where the dot was lost.
    Arabic,
    /// `（1）`, `1）`.
    ArabicParen,
    /// `①`.
    Circled,
    /// `1.1` (2 parts), `1.1.1` (3 parts).
    Decimal(u8),
    /// `任务一：`, `专题2 `: a word for a part of a plan with a number and a mark or space behind it.
    Named(u8),
    /// `附表`, `附图`, `附件`, `附录`, with or without a number.
    Appendix,
}

impl Style {
    /// Whether the glyph alone makes a line a heading: `第…` with a unit, and appendices.
    pub fn is_strong(self) -> bool {
        matches!(self, Self::Part | Self::Chapter | Self::Section | Self::Article | Self::Appendix)
    }
}

/// Words that plans of action number their parts by.
const NAMED: [&str; 7] = ["任务", "专题", "专项", "行动", "工程", "举措", "板块"];

/// A label at the start of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label {
    /// How it is written.
    pub style: Style,
    /// The number it says; 0 for an appendix without one.
    pub number: u32,
    /// Bytes of the text that are the label with its mark.
    pub end: usize,
    /// Byte where the text behind the label starts.
    pub title: usize,
    /// It has its mark (`1.` against `1` with the dot lost).
    pub marked: bool,
}

/// The label `text` starts with.
pub fn label(text: &str) -> Option<Label> {
    let first = text.chars().next()?;
    let (style, number, end, marked) = match first {
        '第' => ordinal_unit(text)?,
        '附' => appendix(text)?,
        '（' | '(' => parenthesised(text)?,
        '①'..='⑳' => (Style::Circled, first as u32 - '①' as u32 + 1, first.len_utf8(), true),
        '任' | '专' | '行' | '工' | '举' | '板' => named(text)?,
        _ if digit(first).is_some() => arabic(text)?,
        _ if chinese_digit(first).is_some() => chinese_comma(text)?,
        _ => return None,
    };
    Some(Label { style, number, end, title: end + leading_space(&text[end..]), marked })
}

type Parsed = (Style, u32, usize, bool);

fn ordinal_unit(text: &str) -> Option<Parsed> {
    let mut at = '第'.len_utf8();
    at += leading_space(&text[at..]);
    let (number, length) = chinese_number(&text[at..]).or_else(|| arabic_number(&text[at..]))?;
    at += length;
    at += leading_space(&text[at..]);
    let (style, length) = [
        ("部分", Style::Part),
        ("篇", Style::Part),
        ("编", Style::Part),
        ("章", Style::Chapter),
        ("节", Style::Section),
        ("条", Style::Article),
    ]
    .iter()
    .find(|(unit, _)| text[at..].starts_with(unit))
    .map(|(unit, style)| (*style, unit.len()))?;
    Some((style, number, at + length, true))
}

fn named(text: &str) -> Option<Parsed> {
    let word = NAMED.iter().position(|word| text.starts_with(word))?;
    let name = NAMED[word].len();
    let (number, length) =
        chinese_number(&text[name..]).or_else(|| arabic_number(&text[name..]))?;
    let end = name + length;
    let mark = text[end..].chars().next()?;
    let is_colon = matches!(mark, '：' | ':');
    let end = end + if is_colon { mark.len_utf8() } else { 0 };
    (is_colon || mark.is_whitespace()).then_some((Style::Named(word as u8), number, end, true))
}

fn appendix(text: &str) -> Option<Parsed> {
    const NAMES: [&str; 4] = ["附表", "附图", "附件", "附录"];
    let compact = NAMES.iter().find(|name| text.starts_with(**name)).map(|name| name.len());
    let name = compact.or_else(|| spaced_appendix(text))?;
    let (number, length) = appendix_number(&text[name..]).unwrap_or((0, 0));
    let end = name + length;
    let mark = text[end..].chars().next().filter(|c| matches!(c, '：' | ':' | '.' | '．' | '、'));
    Some((Style::Appendix, number, end + mark.map_or(0, char::len_utf8), mark.is_some()))
}

/// The number behind `附表`, with the space before it; a year or an amount in the title is none.
fn appendix_number(text: &str) -> Option<(u32, usize)> {
    let gap = leading_space(text);
    let (number, length) = chinese_number(&text[gap..]).or_else(|| arabic_number(&text[gap..]))?;
    let behind = text[gap + length..].chars().next();
    let is_number = behind.is_none_or(|c| c != '年' && (!is_han(c) || gap == 0));
    is_number.then_some((number, gap + length))
}

/// `附 表`: the two characters of the word set apart.
fn spaced_appendix(text: &str) -> Option<usize> {
    let first = '附'.len_utf8();
    let gap = leading_space(&text[first..]);
    let second = text[first + gap..].chars().next()?;
    (gap > 0 && "表图件录".contains(second)).then(|| first + gap + second.len_utf8())
}

fn parenthesised(text: &str) -> Option<Parsed> {
    let open = text.chars().next()?.len_utf8();
    let start = open + leading_space(&text[open..]);
    let (style, (number, length)) = match chinese_number(&text[start..]) {
        Some(found) => (Style::ChineseParen, found),
        None => (Style::ArabicParen, arabic_number(&text[start..])?),
    };
    let close = start + length + leading_space(&text[start + length..]);
    let mark = text[close..].chars().next().filter(|c| matches!(c, '）' | ')'))?;
    (number < 1000).then_some((style, number, close + mark.len_utf8(), true))
}

fn arabic(text: &str) -> Option<Parsed> {
    let (number, length) = arabic_number(text)?;
    if number == 0 || number > 999 {
        return None;
    }
    let rest = &text[length..];
    let gap = leading_space(rest);
    let mark = rest[gap..].chars().next()?;
    let end = length + gap + mark.len_utf8();
    match mark {
        '）' | ')' => Some((Style::ArabicParen, number, end, true)),
        '、' => Some((Style::Arabic, number, end, true)),
        '.' | '．' => decimal(text, number, end),
        _ if is_han(mark) && !counts(&rest[gap..]) => Some((Style::Arabic, number, length, false)),
        '“' | '《' if gap > 0 || number < LARGEST_BARE => {
            Some((Style::Arabic, number, length, false))
        }
        _ => None,
    }
}

/// Labels without a dot right before a quotation are smaller.
const LARGEST_BARE: u32 = 30;

/// `1.` or `1.1`, `1.1.1`; a number with decimals and a unit is no label.
fn decimal(text: &str, first: u32, after_dot: usize) -> Option<Parsed> {
    let (mut number, mut end, mut parts) = (first, after_dot, 1u8);
    while let Some((value, length)) = arabic_number(&text[end..]) {
        (number, end, parts) = (value, end + length, parts + 1);
        match text[end..].chars().next() {
            Some('.' | '．') if parts < 4 => {
                end += text[end..].chars().next().map_or(0, char::len_utf8)
            }
            _ => break,
        }
    }
    if parts == 1 {
        return Some((Style::Arabic, number, end, true));
    }
    let next = text[end..].chars().next()?;
    let is_label = next.is_whitespace() || (is_han(next) && !counts(&text[end..]));
    (is_label && number > 0 && number < 100).then_some((Style::Decimal(parts), number, end, true))
}

fn chinese_comma(text: &str) -> Option<Parsed> {
    let (number, length) = chinese_number(text)?;
    let gap = leading_space(&text[length..]);
    let mark = text[length + gap..].chars().next()?;
    let end = length + gap + mark.len_utf8();
    matches!(mark, '、' | '.' | '．').then_some((Style::ChineseComma, number, end, true))
}

/// Whether what follows a number makes it an amount or a date, not a label that lost its dot.
fn counts(text: &str) -> bool {
    text.starts_with(|c| COUNTERS.contains(c)) && !NO_COUNTERS.iter().any(|w| text.starts_with(w))
}

/// Characters that amounts and dates go on with.
const COUNTERS: &str = "个项年月日时分秒号条家种类大名位人次万亿千百十倍元米吨公平多余岁级层套所处座栋台辆支届周季度克里亩只头株类批轮期点";
/// Words that start with one of them and are not counted: `5 平安交通`, `3 人才队伍`.
const NO_COUNTERS: [&str; 36] = [
    "平安",
    "平台",
    "平衡",
    "平稳",
    "平原",
    "人才",
    "人口",
    "人文",
    "人居",
    "人民",
    "公共",
    "公路",
    "公交",
    "公益",
    "大力",
    "大数据",
    "大气",
    "多元",
    "多式",
    "项目",
    "条件",
    "家庭",
    "家政",
    "种业",
    "种植",
    "种养",
    "支撑",
    "支持",
    "分类",
    "分区",
    "分步",
    "时空",
    "周边",
    "周转",
    "点面",
    "批发",
];

/// A Chinese numeral up to 999 at the start of `text`: its value and its bytes.
pub fn chinese_number(text: &str) -> Option<(u32, usize)> {
    let (mut total, mut digit_value, mut bytes, mut seen) = (0u32, None::<u32>, 0usize, 0u8);
    for character in text.chars() {
        match (chinese_digit(character), character) {
            (Some(10), _) => total += digit_value.take().unwrap_or(1) * 10,
            (Some(100), _) => total += digit_value.take()? * 100,
            (Some(value), _) => {
                if digit_value.is_some_and(|held| held != 0) {
                    return None;
                }
                digit_value = Some(value);
            }
            _ => break,
        }
        bytes += character.len_utf8();
        seen += 1;
        if seen > 7 {
            return None;
        }
    }
    let value = total + digit_value.unwrap_or(0);
    (value > 0 && value < 1000).then_some((value, bytes))
}

fn chinese_digit(character: char) -> Option<u32> {
    const DIGITS: &str = "零一二三四五六七八九十";
    match character {
        '〇' => Some(0),
        '两' => Some(2),
        '百' => Some(100),
        _ => DIGITS.chars().position(|digit| digit == character).map(|value| value as u32),
    }
}

/// An ASCII or full-width number of at most six digits at the start of `text`.
pub fn arabic_number(text: &str) -> Option<(u32, usize)> {
    let (mut value, mut bytes, mut seen) = (0u32, 0usize, 0u8);
    for character in text.chars() {
        let Some(digit) = digit(character) else { break };
        value = value * 10 + digit;
        bytes += character.len_utf8();
        seen += 1;
        if seen > 6 {
            return None;
        }
    }
    (seen > 0).then_some((value, bytes))
}

fn digit(character: char) -> Option<u32> {
    match character {
        '0'..='9' => Some(character as u32 - '0' as u32),
        '０'..='９' => Some(character as u32 - '０' as u32),
        _ => None,
    }
}

/// Han characters of the basic plane and its first extension.
pub fn is_han(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9fff}')
}

fn leading_space(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, style: Style, number: u32, title: &str) {
        let found = label(text).unwrap_or_else(|| unreachable!("no label in {text}"));
        assert_eq!(
            (found.style, found.number, &text[found.title..]),
            (style, number, title),
            "{text}"
        );
    }

    #[test]
    fn every_style() {
        check("第一章 总则", Style::Chapter, 1, "总则");
        check("第 十二 章　保障", Style::Chapter, 12, "保障");
        check("第１章总则", Style::Chapter, 1, "总则");
        check("第二十三节 山水", Style::Section, 23, "山水");
        check("第三编　水务", Style::Part, 3, "水务");
        check("第四部分 附则", Style::Part, 4, "附则");
        check(
            "第一百零五条 本办法自印发之日起施行。",
            Style::Article,
            105,
            "本办法自印发之日起施行。",
        );
        check("一、现状", Style::ChineseComma, 1, "现状");
        check("十一、现状", Style::ChineseComma, 11, "现状");
        check("（二）目标", Style::ChineseParen, 2, "目标");
        check("(十)目标", Style::ChineseParen, 10, "目标");
        check("1.修路", Style::Arabic, 1, "修路");
        check("5 平安水域", Style::Arabic, 5, "平安水域");
        check("3人才队伍", Style::Arabic, 3, "人才队伍");
        check("1.2条件分析", Style::Decimal(2), 2, "条件分析");
        check("１２．修路", Style::Arabic, 12, "修路");
        check("3、修路", Style::Arabic, 3, "修路");
        check("3建设水厂", Style::Arabic, 3, "建设水厂");
        check("3“水厂”建设", Style::Arabic, 3, "“水厂”建设");
        check("（3）建设水厂", Style::ArabicParen, 3, "建设水厂");
        check("3）建设水厂", Style::ArabicParen, 3, "建设水厂");
        check("③建设水厂", Style::Circled, 3, "建设水厂");
        check("2.1 水源", Style::Decimal(2), 1, "水源");
        check("2.1.3水源", Style::Decimal(3), 3, "水源");
        check("任务一：建设水厂", Style::Named(0), 1, "建设水厂");
        check("专题2　现状", Style::Named(1), 2, "现状");
        check("附表", Style::Appendix, 0, "");
        check("附表1：项目表", Style::Appendix, 1, "项目表");
        check("附 图 图集", Style::Appendix, 0, "图集");
        check("附件2", Style::Appendix, 2, "");
    }

    #[test]
    fn no_label() {
        for text in [
            "",
            "第",
            "第一",
            "第一次会议",
            "一是抓项目",
            "十四五时期",
            "2025年目标",
            "3个项目",
            "3.5亿元",
            "100",
            "1,375,047",
            "（含）",
            "(GDP)",
            "2021—2025年",
            "0.5",
            "12.5%",
            "七一广场",
            "3.5个百分点",
            "任务一是建设水厂",
            "工程1个",
            "行动计划",
            "专题",
        ] {
            assert_eq!(label(text), None, "{text}");
        }
    }

    #[test]
    fn numerals() {
        for (text, value) in [
            ("一", 1),
            ("十", 10),
            ("十五", 15),
            ("二十", 20),
            ("九十九", 99),
            ("一百", 100),
            ("一百二十三", 123),
            ("一百零三", 103),
        ] {
            assert_eq!(chinese_number(text), Some((value, text.len())), "{text}");
        }
        for text in ["零", "百", "一二三"] {
            assert_eq!(chinese_number(text), None, "{text}");
        }
    }
}
