//! What stands before the text: what the document is, what is doubted, and the outline.

use maud::{Markup, html};

use super::piece::titled;
use super::shell::link;
use crate::document::{Check, Diagnostic, Document, Severity};
use crate::write::dataset::{self, name};

/// Remarks shown; the others are in `document.json`.
const MOST_REMARKS: usize = 1_000;

/// Headings and tables that the outline lists.
const MOST_LISTED: usize = 10_000;

/// The document's title, or its place where it has none.
pub(super) fn title(document: &Document, place: &str) -> String {
    document.metadata.title.clone().unwrap_or_else(|| place.to_owned())
}

pub(super) fn header(document: &Document, place: &str) -> Markup {
    let metadata = &document.metadata;
    let up = "../".repeat(place.split('/').count());
    let facts = [
        ("number", metadata.document_number.clone()),
        ("issuer", metadata.issuer.clone()),
        ("issued", metadata.issued.clone()),
        ("published", metadata.published.clone()),
        ("region", metadata.region.clone()),
        ("period", metadata.period.as_ref().map(|period| format!("{}–{}", period.from, period.to))),
        ("kind", metadata.kind.as_ref().map(|kind| name(kind).to_owned())),
        ("source", Some(document.source.path.clone())),
        ("encoding", Some(document.source.encoding.clone())),
        ("damage", damage(document)),
    ];
    let status = name(&document.status);
    html! {
        header {
            p.way { a href={(up) "index.html"} { "all documents" } " / " (place) }
            h1 lang="zh-Hans" { (title(document, place)) }
            p { span.status.(status) { (status.replace('_', " ")) } " "
                a href="document.json" { "JSON" } " "
                a href="document.md" { "Markdown" }
            }
            dl.facts {
                @for (key, value) in facts {
                    @if let Some(value) = value { div { dt { (key) } dd lang="zh-Hans" { (value) } } }
                }
            }
            div.view {
                label { input #hide-source type="checkbox"; " hide the published side" }
                label { input #hide-gone type="checkbox"; " hide what was removed" }
            }
        }
    }
}

fn damage(document: &Document) -> Option<String> {
    let damage: Vec<_> = document.source.damage.iter().map(name).collect();
    (!damage.is_empty()).then(|| damage.join(", ").replace('_', " "))
}

pub(super) fn doubts(document: &Document) -> Markup {
    let is_grave = |found: &&Diagnostic| found.severity >= Severity::Warning;
    let (grave, light): (Vec<_>, Vec<_>) = document.diagnostics.iter().partition(is_grave);
    let of_tables = document.tables.iter().flat_map(|table| &table.checks);
    let checks: Vec<_> = document.checks.iter().chain(of_tables).collect();
    let failed = checks.iter().filter(|check| !check.ok).count();
    html! {
        section #doubts {
            h2 { "Doubts" }
            @if grave.is_empty() { p { "No warnings." } }
            (remarks(&grave))
            @if !light.is_empty() {
                details { summary { (light.len()) " remarks" } (remarks(&light)) }
            }
            @if !checks.is_empty() {
                details {
                    summary { (checks.len()) " checks, " (failed) " failed" }
                    (checked(&checks))
                }
            }
        }
    }
}

fn remarks(found: &[&Diagnostic]) -> Markup {
    html! {
        @if !found.is_empty() {
            ul.remarks {
                @for remark in found.iter().take(MOST_REMARKS) {
                    li.(name(&remark.severity)) {
                        b { (remark.code) } " " span lang="zh-Hans" { (remark.message) }
                        @if let Some([first, last]) = remark.blocks {
                            " " a href={"#b" (first)} { "block " (first) @if last > first { "–" (last) } }
                        }
                    }
                }
            }
        }
        @if found.len() > MOST_REMARKS {
            p.more { (found.len() - MOST_REMARKS) " more are in document.json" }
        }
    }
}

fn checked(checks: &[&Check]) -> Markup {
    html! {
        ul.remarks {
            @for check in checks.iter().take(MOST_REMARKS) {
                li.warning[!check.ok] {
                    (if check.ok { "✓ " } else { "✗ " }) b { (name(&check.kind)) } " "
                    span lang="zh-Hans" { (check.detail) }
                }
            }
        }
    }
}

pub(super) fn outline(document: &Document) -> Markup {
    let sections = dataset::sections(document);
    let headed = sections.iter().filter(|one| one.label.is_some() || !one.title.is_empty());
    html! {
        nav #outline aria-label="outline" {
            details open {
                summary { "Outline" }
                ul {
                    li.l1 { a href="#doubts" { "Doubts" } }
                    li.l1 { a href="#charts" { "Charts" } }
                    li.l1 { a href="#text" { "Text" } }
                    @for section in headed.take(MOST_LISTED) {
                        li.{"l" (section.level.clamp(1, 6))} lang="zh-Hans" {
                            a href={"#s" (section.id)} { (titled(section)) }
                        }
                    }
                    @for table in document.tables.iter().take(MOST_LISTED) {
                        li.l1 lang="zh-Hans" {
                            a href={"#" (table.id)} { (table.id) " " (table.caption.as_deref().unwrap_or("")) }
                        }
                    }
                }
            }
        }
    }
}

/// The way from `index.html` to a document's page.
pub(super) fn way(place: &str) -> String {
    link(&format!("{place}/{}", super::DOCUMENT))
}
