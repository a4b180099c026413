//! HTML pages: parsed as browsers do, then one block for each visible line of text.

mod attributes;
mod code;
mod doctype;
mod guard;
mod hints;
mod kind;
mod line;
mod names;
mod references;
mod style;
mod tables;
mod tokens;
mod tree;
mod walk;

use std::borrow::Cow;

use html5ever::interface::TreeSink;
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};

use self::guard::Guard;
use self::tokens::Tokenizer;
use self::tree::{Builder, Tree};
use super::lines::Lines;
use super::{BYTES_PER_CELL, Limits};
use crate::document::Document;

/// Bytes looked at to tell markup from text.
const PROBE: usize = 4_096;
/// Bytes of a page that says `<html` looked at: half of it may be scripts.
const PAGE_PROBE: usize = 65_536;
/// Tags of such a page; text that names a tag or two has fewer.
const PAGE_TAGS: usize = 8;
/// Percent of the lines with tags in a fragment of a page: text with stray tags has fewer.
const FRAGMENT_PERCENT: usize = 50;
/// Tags that tell a fragment.
const TAGS: [&[u8]; 24] = [
    b"p", b"div", b"span", b"table", b"tr", b"td", b"th", b"tbody", b"br", b"a", b"ul", b"ol",
    b"li", b"h1", b"h2", b"h3", b"meta", b"link", b"font", b"center", b"title", b"head", b"script",
    b"style",
];

/// Whether a text is HTML, by its first bytes: it begins as a page does, or tags stand in so many
/// of its lines that they are no stray ones.
pub fn is_html(text: &str) -> bool {
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    let first = |bytes: usize| &start.as_bytes()[..start.len().min(bytes)];
    begins_page(first(PROBE))
        || says_html(first(PROBE)) && tags(first(PAGE_PROBE)).nth(PAGE_TAGS - 1).is_some()
        || is_fragment(first(PROBE))
}

fn is_fragment(probe: &[u8]) -> bool {
    let lines = || probe.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty());
    let tagged = lines().filter(|line| tags(line).next().is_some()).count();
    tagged > 0 && tagged * 100 >= lines().count() * FRAGMENT_PERCENT
}

fn begins_page(probe: &[u8]) -> bool {
    [b"<!doctype".as_slice(), b"<html", b"<head", b"<body", b"<?xml"]
        .iter()
        .any(|mark| probe.len() > mark.len() && probe[..mark.len()].eq_ignore_ascii_case(mark))
}

fn says_html(probe: &[u8]) -> bool {
    memchr::memchr_iter(b'<', probe).any(|at| {
        let tag = &probe[at + 1..];
        [b"!doctype".as_slice(), b"html", b"body"].iter().any(|name| starts_tag(tag, name))
    })
}

/// Where tags of pages start.
fn tags(markup: &[u8]) -> impl Iterator<Item = usize> {
    memchr::memchr_iter(b'<', markup).filter(|at| {
        let tag = &markup[at + 1..];
        let tag = tag.strip_prefix(b"/").unwrap_or(tag);
        TAGS.iter().any(|name| starts_tag(tag, name))
    })
}

/// Whether markup after `<` is a start tag of this name.
fn starts_tag(markup: &[u8], name: &[u8]) -> bool {
    markup.len() > name.len()
        && markup[..name.len()].eq_ignore_ascii_case(name)
        && matches!(markup[name.len()], b'>' | b'/' | b' ' | b'\t' | b'\r' | b'\n')
}

/// Reads a page. What a limit cut off is reported.
pub fn read(text: &str, limits: &Limits, document: &mut Document) {
    let tree = parse(&with_line_ends(text), limits, document);
    walk::walk(&tree, Lines::new(limits.lines_of(text.len(), BYTES_PER_CELL)), document);
}

/// The page as the standard has it read: every line ends with `\n`.
fn with_line_ends(text: &str) -> Cow<'_, str> {
    match memchr::memchr(b'\r', text.as_bytes()) {
        Some(_) => text.replace("\r\n", "\n").replace('\r', "\n").into(),
        None => text.into(),
    }
}

fn parse(page: &str, limits: &Limits, document: &mut Document) -> Tree {
    let guard = guard(page.len(), limits);
    let (guard, flooded) = Tokenizer::new(page, guard, limits.attributes).run();
    if flooded {
        let most = limits.attributes;
        document.report_limit(format!("attributes of a tag past number {most} are ignored"));
    }
    finish(guard, limits, document)
}

fn guard(bytes: usize, limits: &Limits) -> Guard {
    let options = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    Guard::new(TreeBuilder::new(Builder::new(), options), bytes, limits)
}

fn finish(guard: Guard, limits: &Limits, document: &mut Document) -> Tree {
    let (builder, reached) = guard.finish();
    if reached.depth {
        let most = limits.depth;
        let what = format!("elements nested deeper than {most} are read as their text alone");
        document.report_limit(what);
    }
    if reached.elements {
        let what = "the page has too many elements; the last are read as their text alone";
        document.report_limit(what.to_owned());
    }
    builder.finish()
}

#[cfg(test)]
mod tests;
