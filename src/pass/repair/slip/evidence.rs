//! What a document says for or against characters: which stand in it, and beside which.

use std::collections::{HashMap, HashSet};

use encoding_rs::GBK;

use super::{TO_SIMPLIFIED, next_run, pair};
use crate::pass::repair::readings::is_han;

/// Marks of running text. Shifted text shows marks too, but rarely these.
const MARKS: &str = "，。、；：“”《》（）—";
/// First bytes of the 3,755 usual characters of GB 2312 (level 1); nearly all text is made of
/// them, and four of ten shifted pairs.
const USUAL: std::ops::RangeInclusive<u8> = 0xB0..=0xD7;
/// First bytes of the marks and of all characters of GB 2312.
const LEADS: std::ops::RangeInclusive<u8> = 0xA1..=0xF7;
/// Second bytes of all characters of GB 2312.
const TRAILS: std::ops::RangeInclusive<u8> = 0xA1..=0xFE;
/// A rare character: ln(0.57 / 0.03), how much likelier it is in shifted text.
const RARE: i32 = -3;
/// A usual one: ln(0.97 / 0.43).
const COMMON: i32 = 1;
/// A character beside the same one elsewhere in the document.
const MET: i32 = 2;
/// Fewest places in the document that tell a character at the end of a stretch.
const FEWEST_PLACES: u32 = 2;
/// How much better the best character must fit than the second.
const CLEARLY: u32 = 3;

/// Stands for the end of a text.
const END: char = '\n';

/// Pairs and triples of Chinese characters and marks of a document outside its suspect stretches,
/// in Simplified script.
#[derive(Debug, Default)]
pub struct Evidence {
    pairs: HashMap<[char; 2], u32>,
    triples: HashSet<[char; 3]>,
}

impl Evidence {
    /// Reads the texts of a document.
    pub fn of<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let mut evidence = Self::default();
        for text in texts {
            let mut done = 0;
            while let Some(run) = next_run(text, done) {
                evidence.add(&text[done..run.start]);
                done = run.end;
            }
            evidence.add(&text[done..]);
            evidence.add_end(&text[done..]);
        }
        evidence
    }

    fn add(&mut self, text: &str) {
        let (mut one, mut two) = (None, None);
        for character in text.chars() {
            let three = is_written(character).then(|| simplified(character));
            if let (Some(two), Some(three)) = (two, three) {
                *self.pairs.entry([two, three]).or_default() += 1;
                if let Some(one) = one {
                    self.triples.insert([one, two, three]);
                }
            }
            (one, two) = (two, three);
        }
    }

    fn add_end(&mut self, text: &str) {
        if let Some(last) = text.chars().next_back() {
            *self.pairs.entry([simplified(last), END]).or_default() += 1;
        }
    }

    /// How much like text of this document it is.
    pub fn weigh(&self, text: impl Iterator<Item = char>) -> i32 {
        let (mut weight, mut before) = (0_i32, None);
        for character in text.map(simplified) {
            let met = before.is_some_and(|before| self.count([before, character]) > 0);
            weight = weight.saturating_add(rarity(character) + if met { MET } else { 0 });
            before = Some(character);
        }
        weight
    }

    /// The character before `tail` of which the second byte is known.
    pub fn first(&self, before: Option<char>, trail: u8, tail: &str) -> Option<char> {
        let mut tail = tail.chars();
        let (next, far) = (tail.next(), tail.next());
        let candidates = LEADS.filter_map(|lead| decode(lead, trail));
        self.best(candidates, |one| {
            let far = next.zip(far).map(|(next, far)| [one, next, far]);
            self.near(before, one) + self.far(far) + next.map_or(0, |next| self.count([one, next]))
        })
    }

    /// The character behind `tail` of which the first byte is known.
    pub fn last(&self, tail: &str, lead: u8, behind: Option<char>) -> Option<char> {
        let mut tail = tail.chars().rev();
        let (next, far) = (tail.next(), tail.next());
        let candidates = TRAILS.filter_map(|trail| decode(lead, trail));
        self.best(candidates, |one| {
            let far = far.zip(next).map(|(far, next)| [far, next, one]);
            let beside = self.count([one, behind.map_or(END, simplified)]);
            self.near(next, one) + self.far(far) + beside
        })
    }

    /// The one that the document tells, unless another is nearly as likely.
    fn best(
        &self,
        candidates: impl Iterator<Item = char>,
        places: impl Fn(char) -> u32,
    ) -> Option<char> {
        let (mut best, mut second) = ((0, None), 0);
        for one in candidates {
            let count = places(one);
            if count > best.0 {
                (best, second) = ((count, Some(one)), best.0);
            } else {
                second = second.max(count);
            }
        }
        best.1.filter(|_| best.0 >= FEWEST_PLACES && best.0 >= second * CLEARLY)
    }

    fn near(&self, before: Option<char>, one: char) -> u32 {
        before.map_or(0, |before| self.count([simplified(before), one]))
    }

    /// Three characters in a row are worth many pairs: they seldom meet by chance.
    fn far(&self, triple: Option<[char; 3]>) -> u32 {
        triple.filter(|triple| self.triples.contains(triple)).map_or(0, |_| 4 * FEWEST_PLACES)
    }

    fn count(&self, two: [char; 2]) -> u32 {
        self.pairs.get(&two).copied().unwrap_or(0)
    }
}

fn rarity(character: char) -> i32 {
    let usual = || pair(character).is_some_and(|[lead, _]| USUAL.contains(&lead));
    if character.is_ascii() || MARKS.contains(character) || usual() { COMMON } else { RARE }
}

fn is_written(character: char) -> bool {
    is_han(character) || MARKS.contains(character)
}

fn simplified(character: char) -> char {
    TO_SIMPLIFIED.get(&character).copied().unwrap_or(character)
}

fn decode(lead: u8, trail: u8) -> Option<char> {
    let pair = [lead, trail];
    let (text, failed) = GBK.decode_without_bom_handling(&pair);
    text.chars().next().filter(|&character| !failed && is_written(character))
}
