//! Invented tables, printed as `|` between cells; an empty cell is a lost one, `~` the cell to the
//! left again (merged).

use super::*;
use crate::document::{Comparator, IndicatorValue, Merge, ValueRole};
use crate::table::columns::describe;

fn table(header: &str, rows: &[&str], notes: &[&str]) -> Table {
    let cells = |row: &str| -> Vec<Option<String>> {
        let mut cells: Vec<Option<String>> = Vec::new();
        for cell in row.split('|').map(str::trim) {
            let cell = match cell {
                "" => None,
                "~" => cells.last().cloned().flatten(),
                text => Some(text.to_owned()),
            };
            cells.push(cell);
        }
        cells
    };
    let mut table = Table {
        id: "t1".to_owned(),
        header: header.split('\n').map(cells).collect(),
        rows: rows.iter().map(|row| cells(row)).collect(),
        merged: Vec::<Merge>::new(),
        notes: notes.iter().map(|note| (*note).to_owned()).collect(),
        ..Table::default()
    };
    table.columns = describe(&table);
    table
}

fn show_value(value: &IndicatorValue) -> String {
    let role = match value.role {
        ValueRole::Baseline => "baseline",
        ValueRole::Target => "target",
        ValueRole::Actual => "actual",
        ValueRole::Growth => "growth",
        ValueRole::Other => "other",
    };
    let years = match (value.since, value.year) {
        (Some(since), Some(year)) => format!(" {since}-{year}"),
        (_, Some(year)) => format!(" {year}"),
        _ => String::new(),
    };
    let comparator = match value.comparator {
        Some(Comparator::AtLeast) => ">=",
        Some(_) => "?",
        None => "",
    };
    let number = match (value.value, value.low.zip(value.high)) {
        (Some(number), _) => number.to_string(),
        (None, Some((low, high))) => format!("{low}..{high}"),
        _ => format!("“{}”", value.raw),
    };
    let flags = [(" total", value.cumulative), (" about", value.approximate)];
    let flags: String = flags.iter().filter(|(_, set)| *set).map(|(name, _)| *name).collect();
    let unit = value.unit.as_ref().map(|unit| format!(" [{unit}]")).unwrap_or_default();
    format!("{role}{years} {comparator}{number}{unit}{flags}")
}

fn show(indicator: &Indicator) -> String {
    let part = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
    let binding = match indicator.binding {
        Some(true) => "binding",
        Some(false) => "expected",
        None => "-",
    };
    let values: Vec<_> = indicator.values.iter().map(show_value).collect();
    let (category, ordinal, unit) =
        (part(&indicator.category), part(&indicator.ordinal), part(&indicator.unit));
    format!("{category}; {ordinal}; {}; {unit}; {binding}; {}", indicator.name, values.join(", "))
}

fn check(table: &Table, expected: &[&str]) {
    let found: Vec<_> = of(table).iter().map(show).collect();
    assert_eq!(found, expected);
}

#[test]
fn the_common_form() {
    check(
        &table(
            "类别|序号|指标|单位|2020年|2025年目标|年均增速（%）|属性",
            &[
                "经济发展|1|地区生产总值|亿元|812.5|1200左右|8|预期性",
                "经济发展|2|研发投入强度|%|1.8|2.5|[0.7]|预期性",
                "城区环境|3|空气优良天数比率|%|88.1|完成市下达目标|—|约束性",
            ],
            &[],
        ),
        &[
            "经济发展; 1; 地区生产总值; 亿元; expected; baseline 2020 812.5, target 2025 1200 about, growth 8 [%]",
            "经济发展; 2; 研发投入强度; %; expected; baseline 2020 1.8, target 2025 2.5, growth 0.7 total",
            "城区环境; 3; 空气优良天数比率; %; binding; baseline 2020 88.1, target 2025 “完成市下达目标”, growth “—”",
        ],
    );
}

#[test]
fn group_rows_units_in_names_and_parts() {
    check(
        &table(
            "指标|“十三五”规划目标|“十三五”实际|指标属性",
            &[
                "一、经济发展|~|~|~",
                "1.工业总产值（亿元）|300|312.4*|预期性",
                "其中：高技术制造业（亿元）|90|95.1|预期性",
                "二、民生福祉|~|~|~",
                "2.新增学位（万个）|[1.2]|[1.35]|约束性",
                "注：*为快报数|~|~|~",
            ],
            &["*为快报数", "[ ]内为五年累计数"],
        ),
        &[
            "经济发展; 1; 工业总产值; 亿元; expected; target 2020 300, actual 2020 312.4",
            "经济发展; -; 高技术制造业; 亿元; expected; target 2020 90, actual 2020 95.1",
            "民生福祉; 2; 新增学位; 万个; binding; target 2016-2020 1.2 total, actual 2016-2020 1.35 total",
        ],
    );
}

