//! The parsed page: nodes in one vector, so that building, walking and dropping it never recurse.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};
use std::collections::HashMap;
use std::ops::Range;

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName, QualName, local_name, ns};

/// Number of a node in its [`Tree`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NodeId(u32);

/// The document node.
pub(super) const ROOT: NodeId = NodeId(0);
/// Place of the document node's element, which has no name.
const NAMELESS: usize = 0;
/// No node: a link that leads nowhere.
const NONE: NodeId = NodeId(u32::MAX);

/// What a node is.
#[derive(Debug, Clone, Copy)]
pub(super) enum Data<'a> {
    /// An element with its name.
    Element(&'a QualName),
    /// Text and the source line of its first visible character, counted from 1.
    Text(&'a str, u32),
    /// The document.
    Other,
}

/// A page has millions of nodes: what few of them have stands elsewhere.
#[derive(Debug)]
struct Node {
    parent: NodeId,
    previous: NodeId,
    next: NodeId,
    inside: Inside,
}

#[derive(Debug, Clone, Copy)]
enum Inside {
    /// Place in [`Tree::elements`], first and last child.
    Element { element: u32, first: NodeId, last: NodeId },
    /// Bytes of [`Tree::text`].
    Text { start: u32, end: u32, line: u32 },
}

/// A name with attributes; elements of one name without attributes share it.
#[derive(Debug)]
struct Element {
    name: QualName,
    attributes: Range<u32>,
    /// Its white space parts rows or cells: nothing of it is ever seen.
    is_frame: bool,
}

impl Element {
    fn new(name: QualName, attributes: Range<u32>) -> Self {
        let is_frame = matches!(
            name.local,
            local_name!("table")
                | local_name!("thead")
                | local_name!("tbody")
                | local_name!("tfoot")
                | local_name!("tr")
        );
        Self { is_frame: is_frame && name.ns == ns!(html), name, attributes }
    }
}

/// An attribute with the bytes of [`Tree::text`] that are its value.
#[derive(Debug, Clone)]
struct Valued {
    name: LocalName,
    value: Range<u32>,
}

/// All nodes of a page.
#[derive(Debug)]
pub(super) struct Tree {
    nodes: Vec<Node>,
    elements: Vec<Element>,
    attributes: Vec<Valued>,
    /// Text and values of all nodes.
    text: String,
    /// Places of the elements without attributes.
    bare: HashMap<QualName, u32>,
    /// The `<style>` elements.
    styles: Vec<NodeId>,
}

impl Tree {
    fn new() -> Self {
        let mut tree = Self {
            nodes: Vec::new(),
            elements: Vec::new(),
            attributes: Vec::new(),
            text: String::new(),
            bare: HashMap::new(),
            styles: Vec::new(),
        };
        tree.add_element(QualName::new(None, ns!(), local_name!("")), &[]);
        tree
    }

    fn add(&mut self, inside: Inside) -> NodeId {
        let id = NodeId(self.nodes.len() as u32);
        self.nodes.push(Node { parent: NONE, previous: NONE, next: NONE, inside });
        id
    }

    fn add_element(&mut self, name: QualName, attributes: &[Attribute]) -> NodeId {
        let is_style = name.local == local_name!("style");
        let element = self.element(name, attributes);
        let id = self.add(Inside::Element { element, first: NONE, last: NONE });
        if is_style {
            self.styles.push(id);
        }
        id
    }

    fn element(&mut self, name: QualName, attributes: &[Attribute]) -> u32 {
        let place = self.elements.len() as u32;
        if attributes.is_empty() {
            let place = *self.bare.entry(name.clone()).or_insert(place);
            if place as usize == self.elements.len() {
                self.elements.push(Element::new(name, 0..0));
            }
            return place;
        }
        let start = self.attributes.len() as u32;
        for attribute in attributes {
            let value = self.add_bytes(&attribute.value);
            self.attributes.push(Valued { name: attribute.name.local.clone(), value });
        }
        self.elements.push(Element::new(name, start..self.attributes.len() as u32));
        place
    }

    /// Adds the attributes that an element lacks.
    fn add_missing(&mut self, id: NodeId, mut attributes: Vec<Attribute>) {
        attributes.retain(|new| self.attributes(id).all(|(own, _)| *own != new.name.local));
        let Inside::Element { element, .. } = self.node(id).inside else { return };
        let Element { name, attributes: own, .. } = &self.elements[element as usize];
        let (name, own) = (name.clone(), own.start as usize..own.end as usize);
        let start = self.attributes.len() as u32;
        self.attributes.extend_from_within(own);
        for Attribute { name, value } in attributes {
            let value = self.add_bytes(&value);
            self.attributes.push(Valued { name: name.local, value });
        }
        let place = self.elements.len() as u32;
        self.elements.push(Element::new(name, start..self.attributes.len() as u32));
        if let Inside::Element { element, .. } = &mut self.node_mut(id).inside {
            *element = place;
        }
    }

    fn add_bytes(&mut self, text: &str) -> Range<u32> {
        let start = self.text.len() as u32;
        self.text.push_str(text);
        start..self.text.len() as u32
    }

    /// Number of nodes.
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// What the node is.
    pub(super) fn data(&self, id: NodeId) -> Data<'_> {
        match self.node(id).inside {
            Inside::Text { start, end, line } => Data::Text(self.slice(&(start..end)), line),
            Inside::Element { .. } if id == ROOT => Data::Other,
            Inside::Element { element, .. } => Data::Element(&self.elements[element as usize].name),
        }
    }

    /// Names and values of the attributes of an element.
    pub(super) fn attributes(&self, id: NodeId) -> impl Iterator<Item = (&LocalName, &str)> {
        let own = match self.node(id).inside {
            Inside::Element { element, .. } => self.elements[element as usize].attributes.clone(),
            Inside::Text { .. } => 0..0,
        };
        let own = &self.attributes[own.start as usize..own.end as usize];
        own.iter().map(|attribute| (&attribute.name, self.slice(&attribute.value)))
    }

    /// The value of an attribute.
    pub(super) fn attribute(&self, id: NodeId, name: &str) -> Option<&str> {
        self.attributes(id).find(|(own, _)| **own == *name).map(|(_, value)| value)
    }

    fn is_frame(&self, id: NodeId) -> bool {
        match self.node(id).inside {
            Inside::Element { element, .. } => self.elements[element as usize].is_frame,
            Inside::Text { .. } => false,
        }
    }

    fn slice(&self, range: &Range<u32>) -> &str {
        &self.text[range.start as usize..range.end as usize]
    }

    /// Its first child.
    pub(super) fn first_child(&self, id: NodeId) -> Option<NodeId> {
        match self.node(id).inside {
            Inside::Element { first, .. } => some(first),
            Inside::Text { .. } => None,
        }
    }

    /// The node after it under the same parent.
    pub(super) fn next_sibling(&self, id: NodeId) -> Option<NodeId> {
        some(self.node(id).next)
    }

    /// The node it stands in.
    pub(super) fn parent(&self, id: NodeId) -> Option<NodeId> {
        some(self.node(id).parent)
    }

    /// Text directly in an element.
    pub(super) fn text(&self, id: NodeId) -> String {
        let children =
            std::iter::successors(self.first_child(id), |child| self.next_sibling(*child));
        let text = children.filter_map(|child| match self.data(child) {
            Data::Text(text, _) => Some(text),
            _ => None,
        });
        text.collect()
    }

    /// Texts of the `<style>` elements.
    pub(super) fn styles(&self) -> impl Iterator<Item = String> {
        self.styles.iter().map(|id| self.text(*id))
    }

    fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0 as usize]
    }

    fn node_mut(&mut self, id: NodeId) -> &mut Node {
        &mut self.nodes[id.0 as usize]
    }

    fn set_first(&mut self, parent: NodeId, child: NodeId) {
        if let Inside::Element { first, .. } = &mut self.node_mut(parent).inside {
            *first = child;
        }
    }

    /// Makes it the last child; the one that was.
    fn set_last(&mut self, parent: NodeId, child: NodeId) -> NodeId {
        match &mut self.node_mut(parent).inside {
            Inside::Element { last, .. } => std::mem::replace(last, child),
            Inside::Text { .. } => NONE,
        }
    }

    fn append(&mut self, parent: NodeId, child: NodeId) {
        self.detach(child);
        let last = self.set_last(parent, child);
        match some(last) {
            Some(last) => self.node_mut(last).next = child,
            None => self.set_first(parent, child),
        }
        let node = self.node_mut(child);
        (node.parent, node.previous) = (parent, last);
    }

    fn insert_before(&mut self, sibling: NodeId, child: NodeId) {
        self.detach(child);
        let Node { parent, previous, .. } = *self.node(sibling);
        if parent == NONE {
            return;
        }
        self.node_mut(sibling).previous = child;
        match some(previous) {
            Some(previous) => self.node_mut(previous).next = child,
            None => self.set_first(parent, child),
        }
        let node = self.node_mut(child);
        (node.parent, node.previous, node.next) = (parent, previous, sibling);
    }

    fn detach(&mut self, id: NodeId) {
        let node = self.node_mut(id);
        let parent = std::mem::replace(&mut node.parent, NONE);
        let previous = std::mem::replace(&mut node.previous, NONE);
        let next = std::mem::replace(&mut node.next, NONE);
        if parent == NONE {
            return;
        }
        match some(previous) {
            Some(previous) => self.node_mut(previous).next = next,
            None => self.set_first(parent, next),
        }
        match some(next) {
            Some(next) => self.node_mut(next).previous = previous,
            None => drop(self.set_last(parent, previous)),
        }
    }
}

