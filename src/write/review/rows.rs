//! A document as rows: some blocks of the source, and the pieces of the result made of them.

use crate::document::{BlockRange, Content, Document, Role, Section};
use crate::write::dataset;

/// Blocks and what became of them.
#[derive(Debug, PartialEq)]
pub(super) struct Row<'a> {
    pub blocks: BlockRange,
    pub made: Made<'a>,
}

/// What became of the blocks of a row.
#[derive(Debug, PartialEq)]
pub(super) enum Made<'a> {
    /// Pieces of the text.
    Pieces(Vec<Placed<'a>>),
    /// Nothing: they are not part of the document.
    Removed,
    /// Values of the metadata.
    Metadata,
    /// Lines of the printed contents list.
    Contents,
    /// Text that stands in no piece.
    Loose,
}

/// A piece of the text with its place.
#[derive(Debug, PartialEq)]
pub(super) struct Placed<'a> {
    pub blocks: BlockRange,
    /// How many boxes it stands in.
    pub depth: usize,
    pub piece: Piece<'a>,
}

#[derive(Debug, PartialEq)]
pub(super) enum Piece<'a> {
    Heading(&'a Section),
    /// A box's title alone, any other piece whole.
    Content(&'a Content),
}

impl Row<'_> {
    pub fn class(&self) -> &'static str {
        match &self.made {
            Made::Removed => "gone",
            Made::Pieces(pieces) if pieces.iter().any(Placed::is_table) => "grid",
            _ => "kept",
        }
    }
}

impl Placed<'_> {
    fn is_table(&self) -> bool {
        matches!(self.piece, Piece::Content(Content::Table { .. }))
    }
}

/// The first rows in the order of the source; every block before the end of the last is in one.
pub(super) fn rows(document: &Document, most: usize) -> Vec<Row<'_>> {
    let mut placed = placed(document, most);
    placed.sort_by_key(|placed| placed.blocks[0]);
    let is_all = placed.len() < most;
    let mut rows: Vec<Row<'_>> = Vec::new();
    let mut next = 0;
    for piece in placed {
        let [first, last] = piece.blocks;
        match rows.last_mut() {
            Some(Row { blocks, made: Made::Pieces(pieces) }) if first <= blocks[1] => {
                blocks[1] = blocks[1].max(last);
                pieces.push(piece);
            }
            _ => {
                rows.extend(loose(document, next, first));
                rows.push(Row { blocks: [first, last], made: Made::Pieces(vec![piece]) });
            }
        }
        next = next.max(last.saturating_add(1));
    }
    if is_all {
        rows.extend(loose(document, next, document.blocks.len() as u32));
    }
    rows.truncate(most);
    rows
}

/// The first headings and leaves under them in reading order.
fn placed(document: &Document, most: usize) -> Vec<Placed<'_>> {
    let mut found = Vec::new();
    for section in dataset::sections(document) {
        if section.label.is_some() || !section.title.is_empty() {
            let blocks = titled(document, section.blocks, |role| *role == Role::HeadingLine);
            found.push(Placed { blocks, depth: 0, piece: Piece::Heading(section) });
        }
        let mut open: Vec<_> = section.content.iter().rev().map(|content| (content, 0)).collect();
        while found.len() < most
            && let Some((content, depth)) = open.pop()
        {
            let mut blocks = *content.blocks();
            if let Content::Box { content: inner, .. } = content {
                blocks = titled(document, blocks, |role| *role == Role::BoxTitleLine);
                open.extend(inner.iter().rev().map(|inner| (inner, depth + 1)));
            }
            found.push(Placed { blocks, depth, piece: Piece::Content(content) });
        }
        if found.len() >= most {
            break;
        }
    }
    found
}

/// The first block of a range and the further lines of the title in it.
fn titled(
    document: &Document,
    [first, last]: BlockRange,
    goes_on: fn(&Role) -> bool,
) -> BlockRange {
    let further = document.blocks.iter().skip(first as usize + 1).take((last - first) as usize);
    [first, first + further.take_while(|block| goes_on(&block.role)).count() as u32]
}

/// Blocks that are in no piece, from `first` up to but without `end`.
fn loose(document: &Document, first: u32, end: u32) -> Vec<Row<'_>> {
    let mut rows: Vec<Row<'_>> = Vec::new();
    for number in first..end {
        let made = fate(&document.blocks[number as usize].role);
        match rows.last_mut() {
            Some(row) if row.made == made => row.blocks[1] = number,
            _ => rows.push(Row { blocks: [number, number], made }),
        }
    }
    rows
}

fn fate<'a>(role: &Role) -> Made<'a> {
    match role {
        Role::Removed(_) => Made::Removed,
        Role::Metadata(_) | Role::Title => Made::Metadata,
        Role::ContentsTitle | Role::ContentsEntry => Made::Contents,
        _ => Made::Loose,
    }
}
