//! Labelled lines: `发布时间：2022-03-04 来源：云溪区`, with or without colons, one label or many.

use std::ops::Range;

use crate::data::compare::compact;
use crate::data::{date, numbering::is_han, official};

/// A shorter label of a date may end a longer one that the list lacks (截止日期): it must stand
/// apart from what is before.
const SURE_LABEL: usize = 4;

/// Words of buttons that follow a value on its line; each ends the value when it stands apart.
const BUTTONS: [&str; 17] = [
    "打印",
    "字体",
    "字号",
    "分享",
    "收藏",
    "关闭",
    "浏览",
    "点击",
    "阅读",
    "大中小",
    "大 中 小",
    "听全文",
    "下载",
    "扫一扫",
    "我要纠错",
    "返回",
    "纠错",
];

/// Name of a date that stands without a label: above the body it is the day of publication.
pub const BARE_DATE: &str = "date";

/// A label and its value in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labelled {
    /// What the label names, as in the label list.
    pub field: &'static str,
    /// Bytes of the line that are the value; may be empty.
    pub value: Range<usize>,
}

/// All labels of a line that starts with a label or a date; empty for any other line.
pub fn scan(line: &str) -> Vec<Labelled> {
    let start = line.len() - strip_bullets(line).trim_start_matches(['（', '(']).len();
    let mut found: Vec<(Range<usize>, &'static str, usize)> = Vec::new();
    for (at, mark) in line.char_indices().filter(|(_, c)| is_label_end(*c)) {
        if let Some((from, field)) = label_before(line, at, !found.is_empty()) {
            found.push((from..at, field, at + mark.len_utf8()));
        }
    }
    let dated = date::leading(&line[start..]).map(|(_, length)| start + length);
    let first = found.first().map_or(line.len(), |(label, ..)| label.start);
    let mut labels = Vec::with_capacity(found.len() + 1);
    match dated {
        Some(end) if is_blank(line[end..first].trim_start_matches(['）', ')'])) => {
            labels.push(Labelled { field: BARE_DATE, value: start..end });
        }
        _ if !is_blank(&line[start.min(first)..first]) || found.is_empty() => return Vec::new(),
        _ => {}
    }
    for (at, (_, field, from)) in found.iter().enumerate() {
        let to = found.get(at + 1).map_or(line.len(), |(next, ..)| next.start);
        push_value(line, field, *from..to, &mut labels);
    }
    labels
}

/// A line without labels that says when and by whom a text was published: a date in figures or
/// with the time of day, and the name of a paper, a site or a body right before or behind it.
pub fn byline(line: &str) -> Vec<Labelled> {
    let Some((stamp, at)) = date::first(line) else { return Vec::new() };
    let length = date::leading(&line[at..]).map_or(0, |(_, length)| length);
    let date = at..at + length;
    if stamp.time.is_none() && line[date.clone()].contains('年') {
        return Vec::new();
    }
    let before = trimmed(line, 0..at);
    let last = line[before.clone()].rsplit(is_separator).next().unwrap_or_default().len();
    let behind = trimmed(line, date.end..line.len());
    // A label that stands in the middle of a line goes before its value.
    let name = line[behind.clone()].rsplit(is_label_end).next().unwrap_or_default().len();
    let names = [before.end - last..before.end, behind.end - name..behind.end];
    let named = |value: &Range<usize>| {
        let name = &line[value.clone()];
        official::is_media(name) || official::body_ending(name).is_some()
    };
    let publisher = names.into_iter().find(named);
    let publisher = publisher.map(|value| Labelled { field: "publisher", value });
    publisher.into_iter().chain([Labelled { field: BARE_DATE, value: date }]).collect()
}

/// The field named by a line that is nothing but a label.
pub fn bare(line: &str) -> Option<&'static str> {
    // A label of nine characters with a space after each is far under this many bytes.
    if line.len() > 96 {
        return None;
    }
    let compact = compact(strip_bullets(line));
    official::metadata_label(compact.trim_matches(['：', ':', '【', '】', '[', ']', '■', '◆']))
}

