//! `datapackage.json`: every file of a run with what it holds, its size and its hash, as a
//! Frictionless Data Package (version 2).
//!
//! It is written in parts, so that a run over many sources need not hold it.

use std::fmt::Write;

use serde_json::{Value, json};

use super::dataset::{Field, Format, Kind, Reference, Resource};
use crate::document::Table;

/// The profile it follows.
const PROFILE: &str = "https://datapackage.org/profiles/2.0/datapackage.json";

/// Name of the package.
pub const NAME: &str = "extract-output";

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Its path below the output folder, `/` between the parts.
    pub path: String,
    /// Its size.
    pub bytes: u64,
    /// Its SHA-256, lower-case hexadecimal.
    pub sha256: String,
}

/// What stands before the resources.
pub fn head() -> String {
    let about = "Chinese government planning documents as data: outline, text, tables, numbers";
    format!(
        "{{\n \"$schema\": {},\n \"name\": {},\n \"description\": {},\n \"resources\": [",
        json!(PROFILE),
        json!(NAME),
        json!(about)
    )
}

/// What stands behind the resources.
pub fn tail() -> &'static str {
    "\n ]\n}\n"
}

/// A resource as it stands between head and tail.
pub fn entry(resource: &Value, is_first: bool) -> String {
    format!("{}\n  {resource}", if is_first { "" } else { "," })
}

/// A file of the dataset.
pub fn dataset(resource: &Resource, written: &Written) -> Value {
    let mut schema = json!({
        "fields": resource.fields.iter().map(field).collect::<Vec<_>>(),
    });
    if !resource.key.is_empty() {
        schema["primaryKey"] = json!(resource.key);
    }
    if !resource.references.is_empty() {
        schema["foreignKeys"] = resource.references.iter().map(reference).collect();
    }
    let mut described = file(written, resource.name);
    described["type"] = json!("table");
    described["description"] = json!(resource.about);
    described["schema"] = schema;
    if resource.format == Format::JsonLines {
        described["mediatype"] = json!("application/jsonl");
    }
    described
}

/// The same rows in a file of columns, which has its types in itself; a table to a tool that reads
/// it as one, but some take its empty cells for numbers.
#[cfg(feature = "parquet")]
pub fn columns(resource: &Resource, written: &Written) -> Value {
    let mut described = file(written, &resource_name(&written.path));
    described["type"] = json!("file");
    described["description"] = json!(resource.about);
    described
}

fn field(field: &Field) -> Value {
    json!({"name": field.name, "type": field.kind.name(), "description": field.about})
}

fn reference(reference: &Reference) -> Value {
    json!({
        "fields": reference.fields,
        "reference": {"resource": reference.resource, "fields": reference.to},
    })
}

/// A document's JSON or Markdown. The type of JSON is stated, as tools that guess it take an
/// object with `checks` for one of their own.
pub fn document(written: &Written) -> Value {
    let mut described = file(written, &resource_name(&written.path));
    if described["format"] == "json" {
        described["type"] = json!("json");
    }
    described
}

/// A page to look at. Its type is stated, as some tools look for a table in it.
pub fn page(written: &Written) -> Value {
    let mut described = file(written, &resource_name(&written.path));
    described["type"] = json!("file");
    described
}

/// A document's table: rows of text without names, as its header may have several rows.
pub fn table(table: &Table, written: &Written) -> Value {
    let width = table.header.iter().chain(&table.rows).map(Vec::len).max().unwrap_or(0);
    let column = |at: usize| {
        let mut described =
            json!({"name": format!("column{}", at + 1), "type": Kind::String.name()});
        if let Some(column) = table.columns.get(at).filter(|column| !column.name.is_empty()) {
            described["title"] = json!(column.name);
        }
        described
    };
    let mut described = file(written, &resource_name(&written.path));
    described["type"] = json!("table");
    described["dialect"] = json!({"header": false});
    described["schema"] = json!({"fields": (0..width).map(column).collect::<Vec<_>>()});
    described
}

fn file(written: &Written, name: &str) -> Value {
    let format = written.path.rsplit('.').next().unwrap_or("");
    json!({
        "name": name,
        "path": written.path,
        "format": format,
        "mediatype": media_type(format),
        "encoding": "utf-8",
        "bytes": written.bytes,
        "hash": format!("sha256:{}", written.sha256),
    })
}

fn media_type(format: &str) -> &'static str {
    match format {
        "csv" => "text/csv",
        "json" => "application/json",
        "html" => "text/html",
        "md" => "text/markdown",
        "parquet" => "application/vnd.apache.parquet",
        _ => "application/octet-stream",
    }
}

/// A name for a file: the standard wants lower-case letters, digits and `-._` in it, so `/` is
/// `__`, and every other byte of the path `_` and its two hexadecimal digits.
fn resource_name(path: &str) -> String {
    let mut name = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' => name.push(char::from(byte)),
            b'/' => name.push_str("__"),
            _ => write!(name, "_{byte:02x}").expect("a String takes every character"),
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_tools_allow() {
        let check = |path, wanted| assert_eq!(resource_name(path), wanted);
        check("plans/yunxi-2021/document.json", "plans__yunxi-2021__document.json");
        check("A_1/t1.csv", "_41_5f1__t1.csv");
        check("云/document.md", "_e4_ba_91__document.md");
    }

    #[test]
    fn the_parts_are_one_document() {
        let written = Written { path: "a/document.md".into(), bytes: 3, sha256: "00".into() };
        let text = [
            head(),
            entry(&document(&written), true),
            entry(&table(&Table::default(), &written), false),
            tail().to_owned(),
        ];
        let read: Value = serde_json::from_str(&text.concat()).expect("valid JSON");
        assert_eq!(read["resources"][0]["hash"], "sha256:00");
        assert_eq!(read["resources"].as_array().map(Vec::len), Some(2));
    }
}
