//! A document as its rows see it.

use std::collections::HashMap;

use crate::document::{Document, Section, Table};

/// A document with its id in the dataset and its sections by id.
#[derive(Debug)]
pub struct Entry<'a> {
    /// Its id in the dataset: the folder it is written to.
    pub id: &'a str,
    /// The document.
    pub document: &'a Document,
    /// Characters that a chunk of `chunks.jsonl` may have.
    pub chunk_size: usize,
    /// Its sections in reading order, each with the place of the section it is part of.
    pub(super) sections: Vec<(&'a Section, Option<usize>)>,
    /// The heading of each section.
    headings: Vec<String>,
    /// Headings down to each section in one line.
    paths: Vec<String>,
    by_id: HashMap<&'a str, usize>,
    tables: HashMap<&'a str, &'a Table>,
}

impl<'a> Entry<'a> {
    /// Looks a document's sections up once for all its rows.
    pub fn new(id: &'a str, document: &'a Document, chunk_size: usize) -> Self {
        let sections = outline(document);
        let ids = sections.iter().enumerate().map(|(at, (section, _))| (section.id.as_str(), at));
        let by_id = ids.collect();
        let tables = document.tables.iter().map(|table| (table.id.as_str(), table)).collect();
        let headings: Vec<String> = sections.iter().map(|(section, _)| heading(section)).collect();
        let paths = paths(&sections, &headings);
        Self { id, document, chunk_size, sections, headings, paths, by_id, tables }
    }

    /// The table with this id.
    pub(super) fn table(&self, id: &str) -> Option<&'a Table> {
        self.tables.get(id).copied()
    }

    /// Headings from the outermost down to the section with this id.
    pub(super) fn headings(&self, section: &str) -> Vec<&str> {
        let mut found = Vec::new();
        let mut at = self.by_id.get(section).copied();
        while let Some(place) = at {
            found.push(self.headings[place].as_str());
            at = self.sections[place].1;
        }
        found.retain(|heading| !heading.is_empty());
        found.reverse();
        found
    }

    /// The same in one line.
    pub(super) fn path(&self, section: &str) -> &str {
        self.by_id.get(section).map_or("", |at| &self.paths[*at])
    }
}

/// Headings down to each section in one line; the one above has its line already.
fn paths(sections: &[(&Section, Option<usize>)], headings: &[String]) -> Vec<String> {
    let mut paths: Vec<String> = Vec::with_capacity(sections.len());
    for ((_, above), heading) in sections.iter().zip(headings) {
        let above = above.map_or("", |above| &paths[above]);
        let between = if above.is_empty() || heading.is_empty() { "" } else { " / " };
        paths.push([above, between, heading].concat());
    }
    paths
}

/// All sections in reading order with the place of the one above; nesting costs no recursion.
fn outline(document: &Document) -> Vec<(&Section, Option<usize>)> {
    let mut open: Vec<_> = document.sections.iter().rev().map(|section| (section, None)).collect();
    let mut found = Vec::new();
    while let Some((section, above)) = open.pop() {
        let at = found.len();
        found.push((section, above));
        open.extend(section.sections.iter().rev().map(|section| (section, Some(at))));
    }
    found
}

/// Label and title as they are printed.
fn heading(section: &Section) -> String {
    let label = section.label.as_deref().unwrap_or("");
    let space = if label.is_empty() || section.title.is_empty() { "" } else { " " };
    format!("{label}{space}{}", section.title)
}
