//! Labelled blocks to the tree of sections.

use crate::data::captions::caption;
use crate::data::compare::join;
use crate::data::official::metadata_label;
use crate::document::{
    Block, Content, Document, Field, Figure, Heading, Remark, Role, Section, SectionKind,
};

/// Longest run-in title of a paragraph, in characters.
const LONGEST_LEAD: usize = 24;
/// Marks before a list item's text.
const MARKS: [char; 9] = ['—', '─', '-', '－', '•', '●', '■', '◆', ' '];

/// The outline and what stands in it.
#[derive(Debug, Default)]
pub(super) struct Tree {
    /// Outermost sections.
    pub sections: Vec<Section>,
    /// Figure captions.
    pub figures: Vec<Figure>,
    /// Lines about the document that no field of the metadata tells.
    pub remarks: Vec<Remark>,
    /// Tables with the id of the section each stands in.
    pub table_sections: Vec<(u32, String)>,
}

/// Builds the tree in one walk over the blocks.
pub(super) fn build(document: &Document) -> Tree {
    let mut builder = Builder::new(document);
    for (number, block) in document.blocks.iter().enumerate() {
        builder.add(number as u32, block);
    }
    builder.finish()
}

/// A box that is open, and one past its last block.
struct OpenBox {
    end: u32,
    label: String,
    title: String,
    content: Vec<Content>,
    blocks: [u32; 2],
}

struct Builder<'a> {
    document: &'a Document,
    /// Sections in reading order, not yet nested.
    flat: Vec<Section>,
    open_box: Option<OpenBox>,
    figures: Vec<Figure>,
    remarks: Vec<Remark>,
    /// Tables met, with the place of their section in `flat`.
    tables: Vec<(u32, usize)>,
    letter_end: u32,
}

impl<'a> Builder<'a> {
    fn new(document: &'a Document) -> Self {
        Self {
            document,
            flat: Vec::new(),
            open_box: None,
            figures: Vec::new(),
            remarks: Vec::new(),
            tables: Vec::new(),
            letter_end: letter_end(document),
        }
    }

    fn add(&mut self, number: u32, block: &Block) {
        if self.open_box.as_ref().is_some_and(|open| number >= open.end) {
            self.close_box();
        }
        let text = self.document.text.of(block);
        match &block.role {
            Role::Removed(_) | Role::ContentsTitle | Role::ContentsEntry => {}
            Role::Metadata(Field::Other) => self.remark(number, text),
            Role::Metadata(_) if is_label(text) => {}
            Role::Metadata(_) => self.remark(number, text),
            Role::Title => self.title(number, text),
            Role::Heading(heading) => self.heading(number, text, heading),
            Role::HeadingLine => self.heading_line(number, text),
            Role::BoxTitle { end } => self.open_box(number, text, *end),
            Role::BoxTitleLine => self.box_title_line(number, text),
            Role::TableCaption(table)
            | Role::TableUnit(table)
            | Role::TableCell(table)
            | Role::TableNote(table) => self.table(number, *table),
            Role::Figure => self.figure(number, text),
            Role::Note => {
                self.push(Content::Note { text: text.to_owned(), blocks: [number, number] })
            }
            Role::ListItem => self.push(Content::ListItem {
                text: text.to_owned(),
                lead: lead(text),
                blocks: [number, number],
            }),
            Role::ParagraphLine => self.paragraph_line(number, text),
            Role::Paragraph | Role::Unread => self.push(paragraph(text, number)),
        }
    }

    /// Everything before the first heading goes to the letter or the preamble.
    fn section(&mut self, number: u32) -> usize {
        let kind =
            if number < self.letter_end { SectionKind::Notice } else { SectionKind::Preamble };
        let goes_on = self.flat.last().is_some_and(|last| {
            last.kind == kind
                || (last.kind != SectionKind::Notice && last.kind != SectionKind::Preamble)
        });
        if !goes_on {
            self.flat.push(empty_section(kind, number));
        }
        self.flat.len() - 1
    }

    fn push(&mut self, content: Content) {
        let [first, last] = *content.blocks();
        match &mut self.open_box {
            Some(open) => {
                open.blocks[1] = last;
                open.content.push(content);
            }
            None => {
                let section = self.section(first);
                // A table may have begun the section, inside a box that stands before it.
                let [from, _] = self.flat[section].blocks;
                self.flat[section].blocks = [from.min(first), last];
                self.flat[section].content.push(content);
            }
        }
    }

