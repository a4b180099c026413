//! The years a plan is for, by its title.

use crate::data::compare::half_width;
use crate::data::years::{five_years, year, years};
use crate::document::Period;

/// The period that a title states, if any.
pub fn of(title: &str) -> Option<Period> {
    let compact: String = title.chars().filter(|c| !c.is_whitespace()).map(half_width).collect();
    let (from, to) = years(&compact).or_else(|| five_years(&compact))?;
    Some(Period { from, to, horizon: horizon(&compact).filter(|year| *year > to) })
}

/// The year of `2035年远景目标`.
fn horizon(text: &str) -> Option<u16> {
    let end = ["年远景目标", "年愿景目标", "年远景规划", "年远景展望"]
        .iter()
        .find_map(|words| text.find(words))?;
    let start = text[..end].char_indices().rev().take(4).last()?.0;
    year(&text[start..end]).map(|(value, _)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(title: &str, wanted: Option<(u16, u16, Option<u16>)>) {
        let found = of(title).map(|p| (p.from, p.to, p.horizon));
        assert_eq!(found, wanted, "{title}");
    }

    #[test]
    fn five_year_plans() {
        check("云溪区“十四五”水利规划", Some((2021, 2025, None)));
        check("云溪区十三五规划", Some((2016, 2020, None)));
        check("云溪区“十五”计划", Some((2001, 2005, None)));
        check("云溪区“十五五”规划", Some((2026, 2030, None)));
        check("云溪区“八五”计划", Some((1991, 1995, None)));
        check("云溪区\"九五\"计划", Some((1996, 2000, None)));
        check("第十四个五年规划和2035年远景目标纲要", Some((2021, 2025, Some(2035))));
        check("第十四个五年规划和二〇三五年远景目标纲要", Some((2021, 2025, Some(2035))));
        check("第 14 个五年规划", Some((2021, 2025, None)));
        check("第十个五年计划纲要", Some((2001, 2005, None)));
    }

    #[test]
    fn ranges() {
        check("治水行动计划（2021—2023年）", Some((2021, 2023, None)));
        check("治水规划(2021-2035年)", Some((2021, 2035, None)));
        check("2021年至2025年治水规划", Some((2021, 2025, None)));
        check("治水规划（２０２１－２０２５）", Some((2021, 2025, None)));
        check("“十四五”治水规划（2021－2030年）", Some((2021, 2030, None)));
        check("治水规划（二〇二一—二〇二五年）", Some((2021, 2025, None)));
    }

    #[test]
    fn no_period() {
        for title in [
            "云溪区水利规划",
            "支持企业二十五条措施",
            "十五条措施",
            "2021年工作报告",
            "第十五次会议",
            "2025—2021年",
            "20212025",
            "第五年规划",
            "三十五项重点任务",
        ] {
            check(title, None);
        }
    }
}
