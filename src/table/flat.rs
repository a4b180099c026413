//! Tables that were printed one cell to a line.

mod cell;
mod doubt;
mod expect;
mod find;
mod fit;
mod frozen;
mod header;
mod joint;
mod kind;
mod label;
mod lanes;
mod layout;
mod log;
mod model;
mod odd;
mod ordinal;
mod parse;
mod prose;
mod render;
mod rows;
mod starts;
mod ticks;
mod trellis;
mod trust;
mod words;

#[cfg(test)]
mod tests;

use std::collections::HashMap;

use cell::Cell as Seen;
pub use doubt::{Doubt, Refusal};
use fit::{Desk, Fit, Ground, Reading};
use header::Header;

/// One printed line, cleaned, in Simplified Chinese.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    /// Its text.
    pub text: &'a str,
    /// Leading half-width columns in the source.
    pub indent: u8,
    /// Blank lines before it.
    pub gap: u16,
    /// No table goes past this line: a heading, a caption, a note.
    pub stop: bool,
}

/// A cell of the rebuilt grid.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cell {
    /// Its text, broken lines joined.
    pub text: String,
    /// The lines it was made of; a copied (merged) cell repeats them.
    pub lines: std::ops::Range<usize>,
}

/// A cell that covers several places, counted over header and rows together.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Merge {
    /// First row it covers.
    pub row: usize,
    /// First column it covers.
    pub column: usize,
    /// Rows it covers.
    pub row_span: usize,
    /// Columns it covers.
    pub column_span: usize,
}

/// A table rebuilt.
#[derive(Clone, Debug)]
pub struct Rebuilt {
    /// Header rows, a merged heading repeated in every place it covers.
    pub header: Vec<Vec<Option<Cell>>>,
    /// Body rows, likewise; `None` is a place left empty or lost.
    pub rows: Vec<Vec<Option<Cell>>>,
    /// Merged cells over header and rows together.
    pub merged: Vec<Merge>,
    /// Lines taken from the first one on.
    pub used: usize,
    /// 0 to 1: the share of cells expected to stand right.
    pub confidence: f64,
    /// Everything that is not certain.
    pub doubts: Vec<Doubt>,
}

/// Lines on which header and columns are chosen.
const CHOICE: usize = 240;

/// Factor by which the lines read at once grow while the table goes on.
const GROWTH: usize = 8;
/// Fewest lines of a table: two headings and two cells.
const LEAST: usize = 4;
/// First lines in which words that head columns are looked for.
const HEADINGS: usize = 32;

/// Rebuilds the table that starts with `lines[0]`, the first line after its caption if it has one.
///
/// Costs time in proportion to the lines of the table, not to those after it.
pub fn rebuild(lines: &[Line], captioned: bool) -> Result<Rebuilt, Refusal> {
    let open = lines.iter().position(|l| l.stop).unwrap_or(lines.len());
    let lines = &lines[..prose::text_behind(&lines[..open])];
    if lines.len() < LEAST {
        return Err(Refusal::TooShort);
    }
    if !header::may_start(&Seen::read(lines[0].text, lines[0].indent, &mut Vec::new())) {
        return Err(Refusal::NoHeader);
    }
    let window = lines.len().min(CHOICE);
    let (cells, keys) = read(&lines[..window]);
    let texts: Vec<&str> = lines[..window].iter().map(|l| l.text).collect();
    let headers = header::propose(&texts, &cells);
    let looks = joint::looks(&cells);
    let ground = Ground::of(&cells, &looks, keys);
    let mut desk = Desk::default();
    let mut fits = choose(&mut desk, &ground, &headers);
    let fit = fits.first().ok_or(Refusal::NoHeader)?;
    let header = &headers[fit.header];
    let trust = trust::judge(&ground, &headers, &fits, captioned)?;
    let fit = fits.swap_remove(0);
    Ok(read_on(&mut desk, lines, cells, header, fit, trust))
}

/// Follows the table past the lines on which its header was chosen, in windows that grow by `GROWTH`.
fn read_on(
    desk: &mut Desk,
    lines: &[Line],
    mut cells: Vec<Seen>,
    header: &Header,
    mut fit: Fit,
    trust: trust::Trust,
) -> Rebuilt {
    while fit.end(header) + header.columns() >= cells.len() && cells.len() < lines.len() {
        let window = (cells.len() * GROWTH).min(lines.len());
        let (more, keys) = read(&lines[..window]);
        fit = desk.extend(&Ground::of(&more, &joint::looks(&more), keys), header, fit);
        cells = more;
    }
    fit.parse.drop_last_groups();
    render::render(lines, &cells, header, &fit.parse.steps, trust)
}

