//! YAML front matter: every value is a double-quoted string, which no text can end.

use std::fmt::Write;

use crate::document::Document;
use crate::write::dataset::name;

/// What identifies the document; fields it does not state are left out.
pub(super) fn matter(document: &Document) -> String {
    let metadata = &document.metadata;
    let mut out = "---\n".to_owned();
    let mut field = |key: &str, value: Option<&str>| {
        if let Some(value) = value {
            writeln!(out, "{key}: {}", quoted(value)).expect("a String takes every character");
        }
    };
    field("title", metadata.title.as_deref());
    field("document_number", metadata.document_number.as_deref());
    field("issuer", metadata.issuer.as_deref());
    field("issued", metadata.issued.as_deref());
    field("published", metadata.published.as_deref());
    field("publisher", metadata.publisher.as_deref());
    field("kind", metadata.kind.as_ref().map(name));
    field("status", Some(name(&document.status)));
    field("source", Some(&document.source.path));
    out.push_str("---\n");
    out
}

/// A JSON string is a YAML string, but for characters YAML does not allow.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => out.extend(['\\', character]),
            _ if is_printable(character) => out.push(character),
            _ => write!(out, "\\u{:04x}", u32::from(character))
                .expect("a String takes every character"),
        }
    }
    out.push('"');
    out
}

/// YAML 1.2 §5.1, without the characters that some readers take for line ends.
fn is_printable(character: char) -> bool {
    !character.is_control()
        && !matches!(character, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_cannot_end_their_string() {
        let check = |text: &str, expected: &str| assert_eq!(quoted(text), expected);
        check("云溪区“十四五”规划", "\"云溪区“十四五”规划\"");
        check("a\"\n---\nb: \\", "\"a\\\"\\u000a---\\u000ab: \\\\\"");
        check("\u{2028}\u{85}", "\"\\u2028\\u0085\"");
    }
}
