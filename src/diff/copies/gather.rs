//! Every text of the first copy beside what the others have in its place.

use crate::document::{Document, Table};

use super::super::cells::{caption, row_text};
use super::super::change::Place;
use super::super::grid::{Grid, Two, cell};
use super::super::metadata::{agree, fields};
use super::super::outline::{Outline, Sayings};
use super::super::pairs::Pairs;
use super::super::paragraphs::{self, Paragraphs};

use super::super::{sections, tables};
use super::extra::{Extra, grouped};
use super::{Spot, SpotKind, spots};

/// A copy beside the first one.
struct Beside<'a> {
    outline: &'a Outline<'a>,
    nodes: Pairs,
    texts: Paragraphs,
    tables: Pairs,
}

/// Every disagreement of the copies.
pub fn spots(documents: &[&Document]) -> Vec<Spot> {
    let mut numbers = Sayings::default();
    let outlines: Vec<Outline<'_>> =
        documents.iter().map(|document| Outline::of(document, &mut numbers)).collect();
    let Some((first, others)) = outlines.split_first() else { return Vec::new() };
    let beside = |outline| {
        let nodes = sections::pair(first, outline);
        let texts = paragraphs::pair(first, outline, &nodes);
        let tables = tables::pair(first, outline, &nodes);
        Beside { outline, nodes, texts, tables }
    };
    let others: Vec<Beside<'_>> = others.iter().map(beside).collect();
    let mut found = metadata(documents);
    found.extend(headings(first, &others));
    found.extend(texts(first, &others));
    found.extend(all_tables(first, &others));
    found
}

fn metadata(documents: &[&Document]) -> Vec<Spot> {
    let all: Vec<_> = documents.iter().map(|document| fields(&document.metadata)).collect();
    let Some(first) = all.first() else { return Vec::new() };
    let field = |(at, (name, value)): (usize, &(&str, Option<String>))| {
        let values: Vec<Option<String>> = all.iter().map(|fields| fields[at].1.clone()).collect();
        if values.iter().all(|other| agree(name, value.as_deref(), other.as_deref())) {
            return None;
        }
        let spot = spots::whole(&values)?;
        Some(Spot { kind: SpotKind::Metadata, subject: (*name).to_owned(), ..spot })
    };
    first.iter().enumerate().filter_map(field).collect()
}

/// Spots of one text, with what it is and where it stands.
fn told(kind: SpotKind, subject: &str, place: &Place, texts: &[Option<String>]) -> Vec<Spot> {
    let whole =
        |spot: Spot| Spot { kind, subject: subject.to_owned(), place: place.clone(), ..spot };
    spots::of(texts).into_iter().map(whole).collect()
}

fn headings(first: &Outline<'_>, others: &[Beside<'_>]) -> Vec<Spot> {
    let mut found = Vec::new();
    for node in 1..first.nodes.len() {
        let heading = |outline: &Outline<'_>, node: usize| outline.nodes[node].heading();
        let mut all = vec![Some(heading(first, node))];
        all.extend(
            others
                .iter()
                .map(|other| other.nodes.new_of(node).map(|node| heading(other.outline, node))),
        );
        let place = first.place(node);
        found.extend(told(SpotKind::Heading, &heading(first, node), &place, &all));
    }
    let extras = others.iter().enumerate().flat_map(|(copy, other)| {
        let nodes = other.nodes.only_new().collect::<Vec<_>>();
        nodes.into_iter().map(move |node| Extra {
            copy: copy + 1,
            text: other.outline.nodes[node].heading(),
            place: other.outline.place(node),
        })
    });
    for (extra, texts) in grouped(extras.collect(), others.len() + 1) {
        found.extend(told(SpotKind::Heading, &extra.text, &extra.place, &texts));
    }
    found
}

fn texts(first: &Outline<'_>, others: &[Beside<'_>]) -> Vec<Spot> {
    let forms: Vec<Forms> = others.iter().map(|other| Forms::of(first, other)).collect();
    let mut found = Vec::new();
    for (at, piece) in first.texts.iter().enumerate() {
        let mut all = vec![Some(piece.text.to_owned())];
        all.extend(forms.iter().map(|forms| forms.of_first[at].clone()));
        let place = first.place_of_text(at);
        found.extend(told(SpotKind::Text, &place.headings, &place, &all));
    }
    let extras = forms.iter().zip(others).enumerate().flat_map(|(copy, (forms, other))| {
        forms.extra.iter().map(move |text| Extra {
            copy: copy + 1,
            text: other.outline.texts[*text].text.to_owned(),
            place: other.outline.place_of_text(*text),
        })
    });
    for (extra, texts) in grouped(extras.collect(), others.len() + 1) {
        found.extend(told(SpotKind::Text, &extra.place.headings, &extra.place, &texts));
    }
    found
}

/// The texts of a copy, by those of the first.
struct Forms {
    of_first: Vec<Option<String>>,
    extra: Vec<usize>,
}

impl Forms {
    /// A text that is split in the other copy is its parts; one that is merged is there as it is.
    fn of(first: &Outline<'_>, other: &Beside<'_>) -> Self {
        let its = |text: usize| other.outline.texts[text].text;
        let paired = (0..first.texts.len())
            .map(|text| other.texts.pairs.new_of(text).map(|text| its(text).to_owned()));
        let mut of_first: Vec<Option<String>> = paired.collect();
        let mut is_extra = vec![false; other.outline.texts.len()];
        other.texts.pairs.only_new().for_each(|text| is_extra[text] = true);
        for (whole, parts) in &other.texts.split {
            of_first[*whole] =
                Some(parts.iter().map(|part| its(*part)).collect::<Vec<_>>().join("\n"));
            parts.iter().for_each(|part| is_extra[*part] = false);
        }
        for (whole, parts) in &other.texts.merged {
            parts
                .iter()
                .for_each(|part| of_first[*part] = Some(first.texts[*part].text.to_owned()));
            is_extra[*whole] = false;
        }
        let extra = (0..is_extra.len()).filter(|text| is_extra[*text]).collect();
        Self { of_first, extra }
    }
}

