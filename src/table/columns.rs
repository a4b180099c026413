//! Columns of a table: name, unit, type and what each is in an indicator table.

use super::{number::plain, roles};
use crate::document::{Column, ColumnType, Table};

/// Most different words of a column of choices.
const MOST_CHOICES: usize = 4;

/// Describes the columns of a table from its header and cells.
pub fn describe(table: &Table) -> Vec<Column> {
    let rows = table.header.iter().chain(&table.rows);
    let width = rows.map(Vec::len).max().unwrap_or(0);
    let mut columns: Vec<Column> = (0..width).map(|column| describe_one(table, column)).collect();
    roles::assign(table, &mut columns);
    columns
}

fn describe_one(table: &Table, column: usize) -> Column {
    let name = name(table, column);
    Column {
        kind: kind(table, column),
        unit: crate::data::units::in_brackets(&name)
            .map(|unit| unit.text)
            .or_else(|| table.unit.clone().filter(|_| is_numeric(kind(table, column)))),
        role: None,
        name,
    }
}

/// Header texts from top to bottom, each once.
fn name(table: &Table, column: usize) -> String {
    let mut texts: Vec<&str> =
        table.header.iter().filter_map(|row| row.get(column)?.as_deref()).collect();
    texts.dedup();
    texts.join(" / ")
}

fn is_numeric(kind: ColumnType) -> bool {
    matches!(kind, ColumnType::Integer | ColumnType::Number | ColumnType::Percent)
}

fn kind(table: &Table, column: usize) -> ColumnType {
    let cells: Vec<&str> =
        table.rows.iter().filter_map(|row| row.get(column)?.as_deref()).collect();
    let share = |test: &dyn Fn(&str) -> bool| {
        !cells.is_empty() && cells.iter().filter(|cell| test(cell)).count() * 5 >= cells.len() * 4
    };
    if share(&is_year) {
        ColumnType::Year
    } else if share(&|cell| plain(cell).is_some_and(|number| number.scale == 0)) {
        ColumnType::Integer
    } else if share(&|cell| plain(cell).is_some()) {
        ColumnType::Number
    } else if share(&|cell| {
        cell.strip_suffix(['%', '％']).is_some_and(|number| plain(number).is_some())
    }) {
        ColumnType::Percent
    } else if is_choice(&cells) {
        ColumnType::Choice
    } else {
        ColumnType::Text
    }
}

fn is_year(cell: &str) -> bool {
    let digits = cell.trim_end_matches(['年', '底', '末', '前']);
    digits.len() == 4
        && (digits.starts_with("19") || digits.starts_with("20"))
        && plain(digits).is_some()
}

fn is_choice(cells: &[&str]) -> bool {
    let mut words: Vec<&str> = Vec::new();
    for cell in cells {
        if !words.contains(cell) {
            words.push(cell);
        }
        if words.len() > MOST_CHOICES {
            return false;
        }
    }
    words.len() > 1
        && words.len() * 3 <= cells.len()
        && words.iter().all(|word| word.chars().count() <= 6)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::ColumnRole;

    fn check(
        header: &[&str],
        row: &[&str],
        expected: &[(Option<ColumnRole>, ColumnType, Option<&str>)],
    ) {
        let cells =
            |texts: &[&str]| texts.iter().map(|t| Some((*t).to_owned())).collect::<Vec<_>>();
        let table =
            Table { header: vec![cells(header)], rows: vec![cells(row)], ..Table::default() };
        let found = describe(&table);
        let found: Vec<_> = found.iter().map(|c| (c.role, c.kind, c.unit.as_deref())).collect();
        assert_eq!(found, expected, "{header:?}");
    }

    #[test]
    fn indicator_tables() {
        use ColumnRole::{Attribute, Baseline, Name, Ordinal, Target, Unit};
        use ColumnType::{Integer, Number, Text};
        check(
            &["序号", "指标", "单位", "2020年", "2025年目标", "属性"],
            &["1", "绿化率", "%", "35.1", "40", "预期性"],
            &[
                (Some(Ordinal), Integer, None),
                (Some(Name), Text, None),
                (Some(Unit), Text, None),
                (Some(Baseline), Number, None),
                (Some(Target), Integer, None),
                (Some(Attribute), Text, None),
            ],
        );
    }

    #[test]
    fn units_in_names() {
        check(
            &["项目", "总投资（万元）"],
            &["水厂", "100"],
            &[(None, ColumnType::Text, None), (None, ColumnType::Integer, Some("万元"))],
        );
    }
}
