//! Lines broken at the page width, as text drawn from PDF files has them: what only belongs to the
//! printed page is set aside, and lines that go on with a paragraph are marked as such.

mod furniture;

use crate::Options;
use crate::data::captions::caption;
use crate::data::compare::has_length;
use crate::data::numbering::label;
use crate::data::parted::is_row;
use crate::document::{Block, Damage, Document, MediaType, Role};

/// Widest page, in columns (a Han character is two): longer lines are whole paragraphs.
const WIDEST: usize = 120;
/// Narrowest page; shorter lines are cells or verses.
const NARROWEST: usize = 40;
/// Fewest lines to judge by.
const FEWEST_LINES: usize = 12;
/// How far a full line may fall short of the width: a mark that may not start a line, a Latin word.
const SLACK: usize = 10;
/// The same for lines cut after a number of characters, whatever their width.
const CUT_SLACK: usize = 4;
/// Of ten lines, how many are just as long where text was cut after a number of characters.
const MOSTLY: usize = 8;
/// Longest title that starts a paragraph, in characters.
const LONGEST_LEAD: usize = 12;
/// Marks inside sentences.
const CLAUSE: [char; 3] = ['，', '。', '；'];
/// White space before a line that is no indent: the space behind a mark that ended the line above.
const STRAY_SPACE: u8 = 1;

/// Runs the pass.
pub fn run(document: &mut Document, _options: &Options) {
    let Some(page) = Page::of(document) else { return furniture::remove(document, None) };
    document.source.add_damage(Damage::HardWrapped);
    furniture::remove(document, Some(page.width));
    let mut before: Option<usize> = None;
    for number in 0..document.blocks.len() {
        match document.blocks[number].role {
            Role::Unread | Role::ParagraphLine => {
                if before.is_some_and(|before| page.continues(document, before, number)) {
                    document.blocks[number].role = Role::ParagraphLine;
                }
                before = Some(number);
            }
            Role::Removed(_) => {}
            _ => before = None,
        }
    }
}

/// How long a line is with its indent: in columns, and twice its characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Extent {
    columns: usize,
    cut: usize,
}

impl Extent {
    fn of(document: &Document, block: &Block) -> Self {
        let (text, indent) = (document.text.of(block), usize::from(block.layout.indent));
        let cut = text.chars().count() * 2 + indent;
        Self { columns: cut - ascii(text), cut }
    }
}

/// The page that a text was broken at.
struct Page {
    /// Width in columns.
    width: usize,
    /// Most lines are just as long as this, in columns or cut by characters.
    brim: Extent,
    by_characters: bool,
    /// Nearly all lines are just as long: one that is shorter was not broken.
    exact: bool,
    /// Paragraphs start with an indent, and their further lines have none.
    indented: bool,
}

impl Page {
    /// When the text was broken: most lines of running text are as long as the longest ones and
    /// end in the middle of a sentence.
    fn of(document: &Document) -> Option<Self> {
        let is_page = document.source.media_type != MediaType::Plain;
        let may_be_line = |block: &&Block| is_text(block) && block.layout.link_chars == 0;
        let open = document.blocks.iter().filter(may_be_line);
        let mut lines: Vec<(Extent, &str)> = open
            .map(|block| (Extent::of(document, block), document.text.of(block)))
            .filter(|(extent, text)| extent.columns >= NARROWEST && !is_row(text))
            .collect();
        let middle = lines.len() / 2;
        if lines.len() < FEWEST_LINES {
            return None;
        }
        let width = lines.select_nth_unstable_by_key(middle, |(line, _)| *line).1.0.columns;
        let near: Vec<_> =
            lines.iter().filter(|(line, _)| line.columns.abs_diff(width) <= SLACK).collect();
        if width > WIDEST || near.len() * 10 < lines.len() * 6 {
            return None;
        }
        let broken = near.iter().filter(|(_, text)| ends_open(text)).count();
        let clauses = near.iter().filter(|(_, text)| text.contains(CLAUSE)).count();
        let (columns, wide) = most_common(near.iter().map(|(line, _)| line.columns));
        let (cut, cut_so) = most_common(near.iter().map(|(line, _)| line.cut));
        let by_characters = cut_so > wide;
        let exact = cut_so * 10 >= near.len() * MOSTLY;
        // Lists of titles are as even, but are no clauses, and not each as long as the other.
        let is_drawn = clauses * 2 > near.len() && wide.max(cut_so) * 3 > near.len();
        let brim = Extent { columns, cut };
        let page = Self { width, brim, by_characters, exact, indented: false };
        (broken * 2 > near.len() && (!is_page || is_drawn))
            .then(|| Self { indented: page.indents(document), ..page })
    }

