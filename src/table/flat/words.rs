//! The word lists of `data/`, each read once.

use std::sync::LazyLock;

use super::cell::hash;

type Words = LazyLock<List>;

/// A set of short words: an open table behind two filters, since most questions are answered no.
struct List {
    /// The words by hash, at most half full.
    slots: Vec<Vec<char>>,
    /// Bits of the lengths that occur.
    lengths: u32,
    /// Bits of the first characters that occur, folded to 64.
    firsts: u64,
    /// Likewise of the last characters.
    lasts: u64,
}

impl List {
    /// One word a line; lines that start with `#` are comments.
    fn read(file: &str) -> List {
        let words: Vec<Vec<char>> = file
            .lines()
            .filter(|l| !l.starts_with('#') && !l.is_empty())
            .map(|l| l.chars().collect())
            .collect();
        let size = (words.len() * 2).next_power_of_two().max(2);
        let mut list = List { slots: vec![Vec::new(); size], lengths: 0, firsts: 0, lasts: 0 };
        words.into_iter().for_each(|word| list.insert(word));
        list
    }

    fn insert(&mut self, word: Vec<char>) {
        let (Some(&first), Some(&last)) = (word.first(), word.last()) else { return };
        self.lengths |= 1 << word.len().min(31);
        self.firsts |= 1 << (first as u32 % 64);
        self.lasts |= 1 << (last as u32 % 64);
        let at = self.place(&word);
        self.slots[at] = word;
    }

    /// The slot where a word stands or would stand.
    fn place(&self, word: &[char]) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = (hash(word) >> 7) as usize & mask;
        while !self.slots[at].is_empty() && self.slots[at] != word {
            at = (at + 1) & mask;
        }
        at
    }

    fn contains(&self, word: &[char]) -> bool {
        let (Some(&first), Some(&last)) = (word.first(), word.last()) else { return false };
        let likely = self.lengths >> word.len().min(31)
            & self.lasts_bit(last)
            & (self.firsts >> (first as u32 % 64)) as u32;
        likely & 1 == 1 && !self.slots[self.place(word)].is_empty()
    }

    fn lasts_bit(&self, last: char) -> u32 {
        (self.lasts >> (last as u32 % 64)) as u32
    }

    fn iter(&self) -> impl Iterator<Item = &Vec<char>> {
        self.slots.iter().filter(|w| !w.is_empty())
    }
}

macro_rules! list {
    ($name:ident, $file:literal) => {
        static $name: Words =
            LazyLock::new(|| List::read(include_str!(concat!("../../data/flat/", $file))));
    };
}

list!(UNITS, "units.txt");
list!(TOTALS, "totals.txt");
list!(DATES, "dates.txt");
list!(BOUNDS, "bounds.txt");
list!(ORDINAL, "header_ordinal.txt");
list!(CATEGORY, "header_category.txt");
list!(NAME, "header_name.txt");
list!(UNIT, "header_unit.txt");
list!(NUMBER, "header_number.txt");
list!(DATE, "header_date.txt");
list!(CHOICE, "header_choice.txt");
list!(LONG, "header_long.txt");
list!(ORG, "header_org.txt");
list!(PLACE, "header_place.txt");
list!(NOTE, "header_note.txt");
list!(CHOICES, "choices.txt");
list!(ORGANS, "organs.txt");
list!(PARENT, "header_parent.txt");
list!(REST, "header_rest.txt");

/// Longest word of the lists in characters.
const LONGEST: usize = 12;

fn has(list: &Words, word: &[char]) -> bool {
    word.len() <= LONGEST && list.contains(word)
}

/// What a heading's last words say about the cells under it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Role {
    Ordinal,
    Category,
    Name,
    Unit,
    Number,
    Date,
    Choice,
    Long,
    Organ,
    Place,
    Note,
    Unknown,
}

/// Whether a heading is a known word as a whole, or only ends in one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Debug)]
pub(super) enum Match {
    None,
    End,
    Whole,
}

static ROLES: [(&Words, Role, bool); 11] = [
    (&UNIT, Role::Unit, false),
    (&ORDINAL, Role::Ordinal, true),
    (&NOTE, Role::Note, false),
    (&ORG, Role::Organ, true),
    (&DATE, Role::Date, true),
    (&LONG, Role::Long, true),
    (&PLACE, Role::Place, true),
    (&CHOICE, Role::Choice, true),
    (&CATEGORY, Role::Category, true),
    (&NAME, Role::Name, true),
    (&NUMBER, Role::Number, true),
];

