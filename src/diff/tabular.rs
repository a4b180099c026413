//! What changed in tables, indicators and projects.

use std::collections::{HashMap, HashSet};

use crate::document::{BlockRange, Document, Indicator, Project, Table};

use super::cells::{Comparison, Rows, caption, merged_places, row_text};
use super::change::{Change, ChangeKind as Kind, Place};
use super::grid::{Grid, Two};
use super::headings::Sections;
use super::likeness::{Shape, pair_in_order};
use super::outline::Outline;
use super::pairs::Pairs;
use super::paragraphs::Paragraphs;
use super::projects::Lone;
use super::sequence::{Numbering, align};
use super::tables;
use super::token::{key, same};
use super::words::marked;

/// Least likeness of a note and its new wording.
const LIKE_NOTES: f64 = 0.35;

/// The tables of two documents, paired, with their rows and columns.
pub struct Tabular<'a> {
    sections: &'a Sections<'a>,
    paragraphs: &'a Paragraphs,
    /// Which table is which.
    pub pairs: Pairs,
    /// Rows and columns of each new table that has a partner.
    grids: HashMap<usize, Grid>,
    indicators: [HashMap<(usize, usize), &'a Indicator>; 2],
    lone: Lone<'a>,
    /// Tables by id.
    ids: [HashMap<&'a str, usize>; 2],
}

impl<'a> Tabular<'a> {
    /// Pairs the tables and what stands in them.
    pub fn new(sections: &'a Sections<'a>, paragraphs: &'a Paragraphs) -> Self {
        let (old, new) = (sections.old.document, sections.new.document);
        let pairs = tables::pair(sections.old, sections.new, sections.pairs);
        let grid = |(one, other): (usize, usize)| {
            (other, Grid::of(Two { old: &old.tables[one], new: &new.tables[other] }))
        };
        let grids: HashMap<usize, Grid> = pairs.all().map(grid).collect();
        let ids = [old, new].map(|document| {
            document.tables.iter().enumerate().map(|(at, table)| (table.id.as_str(), at)).collect()
        });
        let indicators =
            [(old, &ids[0]), (new, &ids[1])].map(|(document, ids)| by_row(document, ids));
        let empty = Lone::default();
        let mut tabular = Self { sections, paragraphs, pairs, grids, indicators, lone: empty, ids };
        tabular.lone = Lone::of(old, new, |project, is_old| !tabular.has_partner(project, is_old));
        tabular
    }

    /// Table and row of a project.
    fn row_of(&self, project: &Project, is_old: bool) -> Option<(usize, usize)> {
        let ids = &self.ids[usize::from(!is_old)];
        Some((*ids.get(project.table.as_deref()?)?, project.row? as usize))
    }

    /// The row of a project is a row of the other document too.
    fn has_partner(&self, project: &Project, is_old: bool) -> bool {
        self.row_of(project, is_old).is_some_and(|(table, row)| !self.is_lone(table, row, is_old))
    }

    /// A row that only one document has.
    fn is_lone(&self, table: usize, row: usize, is_old: bool) -> bool {
        let new = if is_old { self.pairs.new_of(table) } else { Some(table) };
        let Some(grid) = new.and_then(|new| self.grids.get(&new)) else { return true };
        if is_old { grid.rows.new_of(row).is_none() } else { grid.rows.old_of(row).is_none() }
    }

    /// What changed, tables first, in the order of the new document.
    pub fn changes(&self) -> Vec<Change> {
        let mut changes = Vec::new();
        for at in self.pairs.only_old() {
            changes.extend(self.lone_table(at, true));
        }
        for at in 0..self.sections.new.document.tables.len() {
            match self.pairs.old_of(at) {
                Some(old) => changes.extend(self.table(old, at)),
                None => changes.extend(self.lone_table(at, false)),
            }
        }
        changes.extend(self.lone.changes(|project, is_old| match self.row_of(project, is_old) {
            // The change of its row says it.
            Some((table, _)) => self.is_paired(table, is_old),
            None => is_old && self.is_named_yet(project) || !is_old && self.was_named(project),
        }));
        changes
    }

    /// The text that listed a project still names it, though its list is read otherwise.
    fn is_named_yet(&self, project: &Project) -> bool {
        let text = text_at(self.sections.old, project.blocks);
        let new = text.and_then(|text| self.paragraphs.pairs.new_of(text));
        new.is_some_and(|new| names(self.sections.new.texts[new].text, &project.name))
    }

    fn was_named(&self, project: &Project) -> bool {
        let text = text_at(self.sections.new, project.blocks);
        let old = text.and_then(|text| self.paragraphs.pairs.old_of(text));
        old.is_some_and(|old| names(self.sections.old.texts[old].text, &project.name))
    }

    fn is_paired(&self, table: usize, is_old: bool) -> bool {
        if is_old { self.pairs.new_of(table).is_some() } else { self.pairs.old_of(table).is_some() }
    }

    fn outline(&self, is_old: bool) -> &'a Outline<'a> {
        if is_old { self.sections.old } else { self.sections.new }
    }

    fn place(&self, table: usize, is_old: bool) -> Place {
        let outline = self.outline(is_old);
        let its = &outline.document.tables[table];
        let place = outline.place(outline.table_nodes[table]);
        Place { table: Some(its.id.clone()), blocks: Some(its.blocks), ..place }
    }

    /// A table that only one document has, unless its section tells it, and the indicators in it.
    fn lone_table(&self, at: usize, is_old: bool) -> Vec<Change> {
        let outline = self.outline(is_old);
        let table = &outline.document.tables[at];
        let node = outline.table_nodes[at];
        let pairs = self.sections.pairs;
        let is_told =
            if is_old { pairs.new_of(node).is_none() } else { pairs.old_of(node).is_none() };
        let rows: Vec<String> = (0..table.rows.len()).map(|row| row_text(table, row)).collect();
        let side = |kinds: [Kind; 2], subject: String, place: Place, text: String| {
            let change = Change { kind: kinds[usize::from(!is_old)], subject, ..Change::default() };
            if is_old {
                Change { old: Some(text), old_place: Some(place), ..change }
            } else {
                Change { new: Some(text), new_place: Some(place), ..change }
            }
        };
        let mut changes = Vec::new();
        if !is_told {
            let kinds = [Kind::TableRemoved, Kind::TableAdded];
            changes.push(side(kinds, caption(table), self.place(at, is_old), rows.join("\n")));
        }
        let indicators = &self.indicators[usize::from(!is_old)];
        for (row, text) in rows.into_iter().enumerate() {
            let Some(indicator) = indicators.get(&(at, row)) else { continue };
            let place = Place { row: Some(row as u32), ..self.place(at, is_old) };
            let kinds = [Kind::IndicatorRemoved, Kind::IndicatorAdded];
            changes.push(side(kinds, indicator.name.clone(), place, text));
        }
        changes
    }

    fn table(&self, old: usize, new: usize) -> Vec<Change> {
        let two = self.two(old, new);
        let mut changes = self.frame(old, new);
        if let Some(grid) = self.grids.get(&new) {
            let comparison = Comparison {
                two,
                grid,
                places: [self.place(old, true), self.place(new, false)],
                rows: [self.rows(old, true), self.rows(new, false)],
                lossy: [
                    lossy(self.sections.old.document, two.old),
                    lossy(self.sections.new.document, two.new),
                ],
                merged: [merged_places(two.old), merged_places(two.new)],
            };
            changes.extend(comparison.changes());
        }
        changes.extend(self.notes(old, new));
        changes
    }

    fn two(&self, old: usize, new: usize) -> Two<'a> {
        Two {
            old: &self.sections.old.document.tables[old],
            new: &self.sections.new.document.tables[new],
        }
    }

    /// What stands around the grid. What a box or appendix says over its table is said there.
    fn frame(&self, old: usize, new: usize) -> Vec<Change> {
        let Two { old: before, new: after } = self.two(old, new);
        let nodes = [self.sections.old.table_nodes[old], self.sections.new.table_nodes[new]];
        let change = |kind: Kind, was: Option<&str>, is: Option<&str>| Change {
            kind,
            subject: caption(after),
            old_place: Some(self.place(old, true)),
            new_place: Some(self.place(new, false)),
            old: was.map(str::to_owned),
            new: is.map(str::to_owned),
            ..Change::default()
        };
        let differ = |one: &Option<String>, other: &Option<String>| {
            !same(one.as_deref().unwrap_or(""), other.as_deref().unwrap_or(""))
        };
        let mut changes = Vec::new();
        if !self.sections.stays(nodes[0], nodes[1]) {
            let (was, is) =
                (&self.sections.old.nodes[nodes[0]], &self.sections.new.nodes[nodes[1]]);
            changes.push(change(Kind::TableMoved, Some(&was.heading()), Some(&is.heading())));
        }
        let is_told = self.is_headed(old, true) && self.is_headed(new, false);
        if differ(&before.label, &after.label) && !is_told {
            let labels = (before.label.as_deref(), after.label.as_deref());
            changes.push(change(Kind::TableRenumbered, labels.0, labels.1));
        }
        if differ(&before.caption, &after.caption) && !is_told {
            let (was, is) = (before.caption.as_deref(), after.caption.as_deref());
            let words = marked(was.unwrap_or(""), is.unwrap_or(""));
            changes.push(Change { words: words.runs, ..change(Kind::CaptionChanged, was, is) });
        }
        if differ(&before.unit, &after.unit) {
            let units = (before.unit.as_deref(), after.unit.as_deref());
            changes.push(change(Kind::TableUnitChanged, units.0, units.1));
        }
        changes
    }

    /// Its number is that of the box or section it stands in.
    fn is_headed(&self, table: usize, is_old: bool) -> bool {
        let outline = self.outline(is_old);
        let label = outline.document.tables[table].label.as_deref().unwrap_or("");
        let node = &outline.nodes[outline.table_nodes[table]];
        same(label, node.label) && !label.is_empty()
    }

    fn rows(&self, table: usize, is_old: bool) -> Rows<'a> {
        let side = usize::from(!is_old);
        let count = self.outline(is_old).document.tables[table].rows.len();
        let indicators =
            (0..count).map(|row| self.indicators[side].get(&(table, row)).copied()).collect();
        let mut is_project = vec![None; count];
        for project in [&self.lone.old, &self.lone.new][side] {
            let row = self.row_of(project, is_old).filter(|(its, _)| *its == table);
            if let Some(slot) = row.and_then(|(_, row)| is_project.get_mut(row)) {
                *slot = Some(project.name.to_string());
            }
        }
        Rows { indicators, is_project }
    }

    /// Notes under the table.
    fn notes(&self, old: usize, new: usize) -> Vec<Change> {
        let Two { old: before, new: after } = self.two(old, new);
        let change = |kind: Kind, was: Option<&String>, is: Option<&String>| Change {
            kind,
            subject: caption(after),
            old_place: was.map(|_| self.place(old, true)),
            new_place: is.map(|_| self.place(new, false)),
            old: was.cloned(),
            new: is.cloned(),
            ..Change::default()
        };
        let (was, is) = (&before.notes, &after.notes);
        let pairs = paired_notes(was, is);
        let mut changes: Vec<Change> =
            pairs.only_old().map(|at| change(Kind::NoteRemoved, Some(&was[at]), None)).collect();
        changes.extend(pairs.only_new().map(|at| change(Kind::NoteAdded, None, Some(&is[at]))));
        for (one, other) in pairs.all_by_new().filter(|(one, other)| !same(&was[*one], &is[*other]))
        {
            let words = marked(&was[one], &is[other]);
            let changed = change(Kind::NoteChanged, Some(&was[one]), Some(&is[other]));
            changes.push(Change { words: words.runs, numbers: words.numbers, ..changed });
        }
        changes
    }
}

