//! Any reader of pages must give the blocks that html5ever's own tokenizer and tree builder give:
//! over the pages at hand, and over pages broken at random. Readers that are wrong on purpose show
//! that this would be noticed.
//!
//! `EXTRACT_PARITY=200000 cargo test --release --lib parity` breaks so many pages, and takes those of
//! `../shared/corpus` too where there are any.

use std::path::Path;

use html5ever::TokenizerResult;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{self, TokenizerOpts};
use proptest::prelude::*;

use super::super::*;
use crate::decode::decode;

/// How many broken pages are read, where nothing else is asked for.
const BROKEN: usize = 3_000;
/// How many are asked for.
const ASKED: &str = "EXTRACT_PARITY";
/// Bytes of a page that are broken at a time; now and then a whole page is.
const EXCERPT: usize = 2_048;
/// One in so many is a whole page, where it is not longer than this.
const WHOLE: (usize, usize) = (64, 1 << 16);
/// Most changes to a page.
const CHANGES: usize = 8;

/// What reads a page.
type Reader = fn(&str) -> Document;

/// The reader of the program, without the limit that html5ever's tokenizer does not have.
fn own(markup: &str) -> Document {
    let mut document = Document::default();
    let limits = Limits { attributes: usize::MAX, ..Limits::default() };
    read(markup, &limits, &mut document);
    document
}

/// The page as html5ever has it read.
fn by_html5ever(markup: &str) -> Document {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(markup));
    let guard = guard(markup.len(), &Limits::default());
    let tokenizer = tokenizer::Tokenizer::new(guard, TokenizerOpts::default());
    while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
    tokenizer.end();
    let mut document = Document::default();
    let tree = finish(tokenizer.sink, &Limits::default(), &mut document);
    walk::walk(&tree, Lines::new(usize::MAX), &mut document);
    document
}

/// Whether a reader gives what html5ever gives, which names the last line of a text of several.
fn reads_alike(reader: Reader, markup: &str) -> bool {
    let [own, its] = [reader(markup), by_html5ever(markup)].map(|mut document| {
        document.blocks.iter_mut().for_each(|block| block.layout.line = 0);
        document
    });
    own == its
}

/// Numbers that are the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit.max(1)
    }

    /// A place in a text where it can be cut.
    fn place(&mut self, text: &str) -> usize {
        boundary(text, self.below(text.len() + 1))
    }
}

fn boundary(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Pages of the project, and of the corpus where many are asked for.
fn pages() -> Vec<String> {
    let corpus = std::env::var_os(ASKED).map(|_| "../shared/corpus");
    let mut found = Vec::new();
    let mut open: Vec<_> = ["input", "fixtures"]
        .into_iter()
        .chain(corpus)
        .map(Path::new)
        .map(Path::to_owned)
        .collect();
    while let Some(folder) = open.pop() {
        let mut entries: Vec<_> = std::fs::read_dir(folder)
            .into_iter()
            .flatten()
            .flatten()
            .map(|entry| entry.path())
            .collect();
        entries.sort();
        for path in entries {
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|name| name == "html" || name == "htm") {
                let bytes = std::fs::read(path).expect("it was listed");
                found.extend(decode(&bytes).ok().map(|decoded| decoded.text.into_owned()));
            }
        }
    }
    found
}

/// A page, or a part of one, with changes: bytes, its end, its tags.
fn broken_page(pages: &[String], random: &mut Random) -> String {
    let page = &pages[random.below(pages.len())];
    let (one_in, longest) = WHOLE;
    let mut text = if random.below(one_in) == 0 && page.len() <= longest {
        page.clone()
    } else {
        let start = random.place(page);
        page[start..boundary(page, start + EXCERPT)].to_owned()
    };
    for _ in 0..=random.below(CHANGES) {
        match random.below(8) {
            0 => text.truncate(random.place(&text)),
            1 | 2 => shuffle_tags(&mut text, random),
            _ => change_bytes(&mut text, random),
        }
    }
    text
}

fn change_bytes(text: &mut String, random: &mut Random) {
    let start = random.place(text);
    let end = boundary(text, start + random.below(9)).max(start);
    let byte = char::from(random.below(128) as u8).to_string();
    let piece = if random.below(3) == 0 { &byte } else { PIECES[random.below(PIECES.len())] };
    text.replace_range(start..end, piece);
}

/// A tag is put elsewhere, once more elsewhere, or taken out.
fn shuffle_tags(text: &mut String, random: &mut Random) {
    let starts: Vec<usize> = text.match_indices('<').map(|(at, _)| at).collect();
    let Some(start) = starts.get(random.below(starts.len())).copied() else { return };
    let end = text[start..].find('>').map_or(text.len(), |length| start + length + 1);
    let tag = text[start..end].to_owned();
    let kind = random.below(3);
    if kind != 0 {
        text.replace_range(start..end, "");
    }
    if kind != 1 {
        let place = random.place(text);
        text.insert_str(place, &tag);
    }
}

