//! Traditional to Simplified by the C++ library OpenCC, behind the same function as the default
//! engine and with the same result.

use std::sync::LazyLock;

use opencc_rust::{DefaultConfig, OpenCC};

use super::engine::dictionary;

/// The library; `None` where its dictionaries are not installed.
static OPENCC: LazyLock<Option<OpenCC>> = LazyLock::new(|| OpenCC::new(DefaultConfig::T2S).ok());

/// Appends `text` to `out` in Simplified by OpenCC, or by the default engine where that is missing. (The library
/// takes no NUL, so that the text goes in pieces between them.)
pub fn convert(text: &str, out: &mut String) -> usize {
    let Some(library) = &*OPENCC else { return dictionary(text, out) };
    let start = out.len();
    for (number, piece) in text.split('\0').enumerate() {
        out.extend((number > 0).then_some('\0'));
        out.push_str(&library.convert(piece));
    }
    let pairs = text.chars().zip(out[start..].chars());
    pairs.filter(|(before, after)| before != after).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Phrases that OpenCC took up after 1.1.6, the version of Debian 12.
    const NEWER: [&str; 1] = ["尼乾子"];
    /// Phrases run together to one line, so that they meet at other places than their ends.
    const PHRASES_IN_LINE: usize = 12;

    #[test]
    fn both_engines_agree() {
        assert!(OPENCC.is_some(), "the library is not installed");
        let body = body();
        let (mut by_library, mut by_table) = (String::new(), String::new());
        let (first, second) = (convert(&body, &mut by_library), dictionary(&body, &mut by_table));
        assert_eq!(by_library.lines().count(), body.lines().count());
        for ((text, one), other) in body.lines().zip(by_library.lines()).zip(by_table.lines()) {
            assert_eq!(one, other, "{text}");
        }
        assert_eq!(first, second);
    }

    #[test]
    fn control_characters_are_no_trouble() {
        let mut out = String::new();
        convert("關\0於\0", &mut out);
        assert_eq!(out, "关\0于\0");
    }

    /// Every Chinese character, every phrase of the dictionaries in both scripts, and phrases run
    /// together, one to a line.
    fn body() -> String {
        let planes = ['\u{2E80}'..='\u{9FFF}', '\u{F900}'..='\u{FAFF}', '\u{20000}'..='\u{323AF}'];
        let mut body: String =
            planes.into_iter().flatten().flat_map(|character| [character, '\n']).collect();
        let phrases: Vec<_> = hanconv::TSPhrases
            .iter()
            .chain(hanconv::STPhrases.iter())
            .chain(hanconv::TWPhrases.iter())
            .flat_map(|(from, to)| [from, to])
            .filter(|phrase| !NEWER.iter().any(|newer| phrase.contains(newer)))
            .collect();
        body.push_str(&phrases.join("\n"));
        for line in phrases.chunks(PHRASES_IN_LINE) {
            body.push('\n');
            body.push_str(&line.concat());
        }
        body
    }
}