/// A label at the start of a line with its value right behind, no colon between: only to be
/// trusted among other labels.
pub fn prefixed(line: &str) -> Option<Labelled> {
    let start = line.len() - strip_bullets(line).len();
    let mut label = String::new();
    let mut best = None;
    for (at, character) in line[start..].char_indices() {
        if character.is_whitespace() {
            continue;
        }
        if !is_han(character) || label.chars().count() == *official::LONGEST_LABEL {
            break;
        }
        label.push(character);
        let end = start + at + character.len_utf8();
        if let Some(field) = official::metadata_label(&label) {
            best = Some(Labelled { field, value: trimmed(line, end..line.len()) });
        }
    }
    best.filter(|labelled| !labelled.value.is_empty())
}

/// `text` without the marks that lists and layouts put before an entry.
pub fn strip_bullets(text: &str) -> &str {
    text.trim_start_matches(|c: char| {
        c.is_whitespace()
            || matches!(c, '•' | '·' | '●' | '▪' | '■' | '◆' | '*' | '-' | '–' | '|' | '｜' | '>')
    })
}

fn is_label_end(character: char) -> bool {
    matches!(character, '：' | ':' | '】' | ']')
}

/// The label that ends before byte `end`: where it starts and what it names.
fn label_before(line: &str, end: usize, follows: bool) -> Option<(usize, &'static str)> {
    let mut reversed: Vec<(usize, char)> = Vec::new();
    let mut stop = None;
    for (at, character) in line[..end].char_indices().rev() {
        if is_han(character) && reversed.len() <= *official::LONGEST_LABEL {
            reversed.push((at, character));
        } else if !character.is_whitespace() {
            stop = Some(character);
            break;
        }
    }
    let bracketed = line[end..].starts_with(['】', ']']);
    (1..=reversed.len()).rev().find_map(|length| {
        let label: String = reversed[..length].iter().rev().map(|(_, c)| c).collect();
        let field = official::metadata_label(&label)?;
        let start = reversed[length - 1].0;
        let before = line[..start].chars().next_back();
        let sure = length >= SURE_LABEL || field != "published";
        let apart = before.is_none_or(|c| !is_han(c)) || follows && sure;
        let fits = !bracketed || matches!(before.or(stop), Some('【' | '['));
        (apart && fits).then_some((start, field))
    })
}

/// Adds the value, and a date that stands apart behind it as a field of its own.
fn push_value(line: &str, field: &'static str, range: Range<usize>, labels: &mut Vec<Labelled>) {
    let value = trimmed(line, range);
    let dated = date::first(&line[value.clone()]).map(|(_, at)| value.start + at);
    match dated {
        Some(at) if at > value.start && line[..at].ends_with(char::is_whitespace) => {
            labels.push(Labelled { field, value: trimmed(line, value.start..at) });
            labels.push(Labelled { field: BARE_DATE, value: at..value.end });
        }
        _ => labels.push(Labelled { field, value }),
    }
}

/// The range without buttons behind it and separators around it.
fn trimmed(line: &str, range: Range<usize>) -> Range<usize> {
    let text = &line[range.clone()];
    let end = text
        .char_indices()
        .filter(|(_, c)| c.is_whitespace() || matches!(c, '【' | '[' | '|' | '｜'))
        .find(|(at, c)| is_button(text[at + c.len_utf8()..].trim_start()))
        .map_or(text.len(), |(at, _)| at);
    let end = if is_button(text.trim_start()) { 0 } else { end };
    let kept = without_sizes(&text[..end]).trim_matches(is_separator);
    let from = range.start + text.find(kept).filter(|_| !kept.is_empty()).unwrap_or(0);
    from..from + kept.len()
}

/// `text` without the sizes of type that a widget glues to its end.
fn without_sizes(text: &str) -> &str {
    let sizes = ["大 中 小", "大中小"];
    sizes.iter().find_map(|end| text.trim_end().strip_suffix(end)).unwrap_or(text)
}

fn is_button(text: &str) -> bool {
    BUTTONS.iter().any(|button| text.starts_with(button))
}

fn is_separator(character: char) -> bool {
    character.is_whitespace()
        || matches!(
            character,
            '|' | '｜' | '【' | '】' | '[' | ']' | ';' | '；' | '·' | '•' | ':' | '：'
        )
}

