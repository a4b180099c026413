//! What earlier runs wrote, and whether it still is what this run would write.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::adopt::{Adopted, adopted};
use super::control::Control;
use super::entry::{Entry, Output};
use super::journal::{Journal, Record};
use super::manifest::{List, Manifest};
use super::output::find;
use super::seal::{hash, is_sealed, seal};

/// Where the rows of a document are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rows {
    /// In the lists of the run before: the entry with this number.
    Former(usize),
    /// In the journal, at this place.
    Journal(u64),
}

/// All that earlier runs wrote.
pub struct Known {
    /// What the last whole run wrote.
    pub manifest: Option<Manifest>,
    /// Files of a run that left no manifest.
    adopted: Adopted,
    /// What was done since.
    pub journal: Journal,
    /// The lists of the last whole run, when all are as they were.
    lists: Option<Mutex<Vec<File>>>,
    /// What is wrong with those lists.
    pub lost: Vec<String>,
    /// The program and options of this run.
    pub recipe: String,
    root: PathBuf,
    /// Whether a file that was only touched is sealed again.
    seals: bool,
}

impl Known {
    /// Reads what earlier runs noted.
    pub fn open(root: &Path, control: &Control, recipe: String) -> io::Result<Self> {
        let journal = Journal::open(control.journal())?;
        let known = Self { journal, seals: true, ..Self::noted(root, &control.manifest(), recipe) };
        Ok(known.with_former_lists())
    }

    /// Reads what the last whole run noted, and writes nothing.
    pub fn look(root: &Path, manifest: &Path, recipe: String) -> Self {
        Self::noted(root, manifest, recipe).with_former_lists()
    }

    fn noted(root: &Path, manifest: &Path, recipe: String) -> Self {
        let manifest = Manifest::read(manifest);
        Self {
            adopted: if manifest.is_none() { adopted(root) } else { Adopted::new() },
            manifest,
            journal: Journal::default(),
            lists: None,
            lost: Vec::new(),
            recipe,
            root: root.to_owned(),
            seals: false,
        }
    }

    /// Opens the lists of the last whole run, when they are as it left them.
    fn with_former_lists(mut self) -> Self {
        let same = self.manifest.as_ref().filter(|manifest| manifest.end.recipe == self.recipe);
        if let Some(manifest) = same {
            let lists = &manifest.end.lists;
            let lost: Vec<_> =
                lists.iter().filter_map(|list| self.changed(&list.output())).collect();
            if lost.is_empty() {
                let open = |list: &List| File::open(self.root.join(&list.path));
                let files = lists.iter().map(open).collect::<io::Result<_>>().ok();
                self.lists = files.map(Mutex::new);
            }
            self.lost = lost;
        }
        self
    }

    /// Every place that an earlier run wrote to.
    pub fn places(&self) -> impl Iterator<Item = &String> {
        let manifest = self.manifest.iter().flat_map(|manifest| manifest.slots().map(|(p, _)| p));
        manifest.chain(self.journal.places()).chain(self.adopted.keys())
    }

    /// Whether the rows are there.
    pub fn has(&self, rows: Rows) -> bool {
        matches!(rows, Rows::Journal(_)) || self.lists.is_some()
    }

    /// What was noted last of a place, when that is whole, and where its rows are or were.
    pub fn last(&self, place: &str) -> Option<(Entry, Rows)> {
        if let Some(at) = self.journal.earlier(place).last() {
            return match self.journal.read(*at).ok()? {
                Record::Done(entry) => Some((*entry, Rows::Journal(*at))),
                Record::Begun { .. } => None,
            };
        }
        let manifest = self.manifest.as_ref()?;
        let slot = manifest.slot(place)?;
        Some((manifest.entry(slot).ok()?, Rows::Former(slot)))
    }

    /// The entry with this number in the manifest.
    pub fn former(&self, slot: usize) -> io::Result<Entry> {
        self.manifest.as_ref().ok_or(io::ErrorKind::NotFound)?.entry(slot)
    }

    /// Whether the last whole run had this many entries, and its lists are as it left them.
    pub fn is_all(&self, entries: usize) -> bool {
        self.lists.is_some() && self.manifest.as_ref().is_some_and(|m| m.len() == entries)
    }

    /// Every file of a place that an earlier run wrote or was about to write.
    pub fn outputs(&self, place: &str) -> io::Result<Vec<String>> {
        let mut paths = Vec::new();
        if let Some(manifest) = &self.manifest
            && let Some(slot) = manifest.slot(place)
        {
            paths.extend(manifest.entry(slot)?.outputs.into_iter().map(|output| output.path));
        }
        let adopted = self.adopted.get(place).into_iter().flatten();
        let unchanged = adopted.filter(|output| self.changed(output).is_none());
        paths.extend(unchanged.map(|output| output.path.clone()));
        for at in self.journal.earlier(place) {
            match self.journal.read(*at)? {
                Record::Begun { outputs, .. } => paths.extend(outputs),
                Record::Done(entry) => paths.extend(entry.outputs.into_iter().map(|o| o.path)),
            }
        }
        paths.sort();
        paths.dedup();
        Ok(paths)
    }

    /// Works on the lists of the last whole run: the files, and what the manifest says of them.
    pub fn with_lists<T>(
        &self,
        work: impl FnOnce(&mut [File], &[List]) -> io::Result<T>,
    ) -> io::Result<T> {
        let (Some(files), Some(manifest)) = (&self.lists, &self.manifest) else {
            return Err(io::ErrorKind::NotFound.into());
        };
        let mut files = files.lock().unwrap_or_else(PoisonError::into_inner);
        work(&mut files, &manifest.end.lists)
    }

    /// What is wrong with a file that was written, when it is not as it was.
    pub fn changed(&self, output: &Output) -> Option<String> {
        let path = self.root.join(&output.path);
        let said = |what: &str| Some(format!("`{}` {what}", output.path));
        let folder = output.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let is_there = find(&self.root, folder).is_ok_and(|found| found.is_some());
        let Some(facts) = fs::symlink_metadata(&path).ok().filter(|_| is_there) else {
            return said("is gone");
        };
        let is_kept = facts.is_file()
            && facts.len() == output.bytes
            && (is_sealed(&facts, &output.sha256) || is_same(&path, &output.sha256, self.seals));
        if is_kept { None } else { said("was changed") }
    }
}

/// Reads the file; one that was only touched is sealed again, so that the next run need not.
fn is_same(path: &Path, sha256: &str, seals: bool) -> bool {
    let is_same = hash(path).is_ok_and(|found| found == sha256);
    if is_same
        && seals
        && let Ok(file) = File::options().write(true).open(path)
    {
        let _ = seal(&file, sha256);
    }
    is_same
}
