//! Labelled values: metadata tables, labelled lines above the body and below it.

use crate::data::{compare, date};
use crate::document::{BlockRange, Field, Reason, Role};

use super::labels::{self, Labelled};
use super::view::View;
use super::{kind, letter, number};

/// Fewest cells of a grid that name fields only a metadata table has.
const SURE_CELLS: usize = 2;
/// Most cells of a metadata table; catalogues print 8 to 30.
const MOST_CELLS: usize = 120;
/// Fewest lines in a row that start with a label without colon before each is believed.
const RUN: usize = 3;
/// Lines below the body that may hold labels.
const TAIL: usize = 15;

/// Fields whose labels no data table has in its header.
const SURE: [&str; 6] =
    ["index_number", "document_number", "issued", "openness", "registration_number", "published"];

/// Fields whose labels are met below the text and never in it.
const BELOW: [&str; 9] = [
    "openness",
    "publisher",
    "published",
    "index_number",
    "registration_number",
    "validity",
    "staff",
    "keywords",
    "issuer",
];
/// What content systems print where a name is not known.
const NOTHING: [&str; 8] = ["未知", "不详", "佚名", "无", "暂无", "网络", "互联网", "原创"];
/// What labels hold that name the title of a letter, and no column of a data table.
const LETTER_TITLE: &str = "标题";
/// Lines around a label without colon in which another label must stand.
const AROUND: usize = 4;

/// A value with its label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What the label names, as in the label list.
    pub field: &'static str,
    /// The value, inner spaces kept.
    pub value: String,
    /// Blocks of label and value.
    pub blocks: BlockRange,
}

/// Entries in the order of their evidence, and the roles of the blocks they take.
#[derive(Debug, Default)]
pub struct Entries {
    /// The values.
    pub list: Vec<Entry>,
    /// What the blocks of labels and values are.
    pub roles: Vec<(u32, Role)>,
}

impl Entries {
    /// First entry of a field.
    pub fn first(&self, field: &str) -> Option<&Entry> {
        self.list.iter().find(|entry| entry.field == field)
    }

    /// Reads every metadata table of the page, wherever it stands, and takes its lines.
    pub fn tables(&mut self, view: &mut View<'_>) {
        for grid in 0..view.document.grids.len() {
            self.table(grid, view);
        }
    }

    /// Reads the lines above the body.
    pub fn head(&mut self, view: &View<'_>, body: usize) {
        let mut line = 0;
        while line < body {
            let removed = matches!(view.role(line), Role::Removed(_));
            let settled = view.is_taken(line) || removed && !view.is_entry(line);
            line += if settled { 1 } else { self.line(view, line, body) };
        }
    }

    /// Reads the lines below the body.
    pub fn tail(&mut self, view: &View<'_>, body: usize) {
        let first = view.len().saturating_sub(TAIL).max(body);
        for line in (first..view.len()).rev() {
            if view.is_body(line) {
                break;
            }
            let text = view.text(line);
            let found = labels::scan(text);
            let labelled = starts_labelled(text) && found.iter().any(|l| BELOW.contains(&l.field));
            if labelled && !is_table_note(view, line, &found) && !view.is_taken(line) {
                self.add_line(view, line, &found);
            }
        }
    }

    fn table(&mut self, number: usize, view: &mut View<'_>) {
        let grid = &view.document.grids[number];
        if grid.has_nested || grid.cells.len() > MOST_CELLS {
            return;
        }
        let fields: Vec<_> = grid.cells.iter().map(|cell| cell_label(view, &cell.blocks)).collect();
        let sure = fields.iter().flatten().filter(|field| SURE.contains(field)).count();
        if sure < SURE_CELLS {
            return self.letter(number, view, &fields);
        }
        for (at, field) in fields.iter().enumerate() {
            let Some(field) = field else { continue };
            let (cell, next) = (&grid.cells[at], grid.cells.get(at + 1));
            let value = next.filter(|next| next.row == cell.row && fields[at + 1].is_none());
            let range = cell.blocks.start..value.map_or(cell.blocks.end, |next| next.blocks.end);
            let text = value.map(|next| joined(view, &next.blocks)).unwrap_or_default();
            self.add(field, &text, [range.start, range.end.saturating_sub(1)]);
            self.roles.extend(range.map(|block| (block, Role::Metadata(to_field(field)))));
        }
        let blocks = grid.blocks.clone();
        for line in view.lines_of(&blocks) {
            view.take(line);
            let paired = self
                .roles
                .iter()
                .rev()
                .take(MOST_CELLS)
                .any(|(block, _)| *block == view.block(line));
            let labelled = labels::scan(view.text(line));
            if !paired && !labelled.is_empty() {
                self.add_line(view, line, &labelled);
            }
        }
    }

