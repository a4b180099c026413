//! What each line of an HTML page looks like, and what that is worth: the evidence from which the
//! range of the text is chosen.

use std::collections::HashSet;

use super::claim::{Claim, claim, claim_inside, label_runs};
use super::comments;
use super::line::{Line, Lines};
use super::plain::is_numbered_in_words;
use super::teasers;
use super::title::Titles;
use crate::data::noise::Sign;
use crate::document::{Block, Container, Document, Grid, Hints, Reason};

/// What a line looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// Text that reads like sentences.
    Prose,
    /// Cell of a data table.
    Data,
    /// A short line of no other kind: a heading, a list item.
    Plain,
    /// The title of the page.
    Title,
    /// A line that stands above a text: path, widgets, metadata.
    Lead,
    /// A bare date.
    Date,
    /// A line that stands under a text: editors, organisers, other documents.
    Trail,
    /// Mostly links.
    Links,
    /// Inside a menu, footer or list of links, by markup.
    Noise,
    /// A reader's comment, by markup.
    Comment,
    /// Spam, a widget or markup beyond doubt.
    Certain,
    /// Hidden from readers.
    Hidden,
}

impl Look {
    /// Whether the line is no noise of any kind.
    pub fn is_text(self) -> bool {
        matches!(self, Self::Prose | Self::Plain | Self::Data | Self::Date | Self::Title)
    }

    /// Whether the line may be cut from the start of the text.
    pub fn is_head(self) -> bool {
        matches!(
            self,
            Self::Lead
                | Self::Date
                | Self::Title
                | Self::Links
                | Self::Noise
                | Self::Certain
                | Self::Hidden
        )
    }

    /// Whether the line may be cut from the end of the text.
    pub fn is_foot(self) -> bool {
        let either =
            matches!(self, Self::Lead | Self::Links | Self::Noise | Self::Certain | Self::Hidden);
        either || matches!(self, Self::Trail | Self::Comment)
    }
}

/// All lines of a page with their looks.
#[derive(Debug)]
pub struct Page {
    /// What each line looks like.
    pub looks: Vec<Look>,
    /// What each line's own words say.
    pub claims: Vec<Option<Claim>>,
    /// What each line is worth as part of the text.
    pub scores: Vec<f32>,
    /// Characters of sentences before each line, and of the whole page at the end.
    pub good: Vec<u32>,
    /// Characters before each line, and of the whole page at the end.
    pub chars: Vec<u32>,
    /// Characters of noise before each line, and of the whole page at the end.
    pub noise: Vec<u32>,
    /// Headings of lists of other documents.
    pub heads_related: Vec<bool>,
    /// Lines equal to an earlier long line.
    pub doubles: Vec<bool>,
}

/// Share of links among the characters of a line that makes it a line of links, in percent.
const LINK_SHARE: u32 = 50;
/// Characters outside links that make it text all the same.
const FREE_CHARS: u32 = 60;
/// Share of all sentences that an element called menu or footer may hold, in percent: above, its
/// name lies.
const NOISE_SHARE: u32 = 30;
/// Characters of sentences that must stand outside the comments.
const OUTSIDE_COMMENTS: u32 = 150;
/// Longest name of an author or a source, in characters.
const LONGEST_BYLINE: u32 = 16;
/// Lines of this length occur twice only where text is repeated.
const SHORTEST_DOUBLE: u32 = 30;
/// Blocks of the largest table of metadata, and labels that make it one.
const METADATA_TABLE: (usize, usize) = (60, 3);

