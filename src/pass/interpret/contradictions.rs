//! Indicators of tables and quantities of the text set beside each other: the same thing, for the
//! same year, in the same unit, with another number.

use std::collections::HashMap;

use crate::data::compare::key;
use crate::data::quantity::words;
use crate::data::units;
use crate::document::{
    BlockRange, Comparator, Decimal, Document, Indicator, IndicatorValue, Problem, Quantity,
};

/// Reports every contradiction once, at the paragraph.
pub(super) fn run(document: &mut Document) {
    let mut by_name: HashMap<String, Vec<&Indicator>> = HashMap::new();
    for indicator in &document.indicators {
        by_name.entry(key(&indicator.name)).or_default().push(indicator);
    }
    let region = document.metadata.region.as_deref().unwrap_or("");
    let found: Vec<_> = document
        .quantities
        .iter()
        .filter(|quantity| is_plain(quantity))
        .filter_map(|quantity| contradiction(quantity, region, &by_name))
        .collect();
    for (problem, blocks) in found {
        document.report(&problem, Some(blocks));
    }
}

/// A sure statement of one number for a year.
fn is_plain(quantity: &Quantity) -> bool {
    !quantity.unsure
        && quantity.value.is_some()
        && quantity.year.is_some()
        && quantity.base_year.is_none()
}

/// The contradiction to the indicator with the quantity's name; none where two rows have it, since
/// either may be meant, or where one value for the year agrees.
fn contradiction(
    quantity: &Quantity,
    region: &str,
    by_name: &HashMap<String, Vec<&Indicator>>,
) -> Option<(Problem, BlockRange)> {
    let [indicator] = by_name.get(&key(without_place(&quantity.subject, region)))?[..] else {
        return None;
    };
    let mut of_year = indicator.values.iter().filter(|value| is_same(value, quantity)).peekable();
    of_year.peek()?;
    let verdicts: Option<Vec<_>> = of_year
        .map(|value| agrees(indicator, value, quantity).map(|agrees| (value, agrees)))
        .collect();
    let verdicts = verdicts?;
    if verdicts.iter().any(|(_, agrees)| *agrees) {
        return None;
    }
    let (value, _) = verdicts.first()?;
    let problem = Problem::TableTextContradiction {
        name: indicator.name.clone(),
        year: quantity.year?,
        table: printed(&value.raw, unit_of(indicator, value)),
        text: quantity.raw.clone(),
    };
    Some((problem, quantity.blocks))
}

/// The subject without 全区 or the name of the document's place before it.
fn without_place<'a>(subject: &'a str, region: &str) -> &'a str {
    let rest = words("scope").strip_start(subject).unwrap_or(subject);
    let last = region.char_indices().rev().nth(2).map_or(0, |(at, _)| at);
    let names = [region, &region[last..]];
    names
        .iter()
        .filter(|name| !name.is_empty())
        .find_map(|name| rest.strip_prefix(name))
        .unwrap_or(rest)
}

/// The same time and the same sort of number.
fn is_same(value: &IndicatorValue, quantity: &Quantity) -> bool {
    value.year == quantity.year
        && value.since == quantity.since
        && value.sense == quantity.sense
        && value.cumulative == quantity.cumulative
        && !quantity.yearly
}

/// Whether both numbers can be true; `None` where that cannot be said.
fn agrees(indicator: &Indicator, value: &IndicatorValue, quantity: &Quantity) -> Option<bool> {
    let table = units::whole(unit_of(indicator, value))?;
    let text = units::whole(quantity.unit.as_deref()?)?;
    if table.dimension != text.dimension {
        return None;
    }
    let (ours, theirs) = (value.value?, quantity.value?);
    let (a, b) = (ours.times_ten_to(table.power)?, theirs.times_ten_to(text.power)?);
    let is_near =
        differ_by_rounding(a, last_place(ours, table.power), b, last_place(theirs, text.power));
    let is_loose = value.approximate || quantity.approximate;
    let is_bound = |comparator: Option<Comparator>| comparator.is_some();
    if is_near {
        return Some(true);
    }
    (!is_loose && !is_bound(value.comparator) && !is_bound(quantity.comparator)).then_some(false)
}

fn unit_of<'a>(indicator: &'a Indicator, value: &'a IndicatorValue) -> &'a str {
    value.unit.as_deref().or(indicator.unit.as_deref()).unwrap_or("")
}

/// The raw text with its unit, where it does not print it itself.
fn printed(raw: &str, unit: &str) -> String {
    if raw.ends_with(unit) { raw.to_owned() } else { format!("{raw} {unit}") }
}

/// Power of ten of the last digit printed.
fn last_place(number: Decimal, power: i32) -> i32 {
    power - i32::try_from(number.scale).unwrap_or(i32::MAX)
}

/// One may be the other with fewer digits: 3370 and 3370.05.
fn differ_by_rounding(a: Decimal, a_place: i32, b: Decimal, b_place: i32) -> bool {
    let scale = a.scale.max(b.scale);
    let difference = a.at_scale(scale).abs_diff(b.at_scale(scale));
    let coarse = Decimal::from(1).times_ten_to(a_place.max(b_place));
    difference == 0
        || (a_place != b_place
            && coarse.is_some_and(|unit| difference < unit.at_scale(scale).unsigned_abs()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(name: &str, unit: &str, raw: &str, quantity: (&str, &str, &str)) -> Document {
        let number = |text: &str| text.parse().ok();
        let value = IndicatorValue {
            year: Some(2025),
            raw: raw.to_owned(),
            value: number(raw),
            ..IndicatorValue::default()
        };
        let indicator = Indicator {
            name: name.to_owned(),
            unit: Some(unit.to_owned()),
            values: vec![value],
            ..Indicator::default()
        };
        let (subject, value, unit) = quantity;
        let quantity = Quantity {
            subject: subject.to_owned(),
            raw: format!("{value}{unit}"),
            value: number(value),
            unit: Some(unit.to_owned()),
            year: Some(2025),
            ..Quantity::default()
        };
        Document { indicators: vec![indicator], quantities: vec![quantity], ..Document::default() }
    }

    #[test]
    fn tables_and_text() {
        for (name, unit, raw, quantity, expected) in [
            ("地区生产总值", "亿元", "4100", ("全区地区生产总值", "4100", "亿元"), 0),
            ("地区生产总值", "亿元", "4100", ("地区生产总值", "4200", "亿元"), 1),
            ("地区生产总值", "亿元", "4100.6", ("地区生产总值", "4100", "亿元"), 0),
            ("地区生产总值", "万元", "41000000", ("地区生产总值", "4100", "亿元"), 0),
            ("地区生产总值", "万元", "42000000", ("地区生产总值", "4100", "亿元"), 1),
            ("地区生产总值", "亿元", "4100", ("人均地区生产总值", "20", "万元"), 0),
            ("森林覆盖率", "%", "68", ("森林覆盖率", "5", "个百分点"), 0),
        ] {
            let mut document = document(name, unit, raw, quantity);
            run(&mut document);
            assert_eq!(document.diagnostics.len(), expected, "{raw}{unit} and {quantity:?}");
        }
    }
}
