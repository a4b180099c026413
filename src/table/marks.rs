//! Marks that point to notes: `*`, `①`, `[1]`, `注1`.

/// Signs that point to a note.
const SIGNS: [char; 11] = ['*', '＊', '★', '☆', '▲', '△', '※', '†', '¹', '²', '³'];
/// Highest number of a note; larger numbers in brackets are values.
const HIGHEST_NOTE: u32 = 30;

/// The mark that `text` starts with, in characters.
pub fn leading(text: &[char]) -> Option<usize> {
    let first = text.first()?;
    match first {
        '①'..='⑳' => Some(1),
        '注' => Some(1 + text[1..].iter().take_while(|c| is_digit(**c)).count()),
        _ if SIGNS.contains(first) => Some(text.iter().take_while(|c| *c == first).count()),
        _ => None,
    }
}

/// The sign that `text` ends with, and what stands before it.
pub fn trailing(text: &str) -> Option<(&str, &str)> {
    let last = text.chars().next_back()?;
    let start = match last {
        '①'..='⑳' => text.len() - last.len_utf8(),
        _ if SIGNS.contains(&last) => text.trim_end_matches(last).len(),
        _ => return None,
    };
    Some(text.split_at(start))
}

fn is_digit(character: char) -> bool {
    character.is_ascii_digit() || matches!(character, '①'..='⑳')
}

/// What stands in brackets behind a name or number, as a mark, if it is the number of a note.
pub fn bracketed(inside: &str) -> Option<String> {
    let number = inside.strip_prefix('注').unwrap_or(inside);
    let is_number = number.parse().is_ok_and(|number| (1..=HIGHEST_NOTE).contains(&number));
    let mut characters = number.chars();
    let is_sign =
        characters.next().is_none_or(|c| matches!(c, '①'..='⑳')) && characters.next().is_none();
    (!inside.is_empty() && (is_number || is_sign)).then(|| format!("[{inside}]"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks() {
        let leads = |text: &str| leading(&text.chars().collect::<Vec<_>>());
        assert_eq!(leads("**5"), Some(2));
        assert_eq!(leads("注12"), Some(3));
        assert_eq!(leads("5"), None);
        assert_eq!(trailing("用水量**"), Some(("用水量", "**")));
        assert_eq!(trailing("用水量②"), Some(("用水量", "②")));
        assert_eq!(trailing("用水量"), None);
    }

    #[test]
    fn numbers_in_brackets() {
        for (inside, mark) in [("1", "[1]"), ("注2", "[注2]"), ("注", "[注]"), ("③", "[③]")]
        {
            assert_eq!(bracketed(inside).as_deref(), Some(mark));
        }
        for inside in ["", "0", "31", "1.5", "预计", "注意"] {
            assert_eq!(bracketed(inside), None, "{inside}");
        }
    }
}
