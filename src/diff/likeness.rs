//! How like two texts are, and which of many are like each other, without comparing all with all.

use std::collections::HashMap;

use super::pairs::Pairs;
use super::token::tokens;

/// Words of a text that are looked at; longer texts that start alike are alike.
const MOST_WORDS: usize = 4_000;
/// Texts that may share a pair of words before it says nothing of either.
const MOST_SHARERS: usize = 8;
/// Candidates of a text that are compared word by word.
const MOST_CANDIDATES: usize = 6;
/// Places of a table of likenesses that is filled whole.
const MOST_PLACES: usize = 2_500;

/// Pairs of words of a text, sorted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shape(Vec<u64>);

impl Shape {
    /// The shape of a text.
    pub fn of(text: &str) -> Self {
        let mut words = tokens(text);
        words.truncate(MOST_WORDS);
        let hash = |key: &str| {
            key.bytes().fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| {
                (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
            })
        };
        let hashes: Vec<u64> = words.iter().map(|word| hash(&word.key)).collect();
        let two = hashes.windows(2).map(|two| two[0].rotate_left(21) ^ two[1]);
        let mut all: Vec<u64> = two.chain(hashes.iter().copied()).collect();
        all.sort_unstable();
        Self(all)
    }

    /// 0 for texts that share nothing, 1 for the same words in the same order.
    pub fn likeness(&self, other: &Self) -> f64 {
        let (mut one, mut two) = (self.0.iter().peekable(), other.0.iter().peekable());
        let mut shared = 0usize;
        while let (Some(left), Some(right)) = (one.peek(), two.peek()) {
            match left.cmp(right) {
                std::cmp::Ordering::Less => drop(one.next()),
                std::cmp::Ordering::Greater => drop(two.next()),
                std::cmp::Ordering::Equal => {
                    shared += 1;
                    one.next();
                    two.next();
                }
            }
        }
        let all = self.0.len() + other.0.len();
        if all == 0 { 1.0 } else { 2.0 * shared as f64 / all as f64 }
    }
}

/// Pairs the members of a gap in order, so that their likenesses are most in sum; only pairs at
/// least as like as `least`. A gap of too many is left to [`pair_any`].
pub fn pair_in_order(old: &[&Shape], new: &[&Shape], least: f64) -> Vec<(usize, usize)> {
    if old.len() * new.len() > MOST_PLACES {
        return Vec::new();
    }
    let width = new.len() + 1;
    let mut best = vec![0.0f64; (old.len() + 1) * width];
    let mut like = vec![0.0f64; old.len() * new.len()];
    for (i, one) in old.iter().enumerate().rev() {
        for (j, two) in new.iter().enumerate().rev() {
            let likeness = one.likeness(two);
            like[i * new.len() + j] = likeness;
            let both =
                if likeness >= least { likeness + best[(i + 1) * width + j + 1] } else { 0.0 };
            best[i * width + j] = both.max(best[(i + 1) * width + j]).max(best[i * width + j + 1]);
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut pairs = Vec::new();
    while i < old.len() && j < new.len() {
        let here = best[i * width + j];
        if here <= best[(i + 1) * width + j] {
            i += 1;
        } else if here <= best[i * width + j + 1] {
            j += 1;
        } else {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        }
    }
    pairs
}

/// Pairs those that are most like each other, wherever they stand: only those that share what few
/// others have are compared.
pub fn pair_any(old: &[(usize, Shape)], new: &[(usize, Shape)], least: f64, pairs: &mut Pairs) {
    let mut sharers: HashMap<u64, Vec<usize>> = HashMap::new();
    for (at, (_, shape)) in new.iter().enumerate() {
        let mut last = None;
        for hash in shape.0.iter().filter(|hash| last.replace(**hash) != Some(**hash)) {
            let found = sharers.entry(*hash).or_default();
            if found.len() <= MOST_SHARERS {
                found.push(at);
            }
        }
    }
    sharers.retain(|_, found| found.len() <= MOST_SHARERS);
    let mut likenesses: Vec<(f64, usize, usize)> = Vec::new();
    for (one, shape) in old {
        let mut votes: HashMap<usize, usize> = HashMap::new();
        for at in shape.0.iter().filter_map(|hash| sharers.get(hash)).flatten() {
            *votes.entry(*at).or_default() += 1;
        }
        let mut voted: Vec<(usize, usize)> = votes.into_iter().collect();
        voted.sort_unstable_by_key(|(at, votes)| (std::cmp::Reverse(*votes), *at));
        for (at, _) in voted.into_iter().take(MOST_CANDIDATES) {
            let likeness = shape.likeness(&new[at].1);
            if likeness >= least {
                likenesses.push((likeness, *one, new[at].0));
            }
        }
    }
    likenesses
        .sort_by(|one, two| two.0.total_cmp(&one.0).then((one.1, one.2).cmp(&(two.1, two.2))));
    for (_, old, new) in likenesses {
        pairs.add(old, new);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn likeness_of_texts() {
        let like = |one: &str, two: &str| Shape::of(one).likeness(&Shape::of(two));
        assert!((like("建设水网，保障供水", "建設水網,保障供水。") - 1.0).abs() < 1e-9);
        assert!(like("新建供水管道126公里", "新建供水管道130公里") > 0.6);
        assert!(like("建设水网", "发展农业") < 0.1);
    }

    #[test]
    fn gaps_are_paired_in_order() {
        let shapes: Vec<Shape> =
            ["新建供水管道126公里", "改造农村公路", "新建供水管道130公里"].map(Shape::of).into();
        let old = [&shapes[1], &shapes[0]];
        assert_eq!(pair_in_order(&old, &[&shapes[2]], 0.35), [(1, 0)]);
        assert_eq!(pair_in_order(&[&shapes[1]], &[&shapes[2]], 0.35), []);
    }

    #[test]
    fn the_most_alike_are_paired_wherever_they_stand() {
        let old = vec![(0, Shape::of("建设东湖水厂二期")), (1, Shape::of("改造农村公路112公里"))];
        let new = vec![(0, Shape::of("改造农村公路120公里")), (1, Shape::of("建设东湖水厂三期"))];
        let mut pairs = Pairs::none(2, 2);
        pair_any(&old, &new, 0.6, &mut pairs);
        assert_eq!(pairs.all().collect::<Vec<_>>(), [(0, 1), (1, 0)]);
    }
}
