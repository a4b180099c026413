//! From the tree of a page to blocks, containers, grids and page fields: one walk, no recursion.

use html5ever::{LocalName, QualName, local_name, ns};

use super::attributes::{Marks, number};
use super::hints;
use super::kind::Kind;
use super::line::{Context, Line};
use super::style::{self, Sheet, Styles};
use super::tables::Tables;
use super::tree::{Data, NodeId, ROOT, Tree};
use crate::document::{Container, Document, Hints, Layout, Tag};
use crate::read::lines::Lines;

/// Percent of a page's text that spam may hide; beyond that scripts do.
const MOST_HIDDEN_PERCENT: usize = 85;
/// Bytes of text, about 1,000 characters, from which on a page is worth showing.
const A_PAGE: usize = 3_000;
/// Number of the container that holds everything.
const PAGE: u32 = 0;

/// Fills `document` from the tree.
pub(super) fn walk(tree: &Tree, lines: Lines, document: &mut Document) {
    document.containers.push(Container { parent: PAGE, blocks: 0..0, hints: Hints::default() });
    let mut walker = Walker {
        tree,
        document,
        open: vec![Open::default()],
        line: Line::default(),
        aside: Line::default(),
        asides: Vec::new(),
        tables: Tables::default(),
        sheet: sheet(tree),
        styles: Styles::default(),
        lower: String::new(),
        lines,
    };
    walker.run();
    walker.lines.finish(document);
    unhide(document);
    let blocks = document.blocks.len() as u32;
    document.containers[PAGE as usize].blocks = 0..blocks;
    document.text.clean.clone_from(&document.text.published);
}

/// A page that hides nearly all its text shows it by script: nothing of it counts as hidden.
fn unhide(document: &mut Document) {
    let length = |hidden: bool| {
        let blocks = document.blocks.iter().filter(|block| !hidden || block.layout.hidden);
        blocks.map(|block| block.published.len()).sum::<usize>()
    };
    let hidden = length(true);
    if hidden > A_PAGE && hidden * 100 > length(false) * MOST_HIDDEN_PERCENT {
        document.blocks.iter_mut().for_each(|block| block.layout.hidden = false);
    }
}

fn sheet(tree: &Tree) -> Sheet {
    let mut sheet = Sheet::default();
    tree.styles().for_each(|style| sheet.add(&style));
    sheet
}

/// An element being walked.
#[derive(Debug, Clone, Copy)]
struct Open {
    context: Context,
    kind: Kind,
    /// It is a container of its own.
    contains: bool,
    /// Blocks and gap when it was entered.
    blocks: u32,
    gap: u16,
}

impl Default for Open {
    fn default() -> Self {
        Self {
            context: Context { font: style::DEFAULT_FONT, ..Context::default() },
            kind: Kind::Inline,
            contains: false,
            blocks: 0,
            gap: 0,
        }
    }
}

struct Walker<'a> {
    tree: &'a Tree,
    document: &'a mut Document,
    open: Vec<Open>,
    line: Line,
    /// Hidden text in the middle of a line.
    aside: Line,
    /// Finished asides, to follow the line they stand in.
    asides: Vec<(String, Layout)>,
    tables: Tables,
    sheet: Sheet,
    styles: Styles<'a>,
    lower: String,
    lines: Lines,
}

impl<'a> Walker<'a> {
    fn run(&mut self) {
        let mut at = ROOT;
        loop {
            if self.enter(at) {
                if let Some(child) = self.tree.first_child(at) {
                    at = child;
                    continue;
                }
                self.leave();
            }
            let Some(next) = self.next(at) else { break };
            at = next;
        }
        self.end_line();
    }

    /// The node after `at` and its content, leaving the elements that end before it.
    fn next(&mut self, mut at: NodeId) -> Option<NodeId> {
        loop {
            if let Some(next) = self.tree.next_sibling(at) {
                return Some(next);
            }
            at = self.tree.parent(at)?;
            self.leave();
        }
    }

    /// Enters a node; whether its children are to be walked (and it is to be left).
    fn enter(&mut self, id: NodeId) -> bool {
        let tree = self.tree;
        match tree.data(id) {
            Data::Text(text, line) => {
                self.text(text, line);
                false
            }
            Data::Element(name) => self.element(id, name),
            Data::Other => {
                self.open.push(Open::default());
                true
            }
        }
    }

