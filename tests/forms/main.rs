//! What a document says does not depend on how it was published: sources of `input/` are converted,
//! printed again in many published forms, and each form must give the same document.

mod essence;
mod forms;
mod harm;
mod html;
mod parts;
mod text;

use std::path::Path;

use essence::Essence;
use extract::document::Document;
use extract::{Options, convert};
use forms::{FORMS, Form};

/// Sources that are printed in every form: letter, contents list, parts, boxes, tables, articles.
const EVERYWHERE: [&str; 4] = [
    "measures/yunxi-investment-measures.txt",
    "plans/huwan-big5.html",
    "plans/yunxi-digital-economy-word.html",
    "reports/yunxi-work-report-2023.txt",
];
/// Longer sources, printed in every fifth form each.
const LONG: [&str; 3] = [
    "plans/lankou-water-pdf.txt",
    "plans/yunxi-official-gbk.html",
    "reports/yunxi-statistics-2021.html",
];
/// Every how many forms a long source is printed.
const SELDOM: usize = 5;

#[test]
fn every_form_says_the_same() {
    let mut failures = Vec::new();
    for source in EVERYWHERE {
        check(source, FORMS.iter(), &mut failures);
    }
    for (place, source) in LONG.iter().enumerate() {
        check(source, FORMS.iter().skip(place).step_by(SELDOM), &mut failures);
    }
    assert!(failures.is_empty(), "{} differ:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn there_are_enough_forms() {
    assert!(FORMS.len() >= 20, "{}", FORMS.len());
}

fn check(source: &str, forms: impl Iterator<Item = &'static Form>, failures: &mut Vec<String>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("input").join(source);
    let bytes = std::fs::read(path).expect("input is part of the project");
    let original = converted(&bytes);
    let parts = parts::of(&original);
    let wanted = Essence::of(&original);
    for form in forms {
        let found = Essence::of(&converted(&form.publish(&parts)));
        for (field, difference) in wanted.differences(&found) {
            if !form.may_differ(field, source) {
                failures.push(format!("{source} as `{}`: {field}: {difference}", form.name));
            }
        }
    }
}

fn converted(bytes: &[u8]) -> Document {
    convert("source", bytes, &Options::default()).expect("a printed form holds text")
}
