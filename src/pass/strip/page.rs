//! HTML pages: the range of the text is found first, then every line gets its label.

use std::ops::Range;

use super::claim::Claim;
use super::core;
use super::line::Lines;
use super::look::{Look, Page, is_attachment};
use super::status::report_once;
use super::title::Titles;
use crate::data::{compare, official};
use crate::document::{Document, Field, Hints, Problem, Reason, Role, Status, Tag};

/// Farthest above the text that its title stands, in lines.
const TITLE_DISTANCE: usize = 60;
/// Farthest under the text that its date stands, in lines.
const SIGNATURE_DISTANCE: usize = 3;
/// Shortest title that its last word alone makes one, in characters: `工作规划` names a column.
const SHORTEST_NAME: usize = 8;
/// Longest label of a catalogue table, in characters.
const LONGEST_LABEL: usize = 8;
/// Share of a page's characters in links that leaves no doubt it has no text, in percent.
const LINK_PAGE_SHARE: u32 = 50;
/// Share of noise that makes a page without a clear text a doubtful one, in percent.
const DOUBT_SHARE: u32 = 10;

/// Labels the noise of a page.
pub fn strip(document: &mut Document, lines: &Lines) {
    let titles = Titles::new(document);
    let page = Page::new(document, lines, &titles);
    match core::find(document, &page) {
        Some(range) => label(document, lines, &page, &range),
        None => keep_most(document, lines, &page),
    }
}

fn set(document: &mut Document, at: usize, role: Role) {
    if document.blocks[at].role == Role::Unread {
        document.blocks[at].role = role;
    }
}

/// Labels around a text that stands out.
fn label(document: &mut Document, lines: &Lines, page: &Page, range: &Range<usize>) {
    label_title(document, lines, page, range);
    for at in (0..range.start).chain(range.end..page.looks.len()) {
        if let Some(role) = outside(document, lines, page, at, range) {
            set(document, at, role);
        }
    }
    label_inside(document, lines, page, range.clone());
}

/// The line above the text that is its title.
fn label_title(document: &mut Document, lines: &Lines, page: &Page, range: &Range<usize>) {
    let above = range.start.saturating_sub(TITLE_DISTANCE)..range.start;
    let stated = above.clone().rev().find(|at| page.looks[*at] == Look::Title);
    let first = |at: &usize| {
        let heading = matches!(document.blocks[*at].layout.tag, Tag::Heading(1..=3));
        heading && page.looks[*at] == Look::Plain && lines.list[*at].words >= 4
    };
    let named = |at: &usize| {
        let bare = lines.bare(&lines.list[*at]);
        page.looks[*at] == Look::Plain && is_document_title(bare)
    };
    let found = stated.or_else(|| above.clone().rev().find(first));
    if let Some(at) = found.or_else(|| above.rev().find(named)) {
        set(document, at, Role::Title);
    }
}

/// A name that ends like one of a document: `云溪区水利发展规划`.
fn is_document_title(bare: &str) -> bool {
    compare::has_length(bare, SHORTEST_NAME) && official::document_word(bare).is_some()
}

/// What a line outside the text is.
fn outside(
    document: &Document,
    lines: &Lines,
    page: &Page,
    at: usize,
    range: &Range<usize>,
) -> Option<Role> {
    let line = &lines.list[at];
    let bare = lines.bare(line);
    let above = at < range.start;
    let own = match page.looks[at] {
        Look::Hidden => Some(Role::Removed(Reason::Hidden)),
        Look::Comment => Some(Role::Removed(Reason::Comment)),
        Look::Date if !above => None,
        Look::Title => Some(Role::Removed(Reason::Duplicate)),
        Look::Plain if above && (is_labelled(bare) || page.is_byline(at)) => {
            Some(Role::Metadata(Field::Other))
        }
        _ => page.claims[at].map(role),
    };
    let signature = page.looks[at] == Look::Date
        && at < range.end + SIGNATURE_DISTANCE
        && page.looks[range.end - 1] != Look::Date;
    let kept = signature || is_attachment(bare) && !above || above && is_head_of_document(bare);
    if own.is_none() && kept {
        return None;
    }
    own.or_else(|| Some(Role::Removed(surroundings(document, at, above, page.looks[at]))))
}

fn role(claim: Claim) -> Role {
    match claim {
        Claim::Sure(reason) | Claim::Rim(reason) => Role::Removed(reason),
        Claim::Fact | Claim::Date => Role::Metadata(Field::Other),
    }
}

/// A short label, a colon and a value or none: catalogue tables have labels of their own.
fn is_labelled(bare: &str) -> bool {
    bare.char_indices().take(LONGEST_LABEL + 1).any(|(at, c)| c == ':' && at > 3)
}

/// Document numbers and notes of adoption stand between title and text.
fn is_head_of_document(bare: &str) -> bool {
    let numbered = bare.ends_with('号') && bare.bytes().any(|b| b.is_ascii_digit());
    let adopted = bare.contains('年') && (bare.contains("通过") || bare.contains("批准"));
    (numbered || adopted) && bare.chars().count() <= 80
}

