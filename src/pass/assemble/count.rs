//! Counts that a text states of a list it prints: `微改造项目（3个）：甲、乙、丙。`

use crate::data::numbering::arabic_number;

/// What can be counted one by one; `万元` or `年` cannot.
const COUNTED: &str = "个项家处所条座";

/// Longest list that is counted, in characters; so that lists inside lists cost no more.
const LONGEST_LIST: usize = 4_000;

/// A stated count and the things listed behind it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Listed {
    /// The words before the bracket.
    pub what: String,
    /// The count in the bracket.
    pub stated: u64,
    /// Things between `、` up to the end of the sentence.
    pub found: u64,
}

/// The counts stated in a paragraph whose list is a plain enumeration.
pub(super) fn listed(text: &str) -> Vec<Listed> {
    let bytes = text.as_bytes();
    let opens = memchr::memchr2_iter(b'(', 0xEF, bytes).filter_map(|at| match bytes[at..] {
        [b'(', ..] => Some((at, at + 1)),
        // `（`
        [0xEF, 0xBC, 0x88, ..] => Some((at, at + 3)),
        _ => None,
    });
    opens.filter_map(|(at, end)| stated(text, at, end)).collect()
}

fn stated(text: &str, before: usize, start: usize) -> Option<Listed> {
    let (number, length) = arabic_number(&text[start..])?;
    let mut rest = text[start + length..].chars();
    let is_count = rest.next().is_some_and(|unit| COUNTED.contains(unit))
        && rest.next().is_some_and(|close| matches!(close, '）' | ')'));
    if !is_count {
        return None;
    }
    let list = rest.as_str().trim_start_matches(['：', ':']);
    let found = enumerated(list)?;
    // Without a colon, one thing is no list: `公园（3个）要先建成。`
    let is_list = found > 1 || number == 1 || list.len() < rest.as_str().len();
    is_list.then(|| Listed { what: subject(&text[..before]), stated: number.into(), found })
}

/// Things listed up to the end of the sentence; none when it is no plain enumeration.
fn enumerated(list: &str) -> Option<u64> {
    let (mut depth, mut found, mut length) = (0i32, 1u64, 0usize);
    for character in list.chars() {
        if length > LONGEST_LIST {
            return None;
        }
        match character {
            '（' | '(' | '《' | '“' => depth += 1,
            '）' | ')' | '》' | '”' => depth -= 1,
            '、' if depth == 0 => found += 1,
            '。' if depth == 0 => return (length > 0).then_some(found),
            '，' | ',' | '；' | ';' | '：' | ':' if depth == 0 => return None,
            _ => length += 1,
        }
    }
    (length > 0 && depth == 0).then_some(found)
}

/// The words before the count, from the last mark on.
fn subject(text: &str) -> String {
    let start = text
        .rfind(['。', '，', '；', '：', '、', '—'])
        .map_or(0, |at| at + text[at..].chars().next().map_or(0, char::len_utf8));
    text[start..].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(&str, u64, u64)]) {
        let found = listed(text);
        let found: Vec<_> = found.iter().map(|l| (l.what.as_str(), l.stated, l.found)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn counts() {
        check("旧街项目（3个）：东街、西街、南街。", &[("旧街项目", 3, 3)]);
        check("旧街项目(3个)东街、西街、南街(一期、二期)。", &[("旧街项目", 3, 3)]);
        check("——学校（2所）：一小、二小、三小。", &[("学校", 2, 3)]);
        check("品质提升（1个）：一江两岸。", &[("品质提升", 1, 1)]);
        check("经济发展类（13个）", &[]);
        check("项目（3个）由各镇实施，其余另行安排。", &[]);
        check("投资（3万元）。", &[]);
        check("公园（3个）要先建成。", &[]);
        check("公园（3个）：东山。", &[("公园", 3, 1)]);
    }
}