fn some(id: NodeId) -> Option<NodeId> {
    (id != NONE).then_some(id)
}

/// Builds a [`Tree`] from what html5ever's tree builder says.
pub(super) struct Builder {
    tree: RefCell<Tree>,
    line: Cell<u32>,
}

impl Builder {
    /// An empty page.
    pub(super) fn new() -> Self {
        Self { tree: RefCell::new(Tree::new()), line: Cell::new(1) }
    }

    /// Number of nodes made so far.
    pub(super) fn len(&self) -> usize {
        self.tree.borrow().len()
    }

    fn node_of(&self, child: NodeOrText<NodeId>) -> NodeId {
        match child {
            NodeOrText::AppendNode(id) => id,
            NodeOrText::AppendText(text) => {
                let mut tree = self.tree.borrow_mut();
                let Range { start, end } = tree.add_bytes(&text);
                tree.add(Inside::Text { start, end, line: self.line.get() })
            }
        }
    }
}

impl TreeSink for Builder {
    type Handle = NodeId;
    type Output = Tree;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Tree {
        self.tree.into_inner()
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn set_quirks_mode(&self, _mode: QuirksMode) {}

    fn set_current_line(&self, line: u64) {
        self.line.set(u32::try_from(line).unwrap_or(u32::MAX));
    }

    fn get_document(&self) -> NodeId {
        ROOT
    }

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        *target
    }

