//! Titles that the head of a page states, to know the line that repeats one.

use std::collections::HashSet;

use crate::data::fold::Table;
use crate::document::Document;

/// Shortest part of a title that is a title, in characters: shorter ones name columns.
const SHORTEST: usize = 5;

/// How names of sites end: the part of a title that names the site may sign the document too.
const SITES: [&str; 9] = ["政府", "网", "网站", "门户", "局", "委员会", "厅", "办公室", "平台"];

/// Folded titles of a page and their parts.
#[derive(Debug, Default)]
pub struct Titles {
    parts: HashSet<String>,
    /// Bytes of the longest part: no need to look for longer lines.
    longest: usize,
}

impl Titles {
    /// Titles in `<title>` and `<meta>`.
    pub fn new(document: &Document) -> Self {
        let mut titles = Self::default();
        let known =
            |name: &str| matches!(name, "title" | "articletitle" | "og:title" | "twitter:title");
        for (_, value) in document.page_fields.iter().filter(|(name, _)| known(name)) {
            titles.add(value);
        }
        titles
    }

    fn add(&mut self, title: &str) {
        self.insert(title);
        title
            .split(['_', '|', '-', '—', '–', '－', '｜', '＿', '>', '<'])
            .for_each(|part| self.insert(part));
        if let Some((first, _)) = title.split_once([' ', '\u{3000}']) {
            self.insert(first);
        }
    }

    fn insert(&mut self, part: &str) {
        let folded = Table::get().fold_text(part);
        if folded.chars().count() >= SHORTEST && !SITES.iter().any(|end| folded.ends_with(end)) {
            self.longest = self.longest.max(folded.len());
            self.parts.insert(folded);
        }
    }

    /// Whether a folded line is a title of the page.
    pub fn contains(&self, folded: &str) -> bool {
        folded.len() <= self.longest && self.parts.contains(folded)
    }
}
