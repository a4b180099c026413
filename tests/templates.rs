//! Pages in the templates of government and news sites, and pages with no template at all.
//!
//! `fixtures/templates/<page>.html` with `<page>.gold.txt`: metadata by hand, an empty line, the
//! main text by hand. Lines that start with `~ ` may be there or not: numbers, addressees,
//! signatures, lists of files. `-- --nocapture` prints the score of each page.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use extract::document::{Document, Role, Status};
use extract::{Options, convert, convert_until};
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

/// Least mean score of the main text.
const MEAN: f64 = 0.99;
/// Least score of one page.
const LEAST: f64 = 0.97;
/// Fewest pages.
const PAGES: usize = 20;

#[test]
fn pages_in_known_templates() {
    let (mut scores, mut wrong) = (Vec::new(), Vec::new());
    for page in pages() {
        let name = page.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let gold = fs::read_to_string(page.with_extension("gold.txt")).expect("a page has a gold");
        let (fields, text) = gold.split_once("\n\n").expect("metadata, empty line, text");
        let bytes = fs::read(&page).expect("a fixture can be read");
        let document = convert(&name, &bytes, &Options::default()).expect("a page holds text");
        let found = f1(text, &main_text(&document));
        println!("{found:.3} {name}");
        scores.push(found);
        if found < LEAST {
            wrong.push(format!("{name}: main text {found:.3}"));
        }
        if document.status != Status::Ok {
            wrong.push(format!("{name}: {:?}", document.status));
        }
        wrong.extend(differences(fields, &document).map(|field| format!("{name}: {field}")));
    }
    let mean = scores.iter().sum::<f64>() / scores.len() as f64;
    println!("{mean:.4} mean of {}", scores.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(mean >= MEAN && scores.len() >= PAGES, "{mean:.4} over {} pages", scores.len());
}

fn pages() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/templates");
    let files = fs::read_dir(folder).expect("fixtures are part of the project");
    let pages = files.filter_map(Result::ok).map(|entry| entry.path());
    let mut pages: Vec<_> =
        pages.filter(|path| path.extension() == Some("html".as_ref())).collect();
    pages.sort();
    pages
}

/// Fields of the gold that the document says otherwise.
fn differences(fields: &str, document: &Document) -> impl Iterator<Item = String> {
    let metadata = serde_json::to_value(&document.metadata).expect("metadata serialises");
    fields.lines().filter_map(move |field| {
        let (name, wanted) = field.split_once(':').expect("a field has a colon");
        let found = match &metadata[name] {
            Value::String(text) => text.clone(),
            Value::Array(list) => {
                list.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("|")
            }
            _ => String::new(),
        };
        (found != wanted.trim()).then(|| format!("{name} is `{found}`, not `{}`", wanted.trim()))
    })
}

/// All kept text but the title, as it stands in the written document.
fn main_text(document: &Document) -> String {
    let written = serde_json::to_value(document).expect("a document serialises");
    let mut text = String::new();
    collect(&written["sections"], &written["tables"], &mut text);
    text
}

fn collect(value: &Value, tables: &Value, text: &mut String) {
    match value {
        Value::Array(list) => list.iter().for_each(|inner| collect(inner, tables, text)),
        Value::Object(_) if value["type"] == "table" => {
            let id = |table: &&Value| table["id"] == value["table"];
            let table = tables.as_array().and_then(|tables| tables.iter().find(id));
            table.into_iter().for_each(|table| cells(table, text));
        }
        Value::Object(_) => {
            for part in ["label", "title", "text"] {
                strings(&value[part], text);
            }
            for part in ["content", "sections"] {
                collect(&value[part], tables, text);
            }
        }
        _ => {}
    }
}

/// Caption, cells and notes of a table; a merged cell counts once.
fn cells(table: &Value, text: &mut String) {
    strings(&table["caption"], text);
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let rows = list(&table["header"]).into_iter().chain(list(&table["rows"]));
    let mut rows: Vec<Vec<Value>> = rows.map(|row| list(&row)).collect();
    for merge in list(&table["merged"]) {
        let number = |name: &str| merge[name].as_u64().unwrap_or_default() as usize;
        let (row, column) = (number("row"), number("column"));
        for (at, covered) in rows.iter_mut().skip(row).take(number("row_span")).enumerate() {
            let first = usize::from(at == 0);
            covered
                .iter_mut()
                .skip(column)
                .take(number("column_span"))
                .skip(first)
                .for_each(|cell| *cell = Value::Null);
        }
    }
    rows.iter().flatten().for_each(|cell| strings(cell, text));
    strings(&table["notes"], text);
}

fn strings(value: &Value, text: &mut String) {
    match value {
        Value::String(part) => text.push_str(part),
        Value::Array(list) => list.iter().for_each(|inner| strings(inner, text)),
        _ => {}
    }
}

