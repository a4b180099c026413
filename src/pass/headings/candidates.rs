//! Lines as the headings pass sees them, and those that are headings by their form alone.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::{Found, Headings, titles};
use crate::data::captions::{CaptionKind, caption};
use crate::data::compare::{has_length, is_one_of, length_up_to};
use crate::data::levels::Levels;
use crate::data::numbering::{Label, Style, label};
use crate::data::parted::is_row;
use crate::document::{Block, Document, Role, Tag};
use crate::table::classify;

/// Longest title of a heading, in characters without spaces.
const LONGEST_TITLE: usize = 60;
/// Longest title that ends in a full stop; a longer one is a sentence.
const LONGEST_STOPPED: usize = 16;
/// Gaps that part a title from the paragraph printed on the same line.
static GAPS: LazyLock<[Finder<'static>; 3]> =
    LazyLock::new(|| ["\u{3000}\u{3000}", "    ", "\t"].map(Finder::new));
/// Shortest text behind such a gap, in characters.
const SHORTEST_TEXT: usize = 15;
/// Most further lines that are looked at to see whether a title goes on.
const MOST_FURTHER: usize = 3;
/// Characters of a line that are counted; no question about lengths goes further.
const MOST_COUNTED: usize = 64;
/// Headings that carry no number.
const PLAIN_TITLES: [&str; 9] =
    ["前言", "序言", "引言", "绪论", "导言", "结语", "结束语", "附则", "后记"];
/// What follows a label inside a sentence: `第三章规定的…`, `第五条至第八条`.
const MENTION: [&str; 15] = [
    "规定", "所称", "所列", "的", "至", "、", "和", "或", "，", ",", "之", "以及", "第", "中", "）",
];

/// A block that is still open, with what the pass asks of it.
#[derive(Debug, Clone)]
pub(super) struct Line<'a> {
    /// Number of its block.
    pub number: usize,
    /// Its cleaned text.
    pub text: &'a str,
    /// Its label.
    pub label: Option<Label>,
    /// Characters without spaces, up to [`MOST_COUNTED`].
    pub length: usize,
    /// It is the caption of a box.
    pub is_box: bool,
    /// It is a caption of any kind.
    pub is_caption: bool,
    /// It starts a data table or stands in one.
    pub in_table: bool,
    /// It belongs to the covering letter.
    pub in_letter: bool,
    /// Level of its `<h1>`…`<h6>`.
    pub tag: Option<u8>,
    /// Set apart by its layout: bold or centred.
    pub stands_out: bool,
    /// Lines that were broken at the page width go on with it, to more than a title.
    pub goes_on: bool,
}

impl Line<'_> {
    /// Text behind the label.
    pub fn title(&self) -> &str {
        &self.text[self.label.map_or(0, |label| label.title)..]
    }

    /// Reads like running text rather than a title or cell.
    pub fn is_prose(&self) -> bool {
        self.goes_on
            || self.length >= 40
            || (self.length >= 15 && self.text.contains(['。', '，', ',', '；', ';']))
            || self.text.ends_with(['。', '：', ':'])
    }

    /// Byte where running text starts that a wide gap parts from the title before it.
    pub fn text_behind_gap(&self) -> Option<usize> {
        let start = self.label?.title;
        // The text behind it will have a full stop: most titles have none, and a look tells.
        if !self.text.contains('。') || is_row(self.text) {
            return None;
        }
        let title = &self.text.as_bytes()[start..];
        let gap = GAPS.iter().filter_map(|gap| gap.find(title)).min()? + start;
        let text = self.text[gap..].trim_start();
        let title = &self.text[start..gap];
        let is_title = has_length(title, 2)
            && !has_length(title, LONGEST_TITLE + 1)
            && !title.contains(['。', '；']);
        (is_title && text.contains('。') && has_length(text, SHORTEST_TEXT))
            .then(|| self.text.len() - text.len())
    }
}

