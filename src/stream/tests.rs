use std::io::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::*;

const PAGE: &str = "<html><body><h1>云溪区水务规划</h1><p>第一章 总则</p>\
                    <p>　　加强城乡供水管网改造，提高供水保障能力，保证规划顺利实施。</p></body></html>";

fn answers(input: &[u8], warc: bool, jobs: usize) -> Vec<Value> {
    let options = Options { max_bytes: 100_000, ..Options::default() };
    let mut output = Vec::new();
    run(&Stream { options, jobs, warc }, input, &mut output).expect("bytes can be read");
    let lines = output.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    lines.map(|line| serde_json::from_slice(line).expect("JSON")).collect()
}

fn of_lines(lines: &[String]) -> Vec<Value> {
    answers(lines.join("\n").as_bytes(), false, 2)
}

#[test]
fn every_record_has_its_answer_in_order() {
    let gbk = encoding_rs::GBK.encode(PAGE).0.into_owned();
    let found = of_lines(&[
        json!({"id": "a", "url": "http://x.example/1", "text": PAGE}).to_string(),
        "not json".to_owned(),
        String::new(),
        json!({"id": 7, "body_base64": STANDARD.encode(&gbk), "charset": "gb2312"}).to_string(),
        json!({"id": "b"}).to_string(),
        json!({"id": "c", "text": " "}).to_string(),
        json!({"body_base64": STANDARD.encode(PAGE)}).to_string(),
        json!({"id": "d", "body_base64": "!"}).to_string(),
    ]);
    let told: Vec<_> = found
        .iter()
        .map(|answer| {
            let error = answer["error"]["code"].as_str();
            (answer["id"].as_str(), error.or(answer["document"]["metadata"]["title"].as_str()))
        })
        .collect();
    let sha = found[5]["document"]["source"]["sha256"].as_str();
    assert_eq!(
        told,
        [
            (Some("a"), Some("云溪区水务规划")),
            (None, Some("bad-record")),
            (Some("7"), Some("云溪区水务规划")),
            (Some("b"), Some("bad-record")),
            (Some("c"), Some("empty")),
            (sha, Some("云溪区水务规划")),
            (Some("d"), Some("bad-record")),
        ]
    );
    assert_eq!(found[0]["document"]["source"]["path"], "http://x.example/1");
    assert_eq!(found[2]["document"]["source"]["encoding"], "GB18030");
    assert_eq!(sha.map(str::len), Some(64));
}

#[test]
fn any_number_of_threads_gives_the_same_lines() {
    let record = |n: usize| json!({"id": n, "text": format!("{PAGE}<p>{n}</p>")}).to_string();
    let lines: Vec<String> = (0..60).map(record).collect();
    let input = lines.join("\n");
    let one = answers(input.as_bytes(), false, 1);
    assert_eq!(one.len(), 60);
    assert_eq!(one, answers(input.as_bytes(), false, 3));
}

#[test]
fn a_line_beyond_the_limit_is_an_error_and_the_stream_goes_on() {
    let long = json!({"id": "long", "text": "云".repeat(200_000)}).to_string();
    let found = of_lines(&[long, json!({"id": "next", "text": PAGE}).to_string()]);
    assert_eq!(found[0]["error"]["code"], "too-large");
    assert_eq!(found[1]["id"], "next");
}

fn warc(kind: &str, http: &[&str], body: &[u8], extra: &str) -> Vec<u8> {
    let head = http.join("\r\n") + "\r\n\r\n";
    let length = head.len() + body.len();
    let fields = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:1>\r\n\
         WARC-Target-URI: http://x.example/p\r\n{extra}Content-Length: {length}\r\n\r\n"
    );
    [fields.as_bytes(), head.as_bytes(), body, b"\r\n\r\n"].concat()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(bytes).expect("a Vec takes every byte");
    packer.finish().expect("a Vec takes every byte")
}

