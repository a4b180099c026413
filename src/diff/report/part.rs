//! A change as every report tells it.

use super::super::change::{Change, Diff, Fate, FolderDiff, Group, Run};

/// Changes of one part of a report.
pub struct Part<'a> {
    /// What they are changes of.
    pub group: Group,
    /// The changes.
    pub changes: Vec<&'a Change>,
}

/// The parts of a report that say something.
pub fn parts(diff: &Diff) -> Vec<Part<'_>> {
    let mut parts: Vec<Part<'_>> = Vec::new();
    for change in &diff.changes {
        let group = change.kind.group();
        match parts.last_mut().filter(|part| part.group == group) {
            Some(part) => part.changes.push(change),
            None => parts.push(Part { group, changes: vec![change] }),
        }
    }
    parts
}

impl Change {
    /// What it happened to, with the part of it: `城镇化率, target 2025`.
    pub fn title(&self) -> String {
        let field = self.field.as_deref().filter(|field| *field != self.subject);
        match field {
            Some(field) if !self.subject.is_empty() => format!("{}, {field}", self.subject),
            Some(field) => field.to_owned(),
            None => self.subject.clone(),
        }
    }

    /// The headings it stands under, where the subject does not tell them.
    pub fn trail(&self) -> &str {
        let place = self.new_place.as_ref().or(self.old_place.as_ref());
        let trail = place.map_or("", |place| place.headings.as_str());
        if trail.ends_with(self.subject.as_str()) { "" } else { trail }
    }

    /// Where it stood and stands, for what moved under another heading.
    pub fn journey(&self) -> Option<(&str, &str)> {
        let (old, new) = (self.old_place.as_ref()?, self.new_place.as_ref()?);
        let moved = self.kind.words().ends_with("moved") && old.headings != new.headings;
        moved.then_some((old.headings.as_str(), new.headings.as_str()))
    }

    /// Old and new text in one.
    pub fn runs(&self) -> Vec<Run> {
        if !self.words.is_empty() {
            return self.words.clone();
        }
        let run = |fate: Fate, text: &Option<String>| {
            text.as_ref().map(|text| Run { fate, text: text.clone() })
        };
        if self.old == self.new {
            return run(Fate::Same, &self.new).into_iter().collect();
        }
        [run(Fate::Old, &self.old), run(Fate::New, &self.new)].into_iter().flatten().collect()
    }

    /// Differences of its numbers: `9 to 8.5: -0.5 (-5.56 %)`.
    pub fn differences(&self) -> Vec<String> {
        let told = self.numbers.iter();
        told.map(|change| format!("{} to {}: {}", change.old, change.new, change.words())).collect()
    }
}

impl Diff {
    /// `3 changes`, `no change`.
    pub fn summary(&self) -> String {
        counted(self.changes.len(), "change")
    }
}

impl FolderDiff {
    /// `2 differ, 1 only in the old folder, 0 only in the new, 4 the same`.
    pub fn summary(&self) -> String {
        let [differ, old, new] = [self.documents.len(), self.only_old.len(), self.only_new.len()];
        format!(
            "{differ} differ, {old} only in the old folder, {new} only in the new, {} the same",
            self.same
        )
    }
}

/// `no change`, `1 change`, `2 changes`.
pub fn counted(count: usize, what: &str) -> String {
    match count {
        0 => format!("no {what}"),
        1 => format!("1 {what}"),
        _ => format!("{count} {what}s"),
    }
}
