//! Things of a document that have a story: tables, cells, headings, indicators.

use extract::document::{BlockRange, Document, Indicator, IndicatorValue, Role, Section, Table};
use extract::write::blocks::one_line;
use extract::write::{dataset, places};

use super::target::Target;
use super::{line, story};

/// Things of one name that are told of.
const MOST: usize = 5;

/// What a thing is, and the blocks that it was made from.
pub struct Subject {
    pub told: String,
    pub blocks: Vec<u32>,
}

/// The things that a target means.
pub fn find(document: &Document, target: &Target) -> Vec<Subject> {
    let found = match target {
        Target::Block(_) => None,
        Target::Table(ordinal) => {
            numbered(document, *ordinal).map(|(_, table)| whole(document, table))
        }
        Target::Cell(ordinal, row, column) => numbered(document, *ordinal)
            .and_then(|(number, table)| cell(document, (number, table), (*row, *column))),
        Target::Section(id) => dataset::sections(document)
            .into_iter()
            .find(|one| one.id == *id)
            .map(|one| heading(document, one)),
        Target::Indicator(ordinal) => ordinal
            .checked_sub(1)
            .and_then(|at| Some(indicator(document, at, document.indicators.get(at)?))),
        Target::Named(name) => return named(document, name),
    };
    found.into_iter().collect()
}

fn numbered(document: &Document, ordinal: usize) -> Option<(usize, &Table)> {
    let number = ordinal.checked_sub(1)?;
    Some((number, document.tables.get(number)?))
}

/// Headings and indicators called so, or where none is, those whose name holds the words.
fn named(document: &Document, name: &str) -> Vec<Subject> {
    let same = |text: &str| text == name;
    let holds = |text: &str| !name.is_empty() && text.contains(name);
    let found = called(document, &same);
    if found.is_empty() { called(document, &holds) } else { found }
}

fn called(document: &Document, is_meant: &dyn Fn(&str) -> bool) -> Vec<Subject> {
    let sections = dataset::sections(document).into_iter().filter(|section| {
        let label = section.label.as_deref().unwrap_or("");
        [label, &section.title, &titled(section)].into_iter().any(is_meant)
    });
    let indicators =
        document.indicators.iter().enumerate().filter(|(_, indicator)| is_meant(&indicator.name));
    let told = sections.map(|section| heading(document, section));
    told.chain(indicators.map(|(at, one)| indicator(document, at, one))).take(MOST).collect()
}

fn titled(section: &Section) -> String {
    format!("{} {}", section.label.as_deref().unwrap_or(""), section.title).trim().to_owned()
}

fn heading(document: &Document, section: &Section) -> Subject {
    let [first, last] = section.blocks;
    let further = (first + 1..=last).take_while(|at| {
        document.blocks.get(*at as usize).is_some_and(|block| block.role == Role::HeadingLine)
    });
    let blocks = std::iter::once(first).chain(further).collect();
    let mut told = format!("section {} of `{}`\n\n", section.id, document.source.path);
    line(&mut told, "heading", &titled(section));
    line(&mut told, "kind", &format!("{}, level {}", name(&section.kind), section.level));
    line(&mut told, "stands in", &range(section.blocks));
    line(
        &mut told,
        "below it",
        &format!("pieces {}, sections {}", section.content.len(), section.sections.len()),
    );
    Subject { told, blocks }
}

fn whole(document: &Document, table: &Table) -> Subject {
    let mut told = format!("table {} of `{}`\n\n", table.id, document.source.path);
    about(&mut told, table);
    let size = format!(
        "header rows {}, rows {}, columns {}",
        table.header.len(),
        table.rows.len(),
        table.columns.len()
    );
    line(&mut told, "size", &size);
    doubts(&mut told, document, table);
    Subject { told, blocks: (table.blocks[0]..=table.blocks[1]).collect() }
}

fn about(told: &mut String, table: &Table) {
    let caption = [table.label.as_deref(), table.caption.as_deref()];
    let caption = caption.into_iter().flatten().collect::<Vec<_>>().join(" ");
    line(told, "table", format!("{} {caption}", table.id).trim());
    line(told, "made from", &format!("{}, confidence {}", name(&table.origin), table.confidence));
    line(told, "stands in", &range(table.blocks));
}