/// The open lines of a document; cells of data tables are kept, marked as such.
pub(super) fn lines(document: &Document) -> Vec<Line<'_>> {
    let letter = letter_end(document);
    let in_table = classify::blocks_in_data_tables(document);
    let open = document.blocks.iter().enumerate().filter(|(_, block)| block.role == Role::Unread);
    open.map(|(number, block)| line(document, number, block, in_table[number], number < letter))
        .collect()
}

fn line<'a>(
    document: &'a Document,
    number: usize,
    block: &Block,
    in_table: bool,
    in_letter: bool,
) -> Line<'a> {
    let text = document.text.of(block);
    let caption = caption(text);
    Line {
        number,
        text,
        label: label(text).filter(|label| !label_is_unmarked_year(text, label)),
        length: length_up_to(text, MOST_COUNTED),
        is_box: caption.is_some_and(|caption| caption.kind == CaptionKind::Box),
        is_caption: caption.is_some(),
        in_table,
        in_letter,
        tag: match block.layout.tag {
            Tag::Heading(level) => Some(level),
            _ => None,
        },
        stands_out: block.layout.bold || block.layout.centred,
        goes_on: goes_on(document, number),
    }
}

/// The lines broken off this one make more of it than a title.
fn goes_on(document: &Document, number: usize) -> bool {
    let further = further_blocks(document, number).take(MOST_FURTHER);
    let lengths = further.map(|block| {
        let text = document.text.of(block);
        if text.contains(['。', '；']) { MOST_COUNTED } else { length_up_to(text, MOST_COUNTED) }
    });
    let sum: usize = lengths.sum();
    sum > 0 && sum + length_up_to(document.clean(number), MOST_COUNTED) > LONGEST_TITLE
}

/// Blocks that go on with the line of this one.
pub(super) fn further_blocks(document: &Document, number: usize) -> impl Iterator<Item = &Block> {
    document.blocks[number + 1..].iter().take_while(|block| block.role == Role::ParagraphLine)
}

fn label_is_unmarked_year(text: &str, label: &Label) -> bool {
    !label.marked && text[label.end..].starts_with(['年', '月'])
}

/// One past the last block of a covering letter: the title of what it covers comes after its text.
fn letter_end(document: &Document) -> usize {
    let titles = |block: &Block| block.role == Role::Title;
    let last = document.blocks.iter().rposition(titles).unwrap_or(0);
    let letter = document.metadata.blocks.get(&crate::document::Field::Addressees);
    match letter {
        Some([first, _]) if (*first as usize) < last => last,
        _ => 0,
    }
}

