//! Plain text: no markup says where the text begins and ends, so its rims are found by lines that
//! only a document has (sentences, numbered headings, a contents title, addressees).

use std::ops::Range;

use super::claim::{Claim, claim, claim_inside, label_runs};
use super::line::{Line, Lines};
use crate::data::noise::Sign;
use crate::data::official;
use crate::document::{Document, Field, Reason, Role};

/// Farthest a rim reaches into the text, in lines: a page's menu and foot, not a table.
const DEEPEST_RIM: usize = 120;
/// Longest menu item, in characters.
const LONGEST_ITEM: u32 = 10;
/// Fewest known items that make a run of short lines a menu.
const FEWEST_ITEMS: usize = 3;
/// Shortest title of a document, in characters; `规划计划` names a column.
const SHORTEST_TITLE: u32 = 7;
/// Share of a run of short lines that must be known items, in percent.
const KNOWN_ITEMS: usize = 25;

/// Labels the noise of plain text.
pub fn strip(document: &mut Document, lines: &Lines) {
    let claims: Vec<Option<Claim>> = claims(document, lines);
    let head = 0..head_end(lines, &claims);
    let tail = tail_start(lines, &claims).max(head.end)..lines.list.len();
    for (at, claim) in claims.iter().enumerate() {
        let rim = head.contains(&at) || tail.contains(&at);
        if let Some(role) = claim.and_then(|claim| role(claim, rim, head.contains(&at))) {
            set(document, at, role);
        }
    }
    let beside = |at: usize| is_beside(&claims, at);
    let lone: Vec<usize> = head
        .clone()
        .chain(tail.clone())
        .filter(|at| is_rim_separator(&claims, *at) && !beside(*at))
        .collect();
    lone.into_iter().for_each(|at| document.blocks[at].role = Role::Unread);
    menus(document, lines, &claims, head);
    menus(document, lines, &claims, tail.clone());
    lists_behind(document, lines, tail);
}

fn claims(document: &Document, lines: &Lines) -> Vec<Option<Claim>> {
    let mut facts = vec![false; lines.list.len()];
    label_runs(lines, &mut facts);
    let inside = DEEPEST_RIM..lines.list.len().saturating_sub(DEEPEST_RIM);
    let one = |(at, line): (usize, &Line)| {
        let text = document.text.of(&document.blocks[at]);
        match () {
            () if facts[at] => Some(Claim::Fact),
            () if inside.contains(&at) => claim_inside(lines, line, text),
            () => claim(lines, line, text),
        }
    };
    lines.list.iter().enumerate().map(one).collect()
}

/// What a claim makes of a line; a bare date is metadata above the text only, under it the
/// document is signed with one.
fn role(claim: Claim, rim: bool, head: bool) -> Option<Role> {
    match claim {
        Claim::Sure(reason) => Some(Role::Removed(reason)),
        Claim::Rim(reason) if rim => Some(Role::Removed(reason)),
        Claim::Fact if rim => Some(Role::Metadata(Field::Other)),
        Claim::Date if head => Some(Role::Metadata(Field::Other)),
        _ => None,
    }
}

fn set(document: &mut Document, at: usize, role: Role) {
    if document.blocks[at].role == Role::Unread {
        document.blocks[at].role = role;
    }
}

/// One past the last line of the head: where the first line stands that only a document has.
fn head_end(lines: &Lines, claims: &[Option<Claim>]) -> usize {
    let body = |at: &usize| claims[*at].is_none() && opens_body(lines, &lines.list[*at]);
    let limit = lines.list.len().min(DEEPEST_RIM);
    (0..limit).find(body).unwrap_or(0)
}

/// First line of the tail.
fn tail_start(lines: &Lines, claims: &[Option<Claim>]) -> usize {
    let body = |at: &usize| {
        claims[*at].is_none()
            && (opens_body(lines, &lines.list[*at]) || lines.list[*at].is_sentence())
    };
    let limit = lines.list.len().saturating_sub(DEEPEST_RIM);
    (limit..lines.list.len()).rev().find(body).map_or(lines.list.len(), |at| at + 1)
}

