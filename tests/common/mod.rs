//! The sources that come with the project.

mod files;

use std::fs;
use std::path::Path;

pub use files::files_in;

/// Path and bytes of every source in `input/` and `fixtures/`, sorted.
pub fn samples() -> Vec<(String, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = files_in(&root.join("input"));
    files.extend(files_in(&root.join("fixtures")).into_iter().filter(|file| is_source(file)));
    files
        .iter()
        .map(|file| (file.display().to_string(), fs::read(file).expect("readable")))
        .collect()
}

fn is_source(file: &Path) -> bool {
    file.file_stem().is_some_and(|stem| stem == "source")
}
