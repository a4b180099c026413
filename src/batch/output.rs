//! The output folder: files appear whole or not at all, nothing is written outside it, and links
//! found in it are not followed.

use std::fs;
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

use extract::document::Document;
use extract::write;
use extract::write::package::{self, Written};
use extract::write::review;

use super::Misuse;
use super::control::{Control, existing, missing};
use super::entry::Output;
use super::pending::Pending;

/// Gives what is written to a file.
type Form = fn(&Document, &mut dyn Write) -> io::Result<()>;

/// Files of a document besides its tables.
const FILES: [(&str, Form); 2] = [
    ("document.json", write::json::write_document),
    ("document.md", write::markdown::write_document),
];
/// How often a folder is made again that another document's failure took away, being empty.
const TRIES: usize = 16;

/// The folder of a run.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
    control: Control,
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

/// Refuses a report among the sources or the documents: it would be a source of the next run, or no
/// longer be what a run from nothing writes.
pub fn check_outside(report: &Path, inputs: &[PathBuf], output: &Path) -> Result<(), Misuse> {
    let file = resolved(report);
    let mut folders = inputs.iter().map(PathBuf::as_path).chain([output]);
    match folders.find(|folder| file.starts_with(resolved(folder))) {
        Some(folder) => Err(Misuse::new(
            format!("report `{}` is `{}` or inside it", report.display(), folder.display()),
            "choose a file outside the input and the output",
        )),
        None => Ok(()),
    }
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
    /// Creates the folder where there is none, and takes it for this run.
    pub fn open(root: &Path, csv_bom: bool, review: bool) -> Result<Self, Misuse> {
        if root.exists() && !root.is_dir() {
            return Err(Misuse::new(
                format!("output `{}` is a file", root.display()),
                "name a folder; it is created where there is none",
            ));
        }
        Ok(Self { root: root.to_owned(), control: Control::open(root)?, csv_bom, review })
    }

    /// Where the run writes.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The lock, and files on their way.
    pub fn control(&self) -> &Control {
        &self.control
    }

    /// A file of the run, filled bit by bit and put in its place at the end.
    pub fn begin(&self, name: &str) -> io::Result<Pending> {
        let mut begun = Pending::begin(self.control.draft()?, name);
        begun.add(self.mark(name))?;
        Ok(begun)
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

    /// Paths of all files of a document.
    pub fn paths(&self, place: &str, document: &Document) -> Vec<String> {
        let page = self.review.then_some(review::DOCUMENT);
        let files = FILES.map(|(name, _)| name).into_iter().chain(page);
        let tables = document.tables.iter().map(|table| table_path(place, &table.id));
        files.map(|name| format!("{place}/{name}")).chain(tables).collect()
    }

    /// Writes everything of a document. Gives the files and what `datapackage.json` says of them.
    pub fn write(&self, place: &str, document: &Document) -> io::Result<(Vec<Output>, Vec<u8>)> {
        let (mut outputs, mut entries) = (Vec::new(), Vec::new());
        let mut note = |written: Written, described: &_| {
            entries.extend(package::entry(described, false).into_bytes());
            outputs.push(Output::from(written));
        };
        self.make(place)?;
        for (name, form) in FILES {
            let written = self.put(&format!("{place}/{name}"), |file| form(document, file))?;
            let described = package::document(&written);
            note(written, &described);
        }
        if self.review {
            let page = format!("{place}/{}", review::DOCUMENT);
            let written = self.put(&page, |file| review::write_document(document, place, file))?;
            let described = package::page(&written);
            note(written, &described);
        }
        if !document.tables.is_empty() {
            self.make(&format!("{place}/tables"))?;
        }
        for table in &document.tables {
            let path = table_path(place, &table.id);
            let written = self.put(&path, |file| write::csv::write_table(table, file))?;
            let described = package::table(table, &written);
            note(written, &described);
        }
        Ok((outputs, entries))
    }

    /// Writes a file and puts it in its place.
    fn put(
        &self,
        path: &str,
        write: impl FnOnce(&mut Pending) -> io::Result<()>,
    ) -> io::Result<Written> {
        let mut file = self.begin(path)?;
        write(&mut file)?;
        let (draft, written) = file.finish()?;
        draft.persist(self.root.join(&written.path))?;
        Ok(written)
    }

    /// Removes files that a run wrote, and the folders that are empty then.
    pub fn remove<'a>(&self, paths: impl IntoIterator<Item = &'a String>) -> io::Result<()> {
        for path in paths {
            let (mut folder, file) = (above(path), self.root.join(path));
            // A link or folder in its place is not what a run wrote.
            let is_there = match find(&self.root, folder) {
                Err(error) if error.kind() == io::ErrorKind::NotADirectory => false,
                found => found?.is_some() && !file.is_dir(),
            };
            if is_there {
                fs::remove_file(file).or_else(missing)?;
            }
            // Other people's files may be in it: then it stays.
            while !folder.is_empty() && fs::remove_dir(self.root.join(folder)).is_ok() {
                folder = above(folder);
            }
        }
        Ok(())
    }

    /// A folder below the root, made part by part; a link in the way is an error.
    fn make(&self, place: &str) -> io::Result<()> {
        for _ in 1..TRIES {
            match self.make_once(place) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                made => return made,
            }
        }
        self.make_once(place)
    }

    fn make_once(&self, place: &str) -> io::Result<()> {
        let mut path = self.root.clone();
        for part in parts(place)? {
            path.push(part);
            match real_folder(&path) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => {
                    fs::create_dir(&path).or_else(existing)?;
                    real_folder(&path)?;
                }
                found => found?,
            }
        }
        Ok(())
    }

    fn mark(&self, name: &str) -> &'static str {
        if self.csv_bom && name.ends_with(".csv") { write::csv::BOM } else { "" }
    }
}

