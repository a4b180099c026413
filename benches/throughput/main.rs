//! Speed of the whole job on one core, beside what others take for a part of it, and what it costs
//! at one, two and four times the size: `cargo bench --bench throughput`. With `UPDATE_README=1`
//! the figures go into README.md too.
//!
//! The shortest of several runs counts: what else the machine does only makes runs longer.

mod corpus;
mod growth;

use std::fmt::Write;
use std::hint::black_box;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use corpus::Corpus;
use extract::document::Document;
use extract::{Options, convert, write};

/// Runs of which the shortest counts.
const RUNS: usize = 15;
/// Runs of the program.
const PROGRAM_RUNS: usize = 3;
/// Copies of each source that the program converts: start and end of a process must not count.
const COPIES: usize = 50;
/// Where the figures stand in README.md.
const MARKS: [&str; 2] = [
    "<!-- speed: written by `UPDATE_README=1 cargo bench --bench throughput` -->\n",
    "<!-- end of speed -->\n",
];

fn main() {
    let figures = format!("{}\n{}", speed(), growth::table());
    println!("{figures}");
    if std::env::var_os("UPDATE_README").is_some() {
        update(Path::new("README.md"), &figures);
    }
}

/// Everything but the disk.
fn whole(name: &str, bytes: &[u8]) {
    let document = convert(name, bytes, &Options::default()).expect("the sources are text");
    written(&document);
}

fn written(document: &Document) {
    black_box(write::document_json(document));
    black_box(write::document_markdown(document));
    document.tables.iter().for_each(|table| drop(black_box(write::table_csv(table))));
}

fn shortest(runs: usize, mut work: impl FnMut()) -> Duration {
    let time = |()| {
        let begin = Instant::now();
        work();
        begin.elapsed()
    };
    std::iter::repeat_n((), runs).map(time).min().unwrap_or_default()
}

fn speed() -> String {
    let mut out = String::from(
        "| one core | MB/s | in memory | beside it | MB/s | ratio |\n|---|---:|---:|---|---:|---:|\n",
    );
    for corpus in [Corpus::html(), Corpus::text()] {
        let program = rate(corpus.bytes() * COPIES, program(&corpus));
        let each = |work: &dyn Fn(&corpus::Source)| -> Duration {
            corpus.sources.iter().map(|source| shortest(RUNS, || work(source))).sum()
        };
        let memory = rate(corpus.bytes(), each(&|source| whole(&source.name, &source.bytes)));
        let peer = rate(corpus.bytes(), each(&|source| (corpus.peer)(&source.text)));
        writeln!(
            out,
            "| {} | {program:.1} | {memory:.1} | {} | {peer:.1} | {:.2} |",
            corpus.name,
            corpus.peer_name,
            memory / peer
        )
        .expect("a String takes every character");
    }
    out
}

/// Megabytes in a second.
fn rate(bytes: usize, time: Duration) -> f64 {
    bytes as f64 / 1e6 / time.as_secs_f64()
}

/// From files to files with one thread.
fn program(corpus: &Corpus) -> Duration {
    let folder = tempfile::tempdir().expect("there is room for files of a run");
    let input = folder.path().join("input");
    corpus.write(&input, COPIES);
    let mut run = 0;
    shortest(PROGRAM_RUNS, || {
        run += 1;
        let output = folder.path().join(format!("output{run}"));
        let mut command = Command::new(env!("CARGO_BIN_EXE_extract"));
        let done = command.arg("--jobs=1").arg(&input).arg(output).output();
        assert!(done.expect("the program was built").status.success());
    })
}

fn update(file: &Path, figures: &str) {
    let text = std::fs::read_to_string(file).expect("README.md is there");
    let parts = text.split_once(MARKS[0]).and_then(|(before, rest)| {
        let (_, after) = rest.split_once(MARKS[1])?;
        Some((before, after))
    });
    let (before, after) = parts.expect("README.md has both marks");
    let text = format!("{before}{}{figures}{}{after}", MARKS[0], MARKS[1]);
    std::fs::write(file, text).expect("README.md can be written");
}
