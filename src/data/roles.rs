//! What the header of a column says the column is.

use std::sync::LazyLock;

use super::compare::compact;

/// A line of the list: role, whether the word is the whole header, words.
type Line = (&'static str, bool, Vec<Word>);

/// A word with the marks of its characters, for most words have one that a header has not.
type Word = (&'static str, u64);

/// A bit for each character, which others may share.
fn marks(text: &str) -> u64 {
    text.chars().fold(0, |marks, character| marks | 1 << (character as u32 % 64))
}

static INDICATORS: LazyLock<Vec<Line>> = LazyLock::new(|| lines(include_str!("roles.txt")));
static PROJECTS: LazyLock<Vec<Line>> = LazyLock::new(|| lines(include_str!("project_roles.txt")));

fn lines(list: &'static str) -> Vec<Line> {
    super::entries(list).filter_map(line).collect()
}

fn line(line: &'static str) -> Option<Line> {
    let mut words = line.split(' ');
    let (role, how) = (words.next()?, words.next()?);
    let words = words.map(|word| (word, marks(word)));
    matches!(how, "is" | "has").then(|| (role, how == "is", words.collect()))
}

/// The role a header gives a column of an indicator table.
pub fn of_indicators(header: &str) -> Option<&'static str> {
    find(&INDICATORS, header)
}

/// The role a header gives a column of a project table.
pub fn of_projects(header: &str) -> Option<&'static str> {
    find(&PROJECTS, header)
}

/// Longest header, in bytes; a longer text is none.
const LONGEST: usize = 240;

fn find(lines: &[Line], header: &str) -> Option<&'static str> {
    if header.len() > LONGEST {
        return None;
    }
    let compact = compact(header);
    // The levels of a header, and each without what stands in brackets behind it.
    let levels: Vec<&str> = compact.split('/').flat_map(|level| [level, bare(level)]).collect();
    let lacks = !marks(&compact);
    let fits = |(_, whole, words): &&Line| {
        let mut likely = words.iter().filter(|(_, marks)| marks & lacks == 0);
        match whole {
            true => likely.any(|(word, _)| levels.contains(word)),
            false => likely.any(|(word, _)| compact.contains(*word)),
        }
    };
    lines.iter().find(fits).map(|(role, ..)| *role)
}

/// A header without brackets at its end.
fn bare(header: &str) -> &str {
    let end = header.ends_with(['）', ')']).then(|| header.rfind(['（', '('])).flatten();
    &header[..end.filter(|end| *end > 0).unwrap_or(header.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_read() {
        for list in [include_str!("roles.txt"), include_str!("project_roles.txt")] {
            assert_eq!(lines(list).len(), crate::data::entries(list).count());
        }
    }

    #[test]
    fn headers_of_indicators() {
        for (header, role) in [
            ("序 号", Some("ordinal")),
            ("指标（单位）", Some("name")),
            ("2020年 / 实际", Some("actual")),
            ("规划目标 / 2025年", Some("target")),
            ("年均增速（%）", Some("growth")),
            ("指标属性", Some("attribute")),
            ("2025年", None),
            ("城市", None),
        ] {
            assert_eq!(of_indicators(header), role, "{header}");
        }
    }

    #[test]
    fn headers_of_projects() {
        for (header, role) in [
            ("项目名称", Some("name")),
            ("总投资（万元）", Some("investment")),
            ("“十四五”期间计划投资（万元）", Some("in_period")),
            ("截至2020年累计完成投资", Some("spent")),
            ("建设内容及规模", Some("content")),
            ("起止年限", Some("period")),
            ("联系电话", None),
        ] {
            assert_eq!(of_projects(header), role, "{header}");
        }
    }
}
