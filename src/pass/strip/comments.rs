//! Readers' comments and legal notices that no markup names: they follow a heading of their own,
//! to the end of the element around it. And the last line of a page, where it names the owner.

use std::ops::Range;

use super::line::{Line, Lines};
use super::look::{Look, Page};
use crate::data::noise::Sign;
use crate::data::official;
use crate::document::Document;

/// Characters of sentences that stand above comments.
const TEXT_ABOVE: u32 = 150;
/// Longest heading of comments, in characters.
const LONGEST_HEADING: u32 = 20;
/// Longest heading of a legal notice, in characters: with a value behind it, it is a line alone.
const LONGEST_NOTICE: u32 = 7;
/// Longest line that names the owner of a page, in characters.
const LONGEST_OWNER: u32 = 60;
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

/// Marks the last line of a page that names its owner, with address or telephone.
pub fn mark_owner(document: &Document, lines: &Lines, page: &mut Page) {
    let Some(last) = lines.list.len().checked_sub(1) else { return };
    if opens_element(document, last) && names_owner(lines, &lines.list[last]) {
        page.looks[last] = Look::Trail;
    }
}

/// `云溪区司法局 地址：法治路1号`
fn names_owner(lines: &Lines, line: &Line) -> bool {
    let bare = lines.bare(line);
    let name = ["地址:", "电话:"].iter().find_map(|label| bare.split_once(label));
    let named = name.is_some_and(|(name, _)| official::body_ending(name.trim_end()).is_some());
    named && line.stops == 0 && line.chars <= LONGEST_OWNER
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