/// Headings by their form: `第…章` with a title, appendices, and lines that are `<h1>`…`<h6>`.
pub(super) fn find_strong(document: &Document, lines: &[Line<'_>], found: &mut Headings) {
    let articles = lines.iter().filter(|line| is_style(line, Style::Article)).count();
    let labelled = labelled_tags(lines);
    for at in 0..lines.len() {
        let line = &lines[at];
        if found[at].is_some() || line.in_table || line.in_letter || covered(found, at) {
            continue;
        }
        found[at] = match line.label {
            Some(label) if label.style == Style::Article => article(line, &label, articles),
            Some(label) if label.style == Style::Appendix => titles::appendix(lines, at),
            Some(label) if label.style.is_strong() => unit(document, lines, at, &label),
            None => plain(document, lines, at, &labelled),
            Some(_) => None,
        };
    }
}

/// The line is a further line of the heading before it.
pub(super) fn covered(found: &Headings, at: usize) -> bool {
    const MOST_LINES: usize = 4;
    (at.saturating_sub(MOST_LINES)..at)
        .any(|before| found[before].is_some_and(|found| before + found.further >= at))
}

fn is_style(line: &Line<'_>, style: Style) -> bool {
    line.label.is_some_and(|label| label.style == style)
}

fn unit(document: &Document, lines: &[Line<'_>], at: usize, label: &Label) -> Option<Found> {
    let line = &lines[at];
    if let Some(text) = line.text_behind_gap() {
        return Some(Found { further: 0, run_in: Some(text) });
    }
    let title = line.title();
    let inner = title.trim_end_matches('。');
    let longest = if inner.len() < title.len() { LONGEST_STOPPED } else { LONGEST_TITLE };
    let is_title = !line.goes_on
        && !inner.contains('。')
        && !has_length(inner, longest + 1)
        && !title.ends_with(['；', '：', ';']);
    (is_title && !is_mention(line.text, label))
        .then(|| Found { further: titles::further_lines(document, lines, at), run_in: None })
}

fn article(line: &Line<'_>, label: &Label, articles: usize) -> Option<Found> {
    (articles > 1 && !is_mention(line.text, label))
        .then_some(Found { further: 0, run_in: Some(label.title) })
}

fn is_mention(text: &str, label: &Label) -> bool {
    MENTION.iter().any(|word| text[label.end..].starts_with(word))
}

/// Which of `<h1>` to `<h6>` mark labelled headings.
fn labelled_tags(lines: &[Line<'_>]) -> [bool; 7] {
    let mut tags = [false; 7];
    let labelled = lines.iter().filter(|line| line.label.is_some());
    labelled.filter_map(|line| line.tag).for_each(|tag| tags[usize::from(tag.min(6))] = true);
    tags
}

/// The name of a table that is marked like the headings, which have labels.
fn names_table(document: &Document, lines: &[Line<'_>], at: usize, labelled: &[bool; 7]) -> bool {
    let same = lines[at].tag.is_some_and(|tag| labelled[usize::from(tag.min(6))]);
    let states_unit =
        |line: &&Line<'_>| line.text.trim_start_matches(['（', '(']).starts_with("单位");
    let next = lines[at + 1..].iter().find(|line| !states_unit(line));
    same && next
        .is_some_and(|next| next.in_table && document.blocks[next.number].layout.cell.is_some())
}

/// A heading without a label: by its tag or by one of the words that need none.
fn plain(
    document: &Document,
    lines: &[Line<'_>],
    at: usize,
    labelled: &[bool; 7],
) -> Option<Found> {
    let line = &lines[at];
    let by_tag = line.tag.is_some()
        && !line.is_caption
        && line.length <= LONGEST_TITLE
        && line.length > 1
        && !names_table(document, lines, at, labelled);
    let by_word = is_one_of(line.text, &PLAIN_TITLES)
        && lines.get(at + 1).is_some_and(|next| next.is_prose() || next.label.is_some());
    (by_tag || by_word).then_some(Found { further: 0, run_in: None })
}

/// Levels of headings without a label, by their tags.
#[derive(Debug, Default)]
pub(super) struct TagLevels {
    levels: [Option<u8>; 7],
}

impl TagLevels {
    /// Level of a line without a label.
    pub fn level(&self, line: &Line<'_>) -> u8 {
        line.tag.and_then(|tag| self.levels[usize::from(tag.min(6))]).unwrap_or(1)
    }
}

/// A tag stands for the level of the labelled headings it marks; without them the tags in use are
/// counted from the outermost.
pub(super) fn tag_levels(lines: &[Line<'_>], found: &Headings, levels: &Levels) -> TagLevels {
    let mut tags = TagLevels::default();
    let headings =
        || lines.iter().zip(found).filter(|(_, found)| found.is_some()).map(|(line, _)| line);
    for line in headings() {
        if let (Some(tag), Some(label)) = (line.tag, line.label) {
            tags.levels[usize::from(tag.min(6))].get_or_insert(levels.level(label.style));
        }
    }
    let mut used: Vec<u8> =
        headings().filter_map(|line| line.tag.filter(|_| line.label.is_none())).collect();
    used.sort_unstable();
    used.dedup();
    for (rank, tag) in used.iter().enumerate() {
        tags.levels[usize::from((*tag).min(6))].get_or_insert(rank as u8 + 1);
    }
    tags
}
