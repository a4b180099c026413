//! Sequences of numbered things: which stayed in order, which left it.

use std::collections::HashMap;
use std::hash::Hash;
use std::ops::Range;

use imara_diff::{Algorithm, Diff, Hunk, Token};

/// Numbers for things that are equal when they are the same.
#[derive(Debug)]
pub struct Numbering<T>(HashMap<T, u32>);

impl<T> Default for Numbering<T> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<T: Hash + Eq> Numbering<T> {
    /// The number of a thing.
    pub fn of(&mut self, thing: T) -> u32 {
        let next = self.0.len() as u32;
        *self.0.entry(thing).or_insert(next)
    }

    /// How many different things were numbered.
    pub fn count(&self) -> u32 {
        self.0.len() as u32
    }
}

/// Places of two sequences that are the same in order, and the gaps between them.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Alignment {
    /// Places that are the same.
    pub pairs: Vec<(usize, usize)>,
    /// Stretches that differ.
    pub gaps: Vec<(Range<usize>, Range<usize>)>,
}

/// Times that a thing may stand in a sequence and yet anchor it: the histogram of `imara-diff` costs
/// the square of it.
const MOST_TIMES: usize = 64;
/// Members of a stretch that is searched at once where some stand more often: the Myers of
/// `imara-diff` costs the square of them.
const PIECE: usize = 4_096;

fn algorithm(ids: &[Token]) -> Algorithm {
    let mut times: HashMap<Token, usize> = HashMap::new();
    ids.iter().for_each(|id| *times.entry(*id).or_default() += 1);
    let is_anchor = times.into_values().all(|times| times <= MOST_TIMES);
    if is_anchor { Algorithm::Histogram } else { Algorithm::Myers }
}

/// Aligns two sequences of ids; near-linear whatever they hold. What both hold once and in order
/// is paired first, so that only the stretches between are searched.
pub fn align(old: &[u32], new: &[u32]) -> Alignment {
    let mut found = Alignment::default();
    let mut start = (0, 0);
    for (one, other) in anchors(old, new).into_iter().chain([(old.len(), new.len())]) {
        found.stretch((old, new), (start.0..one, start.1..other), algorithm);
        if one < old.len() {
            found.pairs.push((one, other));
        }
        start = (one + 1, other + 1);
    }
    found.gaps = gaps(&found.pairs, old.len(), new.len());
    found
}

/// Aligns the words of two texts: that a word stands in both only once says little of its place.
pub fn align_words(old: &[u32], new: &[u32]) -> Alignment {
    let mut found = Alignment::default();
    found.stretch((old, new), (0..old.len(), 0..new.len()), |_| Algorithm::Myers);
    found.gaps = gaps(&found.pairs, old.len(), new.len());
    found
}

/// Places of what both hold once, those left out that changed their order.
fn anchors(old: &[u32], new: &[u32]) -> Vec<(usize, usize)> {
    let unique = unique_pairs(old, new, |_| true);
    let places: Vec<usize> = unique.iter().map(|(_, new)| *new).collect();
    let out = out_of_order(&places);
    unique.into_iter().zip(out).filter(|(_, out)| !out).map(|(pair, _)| pair).collect()
}

impl Alignment {
    /// Pairs what is the same between two anchors.
    fn stretch(
        &mut self,
        (old, new): (&[u32], &[u32]),
        (before, after): (Range<usize>, Range<usize>),
        search: fn(&[Token]) -> Algorithm,
    ) {
        let both = old[before.clone()].iter().zip(&new[after.clone()]);
        let start = both.take_while(|(one, other)| one == other).count();
        self.pairs.extend((before.clone()).zip(after.clone()).take(start));
        let (before, after) = (before.start + start..before.end, after.start + start..after.end);
        if before.is_empty() || after.is_empty() {
            return;
        }
        let mut numbering = Numbering::default();
        let mut ids = |ids: &[u32]| ids.iter().map(|id| Token(numbering.of(*id))).collect();
        let (one, other): (Vec<Token>, Vec<Token>) =
            (ids(&old[before.clone()]), ids(&new[after.clone()]));
        let algorithm = search(&one);
        let whole = algorithm == Algorithm::Histogram;
        let pieces = if whole { 1 } else { one.len().max(other.len()).div_ceil(PIECE) };
        let cut = |length: usize, piece: usize| length * piece / pieces;
        for piece in 0..pieces {
            let (from, to) = (cut(one.len(), piece), cut(other.len(), piece));
            let one = &one[from..cut(one.len(), piece + 1)];
            let other = &other[to..cut(other.len(), piece + 1)];
            let mut diff = Diff::default();
            diff.compute_with(algorithm, one, other, numbering.count());
            self.add(&diff, before.start + from..before.start + from + one.len(), after.start + to);
        }
    }

