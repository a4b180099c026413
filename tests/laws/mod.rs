//! What holds for every source, whatever its bytes: asked by the random tests and by `fuzz/`.

pub mod pieces;

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use extract::document::{Content, Document, Field, Role, Section, breaches};
use extract::{Options, PASSES, convert, convert_watched, write};

/// All laws, for one source.
pub fn check(bytes: &[u8]) {
    check_with(bytes, &Options::default());
}

/// All laws, for one source and these options.
pub fn check_with(bytes: &[u8], options: &Options) {
    let Ok(document) = convert("a", bytes, options) else { return };
    every_block_has_one_fate(&document);
    every_block_is_written(&document);
    assert_eq!(breaches(&document), [""; 0]);
    json_is_read_back(&document);
    write::document_markdown(&document);
    every_block_is_shown(&document);
    passes_are_idempotent(bytes, options);
}

/// Removed blocks are in the ledger, once each and in order; all others have a role.
fn every_block_has_one_fate(document: &Document) {
    let mut ledger = document.removed.iter();
    for (number, block) in document.blocks.iter().enumerate() {
        match block.role {
            Role::Removed(reason) => {
                let entry = ledger.next().expect("it is in the ledger");
                assert_eq!((entry.reason, entry.blocks), (reason, [number as u32; 2]));
                assert_eq!(entry.original, document.text.published(block));
            }
            Role::Unread => assert_ne!(block.role, Role::Unread, "block {number}"),
            _ => {}
        }
    }
    assert_eq!(ledger.next(), None);
}

/// The review page shows each block once and in order, whatever it became, and has one script.
fn every_block_is_shown(document: &Document) {
    let page = write::review::document(document, "a");
    let ids = page.split(" id=\"b").skip(1).filter_map(|rest| rest.split_once('"'));
    let shown: Vec<_> = ids.filter_map(|(number, _)| number.parse::<usize>().ok()).collect();
    assert_eq!(shown, (0..document.blocks.len()).collect::<Vec<_>>());
    assert_eq!(page.matches("<script").count(), 1);
}

/// What is kept stands in the part of the document that its role names, and its text is there.
fn every_block_is_written(document: &Document) {
    let written = Written::of(document);
    for (number, block) in document.blocks.iter().enumerate() {
        let text = document.text.of(block);
        let number = number as u32;
        let is_there = match &block.role {
            Role::Removed(_) | Role::Unread | Role::ContentsTitle => true,
            Role::Metadata(Field::Other) => written.told(number),
            // The label of a field: its value is written, not its name.
            Role::Metadata(_) => written.told(number) || text.chars().count() <= LONGEST_LABEL,
            Role::Title => written.told(number) || written.titles.contains(text),
            Role::ContentsEntry => written.contents.contains(&number),
            Role::Heading(_) => written.headings.contains(&number),
            Role::HeadingLine | Role::BoxTitle { .. } | Role::BoxTitleLine => {
                let text = text.trim_end_matches(is_behind_label);
                text.is_empty() || holds_end(&written.titles, text)
            }
            Role::TableCaption(_)
            | Role::TableUnit(_)
            | Role::TableCell(_)
            | Role::TableNote(_) => written.tables.contains(&number),
            Role::Figure | Role::Note | Role::ListItem | Role::Paragraph | Role::ParagraphLine => {
                written.text.contains(&number)
            }
        };
        assert!(is_there, "block {number} {:?} `{text}` is written nowhere", block.role);
    }
}

/// What parts a label from its title, and from nothing where no title follows (`专栏2：`).
fn is_behind_label(character: char) -> bool {
    character.is_whitespace() || "：:.．、-—|_".contains(character)
}

/// The title of a box is the end of its first line.
fn holds_end(titles: &str, text: &str) -> bool {
    text.char_indices().any(|(at, _)| titles.contains(&text[at..]))
}

/// Longest label of a metadata field, with its colon and inner spaces.
const LONGEST_LABEL: usize = 14;

/// Blocks of the parts of a document as written.
#[derive(Default)]
struct Written {
    metadata: Vec<[u32; 2]>,
    contents: BTreeSet<u32>,
    headings: BTreeSet<u32>,
    tables: BTreeSet<u32>,
    text: BTreeSet<u32>,
    /// All titles, one a line.
    titles: String,
}

impl Written {
    fn of(document: &Document) -> Self {
        let mut written = Self::default();
        let metadata = &document.metadata;
        written.metadata.extend(metadata.blocks.values());
        written.metadata.extend(metadata.other.iter().map(|remark| remark.blocks));
        written.contents = all(document.contents.iter().map(|entry| entry.blocks));
        written.tables = all(document.tables.iter().map(|table| table.blocks));
        let mut open: Vec<&Section> = document.sections.iter().collect();
        while let Some(section) = open.pop() {
            written.headings.insert(section.blocks[0]);
            written.titles += &section.title;
            written.titles.push('\n');
            written.pieces(&section.content);
            open.extend(&section.sections);
        }
        written
    }

    fn pieces(&mut self, content: &[Content]) {
        for piece in content {
            match piece {
                Content::Box { label, title, content, .. } => {
                    self.titles += &format!("{label}{title}\n");
                    self.pieces(content);
                }
                Content::Table { .. } => {}
                leaf => self.text.extend(all([*leaf.blocks()].into_iter())),
            }
        }
    }

    fn told(&self, number: u32) -> bool {
        self.metadata.iter().any(|[first, last]| (*first..=*last).contains(&number))
    }
}

fn all(ranges: impl Iterator<Item = [u32; 2]>) -> BTreeSet<u32> {
    ranges.flat_map(|[first, last]| first..=last).collect()
}

fn json_is_read_back(document: &Document) {
    let read: Document =
        serde_json::from_str(&write::document_json(document)).expect("valid JSON of the model");
    let written = Document {
        blocks: Vec::new(),
        text: Default::default(),
        containers: Vec::new(),
        grids: Vec::new(),
        page_fields: Vec::new(),
        ..document.clone()
    };
    assert_eq!(read, written);
}

/// Each pass, run a second time right behind itself, changes nothing and keeps every block.
fn passes_are_idempotent(bytes: &[u8], options: &Options) {
    let mut blocks = None;
    let _ = convert_watched("a", bytes, options, &mut |step, document| {
        assert_eq!(*blocks.get_or_insert(document.blocks.len()), document.blocks.len(), "{step}");
        if let Some(pass) = PASSES.iter().find(|pass| pass.name == step) {
            let mut again = document.clone();
            pass.apply(&mut again, options);
            assert_same(&again, document, step);
        }
        ControlFlow::Continue(())
    });
}

fn assert_same(again: &Document, once: &Document, step: &str) {
    for (number, (a, b)) in again.blocks.iter().zip(&once.blocks).enumerate() {
        assert_eq!(a.role, b.role, "{step}: role of block {number}");
        assert_eq!(again.text.of(a), once.text.of(b), "{step}: text of block {number}");
    }
    assert_eq!(again.metadata, once.metadata, "{step}");
    assert_eq!(again.source, once.source, "{step}");
    assert_eq!(again.tables, once.tables, "{step}");
    assert_eq!(again.diagnostics, once.diagnostics, "{step}");
    assert_eq!(again.sections, once.sections, "{step}");
    assert_eq!(again.indicators, once.indicators, "{step}");
    assert_eq!(again.projects, once.projects, "{step}");
    assert_eq!(again.quantities, once.quantities, "{step}");
}
