//! The output folder: files appear whole or not at all, nothing is written outside it, and links
//! found in it are not followed.

use std::fs;
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

use extract::document::{Document, hex};
use extract::write;
use extract::write::package::{self, Written};
use extract::write::review;
use ring::digest::{Context, SHA256};
use serde_json::Value;
use tempfile::NamedTempFile;

use super::Misuse;

/// Bytes copied at a time.
const PART: usize = 1 << 16;

/// Gives what is written to a file.
type Form = fn(&Document, &mut dyn Write) -> io::Result<()>;

/// Files of a document besides its tables.
const FILES: [(&str, Form); 2] = [
    ("document.json", write::json::write_document),
    ("document.md", |document, out| out.write_all(write::document_markdown(document).as_bytes())),
];

/// The folder of a run.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
    csv_bom: bool,
    review: bool,
}

/// Refuses an output in an input or an input in the output.
pub fn check_apart(inputs: &[PathBuf], output: &Path) -> Result<(), Misuse> {
    let target = resolved(output);
    for input in inputs {
        let source = resolved(input);
        let (from, to) = (input.display(), output.display());
        if target.starts_with(&source) {
            return Err(Misuse::new(
                format!("output `{to}` is input `{from}` or inside it"),
                "choose an output folder outside the input",
            ));
        }
        if source.starts_with(&target) {
            return Err(Misuse::new(
                format!("input `{from}` is inside output `{to}`"),
                "choose an output folder that does not hold the input",
            ));
        }
    }
    Ok(())
}

/// The path without links, as far as it exists.
fn resolved(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let existing = absolute.ancestors().find_map(|above| {
        let rest = absolute.strip_prefix(above).ok()?;
        Some(above.canonicalize().ok()?.join(rest))
    });
    existing.unwrap_or(absolute)
}

impl Folder {
    /// Creates the folder where there is none, and tries that it can be written.
    pub fn open(root: &Path, csv_bom: bool, review: bool) -> Result<Self, Misuse> {
        let shown = root.display();
        if root.exists() && !root.is_dir() {
            return Err(Misuse::new(
                format!("output `{shown}` is a file"),
                "name a folder; it is created where there is none",
            ));
        }
        let tried = fs::create_dir_all(root).and_then(|()| temporary(root));
        tried.map_err(|error| {
            Misuse::new(
                format!("output `{shown}` cannot be written: {}", reason(&error)),
                "choose a folder you may write to",
            )
        })?;
        Ok(Self { root: root.to_owned(), csv_bom, review })
    }

    /// Where the run writes.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// A file of the run, filled bit by bit and put in its place at the end.
    pub fn begin(&self, name: &str) -> io::Result<Pending> {
        let mut begun = Pending::begin(&self.root, name, Some(Context::new(&SHA256)))?;
        begun.add(self.mark(name))?;
        Ok(begun)
    }

    /// The same for a file whose hash nobody asks for.
    pub fn begin_unhashed(&self, name: &str) -> io::Result<Pending> {
        Pending::begin(&self.root, name, None)
    }

    /// The page over all documents, begun, where pages are wanted.
    pub fn begin_index(&self) -> io::Result<Option<Pending>> {
        if !self.review {
            return Ok(None);
        }
        let mut index = self.begin(review::INDEX)?;
        index.add(review::index_head())?;
        Ok(Some(index))
    }

    /// A page over the documents of an earlier run must not pass for current.
    pub fn remove_index(&self) -> io::Result<()> {
        remove(&self.root.join(review::INDEX))
    }

    /// Writes everything of a document, and removes tables it no longer has. Gives what
    /// `datapackage.json` says of the files.
    pub fn write(&self, place: &str, document: &Document) -> io::Result<Vec<u8>> {
        self.make(place)?;
        let mut entries = Vec::new();
        let mut note =
            |described: &_| entries.extend(package::entry(described, false).into_bytes());
        for (name, write) in FILES {
            let path = format!("{place}/{name}");
            let mut file = self.begin(&path)?;
            write(document, &mut file)?;
            note(&package::document(&file.finish()?));
        }
        self.write_page(place, document)?.iter().for_each(&mut note);
        for table in &document.tables {
            self.make(&format!("{place}/tables"))?;
            let path = format!("{place}/tables/{}.csv", table.id);
            note(&package::table(table, &self.put(&path, write::table_csv(table))?));
        }
        let current: Vec<_> =
            document.tables.iter().map(|table| format!("{}.csv", table.id)).collect();
        self.clear_tables(place, &current)?;
        Ok(entries)
    }

    /// Writes the review page, or removes that of an earlier run where none is wanted.
    fn write_page(&self, place: &str, document: &Document) -> io::Result<Option<Value>> {
        let path = format!("{place}/{}", review::DOCUMENT);
        if !self.review {
            return remove(&self.root.join(path)).map(|()| None);
        }
        Ok(Some(package::page(&self.put(&path, review::document(document, place))?)))
    }

    fn put(&self, path: &str, text: impl AsRef<[u8]>) -> io::Result<Written> {
        let mut file = self.begin(path)?;
        file.add(text)?;
        file.finish()
    }