/// The first line of a flattened table that has no caption: lines that read like a header over lines that read like cells.
pub fn find_uncaptioned(lines: &[Line]) -> Option<usize> {
    find::find(lines)
}

/// Reads, numbers and interns the lines.
fn read(lines: &[Line]) -> (Vec<Seen>, usize) {
    let mut buffer = Vec::new();
    let mut cells: Vec<Seen> =
        lines.iter().map(|l| Seen::read(l.text, l.indent, &mut buffer)).collect();
    let mut headed = false;
    for (cell, line) in cells.iter_mut().zip(lines).take(HEADINGS) {
        headed |= cell.note_heading(line.text, &mut buffer);
    }
    ordinal::mark(&mut cells, headed);
    let keys = intern(&mut cells);
    cell::mark_wrapped(&mut cells);
    (cells, keys)
}

/// Numbers the texts that occur more than once; returns how many there are.
fn intern(cells: &mut [Seen]) -> usize {
    let mut first: HashMap<u64, (usize, u32)> = HashMap::with_capacity(cells.len());
    let mut keys = 0;
    for i in 0..cells.len() {
        if cells[i].hash == 0 || cells[i].kind == kind::Kind::Ordinal {
            continue;
        }
        let entry = first.entry(cells[i].hash).or_insert((i, 0));
        if entry.0 == i {
            continue;
        }
        if entry.1 == 0 {
            keys += 1;
            entry.1 = keys;
            cells[entry.0].key = keys;
        }
        cells[i].key = entry.1;
    }
    keys as usize
}

/// Rows of the likeliest header, and lines, that are enough to see which headers may be right.
const ROWS: usize = 5;
const GLANCE: std::ops::RangeInclusive<usize> = 32..=80;
/// Headers kept at most after a glance, after a look at twice as many lines, and in the end.
const KEPT: [usize; 3] = [12, 4, 2];
/// A header that explains the cells so much worse than the best is given up, in nats.
const BEHIND: [f32; 3] = [40.0, 30.0, 30.0];
/// The same at the first reading, when no column has learned from its cells.
const BEHIND_UNLEARNED: f64 = 60.0;

/// Fits all headers to the first rows, the best of them to more and more; cheapest first.
fn choose(desk: &mut Desk, ground: &Ground, headers: &[Header]) -> Vec<Fit> {
    let Some(likeliest) = headers.first() else { return Vec::new() };
    let glance = likeliest.lines + ROWS * likeliest.columns();
    let glance = glance.clamp(*GLANCE.start(), *GLANCE.end());
    let few = ground.first(glance);
    let readings = headers.iter().enumerate().filter_map(|(i, h)| desk.read(&few, h, i));
    let readings: Vec<Reading> = readings.collect();
    let least = readings.iter().map(|r| r.cost).fold(f64::INFINITY, f64::min);
    let near = readings.into_iter().filter(|r| r.cost <= least + BEHIND_UNLEARNED);
    let mut fits: Vec<Fit> = near.map(|reading| desk.fit(reading)).collect();
    fits.retain(|fit| headers[fit.header].is_used(&fit.parse));
    keep(&mut fits, 0);
    let more = ground.first(2 * glance);
    fits = fits.iter().filter_map(|f| desk.refit_rows(&more, &headers[f.header], f)).collect();
    keep(&mut fits, 1);
    if 2 * glance < ground.cells.len() {
        fits = fits.iter().filter_map(|f| desk.refit(ground, &headers[f.header], f)).collect();
        keep(&mut fits, 2);
    }
    fits
}

/// Keeps the best fits of one step, cheapest first.
fn keep(fits: &mut Vec<Fit>, step: usize) {
    fits.sort_by(|a, b| a.cost.total_cmp(&b.cost).then(a.header.cmp(&b.header)));
    let near = fits.iter().take_while(|f| f.cost <= fits[0].cost + BEHIND[step]).count();
    fits.truncate(near.min(KEPT[step]));
}
