//! Tables printed one cell to a line: where they may start, and the grids rebuilt from there.

use std::cell::LazyCell;
use std::collections::HashMap;

use super::draft::Draft;
use super::is_open;
use super::units::unit_line;
use crate::data::captions::{CaptionKind, caption};
use crate::data::compare::{is_one_of, join, length};
use crate::data::numbering::label;
use crate::data::parted::{BARS, has_bar};
use crate::document::{Document, HeadingKind, Merge, Origin, Role};
use crate::table::flat::{self, Cell, Line, Rebuilt, Refusal};

/// Words that end a table.
const NOTE_STARTS: [&str; 6] = ["注：", "注:", "资料来源：", "数据来源：", "备注：", "说明："];

/// Words over a part of a table on another page.
const CONTINUES: [&str; 4] = ["续表", "续上表", "续前表", "接上表"];

/// Place of the lines of a block that has none.
const NOWHERE: usize = usize::MAX;

/// Spaces that part two cells of a row printed on one line.
const WIDE_GAP: &str = "  ";
/// Fewest rows: one row beneath a header repeats nothing that could prove a grid.
const FEWEST_ROWS: usize = 2;
/// Fewest lines of a table without a caption.
const FEWEST_CELLS: usize = 12;
/// Most lines that are named where they decide no table.
const MOST_UNDECIDED: usize = 200;
/// Longest cell of a table without a caption, in characters.
const LONGEST_CELL: usize = 45;

/// Lines under a caption that read like a table, but decide no grid.
pub(super) struct Undecided {
    /// First and last block.
    pub blocks: [u32; 2],
    /// Why, in words.
    pub why: String,
}

/// Rebuilds the flattened tables of a document outside of those found in markup.
pub(super) fn find(document: &Document, known: &[Draft]) -> (Vec<Draft>, Vec<Undecided>) {
    let mut taken = vec![false; document.blocks.len()];
    take(&mut taken, known);
    let wrapped = wrapped(document);
    let cells = LazyCell::new(|| Cells::new(document, &taken, &wrapped));
    let mut drafts = Vec::new();
    let mut refused = Vec::new();
    let mut at = 0;
    while at < document.blocks.len() {
        let rebuilt = captioned_start(document, at)
            .filter(|start| !taken.get(*start).is_some_and(|t| *t))
            .and_then(|start| Some((start, cells.rebuild(document, start)?)));
        at = match rebuilt {
            Some((_, Ok(draft))) => {
                let end = draft.cells[1] + 1;
                drafts.push(draft);
                end
            }
            Some((start, Err(why))) => {
                refused.push((start, why));
                at + 1
            }
            None => at + 1,
        };
    }
    take(&mut taken, &drafts);
    drafts.extend(uncaptioned(document, &taken));
    take(&mut taken, &drafts);
    for draft in &mut drafts {
        let inside = draft.cells[0]..=draft.cells[1];
        draft.between.extend(inside.filter(|n| is_continuation(document, *n)));
    }
    let undecided = |(start, why)| undecided(document, &taken, start, why);
    (drafts, refused.into_iter().filter_map(undecided).collect())
}

fn take(taken: &mut [bool], drafts: &[Draft]) {
    drafts.iter().for_each(|draft| taken[draft.cells[0]..=draft.cells[1]].fill(true));
}

/// The short lines at `start`, where they are enough for a table and none was made of them.
fn undecided(document: &Document, taken: &[bool], start: usize, why: String) -> Option<Undecided> {
    let is_cell = |at: &usize| {
        let is_item = label(document.clean(*at)).is_some_and(|label| label.marked);
        !taken[*at] && is_cell_like(document, *at) && !is_item
    };
    let lines = (start..document.blocks.len()).take(MOST_UNDECIDED).take_while(is_cell).count();
    (lines >= FEWEST_CELLS)
        .then(|| Undecided { blocks: [start as u32, (start + lines - 1) as u32], why })
}

/// Tables without a caption: stretches of short lines that read like cells.
fn uncaptioned(document: &Document, taken: &[bool]) -> Vec<Draft> {
    let mut drafts = Vec::new();
    let mut stretch: Vec<usize> = Vec::new();
    for (number, taken) in taken.iter().enumerate() {
        if !taken && is_cell_like(document, number) && !is_continuation(document, number) {
            stretch.push(number);
        } else if !matches!(document.blocks[number].role, Role::Removed(_))
            && !is_continuation(document, number)
        {
            drafts.extend(in_stretch(document, &stretch));
            stretch.clear();
        }
    }
    drafts.extend(in_stretch(document, &stretch));
    drafts
}

fn is_cell_like(document: &Document, number: usize) -> bool {
    let text = document.clean(number);
    is_open(document, number)
        && !text.contains('。')
        && length(text) <= LONGEST_CELL
        && !is_stop(text)
}

fn in_stretch(document: &Document, stretch: &[usize]) -> Option<Draft> {
    if stretch.len() < FEWEST_CELLS {
        return None;
    }
    let lines: Vec<Line<'_>> = stretch.iter().map(|n| line(document, *n)).collect();
    let start = flat::find_uncaptioned(&lines)?;
    let rebuilt = flat::rebuild(&lines[start..], false)
        .ok()
        .filter(|rebuilt| rebuilt.rows.len() >= FEWEST_ROWS)?;
    draft(&stretch[start..], rebuilt)
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

/// All lines that may be cells, so that many captions over the same lines read them once.
struct Cells<'a> {
    lines: Vec<Line<'a>>,
    /// Block of each line.
    numbers: Vec<usize>,
    /// Place where the lines of each block start.
    first: Vec<usize>,
    /// For each line one past the last that can belong to its table.
    end: Vec<usize>,
}

