//! Data tables: taken from markup, from rows with tabs, bars or wide gaps between the cells, and
//! rebuilt from cells printed one to a line.
//!
//! A table keeps what belongs to it: the caption over it (or the title of the box or appendix it
//! stands in), a line that only states the unit, the notes under it.

mod aligned;
mod around;
mod delimited;
mod doubts;
mod draft;
mod flattened;
mod joined;
mod markup;
mod units;

use crate::Options;
use crate::document::{Diagnostic, Document, Problem, Role, Table};
use crate::table::{check, columns, halves};
use draft::Draft;

/// Runs the pass.
pub fn run(document: &mut Document, options: &Options) {
    let undecided = Problem::TableUndecided { why: String::new() };
    let is_done = |found: &Diagnostic| found.code == undecided.code();
    if !document.tables.is_empty() || document.diagnostics.iter().any(is_done) {
        return;
    }
    let most_cells = options.limits.cells;
    let (mut drafts, are_more) = markup::find(document, most_cells);
    if are_more {
        let what = format!("tables past {most_cells} cells are read as their text alone");
        document.report_limit(what);
    }
    drafts.extend(delimited::find(document, &drafts));
    drafts.sort_by_key(|draft| draft.cells[0]);
    let (rebuilt, undecided) = flattened::find(document, &drafts);
    drafts.extend(rebuilt);
    drafts.sort_by_key(|draft| draft.cells[0]);
    for draft in joined::join(document, drafts) {
        write(document, draft);
    }
    for flattened::Undecided { blocks, why } in undecided {
        document.report(&Problem::TableUndecided { why }, Some(blocks));
    }
    // No later pass looks at the markup, and of a long table it is as large as the table.
    (document.grids, document.containers) = (Vec::new(), Vec::new());
}

fn write(document: &mut Document, mut draft: Draft) {
    let number = document.tables.len() as u32;
    let around = around::find(document, &draft);
    around.label_blocks(document, number, &draft);
    let mut table = draft.table(number, &around);
    table.columns = columns::describe(&table);
    table.side_by_side = halves::count(&table);
    let halves = halves::of(&table);
    if !halves.is_empty() {
        table.columns = halves.into_iter().flat_map(|half| half.table.columns).collect();
    }
    report(document, &draft, &mut table);
    document.tables.push(table);
}

/// Says what is doubtful about a table, and what its own totals say.
fn report(document: &mut Document, draft: &Draft, table: &mut Table) {
    for problem in doubts::of(draft, table) {
        document.report(&problem, Some(table.blocks));
    }
    let (checks, problems) = check::run(table);
    table.checks = checks;
    for problem in &problems {
        document.report(problem, Some(table.blocks));
    }
}

/// Whether a block may still become part of a table.
fn is_open(document: &Document, number: usize) -> bool {
    document.blocks[number].role == Role::Unread
}

#[cfg(test)]
mod tests;
