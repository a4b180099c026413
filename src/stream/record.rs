//! Records of JSON Lines: `{"id", "url", "charset", "body_base64" or "text"}`.

use std::io::{self, BufRead};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use extract::Error;
use serde::Deserialize;

use super::Source;
use crate::line::read_line;
use crate::warc::Response;

/// A line holds a body in base64, four bytes for three, and the other fields.
const fn longest_line(max_bytes: u64) -> u64 {
    max_bytes.saturating_mul(4) / 3 + 65_536
}

/// What is asked for.
#[derive(Debug)]
pub struct Record {
    /// Name of the record, given back with the answer.
    pub id: Option<String>,
    /// Where the body came from, given back with the answer.
    pub url: Option<String>,
    /// Encoding that whoever sent the body declared.
    pub charset: Option<String>,
    /// Why the archive holds only a part of the body.
    pub truncated: Option<String>,
    /// The bytes, or why there are none.
    pub body: Result<Vec<u8>, Flaw>,
}

/// Why a record holds nothing to convert.
#[derive(Debug, thiserror::Error)]
pub enum Flaw {
    /// Not the JSON that is asked for.
    #[error("line {line}: {reason}")]
    Malformed {
        /// Number of the line, from 1.
        line: u64,
        /// What is wrong with it.
        reason: String,
    },
    /// A body that cannot be unwrapped or is too large.
    #[error(transparent)]
    Body(#[from] Error),
}

impl Record {
    /// Bytes it holds.
    pub fn size(&self) -> usize {
        self.body.as_ref().map_or(0, Vec::len)
    }
}

#[derive(Deserialize)]
struct Typed {
    id: Option<serde_json::Value>,
    url: Option<String>,
    charset: Option<String>,
    body_base64: Option<String>,
    text: Option<String>,
}

/// The records of JSON Lines.
pub struct Lines<R> {
    input: R,
    max_bytes: u64,
    line: Vec<u8>,
    number: u64,
}

impl<R: BufRead> Lines<R> {
    /// Records with bodies of at most `max_bytes`.
    pub fn new(input: R, max_bytes: u64) -> Self {
        Self { input, max_bytes, line: Vec::new(), number: 0 }
    }

    fn record(&self, is_longer: bool) -> Record {
        if is_longer {
            let (bytes, limit) = (self.line.len() as u64, self.max_bytes);
            return Record::flawed(Flaw::Body(Error::TooLarge { bytes, limit }));
        }
        match serde_json::from_slice::<Typed>(&self.line) {
            Ok(typed) => self.typed_record(typed),
            Err(error) => Record::flawed(self.malformed(&error)),
        }
    }

    fn malformed(&self, reason: &dyn std::fmt::Display) -> Flaw {
        Flaw::Malformed { line: self.number, reason: reason.to_string() }
    }

    fn typed_record(&self, typed: Typed) -> Record {
        let is_text = typed.text.is_some();
        let body = match (typed.text, typed.body_base64) {
            (Some(text), None) => Ok(text.into_bytes()),
            (None, Some(body)) => STANDARD.decode(body).map_err(|error| self.malformed(&error)),
            _ => Err(self.malformed(&"give `text` or `body_base64`")),
        };
        Record {
            id: typed.id.map(|id| id.as_str().map_or_else(|| id.to_string(), str::to_owned)),
            url: typed.url,
            charset: if is_text { Some("utf-8".to_owned()) } else { typed.charset },
            truncated: None,
            body,
        }
    }
}

impl From<Response> for Record {
    fn from(response: Response) -> Self {
        let Response { id, url, charset, truncated, body } = response;
        Self { id, url, charset, truncated, body: body.map_err(Flaw::Body) }
    }
}

impl Record {
    fn flawed(flaw: Flaw) -> Self {
        Self { id: None, url: None, charset: None, truncated: None, body: Err(flaw) }
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = io::Result<Record>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let most = longest_line(self.max_bytes);
            let is_longer = match read_line(&mut self.input, most, &mut self.line) {
                Ok(is_longer) => is_longer,
                Err(error) => return Some(Err(error)),
            };
            self.number += 1;
            if self.line.is_empty() {
                return None;
            }
            if !self.line.trim_ascii().is_empty() {
                return Some(Ok(self.record(is_longer)));
            }
        }
    }
}

impl<R: io::Read> Source for Lines<io::BufReader<R>> {
    fn is_ready(&self) -> bool {
        memchr::memchr(b'\n', self.input.buffer()).is_some()
    }
}
