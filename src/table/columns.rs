//! Columns of a table: name, unit, type and what each is in an indicator table.

use super::{number::plain, roles};
use crate::data::roles::of_indicators;
use crate::data::units::in_brackets;
use crate::document::{Column, ColumnType, Table};

/// Most different words of a column of choices.
const MOST_CHOICES: usize = 4;

type Row = Vec<Option<String>>;

/// Describes the columns of a table from its header and cells.
pub fn describe(table: &Table) -> Vec<Column> {
    let rows = table.header.iter().chain(&table.rows);
    let width = rows.map(Vec::len).max().unwrap_or(0);
    let body: Vec<&Row> = table.rows.iter().filter(|row| !is_group(row)).collect();
    let mut columns: Vec<Column> =
        (0..width).map(|column| describe_one(table, &body, column)).collect();
    roles::assign(table, &mut columns);
    columns
}

/// A title across the whole width (`一、经济发展`) says nothing of the columns under it.
fn is_group(row: &Row) -> bool {
    row.len() > 1 && row[0].is_some() && row.iter().all(|cell| *cell == row[0])
}

fn describe_one(table: &Table, body: &[&Row], column: usize) -> Column {
    let name = name(table, column);
    let kind = kind(body, column);
    Column {
        kind,
        unit: in_brackets(&name)
            .map(|unit| unit.text)
            .or_else(|| table.unit.clone().filter(|unit| takes_unit(kind, &name, unit))),
        role: None,
        name,
    }
}

/// The unit of the whole table is that of its columns of numbers, not of those that count rows; of
/// several units (`套、万元`) none is known to be a column's.
fn takes_unit(kind: ColumnType, name: &str, unit: &str) -> bool {
    is_numeric(kind)
        && of_indicators(name) != Some("ordinal")
        && !unit.contains(['、', '，', ',', '；'])
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

fn kind(body: &[&Row], column: usize) -> ColumnType {
    let cells: Vec<&str> = body.iter().filter_map(|row| row.get(column)?.as_deref()).collect();
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
    fn titles_of_groups_and_units_of_the_table() {
        let row = |texts: &[&str]| texts.iter().map(|t| Some((*t).to_owned())).collect::<Vec<_>>();
        let describe = |unit: &str| {
            let table = Table {
                header: vec![row(&["序号", "镇街", "2025年"])],
                rows: vec![
                    row(&["一、城区"; 3]),
                    row(&["1", "东城街道", "420"]),
                    row(&["二、镇区"; 3]),
                    row(&["2", "石门镇", "120"]),
                ],
                unit: Some(unit.to_owned()),
                ..Table::default()
            };
            let columns = super::describe(&table);
            columns.into_iter().map(|c| (c.kind, c.unit)).collect::<Vec<_>>()
        };
        use ColumnType::{Integer, Text};
        let unit = Some("个".to_owned());
        assert_eq!(describe("个"), [(Integer, None), (Text, None), (Integer, unit)]);
        assert_eq!(describe("个、万元")[2], (Integer, None));
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
