//! Indicators that cannot be right, or are worth a second look. Nothing is changed.

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};

use crate::data::indicators::{is_growing, is_share};
use crate::document::{
    BlockRange, Decimal, Document, Indicator, IndicatorValue, Problem, Sense, Table, ValueRole,
};
use crate::table::notes;

/// All of a whole, in percent.
const WHOLE: i128 = 100;

/// Reports what is wrong with the indicators.
pub(super) fn run(document: &mut Document) {
    let mut problems: Vec<(Problem, BlockRange)> = Vec::new();
    for indicator in &document.indicators {
        let found = over_hundred(indicator).into_iter().chain(below_baseline(indicator));
        problems.extend(found.map(|problem| (problem, indicator.blocks)));
    }
    problems.extend(missing_notes(document));
    for (problem, blocks) in &problems {
        document.report(problem, Some(*blocks));
    }
}

/// A share of more than all.
fn over_hundred(indicator: &Indicator) -> Option<Problem> {
    let in_percent = |value: &&IndicatorValue| {
        value.unit.as_deref().or(indicator.unit.as_deref()) == Some("%")
            && value.role != ValueRole::Growth
            && value.sense == Sense::Level
            && !value.cumulative
    };
    let mut numbers = indicator.values.iter().filter(in_percent).filter_map(|value| value.value);
    let over = numbers.find(|n| n.compare(Decimal::from(WHOLE)) == Ordering::Greater)?;
    let name = indicator.name.clone();
    is_share(&name).then(|| Problem::PercentOverHundred { name, value: over.to_string() })
}

/// A target under what is reached already.
fn below_baseline(indicator: &Indicator) -> Option<Problem> {
    let level = |role| {
        let comparable = |value: &&IndicatorValue| {
            value.role == role
                && value.sense == Sense::Level
                && value.unit.is_none()
                && !value.cumulative
        };
        indicator.values.iter().rfind(comparable)?.value
    };
    let (baseline, target) = (level(ValueRole::Baseline)?, level(ValueRole::Target)?);
    let is_below = target.compare(baseline) == Ordering::Less && is_growing(&indicator.name);
    is_below.then(|| Problem::TargetBelowBaseline {
        name: indicator.name.clone(),
        baseline: baseline.to_string(),
        target: target.to_string(),
    })
}

/// Marks of notes that no note answers, each once for its table.
fn missing_notes(document: &Document) -> Vec<(Problem, BlockRange)> {
    let tables: HashMap<&str, &Table> =
        document.tables.iter().map(|table| (table.id.as_str(), table)).collect();
    let mut met = HashSet::new();
    let mut problems = Vec::new();
    for indicator in &document.indicators {
        let Some(table) = tables.get(indicator.table.as_str()) else { continue };
        for mark in indicator.values.iter().flat_map(|value| &value.note_marks) {
            let answered = notes::read(table).any(|note| notes::answers(note, mark));
            if !answered && indicator.notes.is_empty() && met.insert((&table.id, mark)) {
                let (mark, name) = (mark.clone(), indicator.name.clone());
                problems.push((Problem::NoteMissing { mark, name }, indicator.blocks));
            }
        }
    }
    problems
}
