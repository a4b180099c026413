//! `document.md`, read by an independent parser, gives the document again.

mod common;

use std::collections::HashMap;

use extract::document::{
    Column, ColumnType, Content, Document, Figure, Merge, Section, SectionKind, Table,
};
use extract::write::document_markdown;
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use scraper::{Html, Selector};

type Grid = Vec<Vec<String>>;

/// A piece of the page as a reader sees it; `depth` counts the block quotes around it.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Heading { level: u8, text: String },
    Paragraph { depth: usize, bold: bool, text: String },
    Table { depth: usize, rows: Grid },
}

/// What the parser finds.
fn parsed(markdown: &str) -> Vec<Piece> {
    let mut reader = Reader::default();
    Parser::new_ext(markdown, Options::all() - unused()).for_each(|event| reader.take(event));
    reader.pieces
}

/// Extensions of pulldown-cmark that neither GitHub nor GitLab reads.
fn unused() -> Options {
    Options::ENABLE_SMART_PUNCTUATION
        | Options::ENABLE_OLD_FOOTNOTES
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_SUPERSCRIPT
        | Options::ENABLE_SUBSCRIPT
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_WIKILINKS
}

#[derive(Default)]
struct Reader {
    pieces: Vec<Piece>,
    text: String,
    html: String,
    depth: usize,
    bold: bool,
    plain: bool,
    in_bold: bool,
    in_front: bool,
    rows: Grid,
}

impl Reader {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(_) if self.in_front => {}
            Event::Text(text) => self.push(&text),
            Event::HardBreak => self.push("\n"),
            Event::InlineHtml(html) if &*html == "<br>" => self.push("\n"),
            Event::Html(html) => self.html.push_str(&html),
            other => self.push(&format!("⟦{other:?}⟧")),
        }
    }

    fn push(&mut self, text: &str) {
        self.plain |= !self.in_bold;
        self.text.push_str(text);
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::BlockQuote(None) => self.depth += 1,
            Tag::MetadataBlock(_) => self.in_front = true,
            Tag::Strong => (self.bold, self.in_bold) = (true, true),
            Tag::Paragraph | Tag::Heading { .. } | Tag::TableCell => self.clear(),
            Tag::Table(_) | Tag::TableHead | Tag::TableRow => {
                if !matches!(tag, Tag::Table(_)) {
                    self.rows.push(Vec::new());
                }
            }
            Tag::HtmlBlock => self.html.clear(),
            other => self.push(&format!("⟦{other:?}⟧")),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        let text = self.text.clone();
        match tag {
            TagEnd::BlockQuote(_) => self.depth -= 1,
            TagEnd::MetadataBlock(_) => self.in_front = false,
            TagEnd::Strong => self.in_bold = false,
            TagEnd::Heading(level) => self.pieces.push(Piece::Heading { level: level as u8, text }),
            TagEnd::Paragraph => {
                let bold = self.bold && !self.plain;
                self.pieces.push(Piece::Paragraph { depth: self.depth, bold, text });
            }
            TagEnd::TableCell => self.rows.last_mut().expect("a row is open").push(text),
            TagEnd::Table => {
                let rows = std::mem::take(&mut self.rows);
                self.pieces.push(Piece::Table { depth: self.depth, rows });
            }
            TagEnd::HtmlBlock => {
                let rows = html_grid(&self.html);
                self.pieces.push(Piece::Table { depth: self.depth, rows });
            }
            _ => {}
        }
    }

    fn clear(&mut self) {
        self.text.clear();
        (self.bold, self.plain) = (false, false);
    }
}

/// The table of an HTML block with its spans filled.
fn html_grid(html: &str) -> Grid {
    let page = Html::parse_fragment(html);
    let selector = |text| Selector::parse(text).expect("a selector");
    let rows: Vec<_> = page.select(&selector("tr")).collect();
    let mut places: HashMap<(usize, usize), String> = HashMap::new();
    for (row, element) in rows.iter().enumerate() {
        let mut column = 0;
        for cell in element.select(&selector("td, th")) {
            while places.contains_key(&(row, column)) {
                column += 1;
            }
            let span = |name| cell.attr(name).map_or(1, |n| n.parse().expect("a number"));
            let text = blank_is_empty(cell_text(&cell.inner_html()));
            for place in (row..row + span("rowspan"))
                .flat_map(|row| (column..column + span("colspan")).map(move |column| (row, column)))
            {
                assert!(places.insert(place, text.clone()).is_none(), "cells overlap");
            }
            column += span("colspan");
        }
    }
    let width = |row| places.keys().filter(|place| place.0 == row).count();
    let read = |row| (0..width(row)).map(|column| places[&(row, column)].clone()).collect();
    (0..rows.len()).map(read).collect()
}

