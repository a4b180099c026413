//! What the runs did since the last whole one, written as it is done: a run that is ended before its
//! end loses only the documents that were at work.
//!
//! A record is a line of JSON, behind it the rows of the document. Before files are written a
//! record names them, so that none of them is ever forgotten.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use super::entry::Entry;
use super::rows::Rows;

/// A record.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Record {
    /// These files are about to be written.
    Begun {
        /// The folder of the document.
        place: String,
        /// The files.
        outputs: Vec<String>,
    },
    /// A document is written, or its sources failed. Its rows are behind the line.
    Done(Box<Entry>),
}

/// The journal; there is no file as long as there is nothing to say.
#[derive(Debug, Default)]
pub struct Journal {
    path: PathBuf,
    file: Mutex<Option<File>>,
    /// Where the records of earlier runs are, by place, oldest first.
    earlier: HashMap<String, Vec<u64>>,
}

impl Journal {
    /// Reads what earlier runs left; a last record that is not whole counts as not there.
    pub fn open(path: PathBuf) -> io::Result<Self> {
        let file = match File::options().read(true).append(true).open(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            opened => Some(opened?),
        };
        let mut earlier: HashMap<String, Vec<u64>> = HashMap::new();
        if let Some(file) = &file {
            let mut reader = BufReader::new(file);
            let mut whole = 0;
            while let Some((record, bytes)) = line(&mut reader)? {
                let (place, rows) = match record {
                    Record::Begun { place, .. } => (place, 0),
                    Record::Done(entry) => (entry.place, entry.rows.iter().sum()),
                };
                if io::copy(&mut (&mut reader).take(rows), &mut io::sink())? < rows {
                    break;
                }
                earlier.entry(place).or_default().push(whole);
                whole += bytes + rows;
            }
            file.set_len(whole)?;
        }
        Ok(Self { path, file: Mutex::new(file), earlier })
    }

    /// Places of earlier records, in no order.
    pub fn places(&self) -> impl Iterator<Item = &String> {
        self.earlier.keys()
    }

    /// Where the earlier records of a place are, oldest first.
    pub fn earlier(&self, place: &str) -> &[u64] {
        self.earlier.get(place).map_or(&[], Vec::as_slice)
    }

    /// Notes that these files are about to be written.
    pub fn begin(&self, place: &str, outputs: Vec<String>) -> io::Result<()> {
        let record = Record::Begun { place: place.to_owned(), outputs };
        self.append(&record, &mut []).map(drop)
    }

    /// Notes what was done, and tells where.
    pub fn done(&self, entry: Entry, rows: &mut [Rows]) -> io::Result<u64> {
        self.append(&Record::Done(Box::new(entry)), rows)
    }

    /// What was noted there.
    pub fn read(&self, at: u64) -> io::Result<Record> {
        self.with(at, |record, _, _| Ok(record))
    }

    /// Works on what was noted there: the record, the file, and where in it the rows begin.
    pub fn with<T>(
        &self,
        at: u64,
        work: impl FnOnce(Record, &mut File, u64) -> io::Result<T>,
    ) -> io::Result<T> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let file = file.as_mut().ok_or(io::ErrorKind::NotFound)?;
        file.seek(SeekFrom::Start(at))?;
        let read = line(&mut BufReader::new(&mut *file))?;
        let (record, bytes) = read.ok_or(io::ErrorKind::UnexpectedEof)?;
        work(record, file, at + bytes)
    }

    /// What cannot be written whole is not written at all.
    fn append(&self, record: &Record, rows: &mut [Rows]) -> io::Result<u64> {
        let mut line = serde_json::to_vec(record)?;
        line.push(b'\n');
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let file = match &mut *file {
            Some(file) => file,
            none => none
                .insert(File::options().read(true).append(true).create_new(true).open(&self.path)?),
        };
        let at = file.seek(SeekFrom::End(0))?;
        let written = file.write_all(&line);
        let written = written.and_then(|()| rows.iter_mut().try_for_each(|one| one.copy_to(file)));
        written.inspect_err(|_| {
            let _ = file.set_len(at);
        })?;
        Ok(at)
    }
}

/// The record that begins here and the bytes of its line; none at the end of what is whole.
fn line(reader: &mut impl BufRead) -> io::Result<Option<(Record, u64)>> {
    let mut line = Vec::new();
    let bytes = reader.read_until(b'\n', &mut line)? as u64;
    Ok(serde_json::from_slice(&line).ok().filter(|_| line.ends_with(b"\n")).map(|r| (r, bytes)))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    const ROWS: [&str; 3] = ["a,\nb", "", "{}"];

    fn entry(place: &str) -> Entry {
        let rows = ROWS.iter().map(|rows| rows.len() as u64).collect();
        Entry { place: place.to_owned(), rows, ..Entry::default() }
    }

    fn done(journal: &Journal, place: &str) -> u64 {
        let mut rows = ROWS.map(|text| Rows::new(Path::new("."), text.as_bytes()));
        journal.done(entry(place), &mut rows).expect("writable")
    }

    #[test]
    fn records_are_found_again_as_far_as_they_are_whole() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("journal");
        let journal = Journal::open(path.clone()).expect("readable");
        assert!(!path.exists(), "there is nothing to say");
        journal.begin("a", vec!["a/x".to_owned()]).expect("writable");
        let at = done(&journal, "a");
        done(&journal, "b");
        let whole = std::fs::metadata(&path).expect("it is there").len();
        for cut in 0..whole {
            File::options()
                .write(true)
                .open(&path)
                .and_then(|f| f.set_len(whole - cut))
                .expect("ours");
            let journal = Journal::open(path.clone()).expect("readable");
            assert_eq!(journal.earlier("b").len(), usize::from(cut == 0));
            let has_done = journal.earlier("a").len() == 2;
            assert_eq!(has_done, journal.earlier("a").contains(&at));
            if has_done {
                let read = journal.with(at, |record, file, start| {
                    assert!(matches!(record, Record::Done(found) if *found == entry("a")));
                    file.seek(SeekFrom::Start(start))?;
                    io::read_to_string(file.take(ROWS.concat().len() as u64))
                });
                assert_eq!(read.expect("it is whole"), ROWS.concat());
            }
        }
    }
}
