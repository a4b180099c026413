//! Tables printed one cell to a line: where they may start, and the grids rebuilt from there.

use super::around::unit_line;
use super::draft::Draft;
use super::is_open;
use crate::data::captions::{CaptionKind, caption};
use crate::data::compare::is_one_of;
use crate::document::{Document, HeadingKind, Merge, Origin, Role};
use crate::table::flat::{self, Cell, Line, Rebuilt};

/// Words that end a table.
const NOTE_STARTS: [&str; 5] = ["注：", "注:", "资料来源", "数据来源", "备注："];

/// Spaces that part two cells of a row printed on one line.
const WIDE_GAP: &str = "  ";

/// Rebuilds the flattened tables of a document outside of those found in markup.
pub(super) fn find(document: &Document, known: &[Draft]) -> Vec<Draft> {
    let mut taken = vec![false; document.blocks.len()];
    for draft in known {
        taken[draft.cells[0]..=draft.cells[1]].fill(true);
    }
    let mut drafts = Vec::new();
    let mut at = 0;
    while at < document.blocks.len() {
        let draft = captioned_start(document, at)
            .filter(|start| !taken.get(*start).is_some_and(|t| *t))
            .and_then(|start| rebuild(document, start, &taken));
        at = match draft {
            Some(draft) => {
                let end = draft.cells[1] + 1;
                drafts.push(draft);
                end
            }
            None => at + 1,
        };
    }
    drafts
}

/// The first line under a caption, box title or appendix title at `at`.
fn captioned_start(document: &Document, at: usize) -> Option<usize> {
    let text = document.clean(at);
    let is_caption = match &document.blocks[at].role {
        Role::BoxTitle { .. } => true,
        Role::Heading(heading) => heading.kind == HeadingKind::Appendix,
        Role::Unread => caption(text).is_some_and(|found| found.kind == CaptionKind::Table),
        _ => return None,
    };
    is_caption.then(|| skip_title_lines(document, at + 1))
}

fn skip_title_lines(document: &Document, mut at: usize) -> usize {
    let belongs = |at: usize| match document.blocks[at].role {
        Role::HeadingLine | Role::BoxTitleLine | Role::Removed(_) => true,
        Role::Unread => unit_line(document.clean(at)).is_some(),
        _ => false,
    };
    while at < document.blocks.len() && belongs(at) {
        at += 1;
    }
    at
}

fn rebuild(document: &Document, start: usize, taken: &[bool]) -> Option<Draft> {
    let numbers: Vec<usize> = open_lines(document, start, taken);
    let cells: Vec<(usize, Line<'_>)> = numbers.iter().flat_map(|n| cells(document, *n)).collect();
    let lines: Vec<Line<'_>> = cells.iter().map(|(_, line)| *line).collect();
    let rebuilt = flat::rebuild(&lines, true).ok()?;
    let numbers: Vec<usize> = cells.iter().map(|(number, _)| *number).collect();
    draft(&numbers, rebuilt)
}

/// The cells of a line: most are one, a row printed with tabs or bars between its cells is several.
fn cells(document: &Document, number: usize) -> Vec<(usize, Line<'_>)> {
    let line = line(document, number);
    let parts =
        line.text.split(['\t', '|', '｜', '│']).map(str::trim).filter(|text| !text.is_empty());
    let cells: Vec<_> = parts.map(|text| (number, Line { text, ..line })).collect();
    if cells.is_empty() { vec![(number, line)] } else { cells }
}

/// Open blocks from `start` up to the first that is something else.
fn open_lines(document: &Document, start: usize, taken: &[bool]) -> Vec<usize> {
    let rest = start..document.blocks.len();
    let kept = rest.filter(|n| !matches!(document.blocks[*n].role, Role::Removed(_)));
    kept.take_while(|n| is_open(document, *n) && !taken[*n]).collect()
}

fn line(document: &Document, number: usize) -> Line<'_> {
    let block = &document.blocks[number];
    let text = document.text.of(block);
    Line { text, indent: block.layout.indent, gap: block.layout.gap, stop: is_stop(text) }
}

/// Notes and captions end a table.
fn is_stop(text: &str) -> bool {
    is_one_of(text, &["注", "注：", "注:"])
        || NOTE_STARTS.iter().any(|start| text.starts_with(start))
        || caption(text).is_some_and(|found| found.parted)
}

fn draft(numbers: &[usize], rebuilt: Rebuilt) -> Option<Draft> {
    let last = *numbers.get(rebuilt.used.checked_sub(1)?)?;
    Some(Draft {
        header: texts(rebuilt.header),
        rows: texts(rebuilt.rows),
        merged: rebuilt.merged.iter().map(merge).collect(),
        cells: [numbers[0], last],
        origin: Origin::Text,
        confidence: rebuilt.confidence,
        doubts: rebuilt.doubts.iter().map(|doubt| format!("{doubt:?}")).collect(),
        ..Draft::default()
    })
}

fn texts(rows: Vec<Vec<Option<Cell>>>) -> Vec<Vec<Option<String>>> {
    rows.into_iter()
        .map(|row| row.into_iter().map(|cell| cell.map(|cell| cell.text)).collect())
        .collect()
}

fn merge(merge: &flat::Merge) -> Merge {
    Merge {
        row: merge.row as u32,
        column: merge.column as u32,
        row_span: merge.row_span as u32,
        column_span: merge.column_span as u32,
    }
}
