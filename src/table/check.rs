//! Totals of a table against the sums of its rows, and its ordinals against their places.

mod ordinals;

use super::number::plain;
use crate::data::compare::compact;
use crate::data::numbering::{Style, arabic_number, label};
use crate::document::{Check, CheckKind, Decimal, Problem, Table};

/// Words a total row starts with.
const TOTALS: [&str; 4] = ["合计", "总计", "共计", "总投资合计"];
/// Words a subtotal row starts with.
const SUBTOTALS: [&str; 2] = ["小计", "分计"];
/// Words of rows that repeat a part of the row above.
const PARTS: [&str; 4] = ["其中", "#", "＃", "其 中"];

/// Runs the checks a table gives occasion for: what was checked, and what failed.
pub fn run(table: &Table) -> (Vec<Check>, Vec<Problem>) {
    let mut checks = Vec::new();
    let mut problems = Vec::new();
    if let Some(total) = table.rows.iter().position(|row| starts_with(row, &TOTALS)) {
        for column in 0..table.columns.len() {
            sum(table, total, column, &mut checks, &mut problems);
        }
        count(table, total, &mut checks, &mut problems);
    }
    ordinals::check(table, &mut checks, &mut problems);
    (checks, problems)
}

/// A row that adds up others: 合计, 小计.
pub fn is_total(row: &[Option<String>]) -> bool {
    starts_with(row, &TOTALS) || starts_with(row, &SUBTOTALS)
}

fn starts_with(row: &[Option<String>], words: &[&str]) -> bool {
    let texts = row.iter().flatten().take(2);
    texts.map(|text| compact(text)).any(|text| words.iter().any(|word| text.starts_with(word)))
}

/// Rows that add up to the total: subtotals where there are any, else all that are no parts.
fn addends(table: &Table, total: usize) -> Vec<usize> {
    let others = (0..table.rows.len())
        .filter(|row| *row != total && !starts_with(&table.rows[*row], &PARTS));
    let others: Vec<usize> =
        others.filter(|row| !starts_with(&table.rows[*row], &TOTALS)).collect();
    let subtotals: Vec<usize> =
        others.iter().copied().filter(|row| is_subtotal(&table.rows[*row])).collect();
    if subtotals.is_empty() { others } else { subtotals }
}

/// A row that adds up a group: `小计`, or the group's own title `一、…` with its amounts.
fn is_subtotal(row: &[Option<String>]) -> bool {
    let first = row.iter().flatten().next();
    let is_group =
        |text: &String| label(text).is_some_and(|label| label.style == Style::ChineseComma);
    starts_with(row, &SUBTOTALS) || first.is_some_and(is_group)
}

/// Columns whose every addend is a number, and that are no ordinals.
fn sum(
    table: &Table,
    total: usize,
    column: usize,
    checks: &mut Vec<Check>,
    problems: &mut Vec<Problem>,
) {
    let cell = |row: usize| table.rows[row].get(column)?.as_deref();
    let Some(printed) = cell(total).and_then(plain) else { return };
    let rows = addends(table, total);
    let Some(numbers) =
        rows.iter().map(|row| cell(*row).and_then(plain)).collect::<Option<Vec<_>>>()
    else {
        return;
    };
    if numbers.len() < 2 || is_ordinal(&numbers) {
        return;
    }
    let added = numbers.iter().fold(Decimal::ZERO, |sum, number| sum.plus(*number));
    let ok = within_rounding(printed, added, numbers.len(), is_unadjusted(table));
    let name = table.columns[column].name.clone();
    checks.push(Check {
        kind: CheckKind::Sum,
        ok,
        detail: format!("{name}: {printed} printed, {added} added up"),
    });
    if !ok {
        problems.push(Problem::SumMismatch {
            column: name,
            total: printed.to_string(),
            sum: added.to_string(),
        });
    }
}

fn is_ordinal(numbers: &[Decimal]) -> bool {
    numbers.iter().zip(1..).all(|(number, place)| number.scale == 0 && number.mantissa == place)
}

/// What notes say where parts were rounded and the total not made to fit.
const UNADJUSTED: [&str; 5] = ["四舍五入", "机械调整", "不等于", "合计数", "进位"];

/// A note says that the total may differ from the sum.
fn is_unadjusted(table: &Table) -> bool {
    table.notes.iter().any(|note| UNADJUSTED.iter().any(|word| note.contains(word)))
}

