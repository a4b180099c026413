//! The document checked against what it says of itself. A failed check is a diagnostic; nothing is
//! changed to make one hold.

use std::collections::HashMap;

use super::{count, references};
use crate::data::compare::key;
use crate::document::{Check, CheckKind, Content, Document, Problem, Section, SectionKind};

/// Runs every check that the document gives occasion for.
pub(super) fn run(document: &mut Document) {
    document.checks.clear();
    contents(document);
    numbering(document);
    counts(document);
    references::check(document);
}

pub(super) fn record(document: &mut Document, kind: CheckKind, ok: bool, detail: String) {
    document.checks.push(Check { kind, ok, detail });
}

/// Every entry of the contents list has its heading, and the headings of its styles are in it.
fn contents(document: &mut Document) {
    if document.contents.is_empty() {
        return;
    }
    let mut open: HashMap<String, i64> = HashMap::new();
    for entry in &document.contents {
        *open.entry(key(entry.label.as_deref().unwrap_or("")) + &key(&entry.title)).or_insert(0) +=
            1;
    }
    let deepest = document.contents.iter().map(|entry| entry.level).max().unwrap_or(1);
    let mut extra = 0;
    walk(&document.sections, &mut |section| {
        let whole = key(section.label.as_deref().unwrap_or("")) + &key(&section.title);
        match open.get_mut(&whole) {
            Some(left) if *left > 0 => *left -= 1,
            _ => extra += usize::from(is_heading(section) && section.level <= deepest),
        }
    });
    let missing = open.values().sum::<i64>() as usize;
    let entries = document.contents.len();
    let range = [document.contents[0].blocks[0], document.contents[entries - 1].blocks[1]];
    let detail = format!(
        "{entries} entries, {} with their heading, {extra} headings beside them",
        entries - missing
    );
    record(document, CheckKind::Contents, missing == 0 && extra == 0, detail);
    if missing > 0 || extra > 0 {
        document.report(&Problem::ContentsMismatch { missing, extra }, Some(range));
    }
}

fn is_heading(section: &Section) -> bool {
    !matches!(section.kind, SectionKind::Notice | SectionKind::Preamble)
}

/// Calls `see` for every section, parents first; without recursion on the outline's depth.
pub(super) fn walk<'a>(sections: &'a [Section], see: &mut impl FnMut(&'a Section)) {
    let mut open: Vec<&Section> = sections.iter().rev().collect();
    while let Some(section) = open.pop() {
        see(section);
        open.extend(section.sections.iter().rev());
    }
}

/// Numbers of headings of one kind go on by one, from 1 or from the last of their kind.
fn numbering(document: &mut Document) {
    let mut problems = Vec::new();
    let mut last_of_kind: HashMap<&'static str, u32> = HashMap::new();
    let mut lists: Vec<&[Section]> = vec![&document.sections];
    let mut headings = 0;
    while let Some(sections) = lists.pop() {
        headings += check_siblings(sections, &mut last_of_kind, &mut problems);
        lists.extend(
            sections
                .iter()
                .rev()
                .map(|section| section.sections.as_slice())
                .filter(|s| !s.is_empty()),
        );
    }
    let ok = problems.is_empty();
    for (problem, blocks) in &problems {
        document.report(problem, Some(*blocks));
    }
    if headings > 0 {
        record(document, CheckKind::Numbering, ok, format!("{headings} numbered headings"));
    }
}

fn check_siblings(
    sections: &[Section],
    last_of_kind: &mut HashMap<&'static str, u32>,
    problems: &mut Vec<(Problem, [u32; 2])>,
) -> usize {
    let mut here: HashMap<&'static str, (u32, u32)> = HashMap::new();
    let mut headings = 0;
    for section in sections {
        let Some((style, number)) = numbered(section) else { continue };
        headings += 1;
        let (before, from) = here.get(style).copied().unzip();
        let is_next = match before {
            Some(before) => number == before + 1,
            // Chapters may count on across parts, articles across chapters.
            None => number == 1 || last_of_kind.get(style).is_some_and(|last| number == last + 1),
        };
        if !is_next {
            // From the heading before to this one: there the missing number would stand.
            let blocks = [from.unwrap_or(section.blocks[0]), section.blocks[0]];
            problems.push((numbering_problem(section, number, before), blocks));
        }
        here.insert(style, (number, section.blocks[0]));
        last_of_kind.insert(style, number);
    }
    headings
}

fn numbering_problem(section: &Section, number: u32, before: Option<u32>) -> Problem {
    let label = section.label.clone().unwrap_or_default();
    match before {
        Some(before) if before == number => Problem::NumberingDouble { label },
        before => Problem::NumberingGap { label, expected: (before.unwrap_or(0) + 1).to_string() },
    }
}

/// Style and number of a section's label; appendices are often not numbered and are left out.
fn numbered(section: &Section) -> Option<(&'static str, u32)> {
    use crate::data::numbering::{Style, label};
    let text = section.label.as_deref()?;
    // The label of a heading that lost its dot is a bare number.
    let found = label(text).or_else(|| label(&format!("{text}.")))?;
    let style = match found.style {
        Style::Part => "part",
        Style::Chapter => "chapter",
        Style::Section => "section",
        Style::Article => "article",
        Style::ChineseComma => "comma",
        Style::ChineseParen => "paren",
        Style::Arabic => "arabic",
        Style::ArabicParen => "arabic-paren",
        Style::Circled => "circled",
        Style::Decimal(_) | Style::Named(_) | Style::Appendix => return None,
    };
    Some((style, found.number))
}

/// Counts stated in brackets against the lists behind them.
fn counts(document: &mut Document) {
    let mut found = Vec::new();
    walk(&document.sections, &mut |section| {
        for piece in section.pieces() {
            match piece {
                Content::Paragraph { text, blocks, .. }
                | Content::ListItem { text, blocks, .. } => {
                    found.extend(count::listed(text).into_iter().map(|listed| (listed, *blocks)));
                }
                _ => {}
            }
        }
    });
    for (listed, blocks) in found {
        let ok = listed.stated == listed.found;
        let detail = format!("{}: {} stated, {} listed", listed.what, listed.stated, listed.found);
        record(document, CheckKind::Count, ok, detail);
        if !ok {
            let count::Listed { what, stated, found } = listed;
            document.report(&Problem::CountMismatch { what, stated, found }, Some(blocks));
        }
    }
}
