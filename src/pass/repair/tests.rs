use proptest::prelude::*;

use super::*;
use crate::document::{Block, Layout, Role};

fn document(lines: &[&str]) -> Document {
    let mut document = Document::default();
    for line in lines {
        let start = document.text.clean.len() as u32;
        document.text.clean.push_str(line);
        let clean = start..document.text.clean.len() as u32;
        document.text.clean.push('\n');
        let (layout, role) = (Layout::default(), Role::Unread);
        document.blocks.push(Block { published: clean.clone(), clean, layout, role });
    }
    document
}

fn repaired(lines: &[&str]) -> Document {
    let mut document = document(lines);
    run(&mut document, &Options::default());
    document
}

fn check(input: &str, expected: &str) {
    let document = repaired(&[input, "云溪区"]);
    assert_eq!(document.clean(0), expected, "{input}");
    assert_eq!(document.clean(1), "云溪区", "{input}");
}

fn unchanged(input: &str) {
    check(input, input);
}

fn codes(document: &Document) -> Vec<&str> {
    document.diagnostics.iter().map(|one| one.code.as_str()).collect()
}

#[test]
fn stray_characters() {
    for (input, expected) in [
        ("云\u{200b}溪\u{200c}区\u{200d}规\u{200e}划\u{200f}", "云溪区规划"),
        ("\u{feff}总则", "总则"),
        ("总\u{2060}则\u{2063}", "总则"),
        ("规\u{ad}划", "规划"),
        ("①\u{fe0f}重点", "①重点"),
        ("葛\u{e0100}城", "葛城"),
        ("云\u{202a}溪\u{202c}", "云溪"),
        ("一\u{7}二\u{1f}三\u{0}", "一二三"),
        ("一\u{7f}二\u{9f}", "一二"),
        ("图\u{fffc}一", "图一"),
        ("第一章\u{a0}总则", "第一章 总则"),
        ("总\u{a0}\u{a0}则", "总  则"),
        ("\u{a0}\u{a0}\u{3000}总则\u{a0}", "总则"),
        ("总\u{3000}则", "总\u{3000}则"),
        ("一\u{2003}二\u{202f}三", "一 二 三"),
        ("一\r二\u{b}三\u{2028}四", "一 二 三 四"),
        ("一\t二", "一\t二"),
        ("⽤⼈单位", "用人单位"),
        ("\u{f9e4}工", "理工"),
        ("\u{fffd}区", "\u{fffd}区"),
        ("“十四五”——规划…", "“十四五”——规划…"),
        ("3.5\u{b5}g、25\u{b0}C、\u{b7}", "3.5\u{b5}g、25\u{b0}C、\u{b7}"),
    ] {
        check(input, expected);
    }
}

#[test]
fn private_characters_are_kept_and_said_once() {
    let mut document = repaired(&["云\u{e001}溪", "\u{f06c}重点"]);
    assert_eq!(document.clean(0), "云\u{e001}溪");
    run(&mut document, &Options::default());
    assert_eq!(codes(&document), ["private-use"]);
    assert_eq!(document.diagnostics[0].blocks, Some([0, 0]));
    assert!(document.source.damage.is_empty());
}

#[test]
fn readings_that_go() {
    for (input, expected) in [
        ("關(guān)於", "關於"),
        ("关（guān）于", "关于"),
        ("关(guān）于", "关于"),
        ("关( guān )于", "关于"),
        ("关(gu ān)于", "关于"),
        ("关 (guān)于", "关于"),
        ("关[guān]于", "关于"),
        ("关【guān】于", "关于"),
        ("关(Guān)于", "关于"),
        ("关(GUĀN)于", "关于"),
        ("关(gua\u{304}n)于", "关于"),
        ("关(ɡuɑ\u{304}n)于", "关于"),
        ("关(ｇｕａｎ)于", "关于"),
        ("政(zheng)府", "政府"),
        ("好(hǎo)(hǎo)", "好"),
        ("好(hǎo)（hǎo）事", "好事"),
        ("要(yào / yāo)求", "要求"),
        ("要(yào、yāo)求", "要求"),
        ("要(yào，yāo)求", "要求"),
        ("行(háng或xíng)业", "行业"),
        ("关(guan1)于", "关于"),
        ("绿(lǜ)色", "绿色"),
        ("绿(lv)色", "绿色"),
        ("绿(lv4)色", "绿色"),
        ("绿(lu:4)色", "绿色"),
        ("略(lüè)", "略"),
        ("关(ㄍㄨㄢ)于", "关于"),
        ("的(˙ㄉㄜ)", "的"),
        ("好(ㄏㄠˇ)", "好"),
        ("长(chang)度", "长度"),
        ("长(zhang)大", "长大"),
        ("安(an)全", "安全"),
        ("和(he)平", "和平"),
        ("發(fā)展(zhǎn)", "發展"),
        ("關\u{200b}(gu\u{200b}ān)於", "關於"),
        ("儿(er)童", "儿童"),
        ("一(yī)、总(zǒng)则(zé)", "一、总则"),
        ("亿(yì)元(yuán)100", "亿元100"),
    ] {
        check(input, expected);
    }
}

