//! Cells with values: what the column says of them, and the number in the row's unit.

use super::{Columns, text};
use crate::data::units::{self, Unit};
use crate::document::{self, ColumnRole, Decimal, IndicatorValue, Table};
use crate::table::time::{self, Time};
use crate::table::value::{self, Value};

/// A column with values.
pub(super) struct Column {
    place: usize,
    role: ColumnRole,
    time: Option<Time>,
    /// Unit in the header.
    unit: Option<Unit>,
    /// The header says that it holds totals over years.
    cumulative: bool,
}

/// Words of a header whose column holds rates.
const RATES: [&str; 4] = ["增速", "增长", "增幅", "增减"];
/// Brackets of totals over years in a header beside that of a rate: `年均增速〔累计〕`.
const BRACKETS: [char; 4] = ['〔', '[', '［', '/'];

impl Column {
    /// The column at this place, if it holds values; `caption` is the time that names the table.
    /// and `shared` tells that the columns share the units of the table.
    pub fn of(
        place: usize,
        column: &document::Column,
        caption: Option<Time>,
        shared: bool,
    ) -> Option<Self> {
        let role = column.role.filter(|role| role.is_value())?;
        let name = column.name.as_str();
        let time = time::of(name).or_else(|| of_caption(role, caption?));
        let is_rate = role == ColumnRole::Growth && RATES.iter().any(|word| name.contains(word));
        let of_table = || column.unit.as_deref().filter(|_| shared).and_then(units::whole);
        let unit = units::in_brackets(name)
            .or_else(|| units::whole("%").filter(|_| is_rate))
            .or_else(of_table);
        let cumulative =
            name.contains("累计") && !name.contains(BRACKETS) && !name.contains("年均");
        Some(Self { place, role, time, unit, cumulative })
    }
}

/// What the caption's time says of a column without one: of a five-year plan its targets are for
/// the last year, values for no certain one.
fn of_caption(role: ColumnRole, time: Time) -> Option<Time> {
    match role {
        ColumnRole::Target => Some(Time { since: None, ..time }),
        ColumnRole::Growth => Some(time),
        ColumnRole::Value | ColumnRole::Actual => Some(time).filter(|time| time.since.is_none()),
        _ => None,
    }
}

/// The values of a row.
#[derive(Default)]
pub(super) struct Row {
    /// One for each cell with text.
    pub values: Vec<IndicatorValue>,
    /// The unit that all its cells print, where the row has no other.
    pub unit: Option<String>,
    /// A value stands in brackets.
    pub bracketed: bool,
}

/// Reads the values of a row whose unit is this.
pub(super) fn read_all(table: &Table, columns: &Columns, row: usize, unit: Option<&str>) -> Row {
    let cells: Vec<(&Column, &str)> =
        columns.values.iter().filter_map(|c| Some((c, text(table, row, c.place)?))).collect();
    let read: Vec<Value> = cells.iter().map(|(_, cell)| value::read(cell)).collect();
    let own = match unit {
        Some(_) => None,
        None => common_unit(&cells, &read),
    };
    let unit = unit.map(str::to_owned).or_else(|| own.as_ref().map(|unit| unit.text.clone()));
    let in_unit = unit.as_deref().and_then(units::whole).or(own);
    let in_brackets = |value: &Value| value.bracketed || value.cumulative;
    let bracketed = read.iter().any(in_brackets);
    let values = cells
        .iter()
        .zip(read)
        .map(|((column, cell), value)| {
            let is_number = value.kind == value::Kind::Number;
            let cumulative = value.cumulative
                || is_number && (column.cumulative || value.bracketed && columns.makes_totals);
            IndicatorValue { cumulative, ..indicator_value(column, cell, value, in_unit.as_ref()) }
        })
        .collect();
    Row { values, unit, bracketed }
}

/// The unit that the cells print themselves, or that of the header over them.
fn common_unit(cells: &[(&Column, &str)], read: &[Value]) -> Option<Unit> {
    let printed = read.iter().zip(cells).filter(|(value, _)| value.kind == value::Kind::Number);
    let mut units = printed.map(|(value, (column, _))| {
        let of_header = column.unit.as_ref().filter(|_| column.role != ColumnRole::Growth);
        value.unit.as_ref().or(of_header)
    });
    let first = units.next()??.clone();
    units.all(|unit| unit.is_none_or(|unit| unit.text == first.text)).then_some(first)
}

fn indicator_value(
    column: &Column,
    cell: &str,
    value: Value,
    unit: Option<&Unit>,
) -> IndicatorValue {
    let stated = value.unit.clone().or_else(|| of_column(column, &value, unit));
    let (factor, own) = factor(&value, stated.as_ref(), unit);
    let scale = |number: Option<Decimal>| number.and_then(|number| number.times_ten_to(factor));
    let time = column.time;
    let spans = column.role == ColumnRole::Growth || value.cumulative;
    IndicatorValue {
        role: column.role.into(),
        year: value.year.or(time.map(|time| time.year)),
        since: value.since.or_else(|| time?.since.filter(|_| spans && value.year.is_none())),
        column: column.place as u32,
        raw: cell.to_owned(),
        value: scale(value.value),
        low: scale(value.low),
        high: scale(value.high),
        unit: own,
        comparator: value.comparator,
        approximate: value.approximate,
        cumulative: value.cumulative,
        sense: value.sense,
        note_marks: value.note_marks,
    }
}

/// The unit in the header of a value that prints none: that of a rate is its own, any other gives
/// way to the row's. A total over years in a column of rates is in the row's unit.
fn of_column(column: &Column, value: &Value, row: Option<&Unit>) -> Option<Unit> {
    let is_own = match column.role {
        ColumnRole::Growth => !value.cumulative && !value.bracketed,
        _ => row.is_none(),
    };
    column.unit.clone().filter(|_| is_own && value.kind == value::Kind::Number)
}

/// The power of ten to the row's unit, or the value's own unit where the two do not go together.
fn factor(value: &Value, stated: Option<&Unit>, row: Option<&Unit>) -> (i32, Option<String>) {
    match (stated, row) {
        (Some(own), Some(row)) if own.dimension == row.dimension => (own.power - row.power, None),
        (Some(own), _) => (0, Some(own.text.clone())),
        // 16.4亿 in a row of 万元
        (None, Some(row)) if value.scaled => (-row.multiple(), None),
        (None, _) => (0, None),
    }
}
