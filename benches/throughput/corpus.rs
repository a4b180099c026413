//! The sources measured: the samples of the project as they were published.

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};

use extract::decode::decode;

/// A source.
pub struct Source {
    /// Its file name.
    pub name: String,
    /// Its bytes as published.
    pub bytes: Vec<u8>,
    /// Its text, which is what the others are given.
    pub text: String,
}

/// Sources of one kind, and what others make of them.
pub struct Corpus {
    /// Name of the kind.
    pub name: &'static str,
    /// The sources.
    pub sources: Vec<Source>,
    /// Who does a part of the job.
    pub peer_name: &'static str,
    /// That part.
    pub peer: fn(&str),
}

impl Corpus {
    /// Pages; html5ever parses them into the tree of scraper.
    pub fn html() -> Self {
        Self {
            name: "HTML",
            sources: sources("html"),
            peer_name: "html5ever into scraper's tree, nothing else",
            peer: |text| drop(black_box(scraper::Html::parse_document(text))),
        }
    }

    /// Lines of text; hanconv turns them to Simplified.
    pub fn text() -> Self {
        Self {
            name: "text",
            sources: sources("txt"),
            peer_name: "hanconv's t2s, nothing else",
            peer: |text| drop(black_box(hanconv::t2s(text))),
        }
    }

    /// Bytes of all sources.
    pub fn bytes(&self) -> usize {
        self.sources.iter().map(|source| source.bytes.len()).sum()
    }

    /// Writes so many copies of each source.
    pub fn write(&self, folder: &Path, copies: usize) {
        fs::create_dir_all(folder).expect("there is room for the sources");
        for copy in 0..copies {
            for source in &self.sources {
                let file = folder.join(format!("{copy}-{}", source.name));
                fs::write(file, &source.bytes).expect("there is room for the sources");
            }
        }
    }
}

fn sources(extension: &str) -> Vec<Source> {
    let mut files = Vec::new();
    find(Path::new("input"), extension, &mut files);
    files.sort();
    files.iter().map(|file| source(file)).collect()
}

fn find(folder: &Path, extension: &str, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the project has samples") {
        let path = entry.expect("the samples can be listed").path();
        if path.is_dir() {
            find(&path, extension, files);
        } else if path.extension().is_some_and(|own| own == extension) {
            files.push(path);
        }
    }
}

fn source(file: &Path) -> Source {
    let bytes = fs::read(file).expect("the samples can be read");
    let text = decode(&bytes).expect("the samples are text").text.into_owned();
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Source { name, bytes, text }
}
