//! What became of one block, step by step.

use std::fmt::Write;

use extract::document::{Block, Content, Document, Role, Section, Table};
use extract::write::blocks::{layout, one_line, role};
use extract::write::places;

use super::line;

/// What was said of the block so far.
#[derive(Debug, Default)]
pub struct Story {
    steps: String,
    role: String,
    text: String,
}

impl Story {
    /// Notes what a step changed.
    pub fn step(&mut self, step: &str, document: &Document, block: &Block) {
        let text = one_line(document.text.of(block));
        if text != self.text {
            let shown = if text.is_empty() { "nothing" } else { &text };
            line(&mut self.steps, step, &format!("text {shown}"));
        }
        let role = role(&block.role, &text);
        if role != self.role {
            line(&mut self.steps, step, &format!("role {role}"));
        }
        (self.text, self.role) = (text, role);
    }

    /// The whole story, once the document is done; what is doubted about the block where it is told
    /// of alone.
    pub fn tell(self, document: &Document, number: u32, is_alone: bool) -> String {
        let block = &document.blocks[number as usize];
        let mut out = format!("block {number} of `{}`", document.source.path);
        if block.layout.line > 0 {
            write!(out, ", line {}", block.layout.line).expect("a String takes every character");
        }
        out.push_str("\n\n");
        line(&mut out, "published", &one_line(document.text.published(block)));
        line(&mut out, "clean", &self.text);
        line(&mut out, "layout", &layout(&block.layout));
        out.push('\n');
        out.push_str(&self.steps);
        out.push('\n');
        line(&mut out, "ends in", &fate(document, block, number));
        let doubts = document.diagnostics.iter().filter(|found| holds(found.blocks, number));
        doubts.filter(|_| is_alone).for_each(|found| line(&mut out, &found.code, &found.message));
        out
    }
}

fn holds(blocks: Option<[u32; 2]>, number: u32) -> bool {
    blocks.is_some_and(|[first, last]| (first..=last).contains(&number))
}

/// Where the block is in the document as written.
fn fate(document: &Document, block: &Block, number: u32) -> String {
    match &block.role {
        Role::Removed(reason) => {
            let reason = serde_json::to_string(reason).unwrap_or_default();
            format!("`removed`, reason {reason}")
        }
        Role::Metadata(_) => "`metadata`".to_owned(),
        Role::ContentsTitle | Role::ContentsEntry => "`contents`".to_owned(),
        Role::TableCaption(table)
        | Role::TableUnit(table)
        | Role::TableCell(table)
        | Role::TableNote(table) => in_table(document, block, *table, number),
        _ => match section(document, number) {
            Some(section) => in_section(section, number),
            None => "`metadata`".to_owned(),
        },
    }
}

fn in_table(document: &Document, block: &Block, table: u32, number: u32) -> String {
    let Some(found) = document.tables.get(table as usize) else {
        return "a table that was given up".to_owned();
    };
    let mut out = format!("table {}", found.id);
    if matches!(block.role, Role::TableCell(_)) {
        out.push_str(&places(document, table as usize, number, document.text.of(block)));
    }
    if let Some(section) = section(document, number) {
        write!(out, ", section {}", section.id).expect("a String takes every character");
    }
    out
}

/// Where the cell begins that was read from the block, or else the places that hold its text; rows
/// are counted over header and body.
fn places(document: &Document, table: usize, number: u32, text: &str) -> String {
    let read = places::cells(document, table);
    let from_here = read.iter().filter(|(_, blocks)| holds(Some(**blocks), number));
    let mut found: Vec<(usize, usize)> = from_here.map(|(place, _)| *place).collect();
    if found.is_empty() {
        found = with_text(&document.tables[table], text);
    }
    found.sort_unstable();
    let told = found.iter().map(|(row, column)| format!("row {row} column {column}"));
    match told.collect::<Vec<_>>().join(" or ") {
        none if none.is_empty() => none,
        places => format!(", place {places}"),
    }
}

fn with_text(table: &Table, text: &str) -> Vec<(usize, usize)> {
    let rows = table.header.iter().chain(&table.rows).enumerate();
    let places = rows.flat_map(|(row, cells)| {
        let same = cells.iter().enumerate().filter(|(_, cell)| cell.as_deref() == Some(text));
        same.map(move |(column, _)| (row, column))
    });
    places.collect()
}

/// The innermost section that holds the block.
pub fn section(document: &Document, number: u32) -> Option<&Section> {
    let mut found: Option<&Section> = None;
    let mut level = &document.sections;
    while let Some(section) = level.iter().rfind(|section| holds(Some(section.blocks), number)) {
        found = Some(section);
        level = &section.sections;
    }
    found
}

fn in_section(section: &Section, number: u32) -> String {
    let mut out = format!("section {}", section.id);
    let mut level = &section.content;
    let mut is_heading = true;
    while let Some(piece) = level.iter().find(|piece| holds(Some(*piece.blocks()), number)) {
        is_heading = false;
        let (what, inner) = piece_name(piece);
        write!(out, ", {what}").expect("a String takes every character");
        let Some(inner) = inner else { break };
        level = inner;
    }
    if is_heading {
        out.push_str(", its heading");
    }
    out
}

fn piece_name(piece: &Content) -> (String, Option<&Vec<Content>>) {
    match piece {
        Content::Paragraph { .. } => ("paragraph".to_owned(), None),
        Content::ListItem { .. } => ("list item".to_owned(), None),
        Content::Table { table, .. } => (format!("table {table}"), None),
        Content::Figure { label, .. } => (format!("figure {label}"), None),
        Content::Note { .. } => ("note".to_owned(), None),
        Content::Box { label, title, content, .. } => {
            (format!("box {label} {title}"), Some(content))
        }
    }
}
