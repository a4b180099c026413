//! What a cell or a phrase says: number or range with its unit, bound, years, marks of notes.
//!
//! Everything of a text must be understood, or it is no number: 完成市下达目标, 7/6.5 and 60— are
//! texts. Numbers stay decimal from the first digit to the last.

mod amount;
mod numeral;
mod parse;
mod text;
mod years;

use crate::data::units::{self, Unit};
use crate::document::{Comparator, Decimal, Sense};

/// What a text says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Value {
    /// What sort of thing it is.
    pub kind: Kind,
    /// The number, in `unit`.
    pub value: Option<Decimal>,
    /// Least value of a range.
    pub low: Option<Decimal>,
    /// Greatest value of a range.
    pub high: Option<Decimal>,
    /// The unit printed with it.
    pub unit: Option<Unit>,
    /// A multiple without a unit is in the number: 16.4亿.
    pub scaled: bool,
    /// How the truth compares with the number.
    pub comparator: Option<Comparator>,
    /// 左右, 约, 近, 余.
    pub approximate: bool,
    /// 累计, 〔 〕.
    pub cumulative: bool,
    /// It stands in round brackets, which a note may explain.
    pub bracketed: bool,
    /// A level or a change.
    pub sense: Sense,
    /// The year printed with it, the last one of a time.
    pub year: Option<u16>,
    /// First year of a time.
    pub since: Option<u16>,
    /// Marks of notes behind or before it.
    pub note_marks: Vec<String>,
}

/// What sort of thing a text says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Kind {
    /// Words: 完成市下达目标.
    #[default]
    Text,
    /// A number or a range of numbers.
    Number,
    /// A year or a time of years.
    Years,
    /// A sign that there is nothing: —.
    Nothing,
}

/// Longest text that can be a value, in characters.
const LONGEST: usize = 60;

/// Reads a cell.
pub fn read(cell: &str) -> Value {
    let Some(text) = text::Text::whole(cell, LONGEST) else { return Value::default() };
    parse::whole(&text).unwrap_or_default()
}

/// Reads the value that running text starts with: `不低于85%`, `4100亿元左右`; and the bytes it
/// takes.
pub fn leading(phrase: &str) -> Option<(Value, usize)> {
    if is_lone_digit(phrase) {
        return None;
    }
    let text = text::Text::start(phrase, LONGEST);
    let (value, end) = parse::leading(&text)?;
    Some((value, text.byte(end)))
}

/// Whether a text starts with one Chinese digit that neither a numeral nor a unit goes on behind:
/// 一 of 一批. Most of running text that looks like a number is that.
fn is_lone_digit(phrase: &str) -> bool {
    let mut characters = text::characters(phrase);
    let goes_on = |next: char| amount::goes_on(next) || units::may_start(next);
    characters.next().is_some_and(numeral::is_digit) && !characters.next().is_some_and(goes_on)
}

#[cfg(test)]
mod tests;
