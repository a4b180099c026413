//! What changed in the running text.

use std::collections::HashSet;

use super::change::{Change, ChangeKind as Kind, Place};
use super::headings::Sections;
use super::paragraphs::{Paragraphs, stay_in_order};
use super::words::marked;

/// The paragraphs of two documents, paired.
#[derive(Debug)]
pub struct Texts<'a> {
    sections: &'a Sections<'a>,
    found: &'a Paragraphs,
    /// Parts of a split or of a merger.
    parts: (HashSet<usize>, HashSet<usize>),
}

impl<'a> Texts<'a> {
    /// The paragraphs, and which of them are parts of others.
    pub fn new(sections: &'a Sections<'a>, found: &'a Paragraphs) -> Self {
        let wholes = |list: &[(usize, Vec<usize>)]| -> Vec<usize> {
            list.iter().map(|(whole, _)| *whole).collect()
        };
        let pieces = |list: &[(usize, Vec<usize>)]| -> Vec<usize> {
            list.iter().flat_map(|(_, parts)| parts.iter().copied()).collect()
        };
        let old = wholes(&found.split).into_iter().chain(pieces(&found.merged)).collect();
        let new = pieces(&found.split).into_iter().chain(wholes(&found.merged)).collect();
        Self { sections, found, parts: (old, new) }
    }

    /// Old texts that are nowhere in the new document.
    fn is_gone(&self, text: usize) -> bool {
        self.found.pairs.new_of(text).is_none() && !self.parts.0.contains(&text)
    }

    /// New texts that are nowhere in the old document.
    fn is_come(&self, text: usize) -> bool {
        self.found.pairs.old_of(text).is_none() && !self.parts.1.contains(&text)
    }

    /// The text that went, or came, with a section: its own and that of all in it.
    pub fn with(&self, node: usize, old: bool) -> String {
        let (outline, pairs) =
            (if old { self.sections.old } else { self.sections.new }, self.sections.pairs);
        let mut lines: Vec<String> = Vec::new();
        let mut open = vec![node];
        while let Some(at) = open.pop() {
            let its = &outline.nodes[at];
            if at != node {
                lines.push(its.heading());
            }
            let texts = its.texts.iter();
            let texts =
                texts.filter(|text| if old { self.is_gone(**text) } else { self.is_come(**text) });
            lines.extend(texts.map(|text| outline.texts[*text].text.to_owned()));
            let has_partner = |at: usize| {
                if old { pairs.new_of(at).is_some() } else { pairs.old_of(at).is_some() }
            };
            open.extend(its.children.iter().rev().copied().filter(|child| !has_partner(*child)));
        }
        lines.join("\n")
    }

    /// What changed: what went, then the rest in the order of the new document.
    pub fn changes(&self) -> Vec<Change> {
        let (old, new) = (self.sections.old, self.sections.new);
        let mut changes: Vec<(usize, Change)> = Vec::new();
        for text in (0..old.texts.len()).filter(|text| self.is_gone(*text)) {
            let place = (None, Some(old.place_of_text(text)));
            if self.sections.pairs.new_of(old.texts[text].node).is_some() {
                changes.push((
                    0,
                    change(Kind::ParagraphRemoved, place, Some(old.texts[text].text), None),
                ));
            }
        }
        for text in (0..new.texts.len()).filter(|text| self.is_come(*text)) {
            let place = (Some(new.place_of_text(text)), None);
            if self.sections.pairs.old_of(new.texts[text].node).is_some() {
                changes.push((
                    text,
                    change(Kind::ParagraphAdded, place, None, Some(new.texts[text].text)),
                ));
            }
        }
        let moved = self.moved();
        for (one, other) in self.found.pairs.all_by_new() {
            changes.extend(
                self.pair(one, other, moved.contains(&other)).into_iter().map(|c| (other, c)),
            );
        }
        for (whole, parts) in &self.found.split {
            changes.push((parts[0], self.parted(Kind::ParagraphSplit, &[*whole], parts)));
        }
        for (whole, parts) in &self.found.merged {
            changes.push((*whole, self.parted(Kind::ParagraphsMerged, parts, &[*whole])));
        }
        changes.sort_by_key(|(at, _)| *at);
        changes.into_iter().map(|(_, change)| change).collect()
    }

    fn pair(&self, one: usize, other: usize, moved: bool) -> Vec<Change> {
        let (old, new) = (&self.sections.old.texts[one], &self.sections.new.texts[other]);
        let place = || {
            let place = self.sections.new.place_of_text(other);
            (Some(place), Some(self.sections.old.place_of_text(one)))
        };
        let mut changes = Vec::new();
        if moved {
            changes.push(change(Kind::ParagraphMoved, place(), Some(old.text), Some(new.text)));
        }
        if old.id != new.id {
            let words = marked(old.text, new.text);
            let changed = change(Kind::ParagraphChanged, place(), Some(old.text), Some(new.text));
            changes.push(Change { words: words.runs, numbers: words.numbers, ..changed });
        }
        changes
    }

    /// New texts that stand elsewhere than they did.
    fn moved(&self) -> HashSet<usize> {
        let (old, new, pairs) = (self.sections.old, self.sections.new, &self.found.pairs);
        let mut moved: HashSet<usize> = pairs
            .all()
            .filter(|(one, other)| {
                !self.sections.stays(old.texts[*one].node, new.texts[*other].node)
            })
            .map(|(_, other)| other)
            .collect();
        for (node, partner) in self.sections.pairs.all() {
            let texts = &old.nodes[node].texts;
            let is_here = |text: usize| new.texts[text].node == partner;
            let stay = stay_in_order(pairs, texts, is_here);
            let partners = texts.iter().filter_map(|text| pairs.new_of(*text));
            moved.extend(partners.filter(|text| is_here(*text) && !stay.contains(text)));
        }
        moved
    }

    fn parted(&self, kind: Kind, old: &[usize], new: &[usize]) -> Change {
        let (before, after) = (self.sections.old, self.sections.new);
        let text = |outline: &super::outline::Outline<'_>, texts: &[usize]| {
            let texts: Vec<&str> = texts.iter().map(|text| outline.texts[*text].text).collect();
            texts.join("\n")
        };
        let place = (Some(after.place_of_text(new[0])), Some(before.place_of_text(old[0])));
        change(kind, place, Some(&text(before, old)), Some(&text(after, new)))
    }
}

/// A change of a text, under the heading it stands under.
fn change(
    kind: Kind,
    (new_place, old_place): (Option<Place>, Option<Place>),
    old: Option<&str>,
    new: Option<&str>,
) -> Change {
    let place = new_place.as_ref().or(old_place.as_ref());
    let subject = place.map(|place| place.headings.clone()).unwrap_or_default();
    let (old, new) = (old.map(str::to_owned), new.map(str::to_owned));
    Change { kind, subject, old_place, new_place, old, new, ..Change::default() }
}
