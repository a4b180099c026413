//! `extract verify`: whether an output folder still is what was written.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::{fmt, fs};

use extract::document::{Document, SCHEMA_VERSION, breaches};
use extract::write::package::NAME;
use serde::Deserialize;
use walkdir::WalkDir;

use super::output::is_below;
use super::seal::hash;
use super::{Misuse, control, place};

/// The list of what was written; it cannot hold its own hash.
pub const PACKAGE: &str = "datapackage.json";

/// What `datapackage.json` says.
#[derive(Deserialize)]
pub struct Package {
    name: String,
    /// The files.
    pub resources: Vec<Resource>,
}

/// A file that was written.
#[derive(Deserialize)]
pub struct Resource {
    /// Its path below the output folder.
    pub path: String,
    /// Its size.
    pub bytes: u64,
    /// `sha256:` and the hash of its bytes.
    pub hash: String,
}

/// What was found.
#[derive(Debug, Default)]
pub struct Report {
    /// Files that were looked at.
    pub files: usize,
    /// Documents among them.
    pub documents: usize,
    /// What is wrong, file by file.
    pub problems: Vec<String>,
}

impl fmt::Display for Report {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { files, documents, problems } = self;
        let problems = problems.len();
        write!(out, "{files} files with {documents} documents verified, {problems} problems")
    }
}

/// Checks every file of an output folder: there, whole, unchanged, and documents that agree with
/// themselves.
///
/// # Errors
/// [`Misuse`] when the folder is no output of this program.
pub fn run(output: &Path) -> Result<Report, Misuse> {
    let package = package(output)?;
    let mut report = Report::default();
    let mut listed = HashSet::from([PathBuf::from(PACKAGE)]);
    for resource in &package.resources {
        listed.insert(PathBuf::from(&resource.path));
        report.files += 1;
        if let Err(problem) = check(output, resource, &mut report) {
            report.problems.push(format!("`{}`: {problem}", resource.path));
        }
    }
    report.problems.extend(unlisted(output, &listed));
    Ok(report)
}

/// Reads `datapackage.json`.
///
/// # Errors
/// [`Misuse`] when there is none, or it is not of this program.
pub fn package(output: &Path) -> Result<Package, Misuse> {
    let file = output.join(PACKAGE);
    let wrong = |why: String| {
        let message = format!("`{}` {why}", file.display());
        Misuse::new(message, "name a folder that `extract` has written to")
    };
    let text = fs::read(&file).map_err(|error| wrong(format!("cannot be read: {error}")))?;
    let package: Package =
        serde_json::from_slice(&text).map_err(|error| wrong(format!("is damaged: {error}")))?;
    match package.name.as_str() {
        NAME => Ok(package),
        _ => Err(wrong("describes something else".to_owned())),
    }
}

fn check(output: &Path, resource: &Resource, report: &mut Report) -> Result<(), String> {
    let file = inside(output, &resource.path)?;
    let found = fs::symlink_metadata(&file).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => "it is gone".to_owned(),
        _ => error.to_string(),
    })?;
    if !found.is_file() {
        return Err("it is no file any more".to_owned());
    }
    let (bytes, hash) = (found.len(), hash(&file).map_err(|error| error.to_string())?);
    if bytes != resource.bytes || format!("sha256:{hash}") != resource.hash {
        return Err("it was changed".to_owned());
    }
    if file.file_name().is_some_and(|name| name == "document.json") {
        report.documents += 1;
        document(&file)?;
    }
    Ok(())
}

/// The file of a path that stays below the folder.
fn inside(output: &Path, path: &str) -> Result<PathBuf, String> {
    is_below(path).then(|| output.join(path)).ok_or_else(|| "it leads out of the folder".to_owned())
}

fn document(file: &Path) -> Result<(), String> {
    let text = fs::read(file).map_err(|error| error.to_string())?;
    let document: Document =
        serde_json::from_slice(&text).map_err(|error| format!("it is no document: {error}"))?;
    if document.schema_version != SCHEMA_VERSION {
        return Err(format!(
            "its shape has version {}, this program writes {SCHEMA_VERSION}",
            document.schema_version
        ));
    }
    match breaches(&document).as_slice() {
        [] => Ok(()),
        [first] => Err(first.clone()),
        [first, more @ ..] => Err(format!("{first}, and {} more", more.len())),
    }
}

/// Files that the package does not know, besides what the runs remember.
fn unlisted(output: &Path, listed: &HashSet<PathBuf>) -> Vec<String> {
    let walk = WalkDir::new(output).sort_by_file_name().into_iter();
    let is_ours = |name: &OsStr| name == control::FOLDER;
    let entries = walk.filter_entry(|entry| entry.depth() != 1 || !is_ours(entry.file_name()));
    let entries = entries.filter_map(Result::ok);
    let files = entries.filter(|entry| !entry.file_type().is_dir());
    let below = files.filter_map(|entry| Some(entry.path().strip_prefix(output).ok()?.to_owned()));
    below
        .filter(|path| !listed.contains(path))
        .map(|path| format!("`{}`: the run did not write it", place::written(&path)))
        .collect()
}
