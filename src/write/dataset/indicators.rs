//! `indicators.csv`: every value of every indicator, a row each.

use std::io::{self, Write};

use std::borrow::Cow;

use super::Entry;
use super::names::{decimal, flag, maybe, name, text};
use super::resource::{Field, Format, Kind, OF_A_DOCUMENT, Resource};
use crate::document::{Decimal, Indicator, IndicatorValue};
use crate::write::csv::Rows;

pub(super) const RESOURCE: Resource = Resource {
    name: "indicators",
    format: Format::Csv,
    about: "a value of an indicator: a cell of an indicator table, read; an indicator without a value has one row",
    fields: &[
        Field::new("document", Kind::String, "id of the document"),
        Field::new("section", Kind::String, "id of the section its table stands in"),
        Field::new("section_path", Kind::String, "headings down to it, ` / ` between them"),
        Field::new("table", Kind::String, "id of its table"),
        Field::new("row", Kind::Integer, "row of the table's body, from 0"),
        Field::new("ordinal", Kind::String, "number as printed"),
        Field::new("category", Kind::String, "group it stands in"),
        Field::new("part_of", Kind::String, "indicator it is a part of"),
        Field::new("name", Kind::String, "name without unit and note marks"),
        Field::new("unit", Kind::String, "unit of the value"),
        Field::new("attribute", Kind::String, "属性 as printed"),
        Field::new("binding", Kind::Boolean, "true for 约束性, false for 预期性"),
        Field::new("column", Kind::Integer, "column of the table, from 0"),
        Field::new("role", Kind::String, "baseline, target, actual, growth or other"),
        Field::new("year", Kind::Integer, "year it is for; the last one of a time"),
        Field::new("since", Kind::Integer, "first year, where it is for a time"),
        Field::new("raw", Kind::String, "text of the cell"),
        Field::new("value", Kind::Number, "the number; empty for text and ranges"),
        Field::new("low", Kind::Number, "least value of a range"),
        Field::new("high", Kind::Number, "greatest value of a range"),
        Field::new("comparator", Kind::String, "`>=` `<=` `>` `<`; empty for equal"),
        Field::new("approximate", Kind::Boolean, "左右, 约, 近"),
        Field::new("cumulative", Kind::Boolean, "a total over years"),
        Field::new("sense", Kind::String, "a level, an increase, a decrease or a multiple"),
        Field::new("note_marks", Kind::String, "marks of notes in the cell, a space between them"),
        Field::new("notes", Kind::String, "notes of the indicator, a line each"),
        Field::new("first_block", Kind::Integer, "number of its first source block"),
        Field::new("last_block", Kind::Integer, "number of its last source block"),
    ],
    key: &[],
    references: &[OF_A_DOCUMENT],
    rows,
};

fn rows(entry: &Entry<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut rows = Rows::new(out);
    for indicator in &entry.document.indicators {
        for value in &indicator.values {
            rows.push(row(entry, indicator, Some(value)).iter().map(|cell| cell.as_bytes()))?;
        }
        if indicator.values.is_empty() {
            rows.push(row(entry, indicator, None).iter().map(|cell| cell.as_bytes()))?;
        }
    }
    rows.finish()
}

fn row<'a>(
    entry: &'a Entry<'_>,
    indicator: &'a Indicator,
    value: Option<&'a IndicatorValue>,
) -> [Cow<'a, str>; RESOURCE.fields.len()] {
    let section = indicator.section.as_deref().unwrap_or("");
    let number = |of: fn(&IndicatorValue) -> Option<Decimal>| decimal(value.and_then(of)).into();
    let said = |of: fn(&IndicatorValue) -> bool| value.map(of).map_or("", flag).into();
    let unit = value.and_then(|value| value.unit.as_ref()).or(indicator.unit.as_ref());
    [
        entry.id.into(),
        section.into(),
        entry.path(section).into(),
        (&*indicator.table).into(),
        indicator.row.to_string().into(),
        text(indicator.ordinal.as_ref()).into(),
        text(indicator.category.as_ref()).into(),
        text(indicator.part_of.as_ref()).into(),
        (&*indicator.name).into(),
        text(unit).into(),
        text(indicator.attribute.as_ref()).into(),
        indicator.binding.map_or("", flag).into(),
        maybe(value.map(|value| &value.column)).into(),
        value.map(|value| name(&value.role)).unwrap_or_default().into(),
        maybe(value.and_then(|value| value.year.as_ref())).into(),
        maybe(value.and_then(|value| value.since.as_ref())).into(),
        text(value.map(|value| &value.raw)).into(),
        number(|value| value.value),
        number(|value| value.low),
        number(|value| value.high),
        value.and_then(|value| value.comparator.as_ref()).map(name).unwrap_or_default().into(),
        said(|value| value.approximate),
        said(|value| value.cumulative),
        value.map(|value| name(&value.sense)).unwrap_or_default().into(),
        value.map(|value| value.note_marks.join(" ")).unwrap_or_default().into(),
        indicator.notes.join("\n").into(),
        indicator.blocks[0].to_string().into(),
        indicator.blocks[1].to_string().into(),
    ]
}
