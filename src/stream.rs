//! `extract stream`: records on stdin, a line of JSON on stdout for each, in order.
//!
//! Records are JSON Lines, or the HTML responses of a web archive (WARC). A record that gives no
//! document is a line with its error, and the stream goes on.

mod answer;
mod record;
mod warc;

use std::io::{self, BufRead, BufReader, ErrorKind, Read, Write};

use extract::Options;
use rayon::prelude::*;

use record::Record;

/// Records converted at the same time, for each thread.
const PER_JOB: usize = 8;
/// Bytes of records held at the same time, unless one alone is larger.
const MOST_HELD: usize = 32 << 20;
/// Bytes of stdin read ahead.
const READ_AHEAD: usize = 1 << 20;

/// What is streamed, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stream {
    /// How records are converted.
    pub options: Options,
    /// Records converted at the same time; 0 is one for each core.
    pub jobs: usize,
    /// The input is a web archive.
    pub warc: bool,
}

/// Answers every record of `input` with a line on `output`.
///
/// # Errors
/// When `input` cannot be read further or `output` not be written. A reader of `output` who has
/// seen enough is no error.
pub fn run(stream: &Stream, input: impl Read + Send, output: impl Write) -> io::Result<()> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(stream.jobs).build();
    let pool = pool.map_err(io::Error::other)?;
    let input = BufReader::with_capacity(READ_AHEAD, input);
    let answered = if stream.warc {
        let records = warc::Responses::new(input, stream.options.max_bytes)?;
        answer_all(stream, &pool, records, output)
    } else {
        answer_all(stream, &pool, record::Lines::new(input, stream.options.max_bytes), output)
    };
    match answered {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        answered => answered,
    }
}

/// Where records come from.
trait Source: Iterator<Item = io::Result<Record>> {
    /// Whether the next record is at hand without waiting for more input.
    fn is_ready(&self) -> bool;
}

fn answer_all(
    stream: &Stream,
    pool: &rayon::ThreadPool,
    mut records: impl Source,
    mut output: impl Write,
) -> io::Result<()> {
    let most = pool.current_num_threads() * PER_JOB;
    loop {
        let batch = batch(&mut records, most)?;
        if batch.is_empty() {
            return Ok(());
        }
        let answer = |record: Record| answer::line(record, &stream.options);
        let lines: Vec<Vec<u8>> = pool.install(|| batch.into_par_iter().map(answer).collect());
        lines.iter().try_for_each(|line| output.write_all(line))?;
        output.flush()?;
    }
}

/// The next records: one is waited for, more are taken if they are there already.
fn batch(records: &mut impl Source, most: usize) -> io::Result<Vec<Record>> {
    let (mut batch, mut held) = (Vec::new(), 0);
    while let Some(record) = records.next() {
        let record = record?;
        held += record.size();
        batch.push(record);
        if batch.len() >= most || held >= MOST_HELD || !records.is_ready() {
            break;
        }
    }
    Ok(batch)
}

/// Reads up to the end of a line and no more than `most` bytes of it; tells whether it was longer.
/// The rest of a longer line is passed over.
fn read_line(input: &mut impl BufRead, most: u64, line: &mut Vec<u8>) -> io::Result<bool> {
    line.clear();
    input.by_ref().take(most.saturating_add(1)).read_until(b'\n', line)?;
    let is_longer = line.len() as u64 > most && line.last() != Some(&b'\n');
    if is_longer {
        input.skip_until(b'\n')?;
    }
    Ok(is_longer)
}

#[cfg(test)]
mod tests;
