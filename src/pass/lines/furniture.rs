//! Page numbers and running heads of printed pages.

use std::collections::HashMap;

use super::{SLACK, columns};
use crate::data::numbering::arabic_number;
use crate::document::{Document, Reason, Role};

/// Fewest page numbers that make a sequence.
const FEWEST_PAGES: usize = 3;
/// Fewest pages a running head stands on.
const FEWEST_HEADS: usize = 3;
/// Lone numbers at the start of a document that are tried as its first page number.
const MOST_STARTS: usize = 8;

/// Sets aside the page numbers, and the short lines that stand beside them on page after page.
pub(super) fn remove(document: &mut Document, width: usize) {
    let pages = pages(document);
    if pages.len() < FEWEST_PAGES {
        return;
    }
    let heads = heads(document, &pages, width);
    for number in pages.into_iter().chain(heads) {
        document.blocks[number].role = Role::Removed(Reason::PageFurniture);
    }
}

/// Blocks that are page numbers: lone numbers that count on by one, from the start that gives most.
fn pages(document: &Document) -> Vec<usize> {
    let open = document.blocks.iter().enumerate().filter(|(_, block)| block.role == Role::Unread);
    let lone: Vec<(usize, u32)> = open
        .filter_map(|(number, block)| Some((number, page_number(document.text.of(block))?)))
        .collect();
    let starts = 0..lone.len().min(MOST_STARTS);
    starts.map(|start| chain(&lone[start..])).max_by_key(Vec::len).unwrap_or_default()
}

fn chain(lone: &[(usize, u32)]) -> Vec<usize> {
    let mut next = lone.first().map(|(_, page)| *page);
    let mut pages = Vec::new();
    for (number, page) in lone {
        if next == Some(*page) {
            next = Some(page + 1);
            pages.push(*number);
        }
    }
    pages
}

/// The number of a line that is nothing else: `12`, `- 12 -`, `第12页`.
fn page_number(text: &str) -> Option<u32> {
    let inner = text.trim_matches(|c: char| c.is_whitespace() || "-—－·第页".contains(c));
    let (page, length) = arabic_number(inner)?;
    (length == inner.len() && page < 2000).then_some(page)
}

/// Short lines right before or behind a page number that are the same on several pages.
fn heads(document: &Document, pages: &[usize], width: usize) -> Vec<usize> {
    let beside = pages.iter().flat_map(|page| [page.checked_sub(1), Some(page + 1)]).flatten();
    let open =
        beside.filter(|n| document.blocks.get(*n).is_some_and(|block| block.role == Role::Unread));
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    let is_short = |n: &usize| columns(document.clean(*n)) + SLACK < width;
    for number in open.filter(is_short) {
        places.entry(document.clean(number)).or_default().push(number);
    }
    let mut heads: Vec<usize> =
        places.into_values().filter(|places| places.len() >= FEWEST_HEADS).flatten().collect();
    heads.sort_unstable();
    heads
}
