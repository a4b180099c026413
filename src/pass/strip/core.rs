//! The range of lines that holds the text of a page: the run of lines of greatest worth, then
//! widened inside the element that holds it, then trimmed at both ends.

use std::ops::Range;

use super::look::{Look, Page};
use crate::document::{Container, Document, Tag};

/// A range of less worth is no text.
const WEAK_SUM: f32 = 4.0;
/// A range with fewer characters of sentences is no text.
const WEAK_GOOD: u32 = 60;
/// A range with fewer characters of sentences, in no element of its own, must hold most of the page's.
const SMALL_GOOD: u32 = 200;
/// Most, in percent.
const SMALL_SHARE: u32 = 70;
/// Share of the range's sentences that an element must hold to be its home, in percent.
const HOME_SHARE: u32 = 80;
/// Share of the page's sentences that makes its home a strong one, in percent.
const STRONG_SHARE: u32 = 90;
/// What a run of unfit lines costs at most when the range is widened over it.
const RUN_COST: f32 = 12.0;
/// The same in a strong home.
const RUN_COST_STRONG: f32 = 4.0;

/// Lines that stand in the home itself and not in an element inside it count so much more.
const OWN_WEIGHT: f32 = 2.0;

/// Share of noise, in percent of its characters, above which the name of an element lies.
const NAMED_NOISE: u32 = 20;
/// Share of noise among the characters that a wider element adds, in percent.
const ANNEX_NOISE: u32 = 10;

/// The text of a page, when one stands out.
pub fn find(document: &Document, page: &Page) -> Option<Range<usize>> {
    let (core, sum) = best_run(&page.scores);
    let good = page.good_in(&core);
    if sum < WEAK_SUM || good < WEAK_GOOD {
        return None;
    }
    let home = Home::of(document, page, &core).with_annexes(document, page);
    let beaten = good < SMALL_GOOD && good * 100 < page.good_total() * SMALL_SHARE;
    if beaten && home.number == 0 {
        return None;
    }
    let core = home.fit(document, page, core);
    let core = trim(page, core);
    let core = core.start..related_start(page, &core);
    let start = below_title(document, page, &core);
    Some(trim(page, start..core.end))
}

/// The contiguous run with the greatest sum.
fn best_run(scores: &[f32]) -> (Range<usize>, f32) {
    let (mut best, mut best_sum) = (0..0, 0.0f32);
    let (mut start, mut sum) = (0, 0.0f32);
    for (at, score) in scores.iter().enumerate() {
        if sum <= 0.0 {
            (start, sum) = (at, 0.0);
        }
        sum += score;
        if sum > best_sum {
            (best, best_sum) = (start..at + 1, sum);
        }
    }
    (best, best_sum)
}

/// The element that holds a range.
#[derive(Debug)]
struct Home {
    blocks: Range<usize>,
    number: usize,
    /// Its name says that it holds the text.
    named: bool,
    /// It holds nearly all sentences of the page.
    strong: bool,
}