impl Page {
    /// Looks at every line.
    pub fn new(document: &Document, lines: &Lines, titles: &Titles) -> Self {
        let data: Vec<bool> = document.grids.iter().map(is_data).collect();
        let claims = claims(document, lines, &data);
        let good = prefix(document, lines, &claims);
        let marks = Marks::new(document, &good);
        let facts = metadata_cells(document, lines);
        let mut page = Self {
            looks: Vec::with_capacity(claims.len()),
            scores: Vec::new(),
            chars: sums(lines.list.iter().map(|line| line.chars)),
            noise: Vec::new(),
            heads_related: lines.list.iter().map(heads_related).collect(),
            doubles: doubles(lines),
            claims,
            good,
        };
        let hides = page.hidden_is_minor(document, lines);
        for (at, (block, line)) in document.blocks.iter().zip(&lines.list).enumerate() {
            if facts[at] {
                page.claims[at] = Some(Claim::Fact);
            }
            let own = own_look(block, line, lines, page.claims[at], titles, &data);
            let look = marks.look(block, own, line, hides);
            page.looks.push(look);
        }
        comments::mark(document, lines, &mut page);
        comments::mark_owner(document, lines, &mut page);
        teasers::mark(document, &mut page);
        let noise = |(look, line): (&Look, &Line)| if look.is_text() { 0 } else { line.chars };
        page.noise = sums(page.looks.iter().zip(&lines.list).map(noise));
        page.scores = lines
            .list
            .iter()
            .enumerate()
            .map(|(at, line)| page.score(at, page.looks[at], line))
            .collect();
        page
    }

    /// Characters of sentences in a range of lines.
    pub fn good_in(&self, range: &std::ops::Range<usize>) -> u32 {
        self.good[range.end] - self.good[range.start]
    }

    /// Characters in a range of lines.
    pub fn chars_in(&self, range: &std::ops::Range<usize>) -> u32 {
        self.chars[range.end] - self.chars[range.start]
    }

    /// Characters of noise in a range of lines.
    pub fn noise_in(&self, range: &std::ops::Range<usize>) -> u32 {
        self.noise[range.end] - self.noise[range.start]
    }

    /// Share of noise in a range of lines, in percent of the characters.
    pub fn noise_share(&self, range: &std::ops::Range<usize>) -> u32 {
        self.noise_in(range) * 100 / self.chars_in(range).max(1)
    }

    /// A short line above one that states metadata: who wrote or published the text.
    pub fn is_byline(&self, at: usize) -> bool {
        let stated = self.claims.get(at + 1) == Some(&Some(Claim::Fact));
        stated && self.looks[at] == Look::Plain && self.chars_in(&(at..at + 1)) <= LONGEST_BYLINE
    }

    /// Characters of sentences on the page.
    pub fn good_total(&self) -> u32 {
        self.good.last().copied().unwrap_or_default()
    }

    /// Pages that scripts uncover hide their text too: then hiding says nothing.
    fn hidden_is_minor(&self, document: &Document, lines: &Lines) -> bool {
        let hidden = document
            .blocks
            .iter()
            .zip(&lines.list)
            .filter(|(block, line)| block.layout.hidden && line.is_sentence());
        let chars: u32 = hidden.map(|(_, line)| line.chars).sum();
        chars * 2 <= self.good_total() || chars < OUTSIDE_COMMENTS
    }

    fn score(&self, at: usize, look: Look, line: &Line) -> f32 {
        let score = value(look, line, self.claims[at]);
        if self.doubles[at] { score.min(-0.4) } else { score }
    }
}

/// Worth of a line: sentences count by length, everything around texts counts against.
fn value(look: Look, line: &Line, claim: Option<Claim>) -> f32 {
    let chars = line.chars as f32;
    match look {
        Look::Prose => 1.0 + chars.min(300.0) / 25.0,
        Look::Data => 0.03,
        Look::Plain if line.chars >= 30 => chars.min(300.0) / 25.0 * 0.3,
        Look::Plain | Look::Title | Look::Date => -0.4,
        Look::Lead if matches!(claim, Some(Claim::Rim(Reason::Separator))) => -0.2,
        Look::Lead => -1.5,
        Look::Trail => -4.0,
        Look::Links => -1.2 - 0.02 * chars,
        Look::Noise => -2.0,
        Look::Comment => -3.0,
        Look::Certain if claim == Some(Claim::Sure(Reason::Spam)) => -8.0,
        Look::Certain => -3.0,
        Look::Hidden => 0.0,
    }
}

