//! Project tables to projects: rows of totals and titles of groups are none.

use smol_str::SmolStr;

use super::name::{self, Name};
use super::value;
use super::{check, time};
use crate::data::numbering::chinese_number;
use crate::data::roles::of_projects;
use crate::data::units;
use crate::data::years::{five_years, years};
use crate::document::{Amount, Column, ColumnRole, Decimal, Project, Table};

/// The columns of a project table by what they are.
#[derive(Debug, Default)]
struct Columns {
    name: usize,
    ordinal: Option<usize>,
    category: Option<usize>,
    count: Option<usize>,
    content: Option<usize>,
    place: Option<usize>,
    nature: Option<usize>,
    period: Option<usize>,
    responsible: Option<usize>,
    investment: Option<usize>,
    in_period: Option<usize>,
}

/// The projects of a table, row by row; none when it is no project table.
pub fn of(table: &Table) -> Vec<Project> {
    let Some(columns) = Columns::of(table) else { return Vec::new() };
    let groups_by_ordinal = has_arabic_ordinals(table, &columns);
    let mut group: Option<SmolStr> = None;
    let shared = Shared::of(table);
    let mut found = Vec::new();
    for row in 0..table.rows.len() {
        let Some(cell) = text(table, row, columns.name) else { continue };
        let name = name::read(name::group(cell).unwrap_or(cell));
        if check::is_total(&table.rows[row]) || name.is_part || is_header(table, &columns, row) {
            continue;
        }
        if is_group(table, &columns, row, groups_by_ordinal) {
            group = Some(name.text.into());
        } else {
            found.push(project(table, &columns, row, name, &shared, group.as_ref()));
        }
    }
    found
}

impl Columns {
    fn of(table: &Table) -> Option<Self> {
        let is_indicators = table.columns.iter().any(|c| c.role == Some(ColumnRole::Name));
        if is_indicators {
            return None;
        }
        let roles: Vec<Option<&str>> = table.columns.iter().map(role).collect();
        let first = |role: &str| roles.iter().position(|found| *found == Some(role));
        let name = first("name");
        let columns = Self {
            name: name.or_else(|| first("category"))?,
            ordinal: first("ordinal"),
            category: name.and_then(|_| first("category")),
            count: first("count"),
            content: first("content"),
            place: first("place"),
            nature: first("nature"),
            period: first("period"),
            responsible: first("responsible"),
            investment: first("investment"),
            in_period: first("in_period"),
        };
        let is_named = name.is_some() || columns.counts(table);
        (is_named && columns.tells()).then_some(columns)
    }

    /// Whether rows of categories are classes of projects, which say how many.
    fn counts(&self, table: &Table) -> bool {
        let counted =
            |row| text(table, row, self.name).is_some_and(|cell| name::read(cell).count.is_some());
        self.count.is_some() || (0..table.rows.len()).any(counted)
    }

    /// Whether the columns beside the name are those of projects.
    fn tells(&self) -> bool {
        let money = self.investment.or(self.in_period).is_some();
        let built = [self.content, self.place, self.nature, self.period];
        money || built.iter().flatten().count() >= 2
    }
}

/// What the header of a column says it is. Of years one is not the time of the plan.
fn role(column: &Column) -> Option<&'static str> {
    let found = of_projects(&column.name)?;
    let spans = || {
        let compact: String = column.name.split_whitespace().collect();
        years(&compact).or_else(|| five_years(&compact)).is_some()
    };
    match found {
        "investment" if spans() => Some("in_period"),
        "investment" if time::of(&column.name).is_some() => None,
        _ => Some(found),
    }
}

fn text(table: &Table, row: usize, column: usize) -> Option<&str> {
    table.rows.get(row)?.get(column)?.as_deref().map(str::trim).filter(|text| !text.is_empty())
}

/// The header printed again on the next page.
fn is_header(table: &Table, columns: &Columns, row: usize) -> bool {
    let printed = text(table, row, columns.name);
    table.header.iter().any(|header| header.get(columns.name).and_then(|c| c.as_deref()) == printed)
}

/// Projects are numbered 1, 2, 3, so that 一, 二 number groups of them.
fn has_arabic_ordinals(table: &Table, columns: &Columns) -> bool {
    let ordinal = |row| text(table, row, columns.ordinal.unwrap_or(columns.name));
    let is_arabic = |cell: &str| cell.starts_with(|c: char| matches!(c, '0'..='9' | '０'..='９'));
    (0..table.rows.len()).filter_map(ordinal).any(is_arabic)
}

