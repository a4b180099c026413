//! `extract diff` and `extract compare`: documents loaded, compared and told.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use extract::Options;
use extract::diff::{Diff, FolderDiff, SCHEMA_VERSION, compare, diff, report};
use extract::write::json;

use crate::batch::Misuse;
use crate::batch::load::{Named, document, named};

/// How a comparison is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Text for a terminal.
    Terminal,
    /// JSON.
    Json,
    /// Markdown.
    Markdown,
    /// A page.
    Html,
}

/// A comparison told.
pub struct Told {
    /// The report.
    pub text: String,
    /// There is something to report.
    pub differs: bool,
}

/// What changed between two sources, documents or folders.
pub fn revisions(old: &Path, new: &Path, form: Form, options: &Options) -> Result<Told, Misuse> {
    match (named(old)?, named(new)?) {
        (Named::File, Named::File) => {
            let found = between(old, new, options)?;
            Ok(Told { differs: !found.changes.is_empty(), text: one(&found, form) })
        }
        (Named::Folder(before), Named::Folder(after)) => {
            let found = folders(&before, &after, options)?;
            let lone = !found.only_old.is_empty() || !found.only_new.is_empty();
            Ok(Told { differs: lone || !found.documents.is_empty(), text: many(&found, form) })
        }
        _ => Err(Misuse::new(
            format!("`{}` and `{}` are a file and a folder", old.display(), new.display()),
            "name two sources, two `document.json` or two output folders",
        )),
    }
}

fn between(old: &Path, new: &Path, options: &Options) -> Result<Diff, Misuse> {
    let found = diff(&document(old, options)?, &document(new, options)?);
    Ok(Diff { old: old.display().to_string(), new: new.display().to_string(), ..found })
}

/// Documents are matched by the folder they stand in.
fn folders(
    old: &BTreeMap<String, PathBuf>,
    new: &BTreeMap<String, PathBuf>,
    options: &Options,
) -> Result<FolderDiff, Misuse> {
    let only = |one: &BTreeMap<String, PathBuf>, other: &BTreeMap<String, PathBuf>| {
        one.keys().filter(|name| !other.contains_key(*name)).cloned().collect::<Vec<_>>()
    };
    let mut found = FolderDiff {
        schema_version: SCHEMA_VERSION,
        only_old: only(old, new),
        only_new: only(new, old),
        ..FolderDiff::default()
    };
    for (name, file) in old {
        let Some(other) = new.get(name) else { continue };
        let diff = diff(&document(file, options)?, &document(other, options)?);
        if diff.changes.is_empty() {
            found.same += 1;
        } else {
            found.documents.push(Diff { old: name.clone(), new: name.clone(), ..diff });
        }
    }
    Ok(found)
}

fn one(found: &Diff, form: Form) -> String {
    match form {
        Form::Terminal => report::diff_terminal(found),
        Form::Json => json::text(found),
        Form::Markdown => report::diff_markdown(found),
        Form::Html => report::diff_html(found),
    }
}

fn many(found: &FolderDiff, form: Form) -> String {
    match form {
        Form::Terminal => report::folders_terminal(found),
        Form::Json => json::text(found),
        Form::Markdown => report::folders_markdown(found),
        Form::Html => report::folders_html(found),
    }
}

/// Where copies of one document disagree.
pub fn copies(files: &[PathBuf], form: Form, options: &Options) -> Result<Told, Misuse> {
    let mut documents = Vec::new();
    for file in files {
        if matches!(named(file)?, Named::Folder(_)) {
            let message = format!("`{}` is a folder", file.display());
            return Err(Misuse::new(message, "name sources or `document.json` files"));
        }
        documents.push((file.display().to_string(), document(file, options)?));
    }
    let copies: Vec<_> = documents.iter().map(|(name, one)| (name.clone(), one)).collect();
    let found = compare(&copies);
    let text = match form {
        Form::Terminal => report::copies_terminal(&found),
        Form::Json => json::text(&found),
        Form::Markdown => report::copies_markdown(&found),
        Form::Html => report::copies_html(&found),
    };
    Ok(Told { differs: !found.spots.is_empty(), text })
}
