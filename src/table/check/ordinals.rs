//! Numbers of rows: each one more than the one above, or 1 again in a new group.

use std::collections::HashSet;

use crate::data::roles::of_indicators;
use crate::document::{Check, CheckKind, Problem, Table};
use crate::table::number::plain;

/// Fewest numbers that make a sequence.
const FEWEST: usize = 3;
/// Steps of four that must be right, or the column holds codes.
const RIGHT_OF_FOUR: usize = 3;
/// Most problems that are told of one table.
const MOST_TOLD: usize = 5;

/// Checks the column of ordinals, if there is one.
pub(super) fn check(table: &Table, checks: &mut Vec<Check>, problems: &mut Vec<Problem>) {
    let is_ordinal = |name: &str| of_indicators(name) == Some("ordinal");
    let Some(column) = table.columns.iter().position(|column| is_ordinal(&column.name)) else {
        return;
    };
    let (steps, wrong) = steps(table, column);
    let right = steps - wrong.len();
    if steps + 1 < FEWEST || right * 4 < steps * RIGHT_OF_FOUR {
        return;
    }
    checks.push(Check {
        kind: CheckKind::Numbering,
        ok: wrong.is_empty(),
        detail: format!("{} numbered rows", steps + 1),
    });
    problems.extend(wrong.into_iter().take(MOST_TOLD));
}

/// How many numbers follow another, and what is wrong with those that should not.
fn steps(table: &Table, column: usize) -> (usize, Vec<Problem>) {
    let covered = covered(table, column);
    let (mut last, mut lost, mut steps) = (None::<i128>, 0i128, 0);
    let mut wrong = Vec::new();
    let rows = table.rows.iter().enumerate().filter(|(row, _)| !covered.contains(row));
    for (_, cells) in rows {
        let cell = cells.get(column).and_then(|cell| cell.as_deref());
        let number = cell.and_then(plain).filter(|number| number.scale == 0).map(|n| n.mantissa);
        let Some(number) = number else {
            lost += i128::from(cell.is_none());
            continue;
        };
        if let Some(before) = last {
            steps += 1;
            // A row whose number was lost may stand between.
            let follows = (before + 1..=before + 1 + lost).contains(&number) || number == 1;
            if !follows {
                wrong.push(problem(number, before));
            }
        }
        (last, lost) = (Some(number), 0);
    }
    (steps, wrong)
}

fn problem(number: i128, before: i128) -> Problem {
    if number == before {
        Problem::RowNumberDouble { number: number.to_string() }
    } else {
        Problem::RowNumberGap { number: number.to_string(), expected: (before + 1).to_string() }
    }
}

/// Body rows whose place in the column a cell from above or from the left covers.
fn covered(table: &Table, column: usize) -> HashSet<usize> {
    let header = table.header.len();
    let mut rows = HashSet::new();
    for merge in &table.merged {
        let (first, width) = (merge.column as usize, merge.column_span as usize);
        if (first..first + width).contains(&column) {
            let skip = usize::from(width == 1);
            let all = merge.row as usize + skip..(merge.row + merge.row_span) as usize;
            rows.extend(all.filter_map(|row| row.checked_sub(header)));
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Column, ColumnType};

    fn check_numbers(numbers: &[&str], expected: &[&str]) {
        let name = "序号".to_owned();
        let column = Column { name, kind: ColumnType::Integer, unit: None, role: None };
        let cell = |text: &&str| vec![Some((*text).to_owned()).filter(|text| !text.is_empty())];
        let rows = numbers.iter().map(cell).collect();
        let table = Table { columns: vec![column], rows, ..Table::default() };
        let (mut checks, mut problems) = (Vec::new(), Vec::new());
        check(&table, &mut checks, &mut problems);
        let found: Vec<_> = problems.iter().map(Problem::to_string).collect();
        assert_eq!(found, expected, "{numbers:?}");
        assert!(checks.iter().all(|check| check.ok == expected.is_empty()));
    }

    #[test]
    fn numbers_follow_each_other() {
        check_numbers(&["1", "2", "3", "4"], &[]);
        check_numbers(&["1", "2", "3", "1", "2"], &[]);
        check_numbers(&["合计", "1", "2", "", "4"], &[]);
        check_numbers(&["7", "3", "9", "22"], &[]);
        check_numbers(&["1", "2"], &[]);
        check_numbers(&["1", "2", "3", "5", "6"], &["row number 5 stands where 4 was expected"]);
        check_numbers(&["1", "2", "2", "3", "4"], &["row number 2 occurs twice"]);
    }
}