    /// The title in a table that prints a letter and its answer; the rest of it is text.
    fn letter(&mut self, number: usize, view: &View<'_>, fields: &[Option<&'static str>]) {
        let cells = view.document.grids[number].cells.windows(2);
        for (pair, field) in cells.zip(fields) {
            let label = joined(view, &pair[0].blocks);
            let named = *field == Some("title") && label.contains(LETTER_TITLE);
            if named && pair[0].row == pair[1].row {
                let blocks = [pair[0].blocks.start, pair[1].blocks.end.saturating_sub(1)];
                self.add("title", &joined(view, &pair[1].blocks), blocks);
            }
        }
    }

    /// Reads one line; returns how many lines it took.
    fn line(&mut self, view: &View<'_>, line: usize, body: usize) -> usize {
        let text = view.text(line);
        let found = labels::scan(text);
        let bare = labels::bare(text).filter(|field| *field != "widget");
        match (found.as_slice(), bare) {
            // What the page says beside its text, a date among it.
            ([], None) if matches!(view.role(line), Role::Metadata(_)) => {
                self.byline(view, line, body)
            }
            ([], None) => self.without_colon(view, line, body),
            (_, Some(field)) if is_sure_label(view, line) => self.pair(view, line, body, field),
            ([], _) => 1,
            (_, _) if letter::is_signed_above(view, line) => 1,
            (found, _) => {
                self.add_line(view, line, found);
                1
            }
        }
    }

    /// A line beside the text that needs no label to say when and by whom it was published.
    fn byline(&mut self, view: &View<'_>, line: usize, body: usize) -> usize {
        let found = labels::byline(view.text(line));
        if found.is_empty() {
            return self.without_colon(view, line, body);
        }
        self.add_line(view, line, &found);
        1
    }

    /// A label alone on its line: its value is the next line, if that fits.
    fn pair(&mut self, view: &View<'_>, line: usize, body: usize, field: &'static str) -> usize {
        let next = line + 1;
        let value = (next < body && !view.is_taken(next)).then(|| view.text(next));
        let value = value.filter(|text| labels::bare(text).is_none() && !starts_labelled(text));
        let joined =
            next < body && view.layout(next).gap <= view.layout(line).gap.max(u16::from(line == 0));
        let apart = |text: &&str| joined && !kind::is_titled(text) || field == "title";
        let role = Role::Metadata(to_field(field));
        self.roles.push((view.block(line), role.clone()));
        match value.filter(|text| fits(field, text)).filter(apart) {
            Some(text) => {
                self.add(field, text, [view.block(line), view.block(next)]);
                self.roles.push((view.block(next), role));
                2
            }
            None => 1,
        }
    }

    /// Lines that start with labels, several in a row; one with a colon may begin it.
    fn without_colon(&mut self, view: &View<'_>, line: usize, body: usize) -> usize {
        let is_named = |line: &usize| {
            labels::prefixed(view.text(*line)).is_some() || labels::bare(view.text(*line)).is_some()
        };
        let run = (line..body).take_while(is_named).count();
        let above = (line.saturating_sub(RUN)..line).rev();
        let above = above.take_while(|line| is_named(line) || starts_labelled(view.text(*line)));
        if run == 0 || run + above.count() < RUN {
            return 1;
        }
        for line in line..line + run {
            let text = view.text(line);
            if let Some(found) = labels::prefixed(text) {
                self.add_line(view, line, &[found]);
            } else if let Some(field) = labels::bare(text) {
                self.roles.push((view.block(line), Role::Metadata(to_field(field))));
            }
        }
        run
    }

    fn add_line(&mut self, view: &View<'_>, line: usize, found: &[Labelled]) {
        let block = view.block(line);
        let text = view.text(line);
        for labelled in found {
            self.add(labelled.field, &text[labelled.value.clone()], [block, block]);
        }
        let first = found.iter().find(|labelled| labelled.field != "widget");
        let role = match first {
            Some(labelled) => Role::Metadata(to_field(labelled.field)),
            None => Role::Removed(Reason::Widget),
        };
        self.roles.push((block, role));
    }

    fn add(&mut self, field: &'static str, value: &str, blocks: BlockRange) {
        let value = value.trim();
        if field != "widget" && fits(field, value) {
            self.list.push(Entry { field, value: value.to_owned(), blocks });
        }
    }
}

