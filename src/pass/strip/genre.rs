//! Whether the text is of the kind we look for at all: mirrors print novels and copies spun by
//! replacing words in place of plans.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::line::{Line, Lines};
use crate::data::{GENRE_WORDS, entries};

/// Characters of sentences that are looked at.
const SAMPLE: u32 = 20_000;
/// Fewest to judge by.
const FEWEST_CHARS: u32 = 150;
/// Fewest different words of a story, and how many of its words stand in a thousand characters.
const STORY: (usize, u32) = (5, 8);
/// The same for a spun copy: each such word is rare in good text, five of them are no accident.
const SPUN: (usize, u32) = (5, 3);

struct Words {
    automaton: AhoCorasick,
    genres: Vec<Genre>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Genre {
    Story,
    Spun,
    Official,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let lists = [("story", Genre::Story), ("spun", Genre::Spun), ("official", Genre::Official)];
    let words = lists.into_iter().flat_map(|(name, genre)| of(name).map(move |word| (word, genre)));
    let (words, genres): (Vec<_>, Vec<_>) = words.unzip();
    // 经济成长 is another word than 经济.
    let longest = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(words);
    Words { automaton: longest.expect("a list of short words fits"), genres }
});

fn of(name: &'static str) -> impl Iterator<Item = &'static str> {
    let lines = entries(GENRE_WORDS).filter_map(|line| line.split_once(' '));
    lines.filter(move |(kind, _)| *kind == name).flat_map(|(_, words)| words.split_whitespace())
}

/// Words of one genre.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    all: u32,
    different: usize,
}

impl Count {
    fn is_at_least(self, (different, in_thousand): (usize, u32), chars: u32) -> bool {
        self.different >= different && self.all * 1000 >= chars * in_thousand
    }
}

/// What the text of these lines is, when it is nothing official.
pub fn other<'a>(lines: &Lines, kept: impl Iterator<Item = &'a Line>) -> Option<&'static str> {
    let mut met = vec![0u32; WORDS.genres.len()];
    let mut chars = 0;
    for line in kept.filter(|line| line.is_sentence()) {
        for found in WORDS.automaton.find_iter(lines.folded(line)) {
            met[found.pattern().as_usize()] += 1;
        }
        chars += line.chars;
        if chars > SAMPLE {
            break;
        }
    }
    let count = |genre| {
        let of_genre = met.iter().zip(&WORDS.genres).filter(|(_, own)| **own == genre);
        of_genre.fold(Count::default(), |sum, (met, _)| Count {
            all: sum.all + met,
            different: sum.different + usize::from(*met > 0),
        })
    };
    let (story, spun, official) = (count(Genre::Story), count(Genre::Spun), count(Genre::Official));
    if chars < FEWEST_CHARS {
        None
    } else if story.is_at_least(STORY, chars) && official.all < story.all {
        Some("a story")
    } else if spun.is_at_least(SPUN, chars) {
        Some("a copy of a text in which words were replaced")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_met_as_itself() {
        for word in ["story", "spun", "official"].into_iter().flat_map(of) {
            let found = WORDS.automaton.find(word).map(|found| found.len());
            assert_eq!(found, Some(word.len()), "{word}");
        }
    }
}
