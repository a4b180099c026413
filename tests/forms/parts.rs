//! A converted document as parts in reading order, to be printed again.

use extract::document::{Content, Document, Section, SectionKind, Table};

/// One part as the printer of a form sees it.
#[derive(Clone)]
pub enum Part {
    /// Title of the document.
    Title(String),
    /// Number of the document.
    Number(String),
    /// Line of the covering letter: addressees and sign-off are set apart by their place.
    Letter(String, Place),
    /// Title of the plan behind the letter.
    PlanTitle(String),
    /// Line of the contents list.
    Contents(String),
    /// Heading with its level; the label is whole.
    Heading(u8, String),
    /// Paragraph, list item, note or figure caption.
    Text(String),
    /// Title of a box.
    BoxTitle(String),
    /// Paragraphs of a box.
    BoxTexts(Vec<String>),
    /// Table with its caption.
    Table(Box<Table>),
}

/// Where a line of a letter stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// At the left, without an indent.
    Left,
    /// As a paragraph.
    Body,
    /// At the right.
    Right,
}

/// Longest line that signs a letter, in characters.
const LONGEST_SIGNATURE: usize = 30;

/// The parts of a document.
pub fn of(document: &Document) -> Vec<Part> {
    let metadata = &document.metadata;
    let mut parts: Vec<Part> = metadata.title.clone().map(Part::Title).into_iter().collect();
    parts.extend(metadata.document_number.clone().map(Part::Number));
    let contents: Vec<Part> = document
        .contents
        .iter()
        .map(|entry| Part::Contents(joined(entry.label.as_deref().unwrap_or(""), &entry.title)))
        .collect();
    let mut open: Vec<&Section> = document.sections.iter().rev().collect();
    let mut before_text = true;
    while let Some(section) = open.pop() {
        if section.kind == SectionKind::Notice {
            letter(section, &mut parts);
        } else {
            heading(section, &mut parts);
            if std::mem::take(&mut before_text) {
                let place = parts.len() - usize::from(section.kind != SectionKind::Preamble);
                parts.splice(place..place, contents.iter().cloned());
            }
            contents_of(document, section, &mut parts);
        }
        open.extend(section.sections.iter().rev());
    }
    parts
}

fn letter(section: &Section, parts: &mut Vec<Part>) {
    let texts: Vec<&str> = section.content.iter().filter_map(text_of).collect();
    let last = texts.iter().rposition(|text| text.ends_with('。')).unwrap_or(0);
    for (place, text) in texts.iter().enumerate() {
        let place = match () {
            () if text.ends_with('：') => Place::Left,
            () if place > last && text.chars().count() <= LONGEST_SIGNATURE => Place::Right,
            () => Place::Body,
        };
        parts.push(Part::Letter((*text).to_owned(), place));
    }
}

fn heading(section: &Section, parts: &mut Vec<Part>) {
    let label = section.label.as_deref().unwrap_or("");
    if section.kind == SectionKind::Preamble {
        parts.extend(Some(section.title.clone()).filter(|t| !t.is_empty()).map(Part::PlanTitle));
    } else if section.kind == SectionKind::Article {
        // Its text stands on the line of its label.
    } else {
        parts.push(Part::Heading(section.level, joined(label, &section.title)));
    }
}

/// Label and title with the space that `第…章` has behind it.
fn joined(label: &str, title: &str) -> String {
    let spaced = label.starts_with(['第', '附']) && !title.is_empty();
    format!("{label}{}{title}", if spaced { "\u{3000}" } else { "" })
}

fn contents_of(document: &Document, section: &Section, parts: &mut Vec<Part>) {
    let mut article = (section.kind == SectionKind::Article)
        .then(|| section.label.clone().unwrap_or_default() + "\u{3000}");
    for content in &section.content {
        match content {
            Content::Box { label, title, content, .. } => {
                parts.push(Part::BoxTitle(format!("{label}：{title}")));
                let texts: Vec<String> =
                    content.iter().filter_map(text_of).map(str::to_owned).collect();
                parts.extend(Some(texts).filter(|texts| !texts.is_empty()).map(Part::BoxTexts));
                parts.extend(content.iter().filter_map(|inner| table_of(document, inner)));
            }
            Content::Table { .. } => parts.extend(table_of(document, content)),
            Content::Figure { label, .. } => {
                let figure = document.figures.iter().find(|figure| figure.label == *label);
                parts.extend(figure.map(|f| Part::Text(format!("{label}：{}", f.caption))));
            }
            _ => parts.extend(
                text_of(content).map(|text| Part::Text(article.take().unwrap_or_default() + text)),
            ),
        }
    }
}

fn text_of(content: &Content) -> Option<&str> {
    match content {
        Content::Paragraph { text, .. }
        | Content::ListItem { text, .. }
        | Content::Note { text, .. } => Some(text),
        _ => None,
    }
}

fn table_of(document: &Document, content: &Content) -> Option<Part> {
    let Content::Table { table, .. } = content else { return None };
    let table = document.tables.iter().find(|one| one.id == *table)?;
    Some(Part::Table(Box::new(table.clone())))
}
