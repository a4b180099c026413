//! Other documents that a page presents with their first sentences: a linked title, an excerpt,
//! perhaps a link to go on, in an element of their own.

use std::ops::Range;

use super::look::{Look, Page};
use crate::document::Document;

/// Fewest and most blocks of a teaser: title and excerpt, date, source, `查看详情`.
const BLOCKS: std::ops::RangeInclusive<usize> = 2..=6;
/// Share of the page's sentences that teasers hold at most, in percent: a page of nothing else is
/// a digest, and they are its text.
const SHARE: u32 = 40;

/// Marks the teasers of a page.
pub fn mark(document: &Document, page: &mut Page) {
    let mut found: Vec<Range<usize>> = Vec::new();
    for container in document.containers.iter().skip(1) {
        let blocks = container.blocks.start as usize..container.blocks.end as usize;
        let inside = found.last().is_some_and(|outer| blocks.start < outer.end);
        if !inside && is_teaser(page, &blocks) {
            found.push(blocks);
        }
    }
    let held: u32 = found.iter().map(|blocks| page.good_in(blocks)).sum();
    let minor = held * 100 <= page.good_total() * SHARE;
    for blocks in found {
        match minor {
            true => page.looks[blocks].fill(Look::Links),
            false => page.looks[blocks.start] = Look::Plain,
        }
    }
}

/// A link first, then one excerpt.
fn is_teaser(page: &Page, blocks: &Range<usize>) -> bool {
    if !BLOCKS.contains(&blocks.len()) || page.looks[blocks.start] != Look::Links {
        return false;
    }
    let rest = &page.looks[blocks.start + 1..blocks.end];
    let excerpts = rest.iter().filter(|look| **look == Look::Prose).count();
    let around = |look: &Look| {
        matches!(look, Look::Prose | Look::Links | Look::Date | Look::Lead | Look::Plain)
    };
    excerpts == 1 && rest.iter().all(around)
}
