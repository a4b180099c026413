//! Sources made to be dear, from bytes to all files of a document but the disk.
//!
//! `cargo bench --bench hostile` writes a table of seconds and memory at ten megabytes;
//! `hostile NAME BYTES` works through one source of that size and prints nothing, for a profiler;
//! `hostile --list` prints the names.

#[path = "../tests/hostile/cases.rs"]
mod cases;

use std::hint::black_box;
use std::process::Command;
use std::time::Instant;

use cases::{CASES, Case};
use extract::document::Document;
use extract::write::dataset::{Entry, rows};
use extract::{Options, convert, write};

/// Bytes of a source in the table.
const BYTES: usize = 10_000_000;
/// Characters of a piece in `chunks.jsonl`.
const CHUNK: usize = 800;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|one| one != "--bench").collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["--list"] => CASES.iter().for_each(|case| println!("{}", case.name)),
        [name, bytes] => {
            let case = CASES.iter().find(|case| case.name == name).expect("a name of the list");
            work(&case.of_size(bytes.parse().expect("a number of bytes")));
        }
        _ => table(),
    }
}

/// Everything that a run does with a source.
fn work(source: &[u8]) {
    let document = convert("hostile", source, &Options::default()).unwrap_or_default();
    black_box(write::document_json(&document));
    black_box(write::document_markdown(&document));
    black_box(write::review::document(&document, "hostile"));
    document.tables.iter().for_each(|table| drop(black_box(write::table_csv(table))));
    black_box(rows(&Entry::new("hostile", &document, CHUNK)));
    drop::<Document>(document);
}

/// One process for each source: its peak is its own.
fn table() {
    println!("| source of {} MB | seconds | MB at most |\n|---|---:|---:|", BYTES / 1_000_000);
    let mut lines: Vec<(f64, String)> = CASES.iter().map(line).collect();
    lines.sort_by(|a, b| b.0.total_cmp(&a.0));
    lines.iter().for_each(|(_, line)| println!("{line}"));
}

fn line(case: &Case) -> (f64, String) {
    let program = std::env::current_exe().expect("it runs");
    let begin = Instant::now();
    let run = Command::new("/usr/bin/time")
        .args(["-f", "%M"])
        .arg(program)
        .args([case.name, &BYTES.to_string()])
        .output()
        .expect("`time` is installed");
    let seconds = begin.elapsed().as_secs_f64();
    let told = String::from_utf8_lossy(&run.stderr);
    let peak: f64 = told.lines().last().and_then(|line| line.trim().parse().ok()).unwrap_or(0.0);
    (seconds, format!("| {} | {seconds:.2} | {:.0} |", case.name, peak / 1e3))
}