    /// Removes what an earlier run wrote for a source that now gives no document.
    pub fn clear(&self, place: &str) -> io::Result<()> {
        let Some(folder) = self.find(place)? else { return Ok(()) };
        self.clear_tables(place, &[])?;
        for name in FILES.map(|(name, _)| name).into_iter().chain([review::DOCUMENT]) {
            remove(&folder.join(name))?;
        }
        remove_if_empty(&folder);
        Ok(())
    }

    fn clear_tables(&self, place: &str, keep: &[String]) -> io::Result<()> {
        let Some(tables) = self.find(&format!("{place}/tables"))? else { return Ok(()) };
        for entry in fs::read_dir(&tables)? {
            let entry = entry?;
            let name = entry.file_name();
            let is_old = is_table(&name.to_string_lossy()) && !keep.iter().any(|k| *name == **k);
            if is_old && !entry.file_type()?.is_dir() {
                remove(&entry.path())?;
            }
        }
        remove_if_empty(&tables);
        Ok(())
    }

    /// A folder below the root, made part by part; a link in the way is an error.
    fn make(&self, place: &str) -> io::Result<PathBuf> {
        let mut path = self.root.clone();
        for part in place.split('/') {
            path.push(part);
            match fs::create_dir(&path) {
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
                Ok(()) => {}
                Err(_) => real_folder(&path)?,
            }
        }
        Ok(path)
    }

    /// A folder below the root, when there is one.
    fn find(&self, place: &str) -> io::Result<Option<PathBuf>> {
        let mut path = self.root.clone();
        for part in place.split('/') {
            path.push(part);
            match fs::symlink_metadata(&path) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
                Err(error) => return Err(error),
                Ok(_) => real_folder(&path)?,
            }
        }
        Ok(Some(path))
    }

    fn mark(&self, name: &str) -> &'static str {
        if self.csv_bom && name.ends_with(".csv") { write::csv::BOM } else { "" }
    }
}

fn real_folder(path: &Path) -> io::Result<()> {
    if fs::symlink_metadata(path)?.is_dir() {
        return Ok(());
    }
    Err(io::Error::new(io::ErrorKind::NotADirectory, "a file or link stands where a folder goes"))
}

/// `t` and a number.
fn is_table(name: &str) -> bool {
    let ordinal = name.strip_prefix('t').and_then(|rest| rest.strip_suffix(".csv"));
    ordinal.is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
}

/// A file of the run that is not in its place yet.
pub struct Pending {
    file: io::BufWriter<NamedTempFile>,
    target: PathBuf,
    path: String,
    bytes: u64,
    /// None of a file that no other tells the hash of.
    hash: Option<Context>,
}

impl Pending {
    /// Begins the file with this path below the folder.
    fn begin(root: &Path, path: &str, hash: Option<Context>) -> io::Result<Self> {
        let target = root.join(path);
        let file = io::BufWriter::new(temporary(target.parent().unwrap_or(root))?);
        Ok(Self { file, target, path: path.to_owned(), bytes: 0, hash })
    }

    /// Adds text.
    pub fn add(&mut self, text: impl AsRef<[u8]>) -> io::Result<()> {
        let bytes = text.as_ref();
        self.bytes += bytes.len() as u64;
        if let Some(hash) = &mut self.hash {
            hash.update(bytes);
        }
        self.file.write_all(bytes)
    }

    /// Adds what was put into another file, which then never gets a place of its own.
    pub fn append(&mut self, other: Self) -> io::Result<()> {
        let mut other = other.file.into_inner().map_err(io::IntoInnerError::into_error)?;
        other.seek(io::SeekFrom::Start(0))?;
        let mut part = vec![0; PART];
        loop {
            match other.read(&mut part)? {
                0 => return Ok(()),
                read => self.add(&part[..read])?,
            }
        }
    }

    /// What was added so far, from its start.
    #[cfg(feature = "parquet")]
    pub fn reread(&mut self) -> io::Result<io::BufReader<fs::File>> {
        self.file.flush()?;
        Ok(io::BufReader::new(self.file.get_ref().reopen()?))
    }

    /// Puts the file in its place.
    pub fn finish(self) -> io::Result<Written> {
        let file = self.file.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.persist(&self.target)?;
        let sha256 = self.hash.map_or_else(String::new, |hash| hex(hash.finish().as_ref()));
        Ok(Written { path: self.path, bytes: self.bytes, sha256 })
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

/// What went wrong, without the path of a hidden file that is gone when it is read: tempfile adds it
/// to its messages.
pub fn reason(error: &io::Error) -> String {
    let mut text = error.to_string();
    text.truncate(text.find(" at path \"").unwrap_or(text.len()));
    text
}

/// A hidden file in the same folder, with the permissions a new file has.
fn temporary(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".extract-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Other people's files may be in it: then it stays.
fn remove_if_empty(folder: &Path) {
    let _ = fs::remove_dir(folder);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_name_no_hidden_file() {
        let error = temporary(Path::new("no/such/folder")).expect_err("there is none");
        assert!(error.to_string().contains(".extract-"), "{error}");
        assert!(!reason(&error).contains(".extract-"), "{error}");
        assert!(reason(&error).contains("os error"), "{error}");
        assert_eq!(reason(&io::Error::other("a link")), "a link");
    }
}
