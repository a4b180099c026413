//! What headings lead one to expect before any cell is seen: of the kinds of cells under them, and
//! of how rows are filled.

use super::header::Said;
use super::kind::{KINDS, Kind};
use super::model::Table;
use super::words::{Match, Role};

/// Weight in cells of what the heading says before any cell is seen.
const SAID_WHOLE: f32 = 3.0;
const SAID_END: f32 = 2.0;
const SAID_NOTHING: f32 = 1.2;

/// What kinds cost beside their rarity because the heading all but rules them out, in nats.
pub(super) fn odd(role: Role, known: Match) -> [f32; KINDS] {
    const TEXTS: [Kind; 6] =
        [Kind::Short, Kind::Medium, Kind::Long, Kind::Code, Kind::Choice, Kind::Organ];
    const NUMBERS: [Kind; 3] = [Kind::Integer, Kind::Decimal, Kind::Percent];
    let mut odd = [0.0; KINDS];
    if role == Role::Ordinal && known == Match::Whole {
        odd = [3.0; KINDS];
        set(&mut odd, &[Kind::Ordinal, Kind::Integer, Kind::Code, Kind::Numbered], 0.0);
    }
    if !matches!(role, Role::Ordinal | Role::Category | Role::Name | Role::Long | Role::Unknown) {
        set(&mut odd, &[Kind::Item, Kind::SubItem], 3.0);
    }
    match role {
        Role::Number => set(&mut odd, &TEXTS, 0.7),
        Role::Unit => set(&mut odd, &TEXTS, 1.5),
        Role::Choice | Role::Organ => set(&mut odd, &NUMBERS, 2.0),
        Role::Date => {
            set(&mut odd, &TEXTS, 1.2);
            set(&mut odd, &[Kind::Decimal, Kind::Percent], 3.0);
        }
        _ => {}
    }
    odd
}

fn set(odd: &mut [f32; KINDS], kinds: &[Kind], cost: f32) {
    kinds.iter().for_each(|&kind| odd[kind as usize] = cost);
}

/// What a heading leads one to expect, in cells.
pub(super) fn prior(role: Role, known: Match, dated: bool, table: &Table) -> [f32; KINDS] {
    // blank unit ordinal integer decimal percent date quantity item subitem code numbered short medium long organ choice
    let (shares, weight): ([u8; KINDS], f32) = match role {
        _ if dated => ([4, 0, 0, 26, 26, 8, 2, 12, 0, 0, 0, 0, 6, 10, 6, 0, 0], SAID_NOTHING),
        Role::Ordinal => ([0, 0, 80, 5, 1, 0, 0, 0, 5, 2, 6, 0, 1, 0, 0, 0, 0], SAID_WHOLE),
        Role::Category => ([0, 0, 1, 0, 0, 0, 1, 0, 13, 8, 1, 4, 44, 24, 4, 1, 1], 0.0),
        Role::Name => ([0, 0, 0, 0, 0, 0, 0, 0, 2, 3, 2, 12, 24, 40, 17, 3, 0], 0.0),
        Role::Unit => ([3, 88, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 5, 2, 0, 0, 0], SAID_WHOLE),
        Role::Number => ([5, 0, 1, 28, 28, 11, 1, 15, 0, 0, 0, 0, 3, 5, 1, 0, 0], 0.0),
        Role::Date => ([1, 0, 0, 2, 1, 0, 78, 3, 0, 0, 2, 0, 7, 4, 2, 0, 1], 0.0),
        Role::Choice => ([3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 20, 6, 2, 0, 70], 0.0),
        Role::Long => ([1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 4, 8, 28, 57, 1, 0], 0.0),
        Role::Organ => ([2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 10, 8, 6, 73, 0], 0.0),
        Role::Place => ([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 40, 42, 15, 1, 0], 0.0),
        Role::Note => ([4, 0, 0, 3, 2, 2, 5, 3, 0, 0, 5, 2, 32, 26, 16, 3, 6], SAID_NOTHING),
        Role::Unknown => ([2, 2, 2, 10, 10, 5, 5, 6, 3, 3, 5, 4, 15, 15, 13, 4, 3], SAID_NOTHING),
    };
    let weight = match (known, weight) {
        (_, w) if w > 0.0 => w,
        (Match::Whole, _) => SAID_WHOLE,
        _ => SAID_END,
    };
    let mut prior: [f32; KINDS] = std::array::from_fn(|k| f32::from(shares[k]) * table.roots[k]);
    let sum: f32 = prior.iter().sum();
    prior.iter_mut().for_each(|p| *p *= weight / sum);
    prior
}