    fn context(&self) -> Context {
        self.open.last().map_or_else(Context::default, |open| open.context)
    }

    fn text(&mut self, text: &str, source_line: u32) {
        let context = self.context();
        if context.preformatted {
            let mut pieces = text.split('\n');
            let first = pieces.next().unwrap_or_default();
            self.piece(first, &context, source_line);
            for piece in pieces {
                self.break_line();
                self.piece(piece, &context, source_line);
            }
        } else {
            self.piece(text, &context, source_line);
        }
    }

    fn piece(&mut self, text: &str, context: &Context, source_line: u32) {
        let line = if context.deferred { &mut self.aside } else { &mut self.line };
        line.push(text, context, source_line);
    }

    fn element(&mut self, id: NodeId, name: &QualName) -> bool {
        let QualName { local: name, ns, .. } = name;
        let kind = match Kind::of(name) {
            // The title of a drawing.
            Kind::Title if *ns != ns!(html) => Kind::Unseen,
            kind => kind,
        };
        match kind {
            Kind::Unseen => return false,
            Kind::Title => self.page_title(id),
            Kind::Meta => self.meta(id),
            Kind::Break => self.break_line(),
            _ => {
                self.open_element(kind, id, name);
                return true;
            }
        }
        false
    }

    fn open_element(&mut self, kind: Kind, id: NodeId, name: &LocalName) {
        let marks = Marks::of(self.tree.attributes(id), &mut self.styles);
        let is_full = self.lines.are_full(self.document);
        let is_group = match kind {
            Kind::Inline => marks.style.block,
            // Past the limit of lines it only parts them.
            Kind::Table | Kind::Section { .. } | Kind::Row | Kind::Cell { .. } => is_full,
            _ => false,
        };
        let kind = if is_group { Kind::Group } else { kind };
        let context = self.inherited(kind, name, &marks);
        if kind.is_block() {
            self.end_lines_of(&context);
        }
        let blocks = self.document.blocks.len() as u32;
        let mut open = Open { context, kind, contains: false, blocks, gap: self.line.gap };
        if kind.is_block() && !context.deferred {
            self.open_block(&mut open, id, name, &marks);
        }
        self.open.push(open);
    }

    /// What text inside an element inherits.
    fn inherited(&self, kind: Kind, name: &LocalName, marks: &Marks) -> Context {
        let mut context = self.context();
        let was_hidden = context.hidden;
        inherit_tag(&mut context, kind, name);
        marks.inherit(&mut context, kind);
        // Pages that scripts show when all is loaded hide their whole body until then.
        context.hidden |= kind != Kind::Page && marks.hide(&self.sheet);
        if context.hidden && !was_hidden {
            context.deferred = !kind.is_block() || self.line.begun();
        }
        context
    }

    fn end_lines_of(&mut self, context: &Context) {
        if context.deferred {
            self.end_aside();
        } else {
            self.end_line();
        }
    }

    fn open_block(&mut self, open: &mut Open, id: NodeId, name: &LocalName, marks: &Marks) {
        let mut hints = hints::of_tag(name);
        for names in marks.class.iter().chain(&marks.id) {
            hints::add_names(&mut hints, names, &mut self.lower);
        }
        open.contains = (!matches!(open.kind, Kind::Leaf(_)) || hints != Hints::default())
            && !self.lines.are_full(self.document);
        if open.contains {
            open.context.container = self.open_container(open.context.container, hints);
        }
        self.line.indent = open.context.indent;
        // The frame of a table says nothing of rules between its cells.
        let ruled = marks.border || marks.style.bordered && open.kind != Kind::Table;
        self.open_table(open.kind, &mut open.context, id, ruled);
    }

    fn open_container(&mut self, parent: u32, hints: Hints) -> u32 {
        let start = self.document.blocks.len() as u32;
        self.document.containers.push(Container { parent, blocks: start..start, hints });
        self.document.containers.len() as u32 - 1
    }

