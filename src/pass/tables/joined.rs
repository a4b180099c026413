//! Tables that the page split in two.

use super::draft::{Draft, Rows};
use crate::data::captions::caption;
use crate::document::{Document, Role};
use crate::table::number::plain;

/// Most rows of a header below its first.
const MOST_COMMON: usize = 2;

/// Joins tables that follow each other with nothing of their own between and the same header, and
/// drops headers repeated inside the rows.
pub(super) fn join(document: &Document, drafts: Vec<Draft>) -> Vec<Draft> {
    let mut joined: Vec<Draft> = Vec::with_capacity(drafts.len());
    for mut draft in drafts {
        drop_repeated_header(&mut draft);
        if let Some(last) = joined.last().filter(|last| last.origin == draft.origin) {
            give_back_header(last, &mut draft);
        }
        match joined.last_mut() {
            Some(last) if goes_on(document, last, &draft) => append(last, draft),
            _ => joined.push(draft),
        }
    }
    joined
}

fn goes_on(document: &Document, last: &Draft, next: &Draft) -> bool {
    let same_header = !last.header.is_empty() && last.header == next.header;
    let no_header =
        next.header.is_empty() && last.width() == next.width() && !last.header.is_empty();
    let captions = next.caption.is_none() || next.caption == last.caption;
    let between = last.cells[1] + 1..next.cells[0];
    let nothing = between.clone().all(|n| is_nothing(document, n));
    captions && nothing && last.origin == next.origin && (same_header || no_header)
}

/// Not text of its own: taken away, or a caption that only says that the table goes on.
fn is_nothing(document: &Document, number: usize) -> bool {
    let text = document.clean(number);
    let goes_on = text.contains('续')
        && (text.starts_with('续') || caption(text).is_some() || text.ends_with(['）', ')']));
    match document.blocks[number].role {
        Role::Removed(_) => true,
        Role::Unread => goes_on && text.chars().count() < 40,
        _ => false,
    }
}

/// The second half of a table has no header of its own: what was taken for one are rows, when it
/// has numbers where the first half has numbers.
fn give_back_header(last: &Draft, next: &mut Draft) {
    let is_row = |row: &Vec<Option<String>>| {
        let numbers =
            row.iter().enumerate().filter(|(_, cell)| cell.as_deref().is_some_and(is_number));
        numbers.filter(|(column, _)| is_numeric(last, *column)).count() > 0
    };
    if last.width() == next.width() && next.header != last.header && next.header.iter().any(is_row)
    {
        let header = std::mem::take(&mut next.header);
        next.rows.splice(0..0, header);
    }
}

fn is_number(text: &str) -> bool {
    plain(text).is_some()
}

/// Most cells of the column are numbers.
fn is_numeric(draft: &Draft, column: usize) -> bool {
    let cells = draft.rows.iter().filter_map(|row| row.get(column)?.as_deref());
    let (numbers, all) = cells
        .fold((0, 0), |(numbers, all), cell| (numbers + usize::from(is_number(cell)), all + 1));
    numbers * 2 > all
}

/// Moves rows that both halves start with from their rows to their headers: a header of several
/// rows of which the first alone was told.
fn take_common_head(last: &mut Draft, next: &mut Draft) {
    if last.header != next.header || last.header.is_empty() {
        return;
    }
    let most = MOST_COMMON.min(last.rows.len().saturating_sub(1)).min(next.rows.len());
    let is_header = |(one, other): &(&Vec<_>, &Vec<_>)| {
        let mut cells = one.iter().flatten();
        one == other && !cells.any(|text: &String| is_number(text))
    };
    let common = last.rows.iter().zip(&next.rows).take(most).take_while(is_header).count();
    for draft in [last, next] {
        draft.header.extend(draft.rows.drain(..common));
    }
}

fn append(last: &mut Draft, mut next: Draft) {
    take_common_head(last, &mut next);
    let shift = last.rows.len() as u32;
    let header = next.header.len() as u32;
    let body = next.merged.into_iter().filter(|merge| merge.row >= header);
    let rows_above = last.header.len() as u32 + shift - header;
    last.merged.extend(body.map(|mut merge| {
        merge.row += rows_above;
        merge
    }));
    last.rows.extend(next.rows);
    last.between.extend(last.cells[1] + 1..next.cells[0]);
    last.cells[1] = next.cells[1];
    last.notes.extend(next.notes);
    last.confidence = last.confidence.min(next.confidence);
    last.doubts.extend(next.doubts.into_iter().map(|mut doubt| {
        if let Some(row) = doubt.row_mut().filter(|row| **row >= header as usize) {
            *row += rows_above as usize;
        }
        doubt
    }));
}

/// Takes rows out of the body that only repeat the header.
fn drop_repeated_header(draft: &mut Draft) {
    let depth = draft.header.len();
    if depth == 0 || draft.rows.len() <= depth {
        return;
    }
    let repeats = repeats(&draft.header, &draft.rows);
    if repeats.is_empty() {
        return;
    }
    drop_rows(&mut draft.rows, &repeats, depth);
    draft.merged.retain_mut(|merge| {
        let moved = row_left(merge.row as usize, &repeats, depth);
        merge.row = moved.map_or(merge.row, |row| row as u32);
        moved.is_some()
    });
    draft.doubts.retain_mut(|doubt| match doubt.row_mut() {
        Some(row) => row_left(*row, &repeats, depth).inspect(|moved| *row = *moved).is_some(),
        None => true,
    });
}

/// Where a row stands when the repeated headers are gone; nothing for a row of theirs.
fn row_left(row: usize, repeats: &[usize], depth: usize) -> Option<usize> {
    let above = repeats.partition_point(|start| depth + start <= row);
    let inside = above.checked_sub(1).is_some_and(|last| row < repeats[last] + 2 * depth);
    (!inside).then(|| row - above * depth)
}

/// Takes `depth` rows from each of these places on.
fn drop_rows(rows: &mut Rows, starts: &[usize], depth: usize) {
    let (mut at, mut starts) = (0, starts.iter().peekable());
    rows.retain(|_| {
        while starts.next_if(|start| **start + depth <= at).is_some() {}
        let inside = starts.peek().is_some_and(|start| **start <= at);
        at += 1;
        !inside
    });
}

/// Places where the rows of the header stand again, none in the rows of another.
fn repeats(header: &Rows, rows: &Rows) -> Vec<usize> {
    let mut repeats = Vec::new();
    let mut at = 0;
    while at + header.len() <= rows.len() {
        let is_header = rows[at..at + header.len()] == header[..];
        repeats.extend(is_header.then_some(at));
        at += if is_header { header.len() } else { 1 };
    }
    repeats
}
