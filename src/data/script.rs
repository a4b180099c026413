//! Which characters are Traditional, which Simplified, and what they become by their neighbours.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What a character becomes where its neighbours fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// What it becomes.
    pub result: char,
    /// What may stand before it, any of these; empty for anything.
    pub before: Vec<Side>,
    /// What may stand behind it, any of these; empty for anything.
    pub after: Vec<Side>,
}

/// One side of a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// This text.
    Text(&'static str),
    /// This text, and no Chinese character on its other side.
    Whole(&'static str),
    /// Any Chinese character.
    Han,
}

/// Rules by the character they are for, in the order they are tried.
pub static RULES: LazyLock<HashMap<char, Vec<Rule>>> = LazyLock::new(|| {
    let mut rules = HashMap::<char, Vec<Rule>>::new();
    for line in super::entries(include_str!("script_rules.txt")) {
        let (character, rule) = rule(line).expect("every line of the list is a rule");
        rules.entry(character).or_default().push(rule);
    }
    rules
});

fn rule(line: &'static str) -> Option<(char, Rule)> {
    let mut fields = line.split('\t');
    let character = fields.next()?.chars().next()?;
    let result = fields.next()?.chars().next()?;
    Some((character, Rule { result, before: sides(fields.next()?), after: sides(fields.next()?) }))
}

fn sides(list: &'static str) -> Vec<Side> {
    if list == "*" { Vec::new() } else { list.split('|').map(side).collect() }
}

fn side(text: &'static str) -> Side {
    match (text, text.strip_prefix('^')) {
        ("~", _) => Side::Han,
        (_, Some(rest)) => Side::Whole(rest),
        _ => Side::Text(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_a_rule() {
        for line in super::super::entries(include_str!("script_rules.txt")) {
            assert_eq!(line.split('\t').count(), 4, "{line}");
            assert!(rule(line).is_some(), "{line}");
        }
    }

    #[test]
    fn contexts_are_written_in_simplified() {
        for rule in RULES.values().flatten() {
            for side in rule.before.iter().chain(&rule.after) {
                let (Side::Text(text) | Side::Whole(text)) = side else { continue };
                let plain = text.replace(['著', '徵'], "");
                assert_eq!(hanconv::t2s(&plain), plain);
            }
        }
    }
}
