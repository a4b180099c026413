//! One piece of the text as it reads.

use maud::{Markup, html};

use super::rows::{Piece, Placed};
use super::table;
use super::view::View;
use crate::document::{Content, Document, Section};

pub(super) fn markup(view: &View<'_>, placed: &Placed<'_>) -> Markup {
    let [first, last] = placed.blocks;
    html! {
        div.piece.boxed[placed.depth > 0] lang="zh-Hans" data-b={(first) "-" (last)} {
            @match placed.piece {
                Piece::Heading(section) => (heading(section)),
                Piece::Content(content) => (leaf(view, content)),
            }
        }
    }
}

/// A heading is as deep as its level; the page's own headings take the two outermost.
fn heading(section: &Section) -> Markup {
    let level = (section.level.saturating_add(2)).clamp(3, 6);
    html! {
        div.h.{"h" (level)} id={"s" (section.id)} role="heading" aria-level=(level) {
            a.n href={"#s" (section.id)} title="link to this heading" { "§" (section.id) } " "
            (titled(section))
        }
    }
}

/// Label and title.
pub(super) fn titled(section: &Section) -> String {
    let label = section.label.as_deref().unwrap_or("");
    let space = if label.is_empty() || section.title.is_empty() { "" } else { " " };
    format!("{label}{space}{}", section.title)
}

fn leaf(view: &View<'_>, content: &Content) -> Markup {
    html! {
        @match content {
            Content::Paragraph { text, lead, .. } => p { (led(text, lead.as_deref())) },
            Content::ListItem { text, lead, .. } => p.item { (led(text, lead.as_deref())) },
            Content::Note { text, .. } => p.note { (text) },
            Content::Figure { label, blocks } => p.figure { b { (label) } " " (caption(view.document, blocks[0])) },
            Content::Box { label, title, .. } => p.title { b { (label) " " (title) } },
            Content::Table { table, .. } => (table::by_id(view, table)),
        }
    }
}

fn led(text: &str, lead: Option<&str>) -> Markup {
    let lead = lead.filter(|lead| text.starts_with(lead)).unwrap_or("");
    html! { @if !lead.is_empty() { b { (lead) } } (text[lead.len()..]) }
}

fn caption(document: &Document, block: u32) -> &str {
    let at = document.figures.binary_search_by_key(&block, |figure| figure.blocks[0]);
    at.ok().map_or("", |at| &document.figures[at].caption)
}
