//! How documents are converted, as it is typed.

use std::time::Duration;

use clap::Args;
use extract::read::Limits;
use extract::{Options, TIMEOUT};

/// How documents are converted.
#[derive(Debug, Clone, Copy, Args)]
pub struct Conversion {
    /// Leave ASCII punctuation between Chinese characters as published
    #[arg(long)]
    keep_punctuation: bool,
    /// Largest source that is read, as it is and unpacked: bytes, or `10k`, `256M`, `1G`
    #[arg(long, value_name = "SIZE", default_value = "256M", value_parser = size)]
    #[arg(help_heading = "Limits")]
    max_bytes: u64,
    /// Elements of a page that may be open at a time; deeper ones are read as their text alone
    #[arg(long, value_name = "N", default_value_t = Limits::default().depth)]
    #[arg(help_heading = "Limits")]
    max_depth: usize,
    /// Elements of a page; those past it are read as their text alone
    #[arg(long, value_name = "N", default_value_t = Limits::default().elements)]
    #[arg(help_heading = "Limits")]
    max_elements: usize,
    /// Attributes of a tag; those past it are ignored
    #[arg(long, value_name = "N", default_value_t = Limits::default().attributes)]
    #[arg(help_heading = "Limits")]
    max_attributes: usize,
    /// Lines that are not blank; those past it are read as text alone, many to a block, and the
    /// document is `partial` [default: 250000, or one for 40 bytes of a text or 20 of a page]
    #[arg(long, value_name = "N", help_heading = "Limits")]
    max_lines: Option<usize>,
    /// Cells of all tables of a page, each place of a merged one counted; the first table that does
    /// not fit and those behind it are read as their text alone
    #[arg(long, value_name = "N", default_value_t = Limits::default().cells)]
    #[arg(help_heading = "Limits")]
    max_cells: usize,
    /// Headings of a document; those past it are read as text
    #[arg(long, value_name = "N", default_value_t = Limits::default().headings)]
    #[arg(help_heading = "Limits")]
    max_headings: usize,
    /// Seconds a document may take; they are looked at before every pass
    #[arg(long, value_name = "SECONDS", default_value_t = TIMEOUT.as_secs())]
    #[arg(help_heading = "Limits")]
    timeout: u64,
}

impl From<Conversion> for Options {
    fn from(typed: Conversion) -> Self {
        let limits = Limits {
            depth: typed.max_depth,
            elements: typed.max_elements,
            attributes: typed.max_attributes,
            lines: typed.max_lines,
            cells: typed.max_cells,
            headings: typed.max_headings,
        };
        Self {
            keep_punctuation: typed.keep_punctuation,
            max_bytes: typed.max_bytes,
            limits,
            timeout: Duration::from_secs(typed.timeout),
            ..Self::default()
        }
    }
}

/// A number of bytes, with `k`, `M` or `G` for powers of 1,024.
pub fn size(typed: &str) -> Result<u64, String> {
    let end = typed.trim_end_matches(['b', 'B']).trim_end_matches(['i', 'I']);
    let (number, shift) = match end.chars().next_back().map(|unit| unit.to_ascii_lowercase()) {
        Some('k') => (&end[..end.len() - 1], 10),
        Some('m') => (&end[..end.len() - 1], 20),
        Some('g') => (&end[..end.len() - 1], 30),
        _ => (end, 0),
    };
    let number: u64 =
        number.trim().parse().map_err(|_| "not a size such as 1000000, 512k, 256M")?;
    number.checked_mul(1 << shift).ok_or_else(|| "larger than any file".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes() {
        for (typed, bytes) in [
            ("1000", Some(1000)),
            ("512k", Some(512 << 10)),
            ("256M", Some(256 << 20)),
            ("10MB", Some(10 << 20)),
            ("1GiB", Some(1 << 30)),
            ("", None),
            ("k", None),
            ("-1", None),
            ("99999999999G", None),
        ] {
            assert_eq!(size(typed).ok(), bytes, "{typed}");
        }
    }
}
