//! `index.html`, written in parts so that a run over many sources need not hold it.

use maud::{Markup, PreEscaped, html};

use super::front::{title, way};
use super::shell::{Shell, plain_bytes};
use crate::document::Document;
use crate::write::dataset::{name, warnings};

const SCRIPT: &str = include_str!("index.js");
const SHELL: Shell<'static> = Shell { title: "Documents", kind: "index", script: SCRIPT };

/// Columns with the way they are sorted.
const COLUMNS: [(&str, &str); 8] = [
    ("document", "text"),
    ("status", "text"),
    ("kind", "text"),
    ("region", "text"),
    ("issued", "text"),
    ("warnings", "number"),
    ("tables", "number"),
    ("removed", "number"),
];

/// What stands before the rows.
pub fn head() -> Vec<u8> {
    let begin = html! {
        (SHELL.head())
        header { h1 { "Documents" } (controls()) }
        (PreEscaped("<main><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"all documents\"><table id=\"documents\">"))
        thead { tr {
            @for (column, kind) in COLUMNS {
                th scope="col" data-sort=(kind) { button type="button" { (column) } }
            }
        } }
        (PreEscaped("<tbody>\n"))
    };
    plain_bytes(begin)
}

/// Fields for the script; without it they do nothing and stay away.
fn controls() -> Markup {
    html! {
        form #controls hidden {
            label { "search " input #search type="search" autocomplete="off"; }
            label { "status " select #status { option value="" { "all" } } }
            label { "kind " select #kind { option value="" { "all" } } }
            label { input #warned type="checkbox"; " with warnings" }
            output #count aria-live="polite" {}
        }
    }
}

/// The row of a document.
pub fn row(place: &str, document: &Document) -> Vec<u8> {
    let metadata = &document.metadata;
    let status = name(&document.status);
    let line = html! {
        tr {
            th scope="row" {
                a href=(way(place)) lang="zh-Hans" { (title(document, place)) }
                small { (place) }
            }
            td { span.status.(status) { (status.replace('_', " ")) } }
            td { (metadata.kind.as_ref().map(name).unwrap_or_default().replace('_', " ")) }
            td lang="zh-Hans" { (metadata.region.as_deref().unwrap_or("")) }
            td { (metadata.issued.as_deref().unwrap_or("")) }
            td { (warnings(document)) }
            td { (document.tables.len()) }
            td { (document.removed.len()) }
        }
    };
    ended(line)
}

/// The row of a source that gave no document.
pub fn failure(path: &str, code: &str, message: &str, hint: &str) -> Vec<u8> {
    let line = html! {
        tr {
            th scope="row" { (path) small { (message) "; " (hint) } }
            td { span.status.failed { "failed: " (code) } }
            td {} td {} td {} td {} td {} td {}
        }
    };
    ended(line)
}

fn ended(line: Markup) -> Vec<u8> {
    let mut bytes = plain_bytes(line);
    bytes.push(b'\n');
    bytes
}

/// What stands behind the rows.
pub fn tail() -> Vec<u8> {
    plain_bytes(html! { (PreEscaped("</tbody></table></div></main>")) (SHELL.foot()) })
}
