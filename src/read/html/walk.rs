//! From the tree of a page to blocks, containers, grids and page fields: one walk, no recursion.

use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName, QualName, local_name, ns};

use super::hints;
use super::line::{Context, Line};
use super::style::{self, Sheet, Style};
use super::tables::Tables;
use super::tree::{Data, NodeId, ROOT, Tree};
use crate::document::{Container, Document, Hints, Layout, Tag};
use crate::read::push_block;

/// Percent of a page's text that spam may hide; beyond that scripts do.
const MOST_HIDDEN_PERCENT: usize = 85;
/// Bytes of text, about 1,000 characters, from which on a page is worth showing.
const A_PAGE: usize = 3_000;
/// Number of the container that holds everything.
const PAGE: u32 = 0;

/// Fills `document` from the tree.
pub(super) fn walk(tree: &Tree, document: &mut Document) {
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
        lower: String::new(),
    };
    walker.run();
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
    for (id, _) in tree.elements().filter(|(_, name)| **name == local_name!("style")) {
        sheet.add(&tree.text(id));
    }
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

/// What an element is to the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Inline,
    Link,
    Bold,
    /// Block-level; holds one paragraph as a rule.
    Leaf(Tag),
    /// `<html>`, `<body>`.
    Page,
    /// Block-level; holds other blocks.
    Group,
    Table,
    Section {
        head: bool,
    },
    Row,
    Cell {
        header: bool,
    },
    Break,
    Preformatted,
    /// Its content is not seen.
    Unseen,
    Title,
    Meta,
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
    lower: String,
}

