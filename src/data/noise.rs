//! Phrases that tell what is no part of a document, looked for in one walk over folded text.
//!
//! One bit says of two characters that stand side by side whether a phrase may open with them:
//! nearly all of a text passes by it. An automaton of the same phrases takes three times as long,
//! and as long to build as a page takes to be read.

use std::cmp::Reverse;
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
    /// How phrases of several characters open.
    openings: Openings,
    /// Characters that are phrases by themselves.
    single: Vec<char>,
    /// Phrases by their first character, the longest of each first.
    list: Vec<&'static Phrase>,
}

#[derive(Debug)]
struct Phrase {
    first: char,
    text: String,
    sign: Sign,
    chars: u16,
}

/// The phrases of all lists in their order.
static ALL: LazyLock<Vec<Phrase>> = LazyLock::new(|| {
    let all = LISTS.iter().flat_map(|(sign, list)| entries(list).map(|phrase| (*sign, phrase)));
    all.filter_map(|(sign, phrase)| Phrase::new(sign, phrase)).collect()
});

impl Phrase {
    fn new(sign: Sign, phrase: &str) -> Option<Self> {
        let text = Table::get().fold_text(phrase);
        let chars = text.chars().count() as u16;
        Some(Self { first: text.chars().next()?, text, sign, chars })
    }
}

/// A set of pairs of characters, a bit for each; other pairs may share it.
#[derive(Debug)]
struct Openings(Box<[u64; Self::BITS / 64]>);

impl Openings {
    /// So many that of a hundred other pairs one is taken for an opening.
    const BITS: usize = 1 << 16;
    /// A prime that parts pairs of neighbouring codes.
    const SPREAD: u32 = 2_654_435_761;

    fn new(pairs: impl Iterator<Item = (char, char)>) -> Self {
        let mut set = Self(Box::new([0; Self::BITS / 64]));
        for (first, second) in pairs {
            let bit = Self::bit(first, second);
            set.0[bit / 64] |= 1 << (bit % 64);
        }
        set
    }

    #[inline]
    fn has(&self, first: char, second: char) -> bool {
        let bit = Self::bit(first, second);
        self.0[bit / 64] >> (bit % 64) & 1 == 1
    }

    #[inline]
    fn bit(first: char, second: char) -> usize {
        let spread = (first as u32).wrapping_mul(Self::SPREAD) >> 16;
        (spread ^ second as u32) as usize % Self::BITS
    }
}

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
        let mut list: Vec<&Phrase> =
            ALL.iter().filter(|phrase| take(phrase.sign, phrase.chars.into())).collect();
        let key = |phrase: &Phrase| (phrase.first, Reverse(phrase.text.len()));
        list.sort_by(|a, b| key(a).cmp(&key(b)).then_with(|| a.text.cmp(&b.text)));
        list.dedup_by(|again, first| again.text == first.text);
        let pair = |phrase: &&Phrase| Some((phrase.first, phrase.text.chars().nth(1)?));
        let single = list.iter().filter(|phrase| phrase.chars == 1).map(|phrase| phrase.first);
        Self {
            openings: Openings::new(list.iter().filter_map(pair)),
            single: single.collect(),
            list,
        }
    }

    /// Phrases in a folded text, leftmost longest, without overlap.
    pub fn find<'a>(&'a self, folded: &'a str) -> impl Iterator<Item = Hit> + 'a {
        let mut done = 0;
        std::iter::from_fn(move || {
            let hit = self.first(folded, done)?;
            done = hit.end;
            Some(hit)
        })
    }

    /// The first phrase from this byte on.
    fn first(&self, folded: &str, from: usize) -> Option<Hit> {
        let mut chars = folded[from..].chars();
        let mut next = chars.next();
        while let Some(first) = next {
            let behind = chars.as_str();
            next = chars.next();
            if self.opens(first, next)
                && let Some(phrase) = self.longest(first, behind)
            {
                let start = folded.len() - behind.len() - first.len_utf8();
                let end = start + phrase.text.len();
                return Some(Hit { sign: phrase.sign, start, end, chars: phrase.chars });
            }
        }
        None
    }

    /// Whether a phrase may open with these two characters.
    #[inline]
    fn opens(&self, first: char, second: Option<char>) -> bool {
        second.is_some_and(|second| self.openings.has(first, second))
            || !self.single.is_empty() && self.single.contains(&first)
    }

    /// The longest phrase of `first` and the start of what is behind it.
    fn longest(&self, first: char, behind: &str) -> Option<&Phrase> {
        let from = self.list.partition_point(|phrase| phrase.first < first);
        let group = self.list[from..].iter().take_while(|phrase| phrase.first == first);
        let mut fitting =
            group.filter(|phrase| behind.starts_with(&phrase.text[first.len_utf8()..]));
        fitting.next().copied()
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
