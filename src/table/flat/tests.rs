//! Invented tables, printed one cell to a line (cells apart by `|`), and the grids they must give.

use super::{Cell, Doubt, Line, Rebuilt, Refusal, find_uncaptioned, rebuild};

fn lines(text: &str) -> Vec<Line<'_>> {
    text.split(['|', '\n'])
        .map(str::trim)
        .filter(|l| !l.is_empty())
        .map(|l| Line {
            text: l.trim_start_matches('!'),
            indent: 0,
            gap: 0,
            stop: l.starts_with('!'),
        })
        .collect()
}

fn table(text: &str) -> Rebuilt {
    match rebuild(&lines(text), true) {
        Ok(table) => table,
        Err(why) => unreachable!("{}: {text}", why.message()),
    }
}

fn show(rows: &[Vec<Option<Cell>>]) -> String {
    let cell = |c: &Option<Cell>| c.as_ref().map_or("-".to_owned(), |c| c.text.clone());
    rows.iter()
        .map(|row| row.iter().map(cell).collect::<Vec<_>>().join("|"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// `want` is the grid with header rows first; `-` is an empty place.
fn check(text: &str, header: usize, want: &str) {
    let got = table(text);
    let want: Vec<&str> = want.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
    assert_eq!(got.header.len(), header, "{}", show(&got.header));
    assert_eq!([show(&got.header), show(&got.rows)].join("\n"), want.join("\n"));
}

#[test]
fn indicators_with_merged_categories() {
    check(
        "类别|序号|指标|单位|2020年|2025年|属性
         经济发展|1|人均地区生产总值|万元|8.2|11.5|预期性|2|全员劳动生产率|万元/人|14.1|19|预期性|3|数字经济增加值占比|%|9.6|13|预期性
         绿色生态|4|森林覆盖率|%|41.2|43|约束性|5|空气质量优良天数比率|%|88.1|90|约束性
         民生福祉|6|人均预期寿命|岁|79.3|80.5|预期性|7|养老机构护理型床位占比|%|41|60|约束性",
        1,
        "类别|序号|指标|单位|2020年|2025年|属性
         经济发展|1|人均地区生产总值|万元|8.2|11.5|预期性
         经济发展|2|全员劳动生产率|万元/人|14.1|19|预期性
         经济发展|3|数字经济增加值占比|%|9.6|13|预期性
         绿色生态|4|森林覆盖率|%|41.2|43|约束性
         绿色生态|5|空气质量优良天数比率|%|88.1|90|约束性
         民生福祉|6|人均预期寿命|岁|79.3|80.5|预期性
         民生福祉|7|养老机构护理型床位占比|%|41|60|约束性",
    );
}

#[test]
fn lost_units_stay_empty_and_are_said() {
    let text = "序号|指标|单位|2025年|属性
         1|森林覆盖率|%|43|约束性|2|高新技术企业数量|320|预期性|3|公路通车里程|公里|5120|预期性
         4|每千人口托位数|4.5|预期性|5|粮食产量|万吨|31.2|约束性|6|城镇化率|%|62|预期性";
    check(
        text,
        1,
        "序号|指标|单位|2025年|属性
         1|森林覆盖率|%|43|约束性
         2|高新技术企业数量|-|320|预期性
         3|公路通车里程|公里|5120|预期性
         4|每千人口托位数|-|4.5|预期性
         5|粮食产量|万吨|31.2|约束性
         6|城镇化率|%|62|预期性",
    );
    assert!(table(text).doubts.contains(&Doubt::LostCell { row: 2, column: 2 }));
}

#[test]
fn group_rows_stand_across() {
    check(
        "序号|指标|2020年|2025年|属性
         一、经济发展|1|地区生产总值(亿元)|1203.5|1700|预期性|2|工业投资增速(%)|6.1|8|预期性
         二、民生福祉|3|城镇新增就业(万人)|2.1|[12]|预期性|4|劳动力平均受教育年限(年)|10.9|11.4|约束性
         三、安全保障|5|粮食综合生产能力(万吨)|30.5|31|约束性",
        1,
        "序号|指标|2020年|2025年|属性
         一、经济发展|一、经济发展|一、经济发展|一、经济发展|一、经济发展
         1|地区生产总值(亿元)|1203.5|1700|预期性
         2|工业投资增速(%)|6.1|8|预期性
         二、民生福祉|二、民生福祉|二、民生福祉|二、民生福祉|二、民生福祉
         3|城镇新增就业(万人)|2.1|[12]|预期性
         4|劳动力平均受教育年限(年)|10.9|11.4|约束性
         三、安全保障|三、安全保障|三、安全保障|三、安全保障|三、安全保障
         5|粮食综合生产能力(万吨)|30.5|31|约束性",
    );
}

#[test]
fn broken_headings_are_joined_and_totals_span() {
    check(
        "序号|项目名称|总投资|(万元)|“十四五”|计划投资|合计|98,200|61,000
         1|云溪污水处理厂扩建|12,000|9,000|2|青岚中学新校区|36,200|22,000|3|白石水库除险加固|50,000|30,000",
        1,
        "序号|项目名称|总投资(万元)|“十四五”计划投资
         合计|合计|98,200|61,000
         1|云溪污水处理厂扩建|12,000|9,000
         2|青岚中学新校区|36,200|22,000
         3|白石水库除险加固|50,000|30,000",
    );
}

#[test]
fn two_levels_of_headings() {
    check(
        "序号|街镇|建设用地面积|常住人口|2020年|2025年|2020年|2025年
         1|青岚镇|312.5|340.1|45210|47800|2|白石镇|198.2|205.7|30112|31000|3|临江街道|87.4|90.2|61230|64500|4|松岭乡|143.9|150.3|12034|11800",
        2,
        "序号|街镇|建设用地面积|建设用地面积|常住人口|常住人口
         序号|街镇|2020年|2025年|2020年|2025年
         1|青岚镇|312.5|340.1|45210|47800
         2|白石镇|198.2|205.7|30112|31000
         3|临江街道|87.4|90.2|61230|64500
         4|松岭乡|143.9|150.3|12034|11800",
    );
}

#[test]
fn the_same_columns_side_by_side() {
    check(
        "城市|环比|同比|城市|环比|同比|云溪|100.2|103.1|青岚|99.8|98.7|白石|100.0|101.5|临江|99.6|97.2|望海|100.7|105.2|松岭|100.1|99.9",
        1,
        "城市|环比|同比|城市|环比|同比
         云溪|100.2|103.1|青岚|99.8|98.7
         白石|100.0|101.5|临江|99.6|97.2
         望海|100.7|105.2|松岭|100.1|99.9",
    );
}

#[test]
fn an_empty_corner() {
    check(
        "2018年|2019年|2020年|青岚镇|31.2|33.5|36.1|白石镇|18.4|19.9|21.0|临江街道|55.1|58.3|60.7|松岭乡|9.2|9.0|8.7",
        1,
        "-|2018年|2019年|2020年
         青岚镇|31.2|33.5|36.1
         白石镇|18.4|19.9|21.0
         临江街道|55.1|58.3|60.7
         松岭乡|9.2|9.0|8.7",
    );
}

#[test]
fn bodies_merged_down() {
    check(
        "序号|工作任务|完成时限|责任单位
         1|编制片区控制性规划|2022年底|自然资源局|2|完成土地整备三百亩|2023年6月底|3|启动首批道路建设|2023年底|住房城乡建设局
         4|建成社区服务中心|2024年底|5|完成老旧管网改造|2024年6月底|水务局|6|开展河道清淤工程|2025年底前",
        1,
        "序号|工作任务|完成时限|责任单位
         1|编制片区控制性规划|2022年底|自然资源局
         2|完成土地整备三百亩|2023年6月底|自然资源局
         3|启动首批道路建设|2023年底|住房城乡建设局
         4|建成社区服务中心|2024年底|住房城乡建设局
         5|完成老旧管网改造|2024年6月底|水务局
         6|开展河道清淤工程|2025年底前|水务局",
    );
}

#[test]
fn a_closing_paragraph_is_no_cell() {
    let text =
        "序号|名称|面积(公顷)|1|云溪公园|12.5|2|青岚湿地|88.1|3|白石林场|203.4|4|临江绿道|9.6
         以上面积由规划主管部门核定,自公布之日起执行。";
    assert_eq!(table(text).used, 15);
}

#[test]
fn nothing_is_read_past_a_stop() {
    assert_eq!(
        table("序号|名称|1|云溪古桥|2|青岚书院|3|白石会馆|4|临江石刻|!第三节 保障措施|5|松岭旧址")
            .used,
        10
    );
}

#[test]
fn merges_are_listed_over_header_and_rows() {
    let text = "类别|名称|级别|桥梁|云溪桥|市级|白石桥|省级|青岚桥|市级|寺庙|松岭寺|市级|临江寺|国家级|望海寺|省级";
    let merged = table(text).merged;
    assert!(
        merged.iter().any(|m| (m.row, m.column, m.row_span, m.column_span) == (1, 0, 3, 1)),
        "{merged:?}"
    );
}

#[test]
fn every_line_of_a_table_stands_in_its_grid() {
    let text = "序号|指标|单位|2020年|2025年|属性|1|森林覆盖率|%|41|43|约束性|2|城镇化率|%|58|62|预期性|3|粮食产量|万吨|30|31|约束性";
    let got = table(text);
    let mut seen = vec![false; got.used];
    for cell in got.header.iter().chain(&got.rows).flatten().flatten() {
        seen[cell.lines.clone()].fill(true);
    }
    assert!(seen.iter().all(|s| *s));
}

#[test]
fn no_table() {
    for text in [
        "会议议程|一、听取有关情况汇报|二、讨论年度工作安排|主持人:张三|三、部署下一步工作|散会",
        "张文|李华|王建国|赵志强|钱明|孙丽|周思远|吴佳|郑浩|王文",
        "加快建设现代化产业体系,推动传统产业转型升级。|着力完善公共服务,持续增进民生福祉。|坚持绿色发展,加强生态环境保护和修复。|深化改革开放,优化营商环境。",
        "甲|甲|甲|甲|甲|甲|甲|甲",
    ] {
        assert!(rebuild(&lines(text), true).is_err(), "{text}");
    }
}

#[test]
fn refusals_and_doubts_speak() {
    assert_eq!(rebuild(&[], true).map(|_| ()), Err(Refusal::TooShort));
    assert!(Refusal::Doubtful { confidence: 0.3 }.message().contains("0.30"));
    assert!(Doubt::Copied { row: 0, column: 1 }.message().starts_with("row 1, column 2"));
}

#[test]
fn tables_without_caption_are_found() {
    let text = "本区面积不大,人口不少。|序号|指标|单位|2020年|2025年|1|森林覆盖率|%|41|43|2|城镇化率|%|58|62|3|粮食产量|万吨|30|31";
    assert_eq!(find_uncaptioned(&lines(text)), Some(1));
    assert_eq!(find_uncaptioned(&lines("序号|名称|单位|首页|新闻|公开|服务|互动|专题|联系")), None);
}

/// Random lines out of many kinds of cells: whatever comes, no panic, and what comes out holds together.
#[test]
fn nothing_panics() {
    const PIECES: [&str; 34] = [
        "序号",
        "指标",
        "单位",
        "2020年",
        "2025年",
        "合计",
        "备注",
        "%",
        "1",
        "2",
        "3",
        "12.5",
        "1,200",
        "≥90",
        "预期性",
        "新建",
        "云溪区",
        "财政局",
        "一、经济发展",
        "(一)",
        "1.第一项",
        "2.第二项;",
        "长期",
        "—",
        "(万元)",
        "建设内容",
        "其中:工业",
        "小计",
        "新建厂房三万平方米,配套道路和管网,计划两年内完成。",
        "４５",
        "A1",
        "\u{3000}",
        "",
        "“十四五”",
    ];
    let mut state = 88_172_645_463_325_252_u64;
    let mut next = move |n: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % n as u64) as usize
    };
    for _ in 0..400 {
        let of = 1 + next(PIECES.len());
        let lines: Vec<Line> = (0..next(60))
            .map(|_| Line {
                text: PIECES[next(of)],
                indent: next(5) as u8,
                gap: next(3) as u16,
                stop: next(90) == 0,
            })
            .collect();
        if let Ok(table) = rebuild(&lines, next(2) == 0) {
            let columns = table.header[0].len();
            assert!(table.used <= lines.len() && (0.0..=1.0).contains(&table.confidence));
            assert!(table.header.iter().chain(&table.rows).all(|row| row.len() == columns));
        }
        find_uncaptioned(&lines);
    }
}

#[test]
fn word_lists_have_no_doubles() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/data/flat");
    for name in [
        "units",
        "totals",
        "dates",
        "bounds",
        "choices",
        "organs",
        "header_number",
        "header_name",
        "header_long",
    ] {
        let text =
            std::fs::read_to_string(folder.join(name).with_extension("txt")).unwrap_or_default();
        let words: Vec<&str> = text.lines().filter(|l| !l.starts_with('#')).collect();
        let unique: std::collections::HashSet<&&str> = words.iter().collect();
        assert!(!words.is_empty() && unique.len() == words.len(), "{name}");
    }
}