#[test]
fn brackets_that_stay() {
    for input in [
        "细颗粒物PM(2.5)",
        "地区生产总值(GDP)",
        "会议(G20)",
        "应用(app)",
        "里程(km)",
        "面积(ha)",
        "方案(a)(b)",
        "选择(a)",
        "锂(Li)电池",
        "总额(e)",
        "铒(Er)",
        "(guān)",
        "A(ān)",
        "安(Anthony)",
        "北京(Beijing)",
        "番禺(pān yú)",
        "云溪(Yunxi)",
        "是(yes)",
        "长(long)",
        "可(can)",
        "平方米(m)",
        "五(5)",
        "第(1)项",
        "关(guān",
        "关guān)",
        "关()于",
        "关(/)于",
        "关(,guān)于",
        "关(见guān)于",
        "关(guān于)",
        "关(guān1x)",
        "增速(%)",
        "关[guan]于",
        "目录(mu lu)",
        "案(xyz)",
        "关(ー)",
        "关(1guan)",
    ] {
        unchanged(input);
    }
}

#[test]
fn a_littered_document_is_trusted() {
    let littered = "关(guān)于(yú)".repeat(TRUSTED / 2);
    assert_eq!(repaired(&[&littered, "云(zhāng)溪(zhang)区(a)"]).clean(1), "云溪区(a)");
    assert_eq!(repaired(&["云(zhāng)溪(zhang)区(a)"]).clean(0), "云(zhāng)溪(zhang)区(a)");
}

const TRUSTED: usize = readings::TRUSTED_FROM;

#[test]
fn readings_are_reported_once() {
    let mut document = repaired(&["总则", "关(guān)于(yú)", "一", "好(hǎo)(hǎo)"]);
    run(&mut document, &Options::default());
    assert_eq!(codes(&document), ["readings-removed"]);
    assert_eq!(document.diagnostics[0].message, "4 readings in brackets removed");
    assert_eq!(document.diagnostics[0].blocks, Some([1, 3]));
    assert_eq!(document.source.damage, [Damage::PinyinInserted]);
}

#[test]
fn stray_characters_are_reported() {
    let document = repaired(&["云\u{200b}溪", "第一章\u{a0}总则"]);
    assert_eq!(codes(&document), ["stray-characters"]);
    assert_eq!(document.source.damage, [Damage::StrayCharacters]);
    assert!(repaired(&["第一章\u{a0}总则"]).source.damage.is_empty());
}

#[test]
fn marks_printed_twice() {
    for (input, expected) in [
        ("施行。。", "施行。"),
        ("一，，二、、三；；四：：", "一，二、三；四："),
        ("省略。。。", "省略。。。"),
        ("省略。。。。", "省略。。。。"),
        ("省略……", "省略……"),
        ("破折——", "破折——"),
        ("好！！", "好！！"),
        ("一。\u{200b}。二", "一。二"),
        ("关，(guān)，于", "关，(guān)，于"),
        ("关，关(guān)，", "关，关，"),
    ] {
        check(input, expected);
    }
    assert_eq!(codes(&repaired(&["施行。。"])), ["doubled-punctuation"]);
}

#[test]
fn long_input_takes_linear_time() {
    let inputs = [
        format!("关({}", "a".repeat(1_000_000)),
        format!("关({})", "guān/".repeat(200_000)),
        "(".repeat(1_000_000),
        "关(".repeat(300_000),
        "好(hǎo)".repeat(100_000),
        "关 ".repeat(300_000),
    ];
    for input in &inputs {
        let document = repaired(&[input]);
        assert!(document.clean(0).len() <= input.len());
    }
}

proptest! {
    #[test]
    fn any_text_is_repaired_once(
        lines in prop::collection::vec("[关好的绿a-zāǎ1（）()\\[\\]/ 。，\\u{200b}\\u{a0}\\u{e001}ㄍ]{0,30}|\\PC{0,30}", 0..6),
    ) {
        let lines: Vec<_> = lines.iter().map(String::as_str).collect();
        let once = repaired(&lines);
        prop_assert_eq!(once.blocks.len(), lines.len());
        let mut twice = once.clone();
        run(&mut twice, &Options::default());
        prop_assert_eq!(&twice, &once);
    }
}

#[test]
fn spaces_beside_marks_of_a_spaced_text() {
    let spaced = "到 2025 年 ， 云溪区 “ 十四五 ” 规划 （ 草案 ） 完成 ， 全区 ； 各镇 。";
    let lines = [spaced, "第一节 “ 山水 ” 相依"].repeat(8);
    let document = repaired(&lines);
    assert_eq!(document.clean(0), "到 2025 年，云溪区“十四五”规划（草案）完成，全区；各镇。");
    assert_eq!(document.clean(1), "第一节 “山水”相依");
    assert_eq!(codes(&document), ["spaces-closed"]);
    assert_eq!(repaired(&[spaced]).clean(0), spaced);
}
