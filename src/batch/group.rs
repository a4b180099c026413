//! Which sources are pages of one document: those whose names and whose own words say so.

use std::collections::BTreeMap;
use std::path::Path;

use extract::decode::decode;
use extract::pages::{Name, Page};
use extract::unpack::unpack;

use super::reading::read;
use super::walk::Source;

/// What gives one document: a source, or the pages of a document in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Work {
    /// The source that gives the document its path and place.
    pub first: usize,
    /// The pages behind it.
    pub further: Vec<usize>,
}

impl Work {
    /// All its sources, in order.
    pub fn pages(&self) -> impl Iterator<Item = usize> + '_ {
        std::iter::once(self.first).chain(self.further.iter().copied())
    }
}

/// The work that sources give, in the order of their first pages.
pub fn work(sources: &[Source], limit: u64) -> Vec<Work> {
    let mut further: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut taken = vec![false; sources.len()];
    for candidates in alike(sources) {
        let group = belonging(sources, &candidates, limit);
        if let [first, rest @ ..] = group.as_slice() {
            rest.iter().for_each(|page| taken[*page] = true);
            further.insert(*first, rest.to_vec());
        }
    }
    let firsts = (0..sources.len()).filter(|at| !taken[*at]);
    firsts
        .map(|first| Work { first, further: further.remove(&first).unwrap_or_default() })
        .collect()
}

/// Sources in one folder whose names differ in the number of the page only, in order.
fn alike(sources: &[Source]) -> Vec<Vec<usize>> {
    let mut groups: BTreeMap<_, Vec<(Option<u32>, usize)>> = BTreeMap::new();
    // Pages of archives have other names than their sites gave them.
    let files = sources.iter().enumerate().filter(|(_, source)| source.record.is_none());
    for (at, source) in files {
        let folder = source.file.parent().unwrap_or(Path::new(""));
        let name = Name::new(&source.name);
        groups.entry((folder, name.stem, name.ending)).or_default().push((name.number, at));
    }
    let several = groups
        .into_values()
        .filter(|group| group.len() > 1 && group.iter().any(|(number, _)| number.is_some()));
    let ordered = several.map(|mut group| {
        group.sort_unstable();
        group.into_iter().map(|(_, at)| at).collect()
    });
    ordered.collect()
}

/// Those of the candidates that belong to the first, directly or by another page.
fn belonging(sources: &[Source], candidates: &[usize], limit: u64) -> Vec<usize> {
    let mut group: Vec<(usize, Name<'_>, Page)> = Vec::new();
    for at in candidates {
        let name = Name::new(&sources[*at].name);
        let Some(page) = look(&sources[*at], &name, limit) else { continue };
        let belongs = |(_, other, others): &(usize, Name<'_>, Page)| {
            name != *other && page.belongs(&name, others, other)
        };
        if group.is_empty() || group.iter().any(belongs) {
            group.push((*at, name, page));
        }
    }
    group.into_iter().map(|(at, ..)| at).collect()
}

/// What a source says of its pages; nothing when it cannot be read, which its own turn will tell.
fn look(source: &Source, name: &Name<'_>, limit: u64) -> Option<Page> {
    let bytes = read(source, limit).ok()?;
    let unpacked = unpack(&bytes, limit).ok()?;
    Some(Page::new(name, &decode(&unpacked).ok()?.text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(folder: &str, name: &str) -> Source {
        Source {
            file: Path::new(folder).join(name),
            below: name.into(),
            name: name.to_owned(),
            bytes: 0,
            record: None,
            broken: None,
        }
    }

    #[test]
    fn names_that_differ_in_the_number() {
        let names =
            ["b.html", "a_10.html", "a.html", "a_2.html", "a_2.txt", "c_1.html", "c_2.html"];
        let sources: Vec<_> = names.iter().map(|name| source("x", name)).collect();
        assert_eq!(alike(&sources), [vec![2, 3, 1], vec![5, 6]]);
        let apart = [source("x", "a.html"), source("y", "a_2.html")];
        assert_eq!(alike(&apart), [[0; 0]; 0]);
    }

    #[test]
    fn sources_that_cannot_be_read_are_work_of_their_own() {
        let sources = [source("no", "a.html"), source("no", "a_2.html")];
        let alone = |first| Work { first, further: Vec::new() };
        assert_eq!(work(&sources, 9), [alone(0), alone(1)]);
    }
}
