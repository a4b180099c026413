//! Page numbers and running heads of printed pages.

use std::collections::HashMap;

use super::{SLACK, columns};
use crate::data::numbering::arabic_number;
use crate::document::{Document, MediaType, Reason, Role};

/// Fewest bare page numbers in a text whose lines were broken at the page width.
const FEWEST_PAGES: usize = 3;
/// Fewest of them in a text whose lines are whole paragraphs.
const FEWEST_SPREAD: usize = 5;
/// Fewest page numbers that are marked as such.
const FEWEST_MARKED: usize = 2;
/// Fewest blocks of a page.
const SHORTEST_PAGE: usize = 12;
/// Most pages a running head must stand on.
const FEWEST_HEADS: usize = 3;
/// Widest running head of a text whose lines are whole paragraphs, in columns.
const WIDEST_HEAD: usize = 60;
/// Places of one number that are tried as the page before the next.
const MOST_PLACES: usize = 8;

/// Sets aside the page numbers, and the short lines that stand beside them on page after page.
/// `width` is that of the page, where lines were broken at it.
pub(super) fn remove(document: &mut Document, width: Option<usize>) {
    if document.source.media_type != MediaType::Plain {
        return;
    }
    let pages = pages(document, width.is_some());
    let widest = width.map_or(WIDEST_HEAD, |width| width.saturating_sub(SLACK));
    let heads = heads(document, &pages, widest);
    for number in pages.into_iter().chain(heads) {
        document.blocks[number].role = Role::Removed(Reason::PageFurniture);
    }
}

/// Blocks that are page numbers: lone numbers that count on at even distances through the text,
/// as no column of ordinals does, or that are marked as page numbers.
fn pages(document: &Document, wrapped: bool) -> Vec<usize> {
    let lone = lone_numbers(document);
    let bare = chain(&lone);
    let (fewest, share) = if wrapped { (FEWEST_PAGES, 2) } else { (FEWEST_SPREAD, 3) };
    let span = bare.last().zip(bare.first()).map_or(0, |(last, first)| last - first);
    if bare.len() >= fewest && span * 4 >= document.blocks.len() * share {
        return bare;
    }
    let marked: Vec<Lone> = lone.into_iter().filter(|lone| lone.marked).collect();
    let marked = chain(&marked);
    if marked.len() >= FEWEST_MARKED { marked } else { Vec::new() }
}

/// A block that is a number and nothing else.
#[derive(Debug, Clone, Copy)]
struct Lone {
    block: usize,
    page: u32,
    /// `- 12 -`, `第12页`.
    marked: bool,
}

fn lone_numbers(document: &Document) -> Vec<Lone> {
    let open = document.blocks.iter().enumerate().filter(|(_, block)| block.role == Role::Unread);
    open.filter_map(|(block, found)| {
        let (page, marked) = page_number(document.text.of(found))?;
        Some(Lone { block, page, marked })
    })
    .collect()
}

/// The number of a line that is nothing else, and whether it is marked.
fn page_number(text: &str) -> Option<(u32, bool)> {
    let inner = text.trim_matches(|c: char| c.is_whitespace() || "-—－·第页".contains(c));
    let (page, length) = arabic_number(inner)?;
    let marked = text.ends_with(['-', '—', '－', '·', '页']) && !text.starts_with(inner);
    (length == inner.len() && page < 2000).then_some((page, marked))
}

/// How far the numbers have counted on up to one of them.
#[derive(Debug, Clone, Copy)]
struct Link {
    length: usize,
    distance: usize,
    before: Option<usize>,
}

/// Blocks of the longest row of numbers that count on by one at about even distances.
fn chain(lone: &[Lone]) -> Vec<usize> {
    let mut links: Vec<Link> = Vec::with_capacity(lone.len());
    let mut places: HashMap<u32, Vec<usize>> = HashMap::new();
    for (at, here) in lone.iter().enumerate() {
        let before = here.page.checked_sub(1).and_then(|page| places.get(&page));
        let recent = before.into_iter().flat_map(|places| places.iter().rev().take(MOST_PLACES));
        let link = recent
            .filter_map(|before| link(lone, &links, *before, here))
            .max_by_key(|link| link.length);
        links.push(link.unwrap_or(Link { length: 1, distance: 0, before: None }));
        places.entry(here.page).or_default().push(at);
    }
    let mut next = (0..links.len()).max_by_key(|at| links[*at].length);
    let mut blocks = Vec::new();
    while let Some(at) = next {
        blocks.push(lone[at].block);
        next = links[at].before;
    }
    blocks.reverse();
    blocks
}

fn link(lone: &[Lone], links: &[Link], before: usize, here: &Lone) -> Option<Link> {
    let (last, distance) = (links[before], here.block - lone[before].block);
    let even = last.before.is_none() || distance.abs_diff(last.distance) * 2 <= last.distance;
    (distance >= SHORTEST_PAGE && even).then_some(Link {
        length: last.length + 1,
        distance,
        before: Some(before),
    })
}

/// Short lines right before or behind a page number that are the same on several pages.
fn heads(document: &Document, pages: &[usize], widest: usize) -> Vec<usize> {
    let beside = pages.iter().flat_map(|page| [page.checked_sub(1), Some(page + 1)]).flatten();
    let open =
        beside.filter(|n| document.blocks.get(*n).is_some_and(|block| block.role == Role::Unread));
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    let is_short = |n: &usize| {
        let text = document.clean(*n);
        columns(text) < widest && !text.ends_with(['。', '；'])
    };
    for number in open.filter(is_short) {
        places.entry(document.clean(number)).or_default().push(number);
    }
    let fewest = FEWEST_HEADS.min(pages.len());
    let mut heads: Vec<usize> =
        places.into_values().filter(|places| places.len() >= fewest).flatten().collect();
    heads.sort_unstable();
    heads
}