/// Rows start in column 0, or further right where what stands left is taken over from above.
pub(super) fn starts(roles: &[Said]) -> Vec<f32> {
    let mut weight: f32 = match roles[0].0 {
        Role::Category => 3.0,
        Role::Unknown => 0.8,
        Role::Ordinal => 0.3,
        Role::Unit | Role::Number => 0.1,
        _ => 0.5,
    };
    let mut out = vec![5.0_f32];
    for role in &roles[..roles.len() - 1] {
        let taken = match role.0 {
            Role::Category => 1.0,
            Role::Number | Role::Unit => 0.05,
            Role::Ordinal => 0.6,
            _ => 0.5,
        };
        weight *= taken;
        out.push(weight.max(0.01));
    }
    out
}

/// Taking over a name is unusual, a number or unit all but unheard of.
pub(super) fn taken(roles: &[Said]) -> Vec<f32> {
    let mut sum: f32 = 0.0;
    let mut out = vec![0.0];
    for role in &roles[..roles.len() - 1] {
        sum += match role.0 {
            _ if role.2 => 2.0,
            Role::Category => 0.0,
            Role::Number => 3.0,
            Role::Unit => 1.5,
            Role::Ordinal => 1.0,
            _ => 0.6,
        };
        out.push(sum.min(4.0));
    }
    out
}

/// Rows end in the last column, or earlier where it is often empty or taken over from above.
pub(super) fn ends(roles: &[Said], blocks: usize) -> Vec<f32> {
    let columns = roles.len();
    let mut out = vec![0.02_f32; columns];
    let lone = if columns > 2 { 0.05 } else { 1.0 };
    out[columns - 1] = 5.0;
    let mut weight = 1.0_f32;
    for c in (1..columns).rev() {
        weight *= match roles[c].0 {
            Role::Note => 3.0,
            Role::Organ | Role::Date | Role::Choice | Role::Long => 0.6,
            Role::Number | Role::Unit => 0.15,
            _ => 0.3,
        };
        out[c - 1] = out[c - 1].max(weight.min(3.0));
    }
    out[0] *= lone;
    for b in 1..blocks {
        let last = b * columns / blocks - 1;
        out[last] = out[last].max(0.5);
    }
    out
}

/// How often a cell is left out of a column, and how often it is there.
pub(super) fn skip(role: Role) -> (f32, f32) {
    match role {
        Role::Unit => (2.0, 5.0),
        Role::Note => (2.0, 2.0),
        Role::Ordinal => (0.1, 8.0),
        Role::Number => (0.3, 8.0),
        Role::Category => (1.5, 5.0),
        Role::Name => (0.15, 8.0),
        _ => (0.4, 8.0),
    }
}

/// How often a cell of a column goes on over a line, and how often it does not.
pub(super) fn go_on(role: Role, dated: bool) -> (f32, f32) {
    match role {
        Role::Unit | Role::Ordinal | Role::Number => (0.03, 8.0),
        Role::Long => (1.0, 8.0),
        Role::Category | Role::Name | Role::Organ | Role::Place => (0.5, 8.0),
        _ if dated => (0.1, 8.0),
        _ => (0.3, 8.0),
    }
}
