//! `quantities.csv`: what running text says in numbers.

use std::io::{self, Write};

use super::Entry;
use super::names::{decimal, flag, maybe, name, text};
use super::resource::{Field, Format, Kind, OF_A_DOCUMENT, Resource};
use crate::write::csv::Rows;

pub(super) const RESOURCE: Resource = Resource {
    name: "quantities",
    format: Format::Csv,
    about: "a quantity that a sentence states",
    fields: &[
        Field::new("document", Kind::String, "id of the document"),
        Field::new("section", Kind::String, "id of its section"),
        Field::new("section_path", Kind::String, "headings down to it, ` / ` between them"),
        Field::new("box", Kind::String, "label of the 专栏 it stands in"),
        Field::new("subject", Kind::String, "what is counted or measured"),
        Field::new("raw", Kind::String, "the words that say the number"),
        Field::new("value", Kind::Number, "the number; empty for ranges"),
        Field::new("low", Kind::Number, "least value of a range"),
        Field::new("high", Kind::Number, "greatest value of a range"),
        Field::new("unit", Kind::String, "unit as printed; empty for a bare count"),
        Field::new("comparator", Kind::String, "`>=` `<=` `>` `<`; empty for equal"),
        Field::new("approximate", Kind::Boolean, "左右, 约, 近"),
        Field::new("cumulative", Kind::Boolean, "a total over years"),
        Field::new("yearly", Kind::Boolean, "for each year of a time: 年均, 每年"),
        Field::new("sense", Kind::String, "a level, an increase, a decrease or a multiple"),
        Field::new("year", Kind::Integer, "year it is for; the last one of a time"),
        Field::new("since", Kind::Integer, "first year, where it is for a time"),
        Field::new("base_year", Kind::Integer, "year a change is compared with"),
        Field::new("planned", Kind::Boolean, "a target, not a fact"),
        Field::new("unsure", Kind::Boolean, "it may be misread"),
        Field::new("sentence", Kind::String, "the whole sentence"),
        Field::new("first_block", Kind::Integer, "first source block of its paragraph"),
        Field::new("last_block", Kind::Integer, "last source block of its paragraph"),
    ],
    key: &[],
    references: &[OF_A_DOCUMENT],
    rows,
};

fn rows(entry: &Entry<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut rows = Rows::new(out);
    for quantity in &entry.document.quantities {
        let section = quantity.section.as_deref().unwrap_or("");
        rows.push([
            entry.id,
            section,
            entry.path(section),
            text(quantity.box_label.as_ref()),
            &quantity.subject,
            &quantity.raw,
            &decimal(quantity.value),
            &decimal(quantity.low),
            &decimal(quantity.high),
            text(quantity.unit.as_ref()),
            quantity.comparator.as_ref().map(name).unwrap_or_default(),
            flag(quantity.approximate),
            flag(quantity.cumulative),
            flag(quantity.yearly),
            name(&quantity.sense),
            &maybe(quantity.year.as_ref()),
            &maybe(quantity.since.as_ref()),
            &maybe(quantity.base_year.as_ref()),
            flag(quantity.planned),
            flag(quantity.unsure),
            &quantity.sentence,
            &quantity.blocks[0].to_string(),
            &quantity.blocks[1].to_string(),
        ])?;
    }
    rows.finish()
}
