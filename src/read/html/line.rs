//! One line of text in the making: white space collapsed as browsers do.

use crate::document::{Layout, Tag};
use crate::read::is_blank;

use super::style::Length;

/// Columns of a full-width character.
const WIDE: f32 = 2.0;

/// What is inherited by the text of an element.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Context {
    /// Centred.
    pub centred: bool,
    /// Bold.
    pub bold: bool,
    /// Out of sight.
    pub hidden: bool,
    /// Out of sight in the middle of a visible line.
    pub deferred: bool,
    /// In a link.
    pub link: bool,
    /// Lines and spaces are kept.
    pub preformatted: bool,
    /// Innermost block-level element.
    pub tag: Tag,
    /// Innermost container.
    pub container: u32,
    /// Innermost cell.
    pub cell: Option<(u32, u32)>,
    /// Font size in pixels.
    pub font: f32,
    /// Indent of first lines.
    pub indent: Option<Length>,
    /// Background: unknown until markup sets it.
    pub background: Option<u32>,
}

/// White space seen since the last character.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Space {
    #[default]
    None,
    Blank,
    LineEnd,
}

/// A line of text being collected.
#[derive(Debug, Default)]
pub(super) struct Line {
    text: String,
    layout: Layout,
    space: Space,
    /// Columns of white space met before the first character.
    leading: u32,
    /// Blank lines before it.
    pub(super) gap: u16,
    /// The first line of a block-level element is indented by this.
    pub(super) indent: Option<Length>,
}

impl Line {
    /// Whether it has a visible character.
    pub(super) fn begun(&self) -> bool {
        !self.text.is_empty()
    }

    /// Adds text of an element.
    pub(super) fn push(&mut self, text: &str, context: &Context, source_line: u32) {
        let mut rest = text;
        if !self.begun() {
            rest = self.skip_leading(rest);
            if rest.is_empty() {
                return;
            }
            self.begin(context, source_line);
        }
        let blank_bold = context.bold || rest.trim().is_empty();
        self.layout.bold &= blank_bold;
        if context.link {
            let count = rest.chars().filter(|c| !c.is_whitespace()).count();
            self.layout.link_chars = self.layout.link_chars.saturating_add(count as u32);
        }
        if context.preformatted {
            self.text.push_str(rest);
        } else {
            self.collapse(rest);
        }
    }

    /// Ends the line: its text and layout, when it has a visible character.
    pub(super) fn finish(&mut self, take: impl FnOnce(&str, Layout)) -> bool {
        let begun = self.begun();
        if begun {
            take(self.text.trim_end_matches(is_blank), std::mem::take(&mut self.layout));
            self.text.clear();
        }
        self.space = Space::None;
        self.leading = 0;
        self.indent = None;
        begun
    }

    fn begin(&mut self, context: &Context, source_line: u32) {
        let indent = self.indent.map_or(0.0, |length| columns(length, context.font));
        self.layout = Layout {
            line: source_line,
            gap: std::mem::take(&mut self.gap),
            indent: (self.leading + indent as u32).min(u32::from(u8::MAX)) as u8,
            centred: context.centred,
            bold: true,
            hidden: context.hidden,
            tag: context.tag,
            link_chars: 0,
            container: context.container,
            cell: context.cell,
        };
    }

    /// Counts white space before the first character; what follows it.
    fn skip_leading<'a>(&mut self, text: &'a str) -> &'a str {
        let rest = text.trim_start_matches(is_blank);
        for c in text[..text.len() - rest.len()].chars() {
            self.leading += match c {
                '\u{3000}' | '\u{2003}' => 2,
                '\u{A0}' | '\u{2002}' => 1,
                _ => 0,
            };
        }
        rest
    }

    fn collapse(&mut self, text: &str) {
        let mut rest = text;
        while let Some(at) = first_space(rest.as_bytes()) {
            self.append(&rest[..at]);
            let tail = rest[at..].trim_ascii_start();
            let run = &rest[at..rest.len() - tail.len()];
            let line_end = run.contains(['\n', '\r']) || self.space == Space::LineEnd;
            self.space = if line_end { Space::LineEnd } else { Space::Blank };
            rest = tail;
        }
        self.append(rest);
    }

    /// Adds text without white space to collapse, and the space due before it.
    fn append(&mut self, text: &str) {
        let Some(first) = text.chars().next() else { return };
        let space = std::mem::take(&mut self.space);
        let joined = space == Space::LineEnd && self.ends_wide() && is_wide(first);
        if space != Space::None && !joined {
            self.text.push(' ');
        }
        self.text.push_str(text);
    }

    fn ends_wide(&self) -> bool {
        self.text.chars().next_back().is_some_and(is_wide)
    }
}

/// Most text has no space to collapse: looked for in many bytes at once.
fn first_space(text: &[u8]) -> Option<usize> {
    let (chunks, _) = text.as_chunks::<16>();
    let holds = |chunk: &[u8; 16]| chunk.iter().fold(false, |any, b| any | b.is_ascii_whitespace());
    let clear = chunks.iter().take_while(|chunk| !holds(chunk)).count() * 16;
    let at = text[clear..].iter().position(u8::is_ascii_whitespace)?;
    Some(clear + at)
}

fn columns(length: Length, font: f32) -> f32 {
    let em = match length {
        Length::Em(times) => times,
        Length::Pixels(pixels) => pixels / font.max(1.0),
    };
    (em * WIDE).round().max(0.0)
}

/// Full-width: a line end of the source between two of these is no space.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FF60}'
        | '\u{FFE0}'..='\u{FFE6}' | '\u{20000}'..='\u{3FFFD}' | '\u{2014}' | '\u{2018}'..='\u{201D}' | '\u{2026}')
}
