//! What the head of the page says: `<meta>` fields and `<title>`.

use std::borrow::Cow;

use crate::data::date::{self, Stamp};
use crate::data::fold::Table;
use crate::data::numbering::is_han;
use crate::document::{Document, Script};

/// Names of `<meta>` fields by content systems, lower case, best first.
const TITLE: [&str; 4] = ["articletitle", "article_title", "og:title", "arttitle"];
const PUBLISHED: [&str; 6] = [
    "pubdate",
    "publishdate",
    "publish_date",
    "article:published_time",
    "firstpublishedtime",
    "pubtime",
];
const PUBLISHER: [&str; 3] = ["contentsource", "content_source", "articlesource"];
/// Names of the field with the site's own name: the publisher where no source is stated.
const SITE: [&str; 3] = ["sitename", "site_name", "og:site_name"];
const COLUMN: [&str; 2] = ["columnname", "column_name"];

/// Fields of the head of a page, in the script that the text has by now.
pub struct Page<'a>(Vec<(&'a str, Cow<'a, str>)>);

impl<'a> Page<'a> {
    /// The page that a document was read from.
    pub fn of(document: &'a Document) -> Self {
        let traditional = matches!(document.source.script, Script::Traditional | Script::Mixed);
        let known = [&TITLE[..], &PUBLISHED, &PUBLISHER, &SITE, &COLUMN, &["title"]].concat();
        let fields = document.page_fields.iter().filter(|(name, _)| known.contains(&name.as_str()));
        let value = |text: &'a str| match traditional {
            true => Cow::Owned(simplified(text)),
            false => Cow::Borrowed(text),
        };
        Self(fields.map(|(name, text)| (name.as_str(), value(text.trim()))).collect())
    }

    /// Title of the article, unless it is a string of keywords.
    pub fn title(&self) -> Option<&str> {
        self.value(&TITLE).filter(|title| !is_keywords(title))
    }

    /// Day (and time) of publication.
    pub fn published(&self) -> Option<Stamp> {
        let text = self.value(&PUBLISHED)?;
        date::leading(text).map(|(stamp, _)| stamp).or_else(|| date::compact(text))
    }

    /// Where the content came from, or else the site that it stands on.
    pub fn publisher(&self) -> Option<&str> {
        self.value(&PUBLISHER).or_else(|| self.value(&SITE))
    }

    /// Column of the site.
    pub fn column(&self) -> Option<&str> {
        self.value(&COLUMN)
    }

    /// Parts of `<title>`, which joins the article's title with names of column and site.
    pub fn title_parts(&self) -> impl Iterator<Item = &str> {
        let title = self.value(&["title"]).unwrap_or_default();
        title
            .split(['_', '|', '｜'])
            .flat_map(|part| part.split(" - "))
            .chain(std::iter::once(title))
            .map(str::trim)
            .filter(|part| !part.is_empty() && !is_keywords(part))
    }

    fn value(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| {
            let fields = self.0.iter().filter(|(field, _)| field == name);
            fields.map(|(_, value)| value.as_ref()).find(|value| !value.is_empty())
        })
    }
}

/// The text with every Han character simplified; a field has no context worth a dictionary.
fn simplified(text: &str) -> String {
    let table = Table::get();
    text.chars().map(|c| if is_han(c) { table.fold(c).0 } else { c }).collect()
}

/// Keywords of other sites in place of a title: lists with commas or rules.
fn is_keywords(text: &str) -> bool {
    text.matches([',', '，', '_', '|']).count() >= 2
}
