//! Blocks as folded lines with what can be counted in them.

use std::ops::Range;

use crate::data::fold::{Class, Table};
use crate::data::noise::{self, Hit, Sign};
use crate::document::Document;

/// All blocks folded into one buffer, one line each.
#[derive(Debug, Default)]
pub struct Lines {
    /// Folded text; lines end with `\n`, which no phrase holds.
    pub text: String,
    /// What was counted in each block.
    pub list: Vec<Line>,
}

/// What was counted in a line.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Line {
    /// Its bytes in [`Lines::text`].
    pub range: Range<u32>,
    /// Characters without white space.
    pub chars: u32,
    /// Han characters and letters.
    pub words: u32,
    /// Digits.
    pub digits: u32,
    /// Sentence ends.
    pub stops: u32,
    /// Commas, colons, semicolons.
    pub commas: u32,
    /// First byte that is a word or a digit, counted from the start of the line.
    pub opening: u32,
    /// Characters of keywords that banners carry.
    pub spam: u16,
    /// Characters of widgets and QR lines.
    pub widget: u16,
    /// Characters of footer statements.
    pub footer: u16,
    /// What the line begins with, after bullets and brackets.
    pub begins: Option<(Sign, u16)>,
}

impl Line {
    /// Long enough to be a sentence, with a sign of one.
    pub fn is_sentence(&self) -> bool {
        self.chars >= 12 && self.stops + self.commas > 0
    }

    /// A paragraph of running text beyond doubt.
    pub fn is_prose(&self) -> bool {
        self.chars >= 25 && self.stops > 0
    }

    /// Whether it begins with a phrase of this kind.
    pub fn begins_with(&self, sign: Sign) -> bool {
        self.begins.is_some_and(|(found, _)| found == sign)
    }
}

impl Lines {
    /// Folds the cleaned text of all blocks.
    pub fn new(document: &Document) -> Self {
        let mut lines = Self {
            text: String::with_capacity(document.text.clean.len()),
            list: Vec::with_capacity(document.blocks.len()),
        };
        let table = Table::get();
        for block in &document.blocks {
            let line = lines.fold(document.text.of(block), table);
            lines.list.push(line);
        }
        lines.find_signs();
        lines
    }

    /// Folds a block once more whose text has changed.
    pub fn renew(&mut self, document: &Document, number: usize) {
        let text = document.text.of(&document.blocks[number]);
        let mut line = self.fold(text, Table::get());
        let start = line.range.start as usize;
        for hit in noise::page().find(&self.text[start..]) {
            line.note(Hit { start: start + hit.start, end: start + hit.end, ..hit });
        }
        self.list[number] = line;
    }

    /// Appends a text folded, and counts what is in it.
    fn fold(&mut self, text: &str, table: &Table) -> Line {
        let start = self.text.len();
        let mut counts = Counts::default();
        // Most characters are their own folded form: runs of them are copied as a whole.
        let mut rest = text;
        loop {
            let run = table.as_is(rest, |class| counts.add(class));
            self.text.push_str(&rest[..run]);
            let mut other = rest[run..].chars();
            let Some(c) = other.next() else { break };
            rest = other.as_str();
            let (folded, class) = table.fold(c);
            counts.add(class);
            if class != Class::Dropped {
                self.text.push(folded);
            }
        }
        let mut line = Line::counted(counts.all());
        line.range = start as u32..self.text.len() as u32;
        line.opening = opening(text, table);
        self.text.push('\n');
        line
    }

    /// One search over all lines.
    fn find_signs(&mut self) {
        let mut at = 0;
        for hit in noise::page().find(&self.text) {
            while self.list[at].range.end as usize <= hit.start {
                at += 1;
            }
            self.list[at].note(hit);
        }
    }

    /// Folded text of a line.
    pub fn folded(&self, line: &Line) -> &str {
        &self.text[line.range.start as usize..line.range.end as usize]
    }

    /// Folded text of a line without bullets and brackets before its first word.
    pub fn bare(&self, line: &Line) -> &str {
        &self.folded(line)[line.opening as usize..]
    }
}

/// Bytes of the folded text before its first word or digit.
fn opening(text: &str, table: &Table) -> u32 {
    let folded = text.chars().map(|c| table.fold(c));
    let before = folded.take_while(|(_, class)| !class.is_word());
    before.filter(|(_, class)| *class != Class::Dropped).map(|(c, _)| c.len_utf8() as u32).sum()
}

/// Characters of each class: seven bits for each in one number, emptied in time. A counter in
/// memory for each class would keep the next character of its class waiting.
#[derive(Debug, Default)]
struct Counts {
    packed: u64,
    added: u32,
    emptied: [u32; Class::COUNT],
}

impl Counts {
    /// Bits of a class in the packed number.
    const WIDTH: usize = 7;
    /// The most that they hold.
    const MOST: u32 = (1 << Self::WIDTH) - 1;

    #[inline]
    fn add(&mut self, class: Class) {
        if self.added == Self::MOST {
            self.empty();
        }
        self.added += 1;
        self.packed += 1 << (class as usize * Self::WIDTH);
    }

    fn empty(&mut self) {
        for (class, count) in self.emptied.iter_mut().enumerate() {
            *count += (self.packed >> (class * Self::WIDTH)) as u32 & Self::MOST;
        }
        (self.packed, self.added) = (0, 0);
    }

    fn all(mut self) -> [u32; Class::COUNT] {
        self.empty();
        self.emptied
    }
}

impl Line {
    fn counted(counts: [u32; Class::COUNT]) -> Self {
        let of = |class: Class| counts[class as usize];
        Self {
            chars: counts.iter().sum::<u32>() - of(Class::Dropped),
            words: of(Class::Han) + of(Class::Function) + of(Class::Letter),
            digits: of(Class::Digit),
            stops: of(Class::Stop),
            commas: of(Class::Comma),
            ..Self::default()
        }
    }

    fn note(&mut self, hit: Hit) {
        match hit.sign {
            Sign::Lewd | Sign::Gambling | Sign::Brand | Sign::Pitch => {
                self.spam = self.spam.saturating_add(hit.chars)
            }
            Sign::Widget => self.widget = self.widget.saturating_add(hit.chars),
            Sign::Footer => self.footer = self.footer.saturating_add(hit.chars),
            _ => {}
        }
        if self.begins.is_none() && hit.start <= (self.range.start + self.opening) as usize {
            self.begins = Some((hit.sign, hit.chars));
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::document::{Block, Layout, Role};

    /// A document of plain lines.
    pub fn document(lines: &[&str]) -> Document {
        let mut document = Document::default();
        for line in lines {
            let start = document.text.published.len() as u32;
            document.text.published.push_str(line);
            let range = start..document.text.published.len() as u32;
            document.text.published.push('\n');
            let layout = Layout::default();
            document.blocks.push(Block {
                published: range.clone(),
                clean: range,
                layout,
                role: Role::Unread,
            });
        }
        document.text.clean.clone_from(&document.text.published);
        document
    }

    #[test]
    fn counts_and_beginnings() {
        let document =
            document(&["• 來 源：云溪区", "第一条　为规范管理，制定本办法。", "-", "", "分享到："]);
        let lines = Lines::new(&document);
        assert!(lines.list[0].begins_with(Sign::Label));
        assert_eq!(lines.bare(&lines.list[0]), "来源:云溪区");
        let article = &lines.list[1];
        assert_eq!((article.stops, article.commas, article.words), (1, 1, 13));
        assert_eq!(lines.bare(&lines.list[2]), "");
        assert!(lines.list[4].begins_with(Sign::Widget));
        assert_eq!(lines.list[4].widget, 3);
    }
}
