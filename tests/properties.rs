//! What holds for any input.

mod common;
mod plans;

use extract::document::{Content, Document, Field, Role, Section, breaches};
use extract::{Options, PASSES, convert, convert_watched, write};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::ops::ControlFlow;

/// Pieces of planning documents, whole and broken.
const PIECES: &[&str] = &[
    "云溪区国民经济和社会发展规划",
    "第一章 总则",
    "第二章",
    "第一节",
    "一、",
    "（一）",
    "1.",
    "2.",
    "目  录",
    "附件：",
    "专栏1：主要指标",
    "专栏2-",
    "專欄2",
    "表1 单位：亿元",
    "指标",
    "单位",
    "2020年",
    "2025年",
    "预期性",
    "约束性",
    "%",
    "100",
    "3.5",
    "合计",
    "注：",
    "各镇人民政府：",
    "云府〔2021〕7号",
    "2021年3月4日",
    "責任編輯",
    "關(guān)於",
    "首页 > 规划",
    "分享到",
    "\n",
    "\n\n",
    "\n  ",
    "\u{3000}\u{3000}",
    "\u{200b}",
    "\0",
    "\u{feff}",
    "，",
    "。",
    ",",
    "<p>",
    "</p>",
    "<table>",
    "<tr>",
    "<td rowspan=3>",
    "<td colspan='2'>",
    "</td>",
    "</table>",
    "<h2>",
    "<br>",
    "<div style='display:none'>",
    "</div>",
    "<script>",
    "<!--",
    "<li>",
    "<a href=x>",
    "</a>",
    "&nbsp;",
    "&#0;",
    "<b>",
    "<meta name=ArticleTitle content=规划>",
    "<pre>",
    "<style>",
    "<title>",
    "a",
    "!",
    "——",
    "①",
];

fn any_text() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        8 => prop::sample::select(PIECES).prop_map(|piece| piece.as_bytes().to_vec()),
        1 => any::<char>().prop_map(|c| c.to_string().into_bytes()),
        1 => prop::collection::vec(any::<u8>(), 1..4),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

fn check(bytes: &[u8]) {
    let Ok(document) = convert("a", bytes, &Options::default()) else { return };
    every_block_has_one_fate(&document);
    every_block_is_written(&document);
    assert_eq!(breaches(&document), [""; 0]);
    json_is_read_back(&document);
    write::document_markdown(&document);
    every_block_is_shown(&document);
    passes_are_idempotent(bytes);
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

/// What is kept stands in the part of the document that its role names, and its text is there.
/// The review page shows each block once and in order, whatever it became, and has one script.
fn every_block_is_shown(document: &Document) {
    let page = write::review::document(document, "a");
    let ids = page.split(" id=\"b").skip(1).filter_map(|rest| rest.split_once('"'));
    let shown: Vec<_> = ids.filter_map(|(number, _)| number.parse::<usize>().ok()).collect();
    assert_eq!(shown, (0..document.blocks.len()).collect::<Vec<_>>());
    assert_eq!(page.matches("<script").count(), 1);
}

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
fn passes_are_idempotent(bytes: &[u8]) {
    let mut blocks = None;
    let _ = convert_watched("a", bytes, &Options::default(), &mut |step, document| {
        assert_eq!(*blocks.get_or_insert(document.blocks.len()), document.blocks.len(), "{step}");
        if let Some(pass) = PASSES.iter().find(|pass| pass.name == step) {
            let mut again = document.clone();
            pass.apply(&mut again, &Options::default());
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

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn pieces_of_documents(bytes in any_text()) {
        check(&bytes);
    }

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        check(&bytes);
    }
}

proptest! {
    // A whole plan costs as much as a hundred pieces.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(60) })]

    #[test]
    fn plans_as_text(bytes in plans::text()) {
        check(&bytes);
    }

    #[test]
    fn plans_as_pages(bytes in plans::page()) {
        check(&bytes);
    }

    #[test]
    fn plans_with_broken_bytes(
        mut bytes in plans::text(),
        places in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
    ) {
        for (place, byte) in places {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        check(&bytes);
    }
}

/// What random cases found once.
#[test]
fn found_before() {
    for text in [
        "專欄2-\n",
        "专栏2-\n——<p>云溪区",
        "<h2>*云府〔2021〕7号\n",
        "各镇人民政府：目  录<p>\"<h2>a云溪区国民经济和社会发展规划云溪区国民经济和社会发展规划第一章 总则2020年第二章第一章 总则云溪区国民经济和社会发展规划預期性",
    ] {
        check(text.as_bytes());
    }
}

#[test]
fn samples() {
    common::samples().iter().for_each(|(_, bytes)| check(bytes));
}
