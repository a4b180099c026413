use smol_str::SmolStr;

use super::*;
use crate::table::columns::describe;

fn table(header: &str, rows: &[&str], unit: Option<&str>) -> Table {
    let cells = |row: &str| {
        row.split('|').map(|cell| Some(cell.trim().to_owned()).filter(|c| !c.is_empty())).collect()
    };
    let mut table = Table {
        header: vec![cells(header)],
        rows: rows.iter().map(|row| cells(row)).collect(),
        unit: unit.map(str::to_owned),
        ..Table::default()
    };
    table.columns = describe(&table);
    table
}

fn show(project: &Project) -> String {
    let text = |text: &Option<SmolStr>| text.clone().unwrap_or("-".into()).to_string();
    let money = |amount: &Option<Box<Amount>>| match amount.as_deref() {
        Some(Amount { value: Some(value), unit: Some(unit), .. }) => format!("{value} {unit}"),
        Some(amount) => format!("“{}”", amount.raw),
        None => "-".to_owned(),
    };
    let years = format!("{:?}-{:?}", project.from.unwrap_or(0), project.to.unwrap_or(0));
    let count = project.count.map(|count| format!(" ×{count}")).unwrap_or_default();
    [
        text(&project.category),
        text(&project.ordinal),
        format!("{}{count}", project.name),
        text(&project.place),
        years,
        money(&project.investment),
        money(&project.investment_in_period),
    ]
    .join("; ")
}

fn check(table: &Table, expected: &[&str]) {
    let found: Vec<_> = of(table).iter().map(show).collect();
    assert_eq!(found, expected);
}

#[test]
fn classes_with_their_totals() {
    check(
        &table(
            "序号|项目名称|总投资（万元）|“十四五”期间计划投资（万元）",
            &[
                "合计7个项目|合计7个项目|1,200|800",
                "1|水利工程（3个）|700|500",
                "2|道路工程（4个）|500|300",
            ],
            None,
        ),
        &[
            "-; 1; 水利工程 ×3; -; 0-0; 700 万元; 500 万元",
            "-; 2; 道路工程 ×4; -; 0-0; 500 万元; 300 万元",
        ],
    );
}

#[test]
fn classes_by_category() {
    check(
        &table(
            "序号|项目类别|项目数（个）|总投资（亿元）",
            &["1|水利设施|18|146.2", "合计||18|146.2"],
            None,
        ),
        &["-; 1; 水利设施 ×18; -; 0-0; 146.2 亿元; -"],
    );
    check(&table("领域|总投资（亿元）", &["水利|146.2"], None), &[]);
}

#[test]
fn groups_and_totals_are_no_projects() {
    check(
        &table(
            "序号|项目名称|建设内容及规模|建设地点|建设年限|总投资|2021年计划投资|责任单位",
            &[
                "总计||||| 9.5||",
                "一|交通项目||||6.5||",
                "1|东溪大桥|长 800 米|东溪镇|2021-2023|4.2|1|区交通局",
                "2|西岭隧道|长 2 公里|西岭镇|2022—2025年|2.3|0.5|区交通局",
                "（二）|水利项目||||3||",
                "3|北湖泵站|3 台机组|北湖镇|2024年|约3|—|区水务局",
                "|其中：一期|1 台机组|||1||",
                "|小计||||3||",
            ],
            Some("亿元"),
        ),
        &[
            "交通项目; 1; 东溪大桥; 东溪镇; 2021-2023; 4.2 亿元; -",
            "交通项目; 2; 西岭隧道; 西岭镇; 2022-2025; 2.3 亿元; -",
            "水利项目; 3; 北湖泵站; 北湖镇; 0-2024; 3 亿元; -",
        ],
    );
}

#[test]
fn other_tables_give_none() {
    check(&table("序号|名称", &["1|水系规划图"], None), &[]);
    check(&table("项目|单价（元）", &["挂号费|5"], None), &[]);
    check(&table("指标|2020年|2025年目标", &["总投资（亿元）|5|8"], None), &[]);
}