fn cell_text(inner: &str) -> String {
    inner
        .replace("<br>", "\n")
        .replace("&nbsp;", "\u{a0}")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

/// What the parser should find.
fn expected(document: &Document) -> Vec<Piece> {
    let mut pieces = Vec::new();
    document.sections.iter().for_each(|section| expect_section(&mut pieces, document, section));
    pieces
}

fn expect_section(pieces: &mut Vec<Piece>, document: &Document, section: &Section) {
    let text = titled(section.label.as_deref().unwrap_or(""), &section.title);
    if !text.trim().is_empty() {
        pieces.push(Piece::Heading { level: section.level.clamp(1, 6), text });
    }
    expect_content(pieces, document, &section.content, 0);
    section.sections.iter().for_each(|section| expect_section(pieces, document, section));
}

fn expect_content(pieces: &mut Vec<Piece>, document: &Document, all: &[Content], depth: usize) {
    for piece in all {
        match piece {
            Content::Paragraph { text, .. }
            | Content::ListItem { text, .. }
            | Content::Note { text, .. } => expect_text(pieces, depth, text),
            Content::Box { label, title, content, .. } => {
                expect_bold(pieces, depth + 1, &titled(label, title));
                expect_content(pieces, document, content, depth + 1);
            }
            Content::Figure { label, blocks } => {
                let figure = document.figures.iter().find(|figure| figure.blocks == *blocks);
                expect_bold(pieces, depth, &titled(label, figure.map_or("", |f| &f.caption)));
            }
            Content::Table { table, .. } => {
                let found = document.tables.iter().find(|found| found.id == *table);
                expect_table(pieces, depth, found.expect("the table is there"));
            }
        }
    }
}

fn expect_text(pieces: &mut Vec<Piece>, depth: usize, text: &str) {
    let lines = text.split(['\n', '\r']).filter(|line| !line.trim().is_empty());
    let text = shown(&lines.collect::<Vec<_>>().join("\n"));
    if !text.is_empty() {
        pieces.push(Piece::Paragraph { depth, bold: false, text });
    }
}

fn expect_bold(pieces: &mut Vec<Piece>, depth: usize, text: &str) {
    if !text.trim().is_empty() {
        pieces.push(Piece::Paragraph { depth, bold: true, text: text.to_owned() });
    }
}

fn expect_table(pieces: &mut Vec<Piece>, depth: usize, table: &Table) {
    let label = table.label.as_deref().unwrap_or("");
    let text = titled(label, table.caption.as_deref().unwrap_or(""));
    let repeats = match pieces.last() {
        Some(Piece::Heading { text: above, .. }) => depth == 0 && *above == text,
        Some(Piece::Paragraph { bold: true, text: above, depth: at }) => {
            *at == depth && *above == text
        }
        _ => false,
    };
    if !repeats {
        expect_bold(pieces, depth, &text);
    }
    if let Some(unit) = &table.unit {
        expect_text(pieces, depth, &format!("单位：{unit}"));
    }
    let cell = |text: &Option<String>| shown(&text.as_deref().unwrap_or("").replace('\r', "\n"));
    let rows = table.header.iter().chain(&table.rows);
    let rows = rows.map(|row| row.iter().map(cell).map(blank_is_empty).collect()).collect();
    pieces.push(Piece::Table { depth, rows });
    table.notes.iter().for_each(|note| expect_text(pieces, depth, note));
}

fn blank_is_empty(text: String) -> String {
    if text.trim().is_empty() { String::new() } else { text }
}

fn titled(label: &str, title: &str) -> String {
    let has_mark = label.ends_with(['、', '.', '．', '）', ')', '：', ':', '，']);
    let space = if label.is_empty() || title.is_empty() || has_mark { "" } else { " " };
    shown(&format!("{label}{space}{title}").replace(['\n', '\r'], " "))
}

/// No Markdown can hold the character 0.
fn shown(text: &str) -> String {
    text.replace('\0', "\u{fffd}")
}

fn check(document: &Document) {
    let markdown = document_markdown(document);
    let (found, wanted) = (parsed(&markdown), expected(document));
    compare(&found, &wanted, &markdown);
    check_front(document, &markdown);
}

/// Values of the front matter are JSON strings, which YAML reads alike.
fn check_front(document: &Document, markdown: &str) {
    let lines = markdown.strip_prefix("---\n").expect("front matter").lines();
    let fields = lines.take_while(|line| *line != "---").map(|line| {
        let (key, value) = line.split_once(": ").expect("a key and a value");
        (key, serde_json::from_str::<String>(value).expect("a quoted string"))
    });
    let fields: HashMap<_, _> = fields.collect();
    assert_eq!(fields.get("title"), document.metadata.title.as_ref());
    assert_eq!(fields["source"], document.source.path);
}

/// Pieces of text that mean something to Markdown, YAML or HTML.
const NASTY: &[&str] = &[
    "# ",
    "#",
    "-",
    "- ",
    "---",
    "===",
    "+ ",
    "1.",
    "1. ",
    "23) ",
    "*",
    "**",
    "_",
    "__",
    "`",
    "```",
    "<b>",
    "</table>",
    "<!--",
    "-->",
    "<",
    ">",
    "> ",
    "&amp;",
    "&#60;",
    "&",
    ";",
    "[a](b)",
    "![x]",
    "[",
    "]",
    "[^1]: ",
    "[a]: b",
    "[!NOTE]",
    "[ ] ",
    "|",
    "||",
    "|---|",
    ":--",
    "\\",
    "~",
    "~~~",
    "$",
    "$$",
    "  ",
    "\t",
    "\n",
    "\r\n",
    "\u{3000}",
    "\u{a0}",
    "\u{feff}",
    "\0",
    "\u{c}",
    "——",
    "“",
    "。",
    "，",
    "（一）",
    "云溪区",
    "a",
    "5%",
    "http://a.cn/b_c",
    "www.a.cn",
    "\"",
    "'",
    ": ",
    "{#id}",
    "<br>",
    "é",
    "\u{2028}",
    "^",
    "!",
    "@x",
    ":x:",
    "😀",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(NASTY).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

fn table(id: usize) -> impl Strategy<Value = Table> {
    let grid = (0usize..3, 0usize..4, 1usize..4).prop_flat_map(|(head, body, width)| {
        let row = prop::collection::vec(prop::option::of(text()), width).boxed();
        (prop::collection::vec(row.clone(), head), prop::collection::vec(row, body))
    });
    let merge =
        (0u32..5, 0u32..4, 0u32..4, 0u32..4).prop_map(|(row, column, row_span, column_span)| {
            Merge { row, column, row_span, column_span }
        });
    let merged = prop::collection::vec(merge, 0..3);
    let around = (prop::option::of(text()), prop::option::of(text()), prop::option::of(text()));
    (grid, merged, around, prop::collection::vec(text(), 0..2)).prop_map(
        move |((header, rows), merged, (label, caption, unit), notes)| {
            let name = String::new();
            let columns = vec![Column { name, kind: ColumnType::Number, unit: None, role: None }];
            let id = format!("t{id}");
            let mut table = Table {
                id,
                label,
                caption,
                unit,
                columns,
                header,
                rows,
                notes,
                ..Table::default()
            };
            fill(&mut table, merged);
            table
        },
    )
}

/// Makes merged places hold the same text, as the model promises, where the merge fits at all.
fn fill(table: &mut Table, merged: Vec<Merge>) {
    let Table { header, rows, .. } = table;
    let mut grid: Vec<_> = header.iter_mut().chain(rows).collect();
    for merge in &merged {
        let (row, column) = (merge.row as usize, merge.column as usize);
        let Some(text) = grid.get(row).and_then(|cells| cells.get(column)).cloned() else {
            continue;
        };
        let rows = grid.iter_mut().skip(row).take(merge.row_span as usize);
        rows.flat_map(|cells| cells.iter_mut().skip(column).take(merge.column_span as usize))
            .for_each(|cell| cell.clone_from(&text));
    }
    table.merged = merged;
}

fn content() -> impl Strategy<Value = Content> {
    let at = [0, 0];
    let leaf = prop_oneof![
        text().prop_map(move |text| Content::Paragraph { text, lead: None, blocks: at }),
        text().prop_map(move |text| Content::ListItem { text, lead: None, blocks: at }),
        text().prop_map(move |text| Content::Note { text, blocks: at }),
        (1usize..3).prop_map(move |id| Content::Table { table: format!("t{id}"), blocks: at }),
        text().prop_map(move |label| Content::Figure { label, blocks: at }),
    ];
    leaf.prop_recursive(2, 8, 4, move |inner| {
        (text(), text(), prop::collection::vec(inner, 0..4)).prop_map(
            move |(label, title, content)| Content::Box { label, title, content, blocks: at },
        )
    })
}

fn section() -> impl Strategy<Value = Section> {
    let content = prop::collection::vec(content(), 0..4);
    let own = (0u8..9, prop::option::of(text()), text(), content);
    let leaf = own
        .prop_map(|(level, label, title, content)| Section {
            id: "1".to_owned(),
            kind: SectionKind::Chapter,
            level,
            label,
            title,
            blocks: [0, 0],
            content,
            sections: Vec::new(),
        })
        .boxed();
    (leaf.clone(), prop::collection::vec(leaf, 0..2))
        .prop_map(|(above, sections)| Section { sections, ..above })
}

fn document() -> impl Strategy<Value = Document> {
    let tables = (table(1), table(2));
    let names = (prop::option::of(text()), text(), text());
    (prop::collection::vec(section(), 0..3), tables, names).prop_map(
        |(sections, (one, two), (title, path, caption))| {
            let tables = vec![one, two];
            let figures = vec![Figure { label: String::new(), caption, blocks: [0, 0] }];
            let mut document = Document { sections, tables, figures, ..Document::default() };
            document.metadata.title = title;
            document.source.path = path;
            document
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn generated_documents_are_read_back(document in document()) {
        check(&document);
    }
}

#[test]
fn sample_documents_are_read_back() {
    for (path, bytes) in common::samples() {
        let document = extract::convert(&path, &bytes, &extract::Options::default());
        if let Ok(document) = document {
            check(&document);
        }
    }
}

fn compare(found: &[Piece], wanted: &[Piece], markdown: &str) {
    for (found, wanted) in found.iter().zip(wanted) {
        assert_eq!(found, wanted, "in {markdown}");
    }
    assert_eq!(found.len(), wanted.len(), "in {markdown}");
}
