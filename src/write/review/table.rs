//! Tables with their merged cells; what is empty or unsure is marked.

use maud::{Markup, html};

use super::view::View;
use crate::document::{BlockRange, Table};
use crate::write::dataset::name;
use crate::write::places::{self, Places};
use crate::write::spans::Spans;

/// Cells of a table that are shown; the rest is in its CSV.
const MOST_CELLS: usize = 20_000;
/// A table is marked as unsure under this confidence: what is under 1 has a diagnostic, and most of
/// those say only that the table was rebuilt.
const SURE: f64 = 0.9;

pub(super) fn by_id(view: &View<'_>, id: &str) -> Markup {
    let number = id.strip_prefix('t').and_then(|ordinal| ordinal.parse::<usize>().ok());
    let number = number.and_then(|ordinal| ordinal.checked_sub(1));
    match number.and_then(|number| Some((number, view.document.tables.get(number)?))) {
        Some((number, table)) => markup(view, number, table),
        None => html! {},
    }
}

fn markup(view: &View<'_>, number: usize, table: &Table) -> Markup {
    let rows = || table.header.iter().chain(&table.rows);
    let shown = (MOST_CELLS / rows().map(Vec::len).max().unwrap_or(0).max(1)).max(1);
    let hidden = rows().count().saturating_sub(shown);
    let spans = Spans::of_first(table, shown);
    let places = places::of_first(view.document, number, shown);
    html! {
        figure.table.unsure[table.confidence < SURE] #(table.id) {
            figcaption {
                a.n href={"#" (table.id)} title="link to this table" { (table.id) } " "
                b { (table.label.as_deref().unwrap_or("")) " " (table.caption.as_deref().unwrap_or("")) }
                @if let Some(unit) = &table.unit { " （" (unit) "）" }
                (about(table))
            }
            (doubts(view, table.blocks))
            div.scroll tabindex="0" role="region" aria-label={"table " (table.id)} {
                table {
                    @for (row, cells) in spans.rows.iter().enumerate() {
                        tr {
                            @for (column, text) in cells.iter().enumerate() {
                                (cell(table, &spans, &places, (row, column), text.as_deref()))
                            }
                        }
                    }
                }
            }
            @if hidden > 0 { p.more lang="en" { (hidden) " more rows are in the CSV" } }
            @for note in &table.notes { p.note { (note) } }
            (checks(table))
        }
    }
}

fn about(table: &Table) -> Markup {
    html! {
        span.about lang="en" {
            (name(&table.origin)) ", confidence " (table.confidence) " "
            a href={"tables/" (table.id) ".csv"} { "CSV" } " "
            button.copy type="button" { "Copy as CSV" }
        }
    }
}

/// What is doubted about the table, where it is looked at.
fn doubts(view: &View<'_>, blocks: BlockRange) -> Markup {
    html! {
        @for doubt in view.doubts(blocks) {
            p.doubt { b lang="en" { (doubt.code) } " " (doubt.message) }
        }
    }
}

fn cell(
    table: &Table,
    spans: &Spans<'_>,
    places: &Places,
    (row, column): (usize, usize),
    text: Option<&str>,
) -> Markup {
    let Some((down, across)) = spans.span(row, column) else { return html! {} };
    let id = format!("{}:{row},{column}", table.id);
    let blocks = places.get(&(row, column)).map(|[first, last]| format!("{first}-{last}"));
    let down = (down > 1).then_some(down);
    let across = (across > 1).then_some(across);
    let why = text.is_none().then_some("the source has no text here");
    let text = text.unwrap_or("");
    html! {
        @if row < table.header.len() {
            th.null[why.is_some()] #(id) data-b=[blocks] rowspan=[down] colspan=[across] title=[why] { (text) }
        } @else {
            td.null[why.is_some()] #(id) data-b=[blocks] rowspan=[down] colspan=[across] title=[why] { (text) }
        }
    }
}

fn checks(table: &Table) -> Markup {
    html! {
        @for check in &table.checks {
            p.check.failed[!check.ok] lang="en" {
                (if check.ok { "✓ " } else { "✗ " }) (name(&check.kind)) ": " (check.detail)
            }
        }
    }
}
