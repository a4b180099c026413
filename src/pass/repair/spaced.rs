//! Spaces set beside Chinese marks: `云溪 ， 湖湾` and `云溪， 湖湾` are `云溪，湖湾`.
//!
//! One here and there is the author's own, behind a label often; only a text that is full of them
//! was spaced by its publisher.

use super::readings::is_han;

/// Marks that take none behind them.
const OPENING: &str = "（《“‘〔【";
/// Marks that take none before them.
const CLOSING: &str = "）》”’〕】";
/// Fewest spaced marks in a spaced text, with the share of its marks in percent: many of them, or
/// a short text with a space beside most.
const SPACED: [(usize, usize); 2] = [(20, 30), (6, 60)];

/// Marks of a text, and how many have a space beside them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    marks: usize,
    spaced: usize,
}

impl Count {
    /// Adds the marks of `text`.
    pub fn add(&mut self, text: &str) {
        let mut behind_mark = false;
        for character in text.chars() {
            self.spaced += usize::from(character == ' ' && behind_mark);
            behind_mark = is_stop(character);
            self.marks += usize::from(behind_mark);
        }
    }

    /// Whether spaces were set beside marks throughout.
    pub fn is_spaced(&self) -> bool {
        let holds =
            |(fewest, percent)| self.spaced >= fewest && self.spaced * 100 >= self.marks * percent;
        SPACED.into_iter().any(holds)
    }
}

/// Appends `text` to `out` without spaces beside marks, and tells how many there were.
pub fn close(text: &str, out: &mut String) -> usize {
    let (mut count, mut before) = (0, None);
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let next = characters.peek().copied();
        if character == ' ' && belongs_together(before, next) {
            count += 1;
            continue;
        }
        out.push(character);
        before = Some(character);
    }
    count
}

/// Marks that take no space on either side.
fn is_stop(character: char) -> bool {
    matches!(character, '，' | '。' | '；' | '：' | '、' | '！' | '？')
}

fn belongs_together(before: Option<char>, next: Option<char>) -> bool {
    let (Some(before), Some(next)) = (before, next) else { return false };
    let quoted = is_han(before) && OPENING.contains(next) && !is_unit(before)
        || CLOSING.contains(before) && is_han(next);
    is_stop(before) || is_stop(next) || OPENING.contains(before) || CLOSING.contains(next) || quoted
}

/// Ends a label, behind which a space parts the title.
fn is_unit(character: char) -> bool {
    "篇编章节条分表图栏".contains(character)
}
