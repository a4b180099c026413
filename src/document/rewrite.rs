//! Rewriting the clean text of all blocks in one go, so that no block owns a string.

use super::{Block, BlockRange, Document};

/// A character may become at most this many times longer in bytes (`,` to `，`).
const GROWTH: usize = 3;

impl Document {
    /// Replaces the clean text of every block by what `change` appends for it.
    ///
    /// White space at the ends of the new text is cut. A text so large that the result could
    /// leave the range of block offsets (4 GiB) is not changed.
    pub fn rewrite(&mut self, mut change: impl FnMut(u32, &str, &mut String)) {
        if self.text.clean.len() > (u32::MAX as usize / GROWTH).saturating_sub(self.blocks.len()) {
            return;
        }
        let old = std::mem::take(&mut self.text.clean);
        let mut new = String::with_capacity(old.len() + old.len() / 16);
        for (number, block) in (0u32..).zip(&mut self.blocks) {
            let start = new.len();
            change(number, &old[block.clean.start as usize..block.clean.end as usize], &mut new);
            trim(&mut new, start);
            block.clean = start as u32..new.len() as u32;
            new.push('\n');
        }
        self.text.clean = new;
    }

    /// Clean text of the blocks, in order.
    pub fn clean_texts(&self) -> impl Iterator<Item = &str> + Clone {
        self.blocks.iter().map(|block: &Block| self.text.of(block))
    }
}

/// How often something was done to a document, and from which block to which.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// How often.
    pub count: usize,
    /// First and last block it was done to.
    pub blocks: Option<BlockRange>,
}

impl Tally {
    /// Counts what was done to a block; blocks come in order.
    pub fn add(&mut self, block: u32, count: usize) {
        if count > 0 {
            self.count += count;
            self.blocks = Some([self.blocks.map_or(block, |[first, _]| first), block]);
        }
    }
}

/// Cuts white space off both ends of `text[start..]`.
fn trim(text: &mut String, start: usize) {
    let end = start + text[start..].trim_end().len();
    text.truncate(end);
    let lead = text.len() - start - text[start..].trim_start().len();
    if lead > 0 {
        text.drain(start..start + lead);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Text;

    fn document(lines: &[&str]) -> Document {
        let mut document = Document::default();
        for line in lines {
            let start = document.text.clean.len() as u32;
            document.text.clean.push_str(line);
            document.text.clean.push('\n');
            document.blocks.push(Block {
                published: 0..0,
                clean: start..start + line.len() as u32,
                layout: crate::document::Layout::default(),
                role: crate::document::Role::Unread,
            });
        }
        document
    }

    #[test]
    fn blocks_follow_their_text() {
        let mut document = document(&["云溪", "", "规划 "]);
        document.rewrite(|number, text, out| {
            out.push('\u{3000}');
            out.push_str(text);
            if number == 0 {
                out.push_str("区\u{a0}");
            }
        });
        assert_eq!(document.clean_texts().collect::<Vec<_>>(), ["云溪区", "", "规划"]);
        assert_eq!(document.blocks.len(), 3);
    }

    #[test]
    fn a_document_without_blocks_stays_empty() {
        let mut document = Document { text: Text::default(), ..Document::default() };
        document.rewrite(|_, _, out| out.push('x'));
        assert_eq!(document.text.clean, "");
    }
}
