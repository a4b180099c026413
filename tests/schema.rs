//! `schema/document.schema.json` is what the types say, and every document agrees with it.
//!
//! `UPDATE_SCHEMA=1 cargo test --test schema` writes it anew.

mod common;

use std::fs;
use std::path::Path;

use extract::document::Document;
use extract::{Options, convert, write};
use schemars::generate::SchemaSettings;
use serde_json::Value;

fn generated() -> Value {
    let generator = SchemaSettings::default().for_serialize().into_generator();
    generator.into_root_schema_for::<Document>().to_value()
}

#[test]
fn the_schema_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/document.schema.json");
    let text = write::json::text(&generated());
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        fs::create_dir_all(path.parent().expect("it has a folder")).expect("writable");
        fs::write(&path, &text).expect("writable");
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == text, "run `UPDATE_SCHEMA=1 cargo test --test schema`");
}

#[test]
fn documents_agree_with_the_schema() {
    let validator = jsonschema::validator_for(&generated()).expect("a valid schema");
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
    let validator = jsonschema::validator_for(&generated()).expect("a valid schema");
    let mut value = serde_json::to_value(Document::default()).expect("a document");
    assert!(validator.is_valid(&value));
    value["status"] = Value::from("fine");
    assert!(!validator.is_valid(&value));
}