/// The model's field for the name of a label.
pub fn to_field(name: &str) -> Field {
    match name {
        "title" => Field::Title,
        "document_number" => Field::DocumentNumber,
        "issuer" => Field::Issuer,
        "issued" => Field::Issued,
        "published" | labels::BARE_DATE => Field::Published,
        "publisher" => Field::Publisher,
        "openness" => Field::Openness,
        "index_number" => Field::IndexNumber,
        "column" => Field::Column,
        "registration_number" => Field::RegistrationNumber,
        "subject" => Field::Subject,
        "validity" => Field::Validity,
        _ => Field::Other,
    }
}

/// Whether the text can be a value of the field.
fn fits(field: &str, value: &str) -> bool {
    let length = compare::length(value);
    let within = |most: usize| (1..=most).contains(&length) && !value.contains('。');
    match field {
        "published" | "issued" | "updated" | labels::BARE_DATE => date::leading(value).is_some(),
        "document_number" => number::whole(value).is_some() || within(40) && has_digit(value),
        "index_number" | "registration_number" => within(60) && has_digit(value),
        "openness" => within(20) && value.contains("公开"),
        "validity" => within(12),
        // An equals sign is the rest of a tag.
        "issuer" | "publisher" | "column" => {
            within(80) && !value.contains('=') && !NOTHING.contains(&value)
        }
        "title" => length >= 4 && within(200),
        "widget" => false,
        _ => (1..=400).contains(&length),
    }
}

fn has_digit(text: &str) -> bool {
    text.chars().any(|c| c.is_numeric())
}

/// A label that cannot be a word of the menu: it has a colon, or other labels around it, two for
/// a label of two characters.
fn is_sure_label(view: &View<'_>, line: usize) -> bool {
    let text = view.text(line);
    let around = line.saturating_sub(AROUND)..(line + AROUND + 1).min(view.len());
    let others = || around.filter(|other| *other != line && is_labelled(view.text(*other))).count();
    let wanted = if compare::length(text) >= 3 { 1 } else { 2 };
    text.ends_with(['：', ':']) || others() >= wanted
}

fn is_labelled(text: &str) -> bool {
    starts_labelled(text) || labels::bare(text).is_some_and(|field| field != "widget")
}

/// The line starts with a label, not with a date alone.
fn starts_labelled(text: &str) -> bool {
    labels::scan(text).first().is_some_and(|labelled| labelled.field != labels::BARE_DATE)
}

/// `来源：…` right under the cells of a table speaks of the table.
fn is_table_note(view: &View<'_>, line: usize, found: &[Labelled]) -> bool {
    let source = found.first().is_some_and(|labelled| labelled.field == "publisher");
    let before = line.checked_sub(1);
    let cells = before.is_some_and(|before| {
        let text = view.text(before);
        let short = compare::length(text) < 12 && date::whole(text).is_none();
        view.data_cell(before).is_some() || short
    });
    source && found.len() == 1 && cells
}

/// Field of a cell that holds nothing but a label.
fn cell_label(view: &View<'_>, blocks: &std::ops::Range<u32>) -> Option<&'static str> {
    // A label set over two lines is the longest a label cell gets.
    if blocks.is_empty() || blocks.len() > 2 {
        return None;
    }
    labels::bare(&joined(view, blocks)).filter(|field| *field != "widget")
}

fn joined(view: &View<'_>, blocks: &std::ops::Range<u32>) -> String {
    let mut text = String::new();
    for line in view.lines_of(blocks) {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(view.text(line));
    }
    text
}
