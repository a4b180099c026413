//! Speed of every stage on the files named, as a table in Markdown: `cargo bench --bench stages --
//! FILE…`. Each file is converted over and over for a second; the shortest run counts.

use std::hint::black_box;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use extract::{Options, convert_watched, decode, write};

/// How long a file is converted over and over.
const MEASURED: Duration = Duration::from_secs(1);
/// Rows of the table before the passes.
const DECODE: &str = "decode";
/// Rows of the table behind the passes.
const WRITERS: [&str; 4] = ["write JSON", "write Markdown", "write CSV", "write page"];

fn main() {
    let paths: Vec<String> =
        std::env::args().skip(1).filter(|arg| !arg.starts_with("--")).collect();
    let files: Vec<Vec<u8>> =
        paths.iter().map(|path| std::fs::read(path).expect("the files named are there")).collect();
    let columns: Vec<Stages> = files.iter().map(|bytes| fastest(bytes)).collect();
    let names = paths.iter().map(|path| path.rsplit('/').next().unwrap_or(path));
    println!("| stage | {} |", names.collect::<Vec<_>>().join(" | "));
    println!("|---|{}", "---:|".repeat(paths.len()));
    let sizes: Vec<usize> = files.iter().map(Vec::len).collect();
    println!("| bytes | {} |", joined(sizes.iter().map(usize::to_string)));
    for row in 0..columns.first().map_or(0, |column| column.0.len()) {
        let cells = columns.iter().map(|column| share(column, row));
        println!("| {} | {} |", columns[0].0[row].0, joined(cells));
    }
    let rates = columns.iter().zip(&sizes).map(|(column, size)| rate(column.convert(), *size));
    println!("| **`convert`** | {} |", joined(rates));
    let rates = columns.iter().zip(&sizes).map(|(column, size)| rate(column.total(), *size));
    println!("| **with writing** | {} |", joined(rates));
}

fn joined(cells: impl Iterator<Item = String>) -> String {
    cells.collect::<Vec<_>>().join(" | ")
}

/// Microseconds of a stage and its share of `convert`.
fn share(column: &Stages, row: usize) -> String {
    let time = column.0[row].1;
    let percent = time.as_secs_f64() * 100.0 / column.convert().as_secs_f64();
    format!("{} µs, {percent:.0} %", time.as_micros())
}

fn rate(time: Duration, bytes: usize) -> String {
    format!("{:.1} MB/s", bytes as f64 / 1e6 / time.as_secs_f64())
}

/// Time of each stage of one run.
struct Stages(Vec<(&'static str, Duration)>);

impl Stages {
    fn total(&self) -> Duration {
        self.0.iter().map(|(_, time)| time).sum()
    }

    /// All but the writers.
    fn convert(&self) -> Duration {
        self.0.iter().filter(|(name, _)| !WRITERS.contains(name)).map(|(_, time)| time).sum()
    }
}

/// Times of the stages, each from the run in which it took least.
fn fastest(bytes: &[u8]) -> Stages {
    let begin = Instant::now();
    let mut best = run(bytes);
    while begin.elapsed() < MEASURED {
        for ((_, least), (_, time)) in best.0.iter_mut().zip(run(bytes).0) {
            *least = time.min(*least);
        }
    }
    best
}

fn run(bytes: &[u8]) -> Stages {
    let mut stages = Vec::new();
    let mut last = Instant::now();
    let mut lap = |name| {
        let now = Instant::now();
        stages.push((name, now - last));
        last = now;
    };
    let decoded = decode::decode(bytes).expect("the files named are text");
    black_box(&decoded);
    lap(DECODE);
    let watch = &mut |step: &'static str, _: &_| {
        lap(step);
        ControlFlow::Continue(())
    };
    let document =
        convert_watched("plan", bytes, &Options::default(), watch).expect("the files are text");
    black_box(write::document_json(&document));
    lap(WRITERS[0]);
    black_box(write::document_markdown(&document));
    lap(WRITERS[1]);
    document.tables.iter().for_each(|table| drop(black_box(write::table_csv(table))));
    lap(WRITERS[2]);
    black_box(write::review::document(&document, "plan"));
    lap(WRITERS[3]);
    // Decoding is part of the step `read`.
    let decoding = stages[0].1;
    stages[1].1 = stages[1].1.saturating_sub(decoding);
    Stages(stages)
}