/// Each addend may be off by half of its last digit, the total as well; by a whole one, even of
/// whole numbers, where a note says that rounding was not adjusted.
fn within_rounding(printed: Decimal, added: Decimal, addends: usize, unadjusted: bool) -> bool {
    let scale = printed.scale.max(added.scale);
    let difference = (printed.at_scale(scale) - added.at_scale(scale)).unsigned_abs();
    let rounded = addends as u128 + 1;
    match (unadjusted, scale > 0) {
        (true, _) => difference <= rounded,
        (false, true) => difference * 2 <= rounded,
        (false, false) => difference == 0,
    }
}

/// A count in the total's name (`合计74个项目`) against the counts in the names of its parts.
fn count(table: &Table, total: usize, checks: &mut Vec<Check>, problems: &mut Vec<Problem>) {
    let counted =
        |row: &usize| table.rows[*row].iter().flatten().find_map(|text| bracketed_count(text));
    let Some(stated) = table.rows[total].iter().flatten().find_map(|text| first_count(text)) else {
        return;
    };
    let rows = addends(table, total);
    let Some(counts) = rows.iter().map(counted).collect::<Option<Vec<_>>>() else { return };
    let found: u64 = counts.iter().sum();
    let what = table.rows[total].iter().flatten().next().cloned().unwrap_or_default();
    let ok = stated == found;
    checks.push(Check {
        kind: CheckKind::Count,
        ok,
        detail: format!("{what}: {stated} stated, {found} in its rows"),
    });
    if !ok {
        problems.push(Problem::CountMismatch { what, stated, found });
    }
}

/// `（5个）` at the end of a name.
fn bracketed_count(text: &str) -> Option<u64> {
    let open = text.rfind(['（', '('])?;
    first_count(&text[open..])
}

/// The first `N个`, `N项` of a text.
fn first_count(text: &str) -> Option<u64> {
    let start = text.find(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c))?;
    let (number, length) = arabic_number(&text[start..])?;
    text[start + length..].starts_with(['个', '项']).then_some(u64::from(number))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Column, ColumnType};

    fn table(rows: &[&[&str]]) -> Table {
        let column = |name: usize| Column {
            name: format!("c{name}"),
            kind: ColumnType::Text,
            unit: None,
            role: None,
        };
        let cell = |text: &&str| Some((*text).to_owned()).filter(|text| !text.is_empty());
        Table {
            columns: (0..rows[0].len()).map(column).collect(),
            rows: rows.iter().map(|row| row.iter().map(cell).collect()).collect(),
            ..Table::default()
        }
    }

    fn check(rows: &[&[&str]], expected: &[(CheckKind, bool)]) {
        let (checks, problems) = run(&table(rows));
        let found: Vec<_> = checks.iter().map(|check| (check.kind, check.ok)).collect();
        assert_eq!(found, expected, "{rows:?}");
        assert_eq!(problems.len(), expected.iter().filter(|(_, ok)| !ok).count());
    }

    #[test]
    fn a_note_may_widen_the_tolerance() {
        let rows: &[&[&str]] = &[&["合计", "31"], &["水厂", "10"], &["泵站", "20"]];
        let noted = Table {
            notes: vec!["部分数据因四舍五入未作调整。".to_owned()], ..table(rows)
        };
        assert!(!run(&table(rows)).0[0].ok && run(&noted).0[0].ok);
    }

    #[test]
    fn totals() {
        use CheckKind::{Count, Sum};
        check(&[&["合计", "30"], &["水厂", "10"], &["泵站", "20"]], &[(Sum, true)]);
        check(&[&["水厂", "10"], &["泵站", "20"], &["合 计", "31"]], &[(Sum, false)]);
        check(
            &[&["合计", "1.0"], &["甲", "0.33"], &["乙", "0.33"], &["丙", "0.33"]],
            &[(Sum, true)],
        );
        check(
            &[&["合计7个项目", "30"], &["水厂（3个）", "10"], &["泵站（4个）", "20"]],
            &[(Sum, true), (Count, true)],
        );
        check(&[&["合计", "30"], &["水厂", "10"], &["泵站", "若干"]], &[]);
        check(
            &[&["合计", "30"], &["水厂", "30"], &["其中：一期", "20"], &["泵站", "0"]],
            &[(Sum, true)],
        );
        check(
            &[&["合计", "6"], &["甲", "1"], &["小计", "1"], &["乙", "5"], &["小计", "5"]],
            &[(Sum, true)],
        );
    }
}
