//! The schemas in `schema/` are what the types say, and what is written agrees with them.
//!
//! `UPDATE_SCHEMA=1 cargo test --test schema` writes it anew.

mod common;

use std::fs;
use std::path::Path;

use extract::diff::{Comparison, Diff, FolderDiff, compare, diff};
use extract::document::Document;
use extract::write::dataset::{ChunkLine, Entry, RESOURCES, RemovedLine};
use extract::{Options, convert, write};
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::Value;

fn generated<T: JsonSchema>() -> Value {
    let generator = SchemaSettings::default().for_serialize().into_generator();
    generator.into_root_schema_for::<T>().to_value()
}

fn check_kept(name: &str, generated: &Value) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema").join(name);
    let text = write::json::text(generated);
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        fs::create_dir_all(path.parent().expect("it has a folder")).expect("writable");
        fs::write(&path, &text).expect("writable");
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == text, "{name}: run `UPDATE_SCHEMA=1 cargo test --test schema`");
}

#[test]
fn the_schemas_are_up_to_date() {
    check_kept("document.schema.json", &generated::<Document>());
    check_kept("removed.schema.json", &generated::<RemovedLine<'_>>());
    check_kept("chunks.schema.json", &generated::<ChunkLine<'_>>());
    check_kept("diff.schema.json", &generated::<Diff>());
    check_kept("folders.schema.json", &generated::<FolderDiff>());
    check_kept("compare.schema.json", &generated::<Comparison>());
}

#[test]
fn comparisons_agree_with_their_schemas() {
    let check = |schema: &Value, text: &str| {
        let validator = jsonschema::validator_for(schema).expect("a valid schema");
        let value = serde_json::from_str(text).expect("valid JSON");
        let errors: Vec<_> = validator.iter_errors(&value).map(|e| e.to_string()).collect();
        assert_eq!(errors, [""; 0]);
    };
    let documents: Vec<Document> = common::samples()
        .iter()
        .filter_map(|(path, bytes)| convert(path, bytes, &Options::default()).ok())
        .collect();
    for two in documents.windows(2) {
        let found = diff(&two[0], &two[1]);
        assert!(!found.changes.is_empty() || two[0].sections == two[1].sections);
        check(&generated::<Diff>(), &write::json::text(&found));
        let folders = FolderDiff { documents: vec![found], ..FolderDiff::default() };
        check(&generated::<FolderDiff>(), &write::json::text(&folders));
        let copies = [("a".to_owned(), &two[0]), ("b".to_owned(), &two[1])];
        check(&generated::<Comparison>(), &write::json::text(&compare(&copies)));
    }
}

#[test]
fn lines_agree_with_their_schemas() {
    let check = |schema: &Value, name: &str, entry: &Entry<'_>| {
        let validator = jsonschema::validator_for(schema).expect("a valid schema");
        let resource = RESOURCES.iter().find(|one| one.name == name).expect("listed");
        let mut rows = Vec::new();
        (resource.rows)(entry, &mut rows).expect("a Vec takes every byte");
        let rows = String::from_utf8(rows).expect("rows are text");
        for line in rows.lines() {
            let value = serde_json::from_str(line).expect("valid JSON");
            assert!(validator.is_valid(&value), "{name}: {line}");
        }
    };
    for (path, bytes) in common::samples() {
        let Ok(document) = convert(&path, &bytes, &Options::default()) else { continue };
        let entry = Entry::new(&path, &document, 800);
        check(&generated::<RemovedLine<'_>>(), "removed", &entry);
        check(&generated::<ChunkLine<'_>>(), "chunks", &entry);
    }
}

#[test]
fn documents_agree_with_the_schema() {
    let validator = jsonschema::validator_for(&generated::<Document>()).expect("a valid schema");
    let check = |name: &str, text: &str| {
        let value = serde_json::from_str(text).expect("valid JSON");
        let errors: Vec<_> = validator.iter_errors(&value).map(|e| e.to_string()).collect();
        assert_eq!(errors, [""; 0], "{name}");
    };
    for (path, bytes) in common::samples() {
        if let Ok(document) = convert(&path, &bytes, &Options::default()) {
            check(&path, &write::document_json(&document));
        }
    }
    let output = Path::new(env!("CARGO_MANIFEST_DIR")).join("output");
    for file in common::files_in(&output).iter().filter(|file| file.ends_with("document.json")) {
        check(&file.display().to_string(), &fs::read_to_string(file).expect("readable"));
    }
}

#[test]
fn the_schema_refuses_what_is_no_document() {
    let validator = jsonschema::validator_for(&generated::<Document>()).expect("a valid schema");
    let mut value = serde_json::to_value(Document::default()).expect("a document");
    assert!(validator.is_valid(&value));
    value["status"] = Value::from("fine");
    assert!(!validator.is_valid(&value));
}
