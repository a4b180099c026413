//! What stands around a table: caption, unit line, notes.

use std::borrow::Cow;

use super::draft::Draft;
use super::is_open;
use super::units::{split_unit, unit_line};
use crate::data::captions::{CaptionKind, SHORTEST_TABLE_NAME, TABLE_NAMES, caption};
use crate::data::compare::{has_length, is_one_of, length};
use crate::data::numbering::{Style, arabic_number, label};
use crate::document::{Document, Heading, HeadingKind, Role, Tag};

/// Longest caption without a label, in characters.
const LONGEST_CAPTION: usize = 45;
/// Most lines between caption and first cell: a unit line, a second caption line.
const MOST_ABOVE: usize = 3;
/// Words that only say that notes follow.
const NOTE_HEADS: [&str; 5] = ["注：", "注:", "注", "说明：", "备注："];
/// What a note starts with.
const NOTES: [&str; 10] =
    ["注：", "注:", "注1", "说明：", "备注：", "资料来源：", "数据来源：", "＊", "*", "来源："];

/// What stands around a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Around {
    /// Label of the caption, box or appendix.
    pub label: Option<String>,
    /// Its title.
    pub caption: Option<String>,
    /// The unit for the whole table.
    pub unit: Option<String>,
    /// Notes, without a line that only says 注：.
    pub notes: Vec<String>,
    caption_blocks: Vec<usize>,
    unit_blocks: Vec<usize>,
    note_blocks: Vec<usize>,
    /// The box title over it.
    box_title: Option<usize>,
}

/// Finds what stands around the cells of a draft.
pub(super) fn find(document: &Document, draft: &Draft) -> Around {
    let mut around = Around::default();
    around.look_up(document, draft);
    around.look_down(document, draft.cells[1] + 1);
    around
}

impl Around {
    /// First and last block of the table with its caption and notes.
    pub fn range(&self, cells: [usize; 2]) -> [u32; 2] {
        let all = self.caption_blocks.iter().chain(&self.unit_blocks).chain(&self.note_blocks);
        let (first, last) =
            all.fold((cells[0], cells[1]), |(first, last), n| (first.min(*n), last.max(*n)));
        [first as u32, last as u32]
    }

    /// Gives every block of the table its role; a box around it ends with it.
    pub fn label_blocks(&self, document: &mut Document, table: u32, draft: &Draft) {
        let mut set = |number: usize, role: Role| {
            if document.blocks[number].role == Role::Unread {
                document.blocks[number].role = role;
            }
        };
        self.caption_blocks.iter().for_each(|n| set(*n, Role::TableCaption(table)));
        self.unit_blocks.iter().for_each(|n| set(*n, Role::TableUnit(table)));
        self.note_blocks.iter().for_each(|n| set(*n, Role::TableNote(table)));
        draft.between.iter().for_each(|n| set(*n, Role::TableCaption(table)));
        for number in draft.cells[0]..=draft.cells[1] {
            let role = &mut document.blocks[number].role;
            if matches!(role, Role::Unread | Role::ParagraphLine) {
                *role = Role::TableCell(table);
            }
        }
        if let Some(title) = self.box_title {
            let end = self.range(draft.cells)[1] + 1;
            document.blocks[title].role = Role::BoxTitle { end };
        }
    }

    fn look_up(&mut self, document: &Document, draft: &Draft) {
        let mut above = 0;
        for number in (0..draft.cells[0]).rev() {
            match &document.blocks[number].role {
                Role::Removed(_) => continue,
                Role::Unread if above < MOST_ABOVE => {
                    above += 1;
                    if !self.line_above(document, draft, number) {
                        return;
                    }
                }
                Role::BoxTitle { .. } | Role::BoxTitleLine => {
                    return self.take_box(document, number);
                }
                Role::Heading(heading) if heading.kind == HeadingKind::Appendix => {
                    return self.take_heading(document, number, heading, &[]);
                }
                Role::HeadingLine => return self.take_broken_heading(document, number),
                _ => return,
            }
        }
    }

    /// Takes a line over the table; false when the search ends with it.
    fn line_above(&mut self, document: &Document, draft: &Draft, number: usize) -> bool {
        let text = document.clean(number);
        if let Some(unit) = unit_line(text) {
            self.unit = Some(unit.into_owned());
            self.unit_blocks.push(number);
            return true;
        }
        if let Some(found) = caption(text).filter(|found| found.kind == CaptionKind::Table) {
            self.label = Some(text[..found.end].chars().filter(|c| !c.is_whitespace()).collect());
            self.set_caption(&text[found.title..], number);
        } else if self.caption_blocks.is_empty() && is_title(document, draft, number, text) {
            self.set_caption(text, number);
        }
        false
    }

    fn set_caption(&mut self, text: &str, number: usize) {
        let (title, unit) = split_unit(text);
        self.caption = Some(title.to_owned()).filter(|title| !title.is_empty());
        if self.unit.is_none() {
            self.unit = unit.map(Cow::into_owned);
        }
        self.caption_blocks.push(number);
    }