    /// Pairs what a search found to be the same in some old and the new that start at `to`.
    fn add(&mut self, diff: &Diff, old: Range<usize>, to: usize) {
        let (mut one, mut other) = (old.start, to);
        for Hunk { before, after } in diff.hunks() {
            let place = |start: usize, at: u32| start + at as usize;
            self.pairs.extend((one..place(old.start, before.start)).zip(other..));
            (one, other) = (place(old.start, before.end), place(to, after.end));
        }
        self.pairs.extend((one..old.end).zip(other..));
    }
}

/// The stretches between pairs.
fn gaps(pairs: &[(usize, usize)], old: usize, new: usize) -> Vec<(Range<usize>, Range<usize>)> {
    let mut start = (0, 0);
    let mut gaps = Vec::new();
    for (one, other) in pairs.iter().copied().chain([(old, new)]) {
        if (one, other) != start {
            gaps.push((start.0..one, start.1..other));
        }
        start = (one + 1, other + 1);
    }
    gaps
}

/// Places of keys that both have exactly once, in the order of the old.
pub fn unique_pairs<K: Hash + Eq>(
    old: &[K],
    new: &[K],
    counts: impl Fn(&K) -> bool,
) -> Vec<(usize, usize)> {
    let mut places: HashMap<&K, [Option<Option<usize>>; 2]> = HashMap::new();
    for (side, keys) in [old, new].into_iter().enumerate() {
        for (at, key) in keys.iter().enumerate().filter(|(_, key)| counts(key)) {
            let place = &mut places.entry(key).or_default()[side];
            *place = Some(if place.is_none() { Some(at) } else { None });
        }
    }
    let mut found: Vec<(usize, usize)> =
        places.into_values().filter_map(|[old, new]| old.flatten().zip(new.flatten())).collect();
    found.sort_unstable();
    found
}

/// Those of `places` that break the order: all that are not in its longest rising part.
pub fn out_of_order(places: &[usize]) -> Vec<bool> {
    // For each length of a rising part, the place of its last member, the least possible.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(places.len());
    for (at, value) in places.iter().enumerate() {
        let length = ends.partition_point(|end| places[*end] < *value);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut out = vec![true; places.len()];
    let mut at = ends.last().copied();
    while let Some(member) = at {
        out[member] = false;
        at = before[member];
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_and_gaps() {
        let found = align(&[1, 2, 3, 4], &[1, 9, 3, 4, 5]);
        assert_eq!(found.pairs, [(0, 0), (2, 2), (3, 3)]);
        assert_eq!(found.gaps, [(1..2, 1..2), (4..4, 4..5)]);
        assert_eq!(align(&[], &[]), Alignment::default());
    }

    #[test]
    fn long_stretches_of_what_stands_often() {
        let by_turns =
            |turn: u32| (0..3 * PIECE as u32).map(|n| (n + turn) % 2).collect::<Vec<_>>();
        let (old, new) = (by_turns(0), by_turns(1));
        let found = align(&old, &new);
        assert!(found.pairs.len() + 8 > old.len(), "{}", found.pairs.len());
        assert!(found.pairs.iter().all(|(one, other)| old[*one] == new[*other]));
        assert!(found.pairs.is_sorted_by(|one, next| one.0 < next.0 && one.1 < next.1));
    }

    #[test]
    fn what_left_the_order() {
        let check = |places: &[usize], expected: &[usize]| {
            let out = out_of_order(places);
            let out: Vec<usize> = (0..places.len()).filter(|at| out[*at]).collect();
            assert_eq!(out, expected, "{places:?}");
        };
        check(&[0, 1, 2], &[]);
        check(&[3, 0, 1, 2], &[0]);
        check(&[1, 2, 3, 0], &[3]);
        check(&[], &[]);
    }
}
