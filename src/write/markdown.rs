//! `document.md`: front matter, headings by level, text, tables, boxes as block quotes.
//!
//! Read by a CommonMark or GFM parser it gives the headings, paragraphs and cells of the document
//! again: nothing in a text is taken for markup.

mod escape;
mod front;
mod grid;

use std::io::{self, Write};
use std::slice;

pub use self::escape::line as escape_line;
use self::escape::{line, lines};
pub(super) use self::grid::{head as grid_head, row as grid_row};
use super::dataset::sections;
use crate::document::{Content, Document, Figure, Section, Table};

/// Deepest heading Markdown has; sections below it keep their label and use it too.
const DEEPEST: u8 = 6;

/// The document as Markdown.
pub fn document(document: &Document) -> String {
    super::in_memory(|out| write_document(document, out))
}

/// Writes the same piece by piece.
///
/// # Errors
/// When `out` does not take it.
pub fn write_document(document: &Document, out: &mut dyn Write) -> io::Result<()> {
    let mut page = Page::new(front::matter(document), out);
    let finder = Finder::new(document);
    for section in sections(document) {
        heading(&mut page, section);
        content(&mut page, &finder, &section.content);
    }
    page.finish()
}

/// Bytes that are written at a time.
const PIECE: usize = 1 << 16;

/// Tables and figures of the document, in the order they are met.
struct Finder<'a> {
    document: &'a Document,
    tables: std::collections::HashMap<&'a str, &'a Table>,
}

impl<'a> Finder<'a> {
    fn new(document: &'a Document) -> Self {
        let tables = document.tables.iter().map(|table| (table.id.as_str(), table)).collect();
        Self { document, tables }
    }

    /// Figures stand in reading order.
    fn figure(&self, first: u32) -> Option<&'a Figure> {
        let figures = &self.document.figures;
        let at = figures.binary_search_by_key(&first, |figure| figure.blocks[0]).ok()?;
        figures.get(at)
    }
}

/// Text on its way out, block by block.
struct Page<'a> {
    text: String,
    out: &'a mut dyn Write,
    /// What went wrong first; nothing is written behind it.
    written: io::Result<()>,
    /// Block quotes open.
    depth: usize,
    /// Fewest open since the last block: those go on over the blank line before the next.
    kept: usize,
    /// The last block, where it is a heading or bold title.
    title: Option<String>,
}

impl<'a> Page<'a> {
    fn new(text: String, out: &'a mut dyn Write) -> Self {
        Self { text, out, written: Ok(()), depth: 0, kept: 0, title: None }
    }

    /// A block after a blank line; `markup` may have several lines, none of them blank.
    fn block(&mut self, markup: &str) {
        if !markup.is_empty() {
            self.begin();
            self.lines(markup);
        }
    }

    /// The blank line before a block.
    fn begin(&mut self) {
        self.quote(self.kept);
        self.text.push('\n');
        self.kept = self.depth;
        self.title = None;
    }

    /// Lines of a block.
    fn lines(&mut self, markup: &str) {
        for line in markup.lines() {
            self.quote(self.depth);
            if self.depth > 0 {
                self.text.push(' ');
            }
            self.text.push_str(line);
            self.text.push('\n');
        }
        if self.text.len() >= PIECE {
            self.flush();
        }
    }

    fn flush(&mut self) {
        if self.written.is_ok() {
            self.written = self.out.write_all(self.text.as_bytes());
        }
        self.text.clear();
    }

    fn finish(mut self) -> io::Result<()> {
        self.flush();
        self.written
    }

    /// `> > >`
    fn quote(&mut self, depth: usize) {
        for level in 0..depth {
            self.text.push_str(if level == 0 { ">" } else { " >" });
        }
    }

    fn bold(&mut self, text: &str) {
        let text = line(text);
        if !text.is_empty() {
            self.block(&format!("**{text}**"));
            self.title = Some(text);
        }
    }

    /// A caption, unless the heading or box title above says just the same.
    fn caption(&mut self, text: &str) {
        if self.title.as_deref() != Some(&line(text)) {
            self.bold(text);
        }
    }

    fn open(&mut self) {
        self.depth += 1;
        self.title = None;
    }

    fn close(&mut self) {
        self.depth -= 1;
        self.title = None;
        self.kept = self.kept.min(self.depth);
    }
}

/// Letter and preamble may have no heading; an article has its label only.
fn heading(page: &mut Page<'_>, section: &Section) {
    let text = titled(section.label.as_deref().unwrap_or(""), &section.title);
    let mut escaped = line(&text);
    if escaped.is_empty() {
        return;
    }
    if escaped.ends_with('#') && !escaped.ends_with("\\#") {
        escaped.insert(escaped.len() - 1, '\\');
    }
    let marks = usize::from(section.level.clamp(1, DEEPEST));
    page.block(&format!("{} {escaped}", "#".repeat(marks)));
    page.title = Some(line(&text));
}

/// Label and title with a space between them, unless the label ends with its own mark.
fn titled(label: &str, title: &str) -> String {
    let has_mark = label.ends_with(['、', '.', '．', '）', ')', '：', ':', '，']);
    let space = if label.is_empty() || title.is_empty() || has_mark { "" } else { " " };
    format!("{label}{space}{title}")
}

/// Boxes may hold boxes: those left half done wait on a stack.
fn content(page: &mut Page<'_>, finder: &Finder<'_>, content: &[Content]) {
    let mut open: Vec<slice::Iter<'_, Content>> = vec![content.iter()];
    while let Some(pieces) = open.last_mut() {
        match pieces.next() {
            Some(Content::Box { label, title, content, .. }) => {
                page.open();
                page.bold(&titled(label, title));
                open.push(content.iter());
            }
            Some(piece) => plain(page, finder, piece),
            None => {
                open.pop();
                if !open.is_empty() {
                    page.close();
                }
            }
        }
    }
}

fn plain(page: &mut Page<'_>, finder: &Finder<'_>, piece: &Content) {
    match piece {
        Content::Paragraph { text, .. }
        | Content::ListItem { text, .. }
        | Content::Note { text, .. } => page.block(&lines(text)),
        Content::Table { table: id, .. } => {
            if let Some(found) = finder.tables.get(id.as_str()) {
                table(page, found);
            }
        }
        Content::Figure { label, blocks } => {
            let caption = finder.figure(blocks[0]).map_or("", |figure| figure.caption.as_str());
            page.bold(&titled(label, caption));
        }
        Content::Box { .. } => {}
    }
}

/// Label and caption of a table.
pub(super) fn caption(table: &Table) -> String {
    titled(table.label.as_deref().unwrap_or(""), table.caption.as_deref().unwrap_or(""))
}

fn table(page: &mut Page<'_>, table: &Table) {
    page.caption(&caption(table));
    if let Some(unit) = &table.unit {
        page.block(&lines(&format!("单位：{unit}")));
    }
    page.begin();
    grid::write(table, &mut |lines| page.lines(lines));
    for note in &table.notes {
        page.block(&lines(note));
    }
}

#[cfg(test)]
mod tests;
