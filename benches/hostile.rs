//! Sources made to be dear, from bytes to all files of a document but the disk.
//!
//! `cargo bench --bench hostile` writes a table of processor time and memory at ten megabytes;
//! `--growth` compares processor times at three lengths, and ends with an error when that of a source
//! grows faster than its length; `hostile NAME BYTES` works through one source of that size and prints nothing, for a profiler;
//! `hostile --list` prints the names.

#[path = "../tests/hostile/cases.rs"]
mod cases;
#[path = "../tests/hostile/growth.rs"]
mod growth;
#[path = "../tests/hostile/work.rs"]
mod work;

use std::hint::black_box;
use std::process::{Command, ExitCode};
use std::time::Duration;

use cpu_time::ThreadTime;

use cases::{CASES, Case};
use growth::growth;

/// Bytes of a source in the table.
const BYTES: usize = 10_000_000;
/// Bytes of the shortest source whose time is compared, and how many times as long the others are:
/// what costs the square shows by then, and the steps of an allocator do not.
const SHORTEST: usize = 1 << 15;
const TIMES: [usize; 3] = [1, 4, 16];
/// Times the first step that the second may cost: 4 for what is linear, 16 for a square.
const MOST_GROWTH: f64 = 8.0;
/// Times a source is worked through to find its shortest time: before it is called cheap, and dear.
const TRIES: [usize; 2] = [3, 12];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|one| one != "--bench").collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["--growth"] => return compare(),
        ["--list"] => CASES.iter().for_each(|case| println!("{}", case.name)),
        [name, bytes] => {
            let case = CASES.iter().find(|case| case.name == name).expect("a name of the list");
            work(&case.of_size(bytes.parse().expect("a number of bytes")));
        }
        _ => table(),
    }
    ExitCode::SUCCESS
}

/// Names the sources whose time grows faster than their length.
fn compare() -> ExitCode {
    let lengths = |make: &dyn Fn(usize) -> Vec<u8>| TIMES.map(|times| make(SHORTEST * times));
    assert!(dear(&lengths(&|bytes| vec![0; bytes]), square).is_some(), "a square is seen");
    let mut code = ExitCode::SUCCESS;
    for case in CASES {
        if let Some(times) = dear(&lengths(&|bytes| case.of_size(bytes)), work) {
            println!("{}: {times:?}, more than linear", case.name);
            code = ExitCode::FAILURE;
        }
    }
    println!("processor times of {} sources compared", CASES.len());
    code
}

/// The times for these sources, where they grow much faster than the sources do. Whatever else the machine does only adds to a time: the shortest of some tries counts.
fn dear(sources: &[Vec<u8>; 3], work: fn(&[u8])) -> Option<[Duration; 3]> {
    let mut shortest = [Duration::MAX; 3];
    let [few, many] = TRIES;
    let is_dear = (1..=many).all(|tried| {
        for (source, shortest) in sources.iter().zip(&mut shortest) {
            *shortest = time(source, work).min(*shortest);
        }
        tried < few || growth(shortest.map(|time| time.as_secs_f64())) > MOST_GROWTH
    });
    is_dear.then_some(shortest)
}

fn time(source: &[u8], work: fn(&[u8])) -> Duration {
    let begun = ThreadTime::now();
    work(source);
    begun.elapsed()
}

/// Work that grows as the square of the source, and so little at first that only a long one shows it.
fn square(source: &[u8]) {
    for at in (0..source.len()).step_by(8) {
        black_box(source[at..].contains(&1));
    }
}

/// Everything that a run does with a source.
fn work(source: &[u8]) {
    black_box(work::work(source));
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