fn blocks(container: &Container) -> Range<usize> {
    container.blocks.start as usize..container.blocks.end as usize
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> Range<usize> {
    let start = a.start.max(b.start);
    start..a.end.min(b.end).max(start)
}

impl Home {
    /// The innermost element that holds most of the range, or the one around it whose name says
    /// that it holds the text.
    fn of(document: &Document, page: &Page, core: &Range<usize>) -> Self {
        let total = page.good_in(core);
        let holds = |container: &Container| {
            page.good_in(&overlap(&blocks(container), core)) * 100 >= total * HOME_SHARE
        };
        let mut inner = 0;
        let mut named = None;
        for (number, container) in document.containers.iter().enumerate().filter(|(_, c)| holds(c))
        {
            inner = number;
            if container.hints.content && page.noise_share(&blocks(container)) <= NAMED_NOISE {
                named = Some(number);
            }
        }
        Self::new(document, page, named.unwrap_or(inner), named.is_some())
    }

    fn new(document: &Document, page: &Page, number: usize, named: bool) -> Self {
        let blocks = document.containers.get(number).map_or(0..page.looks.len(), blocks);
        let most = page.good_in(&blocks) * 100 >= page.good_total() * STRONG_SHARE;
        Self { blocks, number, named, strong: named || most && number > 0 }
    }

    /// The element around it instead, as long as that adds text only: content systems and word
    /// processors give every annex an element of its own.
    fn with_annexes(self, document: &Document, page: &Page) -> Self {
        let mut home = self;
        while let Some(container) = document.containers.get(home.number) {
            let parent = container.parent as usize;
            if parent >= home.number
                || !adds_text(page, &home.blocks, &blocks(&document.containers[parent]))
            {
                break;
            }
            home = Self::new(document, page, parent, home.named);
        }
        home
    }

    /// Fits the range to the element.
    fn fit(self, document: &Document, page: &Page, core: Range<usize>) -> Range<usize> {
        let before = core.start < self.blocks.start && !page.looks[self.blocks.start - 1].is_head();
        let after = core.end > self.blocks.end && !page.looks[self.blocks.end].is_foot();
        let home = if before || after { self.climb(document, page, &core) } else { self };
        if home.named && !before && !after {
            return home.blocks;
        }
        let core = overlap(&core, &home.blocks);
        home.widen(document, page, core)
    }

    /// The innermost element around it that holds the whole range.
    fn climb(self, document: &Document, page: &Page, core: &Range<usize>) -> Self {
        let mut number = self.number;
        while let Some(container) = document.containers.get(number) {
            let range = blocks(container);
            let parent = container.parent as usize;
            if range.start <= core.start && range.end >= core.end || parent >= number {
                break;
            }
            number = parent;
        }
        Self::new(document, page, number, false)
    }

    /// Widens the range to where the sum of the lines beyond is best.
    fn widen(&self, document: &Document, page: &Page, core: Range<usize>) -> Range<usize> {
        let before = (self.blocks.start..core.start).rev();
        let after = core.end..self.blocks.end;
        let start = core.start - self.best_reach(document, page, before);
        let end = core.end + self.best_reach(document, page, after);
        start..end
    }

    /// How many of the lines, taken in order, are worth taking.
    fn best_reach(
        &self,
        document: &Document,
        page: &Page,
        lines: impl Iterator<Item = usize>,
    ) -> usize {
        let cap = if self.strong { RUN_COST_STRONG } else { RUN_COST };
        let (mut sum, mut run) = (0.0f32, 0.0f32);
        let (mut best, mut reach) = (0.0f32, 0);
        for (taken, at) in lines.enumerate() {
            let own = document.blocks[at].layout.container as usize == self.number;
            let worth = beside(page, at) * if own { OWN_WEIGHT } else { 1.0 };
            let paid = if worth < 0.0 { worth.max(-(cap - run).max(0.0)) } else { worth };
            run = if worth < 0.0 { run - paid } else { 0.0 };
            sum += paid;
            if sum > best {
                (best, reach) = (sum, taken + 1);
            }
        }
        reach
    }
}

/// Worth of a line beside the range, in its element: short lines are headings and signatures.
fn beside(page: &Page, at: usize) -> f32 {
    match page.looks[at] {
        Look::Plain | Look::Date => page.scores[at].max(0.15),
        Look::Data => 0.05,
        Look::Title => -3.0,
        Look::Comment => -6.0,
        Look::Certain | Look::Noise => -3.0,
        _ => page.scores[at],
    }
}

/// Cuts what stands above and under a text off its ends.
fn trim(page: &Page, core: Range<usize>) -> Range<usize> {
    let mut lines = core.clone();
    let head = |at: &usize| page.looks[*at].is_head() || page.is_byline(*at);
    let start = lines.find(|at| !head(at)).unwrap_or(core.start);
    let mut lines = start..core.end;
    let end = lines.rfind(|at| !page.looks[*at].is_foot()).map_or(core.end, |at| at + 1);
    start..end
}

/// Lines at the start of a text among which its title may stand.
const TITLE_LINES: usize = 12;

/// Where the text starts when a heading of the page with its title stands inside the range, with
/// no sentence above it.
fn below_title(document: &Document, page: &Page, core: &Range<usize>) -> usize {
    let lines = core.start..core.end.min(core.start + TITLE_LINES);
    let above = lines.take_while(|at| page.looks[*at] != Look::Prose);
    let heads = |at: &usize| {
        page.looks[*at] == Look::Title
            && matches!(document.blocks[*at].layout.tag, Tag::Heading(1..=2))
    };
    above.filter(heads).last().map_or(core.start, |at| at + 1)
}

/// Whether an element holds nothing but text beside the inner one.
fn adds_text(page: &Page, inner: &Range<usize>, outer: &Range<usize>) -> bool {
    let all = page.chars_in(outer) - page.chars_in(inner);
    let noise = page.noise_in(outer) - page.noise_in(inner);
    noise * 100 <= all * ANNEX_NOISE
}

/// Share of the text's sentences that may stand behind a heading of other documents, in percent.
const RELATED_GOOD: u32 = 25;
/// Share of noise behind such a heading, in percent of the characters.
const RELATED_NOISE: u32 = 50;

/// Where the text ends: at a heading of other documents with little but links behind it.
fn related_start(page: &Page, core: &Range<usize>) -> usize {
    let ends = |at: &usize| {
        let rest = *at..core.end;
        let little = page.good_in(&rest) * 100 <= page.good_in(core) * RELATED_GOOD;
        page.heads_related[*at] && little && page.noise_share(&rest) >= RELATED_NOISE
    };
    core.clone().find(ends).unwrap_or(core.end)
}
