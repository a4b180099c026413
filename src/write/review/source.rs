//! The left side: blocks as published, what is no part of the document struck through.

use maud::{Markup, html};

use super::erased;
use super::rows::{Made, Row};
use crate::document::{Block, Document, Role};
use crate::write::dataset::name;

/// Blocks of one row that are shown: a page with a table of a million cells would not open.
pub(super) const MOST: usize = 20_000;

pub(super) fn side(document: &Document, row: &Row<'_>) -> Markup {
    let [first, last] = row.blocks;
    let numbers = (first..=last).take(MOST);
    let rest = ((last - first) as usize + 1).saturating_sub(MOST);
    let is_grid = row.class() == "grid";
    html! {
        div.source lang="zh-Hans" {
            @for number in numbers {
                @let block = &document.blocks[number as usize];
                @match &block.role {
                    Role::Removed(reason) => {
                        p.b.out #{"b" (number)} {
                            (mark(number, block))
                            del { (document.text.published(block)) }
                            @if !matches!(row.made, Made::Removed) { " " small { (name(reason)) } }
                        }
                    },
                    Role::TableCell(_) if is_grid => {
                        span.b #{"b" (number)} {
                            (mark(number, block)) (text(document, block))
                        } " "
                    },
                    _ => {
                        p.b #{"b" (number)} {
                            (mark(number, block)) (text(document, block))
                        }
                    },
                }
            }
            @if rest > 0 { p.more lang="en" { (rest) " more blocks are not shown here" } }
        }
    }
}

/// The text of a block, what was taken out of it struck through.
fn text(document: &Document, block: &Block) -> Markup {
    html! {
        @for (piece, is_gone) in erased::pieces(document.text.published(block), document.text.of(block)) {
            @if is_gone { del { (piece) } } @else { (piece) }
        }
    }
}

/// The number of a block as a link to itself; its title says on which line it stood.
fn mark(number: u32, block: &Block) -> Markup {
    let line = Some(block.layout.line).filter(|line| *line > 0);
    html! {
        a.n href={"#b" (number)} title=[line.map(|line| format!("line {line}"))] { (number) }
    }
}
