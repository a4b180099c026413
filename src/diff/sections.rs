//! Which section or box of the old document is which of the new. What is the same whole is paired
//! first, then what has the same title, then what holds the same text, then what is like it in the
//! same place; so a section that moved is found before anything is taken for new.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::likeness::{Shape, pair_any, pair_in_order};
use super::outline::Outline;
use super::pairs::Pairs;
use super::sequence::{Numbering, align, unique_pairs};
use super::token::key;
use crate::document::SectionKind;

/// Least likeness of two sections in the same place: a heading with half its words new.
const LIKE_IN_PLACE: f64 = 0.3;
/// Least likeness of two sections in different places.
const LIKE_ANYWHERE: f64 = 0.6;
/// Bytes of its text that a section is known by.
const SAMPLE: usize = 1_200;

/// Pairs the nodes of two outlines.
pub fn pair(old: &Outline<'_>, new: &Outline<'_>) -> Pairs {
    let mut pairs = Pairs::none(old.nodes.len(), new.nodes.len());
    pairs.add(0, 0);
    let (old_hashes, new_hashes) = (&hashes(old), &hashes(new));
    let mut matching = Matching { old, new, old_hashes, new_hashes, pairs };
    matching.frames();
    matching.whole();
    matching.titles();
    matching.holding_the_same();
    matching.in_place();
    matching.alike();
    matching.in_place();
    matching.pairs
}

struct Matching<'a> {
    old: &'a Outline<'a>,
    new: &'a Outline<'a>,
    old_hashes: &'a [u64],
    new_hashes: &'a [u64],
    pairs: Pairs,
}

impl Matching<'_> {
    fn add(&mut self, old: usize, new: usize) -> bool {
        let boxes = self.old.nodes[old].is_box() == self.new.nodes[new].is_box();
        boxes && self.pairs.add(old, new)
    }

    /// Letter and preamble are what they are, whatever they hold.
    fn frames(&mut self) {
        for kind in [SectionKind::Notice, SectionKind::Preamble] {
            let only = |outline: &Outline<'_>| {
                let mut found =
                    (0..outline.nodes.len()).filter(|node| outline.nodes[*node].kind == Some(kind));
                found.next().filter(|_| found.next().is_none())
            };
            if let Some((old, new)) = only(self.old).zip(only(self.new)) {
                self.pairs.add(old, new);
            }
        }
    }

    /// Sections that are the same with all that is in them, and only once in each document.
    fn whole(&mut self) {
        let pairs = unique_pairs(self.old_hashes, self.new_hashes, |_| true);
        for (old, new) in pairs {
            let mut open = vec![(old, new)];
            while let Some((old, new)) = open.pop() {
                if self.add(old, new) {
                    let children = self.old.nodes[old].children.iter().copied();
                    open.extend(children.zip(self.new.nodes[new].children.iter().copied()));
                }
            }
        }
    }

    /// Titles that each document has once: first under the same title, then anywhere.
    fn titles(&mut self) {
        let untitled = self.old.nodes[0].title_id;
        let own = |outline: &Outline<'_>| -> Vec<_> {
            outline.nodes.iter().map(|node| (node.is_box(), node.title_id, 0)).collect()
        };
        let under = |outline: &Outline<'_>| -> Vec<_> {
            let above = |parent: usize| outline.nodes[parent].title_id;
            outline
                .nodes
                .iter()
                .map(|node| (node.is_box(), node.title_id, above(node.parent)))
                .collect()
        };
        for keys in [&under as &dyn Fn(&Outline<'_>) -> Vec<(bool, u32, u32)>, &own] {
            let titled = |key: &(bool, u32, u32)| key.1 != untitled;
            for (old, new) in unique_pairs(&keys(self.old), &keys(self.new), titled) {
                self.add(old, new);
            }
        }
    }

    /// Sections that hold the same text or the same sections: most of what one of them holds.
    fn holding_the_same(&mut self) {
        let ids = |outline: &Outline<'_>| -> Vec<u32> {
            outline.texts.iter().map(|text| text.id).collect()
        };
        let mut votes: Vec<HashMap<usize, usize>> = vec![HashMap::new(); self.old.nodes.len()];
        for (old, new) in unique_pairs(&ids(self.old), &ids(self.new), |_| true) {
            let (old, new) = (&self.old.texts[old], &self.new.texts[new]);
            *votes[old.node].entry(new.node).or_default() += old.text.len();
        }
        let (old_weights, new_weights) = (weights(self.old), weights(self.new));
        for node in (1..self.old.nodes.len()).rev() {
            let best = votes[node].iter().map(|(new, votes)| (*votes, std::cmp::Reverse(*new)));
            if let Some((votes, std::cmp::Reverse(new))) = best.max()
                && votes * 2 >= old_weights[node].min(new_weights[new])
            {
                self.add(node, new);
            }
            if let Some(new) = self.pairs.new_of(node) {
                let parents = (self.old.nodes[node].parent, self.new.nodes[new].parent);
                *votes[parents.0].entry(parents.1).or_default() += old_weights[node];
            }
        }
    }

    /// Sections under the same section: the same in order, then the same title in order, then
    /// what is like each other, then the same number.
    fn in_place(&mut self) {
        for node in 0..self.old.nodes.len() {
            let Some(new) = self.pairs.new_of(node) else { continue };
            if self.open(node, new).is_empty() {
                continue;
            }
            let (old_hashes, new_hashes) = (self.old_hashes, self.new_hashes);
            self.aligned(node, new, |at| old_hashes[at], |at| new_hashes[at]);
            let (old_outline, new_outline) = (self.old, self.new);
            let title = |outline: &Outline<'_>, at: usize| u64::from(outline.nodes[at].title_id);
            self.aligned(node, new, |at| title(old_outline, at), |at| title(new_outline, at));
            self.like_in_place(node, new);
            self.same_number(node, new);
        }
    }

    /// Children of a pair that have no partner yet.
    fn open(&self, old: usize, new: usize) -> Open {
        let free = |children: &[usize], taken: &dyn Fn(usize) -> bool| -> Vec<usize> {
            children.iter().copied().filter(|child| !taken(*child)).collect()
        };
        Open {
            old: free(&self.old.nodes[old].children, &|at| self.pairs.new_of(at).is_some()),
            new: free(&self.new.nodes[new].children, &|at| self.pairs.old_of(at).is_some()),
        }
    }

    fn aligned(
        &mut self,
        old: usize,
        new: usize,
        old_key: impl Fn(usize) -> u64,
        new_key: impl Fn(usize) -> u64,
    ) {
        let open = self.open(old, new);
        let mut numbers = Numbering::default();
        let before: Vec<u32> = open.old.iter().map(|at| numbers.of(old_key(*at))).collect();
        let after: Vec<u32> = open.new.iter().map(|at| numbers.of(new_key(*at))).collect();
        for (old, new) in align(&before, &after).pairs {
            self.add(open.old[old], open.new[new]);
        }
    }

    fn like_in_place(&mut self, old: usize, new: usize) {
        let open = self.open(old, new);
        if open.is_empty() {
            return;
        }
        let shapes = |outline: &Outline<'_>, nodes: &[usize]| -> Vec<Shape> {
            nodes.iter().map(|node| shape(outline, *node)).collect()
        };
        let (before, after) = (shapes(self.old, &open.old), shapes(self.new, &open.new));
        let (before, after): (Vec<_>, Vec<_>) = (before.iter().collect(), after.iter().collect());
        for (old, new) in pair_in_order(&before, &after, LIKE_IN_PLACE) {
            self.add(open.old[old], open.new[new]);
        }
    }

    /// The same number in the same place, where neither holds text that could tell otherwise.
    fn same_number(&mut self, old: usize, new: usize) {
        let open = self.open(old, new);
        let bare = |outline: &Outline<'_>, nodes: &[usize]| -> Vec<usize> {
            let is_bare = |node: &usize| {
                let node = &outline.nodes[*node];
                node.texts.is_empty() && node.children.is_empty() && !node.label.is_empty()
            };
            nodes.iter().copied().filter(is_bare).collect()
        };
        let (before, after) = (bare(self.old, &open.old), bare(self.new, &open.new));
        let mut numbers = Numbering::default();
        let mut labels = |outline: &Outline<'_>, nodes: &[usize]| -> Vec<u32> {
            nodes.iter().map(|node| numbers.of(key(outline.nodes[*node].label))).collect()
        };
        let (old_labels, new_labels) = (labels(self.old, &before), labels(self.new, &after));
        for (old, new) in align(&old_labels, &new_labels).pairs {
            self.add(before[old], after[new]);
        }
    }

    /// Sections that are like each other, wherever they stand.
    fn alike(&mut self) {
        let shapes = |outline: &Outline<'_>, nodes: Vec<usize>| -> Vec<(usize, Shape)> {
            nodes.into_iter().map(|node| (node, shape(outline, node))).collect()
        };
        let is_section = |outline: &Outline<'_>, node: &usize| !outline.nodes[*node].is_box();
        for boxes in [false, true] {
            let old =
                self.pairs.only_old().filter(|at| is_section(self.old, at) != boxes).collect();
            let new =
                self.pairs.only_new().filter(|at| is_section(self.new, at) != boxes).collect();
            let (old, new) = (shapes(self.old, old), shapes(self.new, new));
            pair_any(&old, &new, LIKE_ANYWHERE, &mut self.pairs);
        }
    }
}

