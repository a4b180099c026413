//! Tables of pages: which hold data, and what is taken from them.

use extract::decode::decode;
use extract::document::Document;
use extract::read::{Limits, read};
use extract::table::classify::{Verdict, verdict};
use extract::table::extract::{Cell, DataTable, Rows, continues, extract};

fn page(markup: &str) -> Document {
    let page = format!("<html><body>{markup}</body></html>");
    let mut document = Document::default();
    read(decode(page.as_bytes()).expect("text"), &Limits::default(), &mut document);
    document
}

/// A table of rows with `|` between cells; `#` before a text makes a header cell, `2>` a column
/// span, `2v` a row span.
fn table(attributes: &str, rows: &[&str]) -> String {
    let rows: String = rows.iter().map(|row| format!("<tr>{}</tr>", cells(row))).collect();
    format!("<table {attributes}>{rows}</table>")
}

fn cells(row: &str) -> String {
    let cell = |text: &str| {
        let (tag, text) = text.strip_prefix('#').map_or(("td", text), |text| ("th", text));
        let (down, text) = span(text, 'v');
        let (across, text) = span(text, '>');
        format!("<{tag} rowspan={down} colspan={across}>{text}</{tag}>")
    };
    row.split('|').map(cell).collect()
}

/// The number before a mark at the start of a text, 1 without one.
fn span(text: &str, mark: char) -> (u32, &str) {
    let marked = text.split_once(mark);
    let read = marked.and_then(|(number, rest)| Some((number.parse().ok()?, rest)));
    read.unwrap_or((1, text))
}

#[track_caller]
fn check_verdict(markup: &str, expected: Verdict) {
    assert_eq!(verdict(&page(markup), 0), expected, "{markup}");
}

const PROSE: &str = "云溪区坚持创新驱动发展，推动产业转型升级，完善公共服务体系，改善生态环境质量，\
                     提高居民收入水平，推进城乡融合发展，加强社会治理，保障规划目标如期完成。";

#[test]
fn data_tables() {
    check_verdict(&table("border=1", &["甲|乙", "丙|丁"]), Verdict::Ruled);
    check_verdict(&table("", &["序号|指标|目标值", "1|绿化覆盖率|45%"]), Verdict::Headed);
    check_verdict(&table("", &["#甲|#乙", "丙|丁"]), Verdict::Headed);
    check_verdict(&table("", &["<b>甲</b>|<b>乙</b>", "丙|丁", "戊|己"]), Verdict::Headed);
    check_verdict(&table("", &["甲|10.5", "乙|20.1", "丙|30"]), Verdict::Numbers);
    check_verdict(&table("", &["甲|乙|丙", "丁|戊|己", "庚|辛|壬"]), Verdict::Regular);
    check_verdict(&table("border=1", &["序号|姓名", "|", "|"]), Verdict::Headed);
    let cell = "<td style='border:solid windowtext 1.0pt'>甲</td>";
    let row = format!("<tr>{cell}{cell}</tr>");
    check_verdict(&format!("<table>{row}{row}</table>"), Verdict::Ruled);
}

#[test]
fn other_tables() {
    check_verdict(&table("", &[PROSE]), Verdict::Small);
    check_verdict(&table("border=1", &["专栏1 重点工程", PROSE]), Verdict::Small);
    check_verdict(
        &table("border=1", &[&format!("甲|{}", PROSE.repeat(3)), "乙|丙"]),
        Verdict::Prose,
    );
    let prose = format!("工程|{}", PROSE.repeat(3));
    check_verdict(&table("border=1", &[&prose, &prose, &prose]), Verdict::Prose);
    check_verdict(&table("border=1", &["甲|<table><tr><td>乙</table>", "丙|丁"]), Verdict::Nested);
    check_verdict(
        &table("", &["索 引 号：|X1|主题分类：|Y", "发文机关：|Z|标题：|W"]),
        Verdict::Metadata,
    );
    check_verdict(
        &table("border=1", &["索引号|X1", "发文机关|Z", "成文日期|W"]),
        Verdict::Metadata,
    );
    check_verdict(&table("", &["联系人：|甲", "电话：|乙"]), Verdict::Metadata);
    let link = "<a href=x>街道规划公示</a>|<a href=y>镇规划公示</a>";
    check_verdict(&table("", &[link, link, link]), Verdict::Links);
    check_verdict(&table("", &["甲|乙", "丙|丁"]), Verdict::Plain);
    check_verdict(&table("", &["一|二|三|四|五|六|日", "1|2|3|4|5|6|7"]), Verdict::Calendar);
    check_verdict(&table("border=1 style='display:none'", &["甲|乙", "丙|丁"]), Verdict::Hidden);
    check_verdict("<table><tr><td></table>", Verdict::Small);
}