/// Cells of data tables are judged as lines inside a text.
fn claims(document: &Document, lines: &Lines, data: &[bool]) -> Vec<Option<Claim>> {
    let one = |(block, line): (&Block, &Line)| {
        let judge = if in_data(block, data) { claim_inside } else { claim };
        judge(lines, line, document.text.of(block))
    };
    document.blocks.iter().zip(&lines.list).map(one).collect()
}

fn in_data(block: &Block, data: &[bool]) -> bool {
    block.layout.cell.is_some_and(|(grid, _)| data.get(grid as usize).copied().unwrap_or(false))
}

fn prefix(document: &Document, lines: &Lines, claims: &[Option<Claim>]) -> Vec<u32> {
    let mut sum = 0;
    let mut good = vec![0];
    for ((block, line), claim) in document.blocks.iter().zip(&lines.list).zip(claims) {
        if line.is_sentence() && claim.is_none() && !is_links(block, line) {
            sum += line.chars;
        }
        good.push(sum);
    }
    good
}

/// Sums before each number, and of all.
fn sums(numbers: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut sum = 0;
    let mut list = vec![0];
    list.extend(numbers.map(|number| {
        sum += number;
        sum
    }));
    list
}

fn heads_related(line: &Line) -> bool {
    line.begins_with(Sign::Related) && line.chars <= 12
}

/// Mostly links and not prose with links in it.
fn is_links(block: &Block, line: &Line) -> bool {
    let links = block.layout.link_chars.min(line.chars);
    let prose = line.stops > 0 && line.words >= 40;
    links > 0 && links * 100 >= line.words * LINK_SHARE && line.chars - links < FREE_CHARS && !prose
}

/// What the line itself looks like, without its surroundings.
fn own_look(
    block: &Block,
    line: &Line,
    lines: &Lines,
    claim: Option<Claim>,
    titles: &Titles,
    data: &[bool],
) -> Look {
    let bare = lines.bare(line);
    let in_data = in_data(block, data);
    match claim {
        Some(Claim::Sure(_)) => return Look::Certain,
        Some(Claim::Rim(Reason::Footer | Reason::Related | Reason::Comment)) => return Look::Trail,
        Some(Claim::Rim(_) | Claim::Date) if in_data => return Look::Data,
        Some(Claim::Date) => return Look::Date,
        Some(Claim::Rim(_) | Claim::Fact) => return Look::Lead,
        None => {}
    }
    if is_links(block, line) && !is_attachment(bare) && !is_numbered_in_words(bare) {
        return Look::Links;
    }
    if titles.contains(bare) {
        return Look::Title;
    }
    match () {
        () if in_data => Look::Data,
        () if line.is_sentence() => Look::Prose,
        () => Look::Plain,
    }
}

/// An attachment: announced as one, or a file's name.
pub fn is_attachment(bare: &str) -> bool {
    const FILES: [&str; 10] =
        [".doc", ".docx", ".pdf", ".xls", ".xlsx", ".wps", ".et", ".zip", ".rar", ".ofd"];
    const NAMES: [&str; 5] = ["附件", "附表", "附图", "附录", "附:"];
    let end = bare.trim_end_matches([')', ']', '》']);
    NAMES.iter().any(|name| bare.starts_with(name)) || FILES.iter().any(|file| end.ends_with(file))
}

/// A grid of data: no layout table, rows of several cells.
fn is_data(grid: &Grid) -> bool {
    let mut cells = vec![0u32; grid.rows as usize];
    for cell in grid.cells.iter().filter(|cell| !cell.blocks.is_empty()) {
        if let Some(row) = cells.get_mut(cell.row as usize) {
            *row += 1;
        }
    }
    let full = cells.iter().filter(|count| **count >= 2).count();
    !grid.has_nested && grid.rows >= 2 && full * 2 >= cells.len()
}