    fn same_node(&self, one: &NodeId, other: &NodeId) -> bool {
        one == other
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Ref<'a, QualName> {
        Ref::map(self.tree.borrow(), |tree| {
            let element = match tree.node(*target).inside {
                Inside::Element { element, .. } => element as usize,
                Inside::Text { .. } => NAMELESS,
            };
            &tree.elements[element].name
        })
    }

    fn create_element(
        &self,
        name: QualName,
        attributes: Vec<Attribute>,
        _flags: ElementFlags,
    ) -> NodeId {
        self.tree.borrow_mut().add_element(name, &attributes)
    }

    /// Comments and instructions are handed on by nobody.
    fn create_comment(&self, text: StrTendril) -> NodeId {
        self.create_pi(text, StrTendril::new())
    }

    fn create_pi(&self, _target: StrTendril, _data: StrTendril) -> NodeId {
        self.tree.borrow_mut().add(Inside::Text { start: 0, end: 0, line: 0 })
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        if let NodeOrText::AppendText(text) = &child
            && self.tree.borrow().is_frame(*parent)
            && text.bytes().all(|byte| byte.is_ascii_whitespace())
        {
            return;
        }
        let child = self.node_of(child);
        self.tree.borrow_mut().append(*parent, child);
    }

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        let child = self.node_of(child);
        self.tree.borrow_mut().insert_before(*sibling, child);
    }

    fn append_based_on_parent_node(
        &self,
        element: &NodeId,
        previous: &NodeId,
        child: NodeOrText<NodeId>,
    ) {
        let placed = self.tree.borrow().parent(*element).is_some();
        if placed {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn add_attrs_if_missing(&self, target: &NodeId, attributes: Vec<Attribute>) {
        self.tree.borrow_mut().add_missing(*target, attributes);
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.tree.borrow_mut().detach(*target);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        let mut tree = self.tree.borrow_mut();
        while let Some(child) = tree.first_child(*node) {
            tree.append(*new_parent, child);
        }
    }
}
