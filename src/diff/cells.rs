//! What changed in a table that both documents have.

use std::collections::{HashMap, HashSet};

use crate::document::{ColumnRole, Indicator, Table, ValueRole};
use crate::table::value;

use super::change::{Change, ChangeKind as Kind, NumberChange, Place};
use super::grid::{Grid, Two, cell, is_ordinal};
use super::token::same;
use super::words::marked;

/// What the rows of a table are, besides rows.
#[derive(Debug, Default)]
pub struct Rows<'a> {
    /// The indicator of each row, where it is one.
    pub indicators: Vec<Option<&'a Indicator>>,
    /// It is a project that the other document does not have.
    pub is_project: Vec<Option<String>>,
}

/// Compares two forms of a table.
pub struct Comparison<'a> {
    /// The two forms.
    pub two: Two<'a>,
    /// Rows and columns, paired.
    pub grid: &'a Grid,
    /// Where they stand.
    pub places: [Place; 2],
    /// What the old rows and the new rows are.
    pub rows: [Rows<'a>; 2],
    /// Old and new columns of which the source lost cells.
    pub lossy: [HashSet<usize>; 2],
    /// The first place of the merged cell at each place of the old and the new body.
    pub merged: [HashMap<(usize, usize), (u32, u32)>; 2],
}

