//! Plans as they are published, and the damage done to them: made of whole parts, so that they
//! reach what random pieces never do.

use proptest::prelude::*;
use proptest::sample::select;

const PLACES: [&str; 4] = ["云溪区", "湖湾县", "蓝口镇", "濛阳镇"];
const SUBJECTS: [&str; 6] =
    ["水利", "教育", "养老服务", "综合交通", "“十四五”生态环境保护", "林业"];
const TITLES: [&str; 10] = [
    "总体要求",
    "完善供水网络",
    "总　则",
    "发展基础与环境",
    "实施“一河一策”，建设水清岸绿的云溪",
    "保障措施",
    "附则",
    "提升防洪能力",
    "推进城乡融合发展，",
    "主要目标",
];
const SENTENCES: [&str; 10] = [
    "到2025年，新建供水管道126公里，管网漏损率降到9%以内。",
    "坚持以水定城、以水定产。",
    "一是修路。改造农村公路112公里；二是治水。清淤沟渠340公里。",
    "——强化监管。每月开展一次联合检查。",
    "创新金融。设立总规模3亿元的基金（分三年到位）。",
    "重点公园（3个）：东山公园、南湖公园、双溪湿地公园。",
    "推動新建建築全面執行綠色建築標準,提高建築用能效率。",
    "全縣(xiàn)累計(jì)建成農(nóng)田42萬畝.",
    "图1 水系分布图（略）",
    "注：本规划数据均为年末数。",
];
const NAMES: [&str; 8] = [
    "城东水厂二期",
    "双溪堤防加固",
    "森林覆盖率",
    "每千人口床位数",
    "其中：第一产业",
    "一、经济发展",
    "石门至白沙公路",
    "合计",
];
const HEADERS: [&[&str]; 5] = [
    &["序号", "指标", "单位", "2020年", "2025年", "属性"],
    &["序号", "项目名称", "建设规模", "总投资（万元）"],
    &["类别", "项目名称", "责任单位"],
    &["镇街", "公共充电桩", "专用充电桩", "2020年", "2025年", "2020年", "2025年"],
    &["序号", "网点名称", "人口", "序号", "网点名称", "人口"],
];
const SPAM: [&str; 3] = [
    "澳门新蒲京娱乐城官网,久久一区二区三区精品,重庆时时彩开奖直播",
    "永利赌场_真人百家乐_六合彩开奖结果",
    "分享到：微信 微博　字号：大 中 小",
];

