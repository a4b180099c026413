//! Quantities of running text: `到2025年，地区生产总值达到4100亿元`.
//!
//! A sentence is walked over once for its numbers and times. A number counts when the words before
//! it end in a subject and the words behind it end the clause; everything else is left alone.

mod behind;
mod predicate;
mod scan;
mod sentence;
mod statement;
mod subject;
mod time;

use smol_str::SmolStr;

use crate::data::fold::three_bytes;
use crate::document::{BlockRange, Content, Document, Quantity, Section, is_of_many_lines};

/// Longest sentence that is read as one, in bytes; longer ones are cut at a mark inside.
const LONGEST: usize = 3000;
/// Characters besides numerals of the shortest statement: one of a subject, one of a unit or verb.
const FEWEST_OTHERS: usize = 2;

/// All quantities of the paragraphs and list items, in reading order.
pub(super) fn read(document: &Document) -> Vec<Quantity> {
    let mut found = Vec::new();
    let mut open: Vec<&Section> = document.sections.iter().rev().collect();
    while let Some(section) = open.pop() {
        contents(section, &mut found);
        open.extend(section.sections.iter().rev());
    }
    let start = document.metadata.period.as_ref().map(|period| period.from);
    for quantity in &mut found {
        quantity.planned = is_planned(quantity, start);
    }
    found
}

/// A target: the year lies in the plan, or the words say so.
fn is_planned(quantity: &Quantity, start: Option<u16>) -> bool {
    let says = |words: &[&str]| words.iter().any(|word| quantity.sentence.contains(word));
    match (quantity.year, start) {
        (Some(year), Some(start)) => year > start,
        (Some(year), None) => {
            says(&[&format!("到{year}年"), &format!("至{year}年")]) && !says(&["截至", "截止"])
        }
        (None, _) => says(&["力争", "争取", "确保", "预期目标", "到期末"]),
    }
}

/// Reads what stands in a section, boxes with it.
fn contents(section: &Section, found: &mut Vec<Quantity>) {
    let mut open: Vec<(&Content, Option<&str>)> =
        section.content.iter().rev().map(|one| (one, None)).collect();
    while let Some((content, label)) = open.pop() {
        match content {
            Content::Paragraph { text, blocks, .. } | Content::ListItem { text, blocks, .. }
                if !is_of_many_lines(text) =>
            {
                paragraph(text, *blocks, label, &section.id, found);
            }
            Content::Box { content, label, .. } => {
                open.extend(content.iter().rev().map(|one| (one, Some(label.as_str()))));
            }
            _ => {}
        }
    }
}

fn paragraph(
    text: &str,
    blocks: BlockRange,
    label: Option<&str>,
    section: &str,
    found: &mut Vec<Quantity>,
) {
    for sentence in sentences(text) {
        let read = sentence::read(sentence);
        if read.is_empty() {
            continue;
        }
        let (label, section) = (label.map(SmolStr::new), SmolStr::new(section));
        let sentence = SmolStr::new(sentence);
        found.extend(read.into_iter().map(|quantity| Quantity {
            sentence: sentence.clone(),
            box_label: label.clone(),
            section: Some(section.clone()),
            blocks,
            ..quantity
        }));
    }
}

/// The sentences with numbers of a paragraph with their final mark, none longer than [`LONGEST`].
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    numbered(text).flat_map(pieces).map(str::trim).filter(|one| !one.is_empty())
}

/// The sentences in which a number may stand and what it is said of, in one walk over the text.
fn numbered(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        while !rest.is_empty() {
            let (end, holds_number) = first_sentence(rest);
            let (sentence, behind) = rest.split_at(end);
            rest = behind;
            if holds_number && says_something(sentence) {
                return Some(sentence);
            }
        }
        None
    })
}

fn says_something(sentence: &str) -> bool {
    let others = sentence.chars().filter(|c| !scan::is_numeral(*c) && !c.is_whitespace());
    others.take(FEWEST_OTHERS).count() == FEWEST_OTHERS
}

/// Where the first sentence ends, and whether a number may stand in it. Numerals and final marks are
/// of one byte or three.
fn first_sentence(text: &str) -> (usize, bool) {
    const ENDS: [usize; 4] = ['。' as usize, '！' as usize, '？' as usize, '\n' as usize];
    let (mut rest, mut holds_number) = (text.as_bytes(), false);
    loop {
        let (code, behind) = match rest {
            [first @ 0xE0..0xF0, second, third, behind @ ..] => {
                (three_bytes([*first, *second, *third]), behind)
            }
            [byte, behind @ ..] => (usize::from(*byte), behind),
            [] => break,
        };
        rest = behind;
        holds_number |= scan::is_numeral_code(code);
        if ENDS.contains(&code) {
            break;
        }
    }
    (text.len() - rest.len(), holds_number)
}

/// A sentence, or its parts where it is too long.
fn pieces(sentence: &str) -> impl Iterator<Item = &str> {
    let mut rest = sentence;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = if rest.len() <= LONGEST { rest.len() } else { cut(rest) };
        let (piece, after) = rest.split_at(end);
        rest = after;
        Some(piece)
    })
}

/// Where a text that is too long is cut: behind its last mark within the limit.
fn cut(text: &str) -> usize {
    let limit = boundary(text, LONGEST);
    let marks = ['；', '，', ';', '、', ' '];
    let mark = marks.iter().find_map(|mark| Some(text[..limit].rfind(*mark)? + mark.len_utf8()));
    mark.unwrap_or(limit)
}

/// The last place at or before `at` where a character starts.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|place| text.is_char_boundary(*place)).unwrap_or(0)
}

#[cfg(test)]
mod tests;
