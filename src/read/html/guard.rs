//! Bounds on what a page may cost: html5ever is quadratic in nesting depth and in open formatting
//! elements, so start tags past a limit are dropped, with their end tags, before it sees them.
//! Their text is kept.

use std::cell::{Cell, RefCell};

use html5ever::interface::Tracer;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::TreeBuilder;
use html5ever::{LocalName, local_name};

use super::tree::{Builder, NodeId};
use crate::read::Limits;

/// Start tags between two looks at the depth; each look costs as much as the page is deep.
const TAGS_PER_LOOK: usize = 64;
/// Bytes of a page that pay for a node: a tag has at least three, and few pages have a node for
/// every ten bytes.
const BYTES_PER_NODE: usize = 2;
/// Nodes any page may have, however short.
const FREE_NODES: usize = 50_000;

/// Which limits a page has reached.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reached {
    /// Elements are nested too deep.
    pub depth: bool,
    /// It has too many nodes.
    pub elements: bool,
}

/// Passes the tokens of a page on to the tree builder, within the limits.
pub(super) struct Guard {
    builder: TreeBuilder<NodeId, Builder>,
    /// Start tags since the last look at the depth.
    tags: Cell<usize>,
    too_deep: Cell<bool>,
    /// Start tags dropped whose end tags are still to come.
    dropped: RefCell<Vec<LocalName>>,
    most_open: usize,
    budget: usize,
    reached: Cell<Reached>,
}

impl Guard {
    /// A guard for a page of this many bytes.
    pub(super) fn new(
        builder: TreeBuilder<NodeId, Builder>,
        bytes: usize,
        limits: &Limits,
    ) -> Self {
        Self {
            builder,
            tags: Cell::new(0),
            too_deep: Cell::new(false),
            dropped: RefCell::default(),
            most_open: limits.depth,
            budget: (bytes / BYTES_PER_NODE + FREE_NODES).min(limits.elements),
            reached: Cell::default(),
        }
    }

    /// The sink with the tree, and the limits reached.
    pub(super) fn finish(self) -> (Builder, Reached) {
        (self.builder.sink, self.reached.get())
    }

    fn admits(&self, tag: &Tag) -> bool {
        match tag.kind {
            TagKind::StartTag => self.admits_start(&tag.name),
            TagKind::EndTag => self.admits_end(&tag.name),
        }
    }

    fn admits_start(&self, name: &LocalName) -> bool {
        self.look();
        if !self.too_deep.get() || is_leaf(name) {
            return true;
        }
        self.dropped.borrow_mut().push(name.clone());
        false
    }

    /// An end tag whose start tag was dropped is dropped.
    fn admits_end(&self, name: &LocalName) -> bool {
        let mut dropped = self.dropped.borrow_mut();
        let own = dropped.last() == Some(name);
        if own {
            dropped.pop();
        }
        !own
    }

    /// Looks at depth and nodes now and then.
    fn look(&self) {
        let tags = self.tags.get() + 1;
        self.tags.set(tags % TAGS_PER_LOOK);
        if tags < TAGS_PER_LOOK {
            return;
        }
        let depth = Depth::default();
        self.builder.trace_handles(&depth);
        let reached = self.reached.get();
        let (deep, many) = (depth.0.get() > self.most_open, self.builder.sink.len() > self.budget);
        self.too_deep.set(deep || many);
        self.reached
            .set(Reached { depth: reached.depth || deep, elements: reached.elements || many });
    }
}

impl TokenSink for Guard {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        let pass = match &token {
            Token::TagToken(tag) => self.admits(tag),
            Token::CommentToken(_) | Token::ParseError(_) => false,
            _ => true,
        };
        if pass { self.builder.process_token(token, line) } else { TokenSinkResult::Continue }
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Counts the elements that the tree builder holds.
#[derive(Default)]
struct Depth(Cell<usize>);

impl Tracer for Depth {
    type Handle = NodeId;

    fn trace_handle(&self, _node: &NodeId) {
        self.0.set(self.0.get() + 1);
    }
}

/// Elements without elements inside: those without content add no depth, and without their start
/// tag the others would show code as text.
fn is_leaf(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("area")
            | local_name!("base")
            | local_name!("br")
            | local_name!("col")
            | local_name!("embed")
            | local_name!("hr")
            | local_name!("img")
            | local_name!("input")
            | local_name!("link")
            | local_name!("meta")
            | local_name!("wbr")
            | local_name!("iframe")
            | local_name!("noembed")
            | local_name!("noframes")
            | local_name!("plaintext")
            | local_name!("script")
            | local_name!("style")
            | local_name!("textarea")
            | local_name!("title")
            | local_name!("xmp")
    )
}
