//! What the dictionaries cannot know: characters that depend on their neighbours (著, 乾, 徵 …),
//! and shapes they lack.

use super::engine::{TABLE, flag};
use crate::data::script::{RULES, Rule, Side};

/// Applies the rules to `out[start..]`, which the dictionaries made of `text` character by
/// character; `applies` chooses the characters that have a say. Tells how many characters differ
/// from `text` that did not before. `level` says that no single character changed its bytes; then
/// all stand where they stood, unless a phrase made the text longer. `spare` is a buffer to keep
/// between calls.
pub fn apply(
    text: &str,
    out: &mut String,
    start: usize,
    level: bool,
    spare: &mut String,
    applies: impl Fn(char) -> bool,
) -> isize {
    spare.clear();
    spare.push_str(&out[start..]);
    out.truncate(start);
    let level = level && spare.len() == text.len();
    let (mut done, mut more) = (0, 0);
    let is_ruled = |c: &char| TABLE.flags(*c) & flag::RULED != 0 && applies(*c);
    let mut places = spare.char_indices();
    for (at, published) in text.char_indices() {
        let same_place = if level { None } else { places.next() };
        if !is_ruled(&published) {
            continue;
        }
        let place = same_place.map_or(at, |(place, _)| place);
        let Some(simplified) = spare.get(place..).and_then(|rest| rest.chars().next()) else {
            break;
        };
        out.push_str(&spare[done..place]);
        done = place + simplified.len_utf8();
        let result = decide(published, &out[start..], &spare[done..]).unwrap_or(simplified);
        more += isize::from(result != published) - isize::from(simplified != published);
        out.push(result);
    }
    out.push_str(&spare[done..]);
    more
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
