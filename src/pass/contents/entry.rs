//! One entry of a contents list: label, title, leaders and page number taken apart.

use crate::data::compare::{common, has_length, key};
use crate::data::numbering::{Label, arabic_number, is_han, label};

/// Largest page number; more digits are a year that ends a title.
const LARGEST_PAGE: u32 = 999;
/// A title that may stand for itself when it comes again, in characters.
const LONG_TITLE: usize = 4;
/// Shortest first line of a broken heading, in bytes of its key: a label of three characters.
const SHORTEST_START: usize = 9;

/// An entry of a contents list.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Entry {
    /// Its label and the label's text.
    pub label: Option<(Label, String)>,
    /// Title without label, leaders and page.
    pub title: String,
    /// Page number.
    pub page: Option<u32>,
    /// First and last block.
    pub blocks: (usize, usize),
}

impl Entry {
    /// Takes in the second line of a broken entry.
    pub fn extend(&mut self, text: &str, number: usize) {
        let (title, page) = without_page(text);
        self.title.push_str(title);
        self.page = page;
        self.blocks.1 = number;
    }

    /// Takes in a page number printed on a line of its own.
    pub fn take_page(&mut self, text: &str, number: usize) {
        self.page = self.page.or(arabic_number(text.trim()).map(|(page, _)| page));
        self.blocks.1 = number;
    }

    /// Its heading, to look for.
    pub fn printed(&self) -> Printed {
        let label = self.label.as_ref().map_or(String::new(), |(_, label)| key(label));
        Printed { whole: label + &key(&self.title), labelled: self.label.is_some() }
    }

    /// Long enough not to come again by chance.
    pub fn is_long(&self) -> bool {
        self.label.is_some() && has_length(&self.title, LONG_TITLE)
    }
}

/// A line that is a page number and nothing else.
pub(super) fn is_page(text: &str) -> bool {
    arabic_number(text.trim())
        .is_some_and(|(page, length)| length == text.trim().len() && page <= LARGEST_PAGE)
}

/// Takes a line apart; a line that lost its breaks gives several entries.
pub(super) fn parse(text: &str, number: usize) -> Vec<Entry> {
    split_labels(text).into_iter().map(|piece| single(piece, number)).collect()
}

fn single(text: &str, number: usize) -> Entry {
    let found = label(text);
    let (title, page) = without_page(&text[found.map_or(0, |label| label.title)..]);
    Entry {
        label: found.map(|label| (label, label_text(text, &label).to_owned())),
        title: title.to_owned(),
        page,
        blocks: (number, number),
    }
}

/// The label as printed, without a colon that only parts it from the title.
fn label_text<'a>(text: &'a str, label: &Label) -> &'a str {
    text[..label.end].trim_end_matches(['：', ':'])
}

/// Parts a line before each further `第…章` that stands in it.
pub(super) fn split_labels(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices('第').filter(|(at, _)| *at > 0) {
        let is_unit = label(&text[at..]).is_some_and(|label| label.style.is_strong());
        // `见第三章`, `本章第二节`: a label after a Han character that reads on is no new entry.
        if is_unit && at > start && label(&text[start..]).is_some_and(|l| start + l.title < at) {
            pieces.push(text[start..at].trim());
            start = at;
        }
    }
    pieces.push(text[start..].trim());
    pieces
}

/// Title and page of the rest of an entry: `…总则......12`, `…总则　12`, `…汇总表89`.
fn without_page(text: &str) -> (&str, Option<u32>) {
    let text = text.trim();
    let digits = text.chars().rev().take_while(|c| c.is_ascii_digit() || ('０'..='９').contains(c));
    let bytes: usize = digits.map(char::len_utf8).sum();
    let (before, number) = text.split_at(text.len() - bytes);
    let page = arabic_number(number).map(|(page, _)| page).filter(|page| *page <= LARGEST_PAGE);
    let title = before.trim_end_matches(is_leader);
    let parted = title.len() < before.len() || before.chars().next_back().is_some_and(ends_title);
    match page {
        Some(page) if parted && !title.is_empty() => (title, Some(page)),
        _ => (text.trim_end_matches(is_leader), None),
    }
}

/// The text before leaders and page number.
pub(super) fn without_leaders(text: &str) -> &str {
    const RUNS: [(char, &str); 4] = [('.', "...."), ('…', "……"), ('·', "····"), ('．', "．．．")];
    let starts = |(at, _): &(usize, char)| RUNS.iter().any(|(_, run)| text[*at..].starts_with(run));
    let mut marks = text.char_indices().filter(|(_, c)| RUNS.iter().any(|(mark, _)| mark == c));
    &text[..marks.find(starts).map_or(text.len(), |(at, _)| at)]
}

fn ends_title(character: char) -> bool {
    is_han(character) || matches!(character, '）' | ')' | '”' | '》')
}

fn is_leader(character: char) -> bool {
    character.is_whitespace()
        || matches!(character, '.' | '…' | '·' | '．' | '—' | '-' | '_' | '‥' | '⋯' | '•')
}

/// The heading of an entry as the body prints it.
pub(super) struct Printed {
    /// Key of label and title.
    whole: String,
    labelled: bool,
}

impl Printed {
    /// Whether a line prints the heading, or its first line, when it was broken.
    pub fn is_in(&self, text: &str) -> bool {
        let Some(length) = common(text, &self.whole) else { return false };
        length == self.whole.len()
            || (self.labelled && length >= SHORTEST_START && label(text).is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(&str, &str, Option<u32>)]) {
        let found = parse(text, 0);
        let found: Vec<_> = found
            .iter()
            .map(|e| {
                (e.label.as_ref().map_or("", |(_, text)| text.as_str()), e.title.as_str(), e.page)
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn parts_of_an_entry() {
        check("第一章 总则", &[("第一章", "总则", None)]);
        check("第一章 总则......12", &[("第一章", "总则", Some(12))]);
        check("（二）基本原则………… 3", &[("（二）", "基本原则", Some(3))]);
        check("附表 项目汇总表89", &[("附表", "项目汇总表", Some(89))]);
        check("3.建设综合试点 73", &[("3.", "建设综合试点", Some(73))]);
        check("第三节 展望2035", &[("第三节", "展望2035", None)]);
        check("前　言", &[("", "前　言", None)]);
        check("一、现状.......", &[("一、", "现状", None)]);
    }

    #[test]
    fn entries_run_together() {
        check(
            "第一章总体要求第二章主要目标第二篇结构调整",
            &[
                ("第一章", "总体要求", None),
                ("第二章", "主要目标", None),
                ("第二篇", "结构调整", None),
            ],
        );
    }
}
