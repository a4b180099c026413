//! Plain text: every line that is not blank is a block.

use crate::document::{Block, Document, Layout, Role};

/// Reads plain text by lines (`\n`, `\r\n` or `\r`).
pub fn read(text: &str, document: &mut Document) {
    let mut gap = 0u16;
    for (number, line) in text.lines().enumerate() {
        let trimmed = line.trim();
        if trimmed.is_empty() {
            gap = gap.saturating_add(1);
            continue;
        }
        let indent = line
            .chars()
            .take_while(|c| c.is_whitespace())
            .map(|c| if c == '\u{3000}' { 2u32 } else { 1 })
            .sum::<u32>();
        let start = document.text.published.len() as u32;
        document.text.published.push_str(trimmed);
        document.text.published.push('\n');
        let range = start..start + trimmed.len() as u32;
        document.blocks.push(Block {
            published: range.clone(),
            clean: range,
            layout: Layout {
                line: number as u32 + 1,
                gap,
                indent: indent.min(255) as u8,
                ..Layout::default()
            },
            role: Role::Unread,
        });
        gap = 0;
    }
    document.text.clean.clone_from(&document.text.published);
}