fn data(markup: &str) -> DataTable {
    extract(&page(markup), 0).expect("a data table")
}

fn show(rows: &Rows) -> Vec<String> {
    let text = |cell: &Option<Cell>| cell.as_ref().map_or("-".to_owned(), |cell| cell.text.clone());
    rows.iter().map(|row| row.iter().map(text).collect::<Vec<_>>().join("|")).collect()
}

#[track_caller]
fn check(rows: &[&str], header: &[&str], body: &[&str]) {
    let table = data(&table("border=1", rows));
    assert_eq!(show(&table.header), header);
    assert_eq!(show(&table.rows), body);
}

#[test]
fn header_and_body() {
    check(&["指标|目标", "人口|10.5"], &["指标|目标"], &["人口|10.5"]);
    check(
        &["2v指标|2>目标值", "2020年|2025年", "人口|1.5|2.5"],
        &["指标|目标值|目标值", "指标|2020年|2025年"],
        &["人口|1.5|2.5"],
    );
    check(
        &["指标|2>目标值", "|2020年|2025年", "人口|1.5|2.5"],
        &["指标|目标值|目标值", "-|2020年|2025年"],
        &["人口|1.5|2.5"],
    );
    check(
        &["2v城市|同比", "上年=100", "云溪|101.5"],
        &["城市|同比", "城市|上年=100"],
        &["云溪|101.5"],
    );
    check(&["#甲|#乙", "#丙|丁", "#戊|己"], &["甲|乙"], &["丙|丁", "戊|己"]);
    check(&["人口|10.5", "面积|20.5"], &[], &["人口|10.5", "面积|20.5"]);
    check(&["姓名||电话|", "住址||邮编|"], &[], &["姓名|电话", "住址|邮编"]);
    check(&["类别|指标", "2v经济|产值", "税收"], &["类别|指标"], &["经济|产值", "经济|税收"]);
}

#[test]
fn caption_unit_and_notes() {
    let rows = [
        "3>表1 主要指标",
        "3>单位：万元",
        "指标|2020年|2025年",
        "3>一、经济发展",
        "产值|1.5|2.5",
        "3>注：1.按当年价格。",
        "3>2.不含澜州市。",
    ];
    let table = data(&table("border=1", &rows));
    let texts = |cells: &[Cell]| cells.iter().map(|cell| cell.text.clone()).collect::<Vec<_>>();
    assert_eq!(texts(&table.caption), ["表1 主要指标"]);
    assert_eq!(table.unit.map(|unit| unit.text).as_deref(), Some("单位：万元"));
    assert_eq!(texts(&table.notes), ["注：1.按当年价格。", "2.不含澜州市。"]);
    assert_eq!(show(&table.header), ["指标|2020年|2025年"]);
    assert_eq!(show(&table.rows), ["一、经济发展|一、经济发展|一、经济发展", "产值|1.5|2.5"]);
    assert_eq!(table.merged.len(), 1);
    assert_eq!((table.merged[0].row, table.merged[0].column_span), (1, 3));
}

#[test]
fn caption_and_unit_side_by_side_or_in_one_cell() {
    let beside = data(&table("border=1", &["2>主要指标|单位：%", "指标|甲|乙", "丙|1.5|2.5"]));
    assert_eq!(beside.caption[0].text, "主要指标");
    assert!(beside.unit.is_some());
    let inside = data(&table("border=1", &["2>主要指标<br>单位：%", "指标|甲", "丙|1.5"]));
    assert_eq!(inside.caption[0].text, "主要指标");
    assert!(inside.unit.is_some());
}

#[test]
fn cell_text_is_joined() {
    check(&["建设<br>内容|<p>GDP<p>growth", "甲|1.5"], &["建设内容|GDP growth"], &["甲|1.5"]);
}

#[test]
fn parts_of_a_split_table() {
    let first = data(&table("border=1", &["指标|目标", "人口|10.5"]));
    let next = data(&table("border=1", &["指标|目标", "面积|20.5"]));
    let other = data(&table("border=1", &["项目|投资", "公路|20.5"]));
    assert!(continues(&first, &next));
    assert!(!continues(&first, &other));
}

#[test]
fn huge_spans_do_no_harm() {
    let document = page(&table("border=1", &["999v999>甲|乙", "丙|丁", "戊|己"]));
    let table = extract(&document, 0);
    assert!(table.is_none_or(|table| table.rows.len() <= 3));
}