fn all_tables(first: &Outline<'_>, others: &[Beside<'_>]) -> Vec<Spot> {
    let mut found = Vec::new();
    for (at, table) in first.document.tables.iter().enumerate() {
        let mut forms: Vec<Option<(&Table, Grid)>> = Vec::new();
        for other in others {
            let new = other.tables.new_of(at).map(|new| &other.outline.document.tables[new]);
            forms.push(new.map(|new| (new, Grid::of(Two { old: table, new }))));
        }
        let place = Place {
            table: Some(table.id.clone()),
            blocks: Some(table.blocks),
            ..first.place(first.table_nodes[at])
        };
        found.extend(one_table(table, &forms, &place));
    }
    found.extend(extra_tables(others));
    found
}

fn one_table(table: &Table, forms: &[Option<(&Table, Grid)>], place: &Place) -> Vec<Spot> {
    let name = caption(table);
    let mut captions = vec![Some(name.clone())];
    captions.extend(forms.iter().map(|form| form.as_ref().map(|(other, _)| caption(other))));
    let mut found = told(SpotKind::Caption, &name, place, &captions);
    for row in 0..table.rows.len() {
        let here = Place { row: Some(row as u32), ..place.clone() };
        let rows: Vec<Option<usize>> = forms
            .iter()
            .map(|form| form.as_ref().and_then(|(_, grid)| grid.rows.new_of(row)))
            .collect();
        let is_missing = forms.iter().zip(&rows).any(|(form, row)| form.is_some() && row.is_none());
        if is_missing {
            let text = row_text(table, row);
            let mut all = vec![Some(text.clone())];
            all.extend(forms.iter().zip(&rows).map(|(form, row)| {
                row.map(|_| text.clone()).or_else(|| form.is_none().then(|| text.clone()))
            }));
            found.extend(told(SpotKind::Row, &name, &here, &all));
        }
        for column in 0..table.columns.len() {
            let readings = cell_readings(table, (row, column), forms, &rows);
            let subject = format!("{name}, {}", table.columns[column].name);
            let here = Place { column: Some(column as u32), ..here.clone() };
            let spot = spots::whole_of_some(&readings);
            found.extend(spot.map(|spot| Spot {
                kind: SpotKind::Cell,
                subject,
                context: Some(row_text(table, row)),
                place: here,
                ..spot
            }));
        }
    }
    found.extend(notes(table, forms, place));
    found.extend(extra_rows(table, forms, place));
    found
}

/// What each copy has in a cell; `None` for a copy without the table, the row or the column.
fn cell_readings(
    table: &Table,
    (row, column): (usize, usize),
    forms: &[Option<(&Table, Grid)>],
    rows: &[Option<usize>],
) -> Vec<Option<Option<String>>> {
    let said = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let mut readings = vec![Some(said(cell(table, row, column)))];
    readings.extend(forms.iter().zip(rows).map(|(form, row)| {
        let (other, grid) = form.as_ref()?;
        Some(said(cell(other, (*row)?, grid.columns.new_of(column)?)))
    }));
    readings
}

fn notes(table: &Table, forms: &[Option<(&Table, Grid)>], place: &Place) -> Option<Spot> {
    let text = |table: &Table| table.notes.join("\n");
    let mut all = vec![Some(Some(text(table)))];
    all.extend(forms.iter().map(|form| form.as_ref().map(|(other, _)| Some(text(other)))));
    let spot = spots::whole_of_some(&all)?;
    let (kind, subject) = (SpotKind::Note, caption(table));
    Some(Spot { kind, subject, place: place.clone(), ..spot })
}

fn extra_rows(table: &Table, forms: &[Option<(&Table, Grid)>], place: &Place) -> Vec<Spot> {
    let mut extras = Vec::new();
    for (copy, form) in forms.iter().enumerate() {
        let Some((other, grid)) = form else { continue };
        extras.extend(grid.rows.only_new().map(|row| Extra {
            copy: copy + 1,
            text: row_text(other, row),
            place: place.clone(),
        }));
    }
    let name = caption(table);
    let told = |(extra, texts): (Extra, Vec<Option<String>>)| {
        told(SpotKind::Row, &name, &extra.place, &texts)
    };
    grouped(extras, forms.len() + 1).into_iter().flat_map(told).collect()
}

/// Tables that the first copy does not have.
fn extra_tables(others: &[Beside<'_>]) -> Vec<Spot> {
    let mut extras = Vec::new();
    for (copy, other) in others.iter().enumerate() {
        extras.extend(other.tables.only_new().map(|at| {
            let table = &other.outline.document.tables[at];
            let place = Place { table: Some(table.id.clone()), ..Place::default() };
            Extra { copy: copy + 1, text: caption(table), place }
        }));
    }
    let told = |(extra, texts): (Extra, Vec<Option<String>>)| {
        told(SpotKind::Caption, &extra.text, &extra.place, &texts)
    };
    grouped(extras, others.len() + 1).into_iter().flat_map(told).collect()
}
