//! Sentences with their quantities, one line each.

use super::sentence::read;
use crate::document::{Comparator, Quantity, Sense};

fn show(quantity: &Quantity) -> String {
    let sign = match quantity.sense {
        Sense::Level => "",
        Sense::Increase => "+",
        Sense::Decrease => "-",
        Sense::Multiple => "x",
    };
    let about = if quantity.approximate { "~" } else { "" };
    let bound = match quantity.comparator {
        Some(Comparator::AtLeast) => ">=",
        Some(Comparator::AtMost) => "<=",
        Some(Comparator::MoreThan) => ">",
        Some(Comparator::LessThan) => "<",
        None => "",
    };
    let number = [quantity.value, quantity.low, quantity.high];
    let number: Vec<_> = number.iter().flatten().map(ToString::to_string).collect();
    let unit = quantity.unit.as_deref().unwrap_or("");
    let year = quantity.year.map(|year| format!("@{year}")).unwrap_or_default();
    let mark = if quantity.unsure { "?" } else { "" };
    format!("{mark}{}|{sign}{about}{bound}{}{unit}{year}", quantity.subject, number.join(".."))
}

fn check(sentence: &str, expected: &[&str]) {
    let found: Vec<_> = read(sentence).iter().map(show).collect();
    assert_eq!(found, expected, "{sentence}");
}

#[test]
fn shared_subjects() {
    check(
        "到2025年，全区地区生产总值达到4100亿元，年均增长6%左右。",
        &["全区地区生产总值|4100亿元@2025", "全区地区生产总值|+~6%@2025"],
    );
    check("由62%提高到2025年的70%。", &[]);
    check("城镇化率由62%提高到2025年的70%以上。", &["城镇化率|62%", "城镇化率|>=70%@2025"]);
}

#[test]
fn one_number_for_each_subject() {
    check("出生率、死亡率分别为7‰和6‰。", &["出生率|7‰", "死亡率|6‰"]);
    check("三次产业增加值分别为1亿元、2亿元和3亿元。", &[]);
    check("城镇、农村居民收入分别达到6万元和3万元。", &["?城镇|6万元", "?农村居民收入|3万元"]);
}

#[test]
fn things_behind_a_verb() {
    check("推出6条红色旅游线路，建成10家以上孵化器。", &["红色旅游线路|6条", "孵化器|>=10家"]);
    check("新建小学8所、初中4所。", &["小学|8所", "初中|4所"]);
    check("新增学位2万个、床位300张。", &["学位|+2万个", "床位|+300张"]);
}

#[test]
fn what_is_no_quantity() {
    for sentence in [
        "对年营业收入超过20亿元的企业给予不超过100万元的奖励。",
        "根据《规划纲要》（云府〔2021〕12号）第二十八条，自2022年1月1日起施行。",
        "打造15分钟生活圈，创建5A级景区，发展5G。",
        "抓好三个方面、第3批试点和“两不愁三保障”。",
        "增速高于全省1.2个百分点。",
    ] {
        check(sentence, &[]);
    }
}
