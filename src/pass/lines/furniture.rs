//! Page numbers and running heads of printed pages.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use super::{SLACK, columns};
use crate::data::numbering::{arabic_number, label};
use crate::document::{Document, MediaType, Reason, Role};

/// Fewest bare page numbers in a text whose lines were broken at the page width.
const FEWEST_PAGES: usize = 3;
/// Fewest of them in a text whose lines are whole paragraphs.
const FEWEST_SPREAD: usize = 5;
/// Fewest page numbers that are marked as such.
const FEWEST_MARKED: usize = 2;
/// Fewest of them where one line stands beside each and nowhere else, how long it must be in columns, and how many
/// blocks must lie between two.
const FEWEST_HEADED: usize = 2;
const SHORTEST_HEAD: usize = 10;
const SHORTEST_HEADED: usize = 20;
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
    if document.source.media_type != MediaType::Plain && width.is_none() {
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
    let headed = headed(document, &lone);
    let either = |before, behind| before || behind;
    if headed.len() >= FEWEST_HEADED && are_pages(&lone, &headed, either) {
        return headed;
    }
    let marked: Vec<Lone> = lone.iter().filter(|lone| lone.marked).copied().collect();
    let marked = chain(&marked);
    let bare = chain(&lone);
    if marked.len() >= FEWEST_MARKED && marked.len() * 2 >= bare.len() {
        return marked;
    }
    let (fewest, share) = if wrapped { (FEWEST_PAGES, 2) } else { (FEWEST_SPREAD, 3) };
    let span = bare.last().zip(bare.first()).map_or(0, |(last, first)| last - first);
    let both = |before, behind| before && behind;
    if bare.len() >= fewest
        && span * 4 >= document.blocks.len() * share
        && are_pages(&lone, &bare, both)
    {
        return bare;
    }
    if marked.len() >= FEWEST_MARKED { marked } else { Vec::new() }
}

/// Most of these blocks are no ordinals of rows, which have the number before or behind them nearer than on another
/// page. `counts` says of which it must be known; a page number may stand beside one of them by chance.
fn are_pages(lone: &[Lone], blocks: &[usize], counts: fn(bool, bool) -> bool) -> bool {
    let near = |a: &Lone, b: &Lone| b.block - a.block < SHORTEST_PAGE;
    let is_row = |block: &&usize| {
        let at = lone.partition_point(|other| other.block < **block);
        let here = &lone[at];
        let mut before = lone[..at].iter().rev().take_while(|other| near(other, here));
        let mut behind = lone[at + 1..].iter().take_while(|other| near(here, other));
        let before = before.any(|other| other.page + 1 == here.page);
        !here.marked && counts(before, behind.any(|other| other.page == here.page + 1))
    };
    blocks.iter().filter(is_row).count() * 2 < blocks.len()
}

/// The longest row of numbers that count on, each beside the same line, which stands nowhere else but as the title: a
/// running head.
fn headed(document: &Document, lone: &[Lone]) -> Vec<usize> {
    let rows = [0, 2].into_iter().filter_map(|side| longest_beside(document, lone, side));
    let is_head = |(head, row): &(&str, Vec<usize>)| {
        let open = document.blocks.iter().filter(|block| block.role == Role::Unread);
        open.filter(|block| document.text.of(block) == *head).count() <= row.len() + 1
    };
    rows.filter(is_head).map(|(_, row)| row).max_by_key(Vec::len).unwrap_or_default()
}

/// The line that stands beside the longest row of numbers, before (0) or behind (2) each, and the row.
fn longest_beside<'a>(
    document: &'a Document,
    lone: &[Lone],
    side: usize,
) -> Option<(&'a str, Vec<usize>)> {
    let mut beside: BTreeMap<&str, Vec<Lone>> = BTreeMap::new();
    for number in lone {
        let head = (number.block + side).checked_sub(1).and_then(|n| document.blocks.get(n));
        if let Some(head) = head.filter(|block| block.role == Role::Unread) {
            beside.entry(document.text.of(head)).or_default().push(*number);
        }
    }
    let far = |row: &[usize]| row.windows(2).all(|two| two[1] - two[0] >= SHORTEST_HEADED);
    let heads = beside
        .into_iter()
        .filter(|(text, numbers)| numbers.len() >= FEWEST_HEADED && is_long_head(text));
    let rows = heads.map(|(text, numbers)| (text, chain(&numbers), numbers.len()));
    let whole = rows.filter(|(_, row, all)| row.len() == *all && far(row));
    whole.map(|(text, row, _)| (text, row)).max_by_key(|(_, row)| row.len())
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
    /// Blocks by which the distances differ from one to the next.
    uneven: usize,
    before: Option<usize>,
}

/// Blocks of the longest row of numbers that count on by one at about even distances.
fn chain(lone: &[Lone]) -> Vec<usize> {
    let mut links: Vec<Link> = Vec::with_capacity(lone.len());
    let mut places: HashMap<u32, Vec<usize>> = HashMap::new();
    for (at, here) in lone.iter().enumerate() {
        let before = here.page.checked_sub(1).and_then(|page| places.get(&page));
        let recent = before.into_iter().flat_map(|places| places.iter().rev().take(MOST_PLACES));
        let found = recent.filter_map(|before| link(lone, &links, *before, here));
        // Of several as long the one whose pages are most alike; of two pages the nearest.
        let link = found.min_by_key(|link| (Reverse(link.length), link.uneven, link.distance));
        links.push(link.unwrap_or(Link { length: 1, distance: 0, uneven: 0, before: None }));
        places.entry(here.page).or_default().push(at);
    }
    let by_length = |at: &usize| (Reverse(links[*at].length), links[*at].uneven);
    let mut next = (0..links.len()).min_by_key(by_length);
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
    let uneven = if last.before.is_none() { 0 } else { distance.abs_diff(last.distance) };
    (distance >= SHORTEST_PAGE && even).then_some(Link {
        length: last.length + 1,
        distance,
        uneven: last.uneven + uneven,
        before: Some(before),
    })
}

/// Longer than most cells of tables, and no numbered heading.
fn is_long_head(text: &str) -> bool {
    columns(text) >= SHORTEST_HEAD && label(text).is_none()
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
    let mut everywhere: HashMap<&str, usize> = HashMap::new();
    for block in document.blocks.iter().filter(|block| block.role == Role::Unread) {
        let text = document.text.of(block);
        if places.contains_key(text) {
            *everywhere.entry(text).or_default() += 1;
        }
    }
    // A word of many cells stands beside some page numbers, too; a running head elsewhere only as the title.
    places.retain(|text, _| everywhere.get(text).is_some_and(|all| *all <= pages.len() + 1));
    // On two pages a cell of a table or an entry of the contents list may stand twice beside the number.
    let is_head = |(text, places): &(&str, Vec<usize>)| {
        let few = places.len() == pages.len() && is_long_head(text);
        places.len() >= FEWEST_HEADS || few
    };
    let heads = places.into_iter().filter(is_head).flat_map(|(_, places)| places);
    let mut heads: Vec<usize> = heads.collect();
    heads.sort_unstable();
    heads
}
