//! A report as Markdown: lists, old and new words in `<del>` and `<ins>`.

use std::fmt::Write;

use crate::write::markdown::escape_line;

use super::super::change::{Change, Diff, Fate, FolderDiff, Run};
use super::super::copies::Comparison;
use super::part::{counted, parts};

/// What changed in a document.
pub fn diff(diff: &Diff) -> String {
    let mut out = String::new();
    let (old, new) = (escape_line(&diff.old), escape_line(&diff.new));
    put(&mut out, &format!("# {old} → {new}\n\n{}.\n", diff.summary()));
    changes(&mut out, diff, 2);
    out
}

/// What changed in the documents of a folder.
pub fn folders(folders: &FolderDiff) -> String {
    let mut out = String::new();
    put(&mut out, &format!("# Documents\n\n{}.\n", folders.summary()));
    for (names, words) in [
        (&folders.only_old, "Only in the old folder"),
        (&folders.only_new, "Only in the new folder"),
    ] {
        if !names.is_empty() {
            put(&mut out, &format!("\n## {words}\n\n"));
            names.iter().for_each(|name| put(&mut out, &format!("- {}\n", escape_line(name))));
        }
    }
    for document in &folders.documents {
        put(&mut out, &format!("\n## {}\n\n{}.\n", escape_line(&document.new), document.summary()));
        changes(&mut out, document, 3);
    }
    out
}

/// Where copies disagree.
pub fn copies(found: &Comparison) -> String {
    let mut out = String::new();
    put(&mut out, &format!("# Copies\n\n{}.\n\n", counted(found.spots.len(), "disagreement")));
    for spot in &found.spots {
        put(&mut out, &format!("- {}\n", escape_line(&spot.title())));
        if let Some(context) = &spot.context {
            put(&mut out, &format!("  - {}\n", escape_line(context)));
        }
        for (at, reading) in spot.readings.iter().enumerate() {
            let text = reading.text.as_deref().map_or("*not there*".to_owned(), escape_line);
            let mark = if spot.most == Some(at) { " (most)" } else { "" };
            put(
                &mut out,
                &format!("  - {text}: {}{mark}\n", escape_line(&found.names(&reading.copies))),
            );
        }
        if spot.most.is_none() {
            put(&mut out, "  - a tie\n");
        }
    }
    out
}

fn changes(out: &mut String, diff: &Diff, level: usize) {
    for part in parts(diff) {
        put(out, &format!("\n{} {}\n\n", "#".repeat(level), part.group.heading()));
        for change in part.changes {
            tell(out, change);
        }
    }
}

fn tell(out: &mut String, change: &Change) {
    put(out, &format!("- **{}**: {}\n", change.kind.words(), escape_line(&change.title())));
    let mut item = |text: &str| put(out, &format!("  - {text}\n"));
    if !change.trail().is_empty() {
        item(&format!("in {}", escape_line(change.trail())));
    }
    if let Some((from, to)) = change.journey() {
        item(&format!("from {} to {}", escape_line(from), escape_line(to)));
    }
    let told = change.runs();
    if !told.is_empty() {
        item(&runs(&told));
    }
    change.differences().iter().for_each(|difference| item(&escape_line(difference)));
}

/// HTML elements, which stand inside words where `**` and `~~` would not be read as marks.
fn runs(runs: &[Run]) -> String {
    let mut out = String::new();
    for run in runs {
        let text = run.text.lines().map(escape_line).collect::<Vec<_>>().join("<br>");
        let (open, close) = match run.fate {
            Fate::Same => ("", ""),
            Fate::Old => ("<del>", "</del>"),
            Fate::New => ("<ins>", "</ins>"),
        };
        put(&mut out, &format!("{open}{text}{close}"));
    }
    out
}

fn put(out: &mut String, text: &str) {
    out.write_str(text).expect("a String takes every character");
}
