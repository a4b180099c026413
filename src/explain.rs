//! What became of one block, step by step.

use std::fmt::Write;
use std::ops::ControlFlow;

use extract::document::{Block, Content, Document, Role, Section, Table};
use extract::write::blocks::{block, layout, one_line, role};
use extract::{Error, Options, convert_watched};

/// The story of block `number`; nothing when the source has no such block.
pub fn explain(
    path: &str,
    bytes: &[u8],
    options: &Options,
    number: u32,
) -> Result<Option<String>, Error> {
    let mut story = Story::default();
    let document = convert_watched(path, bytes, options, &mut |step, document| match block(
        document, number,
    ) {
        Some(block) => {
            story.step(step, document, block);
            ControlFlow::Continue(())
        }
        None => ControlFlow::Break(()),
    })?;
    Ok(block(&document, number).map(|_| story.tell(&document, number)))
}

/// What was said of the block so far.
#[derive(Default)]
struct Story {
    steps: String,
    role: String,
    text: String,
}

impl Story {
    /// Notes what a step changed.
    fn step(&mut self, step: &str, document: &Document, block: &Block) {
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

    fn tell(self, document: &Document, number: u32) -> String {
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
        for found in document.diagnostics.iter().filter(|found| holds(found.blocks, number)) {
            line(&mut out, &found.code, &found.message);
        }
        out
    }
}

fn line(out: &mut String, key: &str, value: &str) {
    writeln!(out, "{key:<11} {value}").expect("a String takes every character");
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
        out.push_str(&places(found, document.text.of(block)));
    }
    if let Some(section) = section(document, number) {
        write!(out, ", section {}", section.id).expect("a String takes every character");
    }
    out
}

/// The places of the grid that hold the text; rows are counted over header and body.
fn places(table: &Table, text: &str) -> String {
    let mut out = String::new();
    for (row, cells) in table.header.iter().chain(&table.rows).enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            if cell.as_deref() == Some(text) {
                let separator = if out.is_empty() { ", place" } else { " or" };
                write!(out, "{separator} row {row} column {column}")
                    .expect("a String takes every character");
            }
        }
    }
    out
}

/// The innermost section that holds the block.
fn section(document: &Document, number: u32) -> Option<&Section> {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, number: u32, expected: &[&str]) {
        let told = explain("a.txt", source.as_bytes(), &Options::default(), number)
            .expect("it is text")
            .expect("the block is there");
        for part in expected {
            assert!(told.contains(part), "{part:?} in {told}");
        }
    }

    #[test]
    fn the_story_of_a_block() {
        let source = "云溪区规划\n\n第一章 总则\n\n  第一节 目标\n\n  建设水网,保障供水。\n";
        check(source, 1, &["line 3", "published   第一章 总则", "heading of level 1", "section 1"]);
        check(source, 3, &["line 7", "indent 2", "role paragraph", "section 1/1, paragraph"]);
    }

    #[test]
    fn a_number_past_the_end_has_no_story() {
        assert_eq!(explain("a.txt", b"a", &Options::default(), 1), Ok(None));
    }
}
