//! GBK text that lost half a character and was decoded out of step from there on.
//!
//! The first byte of a character became `?`; its second byte then paired with the first of the
//! next character, and so on up to the next ASCII byte, before which one byte was left over. The
//! characters shown still hold all bytes between: those of the whole characters prove the tail.
//! Of the two characters at the ends half is known each, and only the rest of the document can
//! tell which they were.

mod evidence;

use std::collections::HashMap;
use std::sync::LazyLock;

use encoding_rs::{EncoderResult, GBK};

use super::readings::is_han;
use crate::data::script;
pub use evidence::Evidence;

/// Stands for a character that nothing tells.
const UNKNOWN: char = '□';
/// Fewest characters shown; one holds no whole character.
const FEWEST_SHOWN: usize = 2;
/// How sure it must be that a run is out of step. Pieces of random text shifted by a byte reach
/// 12 and more from five characters on; sentences read as if they were shifted stay below 0.
const SURE: i32 = 6;
/// A lost character at both ends is a sign in itself.
const CLOSED: i32 = 2;

/// What [`mend`] did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Runs set right.
    pub runs: usize,
    /// Characters at their ends that the rest of the document tells.
    pub inferred: usize,
    /// Characters at their ends that nothing tells.
    pub unknown: usize,
}

/// A stretch that may be out of step: `?`, what stands behind it up to the next ASCII byte, and
/// the `?` that the byte left over may have become.
#[derive(Debug)]
struct Run {
    start: usize,
    end: usize,
    /// Bytes of its characters.
    bytes: Vec<u8>,
    /// Characters as shown.
    shown: Vec<char>,
    /// A lost character stands behind it.
    closed: bool,
}

/// Whether a stretch out of step may start with this character.
pub fn starts_at(text: &str, place: usize) -> bool {
    let mut rest = text[place..].chars();
    rest.next().is_some_and(is_lost) && rest.next().is_some_and(|next| !next.is_ascii())
}

/// Appends `text` to `out` with its runs set right.
pub fn mend(text: &str, evidence: &Evidence, out: &mut String) -> Counts {
    let (mut counts, mut done) = (Counts::default(), 0);
    while let Some(run) = next_run(text, done) {
        out.push_str(&text[done..run.start]);
        let beside = [out.chars().next_back(), text[run.end..].chars().next()];
        let meant = run.meant(beside, evidence);
        done = match meant.filter(|meant| run.is_proven(meant, beside, evidence)) {
            Some(meant) => {
                counts = counts + meant.write(out);
                run.end
            }
            None => {
                let lost = text[run.start..].chars().next().map_or(1, char::len_utf8);
                out.push_str(&text[run.start..run.start + lost]);
                run.start + lost
            }
        };
    }
    out.push_str(&text[done..]);
    counts
}

impl std::ops::Add for Counts {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            runs: self.runs + other.runs,
            inferred: self.inferred + other.inferred,
            unknown: self.unknown + other.unknown,
        }
    }
}

/// What a run holds when it is set right.
#[derive(Debug)]
struct Meant {
    /// The first character, where the document tells it.
    first: Option<char>,
    /// The whole characters, as their bytes prove.
    tail: String,
    /// The last character, where the document tells it, or a letter taken for half of one.
    last: Option<char>,
    /// `last` is such a letter.
    letter: bool,
}

impl Meant {
    fn write(&self, out: &mut String) -> Counts {
        out.push(self.first.unwrap_or(UNKNOWN));
        out.push_str(&self.tail);
        out.push(self.last.unwrap_or(UNKNOWN));
        let ends = [self.first, self.last];
        let unknown = ends.iter().filter(|end| end.is_none()).count();
        let inferred = ends.len() - unknown - usize::from(self.letter);
        Counts { runs: 1, inferred, unknown }
    }

    fn characters(&self) -> impl Iterator<Item = char> {
        self.first.into_iter().chain(self.tail.chars()).chain(self.last)
    }
}