/// Blocks in tables that state metadata: label, value, label, value.
fn metadata_cells(document: &Document, lines: &Lines) -> Vec<bool> {
    let mut facts = vec![false; document.blocks.len()];
    for grid in document
        .grids
        .iter()
        .filter(|grid| !grid.has_nested && grid.blocks.len() <= METADATA_TABLE.0)
    {
        let range = grid.blocks.start as usize..grid.blocks.end as usize;
        let labels = lines.list[range.clone()].iter().filter(|line| is_whole_label(line)).count();
        if labels >= METADATA_TABLE.1 && labels * 4 >= range.len() {
            facts[range].fill(true);
        }
    }
    label_runs(lines, &mut facts);
    facts
}

/// A cell that is a label, or begins with one and holds the value.
fn is_whole_label(line: &Line) -> bool {
    let known = matches!(line.begins, Some((Sign::Label, chars)) if chars >= 2);
    known && line.chars <= 60 && line.stops == 0
}

/// Few lines share length and ends with another: only those are compared whole.
fn doubles(lines: &Lines) -> Vec<bool> {
    let ends = |line: &Line| {
        let text = lines.folded(line).as_bytes();
        let [first, last] = [text.first_chunk()?, text.last_chunk()?];
        Some((text.len(), u64::from_le_bytes(*first), u64::from_le_bytes(*last)))
    };
    let long = |line: &Line| line.chars >= SHORTEST_DOUBLE;
    let mut known = HashSet::new();
    let alike: HashSet<_> = lines
        .list
        .iter()
        .filter(|line| long(line))
        .map(ends)
        .filter(|ends| !known.insert(*ends))
        .collect();
    let mut seen = HashSet::new();
    let mut is_double = |line| alike.contains(&ends(line)) && !seen.insert(lines.folded(line));
    lines.list.iter().map(|line| !alike.is_empty() && long(line) && is_double(line)).collect()
}

/// What the elements around a line say.
#[derive(Debug)]
struct Marks {
    noise: Vec<bool>,
    comment: Vec<bool>,
}

impl Marks {
    fn new(document: &Document, good: &[u32]) -> Self {
        let mut marks = Self { noise: Vec::new(), comment: Vec::new() };
        let total = good.last().copied().unwrap_or_default();
        for (number, container) in document.containers.iter().enumerate() {
            let parent = container.parent as usize;
            let (noise, comment) = if parent < number {
                (marks.noise[parent], marks.comment[parent])
            } else {
                (false, false)
            };
            let held = held(container, good);
            let minor = held * 100 <= total * NOISE_SHARE;
            marks.noise.push(noise || is_noise(container.hints) && minor);
            marks
                .comment
                .push(comment || container.hints.comment && total - held >= OUTSIDE_COMMENTS);
        }
        marks
    }

    fn look(&self, block: &Block, own: Look, line: &Line, hides: bool) -> Look {
        let container = block.layout.container as usize;
        let in_noise = self.noise.get(container).copied().unwrap_or(false);
        let in_comment = self.comment.get(container).copied().unwrap_or(false);
        match own {
            Look::Certain => own,
            _ if block.layout.hidden && hides => Look::Hidden,
            _ if in_comment => Look::Comment,
            Look::Title => own,
            _ if in_noise && !line.is_prose() => Look::Noise,
            _ => own,
        }
    }
}

fn held(container: &Container, good: &[u32]) -> u32 {
    good[container.blocks.end as usize] - good[container.blocks.start as usize]
}

fn is_noise(hints: Hints) -> bool {
    (hints.navigation || hints.footer || hints.widget || hints.related)
        && !hints.content
        && !hints.article
}
