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
    share_units(table, &body, &mut columns);
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
    is_numeric(kind) && of_indicators(name) != Some("ordinal") && !unit.contains(BETWEEN_UNITS)
}

/// What rates and shares are called, in headers and in names of rows.
const RATES: [&str; 8] = ["增长", "增速", "增幅", "增减", "比重", "占比", "比例", "率"];

/// Of two units one of which is % (`亿元、%`), columns of rates have that one and the others the other, unless a row is
/// called a rate too.
fn share_units(table: &Table, body: &[&Row], columns: &mut [Column]) {
    let Some(amount) = amount_beside_percent(table) else { return };
    let is_rate = |text: &str| RATES.iter().any(|word| text.contains(word));
    let open: Vec<usize> = (0..columns.len())
        .filter(|at| columns[*at].unit.is_none() && is_numeric(columns[*at].kind))
        .filter(|at| of_indicators(&columns[*at].name) != Some("ordinal"))
        .collect();
    let rates = open.iter().filter(|at| is_rate(&columns[**at].name)).count();
    let row_is_rate = body.iter().filter_map(|row| row.first()?.as_deref()).any(is_rate);
    if rates == 0 || rates == open.len() || row_is_rate {
        return;
    }
    for at in open {
        let unit = if is_rate(&columns[at].name) { "%" } else { amount };
        columns[at].unit = Some(unit.to_owned());
    }
}

/// Whether the columns of a table share its units.
pub(super) fn shares_units(table: &Table) -> bool {
    amount_beside_percent(table).is_some()
}

/// The other unit of a table that states two, one of them %.
fn amount_beside_percent(table: &Table) -> Option<&str> {
    let (first, second) = table.unit.as_deref()?.split_once(BETWEEN_UNITS)?;
    match (first.trim(), second.trim()) {
        ("%" | "％", amount) | (amount, "%" | "％") => {
            Some(amount).filter(|amount| !amount.contains(BETWEEN_UNITS))
        }
        _ => None,
    }
}

/// What parts the units of a table that states several.
const BETWEEN_UNITS: [char; 4] = ['、', '，', ',', '；'];

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
        && plain(digits).is_some_and(|number| number.scale == 0)
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
    fn two_units_are_shared_by_amounts_and_rates() {
        let row = |texts: &[&str]| texts.iter().map(|t| Some((*t).to_owned())).collect::<Vec<_>>();
        for (first, header, unit, expected) in [
            ("税收", ["项目", "2022年", "比上年增长"], "亿元、%", [Some("亿元"), Some("%")]),
            ("耕地", ["地类", "面积", "比重"], "公顷，%", [Some("公顷"), Some("%")]),
            ("耕地", ["地类", "2020年", "2025年"], "公顷、%", [None, None]),
            ("城镇化率", ["指标", "2022年", "比上年增长"], "亿元、%", [None, None]),
            ("税收", ["项目", "2022年", "比上年增长"], "亿元、户、%", [None, None]),
        ] {
            let table = Table {
                header: vec![row(&header)],
                rows: vec![row(&[first, "20.8", "3.1"])],
                unit: Some(unit.to_owned()),
                ..Table::default()
            };
            let units: Vec<_> = describe(&table).into_iter().skip(1).map(|c| c.unit).collect();
            assert_eq!(units, expected.map(|unit: Option<&str>| unit.map(str::to_owned)), "{unit}");
        }
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
