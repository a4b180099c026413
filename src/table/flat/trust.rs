//! How far a rebuilt grid can be trusted.

use super::cell::Cell;
use super::fit::{Fit, Ground, flat_cost};
use super::header::Header;
use super::kind::Kind;
use super::parse::{Place, Step};
use super::render::copyable;
use super::words::{Match, Role};
use super::{Doubt, Refusal};

/// What is known about a fit.
pub(super) struct Trust {
    pub confidence: f64,
    pub doubts: Vec<Doubt>,
}

/// Nats for each cell below which lines are no table: prose, lists and agendas stay under 0.3, real tables over 1.
const LEAST_GAIN: f64 = 0.45;
/// Confidence below which a grid is refused, and without a caption.
const LEAST_CAPTIONED: f64 = 0.45;
const LEAST_BARE: f64 = 0.75;
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
}

impl Signs {
    /// Weights of a logistic regression on generated tables, wrong grids counted three times; the constant stands apart.
    const CONSTANT: f64 = -4.4;

    /// Expected share of cells that stand right.
    fn confidence(&self) -> f64 {
        let terms = [
            1.27 * self.gain.min(3.0),
            1.73 * self.margin.clamp(0.0, 30.0).ln_1p(),
            -5.29 * self.holes.min(0.3),
            0.7 * self.late,
            1.55 * self.named,
            -0.52 * self.rows,
            -3.04 * self.joined.min(0.3),
            -2.65 * self.loose.min(0.3),
            -0.94 * self.numbered,
            -1.51 * self.mixed.min(0.3),
            -0.71 * self.levels,
            -2.53 * self.words + 10.0 * (self.words - 0.9).max(0.0),
            0.92 * self.full,
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
    let unlikely = headers[fit.header].labels.iter().any(|l| l.cost >= UNLIKELY);
    if (signs.named == 0.0 || unlikely) && signs.words > 0.95 {
        return Err(Refusal::NoHeader);
    }
    let confidence = signs.confidence();
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
            kinds[step.column()][coarse(cell.kind)] += 1;
            filled[step.column()] += 1;
        }
    }
    let usual: usize = kinds.iter().map(|k| k.iter().max().copied().unwrap_or(0)).sum();
    let all: usize = filled.iter().sum();
    let solid = |c: &usize| {
        matches!(header.role(*c).0, Role::Number | Role::Ordinal | Role::Name) || header.role(*c).2
    };
    let holes: usize = (0..columns).filter(solid).map(|c| rows.saturating_sub(filled[c])).sum();
    let solids = (0..columns).filter(solid).count();
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
    }
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

/// Numbers of all forms together, texts of all lengths together.
fn coarse(kind: Kind) -> usize {
    match kind {
        _ if kind.is_number() || kind == Kind::Blank => Kind::Integer as usize,
        Kind::Medium | Kind::Numbered | Kind::Item | Kind::SubItem => Kind::Short as usize,
        _ => kind as usize,
    }
}
