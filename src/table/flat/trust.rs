//! How far a rebuilt grid can be trusted.

use super::cell::Cell;
use super::fit::{Fit, Ground, flat_cost};
use super::header::Header;
use super::kind::Kind;
use super::parse::{Place, Step};
use super::render::copyable;
use super::words::{Match, Role};
use super::{Doubt, Refusal, ticks};

/// What is known about a fit.
pub(super) struct Trust {
    pub confidence: f64,
    pub doubts: Vec<Doubt>,
}

/// Nats for each cell below which lines are no table: prose, lists and agendas stay under 0.3, real tables over 1.
const LEAST_GAIN: f64 = 0.45;
/// Confidence below which a grid is refused, and without a caption.
const LEAST_CAPTIONED: f64 = 0.5;
const LEAST_BARE: f64 = 0.75;
/// No grid that had to be searched is certain.
const MOST: f64 = 0.99;
/// Cost of a heading that is too long and unknown to head a table of nothing but text, in nats.
const UNLIKELY: f32 = 3.0;
/// Nats within which another header is a rival worth naming.
const RIVAL: f64 = 4.0;

/// What speaks for and against a fit.
struct Signs {
    /// Nats for each cell saved over a list without columns.
    gain: f64,
    /// Nats to the best fit with other columns or another header length.
    margin: f64,
    /// Share of places left empty in columns that should not have any.
    holes: f64,
    /// Share of rows that start in a later column.
    late: f64,
    /// Share of headings whose words are known.
    named: f64,
    /// Natural logarithm of the number of rows.
    rows: f64,
    /// Share of lines that go on in the cell before.
    joined: f64,
    /// Share of lines that look broken at a fixed width but were not joined.
    loose: f64,
    /// Share of rows numbered in a column of ordinals.
    numbered: f64,
    /// Share of cells whose kind is not the column's usual one.
    mixed: f64,
    /// Levels of headings beyond the first.
    levels: f64,
    /// Share of text among the cells.
    words: f64,
    /// Share of rows with a cell in every column, their own or shared from above.
    full: f64,
    /// 1 where the first row has a cell of its own in every column.
    opening: f64,
    /// Headings joined of several lines that no word speaks for, and what the header costs, for each column.
    glued: f64,
    dear: f64,
}

impl Signs {
    /// Weights of a logistic regression on generated tables of a hundred kinds, wrong grids counted three times; the
    /// constant stands apart. Of the grids over 0.9 nineteen in twenty are right in every cell.
    const CONSTANT: f64 = -0.49;

    /// Expected share of cells that stand right.
    fn confidence(&self) -> f64 {
        let terms = [
            1.43 * self.gain.min(3.0),
            0.98 * self.margin.clamp(0.0, 30.0).ln_1p(),
            -1.56 * self.holes.min(0.3),
            -0.92 * self.late,
            -0.76 * self.rows,
            -1.82 * self.joined.min(0.3),
            -self.loose.min(0.3),
            -1.67 * self.numbered,
            -1.27 * self.mixed.min(0.3),
            -0.81 * self.levels,
            -1.32 * self.words,
            0.56 * self.full,
            1.02 * self.opening,
            -0.56 * self.glued,
            -1.01 * self.dear.max(0.0),
        ];
        1.0 / (1.0 + (-Self::CONSTANT - terms.iter().sum::<f64>()).exp())
    }
}

/// Judges the best fit.
pub(super) fn judge(
    ground: &Ground,
    headers: &[Header],
    fits: &[Fit],
    captioned: bool,
) -> Result<Trust, Refusal> {
    let fit = &fits[0];
    if fit.parse.steps.len() < 2 {
        return Err(Refusal::NoPattern { gain: 0.0 });
    }
    let signs = signs(ground, headers, fits);
    if signs.gain < LEAST_GAIN {
        return Err(Refusal::NoPattern { gain: signs.gain });
    }
    let header = &headers[fit.header];
    let rows = fit.parse.steps.iter().filter(|s| s.place == Place::First).count();
    if ticks::are_lost(&ground.cells[header.lines..fit.end(header)], rows) {
        return Err(Refusal::SignsLost);
    }
    let unlikely = header.labels.iter().any(|l| l.cost >= UNLIKELY);
    if (signs.named == 0.0 || unlikely) && signs.words > 0.95 {
        return Err(Refusal::NoHeader);
    }
    let confidence = signs.confidence().min(MOST);
    if confidence < if captioned { LEAST_CAPTIONED } else { LEAST_BARE } {
        return Err(Refusal::Doubtful { confidence });
    }
    let rival = rival(headers, fits).filter(|_| signs.margin < RIVAL);
    let doubts = rival
        .map(|r| Doubt::AmbiguousHeader { columns: headers[r.header].columns() })
        .into_iter()
        .collect();
    Ok(Trust { confidence, doubts })
}

/// The best fit with other columns or another length of header; notes over one column or two are no rivals.
fn rival<'a>(headers: &[Header], fits: &'a [Fit]) -> Option<&'a Fit> {
    let best = &headers[fits[0].header];
    let other = |h: &Header| {
        h.lines != best.lines || h.columns() != best.columns() && h.is_wide() == best.is_wide()
    };
    fits[1..].iter().find(|f| other(&headers[f.header]))
}

