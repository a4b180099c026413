//! Imports go one way: main → cli, batch → pipeline, write → read, pass, table → document, data.

#[path = "common/files.rs"]
mod files;

use std::fs;
use std::path::Path;

/// Modules of the library, and which others each may name.
const MAY_USE: &[(&str, &[&str])] = &[
    ("document", &["document"]),
    ("data", &["data"]),
    ("error", &[]),
    ("decode", &["decode", "document", "data", "error"]),
    ("unpack", &["error"]),
    ("pages", &[]),
    ("table", &["table", "document", "data"]),
    ("read", &["read", "decode", "table", "document", "data"]),
    ("pass", &["pass", "table", "document", "data", "pipeline"]),
    ("write", &["write", "document", "data"]),
    ("diff", &["diff", "write", "table", "document", "data"]),
    ("pipeline", &["unpack", "decode", "pages", "read", "pass", "document", "data", "error"]),
];

/// What the front page of the crate exports, by module.
const EXPORTED: &[(&str, &[&str])] =
    &[("error", &["Error"]), ("pipeline", &["Options", "PASSES", "Pass", "READ"])];

#[test]
fn imports_go_one_way() {
    let mut wrong = Vec::new();
    for (module, name, file) in uses() {
        let Some((_, allowed)) = MAY_USE.iter().find(|(from, _)| *from == module) else { continue };
        let target = EXPORTED.iter().find(|(_, names)| names.contains(&name.as_str()));
        let target = target.map_or(name.as_str(), |(module, _)| module);
        if !allowed.contains(&target) {
            wrong.push(format!("{file} uses {name}"));
        }
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn no_pass_knows_another() {
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        let Some(own) = file.strip_prefix("pass/") else { continue };
        let own = own.split(['/', '.']).next().unwrap_or("");
        for used in after(&text, "crate::pass::") {
            if used != own {
                wrong.push(format!("{file} uses pass::{used}"));
            }
        }
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn only_the_batch_touches_the_disk() {
    let touches = |text: &str| {
        ["std::fs", "File::open", "walkdir", "tempfile"].iter().any(|w| text.contains(w))
    };
    let wrong =
        sources().into_iter().filter(|(file, text)| !file.starts_with("batch") && touches(text));
    assert_eq!(wrong.map(|(file, _)| file).collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn only_main_and_the_run_know_anyhow() {
    let knows = |(file, text): &(String, String)| {
        text.contains("anyhow") && !["main.rs", "batch.rs"].contains(&file.as_str())
    };
    assert_eq!(
        sources().into_iter().filter(knows).map(|(file, _)| file).collect::<Vec<_>>(),
        [""; 0]
    );
}

/// Module, name used after `crate::`, file.
fn uses() -> Vec<(String, String, String)> {
    let mut found = Vec::new();
    for (file, text) in sources() {
        let module = file.split(['/', '.']).next().unwrap_or("").to_owned();
        for name in after(&text, "crate::") {
            found.push((module.clone(), name, file.clone()));
        }
    }
    assert!(found.len() > 20, "the scan finds imports");
    found
}

/// Names that stand after a path, those in `{…}` one by one.
fn after(text: &str, path: &str) -> Vec<String> {
    let mut names = Vec::new();
    for rest in text.split(path).skip(1) {
        match rest.strip_prefix('{') {
            Some(list) => {
                let list = list.split_once("};").map_or(list, |(inside, _)| inside);
                names.extend(top_names(list));
            }
            None => names.push(word(rest)),
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

/// First word of each part of a list, parts of nested lists left out.
fn top_names(list: &str) -> Vec<String> {
    let mut depth = 0;
    let parts = list.split(|c: char| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        c == ',' && depth == 0
    });
    parts.map(|part| word(part.trim())).collect()
}

fn word(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// Path below `src` and text of every source file, tests left out.
fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = files::files_in(&root)
        .into_iter()
        .filter(|file| file.extension().is_some_and(|e| e == "rs"));
    let read = files.map(|file| {
        let text = fs::read_to_string(&file).expect("readable");
        let below =
            file.strip_prefix(&root).expect("below src").to_string_lossy().replace('\\', "/");
        let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or("").to_owned();
        (below, code)
    });
    read.filter(|(file, _)| !file.contains("tests")).collect()
}
