//! What is to be explained, as it is typed: the names that review pages give to things.

/// What is to be explained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// `41`, `b41`: a block.
    Block(u32),
    /// `t3`: a table, by its ordinal from 1.
    Table(usize),
    /// `t3:2,4`: the place in row 2 and column 4 of a table, from 0, header rows first.
    Cell(usize, usize, usize),
    /// `s4/1`: a section, by its id.
    Section(String),
    /// `i5`: an indicator, by its ordinal from 1.
    Indicator(usize),
    /// Anything else: the words of a heading or the name of an indicator.
    Named(String),
}

impl Target {
    /// Reads what was typed, with or without the `#` of an address.
    pub fn read(typed: &str) -> Self {
        let typed = typed.strip_prefix('#').unwrap_or(typed);
        known(typed).unwrap_or_else(|| Self::Named(typed.trim().to_owned()))
    }
}

fn known(typed: &str) -> Option<Target> {
    if let Ok(number) = typed.parse() {
        return Some(Target::Block(number));
    }
    let rest = typed.get(1..)?;
    match typed.as_bytes().first()? {
        b'b' => rest.parse().ok().map(Target::Block),
        b'i' => rest.parse().ok().map(Target::Indicator),
        b's' => is_id(rest).then(|| Target::Section(rest.to_owned())),
        b't' => match rest.split_once(':') {
            None => rest.parse().ok().map(Target::Table),
            Some((table, place)) => {
                let (row, column) = place.split_once(',')?;
                let number = |text: &str| text.trim().parse().ok();
                Some(Target::Cell(number(table)?, number(row)?, number(column)?))
            }
        },
        _ => None,
    }
}

fn is_id(text: &str) -> bool {
    text.split('/').all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed() {
        let check = |typed: &str, target| assert_eq!(Target::read(typed), target, "{typed}");
        check("41", Target::Block(41));
        check("#b41", Target::Block(41));
        check("t3", Target::Table(3));
        check("t3:2,4", Target::Cell(3, 2, 4));
        check("#s4/1/2", Target::Section("4/1/2".to_owned()));
        check("i5", Target::Indicator(5));
        for name in ["t3:2", "s", "s4//1", "x", "", "粮食产量", "t3:2,-1", "99999999999"] {
            check(name, Target::Named(name.to_owned()));
        }
    }
}
