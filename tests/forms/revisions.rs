//! A plan is revised in known ways; the comparison says what was done, and nothing else.

use extract::diff::{Change, diff};
use extract::document::Document;

use crate::converted;
use crate::draft::Draft;
use crate::edits::{EDITS, Edit};
use crate::forms::FORMS;
use crate::html::{self, PAGE};
use crate::parts::Part;
use crate::{harm, plan};

/// Revisions of each kind.
const REVISIONS: usize = 3;
/// Drafts that are begun for them: not every place can be edited in every way.
const MOST_TRIES: u64 = 60;
/// Edits that change nothing that is said.
const EMPTY: [&str; 2] = ["marks_changed", "width_changed"];
/// Revisions with several edits.
const MIXTURES: u64 = 60;
/// Least share of what is reported that was done, and of what was done that is reported.
const FLOOR: f64 = 0.98;

/// How often a change was told, not told, and told without being made.
#[derive(Debug, Clone, Copy, Default)]
struct Score {
    told: usize,
    missed: usize,
    invented: usize,
}

impl Score {
    fn add(&mut self, other: Self) {
        self.told += other.told;
        self.missed += other.missed;
        self.invented += other.invented;
    }

    fn precision(self) -> f64 {
        self.told as f64 / (self.told + self.invented).max(1) as f64
    }

    fn recall(self) -> f64 {
        self.told as f64 / (self.told + self.missed).max(1) as f64
    }

    fn is_clean(self) -> bool {
        self.missed == 0 && self.invented == 0
    }
}

#[test]
fn every_kind_of_edit_is_told() {
    assert!(EDITS.len() >= 60, "{}", EDITS.len());
    let before = published(&plan::parts());
    let mut all = Score::default();
    let mut told = Vec::new();
    for (name, edit) in EDITS {
        let mut score = Score::default();
        let drafts = (0..MOST_TRIES).filter_map(|seed| {
            let mut draft = Draft::new(plan::parts(), seed);
            edit(&mut draft).map(|()| draft)
        });
        for draft in drafts.take(REVISIONS) {
            score.add(compared(&before, &draft, name, &mut told));
        }
        assert!(score.told + score.missed + score.invented > 0 || EMPTY.contains(name), "{name}");
        println!(
            "{name}: precision {:.3}, recall {:.3}, {score:?}",
            score.precision(),
            score.recall()
        );
        all.add(score);
    }
    check(all, &told);
}

#[test]
fn mixtures_of_edits_are_told() {
    let before = published(&plan::parts());
    let mut all = Score::default();
    let mut told = Vec::new();
    for seed in 0..MIXTURES {
        let mut draft = Draft::new(plan::parts(), seed + 1000);
        let mut names = Vec::new();
        for _ in 0..3 + seed % 4 {
            let (name, edit) = EDITS[draft.below(EDITS.len())];
            if applied(&mut draft, edit) {
                names.push(name);
            }
        }
        all.add(compared(&before, &draft, &names.join(" + "), &mut told));
    }
    println!("mixtures: precision {:.3}, recall {:.3}, {all:?}", all.precision(), all.recall());
    check(all, &told);
}

/// An edit that finds nothing to do leaves nothing half done.
fn applied(draft: &mut Draft, edit: Edit) -> bool {
    let (parts, expected, may) = (draft.parts.clone(), draft.expected.clone(), draft.may.clone());
    let done = edit(draft).is_some();
    if !done {
        (draft.parts, draft.expected, draft.may) = (parts, expected, may);
    }
    done
}

#[test]
fn a_form_is_no_revision() {
    let parts = plan::parts();
    let before = published(&parts);
    let mut wrong = Vec::new();
    for form in FORMS {
        let found = diff(&before, &converted(&form.publish(&parts)));
        wrong.extend(found.changes.iter().map(|change| format!("{}: {}", form.name, line(change))));
    }
    assert!(wrong.is_empty(), "{} changes:\n{}", wrong.len(), wrong.join("\n"));
}

fn published(parts: &[Part]) -> Document {
    converted(html::print(parts, &PAGE, harm::none, harm::escaped).as_bytes())
}

/// What is reported against what was done.
fn compared(before: &Document, draft: &Draft, name: &str, told: &mut Vec<String>) -> Score {
    let changes = diff(before, &published(&draft.parts)).changes;
    let mut open: Vec<&Change> = changes.iter().collect();
    let mut score = Score::default();
    for (kind, words) in &draft.all_expected() {
        match open.iter().position(|change| change.kind == *kind && line(change).contains(words)) {
            Some(at) => {
                open.remove(at);
                score.told += 1;
            }
            None => {
                score.missed += 1;
                told.push(format!("{name}: missed {kind:?} {words}"));
            }
        }
    }
    for change in open.into_iter().filter(|change| !draft.may.contains(&change.kind)) {
        score.invented += 1;
        told.push(format!("{name}: invented {}", line(change)));
    }
    score
}

/// A change as one line.
fn line(change: &Change) -> String {
    let (old, new) = (change.old.as_deref().unwrap_or("-"), change.new.as_deref().unwrap_or("-"));
    format!("{}: {}: {old} -> {new}", change.kind.words(), change.title())
}

fn check(score: Score, told: &[String]) {
    println!("{score:?}\n{}", told.join("\n"));
    let enough = score.precision() >= FLOOR && score.recall() >= FLOOR;
    assert!(enough, "precision {}, recall {}", score.precision(), score.recall());
    assert!(score.is_clean() || !told.is_empty());
}
