//! A file of the run that is not in its place yet.

use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};

use extract::document::hex;
use extract::write::package::Written;
use ring::digest::{Context, SHA256};
use tempfile::NamedTempFile;

use super::seal::seal;

/// A file that is written bit by bit, under a hidden name.
pub struct Pending {
    file: BufWriter<NamedTempFile>,
    path: String,
    bytes: u64,
    hash: Context,
}

impl Pending {
    /// Begins the file with this path below the output folder.
    pub fn begin(draft: NamedTempFile, path: &str) -> Self {
        let (file, hash) = (BufWriter::new(draft), Context::new(&SHA256));
        Self { file, path: path.to_owned(), bytes: 0, hash }
    }

    /// Adds text.
    pub fn add(&mut self, text: impl AsRef<[u8]>) -> io::Result<()> {
        let bytes = text.as_ref();
        self.bytes += bytes.len() as u64;
        self.hash.update(bytes);
        self.file.write_all(bytes)
    }

    /// Adds bytes of another file, which must have as many.
    pub fn copy(&mut self, from: &mut File, at: u64, length: u64) -> io::Result<()> {
        from.seek(SeekFrom::Start(at))?;
        let copied = io::copy(&mut from.take(length), self)?;
        if copied == length { Ok(()) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
    }

    /// Adds what was put into another file, which then never gets a place of its own.
    pub fn append(&mut self, mut other: Self) -> io::Result<()> {
        other.file.flush()?;
        let length = other.bytes;
        self.copy(other.file.get_mut().as_file_mut(), 0, length)
    }

    /// Bytes added so far.
    pub fn len(&self) -> u64 {
        self.bytes
    }

    /// Hash of what was added so far.
    pub fn hash_so_far(&self) -> String {
        hex(self.hash.clone().finish().as_ref())
    }

    /// What was added so far, from its start.
    #[cfg(feature = "parquet")]
    pub fn reread(&mut self) -> io::Result<io::BufReader<File>> {
        self.file.flush()?;
        Ok(io::BufReader::new(self.file.get_ref().reopen()?))
    }

    /// The whole file, with its seal, and what is to be said of it.
    pub fn finish(self) -> io::Result<(NamedTempFile, Written)> {
        let draft = self.file.into_inner().map_err(io::IntoInnerError::into_error)?;
        let sha256 = hex(self.hash.finish().as_ref());
        // Without the seal the next run reads the file.
        let _ = seal(draft.as_file(), &sha256);
        Ok((draft, Written { path: self.path, bytes: self.bytes, sha256 }))
    }
}

/// For what writes bytes by itself.
impl Write for Pending {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.add(bytes)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
