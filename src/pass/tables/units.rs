//! The unit that a caption, or a line of its own, states for a whole table.

use std::borrow::Cow;

use crate::data::compare::length;
use crate::data::units;

/// The word before the unit, and what may stand before it.
const WORD: &str = "单位";
const KINDS: [&str; 2] = ["计量", "计算"];
/// Longest statement of one unit or a list of them, in characters.
const LONGEST: usize = 20;
/// What stands around a statement, and what parts two of them.
const AROUND: [char; 6] = ['（', '）', '(', ')', ' ', '　'];
const BETWEEN: [char; 8] = ['，', ',', '；', ';', '、', ' ', '　', '）'];

/// The unit of a line that states nothing else: `单位：万元`, `（面积单位：亩，产量单位：吨）`.
pub(super) fn unit_line(text: &str) -> Option<Cow<'_, str>> {
    let inner = text.trim_matches(AROUND);
    let bare = KINDS.iter().find_map(|kind| inner.strip_prefix(kind)).unwrap_or(inner);
    let several = inner.matches(WORD).count() > 1;
    match bare.strip_prefix(WORD) {
        Some(rest) if !several => {
            let unit = rest.strip_prefix(['：', ':'])?.trim();
            (!unit.is_empty() && length(unit) <= LONGEST && !unit.contains('。'))
                .then_some(Cow::Borrowed(unit))
        }
        _ => named(inner).map(Cow::Owned),
    }
}

/// Units with what they measure: `面积单位：亩，产量单位：吨` is `面积：亩、产量：吨`.
fn named(text: &str) -> Option<String> {
    text.contains(WORD).then_some(())?;
    let mut units: Vec<String> = Vec::new();
    for piece in text.split(BETWEEN).map(|piece| piece.trim_matches(AROUND)) {
        let (name, unit) = piece.split_once(['：', ':']).unwrap_or(("", piece));
        let states = name.is_empty() && !units.is_empty() || name.ends_with(WORD);
        match name.strip_suffix(WORD).unwrap_or(name) {
            _ if piece.is_empty() => {}
            _ if !states || !units::is_unit(unit) => return None,
            "" | "计量" | "计算" => units.push(unit.to_owned()),
            name => units.push(format!("{name}：{unit}")),
        }
    }
    (!units.is_empty()).then(|| units.join("、"))
}

/// A caption and the unit at its end: `主要指标　单位：万元`, `主要指标（万元、%）`; units without a word for them stay
/// in the caption too.
pub(super) fn split_unit(text: &str) -> (&str, Option<Cow<'_, str>>) {
    let opens = text.rfind(['（', '(']).filter(|_| text.ends_with(['）', ')']));
    if let Some(at) = opens.filter(|at| !text[*at..].contains(WORD)) {
        let list = text[at..].trim_matches(AROUND);
        let all = list.split(['、', '，', ',', '；']).all(|unit| units::is_unit(unit.trim()));
        return (text, all.then_some(Cow::Borrowed(list)));
    }
    let starts = opens.into_iter().chain(text.find(WORD));
    for at in starts.chain(text.rfind(WORD)) {
        let before = text[..at].trim_end_matches(AROUND);
        let title = KINDS.iter().find_map(|kind| before.strip_suffix(kind)).unwrap_or(before);
        let title = title.trim_end_matches(AROUND);
        if let Some(unit) = unit_line(&text[at..]).filter(|_| !title.is_empty()) {
            return (title, Some(unit));
        }
    }
    (text, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unit_lines() {
        for (text, unit) in [
            ("单位：万元", Some("万元")),
            ("（单位：%）", Some("%")),
            ("单位:亿元、%", Some("亿元、%")),
            ("计算单位：亩", Some("亩")),
            ("面积单位：万亩", Some("面积：万亩")),
            ("（面积单位：万亩，产量单位：吨）", Some("面积：万亩、产量：吨")),
            ("单位：万亩  单位：吨", Some("万亩、吨")),
            ("单位", None),
            ("单位负责人", None),
            ("各单位：", None),
            ("责任单位：水务局", None),
            ("牵头单位：水务局，配合单位：财政局", None),
        ] {
            assert_eq!(unit_line(text).as_deref(), unit, "{text}");
        }
    }

    #[test]
    fn captions_with_units() {
        for (text, title, unit) in [
            ("主要指标　单位：万元", "主要指标", Some("万元")),
            ("农业情况（单位：万亩，万吨）", "农业情况", Some("万亩，万吨")),
            ("农业情况（计量单位：万亩、吨）", "农业情况", Some("万亩、吨")),
            ("农业情况  单位：万亩  单位：吨", "农业情况", Some("万亩、吨")),
            ("农业情况（面积单位：万亩，产量单位：吨）", "农业情况", Some("面积：万亩、产量：吨")),
            ("农业情况（万亩、吨）", "农业情况（万亩、吨）", Some("万亩、吨")),
            ("各单位任务（试行）", "各单位任务（试行）", None),
            ("责任单位一览", "责任单位一览", None),
        ] {
            assert_eq!(split_unit(text), (title, unit.map(Cow::Borrowed)), "{text}");
        }
    }
}
