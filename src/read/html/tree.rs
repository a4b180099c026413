//! The parsed page: nodes in one vector, so that building, walking and dropping it never recurse.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName, QualName, local_name, ns};

/// Number of a node in its [`Tree`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NodeId(u32);

/// The document node.
pub(super) const ROOT: NodeId = NodeId(0);
/// No node: a link that leads nowhere.
const NONE: NodeId = NodeId(u32::MAX);

/// What a node is.
#[derive(Debug)]
pub(super) enum Data {
    /// An element with its name and attributes.
    Element(QualName, Vec<Attribute>),
    /// Text.
    Text(StrTendril),
    /// The document, a comment, a processing instruction: nothing to read.
    Other,
}

#[derive(Debug)]
struct Node {
    parent: NodeId,
    previous: NodeId,
    next: NodeId,
    first: NodeId,
    last: NodeId,
    line: u32,
    data: Data,
}

/// All nodes of a page.
#[derive(Debug)]
pub(super) struct Tree {
    nodes: Vec<Node>,
    nameless: QualName,
}

impl Tree {
    fn new() -> Self {
        let nameless = QualName::new(None, ns!(), local_name!(""));
        let mut tree = Self { nodes: Vec::new(), nameless };
        tree.add(Data::Other, 0);
        tree
    }

    fn add(&mut self, data: Data, line: u32) -> NodeId {
        let id = NodeId(self.nodes.len() as u32);
        self.nodes.push(Node {
            parent: NONE,
            previous: NONE,
            next: NONE,
            first: NONE,
            last: NONE,
            line,
            data,
        });
        id
    }

    /// Number of nodes, comments included.
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// What the node is.
    pub(super) fn data(&self, id: NodeId) -> &Data {
        &self.node(id).data
    }

    /// Source line of its start, counted from 1.
    pub(super) fn line(&self, id: NodeId) -> u32 {
        self.node(id).line
    }

    /// Its first child.
    pub(super) fn first_child(&self, id: NodeId) -> Option<NodeId> {
        some(self.node(id).first)
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
            Data::Text(text) => Some(&**text),
            _ => None,
        });
        text.collect()
    }

    /// Every element with its name, in the order of creation.
    pub(super) fn elements(&self) -> impl Iterator<Item = (NodeId, &LocalName)> {
        self.nodes.iter().enumerate().filter_map(|(number, node)| match &node.data {
            Data::Element(name, _) => Some((NodeId(number as u32), &name.local)),
            _ => None,
        })
    }

    fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0 as usize]
    }

    fn node_mut(&mut self, id: NodeId) -> &mut Node {
        &mut self.nodes[id.0 as usize]
    }

    fn append(&mut self, parent: NodeId, child: NodeId) {
        self.detach(child);
        let last = std::mem::replace(&mut self.node_mut(parent).last, child);
        match some(last) {
            Some(last) => self.node_mut(last).next = child,
            None => self.node_mut(parent).first = child,
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
            None => self.node_mut(parent).first = child,
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
            None => self.node_mut(parent).first = next,
        }
        match some(next) {
            Some(next) => self.node_mut(next).previous = previous,
            None => self.node_mut(parent).last = previous,
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

    fn add(&self, data: Data) -> NodeId {
        self.tree.borrow_mut().add(data, self.line.get())
    }

    fn node_of(&self, child: NodeOrText<NodeId>) -> NodeId {
        match child {
            NodeOrText::AppendNode(id) => id,
            NodeOrText::AppendText(text) => self.add(Data::Text(text)),
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
        Ref::map(self.tree.borrow(), |tree| match tree.data(*target) {
            Data::Element(name, _) => name,
            _ => &tree.nameless,
        })
    }

    fn create_element(
        &self,
        name: QualName,
        attributes: Vec<Attribute>,
        _flags: ElementFlags,
    ) -> NodeId {
        self.add(Data::Element(name, attributes))
    }

    fn create_comment(&self, _text: StrTendril) -> NodeId {
        self.add(Data::Other)
    }

    fn create_pi(&self, _target: StrTendril, _data: StrTendril) -> NodeId {
        self.add(Data::Other)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
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
        if let Data::Element(_, have) = &mut self.tree.borrow_mut().node_mut(*target).data {
            for attribute in attributes {
                if have.iter().all(|own| own.name != attribute.name) {
                    have.push(attribute);
                }
            }
        }
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