#[test]
fn parts_and_notes_are_linked() {
    let found = of(&table(
        "指标|单位|2025年目标",
        &["用水总量|亿立方米|3.2①", "#工业用水|亿立方米|0.8", "节水灌溉面积|万亩|12*"],
        &["①含再生水。", "2.节水灌溉面积为累计数。"],
    ));
    let parts: Vec<_> = found.iter().map(|one| one.part_of.as_deref()).collect();
    assert_eq!(parts, [None, Some("用水总量"), None]);
    let notes: Vec<_> = found.iter().map(|one| one.notes.join(" ")).collect();
    assert_eq!(notes, ["①含再生水。", "", "2.节水灌溉面积为累计数。"]);
    assert_eq!(found[0].values[0].note_marks, ["①"]);
}

#[test]
fn a_row_behind_parts_may_be_one_of_them() {
    let rows = ["总人口|50|51", "其中：城镇|30|31", "乡村|20|20", "其中：男性|26|26", "女性|24|25"];
    let found = of(&table("指标|2020年|2021年", &rows, &[]));
    let parts: Vec<_> = found.iter().map(|one| one.part_of.as_deref()).collect();
    assert_eq!(parts, [None, Some("总人口"), None, None, None]);
}

#[test]
fn numbers_in_the_unit_of_their_row() {
    check(
        &table(
            "指标|单位|2021年|2025年目标",
            &[
                "财政收入|万元|16.4亿|20.5亿元",
                "进出口总额|亿元|120|比上年提高2个百分点",
                "常住人口|万人|32.5|33—34",
                "绿地面积||67公顷|≥70公顷",
            ],
            &[],
        ),
        &[
            "-; -; 财政收入; 万元; -; baseline 2021 164000, target 2025 205000",
            "-; -; 进出口总额; 亿元; -; baseline 2021 120, target 2025 “比上年提高2个百分点”",
            "-; -; 常住人口; 万人; -; baseline 2021 32.5, target 2025 33..34",
            "-; -; 绿地面积; 公顷; -; baseline 2021 67, target 2025 >=70",
        ],
    );
}

#[test]
fn statistics_of_years_are_no_targets() {
    check(
        &table("指标|2020年|2021年", &["户籍人口（万人）|31.2|31.4"], &[]),
        &["-; -; 户籍人口; 万人; -; other 2020 31.2, other 2021 31.4"],
    );
}

#[test]
fn rates_and_totals_in_one_column() {
    check(
        &table(
            "指标|单位|2020年|2025年|年均增速（%）〔累计〕|属性",
            &["学位数|万个|3|4|5.9|预期性", "就学年限||11.2|11.9|〔0.7〕|预期性"],
            &[],
        ),
        &[
            "-; -; 学位数; 万个; expected; baseline 2020 3, target 2025 4, growth 5.9 [%]",
            "-; -; 就学年限; -; expected; baseline 2020 11.2, target 2025 11.9, growth 0.7 total",
        ],
    );
}

#[test]
fn columns_with_units_of_their_own() {
    let mut table = table("指标|年末数（万人）|比重（%）", &["常住人口|63.1|100.0"], &[]);
    table.caption = Some("2021年年末人口".to_owned());
    check(&table, &["-; -; 常住人口; -; -; other 2021 63.1 [万人], other 2021 100.0 [%]"]);
}

#[test]
fn headers_of_two_rows() {
    check(
        &table(
            "序号|指标名称|现状|规划目标|规划目标\n序号|指标名称|2020年|2025年|2035年",
            &["（1）|污水处理率（%）|95.2|98|100"],
            &[],
        ),
        &["-; （1）; 污水处理率; %; -; baseline 2020 95.2, target 2025 98, target 2035 100"],
    );
}

#[test]
fn other_tables_give_none() {
    check(&table("城市|环比|同比", &["云溪|100.3|102.1", "湖湾|99.8|101.0"], &[]), &[]);
    check(&table("序号|改革事项|责任单位", &["1|简化审批|区政务局"], &[]), &[]);
    check(&table("一级指标|二级指标|评分标准", &["管理|制度|有制度得5分"], &[]), &[]);
    check(&table("指标名称|指标说明|目标", &["满意度|抽样|持续改善"], &[]), &[]);
    check(&table("姓名|单位|年龄", &["张三|水务局|35"], &[]), &[]);
}
