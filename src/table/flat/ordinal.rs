//! Finds the runs 1, 2, 3 … that number the rows.

use std::collections::{BTreeMap, HashMap};

use super::cell::Cell;
use super::kind::{INTEGERS, Kind, NUMERALS};

/// Missing numbers a run may step over: a lost line or two.
const STEP: u32 = 3;
/// A run may start at this number at the latest: single digits get lost.
const START: u32 = 3;
/// Cells between two ordinals of one run at the most: no row is longer.
const REACH: usize = 120;
/// Fewest members of a run that is believed.
const LEAST: u32 = 2;

/// Members of a run that need no 1 before them and no cell behind them.
const CERTAIN: usize = 3;
/// Score of a run that starts later, as the second of two tables side by side does.
const LATE: f32 = -1.0;
/// Fewest members of such a run.
const LATE_LEAST: usize = 3;

/// Cells by which the rows of a numbered table differ where no heading says that they are numbered.
const UNSTEADY: usize = 2;

/// Accepted runs by their first cell: last cell and stride.
type Taken = BTreeMap<usize, (usize, Option<usize>)>;

/// The best run ending at one cell.
#[derive(Clone, Copy, Default)]
struct Link {
    score: f32,
    length: u32,
    previous: usize,
}

/// Turns the cells of believable runs into `Ordinal` or `Numbered`; `headed`: some heading says that rows are numbered.
pub(super) fn mark(cells: &mut [Cell], headed: bool) {
    let links = link(cells);
    let mut ends: Vec<usize> = (0..cells.len()).filter(|&i| links[i].length >= LEAST).collect();
    ends.sort_by(|&a, &b| links[b].score.total_cmp(&links[a].score).then(a.cmp(&b)));
    let mut taken = BTreeMap::new();
    let mut seen = vec![false; cells.len()];
    for end in ends {
        if !seen[end] {
            accept(cells, &links, end, headed, &mut taken, &mut seen);
        }
    }
}

fn link(cells: &[Cell]) -> Vec<Link> {
    let mut latest: HashMap<(u32, u32), usize> = HashMap::new();
    let mut links = vec![Link::default(); cells.len()];
    for (i, cell) in cells.iter().enumerate() {
        let Some(candidate) = cell.candidate else { continue };
        let before = (1..=STEP).filter_map(|d| {
            let j = *latest.get(&(candidate.class, candidate.value.checked_sub(d)?))?;
            (i - j >= 2 && i - j <= REACH).then(|| (links[j].score + 1.0 - 0.6 * (d - 1) as f32, j))
        });
        let start = 1.0 - 0.4 * candidate.value.saturating_sub(1) as f32;
        links[i] = match before.max_by(|a, b| a.0.total_cmp(&b.0)) {
            Some((score, j)) if score > start => {
                Link { score, length: links[j].length + 1, previous: j }
            }
            _ if (1..=START).contains(&candidate.value) => {
                Link { score: start, length: 1, previous: i }
            }
            _ if candidate.class == INTEGERS => Link { score: LATE, length: 1, previous: i },
            _ => continue,
        };
        latest.insert((candidate.class, candidate.value), i);
    }
    links
}

fn accept(
    cells: &mut [Cell],
    links: &[Link],
    end: usize,
    headed: bool,
    taken: &mut Taken,
    seen: &mut [bool],
) {
    let mut run = vec![end];
    let mut at = end;
    seen[end] = true;
    while links[at].previous != at {
        at = links[at].previous;
        if seen[at] {
            return;
        }
        seen[at] = true;
        run.push(at);
    }
    let starts = cells[at].candidate.is_some_and(|c| c.value == 1);
    let last_cell_bare = end + 1 == cells.len() && !cells[end].kind.has_length();
    let stride = stride(&run);
    let bare = cells[at].candidate.is_some_and(|c| c.class == INTEGERS);
    let late = cells[at].candidate.is_some_and(|c| c.value > START);
    // 一 二 三 number the groups whose rows other runs number.
    let numerals = cells[at].candidate.is_some_and(|c| c.class == NUMERALS);
    if (last_cell_bare || !starts) && run.len() < CERTAIN
        || bare && !headed && !is_steady(&run)
        || !numerals && overlaps(taken, at, end, stride)
        || late && (stride.is_none() || run.len() < LATE_LEAST)
    {
        return;
    }
    if !numerals {
        taken.insert(at, (end, stride));
    }
    for i in run {
        cells[i].kind = if cells[i].kind.is_text() && cells[i].kind != Kind::Item {
            Kind::Numbered
        } else {
            Kind::Ordinal
        };
    }
}

/// Whether rows of about one length lie between the members; values that happen to count up stand anywhere.
fn is_steady(run: &[usize]) -> bool {
    let strides = || run.windows(2).map(|w| w[0] - w[1]);
    let (least, most) = (strides().min().unwrap_or(0), strides().max().unwrap_or(0));
    run.len() >= CERTAIN && most - least <= UNSTEADY
}

/// The distance between members of a run, if it is always the same.
fn stride(run: &[usize]) -> Option<usize> {
    let first = run[0] - run.get(1)?;
    run.windows(2).all(|w| w[0] - w[1] == first).then_some(first)
}

/// Whether a taken run touches the span `from..=to`; runs of the same stride may be printed side by side.
fn overlaps(taken: &Taken, from: usize, to: usize, stride: Option<usize>) -> bool {
    let before = taken.range(..=to).next_back();
    before.is_some_and(|(_, &(end, other))| end >= from && (stride.is_none() || stride != other))
}
