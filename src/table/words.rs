//! Words that tell headers, metadata labels, units and notes of tables.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::data;

/// Longest unit line, in characters.
const LONGEST_UNIT: usize = 24;

struct Words {
    header: HashSet<&'static str>,
    metadata: HashSet<&'static str>,
    weekday: Vec<&'static str>,
    unit: Vec<&'static str>,
    note: Vec<&'static str>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| Words {
    header: of("header").collect(),
    metadata: of("metadata").collect(),
    weekday: of("weekday").collect(),
    unit: of("unit").collect(),
    note: of("note").collect(),
});

fn of(kind: &'static str) -> impl Iterator<Item = &'static str> {
    let lines = data::entries(data::TABLE_WORDS).filter_map(|line| line.split_once(' '));
    let own = lines.filter(move |(name, _)| *name == kind);
    own.flat_map(|(_, words)| words.split_whitespace())
}

/// A word of table headers, without spaces.
pub(super) fn is_header(word: &str) -> bool {
    WORDS.header.contains(word)
}

/// A label of metadata, without spaces and colon.
pub(super) fn is_metadata(word: &str) -> bool {
    WORDS.metadata.contains(word)
}

/// A day of the week, without spaces.
pub(super) fn is_weekday(word: &str) -> bool {
    WORDS.weekday.iter().any(|day| day.eq_ignore_ascii_case(word))
}

/// A line that states the unit of a table.
pub(super) fn is_unit(text: &str) -> bool {
    let text = text.trim_start_matches(['（', '(', '【', '[', ' ', '\u{3000}', '\u{A0}']);
    text.chars().count() <= LONGEST_UNIT && WORDS.unit.iter().any(|mark| text.starts_with(mark))
}

/// A line of notes: a word for it and a colon or an ordinal, or an asterisk.
pub(super) fn is_note(text: &str) -> bool {
    let text = text.trim_start();
    WORDS.note.iter().filter_map(|mark| Some((mark, text.strip_prefix(mark)?))).any(
        |(mark, rest)| {
            let rest = rest.trim_start();
            let marked = rest.starts_with(['：', ':', '.', '、']) || rest.starts_with(is_ordinal);
            marked || matches!(*mark, "*" | "＊")
        },
    )
}

fn is_ordinal(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '１'..='９' | '①'..='⑳')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unit_lines() {
        for line in ["单位：万元", "（单位：亿元、%）", "　单位: 人", "计量单位：公顷"]
        {
            assert!(is_unit(line), "{line}");
        }
        for line in ["单位", "单位名称", "责任单位：云溪区发展和改革局", "各单位："]
        {
            assert!(!is_unit(line), "{line}");
        }
    }

    #[test]
    fn note_lines() {
        for line in
            ["注：带*的为约束性指标", "注 1.按当年价格", "资料来源：云溪区统计局", "* 为五年累计数"]
        {
            assert!(is_note(line), "{line}");
        }
        for line in ["注册资本", "说明", "备注", "注意事项", "数据来源"] {
            assert!(!is_note(line), "{line}");
        }
    }
}