/// What a page is broken with.
const PIECES: [&str; 75] = [
    "<",
    ">",
    "/",
    "/>",
    "=",
    "\"",
    "'",
    "&",
    ";",
    "!",
    "-",
    "--",
    "-->",
    "--!>",
    "<!",
    "<!-",
    "<!--",
    "<!-->",
    "<!--->",
    "</",
    "</>",
    "<?",
    "<![CDATA[",
    "]]>",
    "<!doctype html>",
    "<!DOCTYPE html PUBLIC \"-//W3C//DTD HTML 3.2//EN\">",
    "<!doctype",
    "<script>",
    "</script>",
    "</SCRIPT >",
    "<script",
    "</scriptx>",
    "<style>.x{display:none}</style>",
    "<title>",
    "</title>",
    "</TITLE/>",
    "<textarea>",
    "</textarea>",
    "<xmp>",
    "</xmp>",
    "<plaintext>",
    "<iframe>",
    "</iframe>",
    "<noscript>",
    "</noscript>",
    "<svg>",
    "</svg>",
    "<math>",
    "<template>",
    "<table>",
    "<tr>",
    "<td rowspan=2>",
    "<td colspan='3'>",
    "</table>",
    "<p>",
    "</p>",
    "</br>",
    "<br/>",
    "<font size=1>",
    "<a href='#x&copy=1'>",
    "</a>",
    "<b class=x>",
    "</b>",
    "<p a=1 A=2 hidden>",
    "<input type=hidden>",
    "<select><option>",
    "&nbsp;",
    "&notit;",
    "&amp",
    "&#x80;",
    "&#12288",
    "\0",
    "\n",
    "\r\n",
    "\r",
];

fn broken() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => proptest::sample::select(&PIECES[..]).prop_map(str::to_owned),
        1 => "[a-zA-Z云溪 \n\u{200B}\u{3000}]{0,4}",
    ];
    proptest::collection::vec(piece, 0..48).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn pieces_are_read_as_html5ever_has_them(markup in broken()) {
        prop_assert!(reads_alike(own, &markup));
    }
}

#[test]
fn pages_are_read_as_html5ever_has_them() {
    let pages = pages();
    assert!(pages.len() > 10, "the project has pages");
    for page in &pages {
        assert!(reads_alike(own, page), "{page}");
    }
    let asked = std::env::var(ASKED).ok().and_then(|number| number.parse().ok());
    let mut random = Random(1);
    for _ in 0..asked.unwrap_or(BROKEN) {
        let markup = broken_page(&pages, &mut random);
        assert!(reads_alike(own, &markup), "{markup}");
    }
}

/// Readers with one mistake each.
const WRONG: [(&str, Reader); 14] = [
    ("a comment ends with `-->` alone", |text| own(&text.replace("--!>", "--!"))),
    ("an end tag in capitals is none", |text| own(&text.replace("</T", "&lt;/T"))),
    ("a character 0 is a space", |text| own(&text.replace('\0', " "))),
    ("`\r` is no line end", |text| own(&text.replace('\r', ""))),
    ("an open tag at the end of the page is text", |text| own(&format!("{text}>"))),
    ("`</br>` is nothing", |text| own(&text.replace("</br>", ""))),
    ("`</p>` is nothing without `<p>`", |text| own(&text.replace("</p>", ""))),
    ("`</b>` ends nothing", |text| own(&text.replace("</b>", ""))),
    ("a reference needs its `;`", |text| own(&text.replace("&amp", "&amp;amp"))),
    ("references above 127 are those of Unicode", |text| own(&text.replace("&#x80;", "\u{80}"))),
    ("`<plaintext>` is a tag like others", |text| own(&text.replace("<plaintext>", "<div>"))),
    ("nothing is hidden", |text| {
        let mut document = own(text);
        document.blocks.iter_mut().for_each(|block| block.layout.hidden = false);
        document
    }),
    ("cells cover one column", |text| {
        let mut document = own(text);
        let cells = document.grids.iter_mut().flat_map(|grid| &mut grid.cells);
        cells.for_each(|cell| cell.column_span = 1);
        document
    }),
    ("text in a table stays where it is", |text| own(&text.replace("<table>", "<table><tr><td>"))),
];

#[test]
fn wrong_readers_are_found() {
    let pages = pages();
    let missed = WRONG.iter().filter(|(_, reader)| {
        let mut random = Random(1);
        (0..BROKEN).all(|_| reads_alike(*reader, &broken_page(&pages, &mut random)))
    });
    assert_eq!(missed.map(|(mistake, _)| *mistake).collect::<Vec<_>>(), [""; 0]);
}