impl Walker<'_> {
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
            Data::Text(text) => self.text(text, tree.line(id)),
            Data::Element(name, attributes) => {
                return self.element(id, name, attributes);
            }
            Data::Other if id == ROOT => {
                self.open.push(Open::default());
                return true;
            }
            Data::Other => {}
        }
        false
    }

    fn context(&self) -> Context {
        self.open.last().map_or_else(Context::default, |open| open.context)
    }

    fn text(&mut self, text: &StrTendril, source_line: u32) {
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

    fn element(&mut self, id: NodeId, name: &QualName, attributes: &[Attribute]) -> bool {
        let QualName { local: name, ns, .. } = name;
        let kind = match kind(name) {
            // The title of a drawing.
            Kind::Title if *ns != ns!(html) => Kind::Unseen,
            kind => kind,
        };
        match kind {
            Kind::Unseen => return false,
            Kind::Title => self.page_title(id),
            Kind::Meta => self.meta(attributes),
            Kind::Break => self.break_line(),
            _ => {
                self.open_element(kind, name, attributes);
                return true;
            }
        }
        false
    }

    fn open_element(&mut self, kind: Kind, name: &LocalName, attributes: &[Attribute]) {
        let mut context = self.context();
        let was_hidden = context.hidden;
        let mut hints = Hints::default();
        inherit_tag(&mut context, kind, name);
        let block = !matches!(kind, Kind::Inline | Kind::Link | Kind::Bold);
        if block {
            hints = hints::of_tag(name);
        }
        let ruled = self.attributes(&mut context, &mut hints, attributes, block, kind);
        if context.hidden && !was_hidden {
            context.deferred = !block || self.line.begun();
        }
        match (block, context.deferred) {
            (true, true) => self.end_aside(),
            (true, false) => self.end_line(),
            _ => {}
        }
        let blocks = self.document.blocks.len() as u32;
        let mut contains = false;
        if block && !context.deferred {
            self.line.indent = context.indent;
            contains = !matches!(kind, Kind::Leaf(_)) || hints != Hints::default();
            if contains {
                context.container = self.open_container(context.container, hints);
            }
            self.open_table(kind, &mut context, attributes, ruled);
        }
        self.open.push(Open { context, kind, contains, blocks, gap: self.line.gap });
    }

    fn open_container(&mut self, parent: u32, hints: Hints) -> u32 {
        let start = self.document.blocks.len() as u32;
        self.document.containers.push(Container { parent, blocks: start..start, hints });
        self.document.containers.len() as u32 - 1
    }

    fn open_table(
        &mut self,
        kind: Kind,
        context: &mut Context,
        attributes: &[Attribute],
        ruled: bool,
    ) {
        let blocks = self.document.blocks.len() as u32;
        match kind {
            Kind::Table => {
                self.tables.open(&mut self.document.grids, context.cell, ruled, blocks);
            }
            Kind::Section { head } => self.tables.open_group(head),
            Kind::Row => self.tables.row(),
            Kind::Cell { header } => {
                let span = |name| number(attributes, name);
                let spans = (span("rowspan"), span("colspan"));
                let cell = self.tables.cell(spans, header, ruled, blocks);
                context.cell = cell.or(context.cell);
            }
            _ => {}
        }
    }

    fn leave(&mut self) {
        let Some(open) = self.open.pop() else { return };
        let block = !matches!(open.kind, Kind::Inline | Kind::Link | Kind::Bold);
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
        if matches!(open.kind, Kind::Leaf(_)) && blocks == open.blocks && self.line.gap == open.gap
        {
            self.line.gap = self.line.gap.saturating_add(1);
        }
        match open.kind {
            Kind::Table => self.tables.close(&mut self.document.grids, blocks),
            Kind::Section { .. } => self.tables.end_group(),
            Kind::Cell { .. } => {
                self.tables.end_cell(blocks);
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
        self.line.finish(|text, layout| push_block(document, text, layout));
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
            push_block(self.document, &text, layout);
        }
    }

    fn page_title(&mut self, id: NodeId) {
        let text = self.tree.text(id);
        let text = text.trim();
        if !text.is_empty() {
            self.document.page_fields.push(("title".to_owned(), text.to_owned()));
        }
    }

    fn meta(&mut self, attributes: &[Attribute]) {
        let name = ["name", "property", "itemprop", "http-equiv"]
            .iter()
            .find_map(|name| attribute(attributes, name));
        if let (Some(name), Some(content)) = (name, attribute(attributes, "content")) {
            let content = content.trim();
            if !content.is_empty() {
                self.document.page_fields.push((name.trim().to_lowercase(), content.to_owned()));
            }
        }
    }

    /// Takes attributes into account; whether rules are drawn around cells.
    fn attributes(
        &mut self,
        context: &mut Context,
        hints: &mut Hints,
        attributes: &[Attribute],
        block: bool,
        kind: Kind,
    ) -> bool {
        let mut ruled = false;
        let mut inline = Style::default();
        let mut sheet_hides = false;
        for attribute in attributes {
            let value = &*attribute.value;
            match attribute.name.local {
                local_name!("class") => {
                    if block {
                        hints::add_names(hints, value, &mut self.lower);
                    }
                    sheet_hides |= !self.sheet.is_empty() && self.sheet.hides_class(value);
                }
                local_name!("id") => {
                    if block {
                        hints::add_names(hints, value, &mut self.lower);
                    }
                    sheet_hides |= !self.sheet.is_empty() && self.sheet.hides_id(value);
                }
                local_name!("style") => inline = Style::parse(value),
                local_name!("align") if block && kind != Kind::Table => {
                    context.centred = value.eq_ignore_ascii_case("center")
                        || value.eq_ignore_ascii_case("middle");
                }
                local_name!("hidden") => context.hidden = true,
                local_name!("border") => ruled |= kind == Kind::Table && !starts_zero(value),
                local_name!("bgcolor") => context.background = style::colour(value),
                local_name!("color") => context.colour = style::colour(value),
                // Links inside the page are its contents list, not a way elsewhere.
                local_name!("href") if kind == Kind::Link && leads_inside(value) => {
                    context.link = false;
                }
                _ => {}
            }
        }
        // Pages that scripts show when all is loaded hide their whole body until then.
        context.hidden |= kind != Kind::Page && inline.hidden.unwrap_or(sheet_hides);
        inherit_style(context, &inline);
        // The frame of a table says nothing of rules between its cells.
        ruled || inline.bordered && kind != Kind::Table
    }
}

fn leads_inside(href: &str) -> bool {
    href.len() > 1 && href.starts_with('#')
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

fn inherit_style(context: &mut Context, style: &Style) {
    context.centred = style.centred.unwrap_or(context.centred);
    context.bold = style.bold.unwrap_or(context.bold);
    context.preformatted = style.preformatted.unwrap_or(context.preformatted);
    context.indent = style.indent.or(context.indent);
    if let Some(font) = style.font {
        context.font = font.pixels(context.font);
    }
    context.colour = style.colour.or(context.colour);
    if let Some(background) = style.background {
        context.background = background;
    }
    if style.colour.is_some() && context.colour == context.background {
        context.hidden = true;
    }
}

fn attribute<'a>(attributes: &'a [Attribute], name: &str) -> Option<&'a str> {
    attributes.iter().find(|attribute| &*attribute.name.local == name).map(|found| &*found.value)
}

