//! Names what the program is built from, so that a run can tell what another version has written:
//! its sources, the word lists among them, the versions of its dependencies and its features.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// Files and folders whose bytes decide what the program does.
const SOURCES: [&str; 3] = ["Cargo.lock", "Cargo.toml", "src"];

fn main() -> io::Result<()> {
    let mut files = Vec::new();
    for source in SOURCES {
        println!("cargo::rerun-if-changed={source}");
        collect(Path::new(source), &mut files)?;
    }
    files.sort();
    let mut hash = DefaultHasher::new();
    for file in files {
        (file.to_str(), fs::read(&file)?).hash(&mut hash);
    }
    let names = env::vars_os().filter_map(|(name, _)| name.into_string().ok());
    let mut features: Vec<_> = names.filter(|name| name.starts_with("CARGO_FEATURE_")).collect();
    features.sort();
    features.hash(&mut hash);
    println!("cargo::rustc-env=EXTRACT_SOURCES={:016x}", hash.finish());
    Ok(())
}

/// The file, or those below the folder.
fn collect(path: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if !path.is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    fs::read_dir(path)?.try_for_each(|entry| collect(&entry?.path(), files))
}
