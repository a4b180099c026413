//! The printed contents list: recognised and set apart, so that it can check the headings and is
//! never mistaken for them.

mod entry;

use std::collections::HashSet;

use crate::Options;
use crate::data::compare::{has_length, is_one_of, key, key_within};
use crate::data::levels::Levels;
use crate::data::numbering::{Style, label};
use crate::document::{ContentsEntry, Document, Role};
use entry::{Entry, Printed};

/// Words that stand over a contents list.
const TITLES: [&str; 4] = ["目录", "目次", "总目录", "目录页"];
/// Longest line, in characters, that can be an entry without its page number.
const LONGEST_ENTRY: usize = 60;
/// Most lines in a row without label and page number; more are no list but the body.
const MOST_UNLABELLED: usize = 12;
/// Fewest entries of a list that has no title of its own.
const FEWEST_UNTITLED: usize = 6;

/// Runs the pass.
pub fn run(document: &mut Document, _options: &Options) {
    if !document.contents.is_empty() {
        return;
    }
    let unread: Vec<usize> =
        (0..document.blocks.len()).filter(|n| document.blocks[*n].role == Role::Unread).collect();
    let found = titled(document, &unread).or_else(|| untitled(document, &unread));
    if let Some(list) = found {
        accept(document, &list);
    }
}

/// A contents list as block numbers and entries.
struct List {
    title: Option<usize>,
    entries: Vec<Entry>,
}

fn titled(document: &Document, unread: &[usize]) -> Option<List> {
    let place = unread.iter().position(|n| is_one_of(document.clean(*n), &TITLES))?;
    let entries = entries_from(document, &unread[place + 1..]);
    (entries.len() >= 2).then_some(List { title: Some(unread[place]), entries })
}

/// A list without a title: a run of labelled lines without prose, each of which comes again.
fn untitled(document: &Document, unread: &[usize]) -> Option<List> {
    let start = unread.iter().position(|n| starts_strong(document.clean(*n)))?;
    let entries = entries_from(document, &unread[start..]);
    let (first, last) = (entries.first()?, entries.last()?.blocks.1);
    let mut after = unread.iter().filter(|n| **n > last).map(|n| document.clean(*n));
    let first = first.printed();
    let is_list = entries.len() >= FEWEST_UNTITLED && after.any(|text| first.is_in(text));
    is_list.then_some(List { title: None, entries })
}

fn starts_strong(text: &str) -> bool {
    label(text).is_some_and(|label| label.number == 1 && label.style != Style::Article)
        && !ends_sentence(text)
}

/// Entries from the first line on, up to where the body starts.
fn entries_from(document: &Document, lines: &[usize]) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut unlabelled = 0;
    let mut heads = Heads::default();
    for &number in lines {
        let text = document.clean(number);
        if is_body(text) || heads.restart(text, &entries) || unlabelled > MOST_UNLABELLED {
            break;
        }
        let pieces = entry::parse(text, number);
        let is_plain = pieces.iter().all(|piece| piece.label.is_none() && piece.page.is_none());
        unlabelled = if is_plain { unlabelled + 1 } else { 0 };
        match entries.last_mut() {
            Some(last) if entry::is_page(text) => last.take_page(text, number),
            Some(last) if continues(last, &pieces) => last.extend(text, number),
            _ => entries.extend(pieces),
        }
    }
    drop_trailing_lines(document, lines, &mut entries);
    entries
}

/// A paragraph of the body: a whole sentence, or longer than an entry.
fn is_body(text: &str) -> bool {
    let is_long = |text: &str| has_length(text, LONGEST_ENTRY + 1);
    ends_sentence(text)
        || (is_long(text)
            && is_long(entry::without_leaders(text))
            && entry::split_labels(text).len() < 2)
}

fn ends_sentence(text: &str) -> bool {
    text.ends_with(['；', ';', '！']) || text.contains('。')
}

/// Headings of the first entries, and whether each is long enough to be told by it.
#[derive(Default)]
struct Heads(Vec<(Printed, bool)>);

impl Heads {
    /// The body starts with the first entry's heading once more, or with that of the second or third.
    fn restart(&mut self, text: &str, entries: &[Entry]) -> bool {
        let known = match entries.len() {
            0 | 1 => 0,
            2 | 3 => 1,
            _ => 3,
        };
        let more = entries.iter().take(known).skip(self.0.len());
        self.0.extend(more.map(|entry| (entry.printed(), entry.is_long())));
        let mut heads = self.0.iter().enumerate();
        heads.any(|(place, (head, is_long))| (place == 0 || *is_long) && head.is_in(text))
    }
}

/// The second line of an entry that was broken: no label, and the first had no page yet.
fn continues(last: &Entry, pieces: &[Entry]) -> bool {
    matches!(pieces, [piece] if piece.label.is_none())
        && last.page.is_none()
        && last.title.ends_with(['，', ',', '、'])
}

/// Unlabelled lines at the end belong to the body unless they have a page or come again.
fn drop_trailing_lines(document: &Document, lines: &[usize], entries: &mut Vec<Entry>) {
    let is_sure = |entry: &Entry| entry.label.is_some() || entry.page.is_some();
    let sure = entries.iter().rposition(is_sure).map_or(0, |place| place + 1);
    let Some(last) = entries.last().filter(|_| sure < entries.len()) else { return };
    let titles: HashSet<String> = entries[sure..].iter().map(|entry| key(&entry.title)).collect();
    let longest = titles.iter().map(String::len).max().unwrap_or(0);
    let after = lines.iter().filter(|n| **n > last.blocks.1);
    let again: HashSet<String> = after
        .filter_map(|n| key_within(document.clean(*n), longest))
        .filter(|key| titles.contains(key))
        .collect();
    let comes_again = |entry: &Entry| again.contains(&key(&entry.title));
    let keep = entries.iter().rposition(|entry| is_sure(entry) || comes_again(entry));
    entries.truncate(keep.map_or(0, |place| place + 1));
}

fn accept(document: &mut Document, list: &List) {
    let labels = list.entries.iter().filter_map(|entry| entry.label.as_ref());
    let levels = Levels::of(labels.map(|(label, _)| (label.style, label.number)));
    if let Some(title) = list.title {
        document.blocks[title].role = Role::ContentsTitle;
    }
    for entry in &list.entries {
        for number in entry.blocks.0..=entry.blocks.1 {
            if document.blocks[number].role == Role::Unread {
                document.blocks[number].role = Role::ContentsEntry;
            }
        }
        document.contents.push(written(entry, &levels));
    }
}

fn written(entry: &Entry, levels: &Levels) -> ContentsEntry {
    ContentsEntry {
        level: entry.label.as_ref().map_or(1, |(label, _)| levels.level(label.style)),
        label: entry.label.as_ref().map(|(_, text)| text.clone()),
        title: entry.title.clone(),
        page: entry.page,
        blocks: [entry.blocks.0 as u32, entry.blocks.1 as u32],
    }
}

#[cfg(test)]
mod tests;
