//! `projects.csv`: projects and classes of projects.

use std::io::{self, Write};

use super::Entry;
use super::names::{decimal, maybe, name, text};
use super::resource::{Field, Format, Kind, OF_A_DOCUMENT, Resource};
use crate::document::{Amount, Project};
use crate::write::csv::Rows;

pub(super) const RESOURCE: Resource = Resource {
    name: "projects",
    format: Format::Csv,
    about: "a project, or a class of projects with their number",
    fields: &[
        Field::new("document", Kind::String, "id of the document"),
        Field::new("section", Kind::String, "id of the section it stands in"),
        Field::new("section_path", Kind::String, "headings down to it, ` / ` between them"),
        Field::new("table", Kind::String, "id of its table; empty where it stands in a list"),
        Field::new("row", Kind::Integer, "row of the table's body, from 0"),
        Field::new("box", Kind::String, "label of the 专栏 it stands in"),
        Field::new("ordinal", Kind::String, "number as printed"),
        Field::new("category", Kind::String, "group it stands in"),
        Field::new("name", Kind::String, "name without the number of projects"),
        Field::new("count", Kind::Integer, "number of projects of a class"),
        Field::new("content", Kind::String, "建设内容及规模"),
        Field::new("place", Kind::String, "建设地点"),
        Field::new("nature", Kind::String, "建设性质"),
        Field::new("period", Kind::String, "建设年限 as printed"),
        Field::new("from", Kind::Integer, "first year of the period"),
        Field::new("to", Kind::Integer, "last year of the period"),
        Field::new("investment", Kind::Number, "investment in all"),
        Field::new("investment_unit", Kind::String, "its unit"),
        Field::new("investment_comparator", Kind::String, "`>=` `<=` `>` `<`; empty for equal"),
        Field::new("investment_raw", Kind::String, "its cell"),
        Field::new("period_investment", Kind::Number, "investment in the years of the plan"),
        Field::new("period_investment_unit", Kind::String, "its unit"),
        Field::new(
            "period_investment_comparator",
            Kind::String,
            "`>=` `<=` `>` `<`; empty for equal",
        ),
        Field::new("period_investment_raw", Kind::String, "its cell"),
        Field::new("responsible", Kind::String, "责任单位"),
        Field::new("raw", Kind::String, "the row's cells, or the list's words for it"),
        Field::new("first_block", Kind::Integer, "number of its first source block"),
        Field::new("last_block", Kind::Integer, "number of its last source block"),
    ],
    key: &[],
    references: &[OF_A_DOCUMENT],
    rows,
};

fn rows(entry: &Entry<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut rows = Rows::new(out);
    entry.document.projects.iter().try_for_each(|project| rows.push(row(entry, project)))?;
    rows.finish()
}

fn row(entry: &Entry<'_>, project: &Project) -> [String; RESOURCE.fields.len()] {
    let section = project.section.as_deref().unwrap_or("");
    let [total, total_unit, total_comparator, total_raw] = amount(project.investment.as_deref());
    let [part, part_unit, part_comparator, part_raw] =
        amount(project.investment_in_period.as_deref());
    [
        entry.id.to_owned(),
        section.to_owned(),
        entry.path(section).to_owned(),
        text(project.table.as_ref()).to_owned(),
        maybe(project.row.as_ref()),
        text(project.box_label.as_ref()).to_owned(),
        text(project.ordinal.as_ref()).to_owned(),
        text(project.category.as_ref()).to_owned(),
        project.name.to_string(),
        maybe(project.count.as_ref()),
        text(project.content.as_ref()).to_owned(),
        text(project.place.as_ref()).to_owned(),
        text(project.nature.as_ref()).to_owned(),
        text(project.period.as_ref()).to_owned(),
        maybe(project.from.as_ref()),
        maybe(project.to.as_ref()),
        total,
        total_unit,
        total_comparator,
        total_raw,
        part,
        part_unit,
        part_comparator,
        part_raw,
        text(project.responsible.as_ref()).to_owned(),
        project.raw.to_string(),
        project.blocks[0].to_string(),
        project.blocks[1].to_string(),
    ]
}

/// Number, unit, comparator and text of a sum of money.
fn amount(amount: Option<&Amount>) -> [String; 4] {
    let Some(amount) = amount else { return Default::default() };
    [
        decimal(amount.value),
        text(amount.unit.as_ref()).to_owned(),
        amount.comparator.as_ref().map(name).unwrap_or_default().to_owned(),
        amount.raw.to_string(),
    ]
}
