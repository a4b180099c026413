//! Blocks as a person reads them, for `--until` and `explain`.

use std::fmt::Write;

use super::dataset::name;
use crate::document::{Block, Document, Heading, Layout, Role, Tag};

/// One line for each block: number, role, layout, text.
pub fn listing(document: &Document) -> String {
    let mut out = String::new();
    for (number, block) in document.blocks.iter().enumerate() {
        let text = document.text.of(block);
        let (role, layout) = (role(&block.role, text), layout(&block.layout));
        writeln!(out, "{number}\t{role}\t{layout}\t{}", one_line(text))
            .expect("a String takes every character");
    }
    out
}

/// What a block is; `text` is its clean text.
pub fn role(role: &Role, text: &str) -> String {
    match role {
        Role::Removed(reason) => format!("removed ({})", name(reason)),
        Role::Metadata(field) => format!("metadata ({})", name(field)),
        Role::Heading(heading) => heading_role(heading, text),
        Role::BoxTitle { end } => format!("box title (box ends before {end})"),
        Role::TableCaption(table) => format!("caption of table t{}", table + 1),
        Role::TableUnit(table) => format!("unit of table t{}", table + 1),
        Role::TableCell(table) => format!("cell of table t{}", table + 1),
        Role::TableNote(table) => format!("note of table t{}", table + 1),
        plain => plain_role(plain).to_owned(),
    }
}

fn plain_role(role: &Role) -> &'static str {
    match role {
        Role::Unread => "unread",
        Role::Title => "title",
        Role::ContentsTitle => "title of the contents list",
        Role::ContentsEntry => "contents entry",
        Role::HeadingLine => "further line of a heading",
        Role::BoxTitleLine => "further line of a box title",
        Role::Figure => "figure",
        Role::Note => "note",
        Role::ListItem => "list item",
        Role::Paragraph => "paragraph",
        Role::ParagraphLine => "further line of a paragraph",
        _ => "",
    }
}

fn heading_role(heading: &Heading, text: &str) -> String {
    let part = |range: &std::ops::Range<u32>| {
        text.get(range.start as usize..range.end as usize).unwrap_or("")
    };
    let (label, title) = (part(&heading.label), part(&heading.title));
    let mut out = format!("heading of level {} (label `{label}`, title `{title}`)", heading.level);
    if heading.run_in.is_some() {
        out.push_str(" with text behind it");
    }
    out
}

/// What is known of how a block stood in the source, in a few words; `-` for nothing.
pub fn layout(layout: &Layout) -> String {
    let mut parts = Vec::new();
    parts.extend(tag(layout.tag));
    let flags = [("centred", layout.centred), ("bold", layout.bold), ("hidden", layout.hidden)];
    parts.extend(flags.iter().filter(|(_, is_set)| *is_set).map(|(flag, _)| (*flag).to_owned()));
    let numbers = [
        ("indent", u32::from(layout.indent)),
        ("gap", u32::from(layout.gap)),
        ("link characters", layout.link_chars),
    ];
    let set = numbers.iter().filter(|(_, number)| *number > 0);
    parts.extend(set.map(|(what, number)| format!("{what} {number}")));
    parts.extend(layout.cell.map(|(grid, cell)| format!("grid {grid} cell {cell}")));
    if parts.is_empty() { "-".to_owned() } else { parts.join(", ") }
}

fn tag(tag: Tag) -> Option<String> {
    let plain = match tag {
        Tag::Line => return None,
        Tag::Heading(level) => return Some(format!("<h{level}>")),
        Tag::Paragraph => "<p>",
        Tag::ListItem => "<li>",
        Tag::Cell => "<td>",
        Tag::Caption => "<caption>",
        Tag::Preformatted => "<pre>",
        Tag::Other => "<…>",
    };
    Some(plain.to_owned())
}

/// Text on one line.
pub fn one_line(text: &str) -> String {
    text.replace(['\n', '\r', '\t'], " ")
}

/// The block with a number, if the document has one.
pub fn block(document: &Document, number: u32) -> Option<&Block> {
    document.blocks.get(usize::try_from(number).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{HeadingKind, Reason};

    #[test]
    fn roles_in_words() {
        let check = |found: &Role, expected: &str| assert_eq!(role(found, "第一章总则"), expected);
        check(&Role::Unread, "unread");
        check(&Role::Removed(Reason::PageFurniture), "removed (page_furniture)");
        check(&Role::TableCell(2), "cell of table t3");
        let heading = Heading {
            kind: HeadingKind::Chapter,
            level: 1,
            label: 0..9,
            title: 9..15,
            run_in: None,
            next: None,
        };
        check(
            &Role::Heading(Box::new(heading)),
            "heading of level 1 (label `第一章`, title `总则`)",
        );
    }

    #[test]
    fn layout_in_words() {
        let check = |found: Layout, expected: &str| assert_eq!(layout(&found), expected);
        check(Layout::default(), "-");
        check(
            Layout { tag: Tag::Paragraph, bold: true, indent: 4, ..Layout::default() },
            "<p>, bold, indent 4",
        );
        check(
            Layout { gap: 1, link_chars: 3, cell: Some((1, 2)), ..Layout::default() },
            "gap 1, link characters 3, grid 1 cell 2",
        );
    }
}
