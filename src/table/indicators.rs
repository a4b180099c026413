//! Indicator tables to indicators: one for each row, with its values read.

mod cell;
mod row;

use self::row::{Groups, Kind};
use super::name::{self, Name};
use super::{notes, time};
use crate::document::{ColumnRole, Indicator, Table};

/// The columns of an indicator table by what they are.
struct Columns {
    name: usize,
    ordinal: Option<usize>,
    unit: Option<usize>,
    attribute: Option<usize>,
    categories: Vec<usize>,
    values: Vec<cell::Column>,
    /// A note says that values in round brackets are totals over years.
    makes_totals: bool,
}

/// The indicators of a table, row by row; none when it is no indicator table. Section and blocks
/// are not known here.
pub fn of(table: &Table) -> Vec<Indicator> {
    let Some(columns) = Columns::of(table) else { return Vec::new() };
    let mut groups = Groups::default();
    let mut found = Vec::new();
    for number in 0..table.rows.len() {
        match row::kind(table, &columns, number) {
            Kind::Group(title) => groups.open(title),
            Kind::Indicator => found.push(indicator(table, &columns, number, &mut groups)),
            Kind::Other => {}
        }
    }
    found
}

impl Columns {
    fn of(table: &Table) -> Option<Self> {
        let all = |role| {
            let places = table.columns.iter().enumerate();
            places.filter(move |(_, column)| column.role == Some(role)).map(|(place, _)| place)
        };
        let caption = table.caption.as_deref().and_then(time::of);
        let shared = super::columns::shares_units(table);
        let value = |(place, column)| cell::Column::of(place, column, caption, shared);
        Some(Self {
            name: all(ColumnRole::Name).next()?,
            ordinal: all(ColumnRole::Ordinal).next(),
            unit: all(ColumnRole::Unit).next(),
            attribute: all(ColumnRole::Attribute).next(),
            categories: all(ColumnRole::Category).collect(),
            values: table.columns.iter().enumerate().filter_map(value).collect(),
            makes_totals: notes::read(table).any(notes::makes_totals),
        })
    }
}

/// The text of a place, if there is any.
fn text(table: &Table, row: usize, column: usize) -> Option<&str> {
    table.rows.get(row)?.get(column)?.as_deref().map(str::trim).filter(|text| !text.is_empty())
}

fn indicator(table: &Table, columns: &Columns, row: usize, groups: &mut Groups) -> Indicator {
    let printed = |column: Option<usize>| text(table, row, column?);
    let cell = text(table, row, columns.name).unwrap_or_default();
    let name = name::read(cell);
    let unit = unit(table, columns, row, &name);
    let ordinal = printed(columns.ordinal).map(str::to_owned).or_else(|| name.ordinal.clone());
    let mut found = Indicator {
        table: table.id.clone(),
        row: row as u32,
        section: table.section.clone(),
        part_of: groups.part_of(&name, ordinal.is_some()),
        ordinal,
        category: groups.category(table, columns, row),
        attribute: printed(columns.attribute).map(name::close_up),
        blocks: table.blocks,
        ..Indicator::default()
    };
    found.binding = found.attribute.as_deref().and_then(binding);
    let read = cell::read_all(table, columns, row, unit.as_deref());
    (found.values, found.unit) = (read.values, unit.or(read.unit));
    let marks: Vec<String> = found
        .values
        .iter()
        .flat_map(|value| &value.note_marks)
        .chain(&name.note_marks)
        .cloned()
        .collect();
    let notes = notes::of(table, &name, &marks, read.bracketed);
    found.notes = notes.into_iter().map(str::to_owned).collect();
    found.name = name.text;
    found
}

/// The unit of a row: of its own column, in the name, for the whole table.
fn unit(table: &Table, columns: &Columns, row: usize, name: &Name) -> Option<String> {
    let is_unit = |unit: &&str| {
        super::value::read(unit).kind != super::value::Kind::Nothing
            && Some(*unit) != text(table, row, columns.name)
    };
    let own = columns.unit.and_then(|column| text(table, row, column)).filter(is_unit);
    let whole = || table.unit.as_deref().filter(|_| columns.unit.is_none());
    own.map(tidy)
        .or_else(|| name.unit.clone())
        .or_else(|| whole().and_then(crate::data::units::whole).map(|unit| unit.text))
}

/// A unit in one spelling; one that is not in the list as printed.
fn tidy(unit: &str) -> String {
    let bare = unit.strip_prefix(['（', '(']).and_then(|unit| unit.strip_suffix(['）', ')']));
    let unit = bare.unwrap_or(unit);
    crate::data::units::whole(unit).map_or_else(|| name::close_up(unit), |unit| unit.text)
}

/// Whether an attribute says 约束性.
fn binding(attribute: &str) -> Option<bool> {
    match (attribute.contains("约束"), attribute.contains("预期")) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