fn table_path(place: &str, id: &str) -> String {
    format!("{place}/tables/{id}.csv")
}

/// The folder that a path stands in; nothing for the output folder itself.
fn above(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Whether a path stays below where it begins.
pub fn is_below(path: &str) -> bool {
    Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
}

/// The parts of a path that stays below where it begins.
fn parts(path: &str) -> io::Result<impl Iterator<Item = &str>> {
    if !is_below(path) {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "a path leads out of the folder"));
    }
    Ok(path.split('/').filter(|part| !part.is_empty()))
}

/// Whether there is a folder with this path below the root; a link in the way is an error.
pub fn find(root: &Path, place: &str) -> io::Result<Option<PathBuf>> {
    let mut path = root.to_owned();
    for part in parts(place)? {
        path.push(part);
        match real_folder(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            found => found?,
        }
    }
    Ok(Some(path))
}

/// An error unless there is a folder and no link to one.
pub fn real_folder(path: &Path) -> io::Result<()> {
    if fs::symlink_metadata(path)?.is_dir() {
        return Ok(());
    }
    Err(io::Error::new(io::ErrorKind::NotADirectory, "a file or link stands where a folder goes"))
}

/// What went wrong, without the path of a hidden file that is gone when it is read: tempfile adds it
/// to its messages.
pub fn reason(error: &io::Error) -> String {
    let mut text = error.to_string();
    text.truncate(text.find(" at path \"").unwrap_or(text.len()));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_name_no_hidden_file() {
        let error = tempfile::NamedTempFile::new_in("no/such/folder").expect_err("there is none");
        assert!(error.to_string().contains(" at path "), "{error}");
        assert!(!reason(&error).contains(" at path "), "{error}");
        assert!(reason(&error).contains("os error"), "{error}");
        assert_eq!(reason(&io::Error::other("a link")), "a link");
    }

    #[test]
    fn paths_stay_below() {
        let check = |path: &str, is_fine| assert_eq!(parts(path).is_ok(), is_fine, "{path}");
        check("a/b", true);
        check("", true);
        check("../a", false);
        check("a/../../b", false);
        check("/a", false);
    }
}