struct Open {
    old: Vec<usize>,
    new: Vec<usize>,
}

impl Open {
    fn is_empty(&self) -> bool {
        self.old.is_empty() || self.new.is_empty()
    }
}

/// A number for each node that is the same for nodes with the same title, text and sections.
fn hashes(outline: &Outline<'_>) -> Vec<u64> {
    let mut hashes = vec![0; outline.nodes.len()];
    for (at, node) in outline.nodes.iter().enumerate().rev() {
        let mut hasher = DefaultHasher::new();
        (node.is_box(), node.title_id).hash(&mut hasher);
        node.texts.iter().for_each(|text| outline.texts[*text].id.hash(&mut hasher));
        node.children.iter().for_each(|child| hashes[*child].hash(&mut hasher));
        hashes[at] = hasher.finish();
    }
    hashes
}

/// Bytes of text in each node and below it.
fn weights(outline: &Outline<'_>) -> Vec<usize> {
    let mut weights = vec![0; outline.nodes.len()];
    for (at, node) in outline.nodes.iter().enumerate().rev() {
        weights[at] += node.texts.iter().map(|text| outline.texts[*text].text.len()).sum::<usize>();
        weights[at] += node.title.len();
        if at > 0 {
            weights[node.parent] += weights[at];
        }
    }
    weights
}

/// Title and the start of its own text.
fn shape(outline: &Outline<'_>, node: usize) -> Shape {
    let node = &outline.nodes[node];
    let mut text = node.title.to_owned();
    for piece in node.texts.iter().map(|text| outline.texts[*text].text) {
        if text.len() > SAMPLE {
            break;
        }
        text.push('\n');
        text.push_str(piece);
    }
    Shape::of(&text)
}
