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

/// The rows of a document, for each file over all documents.
pub type Rows = Vec<Vec<u8>>;

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
        self.append(&record, &Vec::new()).map(drop)
    }

    /// Notes what was done, and tells where.
    pub fn done(&self, entry: Entry, rows: &Rows) -> io::Result<u64> {
        self.append(&Record::Done(Box::new(entry)), rows)
    }

    /// What was noted there.
    pub fn read(&self, at: u64) -> io::Result<(Record, Rows)> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let file = file.as_mut().ok_or(io::ErrorKind::NotFound)?;
        file.seek(SeekFrom::Start(at))?;
        let mut reader = BufReader::new(file);
        let (record, _) = line(&mut reader)?.ok_or(io::ErrorKind::UnexpectedEof)?;
        let lengths = match &record {
            Record::Done(entry) => entry.rows.as_slice(),
            Record::Begun { .. } => &[],
        };
        let read = |length: &u64| {
            let mut rows = Vec::new();
            (&mut reader).take(*length).read_to_end(&mut rows)?;
            Ok(rows)
        };
        let rows = lengths.iter().map(read).collect::<io::Result<_>>()?;
        Ok((record, rows))
    }

    /// What cannot be written whole is not written at all.
    fn append(&self, record: &Record, rows: &Rows) -> io::Result<u64> {
        let mut bytes = serde_json::to_vec(record)?;
        bytes.push(b'\n');
        rows.iter().for_each(|rows| bytes.extend_from_slice(rows));
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let file = match &mut *file {
            Some(file) => file,
            none => none
                .insert(File::options().read(true).append(true).create_new(true).open(&self.path)?),
        };
        let at = file.seek(SeekFrom::End(0))?;
        file.write_all(&bytes).inspect_err(|_| {
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
    use super::*;

    fn entry(place: &str, rows: &Rows) -> Entry {
        let rows = rows.iter().map(|rows| rows.len() as u64).collect();
        Entry { place: place.to_owned(), rows, ..Entry::default() }
    }

    #[test]
    fn records_are_found_again_as_far_as_they_are_whole() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("journal");
        let rows = vec![b"a,\nb".to_vec(), Vec::new(), b"{}".to_vec()];
        let journal = Journal::open(path.clone()).expect("readable");
        assert!(!path.exists(), "there is nothing to say");
        journal.begin("a", vec!["a/x".to_owned()]).expect("writable");
        let at = journal.done(entry("a", &rows), &rows).expect("writable");
        journal.done(entry("b", &rows), &rows).expect("writable");
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
                let (record, read) = journal.read(at).expect("it is whole");
                assert!(matches!(record, Record::Done(found) if *found == entry("a", &rows)));
                assert_eq!(read, rows);
            }
        }
    }
}
