use super::*;
use crate::{Options, convert};
use scraper::{Html, Selector};

const HOSTILE: &str = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&";

fn page(source: &str) -> String {
    let made = convert("a.txt", source.as_bytes(), &Options::default()).expect("text");
    document(&made, "folder/a")
}

fn count(page: &str, selector: &str) -> usize {
    let selector = Selector::parse(selector).expect("a selector");
    Html::parse_document(page).select(&selector).count()
}

const PLAN: &str = "首页\n云溪区水利规划\n第一章 总则\n建设水网，保障供水安全，完善防洪排涝体系。\n　　提升水质。\n\
    表1 水厂建设\n单位：万吨\n序号\n名称\n规模\n1\n东岭水厂\n3\n2\n西湖水厂\n5\n3\n南溪水厂\n2\n第二章 保障措施\n加强领导。\n分享到：";

#[test]
fn every_block_stands_in_the_page_once() {
    let made = convert("a.txt", PLAN.as_bytes(), &Options::default()).expect("text");
    let page = document(&made, "a");
    for number in 0..made.blocks.len() {
        assert_eq!(count(&page, &format!("#b{number}")), 1, "block {number}");
    }
    assert_eq!(count(&page, "#s1"), 1);
    assert_eq!(count(&page, "[id='t1:1,1'][data-b]"), 1);
    assert_eq!(count(&page, "del"), made.removed.len());
}

#[test]
fn ids_are_unique() {
    let page = page(PLAN);
    let parsed = Html::parse_document(&page);
    let all = Selector::parse("[id]").expect("a selector");
    let mut ids: Vec<_> = parsed.select(&all).filter_map(|one| one.value().id()).collect();
    let found = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), found);
}

#[test]
fn nothing_of_a_source_is_markup() {
    let shown = html! { (HOSTILE) }.into_string();
    let lines = PLAN.lines().map(|line| format!("<p>{line}{shown}</p>"));
    let table = format!("<table border=1><tr><th>名称{shown}<th>规模<tr><td>{shown}<td>3</table>");
    let title = format!("<title>云溪区规划{shown}</title>");
    let page = page(&(title + &lines.collect::<String>() + &table));
    assert_eq!(count(&page, "script"), 1);
    assert_eq!(count(&page, "img, iframe, link, object, embed, base, [onerror]"), 0);
    assert!(page.contains("&lt;script&gt;alert(1)"), "the text is there");
    assert!(!page.contains("<script>alert"), "but as text");
}

#[test]
fn the_index_escapes_too() {
    let mut made = convert("a.txt", PLAN.as_bytes(), &Options::default()).expect("text");
    made.metadata.title = Some(HOSTILE.to_owned());
    made.metadata.region = Some(HOSTILE.to_owned());
    let parts = [
        index_head(),
        index_row("javascript:alert(1)//a b#?\"", &made),
        index_failure(HOSTILE, "empty", HOSTILE, HOSTILE),
        index_tail(),
    ];
    let page = String::from_utf8(parts.concat()).expect("UTF-8");
    assert_eq!(count(&page, "script"), 1);
    assert_eq!(count(&page, "img, [onerror]"), 0);
    assert_eq!(count(&page, "tbody tr"), 2);
    assert!(
        page.contains("href=\"./javascript%3Aalert%281%29//a%20b%23%3F%22/document.html\""),
        "{page}"
    );
}

#[test]
fn a_page_without_a_document_is_shown_too() {
    let page = page("棋牌开户|彩票平台|老虎机");
    assert_eq!(count(&page, "#b0"), 1);
    assert_eq!(count(&page, "[aria-label=outline]"), 1);
}

#[test]
fn no_character_is_forbidden() {
    assert_eq!(shell::plain_bytes(maud::PreEscaped("a\0b".to_owned())), "a\u{FFFD}b".as_bytes());
}
