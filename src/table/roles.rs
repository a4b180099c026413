//! What the columns of an indicator table are, and whether a table is one.
//!
//! A table of indicators names them in one column and has a column of numbers that is a target, a
//! value of some year, a growth. A table of prices by city has no names of indicators, a list of
//! reforms no numbers: neither gets roles.

use super::time;
use super::value::{self, Kind};
use crate::data::roles::of_indicators;
use crate::document::{Column, ColumnRole, Table};

/// Rows that are looked at to know a column.
const ROWS: usize = 200;
/// Longest text in a column of values, in characters: 与经济增长基本同步.
const LONGEST_VALUE: usize = 24;
/// Headers that name indicators only where other columns say that the rows are some.
const PERHAPS_NAMES: [&str; 4] = ["项目", "名称", "内容", "项目名称"];
/// Words of captions and headers of tables that look ahead.
const PLANNED: [&str; 3] = ["目标", "规划", "计划"];

/// Gives the columns of an indicator table their roles, those of any other table none.
pub(super) fn assign(table: &Table, columns: &mut [Column]) {
    for (place, column) in columns.iter_mut().enumerate() {
        let said = of_indicators(&column.name).and_then(role);
        column.role = if is_attribute(table, place) { Some(ColumnRole::Attribute) } else { said };
    }
    name_last(columns);
    name_perhaps(columns);
    name_years(table, columns);
    if !is_indicators(table, columns) {
        columns.iter_mut().for_each(|column| column.role = None);
    }
}

fn role(name: &str) -> Option<ColumnRole> {
    Some(match name {
        "ordinal" => ColumnRole::Ordinal,
        "category" => ColumnRole::Category,
        "name" => ColumnRole::Name,
        "unit" => ColumnRole::Unit,
        "baseline" => ColumnRole::Baseline,
        "target" => ColumnRole::Target,
        "actual" => ColumnRole::Actual,
        "growth" => ColumnRole::Growth,
        "value" => ColumnRole::Value,
        "attribute" => ColumnRole::Attribute,
        _ => return None,
    })
}

/// Of 二级指标 and 三级指标 the last one names the row; those before it are its categories.
fn name_last(columns: &mut [Column]) {
    let role = ColumnRole::Name;
    let Some(last) = columns.iter().rposition(|column| column.role == Some(role)) else { return };
    for column in &mut columns[..last] {
        if column.role == Some(role) {
            column.role = Some(ColumnRole::Category);
        }
    }
}

fn name_perhaps(columns: &mut [Column]) {
    let has = |role| columns.iter().any(|column| column.role == Some(role));
    if has(ColumnRole::Name) || !has(ColumnRole::Attribute) {
        return;
    }
    let is_name = |column: &&mut Column| {
        column.role.is_none()
            && PERHAPS_NAMES.contains(&column.name.replace([' ', '　'], "").as_str())
    };
    if let Some(column) = columns.iter_mut().find(is_name) {
        column.role = Some(ColumnRole::Name);
    }
}

/// Columns headed by bare years: in a plan the earliest is the baseline, later ones are targets.
fn name_years(table: &Table, columns: &mut [Column]) {
    let years: Vec<Option<u16>> =
        columns.iter().map(|c| time::of(&c.name).map(|t| t.year)).collect();
    let Some(earliest) = years.iter().flatten().min().copied() else { return };
    let latest = years.iter().flatten().max().copied().unwrap_or(earliest);
    let looks_ahead = looks_ahead(table, columns);
    for (column, year) in columns.iter_mut().zip(years) {
        let by_year = year.map(|year| match looks_ahead {
            true if year == earliest && year < latest => ColumnRole::Baseline,
            true => ColumnRole::Target,
            false => ColumnRole::Value,
        });
        column.role = column.role.or(by_year);
    }
}

fn looks_ahead(table: &Table, columns: &[Column]) -> bool {
    let has = |role| columns.iter().any(|column| column.role == Some(role));
    let says = |text: &str| PLANNED.iter().any(|word| text.contains(word));
    has(ColumnRole::Attribute)
        || has(ColumnRole::Target)
        || table.caption.as_deref().is_some_and(says)
        || columns.iter().any(|column| says(&column.name))
}

fn is_indicators(table: &Table, columns: &[Column]) -> bool {
    let place = |role| columns.iter().position(|column| column.role == Some(role));
    let Some(name) = place(ColumnRole::Name) else { return false };
    let values: Vec<usize> =
        (0..columns.len()).filter(|c| columns[*c].role.is_some_and(ColumnRole::is_value)).collect();
    let told = place(ColumnRole::Attribute).or(place(ColumnRole::Unit)).is_some()
        || values.len() > 1
        || values.iter().any(|c| columns[*c].role != Some(ColumnRole::Value));
    let numbers = |column: usize| cells(table, column).filter(|cell| is_number(cell)).count();
    let names_are_words = numbers(name) * 2 <= cells(table, name).count();
    let all_values = values.iter().all(|column| holds_values(table, *column));
    told && names_are_words && all_values && values.iter().any(|column| numbers(*column) > 0)
}

fn cells(table: &Table, column: usize) -> impl Iterator<Item = &str> {
    table.rows.iter().take(ROWS).filter_map(move |row| row.get(column)?.as_deref())
}

fn is_number(cell: &str) -> bool {
    value::read(cell).kind == Kind::Number
}

/// Half of the cells are numbers, or all are short: 完成市下达目标.
fn holds_values(table: &Table, column: usize) -> bool {
    let (mut all, mut numbers, mut long) = (0usize, 0usize, 0usize);
    for cell in cells(table, column) {
        all += 1;
        numbers += usize::from(is_number(cell));
        long += usize::from(cell.chars().nth(LONGEST_VALUE).is_some());
    }
    numbers * 2 >= all || long == 0
}

/// Most cells say 预期性 or 约束性, whatever the header is.
fn is_attribute(table: &Table, column: usize) -> bool {
    let says =
        |cell: &str| cell.chars().count() <= 6 && (cell.contains("预期") || cell.contains("约束"));
    let (all, said) = cells(table, column)
        .fold((0, 0), |(all, said), cell| (all + 1, said + usize::from(says(cell))));
    said > 0 && said * 2 > all
}
