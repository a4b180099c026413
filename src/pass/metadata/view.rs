//! The visible lines of a document and where its body starts.

use crate::data::numbering::{self, Style};
use crate::data::{captions, compare, date, official};
use crate::document::{Block, Document, Field, GridCell, Layout, Reason, Role, Tag};

use super::{kind, labels, number};

/// Fewest characters of a sentence that is running text.
const PROSE: usize = 15;
/// Fewest characters of a line with a comma but no full stop that is running text.
const CLAUSE: usize = 18;
/// Most characters of one line of a title.
const TITLE_LINE: usize = 120;
/// Fewest characters of a removed heading that may yet be the title.
const REMOVED_TITLE: usize = 10;
/// Cells with more blocks than this hold laid-out text, not data.
const DATA_CELL_BLOCKS: usize = 6;
/// Lines that may stand before the text: menus of a large site, and what the page says of itself.
const MOST_HEAD: usize = 10_000;

/// Blocks that are (or may yet be) part of the document, by line numbers of their own.
pub struct View<'a> {
    /// The document looked at.
    pub document: &'a Document,
    lines: Vec<u32>,
    /// Line by line: taken by a metadata table.
    taken: Vec<bool>,
}

impl<'a> View<'a> {
    /// The lines of a document whose page states titles with these keys.
    pub fn new(document: &'a Document, stated: &[String]) -> Self {
        let mut lines: Vec<u32> = Vec::with_capacity(document.blocks.len());
        let mut before = "";
        for (number, block) in (0u32..).zip(&document.blocks) {
            let text = document.text.of(block);
            if is_shown(block, text, stated) || is_removed_entry(block, text, before) {
                lines.push(number);
            }
            before = text;
        }
        let taken = vec![false; lines.len()];
        Self { document, lines, taken }
    }

    /// Number of lines.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Block of a line.
    pub fn block(&self, line: usize) -> u32 {
        self.lines[line]
    }

    /// Text of a line.
    pub fn text(&self, line: usize) -> &'a str {
        self.document.clean(self.lines[line] as usize).trim()
    }

    /// Layout of a line.
    pub fn layout(&self, line: usize) -> &'a Layout {
        &self.document.blocks[self.lines[line] as usize].layout
    }

    /// Role of a line's block.
    pub fn role(&self, line: usize) -> &'a Role {
        &self.document.blocks[self.lines[line] as usize].role
    }

    /// The line was told to print the title: by this pass, whose title also gives its role to lines that
    /// repeat it, or by an earlier one.
    pub fn is_known_title(&self, line: usize) -> bool {
        match self.document.metadata.blocks.get(&Field::Title) {
            Some([first, last]) => (*first..=*last).contains(&self.block(line)),
            None => *self.role(line) == Role::Title,
        }
    }

    /// The lines of a range of blocks.
    pub fn lines_of(&self, blocks: &std::ops::Range<u32>) -> std::ops::Range<usize> {
        let at = |block: u32| self.lines.partition_point(|line| *line < block);
        at(blocks.start)..at(blocks.end)
    }

    /// Marks a line as part of a metadata table.
    pub fn take(&mut self, line: usize) {
        self.taken[line] = true;
    }

    /// Whether the line is a label, alone or with its value.
    pub fn is_entry(&self, line: usize) -> bool {
        is_label(self.text(line)) || labels::prefixed(self.text(line)).is_some()
    }

    /// Whether a metadata table holds the line.
    pub fn is_taken(&self, line: usize) -> bool {
        self.taken[line]
    }

    /// At least half of the line is links.
    pub fn is_linked(&self, line: usize) -> bool {
        let linked = self.layout(line).link_chars as usize;
        linked > 0 && linked * 2 >= self.text(line).chars().count()
    }

    /// First line at or after `from` that is part of the document's text, which begins within
    /// [`MOST_HEAD`] lines.
    pub fn body_start(&self, from: usize) -> usize {
        let end = self.len().min(from + MOST_HEAD);
        (from..end).find(|line| self.is_body(*line)).unwrap_or(end)
    }

    /// Running text, a heading, the contents list or the line of addressees.
    pub fn is_body(&self, line: usize) -> bool {
        let settled = matches!(self.role(line), Role::Metadata(_) | Role::Title | Role::Removed(_));
        if settled || self.is_taken(line) {
            return false;
        }
        let text = self.text(line);
        let plain = !self.is_linked(line) && labels::scan(text).is_empty();
        plain && (is_prose(text) || opens_section(text) || super::letter::is_addressees(text))
    }

    /// A line that can be (part of) a title.
    pub fn is_title_like(&self, line: usize) -> bool {
        let text = self.text(line);
        compare::has_length(text, 2)
            && !compare::has_length(text, TITLE_LINE + 1)
            && !self.is_taken(line)
            && !matches!(self.role(line), Role::Metadata(_))
            && !self.is_linked(line)
            && !text.contains(['。', '！', '？', '；', '_', '|', '>', ','])
            && !text.ends_with(['：', ':', '，', '、'])
            && !text.starts_with(['（', '(', '•', '·', '，', '、', '【', '-'])
            && text.chars().any(numbering::is_han)
            && !opens_section(text)
            && labels::scan(text).is_empty()
            && number::whole(labels::strip_bullets(text)).is_none()
            && date::whole(text).is_none()
            && date::leading(text).is_none_or(|(stamp, _)| stamp.time.is_none())
            && !is_site_name(text)
    }

    /// The data cell that a line stands in: a cell of a grid with rows and columns that is not
    /// there for the layout.
    pub fn data_cell(&self, line: usize) -> Option<&'a GridCell> {
        let (grid, cell) = self.layout(line).cell?;
        let grid = self.document.grids.get(grid as usize)?;
        let cell = grid.cells.get(cell as usize)?;
        let data = grid.rows >= 2 && grid.columns >= 2 && !grid.has_nested;
        (data && cell.blocks.len() <= DATA_CELL_BLOCKS).then_some(cell)
    }

    /// Both lines are set alike.
    pub fn set_alike(&self, one: usize, other: usize) -> bool {
        let (one, other) = (self.layout(one), self.layout(other));
        one.tag == other.tag && one.centred == other.centred
    }

    /// Level of a heading element, or nothing.
    pub fn heading(&self, line: usize) -> Option<u8> {
        match self.layout(line).tag {
            Tag::Heading(level) => Some(level),
            _ => None,
        }
    }
}

