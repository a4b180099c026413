//! What changed in the outline: sections and boxes that came, went, moved, or have another title or
//! number.

use std::collections::HashSet;

use super::change::{Change, ChangeKind as Kind};
use super::outline::Outline;
use super::pairs::Pairs;
use super::paragraphs::stay_in_order;
use super::token::same;
use super::words::marked;

/// The sections and boxes of two documents, paired.
#[derive(Debug)]
pub struct Sections<'a> {
    /// The old ones.
    pub old: &'a Outline<'a>,
    /// The new ones.
    pub new: &'a Outline<'a>,
    /// Which is which.
    pub pairs: &'a Pairs,
    /// For each old node, the nearest section before it that has a partner.
    before_old: Vec<usize>,
    /// For each new node, the nearest section before it that has a partner.
    before_new: Vec<usize>,
}

impl<'a> Sections<'a> {
    /// Sections and boxes with what stands before them.
    pub fn new(old: &'a Outline<'a>, new: &'a Outline<'a>, pairs: &'a Pairs) -> Self {
        let before_old = before(old, |node| pairs.new_of(node).is_some());
        let before_new = before(new, |node| pairs.old_of(node).is_some());
        Self { old, new, pairs, before_old, before_new }
    }

    /// What stood under an old heading stands under this new one: because it is the same, or because
    /// a heading between was put in or taken out.
    pub fn stays(&self, old: usize, new: usize) -> bool {
        match (self.pairs.new_of(old), self.pairs.old_of(new)) {
            (Some(_), Some(_)) => self.pairs.are(old, new) || self.is_edge(old, new),
            (None, Some(_)) => self.above_old(old).iter().any(|one| self.pairs.are(*one, new)),
            (Some(_), None) => self.above_new(new).iter().any(|one| self.pairs.are(old, *one)),
            (None, None) => {
                let above = self.above_new(new);
                self.above_old(old)
                    .iter()
                    .any(|old| above.iter().any(|new| self.pairs.are(*old, *new)))
            }
        }
    }

    /// One is a box in the other: where a box ends is a matter of layout.
    fn is_edge(&self, old: usize, new: usize) -> bool {
        let (one, other) = (&self.old.nodes[old], &self.new.nodes[new]);
        match (one.is_box(), other.is_box()) {
            (true, false) => self.pairs.are(one.parent, new),
            (false, true) => self.pairs.are(old, other.parent),
            _ => false,
        }
    }

    /// Where the text of an old node goes when its heading is taken out.
    fn above_old(&self, node: usize) -> [usize; 2] {
        above(self.old, &self.before_old, node)
    }

    fn above_new(&self, node: usize) -> [usize; 2] {
        above(self.new, &self.before_new, node)
    }

    /// What changed, in the order of the new outline; what went stands first.
    pub fn changes(&self, left: &dyn Fn(usize, bool) -> String) -> Vec<Change> {
        let mut changes = Vec::new();
        for node in self.pairs.only_old().filter(|node| self.is_top_old(*node)) {
            changes.push(Change {
                kind: of(self.old, node, Kind::SectionRemoved, Kind::BoxRemoved),
                subject: self.old.nodes[node].heading(),
                old_place: Some(self.old.place(node)),
                old: Some(left(node, true)).filter(|text| !text.is_empty()),
                ..Change::default()
            });
        }
        let moved = self.moved();
        for node in 1..self.new.nodes.len() {
            match self.pairs.old_of(node) {
                Some(old) => changes.extend(self.changed(old, node, moved.contains(&node))),
                None if self.is_top_new(node) => changes.push(Change {
                    kind: of(self.new, node, Kind::SectionAdded, Kind::BoxAdded),
                    subject: self.new.nodes[node].heading(),
                    new_place: Some(self.new.place(node)),
                    new: Some(left(node, false)).filter(|text| !text.is_empty()),
                    ..Change::default()
                }),
                None => {}
            }
        }
        changes
    }

    /// It went, and what it stood in did not.
    fn is_top_old(&self, node: usize) -> bool {
        self.pairs.new_of(self.old.nodes[node].parent).is_some()
    }

    fn is_top_new(&self, node: usize) -> bool {
        self.pairs.old_of(self.new.nodes[node].parent).is_some()
    }

    /// New nodes that stand elsewhere than they did.
    fn moved(&self) -> HashSet<usize> {
        let mut moved = HashSet::new();
        for (old, new) in self.pairs.all() {
            let parents = (self.old.nodes[old].parent, self.new.nodes[new].parent);
            if !self.stays(parents.0, parents.1) {
                moved.insert(new);
            }
        }
        for (parent, new_parent) in self.pairs.all() {
            for boxes in [false, true] {
                let children = self.old.nodes[parent].children.iter().copied();
                let children: Vec<usize> =
                    children.filter(|child| self.old.nodes[*child].is_box() == boxes).collect();
                let is_here = |new: usize| self.new.nodes[new].parent == new_parent;
                let stay = stay_in_order(self.pairs, &children, is_here);
                let partners = children.iter().filter_map(|child| self.pairs.new_of(*child));
                moved.extend(partners.filter(|new| is_here(*new) && !stay.contains(new)));
            }
        }
        moved
    }

    fn changed(&self, old: usize, new: usize, moved: bool) -> Vec<Change> {
        let (before, after) = (&self.old.nodes[old], &self.new.nodes[new]);
        let change = |kind: Kind, one: &str, other: &str| Change {
            kind,
            subject: after.heading(),
            old_place: Some(self.old.place(old)),
            new_place: Some(self.new.place(new)),
            old: Some(one.to_owned()),
            new: Some(other.to_owned()),
            ..Change::default()
        };
        let mut changes = Vec::new();
        if moved {
            let kind = of(self.new, new, Kind::SectionMoved, Kind::BoxMoved);
            changes.push(change(kind, &before.heading(), &after.heading()));
        } else if !same(before.label, after.label) {
            let kind = of(self.new, new, Kind::SectionRenumbered, Kind::BoxRenumbered);
            changes.push(change(kind, before.label, after.label));
        }
        if before.title_id != after.title_id {
            let kind = of(self.new, new, Kind::SectionRenamed, Kind::BoxRenamed);
            let words = marked(before.title, after.title);
            let renamed = change(kind, before.title, after.title);
            changes.push(Change { words: words.runs, numbers: words.numbers, ..renamed });
        }
        changes
    }
}

fn of(outline: &Outline<'_>, node: usize, section: Kind, its_box: Kind) -> Kind {
    if outline.nodes[node].is_box() { its_box } else { section }
}

/// For each node the nearest section before it, or the document, that `has_partner`.
fn before(outline: &Outline<'_>, has_partner: impl Fn(usize) -> bool) -> Vec<usize> {
    let mut last = 0;
    let mut found = Vec::with_capacity(outline.nodes.len());
    for (node, its) in outline.nodes.iter().enumerate() {
        found.push(last);
        if !its.is_box() && has_partner(node) {
            last = node;
        }
    }
    found
}

/// The section before a node that has a partner, or the first one above that section which is of a
/// higher level; and for a box, what it stands in.
fn above(outline: &Outline<'_>, before: &[usize], node: usize) -> [usize; 2] {
    let its = &outline.nodes[node];
    if its.is_box() {
        return [its.parent, before[node]];
    }
    let mut higher = before[node];
    while higher > 0 && outline.nodes[higher].level > its.level {
        higher = outline.nodes[higher].parent;
    }
    [before[node], higher]
}