impl Comparison<'_> {
    /// Columns, then rows with their cells.
    pub fn changes(&self) -> Vec<Change> {
        if self.grid.is_same {
            return Vec::new();
        }
        let mut changes = self.columns();
        for row in self.grid.rows.only_old() {
            changes.push(self.lone_row(row, 0));
        }
        let mut said = HashSet::new();
        for row in 0..self.two.new.rows.len() {
            match self.grid.rows.old_of(row) {
                Some(old) => {
                    changes.extend(self.moved_row(old, row));
                    changes.extend(self.cells(old, row, &mut said));
                }
                None => changes.push(self.lone_row(row, 1)),
            }
        }
        changes
    }

    fn table(&self, side: usize) -> &Table {
        [self.two.old, self.two.new][side]
    }

    fn place(&self, side: usize, row: Option<usize>, column: Option<usize>) -> Place {
        let number = |at: usize| at as u32;
        Place { row: row.map(number), column: column.map(number), ..self.places[side].clone() }
    }

    fn caption(&self) -> String {
        caption(self.two.new)
    }

    fn columns(&self) -> Vec<Change> {
        let columns = &self.grid.columns;
        let name = |side: usize, column: usize| self.table(side).columns[column].name.clone();
        let base = |field: String| Change {
            subject: self.caption(),
            field: Some(field),
            ..Change::default()
        };
        let mut changes: Vec<Change> = columns
            .only_old()
            .map(|old| Change {
                kind: Kind::ColumnRemoved,
                old_place: Some(self.place(0, None, Some(old))),
                old: Some(name(0, old)),
                ..base(name(0, old))
            })
            .collect();
        changes.extend(columns.only_new().map(|new| Change {
            kind: Kind::ColumnAdded,
            new_place: Some(self.place(1, None, Some(new))),
            new: Some(name(1, new)),
            ..base(name(1, new))
        }));
        for (old, new) in columns.all_by_new() {
            let changed = |kind: Kind| Change {
                kind,
                old_place: Some(self.place(0, None, Some(old))),
                new_place: Some(self.place(1, None, Some(new))),
                old: Some(name(0, old)),
                new: Some(name(1, new)),
                ..base(name(1, new))
            };
            if self.grid.moved_columns.contains(&new) {
                changes.push(changed(Kind::ColumnMoved));
            }
            if !same(&name(0, old), &name(1, new)) {
                changes.push(changed(Kind::ColumnRenamed));
            }
        }
        changes
    }

    /// A row that only one of the two has: an indicator, a project, or a row.
    fn lone_row(&self, row: usize, side: usize) -> Change {
        let text = Some(row_text(self.table(side), row));
        let place = Some(self.place(side, Some(row), None));
        let rows = &self.rows[side];
        let indicator = rows.indicators.get(row).copied().flatten();
        let project = rows.is_project.get(row).and_then(|name| name.clone());
        let (kinds, subject) = match (indicator, project) {
            (Some(indicator), _) => {
                ([Kind::IndicatorRemoved, Kind::IndicatorAdded], indicator.name.clone())
            }
            (None, Some(name)) => ([Kind::ProjectRemoved, Kind::ProjectAdded], name),
            (None, None) => ([Kind::RowRemoved, Kind::RowAdded], self.caption()),
        };
        let change = Change { kind: kinds[side], subject, ..Change::default() };
        if side == 0 {
            Change { old: text, old_place: place, ..change }
        } else {
            Change { new: text, new_place: place, ..change }
        }
    }

    fn moved_row(&self, old: usize, new: usize) -> Option<Change> {
        self.grid.moved_rows.contains(&new).then(|| Change {
            kind: Kind::RowMoved,
            subject: self.caption(),
            field: None,
            old_place: Some(self.place(0, Some(old), None)),
            new_place: Some(self.place(1, Some(new), None)),
            old: Some(row_text(self.two.old, old)),
            new: Some(row_text(self.two.new, new)),
            ..Change::default()
        })
    }

    /// Cells that differ. A merged cell is said once; numbers of rows are not said where rows came,
    /// went or moved.
    fn cells(&self, old: usize, new: usize, said: &mut HashSet<(usize, u32, u32)>) -> Vec<Change> {
        let renumbered = self.grid.rows.only_old().next().is_some()
            || self.grid.rows.only_new().next().is_some()
            || !self.grid.moved_rows.is_empty();
        let mut changes = Vec::new();
        for (before, after) in self.grid.columns.all_by_new() {
            let (was, is) = (cell(self.two.old, old, before), cell(self.two.new, new, after));
            let follows = renumbered && is_ordinal(self.two.new, after);
            let is_told = same(was, is)
                || follows
                || self.is_unknown((old, before), (new, after))
                || !self.is_first((old, before), (new, after), said);
            if is_told {
                continue;
            }
            changes.push(self.cell((old, before), (new, after), was, is));
        }
        changes
    }

    /// One of the two sources lost the cell, or prints a merged cell in its first place only.
    fn is_unknown(&self, old: (usize, usize), new: (usize, usize)) -> bool {
        let (was, is) = (cell(self.two.old, old.0, old.1), cell(self.two.new, new.0, new.1));
        was.is_empty() && (self.lossy[0].contains(&old.1) || is_spread(self.two.new, new))
            || is.is_empty() && (self.lossy[1].contains(&new.1) || is_spread(self.two.old, old))
    }

    /// The cell is not a further place of a merged cell that was said before.
    fn is_first(
        &self,
        old: (usize, usize),
        new: (usize, usize),
        said: &mut HashSet<(usize, u32, u32)>,
    ) -> bool {
        let merged = [self.merged[0].get(&old), self.merged[1].get(&new)];
        let [Some(one), Some(other)] = merged else { return true };
        let first = said.insert((0, one.0, one.1));
        said.insert((1, other.0, other.1)) || first
    }

    fn cell(&self, old: (usize, usize), new: (usize, usize), was: &str, is: &str) -> Change {
        let indicator = self.rows[1].indicators.get(new.0).copied().flatten();
        let column = &self.two.new.columns[new.1];
        let field = indicator.and_then(|indicator| field_of(indicator, column.role, new.1));
        let numbers: Vec<NumberChange> = numbers(was, is, indicator).into_iter().collect();
        let words = if numbers.is_empty() { marked(was, is).runs } else { Vec::new() };
        let (kind, subject) = match (indicator, &field) {
            (Some(indicator), Some(_)) => (Kind::IndicatorChanged, indicator.name.clone()),
            _ => (Kind::CellChanged, row_name(self.two.new, new.0)),
        };
        let said = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        Change {
            kind,
            subject,
            field: field.or_else(|| Some(column.name.clone())),
            old_place: Some(self.place(0, Some(old.0), Some(old.1))),
            new_place: Some(self.place(1, Some(new.0), Some(new.1))),
            old: said(was),
            new: said(is),
            words,
            numbers,
        }
    }
}

