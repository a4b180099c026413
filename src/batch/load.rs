//! Documents to compare: a source that is converted, a `document.json`, or a folder of them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use extract::document::{Document, SCHEMA_VERSION};
use extract::{Options, convert};
use walkdir::WalkDir;

use super::{Misuse, place, read};

/// Name of the files that hold a document.
const DOCUMENT: &str = "document.json";

/// What a path names.
pub enum Named {
    /// One file.
    File,
    /// A folder, with the file of each of its documents by the folder it stands in.
    Folder(BTreeMap<String, PathBuf>),
}

/// Looks what a path names.
///
/// # Errors
/// [`Misuse`] when there is nothing, or a folder without documents.
pub fn named(path: &Path) -> Result<Named, Misuse> {
    let facts = fs::metadata(path).map_err(|error| {
        let message = format!("`{}` cannot be read: {error}", path.display());
        Misuse::new(message, "name a source, a `document.json` or an output folder")
    })?;
    if !facts.is_dir() {
        return Ok(Named::File);
    }
    let documents = documents(path);
    if documents.is_empty() {
        let message = format!("`{}` holds no `{DOCUMENT}`", path.display());
        return Err(Misuse::new(
            message,
            "run `extract` on the sources and name the output folder",
        ));
    }
    Ok(Named::Folder(documents))
}

fn documents(folder: &Path) -> BTreeMap<String, PathBuf> {
    let walk = WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
    let files = walk.filter(|entry| entry.file_name() == DOCUMENT && entry.path().is_file());
    let below = |file: &Path| -> String {
        let own = file.parent().unwrap_or(folder);
        place::written(own.strip_prefix(folder).unwrap_or(own))
    };
    files.map(|entry| (below(entry.path()), entry.path().to_owned())).collect()
}

/// The document of a file.
///
/// # Errors
/// [`Misuse`] when the file cannot be read or holds no document.
pub fn document(file: &Path, options: &Options) -> Result<Document, Misuse> {
    let (name, bytes) = read(file)?;
    if file.extension().is_some_and(|extension| extension == "json") {
        return written(file, &bytes);
    }
    convert(&name, &bytes, options)
        .map_err(|error| Misuse::new(format!("`{}`: {error}", file.display()), error.hint()))
}

fn written(file: &Path, bytes: &[u8]) -> Result<Document, Misuse> {
    let refused = |why: String| {
        let message = format!("`{}` is no document: {why}", file.display());
        Misuse::new(message, "name a `document.json` that this version of `extract` wrote")
    };
    let document: Document =
        serde_json::from_slice(bytes).map_err(|error| refused(error.to_string()))?;
    if document.schema_version != SCHEMA_VERSION {
        return Err(refused(format!("its schema_version is {}", document.schema_version)));
    }
    Ok(document)
}
