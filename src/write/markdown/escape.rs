//! Text that Markdown takes for nothing but text.

use std::fmt::Write;

/// Text on one line; line breaks become spaces.
pub fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    if !text.trim().is_empty() {
        if breaks(text) {
            push_line(&mut out, &text.replace(['\n', '\r'], " "));
        } else {
            push_line(&mut out, text);
        }
    }
    out
}

/// Whether a text has more than one line.
fn breaks(text: &str) -> bool {
    memchr::memchr2(b'\n', b'\r', text.as_bytes()).is_some()
}

/// A paragraph; its line breaks stay. Empty when there is no word in it.
pub(super) fn lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    if !breaks(text) && !text.trim().is_empty() {
        push_line(&mut out, text);
        return out;
    }
    for text in text.split(['\n', '\r']).filter(|text| !text.trim().is_empty()) {
        if !out.is_empty() {
            out.push_str("\\\n");
        }
        push_line(&mut out, text);
    }
    out
}

/// Text of a GFM table cell.
pub(super) fn cell(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let text = if text.trim().is_empty() { "" } else { text };
    for (at, text) in text.split(['\n', '\r']).enumerate() {
        if at > 0 {
            out.push_str("<br>");
        }
        for (at, text) in text.split('|').enumerate() {
            if at > 0 {
                out.push_str("&#124;");
            }
            push_line(&mut out, text);
        }
    }
    out
}

/// Text of an HTML element.
pub(super) fn html(out: &mut String, text: &str) {
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        let escaped = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'\n' | b'\r' => "<br>",
            0 => "\u{FFFD}",
            _ => continue,
        };
        out.push_str(&text[done..at]);
        out.push_str(escaped);
        done = at + 1;
    }
    out.push_str(&text[done..]);
}

/// White space at the ends of a line would be cut, so it is written by number.
fn push_line(out: &mut String, text: &str) {
    let body = text.trim();
    let start = text.len() - text.trim_start().len();
    text[..start].chars().for_each(|space| by_number(out, space));
    let guard = if start == 0 { block_start(body) } else { None };
    push_inline(out, body, guard);
    text[start + body.len()..].chars().for_each(|space| by_number(out, space));
}

/// Place of the character that would start a list, heading, quote, rule or table.
fn block_start(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let after = |at: usize| bytes.get(at).is_none_or(|byte| matches!(byte, b' ' | b'\t'));
    match bytes.first()? {
        b'#' | b'-' | b'+' | b'=' | b'>' | b'|' | b':' => Some(0),
        byte if byte.is_ascii_digit() => {
            let dot = bytes.iter().position(|byte| !byte.is_ascii_digit())?;
            (matches!(bytes[dot], b'.' | b')') && after(dot + 1)).then_some(dot)
        }
        _ => None,
    }
}

fn push_inline(out: &mut String, text: &str, guard: Option<usize>) {
    let mut done = 0;
    while let Some((at, byte)) = next_special(text.as_bytes(), done, guard) {
        out.push_str(&text[done..at]);
        let character = char::from(byte);
        if character.is_ascii_control() && character != '\t' {
            by_number(out, character);
        } else {
            if guard == Some(at) || is_markup(&text[..at], character, &text[at + 1..]) {
                out.push('\\');
            }
            out.push(character);
        }
        done = at + 1;
    }
    out.push_str(&text[done..]);
}

/// The next byte to look at: a special one, or the guarded one.
fn next_special(text: &[u8], from: usize, guard: Option<usize>) -> Option<(usize, u8)> {
    /// The bits that bytes of Chinese characters have set.
    const WIDE: u64 = u64::from_ne_bytes([0x80; 8]);
    let mut at = from;
    loop {
        let rest = &text[at..];
        if rest.first_chunk().is_some_and(|chunk| u64::from_ne_bytes(*chunk) & WIDE == WIDE) {
            at += 8;
            continue;
        }
        let byte = *rest.first()?;
        if SPECIAL[usize::from(byte)] || guard == Some(at) {
            return Some((at, byte));
        }
        at += 1;
    }
}

/// Bytes that are not simply copied: control characters and what [`is_markup`] asks about.
static SPECIAL: [bool; 256] = special();

const fn special() -> [bool; 256] {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = matches!(
            byte as u8,
            0..=0x1F | 0x7F | b'\\' | b'`' | b'*' | b'[' | b'~' | b'$' | b'_' | b'<' | b'&'
        );
        byte += 1;
    }
    table
}

/// Could start or end markup within a line.
fn is_markup(before: &str, character: char, behind: &str) -> bool {
    match character {
        '\\' | '`' | '*' | '[' | '~' | '$' => true,
        '_' => {
            let before = before.chars().next_back().is_some_and(char::is_alphanumeric);
            !(before && behind.starts_with(char::is_alphanumeric))
        }
        '<' => behind.starts_with(|c: char| c.is_ascii_alphabetic() || "/!?".contains(c)),
        '&' => is_reference(behind),
        _ => false,
    }
}

/// `amp;`, `#38;`
fn is_reference(behind: &str) -> bool {
    let name = behind.strip_prefix('#').unwrap_or(behind);
    let rest = name.trim_start_matches(|c: char| c.is_ascii_alphanumeric());
    rest.len() < name.len() && rest.starts_with(';')
}

/// A character reference; no text may hold the character 0.
fn by_number(out: &mut String, character: char) {
    if character == '\0' {
        out.push(char::REPLACEMENT_CHARACTER);
    } else {
        write!(out, "&#{};", u32::from(character)).expect("a String takes every character");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_stays_readable() {
        let check = |text: &str| assert_eq!(line(text), text);
        check("到2025年，地区生产总值达到4200亿元，年均增长6%左右。");
        check("——产业发展：3.5万平方米（含地下）");
        check("1.加快建设");
        check("R&D经费投入强度>3%，PM2.5<30");
        check("http://example.cn/a_b?x=1&y=2");
    }

    #[test]
    fn markup_is_escaped() {
        let check = |text: &str, expected: &str| assert_eq!(line(text), expected, "{text:?}");
        check("# 总则", "\\# 总则");
        check("1. 总则", "1\\. 总则");
        check("12) 总则", "12\\) 总则");
        check("- 项目", "\\- 项目");
        check("+5", "\\+5");
        check("> 引", "\\> 引");
        check("---", "\\---");
        check("*注_", "\\*注\\_");
        check("[5000]", "\\[5000]");
        check("5~8", "5\\~8");
        check("a<b>c</b>", "a\\<b>c\\</b>");
        check("&lt;&#60;", "\\&lt;\\&#60;");
        check("c:\\x", "c:\\\\x");
        check("  a ", "&#32;&#32;a&#32;");
        check("a\u{3000}", "a&#12288;");
        check("a\nb", "a b");
        check("a\u{c}b\0", "a&#12;b\u{fffd}");
        check(" ", "");
    }

    #[test]
    fn cells_and_lines() {
        assert_eq!(cell("a|b\nc"), "a&#124;b<br>c");
        assert_eq!(cell("|"), "&#124;");
        assert_eq!(cell("\\|"), "\\\\&#124;");
        assert_eq!(lines("第一行\n\n- 第二行\n"), "第一行\\\n\\- 第二行");
        let mut out = String::new();
        html(&mut out, "<a>&\n");
        assert_eq!(out, "&lt;a&gt;&amp;<br>");
    }
}