/// Words that the cell at the left has as well, as a 合计 over several columns does.
fn is_spread(table: &Table, (row, column): (usize, usize)) -> bool {
    let text = cell(table, row, column);
    let left = column.checked_sub(1).map_or("", |left| cell(table, row, left));
    !text.is_empty() && text == left && !text.chars().any(|c| c.is_ascii_digit())
}

/// What a column says of an indicator: `target 2025`.
fn field_of(indicator: &Indicator, role: Option<ColumnRole>, column: usize) -> Option<String> {
    let value = indicator.values.iter().find(|value| value.column as usize == column);
    let year =
        value.and_then(|value| value.year).map(|year| format!(" {year}")).unwrap_or_default();
    let name = match value.map(|value| value.role) {
        Some(ValueRole::Baseline) => "baseline",
        Some(ValueRole::Target) => "target",
        Some(ValueRole::Actual) => "actual",
        Some(ValueRole::Growth) => "growth",
        Some(ValueRole::Other) => "value",
        None => match role? {
            ColumnRole::Category => "category",
            ColumnRole::Ordinal => "number",
            ColumnRole::Name => "name",
            ColumnRole::Unit => "unit",
            ColumnRole::Attribute => "attribute",
            ColumnRole::Baseline => "baseline",
            ColumnRole::Target => "target",
            ColumnRole::Actual => "actual",
            ColumnRole::Growth => "growth",
            ColumnRole::Value => "value",
        },
    };
    Some(format!("{name}{year}"))
}

/// The difference, where both cells are one number of one unit.
fn numbers(was: &str, is: &str, indicator: Option<&Indicator>) -> Option<NumberChange> {
    let (old, new) = (value::read(was), value::read(is));
    let (before, after) = (old.value?, new.value?);
    let printed = new.unit.as_ref().map(|unit| unit.text.clone());
    let unit = printed.or_else(|| indicator.and_then(|indicator| indicator.unit.clone()));
    (old.unit == new.unit && old.comparator == new.comparator)
        .then(|| NumberChange::new(before, after, unit))?
}

/// The first place of the merged cell at each place of a body that one covers.
pub fn merged_places(table: &Table) -> HashMap<(usize, usize), (u32, u32)> {
    let (head, height, width) = (table.header.len(), table.rows.len(), table.columns.len());
    let mut places = HashMap::new();
    for merge in &table.merged {
        let (top, left) = (merge.row as usize, merge.column as usize);
        let rows = top.max(head)..top.saturating_add(merge.row_span as usize).min(head + height);
        let right = left.saturating_add(merge.column_span as usize).min(width);
        for row in rows {
            for column in left..right {
                places.entry((row - head, column)).or_insert((merge.row, merge.column));
            }
        }
    }
    places
}

/// Numbering and caption of a table.
pub fn caption(table: &Table) -> String {
    let parts = [table.label.as_deref(), table.caption.as_deref()];
    let said: Vec<&str> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    if said.is_empty() { table.id.clone() } else { said.join(" ") }
}

/// The cells of a row, each once.
pub fn row_text(table: &Table, row: usize) -> String {
    let mut cells: Vec<&str> = Vec::new();
    for text in table.rows[row].iter().flatten() {
        if cells.last() != Some(&text.as_str()) {
            cells.push(text);
        }
    }
    cells.join(" | ")
}

/// What a row is about: its first cell that is no number, or all of it.
fn row_name(table: &Table, row: usize) -> String {
    let is_name = |text: &&String| text.chars().any(char::is_alphabetic);
    let role = |at: usize| table.columns.get(at).and_then(|column| column.role);
    let cells = || table.rows[row].iter().enumerate();
    let named =
        cells().find(|(at, _)| role(*at) == Some(ColumnRole::Name)).and_then(|(_, c)| c.as_ref());
    let first = || table.rows[row].iter().flatten().find(is_name);
    named.or_else(first).cloned().unwrap_or_else(|| row_text(table, row))
}
