//! What tag, class and id of an element say of its text.

use std::collections::HashMap;
use std::sync::LazyLock;

use html5ever::{LocalName, local_name};

use crate::data;
use crate::document::Hints;

/// Longest class or id that is looked at; longer ones are generated.
const LONGEST_NAME: usize = 64;

static WORDS: LazyLock<HashMap<&'static str, Hints>> = LazyLock::new(|| {
    let mut words = HashMap::new();
    for line in data::entries(data::HINTS) {
        let mut parts = line.split_whitespace();
        let hints = kind(parts.next().unwrap_or_default());
        words.extend(parts.map(|word| (word, hints)));
    }
    words
});

fn kind(name: &str) -> Hints {
    let none = Hints::default();
    match name {
        "navigation" => Hints { navigation: true, ..none },
        "footer" => Hints { footer: true, ..none },
        "widget" => Hints { widget: true, ..none },
        "related" => Hints { related: true, ..none },
        "comment" => Hints { comment: true, ..none },
        "content" => Hints { content: true, ..none },
        _ => none,
    }
}

/// What the tag alone says.
pub(super) fn of_tag(tag: &LocalName) -> Hints {
    let none = Hints::default();
    match *tag {
        local_name!("nav") | local_name!("header") | local_name!("menu") => {
            Hints { navigation: true, ..none }
        }
        local_name!("footer") => Hints { footer: true, ..none },
        local_name!("aside") => Hints { related: true, ..none },
        local_name!("main") | local_name!("article") => Hints { article: true, ..none },
        local_name!("select")
        | local_name!("button")
        | local_name!("noscript")
        | local_name!("marquee")
        | local_name!("textarea") => Hints { widget: true, ..none },
        _ if &**tag == "ucapcontent" => Hints { content: true, ..none },
        _ => none,
    }
}

/// Adds what a `class` or `id` attribute says: each name whole, then its words, split at `-`,
/// `_` and before capitals.
pub(super) fn add_names(hints: &mut Hints, names: &str, lower: &mut String) {
    for name in names.split_ascii_whitespace().filter(|name| name.len() <= LONGEST_NAME) {
        lower.clear();
        lower.push_str(name);
        lower.make_ascii_lowercase();
        if !add(hints, lower) {
            add_words(hints, name, lower);
        }
    }
}

/// Adds the words of one name; `lower` is the name in lower case.
fn add_words(hints: &mut Hints, name: &str, lower: &str) {
    let mut start = 0;
    let mut before = 0u8;
    for (at, byte) in name.bytes().enumerate() {
        let capital = byte.is_ascii_uppercase() && before.is_ascii_lowercase();
        let digit = byte.is_ascii_digit() && !before.is_ascii_digit();
        let separator = matches!(byte, b'-' | b'_' | b':' | b'.');
        if separator || capital || digit {
            add(hints, lower.get(start..at).unwrap_or_default());
            start = if separator { at + 1 } else { at };
        }
        before = byte;
    }
    add(hints, lower.get(start..).unwrap_or_default());
}

fn add(hints: &mut Hints, word: &str) -> bool {
    let Some(found) = WORDS.get(word) else { return false };
    hints.navigation |= found.navigation;
    hints.footer |= found.footer;
    hints.widget |= found.widget;
    hints.related |= found.related;
    hints.comment |= found.comment;
    hints.content |= found.content;
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(names: &str, expected: &str) {
        let mut hints = Hints::default();
        add_names(&mut hints, names, &mut String::new());
        let said: Vec<_> = [
            (hints.navigation, "navigation"),
            (hints.footer, "footer"),
            (hints.widget, "widget"),
            (hints.related, "related"),
            (hints.comment, "comment"),
            (hints.content, "content"),
        ]
        .iter()
        .filter_map(|(on, name)| on.then_some(*name))
        .collect();
        assert_eq!(said.join(" "), expected, "{names}");
    }

    #[test]
    fn words_of_class_names() {
        check("TRS_Editor", "content");
        check("mainNav", "navigation");
        check("foot-box", "footer");
        check("nav2", "navigation");
        check("bdshare_t share", "widget");
        check("blue w1000", "");
        check("", "");
        check("新闻-nav", "navigation");
    }
}
