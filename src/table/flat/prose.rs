//! What a line costs when it is read as running text after the table.

use super::cell::Cell;
use super::kind::Kind;

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