    /// The title of a box right over the table is its caption.
    fn take_box(&mut self, document: &Document, mut number: usize) {
        let mut title = String::new();
        while document.blocks[number].role == Role::BoxTitleLine && number > 0 {
            title.insert_str(0, document.clean(number));
            number -= 1;
        }
        let text = document.clean(number);
        let found = caption(text);
        title.insert_str(0, &text[found.map_or(0, |found| found.title)..]);
        self.label =
            found.map(|found| text[..found.end].chars().filter(|c| !c.is_whitespace()).collect());
        if self.caption.is_none() {
            self.caption = Some(title);
        }
        self.box_title = Some(number);
    }

    fn take_broken_heading(&mut self, document: &Document, last: usize) {
        let above = (0..last).rev().find(|n| document.blocks[*n].role != Role::HeadingLine);
        if let Some((number, Role::Heading(heading))) = above.map(|n| (n, &document.blocks[n].role))
            && heading.kind == HeadingKind::Appendix
        {
            let lines: Vec<&str> = (number + 1..=last).map(|n| document.clean(n)).collect();
            self.take_heading(document, number, heading, &lines);
        }
    }

    fn take_heading(
        &mut self,
        document: &Document,
        number: usize,
        heading: &Heading,
        further: &[&str],
    ) {
        let text = document.clean(number);
        let part = |range: &std::ops::Range<u32>| &text[range.start as usize..range.end as usize];
        self.label = Some(part(&heading.label).to_owned());
        let title =
            further.iter().fold(part(&heading.title).to_owned(), |title, line| title + line);
        if self.caption.is_none() {
            self.caption = Some(title).filter(|title| !title.is_empty());
        }
    }

    fn look_down(&mut self, document: &Document, start: usize) {
        let mut state = Notes::Before;
        for number in start..document.blocks.len() {
            if matches!(document.blocks[number].role, Role::Removed(_)) {
                continue;
            }
            let text = document.clean(number);
            let Some(next) = state.after(text).filter(|_| is_open(document, number)) else {
                return;
            };
            state = next;
            self.note_blocks.push(number);
            if !is_one_of(text, &NOTE_HEADS) {
                self.notes.push(without_head(text).to_owned());
            }
        }
    }
}

/// How far the notes under a table were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Notes {
    /// No note yet.
    Before,
    /// After a line that only says 注：, or a note `注：1.…`: numbered notes follow.
    Open,
    /// After numbered note with this number.
    Numbered(u32),
    /// After a note of its own.
    Single,
}

impl Notes {
    /// The state after this line, if it is a note.
    fn after(self, text: &str) -> Option<Self> {
        if is_one_of(text, &NOTE_HEADS) {
            return (self == Self::Before).then_some(Self::Open);
        }
        let numbered = label(text)
            .filter(|l| matches!(l.style, Style::Arabic | Style::ArabicParen | Style::Circled));
        match (self, numbered) {
            (Self::Open, Some(label)) => Some(Self::Numbered(label.number)),
            (Self::Numbered(last), Some(label)) if label.number == last + 1 => {
                Some(Self::Numbered(label.number))
            }
            (Self::Open, None) if !NOTES.iter().any(|note| text.starts_with(note)) => {
                Some(Self::Single)
            }
            _ if NOTES.iter().any(|note| text.starts_with(note)) => Some(starts(text)),
            _ => None,
        }
    }
}

/// The note without the word that only says that it is one.
pub(super) fn without_head(text: &str) -> &str {
    let rest = text
        .strip_prefix('注')
        .map(str::trim_start)
        .and_then(|rest| rest.strip_prefix(['：', ':']));
    rest.map_or(text, str::trim_start)
}

/// A note that numbers its points: `注：1.…`.
fn starts(text: &str) -> Notes {
    let rest = text.trim_start_matches(['注', '：', ':', ' ', '　']);
    match point(rest).filter(|_| rest.len() < text.len()) {
        Some(number) => Notes::Numbered(number),
        None => Notes::Single,
    }
}

/// Number of the point a note starts with; the text behind `1.2020年…` starts with a year.
fn point(text: &str) -> Option<u32> {
    let (number, length) = arabic_number(text)?;
    text[length..].starts_with(['.', '．', '、']).then_some(number)
}

/// A short centred or bold line, or one that ends like the name of a table, right over one.
fn is_title(document: &Document, draft: &Draft, number: usize, text: &str) -> bool {
    let layout = &document.blocks[number].layout;
    let stands_out = layout.centred || layout.bold || matches!(layout.tag, Tag::Heading(_));
    let is_short = length(text) <= LONGEST_CAPTION && length(text) > 2;
    is_short
        && !text.contains(['。', '；'])
        && !text.ends_with(['：', ':', '，'])
        && (stands_out || is_name(draft, text.trim_end()))
}

/// Over rebuilt rows a short word of these may be the first cell; elsewhere the first row is known.
fn is_name(draft: &Draft, text: &str) -> bool {
    let shortest = if draft.is_rebuilt { SHORTEST_TABLE_NAME } else { 0 };
    text.ends_with('表')
        || has_length(text, shortest) && TABLE_NAMES.iter().any(|name| text.ends_with(name))
}
