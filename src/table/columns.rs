//! Columns of a table: name, unit, type and what each is in an indicator table.

use super::number::plain;
use crate::data::numbering::arabic_number;
use crate::document::{Column, ColumnRole, ColumnType, Table};

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
    name_years(&mut columns);
    let is_indicators = columns.iter().any(|column| column.role == Some(ColumnRole::Name))
        && columns.iter().any(|c| {
            matches!(
                c.role,
                Some(
                    ColumnRole::Target
                        | ColumnRole::Attribute
                        | ColumnRole::Actual
                        | ColumnRole::Baseline
                )
            )
        });
    if !is_indicators {
        columns.iter_mut().for_each(|column| column.role = None);
    }
    columns
}

/// Columns headed by bare years: the earliest is the baseline, later ones are targets.
fn name_years(columns: &mut [Column]) {
    let years: Vec<Option<u32>> = columns.iter().map(|column| year(&column.name)).collect();
    let Some(earliest) = years.iter().flatten().min().copied() else { return };
    let is_alone = years.iter().flatten().count() == 1;
    for (column, year) in columns.iter_mut().zip(years) {
        let by_year = year.map(|year| match year == earliest && !is_alone {
            true => ColumnRole::Baseline,
            false => ColumnRole::Target,
        });
        column.role = column.role.or(by_year);
    }
}

/// The year a name starts with: `2025年`, `2025年（预计）`.
fn year(name: &str) -> Option<u32> {
    let (year, length) = arabic_number(name.trim_start())?;
    let is_year = (1949..2100).contains(&year) && name.trim_start()[length..].starts_with('年');
    is_year.then_some(year)
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
        unit: unit_of(&name)
            .or_else(|| table.unit.clone().filter(|unit| takes_unit(kind, &name, unit))),
        role: role(&name),
        name,
    }
}

/// The unit of the whole table is that of its columns of numbers, not of those that count rows; of
/// several units (`套、万元`) none is known to be a column's.
fn takes_unit(kind: ColumnType, name: &str, unit: &str) -> bool {
    is_numeric(kind)
        && role(name) != Some(ColumnRole::Ordinal)
        && !unit.contains(['、', '，', ',', '；'])
}

/// Header texts from top to bottom, each once.
fn name(table: &Table, column: usize) -> String {
    let mut texts: Vec<&str> =
        table.header.iter().filter_map(|row| row.get(column)?.as_deref()).collect();
    texts.dedup();
    texts.join(" / ")
}

/// The unit in the last brackets of a name: `总投资（万元）`.
fn unit_of(name: &str) -> Option<String> {
    let end = name.trim_end().strip_suffix(['）', ')'])?;
    let start = end.rfind(['（', '('])?;
    let unit = &end[start..].trim_start_matches(['（', '(']);
    let is_unit = crate::data::units::is_unit(unit);
    is_unit.then(|| (*unit).to_owned())
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

fn role(name: &str) -> Option<ColumnRole> {
    let compact: String = name.chars().filter(|c| !c.is_whitespace()).collect();
    let has = |words: &[&str]| words.iter().any(|word| compact.contains(word));
    let is = |words: &[&str]| words.contains(&compact.as_str());
    let role = if is(&["序号", "编号", "序"]) {
        ColumnRole::Ordinal
    } else if is(&["类别", "类型", "分类", "领域", "一级指标", "指标类别"]) {
        ColumnRole::Category
    } else if is(&["单位", "计量单位"]) {
        ColumnRole::Unit
    } else if has(&["属性", "性质", "指标类型"]) {
        ColumnRole::Attribute
    } else if has(&["增速", "增长率", "年均增长", "累计增长", "[累计]", "〔累计〕"])
    {
        ColumnRole::Growth
    } else if has(&["实际", "完成值", "完成情况", "实现值"]) {
        ColumnRole::Actual
    } else if has(&["目标", "规划值"]) {
        ColumnRole::Target
    } else if has(&["基期", "现状", "基准"]) {
        ColumnRole::Baseline
    } else if has(&["指标"]) {
        ColumnRole::Name
    } else {
        return None;
    };
    Some(role)
}

#[cfg(test)]
mod tests {
    use super::*;

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