/// Lines that a page has no use for and a document begins with.
fn opens_body(lines: &Lines, line: &Line) -> bool {
    let bare = lines.bare(line);
    line.is_prose()
        || is_numbered(bare)
        || bare == "目录"
        || bare == "目次"
        || bare.ends_with(':') && line.chars >= 4
}

/// `第一章…`, `一、…`, `(一)…`: brackets before the first word are cut already.
pub fn is_numbered(bare: &str) -> bool {
    let number = |c: char| "一二三四五六七八九十百零〇".contains(c) || c.is_ascii_digit();
    let (rest, marks) = match bare.strip_prefix('第') {
        Some(rest) => (rest, "篇章节条部"),
        None => (bare, "、)."),
    };
    let after = rest.trim_start_matches(number);
    after.len() < rest.len() && after.starts_with(|c| marks.contains(c))
}

/// The same with a label that menus do not use: `第一章`, `一、`, `(一)`.
pub fn is_numbered_in_words(bare: &str) -> bool {
    is_numbered(bare) && !bare.starts_with(|c: char| c.is_ascii_digit())
}

fn is_rim_separator(claims: &[Option<Claim>], at: usize) -> bool {
    claims[at] == Some(Claim::Rim(Reason::Separator))
}

/// Whether a widget or metadata line stands next to it: alone, a dash is an empty cell.
fn is_beside(claims: &[Option<Claim>], at: usize) -> bool {
    let near = at.saturating_sub(2)..(at + 3).min(claims.len());
    near.filter(|other| *other != at).any(|other| {
        matches!(
            claims[other],
            Some(Claim::Sure(Reason::Widget) | Claim::Rim(Reason::Widget) | Claim::Fact)
        )
    })
}

/// Runs of short lines among which menu items are known are menus.
fn menus(document: &mut Document, lines: &Lines, claims: &[Option<Claim>], rim: Range<usize>) {
    let mut at = rim.start;
    while at < rim.end {
        let end = (at..rim.end).find(|next| !is_item(&lines.list[*next])).unwrap_or(rim.end);
        let known = claims[at..end]
            .iter()
            .filter(|claim| **claim == Some(Claim::Rim(Reason::Navigation)))
            .count();
        if known >= FEWEST_ITEMS && known * 100 >= (end - at) * KNOWN_ITEMS {
            let titled = end > at && is_title(lines, &lines.list[end - 1]);
            let items = at..end - usize::from(titled);
            items.for_each(|item| set(document, item, Role::Removed(Reason::Navigation)));
        }
        at = end + 1;
    }
}

/// The short title of a document below a menu: `云溪区政府工作报告`.
fn is_title(lines: &Lines, line: &Line) -> bool {
    line.chars >= SHORTEST_TITLE && official::document_word(lines.folded(line)).is_some()
}

fn is_item(line: &Line) -> bool {
    line.words > 0 && line.chars <= LONGEST_ITEM && line.stops + line.commas + line.digits == 0
}

/// Under the text, a heading of related documents or comments takes the lines behind it.
fn lists_behind(document: &mut Document, lines: &Lines, tail: Range<usize>) {
    let mut taken = None;
    for at in tail {
        let line = &lines.list[at];
        match line.begins.map(|(sign, _)| sign) {
            Some(Sign::Related) if line.chars <= 12 => taken = Some(Reason::Related),
            Some(Sign::Comment) if line.chars <= 20 => taken = Some(Reason::Comment),
            _ => {}
        }
        let attachment = lines.bare(line).starts_with('附');
        if let Some(reason) = taken.filter(|_| !attachment) {
            set(document, at, Role::Removed(reason));
        }
    }
}
