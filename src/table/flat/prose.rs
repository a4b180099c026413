//! What a line costs when it is read as running text after the table.

use super::Line;
use super::cell::Cell;
use super::kind::Kind;
use crate::data::compare::has_length;
use crate::data::numbering::{Style, label};

/// Shortest sentence that is a paragraph, in characters.
const PARAGRAPH: usize = 30;
/// Fewest lines before a heading of the text: cells labelled like one stand in the first rows, too.
const FEWEST_CELLS: usize = 20;

/// Where the text behind a table starts: at a heading over a paragraph, labelled as no line of the table is.
pub(super) fn text_behind(lines: &[Line]) -> usize {
    let mut seen: Vec<Style> = Vec::new();
    let mut heading = None;
    for (at, line) in lines.iter().enumerate() {
        let style = label(line.text).filter(|label| label.marked).map(|label| label.style);
        match style {
            Some(style) if !seen.contains(&style) => {
                seen.push(style);
                heading = heading.or(Some(at));
            }
            Some(_) => heading = None,
            None if is_paragraph(line.text) => {
                if let Some(heading) = heading.filter(|heading| *heading >= FEWEST_CELLS) {
                    return heading;
                }
            }
            None => heading = None,
        }
    }
    lines.len()
}

fn is_paragraph(text: &str) -> bool {
    text.ends_with('。') && has_length(text, PARAGRAPH)
}

/// Nats for a line, after the indent most of the table's own lines have.
pub(super) fn cost(cell: &Cell, usual: u8) -> f32 {
    let shape: f32 = match cell.kind {
        Kind::Ordinal
        | Kind::Integer
        | Kind::Decimal
        | Kind::Percent
        | Kind::Unit
        | Kind::Quantity
        | Kind::Blank => 8.0,
        Kind::Short | Kind::Code => 6.5,
        Kind::Date => 6.0,
        Kind::Organ | Kind::Choice => 6.5,
        Kind::Medium | Kind::Numbered | Kind::Item | Kind::SubItem => 5.5,
        Kind::Long if cell.length <= 40 => 4.0,
        Kind::Long => 2.5,
    };
    let sentence = if cell.sentence && cell.length > 8 { -1.5 } else { 0.0 };
    let indented = if cell.indent > usual { -2.5 } else { 0.0 };
    let short = if cell.key > 0 { 1.5 } else { 0.0 };
    (shape + sentence + indented + short).max(0.3)
}
