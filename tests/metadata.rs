//! Metadata of invented pages in the templates that government sites use, against what each
//! fixture expects. `UPDATE_FIXTURES=1 cargo test --test metadata` writes what is found.

use std::fs;
use std::path::Path;

use extract::{Options, convert_until};

#[test]
fn fixtures_of_metadata() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let cases = fs::read_dir(folder).expect("fixtures are part of the project");
    let mut found = 0;
    for case in cases.filter_map(Result::ok).map(|entry| entry.path()) {
        let name = case.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.starts_with("metadata-") {
            check(&case, &name);
            found += 1;
        }
    }
    assert!(found >= 12, "{found} fixtures of metadata");
}

fn check(case: &Path, name: &str) {
    let source = ["source.html", "source.txt"].map(|file| case.join(file));
    let source = source.iter().find(|file| file.exists()).expect("a fixture has a source");
    let bytes = fs::read(source).expect("a source can be read");
    let document = convert_until(name, &bytes, &Options::default(), Some("metadata"))
        .expect("a fixture holds text");
    let found = serde_json::to_string_pretty(&document.metadata).expect("metadata serialises");
    let expected = case.join("metadata.json");
    if std::env::var_os("UPDATE_FIXTURES").is_some() {
        fs::write(&expected, found.clone() + "\n").expect("the fixture can be written");
    }
    let wanted = fs::read_to_string(&expected).unwrap_or_default();
    assert_eq!(found, wanted.trim_end(), "{name}");
}
