//! The files over all documents, written bit by bit in the order of the sources.

use std::fs::File;
use std::io;

#[cfg(feature = "parquet")]
use extract::write::dataset::Format;
use extract::write::dataset::{RESOURCES, Resource};
use extract::write::package::Written;
use extract::write::{package, review};

use super::control::Control;
use super::entry::Entry;
use super::key::PROGRAM;
use super::known::Known;
use super::manifest::{End, List};
use super::output::Folder;
use super::pending::Pending;

/// The file that describes all others.
const PACKAGE: &str = "datapackage.json";

/// The files of the dataset, what `datapackage.json` says of the others, and the manifest.
pub struct Lists {
    /// One for each of the [`RESOURCES`].
    files: Vec<Pending>,
    /// Entries of the documents' files.
    entries: Pending,
    /// The page over all documents, where it is wanted.
    index: Option<Pending>,
    /// Where the rows begin, file by file.
    starts: Vec<u64>,
    manifest: Pending,
}

impl Lists {
    /// Begins all lists with their header rows.
    pub fn open(folder: &Folder) -> io::Result<Self> {
        let begin = |resource: &Resource| {
            let mut file = folder.begin(&resource.file())?;
            file.add(resource.header())?;
            io::Result::Ok(file)
        };
        let mut lists = Self {
            files: RESOURCES.iter().map(begin).collect::<io::Result<_>>()?,
            entries: folder.begin(PACKAGE)?,
            index: folder.begin_index()?,
            starts: Vec::new(),
            manifest: folder.begin("")?,
        };
        lists.starts = lists.parts().map(|file| file.len()).collect();
        Ok(lists)
    }

    /// All that have rows of documents, in the order of an entry's rows.
    fn parts(&mut self) -> impl Iterator<Item = &mut Pending> {
        self.files.iter_mut().chain([&mut self.entries]).chain(&mut self.index)
    }

    /// Adds the rows of a document or of a failure, which stand behind each other in a file.
    pub fn add(&mut self, mut entry: Entry, from: &mut File, mut at: u64) -> io::Result<()> {
        entry.at = self.ends(entry.rows.len());
        for (file, length) in self.parts().zip(&entry.rows).filter(|(_, length)| **length > 0) {
            file.copy(from, at, *length)?;
            at += length;
        }
        self.note(&entry)
    }

    /// Adds rows that stand in the lists of the run before.
    pub fn copy(&mut self, mut entry: Entry, known: &Known) -> io::Result<()> {
        let ends = self.ends(entry.rows.len());
        let at = std::mem::replace(&mut entry.at, ends);
        self.copy_rows(&at, &entry.rows, known)?;
        self.note(&entry)
    }

    /// Adds the rows of the first entries of the run before.
    pub fn copy_first(&mut self, number: usize, known: &Known) -> io::Result<()> {
        let Some((manifest, last)) = known.manifest.as_ref().zip(number.checked_sub(1)) else {
            return Ok(());
        };
        let last = manifest.entry(last)?;
        let ends: Vec<u64> = last.at.iter().zip(&last.rows).map(|(at, rows)| at + rows).collect();
        self.copy_rows(&vec![0; ends.len()], &ends, known)?;
        manifest.with_lines(number, |lines, length| self.manifest.copy(lines, 0, length))
    }

    fn copy_rows(&mut self, at: &[u64], lengths: &[u64], known: &Known) -> io::Result<()> {
        known.with_lists(|former, lists| {
            let places = lists.iter().zip(at).map(|(list, at)| list.start + at);
            let places = former.iter_mut().zip(places).zip(lengths);
            self.parts()
                .zip(places)
                .try_for_each(|(file, ((former, at), length))| file.copy(former, at, *length))
        })
    }

    /// Where the next rows will stand, file by file; nothing stands in a file that is not wanted.
    fn ends(&mut self, files: usize) -> Vec<u64> {
        let starts = self.starts.clone();
        let mut ends: Vec<u64> =
            self.parts().zip(starts).map(|(file, start)| file.len() - start).collect();
        ends.resize(files, 0);
        ends
    }

