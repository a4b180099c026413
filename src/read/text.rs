//! Plain text: every line that is not blank is a block.

use memchr::{memchr3, memmem};

use super::lines::Lines;
use super::{BYTES_PER_LINE, Limits, is_blank};
use crate::document::{Document, Layout};

/// Columns of a tab before a line.
const TAB: u32 = 4;
/// Line ends that text of other systems or of word processors has, besides `\n`, `\r` and `\f`.
const RARE_LINE_ENDS: [char; 4] = ['\u{B}', '\u{85}', '\u{2028}', '\u{2029}'];

/// Reads plain text by lines. A form feed ends a line and counts as a blank one.
pub fn read(text: &str, limits: &Limits, document: &mut Document) {
    document.text.published.reserve(text.len() + 1);
    let rare = RARE_LINE_ENDS.iter().any(|end| contains(text, *end));
    let lines = Lines::new(limits.lines_of(text.len(), BYTES_PER_LINE));
    let mut reader = Reader { document, lines, gap: 0, number: 0 };
    let mut rest = text;
    while !rest.is_empty() {
        let end = memchr3(b'\n', b'\r', 0xC, rest.as_bytes()).unwrap_or(rest.len());
        let (line, after) = rest.split_at(end);
        reader.number += 1;
        if rare {
            line.split(RARE_LINE_ENDS).for_each(|part| reader.add(part));
        } else {
            reader.add(line);
        }
        if after.starts_with('\u{C}') {
            reader.gap = reader.gap.saturating_add(1);
            reader.number -= 1;
        }
        rest = &after[line_end(after)..];
    }
    reader.lines.finish(document);
    document.text.clean.clone_from(&document.text.published);
}

fn contains(text: &str, c: char) -> bool {
    memmem::find(text.as_bytes(), c.encode_utf8(&mut [0; 4]).as_bytes()).is_some()
}

/// Bytes of the line end that the text begins with; `\r\n` is one.
fn line_end(text: &str) -> usize {
    match text.as_bytes() {
        [] => 0,
        [b'\r', b'\n', ..] => 2,
        _ => 1,
    }
}

struct Reader<'a> {
    document: &'a mut Document,
    lines: Lines,
    gap: u16,
    number: u32,
}

impl Reader<'_> {
    fn add(&mut self, line: &str) {
        let text = line.trim_start_matches(is_blank);
        if text.is_empty() {
            self.gap = self.gap.saturating_add(1);
            return;
        }
        let indent = columns(&line[..line.len() - text.len()]);
        let gap = std::mem::take(&mut self.gap);
        let layout = Layout { line: self.number, gap, indent, ..Layout::default() };
        self.lines.push(self.document, text.trim_end_matches(is_blank), layout);
    }
}

/// Columns of the white space before a line.
fn columns(space: &str) -> u8 {
    let width = |c| match c {
        '\t' => TAB,
        '\u{3000}' | '\u{2003}' => 2,
        c if c.is_whitespace() => 1,
        _ => 0,
    };
    space.chars().map(width).sum::<u32>().min(u32::from(u8::MAX)) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, u32, u16, u8)]) {
        let mut document = Document::default();
        read(text, &Limits::default(), &mut document);
        let found: Vec<_> = document
            .blocks
            .iter()
            .map(|block| {
                let Layout { line, gap, indent, .. } = block.layout;
                (document.text.published(block), line, gap, indent)
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn lines_are_blocks() {
        check("云溪区\n规划", &[("云溪区", 1, 0, 0), ("规划", 2, 0, 0)]);
        check(
            "一\r\n二\r三\n\r\n四\n",
            &[("一", 1, 0, 0), ("二", 2, 0, 0), ("三", 3, 0, 0), ("四", 5, 1, 0)],
        );
        check("\n \n\u{3000}\n一", &[("一", 4, 3, 0)]);
        check("一\u{C}二", &[("一", 1, 0, 0), ("二", 1, 1, 0)]);
        check("一\u{2028}二\u{2029}三", &[("一", 1, 0, 0), ("二", 1, 0, 0), ("三", 1, 0, 0)]);
        check("指标\t单位\t 2025年 ", &[("指标\t单位\t 2025年", 1, 0, 0)]);
        check("\u{200B}\n", &[]);
    }

    #[test]
    fn indent_is_counted_in_columns() {
        check("\u{3000}\u{3000}一", &[("一", 1, 0, 4)]);
        check("\u{A0} 一", &[("一", 1, 0, 2)]);
        check("\t一\u{3000}", &[("一", 1, 0, 4)]);
        check("\u{FEFF}一", &[("一", 1, 0, 0)]);
    }
}
