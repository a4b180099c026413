//! The cases of `cases.tsv`, and what holds for any text.

use proptest::prelude::*;

use super::*;
use crate::document::Comparator;

/// One line for what was read: `>= ~ 85 % 2025`, `4.5..5 %`, `text`, `nothing`.
fn show(value: &Value) -> String {
    let mut words = Vec::new();
    match value.kind {
        Kind::Text => words.push("text".to_owned()),
        Kind::Nothing => words.push("nothing".to_owned()),
        Kind::Years => words.push("years".to_owned()),
        Kind::Number => words.extend(number(value)),
    }
    words.extend(value.since.map(|year| format!("from={year}")));
    words.extend(value.year.map(|year| format!("year={year}")));
    let flags = [("total", value.cumulative), ("bracketed", value.bracketed)];
    words.extend(flags.iter().filter(|(_, set)| *set).map(|(name, _)| (*name).to_owned()));
    words.extend(value.note_marks.iter().map(|mark| format!("mark={mark}")));
    words.join(" ")
}

fn number(value: &Value) -> Vec<String> {
    let comparator = value.comparator.map(|comparator| match comparator {
        Comparator::AtLeast => ">=",
        Comparator::AtMost => "<=",
        Comparator::MoreThan => ">",
        Comparator::LessThan => "<",
    });
    let sense = match value.sense {
        Sense::Level => None,
        Sense::Increase => Some("up"),
        Sense::Decrease => Some("down"),
        Sense::Multiple => Some("times"),
    };
    let mut words: Vec<String> =
        [sense, comparator].into_iter().flatten().map(str::to_owned).collect();
    words.extend(value.approximate.then(|| "~".to_owned()));
    words.extend(value.value.map(|number| number.to_string()));
    words.extend(value.low.zip(value.high).map(|(low, high)| format!("{low}..{high}")));
    words.extend(value.unit.as_ref().map(|unit| unit.text.clone()));
    words
}

fn cases(file: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = file.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| line.split_once('\t').expect("text, tab, reading"))
}

#[test]
fn cells() {
    let cases: Vec<_> = cases(include_str!("cases.tsv")).collect();
    let wrong: Vec<String> = cases
        .iter()
        .map(|(text, expected)| (text, *expected, show(&read(text))))
        .filter(|(_, expected, found)| expected != found)
        .map(|(text, expected, found)| format!("{text}: {found}, not {expected}"))
        .collect();
    assert_eq!(wrong, [""; 0]);
    assert!(cases.len() >= 300, "{} cases", cases.len());
}

#[test]
fn phrases() {
    for (text, expected) in [
        ("达到4100亿元，年均增长", Some(("4100 亿元", "达到4100亿元"))),
        ("不低于 85% 。", Some((">= 85 %", "不低于 85%"))),
        ("5000万元以上的企业", Some((">= 5000 万元", "5000万元以上"))),
        ("２０座泵站", Some(("20 座", "２０座"))),
        ("提高2.5个百分点，达到", Some(("up 2.5 个百分点", "提高2.5个百分点"))),
        ("到2025年，达到35%左右", Some(("~ 35 % year=2025", "到2025年，达到35%左右"))),
        ("三大工程", None),
        ("一批项目", None),
        ("五年累计20万元", Some(("20 万元 total", "五年累计20万元"))),
        ("五、六处", None),
        ("五至六处", Some(("5..6 处", "五至六处"))),
        ("三 个", Some(("3 个", "三 个"))),
        ("2025年以来", None),
        ("5G基站", None),
        ("", None),
    ] {
        let found = leading(text).map(|(value, end)| (show(&value), &text[..end]));
        let found = found.as_ref().map(|(value, part)| (value.as_str(), *part));
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn no_word_holds_a_mark_at_which_running_text_ends() {
    let lists = [include_str!("../../data/value_words.txt"), include_str!("../../data/units.txt")];
    for line in lists.into_iter().flat_map(crate::data::entries) {
        assert!(!line.contains(text::is_end), "{line}");
    }
}

fn pieces() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "1",
        "20",
        "3.5",
        ",",
        "，",
        "000",
        "％",
        "万",
        "亿",
        "元",
        "个",
        "百分点",
        "以上",
        "左右",
        "约",
        "超过",
        "—",
        "-",
        "〔",
        "〕",
        "[",
        "]",
        "（",
        "）",
        "*",
        "注",
        "①",
        "2025",
        "年",
        "三",
        "百",
        "十",
        "余",
        "点",
        "百分之",
        "翻",
        "番",
        "累计",
        "提高",
        "到",
        "零",
        "两",
        " ",
        "\u{200b}",
        "/",
        "人",
    ];
    prop::collection::vec(prop::sample::select(PIECES), 0..9).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(500) })]

    #[test]
    fn nothing_panics(text in pieces()) {
        let value = read(&text);
        prop_assert!(value.kind == Kind::Number || value.value.is_none() && value.low.is_none());
        if let Some((_, end)) = leading(&text) {
            prop_assert!(text.is_char_boundary(end) && end > 0);
        }
    }

    #[test]
    fn any_text_is_read(text in "\\PC{0,70}") {
        read(&text);
        leading(&text);
    }

    #[test]
    fn printed_numbers_read_back(mantissa in 0i128..10i128.pow(18), scale in 0u32..9) {
        let number = Decimal { mantissa, scale };
        prop_assert_eq!(read(&number.to_string()).value, Some(number));
        prop_assert_eq!(read(&format!("约{number}万元")).value, Some(number));
    }
}
