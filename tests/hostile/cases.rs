//! Sources made to be dear: for every part of the way from bytes to files, what an attacker, or a
//! broken system, could repeat. Each can be made of any size.

/// What is repeated.
#[derive(Clone, Copy)]
pub enum Unit {
    /// The same each time.
    Same(&'static str),
    /// Something with its number.
    Numbered(fn(usize) -> String),
}

use Unit::{Numbered, Same};

/// A source: its name, how it begins, what is repeated, how it ends.
pub struct Case {
    pub name: &'static str,
    start: &'static str,
    unit: Unit,
    end: &'static str,
}

impl Case {
    /// The source with about so many bytes.
    pub fn of_size(&self, bytes: usize) -> Vec<u8> {
        let mut source = self.start.to_owned();
        let mut number = 0;
        while source.len() < bytes {
            number += 1;
            match self.unit {
                Same(text) => source.push_str(text),
                Numbered(text) => source.push_str(&text(number)),
            }
        }
        source.push_str(self.end);
        source.into_bytes()
    }
}

const fn case(name: &'static str, start: &'static str, unit: Unit, end: &'static str) -> Case {
    Case { name, start, unit, end }
}

const fn text(name: &'static str, unit: Unit) -> Case {
    case(name, TEXT, unit, "")
}

const fn page(name: &'static str, unit: Unit) -> Case {
    case(name, PAGE, unit, "")
}

const TEXT: &str = "云溪区发展规划\n　　为推动云溪区高质量发展，制定本规划，请认真贯彻执行。\n";
const PAGE: &str = "<!DOCTYPE html><html><body><h1>云溪区发展规划</h1>";

/// All of them, by the part that each is aimed at.
pub const CASES: &[Case] = &[
    // Wrappings.
    case("messages in messages", MESSAGE, Same("Content-Type: message/rfc822\n\n"), ""),
    case(
        "parts in parts",
        MESSAGE,
        Numbered(|n| format!("Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n")),
        "Content-Type: text/html\n\n<p>字",
    ),
    case("parts of a message", PARTS, Same("--b\nContent-Type: text/plain\n\n字\n"), ""),
    case("open headers of parts", PARTS, Same("--b\nContent-Type: text/plain\n"), ""),
    case(
        "parameters of a field",
        "MIME-Version: 1.0\nContent-Type: text/html",
        Same("; a*1=b"),
        "\n\n<p>字",
    ),
    // The reader of pages.
    page("nested tags", Same("<div>")),
    page("nested tags with text", Numbered(|n| format!("<div>文{n}"))),
    case("attributes of one tag", "<html><p", Numbered(|n| format!(" a{n}=1")), ">底"),
    page("attributes of many tags", Numbered(|n| format!("<p class=c{n} id=i{n} align=left>字"))),
    page("open formats", Numbered(|n| format!("<p><font size={n}>字"))),
    page("open formats without text", Same("<p><font>")),
    page("formats in formats", Same("<b><i><u><p>字")),
    page("links in links", Same("<a href=x><b>字<a>")),
    page("nested lists", Same("<ul><li>字")),
    page("comments", Same("<!---->字")),
    page("open comments", Same("<!--")),
    page("comments almost closed", Same("<!--->-")),
    page("references", Same("&#20113;")),
    page("long references", Same("&CounterClockwiseContourIntegral")),
    page("ampersands", Same("&")),
    page("open tags", Same("<")),
    page("open end tags", Same("</")),
    page("open declarations", Same("<!")),
    page("open values", Same("<p a=\"")),
    page("values in turn", Same("<p a='\"")),
    case("equals signs", "<html><p ", Same("a="), ">底"),
    page("drawings", Same("<svg><![CDATA[")),
    page("scripts", Same("<script></script>字")),
    page("open scripts", Same("<script>")),
    page("scripts in comments in scripts", Same("<script><!--<script>")),
    page("titles", Same("<title>")),
    page("text fields almost closed", Same("<textarea></textare>")),
    case("rules", "<html><style>", Numbered(|n| format!(".c{n}{{display:none}}")), "</style>字"),
    page("sheets", Numbered(|n| format!("<style>.c{n}{{display:none}}</style><p class=c{n}>字"))),
    case("classes of one tag", "<html><p class=\"", Numbered(|n| format!("c{n} ")), "\">字"),
    case("styles of one tag", "<html><p style=\"", Same("color:red;"), "\">字"),
    page("line breaks", Same("字<br>")),
    page("line breaks without text", Same("<br>")),
    case("lines of code", "<html><pre>", Same("字\n"), ""),
    page("hidden words", Same("<i hidden>暗</i>明")),
    page("hidden in hidden", Same("<i hidden>")),
    // Tables of pages.
    case("rows", TABLE, Numbered(|n| format!("<tr><td>{n}<td>项目{n}<td>{n}.5")), ""),
    case("cells of a row", TABLE, Numbered(|n| format!("<td>格{n}")), ""),
    case("tall cells", TABLE, Numbered(|n| format!("<tr><td rowspan=65534>格{n}")), ""),
    case(
        "tall cells of a row",
        TABLE,
        Numbered(|n| format!("<td rowspan=65534>格{n}")),
        "<tr><td>底",
    ),
    case(
        "tall and broad cells",
        TABLE,
        Numbered(|n| format!("<tr><td rowspan=65534 colspan=1000>格{n}")),
        "",
    ),
    case("broad cells", TABLE, Numbered(|n| format!("<tr><td colspan=1000>格{n}")), ""),
    page("nested tables", Same("<table><tr><td>")),
    page("nested tables with text", Numbered(|n| format!("<table><tr><td>格{n}"))),
    page("tables", Numbered(|n| format!("<table><tr><td>指标<td>{n}</table>"))),
    case("totals", SUMS, Numbered(|n| format!("<tr><td>合计<td>{n}")), ""),
    case("parts of a total", SUMS, Numbered(|n| format!("<tr><td>其中：{n}<td>{n}")), ""),
    case(
        "projects",
        PROJECTS,
        Numbered(|n| format!("<tr><td>{n}<td>水厂{n}<td>供水{n}万吨<td>{n}")),
        "",
    ),
    case("a long cell", SUMS, Same("1"), ""),
    // The reader of text.
    text("blank lines", Same("\n")),
    text("lines of one character", Same("甲\n")),
    text("lines of another system", Same("字\r")),
    text("one line", Same("云溪区高质量发展")),
    text("one line with marks", Same("一，二。")),
    text("one line with spaces", Same(" 云 ")),
    text("columns", Same("格\t")),
    text("bars", Same("|格")),
    // Damage.
    case("a reading that never ends", "云溪区规划\n关(", Same("a"), ")"),
    case("a reading with bars", "云溪区规划\n关(", Same("guān/"), ")"),
    text("brackets", Same("(")),
    text("brackets behind characters", Same("关(")),
    text("readings in one line", Same("好(hǎo)")),
    text("readings", Same("好(hǎo)关于工作\n")),
    text("invisible characters", Same("云\u{200B}")),
    text("characters of a private font", Same("云溪\u{E001}")),
    text("lost characters", Same("云溪区规划发展，制定本规划\u{FFFD}")),
    text("text decoded out of step", Same("浜戞邯鍖\n")),
    text("text decoded as Western", Same("äº‘æºªåŒº")),
    text("Traditional text", Same("關於經濟發展規劃,認真實施.\n")),
    text("Traditional text in one line", Same("關於經濟發展規劃")),
    text("ASCII marks", Same("中,中.中:中;")),
    text("corner brackets", Same("「關")),
    text("quotation marks", Same("“")),
    // What is no text of the document.
    text("spam", Same("开云体育官网下载 亚博app登录入口\n")),
    text("spam in one line", Same("开云体育官网下载_亚博app_")),
    page("links", Numbered(|n| format!("<li><a href=x{n}>云溪区规划第{n}号通知</a></li>"))),
    page("links in one line", Same("<a href=x>云溪区规划</a> ")),
    text(
        "page numbers",
        Numbered(|n| format!("— {n} —\n云溪区高质量发展推进各项任务落实确保完成年度目标\n")),
    ),
    text(
        "running heads",
        Numbered(|n| format!("云溪区发展规划\n推进各项任务落实{n}确保完成年度目标\n— {n} —\n")),
    ),
    text("broken lines", Same("云溪区高质量发展推进各项任务落实确保完成年度目标取得实效加\n")),
    // What identifies the document.
    case(
        "fields of the page",
        "<html><head>",
        Numbered(|n| format!("<meta name=m{n} content=规划>")),
        "</head><p>字",
    ),
    case(
        "labelled lines",
        "",
        Numbered(|n| format!("发布日期：2021-03-04\n索引号：{n}\n文号：云府〔2021〕{n}号\n")),
        "云溪区规划",
    ),
    case(
        "labelled cells",
        TABLE,
        Numbered(|n| format!("<tr><td>索引号：<td>{n}<td>发布日期：<td>2021-03-04")),
        "",
    ),
    text("addressees", Same("各镇人民政府：\n")),
    text("addressees in one line", Same("各镇人民政府、")),
    text("dates", Same("2021年3月4日\n")),
    text("document numbers", Same("云府〔2021〕7号")),
    case("a long title", "<html><head><title>", Same("云溪区规划"), "</title></head><p>字"),
    // The outline.
    text("chapters", Numbered(|n| format!("第{n}章 工作{n}\n"))),
    text("the same chapter", Same("第一章 总则\n")),
    text("headings of all kinds", Same("第一节 总则\n一、要求\n（一）目标\n1.任务\n（1）事项\n")),
    text(
        "headings over text",
        Numbered(|n| {
            format!("{n}.做好第{n}项工作\n　　推进各项任务落实，确保完成年度目标，取得实效。\n")
        }),
    ),
    case(
        "contents",
        LISTED,
        Numbered(|n| format!("第{n}章 做好工作{n} ... {n}\n")),
        "第1章 做好工作1\n",
    ),
    case("contents in contents", LISTED, Same("目录\n第一章 总则 1\n"), ""),
    case("leaders", LISTED, Same("........."), ""),
    text("boxes", Numbered(|n| format!("专栏{n} 重点工程{n}\n1.工程：建设内容{n}。\n"))),
    text("the same box", Same("专栏1\n")),
    text("list items", Numbered(|n| format!("——强化监管{n}。\n"))),
    text("figures", Numbered(|n| format!("图{n} 水系分布图\n"))),
    text("notes", Numbered(|n| format!("注：说明{n}。\n"))),
    text("references to boxes", Numbered(|n| format!("　　具体内容见专栏{n}和表{n}。\n"))),
    text("references in one line", Numbered(|n| format!("见专栏{n}、表{n}、图{n}。"))),
    // Tables printed as lines.
    case("cells", CELLS, Numbered(|n| format!("{n}\n项目{n}\n{n}.5\n")), ""),
    text(
        "cells without a caption",
        Numbered(|n| format!("序号\n指标名称\n单位\n2020年\n2025年\n{n}\n项目{n}\n%\n1\n2\n")),
    ),
    text("headers", Same("序号\n指标名称\n单位\n2020年\n2025年\n")),
    text("years", Numbered(|n| format!("{}年\n", 2000 + n % 50))),
    text("captions", Numbered(|n| format!("表{n} 项目表\n序号\n名称\n{n}\n甲\n"))),
    case("numbers under a header", CELLS, Numbered(|n| format!("{n}\n")), ""),
    case("units under a header", CELLS, Same("吨\n"), ""),
    text("rows with tabs", Numbered(|n| format!("{n}\t项目{n}\t{n}.5\n"))),
    text("rows with bars", Numbered(|n| format!("|{n}|项目{n}|{n}.5|\n|---|---|---|\n"))),
    text("rows in columns", Numbered(|n| format!("{n:<8}项目      {n}.5\n"))),
    // What is read out of it.
    text("quantities", Same("　　到2025年，新建供水管道126公里，管网漏损率降到9%以内。\n")),
    text("quantities in one line", Same("到2025年，新建供水管道126公里，管网漏损率降到9%以内，")),
    text("digits", Same("1234567890")),
    text("numbers with points", Same("1.2.3.")),
    text("Chinese numerals", Same("一二三四五六七八九十百千万亿")),
    text("counts", Numbered(|n| format!("重点公园（{n}个）：东山公园、南湖公园。\n"))),
    text("names in brackets", Same("《云溪区")),
    case(
        "marks of notes",
        SUMS,
        Numbered(|n| format!("<tr><td>率{n}[{n}]<td>{n}%")),
        "</table><p>注：[1]说明",
    ),
];

const MESSAGE: &str = "MIME-Version: 1.0\n";
const PARTS: &str = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n";
const TABLE: &str = "<!DOCTYPE html><html><body><h1>云溪区发展规划</h1><table>";
const SUMS: &str =
    "<html><body><h1>云溪区发展规划</h1><table><tr><td>项目<td>2025年（亿元）<tr><td>合计<td>100";
const PROJECTS: &str = "<html><body><h1>云溪区发展规划</h1><table><tr><td>序号<td>项目名称<td>建设内容<td>总投资（万元）";
const LISTED: &str = "云溪区发展规划\n目录\n";
const CELLS: &str = "云溪区发展规划\n　　为推动云溪区高质量发展，制定本规划。\n表1 重点项目表\n序号\n项目\n投资（万元）\n";
