//! `extract stream`: records on stdin, a line of JSON on stdout for each, in order.
//!
//! Records are JSON Lines, or the HTML responses of a web archive (WARC). A record that gives no
//! document is a line with its error, and the stream goes on.

mod answer;
mod record;

use std::io::{self, BufRead, BufReader, ErrorKind, Read, Write};

use extract::Options;
use rayon::prelude::*;

use record::{Lines, Record};

use crate::warc::Responses;

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
        let records = Archived(Responses::new(input, stream.options.max_bytes)?);
        answer_all(stream, &pool, records, output)
    } else {
        answer_all(stream, &pool, Lines::new(input, stream.options.max_bytes), output)
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

/// The responses of an archive, as records.
struct Archived<R>(Responses<R>);

impl<R: BufRead> Iterator for Archived<R> {
    type Item = io::Result<Record>;

    fn next(&mut self) -> Option<Self::Item> {
        Some(self.0.next()?.map(Record::from))
    }
}

impl<R: BufRead> Source for Archived<R> {
    fn is_ready(&self) -> bool {
        // An archive is a file: what comes next is there.
        true
    }
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

#[cfg(test)]
mod tests;