impl Run {
    /// The characters as they were, read in step.
    fn meant(&self, [before, behind]: [Option<char>; 2], evidence: &Evidence) -> Option<Meant> {
        let [trail, whole @ .., lead] = self.bytes.as_slice() else { return None };
        let (tail, failed) = GBK.decode_without_bom_handling(whole);
        if failed {
            return None;
        }
        let first = evidence.first(before, *trail, &tail);
        let letter = lead.is_ascii();
        let last =
            if letter { Some(char::from(*lead)) } else { evidence.last(&tail, *lead, behind) };
        Some(Meant { first, tail: tail.into_owned(), last, letter })
    }

    /// Whether that is more like the document than what is shown.
    fn is_proven(&self, meant: &Meant, beside: [Option<char>; 2], evidence: &Evidence) -> bool {
        let chance = self.shown.iter().filter(|&&character| is_chance(character)).count();
        if self.shown.len() < FEWEST_SHOWN || chance * 2 < self.shown.len() {
            return false;
        }
        let [before, behind] = beside;
        let meant = before.into_iter().chain(meant.characters()).chain(behind);
        let shown = before.into_iter().chain(self.shown.iter().copied()).chain(behind);
        let (meant, shown) = (evidence.weigh(meant), evidence.weigh(shown));
        meant > 0 && meant + if self.closed { CLOSED } else { 0 } - shown >= SURE
    }
}

/// The next stretch of a text that may be out of step.
fn next_run(text: &str, from: usize) -> Option<Run> {
    let mut place = from;
    loop {
        place += text[place..].find(is_lost)?;
        if starts_at(text, place) {
            return Some(run_at(text, place));
        }
        place += text[place..].chars().next()?.len_utf8();
    }
}

fn run_at(text: &str, start: usize) -> Run {
    let lost = text[start..].chars().next().map_or(1, char::len_utf8);
    let (bytes, shown) = (Vec::new(), Vec::new());
    let mut run = Run { start, end: start + lost, bytes, shown, closed: false };
    for character in text[run.end..].chars() {
        let Some((pair, shown)) = halves(character) else { break };
        run.bytes.extend(pair);
        run.shown.push(shown);
        run.end += character.len_utf8();
        if pair[1].is_ascii() {
            return run;
        }
    }
    if let Some(lost) = text[run.end..].chars().next().filter(|&next| is_lost(next)) {
        run.end += lost.len_utf8();
        run.closed = true;
    }
    run
}

/// Both bytes of a character, and the character they stand for. What a mirror turned to
/// Traditional is turned back first, since only Simplified text is out of step with GB 2312.
fn halves(character: char) -> Option<([u8; 2], char)> {
    match pair(character)? {
        [lead, trail] if trail.is_ascii() || trail < 0xA1 => {
            let simplified = TO_SIMPLIFIED.get(&character).copied();
            let other = simplified.and_then(|form| Some((pair(form)?, form)));
            Some(other.unwrap_or(([lead, trail], character)))
        }
        pair => Some((pair, character)),
    }
}

static TO_SIMPLIFIED: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    script::traditional().filter_map(|(one, forms)| Some((one, forms.usual()?))).collect()
});

/// Bytes of a character that has two in GBK.
fn pair(character: char) -> Option<[u8; 2]> {
    let (mut text, mut bytes) = ([0; 4], [0; 4]);
    let text = character.encode_utf8(&mut text);
    let mut encoder = GBK.new_encoder();
    let (result, _, written) = encoder.encode_from_utf8_without_replacement(text, &mut bytes, true);
    (result == EncoderResult::InputEmpty && written == 2).then_some([bytes[0], bytes[1]])
}

/// Shifted text is made of Chinese characters and places that no character has; alphabets, numbers
/// and marks are an eighth of it.
fn is_chance(character: char) -> bool {
    is_han(character) || matches!(character, '\u{E000}'..='\u{F8FF}')
}

fn is_lost(character: char) -> bool {
    matches!(character, '?' | '\u{FFFD}')
}

#[cfg(test)]
mod tests;
