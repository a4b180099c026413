//! Which column and which row of a table is which of its new form.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::document::{ColumnRole, Table};

use super::likeness::{Shape, pair_any, pair_in_order};
use super::pairs::Pairs;
use super::paragraphs::stay_in_order;
use super::sequence::{Numbering, align};
use super::token::{key, key_into};

/// Least likeness of what stands in two columns of another name.
const LIKE_COLUMNS: f64 = 0.5;
/// Least likeness of two rows between the same neighbours.
const LIKE_ROWS: f64 = 0.4;
/// Least likeness of two rows in different places.
const LIKE_ROWS_ANYWHERE: f64 = 0.7;
/// Rows that columns are compared by.
const SAMPLE_ROWS: usize = 60;

/// Two forms of a table.
#[derive(Debug, Clone, Copy)]
pub struct Two<'a> {
    /// The old one.
    pub old: &'a Table,
    /// The new one.
    pub new: &'a Table,
}

/// Rows and columns of two forms, paired.
#[derive(Debug, Default)]
pub struct Grid {
    /// Columns.
    pub columns: Pairs,
    /// Rows.
    pub rows: Pairs,
    /// New columns that stand elsewhere than they did.
    pub moved_columns: BTreeSet<usize>,
    /// New rows that stand elsewhere than they did.
    pub moved_rows: BTreeSet<usize>,
    /// The cells are the same, only fewer or more rows are taken for the header.
    pub is_same: bool,
}

/// Text of a cell; nothing where the source has none.
pub fn cell(table: &Table, row: usize, column: usize) -> &str {
    table.rows[row].get(column).and_then(|cell| cell.as_deref()).unwrap_or("")
}

/// Text of a cell as far as it says what its row is: the number of a row does not, a 合计 in its
/// place does.
fn told(table: &Table, row: usize, column: usize) -> &str {
    let text = cell(table, row, column);
    let is_number = || key(text).bytes().all(|byte| byte.is_ascii_digit());
    if is_ordinal(table, column) && is_number() { "" } else { text }
}

/// The column numbers the rows: it follows from their order.
pub fn is_ordinal(table: &Table, column: usize) -> bool {
    let Some(its) = table.columns.get(column) else { return false };
    its.role == Some(ColumnRole::Ordinal)
        || ["序号", "编号", "no"].contains(&key(&its.name).as_str())
}

impl Grid {
    /// Pairs columns, then rows by what stands in the columns that both have.
    pub fn of(two: Two<'_>) -> Self {
        if two.old.header.len() != two.new.header.len() && has_same_cells(two) {
            return Self::of_same_cells(two);
        }
        let columns = columns(two);
        let rows = rows(two, &columns);
        let out = |pairs: &Pairs, old: usize| -> BTreeSet<usize> {
            let all: Vec<usize> = (0..old).collect();
            let stay = stay_in_order(pairs, &all, |_| true);
            pairs.all().map(|(_, new)| new).filter(|new| !stay.contains(new)).collect()
        };
        let moved_columns = out(&columns, two.old.columns.len());
        let moved_rows = out(&rows, two.old.rows.len());
        Self { columns, rows, moved_columns, moved_rows, is_same: false }
    }

    /// Rows are paired by their place below the first row of the header.
    fn of_same_cells(two: Two<'_>) -> Self {
        let (old, new) = (two.old, two.new);
        let mut columns = Pairs::none(old.columns.len(), new.columns.len());
        for column in 0..old.columns.len().min(new.columns.len()) {
            columns.add(column, column);
        }
        let mut rows = Pairs::none(old.rows.len(), new.rows.len());
        for row in 0..old.rows.len() {
            let partner = (row + old.header.len()).checked_sub(new.header.len());
            if let Some(partner) = partner.filter(|partner| *partner < new.rows.len()) {
                rows.add(row, partner);
            }
        }
        Self { columns, rows, is_same: true, ..Self::default() }
    }
}

fn has_same_cells(two: Two<'_>) -> bool {
    let cells = |table: &Table| -> Vec<String> {
        let rows = table.header.iter().chain(&table.rows);
        rows.flatten().map(|cell| key(cell.as_deref().unwrap_or(""))).collect()
    };
    two.old.columns.len() == two.new.columns.len() && cells(two.old) == cells(two.new)
}

