//! Phrases that tell what is no part of a document, in one automaton over folded text.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

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
    automaton: AhoCorasick,
    signs: Vec<(Sign, u16)>,
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
        let mut phrases: Vec<String> = Vec::new();
        let mut signs = Vec::new();
        let mut seen = std::collections::HashSet::new();
        for (sign, phrase) in
            LISTS.iter().flat_map(|(sign, list)| entries(list).map(|p| (*sign, p)))
        {
            let folded = Table::get().fold_text(phrase);
            let chars = folded.chars().count();
            if take(sign, chars) && seen.insert(folded.clone()) {
                phrases.push(folded);
                signs.push((sign, chars as u16));
            }
        }
        let automaton = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::DFA))
            .match_kind(MatchKind::LeftmostLongest)
            .build(&phrases)
            .expect("a few hundred short phrases fit an automaton");
        Self { automaton, signs }
    }

    /// Phrases in a folded text, leftmost longest, without overlap.
    pub fn find<'a>(&'a self, folded: &'a str) -> impl Iterator<Item = Hit> + 'a {
        self.automaton.find_iter(folded).map(|found| {
            let (sign, chars) = self.signs[found.pattern().as_usize()];
            Hit { sign, start: found.start(), end: found.end(), chars }
        })
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