    /// The document's own title is metadata; that of the plan behind a letter heads its preamble.
    fn title(&mut self, number: u32, text: &str) {
        let is_own = self
            .document
            .metadata
            .blocks
            .get(&Field::Title)
            .is_some_and(|[first, last]| (*first..=*last).contains(&number));
        if is_own {
            return;
        }
        if self.flat.is_empty() || number < self.letter_end {
            return self.remark(number, text);
        }
        self.close_box();
        let section = self.section(number);
        if self.flat[section].kind == SectionKind::Preamble {
            join(&mut self.flat[section].title, text);
            self.flat[section].blocks[1] = number;
        } else {
            self.remark(number, text);
        }
    }

    /// Keeps a line about the document, unless a field tells it.
    fn remark(&mut self, number: u32, text: &str) {
        let fields = &self.document.metadata.blocks;
        let is_told = fields.values().any(|[first, last]| (*first..=*last).contains(&number));
        if !is_told {
            self.remarks.push(Remark { text: text.to_owned(), blocks: [number, number] });
        }
    }

    fn heading(&mut self, number: u32, text: &str, heading: &Heading) {
        self.close_box();
        let part = |range: &std::ops::Range<u32>| &text[range.start as usize..range.end as usize];
        let label = Some(part(&heading.label).to_owned()).filter(|label| !label.is_empty());
        self.flat.push(Section {
            level: heading.level,
            label,
            title: part(&heading.title).to_owned(),
            ..empty_section(heading.kind.into(), number)
        });
        if let Some(run_in) = &heading.run_in {
            self.push(paragraph(part(run_in), number));
        }
        if let Some(next) = &heading.next {
            self.heading(number, text, next);
        }
    }

    fn heading_line(&mut self, number: u32, text: &str) {
        if let Some(section) = self.flat.last_mut() {
            join(&mut section.title, text);
            section.blocks[1] = number;
        }
    }

    fn open_box(&mut self, number: u32, text: &str, end: u32) {
        self.close_box();
        let (label, title) = match caption(text) {
            Some(found) => (&text[..found.end], &text[found.title..]),
            None => ("", text),
        };
        self.open_box = Some(OpenBox {
            end,
            label: label.chars().filter(|c| !c.is_whitespace()).collect(),
            title: title.to_owned(),
            content: Vec::new(),
            blocks: [number, number],
        });
    }

    fn box_title_line(&mut self, number: u32, text: &str) {
        if let Some(open) = &mut self.open_box {
            join(&mut open.title, text);
            open.blocks[1] = number;
        }
    }

    fn close_box(&mut self) {
        if let Some(OpenBox { label, title, content, blocks, .. }) = self.open_box.take() {
            self.push(Content::Box { label, title, content, blocks });
        }
    }

    fn table(&mut self, number: u32, table: u32) {
        let met = self.tables.last().is_some_and(|(last, _)| *last >= table);
        if met || self.document.tables.len() <= table as usize {
            return;
        }
        let made = &self.document.tables[table as usize];
        self.push(Content::Table { table: made.id.clone(), blocks: made.blocks });
        let section = self.section(number);
        self.tables.push((table, section));
    }

    fn figure(&mut self, number: u32, text: &str) {
        let end = caption(text).map_or((0, 0), |found| (found.end, found.title));
        let (label, caption) = (text[..end.0].to_owned(), text[end.1..].to_owned());
        self.figures.push(Figure { label: label.clone(), caption, blocks: [number, number] });
        self.push(Content::Figure { label, blocks: [number, number] });
    }

    fn paragraph_line(&mut self, number: u32, line: &str) {
        let content = match &mut self.open_box {
            Some(open) => {
                open.blocks[1] = number;
                open.content.last_mut()
            }
            None => self.flat.last_mut().and_then(|section| {
                section.blocks[1] = number;
                section.content.last_mut()
            }),
        };
        if let Some(
            Content::Paragraph { text, blocks, lead: found }
            | Content::ListItem { text, blocks, lead: found },
        ) = content
        {
            join(text, line);
            blocks[1] = number;
            *found = lead(text);
        } else if let Some(Content::Note { text, blocks }) = content {
            join(text, line);
            blocks[1] = number;
        } else {
            self.push(paragraph(line, number));
        }
    }

    fn finish(mut self) -> Tree {
        self.close_box();
        let ids = number_sections(&mut self.flat);
        let table_sections =
            self.tables.iter().map(|(table, section)| (*table, ids[*section].clone())).collect();
        let Self { flat, figures, remarks, .. } = self;
        Tree { sections: nest(flat), figures, remarks, table_sections }
    }
}

