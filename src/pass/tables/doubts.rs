//! What is not certain of a table, as diagnostics.

use std::collections::BTreeMap;

use super::draft::Draft;
use crate::document::{Problem, Table};
use crate::table::flat::Doubt;

/// Confidence under which a grid is not said without a remark.
const SURE: f64 = 1.0;

/// Lost cells, one problem for each column; the other doubts in one.
pub(super) fn of(draft: &Draft, table: &Table) -> Vec<Problem> {
    let mut lost: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut others = String::new();
    for doubt in &draft.doubts {
        match doubt {
            Doubt::LostCell { row, column } => lost.entry(*column).or_default().push(*row),
            other => others = others + "; " + &other.message(),
        }
    }
    let is_unsure = table.confidence < SURE || !others.is_empty();
    let rebuilt =
        (draft.is_rebuilt && is_unsure).then_some(Problem::TableRebuilt { doubts: others });
    rebuilt
        .into_iter()
        .chain(lost.iter().map(|(column, rows)| lost_in(table, *column, rows)))
        .collect()
}

fn lost_in(table: &Table, column: usize, rows: &[usize]) -> Problem {
    let name = table.columns.get(column).map_or("", |column| column.name.as_str());
    let column = if name.is_empty() { (column + 1).to_string() } else { name.to_owned() };
    let rows: Vec<_> = rows.iter().map(|row| (row + 1).to_string()).collect();
    Problem::CellLost { column, rows: rows.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Column;

    #[test]
    fn lost_cells_are_told_by_column() {
        let lost = |row, column| Doubt::LostCell { row, column };
        let check = |doubts: &[Doubt], confidence: f64, expected: &[&str]| {
            let doubts = doubts.to_vec();
            let draft = Draft { doubts, is_rebuilt: true, ..Draft::default() };
            let unit = Column {
                name: "单位".to_owned(),
                kind: Default::default(),
                unit: None,
                role: None,
            };
            let table = Table { confidence, columns: vec![unit], ..Table::default() };
            let found: Vec<_> = of(&draft, &table).iter().map(ToString::to_string).collect();
            assert_eq!(found, expected);
        };
        let rebuilt = "table rebuilt from cells printed one to a line";
        check(&[], 1.0, &[]);
        check(&[], 0.9, &[rebuilt]);
        check(
            &[lost(1, 0), lost(2, 1), lost(3, 0)],
            1.0,
            &[
                "column 单位: the source has no text in row 2, 4 (the header is counted)",
                "column 2: the source has no text in row 3 (the header is counted)",
            ],
        );
        let header = Doubt::AmbiguousHeader { columns: 3 };
        let told = rebuilt.to_owned() + "; a header of 3 columns explains the cells nearly as well";
        check(&[header], 1.0, &[&told]);
    }
}
