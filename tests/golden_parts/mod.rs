//! A document in the words of a person: facts, outline, tables, what was removed, doubts, Markdown.

use std::fmt::Write;

use extract::document::{BlockRange, Check, Content, Document, Section};
use extract::write;
use serde_json::Value;

/// Everything that is written of a document, each part under its name.
pub fn shown(document: &Document) -> String {
    let parts = [
        ("facts", facts(document)),
        ("contents", contents(document)),
        ("outline", outline(document)),
        ("tables", tables(document)),
        ("removed", removed(document)),
        ("checks", checks(&document.checks)),
        ("diagnostics", diagnostics(document)),
        ("document.md", body(&write::document_markdown(document)).to_owned()),
    ];
    let kept = parts.iter().filter(|(_, text)| !text.trim().is_empty());
    kept.map(|(name, text)| format!("==== {name}\n{}\n", text.trim_end())).collect()
}

/// What is known of the source and the document as a whole, but for its name, size and hash.
fn facts(document: &Document) -> String {
    let mut out = String::new();
    let source = &document.source;
    line(&mut out, "status", &json(&document.status));
    line(&mut out, "source", &format!("{}, {}", json(&source.media_type), source.encoding));
    line(&mut out, "script", &json(&source.script));
    if !source.damage.is_empty() {
        line(&mut out, "damage", &json(&source.damage));
    }
    if let Ok(Value::Object(fields)) = serde_json::to_value(&document.metadata) {
        for (name, value) in fields.iter().filter(|(_, value)| is_said(value)) {
            line(&mut out, name, &bare(value));
        }
    }
    out
}

fn is_said(value: &Value) -> bool {
    !value.is_null() && value.as_array().is_none_or(|list| !list.is_empty())
}

fn contents(document: &Document) -> String {
    let mut out = String::new();
    for entry in &document.contents {
        let indent = "  ".repeat(usize::from(entry.level).saturating_sub(1));
        let label = entry.label.as_deref().unwrap_or("-");
        let page = entry.page.map(|page| format!(", page {page}")).unwrap_or_default();
        line(&mut out, &format!("{indent}{label}"), &format!("{}{page}", entry.title));
    }
    out
}

/// Sections with the pieces in them, each with its blocks.
fn outline(document: &Document) -> String {
    let mut out = String::new();
    let mut open: Vec<&Section> = document.sections.iter().rev().collect();
    while let Some(section) = open.pop() {
        let Section { id, kind, level, label, title, blocks, .. } = section;
        let label = label.as_deref().unwrap_or("-");
        let what = format!("{} {level} {label} | {title}", json(kind));
        row(&mut out, 0, *blocks, &format!("{id}: {what}"));
        pieces(&mut out, 1, &section.content);
        open.extend(section.sections.iter().rev());
    }
    out
}

fn pieces(out: &mut String, depth: usize, content: &[Content]) {
    for piece in content {
        row(out, depth, *piece.blocks(), &told(piece));
        if let Content::Box { content, .. } = piece {
            pieces(out, depth + 1, content);
        }
    }
}

fn told(piece: &Content) -> String {
    match piece {
        Content::Paragraph { lead, .. } => format!("paragraph{}", lead_of(lead.as_deref())),
        Content::ListItem { lead, .. } => format!("list item{}", lead_of(lead.as_deref())),
        Content::Table { table, .. } => format!("table {table}"),
        Content::Figure { label, .. } => format!("figure {label}"),
        Content::Note { text, .. } => format!("note {text}"),
        Content::Box { label, title, .. } => format!("box {label} | {title}"),
    }
}

fn lead_of(lead: Option<&str>) -> String {
    lead.map(|lead| format!(", lead {lead}")).unwrap_or_default()
}

fn tables(document: &Document) -> String {
    let mut out = String::new();
    for table in &document.tables {
        let blocks = range(table.blocks);
        let says = [
            ("label", table.label.clone()),
            ("caption", table.caption.clone()),
            ("unit", table.unit.clone()),
        ];
        let origin = json(&table.origin);
        line(
            &mut out,
            &table.id,
            &format!("{origin}, blocks {blocks}, confidence {}", table.confidence),
        );
        says.iter().for_each(|(name, text)| {
            if let Some(text) = text {
                line(&mut out, name, text);
            }
        });
        for column in &table.columns {
            line(&mut out, "column", &bare(&serde_json::to_value(column).unwrap_or_default()));
        }
        if !table.merged.is_empty() {
            line(&mut out, "merged", &json(&table.merged));
        }
        table.notes.iter().for_each(|note| line(&mut out, "note", note));
        out.push_str(&checks(&table.checks));
        let header = table.header.len();
        writeln!(out, "{header} header rows").expect("a String takes every character");
        out.push_str(&write::table_csv(table));
        out.push('\n');
    }
    out
}

fn removed(document: &Document) -> String {
    let mut out = String::new();
    for piece in &document.removed {
        row(&mut out, 0, piece.blocks, &format!("{}: {}", json(&piece.reason), piece.original));
    }
    out
}

fn checks(checks: &[Check]) -> String {
    let mut out = String::new();
    for check in checks {
        let verdict = if check.ok { "ok" } else { "failed" };
        line(&mut out, "check", &format!("{} {verdict}, {}", json(&check.kind), check.detail));
    }
    out
}

fn diagnostics(document: &Document) -> String {
    let mut out = String::new();
    for found in &document.diagnostics {
        let blocks = found.blocks.map(|blocks| format!("{} ", range(blocks))).unwrap_or_default();
        let (severity, message) = (json(&found.severity), &found.message);
        line(&mut out, &found.code, &format!("{severity}, {blocks}{message}"));
    }
    out
}

/// Markdown without the front matter, which says what the facts say.
fn body(markdown: &str) -> &str {
    let front = markdown.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"));
    front.map_or(markdown, |(_, body)| body.trim_start())
}

fn row(out: &mut String, depth: usize, blocks: BlockRange, text: &str) {
    let indent = "  ".repeat(depth);
    writeln!(out, "{:<8}{indent}{text}", range(blocks)).expect("a String takes every character");
}

fn range([first, last]: BlockRange) -> String {
    if first == last { first.to_string() } else { format!("{first}-{last}") }
}

fn line(out: &mut String, key: &str, value: &str) {
    writeln!(out, "{key}: {value}").expect("a String takes every character");
}

/// JSON on one line, a text without its quotes.
fn json(value: &impl serde::Serialize) -> String {
    bare(&serde_json::to_value(value).unwrap_or_default())
}

fn bare(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
