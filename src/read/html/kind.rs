//! What elements are to the reader.

use html5ever::{LocalName, local_name};

use crate::document::Tag;

/// What an element is to the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Part of a line.
    Inline,
    /// Inline, a link.
    Link,
    /// Inline, bold.
    Bold,
    /// Block-level; holds one paragraph as a rule.
    Leaf(Tag),
    /// `<html>`, `<body>`.
    Page,
    /// Block-level; holds other blocks.
    Group,
    /// `<table>`.
    Table,
    /// A row group.
    Section {
        /// `<thead>`.
        head: bool,
    },
    /// `<tr>`.
    Row,
    /// `<td>`, `<th>`.
    Cell {
        /// `<th>`.
        header: bool,
    },
    /// `<br>`.
    Break,
    /// Block-level; its line ends are kept.
    Preformatted,
    /// Its content is not seen.
    Unseen,
    /// `<title>` of the page.
    Title,
    /// `<meta>`.
    Meta,
}

impl Kind {
    /// Whether it makes lines of its own.
    pub(super) fn is_block(self) -> bool {
        !matches!(self, Self::Inline | Self::Link | Self::Bold)
    }

    /// Kind of an element by its name.
    pub(super) fn of(name: &LocalName) -> Self {
        match *name {
            local_name!("span")
            | local_name!("font")
            | local_name!("i")
            | local_name!("em")
            | local_name!("u")
            | local_name!("img") => Kind::Inline,
            local_name!("a") => Kind::Link,
            local_name!("b") | local_name!("strong") => Kind::Bold,
            local_name!("br") => Kind::Break,
            local_name!("p") => Kind::Leaf(Tag::Paragraph),
            local_name!("h1") => Kind::Leaf(Tag::Heading(1)),
            local_name!("h2") => Kind::Leaf(Tag::Heading(2)),
            local_name!("h3") => Kind::Leaf(Tag::Heading(3)),
            local_name!("h4") => Kind::Leaf(Tag::Heading(4)),
            local_name!("h5") => Kind::Leaf(Tag::Heading(5)),
            local_name!("h6") => Kind::Leaf(Tag::Heading(6)),
            local_name!("li") | local_name!("dt") | local_name!("dd") => Kind::Leaf(Tag::ListItem),
            local_name!("caption") => Kind::Leaf(Tag::Caption),
            local_name!("option")
            | local_name!("summary")
            | local_name!("legend")
            | local_name!("figcaption") => Kind::Leaf(Tag::Other),
            local_name!("table") => Kind::Table,
            local_name!("tr") => Kind::Row,
            local_name!("td") => Kind::Cell { header: false },
            local_name!("th") => Kind::Cell { header: true },
            local_name!("thead") => Kind::Section { head: true },
            local_name!("tbody") | local_name!("tfoot") => Kind::Section { head: false },
            local_name!("pre")
            | local_name!("textarea")
            | local_name!("listing")
            | local_name!("xmp")
            | local_name!("plaintext") => Kind::Preformatted,
            local_name!("title") => Kind::Title,
            local_name!("meta") => Kind::Meta,
            local_name!("script")
            | local_name!("style")
            | local_name!("template")
            | local_name!("input")
            | local_name!("iframe")
            | local_name!("noframes")
            | local_name!("noembed")
            | local_name!("audio")
            | local_name!("video")
            | local_name!("canvas")
            | local_name!("datalist")
            | local_name!("desc")
            | local_name!("metadata")
            | local_name!("defs") => Kind::Unseen,
            local_name!("html") | local_name!("body") => Kind::Page,
            local_name!("div")
            | local_name!("ul")
            | local_name!("ol")
            | local_name!("dl")
            | local_name!("center")
            | local_name!("section")
            | local_name!("article")
            | local_name!("main")
            | local_name!("nav")
            | local_name!("header")
            | local_name!("footer")
            | local_name!("aside")
            | local_name!("address")
            | local_name!("blockquote")
            | local_name!("details")
            | local_name!("dialog")
            | local_name!("dir")
            | local_name!("fieldset")
            | local_name!("figure")
            | local_name!("form")
            | local_name!("hgroup")
            | local_name!("hr")
            | local_name!("menu")
            | local_name!("search")
            | local_name!("select")
            | local_name!("optgroup")
            | local_name!("button")
            | local_name!("marquee")
            | local_name!("noscript")
            | local_name!("frameset") => Kind::Group,
            _ if name.ends_with("content") => Kind::Group,
            _ => Kind::Inline,
        }
    }
}