    fn note(&mut self, entry: &Entry) -> io::Result<()> {
        self.manifest.add(serde_json::to_vec(entry)?)?;
        self.manifest.add("\n")
    }

    /// Puts all lists in their places. The package is written last: it tells the hashes of the
    /// others.
    pub fn finish(self, folder: &Folder, recipe: &str) -> io::Result<()> {
        let control = folder.control();
        let mut whole = folder.begin(PACKAGE)?;
        whole.add(package::head())?;
        let mut starts = self.starts.into_iter();
        let (mut lists, columns) = tables(folder, self.files, &mut starts, &mut whole)?;
        let start = whole.len();
        whole.append(self.entries)?;
        let index = match self.index {
            Some(mut index) => {
                index.add(review::index_tail())?;
                let list = stage(control, index, starts.nth(1))?;
                whole.add(package::entry(&package::page(&written(&list)), false))?;
                Some(list)
            }
            None => None,
        };
        whole.add(package::tail())?;
        lists.push(stage(control, whole, Some(start))?);
        lists.extend(index.into_iter().chain(columns));
        let mut manifest = self.manifest;
        let sha256 = manifest.hash_so_far();
        let end = End { program: PROGRAM.to_owned(), recipe: recipe.to_owned(), lists, sha256 };
        manifest.add(serde_json::to_vec(&end)?)?;
        manifest.add("\n")?;
        control.commit(manifest.finish()?.0)
    }
}

/// Puts the tables of the dataset beside each other and describes them; those in columns too, which
/// are given apart.
fn tables(
    folder: &Folder,
    files: Vec<Pending>,
    starts: &mut impl Iterator<Item = u64>,
    whole: &mut Pending,
) -> io::Result<(Vec<List>, Vec<List>)> {
    let (mut lists, mut further) = (Vec::new(), Vec::new());
    for (mut file, resource) in files.into_iter().zip(RESOURCES) {
        let columns = columns(folder, resource, &mut file)?;
        let list = stage(folder.control(), file, starts.next())?;
        let rows = package::dataset(resource, &written(&list));
        whole.add(package::entry(&rows, lists.is_empty()))?;
        lists.push(list);
        if let Some(file) = columns {
            let list = stage(folder.control(), file, None)?;
            whole.add(described_columns(resource, &list))?;
            further.push(list);
        }
    }
    Ok((lists, further))
}

fn stage(control: &Control, file: Pending, start: Option<u64>) -> io::Result<List> {
    let (draft, Written { path, bytes, sha256 }) = file.finish()?;
    control.stage(draft, &path)?;
    Ok(List { path, bytes, sha256, start: start.unwrap_or(0) })
}

fn written(list: &List) -> Written {
    let List { path, bytes, sha256, .. } = list.clone();
    Written { path, bytes, sha256 }
}

/// Writes a table in columns too.
#[cfg(feature = "parquet")]
fn columns(
    folder: &Folder,
    resource: &Resource,
    file: &mut Pending,
) -> io::Result<Option<Pending>> {
    if resource.format != Format::Csv {
        return Ok(None);
    }
    let mut out = folder.begin(&resource.columns_file())?;
    extract::write::parquet::table(resource, file.reread()?, &mut out)?;
    Ok(Some(out))
}

/// No files of columns without the feature.
#[cfg(not(feature = "parquet"))]
fn columns(_: &Folder, _: &Resource, _: &mut Pending) -> io::Result<Option<Pending>> {
    Ok(None)
}

/// What is to be said of a table in columns.
#[cfg(feature = "parquet")]
fn described_columns(resource: &Resource, list: &List) -> String {
    package::entry(&package::columns(resource, &written(list)), false)
}

/// There is none to be described.
#[cfg(not(feature = "parquet"))]
fn described_columns(_: &Resource, _: &List) -> String {
    String::new()
}
