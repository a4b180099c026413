//! The law of the blocks, as far as a written document shows it: every piece stands in its place,
//! in order, and nothing is both kept and removed.

use std::collections::HashSet;

use super::{BlockRange, Content, Document, Section};

/// What breaks the law, in words; nothing in a document as it was written.
pub fn breaches(document: &Document) -> Vec<String> {
    let mut found = Vec::new();
    let mut removed = HashSet::new();
    for entry in &document.removed {
        let [first, last] = entry.blocks;
        check_range(entry.blocks, "removed piece", &mut found);
        for block in first..=last {
            if !removed.insert(block) {
                found.push(format!("block {block} is removed twice"));
            }
        }
    }
    let mut walk = Walk { removed: &removed, next: 0, found: &mut found };
    let mut open: Vec<&Section> = document.sections.iter().rev().collect();
    while let Some(section) = open.pop() {
        walk.section(section);
        open.extend(section.sections.iter().rev());
    }
    check_tables(document, &mut found);
    found
}

fn check_range([first, last]: BlockRange, what: &str, found: &mut Vec<String>) {
    if first > last {
        found.push(format!("a {what} ends at block {last} before it starts at {first}"));
    }
}

/// Pieces of text in reading order.
struct Walk<'a> {
    removed: &'a HashSet<u32>,
    /// First block that the next piece may start with.
    next: u32,
    found: &'a mut Vec<String>,
}

impl Walk<'_> {
    fn section(&mut self, section: &Section) {
        check_range(section.blocks, "section", self.found);
        let mut open: Vec<&Content> = section.content.iter().rev().collect();
        while let Some(piece) = open.pop() {
            self.piece(piece, section);
            if let Content::Box { content, .. } = piece {
                open.extend(content.iter().rev());
            }
        }
    }

    fn piece(&mut self, piece: &Content, section: &Section) {
        let [first, last] = *piece.blocks();
        check_range([first, last], "piece", self.found);
        let [from, to] = section.blocks;
        if first < from || last > to {
            let id = &section.id;
            self.found.push(format!("blocks {first} to {last} stand outside their section {id}"));
        }
        if matches!(piece, Content::Box { .. } | Content::Table { .. }) {
            return;
        }
        if first < self.next {
            self.found.push(format!("block {first} stands twice or out of order"));
        }
        if self.removed.contains(&first) || self.removed.contains(&last) {
            self.found.push(format!("blocks {first} to {last} are kept and removed"));
        }
        // Text behind a run-in title shares its block with the heading.
        self.next = last + 1;
    }
}

fn check_tables(document: &Document, found: &mut Vec<String>) {
    let mut ids = HashSet::new();
    for table in &document.tables {
        if !ids.insert(table.id.as_str()) {
            found.push(format!("two tables are called {}", table.id));
        }
        let rows = table.header.iter().chain(&table.rows);
        if rows.clone().any(|row| row.len() != table.columns.len()) {
            found.push(format!("rows of table {} differ in length", table.id));
        }
    }
    let tables = document.indicators.iter().map(|one| one.table.as_str());
    let tables = tables.chain(document.projects.iter().filter_map(|one| one.table.as_deref()));
    for table in tables.filter(|table| !ids.contains(table)) {
        found.push(format!("there is no table {table}"));
    }
}
