//! Sources made to be dear, from bytes to all files of a document but the disk.
//!
//! `cargo bench --bench hostile` writes a table of processor time and memory at ten megabytes;
//! `hostile NAME BYTES` works through one source of that size and prints nothing, for a profiler;
//! `hostile --list` prints the names.

#[path = "../tests/hostile/cases.rs"]
mod cases;
#[path = "../tests/hostile/work.rs"]
mod work;

use std::hint::black_box;
use std::process::Command;

use cases::{CASES, Case};

/// Bytes of a source in the table.
const BYTES: usize = 10_000_000;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|one| one != "--bench").collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["--list"] => CASES.iter().for_each(|case| println!("{}", case.name)),
        [name, bytes] => {
            let case = CASES.iter().find(|case| case.name == name).expect("a name of the list");
            let source = case.of_size(bytes.parse().expect("a number of bytes"));
            drop(black_box(work::work(&source)));
        }
        _ => table(),
    }
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
    let run = Command::new("/usr/bin/time")
        .args(["-f", "%U %S %M"])
        .arg(program)
        .args([case.name, &BYTES.to_string()])
        .output()
        .expect("`time` is installed");
    let told = String::from_utf8_lossy(&run.stderr);
    let figures = told.lines().last().unwrap_or_default().split(' ');
    let figures: Vec<f64> = figures.filter_map(|figure| figure.parse().ok()).collect();
    let [user, system, peak] = figures[..] else { return (f64::INFINITY, told.into_owned()) };
    let seconds = user + system;
    (seconds, format!("| {} | {seconds:.2} | {:.0} |", case.name, peak / 1e3))
}
