//! Which files are sources: every file that is not hidden, whatever it is called, and every page in
//! a web archive.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::{Batch, Misuse, archive, place};

/// A file to read, or a record of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Where it is.
    pub file: PathBuf,
    /// Its path below the input folder.
    pub below: PathBuf,
    /// That path as it is written, with `/` between its parts.
    pub name: String,
    /// Size in bytes when it was found.
    pub bytes: u64,
    /// Where in the file it is, when the file is an archive.
    pub record: Option<Box<Record>>,
    /// Why it cannot be read, when the walk met an error there.
    pub broken: Option<Broken>,
}

/// A page in an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The byte at which to begin reading.
    pub at: u64,
    /// Where it was fetched from.
    pub url: Option<String>,
    /// Encoding that the server declared.
    pub charset: Option<String>,
    /// Why the archive holds only a part of it.
    pub truncated: Option<String>,
}

/// Why a source cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Broken {
    /// The folder cannot be listed.
    Folder(String),
    /// The archive is damaged from some byte on.
    Archive(String),
    /// It is a link that leads out of the folder.
    Outside,
}

/// All sources in the order of the inputs, each folder sorted by name. Pages of archives have at
/// most so many bytes as the options say.
pub fn sources(batch: &Batch) -> Result<Vec<Source>, Misuse> {
    let limit = batch.options.max_bytes;
    let files = files(&batch.inputs, batch.follow_links)?;
    Ok(files.into_iter().flat_map(|file| archive::opened(file, limit)).collect())
}

fn files(inputs: &[PathBuf], follow_links: bool) -> Result<Vec<Source>, Misuse> {
    let mut found = Vec::new();
    for input in inputs {
        let facts = fs::metadata(input).map_err(|error| unreadable(input, &error))?;
        if facts.is_dir() {
            let real = || fs::canonicalize(input).unwrap_or_else(|_| input.clone());
            let bounds = (!follow_links).then(real);
            found.extend(inside(input, bounds));
        } else {
            let below = input.file_name().map_or_else(|| input.clone(), PathBuf::from);
            found.push(source(input.clone(), below, None));
        }
    }
    Ok(found)
}

fn unreadable(input: &Path, error: &std::io::Error) -> Misuse {
    Misuse::new(
        format!("input `{}` cannot be read: {error}", input.display()),
        "name a file or folder that exists",
    )
}

/// Links to files are followed within the bounds: one that leads out of them would let who sent the
/// folder choose a file of this machine to be published. Links to folders are not followed: one up
/// the tree would never end.
fn inside(folder: &Path, bounds: Option<PathBuf>) -> impl Iterator<Item = Source> {
    let walk = WalkDir::new(folder).sort_by_file_name().min_depth(1);
    let visible = walk.into_iter().filter_entry(|entry| !is_hidden(entry.file_name()));
    visible.filter_map(move |entry| match entry {
        Ok(entry) => is_source(&entry).then(|| {
            let below = entry.path().strip_prefix(folder).unwrap_or(entry.path()).to_owned();
            let leads_out = bounds.as_ref().is_some_and(|bounds| leads_out(&entry, bounds));
            source(entry.path().to_owned(), below, leads_out.then_some(Broken::Outside))
        }),
        Err(error) => Some(broken(folder, &error)),
    })
}

fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

/// A file, or a link that leads to one or to nothing; not a pipe, socket or device.
fn is_source(entry: &DirEntry) -> bool {
    let kind = entry.file_type();
    let leads_elsewhere = || fs::metadata(entry.path()).is_ok_and(|facts| !facts.is_file());
    kind.is_file() || (kind.is_symlink() && !leads_elsewhere())
}

fn leads_out(entry: &DirEntry, bounds: &Path) -> bool {
    entry.path_is_symlink()
        && fs::canonicalize(entry.path()).is_ok_and(|target| !target.starts_with(bounds))
}

fn broken(folder: &Path, error: &walkdir::Error) -> Source {
    let path = error.path().unwrap_or(folder);
    let below = path.strip_prefix(folder).unwrap_or(path);
    // The input itself is called by its own name: below it there is none.
    let is_input = below.as_os_str().is_empty();
    let below = PathBuf::from(
        if is_input { folder.file_name() } else { None }.unwrap_or(below.as_os_str()),
    );
    let reason = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
    source(path.to_owned(), below, Some(Broken::Folder(reason)))
}

fn source(file: PathBuf, below: PathBuf, broken: Option<Broken>) -> Source {
    let bytes = fs::metadata(&file).map_or(0, |facts| facts.len());
    Source { name: place::written(&below), file, below, bytes, record: None, broken }
}
