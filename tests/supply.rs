//! What the program is built of: every dependency has its reason in ARCHITECTURE.md, and the oldest
//! compiler that `Cargo.toml` names is new enough for all of them.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// What Cargo says of the packages.
fn metadata() -> Value {
    let out = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version=1", "--locked", "--all-features"])
        .arg("--filter-platform=x86_64-unknown-linux-gnu")
        .current_dir(ROOT)
        .output()
        .expect("cargo runs");
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    serde_json::from_slice(&out.stdout).expect("JSON")
}

fn packages(metadata: &Value) -> impl Iterator<Item = &Value> {
    metadata["packages"].as_array().expect("a list").iter()
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or("")
}

#[test]
fn every_dependency_has_its_reason() {
    let metadata = metadata();
    let own = packages(&metadata).find(|one| text(one, "name") == "extract").expect("ours");
    let needed = own["dependencies"].as_array().expect("a list").iter();
    let needed = needed.filter(|one| one["kind"].is_null());
    let needed: BTreeSet<String> =
        needed.map(|one| one["rename"].as_str().unwrap_or(text(one, "name")).to_owned()).collect();
    let page = std::fs::read_to_string(Path::new(ROOT).join("ARCHITECTURE.md")).expect("readable");
    let list = page.split("## Dependencies").nth(1).and_then(|rest| rest.split("\n## ").next());
    let rows = list.expect("the list").lines().filter(|line| line.starts_with("| `"));
    let names =
        rows.flat_map(|row| row.split('|').nth(1).unwrap_or("").split('`').skip(1).step_by(2));
    let told: BTreeSet<String> = names.map(str::to_owned).collect();
    assert_eq!(needed, told);
}

#[test]
fn the_oldest_compiler_is_new_enough() {
    let metadata = metadata();
    let version = |text: &str| -> Vec<u32> {
        // The third part makes no compiler newer.
        text.split('.').take(2).map(|part| part.parse().unwrap_or(0)).collect()
    };
    let own = packages(&metadata).find(|one| text(one, "name") == "extract").expect("ours");
    let ours = version(text(own, "rust_version"));
    let newer = packages(&metadata).filter(|one| version(text(one, "rust_version")) > ours);
    let newer: Vec<_> =
        newer.map(|one| format!("{} {}", text(one, "name"), text(one, "rust_version"))).collect();
    assert_eq!(newer, [""; 0], "need a newer compiler than {ours:?}");
}

/// The licences of `deny.toml`, and the registry alone.
#[test]
fn licences_and_sources_are_those_let_in() {
    let page = std::fs::read_to_string(Path::new(ROOT).join("deny.toml")).expect("readable");
    let list = page.split("allow = [").nth(1).and_then(|rest| rest.split(']').next());
    let allowed: BTreeSet<&str> = list.expect("a list").split('"').skip(1).step_by(2).collect();
    let metadata = metadata();
    let foreign = packages(&metadata).filter(|one| !one["source"].is_null());
    let let_in = |one: &&Value| {
        let from_registry = text(one, "source").contains("crates.io-index");
        // `A OR B` and the older `A/B` leave the choice, `A AND B` does not.
        let licence = text(one, "license").replace(['(', ')'], "").replace('/', " OR ");
        let any = |part: &str| part.split(" OR ").any(|one| allowed.contains(one.trim()));
        from_registry && licence.split(" AND ").all(any)
    };
    let refused: Vec<_> = foreign
        .filter(|one| !let_in(one))
        .map(|one| format!("{}: {} from {}", text(one, "name"), one["license"], one["source"]))
        .collect();
    assert_eq!(refused, [""; 0]);
}
