//! Decoded text to numbered blocks with layout hints.

mod html;
mod text;

pub use text::read as text;

use crate::decode::Decoded;
use crate::document::{Block, Damage, Document, Layout, MediaType, Problem, Role};

/// Fills `document` with the blocks of the decoded source: HTML when the text looks like markup,
/// whatever the file is called, else one block for each line that is not blank.
pub fn read(decoded: Decoded<'_>, document: &mut Document) {
    document.source.encoding = decoded.encoding.to_owned();
    for problem in &decoded.problems {
        if matches!(
            problem,
            Problem::UndecodableBytes { .. }
                | Problem::ReplacedBefore { .. }
                | Problem::DecodedTwice { .. }
        ) {
            document.source.add_damage(Damage::BrokenEncoding);
        }
        document.report(problem, None);
    }
    if html::is_html(&decoded.text) {
        document.source.media_type = MediaType::Html;
        html::read(&decoded.text, document);
    } else {
        text(&decoded.text, document);
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

/// White space and characters without a glyph.
fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}
