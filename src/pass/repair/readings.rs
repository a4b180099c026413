//! Readings in brackets behind a character: 關(guān)於.
//!
//! Only what can be read so is removed: (GDP), (G20), (km) are no syllables; 方案(a) stays
//! because 案 is not read `a`; 锂(Li) stays because symbols have a capital; 额(e) stays because a
//! single letter may be the sign of a quantity.

use std::iter::Sum;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::syllable::{Syllable, Tone};

/// Toned readings from which a document is one that was littered with them; from then on readings
/// that do not fit their character go too, for the mirror took them for another script's character.
pub const TRUSTED_FROM: usize = 24;
/// Bytes between the brackets that are looked at: four readings with separators. A bound, so that
/// brackets that never close cost nothing.
const LONGEST: usize = 64;
/// Letters from which a toneless reading that does not fit may go in a trusted document.
const LONG_ENOUGH: usize = 3;
/// Between readings of one character.
const SEPARATORS: [char; 9] = ['/', '／', '、', ',', '，', ';', '；', '|', '或'];
/// Brackets that hold readings, opening and closing; the last two only with tone marks.
const BRACKETS: [(&str, [&str; 2]); 4] =
    [("(", [")", "）"]), ("（", ["）", ")"]), ("[", ["]", "］"]), ("【", ["】", "]"])];
/// How many of [`BRACKETS`] are round.
const ROUND: usize = 2;

static OPENING: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::new(BRACKETS.map(|(opening, _)| opening)).expect("four short patterns fit")
});

/// Whether [`count`] would meet something at the bracket that starts here.
pub fn starts_at(text: &str, place: usize) -> bool {
    let rest = &text[place..];
    let bracket = BRACKETS.iter().find(|(opening, _)| rest.starts_with(opening));
    bracket.is_some_and(|(opening, closing_brackets)| {
        let inside = &rest[opening.len()..];
        let first = inside.trim_start_matches(' ').chars().next();
        first.is_some_and(Syllable::may_start)
            && owner(&text[..place]).0.is_some_and(|character| {
                closing(inside, *closing_brackets)
                    .is_some_and(|(end, _)| read(&inside[..end], character, true).is_some())
            })
    })
}

/// What [`count`] met.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// Syllables in brackets behind a character.
    pub candidates: usize,
    /// Those with tone that fit their character.
    pub toned: usize,
}

impl Sum for Count {
    fn sum<I: Iterator<Item = Self>>(counts: I) -> Self {
        counts.fold(Self::default(), |sum, one| Self {
            candidates: sum.candidates + one.candidates,
            toned: sum.toned + one.toned,
        })
    }
}

/// Counts readings, the evidence for [`remove`].
pub fn count(text: &str) -> Count {
    let mut count = Count::default();
    scan(text, |candidate| {
        count.candidates += 1;
        count.toned += usize::from(candidate.tone == Tone::Mark && candidate.fits);
        candidate.is_reading(false)
    });
    count
}

/// Appends `text` to `out` without readings, and tells how many there were.
pub fn remove(text: &str, trusted: bool, out: &mut String) -> usize {
    let (mut count, mut done) = (0, 0);
    scan(text, |candidate| {
        let gone = candidate.is_reading(trusted);
        if gone {
            out.push_str(&text[done..candidate.start]);
            done = candidate.end;
            count += 1;
        }
        gone
    });
    out.push_str(&text[done..]);
    count
}

/// Syllables in brackets behind a character.
#[derive(Debug)]
struct Candidate {
    start: usize,
    end: usize,
    /// The clearest tone among its readings.
    tone: Tone,
    /// One of its readings is one of the character.
    fits: bool,
    /// Letters of its longest reading.
    letters: usize,
    capital: bool,
    /// Round brackets right behind the character.
    usual: bool,
}

impl Candidate {
    fn is_reading(&self, trusted: bool) -> bool {
        match self.tone {
            Tone::Mark => self.fits || trusted,
            _ if self.capital || !self.usual => false,
            Tone::Digit => self.fits,
            Tone::None if self.letters == 1 => self.fits && trusted,
            Tone::None => self.fits || (trusted && self.letters >= LONG_ENOUGH),
        }
    }
}

/// Calls `take` for every candidate; what it takes is gone for the next one, as in 好(hǎo)(hǎo).
fn scan(text: &str, mut take: impl FnMut(&Candidate) -> bool) {
    let mut gone = 0..0;
    let mut behind = None;
    for opening in OPENING.find_iter(text) {
        let start = opening.start();
        if gone.contains(&start) {
            continue;
        }
        let (owner, spaced) =
            if start == gone.end && start > 0 { (behind, false) } else { owner(&text[..start]) };
        let Some(character) = owner else { continue };
        let inside = &text[opening.end()..];
        let Some(length) = closing(inside, BRACKETS[opening.pattern().as_usize()].1) else {
            continue;
        };
        let usual = !spaced && opening.pattern().as_usize() < ROUND;
        let Some(mut candidate) = read(&inside[..length.0], character, usual) else { continue };
        candidate.start = start - usize::from(spaced);
        candidate.end = opening.end() + length.1;
        if take(&candidate) {
            behind = Some(character);
            gone = candidate.start..candidate.end;
        }
    }
}

/// The Chinese character before a bracket, and whether a space stands between.
fn owner(before: &str) -> (Option<char>, bool) {
    let (text, spaced) = before.strip_suffix(' ').map_or((before, false), |text| (text, true));
    (text.chars().next_back().filter(|&character| is_han(character)), spaced)
}

/// Bytes up to the closing bracket and up to behind it, if it is near.
fn closing(inside: &str, brackets: [&str; 2]) -> Option<(usize, usize)> {
    for (place, character) in inside.char_indices() {
        let rest = &inside[place..];
        if let Some(bracket) = brackets.iter().find(|bracket| rest.starts_with(**bracket)) {
            return Some((place, place + bracket.len()));
        }
        if place >= LONGEST || is_han(character) && character != '或' {
            return None;
        }
    }
    None
}

/// Readings of one character between brackets.
fn read(inside: &str, character: char, usual: bool) -> Option<Candidate> {
    let (start, end, letters) = (0, 0, 0);
    let (tone, fits, capital) = (Tone::None, false, false);
    let mut all = Candidate { start, end, tone, fits, letters, capital, usual };
    for part in inside.split(SEPARATORS) {
        let syllable = Syllable::read(part)?;
        all.tone = all.tone.max(syllable.tone);
        all.fits |= syllable.fits(character);
        all.letters = all.letters.max(syllable.letters().len());
        all.capital |= syllable.capital;
    }
    Some(all)
}

pub(super) fn is_han(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' | '〇')
}
