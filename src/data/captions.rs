//! Labels of what stands beside the text: 专栏, tables and figures.

use super::numbering::{arabic_number, chinese_number, is_han};

/// What the names of tables end with besides 表.
pub const TABLE_NAMES: [&str; 8] = ["指标", "情况", "清单", "名单", "名录", "目录", "一览", "资料"];
/// The shortest of them where a shorter one may be a cell, in characters.
pub const SHORTEST_TABLE_NAME: usize = 7;

/// What a caption names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaptionKind {
    /// 专栏, a box.
    Box,
    /// 表.
    Table,
    /// 图.
    Figure,
}

/// A caption's label at the start of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Caption {
    /// What it names.
    pub kind: CaptionKind,
    /// Bytes of the text that are the label (`专栏4-1`, `表2`).
    pub end: usize,
    /// Byte where the title starts.
    pub title: usize,
    /// It says a number.
    pub numbered: bool,
    /// A colon or space parts label and title.
    pub parted: bool,
}

/// Longest caption, in bytes; more is a sentence about a table.
const LONGEST_CAPTION: usize = 240;
/// What follows the label in a sentence about the thing, not in its caption.
const SENTENCE: [&str; 12] =
    ["所示", "显示", "可见", "中", "给出", "列出", "为", "是", "反映", "表明", "。", "，"];

/// The caption `text` is, if it is one.
pub fn caption(text: &str) -> Option<Caption> {
    let (kind, name) = kind_of(text)?;
    let (number, numbered) = number_of(&text[name..]);
    let end = name + number;
    let rest = &text[end..];
    let mark = rest.len() - rest.trim_start_matches(is_separator).len();
    let found =
        Caption { kind, end, title: end + mark, numbered, parted: mark > 0 || rest.is_empty() };
    is_caption(text, &found).then_some(found)
}

/// The numbered label that `text` starts with, wherever it stands: its kind and its bytes.
pub fn numbered_label(text: &str) -> Option<(CaptionKind, usize)> {
    let (kind, name) = kind_of(text)?;
    let (number, numbered) = number_of(&text[name..]);
    numbered.then_some((kind, name + number))
}

fn is_separator(character: char) -> bool {
    character.is_whitespace()
        || matches!(character, '：' | ':' | '.' | '．' | '、' | '-' | '—' | '|' | '_')
}

fn kind_of(text: &str) -> Option<(CaptionKind, usize)> {
    let kind = match text.chars().next()? {
        '专' => {
            let rest = text['专'.len_utf8()..].trim_start().strip_prefix('栏')?;
            return Some((CaptionKind::Box, text.len() - rest.len()));
        }
        '表' => CaptionKind::Table,
        '图' => CaptionKind::Figure,
        _ => return None,
    };
    Some((kind, '表'.len_utf8()))
}

/// Bytes of `4`, `4-1`, ` 3`, `一`, `2.1` and whether there is a number at all.
fn number_of(text: &str) -> (usize, bool) {
    let gap = text.len() - text.trim_start().len();
    let Some(mut end) = numeral(&text[gap..]).map(|length| gap + length) else { return (0, false) };
    while let Some(length) = further_number(&text[end..]) {
        end += length;
    }
    (end, true)
}

fn further_number(text: &str) -> Option<usize> {
    let mark = text.chars().next().filter(|c| matches!(c, '-' | '－' | '—' | '–' | '.' | '．'))?;
    Some(mark.len_utf8() + arabic_number(&text[mark.len_utf8()..])?.1)
}

fn numeral(text: &str) -> Option<usize> {
    arabic_number(text).or_else(|| chinese_number(text)).map(|(_, length)| length)
}

fn is_caption(text: &str, found: &Caption) -> bool {
    let title = &text[found.title..];
    let named = found.numbered || (found.kind == CaptionKind::Box && found.parted);
    named
        && text.len() <= LONGEST_CAPTION
        && !title.contains('。')
        && (found.parted || title.chars().next().is_none_or(|c| is_han(c) || "“《（(".contains(c)))
        && (found.parted || !SENTENCE.iter().any(|word| title.starts_with(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, kind: CaptionKind, label: &str, title: &str) {
        let found = caption(text).unwrap_or_else(|| unreachable!("no caption in {text}"));
        assert_eq!((found.kind, &text[..found.end], &text[found.title..]), (kind, label, title));
    }

    #[test]
    fn captions() {
        check("专栏1：水系", CaptionKind::Box, "专栏1", "水系");
        check("专栏 3 水系", CaptionKind::Box, "专栏 3", "水系");
        check("专栏4-1:水系", CaptionKind::Box, "专栏4-1", "水系");
        check("专 栏 一 水系", CaptionKind::Box, "专 栏 一", "水系");
        check("专栏：水系", CaptionKind::Box, "专栏", "水系");
        check("专栏2", CaptionKind::Box, "专栏2", "");
        check("专栏5“十四五”水系", CaptionKind::Box, "专栏5", "“十四五”水系");
        check("表1 主要指标", CaptionKind::Table, "表1", "主要指标");
        check("表2-3：主要指标", CaptionKind::Table, "表2-3", "主要指标");
        check("图3：水系图(略)", CaptionKind::Figure, "图3", "水系图(略)");
    }

    #[test]
    fn no_captions() {
        for text in [
            "专栏作家",
            "表彰大会",
            "图书馆",
            "表1所示",
            "专栏1中列出的任务。",
            "表面",
            "见表1",
            "图强",
        ] {
            assert_eq!(caption(text), None, "{text}");
        }
    }
}
