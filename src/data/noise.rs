//! Phrases that tell what is no part of a document, looked for in one walk over folded text.
//!
//! A bit for every character says whether a phrase starts with it, another for every two whether one
//! goes on so: nearly all of a text passes by these two. An automaton of the same phrases takes three
//! times as long, and as long to build as a page takes to be read.

use std::sync::LazyLock;

use super::entries;
use super::fold::Table;

/// What a phrase is a sign of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// Adult keyword.
    Lewd,
    /// Gambling keyword.
    Gambling,
    /// Brand that banners carry.
    Brand,
    /// What banners promise with a name before it.
    Pitch,
    /// Filler of banners, innocent elsewhere.
    Weak,
    /// Word of policy prose: speaks against spam.
    Innocent,
    /// Widget wherever it stands.
    Widget,
    /// Widget at the rim of a text only.
    Tool,
    /// Begins the path to the page.
    Crumb,
    /// Menu item.
    Navigation,
    /// Statement of a footer.
    Footer,
    /// Begins a list of other documents.
    Related,
    /// Begins readers' comments.
    Comment,
    /// Begins a line of the page under its text.
    Trail,
    /// Begins a line of metadata.
    Label,
}

impl Sign {
    /// How many there are.
    pub const COUNT: usize = 15;
}

const LISTS: [(Sign, &str); Sign::COUNT] = [
    (Sign::Lewd, include_str!("noise_lewd.txt")),
    (Sign::Gambling, include_str!("noise_gambling.txt")),
    (Sign::Brand, include_str!("noise_brand.txt")),
    (Sign::Pitch, include_str!("noise_pitch.txt")),
    (Sign::Widget, include_str!("noise_widget.txt")),
    (Sign::Crumb, include_str!("noise_crumb.txt")),
    (Sign::Footer, include_str!("noise_footer.txt")),
    (Sign::Related, include_str!("noise_related.txt")),
    (Sign::Comment, include_str!("noise_comment.txt")),
    (Sign::Trail, include_str!("noise_trail.txt")),
    (Sign::Label, include_str!("noise_label.txt")),
    (Sign::Navigation, include_str!("noise_navigation.txt")),
    (Sign::Tool, include_str!("noise_tool.txt")),
    (Sign::Innocent, include_str!("noise_innocent.txt")),
    (Sign::Weak, include_str!("noise_weak.txt")),
];

/// A phrase found in a folded text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// What it is a sign of.
    pub sign: Sign,
    /// First byte of it.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// Characters of it.
    pub chars: u16,
}

/// The lists as matchers.
#[derive(Debug)]
pub struct Phrases {
    /// Characters that phrases start with, and those that are phrases by themselves.
    first: CharSet,
    single: CharSet,
    /// Pairs of characters that phrases start with; others may share their places.
    pairs: CharSet,
    /// Phrases by their first character, the longest of each first.
    list: Vec<Phrase>,
}

/// A phrase of the lists, folded.
#[derive(Debug, Clone, Copy)]
struct Phrase {
    first: char,
    text: &'static str,
    sign: Sign,
    chars: u16,
}

/// A set of numbers under 65,536, a bit for each: of characters by their code.
#[derive(Debug)]
struct CharSet(Vec<u64>);

impl CharSet {
    fn new(codes: impl Iterator<Item = u32>) -> Self {
        let mut words = vec![0; 0x1_0000 / 64];
        for code in codes.map(|code| code as usize) {
            if let Some(word) = words.get_mut(code / 64) {
                *word |= 1 << (code % 64);
            }
        }
        Self(words)
    }

    #[inline]
    fn has(&self, code: u32) -> bool {
        self.0.get(code as usize / 64).is_some_and(|word| word >> (code % 64) & 1 == 1)
    }
}

/// A place for two characters in a row, the same for few others.
#[inline]
fn pair(first: char, second: char) -> u32 {
    (first as u32 * 31 + second as u32) & 0xFFFF
}

/// Every entry of every list with its text folded.
static FOLDED: LazyLock<Vec<(Sign, String)>> = LazyLock::new(|| {
    let lists = LISTS.iter().flat_map(|(sign, list)| entries(list).map(|entry| (*sign, entry)));
    lists.map(|(sign, entry)| (sign, Table::get().fold_text(entry))).collect()
});

/// All signs of the page; a word of two lists counts for the one named first in [`LISTS`].
/// Only what is rare in prose: every hit costs time.
static PAGE: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(is_rare));
/// Signs for and against spam.
static SPAM: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(|sign, _| is_spam_evidence(sign)));
/// Signs of chrome with the single characters.
static CHROME: LazyLock<Phrases> =
    LazyLock::new(|| Phrases::new(|sign, _| !is_spam_evidence(sign)));

