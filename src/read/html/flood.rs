//! Bounds the attributes of a tag before the tokenizer compares each with all others.

use std::borrow::Cow;

use memchr::{memchr, memmem};

/// Attributes kept of a tag; real ones have at most a few dozen.
const MAX_ATTRIBUTES: usize = 256;
/// Elements whose content holds no tags.
const OPAQUE: [&[u8]; 2] = [b"script", b"style"];

/// The page without the attributes past the limit of each tag.
pub(super) fn bound_attributes(page: &str) -> Cow<'_, str> {
    let bytes = page.as_bytes();
    let mut kept = String::new();
    let (mut copied, mut at) = (0, 0);
    while let Some(open) = memchr(b'<', &bytes[at..]) {
        let tag = at + open + 1;
        at = tag;
        let markup = &bytes[tag..];
        if !markup.first().is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'!') {
            continue;
        }
        let scan = Scan::of(markup);
        if let Some(limit) = scan.limit {
            kept.push_str(&page[copied..tag + limit]);
            copied = tag + scan.end;
        }
        at = tag + scan.end + opaque(markup, &markup[scan.end..]);
    }
    if copied == 0 {
        return Cow::Borrowed(page);
    }
    kept.push_str(&page[copied..]);
    Cow::Owned(kept)
}

/// Bytes of opaque content after a tag; all of it when nothing ends it.
fn opaque(markup: &[u8], after: &[u8]) -> usize {
    let end = if markup.starts_with(b"!--") {
        memmem::find(after, b"-->")
    } else if let Some(name) = OPAQUE.iter().find(|name| starts(markup, name)) {
        memmem::find_iter(after, b"</").find(|at| starts(&after[at + 2..], name))
    } else {
        Some(0)
    };
    end.unwrap_or(after.len())
}

fn starts(markup: &[u8], name: &[u8]) -> bool {
    markup.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
}

/// What a look at the attributes of a tag finds.
struct Scan {
    /// Where its `>` stands, or the page ends.
    end: usize,
    /// Where the first attribute too many starts.
    limit: Option<usize>,
}

impl Scan {
    /// Reads the markup after `<` as the tokenizer would.
    fn of(markup: &[u8]) -> Self {
        if markup[0] == b'!' {
            return Self { end: 0, limit: None };
        }
        let mut at = skip(markup, 0, |byte| !ends_name(byte));
        let (mut count, mut limit) = (0, None);
        loop {
            at = skip(markup, at, |byte| byte.is_ascii_whitespace() || byte == b'/');
            match markup.get(at) {
                None | Some(b'>') => return Self { end: at, limit },
                _ => count += 1,
            }
            if count == MAX_ATTRIBUTES + 1 {
                limit = Some(at);
            }
            at = attribute(markup, at);
        }
    }
}

/// Where the attribute that starts at `at` ends.
fn attribute(markup: &[u8], at: usize) -> usize {
    // A name may start with `=`.
    let name = skip(markup, at + 1, |byte| !ends_name(byte) && byte != b'=');
    let equals = skip(markup, name, |byte| byte.is_ascii_whitespace());
    if markup.get(equals) != Some(&b'=') {
        return name;
    }
    let value = skip(markup, equals + 1, |byte| byte.is_ascii_whitespace());
    match markup.get(value) {
        Some(&quote @ (b'"' | b'\'')) => {
            let rest = &markup[value + 1..];
            value + 1 + memchr(quote, rest).map_or(rest.len(), |end| end + 1)
        }
        _ => skip(markup, value, |byte| !byte.is_ascii_whitespace() && byte != b'>'),
    }
}

fn ends_name(byte: u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>')
}

fn skip(markup: &[u8], from: usize, skipped: impl Fn(u8) -> bool) -> usize {
    let from = from.min(markup.len());
    let rest = &markup[from..];
    from + rest.iter().position(|byte| !skipped(*byte)).unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flood(count: usize, attribute: &str) -> String {
        (0..count).map(|n| format!(" a{n}{attribute}")).collect()
    }

    #[test]
    fn usual_tags_are_left_alone() {
        for page in [
            "<p class='a>b' id=x>规划</p>",
            "1 < 2, <",
            "<p",
            "<!-- <p a b c> --><p>",
            "<p a=\"",
            "<script>if (a<b) x='</p>'</script><p>",
        ] {
            assert!(matches!(bound_attributes(page), Cow::Borrowed(same) if same == page));
        }
    }

    #[test]
    fn attributes_past_the_limit_are_dropped() {
        for attribute in ["", "=1", "='>'", "=\"规划\"", " = '<'"] {
            let page = format!("前<p{}>中</p><b>后</b>", flood(400, attribute));
            let bounded = bound_attributes(&page);
            assert!(bounded.ends_with(">中</p><b>后</b>"), "{bounded}");
            assert!(bounded.contains(" a255"), "{attribute}");
            assert!(!bounded.contains(" a256"), "{attribute}");
        }
    }
}
