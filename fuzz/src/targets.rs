//! What each target does with its input, and the laws it asks for. A law that breaks panics.

#[path = "../../tests/laws/mod.rs"]
mod laws;

use crate::stream::{self as program, Stream};
use extract::decode::decode as decoded;
use extract::document::{Document, MediaType};
use extract::read::{Limits, text as read_lines};
use extract::table::flat::{Line, Rebuilt, find_uncaptioned, rebuild};
use extract::table::value;
use extract::unpack::unpack;
use extract::{Options, READ, convert, convert_until, diff as compare, write};
pub use laws::pieces::PIECES;

/// A target: its name, what it does, and the longest input worth trying.
pub type Target = (&'static str, fn(&[u8]), usize);

/// All of them.
pub const TARGETS: [Target; 8] = [
    ("decode", decode, 512),
    ("read_html", read_html, 1_024),
    ("read_text", read_text, 1_024),
    ("pipeline", pipeline, 1_536),
    ("flat_tables", flat_tables, 512),
    ("value", value, 128),
    ("stream", stream, 2_048),
    ("diff", diff, 1_024),
];

/// First byte of an input that is taken as it is.
pub const AS_IT_IS: u8 = b'=';
/// Bytes that a source of a target may have, as it is and unpacked.
const MOST_BYTES: u64 = 1 << 16;

/// The source that an input stands for. One that starts with [`AS_IT_IS`] is the source; of others
/// every byte is a piece of a plan, or itself, so that small changes give other plans.
fn source(input: &[u8]) -> Vec<u8> {
    match input {
        [AS_IT_IS, rest @ ..] => rest.to_vec(),
        _ => input.iter().flat_map(|byte| piece(byte).to_vec()).collect(),
    }
}

fn piece(byte: &u8) -> &[u8] {
    PIECES.get(usize::from(*byte)).map_or(std::slice::from_ref(byte), |piece| piece.as_bytes())
}

fn options() -> Options {
    Options { max_bytes: MOST_BYTES, ..Options::default() }
}

/// Any bytes: unpacked within the limit, decoded without loss where they are UTF-8.
pub fn decode(input: &[u8]) {
    let Ok(unpacked) = unpack(input, MOST_BYTES) else { return };
    assert!(unpacked.len() as u64 <= MOST_BYTES);
    let Ok(found) = decoded(&unpacked) else { return };
    assert!(!found.text.trim().is_empty());
    if found.problems.is_empty()
        && found.encoding == "UTF-8"
        && let Ok(text) = std::str::from_utf8(&unpacked)
    {
        assert_eq!(found.text, text.trim_start_matches('\u{FEFF}'));
    }
    let name = found.encoding;
    assert!(encoding_is_known(name), "{name}");
}

fn encoding_is_known(name: &str) -> bool {
    name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

/// A page: numbered blocks in order, grids that name blocks there are.
pub fn read_html(input: &[u8]) {
    let page = [b"<html>".as_slice(), &source(input)].concat();
    let Ok(document) = convert_until("a.html", &page, &options(), Some(READ)) else { return };
    blocks_stand_in_order(&document);
    let blocks = document.blocks.len() as u32;
    for grid in &document.grids {
        assert!(grid.blocks.start <= grid.blocks.end && grid.blocks.end <= blocks);
        assert!(grid.cells.iter().all(|cell| cell.blocks.end <= blocks));
    }
}

fn blocks_stand_in_order(document: &Document) {
    let mut end = 0;
    for block in &document.blocks {
        let text = document.text.published(block);
        assert!(!text.trim().is_empty() && block.published.start >= end);
        assert!(!text.contains('\n') || document.source.media_type == MediaType::Html);
        end = block.published.end;
    }
}

/// A text: its blocks are all of it that is not blank.
pub fn read_text(input: &[u8]) {
    let source = source(input);
    let text = String::from_utf8_lossy(&source);
    let mut document = Document::default();
    read_lines(&text, &Limits::default(), &mut document);
    blocks_stand_in_order(&document);
    let published = document.blocks.iter().map(|block| document.text.published(block));
    assert_eq!(written(published.flat_map(str::chars)), written(text.chars()));
}

/// Without white space and what takes no room.
fn written(text: impl Iterator<Item = char>) -> String {
    let takes_room = |c: &char| {
        !c.is_whitespace()
            && !c.is_control()
            && !matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
    };
    text.filter(takes_room).collect()
}

/// The whole way, with all laws of a document.
pub fn pipeline(input: &[u8]) {
    laws::check(&source(input));
}

/// Lines of cells: a grid with rows of one length, made of the lines it says it used.
pub fn flat_tables(input: &[u8]) {
    let [captioned, rest @ ..] = input else { return };
    let source = source(rest);
    let text = String::from_utf8_lossy(&source);
    let lines: Vec<Line> = text.split(['\n', '|']).filter_map(line).collect();
    if let Ok(table) = rebuild(&lines, captioned % 2 == 1) {
        is_grid(&table, &lines);
    }
    assert!(find_uncaptioned(&lines).is_none_or(|first| first < lines.len()));
}

/// A line that starts with `!` ends a table.
fn line(text: &str) -> Option<Line<'_>> {
    let stop = text.starts_with('!');
    let text = text.trim_start_matches('!').trim();
    (!text.is_empty()).then_some(Line { text, indent: 0, gap: 0, stop })
}

fn is_grid(table: &Rebuilt, lines: &[Line]) {
    let rows: Vec<_> = table.header.iter().chain(&table.rows).collect();
    assert!(rows.iter().all(|row| row.len() == rows[0].len()), "rows of one length");
    assert!(table.used <= lines.len() && (0.0..=1.0).contains(&table.confidence));
    let mut seen = vec![false; table.used];
    for cell in rows.iter().flat_map(|row| row.iter()).flatten() {
        assert!(cell.lines.end <= table.used, "{:?} of {}", cell.lines, table.used);
        cell.lines.clone().for_each(|line| seen[line] = true);
    }
    for merge in &table.merged {
        assert!(merge.row + merge.row_span <= rows.len());
        assert!(merge.column + merge.column_span <= rows[0].len());
    }
    let lost = seen.iter().position(|seen| !seen).map(|line| lines[line].text);
    assert_eq!(lost, None, "a line stands in no cell");
}

/// A cell and a phrase: exact, in order, within the text.
pub fn value(input: &[u8]) {
    let source = source(input);
    let text = String::from_utf8_lossy(&source);
    is_sound(&value::read(&text));
    if let Some((found, end)) = value::leading(&text) {
        assert!(text.is_char_boundary(end) && end > 0, "{end} of {text}");
        is_sound(&found);
    }
}

fn is_sound(found: &value::Value) {
    if let (Some(low), Some(high)) = (found.low, found.high) {
        assert!(low.compare(high).is_le(), "{low} to {high}");
    }
    for number in [found.value, found.low, found.high].into_iter().flatten() {
        assert_eq!(number.to_string().parse().ok(), Some(number));
    }
}

/// Records: an answer for each, in JSON, and none that says the program failed.
pub fn stream(input: &[u8]) {
    let [kind, rest @ ..] = input else { return };
    let warc = kind % 2 == 1;
    let mut answers = Vec::new();
    let stream = Stream { options: options(), jobs: 1, warc };
    let ran = program::run(&stream, rest, &mut answers);
    assert!(ran.is_ok() || warc, "lines can always be read");
    let lines = |text: &[u8]| text.split(|byte| *byte == b'\n').filter(is_record).count();
    if !warc {
        assert_eq!(lines(&answers), lines(rest));
    }
    for line in answers.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
        let answer: serde_json::Value = serde_json::from_slice(line).expect("JSON");
        assert_ne!(answer["error"]["code"], "internal", "{answer}");
    }
}

fn is_record(line: &&[u8]) -> bool {
    !line.trim_ascii().is_empty()
}

/// Two revisions: nothing changed between a document and itself, and every report can be written.
pub fn diff(input: &[u8]) {
    let half = input.iter().position(|byte| *byte == 0xFF).unwrap_or(input.len() / 2);
    let (old, new) = input.split_at(half);
    let made = |input: &[u8]| convert("a", source(input), &options());
    let (Ok(old), Ok(new)) = (made(old), made(new)) else { return };
    for document in [&old, &new] {
        assert_eq!(compare::diff(document, document).changes, []);
    }
    for found in [compare::diff(&old, &new), compare::diff(&new, &old)] {
        write::json::text(&found);
        compare::report::diff_terminal(&found);
        compare::report::diff_markdown(&found);
        compare::report::diff_html(&found);
    }
    let copies = [("a".to_owned(), &old), ("b".to_owned(), &new), ("c".to_owned(), &old)];
    compare::report::copies_html(&compare::compare(&copies));
}
