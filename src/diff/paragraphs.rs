//! Which paragraph of the old document is which of the new: the same in the same section, the same
//! elsewhere, whole but split or merged, like each other in the same place, like each other
//! elsewhere.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet, VecDeque};

use super::likeness::{Shape, pair_any, pair_in_order};
use super::outline::Outline;
use super::pairs::Pairs;
use super::sequence::{align, out_of_order};

/// Least likeness of two paragraphs between the same neighbours.
const LIKE_IN_PLACE: f64 = 0.35;
/// Least likeness of two paragraphs in different places.
const LIKE_ANYWHERE: f64 = 0.6;
/// Bytes of its key by which the first part of a split paragraph is found.
const START: usize = 12;
/// Paragraphs with the same start that are tried as the first part.
const MOST_TRIES: usize = 4;

/// What became of the paragraphs.
#[derive(Debug, Default)]
pub struct Paragraphs {
    /// Old and new.
    pub pairs: Pairs,
    /// Old paragraphs, each with the new ones that it was split into.
    pub split: Vec<(usize, Vec<usize>)>,
    /// New paragraphs, each with the old ones that were merged into it.
    pub merged: Vec<(usize, Vec<usize>)>,
}

/// Pairs the paragraphs of two outlines whose sections are paired.
pub fn pair(old: &Outline<'_>, new: &Outline<'_>, nodes: &Pairs) -> Paragraphs {
    let pairs = Pairs::none(old.texts.len(), new.texts.len());
    let mut found = Paragraphs { pairs, ..Paragraphs::default() };
    for (before, after) in nodes.all() {
        found.same_in_place(old, new, before, after);
    }
    found.same_anywhere(old, new);
    let mut taken = (vec![false; old.texts.len()], vec![false; new.texts.len()]);
    for (before, after) in nodes.all() {
        let (before, after) = found.open(old, new, before, after);
        let split = whole_in_parts(old, &before, new, &after);
        mark(&split, &mut taken.0, &mut taken.1);
        found.split.extend(split);
        let left = |texts: Vec<usize>, taken: &[bool]| -> Vec<usize> {
            texts.into_iter().filter(|text| !taken[*text]).collect()
        };
        let (before, after) = (left(before, &taken.0), left(after, &taken.1));
        let merged = whole_in_parts(new, &after, old, &before);
        mark(&merged, &mut taken.1, &mut taken.0);
        found.merged.extend(merged);
    }
    let shapes = (Shapes::of(old), Shapes::of(new));
    for (before, after) in nodes.all() {
        found.like_in_place((old, new), (before, after), &taken, &shapes);
    }
    found.like_anywhere(&taken, &shapes);
    found
}

/// Shapes of texts, each made when it is first asked for.
struct Shapes<'a>(Vec<(&'a str, OnceCell<Shape>)>);

impl<'a> Shapes<'a> {
    fn of(outline: &Outline<'a>) -> Self {
        Self(outline.texts.iter().map(|piece| (piece.text, OnceCell::new())).collect())
    }

    fn shape(&self, text: usize) -> &Shape {
        let (text, shape) = &self.0[text];
        shape.get_or_init(|| Shape::of(text))
    }
}

