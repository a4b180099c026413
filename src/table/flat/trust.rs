//! How far a rebuilt grid can be trusted.

use super::Refusal;
use super::cell::Kind;
use super::fit::{Fit, Ground, flat_cost};
use super::header::Header;
use super::parse::Place;
use super::words::{Match, Role};

/// What is known about a fit.
pub(super) struct Trust {
    pub confidence: f64,
}

/// What speaks for and against a fit.
#[derive(Debug)]
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
    /// Share of rows numbered in a column of ordinals.
    numbered: f64,
    /// Share of cells whose kind is not the column's usual one.
    mixed: f64,
    /// Levels of headings beyond the first.
    levels: f64,
    /// Share of text among the cells.
    words: f64,
}

/// Judges the best fit.
pub(super) fn judge(
    ground: &Ground,
    headers: &[Header],
    fits: &[Fit],
    _captioned: bool,
) -> Result<Trust, Refusal> {
    let fit = &fits[0];
    if fit.parse.steps.len() < 2 {
        return Err(Refusal::NoPattern { gain: 0.0 });
    }
    let signs = signs(ground, headers, fits);
    if std::env::var("FLAT_SIGNS").is_ok() {
        eprintln!(
            "SIGNS {} {} {} {} {} {} {} {} {} {} {}",
            signs.gain,
            signs.margin,
            signs.holes,
            signs.late,
            signs.named,
            signs.rows,
            signs.joined,
            signs.numbered,
            signs.mixed,
            signs.levels,
            signs.words
        );
    }
    Ok(Trust { confidence: 0.9 })
}

fn signs(ground: &Ground, headers: &[Header], fits: &[Fit]) -> Signs {
    let fit = &fits[0];
    let header = &headers[fit.header];
    let columns = header.columns();
    let steps = &fit.parse.steps;
    let cells = &ground.cells[header.lines..];
    let share = |n: usize, of: usize| n as f64 / of.max(1) as f64;
    let rows = steps.iter().filter(|s| s.place == Place::First).count();
    let late = steps.iter().filter(|s| s.place == Place::First && s.column() > 0).count();
    let joined = steps.iter().filter(|s| s.place == Place::More).count();
    let mut kinds = vec![[0_usize; super::cell::KINDS]; columns];
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
    let other = fits[1..].iter().find(|f| {
        headers[f.header].columns() != columns || headers[f.header].lines != header.lines
    });
    let words = cells[..steps.len()].iter().filter(|c| c.kind.is_text()).count();
    Signs {
        gain: f64::from(flat_cost(ground, header.lines) - fit.cost)
            / (header.lines + steps.len()) as f64,
        margin: other.map_or(50.0, |o| f64::from(o.cost - fit.cost)).min(50.0),
        holes: share(holes, solids * rows),
        late: share(late, rows),
        named: share(named, columns),
        rows: (rows.max(1) as f64).ln(),
        joined: share(joined, steps.len()),
        numbered,
        mixed: 1.0 - share(usual, all),
        levels: (header.grid.len() - 1) as f64,
        words: share(words, steps.len()),
    }
}

/// Numbers of all forms together, texts of all lengths together.
fn coarse(kind: Kind) -> usize {
    match kind {
        _ if kind.is_number() || kind == Kind::Blank => Kind::Integer as usize,
        Kind::Medium | Kind::Numbered | Kind::Item | Kind::SubItem => Kind::Short as usize,
        _ => kind as usize,
    }
}