/// F1 over runs of four characters; of the lines that may be there those count that are.
fn f1(gold: &str, found: &str) -> f64 {
    let found = normal(found);
    let wanted: String = gold
        .lines()
        .map(|line| line.strip_prefix("~ ").map_or((line, false), |line| (line, true)))
        .map(|(line, free)| (normal(line), free))
        .filter(|(line, free)| !free || found.contains(line.as_str()))
        .map(|(line, _)| line)
        .collect();
    let (wanted, found) = (grams(&wanted), grams(&found));
    let both: usize =
        wanted.iter().map(|(gram, count)| count.min(found.get(gram).unwrap_or(&0))).sum();
    let all: usize = wanted.values().chain(found.values()).sum();
    2.0 * both as f64 / all.max(1) as f64
}

fn normal(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace()).collect()
}

fn grams(text: &str) -> HashMap<[char; 4], usize> {
    let chars: Vec<char> = text.chars().collect();
    let mut grams = HashMap::new();
    for gram in chars.windows(4).filter_map(|window| window.first_chunk()) {
        *grams.entry(*gram).or_insert(0) += 1;
    }
    grams
}

#[test]
fn scores_are_counted_right() {
    let score = |gold, found| (f1(gold, found) * 100.0).round() / 100.0;
    assert_eq!(score("甲乙丙丁戊", "甲乙丙丁戊"), 1.0);
    assert_eq!(score("甲乙丙丁戊", "甲乙 丙丁"), 0.67);
    assert_eq!(score("甲乙丙丁戊\n~ 己庚", "甲乙丙丁戊"), 1.0);
    assert_eq!(score("甲乙丙丁戊\n~ 己庚", "甲乙丙丁戊己庚"), 1.0);
    assert_eq!(score("甲乙丙丁戊", "子丑寅卯辰"), 0.0);
}

const VILLAGES: [&str; 8] =
    ["云顶村", "石桥村", "白沙村", "古渡村", "新河村", "沙洲村", "菱湖村", "竹园村"];
const ABOVE: &str = "<div class='nav'><a href='/'>首页</a><a href='/a'>政务公开</a></div>";
const BELOW: &str = "<div class='footer'><p>主办：云溪区政府办</p><p>ICP备00000030号</p></div>";

/// Pages without a template: name, markup around, what stands there for each village.
const ODD: [(&str, &str, &str); 11] = [
    ("list", "<ul>", "<li>@</li>"),
    ("numbered list", "<ol>", "<li>@服务站 0000-6650123</li>"),
    ("terms", "<dl>", "<dt>@</dt><dd>1286人</dd>"),
    ("gallery", "<div>", "<div><img src='1.jpg'><p>《@晨雾》 作者：何某</p></div>"),
    ("one paragraph", "<div>", "@在区境内，以种植为主，近年来修通了公路。"),
    ("no stops", "<div>", "@位于区境内以种植和养殖为主 "),
    ("short lines", "<div>", "@邻里和睦<br>"),
    ("table", "<table border='1'>", "<tr><td>@</td><td>286户</td></tr>"),
    (
        "tables",
        "<div>",
        "<table border='1'><tr><td>村</td><td>户</td></tr><tr><td>@</td><td>86</td></tr></table>",
    ),
    (
        "digest",
        "<div>",
        "<div><h3><a href='1.htm'>@开耕</a></h3><p>三月十日，@举行开耕仪式。</p></div>",
    ),
    ("text named share", "<div class='share'>", "<p>@段河道由区水务局整治，计划清淤二公里。</p>"),
];

/// A page whose text is unsure is kept whole, and the doubt is said.
#[test]
fn nothing_is_lost_where_no_text_stands_out() {
    let mut doubtful = 0;
    for (name, around, each) in ODD {
        let groups =
            ["东", "西"].iter().flat_map(|part| VILLAGES.map(|name| format!("{name}{part}")));
        let body: String = groups.map(|group| each.replace('@', &group)).collect();
        let page = format!(
            "<meta charset=utf-8>{ABOVE}{around}{body}</div></ul></ol></dl></table>{BELOW}"
        );
        let document = convert_until(name, page.as_bytes(), &Options::default(), Some("strip"))
            .expect("a page holds text");
        let kept: String = (0..document.blocks.len())
            .filter(|at| !matches!(document.blocks[*at].role, Role::Removed(_)))
            .map(|at| document.clean(at))
            .collect();
        for text in body.split('<').filter_map(|tag| tag.split('>').next_back()) {
            assert!(kept.contains(text.trim()), "{name}: `{text}` is gone");
        }
        assert!(!kept.contains("首页") && !kept.contains("ICP"), "{name}: {kept}");
        assert_ne!(document.status, Status::NotADocument, "{name}");
        assert_eq!(document.diagnostics.is_empty(), document.status == Status::Ok, "{name}");
        doubtful += usize::from(document.status == Status::Partial);
    }
    assert!(doubtful >= 4, "{doubtful} of {} pages are said to be unsure", ODD.len());
}
