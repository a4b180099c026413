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
}

/// Places of two sequences that are the same in order, and the gaps between them.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Alignment {
    /// Places that are the same.
    pub pairs: Vec<(usize, usize)>,
    /// Stretches that differ.
    pub gaps: Vec<(Range<usize>, Range<usize>)>,
}

/// Times that a thing may stand in a sequence and yet anchor it. For what stands more often the
/// histogram of `imara-diff` costs the square of it; Myers, with its heuristics, does not.
const MOST_TIMES: usize = 64;

fn algorithm(ids: &[Token]) -> Algorithm {
    let mut times: HashMap<Token, usize> = HashMap::new();
    ids.iter().for_each(|id| *times.entry(*id).or_default() += 1);
    let is_anchor = times.into_values().all(|times| times <= MOST_TIMES);
    if is_anchor { Algorithm::Histogram } else { Algorithm::Myers }
}

/// Aligns two sequences of ids; near-linear whatever they hold.
pub fn align(old: &[u32], new: &[u32]) -> Alignment {
    let mut numbering = Numbering::default();
    let mut ids = |ids: &[u32]| ids.iter().map(|id| Token(numbering.of(*id))).collect::<Vec<_>>();
    let (before, after) = (ids(old), ids(new));
    let mut diff = Diff::default();
    diff.compute_with(algorithm(&before), &before, &after, numbering.0.len() as u32);
    let mut found = Alignment::default();
    let (mut from, mut to) = (0, 0);
    for Hunk { before, after } in diff.hunks() {
        let (before, after) = (place(before), place(after));
        found.pairs.extend((from..before.start).zip(to..after.start));
        (from, to) = (before.end, after.end);
        found.gaps.push((before, after));
    }
    found.pairs.extend((from..old.len()).zip(to..new.len()));
    found
}

fn place(range: Range<u32>) -> Range<usize> {
    range.start as usize..range.end as usize
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
