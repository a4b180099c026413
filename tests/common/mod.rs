//! The sources that come with the project.

use std::fs;
use std::path::{Path, PathBuf};

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

/// All files below a folder, sorted; none where there is no folder.
pub fn files_in(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.expect("readable").path();
            if path.is_dir() { open.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    found
}
