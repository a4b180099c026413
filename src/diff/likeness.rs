//! How like two texts are, and which of many are like each other, without comparing all with all.

use std::borrow::Borrow;

use super::pairs::Pairs;
use super::token::read;

/// Words of a text that are looked at; longer texts that start alike are alike.
const MOST_WORDS: usize = 4_000;
/// Texts that may share a pair of words before it says nothing of either.
const MOST_SHARERS: usize = 8;
/// Candidates of a text that are compared word by word.
const MOST_CANDIDATES: usize = 6;
/// Times that the best pairs are looked for among likenesses that are not all exact.
const MOST_ROUNDS: usize = 6;
/// Places of a table of likenesses that is filled whole.
const MOST_PLACES: usize = 2_500;

/// Bits of the outline of a shape.
const BITS: usize = 512;

/// Words of a text and pairs of them, sorted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shape {
    hashes: Vec<u32>,
    /// A bit for each hash: what is set here and not there is not shared.
    outline: [u64; BITS / 64],
}

impl Shape {
    /// The shape of a text.
    pub fn of(text: &str) -> Self {
        let (mut hashes, mut before) = (Vec::with_capacity(text.len()), None);
        read(text, &mut |word, _, _| {
            if hashes.len() < 2 * MOST_WORDS {
                let hash = hash(word);
                hashes.extend(before.map(|before: u64| half(before.rotate_left(21) ^ hash)));
                hashes.push(half(hash));
                before = Some(hash);
            }
        });
        hashes.sort_unstable();
        let mut outline = [0; BITS / 64];
        for hash in &hashes {
            let bit = *hash as usize % BITS;
            outline[bit / 64] |= 1 << (bit % 64);
        }
        Self { hashes, outline }
    }

    /// More than which [`Shape::likeness`] is not.
    fn most_likeness(&self, other: &Self) -> f64 {
        let missing = |one: &Self, other: &Self| -> u32 {
            let bits = one.outline.iter().zip(&other.outline);
            bits.map(|(one, other)| (one & !other).count_ones()).sum()
        };
        let shared = |one: &Self, other: &Self| one.hashes.len() - missing(one, other) as usize;
        share(shared(self, other).min(shared(other, self)), self, other)
    }

    /// 0 for texts that share nothing, 1 for the same words in the same order.
    pub fn likeness(&self, other: &Self) -> f64 {
        let (mut one, mut two, mut shared) = (0, 0, 0);
        while let (Some(left), Some(right)) = (self.hashes.get(one), other.hashes.get(two)) {
            shared += usize::from(left == right);
            one += usize::from(left <= right);
            two += usize::from(right <= left);
        }
        share(shared, self, other)
    }
}

fn hash(word: &str) -> u64 {
    word.bytes().fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
    })
}