/// The last characters of all words that tell a role, sorted: most lines end in none.
static LAST: LazyLock<Vec<char>> = LazyLock::new(|| {
    let words = ROLES.iter().flat_map(|(list, _, _)| list.iter());
    let mut last: Vec<char> = words.filter_map(|word| word.last().copied()).collect();
    last.sort_unstable();
    last.dedup();
    last
});

/// The role of a folded heading: a whole word first, then the longest known end.
pub(super) fn role(text: &[char]) -> (Role, Match) {
    if text.last().is_none_or(|last| LAST.binary_search(last).is_err()) {
        return (Role::Unknown, Match::None);
    }
    if let Some((_, role, _)) = ROLES.iter().find(|(list, _, _)| has(list, text)) {
        return (*role, Match::Whole);
    }
    for start in text.len().saturating_sub(LONGEST).max(1)..text.len() {
        let end = &text[start..];
        let found = ROLES.iter().find(|(list, role, by_end)| {
            *by_end && (end.len() > 1 || *role == Role::Number) && has(list, end)
        });
        if let Some((_, role, _)) = found {
            return (*role, Match::End);
        }
    }
    (Role::Unknown, Match::None)
}

pub(super) fn is_unit(word: &[char]) -> bool {
    has(&UNITS, word) || (word.len() > 2 && word[0] == '(' && has(&UNITS, &word[1..word.len() - 1]))
}

/// A unit and more: `公里，配套泵站`.
pub(super) fn starts_with_unit(text: &[char]) -> bool {
    (1..=text.len().min(4)).any(|n| has(&UNITS, &text[..n]))
}

pub(super) fn is_date_word(word: &[char]) -> bool {
    has(&DATES, word)
}

/// `合计`, `小计(5个)`, `合计12个项目`, but not `累计增长`.
pub(super) fn opens_total(word: &[char]) -> bool {
    (2..=word.len().min(4)).any(|n| {
        let counted = word.get(n).is_none_or(|&c| matches!(c, '(' | ':') || c.is_ascii_digit());
        counted
            && has(&TOTALS, &word[..n])
            && !word[n..].iter().any(|c| matches!(c, ',' | '。' | ';'))
    })
}

/// Takes bounds, brackets, marks and a unit off both ends of a number.
pub(super) fn strip_bounds(mut text: &[char]) -> &[char] {
    loop {
        let before = text.len();
        text = strip_front(text);
        text = strip_back(text);
        if text.len() == before {
            return text;
        }
    }
}

fn strip_front(text: &[char]) -> &[char] {
    if matches!(text.first(), Some('[' | '(' | '*' | '#')) {
        return &text[1..];
    }
    let word = (1..=text.len().min(4)).rev().find(|&n| has(&BOUNDS, &text[..n]));
    &text[word.unwrap_or(0)..]
}

fn strip_back(text: &[char]) -> &[char] {
    let end = text.len();
    if matches!(text.last(), Some(']' | ')' | '*' | '#' | '▲' | '①' | '②')) {
        return &text[..end - 1];
    }
    if text.last().is_none_or(|c| c.is_ascii_digit() || matches!(c, '%' | '‰')) {
        return text;
    }
    let word = (1..=end.min(8))
        .rev()
        .find(|&n| has(&BOUNDS, &text[end - n..]) || has(&UNITS, &text[end - n..]));
    &text[..end - word.unwrap_or(0)]
}

/// Contains a word that headings over other headings have.
pub(super) fn stands_over(text: &[char]) -> bool {
    PARENT.iter().any(|word| text.windows(word.len()).any(|w| w == word.as_slice()))
}

/// Names of bodies, alone or in a list: `财政局、水务局`.
pub(super) fn is_organs(text: &[char]) -> bool {
    text.split(|c| matches!(c, '、' | ',' | ';' | '/' | '和' | '及')).all(is_organ)
}

fn is_organ(name: &[char]) -> bool {
    let name = if name.last() == Some(&')') {
        name.split(|&c| c == '(').next().unwrap_or(name)
    } else {
        name
    };
    (2..=24).contains(&name.len())
        && (1..=name.len().min(4)).any(|n| has(&ORGANS, &name[name.len() - n..]))
}

/// The second line of a broken heading such as a year's, or a heading of its own.
pub(super) fn is_rest(word: &[char]) -> bool {
    has(&REST, word)
}

pub(super) fn is_choice(word: &[char]) -> bool {
    has(&CHOICES, word)
}
