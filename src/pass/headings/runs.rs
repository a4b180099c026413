//! Runs of `一、` `（一）` `1.`: headings or items of a list, decided for each run as a whole.

use std::ops::Range;

use super::candidates::{Line, covered};
use super::{Found, Headings, titles};
use crate::data::compare::length;
use crate::data::numbering::{Label, Style};
use crate::data::parted;
use crate::document::Document;

/// Longest title of a heading that is no `第…章`, in characters.
const LONGEST_TITLE: usize = 45;
/// Shortest title behind a number that lost its mark, in characters.
const SHORTEST_UNMARKED: usize = 4;
/// Longest run-in title, in characters.
const LONGEST_LEAD: usize = 30;

/// Lines below a title among which the first row of a delimited table stands: its caption may be
/// before it.
const CAPTION_AND_ROW: usize = 2;

/// Lines of one style numbered on from its first.
struct Run {
    style: Style,
    last: u32,
    /// Places in the list of lines.
    members: Vec<usize>,
}

/// Finds the runs and marks those that are headings.
pub(super) fn find(document: &Document, lines: &[Line<'_>], found: &mut Headings) {
    for run in collect(lines, found) {
        let votes = Votes::of(document, lines, found, &run);
        if votes.are_titles() {
            mark_titles(document, lines, found, &run);
        } else if votes.are_run_in_titles() {
            mark_run_in(lines, found, &run);
        }
    }
}

fn collect(lines: &[Line<'_>], found: &Headings) -> Vec<Run> {
    let mut closed: Vec<Run> = Vec::new();
    let mut open: Vec<Run> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(label) = line.label.filter(|_| is_open_line(line) && !covered(found, at)) else {
            continue;
        };
        if label.style.is_strong() {
            if found[at].is_some() && label.style != Style::Article {
                closed.append(&mut open);
            }
            continue;
        }
        let starts = is_sure(&label) || stands_over_text(lines, at);
        join_or_start(&mut open, &mut closed, at, &label, starts);
    }
    closed.append(&mut open);
    closed
}

fn is_open_line(line: &Line<'_>) -> bool {
    !line.in_table && !line.in_letter && !line.is_caption && !is_value(line)
}

/// Digits and nothing else: `5.2` alone is an amount, or the number of a row; `1.` may have its title below.
fn is_value(line: &Line<'_>) -> bool {
    let is_alone = line.title().is_empty() && line.label.is_some_and(|label| label.marked);
    line.label.is_some() && !is_alone && !line.text.contains(char::is_alphabetic)
}

/// A title whose label lost its mark, with running text right below: no amount, no cell.
fn stands_over_text(lines: &[Line<'_>], at: usize) -> bool {
    is_title(lines[at].title(), &lines[at])
        && length(lines[at].title()) >= SHORTEST_UNMARKED
        && lines.get(at + 1).is_some_and(|next| next.label.is_none() && next.is_prose())
}

fn join_or_start(
    open: &mut Vec<Run>,
    closed: &mut Vec<Run>,
    at: usize,
    label: &Label,
    starts: bool,
) {
    let place = open.iter().position(|run| run.style == label.style);
    match place {
        Some(place) if continues(&open[place], label) => {
            open[place].last = label.number;
            open[place].members.push(at);
            // What was numbered below the member before it has ended.
            closed.extend(open.drain(place + 1..));
        }
        _ if label.number == 1 && (starts || place.is_none()) => {
            if let Some(place) = place {
                closed.extend(open.drain(place..));
            }
            open.push(Run { style: label.style, last: 1, members: vec![at] });
        }
        _ => {}
    }
}

/// The label has its mark or a space behind it; a bare `1` may be an amount.
fn is_sure(label: &Label) -> bool {
    label.marked || label.title > label.end
}

/// The next number; after a gap only where the label is whole.
fn continues(run: &Run, label: &Label) -> bool {
    label.number == run.last + 1 || (label.marked && label.number == run.last + 2)
}

/// What the lines of a run look like.
#[derive(Debug, Default)]
struct Votes {
    members: usize,
    listed: usize,
    titles: usize,
    with_text: usize,
    run_in: usize,
    long_run_in: usize,
    in_box: bool,
    /// One of its labels is beyond doubt.
    sure: bool,
}

impl Votes {
    fn of(document: &Document, lines: &[Line<'_>], found: &Headings, run: &Run) -> Self {
        let first = run.members[0];
        let mut votes = Self {
            members: run.members.len(),
            in_box: first > 0 && lines[first - 1].is_box,
            sure: run.members.iter().filter_map(|at| lines[*at].label).any(|label| is_sure(&label)),
            ..Self::default()
        };
        for (place, &at) in run.members.iter().enumerate() {
            let end = run.members.get(place + 1).copied().unwrap_or(lines.len());
            votes.add(document, lines, found, at..end);
        }
        votes
    }

    /// Takes the vote of the member at the start of a range that ends with the next one.
    fn add(
        &mut self,
        document: &Document,
        lines: &[Line<'_>],
        found: &Headings,
        range: Range<usize>,
    ) {
        let line = &lines[range.start];
        self.listed += usize::from(found[range.start].is_some());
        if line.text_behind_gap().is_some() {
            self.titles += 1;
            self.with_text += 1;
        } else if let Some(further) = title_lines(document, lines, range.start) {
            let last = range.start + further;
            self.titles += 1;
            self.with_text +=
                usize::from(line.tag.is_some() || has_text(lines, found, last, range.end));
        } else if lead_end(line).is_some() {
            self.run_in += 1;
            self.long_run_in += usize::from(has_more(lines, found, range.start, range.end));
        }
    }

    fn are_titles(&self) -> bool {
        !self.in_box
            && self.sure
            && (self.listed * 2 > self.members
                || (self.titles * 5 >= self.members * 3 && self.with_text * 2 > self.titles))
    }

    /// Run-in titles are headings where most of them have more text below than their own line.
    fn are_run_in_titles(&self) -> bool {
        !self.in_box
            && self.sure
            && self.members > 1
            && (self.run_in + self.titles) * 5 >= self.members * 4
            && self.long_run_in * 2 > self.members
    }
}

/// Further lines of the title at `at`, if it is one: a title that ends in a comma goes on.
fn title_lines(document: &Document, lines: &[Line<'_>], at: usize) -> Option<usize> {
    let line = &lines[at];
    if line.text_behind_gap().is_some() {
        return None;
    }
    if !line.text.ends_with(['，', ',', '、']) {
        return is_title(line.title(), line).then_some(0);
    }
    let further = titles::further_lines(document, lines, at);
    let start = line.title().trim_end_matches(['，', ',', '、']);
    (further > 0 && is_title(start, line)).then_some(further)
}

/// The text behind the label is a title: short, no sentence.
fn is_title(title: &str, line: &Line<'_>) -> bool {
    let inner = title.trim_end_matches('。');
    !inner.is_empty()
        && !line.goes_on
        && !parted::is_row(line.text)
        && length(inner) <= LONGEST_TITLE
        && !inner.contains(['。', '；', '！'])
        && !inner.ends_with(['，', ',', '；', ';', '：', ':', '、'])
        && inner.chars().any(|c| !c.is_ascii_digit() && !c.is_ascii_punctuation())
}

/// Text, a deeper label, a box or a table stands below the title.
fn has_text(lines: &[Line<'_>], found: &Headings, at: usize, end: usize) -> bool {
    let Some(next) = lines.get(at + 1).filter(|_| at + 1 < end) else { return false };
    let same_style =
        |a: &Line<'_>, b: &Line<'_>| a.label.zip(b.label).is_some_and(|(a, b)| a.style == b.style);
    let starts_deeper =
        next.label.filter(|label| label.number == 1 && !label.style.is_strong()).is_some_and(
            |label| label.marked || lines.get(at + 2).is_some_and(|below| below.is_prose()),
        ) && !same_style(&lines[at], next);
    starts_deeper
        || next.is_caption
        || next.in_table
        || (next.is_prose() && found[at + 1].is_none())
        || lines[at + 1..end].iter().take(CAPTION_AND_ROW).any(is_row)
}

/// A row printed with tabs, bars or wide gaps between its cells.
fn is_row(line: &Line<'_>) -> bool {
    line.text.contains('\t') || parted::is_row(line.text)
}

/// More than its own line stands below a run-in title.
fn has_more(lines: &[Line<'_>], found: &Headings, at: usize, end: usize) -> bool {
    lines.get(at + 1).is_some_and(|next| {
        at + 1 < end
            && found[at + 1].is_none()
            && next.label.is_none_or(|label| !label.style.is_strong())
    })
}

/// Byte where a run-in title ends: behind the first stop, when a sentence follows it.
pub(super) fn lead_end(line: &Line<'_>) -> Option<usize> {
    if let Some(text) = line.text_behind_gap() {
        return Some(text);
    }
    let start = line.label?.title;
    let stop = line.text[start..].find('。')? + start;
    let lead = &line.text[start..stop];
    let end = stop + '。'.len_utf8();
    (length(lead) <= LONGEST_LEAD && length(lead) > 1 && end < line.text.len()).then_some(end)
}

fn mark_titles(document: &Document, lines: &[Line<'_>], found: &mut Headings, run: &Run) {
    for &at in &run.members {
        if found[at].is_none() && !covered(found, at) {
            let whole =
                title_lines(document, lines, at).map(|further| Found { further, run_in: None });
            let run_in = || lead_end(&lines[at]).map(|end| Found { further: 0, run_in: Some(end) });
            found[at] = whole.or_else(run_in);
        }
    }
}

fn mark_run_in(lines: &[Line<'_>], found: &mut Headings, run: &Run) {
    for &at in &run.members {
        if found[at].is_none() {
            found[at] = Some(Found { further: 0, run_in: lead_end(&lines[at]) });
        }
    }
}
