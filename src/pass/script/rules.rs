//! What the dictionaries cannot know: characters that depend on their neighbours (著, 乾, 徵 …),
//! and shapes they lack.

use super::engine::{TABLE, flag};
use crate::data::script::{RULES, Rule, Side};

/// Applies the rules to `out[start..]`, which the dictionaries made of `text` character by
/// character; `applies` chooses the characters that have a say.
pub fn apply(text: &str, out: &mut String, start: usize, applies: impl Fn(char) -> bool) {
    let plain = out.split_off(start);
    let mut done = 0;
    for (published, (place, simplified)) in text.chars().zip(plain.char_indices()) {
        if TABLE.flags(published) & flag::RULED == 0 || !applies(published) {
            continue;
        }
        out.push_str(&plain[done..place]);
        done = place + simplified.len_utf8();
        let result = decide(published, &out[start..], &plain[done..]);
        out.push(result.unwrap_or(simplified));
    }
    out.push_str(&plain[done..]);
}

fn decide(character: char, before: &str, after: &str) -> Option<char> {
    let rule = RULES.get(&character)?.iter().find(|rule| fits(rule, before, after));
    rule.map(|rule| rule.result)
}

fn fits(rule: &Rule, before: &str, after: &str) -> bool {
    (rule.before.is_empty() || rule.before.iter().any(|&side| ends_with(before, side)))
        && (rule.after.is_empty() || rule.after.iter().any(|&side| starts_with(after, side)))
}

fn ends_with(text: &str, side: Side) -> bool {
    match side {
        Side::Text(end) => text.ends_with(end),
        Side::Whole(end) => {
            text.strip_suffix(end).is_some_and(|rest| !rest.chars().next_back().is_some_and(is_han))
        }
        Side::Han => text.chars().next_back().is_some_and(is_han),
    }
}

fn starts_with(text: &str, side: Side) -> bool {
    match side {
        Side::Text(start) => text.starts_with(start),
        Side::Whole(start) => {
            text.strip_prefix(start).is_some_and(|rest| !rest.chars().next().is_some_and(is_han))
        }
        Side::Han => text.chars().next().is_some_and(is_han),
    }
}

fn is_han(character: char) -> bool {
    TABLE.flags(character) & flag::HAN != 0
}
