//! The answer to a record: its document, or why there is none.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use extract::document::Document;
use extract::{Error, Options, convert};
use serde::Serialize;

use super::record::{Flaw, Record};

/// A line of the output.
#[derive(Debug, Serialize)]
struct Answer<'a> {
    /// Name of the record; where it has none, the SHA-256 of its body.
    id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<&'a Document>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'a Reason>,
}

/// Why there is no document.
#[derive(Debug, Serialize)]
struct Reason {
    code: &'static str,
    message: String,
    hint: &'static str,
}

/// The line that answers a record.
pub fn line(record: Record, options: &Options) -> Vec<u8> {
    let made = catch_unwind(AssertUnwindSafe(|| document(&record, options)));
    let made = made.unwrap_or_else(|payload| Err(Reason::internal(&*payload)));
    let own = record.id.as_deref();
    let url = record.url.as_deref();
    let answer = match &made {
        Ok(document) => {
            let id = own.or(Some(document.source.sha256.as_str()));
            Answer { id, url, document: Some(document), error: None }
        }
        Err(reason) => Answer { id: own, url, document: None, error: Some(reason) },
    };
    let mut line = serde_json::to_vec(&answer).expect("an answer is text, numbers and lists");
    line.push(b'\n');
    line
}

fn document(record: &Record, options: &Options) -> Result<Document, Reason> {
    let bytes = record.body.as_ref().map_err(Reason::of)?;
    let name = record.url.as_deref().or(record.id.as_deref()).unwrap_or("");
    let options = Options { charset: record.charset.clone(), ..options.clone() };
    let mut document = convert(name, bytes, &options).map_err(|error| Reason::refused(&error))?;
    if let Some(reason) = &record.truncated {
        document.report_truncated(reason);
    }
    document.source.url.clone_from(&record.url);
    Ok(document)
}

impl Reason {
    fn of(flaw: &Flaw) -> Self {
        match flaw {
            Flaw::Body(error) => Self::refused(error),
            Flaw::Malformed { .. } => Self {
                code: "bad-record",
                message: flaw.to_string(),
                hint: "one JSON object a line, with `body_base64` or `text`",
            },
        }
    }

    fn refused(error: &Error) -> Self {
        Self { code: error.code(), message: error.to_string(), hint: error.hint() }
    }

    fn internal(payload: &(dyn Any + Send)) -> Self {
        let text = payload.downcast_ref::<String>().map(String::as_str);
        let reason = text.or_else(|| payload.downcast_ref::<&str>().copied());
        Self {
            code: "internal",
            message: format!(
                "the program failed on this record: {}",
                reason.unwrap_or("no reason given")
            ),
            hint: "please report it with the record",
        }
    }
}
