//! Bytes that are no text: known file formats and control characters.

/// Bytes looked at.
const PROBE: usize = 4_096;
/// One control character in this many bytes is too many for text.
const TEXT_PER_CONTROL: usize = 20;

/// How files of a format begin, and what the format is called.
const MAGIC: &[(&[u8], &str)] = &[
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP, DOCX or XLSX"),
    (b"PK\x05\x06", "ZIP"),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "DOC or XLS"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG\r\n\x1A\n", "PNG"),
    (b"\xFF\xD8\xFF", "JPEG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"\x1F\x8B\x08", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xFD7zXZ\0", "xz"),
    (b"\x28\xB5\x2F\xFD", "Zstandard"),
    (b"7z\xBC\xAF\x27\x1C", "7z"),
    (b"Rar!\x1A\x07", "RAR"),
    (b"\x7FELF", "ELF"),
    (b"SQLite format 3\0", "SQLite"),
    (b"\0\x01\0\0", "font"),
    (b"wOFF", "font"),
    (b"wOF2", "font"),
];

/// Name of the format whose mark the bytes begin with.
pub(super) fn magic(bytes: &[u8]) -> Option<&'static str> {
    let known = MAGIC.iter().find(|(mark, _)| bytes.starts_with(mark)).map(|(_, name)| *name);
    known.or_else(|| (bytes.starts_with(b"RIFF") && bytes.get(8..12)? == b"WEBP").then_some("WebP"))
}

/// Too many control characters for a text.
pub(super) fn controls(bytes: &[u8]) -> Option<&'static str> {
    let probe = &bytes[..bytes.len().min(PROBE)];
    let count = probe.iter().filter(|byte| is_control(**byte)).count();
    (count * TEXT_PER_CONTROL > probe.len()).then_some("control characters")
}

fn is_control(byte: u8) -> bool {
    matches!(byte, 0..=8 | 0x0E..=0x1A | 0x1C..=0x1F | 0x7F)
}
