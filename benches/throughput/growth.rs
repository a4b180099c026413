//! What a document costs when it is one, two and four times as long: in proportion, or the cost of
//! one piece would grow.

use std::fmt::Write;

use super::{shortest, whole};

/// Pieces of the shortest document.
const PIECES: usize = 5_000;
/// How many times as long the others are.
const TIMES: [usize; 3] = [1, 2, 4];
/// Runs of which the shortest counts.
const RUNS: usize = 5;

/// What the pieces are, and the document with so many of them.
type Kind = (&'static str, fn(usize) -> String);

const KINDS: [Kind; 6] = [
    ("rows of a table", rows),
    ("cells printed one to a line", cells),
    ("headings", headings),
    ("headings behind a contents list", listed),
    ("lines parted by `<br>`", breaks),
    ("tables nested in each other", nested),
];

/// Microseconds for one piece, as a table in Markdown.
pub fn table() -> String {
    let mut out = format!(
        "| µs for one of | {PIECES} | {} | {} |\n|---|---:|---:|---:|\n",
        PIECES * TIMES[1],
        PIECES * TIMES[2]
    );
    for (name, document) in KINDS {
        let cost = |times: usize| {
            let text = document(PIECES * times);
            let time = shortest(RUNS, || whole("growth", text.as_bytes()));
            format!("{:.2}", time.as_secs_f64() * 1e6 / (PIECES * times) as f64)
        };
        writeln!(out, "| {name} | {} |", TIMES.map(cost).join(" | "))
            .expect("a String takes every character");
    }
    out
}

const OPENING: &str = "云溪区发展规划\n　　为推动云溪区高质量发展，制定本规划，请认真贯彻执行。\n";

fn page(body: &str) -> String {
    format!("<!DOCTYPE html><html><body><h1>云溪区发展规划</h1>{body}</body></html>")
}

fn rows(count: usize) -> String {
    let row = |n| format!("<tr><td>{n}</td><td>项目{n}</td><td>{}.5</td></tr>", n * 3);
    let rows: String = (1..=count).map(row).collect();
    page(&format!("<table><tr><th>序号</th><th>项目</th><th>投资</th></tr>{rows}</table>"))
}

fn cells(count: usize) -> String {
    let row = |n| format!("{n}\n项目{n}\n{}.5\n", n * 3);
    let rows: String = (1..=count / 3).map(row).collect();
    format!("{OPENING}表1 重点项目表\n序号\n项目\n投资（万元）\n{rows}")
}

/// Chapters of fifty items each.
fn labels(count: usize) -> impl Iterator<Item = String> {
    (0..count).map(|n| match n % 50 {
        0 => format!("第{}章 第{n}项工作", n / 50 + 1),
        item => format!("{item}.做好第{n}项工作"),
    })
}

fn headings(count: usize) -> String {
    let section = |label| format!("{label}\n　　推进各项任务落实，确保完成年度目标，取得实效。\n");
    let sections: String = labels(count).map(section).collect();
    format!("{OPENING}{sections}")
}

fn listed(count: usize) -> String {
    let entries: String = labels(count).map(|label| format!("{label}\n")).collect();
    format!("云溪区发展规划\n目录\n{entries}{}", headings(count))
}

fn breaks(count: usize) -> String {
    let lines: String = (0..count).map(|n| format!("第{n}行的文字内容。<br>")).collect();
    page(&lines)
}

fn nested(count: usize) -> String {
    let depth = count / 10;
    let (open, close) = ("<table><tr><td>".repeat(depth), "</td></tr></table>".repeat(depth));
    page(&format!("{open}云溪区{close}"))
}
