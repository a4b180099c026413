//! The hidden folder in an output folder: the lock of the run that writes, what the runs before it
//! wrote, and files on their way to their places.
//!
//! ```text
//! .extract/lock              held by the run that writes; a run that is killed lets it go
//! .extract/manifest.jsonl    what the last whole run wrote
//! .extract/journal           what runs since then wrote that were ended before their end
//! .extract/drafts/           files that are being written
//! .extract/next/             the lists of a run that is whole, about to be put in their places
//! ```

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::Misuse;
use super::manifest;
use super::output::{find, real_folder, reason};

/// Name of the folder.
pub const FOLDER: &str = ".extract";
const LOCK: &str = "lock";
const JOURNAL: &str = "journal";
const MANIFEST: &str = "manifest.jsonl";
const DRAFTS: &str = "drafts";
const NEXT: &str = "next";

/// The folder of a run that alone may write.
#[derive(Debug)]
pub struct Control {
    root: PathBuf,
    /// Held as long as the run lasts.
    _lock: File,
}

impl Control {
    /// Takes the output folder for this run, and ends what a run that was killed left undone.
    pub fn open(root: &Path) -> Result<Self, Misuse> {
        let shown = root.display();
        let lock = lock(root).map_err(|error| {
            Misuse::new(
                format!("output `{shown}` cannot be written: {}", reason(&error)),
                "choose a folder you may write to",
            )
        })?;
        match lock.try_lock() {
            Err(TryLockError::WouldBlock) => return Err(taken(root)),
            // A file system without locks: two runs at once are not noticed there.
            Err(TryLockError::Error(_)) | Ok(()) => {}
        }
        let control = Self { root: root.to_owned(), _lock: lock };
        control.recover().map_err(|error| {
            Misuse::new(
                format!("what an earlier run left in `{shown}` cannot be set right: {}", reason(&error)),
                "check the space and permissions of the output folder, and that no link or folder stands in the way of a list",
            )
        })?;
        Ok(control)
    }

    /// Lists that were whole are put in their places; what was half written goes, and there is room for
    /// new drafts.
    fn recover(&self) -> io::Result<()> {
        for folder in [DRAFTS, NEXT] {
            let path = self.path(folder);
            find(&self.root, &format!("{FOLDER}/{folder}"))?;
            if folder == NEXT && path.join(MANIFEST).is_file() {
                self.put_in_place()?;
            } else if path.exists() {
                fs::read_dir(&path)?.try_for_each(|file| fs::remove_file(file?.path()))?;
                fs::remove_dir(&path)?;
            }
        }
        fs::create_dir(self.drafts())
    }

    /// Where files that are being written stand.
    pub fn drafts(&self) -> PathBuf {
        self.path(DRAFTS)
    }

    /// A hidden file with the permissions a new file has.
    pub fn draft(&self) -> io::Result<NamedTempFile> {
        let mut builder = tempfile::Builder::new();
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        builder.tempfile_in(self.drafts())
    }

    /// Puts a list beside the others of a whole run.
    pub fn stage(&self, draft: NamedTempFile, name: &str) -> io::Result<()> {
        let folder = self.path(NEXT);
        fs::create_dir(&folder).or_else(existing)?;
        draft.persist(folder.join(name))?;
        Ok(())
    }

    /// Puts the manifest beside the lists: from here on the run is whole, whatever happens.
    pub fn commit(&self, manifest: NamedTempFile) -> io::Result<()> {
        self.stage(manifest, MANIFEST)?;
        self.put_in_place()
    }

    /// Moves the lists of a whole run to their places. It can be done again from any point of it.
    fn put_in_place(&self) -> io::Result<()> {
        let (next, old) = (self.path(NEXT), manifest::lists(&self.manifest()));
        let new = manifest::lists(&next.join(MANIFEST)).unwrap_or_default();
        for list in &new {
            match fs::rename(next.join(&list.path), self.root.join(&list.path)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        let is_gone = |path: &String| !new.iter().any(|list| list.path == *path);
        for path in old.unwrap_or_default().into_iter().map(|list| list.path).filter(is_gone) {
            fs::remove_file(self.root.join(path)).or_else(missing)?;
        }
        fs::rename(next.join(MANIFEST), self.manifest())?;
        fs::remove_file(self.journal()).or_else(missing)?;
        fs::remove_dir(next)
    }

    /// The file of the manifest.
    pub fn manifest(&self) -> PathBuf {
        self.path(MANIFEST)
    }

    /// The file of the journal.
    pub fn journal(&self) -> PathBuf {
        self.path(JOURNAL)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.root.join(FOLDER).join(name)
    }
}

/// What can be seen of the folder without writing to it.
pub struct Glance {
    /// The file of the manifest.
    pub manifest: PathBuf,
    /// A run was ended before its end.
    pub is_unfinished: bool,
    /// Held so that no run begins; none where there was no run.
    _lock: Option<File>,
}

impl Glance {
    /// Looks, unless a run is writing.
    pub fn open(root: &Path) -> Result<Self, Misuse> {
        let path = |name: &str| root.join(FOLDER).join(name);
        for name in [LOCK, MANIFEST] {
            real_file(&path(name)).map_err(|error| {
                Misuse::new(error.to_string(), "remove it; a run makes what it needs")
            })?;
        }
        let lock = File::open(path(LOCK)).ok();
        if lock
            .as_ref()
            .is_some_and(|l| matches!(l.try_lock_shared(), Err(TryLockError::WouldBlock)))
        {
            return Err(taken(root));
        }
        let is_unfinished = [JOURNAL, NEXT, DRAFTS].iter().any(|name| path(name).exists());
        Ok(Self { manifest: path(MANIFEST), is_unfinished, _lock: lock })
    }
}

fn taken(root: &Path) -> Misuse {
    Misuse::new(
        format!("another run is at work in `{}`", root.display()),
        "wait until it is done, or choose another output folder",
    )
}

impl Drop for Control {
    /// The drafts are gone by now; a folder that is not empty is emptied by the next run.
    fn drop(&mut self) {
        let _ = fs::remove_dir(self.drafts());
    }
}

/// Opens the file of the lock; a link in its place is an error.
fn lock(root: &Path) -> io::Result<File> {
    fs::create_dir_all(root)?;
    fs::create_dir(root.join(FOLDER)).or_else(existing)?;
    real_folder(&root.join(FOLDER))?;
    let path = root.join(FOLDER).join(LOCK);
    for name in [LOCK, JOURNAL, MANIFEST] {
        real_file(&root.join(FOLDER).join(name))?;
    }
    File::options().create(true).truncate(false).write(true).open(path)
}

/// An error where something else stands in the place of a file.
fn real_file(path: &Path) -> io::Result<()> {
    if fs::symlink_metadata(path).is_ok_and(|facts| !facts.is_file()) {
        let name = path.file_name().unwrap_or_default().display();
        return Err(io::Error::other(format!(
            "a link or folder stands where `{FOLDER}/{name}` goes"
        )));
    }
    Ok(())
}

/// What is there already need not be made.
pub fn existing(error: io::Error) -> io::Result<()> {
    if error.kind() == io::ErrorKind::AlreadyExists { Ok(()) } else { Err(error) }
}

/// What is not there need not be removed.
pub fn missing(error: io::Error) -> io::Result<()> {
    if error.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(error) }
}
