//! A report for a terminal. The colours are ANSI codes that the caller strips where there is no
//! terminal; the marks `[-old-]` and `{+new+}` stay. No text of a source reaches the terminal as a
//! code of its own.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};

use super::super::change::{Change, Diff, Fate, FolderDiff, Run};
use super::super::copies::Comparison;
use super::part::{counted, parts};
use crate::write::harmless;

const HEADING: Style = Style::new().bold();
const OLD: Style = AnsiColor::Red.on_default();
const NEW: Style = AnsiColor::Green.on_default();
const FAINT: Style = Style::new().dimmed();

/// Characters of a text that stayed that are shown beside a change.
const CONTEXT: usize = 24;
/// Characters of a text that came or went that are shown.
const MOST: usize = 600;

/// What changed in a document.
pub fn diff(diff: &Diff) -> String {
    let mut out = String::new();
    for part in parts(diff) {
        line(&mut out, 0, &styled(HEADING, part.group.heading()));
        for change in part.changes {
            tell(&mut out, change);
        }
    }
    line(&mut out, 0, &diff.summary());
    out
}

/// What changed in the documents of a folder.
pub fn folders(folders: &FolderDiff) -> String {
    let mut out = String::new();
    for (names, style, words) in [
        (&folders.only_old, OLD, "only in the old folder"),
        (&folders.only_new, NEW, "only in the new folder"),
    ] {
        for name in names {
            line(&mut out, 0, &format!("{words}: {}", styled(style, &harmless(name))));
        }
    }
    for document in &folders.documents {
        line(&mut out, 0, &styled(HEADING.underline(), &harmless(&document.new)));
        out.push_str(&diff(document));
        out.push('\n');
    }
    line(&mut out, 0, &folders.summary());
    out
}

/// Where copies disagree.
pub fn copies(found: &Comparison) -> String {
    let mut out = String::new();
    for spot in &found.spots {
        line(&mut out, 0, &styled(HEADING, &harmless(&spot.title())));
        if let Some(context) = &spot.context {
            line(&mut out, 1, &styled(FAINT, &harmless(&shortened(context, MOST))));
        }
        for (at, reading) in spot.readings.iter().enumerate() {
            let style = if spot.most == Some(at) { NEW } else { OLD };
            let text = match &reading.text {
                Some(text) => styled(style, &harmless(&shortened(text, MOST))),
                None => styled(FAINT, "not there"),
            };
            let mark = if spot.most == Some(at) { "most  " } else { "      " };
            line(
                &mut out,
                1,
                &format!("{mark}{text}  {}", harmless(&found.names(&reading.copies))),
            );
        }
        if spot.most.is_none() {
            line(&mut out, 1, "tie: as many copies for one reading as for another");
        }
    }
    line(&mut out, 0, &counted(found.spots.len(), "disagreement"));
    out
}

fn tell(out: &mut String, change: &Change) {
    let title = harmless(&change.title().replace('\n', " "));
    line(out, 1, &format!("{}: {title}", change.kind.words()));
    let trail = change.trail();
    if !trail.is_empty() {
        line(out, 2, &styled(FAINT, &format!("in {}", harmless(trail))));
    }
    if let Some((from, to)) = change.journey() {
        line(out, 2, &styled(FAINT, &format!("from {}", harmless(from))));
        line(out, 2, &styled(FAINT, &format!("to {}", harmless(to))));
    }
    for text in runs(&change.runs()).lines() {
        line(out, 2, text);
    }
    for difference in change.differences() {
        line(out, 2, &harmless(&difference));
    }
}

/// Runs of words with their marks; long stretches that stayed are shortened.
fn runs(runs: &[Run]) -> String {
    let mut out = String::new();
    for (at, run) in runs.iter().enumerate() {
        let parted = run.text.trim_end_matches('\n');
        match run.fate {
            Fate::Same => {
                let (first, last) = (at == 0, at + 1 == runs.len());
                out.push_str(&harmless(&context(parted, first, last)));
            }
            Fate::Old => out.push_str(&marked(OLD, "[-", &shortened(parted, MOST), "-]")),
            Fate::New => out.push_str(&marked(NEW, "{+", &shortened(parted, MOST), "+}")),
        }
    }
    out
}

fn marked(style: Style, open: &str, text: &str, close: &str) -> String {
    let lines: Vec<String> = text
        .lines()
        .map(|text| styled(style, &format!("{open}{}{close}", harmless(text))))
        .collect();
    lines.join("\n")
}

/// The parts of a text that stand beside changes.
fn context(text: &str, is_first: bool, is_last: bool) -> String {
    let characters: Vec<char> = text.chars().collect();
    let kept = if is_first || is_last { CONTEXT } else { 2 * CONTEXT };
    if characters.len() <= kept || is_first && is_last {
        return text.to_owned();
    }
    let head = if is_first { 0 } else { CONTEXT };
    let tail = if is_last { 0 } else { CONTEXT };
    let (start, end) = (&characters[..head], &characters[characters.len() - tail..]);
    start.iter().chain(&['…']).chain(end).collect()
}

fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

fn styled(style: Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}

fn line(out: &mut String, depth: usize, text: &str) {
    writeln!(out, "{:width$}{text}", "", width = depth * 2)
        .expect("a String takes every character");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_stretches_that_stayed_are_shortened() {
        let long = "水".repeat(100);
        assert_eq!(context(&long, true, false), format!("…{}", "水".repeat(CONTEXT)));
        assert_eq!(context(&long, false, true), format!("{}…", "水".repeat(CONTEXT)));
        assert_eq!(context("水网", false, false), "水网");
    }
}
