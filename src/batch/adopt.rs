//! An output folder without a manifest, as it is copied or downloaded: what its `datapackage.json`
//! lists, and is as it says, is taken for what a run wrote.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use super::entry::Output;
use super::verify::{self, Resource};

/// Files of documents by the folder of the document.
pub type Adopted = HashMap<String, Vec<Output>>;

/// What the package of the folder lists; nothing where there is none of this program.
pub fn adopted(root: &Path) -> Adopted {
    let mut adopted = Adopted::new();
    if !fs::symlink_metadata(root.join(verify::PACKAGE)).is_ok_and(|facts| facts.is_file()) {
        return adopted;
    }
    for resource in verify::package(root).map_or_else(|_| Vec::new(), |package| package.resources) {
        if let Some((place, output)) = of_a_document(resource) {
            adopted.entry(place).or_default().push(output);
        }
    }
    adopted
}

fn of_a_document(resource: Resource) -> Option<(String, Output)> {
    let Resource { path, bytes, hash } = resource;
    let (folder, _) = path.rsplit_once('/')?;
    let place = folder.strip_suffix("/tables").unwrap_or(folder).to_owned();
    let sha256 = hash.strip_prefix("sha256:")?.to_owned();
    Some((place, Output { path, bytes, sha256 }))
}