/// A row that titles a group: a text across the width, or numbered 一、 among 1., 2., 3.
fn is_group(table: &Table, columns: &Columns, row: usize, groups_by_ordinal: bool) -> bool {
    let cells = &table.rows[row];
    let printed: Vec<&str> = cells.iter().flatten().map(|cell| cell.trim()).collect();
    let first = printed.first().copied();
    let is_one = printed.iter().all(|cell| Some(*cell) == first);
    let is_first = cells.first().is_some_and(Option::is_some) && columns.name > 0;
    let is_wide = is_one && (printed.len() > 1 || is_first);
    let numbered = |cell: &str| name::group(cell).is_some() || is_chinese(cell);
    is_wide || groups_by_ordinal && first.is_some_and(numbered)
}

/// 一, （二）, 三、 and nothing else.
fn is_chinese(cell: &str) -> bool {
    let number = cell.trim_matches(['（', '）', '(', ')', '、', '.', ' ']);
    chinese_number(number).is_some_and(|(_, length)| length == number.len())
}

/// Texts that all projects of a table have.
struct Shared {
    table: SmolStr,
    section: Option<SmolStr>,
}

impl Shared {
    fn of(table: &Table) -> Self {
        Self { table: SmolStr::new(&table.id), section: table.section.as_ref().map(SmolStr::new) }
    }
}

fn project(
    table: &Table,
    columns: &Columns,
    row: usize,
    name: Name,
    shared: &Shared,
    group: Option<&SmolStr>,
) -> Project {
    let cell = |column: Option<usize>| text(table, row, column?).filter(|cell| !says_nothing(cell));
    let owned = |column: Option<usize>| cell(column).map(SmolStr::new);
    let period = cell(columns.period);
    let years = period.and_then(time::of);
    let amount = |column: Option<usize>| Some(Box::new(amount(table, column?, cell(column)?)));
    let category =
        cell(columns.category).map(|cell| name::close_up(name::group(cell).unwrap_or(cell)).into());
    Project {
        table: Some(shared.table.clone()),
        row: Some(row as u32),
        section: shared.section.clone(),
        ordinal: owned(columns.ordinal).or(name.ordinal.map(SmolStr::from)),
        category: category.or_else(|| group.cloned()),
        name: name.text.into(),
        count: name.count.or_else(|| whole_number(cell(columns.count)?)),
        content: owned(columns.content),
        place: owned(columns.place),
        nature: owned(columns.nature),
        period: period.map(SmolStr::new),
        from: years.and_then(|time| time.since),
        to: years.map(|time| time.year),
        investment: amount(columns.investment),
        investment_in_period: amount(columns.in_period),
        responsible: owned(columns.responsible),
        raw: raw(table, row).into(),
        blocks: table.blocks,
        ..Project::default()
    }
}

fn says_nothing(cell: &str) -> bool {
    value::read(cell).kind == value::Kind::Nothing
}

fn whole_number(cell: &str) -> Option<u32> {
    let number = value::read(cell).value.filter(|number| number.scale == 0)?;
    u32::try_from(number.mantissa).ok()
}

/// The cells of a row; words that stand in several places once.
fn raw(table: &Table, row: usize) -> String {
    let mut cells: Vec<&str> = table.rows[row].iter().flatten().map(String::as_str).collect();
    let is_word = |cell: &str| value::read(cell).kind == value::Kind::Text;
    cells.dedup_by(|cell, before| cell == before && is_word(cell));
    cells.join(" | ")
}

/// A sum of money: its unit is its own, that of the header, or that of the table.
fn amount(table: &Table, column: usize, cell: &str) -> Amount {
    let read = value::read(cell);
    let header = || units::whole(table.columns.get(column)?.unit.as_deref()?);
    let whole = || units::whole(table.unit.as_deref()?);
    let unit = read.unit.or_else(header).or_else(whole);
    // 16.4亿 under 万元
    let multiple = unit.as_ref().filter(|_| read.scaled).map_or(0, units::Unit::multiple);
    let scale = |number: Option<Decimal>| number.and_then(|number| number.times_ten_to(-multiple));
    Amount {
        raw: cell.into(),
        value: scale(read.value),
        low: scale(read.low),
        high: scale(read.high),
        unit: unit.map(|unit| unit.text.into()),
        comparator: read.comparator,
        approximate: read.approximate,
    }
}

#[cfg(test)]
mod tests;
