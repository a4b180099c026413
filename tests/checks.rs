//! `docs/checks.md` explains every code of the diagnostics, with its severity and in their order.

use std::fs;
use std::path::Path;

use extract::document::{Problem, Severity};

/// Fewest characters of an explanation.
const SHORTEST: usize = 60;

fn sections() -> Vec<(String, String)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/checks.md");
    let page = fs::read_to_string(path).expect("there is a page");
    let sections = page.split("\n## `").skip(1).filter_map(|section| section.split_once("`\n\n"));
    sections.map(|(code, text)| (code.to_owned(), text.trim().to_owned())).collect()
}

#[test]
fn every_code_has_its_section() {
    let explained: Vec<String> = sections().into_iter().map(|(code, _)| code).collect();
    let codes: Vec<&str> = Problem::ALL.iter().map(|(code, _)| *code).collect();
    assert_eq!(explained, codes);
}

#[test]
fn every_section_says_the_severity_and_more() {
    for ((code, text), (_, severity)) in sections().iter().zip(Problem::ALL) {
        let name = match severity {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        assert!(text.starts_with(&format!("Severity: {name}. ")), "{code}");
        assert!(text.len() >= SHORTEST, "{code}");
    }
}
