//! Where the responses of an archive are, so that each can be read by itself.

use std::io::{self, BufRead, BufReader, Read};

use flate2::bufread::GzDecoder;

use super::{GZIP, Response, Responses};

/// Why a packed archive cannot be read record by record.
const PACKED_TOGETHER: &str =
    "its records are packed together, not each as a gzip member of its own; unpack it first";

/// The responses of an archive with the byte at which to begin reading each.
pub enum Index<R> {
    /// As it is.
    Plain(Responses<Counted<R>>),
    /// In gzip.
    Packed(Counted<R>, u64),
    /// After an error.
    Ended,
}

impl<R: BufRead> Index<R> {
    /// Responses with bodies of at most `max_bytes`; one is held at a time.
    pub fn new(mut input: R, max_bytes: u64) -> io::Result<Self> {
        let is_packed = input.fill_buf()?.starts_with(GZIP);
        let input = Counted { input, at: 0 };
        Ok(match is_packed {
            true => Self::Packed(input, max_bytes),
            false => Self::Plain(Responses::unpacked(input, max_bytes)),
        })
    }

    fn place(&mut self) -> io::Result<Option<(u64, Response)>> {
        match self {
            Self::Plain(responses) => in_plain(responses),
            Self::Packed(input, max_bytes) => in_members(input, *max_bytes),
            Self::Ended => Ok(None),
        }
    }
}

impl<R: BufRead> Iterator for Index<R> {
    type Item = io::Result<(u64, Response)>;

    fn next(&mut self) -> Option<Self::Item> {
        let found = self.place().transpose();
        if matches!(found, Some(Err(_))) {
            *self = Self::Ended;
        }
        found
    }
}

fn in_plain<R: BufRead>(
    responses: &mut Responses<Counted<R>>,
) -> io::Result<Option<(u64, Response)>> {
    loop {
        let at = responses.input.at;
        let Some(entry) = responses.entry()? else { return Ok(None) };
        if let Some(response) = entry.response(responses.max_bytes) {
            return Ok(Some((at, response)));
        }
    }
}

fn in_members<R: BufRead>(
    input: &mut Counted<R>,
    most: u64,
) -> io::Result<Option<(u64, Response)>> {
    while !input.fill_buf()?.is_empty() {
        let at = input.at;
        let member = BufReader::new(GzDecoder::new(&mut *input));
        let mut responses = Responses::unpacked(member, most);
        let first = responses.next().transpose()?;
        // Read to its end, where its checksum is compared.
        if responses.next().transpose()?.is_some() {
            return Err(io::Error::new(io::ErrorKind::InvalidData, PACKED_TOGETHER));
        }
        if let Some(response) = first {
            return Ok(Some((at, response)));
        }
    }
    Ok(None)
}

/// Input that knows how much of it was read.
pub struct Counted<R> {
    input: R,
    at: u64,
}

impl<R: BufRead> Read for Counted<R> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(bytes)?;
        self.at += read as u64;
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.input.fill_buf()
    }

    fn consume(&mut self, bytes: usize) {
        self.at += bytes as u64;
        self.input.consume(bytes);
    }
}