/// A border attribute that draws none.
fn starts_zero(value: &str) -> bool {
    value.trim_ascii_start().starts_with('0')
}

/// A span attribute: its leading digits, 1 when there are none.
fn number(attributes: &[Attribute], name: &str) -> u32 {
    let value = attribute(attributes, name).unwrap_or("1").trim_ascii_start();
    let end = value.find(|c: char| !c.is_ascii_digit()).unwrap_or(value.len());
    match &value[..end] {
        "" => 1,
        digits => digits.parse().unwrap_or(u32::MAX),
    }
}

fn kind(name: &LocalName) -> Kind {
    match *name {
        local_name!("span")
        | local_name!("font")
        | local_name!("i")
        | local_name!("em")
        | local_name!("u")
        | local_name!("img") => Kind::Inline,
        local_name!("a") => Kind::Link,
        local_name!("b") | local_name!("strong") => Kind::Bold,
        local_name!("br") => Kind::Break,
        local_name!("p") => Kind::Leaf(Tag::Paragraph),
        local_name!("h1") => Kind::Leaf(Tag::Heading(1)),
        local_name!("h2") => Kind::Leaf(Tag::Heading(2)),
        local_name!("h3") => Kind::Leaf(Tag::Heading(3)),
        local_name!("h4") => Kind::Leaf(Tag::Heading(4)),
        local_name!("h5") => Kind::Leaf(Tag::Heading(5)),
        local_name!("h6") => Kind::Leaf(Tag::Heading(6)),
        local_name!("li") | local_name!("dt") | local_name!("dd") => Kind::Leaf(Tag::ListItem),
        local_name!("caption") => Kind::Leaf(Tag::Caption),
        local_name!("option")
        | local_name!("summary")
        | local_name!("legend")
        | local_name!("figcaption") => Kind::Leaf(Tag::Other),
        local_name!("table") => Kind::Table,
        local_name!("tr") => Kind::Row,
        local_name!("td") => Kind::Cell { header: false },
        local_name!("th") => Kind::Cell { header: true },
        local_name!("thead") => Kind::Section { head: true },
        local_name!("tbody") | local_name!("tfoot") => Kind::Section { head: false },
        local_name!("pre")
        | local_name!("textarea")
        | local_name!("listing")
        | local_name!("xmp")
        | local_name!("plaintext") => Kind::Preformatted,
        local_name!("title") => Kind::Title,
        local_name!("meta") => Kind::Meta,
        local_name!("script")
        | local_name!("style")
        | local_name!("template")
        | local_name!("input")
        | local_name!("iframe")
        | local_name!("noframes")
        | local_name!("noembed")
        | local_name!("audio")
        | local_name!("video")
        | local_name!("canvas")
        | local_name!("datalist")
        | local_name!("desc")
        | local_name!("metadata")
        | local_name!("defs") => Kind::Unseen,
        local_name!("html") | local_name!("body") => Kind::Page,
        local_name!("div")
        | local_name!("ul")
        | local_name!("ol")
        | local_name!("dl")
        | local_name!("center")
        | local_name!("section")
        | local_name!("article")
        | local_name!("main")
        | local_name!("nav")
        | local_name!("header")
        | local_name!("footer")
        | local_name!("aside")
        | local_name!("address")
        | local_name!("blockquote")
        | local_name!("details")
        | local_name!("dialog")
        | local_name!("dir")
        | local_name!("fieldset")
        | local_name!("figure")
        | local_name!("form")
        | local_name!("hgroup")
        | local_name!("hr")
        | local_name!("menu")
        | local_name!("search")
        | local_name!("select")
        | local_name!("optgroup")
        | local_name!("button")
        | local_name!("marquee")
        | local_name!("noscript")
        | local_name!("frameset") => Kind::Group,
        _ if name.ends_with("content") => Kind::Group,
        _ => Kind::Inline,
    }
}
