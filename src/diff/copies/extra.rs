//! What the first copy does not have and others do.

use std::collections::HashMap;

use super::super::change::Place;
use super::super::likeness::{Shape, pair_any};
use super::super::pairs::Pairs;
use super::super::token::key;

/// Least likeness of two texts that are taken for one.
const LIKE: f64 = 0.6;

/// A text that the first copy does not have.
#[derive(Debug, Clone)]
pub struct Extra {
    /// The copy that has it.
    pub copy: usize,
    /// The text.
    pub text: String,
    /// Where it stands there.
    pub place: Place,
}

/// The same text of several copies together: the first that has it, and the text of every copy.
pub fn grouped(extras: Vec<Extra>, copies: usize) -> Vec<(Extra, Vec<Option<String>>)> {
    let mut groups: Vec<(Extra, Vec<Option<String>>)> = Vec::new();
    for copy in 1..copies {
        let own: Vec<&Extra> = extras.iter().filter(|extra| extra.copy == copy).collect();
        let pairs = paired(&groups, &own);
        for (at, extra) in own.into_iter().enumerate() {
            match pairs.old_of(at) {
                Some(group) => groups[group].1[copy] = Some(extra.text.clone()),
                None => {
                    let mut texts = vec![None; copies];
                    texts[copy] = Some(extra.text.clone());
                    groups.push((extra.clone(), texts));
                }
            }
        }
    }
    groups
}

/// Groups of the copies before, and texts of the next one: the same, then what is like.
fn paired(groups: &[(Extra, Vec<Option<String>>)], own: &[&Extra]) -> Pairs {
    let mut pairs = Pairs::none(groups.len(), own.len());
    let mut places: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, extra) in own.iter().enumerate().rev() {
        places.entry(key(&extra.text)).or_default().push(at);
    }
    for (at, (group, _)) in groups.iter().enumerate() {
        if let Some(found) = places.get_mut(&key(&group.text)).and_then(|found| found.pop()) {
            pairs.add(at, found);
        }
    }
    let before = pairs.only_old().map(|at| (at, Shape::of(&groups[at].0.text))).collect::<Vec<_>>();
    let after = pairs.only_new().map(|at| (at, Shape::of(&own[at].text))).collect::<Vec<_>>();
    pair_any(&before, &after, LIKE, &mut pairs);
    pairs
}
