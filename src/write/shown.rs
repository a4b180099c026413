//! Text for a terminal.

/// Text without anything a terminal obeys: control characters, and those that turn the direction of
/// writing or are not seen, are written by number.
pub fn harmless(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let hidden = matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}');
        if c.is_control() || hidden {
            out.extend(c.escape_unicode());
        } else {
            out.push(c);
        }
    }
    out
}

/// The same for text of several lines, with tabs.
pub fn harmless_lines(text: &str) -> String {
    let fields = |line: &str| line.split('\t').map(harmless).collect::<Vec<_>>().join("\t");
    text.split('\n').map(fields).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_of_a_source_is_a_code() {
        assert_eq!(
            harmless("\u{1b}[31m甲\r\u{9b}乙\u{202e}"),
            "\\u{1b}[31m甲\\u{d}\\u{9b}乙\\u{202e}"
        );
        assert_eq!(harmless_lines("\u{7}甲\t乙\n丙\n"), "\\u{7}甲\t乙\n丙\n");
    }
}