impl Paragraphs {
    fn same_in_place(&mut self, old: &Outline<'_>, new: &Outline<'_>, before: usize, after: usize) {
        let (before, after) = (&old.nodes[before].texts, &new.nodes[after].texts);
        let ids = |outline: &Outline<'_>, texts: &[usize]| -> Vec<u32> {
            texts.iter().map(|text| outline.texts[*text].id).collect()
        };
        for (one, other) in align(&ids(old, before), &ids(new, after)).pairs {
            self.pairs.add(before[one], after[other]);
        }
    }

    fn same_anywhere(&mut self, old: &Outline<'_>, new: &Outline<'_>) {
        let mut left: HashMap<u32, VecDeque<usize>> = HashMap::new();
        for text in self.pairs.only_new() {
            left.entry(new.texts[text].id).or_default().push_back(text);
        }
        let open: Vec<usize> = self.pairs.only_old().collect();
        for text in open {
            let found = left.get_mut(&old.texts[text].id).and_then(|texts| texts.pop_front());
            if let Some(found) = found {
                self.pairs.add(text, found);
            }
        }
    }

    /// Texts of a pair of nodes that have no partner yet.
    fn open(
        &self,
        old: &Outline<'_>,
        new: &Outline<'_>,
        before: usize,
        after: usize,
    ) -> (Vec<usize>, Vec<usize>) {
        let before = old.nodes[before].texts.iter().copied();
        let after = new.nodes[after].texts.iter().copied();
        (
            before.filter(|text| self.pairs.new_of(*text).is_none()).collect(),
            after.filter(|text| self.pairs.old_of(*text).is_none()).collect(),
        )
    }

    /// Pairs what is like each other between the same neighbours.
    fn like_in_place(
        &mut self,
        (old, new): (&Outline<'_>, &Outline<'_>),
        nodes: (usize, usize),
        taken: &(Vec<bool>, Vec<bool>),
        shapes: &(Shapes<'_>, Shapes<'_>),
    ) {
        for (before, after) in self.gaps(old, new, nodes) {
            let free = |texts: Vec<usize>, taken: &[bool]| -> Vec<usize> {
                texts.into_iter().filter(|text| !taken[*text]).collect()
            };
            let (before, after) = (free(before, &taken.0), free(after, &taken.1));
            let one: Vec<&Shape> = before.iter().map(|text| shapes.0.shape(*text)).collect();
            let other: Vec<&Shape> = after.iter().map(|text| shapes.1.shape(*text)).collect();
            for (one, other) in pair_in_order(&one, &other, LIKE_IN_PLACE) {
                self.pairs.add(before[one], after[other]);
            }
        }
    }

    /// Stretches without partners between two that are paired with each other.
    fn gaps(
        &self,
        old: &Outline<'_>,
        new: &Outline<'_>,
        (before, after): (usize, usize),
    ) -> Vec<(Vec<usize>, Vec<usize>)> {
        let mut gaps = Vec::new();
        let mut news = new.nodes[after].texts.iter().copied().peekable();
        let mut gap = (Vec::new(), Vec::new());
        let stays = stay_in_order(&self.pairs, &old.nodes[before].texts, |text| {
            new.texts[text].node == after
        });
        for text in &old.nodes[before].texts {
            let Some(partner) = self.pairs.new_of(*text) else {
                gap.0.push(*text);
                continue;
            };
            if stays.contains(&partner) {
                while let Some(next) = news.next_if(|next| *next <= partner) {
                    gap.1.extend(Some(next).filter(|at| self.pairs.old_of(*at).is_none()));
                }
                gaps.push(std::mem::take(&mut gap));
            }
        }
        gap.1.extend(news.filter(|at| self.pairs.old_of(*at).is_none()));
        gaps.push(gap);
        gaps.retain(|(old, new)| !old.is_empty() && !new.is_empty());
        gaps
    }

    fn like_anywhere(
        &mut self,
        taken: &(Vec<bool>, Vec<bool>),
        (old, new): &(Shapes<'_>, Shapes<'_>),
    ) {
        let before = self.pairs.only_old().filter(|text| !taken.0[*text]);
        let before: Vec<_> = before.map(|text| (text, old.shape(text))).collect();
        let after = self.pairs.only_new().filter(|text| !taken.1[*text]);
        let after: Vec<_> = after.map(|text| (text, new.shape(text))).collect();
        pair_any(&before, &after, LIKE_ANYWHERE, &mut self.pairs);
    }
}

/// Partners of some old things, in one place of the new, that stand in the order of the old.
pub fn stay_in_order(
    pairs: &Pairs,
    old: &[usize],
    is_here: impl Fn(usize) -> bool,
) -> HashSet<usize> {
    let partners: Vec<usize> =
        old.iter().filter_map(|text| pairs.new_of(*text)).filter(|new| is_here(*new)).collect();
    let out = out_of_order(&partners);
    partners.into_iter().zip(out).filter(|(_, out)| !out).map(|(partner, _)| partner).collect()
}

fn mark(found: &[(usize, Vec<usize>)], wholes: &mut [bool], parts: &mut [bool]) {
    for (whole, its) in found {
        wholes[*whole] = true;
        its.iter().for_each(|part| parts[*part] = true);
    }
}

/// Texts of one side that are, word for word, several texts of the other side behind each other.
fn whole_in_parts(
    one: &Outline<'_>,
    wholes: &[usize],
    other: &Outline<'_>,
    parts: &[usize],
) -> Vec<(usize, Vec<usize>)> {
    if wholes.is_empty() || parts.len() < 2 {
        return Vec::new();
    }
    let keys: Vec<&str> = parts.iter().map(|part| &*other.texts[*part].key).collect();
    let mut starts: HashMap<&[u8], Vec<usize>> = HashMap::new();
    for (at, key) in keys.iter().enumerate().filter(|(_, key)| !key.is_empty()) {
        for length in [key.len().min(START), START.min(3)] {
            let tries = starts.entry(&key.as_bytes()[..length.min(key.len())]).or_default();
            if tries.len() < MOST_TRIES && tries.last() != Some(&at) {
                tries.push(at);
            }
        }
    }
    let mut used = vec![false; parts.len()];
    let mut found = Vec::new();
    for whole in wholes {
        let key = &*one.texts[*whole].key;
        let by_start = |length: usize| starts.get(&key.as_bytes()[..length.min(key.len())]);
        let tries = [START, 3].into_iter().filter_map(by_start).flatten();
        let fit = tries.copied().find_map(|first| {
            let end = end_of_parts(key, &keys[first..])?;
            (end > 1 && !used[first..first + end].contains(&true)).then_some(first..first + end)
        });
        if let Some(fit) = fit {
            used[fit.clone()].fill(true);
            found.push((*whole, parts[fit].to_vec()));
        }
    }
    found
}

/// How many of the parts make the whole.
fn end_of_parts(whole: &str, parts: &[&str]) -> Option<usize> {
    let mut rest = whole;
    for (at, part) in parts.iter().enumerate() {
        rest = rest.strip_prefix(part).filter(|_| !part.is_empty())?;
        if rest.is_empty() {
            return Some(at + 1);
        }
    }
    None
}