impl<'a> Cells<'a> {
    fn new(document: &'a Document, taken: &[bool], wrapped: &'a HashMap<usize, String>) -> Self {
        let mut all =
            Self { lines: Vec::new(), numbers: Vec::new(), first: Vec::new(), end: Vec::new() };
        let mut behind_closed = Vec::new();
        let mut closed = false;
        for (number, taken) in taken.iter().enumerate() {
            let role = &document.blocks[number].role;
            let goes_on = *role == Role::ParagraphLine && !closed;
            if goes_on || matches!(role, Role::Removed(_)) || is_continuation(document, number) {
                all.first.push(NOWHERE);
            } else if *taken || !is_open(document, number) {
                all.first.push(NOWHERE);
                closed = true;
            } else {
                all.first.push(all.lines.len());
                let line = line(document, number);
                let text = wrapped.get(&number).map_or(line.text, String::as_str);
                cells(Line { text, ..line }, &mut all.lines);
                all.numbers.resize(all.lines.len(), number);
                behind_closed.resize(all.lines.len(), false);
                behind_closed[*all.first.last().unwrap_or(&0)] = std::mem::take(&mut closed);
            }
        }
        all.end = ends(&all.lines, &behind_closed);
        all
    }

    /// The table that starts with a block, or why its lines are none.
    fn rebuild(&self, document: &Document, start: usize) -> Option<Result<Draft, String>> {
        let first = *self.first.get(start)?;
        let lines = first..*self.end.get(first)?;
        Some(match flat::rebuild(&self.lines[lines.clone()], true) {
            Ok(rebuilt) if rebuilt.rows.len() >= FEWEST_ROWS => {
                let mut draft = draft(&self.numbers[lines], rebuilt)?;
                draft.cells[1] += further_lines(document, draft.cells[1]);
                Ok(draft)
            }
            Ok(_) => Err(Refusal::TooShort.message()),
            Err(refusal) => Err(refusal.message()),
        })
    }
}

/// How many lines broken at the page width go on with a block.
fn further_lines(document: &Document, number: usize) -> usize {
    let further = document.blocks[number + 1..].iter();
    further.take_while(|block| block.role == Role::ParagraphLine).count()
}

/// The whole texts of open blocks that were broken at the page width.
fn wrapped(document: &Document) -> HashMap<usize, String> {
    let mut whole: HashMap<usize, String> = HashMap::new();
    let mut first = None;
    for (number, block) in document.blocks.iter().enumerate() {
        match (&block.role, first) {
            (Role::ParagraphLine, Some(first)) => {
                let text = whole.entry(first).or_insert_with(|| document.clean(first).to_owned());
                join(text, document.text.of(block));
            }
            (Role::Removed(_), _) => {}
            (role, _) => first = (*role == Role::Unread).then_some(number),
        }
    }
    whole
}

/// For each line the next one that ends a table, or that a closed block parts from it.
fn ends(lines: &[Line<'_>], behind_closed: &[bool]) -> Vec<usize> {
    let mut ends = vec![0; lines.len()];
    let mut end = lines.len();
    for at in (0..lines.len()).rev() {
        if lines[at].stop {
            end = at;
        }
        ends[at] = end;
        if behind_closed[at] {
            end = at;
        }
    }
    ends
}

/// The cells of a line: most are one, a row printed with tabs, bars or wide gaps between its cells
/// is several.
fn cells<'a>(line: Line<'a>, out: &mut Vec<Line<'a>>) {
    let before = out.len();
    let cell = |text: &'a str| Line { text: text.trim(), ..line };
    let filled = |line: &Line<'_>| !line.text.is_empty();
    if is_parted(line.text) {
        let parts = line.text.split(BARS).flat_map(|part| part.split(WIDE_GAP));
        out.extend(parts.map(cell).filter(filled));
    } else {
        out.extend(Some(cell(line.text)).filter(filled));
    }
    if out.len() == before {
        out.push(line);
    }
}

/// Whether something in a line may part cells.
fn is_parted(text: &str) -> bool {
    memchr::memchr(b' ', text.as_bytes()).is_some() || has_bar(text)
}

fn line(document: &Document, number: usize) -> Line<'_> {
    let block = &document.blocks[number];
    let text = document.text.of(block);
    Line { text, indent: block.layout.indent, gap: block.layout.gap, stop: is_stop(text) }
}

/// A line that only says that the table goes on from the page before.
fn is_continuation(document: &Document, number: usize) -> bool {
    let text = document.clean(number).trim_start_matches(['（', '(', ' ', '　']);
    is_open(document, number)
        && CONTINUES.iter().any(|word| text.starts_with(word))
        && length(text) <= LONGEST_CELL
        && !text.contains(['。', '，'])
}

/// Notes and captions end a table.
fn is_stop(text: &str) -> bool {
    is_one_of(text, &["注", "注：", "注:"])
        || NOTE_STARTS.iter().any(|start| text.starts_with(start))
        || caption(text).is_some_and(|found| found.parted || text[found.title..].contains('续'))
}

fn draft(numbers: &[usize], rebuilt: Rebuilt) -> Option<Draft> {
    let last = *numbers.get(rebuilt.used.checked_sub(1)?)?;
    Some(Draft {
        header: texts(rebuilt.header),
        rows: texts(rebuilt.rows),
        merged: rebuilt.merged.iter().map(merge).collect(),
        cells: [numbers[0], last],
        origin: Origin::Text,
        is_rebuilt: true,
        confidence: (rebuilt.confidence * 100.0).round() / 100.0,
        doubts: rebuilt.doubts,
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
