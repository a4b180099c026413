//! Page numbers and running heads of printed pages.

use std::collections::HashMap;

use super::{SLACK, columns};
use crate::data::numbering::arabic_number;
use crate::document::{Document, MediaType, Reason, Role};

/// Fewest page numbers that make a sequence.
const FEWEST_PAGES: usize = 3;
/// Fewest page numbers spread through a text.
const FEWEST_SPREAD: usize = 5;
/// Fewest blocks of a page.
const SHORTEST_PAGE: usize = 12;
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

/// Sets aside the page numbers of a text whose lines are whole paragraphs: only numbers that count
/// on at even distances through the whole text, as no column of ordinals does.
pub(super) fn remove_spread(document: &mut Document) {
    if document.source.media_type != MediaType::Plain {
        return;
    }
    let lone = lone_numbers(document);
    let starts = lone.iter().enumerate().filter(|(_, (_, page))| *page == 1).take(MOST_STARTS);
    let chains = starts.flat_map(|(start, _)| spread_chains(&lone[start..]));
    let last_block = document.blocks.len();
    let spread = |chain: &Vec<usize>| {
        let [first, .., last] = chain[..] else { return false };
        chain.len() >= FEWEST_SPREAD && (last - first) * 4 >= last_block * 3
    };
    if let Some(chain) = chains.filter(spread).max_by_key(Vec::len) {
        for number in chain {
            document.blocks[number].role = Role::Removed(Reason::PageFurniture);
        }
    }
}

/// Chains from page 1 on, one for each place that page 2 may stand at.
fn spread_chains(lone: &[(usize, u32)]) -> Vec<Vec<usize>> {
    let second = lone.iter().filter(|(_, page)| *page == 2).take(MOST_STARTS);
    second.map(|(second, _)| spread_chain(lone, second - lone[0].0)).collect()
}

/// Takes each next number at about the distance of the first two.
fn spread_chain(lone: &[(usize, u32)], distance: usize) -> Vec<usize> {
    let mut chain = vec![lone[0].0];
    let (mut next, mut expected) = (2, lone[0].0 + distance);
    for (number, page) in &lone[1..] {
        if *page == next && number.abs_diff(expected) * 2 <= distance && distance >= SHORTEST_PAGE {
            chain.push(*number);
            (next, expected) = (next + 1, number + distance);
        }
    }
    chain
}

/// Blocks that are page numbers: lone numbers that count on by one, from the start that gives most.
fn pages(document: &Document) -> Vec<usize> {
    let lone = lone_numbers(document);
    let starts = 0..lone.len().min(MOST_STARTS);
    starts.map(|start| chain(&lone[start..])).max_by_key(Vec::len).unwrap_or_default()
}

/// Blocks that are a number and nothing else, with that number.
fn lone_numbers(document: &Document) -> Vec<(usize, u32)> {
    let open = document.blocks.iter().enumerate().filter(|(_, block)| block.role == Role::Unread);
    open.filter_map(|(number, block)| Some((number, page_number(document.text.of(block))?)))
        .collect()
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
    let is_around =
        |c: char| c.is_whitespace() || matches!(c, '-' | '—' | '－' | '·' | '第' | '页');
    if !text.starts_with(|c| is_around(c) || matches!(c, '0'..='9' | '０'..='９')) {
        return None;
    }
    let inner = text.trim_matches(is_around);
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
