//! Nothing lost, nothing invented: the blocks of a source, as published, are all the text that a
//! second, simple reader sees in it, in the same order.
//!
//! The order differs where it must: hidden words inside a line become a block of their own behind
//! it, and browsers put text that stands between the cells of a table before the table.

#[path = "../common/mod.rs"]
mod common;
mod reader;

use std::path::{Path, PathBuf};

use extract::decode::decode;
use extract::document::MediaType;
use extract::read::Limits;
use extract::unpack::unpack;
use extract::{Error, Options, READ, convert_until};

/// Largest source that is unpacked.
const LARGEST: u64 = 1 << 28;
/// Lines past which text loses its form, and nothing else.
const FEW_LINES: usize = 5;

#[test]
fn blocks_of_all_samples_are_their_visible_text() {
    check(common::samples());
}

/// Real documents, where they are at hand.
#[test]
fn blocks_of_the_corpus_are_its_visible_text() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let is_source = |path: &PathBuf| {
        path.extension().is_some_and(|kind| ["html", "txt", "md"].iter().any(|one| kind == *one))
    };
    let files = common::files_in(&corpus).into_iter().filter(is_source);
    let read =
        |path: PathBuf| (path.display().to_string(), std::fs::read(&path).expect("readable"));
    check(files.map(read).collect());
}

fn check(sources: Vec<(String, Vec<u8>)>) {
    let limits = [None, Some(FEW_LINES)].map(|lines| Limits { lines, ..Limits::default() });
    let all = limits.map(|limits| Options { limits, ..Options::default() });
    let differs = |(path, bytes): &(String, Vec<u8>)| {
        all.iter().filter_map(|options| differs(path, bytes, options)).collect::<Vec<_>>()
    };
    let wrong: Vec<String> = sources.iter().flat_map(differs).collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), sources.len(), wrong.join("\n"));
}

fn differs(path: &str, bytes: &[u8], options: &Options) -> Option<String> {
    let document = match convert_until(path, bytes, options, Some(READ)) {
        Ok(document) => document,
        Err(Error::Empty | Error::Binary(_)) => return None,
        Err(error) => return Some(format!("{path}: {error}")),
    };
    let unpacked = unpack(bytes, LARGEST).expect("it was read");
    let decoded = decode(&unpacked).expect("it was read");
    let seen = match document.source.media_type {
        MediaType::Html => reader::visible(&decoded.text),
        MediaType::Plain => decoded.text.clone().into_owned(),
    };
    let published = document.blocks.iter().map(|block| document.text.published(block));
    let (ours, seen) = (squeezed(published.flat_map(str::chars)), squeezed(seen.chars()));
    let (mut all_ours, mut all_seen) = (ours.clone(), seen.clone());
    all_ours.sort_unstable();
    all_seen.sort_unstable();
    let is_hidden = |text: &str| text.contains("display") || text.contains("hidden");
    let may_move = is_hidden(&decoded.text) || decoded.text.contains("<table");
    let differs = all_ours != all_seen || ours != seen && !may_move;
    differs.then(|| {
        let (ours, seen) = if may_move { (&all_ours, &all_seen) } else { (&ours, &seen) };
        format!("{path}: {}", first_difference(ours, seen))
    })
}

/// Without white space and what takes no room.
fn squeezed(text: impl Iterator<Item = char>) -> Vec<char> {
    text.filter(|c| !c.is_whitespace() && !matches!(c, '\u{FEFF}' | '\0')).collect()
}

fn first_difference(ours: &[char], seen: &[char]) -> String {
    let place = ours.iter().zip(seen).take_while(|(a, b)| a == b).count();
    let near = |text: &[char]| {
        let start = place.saturating_sub(12).min(text.len());
        text[start..(place + 40).min(text.len())].iter().collect::<String>()
    };
    format!(
        "{} characters for {}\n  ours {}\n  seen {}",
        ours.len(),
        seen.len(),
        near(ours),
        near(seen)
    )
}