fn signs(ground: &Ground, headers: &[Header], fits: &[Fit]) -> Signs {
    let fit = &fits[0];
    let header = &headers[fit.header];
    let columns = header.columns();
    let steps = &fit.parse.steps;
    let cells = &ground.cells[header.lines..];
    let share = |n: usize, of: usize| n as f64 / of.max(1) as f64;
    let rows = steps.iter().filter(|s| s.place == Place::First).count();
    let full = full_rows(steps, &copyable(header, steps, cells));
    let late = steps.iter().filter(|s| s.place == Place::First && s.column() > 0).count();
    let joined = steps.iter().filter(|s| s.place == Place::More).count();
    let mut kinds = vec![[0_usize; super::kind::KINDS]; columns];
    let mut filled = vec![0_usize; columns];
    for (step, cell) in steps.iter().zip(cells) {
        if matches!(step.place, Place::First | Place::Inner) {
            kinds[step.column()][cell.kind.coarse()] += 1;
            filled[step.column()] += 1;
        }
    }
    let usual: usize = kinds.iter().map(|k| k.iter().max().copied().unwrap_or(0)).sum();
    let all: usize = filled.iter().sum();
    let solid = |c: &usize| {
        matches!(header.role(*c).0, Role::Number | Role::Ordinal | Role::Name) || header.role(*c).2
    };
    let solids: Vec<bool> = (0..columns).map(|c| solid(&c)).collect();
    let holes = holes(header, steps, &solids);
    let solids = solids.iter().filter(|s| **s).count();
    let named =
        (0..columns).filter(|&c| header.role(c).1 != Match::None || header.role(c).2).count();
    let numbered = (0..columns)
        .filter(|&c| header.role(c).0 == Role::Ordinal)
        .map(|c| share(kinds[c][Kind::Ordinal as usize], rows))
        .fold(0.0, f64::max);
    let words = cells[..steps.len()].iter().filter(|c| c.kind.is_text()).count();
    Signs {
        gain: gain(ground, fit, fit.end(header)),
        margin: rival(headers, fits).map_or(50.0, |o| f64::from(o.cost - fit.cost)).min(50.0),
        holes: share(holes, solids * rows),
        late: share(late, rows),
        named: share(named, columns),
        rows: (rows.max(1) as f64).ln(),
        joined: share(joined, steps.len()),
        loose: share(loose(cells, steps), steps.len()),
        numbered,
        mixed: 1.0 - share(usual, all),
        levels: (header.grid.len() - 1) as f64,
        words: share(words, steps.len()),
        full: share(full, rows),
        opening: f64::from(u8::from(opens_full(header, steps))),
        glued: share(header.labels.iter().filter(|l| l.is_glued()).count(), columns),
        dear: f64::from(header.cost) / columns as f64,
    }
}

/// Places left empty in columns that should have none; names left of a row's first cell were printed once for several rows.
fn holes(header: &Header, steps: &[Step], solid: &[bool]) -> usize {
    let cells: Vec<Step> = steps.iter().filter(|s| s.place != Place::More).copied().collect();
    let rows = cells.chunk_by(|_, next| next.place == Place::Inner);
    let mut holes = 0;
    for row in rows.filter(|row| row[0].place == Place::First) {
        let shared = |c: usize| c < row[0].column() && header.role(c).0 == Role::Name;
        let printed = |c: usize| row.iter().any(|s| s.column() == c);
        holes += (0..solid.len()).filter(|&c| solid[c] && !shared(c) && !printed(c)).count();
    }
    holes
}

/// Whether the first row has a cell of its own in every column.
fn opens_full(header: &Header, steps: &[Step]) -> bool {
    let from_first = steps.iter().skip_while(|s| s.place != Place::First);
    let mut cells = from_first.filter(|s| s.place != Place::More);
    let opens = cells.next().is_some();
    let inner = cells.take_while(|s| s.place == Place::Inner).count();
    opens && inner + 1 == header.columns()
}

/// Rows that have a cell in every column, their own or one shared from above.
fn full_rows(steps: &[Step], shared: &[bool]) -> usize {
    let cells: Vec<Step> = steps.iter().filter(|s| s.place != Place::More).copied().collect();
    let rows = cells.chunk_by(|_, next| next.place == Place::Inner);
    let mut above = vec![false; shared.len()];
    let mut full = 0;
    for row in rows.filter(|row| row[0].place == Place::First) {
        let mut filled: Vec<bool> = shared.iter().zip(&above).map(|(s, a)| *s && *a).collect();
        for step in row {
            (filled[step.column()], above[step.column()]) = (true, true);
        }
        full += usize::from(filled.iter().all(|f| *f));
    }
    full
}

/// Nats saved for each line of the table; what follows it tells nothing.
fn gain(ground: &Ground, fit: &Fit, end: usize) -> f64 {
    let after: f32 = ground.looks[end..].iter().map(|l| l.prose).sum();
    f64::from(flat_cost(ground, end) - (fit.cost - after)) / end.max(1) as f64
}

/// Lines that look broken at a fixed width, yet the next one does not go on in their cell.
fn loose(cells: &[Cell], steps: &[Step]) -> usize {
    let pairs = cells.iter().zip(steps.windows(2));
    pairs.filter(|(cell, pair)| cell.wrapped && pair[1].place != Place::More).count()
}