/// The label of a field: its value is told, not its name.
fn is_label(text: &str) -> bool {
    let label: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    metadata_label(label.trim_end_matches(['：', ':'])).is_some()
}

fn letter_end(document: &Document) -> u32 {
    let place = |field| document.metadata.blocks.get(&field);
    let titles = document.blocks.iter().rposition(|block| block.role == Role::Title);
    let titles = titles.map(|title| title as u32);
    let Some([addressed, _]) = place(Field::Addressees) else {
        // An order has no addressees: it is signed before the title of what it puts in force.
        let own = place(Field::Title).map_or(0, |[_, last]| *last);
        let signed = place(Field::Issued).map(|[first, _]| *first).filter(|signed| *signed > own);
        let after = titles.filter(|title| signed.is_some_and(|signed| signed < *title));
        return after.map_or(0, |title| first_of_title(document, title));
    };
    let after = titles.filter(|title| title > addressed);
    match after {
        Some(title) => first_of_title(document, title),
        None if has_headings(document) => 0,
        None => document.blocks.len() as u32,
    }
}

/// First line of a title that was broken over lines.
fn first_of_title(document: &Document, last: u32) -> u32 {
    let above = (0..last).rev();
    let lines = above.take_while(|n| document.blocks[*n as usize].role == Role::Title);
    lines.last().unwrap_or(last)
}

fn has_headings(document: &Document) -> bool {
    document.blocks.iter().any(|block| matches!(block.role, Role::Heading(_)))
}

fn empty_section(kind: SectionKind, number: u32) -> Section {
    Section {
        id: String::new(),
        kind,
        level: 1,
        label: None,
        title: String::new(),
        blocks: [number, number],
        content: Vec::new(),
        sections: Vec::new(),
    }
}

fn paragraph(text: &str, number: u32) -> Content {
    Content::Paragraph { text: text.to_owned(), lead: lead(text), blocks: [number, number] }
}

/// The run-in title a paragraph starts with: a short phrase up to its first `。` or `：`.
pub(super) fn lead(text: &str) -> Option<String> {
    let start = text.len() - text.trim_start_matches(MARKS).len();
    let mut length = 0;
    for (at, character) in text[start..].char_indices() {
        let end = start + at + character.len_utf8();
        match character {
            '。' | '：' | ':' => {
                return (length > 1 && end < text.len()).then(|| text[..end].to_owned());
            }
            '，' | ',' | '；' | ';' | '！' | '？' => return None,
            _ => length += 1,
        }
        if length > LONGEST_LEAD {
            return None;
        }
    }
    None
}

/// Gives every section its path of ordinals; letter and preamble are called by their kind.
fn number_sections(flat: &mut [Section]) -> Vec<String> {
    let mut path: Vec<(u8, u32)> = Vec::new();
    for section in flat.iter_mut() {
        section.id = match section.kind {
            SectionKind::Notice => "notice".to_owned(),
            SectionKind::Preamble => "preamble".to_owned(),
            _ => {
                count(&mut path, section.level);
                path.iter().map(|(_, ordinal)| ordinal.to_string()).collect::<Vec<_>>().join("/")
            }
        };
    }
    flat.iter().map(|section| section.id.clone()).collect()
}

/// Steps to the next ordinal of a level.
fn count(path: &mut Vec<(u8, u32)>, level: u8) {
    let mut ordinal = 1;
    while let Some((above, last)) = path.last().copied().filter(|(above, _)| *above >= level) {
        if above == level || path.len() < 2 || path[path.len() - 2].0 < level {
            ordinal = last + 1;
        }
        path.pop();
    }
    path.push((level, ordinal));
}

/// Nests sections by level; a skipped level is no section of its own.
fn nest(flat: Vec<Section>) -> Vec<Section> {
    let mut roots: Vec<Section> = Vec::new();
    let mut open: Vec<Section> = Vec::new();
    for section in flat {
        while open.last().is_some_and(|above| above.level >= section.level) {
            close(&mut open, &mut roots);
        }
        open.push(section);
    }
    while !open.is_empty() {
        close(&mut open, &mut roots);
    }
    roots
}

fn close(open: &mut Vec<Section>, roots: &mut Vec<Section>) {
    let Some(section) = open.pop() else { return };
    match open.last_mut() {
        Some(parent) => {
            parent.blocks[1] = parent.blocks[1].max(section.blocks[1]);
            parent.sections.push(section);
        }
        None => roots.push(section),
    }
}
