//! How a file tells that nobody has changed it since it was written.

use std::fs::{File, FileTimes, Metadata};
use std::io::{self, Write};
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use extract::document::hex;
use ring::digest::{Context, SHA256};

/// Fractions of a second in which a file with this hash counts as last changed. Whoever changes the
/// file changes them, so a file that still has them and its size need not be read: they say what a
/// note of the time would, and no file has to hold a time.
fn fraction(sha256: &str) -> u32 {
    let number = sha256.get(..8).and_then(|digits| u32::from_str_radix(digits, 16).ok());
    number.unwrap_or(0) % 1_000_000_000
}

/// Marks a file as what has this hash.
pub fn seal(file: &File, sha256: &str) -> io::Result<()> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_err(io::Error::other)?;
    let time = UNIX_EPOCH + Duration::new(now.as_secs(), fraction(sha256));
    file.set_times(FileTimes::new().set_modified(time))
}

/// Whether a file is marked as what has this hash.
pub fn is_sealed(facts: &Metadata, sha256: &str) -> bool {
    let changed = facts.modified().ok();
    let since = changed.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    since.is_some_and(|since| since.subsec_nanos() == fraction(sha256))
}

/// SHA-256 of a file.
pub fn hash(file: &Path) -> io::Result<String> {
    let mut hash = Hash(Context::new(&SHA256));
    io::copy(&mut File::open(file)?, &mut hash)?;
    Ok(hex(hash.0.finish().as_ref()))
}

struct Hash(Context);

impl Write for Hash {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Elsewhere times may be too coarse: then nothing is sealed, and every file is read.
    #[cfg(target_os = "linux")]
    #[test]
    fn a_change_breaks_the_seal() {
        let mut file = tempfile::NamedTempFile::new().expect("writable");
        file.write_all(b"text").expect("writable");
        let sha256 = hash(file.path()).expect("readable");
        let is_kept = || is_sealed(&file.as_file().metadata().expect("it is there"), &sha256);
        assert!(!is_kept());
        seal(file.as_file(), &sha256).expect("ours");
        assert!(is_kept());
        file.as_file().write_all(b"text").expect("writable");
        assert!(!is_kept());
    }
}