fn is_blank(text: &str) -> bool {
    text.chars().all(is_separator)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, wanted: &[(&str, &str)]) {
        let found: Vec<_> = scan(line).iter().map(|l| (l.field, &line[l.value.clone()])).collect();
        assert_eq!(found, wanted, "{line}");
    }

    #[test]
    fn one_label() {
        check("来源：云溪区人民政府", &[("publisher", "云溪区人民政府")]);
        check("来源: 云溪区", &[("publisher", "云溪区")]);
        check("索 引 号：YX001-2022-0003", &[("index_number", "YX001-2022-0003")]);
        check("文　　号： 云府〔2022〕7号", &[("document_number", "云府〔2022〕7号")]);
        check("• 来源: 云溪区", &[("publisher", "云溪区")]);
        check("【索引号】 YX-1", &[("index_number", "YX-1")]);
        check("[发布日期] 2022-03-04", &[("published", "2022-03-04")]);
        check("公开方式：主动公开", &[("openness", "主动公开")]);
        check("主题分类：", &[("subject", "")]);
    }

    #[test]
    fn many_labels() {
        check(
            "发布时间：2022-03-04 09:12:40 来源：云溪区 字号：大 中 小 分享到：",
            &[
                ("published", "2022-03-04 09:12:40"),
                ("publisher", "云溪区"),
                ("widget", ""),
                ("widget", ""),
            ],
        );
        check(
            "发布日期：2022-03-04浏览次数：12信息来源：区发改局",
            &[("published", "2022-03-04"), ("widget", "12"), ("publisher", "区发改局")],
        );
        check(
            "来源：云溪区政府办公室发布时间：2022-03-04",
            &[("publisher", "云溪区政府办公室"), ("published", "2022-03-04")],
        );
        check(
            "2022-03-04 09:12 | 来源：云溪区 | 【打印】",
            &[("date", "2022-03-04 09:12"), ("publisher", "云溪区"), ("widget", "")],
        );
        check(
            "来源：云溪区  2022-03-04 09:12",
            &[("publisher", "云溪区"), ("date", "2022-03-04 09:12")],
        );
        check("来源：云溪区字号：大 中 小", &[("publisher", "云溪区"), ("widget", "")]);
        check(
            "（2022-03-04）　来源：云溪区【字体：大 中 小】",
            &[("date", "2022-03-04"), ("publisher", "云溪区"), ("widget", "")],
        );
        check("来源：云溪区大 中 小", &[("publisher", "云溪区")]);
        check("2022-03-04", &[("date", "2022-03-04")]);
        check("• 2022-03-04 15:55:51", &[("date", "2022-03-04 15:55:51")]);
        check("来源：云溪区 打印 关闭", &[("publisher", "云溪区")]);
        check(
            "日期:2022年3月4日 作者: 来源:云溪日报",
            &[("published", "2022年3月4日"), ("staff", ""), ("publisher", "云溪日报")],
        );
    }

    #[test]
    fn bylines() {
        let found = |line: &str| -> Vec<(&str, String)> {
            let owned = |l: &Labelled| (l.field, line[l.value.clone()].to_owned());
            byline(line).iter().map(owned).collect()
        };
        let date = ("date", "2022-03-04 09:12".to_owned());
        let paper = ("publisher", "云溪日报".to_owned());
        assert_eq!(found("健康 云溪日报 2022-03-04 09:12"), [paper.clone(), date.clone()]);
        assert_eq!(found("2022-03-04 09:12 云溪日报"), [paper, date.clone()]);
        assert_eq!(found("规划发布时间：2022-03-04 09:12 来源：云溪日报 打印")[0].1, "云溪日报");
        assert_eq!(found("小溪2022-03-04 09:12发表于某省"), [date]);
        assert_eq!(found("2022年3月4日起施行"), []);
        assert_eq!(found("云溪日报"), []);
    }

    #[test]
    fn no_label() {
        for line in [
            "资料来源：云溪区统计局",
            "数据来源：年鉴",
            "现将有关事项通知如下：",
            "重点任务：修路、架桥",
            "各镇人民政府：",
            "2022年3月4日召开会议，主题：治水",
            "（一）数据来源：全区",
            "",
        ] {
            check(line, &[]);
        }
    }

    #[test]
    fn without_colon() {
        let found = |line: &str| prefixed(line).map(|l| (l.field, line[l.value].to_owned()));
        assert_eq!(found("有 效 性有效"), Some(("validity", "有效".to_owned())));
        assert_eq!(found("成文日期2022年3月4日"), Some(("issued", "2022年3月4日".to_owned())));
        assert_eq!(found("云溪区成文日期"), None);
        assert_eq!(bare("文 号"), Some("document_number"));
        assert_eq!(bare("【索引号】："), Some("index_number"));
        assert_eq!(bare("索引"), None);
    }
}
