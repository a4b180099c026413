//! A document as a comparison sees it: its headings and boxes as one tree, and what stands in them.

use std::collections::HashMap;
use std::rc::Rc;

use crate::document::{BlockRange, Content, Document, Section, SectionKind};

use super::change::Place;
use super::sequence::Numbering;
use super::token::key;

/// A document taken apart.
#[derive(Debug)]
pub struct Outline<'a> {
    /// The document.
    pub document: &'a Document,
    /// The document itself, then every section and box, parents before children, in reading order.
    pub nodes: Vec<Node<'a>>,
    /// Every paragraph, list item and note, in reading order.
    pub texts: Vec<Piece<'a>>,
    /// Node of every table of the document; 0 where it stands in none.
    pub table_nodes: Vec<usize>,
    /// Figures with their node.
    pub figures: Vec<(usize, &'a str)>,
}

/// A section or box.
#[derive(Debug)]
pub struct Node<'a> {
    /// What it stands in; the document stands in itself.
    pub parent: usize,
    /// What it is; `None` for a box and the document.
    pub kind: Option<SectionKind>,
    /// Its numbering.
    pub label: &'a str,
    /// Its title.
    pub title: &'a str,
    /// Id of its section, or of the section its box stands in.
    pub id: &'a str,
    /// Level of its section; 0 for the document.
    pub level: u8,
    /// Its blocks.
    pub blocks: BlockRange,
    /// Number of its title.
    pub title_id: u32,
    /// Its own texts.
    pub texts: Vec<usize>,
    /// Its sections and boxes.
    pub children: Vec<usize>,
}

/// A text of its own.
#[derive(Debug)]
pub struct Piece<'a> {
    /// What it stands in.
    pub node: usize,
    /// The text.
    pub text: &'a str,
    /// Number of what it says.
    pub id: u32,
    /// What it says, in the words that are compared.
    pub key: Rc<str>,
    /// Its blocks.
    pub blocks: BlockRange,
}

impl Node<'_> {
    /// It is a box.
    pub fn is_box(&self) -> bool {
        self.kind.is_none()
    }

    /// Label and title as they stand over it.
    pub fn heading(&self) -> String {
        let space = if self.label.is_empty() || self.title.is_empty() { "" } else { " " };
        match (self.kind, self.label.is_empty() && self.title.is_empty()) {
            (Some(SectionKind::Notice), true) => "covering letter".to_owned(),
            (Some(SectionKind::Preamble), true) => "preamble".to_owned(),
            _ => format!("{}{space}{}", self.label, self.title),
        }
    }
}

/// Numbers for texts: the same for those that say the same.
#[derive(Default)]
pub struct Sayings<'a> {
    printed: HashMap<&'a str, (u32, Rc<str>)>,
    said: Numbering<Rc<str>>,
}

impl<'a> Sayings<'a> {
    /// The number of a text and what it says; what is printed as before is not read again.
    fn of(&mut self, text: &'a str) -> (u32, Rc<str>) {
        let read = || {
            let key: Rc<str> = key(text).into();
            (self.said.of(key.clone()), key)
        };
        self.printed.entry(text).or_insert_with(read).clone()
    }
}

