//! 专栏, tables and figures that the text names against those there are.

use std::collections::HashSet;
use std::sync::LazyLock;

use aho_corasick::packed::Searcher;

use super::checks::{record, walk};
use crate::data::captions::{CaptionKind, numbered_label};
use crate::data::compare::half_width;
use crate::data::numbering::chinese_number;
use crate::document::{BlockRange, CheckKind, Content, Document, Problem, is_of_many_lines};

/// Words before the name of a table or figure that refer to it.
const REFERRING: [char; 6] = ['见', '如', '（', '(', '据', '照'];

/// How the names of what can be referred to begin.
static NAMES: LazyLock<Searcher> =
    LazyLock::new(|| Searcher::new(["专", "表", "图"]).expect("three characters are few"));

/// Longest label, in characters; 专栏2021-09-23 is a date.
const LONGEST: usize = 7;

/// Checks every reference.
pub(super) fn check(document: &mut Document) {
    let mut labels: HashSet<String> = HashSet::new();
    let mut references: Vec<(String, BlockRange)> = Vec::new();
    labels.extend(document.tables.iter().filter_map(|table| table.label.as_deref()).map(key));
    labels.extend(document.figures.iter().map(|figure| key(&figure.label)));
    walk(&document.sections, &mut |section| {
        for piece in section.pieces() {
            match piece {
                Content::Paragraph { text, blocks, .. }
                | Content::ListItem { text, blocks, .. }
                    if !is_of_many_lines(text) =>
                {
                    references.extend(named(text).into_iter().map(|label| (key(label), *blocks)));
                }
                Content::Box { label, .. } => drop(labels.insert(key(label))),
                _ => {}
            }
        }
    });
    if references.is_empty() {
        return;
    }
    let all = references.len();
    let mut told = HashSet::new();
    references.retain(|(label, _)| !labels.contains(label));
    let detail = format!("{all} references, {} to what is not there", references.len());
    record(document, CheckKind::References, references.is_empty(), detail);
    for (label, blocks) in references {
        if told.insert(label.clone()) {
            document.report(&Problem::ReferenceMissing { label }, Some(blocks));
        }
    }
}

/// Labels that a text names behind its first word: `见专栏3`, `（表2）`.
fn named(text: &str) -> Vec<&str> {
    let found = NAMES.find_iter(text).filter_map(|name| {
        let at = name.start();
        let before = text[..at].chars().next_back()?;
        let (kind, length) = numbered_label(&text[at..])?;
        let label = &text[at..at + length];
        let refers = kind == CaptionKind::Box || REFERRING.contains(&before);
        (refers && label.chars().count() <= LONGEST).then_some(label)
    });
    found.collect()
}

/// Label in one spelling: `专 栏 一` and `专栏1`, `表2－1` and `表2-1`.
fn key(label: &str) -> String {
    let mut key = String::new();
    let compact: String = label.chars().filter(|c| !c.is_whitespace()).map(half_width).collect();
    let mut rest = compact.as_str();
    while let Some(character) = rest.chars().next() {
        match chinese_number(rest) {
            Some((number, length)) => {
                key += &number.to_string();
                rest = &rest[length..];
            }
            None => {
                key.push(if matches!(character, '—' | '–' | '.') { '-' } else { character });
                rest = &rest[character.len_utf8()..];
            }
        }
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references() {
        assert_eq!(named("具体见专栏3和表2－1，列表3项，附表4"), ["专栏3"]);
        assert_eq!(named("目标见表2-1（图3）"), ["表2-1", "图3"]);
        assert_eq!(named("本站专栏2021-09-23"), [""; 0]);
        assert_eq!(named("专栏3所列项目"), [""; 0]);
        assert_eq!(named("如表一所示"), ["表一"]);
        assert_eq!(key("专 栏 一"), key("专栏1"));
        assert_eq!(key("表2－1"), key("表2—1"));
    }
}