fn is_spam_evidence(sign: Sign) -> bool {
    matches!(
        sign,
        Sign::Lewd | Sign::Gambling | Sign::Brand | Sign::Pitch | Sign::Weak | Sign::Innocent
    )
}

fn is_rare(sign: Sign, chars: usize) -> bool {
    let common = matches!(sign, Sign::Weak | Sign::Innocent | Sign::Tool | Sign::Navigation);
    chars > 1 && !common
}

/// Signs worth looking for in every line.
pub fn page() -> &'static Phrases {
    &PAGE
}

/// Signs for and against spam, for the lines that gave cause.
pub fn spam() -> &'static Phrases {
    &SPAM
}

/// Signs of widgets, menus and footers, for short lines.
pub fn chrome() -> &'static Phrases {
    &CHROME
}

impl Phrases {
    fn new(take: fn(Sign, usize) -> bool) -> Self {
        let mut list: Vec<Phrase> = Vec::new();
        let mut seen = std::collections::HashSet::new();
        for (sign, text) in FOLDED.iter().map(|(sign, text)| (*sign, text.as_str())) {
            let chars = text.chars().count();
            let first = text.chars().next().filter(|_| take(sign, chars));
            if let Some(first) = first.filter(|_| seen.insert(text)) {
                list.push(Phrase { first, text, sign, chars: chars as u16 });
            }
        }
        list.sort_by_key(|phrase| (phrase.first, std::cmp::Reverse(phrase.text.len())));
        let single = list.iter().filter(|phrase| phrase.chars == 1);
        let starts = list.iter().filter_map(|phrase| {
            phrase.text.chars().nth(1).map(|second| pair(phrase.first, second))
        });
        Self {
            first: CharSet::new(list.iter().map(|phrase| phrase.first as u32)),
            single: CharSet::new(single.map(|phrase| phrase.first as u32)),
            pairs: CharSet::new(starts),
            list,
        }
    }

    /// Whether a phrase begins with this character.
    #[inline]
    pub fn begins(&self, first: char) -> bool {
        self.first.has(first as u32)
    }

    /// Whether a phrase that begins with `first` may go on with `second`: nearly never wrong.
    #[inline]
    pub fn goes_on(&self, first: char, second: char) -> bool {
        self.pairs.has(pair(first, second))
    }

    /// The longest phrase at this place of a folded text.
    pub fn at(&self, folded: &str, start: usize) -> Option<Hit> {
        let first = folded[start..].chars().next()?;
        let phrase = self.longest(first, &folded[start + first.len_utf8()..])?;
        let end = start + phrase.text.len();
        Some(Hit { sign: phrase.sign, start, end, chars: phrase.chars })
    }

    /// Phrases in a folded text, leftmost longest, without overlap.
    pub fn find<'a>(&'a self, folded: &'a str) -> impl Iterator<Item = Hit> + 'a {
        let mut rest = folded.chars();
        std::iter::from_fn(move || {
            loop {
                let start = folded.len() - rest.as_str().len();
                let first = rest.next()?;
                if !self.begins(first) {
                    continue;
                }
                let second = rest.clone().next();
                let goes_on = second.is_some_and(|second| self.goes_on(first, second));
                if !goes_on && !self.single.has(first as u32) {
                    continue;
                }
                if let Some(hit) = self.at(folded, start) {
                    rest = folded[hit.end..].chars();
                    return Some(hit);
                }
            }
        })
    }

    /// The longest phrase of `first` and the start of what is behind it.
    fn longest(&self, first: char, behind: &str) -> Option<&Phrase> {
        let from = self.list.partition_point(|phrase| phrase.first < first);
        let group = self.list[from..].iter().take_while(|phrase| phrase.first == first);
        let mut fitting =
            group.filter(|phrase| behind.starts_with(&phrase.text[first.len_utf8()..]));
        fitting.next()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_is_found_whole() {
        for (sign, list) in LISTS {
            for entry in entries(list) {
                let folded = Table::get().fold_text(entry);
                let group = if is_spam_evidence(sign) { spam() } else { chrome() };
                let whole =
                    group.find(&folded).any(|hit| hit.start == 0 && hit.end == folded.len());
                assert!(whole, "{entry}");
            }
        }
    }

    #[test]
    fn lists_say_what_they_are() {
        for (_, list) in LISTS {
            assert!(list.starts_with("# "));
        }
    }
}
