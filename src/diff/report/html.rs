//! A report as one page that needs nothing else: no script, no other file. The templates escape
//! every text.

use maud::{DOCTYPE, Markup, html};

use super::super::change::{Change, Diff, Fate, FolderDiff, Run};
use super::super::copies::{Comparison, Spot};
use super::part::{counted, parts};

const STYLE: &str = include_str!("report.css");

/// What changed in a document.
pub fn diff(diff: &Diff) -> String {
    let title = format!("{} → {}", diff.old, diff.new);
    page(&title, html! { p { (diff.summary()) } (changes(diff)) })
}

/// What changed in the documents of a folder.
pub fn folders(folders: &FolderDiff) -> String {
    let list = |words: &str, names: &[String]| {
        html! {
            @if !names.is_empty() {
                h2 { (words) }
                ul { @for name in names { li { (name) } } }
            }
        }
    };
    page(
        "Documents",
        html! {
            p { (folders.summary()) }
            (list("Only in the old folder", &folders.only_old))
            (list("Only in the new folder", &folders.only_new))
            @for document in &folders.documents {
                section { h2 { (document.new) } p { (document.summary()) } (changes(document)) }
            }
        },
    )
}

/// Where copies disagree.
pub fn copies(found: &Comparison) -> String {
    let names: Vec<&str> = found.copies.iter().map(|copy| copy.name.as_str()).collect();
    page(
        &names.join(", "),
        html! {
            p { (counted(found.spots.len(), "disagreement")) }
            @for spot in &found.spots { (disagreement(found, spot)) }
        },
    )
}

fn page(title: &str, body: Markup) -> String {
    let page = html! {
        (DOCTYPE)
        html lang="zh-CN" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                style { (maud::PreEscaped(STYLE)) }
            }
            body { main { h1 { (title) } (body) } }
        }
    };
    page.into_string().replace('\0', "\u{FFFD}")
}

fn changes(diff: &Diff) -> Markup {
    html! {
        @for part in parts(diff) {
            h3 { (part.group.heading()) }
            ul.changes { @for change in part.changes { li { (one(change)) } } }
        }
    }
}

fn one(change: &Change) -> Markup {
    html! {
        b { (change.kind.words()) } ": " (change.title())
        @if !change.trail().is_empty() { div.place { "in " (change.trail()) } }
        @if let Some((from, to)) = change.journey() {
            div.place { "from " (from) " to " (to) }
        }
        @let told = change.runs();
        @if !told.is_empty() { div.text { (runs(&told)) } }
        @for difference in change.differences() { div.number { (difference) } }
    }
}

fn runs(runs: &[Run]) -> Markup {
    html! {
        @for run in runs {
            @match run.fate {
                Fate::Same => { (run.text) }
                Fate::Old => { del { (run.text) } }
                Fate::New => { ins { (run.text) } }
            }
        }
    }
}

fn disagreement(found: &Comparison, spot: &Spot) -> Markup {
    html! {
        section.spot {
            h3 { (spot.title()) }
            @if let Some(context) = &spot.context { p.place { (context) } }
            table {
                thead { tr { th scope="col" { "reading" } th scope="col" { "copies" } } }
                tbody {
                    @for (at, reading) in spot.readings.iter().enumerate() {
                        tr.most[spot.most == Some(at)] {
                            td {
                                @match &reading.text {
                                    Some(text) => { (text) }
                                    None => { i { "not there" } }
                                }
                            }
                            td { (found.names(&reading.copies)) @if spot.most == Some(at) { " (most)" } }
                        }
                    }
                }
            }
            @if spot.most.is_none() { p { "A tie." } }
        }
    }
}