/// What is doubted about a table.
fn doubts(told: &mut String, document: &Document, table: &Table) {
    let [first, last] = table.blocks;
    let inside = document
        .diagnostics
        .iter()
        .filter(|found| found.blocks.is_some_and(|blocks| first <= blocks[0] && blocks[1] <= last));
    inside.for_each(|found| line(told, &found.code, &found.message));
}

fn cell(
    document: &Document,
    (number, table): (usize, &Table),
    place: (usize, usize),
) -> Option<Subject> {
    let rows: Vec<_> = table.header.iter().chain(&table.rows).collect();
    let text = rows.get(place.0)?.get(place.1)?;
    let anchor = places::anchor(table, place.0, place.1);
    let blocks = places::cells(document, number).get(&anchor).copied();
    let (row, column) = place;
    let mut told = format!("cell {}:{row},{column} of `{}`\n\n", table.id, document.source.path);
    line(
        &mut told,
        "text",
        &text.as_deref().map_or("nothing: the source has no text here".to_owned(), one_line),
    );
    let beside: Vec<_> =
        rows[row].iter().map(|cell| one_line(cell.as_deref().unwrap_or("·"))).collect();
    line(&mut told, "its row", &beside.join(" | "));
    if let Some(found) = table.columns.get(column) {
        line(&mut told, "its column", &format!("{} ({})", found.name, name(&found.kind)));
    }
    if anchor != place {
        line(
            &mut told,
            "merged",
            &format!("the cell begins at {}:{},{}", table.id, anchor.0, anchor.1),
        );
    }
    about(&mut told, table);
    match blocks {
        Some(blocks) => line(&mut told, "read from", &range(blocks)),
        None if text.is_some() => line(&mut told, "read from", "no block has just this text"),
        None => {}
    }
    if blocks.is_none_or(|[first, last]| first < last) {
        doubts(&mut told, document, table);
    }
    Some(Subject {
        told,
        blocks: blocks.map_or(Vec::new(), |[first, last]| (first..=last).collect()),
    })
}

fn indicator(document: &Document, at: usize, found: &Indicator) -> Subject {
    let mut told = format!("indicator i{} of `{}`\n\n", at + 1, document.source.path);
    line(&mut told, "name", &found.name);
    let facts = [
        ("unit", &found.unit),
        ("category", &found.category),
        ("part of", &found.part_of),
        ("attribute", &found.attribute),
    ];
    for (key, value) in facts {
        if let Some(value) = value {
            line(&mut told, key, value);
        }
    }
    let table = document.tables.iter().find(|table| table.id == found.table);
    let row = found.row as usize + table.map_or(0, |table| table.header.len());
    for value in &found.values {
        let place = format!("{}:{row},{}", found.table, value.column);
        line(
            &mut told,
            "value",
            &format!("{} from `{}` in {place}", read(value), one_line(&value.raw)),
        );
    }
    found.notes.iter().for_each(|note| line(&mut told, "note", note));
    if let Some(section) = story::section(document, found.blocks[0]) {
        line(&mut told, "section", format!("{} {}", section.id, titled(section)).trim());
    }
    if let Some(table) = table {
        about(&mut told, table);
        doubts(&mut told, document, table);
    }
    line(&mut told, "read by", "interpret, from the table's columns and cells");
    line(&mut told, "read from", &range(found.blocks));
    Subject { told, blocks: (found.blocks[0]..=found.blocks[1]).collect() }
}

/// A value with what it is: `target 2025: >= 38`.
fn read(value: &IndicatorValue) -> String {
    let year = value.year.map(|year| format!(" {year}")).unwrap_or_default();
    let number = match (value.value, value.low, value.high) {
        (Some(number), ..) => number.to_string(),
        (None, Some(low), Some(high)) => format!("{low} to {high}"),
        _ => "no number".to_owned(),
    };
    let comparator = value.comparator.as_ref().map(|found| format!("{} ", name(found)));
    format!("{}{year}: {}{number}", name(&value.role), comparator.unwrap_or_default())
}

fn range([first, last]: BlockRange) -> String {
    if first == last { format!("block {first}") } else { format!("blocks {first} to {last}") }
}

/// The name a value has in JSON.
fn name<T: serde::Serialize>(value: &T) -> String {
    let value = serde_json::to_value(value).unwrap_or_default();
    value.as_str().unwrap_or_default().to_owned()
}
