//! `--check`: whether a run would change anything. Nothing is written.

use std::collections::HashSet;
use std::fmt;

use rayon::prelude::*;

use super::control::Glance;
use super::known::{Known, Rows};
use super::plan::Plan;
use super::reading::Reading;
use super::{Batch, Misuse};

/// What was found.
#[derive(Debug, Default)]
pub struct Checked {
    /// Documents that the sources give.
    pub documents: usize,
    /// What is not up to date.
    pub problems: Vec<String>,
}

impl fmt::Display for Checked {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { documents, problems } = self;
        let found = if problems.is_empty() { "up to date" } else { "not up to date" };
        write!(out, "{documents} documents checked, the output is {found}")
    }
}

/// Says what a run would make anew.
///
/// # Errors
/// [`Misuse`] when a run could not start either.
pub fn run(batch: &Batch) -> Result<Checked, Misuse> {
    let plan = Plan::new(batch)?;
    let glance = Glance::open(&batch.output)?;
    let known = Known::look(&batch.output, &glance.manifest, plan.recipe.name());
    let documents = plan.work.len();
    let problems = match (&known.manifest, glance.is_unfinished) {
        (_, true) => vec!["the last run was ended before its end".to_owned()],
        (None, _) => vec!["there is no output of this program".to_owned()],
        (Some(manifest), _) if manifest.end.recipe != known.recipe => {
            vec!["the output was made with other options, or by another version".to_owned()]
        }
        _ => known
            .lost
            .iter()
            .cloned()
            .chain(gone(&plan, &known))
            .chain(stale(&plan, &known))
            .collect(),
    };
    Ok(Checked { documents, problems })
}

/// Documents whose sources are gone.
fn gone(plan: &Plan<'_>, known: &Known) -> Vec<String> {
    let current: HashSet<&str> = plan.work.iter().map(|work| plan.place(work)).collect();
    let gone = known.places().filter(|place| !current.contains(place.as_str()));
    let mut gone: Vec<_> = gone.map(|place| format!("`{place}`: its source is gone")).collect();
    gone.sort();
    gone
}

/// Documents that a run would make, and whether their order is another.
fn stale(plan: &Plan<'_>, known: &Known) -> Vec<String> {
    let found: Vec<_> =
        plan.work.par_iter().map(|work| Reading::new(plan, work).kept(known)).collect();
    let mut problems = Vec::new();
    let mut is_in_order = true;
    for (at, (work, found)) in plan.work.iter().zip(found).enumerate() {
        match found {
            Ok((_, rows)) => is_in_order &= rows == Rows::Former(at),
            Err(stale) => problems.extend(stale.said(&plan.sources[work.first].name)),
        }
    }
    if problems.is_empty() && !is_in_order {
        problems.push("the sources come in another order".to_owned());
    }
    problems
}
