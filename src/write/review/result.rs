//! The right side: what became of the blocks of a row.

use std::collections::BTreeMap;

use maud::{Markup, html};
use serde_json::Value;

use super::piece;
use super::rows::{Made, Row};
use super::view::View;
use crate::document::{BlockRange, Document, Role};
use crate::write::dataset::name;

pub(super) fn side(view: &View<'_>, row: &Row<'_>) -> Markup {
    html! {
        div.result #{"r" (row.blocks[0])} {
            @match &row.made {
                Made::Pieces(pieces) => { @for placed in pieces { (piece::markup(view, placed)) } },
                Made::Removed => { p.why { "removed: " (reasons(view.document, row.blocks)) } },
                Made::Metadata => (metadata(view, row.blocks)),
                Made::Contents => (contents(view.document, row.blocks)),
                Made::Loose => { p.why { "in no piece of the text" } },
            }
        }
    }
}

/// Reasons with the number of blocks, in the order of their names.
fn reasons(document: &Document, [first, last]: BlockRange) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for block in &document.blocks[first as usize..=last as usize] {
        if let Role::Removed(reason) = &block.role {
            *counts.entry(name(reason)).or_default() += 1;
        }
    }
    let told = counts.iter().map(|(reason, count)| match count {
        1 => (*reason).to_owned(),
        count => format!("{reason} × {count}"),
    });
    told.collect::<Vec<_>>().join(", ")
}

/// The fields that were read from these blocks.
fn metadata(view: &View<'_>, row: BlockRange) -> Markup {
    let meets = |blocks: &BlockRange| blocks[0] <= row[1] && row[0] <= blocks[1];
    let read = view.document.metadata.blocks.iter().filter(|(_, blocks)| meets(blocks));
    html! {
        dl {
            @for (field, _) in read {
                @let key = name(field);
                @if let Some(value) = view.fields.get(key).and_then(shown) {
                    dt { (key) } dd lang="zh-Hans" { (value) }
                }
            }
            @for remark in view.remarks(row) {
                dt { "other" } dd lang="zh-Hans" { (remark.text) }
            }
        }
    }
}

fn shown(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Array(values) => {
            Some(values.iter().filter_map(shown).collect::<Vec<_>>().join("、"))
        }
        _ => None,
    }
}

fn contents(document: &Document, [first, last]: BlockRange) -> Markup {
    let from = document.contents.partition_point(|entry| entry.blocks[0] < first);
    let entries = document.contents[from..].iter().take_while(|entry| entry.blocks[0] <= last);
    html! {
        p.why { "printed contents list" }
        ul.contents lang="zh-Hans" {
            @for entry in entries {
                li.{"l" (entry.level.min(6))} {
                    @if let Some(label) = &entry.label { b { (label) } " " }
                    (entry.title)
                    @if let Some(page) = entry.page { " … " (page) }
                }
            }
        }
    }
}
