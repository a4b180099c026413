//! Review pages: the published text beside the result, to see what was done and check it.
//!
//! `index.html` is over all documents of a run, `document.html` over one. They are plain HTML with
//! their style and a small script inside, and ask nothing of any other place. The templates escape
//! every text of a source; a policy in the page lets no script run but the one with the hash it names.

mod charts;
mod erased;
mod front;
mod index;
mod piece;
mod result;
mod rows;
mod shell;
mod source;
mod table;
mod view;

use std::io::{self, Write};

use maud::{PreEscaped, html};

use self::shell::Shell;
use self::view::View;
use crate::document::Document;

pub use self::index::{
    failure as index_failure, head as index_head, row as index_row, tail as index_tail,
};

/// Its name in the folder of a document.
pub const DOCUMENT: &str = "document.html";
/// Name of the page over all documents.
pub const INDEX: &str = "index.html";

const SCRIPT: &str = include_str!("review/document.js");
/// Rows of a page; one with more would not open.
const MOST_ROWS: usize = 50_000;

/// The page of a document; `place` is the folder it is written to, below the output folder.
pub fn document(document: &Document, place: &str) -> String {
    super::in_memory(|out| write_document(document, place, out))
}

/// Writes the same row by row: the page of a long document is many times the document.
///
/// # Errors
/// When `out` does not take it.
pub fn write_document(document: &Document, place: &str, out: &mut dyn Write) -> io::Result<()> {
    let title = front::title(document, place);
    let shell = Shell { title: &title, kind: "document", script: SCRIPT };
    let before = html! {
        (shell.head())
        (front::header(document, place))
        (front::outline(document))
        (PreEscaped("<main>"))
        (front::doubts(document))
        (charts::all(document))
        (PreEscaped("<section id=\"text\">"))
        h2 { "Text" }
        p.hint {
            "Left: as published, with the number of each block. Right: the result. Click either side to find the other; "
            kbd { "j" } " and " kbd { "k" } " go down and up."
        }
    };
    out.write_all(&shell::plain_bytes(before))?;
    let view = View::new(document);
    let rows = rows::rows(document, MOST_ROWS);
    let shown = rows.last().map_or(0, |row| row.blocks[1] as usize + 1);
    for row in rows {
        let row = html! {
            div.row.(row.class()) {
                (source::side(document, &row))
                (result::side(&view, &row))
            }
        };
        out.write_all(&shell::plain_bytes(row))?;
    }
    let behind = html! {
        @if shown < document.blocks.len() {
            p.more { (document.blocks.len() - shown) " more blocks are in document.json" }
        }
        (PreEscaped("</section></main>")) (shell.foot())
    };
    out.write_all(&shell::plain_bytes(behind))
}

#[cfg(test)]
mod tests;