impl<'a> Outline<'a> {
    /// Takes a document apart; texts and titles are numbered by what they say.
    pub fn of(document: &'a Document, numbers: &mut Sayings<'a>) -> Self {
        let root = Node {
            parent: 0,
            kind: None,
            label: "",
            title: "",
            id: "",
            level: 0,
            blocks: [0, 0],
            title_id: numbers.of("").0,
            texts: Vec::new(),
            children: Vec::new(),
        };
        let table_nodes = vec![0; document.tables.len()];
        let mut outline =
            Self { document, nodes: vec![root], texts: Vec::new(), table_nodes, figures: vec![] };
        let tables: HashMap<&str, usize> =
            document.tables.iter().enumerate().map(|(at, table)| (table.id.as_str(), at)).collect();
        let mut open: Vec<(&Section, usize)> =
            document.sections.iter().rev().map(|section| (section, 0)).collect();
        while let Some((section, parent)) = open.pop() {
            let node = outline.section(section, parent, numbers);
            let mut pieces: Vec<(&Content, usize)> =
                section.content.iter().rev().map(|piece| (piece, node)).collect();
            while let Some((piece, node)) = pieces.pop() {
                if let Content::Box { content, .. } = piece {
                    let inner = outline.open_box(piece, section, node, numbers);
                    pieces.extend(content.iter().rev().map(|piece| (piece, inner)));
                } else {
                    outline.piece(piece, node, &tables, numbers);
                }
            }
            open.extend(section.sections.iter().rev().map(|section| (section, node)));
        }
        outline
    }

    fn section(&mut self, section: &'a Section, parent: usize, numbers: &mut Sayings<'a>) -> usize {
        self.node(Node {
            parent,
            kind: Some(section.kind),
            label: section.label.as_deref().unwrap_or(""),
            title: &section.title,
            id: &section.id,
            level: section.level,
            blocks: section.blocks,
            title_id: numbers.of(&section.title).0,
            texts: Vec::new(),
            children: Vec::new(),
        })
    }

    fn open_box(
        &mut self,
        piece: &'a Content,
        section: &'a Section,
        parent: usize,
        numbers: &mut Sayings<'a>,
    ) -> usize {
        let Content::Box { label, title, blocks, .. } = piece else { return parent };
        self.node(Node {
            parent,
            kind: None,
            label,
            title,
            id: &section.id,
            level: section.level,
            blocks: *blocks,
            title_id: numbers.of(title).0,
            texts: Vec::new(),
            children: Vec::new(),
        })
    }

    fn node(&mut self, node: Node<'a>) -> usize {
        let number = self.nodes.len();
        self.nodes[node.parent].children.push(number);
        self.nodes.push(node);
        number
    }

    fn piece(
        &mut self,
        piece: &'a Content,
        node: usize,
        tables: &HashMap<&str, usize>,
        numbers: &mut Sayings<'a>,
    ) {
        match piece {
            Content::Paragraph { text, blocks, .. }
            | Content::ListItem { text, blocks, .. }
            | Content::Note { text, blocks } => {
                self.nodes[node].texts.push(self.texts.len());
                let (id, key) = numbers.of(text);
                self.texts.push(Piece { node, text, id, key, blocks: *blocks });
            }
            Content::Table { table, .. } => {
                if let Some(table) = tables.get(table.as_str()) {
                    self.table_nodes[*table] = node;
                }
            }
            Content::Figure { label, .. } => self.figures.push((node, label)),
            Content::Box { .. } => {}
        }
    }

    /// Where a node stands.
    pub fn place(&self, node: usize) -> Place {
        let found = &self.nodes[node];
        Place {
            section: Some(found.id.to_owned()).filter(|id| !id.is_empty()),
            headings: self.trail(node),
            blocks: (node > 0).then_some(found.blocks),
            ..Place::default()
        }
    }

    /// Where a text stands.
    pub fn place_of_text(&self, text: usize) -> Place {
        let piece = &self.texts[text];
        Place { blocks: Some(piece.blocks), ..self.place(piece.node) }
    }

    /// Headings from the outermost to that of the node.
    fn trail(&self, node: usize) -> String {
        /// Deeper outlines are no plans, and a trail costs its length for every change.
        const DEEPEST: usize = 12;
        let up = std::iter::successors(Some(node), |node| Some(self.nodes[*node].parent));
        let mut headings: Vec<String> = up
            .take_while(|node| *node > 0)
            .take(DEEPEST)
            .map(|node| self.nodes[node].heading())
            .filter(|heading| !heading.is_empty())
            .collect();
        headings.reverse();
        headings.join(" > ")
    }
}
