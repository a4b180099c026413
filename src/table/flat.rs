//! Tables that were printed one cell to a line.

mod cell;
mod find;
mod fit;
mod header;
mod model;
mod ordinal;
mod parse;
mod prose;
mod render;
mod rows;
mod trust;
mod words;

use std::collections::HashMap;

use cell::Cell as Seen;
use fit::{Fit, Ground};
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

/// What could not be known for certain. Rows count over header and rows together.
#[derive(Clone, PartialEq, Debug)]
pub enum Doubt {
    /// A place inside a row is empty: its cell was empty or got lost.
    LostCell {
        /// Row over header and rows together.
        row: usize,
        /// Column.
        column: usize,
    },
    /// The cell above was copied down: it could also have been empty here.
    Copied {
        /// Row over header and rows together.
        row: usize,
        /// Column.
        column: usize,
    },
    /// The cell could also stand in another column.
    AmbiguousCell {
        /// Row over header and rows together.
        row: usize,
        /// Column it was given.
        column: usize,
    },
    /// No row has a cell in this column.
    UndecidedColumn {
        /// Column.
        column: usize,
    },
    /// Another header explains the cells nearly as well.
    AmbiguousHeader {
        /// How many columns the other header has.
        columns: usize,
    },
}

/// Why the lines were not made a table.
#[derive(Clone, PartialEq, Debug)]
pub enum Refusal {
    /// Too few lines before the first stop.
    TooShort,
    /// No line could be a header.
    NoHeader,
    /// The lines do not repeat from row to row.
    NoPattern {
        /// Nats gained for each cell over a list without columns.
        gain: f64,
    },
    /// The grid found has the marks of a wrong one.
    Doubtful {
        /// Confidence that was reached.
        confidence: f64,
    },
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

/// First lines in which words that head columns are looked for.
const HEADINGS: usize = 32;

/// Rebuilds the table that starts with `lines[0]`.
pub fn rebuild(lines: &[Line], captioned: bool) -> Result<Rebuilt, Refusal> {
    let open = lines.iter().position(|l| l.stop).unwrap_or(lines.len());
    let lines = &lines[..open];
    if lines.len() < 4 {
        return Err(Refusal::TooShort);
    }
    let window = lines.len().min(CHOICE);
    let (cells, keys) = read(&lines[..window]);
    let texts: Vec<&str> = lines[..window.min(64)].iter().map(|l| l.text).collect();
    let t0 = std::time::Instant::now();
    let headers = header::propose(&texts, &cells);
    if std::env::var("FLAT_DEBUG").is_ok() {
        eprintln!("propose {:?}", t0.elapsed());
    }
    let ground = Ground::of(&cells, keys);
    let mut fits = choose(&ground, &headers);
    let fit = fits.first().ok_or(Refusal::NoHeader)?;
    if std::env::var("FLAT_DEBUG").is_ok() {
        eprintln!("{} headers", headers.len());
        for f in fits.iter().take(14) {
            let h = &headers[f.header];
            eprintln!(
                "cost {:.1} lines {} cols {} blocks {} hcost {:.1} levels {} end {}",
                f.cost,
                h.lines,
                h.columns(),
                h.blocks,
                h.cost,
                h.grid.len(),
                f.parse.steps.len()
            );
        }
    }
    let header = &headers[fit.header];
    let trust = trust::judge(&ground, &headers, &fits, captioned)?;
    let mut used = header.lines + fit.parse.steps.len();
    let fit = fits.swap_remove(0);
    if used + header.columns() < window || window == lines.len() {
        return Ok(render::render(lines, &cells, header, &fit.parse.steps, trust));
    }
    let (mut window, mut fit) = (window, fit);
    loop {
        window = (window * 4).min(lines.len());
        let (cells, keys) = read(&lines[..window]);
        fit = fit::extend(&Ground::of(&cells, keys), header, fit);
        used = header.lines + fit.parse.steps.len();
        if used + header.columns() < window || window == lines.len() {
            return Ok(render::render(lines, &cells, header, &fit.parse.steps, trust));
        }
    }
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
    cells
        .iter_mut()
        .zip(lines)
        .take(HEADINGS)
        .for_each(|(cell, line)| cell.note_heading(line.text, &mut buffer));
    ordinal::mark(&mut cells);
    let keys = intern(&mut cells);
    cell::mark_wrapped(&mut cells);
    (cells, keys)
}

/// Numbers the texts that occur more than once; returns how many there are.
fn intern(cells: &mut [Seen]) -> usize {
    let mut first: HashMap<u64, (usize, u32)> = HashMap::with_capacity(cells.len());
    let mut keys = 0;
    for i in 0..cells.len() {
        if cells[i].hash == 0 || cells[i].kind == cell::Kind::Ordinal {
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

/// Lines, rounds of learning and headers kept of each heat.
const HEATS: [(usize, usize, usize); 3] = [(80, 1, 28), (140, 2, 10), (CHOICE, fit::ROUNDS, 10)];

/// Fits all headers, roughly first, the best of them ever more thoroughly; cheapest first.
fn choose(ground: &Ground, headers: &[Header]) -> Vec<Fit> {
    let mut left: Vec<usize> = (0..headers.len()).collect();
    let mut fits = Vec::new();
    for (lines, rounds, kept) in HEATS {
        let t0 = std::time::Instant::now();
        let n0 = left.len();
        let ground = ground.first(lines);
        fits = left
            .iter()
            .filter_map(|&i| fit::fit(&ground, &headers[i], i, rounds))
            .collect::<Vec<Fit>>();
        fits.sort_by(|a, b| a.cost.total_cmp(&b.cost).then(a.header.cmp(&b.header)));
        fits.truncate(kept);
        left = fits.iter().map(|f| f.header).collect();
        if std::env::var("FLAT_DEBUG").is_ok() {
            eprintln!("heat {n0} {:?}", t0.elapsed());
        }
    }
    fits
}