/// The same name in order, then the same name elsewhere, then the same content.
fn columns(two: Two<'_>) -> Pairs {
    let mut pairs = Pairs::none(two.old.columns.len(), two.new.columns.len());
    let mut numbers = Numbering::default();
    let mut names = |table: &Table| -> Vec<u32> {
        table.columns.iter().map(|column| numbers.of(key(&column.name))).collect()
    };
    let (old, new) = (names(two.old), names(two.new));
    for (old, new) in align(&old, &new).pairs {
        pairs.add(old, new);
    }
    let mut places: HashMap<u32, Vec<usize>> = HashMap::new();
    pairs.only_new().for_each(|at| places.entry(new[at]).or_default().push(at));
    for at in pairs.only_old().collect::<Vec<_>>() {
        if let Some(found) = places.get_mut(&old[at]).and_then(|found| found.pop()) {
            pairs.add(at, found);
        }
    }
    like_columns(two, &mut pairs);
    pairs
}

fn like_columns(two: Two<'_>, pairs: &mut Pairs) {
    let (old, new) = (pairs.only_old().collect::<Vec<_>>(), pairs.only_new().collect::<Vec<_>>());
    let shapes = |table: &Table, columns: &[usize]| -> Vec<Shape> {
        columns.iter().map(|column| column_shape(table, *column)).collect()
    };
    let (one, other) = (shapes(two.old, &old), shapes(two.new, &new));
    let (one, other): (Vec<_>, Vec<_>) = (one.iter().collect(), other.iter().collect());
    for (one, other) in pair_in_order(&one, &other, LIKE_COLUMNS) {
        pairs.add(old[one], new[other]);
    }
}

fn column_shape(table: &Table, column: usize) -> Shape {
    let cells = (0..table.rows.len().min(SAMPLE_ROWS)).map(|row| cell(table, row, column));
    Shape::of(&cells.collect::<Vec<_>>().join("\n"))
}

/// The same cells in order, then elsewhere, then the same name, then what is like.
fn rows(two: Two<'_>, columns: &Pairs) -> Pairs {
    let mut pairs = Pairs::none(two.old.rows.len(), two.new.rows.len());
    let shared: Vec<(usize, usize)> = columns.all().collect();
    let (old, new) = shared.iter().copied().unzip::<usize, usize, Vec<_>, Vec<_>>();
    let mut numbers = Numbering::default();
    let whole = (keys(two.old, &old, &mut numbers), keys(two.new, &new, &mut numbers));
    aligned(&mut pairs, &whole);
    elsewhere(&mut pairs, &whole, &numbers.of(String::new()));
    let named = |table: &Table, columns: &[usize]| name_columns(table, columns);
    let (old_names, new_names) = (named(two.old, &old), named(two.new, &new));
    let mut numbers = Numbering::default();
    let names = (keys(two.old, &old_names, &mut numbers), keys(two.new, &new_names, &mut numbers));
    let empty = numbers.of(String::new());
    aligned_named(&mut pairs, &names, empty);
    elsewhere(&mut pairs, &names, &empty);
    like_rows(two, &shared, &mut pairs);
    pairs
}

/// The column that says what a row is about: the name, or else the one with the most different
/// words; with it the numbers of rows, where 合计 may stand.
fn name_columns(table: &Table, columns: &[usize]) -> Vec<usize> {
    let role = |column: &usize| table.columns.get(*column).and_then(|column| column.role);
    let named = columns.iter().copied().find(|column| role(column) == Some(ColumnRole::Name));
    let letters = |column: &usize| -> usize {
        let cells = (0..table.rows.len().min(SAMPLE_ROWS)).map(|row| cell(table, row, *column));
        cells
            .collect::<HashSet<_>>()
            .iter()
            .filter(|text| text.chars().any(char::is_alphabetic))
            .count()
    };
    let most =
        || columns.iter().copied().rev().max_by_key(letters).filter(|column| letters(column) > 0);
    let ordinals = columns.iter().copied().filter(|column| is_ordinal(table, *column));
    ordinals.chain(named.or_else(most)).collect()
}

/// A number for each row by the cells of some columns.
fn keys(table: &Table, columns: &[usize], numbers: &mut Numbering<String>) -> Vec<u32> {
    let row_key = |row: usize| {
        let mut whole = String::new();
        for (place, column) in columns.iter().enumerate() {
            if place > 0 {
                whole.push('|');
            }
            key_into(told(table, row, *column), &mut whole);
        }
        if whole.bytes().all(|byte| byte == b'|') { String::new() } else { whole }
    };
    (0..table.rows.len()).map(|row| numbers.of(row_key(row))).collect()
}

