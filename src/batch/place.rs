//! Where each source's document goes: a folder named after the file, inside the output folder
//! whatever the file is called.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fmt::Write;
use std::path::{Component, Path};

use extract::write::dataset::{RESOURCES, Resource};
use extract::write::review;

use super::key::sha256;
use super::walk::Source;
use super::{Misuse, control};

/// Files of a document or a run besides the dataset; no folder is called like one.
const RESERVED: [&str; 7] = [
    control::FOLDER,
    "document.json",
    "document.md",
    review::DOCUMENT,
    "tables",
    "datapackage.json",
    review::INDEX,
];

/// Bytes of a name that every file system takes.
const LONGEST_NAME: usize = 255;
/// Hexadecimal digits of the hash in a shortened name: 64 bits, which do not meet by chance.
const HASH_DIGITS: usize = 16;

/// The folder of each source, below the output folder, with `/` between its parts.
pub fn places(sources: &[Source], keep_extension: bool) -> Result<Vec<String>, Misuse> {
    let places: Vec<_> = sources
        .iter()
        .map(|source| place(&source.below, keeps_extension(source, keep_extension)))
        .collect();
    let mut taken = BTreeMap::new();
    for (source, place) in sources.iter().zip(&places) {
        if let Some(first) = taken.insert(folded(place), source) {
            return Err(clash(first, source, place, keep_extension));
        }
    }
    Ok(places)
}

/// The name of a page in an archive has no extension: it ends with a hash.
fn keeps_extension(source: &Source, keep_extension: bool) -> bool {
    keep_extension || source.record.is_some()
}

/// Two names that are one to the file system are one here.
fn folded(place: &str) -> String {
    if cfg!(any(windows, target_vendor = "apple")) {
        place.to_lowercase()
    } else {
        place.to_owned()
    }
}

fn clash(first: &Source, second: &Source, place: &str, keep_extension: bool) -> Misuse {
    let (one, other) = (first.file.display(), second.file.display());
    let hint = if first.file == second.file {
        "name each input once"
    } else if keep_extension || first.below == second.below {
        "give the folder above both as the input, or write to two outputs"
    } else {
        "use `--keep-extension` to name the folders after the whole file names"
    };
    Misuse::new(format!("`{one}` and `{other}` would both be written to `{place}`"), hint)
}

fn place(below: &Path, keep_extension: bool) -> String {
    let folders = below.parent().into_iter().flat_map(Path::components).map(Component::as_os_str);
    let name = if keep_extension { below.file_name() } else { below.file_stem() };
    let parts = folders.chain(name).map(|part| shortened(unreserved(encoded(part))));
    parts.collect::<Vec<_>>().join("/")
}

/// A path as it stands in the files written: `/` between the parts, odd bytes percent-encoded.
pub fn written(below: &Path) -> String {
    let parts = below.components().map(|part| encoded(part.as_os_str()));
    parts.collect::<Vec<_>>().join("/")
}

/// A file name as plain text: bytes that are no UTF-8, control characters, path separators, `.`
/// and `..` percent-encoded, and a `%` that could be taken for such a code.
fn encoded(name: &OsStr) -> String {
    let bytes = name.as_encoded_bytes();
    let mut text = String::with_capacity(bytes.len());
    let mut rest = bytes;
    for chunk in bytes.utf8_chunks() {
        for (at, character) in chunk.valid().char_indices() {
            let behind = &rest[at + character.len_utf8()..];
            match character {
                '%' if is_code(behind) => text.push_str("%25"),
                '/' | '\\' => percent(&mut text, character as u8),
                _ if character.is_control() => {
                    character.encode_utf8(&mut [0; 4]).bytes().for_each(|b| percent(&mut text, b));
                }
                _ => text.push(character),
            }
        }
        chunk.invalid().iter().for_each(|byte| percent(&mut text, *byte));
        rest = &rest[chunk.valid().len() + chunk.invalid().len()..];
    }
    if text.bytes().all(|byte| byte == b'.') { text.replace('.', "%2E") } else { text }
}

/// Encoded a name may be longer than file systems allow: then a hash stands for its end.
fn shortened(name: String) -> String {
    if name.len() <= LONGEST_NAME {
        return name;
    }
    let hash = &sha256(name.as_bytes())[..HASH_DIGITS];
    let kept = (0..=LONGEST_NAME - HASH_DIGITS - 1).rev().find(|at| name.is_char_boundary(*at));
    format!("{}-{hash}", &name[..kept.unwrap_or(0)])
}

/// Two hexadecimal digits.
fn is_code(bytes: &[u8]) -> bool {
    matches!(bytes, [high, low, ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit())
}

fn percent(text: &mut String, byte: u8) {
    write!(text, "%{byte:02X}").expect("a String takes every character");
}

fn unreserved(name: String) -> String {
    let is_table = name.starts_with('t') && name.ends_with(".csv");
    if is_table || is_reserved(&name.to_lowercase()) {
        let mut text = String::new();
        percent(&mut text, name.as_bytes()[0]);
        text + &name[1..]
    } else {
        name
    }
}

fn is_reserved(name: &str) -> bool {
    let is_file = |one: &Resource| one.file() == name || one.columns_file() == name;
    RESERVED.contains(&name) || RESOURCES.iter().any(is_file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_named_after_files() {
        let check = |path: &str, stem: &str, whole: &str| {
            assert_eq!(place(Path::new(path), false), stem);
            assert_eq!(place(Path::new(path), true), whole);
        };
        check("云溪区.html", "云溪区", "云溪区.html");
        check("plans/2021/a.b.txt", "plans/2021/a.b", "plans/2021/a.b.txt");
        check("plain", "plain", "plain");
        check("..html", "%2E", "..html");
        check("...html", "%2E%2E", "...html");
        check("index.html", "index", "%69ndex.html");
        check("documents.csv.html", "%64ocuments.csv", "documents.csv.html");
        check("notes.parquet.html", "%6Eotes.parquet", "notes.parquet.html");
        check(".extract.html", "%2Eextract", ".extract.html");
        check("a/t1.csv.txt", "a/%741.csv", "a/t1.csv.txt");
    }

    #[test]
    fn names_that_are_too_long_end_with_a_hash() {
        let short = |name: &str| shortened(encoded(OsStr::new(name)));
        assert_eq!(short(&"a".repeat(255)), "a".repeat(255));
        let (one, other) = (short(&"\n".repeat(200)), short(&"\n".repeat(201)));
        assert!(one.len() <= LONGEST_NAME && other.len() <= LONGEST_NAME && one != other);
        assert!(one.starts_with("%0A%0A"), "{one}");
        assert!(short(&"规".repeat(99)).starts_with(&"规".repeat(79)));
    }

    #[test]
    fn names_are_plain_text() {
        let check = |name: &[u8], expected: &str| {
            #[cfg(unix)]
            let name = <OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(name);
            #[cfg(not(unix))]
            let name = OsStr::new(std::str::from_utf8(name).unwrap_or("a"));
            assert_eq!(encoded(name), expected);
        };
        check(b"a b", "a b");
        check(b"50%", "50%");
        check(b"50%25", "50%2525");
        check(b"a\nb\\c", "a%0Ab%5Cc");
        #[cfg(unix)]
        check(b"\xd4\xc6.html", "%D4%C6.html");
        #[cfg(unix)]
        check(b"%\xd4", "%%D4");
    }
}
