//! Headings that the contents list prints.

use std::collections::HashMap;

use super::candidates::Line;
use super::{Found, Headings, runs, titles};
use crate::data::compare::{end_of_key, has_length, key, key_within, meaning};
use crate::document::{ContentsEntry, Document};

/// Shortest text behind a title that it is glued to, in characters.
const SHORTEST_TEXT: usize = 20;
/// Most entries with the label of a line that are tried as its start, nearest first.
const MOST_NEAR: usize = 4;
/// Most lines a title is broken over.
const MOST_LINES: usize = 4;

/// Marks the lines that print an entry of the contents list, each entry once, in its order as far
/// as the document keeps to it.
pub(super) fn find(document: &Document, lines: &[Line<'_>]) -> Headings {
    let mut found = vec![None; lines.len()];
    if document.contents.is_empty() {
        return found;
    }
    let mut entries = Entries::new(&document.contents);
    let mut at = 0;
    while at < lines.len() {
        let line = &lines[at];
        let hit = (!line.in_table && !line.in_letter)
            .then(|| entries.matching(document, lines, at))
            .flatten();
        if let Some(hit) = hit {
            found[at] = Some(hit);
            at += hit.further;
        }
        at += 1;
    }
    found
}

/// Entries by the key of their label and title, those not met yet.
struct Entries {
    open: HashMap<String, usize>,
    /// Keys of labels alone with the whole keys behind them in order, for titles that were broken.
    by_label: HashMap<String, Vec<String>>,
    /// Bytes of the longest key.
    longest: usize,
    /// First characters of the keys, sorted: other lines need no look.
    first: Vec<Option<char>>,
}

impl Entries {
    fn new(contents: &[ContentsEntry]) -> Self {
        let mut open = HashMap::new();
        let mut by_label: HashMap<String, Vec<String>> = HashMap::new();
        for entry in contents {
            let label = key(entry.label.as_deref().unwrap_or(""));
            let whole = label.clone() + &key(&entry.title);
            by_label.entry(label).or_default().push(whole.clone());
            *open.entry(whole).or_insert(0) += 1;
        }
        by_label.values_mut().for_each(|wholes| wholes.sort_unstable());
        let longest = open.keys().map(String::len).max().unwrap_or(0);
        let mut first: Vec<_> = open.keys().map(|whole| whole.chars().next()).collect();
        first.sort_unstable();
        first.dedup();
        Self { open, by_label, longest, first }
    }

    /// The heading that starts at `at` and prints an open entry: on one line, before a text that
    /// runs in, or over several lines.
    fn matching(&mut self, document: &Document, lines: &[Line<'_>], at: usize) -> Option<Found> {
        let line = &lines[at];
        self.first.binary_search(&meaning(line.text).next()).ok()?;
        let printed = key_within(line.text, self.longest);
        if printed.as_deref().is_some_and(|printed| self.take(printed)) {
            return Some(Found { further: 0, run_in: None });
        }
        if let Some(end) = runs::lead_end(line).filter(|end| self.take(&key(&line.text[..*end]))) {
            return Some(Found { further: 0, run_in: Some(end) });
        }
        if let Some(end) = self.glued(line) {
            return Some(Found { further: 0, run_in: Some(end) });
        }
        let further = self.broken(document, lines, at, printed?)?;
        Some(Found { further, run_in: None })
    }

    /// Byte where the text starts that is printed right behind a title, with nothing between.
    fn glued(&mut self, line: &Line<'_>) -> Option<usize> {
        let label = line.label.filter(|label| label.marked)?;
        let wholes = self.by_label.get(&key(&line.text[..label.end]))?;
        let printed: String = meaning(line.text).take(self.longest).collect();
        let place = wholes.partition_point(|whole| *whole <= printed);
        let near = wholes[place.saturating_sub(MOST_NEAR)..place].iter().rev();
        let (whole, end) =
            near.filter_map(|whole| Some((whole, end_of_key(line.text, whole)?))).next()?;
        let text = &line.text[end..];
        let is_text = text.contains('。') && has_length(text, SHORTEST_TEXT);
        let starts = text.starts_with(|c: char| c.is_alphanumeric() || "“《（".contains(c));
        let whole = Some(whole.clone()).filter(|_| is_text && starts)?;
        self.take(&whole).then_some(end)
    }

    /// Further lines of the title whose first line is `printed`.
    fn broken(
        &mut self,
        document: &Document,
        lines: &[Line<'_>],
        at: usize,
        mut printed: String,
    ) -> Option<usize> {
        let line = &lines[at];
        let label = line.label?;
        let wholes = self.by_label.get(&key(&line.text[..label.end]))?;
        let is_start = |printed: &str| {
            let place = wholes.partition_point(|whole| whole.as_str() < printed);
            wholes.get(place).is_some_and(|whole| whole.starts_with(printed))
        };
        for further in 1..MOST_LINES {
            let next = lines
                .get(at + further)
                .filter(|next| next.label.is_none() || is_start(&printed))?;
            if !is_start(&printed) || !titles::are_near(document, lines, at + further) {
                return None;
            }
            printed.push_str(&key(next.text));
            if self.open.get(&printed).is_some_and(|left| *left > 0) {
                self.take(&printed);
                return Some(further);
            }
        }
        None
    }

    fn take(&mut self, whole: &str) -> bool {
        match self.open.get_mut(whole) {
            Some(left) if *left > 0 => {
                *left -= 1;
                true
            }
            _ => false,
        }
    }
}
