//! Checks that hold no longer, and those that hold again.

use std::collections::BTreeMap;

use crate::document::{BlockRange, Check, CheckKind, Document};

use super::cells::caption;
use super::change::{Change, ChangeKind as Kind, Place};
use super::pairs::Pairs;
use super::token::key;

/// Diagnostics that are failed checks and have no entry among the checks; what they say depends on
/// the text, not on how it was published.
const CODES: [&str; 6] = [
    "numbering-gap",
    "numbering-double",
    "percent-over-100",
    "target-below-baseline",
    "note-missing",
    "table-text-contradiction",
];

/// One check as it came out.
#[derive(Debug, Clone)]
struct Outcome {
    ok: bool,
    subject: String,
    detail: String,
    place: Option<Place>,
}

/// What names a check in both documents: its table in the new one, and what it is about.
type Name = (Option<usize>, String);

/// Checks that came out otherwise.
pub fn changes(old: &Document, new: &Document, tables: &Pairs) -> Vec<Change> {
    let before = outcomes(old, |table| tables.new_of(table));
    let after = outcomes(new, Some);
    let mut changes = Vec::new();
    for (name, outcome) in &after {
        let was = before.get(name);
        let kind = match was {
            Some(was) if !was.ok && outcome.ok => Kind::CheckHolds,
            Some(was) if !was.ok && !outcome.ok && was.detail == outcome.detail => continue,
            _ if !outcome.ok => Kind::CheckFails,
            _ => continue,
        };
        changes.push(Change {
            kind,
            subject: outcome.subject.clone(),
            old_place: was.and_then(|was| was.place.clone()),
            new_place: outcome.place.clone(),
            old: was.map(|was| was.detail.clone()),
            new: Some(outcome.detail.clone()),
            ..Change::default()
        });
    }
    let gone = before
        .iter()
        .filter(|(name, was)| !was.ok && is_message(name) && !after.contains_key(*name));
    changes.extend(gone.map(|(_, was)| Change {
        kind: Kind::CheckHolds,
        subject: was.subject.clone(),
        old_place: was.place.clone(),
        old: Some(was.detail.clone()),
        ..Change::default()
    }));
    changes
}

/// It is named by its message: it is there only when it fails.
fn is_message(name: &Name) -> bool {
    CODES.iter().any(|code| name.1.starts_with(code))
}

fn outcomes(
    document: &Document,
    number: impl Fn(usize) -> Option<usize>,
) -> BTreeMap<Name, Outcome> {
    let mut found = BTreeMap::new();
    let mut add = |name: Name, outcome: Outcome| {
        found.entry(name).and_modify(|one: &mut Outcome| one.ok &= outcome.ok).or_insert(outcome);
    };
    for check in document.checks.iter().filter(|check| check.kind != CheckKind::Numbering) {
        let place = None;
        add(
            (None, about(check)),
            Outcome { ok: check.ok, subject: words(check), detail: check.detail.clone(), place },
        );
    }
    for (at, table) in document.tables.iter().enumerate() {
        let Some(at) = number(at) else { continue };
        for check in &table.checks {
            let subject = format!("{}: {}", caption(table), words(check));
            let place = Place {
                section: table.section.clone(),
                table: Some(table.id.clone()),
                blocks: Some(table.blocks),
                ..Place::default()
            };
            let outcome =
                Outcome { ok: check.ok, subject, detail: check.detail.clone(), place: Some(place) };
            add((Some(at), about(check)), outcome);
        }
    }
    for problem in document.diagnostics.iter().filter(|one| CODES.contains(&one.code.as_str())) {
        let name = format!("{} {}", problem.code, key(&problem.message));
        let place = |blocks: BlockRange| Place { blocks: Some(blocks), ..Place::default() };
        add(
            (None, name),
            Outcome {
                ok: false,
                subject: problem.code.clone(),
                detail: problem.message.clone(),
                place: problem.blocks.map(place),
            },
        );
    }
    found
}

/// What a check is about: all of the contents list, one sum, one list.
fn about(check: &Check) -> String {
    let subject = match check.kind {
        CheckKind::Sum | CheckKind::Count => {
            check.detail.rsplit_once(": ").map_or("", |(name, _)| name)
        }
        CheckKind::Numbering | CheckKind::Contents | CheckKind::References => "",
    };
    format!("{:?} {}", check.kind, key(subject))
}

fn words(check: &Check) -> String {
    let kind = match check.kind {
        CheckKind::Sum => "sum",
        CheckKind::Count => "count",
        CheckKind::Numbering => "numbering",
        CheckKind::Contents => "contents list",
        CheckKind::References => "references",
    };
    kind.to_owned()
}
