//! Lines to blocks: each is one as far as a source may have them, then many share one.

use crate::document::{Block, Document, Layout, Role, Status};

/// Bytes of text, about 1,000 characters, that a block of many lines is filled to.
const FULL: usize = 3_000;

/// How many lines are blocks of their own, and what stands past them.
#[derive(Debug)]
pub(super) struct Lines {
    most: usize,
    /// Line of the source from which on they share blocks.
    joined_from: Option<u32>,
    /// Hidden text past the limit: it must not get among what is seen, and stands behind it.
    hidden: Option<(String, Layout)>,
}

impl Lines {
    /// At most so many blocks of one line.
    pub(super) fn new(most: usize) -> Self {
        Self { most, joined_from: None, hidden: None }
    }

    /// Whether the next line has no block of its own.
    pub(super) fn are_full(&self, document: &Document) -> bool {
        document.blocks.len() >= self.most
    }

    /// Number of the next block of one line.
    pub(super) fn next(&self, document: &Document) -> u32 {
        document.blocks.len().min(self.most) as u32
    }

    /// Adds a line.
    pub(super) fn push(&mut self, document: &mut Document, text: &str, layout: Layout) {
        if !self.are_full(document) {
            return push_block(document, text, layout);
        }
        self.joined_from.get_or_insert(layout.line);
        let plain = Layout {
            line: layout.line,
            hidden: layout.hidden,
            link_chars: layout.link_chars,
            ..Layout::default()
        };
        if layout.hidden {
            let (joined, first) = self.hidden.get_or_insert((String::new(), plain));
            let between = if joined.is_empty() { "" } else { "\n" };
            joined.extend([between, text]);
            first.link_chars = first.link_chars.saturating_add(layout.link_chars);
        } else if !self.extends(document, text, &layout) {
            push_block(document, text, plain);
            // Nothing but text is looked for in it.
            document.blocks.last_mut().into_iter().for_each(|block| block.role = Role::Paragraph);
        }
    }

    /// Puts a line behind the last one, where both may share a block.
    fn extends(&self, document: &mut Document, text: &str, layout: &Layout) -> bool {
        let has_room = document.blocks.len() > self.most;
        let last = document.blocks.last_mut().filter(|_| has_room);
        let Some(block) = last.filter(|block| block.published.len() < FULL) else { return false };
        let published = &mut document.text.published;
        published.truncate(block.published.end as usize);
        published.extend(["\n", text]);
        block.published.end = published.len() as u32;
        block.clean.end = block.published.end;
        block.layout.link_chars = block.layout.link_chars.saturating_add(layout.link_chars);
        published.push('\n');
        true
    }

    /// Ends the source: says what became of the lines past the limit, if there were any.
    pub(super) fn finish(mut self, document: &mut Document) {
        if let Some((text, layout)) = self.hidden.take() {
            push_block(document, &text, layout);
        }
        let Some(line) = self.joined_from else { return };
        let most = self.most;
        let place =
            if line > 0 { format!(", from line {line} of the source on") } else { String::new() };
        document.report_limit(format!(
            "lines past number {most} are read as text alone, many to a block{place}"
        ));
        document.status = Status::Partial;
    }
}

/// Adds a block.
fn push_block(document: &mut Document, text: &str, layout: Layout) {
    let start = document.text.published.len() as u32;
    document.text.published.push_str(text);
    document.text.published.push('\n');
    let range = start..start + text.len() as u32;
    document.blocks.push(Block {
        published: range.clone(),
        clean: range,
        layout,
        role: Role::Unread,
    });
}

#[cfg(test)]
mod tests {
    use crate::decode::decode;
    use crate::document::{Document, Status};
    use crate::read::{Limits, read};

    /// Reads a source with at most so many lines.
    fn read_with(most: usize, source: &str) -> Document {
        let mut document = Document::default();
        let limits = Limits { lines: Some(most), ..Limits::default() };
        read(decode(source.as_bytes()).expect("it is text"), &limits, &mut document);
        document
    }

    #[track_caller]
    fn check(source: &str, most: usize, blocks: &[&str], told: &[&str]) {
        let document = read_with(most, source);
        let published = document.blocks.iter().map(|block| document.text.published(block));
        assert_eq!(published.collect::<Vec<_>>(), blocks, "{source}");
        let said = document.diagnostics.iter().map(|found| found.message.as_str());
        assert_eq!(said.collect::<Vec<_>>(), told, "{source}");
        assert_eq!(document.status == Status::Partial, !told.is_empty(), "{source}");
    }

    #[test]
    fn lines_past_the_limit_share_blocks() {
        let text = "一\n\n二\n三\n　　四 \n";
        let told = |most: usize, line: u32| {
            format!(
                "lines past number {most} are read as text alone, many to a block, from line {line} of the source on"
            )
        };
        check(text, 4, &["一", "二", "三", "四"], &[]);
        check(text, 3, &["一", "二", "三", "四"], &[&told(3, 5)]);
        check(text, 2, &["一", "二", "三\n四"], &[&told(2, 4)]);
        check(text, 0, &["一\n二\n三\n四"], &[&told(0, 1)]);
    }

    #[test]
    fn hidden_lines_stand_behind_what_is_seen() {
        let page =
            "<html><body><p>一</p><p>二</p><p hidden>暗</p><p>三</p><p hidden>处</p></body></html>";
        let document = read_with(1, page);
        let blocks = document.blocks.iter();
        let found: Vec<_> =
            blocks.map(|block| (document.text.published(block), block.layout.hidden)).collect();
        assert_eq!(found, [("一", false), ("二\n三", false), ("暗\n处", true)]);
    }

    #[test]
    fn tables_end_at_the_limit() {
        let row = |n: usize| format!("<tr><td>项目{n}</td><td>{n}</td></tr>");
        let rows: String = (1..5).map(row).collect();
        let page = format!("<html><body><table>{rows}</table><table>{rows}</table></body></html>");
        let document = read_with(5, &page);
        assert_eq!(document.grids.len(), 1);
        let grid = &document.grids[0];
        assert_eq!((grid.blocks.clone(), grid.rows), (0..5, 3));
        let last = document.blocks.last().map(|block| document.text.published(block));
        assert!(last.is_some_and(|text| text.starts_with("3\n项目4\n4\n项目1\n")), "{last:?}");
    }

    #[test]
    fn blocks_of_many_lines_are_bounded() {
        let text = format!("{}\n", "云溪区\n".repeat(1_000));
        let document = read_with(10, &text);
        assert_eq!(document.blocks.len(), 14);
        assert!(document.blocks.iter().all(|block| block.published.len() < super::FULL + 20));
    }
}
