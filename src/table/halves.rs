//! Tables printed side by side to save height: `城市 | 环比 | 同比 | 城市 | 环比 | 同比` is one list of
//! cities in two halves.

use super::columns;
use crate::document::Table;

/// Fewest columns of a half: one column that is repeated is a list in columns, not a table.
const FEWEST_COLUMNS: usize = 2;

/// One of the tables that stand side by side. Its rows keep their numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Half {
    /// Its columns and cells, with all else of the printed table but merged cells.
    pub table: Table,
    /// Where its first column stands in the printed table.
    pub first_column: usize,
}

/// The halves of a table from left to right; none when it is no such table.
pub fn of(table: &Table) -> Vec<Half> {
    let Some(count) = table.side_by_side else { return Vec::new() };
    let width = (table.columns.len() / (count as usize).max(1)).max(1);
    (0..table.columns.len()).step_by(width).map(|at| half(table, at, width)).collect()
}

/// How many tables stand side by side, told by a header that starts again, all of it.
pub fn count(table: &Table) -> Option<u32> {
    let whole = table.columns.len();
    if table.header.is_empty() || table.header.iter().any(|row| row.len() != whole) {
        return None;
    }
    let repeats = |width: usize| {
        table.header.iter().all(|row| row.chunks(width).all(|half| *half == row[..width]))
    };
    let differ = |width: usize| {
        let mut names = table.columns[..width].iter().map(|column| column.name.as_str());
        names.clone().all(|name| !name.is_empty())
            && names.any(|name| name != table.columns[0].name)
    };
    let fits = |width: &usize| whole.is_multiple_of(*width) && differ(*width) && repeats(*width);
    (FEWEST_COLUMNS..=whole / 2).find(fits).map(|width| (whole / width) as u32)
}

fn half(table: &Table, first_column: usize, width: usize) -> Half {
    let cut = |rows: &[Vec<Option<String>>]| {
        let cells = |row: &Vec<Option<String>>| {
            row.iter().skip(first_column).take(width).cloned().collect::<Vec<_>>()
        };
        rows.iter().map(cells).collect::<Vec<_>>()
    };
    let mut half = Table {
        header: cut(&table.header),
        rows: cut(&table.rows),
        columns: Vec::new(),
        merged: Vec::new(),
        checks: Vec::new(),
        side_by_side: None,
        ..table.clone()
    };
    half.columns = columns::describe(&half);
    Half { table: half, first_column }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[&str]) -> Table {
        let row = |text: &&str| {
            text.split('|').map(|cell| (!cell.is_empty()).then(|| cell.to_owned())).collect()
        };
        let mut rows: Vec<Vec<Option<String>>> = rows.iter().map(row).collect();
        let mut table = Table { header: vec![rows.remove(0)], rows, ..Table::default() };
        table.columns = columns::describe(&table);
        table.side_by_side = count(&table);
        table
    }

    #[test]
    fn columns_start_again() {
        let printed = table(&[
            "城市|环比|同比|城市|环比|同比",
            "云溪|100.1|99.8|湖湾|99.9|101.2",
            "岚口|100.4|100.9|||",
        ]);
        let halves = of(&printed);
        let starts: Vec<_> = halves.iter().map(|half| half.first_column).collect();
        assert_eq!(starts, [0, 3]);
        assert_eq!(halves[1].table.rows[0][0].as_deref(), Some("湖湾"));
        assert_eq!(halves[1].table.rows[1], [None, None, None]);
        assert_eq!(halves[1].table.columns, halves[0].table.columns);
    }

    #[test]
    fn other_tables_are_whole() {
        for rows in [
            &["指标|2020年|2025年", "床位|1|2"][..],
            &["数量|数量|数量|数量", "1|2|3|4"],
            &["年份|数量|年份|金额", "2020|2|2020|4"],
            &["姓名|姓名", "甲|乙"],
        ] {
            assert_eq!(of(&table(rows)), [], "{rows:?}");
        }
        assert_eq!(of(&Table::default()), []);
    }

    #[test]
    fn a_second_header_row_tells_years_apart() {
        let mut printed = table(&["名称|数量|名称|数量", "路灯|3|井盖|5"]);
        let years = ["2020年", "2020年", "2025年", "2025年"];
        printed.header.insert(0, years.map(|year| Some(year.to_owned())).to_vec());
        assert_eq!(count(&printed), None);
    }
}
