//! Tables: GFM where it can say the same, else HTML.

use std::fmt::Write;

use super::escape::{cell, html};
use crate::document::{ColumnType, Merge, Table};
use crate::write::spans::Spans;

type Row = Vec<Option<String>>;

/// The grid as GFM table, or as HTML table where cells are merged below the header, or the
/// header has not exactly one row; a row at a time.
pub(super) fn write(table: &Table, out: &mut dyn FnMut(&str)) {
    let width = table.header.first().map_or(0, Vec::len);
    let is_even = table.rows.iter().all(|row| row.len() == width);
    if table.header.len() == 1 && width > 0 && is_even && !is_merged_below_header(table) {
        gfm(table, out);
    } else {
        html_table(table, out);
    }
}

fn is_merged_below_header(table: &Table) -> bool {
    let covers_more = |merge: &&Merge| merge.row_span > 1 || merge.column_span > 1;
    let mut merged = table.merged.iter().filter(covers_more);
    merged.any(|merge| merge.row.saturating_add(merge.row_span) as usize > table.header.len())
}

fn gfm(table: &Table, out: &mut dyn FnMut(&str)) {
    table.header.iter().for_each(|cells| out(&row(cells)));
    let mut rule = String::new();
    gfm_rule(&mut rule, table, table.header[0].len());
    out(&rule);
    table.rows.iter().for_each(|cells| out(&row(cells)));
}

/// Header of the table as GFM in one row, whatever its header is, with the rule under it.
pub(in crate::write) fn head(table: &Table) -> String {
    let mut out = String::new();
    let names = table.columns.iter().map(|column| Some(column.name.clone()));
    gfm_row(&mut out, &names.collect());
    gfm_rule(&mut out, table, table.columns.len());
    out
}

/// A row as GFM.
pub(in crate::write) fn row(cells: &Row) -> String {
    let mut out = String::new();
    gfm_row(&mut out, cells);
    out
}

fn gfm_rule(out: &mut String, table: &Table, width: usize) {
    for column in 0..width {
        out.push_str(if is_numeric(table, column) { "| ---: " } else { "| --- " });
    }
    out.push_str("|\n");
}

fn gfm_row(out: &mut String, row: &Row) {
    for text in row {
        out.push_str("| ");
        out.push_str(&cell(text.as_deref().unwrap_or("")));
        out.push(' ');
    }
    out.push_str("|\n");
}

/// Numbers stand at the right.
fn is_numeric(table: &Table, column: usize) -> bool {
    table.columns.get(column).is_some_and(|column| {
        matches!(column.kind, ColumnType::Integer | ColumnType::Number | ColumnType::Percent)
    })
}

fn html_table(table: &Table, out: &mut dyn FnMut(&str)) {
    let cells = Spans::new(table);
    let head = table.header.len();
    out("<table>\n");
    let parts = [("thead", 0..head), ("tbody", head..cells.rows.len())];
    for (part, rows) in parts.into_iter().filter(|(_, rows)| !rows.is_empty()) {
        let tags = if cells.crosses(head) { [String::new(), String::new()] } else { tags(part) };
        out(&tags[0]);
        let name = if part == "thead" { "th" } else { "td" };
        rows.for_each(|row| out(&html_row(&cells, row, name)));
        out(&tags[1]);
    }
    out("</table>\n");
}

fn tags(part: &str) -> [String; 2] {
    [format!("<{part}>\n"), format!("</{part}>\n")]
}

fn html_row(cells: &Spans<'_>, row: usize, name: &str) -> String {
    let mut out = "<tr>".to_owned();
    for (column, text) in cells.rows[row].iter().enumerate() {
        let Some((down, across)) = cells.span(row, column) else { continue };
        ["<", name].iter().for_each(|part| out.push_str(part));
        for (attribute, span) in [("rowspan", down), ("colspan", across)] {
            if span > 1 {
                write!(out, " {attribute}=\"{span}\"").expect("a String takes every character");
            }
        }
        out.push('>');
        html(&mut out, text.as_deref().unwrap_or(""));
        ["</", name, ">"].iter().for_each(|part| out.push_str(part));
    }
    out.push_str("</tr>\n");
    out
}
