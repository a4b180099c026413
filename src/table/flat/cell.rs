//! What one printed cell looks like: its size and the marks the column model learns from.

use super::kind::{Candidate, Kind, classify, is_chinese_numeral};
use super::words;

/// Longest text whose repetition is counted: longer texts repeat only by being copied.
const KEY: usize = 24;
/// Buckets for first and last characters.
pub(super) const BUCKETS: usize = 32;
/// Shortest text that is taken to go on when it ends in a number: names with a number are shorter.
const CUT: usize = 6;

#[derive(Clone, Debug)]
pub(super) struct Cell {
    pub kind: Kind,
    /// Natural logarithm of one plus the magnitude, or of the length in characters.
    pub size: f32,
    /// Number of characters without white space.
    pub length: u32,
    pub first: u8,
    pub last: u8,
    /// Hash of the whole text when short enough to be worth comparing, replaced by `intern`.
    pub hash: u64,
    /// 1-based number of a text that occurs more than once, 0 for others.
    pub key: u32,
    pub candidate: Option<Candidate>,
    /// Opens a row of totals.
    pub total: bool,
    /// `其中：…`, `#…`: part of the row above.
    pub part: bool,
    /// `√`, `○`: one sign that says no more than yes or no.
    pub mark: bool,
    /// A word that heads columns.
    pub heading: bool,
    /// Ends in the middle of a sentence: `、` `，` `（`, an open bracket or quotation.
    pub open: bool,
    /// Ends in a number that the rest of the text would count: `新建管网12`.
    pub cut: bool,
    /// Starts with what a number before it would count: `公里，配套…`.
    pub counted: bool,
    /// Starts like the rest of something: `（万元）`, `、`, `）`.
    pub tail: bool,
    /// As long as a line that was broken at a fixed width.
    pub wrapped: bool,
    /// Ends in 。！？；
    pub sentence: bool,
    pub indent: u8,
}

/// Folds full-width forms to ASCII and drops white space.
pub(super) fn fold(text: &str, out: &mut Vec<char>) {
    out.clear();
    out.extend(text.chars().filter(|c| !c.is_whitespace()).map(fold_char));
}

fn fold_char(c: char) -> char {
    match c {
        '〔' => '[',
        '〕' => ']',
        '～' | '\u{2010}' | '–' | '—' | '―' | '─' | '〜' | '−' => '-',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '。' | '、' | '《' | '》' | '“' | '”' => c,
        _ => c,
    }
}

impl Cell {
    /// Notes whether the text is a word that heads columns; returns whether of ordinals.
    pub(super) fn note_heading(&mut self, text: &str, buffer: &mut Vec<char>) -> bool {
        fold(text, buffer);
        let (role, known) = words::role(buffer);
        self.heading = known == words::Match::Whole;
        role == words::Role::Ordinal
    }

    /// Reads one line; `buffer` is scratch space kept between calls.
    pub(super) fn read(text: &str, indent: u8, buffer: &mut Vec<char>) -> Cell {
        fold(text, buffer);
        let chars = buffer.as_slice();
        let (kind, magnitude, candidate) = classify(chars);
        let length = chars.len();
        let size = if kind.has_length() { length as f32 } else { 1.0 + magnitude.abs() as f32 };
        Cell {
            kind,
            size: size.max(1.0).ln(),
            length: length as u32,
            first: bucket(chars.first()),
            last: bucket(chars.last()),
            hash: if length <= KEY { hash(chars) } else { 0 },
            key: 0,
            candidate,
            total: length <= 14 && words::opens_total(chars),
            part: is_part(chars),
            mark: kind == Kind::Choice && length == 1 && !chars[0].is_alphanumeric(),
            heading: false,
            open: is_open(chars),
            cut: kind.is_text() && length >= CUT && chars[length - 1].is_ascii_digit(),
            counted: kind.has_length() && words::starts_with_unit(chars),
            tail: is_tail(chars),
            wrapped: false,
            sentence: matches!(chars.last(), Some('。' | '!' | '?' | ';' | '！' | '？' | '；')),
            indent,
        }
    }
}

fn bucket(c: Option<&char>) -> u8 {
    let c = c.map_or(0, |c| *c as u32);
    let c = if c < 128 && char::from_u32(c).is_some_and(|c| c.is_ascii_digit()) { 48 } else { c };
    ((c.wrapping_mul(0x9E37_79B1) >> 16) as usize % BUCKETS) as u8
}

/// FNV-1a over the characters; never 0, which stands for "too long to compare".
pub(super) fn hash(chars: &[char]) -> u64 {
    chars.iter().fold(0xcbf2_9ce4_8422_2325_u64, |h, c| {
        (h ^ u64::from(*c as u32)).wrapping_mul(0x100_0000_01b3)
    }) | 1
}

fn is_part(chars: &[char]) -> bool {
    chars.len() > 2
        && (chars.starts_with(&['其', '中']) || chars[0] == '#' || chars.starts_with(&['-', '-']))
}

fn is_open(chars: &[char]) -> bool {
    matches!(
        chars.last(),
        Some('、' | ',' | '(' | ':' | '“' | '《' | '及' | '和' | '与' | '/' | '的')
    ) && chars.len() > 1
        || unbalanced(chars)
}

/// More opening than closing brackets.
fn unbalanced(chars: &[char]) -> bool {
    let opening = chars.iter().filter(|c| matches!(c, '(' | '[' | '《' | '“')).count();
    let closing = chars.iter().filter(|c| matches!(c, ')' | ']' | '》' | '”')).count();
    opening > closing
}

fn is_tail(chars: &[char]) -> bool {
    match chars.first() {
        Some('、' | ',' | ')' | '。' | ';' | '》' | '”' | ':') => chars.len() > 1,
        Some('(') => chars.last() == Some(&')') && !is_numeral_bracket(chars),
        _ => {
            let closing = chars.iter().filter(|c| matches!(c, ')' | '》' | '”')).count();
            closing > chars.iter().filter(|c| matches!(c, '(' | '《' | '“')).count()
        }
    }
}

/// `(一)` or `(1)` standing alone.
fn is_numeral_bracket(chars: &[char]) -> bool {
    chars.len() > 2
        && chars[1..chars.len() - 1].iter().all(|&c| is_chinese_numeral(c) || c.is_ascii_digit())
}

/// Shortest line that can have been broken at a fixed width.
const WRAP_LEAST: usize = 8;
/// Longest.
const WRAP_MOST: usize = 60;
/// Fewest lines of that width.
const WRAP_LINES: u32 = 4;

/// Marks the lines of a length that is so much more frequent than its neighbours that texts must have been broken there.
pub(super) fn mark_wrapped(cells: &mut [Cell]) {
    let mut counts = [0_u32; WRAP_MOST + 2];
    let fits =
        |c: &Cell| c.kind.has_length() && (WRAP_LEAST..=WRAP_MOST).contains(&(c.length as usize));
    for cell in cells.iter().filter(|c| fits(c) && !c.sentence && c.key == 0) {
        counts[cell.length as usize] += 1;
    }
    let spike =
        |n: usize| counts[n] >= WRAP_LINES && 2 * counts[n] > 3 * (counts[n - 1] + counts[n + 1]);
    for cell in cells.iter_mut().filter(|c| fits(c) && !c.sentence && c.key == 0) {
        cell.wrapped = spike(cell.length as usize);
    }
}
