//! Levels of numbering styles, from the order in which one document uses them.
//!
//! A style is above another when its numbers go on counting across the other's: `（一）（二）`
//! inside `一、`, `（一）` again inside `二、`. What was never seen together keeps the order of first
//! appearance.

use super::numbering::Style;

/// Levels of the styles of one document, outermost first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Levels(Vec<Style>);

impl Levels {
    /// Ranks the styles of labels given in reading order.
    pub fn of(labels: impl IntoIterator<Item = (Style, u32)>) -> Self {
        let mut evidence = Evidence::default();
        labels.into_iter().filter(|(style, _)| *style != Style::Appendix).for_each(
            |(style, number)| {
                evidence.add(style, number);
            },
        );
        evidence.order()
    }

    /// Level of a style, from 1; an appendix is as high as the outermost style.
    pub fn level(&self, style: Style) -> u8 {
        let place = self.0.iter().position(|known| *known == style);
        match style {
            Style::Appendix => 1,
            _ => place.unwrap_or(self.0.len()).min(usize::from(u8::MAX) - 1) as u8 + 1,
        }
    }

    /// Styles, outermost first.
    pub fn styles(&self) -> &[Style] {
        &self.0
    }
}

/// Which style counts on across which, over one reading of the labels.
#[derive(Default)]
struct Evidence {
    styles: Vec<Style>,
    /// Last number of each style.
    last: Vec<u32>,
    /// `started[a][b]`: style `b` started from its first number since the last label of style `a`.
    started: Vec<Vec<bool>>,
    /// `above[a][b]`: how often `a` counted on after `b` had started under it.
    above: Vec<Vec<u32>>,
}

impl Evidence {
    fn add(&mut self, style: Style, number: u32) {
        let at = self.index(style);
        if number == self.last[at] + 1 && number > 1 {
            for other in 0..self.styles.len() {
                self.above[at][other] += u32::from(self.started[at][other]);
            }
        }
        if number <= 1 {
            self.started.iter_mut().for_each(|since| since[at] = true);
        }
        self.started[at].iter_mut().for_each(|since| *since = false);
        self.last[at] = number;
    }

    fn index(&mut self, style: Style) -> usize {
        self.styles.iter().position(|known| *known == style).unwrap_or_else(|| {
            self.styles.push(style);
            self.last.push(0);
            self.started.iter_mut().for_each(|row| row.push(false));
            self.started.push(vec![false; self.styles.len()]);
            self.above.iter_mut().for_each(|row| row.push(0));
            self.above.push(vec![0; self.styles.len()]);
            self.styles.len() - 1
        })
    }

    /// Insertion in order of first appearance, each style moved up over those it counts across.
    fn order(&self) -> Levels {
        let mut order: Vec<usize> = Vec::with_capacity(self.styles.len());
        for style in 0..self.styles.len() {
            let place = order.iter().position(|other| self.is_above(style, *other));
            order.insert(place.unwrap_or(order.len()), style);
        }
        Levels(order.into_iter().map(|index| self.styles[index]).collect())
    }

    fn is_above(&self, one: usize, other: usize) -> bool {
        let canonical = match (canonical_rank(self.styles[one]), canonical_rank(self.styles[other]))
        {
            (Some(one), Some(other)) => return one < other,
            (Some(_), None) => self.above[other][one] == 0,
            _ => false,
        };
        canonical || self.above[one][other] > self.above[other][one]
    }
}

/// Units of legislation have one order everywhere (立法技术规范: 编, 章, 节, 条).
fn canonical_rank(style: Style) -> Option<u8> {
    match style {
        Style::Part => Some(0),
        Style::Chapter => Some(1),
        Style::Section => Some(2),
        Style::Article => Some(3),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Style::{Arabic, Chapter, ChineseComma, ChineseParen, Part, Section};

    fn check(labels: &[(Style, u32)], expected: &[Style]) {
        assert_eq!(Levels::of(labels.iter().copied()).styles(), expected);
    }

    #[test]
    fn order_of_use() {
        check(
            &[(Chapter, 1), (Section, 1), (Arabic, 1), (Arabic, 2), (Section, 2)],
            &[Chapter, Section, Arabic],
        );
        check(
            &[(ChineseComma, 1), (ChineseParen, 1), (ChineseParen, 2), (ChineseComma, 2)],
            &[ChineseComma, ChineseParen],
        );
    }

    #[test]
    fn a_style_that_counts_across_another_is_above_it() {
        check(
            &[
                (Chapter, 1),
                (Arabic, 1),
                (Arabic, 2),
                (Chapter, 2),
                (Section, 1),
                (Arabic, 1),
                (Arabic, 2),
                (Section, 2),
                (Arabic, 1),
            ],
            &[Chapter, Section, Arabic],
        );
        check(
            &[(Arabic, 1), (ChineseParen, 1), (ChineseParen, 2), (Arabic, 2), (ChineseParen, 1)],
            &[Arabic, ChineseParen],
        );
    }

    #[test]
    fn parts_are_above_chapters_that_count_on() {
        check(&[(Part, 1), (Chapter, 1), (Chapter, 2), (Part, 2), (Chapter, 3)], &[Part, Chapter]);
    }

    #[test]
    fn levels_are_counted_from_one() {
        let levels = Levels::of([(Chapter, 1), (Arabic, 1)]);
        assert_eq!(
            (levels.level(Chapter), levels.level(Arabic), levels.level(Style::Appendix)),
            (1, 2, 1)
        );
    }
}