/// A printed piece of a plan: one or more lines.
#[derive(Debug, Clone)]
enum Part {
    Line(String),
    Table { caption: &'static str, header: &'static [&'static str], cells: Vec<Option<String>> },
}

/// A plan as text, whole or damaged.
pub fn text() -> impl Strategy<Value = Vec<u8>> {
    (plan(), 0usize..4, any::<bool>(), any::<bool>()).prop_map(|(parts, gap, indent, crlf)| {
        let end = if crlf { "\r\n" } else { "\n" };
        let mut out = String::new();
        for line in parts.iter().flat_map(lines) {
            if indent && line.ends_with('。') {
                out.push_str("　　");
            }
            out.push_str(&line);
            out.push_str(&end.repeat(1 + gap % 3));
        }
        out.into_bytes()
    })
}

/// A plan as a page: paragraphs, or lines in nested layout tables; tables with spans.
pub fn page() -> impl Strategy<Value = Vec<u8>> {
    let spans = prop::collection::vec((1u8..4, 1u8..4), 1..8);
    (plan(), any::<bool>(), spans, any::<bool>()).prop_map(|(parts, nested, spans, whole)| {
        let mut body = String::new();
        for (at, part) in parts.iter().enumerate() {
            body.push_str(&match part {
                Part::Line(line) if nested => format!("　　{line}<br>\n"),
                Part::Line(line) => format!("<p>{line}</p>\n"),
                table => markup(table, &spans[at % spans.len()..]),
            });
        }
        let open = "<table width=100%><tr><td><table><tr><td>";
        let page = match (nested, whole) {
            (true, true) => format!("<html><body>{open}{body}</td></tr></table></td></tr></table>"),
            (true, false) => format!("{open}{body}"),
            (false, _) => format!("<div class=TRS_Editor>{body}</div>{}", around()),
        };
        page.into_bytes()
    })
}

/// What pages have around their text.
fn around() -> &'static str {
    "<ul class=related><li><a href=a>相关链接</a></li></ul><div class=footer>云ICP备00000000号</div>"
}

fn plan() -> impl Strategy<Value = Vec<Part>> {
    let title = (select(&PLACES[..]), select(&SUBJECTS[..]))
        .prop_map(|(place, subject)| format!("{place}{subject}发展规划"));
    let letter = prop_oneof![
        2 => Just(Vec::new()),
        1 => Just(
            ["云府〔2022〕7号", "各镇人民政府、区政府各部门：", "现将规划印发给你们，请认真执行。",
             "云溪区人民政府", "2022年3月4日"].map(|line| Part::Line(line.to_owned())).to_vec()
        ),
    ];
    let sections = prop::collection::vec(section(), 1..7);
    (title, letter, any::<bool>(), sections, spam(), 0usize..40).prop_map(
        |(title, letter, has_contents, sections, spam, place)| {
            let mut parts = letter;
            parts.push(Part::Line(title));
            if has_contents {
                parts.push(Part::Line("目　录".to_owned()));
                parts.extend(sections.iter().filter_map(|section| section.first().cloned()));
            }
            parts.extend(sections.into_iter().flatten());
            if let Some(spam) = spam {
                parts.insert(place.min(parts.len()), Part::Line(spam));
            }
            parts
        },
    )
}

fn spam() -> impl Strategy<Value = Option<String>> {
    prop::option::of(select(&SPAM[..]).prop_map(str::to_owned))
}

/// A heading in one of the styles, its text, and perhaps a box or table.
fn section() -> impl Strategy<Value = Vec<Part>> {
    let label = (0usize..9, 1usize..12).prop_map(|(style, number)| labelled(style, number));
    let sentences = prop::collection::vec(select(&SENTENCES[..]), 0..5);
    let boxed = prop::option::of(select(&["专栏1：重点工程", "专栏 水利项目", "專欄2 指標"][..]));
    (label, select(&TITLES[..]), sentences, boxed, prop::option::of(table())).prop_map(
        |(label, title, sentences, boxed, table)| {
            let mut parts = vec![Part::Line(format!("{label}{title}"))];
            parts.extend(sentences.iter().map(|text| Part::Line((*text).to_owned())));
            parts.extend(boxed.map(|title| Part::Line(title.to_owned())));
            parts.extend(table);
            parts
        },
    )
}

fn labelled(style: usize, number: usize) -> String {
    let chinese =
        ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一"][number];
    match style {
        0 => format!("第{chinese}篇 "),
        1 => format!("第{chinese}章 "),
        2 => format!("第{chinese}节 "),
        3 => format!("第{chinese}条 "),
        4 => format!("{chinese}、"),
        5 => format!("（{chinese}）"),
        6 => format!("{number}."),
        7 => format!("（{number}）"),
        _ => format!("{number}"),
    }
}

/// A table; some of its cells are lost.
fn table() -> impl Strategy<Value = Part> {
    let caption = select(&["表1 主要指标", "附表", "表2：重点项目 单位：万元", "主要指标表"][..]);
    let cell = prop_oneof![
        3 => (1u32..9000).prop_map(|n| n.to_string()),
        2 => select(&NAMES[..]).prop_map(str::to_owned),
        1 => select(&["%", "个", "公里", "预期性", "约束性", "—", "≥95", "［3.6］"][..]).prop_map(str::to_owned),
    ];
    let cells = prop::collection::vec(prop::option::weighted(0.9, cell), 0..60);
    (caption, select(&HEADERS[..]), cells).prop_map(|(caption, header, cells)| Part::Table {
        caption,
        header,
        cells,
    })
}

/// The lines of a part: a table one cell to a line, lost cells not at all.
fn lines(part: &Part) -> Vec<String> {
    match part {
        Part::Line(line) => vec![line.clone()],
        Part::Table { caption, header, cells } => {
            let header = header.iter().map(|cell| (*cell).to_owned());
            let cells = cells.iter().flatten().cloned();
            [(*caption).to_owned()].into_iter().chain(header).chain(cells).collect()
        }
    }
}

fn markup(part: &Part, spans: &[(u8, u8)]) -> String {
    let Part::Table { caption, header, cells } = part else { return String::new() };
    let mut out = format!("<p align=center>{caption}</p><table border=1><tr>");
    header.iter().for_each(|cell| out.push_str(&format!("<th>{cell}</th>")));
    for (row, cells) in cells.chunks(header.len()).enumerate() {
        out.push_str("<tr>");
        for (column, cell) in cells.iter().enumerate() {
            let (rows, columns) = spans[(row + column) % spans.len()];
            let text = cell.as_deref().unwrap_or("");
            out.push_str(&format!("<td rowspan={rows} colspan={columns}>{text}</td>"));
        }
    }
    out + "</table>"
}
