//! What the document says in numbers: indicators, projects and quantities.

mod checks;
mod contradictions;
mod lists;
mod place;
mod quantities;

use crate::Options;
use crate::document::{Document, Indicator, Project, Table};
use crate::table::{halves, indicators, projects};

/// Runs the pass.
pub fn run(document: &mut Document, _options: &Options) {
    let is_done = [document.indicators.len(), document.projects.len(), document.quantities.len()];
    if is_done.iter().any(|found| *found > 0) {
        return;
    }
    document.indicators = all_indicators(document);
    document.projects = all_projects(document);
    document.quantities = quantities::read(document);
    checks::run(document);
    contradictions::run(document);
}

fn all_indicators(document: &Document) -> Vec<Indicator> {
    let of_half = |number: usize, table: &Table, first_column: usize| {
        let mut found = indicators::of(table);
        place::rows(document, number, found.iter_mut().map(|one| (one.row, &mut one.blocks)));
        let values = found.iter_mut().flat_map(|one| &mut one.values);
        values.for_each(|value| value.column += first_column as u32);
        found
    };
    of_tables(document, of_half)
}

/// Projects of tables and lists in reading order.
fn all_projects(document: &Document) -> Vec<Project> {
    let of_half = |number: usize, table: &Table, _| {
        let mut found = projects::of(table);
        let rows = found.iter_mut().map(|one| (one.row.unwrap_or(0), &mut one.blocks));
        place::rows(document, number, rows);
        found
    };
    let mut found = of_tables(document, of_half);
    found.extend(lists::projects(document));
    // Sorting takes half as much memory again.
    if !found.is_sorted_by_key(|project| project.blocks[0]) {
        found.sort_by_key(|project| project.blocks[0]);
    }
    found.shrink_to_fit();
    found
}

/// What `read` finds in each table, or in each half of one that is printed side by side; it is
/// given the table's number and the column it starts at.
fn of_tables<T>(document: &Document, read: impl Fn(usize, &Table, usize) -> Vec<T>) -> Vec<T> {
    let mut found = Vec::new();
    for (number, table) in document.tables.iter().enumerate() {
        let halves = halves::of(table);
        if halves.is_empty() {
            join(&mut found, read(number, table, 0));
        }
        halves
            .iter()
            .for_each(|half| join(&mut found, read(number, &half.table, half.first_column)));
    }
    found
}

/// Puts more behind what there is; the first are not copied, for a long table may be the only one.
fn join<T>(found: &mut Vec<T>, mut more: Vec<T>) {
    if found.is_empty() { *found = more } else { found.append(&mut more) }
}

#[cfg(test)]
mod tests;