#[test]
fn responses_of_an_archive() {
    let gbk = encoding_rs::GBK.encode(PAGE).0.into_owned();
    let chunked =
        [format!("{:x}\r\n", PAGE.len()).as_bytes(), PAGE.as_bytes(), b"\r\n0\r\n\r\n"].concat();
    let html = "Content-Type: text/html";
    let records = [
        warc("warcinfo", &["software: x"], b"", ""),
        warc("response", &["HTTP/1.1 200 OK", "content-type: text/html; charset=gbk"], &gbk, ""),
        warc("response", &["HTTP/1.1 404 Not Found", html], PAGE.as_bytes(), ""),
        warc("response", &["HTTP/1.1 200 OK", "Content-Type: image/png"], b"\x89PNG", ""),
        warc("response", &["HTTP/1.1 200 OK", html, "Transfer-Encoding: chunked"], &chunked, ""),
        warc(
            "response",
            &["HTTP/1.1 200 OK", html, "Content-Encoding: gzip"],
            &gzip(PAGE.as_bytes()),
            "",
        ),
        warc("response", &["HTTP/1.1 200 OK", html, "Content-Encoding: gzip"], PAGE.as_bytes(), ""),
        warc("response", &["HTTP/1.1 200 OK", html], PAGE.as_bytes(), "WARC-Truncated: length\r\n"),
        warc("response", &["HTTP/1.1 200 OK", html], &vec![b'x'; 300_000], ""),
    ];
    let plain = answers(&records.concat(), true, 2);
    let packed: Vec<u8> = records.iter().flat_map(|record| gzip(record)).collect();
    assert_eq!(plain, answers(&packed, true, 2));
    let titles: Vec<_> =
        plain.iter().map(|answer| answer["document"]["metadata"]["title"].as_str()).collect();
    let title = Some("云溪区水务规划");
    assert_eq!(titles, [title, title, title, title, title, None]);
    assert_eq!(plain[0]["id"], "urn:uuid:1");
    assert_eq!(plain[0]["url"], "http://x.example/p");
    assert_eq!(plain[4]["document"]["status"], "partial");
    assert_eq!(plain[5]["error"]["code"], "too-large");
}

/// Whatever a record says of itself, no more is held than a record may have.
#[test]
fn bombs_in_an_archive_are_bounded() {
    let http = ["HTTP/1.1 200 OK", "Content-Type: text/html", "Content-Encoding: gzip"];
    let zeros = gzip(&gzip(&vec![b' '; 30_000_000]));
    let chunked = ["HTTP/1.1 200 OK", "Content-Type: text/html", "Transfer-Encoding: chunked"];
    let endless = "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 18446744073709551615\r\n\r\n\
                   HTTP/1.1 200 OK\r\n\r\n";
    let records = [
        warc("response", &http, &gzip(&vec![b' '; 3_000_000]), ""),
        warc("response", &http, &zeros, ""),
        warc("response", &chunked, b"ffffffffffffffff\r\nx", ""),
        warc("warcinfo", &[], &vec![b' '; 3_000_000], ""),
        warc("response", &http[..2], PAGE.as_bytes(), &"X: y\r\n".repeat(100_000)),
        endless.into(),
    ];
    let codes: Vec<_> = answers(&records.map(|record| gzip(&record)).concat(), true, 1)
        .iter()
        .map(|answer| answer["error"]["code"].as_str().unwrap_or("none").to_owned())
        .collect();
    assert_eq!(codes[..2], ["too-large", "too-large"]);
    assert!(codes.iter().all(|code| code != "internal"), "{codes:?}");
}

/// Half of a pair of surrogates is no character: the record is refused, the next one is read.
#[test]
fn lone_surrogates_are_no_text() {
    let records = [
        r#"{"id": "a", "text": "云\ud800溪"}"#,
        r#"{"id": "\udc00", "text": "云溪区"}"#,
        "{\"id\": \"c\", \"text\": \"\u{FFFD}\"",
    ];
    let found = of_lines(&records.map(str::to_owned));
    assert!(found.iter().all(|answer| answer["error"]["code"] == "bad-record"), "{found:?}");
    let next = of_lines(&[records[0].to_owned(), json!({"id": "d", "text": PAGE}).to_string()]);
    assert_eq!(next[1]["id"], "d");
}

#[test]
fn what_is_no_archive_ends_the_stream() {
    let stream = Stream { options: Options::default(), jobs: 1, warc: true };
    let error = run(&stream, &b"<html>"[..], io::sink()).expect_err("no archive");
    assert_eq!(error.kind(), ErrorKind::InvalidData);
}