    /// Paragraphs mostly start with an indent, and lines that go on with a sentence have none.
    fn indents(&self, document: &Document) -> bool {
        let (mut starts, mut indented, mut further, mut flush) = (0, 0, 0, 0);
        for pair in document.blocks.windows(2).filter(|pair| pair.iter().all(is_text)) {
            let [above, here] = pair else { continue };
            let is_long = |block| Extent::of(document, block).columns >= NARROWEST;
            let open = ends_open(document.text.of(above));
            let has_indent = here.layout.indent > STRAY_SPACE;
            if open && self.is_full(document, above) {
                (further, flush) = (further + 1, flush + usize::from(!has_indent));
            } else if !open && !self.is_full(document, above) && is_long(here) {
                (starts, indented) = (starts + 1, indented + usize::from(has_indent));
            }
        }
        starts > 1 && indented * 10 >= starts * 7 && flush * 10 >= further * 9
    }

    /// As long as the page is wide, in columns or, where lines were cut by characters, in those.
    fn is_full(&self, document: &Document, block: &Block) -> bool {
        let line = Extent::of(document, block);
        line.columns + SLACK >= self.width || line.cut + CUT_SLACK >= self.width
    }

    /// Just as long as most lines, so that there was no room for more.
    fn is_brimful(&self, document: &Document, block: &Block) -> bool {
        let line = Extent::of(document, block);
        if self.by_characters {
            line.cut >= self.brim.cut
        } else {
            line.columns + 1 >= self.brim.columns
        }
    }

    /// The same, of a line that may have lost a space beside Latin letters or digits.
    fn has_no_room(&self, document: &Document, block: &Block) -> bool {
        let space = usize::from(self.exact && ascii(document.text.of(block)) > 0) * 2;
        self.is_brimful(document, block)
            || self.by_characters && Extent::of(document, block).cut + space >= self.brim.cut
    }

    /// The block goes on with the paragraph of the block before it.
    fn continues(&self, document: &Document, before: usize, number: usize) -> bool {
        let (above, here) = (&document.blocks[before], &document.blocks[number]);
        let (above_text, text) = (document.text.of(above), document.text.of(here));
        let open = ends_open(above_text);
        let in_sentence =
            above.role == Role::ParagraphLine || above_text.contains(['，', '。', '；']);
        let inside = in_sentence && open && (!self.exact || self.is_brimful(document, above));
        let starts_anew = is_row(text)
            || label(text).is_some_and(|label| label.style.is_strong() || label.marked && !inside)
            || caption(text).is_some()
            || caption(above_text).is_some()
            || text.starts_with("——")
            || !open && starts_with_lead(text)
            || here.layout.indent > above.layout.indent + STRAY_SPACE
            || self.indented && here.layout.indent > STRAY_SPACE
            || here.layout.gap > 0 && here.layout.gap > above.layout.gap;
        // A paragraph may end where the page does, but a sentence inside one does so more often: then
        // what follows fills its line too, or ends a sentence.
        let is_whole = Extent::of(document, above).columns > WIDEST;
        let goes_on = if is_whole {
            false
        } else if open && !self.exact {
            self.is_full(document, above)
        } else {
            let ends = self.is_full(document, here) || !ends_open(text);
            (open || in_sentence && ends) && self.has_no_room(document, above)
        };
        goes_on && !starts_anew
    }
}

/// A sentence as short as the title of an item, and more behind it.
fn starts_with_lead(text: &str) -> bool {
    text.split_once('。').is_some_and(|(lead, rest)| {
        !rest.is_empty() && !lead.contains('，') && !has_length(lead, LONGEST_LEAD + 1)
    })
}

/// The value that occurs most often, and how often.
fn most_common(values: impl Iterator<Item = usize>) -> (usize, usize) {
    let mut counts = [0; 2 * WIDEST + 1];
    values.for_each(|value| counts[value.min(2 * WIDEST)] += 1);
    let most = counts.iter().enumerate().max_by_key(|(_, count)| **count);
    most.map_or((0, 0), |(value, count)| (value, *count))
}

fn is_text(block: &Block) -> bool {
    matches!(block.role, Role::Unread | Role::ParagraphLine)
}

/// Columns of a line: a full-width character is two.
fn columns(text: &str) -> usize {
    text.chars().count() * 2 - ascii(text)
}

fn ascii(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii).count()
}

/// The line does not end a sentence, nor an entry of a contents list.
fn ends_open(text: &str) -> bool {
    !text.ends_with(['。', '！', '？', '：', '；', ':', ';'])
        && !text.contains("....")
        && !text.contains("……")
}

#[cfg(test)]
mod tests;
