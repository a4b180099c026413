//! The years that a header or caption names.

use crate::data::compare::half_width;
use crate::data::years::{first, five_years, years};

/// A year, or a time of years.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Time {
    /// First year of a time.
    pub since: Option<u16>,
    /// The year, or the last one of a time.
    pub year: u16,
}

/// Longest header or caption that is looked at, in bytes.
const LONGEST: usize = 400;

/// The years that a text names: `2025年目标`, `2021—2025年年均增速`, `“十四五”目标`.
pub fn of(text: &str) -> Option<Time> {
    if text.len() > LONGEST {
        return None;
    }
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).map(half_width).collect();
    let span =
        years(&compact).or_else(|| five_years(&compact).filter(|_| first(&compact).is_none()));
    let of_span = span.map(|(from, to)| Time { since: Some(from), year: to });
    of_span.or_else(|| first(&compact).map(|year| Time { since: None, year }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times() {
        for (text, expected) in [
            ("2025年目标", Some((None, 2025))),
            ("２０２５ 年", Some((None, 2025))),
            ("2021—2025年年均增速", Some((Some(2021), 2025))),
            ("“十四五”规划目标值", Some((Some(2021), 2025))),
            ("“十四五”末（2025年）", Some((None, 2025))),
            ("目标值", None),
        ] {
            let found = of(text).map(|time| (time.since, time.year));
            assert_eq!(found, expected, "{text}");
        }
    }
}