/// The reason that the place of a line gives.
fn surroundings(document: &Document, at: usize, above: bool, look: Look) -> Reason {
    let mut number = document.blocks[at].layout.container as usize;
    while let Some(container) = document.containers.get(number) {
        if let Some(reason) = reason(container.hints) {
            return reason;
        }
        let parent = container.parent as usize;
        if parent >= number {
            break;
        }
        number = parent;
    }
    match look {
        _ if above => Reason::Navigation,
        Look::Links | Look::Prose => Reason::Related,
        _ => Reason::Footer,
    }
}

fn reason(hints: Hints) -> Option<Reason> {
    match hints {
        Hints { comment: true, .. } => Some(Reason::Comment),
        Hints { footer: true, .. } => Some(Reason::Footer),
        Hints { related: true, .. } => Some(Reason::Related),
        Hints { widget: true, .. } => Some(Reason::Widget),
        Hints { navigation: true, .. } => Some(Reason::Navigation),
        _ => None,
    }
}

/// Inside the text only what is no part of it beyond doubt goes.
fn label_inside(document: &mut Document, lines: &Lines, page: &Page, range: Range<usize>) {
    let mut related = false;
    for at in range {
        let line = &lines.list[at];
        let links = page.looks[at] == Look::Links;
        related = links && related || page.heads_related[at];
        let reason = match page.looks[at] {
            Look::Hidden => Some(Reason::Hidden),
            Look::Comment => Some(Reason::Comment),
            Look::Noise if !is_attachment(lines.bare(line)) => {
                Some(surroundings(document, at, false, Look::Noise))
            }
            Look::Links if related => Some(Reason::Related),
            _ => None,
        };
        let certain = page.claims[at].filter(|claim| matches!(claim, Claim::Sure(_))).map(role);
        if let Some(role) = reason.map(Role::Removed).or(certain) {
            set(document, at, role);
        }
    }
}

/// No text stands out: everything but certain noise is kept, and the doubt is said.
fn keep_most(document: &mut Document, lines: &Lines, page: &Page) {
    let menus = menus(lines, page);
    let related = related_links(page);
    for (at, in_menu) in menus.into_iter().enumerate() {
        let role = match (page.looks[at], page.claims[at]) {
            (Look::Hidden, _) => Some(Role::Removed(Reason::Hidden)),
            (_, Some(claim)) if !matches!(page.looks[at], Look::Data) => Some(role(claim)),
            (Look::Links, _) if in_menu => Some(Role::Removed(Reason::Navigation)),
            (Look::Links, _) if related[at] => Some(Role::Removed(Reason::Related)),
            (Look::Noise, _) if !is_attachment(lines.bare(&lines.list[at])) => {
                Some(Role::Removed(surroundings(document, at, true, Look::Noise)))
            }
            _ => None,
        };
        if let Some(role) = role {
            set(document, at, role);
        }
    }
    judge(document, lines, page, &related);
}

/// Links under a heading of other documents, on a page that has a sentence of its own.
fn related_links(page: &Page) -> Vec<bool> {
    let mut under = false;
    let mut one = |at: usize| {
        let links = page.looks[at] == Look::Links;
        let is_related = links && under;
        under = is_related || page.heads_related[at];
        is_related && page.good_total() > 0
    };
    (0..page.looks.len()).map(&mut one).collect()
}

/// Shortest run of short links that is a menu, and its longest item in characters.
const MENU: (usize, u32) = (4, 12);

/// Lines in runs of short links.
fn menus(lines: &Lines, page: &Page) -> Vec<bool> {
    let item = |at: usize| page.looks[at] == Look::Links && lines.list[at].chars <= MENU.1;
    let mut menus = vec![false; page.looks.len()];
    let mut at = 0;
    while at < menus.len() {
        let end = (at..menus.len()).find(|next| !item(*next)).unwrap_or(menus.len());
        menus[at..end].fill(end - at >= MENU.0);
        at = end + 1;
    }
    menus
}

/// A page that is mostly links holds no document; other documents linked under its own text do
/// not count.
fn judge(document: &mut Document, lines: &Lines, page: &Page, related: &[bool]) {
    let sum = |wanted: &dyn Fn(Look) -> bool| -> u32 {
        page.looks
            .iter()
            .zip(&lines.list)
            .zip(related)
            .filter(|((look, _), related)| wanted(**look) && !**related)
            .map(|((_, line), _)| line.chars)
            .sum()
    };
    let all = sum(&|look| look != Look::Hidden);
    let links = sum(&|look| matches!(look, Look::Links | Look::Noise | Look::Certain));
    let noise =
        all - sum(&|look| matches!(look, Look::Prose | Look::Plain | Look::Data | Look::Title));
    if links * 100 > all * LINK_PAGE_SHARE {
        document.status = Status::NotADocument;
        report_once(document, &Problem::NoDocument {});
    } else if noise * 100 > all * DOUBT_SHARE {
        document.status = Status::Partial;
        report_once(document, &Problem::BodyUnsure {});
    }
}
