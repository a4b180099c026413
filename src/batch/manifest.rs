//! What a whole run wrote: a line for each document or failure in the order of the lists, and a
//! last one with the lists and the hash of the lines before it.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use extract::document::hex;
use ring::digest::{Context, SHA256};
use serde::{Deserialize, Serialize};

use super::entry::{Entry, Output};

/// Bytes at the end of a manifest in which its last line stands.
const TAIL: u64 = 1 << 16;

/// The last line.
#[derive(Debug, Serialize, Deserialize)]
pub struct End {
    /// The program that wrote it.
    pub program: String,
    /// Hash of the program and its options: with others all is made anew.
    pub recipe: String,
    /// The files over all documents.
    pub lists: Vec<List>,
    /// Hash of the lines before.
    pub sha256: String,
}

/// A file over all documents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct List {
    /// Its name.
    pub path: String,
    /// Its size.
    pub bytes: u64,
    /// Hash of its bytes.
    pub sha256: String,
    /// Where the first row begins.
    pub start: u64,
}

impl List {
    /// The list as a file that was written.
    pub fn output(&self) -> Output {
        Output { path: self.path.clone(), bytes: self.bytes, sha256: self.sha256.clone() }
    }
}

/// The lists of the run that wrote this manifest. They stand in the output folder itself: where one
/// has another path, it is no manifest.
pub fn lists(file: &Path) -> Option<Vec<List>> {
    let mut file = File::open(file).ok()?;
    let bytes = file.metadata().ok()?.len();
    file.seek(SeekFrom::Start(bytes.saturating_sub(TAIL))).ok()?;
    let mut tail = Vec::new();
    file.read_to_end(&mut tail).ok()?;
    let end: End =
        serde_json::from_slice(tail.trim_ascii_end().rsplit(|b| *b == b'\n').next()?).ok()?;
    end.lists.iter().all(|list| is_name(&list.path)).then_some(end.lists)
}

/// A name that leads to no other folder.
fn is_name(path: &str) -> bool {
    Path::new(path).file_name().is_some_and(|name| name == path)
}

/// A manifest that is whole. Only where its lines begin is kept in memory.
pub struct Manifest {
    file: Mutex<File>,
    /// Where each line begins, and the end of the last.
    lines: Vec<u64>,
    slots: HashMap<String, usize>,
    /// What it says of the run.
    pub end: End,
}

#[derive(Deserialize)]
struct Placed {
    place: String,
}

impl Manifest {
    /// Reads the manifest; none where it is damaged.
    pub fn read(file: &Path) -> Option<Self> {
        let mut reader = BufReader::new(File::open(file).ok()?);
        let (mut lines, mut slots, mut hash) = (vec![0], HashMap::new(), Context::new(&SHA256));
        let (mut line, mut at) = (Vec::new(), 0);
        loop {
            line.clear();
            at += reader.read_until(b'\n', &mut line).ok()? as u64;
            let Ok(Placed { place }) = serde_json::from_slice(&line) else { break };
            hash.update(&line);
            slots.insert(place, lines.len() - 1);
            lines.push(at);
        }
        let end: End = serde_json::from_slice(&line).ok()?;
        let is_whole = line.ends_with(b"\n") && end.sha256 == hex(hash.finish().as_ref());
        is_whole.then(|| Self { file: Mutex::new(reader.into_inner()), lines, slots, end })
    }

    /// Number of entries.
    pub fn len(&self) -> usize {
        self.lines.len() - 1
    }

    /// All places with their numbers, in no order.
    pub fn slots(&self) -> impl Iterator<Item = (&String, usize)> {
        self.slots.iter().map(|(place, slot)| (place, *slot))
    }

    /// Number of the entry of a place.
    pub fn slot(&self, place: &str) -> Option<usize> {
        self.slots.get(place).copied()
    }

    /// The entry with this number.
    pub fn entry(&self, slot: usize) -> io::Result<Entry> {
        let [from, to] = self.lines[slot..slot + 2] else { unreachable!() };
        Ok(serde_json::from_slice(&self.bytes(from, to)?)?)
    }

    /// Works on the file as far as the entries before this one.
    pub fn with_lines<T>(&self, slot: usize, work: impl FnOnce(&mut File, u64) -> T) -> T {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        work(&mut file, self.lines[slot])
    }

    fn bytes(&self, from: u64, to: u64) -> io::Result<Vec<u8>> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(from))?;
        let mut bytes = Vec::new();
        (&mut *file).take(to - from).read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_stand_in_the_folder_itself() {
        let check = |path: &str, expected| {
            let list = List { path: path.to_owned(), bytes: 0, sha256: String::new(), start: 0 };
            let [program, recipe, sha256] = [const { String::new() }; 3];
            let end = End { program, recipe, lists: vec![list], sha256 };
            let mut file = tempfile::NamedTempFile::new().expect("writable");
            serde_json::to_writer(&mut file, &end).expect("writable");
            assert_eq!(lists(file.path()).is_some(), expected, "{path}");
        };
        check("documents.csv", true);
        check("../documents.csv", false);
        check("/etc/hosts", false);
        check("a/documents.csv", false);
        check("..", false);
        check("", false);
    }
}