/// The text that stands at these blocks.
fn text_at(outline: &Outline<'_>, blocks: BlockRange) -> Option<usize> {
    let behind = outline.texts.partition_point(|text| text.blocks[0] <= blocks[0]);
    behind.checked_sub(1).filter(|text| blocks[0] <= outline.texts[*text].blocks[1])
}

fn names(text: &str, name: &str) -> bool {
    key(text).contains(&key(name))
}

/// The same notes, then like ones, in order.
fn paired_notes(old: &[String], new: &[String]) -> Pairs {
    let mut pairs = Pairs::none(old.len(), new.len());
    let mut numbers = Numbering::default();
    let mut ids =
        |notes: &[String]| notes.iter().map(|note| numbers.of(key(note))).collect::<Vec<_>>();
    let (before, after) = (ids(old), ids(new));
    let found = align(&before, &after);
    for (one, other) in found.pairs {
        pairs.add(one, other);
    }
    for (before, after) in found.gaps {
        let shapes =
            |notes: &[String]| notes.iter().map(|note| Shape::of(note)).collect::<Vec<_>>();
        let (one, other) = (shapes(&old[before.clone()]), shapes(&new[after.clone()]));
        let (one, other): (Vec<_>, Vec<_>) = (one.iter().collect(), other.iter().collect());
        for (one, other) in pair_in_order(&one, &other, LIKE_NOTES) {
            pairs.add(before.start + one, after.start + other);
        }
    }
    pairs
}

fn by_row<'a>(
    document: &'a Document,
    ids: &HashMap<&str, usize>,
) -> HashMap<(usize, usize), &'a Indicator> {
    let place =
        |indicator: &Indicator| Some((*ids.get(indicator.table.as_str())?, indicator.row as usize));
    document.indicators.iter().filter_map(|one| Some((place(one)?, one))).collect()
}

/// Columns of which the source lost cells: an empty one is not known to be empty.
fn lossy(document: &Document, table: &Table) -> HashSet<usize> {
    let [first, last] = table.blocks;
    let lost: Vec<&str> = document
        .diagnostics
        .iter()
        .filter(|one| one.code == "cell-lost")
        .filter(|one| one.blocks.is_some_and(|blocks| first <= blocks[0] && blocks[1] <= last))
        .map(|one| one.message.as_str())
        .collect();
    let names = table.columns.iter().enumerate();
    let is_lossy =
        |name: &str| lost.iter().any(|message| message.starts_with(&format!("column {name}:")));
    names.filter(|(_, column)| is_lossy(&column.name)).map(|(at, _)| at).collect()
}
