//! HTML pages: parsed as browsers do, then one block for each visible line of text.

mod flood;
mod guard;
mod hints;
mod line;
mod style;
mod tables;
mod tree;
mod walk;

use std::borrow::Cow;

use html5ever::TokenizerResult;
use html5ever::buffer_queue::BufferQueue;
use html5ever::interface::TreeSink;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};

use self::guard::{Guard, Reached};
use self::tree::{Builder, Tree};
use crate::document::{Document, Problem};

/// Bytes looked at to tell markup from text.
const PROBE: usize = 4_096;
/// Tags among them that make it markup when nothing says `<html`.
const ENOUGH_TAGS: usize = 5;

/// Whether a text is HTML, by its first bytes: it says so, or it has enough tags that pages use.
pub fn is_html(text: &str) -> bool {
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    let probe = &start.as_bytes()[..start.len().min(PROBE)];
    says_html(probe)
        || opens_with_tag(probe) && count_tags(probe) >= 1
        || count_tags(probe) >= ENOUGH_TAGS
}

fn says_html(probe: &[u8]) -> bool {
    memchr::memchr_iter(b'<', probe).any(|at| {
        let tag = &probe[at + 1..];
        starts_tag(tag, b"!doctype") || starts_tag(tag, b"html") || starts_tag(tag, b"body")
    })
}

fn opens_with_tag(probe: &[u8]) -> bool {
    probe.first() == Some(&b'<')
}

fn count_tags(probe: &[u8]) -> usize {
    const TAGS: [&[u8]; 14] = [
        b"p", b"div", b"span", b"table", b"tr", b"td", b"br", b"a", b"ul", b"li", b"h1", b"h2",
        b"meta", b"font",
    ];
    let known = |at: &usize| TAGS.iter().any(|tag| starts_tag(&probe[at + 1..], tag));
    memchr::memchr_iter(b'<', probe).filter(known).count()
}

/// Whether markup after `<` is a start tag of this name.
fn starts_tag(markup: &[u8], name: &[u8]) -> bool {
    markup.len() > name.len()
        && markup[..name.len()].eq_ignore_ascii_case(name)
        && matches!(markup[name.len()], b'>' | b'/' | b' ' | b'\t' | b'\r' | b'\n')
}

/// Reads a page. What a limit cut off is reported.
pub fn read(text: &str, document: &mut Document) {
    let page = flood::bound_attributes(text);
    if matches!(page, Cow::Owned(_)) {
        limit(document, "attributes past the 256th of a tag are ignored");
    }
    let (tree, reached) = parse(&page);
    if reached.depth {
        limit(document, "elements nested deeper than 1,024 are read as their text alone");
    }
    if reached.nodes {
        limit(document, "the page has too many elements; the last are read as their text alone");
    }
    walk::walk(&tree, document);
}

fn limit(document: &mut Document, what: &str) {
    document.report(&Problem::LimitReached { what: what.to_owned() }, None);
}

fn parse(page: &str) -> (Tree, Reached) {
    let options = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let guard = Guard::new(TreeBuilder::new(Builder::new(), options), page.len());
    let tokenizer = Tokenizer::new(guard, TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(page));
    while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
    tokenizer.end();
    let (builder, reached) = tokenizer.sink.finish();
    (builder.finish(), reached)
}

#[cfg(test)]
mod tests;