fn aligned(pairs: &mut Pairs, keys: &(Vec<u32>, Vec<u32>)) {
    for (old, new) in align(&keys.0, &keys.1).pairs {
        pairs.add(old, new);
    }
}

/// The same, among rows without a partner, for keys that say something.
fn aligned_named(pairs: &mut Pairs, keys: &(Vec<u32>, Vec<u32>), empty: u32) {
    let old: Vec<usize> = pairs.only_old().filter(|row| keys.0[*row] != empty).collect();
    let new: Vec<usize> = pairs.only_new().filter(|row| keys.1[*row] != empty).collect();
    let before: Vec<u32> = old.iter().map(|row| keys.0[*row]).collect();
    let after: Vec<u32> = new.iter().map(|row| keys.1[*row]).collect();
    for (one, other) in align(&before, &after).pairs {
        pairs.add(old[one], new[other]);
    }
}

fn elsewhere(pairs: &mut Pairs, keys: &(Vec<u32>, Vec<u32>), empty: &u32) {
    let mut places: HashMap<u32, Vec<usize>> = HashMap::new();
    let open: Vec<usize> = pairs.only_new().collect();
    open.into_iter().rev().for_each(|row| places.entry(keys.1[row]).or_default().push(row));
    let open: Vec<usize> = pairs.only_old().filter(|row| keys.0[*row] != *empty).collect();
    for row in open {
        if let Some(found) = places.get_mut(&keys.0[row]).and_then(|rows| rows.pop()) {
            pairs.add(row, found);
        }
    }
}

fn like_rows(two: Two<'_>, shared: &[(usize, usize)], pairs: &mut Pairs) {
    let text = |table: &Table, row: usize, old: bool| {
        let column = |pair: &(usize, usize)| if old { pair.0 } else { pair.1 };
        let cells: Vec<&str> = shared.iter().map(|pair| told(table, row, column(pair))).collect();
        Shape::of(&cells.join("\n"))
    };
    let old: Vec<(usize, Shape)> =
        pairs.only_old().map(|row| (row, text(two.old, row, true))).collect();
    let new: Vec<(usize, Shape)> =
        pairs.only_new().map(|row| (row, text(two.new, row, false))).collect();
    for (before, after) in gaps(pairs, two.old.rows.len(), two.new.rows.len()) {
        let shapes = |list: &'_ [(usize, Shape)], rows: &[usize]| -> Vec<Shape> {
            let found =
                rows.iter().filter_map(|row| list.binary_search_by_key(row, |one| one.0).ok());
            found.map(|at| list[at].1.clone()).collect()
        };
        let (one, other) = (shapes(&old, &before), shapes(&new, &after));
        let (one, other): (Vec<_>, Vec<_>) = (one.iter().collect(), other.iter().collect());
        for (one, other) in pair_in_order(&one, &other, LIKE_ROWS) {
            pairs.add(before[one], after[other]);
        }
    }
    let left =
        |list: Vec<(usize, Shape)>, is_left: &dyn Fn(usize) -> bool| -> Vec<(usize, Shape)> {
            list.into_iter().filter(|(row, _)| is_left(*row)).collect()
        };
    let old = left(old, &|row| pairs.new_of(row).is_none());
    let new = left(new, &|row| pairs.old_of(row).is_none());
    pair_any(&old, &new, LIKE_ROWS_ANYWHERE, pairs);
}

/// Stretches of rows without partners between two rows that are paired in order.
fn gaps(pairs: &Pairs, old: usize, new: usize) -> Vec<(Vec<usize>, Vec<usize>)> {
    let all: Vec<usize> = (0..old).collect();
    let stay = stay_in_order(pairs, &all, |_| true);
    let mut gaps = vec![(Vec::new(), Vec::new())];
    let mut next = 0;
    let mut take = |until: usize, gap: &mut Vec<usize>| {
        gap.extend((next..until).filter(|row| pairs.old_of(*row).is_none()));
        next = until;
    };
    for row in 0..old {
        let last = gaps.len() - 1;
        match pairs.new_of(row) {
            None => gaps[last].0.push(row),
            Some(partner) if stay.contains(&partner) => {
                take(partner, &mut gaps[last].1);
                gaps.push((Vec::new(), Vec::new()));
            }
            Some(_) => {}
        }
    }
    let last = gaps.len() - 1;
    take(new, &mut gaps[last].1);
    gaps.retain(|(old, new)| !old.is_empty() && !new.is_empty());
    gaps
}
