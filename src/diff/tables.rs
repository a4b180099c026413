//! Which table of the old document is which of the new: the same caption and columns, the same
//! caption, the same rows, the same place.

use std::collections::HashMap;

use crate::document::Table;

use super::likeness::{Shape, pair_any, pair_in_order};
use super::outline::Outline;
use super::pairs::Pairs;
use super::sequence::unique_pairs;
use super::token::{key, key_into};

/// Least likeness of two tables in the same section.
const LIKE_IN_PLACE: f64 = 0.25;
/// Least likeness of two tables in different places.
const LIKE_ANYWHERE: f64 = 0.6;
/// Rows that a table is known by.
const SAMPLE_ROWS: usize = 80;

/// Pairs the tables of two documents whose sections are paired.
pub fn pair(old: &Outline<'_>, new: &Outline<'_>, nodes: &Pairs) -> Pairs {
    let (before, after) = (&old.document.tables, &new.document.tables);
    let mut pairs = Pairs::none(before.len(), after.len());
    for name in [whole_name, short_name] {
        let names = |tables: &[Table]| tables.iter().map(name).collect::<Vec<_>>();
        let said = |name: &String| !name.is_empty();
        for (old, new) in unique_pairs(&names(before), &names(after), said) {
            pairs.add(old, new);
        }
    }
    same_rows(before, after, &mut pairs);
    in_place(old, new, nodes, &mut pairs);
    let shapes = |tables: &[Table], open: Vec<usize>| -> Vec<(usize, Shape)> {
        open.into_iter().map(|table| (table, shape(&tables[table]))).collect()
    };
    let (one, other) = (pairs.only_old().collect(), pairs.only_new().collect());
    pair_any(&shapes(before, one), &shapes(after, other), LIKE_ANYWHERE, &mut pairs);
    pairs
}

/// Caption and columns; nothing for a table without caption.
fn whole_name(table: &Table) -> String {
    let mut name = short_name(table);
    if !name.is_empty() {
        for column in &table.columns {
            name.push('|');
            key_into(&column.name, &mut name);
        }
    }
    name
}

fn short_name(table: &Table) -> String {
    key(table.caption.as_deref().unwrap_or(""))
}

/// Most of the rows that both documents have once.
fn same_rows(old: &[Table], new: &[Table], pairs: &mut Pairs) {
    let rows = |tables: &[Table]| -> Vec<(usize, String)> {
        let row_key = |row: &Vec<Option<String>>| {
            row.iter().fold(String::new(), |mut whole, cell| {
                key_into(cell.as_deref().unwrap_or(""), &mut whole);
                whole
            })
        };
        let of = |(at, table): (usize, &Table)| {
            table.rows.iter().map(|row| (at, row_key(row))).collect::<Vec<_>>()
        };
        tables.iter().enumerate().flat_map(of).collect()
    };
    let (before, after) = (rows(old), rows(new));
    let keys =
        |rows: &[(usize, String)]| rows.iter().map(|(_, key)| key.clone()).collect::<Vec<_>>();
    let mut votes: HashMap<(usize, usize), usize> = HashMap::new();
    for (one, other) in unique_pairs(&keys(&before), &keys(&after), |key| !key.is_empty()) {
        *votes.entry((before[one].0, after[other].0)).or_default() += 1;
    }
    let mut votes: Vec<_> = votes.into_iter().collect();
    votes.sort_unstable_by_key(|(pair, votes)| (std::cmp::Reverse(*votes), *pair));
    for ((one, other), votes) in votes {
        if votes * 2 >= old[one].rows.len().min(new[other].rows.len()) {
            pairs.add(one, other);
        }
    }
}

/// Tables of the same section or box, in order.
fn in_place(old: &Outline<'_>, new: &Outline<'_>, nodes: &Pairs, pairs: &mut Pairs) {
    let open = |outline: &Outline<'_>, open: Vec<usize>| -> HashMap<usize, Vec<usize>> {
        let mut by_node: HashMap<usize, Vec<usize>> = HashMap::new();
        open.into_iter()
            .for_each(|at| by_node.entry(outline.table_nodes[at]).or_default().push(at));
        by_node
    };
    let (before, after) =
        (open(old, pairs.only_old().collect()), open(new, pairs.only_new().collect()));
    for (node, before) in before {
        let Some(after) = nodes.new_of(node).and_then(|node| after.get(&node)) else { continue };
        let shapes = |outline: &Outline<'_>, tables: &[usize]| -> Vec<Shape> {
            tables.iter().map(|table| shape(&outline.document.tables[*table])).collect()
        };
        let (one, other) = (shapes(old, &before), shapes(new, after));
        let (one, other): (Vec<_>, Vec<_>) = (one.iter().collect(), other.iter().collect());
        for (one, other) in pair_in_order(&one, &other, LIKE_IN_PLACE) {
            pairs.add(before[one], after[other]);
        }
    }
}

/// Caption, columns and the first rows.
fn shape(table: &Table) -> Shape {
    let mut text = table.caption.clone().unwrap_or_default();
    for cell in table
        .columns
        .iter()
        .map(|column| &column.name)
        .chain(table.rows.iter().take(SAMPLE_ROWS).flatten().flatten())
    {
        text.push('\n');
        text.push_str(cell);
    }
    Shape::of(&text)
}
