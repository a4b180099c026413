//! Decoded text to numbered blocks with layout hints.

mod html;
mod text;

pub use text::read as text;

use crate::decode::Decoded;
use crate::document::{Damage, Document, MediaType, Problem};

/// Fills `document` with the blocks of the decoded source: HTML when the text looks like markup,
/// whatever the file is called, else one block for each line that is not blank.
pub fn read(decoded: Decoded<'_>, document: &mut Document) {
    document.source.encoding = decoded.encoding.to_owned();
    for problem in &decoded.problems {
        if matches!(problem, Problem::UndecodableBytes { .. } | Problem::ReplacedBefore { .. }) {
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
