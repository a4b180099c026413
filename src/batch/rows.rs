//! Rows of a document for the files over all documents, as they are made: few stay in memory, many
//! wait on disk, for the rows of a large table are many times the table.

use std::fs::File;
use std::io::{self, Read, Seek, Write};
use std::path::Path;

use tempfile::SpooledTempFile;

/// Bytes of the rows for one file that stay in memory.
const MOST: usize = 1 << 20;

/// Rows for one file.
#[derive(Debug)]
pub struct Rows {
    file: SpooledTempFile,
    bytes: u64,
    /// Why the first are missing: whoever wants them is told.
    failed: Option<io::Error>,
}

impl Rows {
    /// These rows and no more yet; many of them will wait in this folder.
    pub fn new(folder: &Path, first: &[u8]) -> Self {
        let file = SpooledTempFile::new_in(MOST, folder);
        let mut rows = Self { file, bytes: 0, failed: None };
        rows.failed = rows.write_all(first).err();
        rows
    }

    /// Bytes of all rows.
    pub fn len(&self) -> u64 {
        self.bytes
    }

    /// Puts all rows behind what is in another file.
    pub fn copy_to(&mut self, other: &mut File) -> io::Result<()> {
        if let Some(error) = self.failed.take() {
            return Err(error);
        }
        self.file.rewind()?;
        let copied = io::copy(&mut (&mut self.file).take(self.bytes), other)?;
        if copied == self.bytes { Ok(()) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
    }
}

impl Write for Rows {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn copied(rows: &mut Rows) -> io::Result<Vec<u8>> {
        let mut file = tempfile::tempfile()?;
        rows.copy_to(&mut file)?;
        file.rewind()?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    #[test]
    fn few_and_many_rows_come_back() {
        for count in [0, 1, MOST / 4 + 1] {
            let mut rows = Rows::new(&std::env::temp_dir(), b"");
            (0..count).for_each(|_| rows.write_all(b"a,b\n").expect("there is room"));
            assert_eq!(rows.len(), 4 * count as u64);
            assert_eq!(copied(&mut rows).expect("there is room"), b"a,b\n".repeat(count));
        }
    }

    #[test]
    fn missing_rows_are_told() {
        let mut rows = Rows::new(Path::new("no/such/folder"), &[b'a'; MOST + 1]);
        assert!(copied(&mut rows).is_err());
    }
}
