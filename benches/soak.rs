//! A long run: very many damaged documents through `extract stream`, and many through the folder
//! form. As many must come out as went in, and the memory must not grow.
//!
//! `cargo bench --bench soak` takes a million records and 50,000 files; `-- RECORDS FILES` takes so
//! many. The figures go into `docs/reliability.md`.

#[path = "../tests/laws/pieces.rs"]
mod pieces;

use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{fs, thread};

use pieces::PIECES;

const PROGRAM: &str = env!("CARGO_BIN_EXE_extract");
/// Most pieces of a document.
const MOST_PIECES: u64 = 120;
/// Of a hundred pieces, how many are damaged.
const DAMAGED_PERCENT: u64 = 5;
/// Time between two looks at the memory.
const LOOK: Duration = Duration::from_millis(200);

fn main() {
    let numbers = std::env::args().skip(1).filter_map(|one| one.parse().ok());
    let [records, files] = match numbers.collect::<Vec<u64>>()[..] {
        [records, files] => [records, files],
        _ => [1_000_000, 50_000],
    };
    println!("| | in | out | documents | errors | seconds | MB after a tenth | MB at most |");
    println!("|---|---:|---:|---:|---:|---:|---:|---:|");
    println!("| `extract stream` | {}", stream(records));
    println!("| `extract INPUT OUTPUT` | {}", folder(files));
}

/// Numbers that look random and are the same every time (xorshift).
struct Draw(u64);

impl Draw {
    fn of(number: u64) -> Self {
        Self(number.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    fn below(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % most
    }
}

/// The document with this number: pieces of plans, some of them damaged.
fn document(number: u64) -> Vec<u8> {
    let mut draw = Draw::of(number);
    let mut made = if draw.below(2) == 0 { b"<html><body>".to_vec() } else { Vec::new() };
    for _ in 0..=draw.below(MOST_PIECES) {
        let start = made.len();
        made.extend(PIECES[draw.below(PIECES.len() as u64) as usize].as_bytes());
        if draw.below(100) < DAMAGED_PERCENT {
            let at = start + draw.below((made.len() - start).max(1) as u64) as usize;
            made.truncate(at.min(made.len()));
            made.push(draw.below(256) as u8);
        }
    }
    made
}

/// Records in, answers out.
fn stream(count: u64) -> String {
    let mut command = Command::new(PROGRAM);
    command.arg("stream").stdin(Stdio::piped()).stdout(Stdio::piped());
    let begin = Instant::now();
    let mut child = command.spawn().expect("it runs");
    let mut input = BufWriter::new(child.stdin.take().expect("it has one"));
    let output = BufReader::new(child.stdout.take().expect("it has one"));
    let writer = thread::spawn(move || {
        for number in 0..count {
            let text = String::from_utf8_lossy(&document(number)).into_owned();
            let record = serde_json::json!({ "id": number, "text": text });
            writeln!(input, "{record}").expect("it reads on");
        }
    });
    let memory = watch(child.id());
    let (mut answers, mut errors) = (0, 0);
    for line in output.lines() {
        let line = line.expect("UTF-8");
        assert!(line.starts_with(&format!("{{\"id\":\"{answers}\",")), "{line} is not in order");
        answers += 1;
        errors += u64::from(line.contains("\"error\":{\"code\""));
    }
    writer.join().expect("it wrote all");
    assert!(child.wait().expect("it ended").success());
    row(count, answers, errors, begin, memory.join().expect("it looked"))
}

/// Files in, folders and rows of `failures.csv` out.
fn folder(count: u64) -> String {
    let place = tempfile::tempdir().expect("there is room");
    let (input, output) = (place.path().join("input"), place.path().join("output"));
    for number in 0..count {
        let folder = input.join(format!("{:03}", number / 500));
        fs::create_dir_all(&folder).expect("there is room");
        fs::write(folder.join(format!("{number}.html")), document(number)).expect("there is room");
    }
    let begin = Instant::now();
    let mut command = Command::new(PROGRAM);
    command.arg("--no-review").arg(&input).arg(&output).stderr(Stdio::null());
    let mut child = command.spawn().expect("it runs");
    let memory = watch(child.id());
    child.wait().expect("it ended");
    let memory = memory.join().expect("it looked");
    let rows = |name: &str| {
        let mut rows = csv::Reader::from_path(output.join(name)).expect("a list");
        rows.records().count() as u64
    };
    let (documents, errors) = (rows("documents.csv"), rows("failures.csv"));
    row(count, documents + errors, errors, begin, memory)
}

fn row(count: u64, out: u64, errors: u64, begin: Instant, memory: Vec<u64>) -> String {
    assert_eq!(count, out, "as many come out as went in");
    let seconds = begin.elapsed().as_secs_f64();
    let early = memory[..memory.len().div_ceil(10)].iter().max().copied().unwrap_or(0);
    let most = memory.iter().max().copied().unwrap_or(0);
    let documents = out - errors;
    format!(
        "{count} | {out} | {documents} | {errors} | {seconds:.0} | {} | {} |",
        early / 1_000,
        most / 1_000
    )
}

/// Kilobytes that a process holds, now and then until it ends.
fn watch(process: u32) -> thread::JoinHandle<Vec<u64>> {
    thread::spawn(move || {
        let mut seen = vec![0];
        while let Some(held) = held(process) {
            seen.push(held);
            thread::sleep(LOOK);
        }
        seen
    })
}

fn held(process: u32) -> Option<u64> {
    let status = fs::read_to_string(Path::new("/proc").join(process.to_string()).join("status"));
    let status = status.ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}
