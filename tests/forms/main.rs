//! What a document says does not depend on how it was published: sources of `input/` are converted,
//! printed again in many published forms, and each form must give the same document.

mod essence;
mod forms;
mod harm;
mod html;
mod parts;
mod text;

use std::path::{Path, PathBuf};

use essence::Essence;
use extract::document::Document;
use extract::{Options, convert};
use forms::FORMS;
use rayon::prelude::*;
use walkdir::WalkDir;

/// Sources of `input/` that are no document, or part of one.
const NO_DOCUMENT: [&str; 4] = [
    "huwan-irrigation_2.html",
    "huwan-irrigation_3.html",
    "tag-search.html",
    "huwan-grain-archive.mht",
];

#[test]
fn every_form_of_every_source_says_the_same() {
    let failures: Vec<String> = sources().par_iter().flat_map_iter(|path| check(path)).collect();
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

fn check(path: &Path) -> Vec<String> {
    let source = path.file_name().unwrap_or_default().to_string_lossy();
    let bytes = std::fs::read(path).expect("input is part of the project");
    let original = converted(&bytes);
    let parts = parts::of(&original);
    let wanted = Essence::of(&original);
    let differences = FORMS.iter().flat_map(|form| {
        let bytes = form.publish(&parts);
        let dir = format!("/tmp/m/f/{source}");
        std::fs::create_dir_all(&dir).ok();
        std::fs::write(format!("{dir}/{}", form.name.replace(' ', "_")), &bytes).ok();
        let found = Essence::of(&converted(&bytes));
        let differences = wanted.differences(&found).into_iter();
        differences.map(move |(field, difference)| (form, field, difference))
    });
    differences
        .filter(|(form, field, _)| !form.may_differ(field, &source))
        .map(|(form, field, difference)| {
            format!("{source} as `{}`: {field}: {difference}", form.name)
        })
        .collect()
}

fn converted(bytes: &[u8]) -> Document {
    convert("source", bytes, &Options::default()).expect("a printed form holds text")
}
