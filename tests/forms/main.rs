//! What a document says does not depend on how it was published: sources of `input/` are converted,
//! printed again in many published forms, and each form must give the same document.

mod draft;
mod edits;
mod essence;
mod forms;
mod harm;
mod html;
mod parts;
mod plan;
mod revisions;
mod text;

use std::path::{Path, PathBuf};

use essence::Essence;
use extract::diff::diff;
use extract::document::Document;
use extract::{Options, convert};
use forms::{FORMS, Form, pairs};
use rayon::prelude::*;
use walkdir::WalkDir;

/// Sources of `input/` that are no document, or part of one.
const NO_DOCUMENT: [&str; 3] =
    ["huwan-irrigation_2.html", "huwan-irrigation_3.html", "tag-search.html"];

/// Of the pairs of forms each source is printed in one of so many, each in others.
const SELDOM: usize = 10;

#[test]
fn every_form_of_every_source_says_the_same() {
    let every: Vec<_> = FORMS.iter().map(|form| (form.name.to_owned(), *form)).collect();
    let failures: Vec<String> =
        sources().par_iter().flat_map_iter(|path| check(path, every.iter())).collect();
    assert!(failures.is_empty(), "{} differ:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn pairs_of_forms_say_the_same() {
    let pairs = pairs();
    let some = |place: usize| pairs.iter().skip(place % SELDOM).step_by(SELDOM);
    let failures: Vec<String> = sources()
        .par_iter()
        .enumerate()
        .flat_map_iter(|(place, path)| check(path, some(place)))
        .collect();
    assert!(failures.is_empty(), "{} differ:\n{}", failures.len(), failures.join("\n"));
}

fn sources() -> Vec<PathBuf> {
    let input = Path::new(env!("CARGO_MANIFEST_DIR")).join("input");
    let files = WalkDir::new(input).sort_by_file_name().into_iter();
    let files = files.map(|entry| entry.expect("input is readable").into_path());
    files
        .filter(|path| path.is_file() && !NO_DOCUMENT.iter().any(|no| path.ends_with(no)))
        .collect()
}

#[test]
fn there_are_enough_forms() {
    assert!(FORMS.len() >= 20, "{}", FORMS.len());
}

fn check<'a>(path: &Path, forms: impl Iterator<Item = &'a (String, Form)>) -> Vec<String> {
    let source = path.file_name().unwrap_or_default().to_string_lossy();
    let bytes = std::fs::read(path).expect("input is part of the project");
    let original = converted(&bytes);
    let parts = parts::of(&original);
    let wanted = Essence::of(&original);
    // The page of a form says less of its document than that of the source.
    let page = converted(html::print(&parts, &html::PAGE, harm::none, harm::escaped).as_bytes());
    let mut failures = Vec::new();
    for (name, form) in forms {
        let published = converted(&form.publish(&parts));
        let differences = wanted.differences(&Essence::of(&published)).into_iter();
        let differences = differences.filter(|(field, _)| !form.may_differ(field, &source));
        failures.extend(
            differences
                .map(|(field, difference)| format!("{source} as `{name}`: {field}: {difference}")),
        );
        let changes = diff(&page, &published).changes.into_iter();
        let changes = changes.filter(|_| !form.loses_any(&source));
        failures.extend(changes.map(|change| {
            let (what, title) = (change.kind.words(), change.title());
            format!("{source} as `{name}`: {what}: {title}: {:?} {:?}", change.old, change.new)
        }));
    }
    failures
}

fn converted(bytes: &[u8]) -> Document {
    convert("source", bytes, &Options::default()).expect("a printed form holds text")
}