/// The upper half of a hash, in which all its bits have a part.
fn half(hash: u64) -> u32 {
    (hash.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as u32
}

fn share(shared: usize, one: &Shape, other: &Shape) -> f64 {
    let all = one.hashes.len() + other.hashes.len();
    if all == 0 { 1.0 } else { 2.0 * shared as f64 / all as f64 }
}

/// Pairs the members of a gap in order, so that their likenesses are most in sum; only pairs at
/// least as like as `least`. A gap of too many is left to [`pair_any`].
pub fn pair_in_order(old: &[&Shape], new: &[&Shape], least: f64) -> Vec<(usize, usize)> {
    if old.len() * new.len() > MOST_PLACES {
        return Vec::new();
    }
    let mut likenesses = Likenesses::of(old, new, least);
    // The best by what the likenesses are at most is the best when its own are exact.
    loop {
        let pairs = likenesses.best();
        if !likenesses.look_at(&pairs, old, new) {
            return pairs;
        }
    }
}

/// Likenesses of all with all, those below the least as 0.
struct Likenesses {
    width: usize,
    least: f64,
    /// How like at most.
    most: Vec<f64>,
    is_exact: Vec<bool>,
    /// Rounds made; after the last all are made exact.
    rounds: usize,
}

impl Likenesses {
    fn of(old: &[&Shape], new: &[&Shape], least: f64) -> Self {
        let all = old.iter().flat_map(|one| new.iter().map(|two| one.most_likeness(two)));
        let most: Vec<f64> = all.map(|most| if most < least { 0.0 } else { most }).collect();
        let is_exact = most.iter().map(|most| *most == 0.0).collect();
        Self { width: new.len(), least, most, is_exact, rounds: 0 }
    }

    /// The pairs in order whose sum is most.
    fn best(&self) -> Vec<(usize, usize)> {
        let height = self.most.len().checked_div(self.width).unwrap_or(0);
        let across = self.width + 1;
        let mut best = vec![0.0f64; (height + 1) * across];
        for i in (0..height).rev() {
            for j in (0..self.width).rev() {
                let likeness = self.most[i * self.width + j];
                let both = likeness + best[(i + 1) * across + j + 1];
                best[i * across + j] =
                    both.max(best[(i + 1) * across + j]).max(best[i * across + j + 1]);
            }
        }
        let (mut i, mut j) = (0, 0);
        let mut pairs = Vec::new();
        while i < height && j < self.width {
            let here = best[i * across + j];
            if here <= best[(i + 1) * across + j] {
                i += 1;
            } else if here <= best[i * across + j + 1] {
                j += 1;
            } else {
                pairs.push((i, j));
                (i, j) = (i + 1, j + 1);
            }
        }
        pairs
    }

    /// Makes the likenesses of pairs exact; whether one of them changed.
    fn look_at(&mut self, pairs: &[(usize, usize)], old: &[&Shape], new: &[&Shape]) -> bool {
        self.rounds += 1;
        let mut changed = false;
        if self.rounds > MOST_ROUNDS {
            let width = self.width;
            let all = (0..self.most.len()).map(|at| (at / width, at % width));
            all.for_each(|pair| changed |= self.make_exact(pair, old, new));
        } else {
            pairs.iter().for_each(|pair| changed |= self.make_exact(*pair, old, new));
        }
        changed
    }

    fn make_exact(&mut self, (i, j): (usize, usize), old: &[&Shape], new: &[&Shape]) -> bool {
        let at = i * self.width + j;
        if self.is_exact[at] {
            return false;
        }
        let likeness = old[i].likeness(new[j]);
        let likeness = if likeness < self.least { 0.0 } else { likeness };
        self.is_exact[at] = true;
        let changed = likeness < self.most[at];
        self.most[at] = likeness;
        changed
    }
}

/// Pairs those that are most like each other, wherever they stand: only those that share what few
/// others have are compared.
pub fn pair_any<S: Borrow<Shape>>(
    old: &[(usize, S)],
    new: &[(usize, S)],
    least: f64,
    pairs: &mut Pairs,
) {
    let sharers = Sharers::of(new);
    let mut likenesses: Vec<(f64, usize, usize)> = Vec::new();
    let mut voted: Vec<u32> = Vec::new();
    for (one, shape) in old {
        let shape = shape.borrow();
        voted.clear();
        voted.extend(shape.hashes.iter().flat_map(|hash| sharers.with(*hash)));
        for at in most_voted(&mut voted) {
            let likeness = shape.likeness(new[at].1.borrow());
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

/// Which of many texts hold a word or pair of words that few of them hold.
struct Sharers {
    /// Hash and text, sorted.
    places: Vec<(u32, u32)>,
    /// First place of the hashes that start with some bits.
    starts: Vec<u32>,
}

/// Bits of a hash by which its places are found.
const INDEX_BITS: u32 = 16;

impl Sharers {
    fn of<S: Borrow<Shape>>(texts: &[(usize, S)]) -> Self {
        let mut places: Vec<(u32, u32)> = Vec::new();
        let few = Few::of(texts);
        for (at, (_, shape)) in texts.iter().enumerate() {
            let distinct =
                shape.borrow().hashes.chunk_by(|one, other| one == other).map(|same| same[0]);
            places.extend(distinct.filter(|hash| few.has(*hash)).map(|hash| (hash, at as u32)));
        }
        places.sort_unstable();
        let mut starts = vec![0; (1 << INDEX_BITS) + 1];
        places.iter().for_each(|(hash, _)| starts[bucket(*hash) + 1] += 1);
        (1..starts.len()).for_each(|at| starts[at] += starts[at - 1]);
        Self { places, starts }
    }

    /// Texts with a hash, unless too many have it.
    fn with(&self, hash: u32) -> impl Iterator<Item = u32> + '_ {
        let bucket = bucket(hash);
        let inside = &self.places[self.starts[bucket] as usize..self.starts[bucket + 1] as usize];
        let first = inside.partition_point(|(other, _)| *other < hash);
        let same = inside[first..].iter().take_while(move |(other, _)| *other == hash);
        let is_rare = same.clone().nth(MOST_SHARERS).is_none();
        same.filter(move |_| is_rare).map(|(_, at)| *at)
    }
}

/// Which hashes too many texts hold, as good as surely: what is left out is not sorted.
struct Few(Vec<u8>);

/// Bits of the counts of hashes, at least and at most.
const COUNT_BITS: [u32; 2] = [10, 24];

impl Few {
    fn of<S: Borrow<Shape>>(texts: &[(usize, S)]) -> Self {
        let all: usize = texts.iter().map(|(_, shape)| shape.borrow().hashes.len()).sum();
        let bits = all.next_power_of_two().trailing_zeros().clamp(COUNT_BITS[0], COUNT_BITS[1]);
        let mut few = Self(vec![0; 1 << bits]);
        for hashes in texts.iter().map(|(_, shape)| &shape.borrow().hashes) {
            for same in hashes.chunk_by(|one, other| one == other) {
                let place = few.place(same[0]);
                few.0[place] = few.0[place].saturating_add(1);
            }
        }
        few
    }

    fn has(&self, hash: u32) -> bool {
        usize::from(self.0[self.place(hash)]) <= MOST_SHARERS
    }

    fn place(&self, hash: u32) -> usize {
        hash as usize & (self.0.len() - 1)
    }
}

fn bucket(hash: u32) -> usize {
    (hash >> (u32::BITS - INDEX_BITS)) as usize
}

/// Most voted first, the earliest of those with the same votes; only so many as are compared.
fn most_voted(voted: &mut [u32]) -> impl Iterator<Item = usize> + use<> {
    voted.sort_unstable();
    let counted = voted.chunk_by(|one, other| one == other).map(|same| (same.len(), same[0]));
    let mut counted: Vec<(usize, u32)> = counted.collect();
    counted.sort_unstable_by_key(|(votes, at)| (std::cmp::Reverse(*votes), *at));
    counted.truncate(MOST_CANDIDATES);
    counted.into_iter().map(|(_, at)| at as usize)
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
    fn no_likeness_is_over_what_it_is_at_most() {
        let texts =
            ["", "新建供水管道126公里", "新建供水管道130公里", "改造农村公路", "改造公路112"];
        let shapes = texts.map(Shape::of);
        for (one, other) in shapes.iter().flat_map(|one| shapes.iter().map(move |two| (one, two))) {
            assert!(one.likeness(other) <= one.most_likeness(other));
        }
        assert!(shapes[1].most_likeness(&shapes[3]) < 0.3);
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