    fn open_table(&mut self, kind: Kind, context: &mut Context, id: NodeId, ruled: bool) {
        let blocks = self.lines.next(self.document);
        match kind {
            Kind::Table => {
                self.tables.open(&mut self.document.grids, context.cell, ruled, blocks);
            }
            Kind::Section { head } => self.tables.open_group(head),
            Kind::Row => self.tables.row(),
            Kind::Cell { header } => {
                let span = |name| number(self.tree.attribute(id, name));
                let spans = (span("rowspan"), span("colspan"));
                let cell = self.tables.cell(spans, header, ruled, blocks);
                context.cell = cell.or(context.cell);
            }
            _ => {}
        }
    }

    fn leave(&mut self) {
        let Some(open) = self.open.pop() else { return };
        let block = open.kind.is_block();
        let outer_deferred = self.context().deferred;
        if open.context.deferred {
            if block || !outer_deferred {
                self.end_aside();
            }
            if !outer_deferred && !self.line.begun() {
                self.flush_asides();
            }
            return;
        }
        if !block {
            return;
        }
        self.end_line();
        let blocks = self.document.blocks.len() as u32;
        let in_tables = self.lines.next(self.document);
        if matches!(open.kind, Kind::Leaf(_)) && blocks == open.blocks && self.line.gap == open.gap
        {
            self.line.gap = self.line.gap.saturating_add(1);
        }
        match open.kind {
            Kind::Table => self.tables.close(&mut self.document.grids, in_tables),
            Kind::Section { .. } => self.tables.end_group(),
            Kind::Cell { .. } => {
                self.tables.end_cell(in_tables);
                self.line.gap = open.gap;
            }
            _ => {}
        }
        if open.contains {
            self.close_container(open.context.container, blocks);
        }
    }

    /// Notes where a container ends; one without a block is dropped when it is the last.
    fn close_container(&mut self, number: u32, blocks: u32) {
        let last = number as usize + 1 == self.document.containers.len();
        let container = &mut self.document.containers[number as usize];
        container.blocks.end = blocks;
        if last && container.blocks.is_empty() {
            self.document.containers.pop();
        }
    }

    fn break_line(&mut self) {
        if self.context().deferred {
            self.end_aside();
        } else if self.line.begun() {
            self.end_line();
        } else {
            self.end_line();
            self.line.gap = self.line.gap.saturating_add(1);
        }
    }

    fn end_line(&mut self) {
        let document = &mut *self.document;
        let lines = &mut self.lines;
        self.line.finish(|text, layout| lines.push(document, text, layout));
        self.flush_asides();
    }

    fn end_aside(&mut self) {
        let asides = &mut self.asides;
        self.aside.finish(|text, layout| asides.push((text.to_owned(), layout)));
    }

    /// Hidden text follows the line it was found in.
    fn flush_asides(&mut self) {
        if self.asides.is_empty() {
            return;
        }
        let context = self.context();
        for (text, mut layout) in self.asides.drain(..) {
            (layout.container, layout.cell) = (context.container, context.cell);
            self.lines.push(self.document, &text, layout);
        }
    }

    fn page_title(&mut self, id: NodeId) {
        let text = self.tree.text(id);
        let text = text.trim();
        if !text.is_empty() {
            self.document.page_fields.push(("title".to_owned(), text.to_owned()));
        }
    }

    fn meta(&mut self, id: NodeId) {
        let name = ["name", "property", "itemprop", "http-equiv"]
            .iter()
            .find_map(|name| self.tree.attribute(id, name));
        if let (Some(name), Some(content)) = (name, self.tree.attribute(id, "content")) {
            let content = content.trim();
            if !content.is_empty() {
                self.document.page_fields.push((name.trim().to_lowercase(), content.to_owned()));
            }
        }
    }
}

fn inherit_tag(context: &mut Context, kind: Kind, name: &LocalName) {
    match kind {
        Kind::Link => context.link = true,
        Kind::Bold => context.bold = true,
        Kind::Leaf(tag) => {
            context.tag = tag;
            context.bold |= matches!(tag, Tag::Heading(_));
        }
        Kind::Cell { header } => {
            context.tag = Tag::Cell;
            context.bold |= header;
            context.centred |= header;
        }
        Kind::Preformatted => {
            context.tag = Tag::Preformatted;
            context.preformatted = true;
        }
        Kind::Group => {
            context.tag = Tag::Other;
            context.centred |= *name == local_name!("center");
        }
        Kind::Table => {
            context.tag = Tag::Other;
            context.centred = false;
        }
        _ => {}
    }
}