/// Blocks that are not removed (hidden ones stay where scripts uncover the text), and lines that
/// look like a title though they were taken for a part of the page: whether one is the title is
/// decided here.
fn is_shown(block: &Block, text: &str, stated: &[String]) -> bool {
    match block.role {
        Role::Removed(Reason::Duplicate | Reason::Navigation) => {
            !block.layout.hidden && is_removed_title(block, text, stated)
        }
        Role::Removed(_) => false,
        _ => true,
    }
}

/// A label or the value behind one, taken for an entry of a menu.
fn is_removed_entry(block: &Block, text: &str, before: &str) -> bool {
    let menu = block.role == Role::Removed(Reason::Navigation) && !block.layout.hidden;
    menu && block.layout.link_chars == 0
        && (is_label(before) || is_label(text) || labels::prefixed(text).is_some())
}

fn is_label(text: &str) -> bool {
    labels::bare(text).is_some_and(|field| field != "widget")
}

/// Not linked, and set as a title or part of one that the page states.
fn is_removed_title(block: &Block, text: &str, stated: &[String]) -> bool {
    let heading = matches!(block.layout.tag, Tag::Heading(1..=3));
    let marked = heading || block.layout.centred && (block.layout.bold || kind::is_titled(text));
    let part = || {
        let longest = stated.iter().map(String::len).max().unwrap_or(0);
        compare::key_within(text, longest)
            .is_some_and(|key| stated.iter().any(|title| title.contains(&key)))
    };
    block.layout.link_chars == 0
        && compare::length(text) >= REMOVED_TITLE
        && (marked || text.len() < 400 && part())
}

fn is_prose(text: &str) -> bool {
    let sentence = text.contains('。') && compare::has_length(text, PROSE);
    let clause = text.contains('，') && compare::has_length(text, CLAUSE) && !kind::is_titled(text);
    (sentence || clause) && !text.contains(['_', '|'])
}

/// A heading or caption of the body: `第一章`, `一、`, `（一）`, `目录`, `表1 …`.
fn opens_section(text: &str) -> bool {
    if compare::is_one_of(text, &["目录", "目次", "前言", "序言", "引言", "总则"]) {
        return true;
    }
    if captions::caption(text).is_some_and(|caption| caption.numbered) {
        return true;
    }
    numbering::label(text).is_some_and(|label| match label.style {
        Style::Part | Style::Chapter | Style::Section | Style::Article => true,
        Style::ChineseComma | Style::ChineseParen => label.marked,
        _ => false,
    })
}

fn is_site_name(text: &str) -> bool {
    const SITES: [&str; 9] =
        ["网站", "门户", "平台", "首页", "正文", "官网", "政府网", "信息网", "公开网"];
    SITES.iter().any(|site| text.ends_with(site))
}

/// The name of a body, or of several with spaces between, alone on its line.
pub fn is_body_name(text: &str) -> bool {
    /// Longest line of names met: four departments side by side.
    const LONGEST: usize = 60;
    let text = without_seal(text);
    let compact = compare::compact(text);
    let length = compact.chars().count();
    let letters =
        compact.chars().all(|c| numbering::is_han(c) || matches!(c, '（' | '）' | '(' | ')'));
    (3..=LONGEST).contains(&length) && letters && official::body_ending(&compact).is_some()
}

/// `text` without `（盖章）`, `（章）` behind a body's name.
pub fn without_seal(text: &str) -> &str {
    let text = text.trim();
    ["（盖章）", "（公章）", "（章）", "（代章）", "（印章）"]
        .iter()
        .find_map(|seal| text.strip_suffix(seal))
        .unwrap_or(text)
        .trim_end()
}

/// One line of text without the spaces that set its characters apart; bodies named side by side
/// keep one space between them.
pub fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    for token in text.split_whitespace() {
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
        let words = latin(tidy.chars().next_back()) && latin(token.chars().next());
        if words || is_body_name(&tidy) && is_named(token) {
            tidy.push(' ');
        }
        tidy.push_str(token);
    }
    tidy
}

/// A further name of a body, not the rest of one that is spaced out.
fn is_named(token: &str) -> bool {
    let name = token.split("关于").next().unwrap_or(token);
    is_body_name(name)
}
