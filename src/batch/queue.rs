//! Rows of sources in the order of the sources, whatever thread was first.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// Bytes of rows that wait in memory for those of an earlier source. The others wait on disk, so
/// that a source which takes long holds up no other, and the memory of a run is bounded.
const KEPT: usize = 1 << 24;

/// Rows of a source, for each list.
type Rows = Vec<Vec<u8>>;

/// Rows that cannot be written before those of an earlier source.
pub struct Queue {
    next: usize,
    waiting: BTreeMap<usize, Waiting>,
    kept: usize,
    most: usize,
    disk: Option<File>,
    folder: PathBuf,
}

enum Waiting {
    Kept(Rows),
    /// Place on disk of the first row, and the bytes of each list.
    Stored(u64, Vec<usize>),
}

impl Queue {
    /// A queue before the first source; what does not fit into memory waits in this folder.
    pub fn new(folder: &Path) -> Self {
        let folder = folder.to_owned();
        Self { next: 0, waiting: BTreeMap::new(), kept: 0, most: KEPT, disk: None, folder }
    }

    /// Adds the rows of the source with this number.
    pub fn put(&mut self, number: usize, rows: Rows) -> io::Result<()> {
        let bytes = rows.iter().map(Vec::len).sum::<usize>();
        let is_kept = number == self.next || self.kept + bytes <= self.most;
        let waiting = if is_kept { Waiting::Kept(rows) } else { self.store(&rows)? };
        self.kept += if is_kept { bytes } else { 0 };
        self.waiting.insert(number, waiting);
        Ok(())
    }

    /// The rows of the next source, when they are there.
    pub fn take(&mut self) -> io::Result<Option<Rows>> {
        let Some(waiting) = self.waiting.remove(&self.next) else { return Ok(None) };
        self.next += 1;
        match waiting {
            Waiting::Kept(rows) => {
                self.kept -= rows.iter().map(Vec::len).sum::<usize>();
                Ok(Some(rows))
            }
            Waiting::Stored(start, lengths) => self.load(start, &lengths).map(Some),
        }
    }

    fn store(&mut self, rows: &Rows) -> io::Result<Waiting> {
        let disk = match &mut self.disk {
            Some(disk) => disk,
            none => none.insert(tempfile::tempfile_in(&self.folder)?),
        };
        let start = disk.seek(SeekFrom::End(0))?;
        rows.iter().try_for_each(|rows| disk.write_all(rows))?;
        Ok(Waiting::Stored(start, rows.iter().map(Vec::len).collect()))
    }

    fn load(&mut self, start: u64, lengths: &[usize]) -> io::Result<Rows> {
        let Some(disk) = &mut self.disk else { return Ok(Rows::new()) };
        disk.seek(SeekFrom::Start(start))?;
        let read = lengths.iter().map(|length| {
            let mut rows = vec![0; *length];
            disk.read_exact(&mut rows).map(|()| rows)
        });
        read.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_in_order_from_memory_and_disk() {
        let folder = std::env::temp_dir();
        let mut queue = Queue { most: 6, ..Queue::new(&folder) };
        let rows = |number: usize| vec![vec![b'a'; number], vec![b'b'; 3]];
        let mut taken = Vec::new();
        for number in [3, 1, 4, 2, 0, 5] {
            queue.put(number, rows(number)).expect("there is a disk");
            while let Some(rows) = queue.take().expect("there is a disk") {
                taken.push(rows);
            }
        }
        assert!(queue.disk.is_some(), "some did not fit into memory");
        assert_eq!(queue.kept, 0);
        assert_eq!(taken, (0..6).map(rows).collect::<Vec<_>>());
    }
}
