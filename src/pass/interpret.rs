//! What the document says in numbers: indicators, projects and quantities.

mod checks;
mod contradictions;
mod lists;
mod place;
mod quantities;

use crate::Options;
use crate::document::{Document, Indicator, Project};
use crate::table::{indicators, projects};

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
    let of_table = |number: usize| {
        let mut found = indicators::of(&document.tables[number]);
        place::rows(document, number, found.iter_mut().map(|one| (one.row, &mut one.blocks)));
        found
    };
    (0..document.tables.len()).flat_map(of_table).collect()
}

/// Projects of tables and lists in reading order.
fn all_projects(document: &Document) -> Vec<Project> {
    let of_table = |number: usize| {
        let mut found = projects::of(&document.tables[number]);
        let rows = found.iter_mut().map(|one| (one.row.unwrap_or(0), &mut one.blocks));
        place::rows(document, number, rows);
        found
    };
    let mut found: Vec<Project> = (0..document.tables.len()).flat_map(of_table).collect();
    found.extend(lists::projects(document));
    found.sort_by_key(|project| project.blocks[0]);
    found
}

#[cfg(test)]
mod tests;
