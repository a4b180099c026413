//! A folder of sources and what the program makes of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::run::{BIN, Ran, run};

/// A plan with one chapter.
pub const PLAN: &str = "云溪区国民经济和社会发展规划\n\n第一章 总则\n\n  建设水网，保障供水。\n";

/// A folder of sources and what is made of it.
pub struct Place {
    pub folder: TempDir,
    pub options: &'static [&'static str],
}

impl Place {
    pub fn new() -> Self {
        let place = Self { folder: tempfile::tempdir().expect("a temporary folder"), options: &[] };
        fs::create_dir(place.input("")).expect("writable");
        place
    }

    pub fn input(&self, name: &str) -> PathBuf {
        self.folder.path().join("input").join(name)
    }

    pub fn output(&self) -> PathBuf {
        self.folder.path().join("output")
    }

    pub fn put(&self, name: &str, bytes: &[u8]) {
        let file = self.input(name);
        fs::create_dir_all(file.parent().expect("it has a folder")).expect("writable");
        fs::write(file, bytes).expect("writable");
    }

    pub fn command(&self, output: &Path) -> Command {
        let mut command = Command::new(BIN);
        command.args(self.options).arg(self.input("")).arg(output);
        command
    }

    pub fn run(&self) -> Ran {
        run(&mut self.command(&self.output()))
    }

    pub fn check(&self) -> Ran {
        run(self.command(&self.output()).arg("--check"))
    }

    /// A run over what is there, and the same from nothing.
    pub fn is_as_from_nothing(&self) {
        let before = tree(&self.output());
        let checked = self.check();
        assert_eq!(tree(&self.output()), before, "a check changes nothing");
        let ran = self.run();
        let is_same = tree(&self.output()) == before;
        assert_eq!(checked.code == 0, is_same, "{checked:?} {ran:?}");
        assert_eq!(checked.out.is_empty(), is_same, "{checked:?}");
        let anew = self.folder.path().join("anew");
        let from_nothing = run(&mut self.command(&anew));
        assert_eq!(ran.code, from_nothing.code, "{ran:?}");
        assert!(ran.code <= 1, "{ran:?}");
        let (found, wanted) = (tree(&self.output()), tree(&anew));
        let names = |tree: &Tree| tree.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&found), names(&wanted), "{ran:?}");
        for (name, bytes) in wanted {
            assert!(found[&name] == bytes, "{name:?} differs; {ran:?}");
        }
        fs::remove_dir_all(anew).expect("ours");
    }
}

/// Bytes of every file by its path; folders have none.
pub type Tree = BTreeMap<PathBuf, Option<Vec<u8>>>;

pub fn tree(folder: &Path) -> Tree {
    if !folder.exists() {
        return Tree::new();
    }
    let entries = walkdir::WalkDir::new(folder).min_depth(1).into_iter();
    let entries = entries.map(|entry| entry.expect("readable"));
    let below = |path: &Path| path.strip_prefix(folder).expect("below").to_owned();
    let bytes = |path: &Path| path.is_file().then(|| fs::read(path).expect("readable"));
    entries.map(|entry| (below(entry.path()), bytes(entry.path()))).collect()
}
