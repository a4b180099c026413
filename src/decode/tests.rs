//! What text and encoding come of bytes.

use super::*;
use encoding_rs::{BIG5, GB18030};

const PLAN: &str = "云溪区人民政府关于印发云溪区国民经济和社会发展第十四个五年规划纲要的通知，各街道办事处，\
                    区政府各部门：现将规划纲要印发给你们，请认真贯彻执行。地区生产总值年均增长百分之六。";
const PLAN_HANT: &str = "雲溪區人民政府關於印發雲溪區國民經濟和社會發展第十四個五年規劃綱要的通知，各街道辦事處，\
                         區政府各部門：現將規劃綱要印發給你們，請認真貫徹執行。地區生產總值年均增長百分之六。";

fn page(charset: &str, text: &str) -> String {
    format!("<html><head><meta charset=\"{charset}\"></head><body>{text}</body></html>")
}

#[track_caller]
fn check(bytes: &[u8], encoding: &str, contains: &str, codes: &[&str]) {
    let decoded = decode(bytes).expect("text");
    assert_eq!(decoded.encoding, encoding);
    assert!(decoded.text.contains(contains), "{}", decoded.text);
    let found: Vec<_> = decoded.problems.iter().map(Problem::code).collect();
    assert_eq!(found, codes);
}

#[test]
fn utf8() {
    check(PLAN.as_bytes(), "UTF-8", PLAN, &[]);
    check(b"\xEF\xBB\xBFplan", "UTF-8", "plan", &[]);
    check(page("gb2312", PLAN).as_bytes(), "UTF-8", PLAN, &["wrong-charset"]);
    check(page("gb2312", "plan").as_bytes(), "UTF-8", "plan", &[]);
    check("规划\u{FFFD}纲要".as_bytes(), "UTF-8", "纲要", &["replaced-before"]);
}

#[test]
fn utf8_with_a_broken_byte_stays_utf8() {
    let mut bytes = PLAN.as_bytes().to_vec();
    bytes.insert(30, 0xFF);
    check(&bytes, "UTF-8", "年均增长", &["undecodable-bytes"]);
    bytes.truncate(bytes.len() - 1);
    check(&bytes, "UTF-8", "年均增长", &["undecodable-bytes"]);
}

#[test]
fn utf16_with_and_without_a_mark() {
    let little = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
    let big = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<_>>();
    check(&little(PLAN), "UTF-16LE", PLAN, &[]);
    check(&big(PLAN), "UTF-16BE", PLAN, &[]);
    check(&little("1. plan\r\n2. aims\r\n"), "UTF-16LE", "2. aims", &[]);
    check(&[b"\xFF\xFE".as_slice(), &little("规划")].concat(), "UTF-16LE", "规划", &[]);
    check(&[b"\xFE\xFF".as_slice(), &big("规划")].concat(), "UTF-16BE", "规划", &[]);
}

#[test]
fn chinese_charsets() {
    let gb = |text: &str| GB18030.encode(text).0.into_owned();
    let big5 = |text: &str| BIG5.encode(text).0.into_owned();
    check(&gb(PLAN), "GB18030", PLAN, &[]);
    check(&gb(&page("gb2312", "二〇二一年规划")), "GB18030", "二〇二一年规划", &[]);
    check(&gb(&page("GBK", PLAN)), "GB18030", PLAN, &[]);
    check(&gb(&page("utf-8", PLAN)), "GB18030", PLAN, &["wrong-charset"]);
    check(&gb(&page("iso-8859-1", PLAN)), "GB18030", PLAN, &["wrong-charset"]);
    check(&gb(&page("big5", PLAN)), "GB18030", PLAN, &["wrong-charset"]);
    check(&big5(PLAN_HANT), "Big5", PLAN_HANT, &[]);
    check(&big5(&page("big5", PLAN_HANT)), "Big5", PLAN_HANT, &[]);
    check(&big5(&page("gb2312", PLAN_HANT)), "Big5", PLAN_HANT, &["wrong-charset"]);
    check(&gb(&page("gb2312", PLAN_HANT)), "GB18030", PLAN_HANT, &[]);
    let xml = format!("<?xml version=\"1.0\" encoding=\"gb2312\"?>{}", "规划");
    check(&gb(&xml), "GB18030", "规划", &[]);
}

#[test]
fn gb_with_a_lost_byte() {
    let mut bytes = GB18030.encode(&page("gb2312", &PLAN.repeat(3))).0.into_owned();
    let place = bytes.len() - 40;
    bytes[place] = 0xFF;
    let decoded = decode(&bytes).expect("text");
    assert_eq!(decoded.encoding, "GB18030");
    assert_eq!(decoded.problems[0].code(), "undecodable-bytes");
}

#[test]
fn no_text() {
    let code = |bytes: &[u8]| decode(bytes).expect_err("no text").code();
    assert_eq!(code(b""), "empty");
    assert_eq!(code(b" \n\t"), "empty");
    assert_eq!(code("\u{FEFF}".as_bytes()), "empty");
    assert_eq!(code("\u{3000}\n".as_bytes()), "empty");
    assert_eq!(code(b"%PDF-1.4 ..."), "binary");
    assert_eq!(code(b"PK\x03\x04rest"), "binary");
    assert_eq!(code(&[0, 1, 2, 3, 4, 5, 6, 7]), "binary");
    assert_eq!(code(&[0xFF; 200]), "unknown-charset");
}

#[test]
fn big5_without_a_declaration() {
    let text = "雲溪區人民政府關於印發雲溪區發展規劃的通知\n一、總體要求\n（一）指導思想\n全區上下要堅持以人民為中心的發展思想，深化改革開放，推動高質量發展。\n";
    for repeat in [1, 3, 40] {
        let (bytes, _, _) = encoding_rs::BIG5.encode(text);
        let bytes = bytes.repeat(repeat);
        let decoded = decode(&bytes).expect("Big5 is text");
        assert_eq!((decoded.encoding, &decoded.text[..text.len()]), ("Big5", text));
    }
}

#[test]
fn chinese_that_was_read_as_western() {
    let western = |bytes: &[u8]| encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned();
    let latin = |bytes: &[u8]| bytes.iter().map(|byte| char::from(*byte)).collect::<String>();
    for bytes in [PLAN.as_bytes(), &GB18030.encode(PLAN).0] {
        check(western(bytes).as_bytes(), "UTF-8", PLAN, &["decoded-twice"]);
        check(latin(bytes).as_bytes(), "UTF-8", PLAN, &["decoded-twice"]);
    }
    let french = "Le schéma d’aménagement détermine les priorités régionales à l’été, là où l’eau déborde près du chef-lieu équipé.";
    check(french.as_bytes(), "UTF-8", french, &[]);
}
