//! Readers' comments and legal notices that no markup names: they follow a heading of their own,
//! to the end of the element around it.

use std::ops::Range;

use super::line::{Line, Lines};
use super::look::{Look, Page};
use crate::data::noise::Sign;
use crate::document::Document;

/// Characters of sentences that stand above comments.
const TEXT_ABOVE: u32 = 150;
/// Longest heading of comments, in characters.
const LONGEST_HEADING: u32 = 20;
/// Longest heading of a legal notice, in characters: with a value behind it, it is a line alone.
const LONGEST_NOTICE: u32 = 7;
/// Share of the page's sentences that comments under a heading may hold, in percent.
const SHARE: u32 = 60;

/// Marks the comments and notices of a page.
pub fn mark(document: &Document, lines: &Lines, page: &mut Page) {
    let mut done = 0;
    for (at, line) in lines.list.iter().enumerate() {
        let heads = is_heading(line) || is_notice(lines, line) && opens_element(document, at);
        if at < done || !heads || page.good[at] < TEXT_ABOVE {
            continue;
        }
        let region = at..end_of_parent(document, at);
        if page.good_in(&region) * 100 <= page.good_total() * SHARE {
            done = region.end;
            let look = if line.begins_with(Sign::Comment) { Look::Comment } else { Look::Trail };
            page.looks[region].fill(look);
        }
    }
}

fn is_heading(line: &Line) -> bool {
    let notice = line.begins_with(Sign::Trail) && line.chars <= LONGEST_NOTICE;
    line.begins_with(Sign::Comment) && line.chars <= LONGEST_HEADING || notice
}

/// A legal notice that begins on the line of its heading: `版权声明：本网站所刊载的…`
fn is_notice(lines: &Lines, line: &Line) -> bool {
    const NOTICES: [&str; 6] =
        ["版权声明:", "免责声明:", "特别声明:", "本网声明:", "版权说明:", "版权公告:"];
    let bare = lines.bare(line);
    NOTICES.iter().any(|notice| bare.starts_with(notice))
}

/// The line is the first of the element it stands in.
fn opens_element(document: &Document, at: usize) -> bool {
    let container = document.blocks[at].layout.container as usize;
    document.containers.get(container).is_some_and(|one| one.blocks.start as usize == at)
}

/// One past the last line of the innermost element that goes on after the line.
fn end_of_parent(document: &Document, at: usize) -> usize {
    let mut number = document.blocks[at].layout.container as usize;
    while let Some(container) = document.containers.get(number) {
        let blocks: Range<usize> = container.blocks.start as usize..container.blocks.end as usize;
        let parent = container.parent as usize;
        if blocks.end > at + 1 || parent >= number {
            return blocks.end.max(at + 1);
        }
        number = parent;
    }
    at + 1
}
