//! Headings: which labelled lines are headings, where their titles end, and their levels.
//!
//! A line that the contents list prints is a heading. Of the others `第…章` and its kin are
//! headings by their form; `一、` `（一）` `1.` are headings when the lines of their run mostly are
//! titles with text below them, and items of a list when they are not.

mod candidates;
mod listed;
mod runs;
mod titles;
mod zones;

use std::ops::Range;

use crate::Options;
use crate::data::levels::Levels;
use crate::data::numbering::{Label, Style};
use crate::document::{Document, Heading, HeadingKind, Role};
use candidates::Line;

/// Runs the pass.
pub fn run(document: &mut Document, options: &Options) {
    if document.blocks.iter().any(|block| matches!(block.role, Role::Heading(_))) {
        return;
    }
    let mut lines = candidates::lines(document);
    let mut found = listed::find(document, &lines);
    zones::mark(document, &mut lines, &found);
    candidates::find_strong(document, &lines, &mut found);
    runs::find(document, &lines, &mut found);
    let most = options.limits.headings;
    let are_more = keep_first(&mut found, most);
    let levels = levels_of(&lines, &found);
    for (number, role) in roles(document, &lines, &found, &levels) {
        document.blocks[number].role = role;
    }
    if are_more {
        document.report_limit(format!("headings past number {most} are read as text"));
    }
}

/// Takes back the headings past the first ones; whether there are such.
fn keep_first(found: &mut Headings, most: usize) -> bool {
    let mut headings = found.iter().enumerate().filter(|(_, one)| one.is_some());
    let Some((past, _)) = headings.nth(most) else { return false };
    found[past..].fill(None);
    true
}

/// What is known of a line that is a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Found {
    /// Further lines that belong to its title.
    further: usize,
    /// Bytes of the line where its title ends and text of the section starts.
    run_in: Option<usize>,
}

/// For each line: the heading it is, if it is one.
type Headings = Vec<Option<Found>>;

fn levels_of(lines: &[Line<'_>], found: &Headings) -> Levels {
    let headings = lines.iter().zip(found).filter(|(_, found)| found.is_some());
    Levels::of(headings.filter_map(|(line, _)| line.label).map(|label| (label.style, label.number)))
}

fn roles(
    document: &Document,
    lines: &[Line<'_>],
    found: &Headings,
    levels: &Levels,
) -> Vec<(usize, Role)> {
    let tags = candidates::tag_levels(lines, found, levels);
    let mut roles = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(found) = found[at] else { continue };
        let heading = heading(line, found, levels, &tags);
        let is_whole = heading.run_in.is_none();
        roles.push((line.number, Role::Heading(Box::new(heading))));
        for line in &lines[at..=(at + found.further).min(lines.len() - 1)] {
            // Lines broken off a title belong to it; those behind a run-in title are its text.
            let broken = candidates::further_blocks(document, line.number).count();
            let title = 1..=if is_whole { broken } else { 0 };
            roles.extend(title.map(|next| (line.number + next, Role::HeadingLine)));
        }
        let further = lines[at + 1..].iter().take(found.further);
        roles.extend(further.map(|line| (line.number, Role::HeadingLine)));
    }
    roles
}

fn heading(
    line: &Line<'_>,
    found: Found,
    levels: &Levels,
    tags: &candidates::TagLevels,
) -> Heading {
    let level = match line.label {
        Some(label) => levels.level(label.style),
        None => tags.level(line),
    };
    let next = line.label.and_then(|label| titles::next_heading(line.text, &label));
    let next = next.filter(|_| found.run_in.is_none());
    let end = found.run_in.or(next.map(|(at, _)| at)).unwrap_or(line.text.len());
    let is_parted = end < line.text.len();
    let title = &line.text[..end];
    Heading {
        kind: line.label.map_or_else(|| kind_of_level(level), |label| kind(&label, levels)),
        level,
        label: range(0, line.label.map_or(0, |label| label_end(line.text, &label))),
        title: range(
            line.label.map_or(0, |label| label.title),
            if is_parted { title.trim_end_matches(ends_title).len() } else { end },
        ),
        run_in: found.run_in.map(|start| range(start, line.text.len())),
        next: next.map(|(at, label)| Box::new(further_heading(line.text, at, &label, levels))),
    }
}

/// The heading that starts at `at` on the line of another one.
fn further_heading(text: &str, at: usize, label: &Label, levels: &Levels) -> Heading {
    Heading {
        kind: kind(label, levels),
        level: levels.level(label.style),
        label: range(at, at + label.end),
        title: range(at + label.title, text.len()),
        run_in: None,
        next: None,
    }
}

/// What parts a title from the text that follows on its line.
fn ends_title(character: char) -> bool {
    character == '。' || character.is_whitespace()
}

/// End of the label without a colon that only parts it from the title (`附件：…`).
fn label_end(text: &str, label: &Label) -> usize {
    text[..label.end].trim_end_matches(['：', ':']).len()
}

fn range(start: usize, end: usize) -> Range<u32> {
    start as u32..end.max(start) as u32
}

fn kind(label: &Label, levels: &Levels) -> HeadingKind {
    let outer = levels.styles().iter().find(|style| !style.is_strong());
    match label.style {
        Style::Part => HeadingKind::Part,
        Style::Chapter => HeadingKind::Chapter,
        Style::Section => HeadingKind::Section,
        Style::Article => HeadingKind::Article,
        Style::Appendix => HeadingKind::Appendix,
        style if outer == Some(&style) => HeadingKind::Item,
        _ => HeadingKind::Subitem,
    }
}

/// A heading without a label is called after its level.
fn kind_of_level(level: u8) -> HeadingKind {
    match level {
        1 => HeadingKind::Chapter,
        2 => HeadingKind::Section,
        3 => HeadingKind::Item,
        _ => HeadingKind::Subitem,
    }
}

#[cfg(test)]
mod tests;
