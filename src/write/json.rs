//! `document.json`: indented by one space, with arrays of plain values on one line, so that a
//! table row or a pair of block numbers is one line of a diff.

use std::io::{self, BufWriter, Write};

use serde::Serialize;
use serde_json::ser::{CharEscape, CompactFormatter, Formatter, Serializer};

use crate::document::Document;

/// The document as JSON text, ending with a newline.
pub fn document(document: &Document) -> String {
    text(document)
}

/// Writes the same, piece by piece: the text of a large table is many times the table.
pub fn write_document(document: &Document, out: &mut dyn Write) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(PIECE, out);
    write(document, &mut out)?;
    out.flush()
}

/// Any value as JSON text in the same layout, ending with a newline.
pub fn text<T: Serialize>(value: &T) -> String {
    super::in_memory(|out| write(value, out))
}

fn write<T: Serialize>(value: &T, mut out: impl Write) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(&mut out, Layout::default()))?;
    out.write_all(b"\n")
}

/// Writes values as JSON Lines.
pub fn lines<T: Serialize>(values: impl Iterator<Item = T>, out: &mut dyn Write) -> io::Result<()> {
    let mut line = Vec::new();
    for value in values {
        line.clear();
        serde_json::to_writer(&mut line, &value)?;
        line.push(b'\n');
        out.write_all(&line)?;
    }
    Ok(())
}

/// Bytes that are written at a time.
const PIECE: usize = 1 << 16;

/// What is open: an object without and with keys, an array that holds plain values only so far,
/// an array that holds more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    Empty,
    Object,
    Flat,
    Tall,
}

/// What parts two lines, with the indent of most.
const BREAK: &[u8] = b",\n                                ";
/// How far it reaches.
const DEEP: usize = BREAK.len() - 2;

/// Indents by one space; breaks the line in an array only before an array or object.
#[derive(Debug, Default)]
struct Layout {
    open: Vec<Open>,
    /// An array's next value has been announced: is it the first?
    pending: Option<bool>,
}

impl Layout {
    /// Before a string, number, `true`, `false` or `null`.
    fn plain<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        match self.pending.take() {
            Some(false) if self.open.last() == Some(&Open::Tall) => self.next_line(out, false),
            Some(false) => out.write_all(b", "),
            _ => Ok(()),
        }
    }

    /// Before an array or object.
    fn nested<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        let Some(first) = self.pending.take() else { return Ok(()) };
        if let Some(open) = self.open.last_mut() {
            *open = Open::Tall;
        }
        self.next_line(out, first)
    }

    fn next_line<W: ?Sized + Write>(&self, out: &mut W, first: bool) -> io::Result<()> {
        let mut depth = self.open.len();
        out.write_all(&BREAK[usize::from(first)..2 + depth.min(DEEP)])?;
        while depth > DEEP {
            depth -= DEEP;
            out.write_all(&BREAK[2..2 + depth.min(DEEP)])?;
        }
        Ok(())
    }
}

/// Overrides the methods that write one plain value.
macro_rules! plain {
    ($($method:ident($type:ty);)*) => {$(
        fn $method<W: ?Sized + Write>(&mut self, out: &mut W, value: $type) -> io::Result<()> {
            self.plain(out)?;
            CompactFormatter.$method(out, value)
        }
    )*};
}

impl Formatter for Layout {
    plain! {
        write_bool(bool);
        write_i8(i8); write_i16(i16); write_i32(i32); write_i64(i64); write_i128(i128);
        write_u8(u8); write_u16(u16); write_u32(u32); write_u64(u64); write_u128(u128);
        write_number_str(&str); write_raw_fragment(&str);
    }

    fn write_null<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.plain(out)?;
        out.write_all(b"null")
    }

    fn write_f32<W: ?Sized + Write>(&mut self, out: &mut W, value: f32) -> io::Result<()> {
        self.write_f64(out, f64::from(value))
    }

    /// Whole numbers without `.0`: `1`, `0.75`.
    fn write_f64<W: ?Sized + Write>(&mut self, out: &mut W, value: f64) -> io::Result<()> {
        self.plain(out)?;
        write!(out, "{value}")
    }

    fn begin_string<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.plain(out)?;
        out.write_all(b"\"")
    }

    fn write_char_escape<W: ?Sized + Write>(
        &mut self,
        out: &mut W,
        escape: CharEscape,
    ) -> io::Result<()> {
        CompactFormatter.write_char_escape(out, escape)
    }

    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.nested(out)?;
        self.open.push(Open::Flat);
        out.write_all(b"[")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, _: &mut W, first: bool) -> io::Result<()> {
        self.pending = Some(first);
        Ok(())
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        if self.open.pop() == Some(Open::Tall) {
            self.next_line(out, true)?;
        }
        out.write_all(b"]")
    }

    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.nested(out)?;
        self.open.push(Open::Empty);
        out.write_all(b"{")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        if let Some(open) = self.open.last_mut() {
            *open = Open::Object;
        }
        self.next_line(out, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b": ")
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        if self.open.pop() != Some(Open::Empty) {
            self.next_line(out, true)?;
        }
        out.write_all(b"}")
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(value: serde_json::Value, expected: &str) {
        assert_eq!(text(&value), format!("{expected}\n"));
        let read: serde_json::Value = serde_json::from_str(&text(&value)).expect("valid JSON");
        assert_eq!(read, value);
    }

    #[test]
    fn arrays_of_plain_values_are_one_line() {
        check(json!([0, 12]), "[0, 12]");
        check(json!([]), "[]");
        check(json!({"blocks": [0, 12]}), "{\n \"blocks\": [0, 12]\n}");
        check(json!([["云溪区", null], [true]]), "[\n [\"云溪区\", null],\n [true]\n]");
        check(json!([1, [2], 3]), "[1,\n [2],\n 3\n]");
    }

    #[test]
    fn objects_are_indented() {
        check(json!({"a": {}}), "{\n \"a\": {}\n}");
        check(json!({"a": {"b": 1}}), "{\n \"a\": {\n  \"b\": 1\n }\n}");
        check(
            json!([{"a": 1}, {"b": "x\"\n"}]),
            "[\n {\n  \"a\": 1\n },\n {\n  \"b\": \"x\\\"\\n\"\n }\n]",
        );
    }
}
