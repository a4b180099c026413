//! What the fuzzer starts from: the sources of `input/` in short pieces, in the form that each
//! target takes.

use std::fs;
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::targets::{AS_IT_IS, PIECES, TARGETS};

/// Bytes of a piece of a source.
const PIECE: usize = 700;

/// Inputs for the target of this name, always the same.
pub fn seeds(target: &str, samples: &[Vec<u8>]) -> Vec<Vec<u8>> {
    let pieces = samples.iter().flat_map(|sample| cut(sample));
    let most = TARGETS.iter().find(|(name, ..)| *name == target).map_or(0, |(_, _, most)| *most);
    let mut seeds: Vec<Vec<u8>> = match target {
        "decode" => pieces.collect(),
        "read_html" | "read_text" | "pipeline" => pieces.map(as_it_is).chain(plans()).collect(),
        "flat_tables" => {
            pieces.flat_map(|piece| [0, 1].map(|kind| tabular(kind, &piece))).collect()
        }
        "value" => pieces.flat_map(|piece| phrases(&piece)).collect(),
        "stream" => pieces.flat_map(|piece| [record(&piece), response(&piece)]).collect(),
        _ => pieces.map(|piece| [as_it_is(piece.clone()), vec![0xFF], piece].concat()).collect(),
    };
    seeds.retain(|seed| !seed.is_empty());
    seeds.iter_mut().for_each(|seed| seed.truncate(most));
    seeds.sort();
    seeds.dedup();
    seeds
}

/// The sources that come with the project.
pub fn samples(root: &Path) -> Vec<Vec<u8>> {
    let (mut files, mut open) = (Vec::<PathBuf>::new(), vec![root.join("input")]);
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() { open.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    files.iter().filter_map(|file| fs::read(file).ok()).collect()
}

/// Pieces of whole lines, about [`PIECE`] bytes each.
fn cut(sample: &[u8]) -> Vec<Vec<u8>> {
    let mut pieces = vec![Vec::new()];
    for line in sample.split_inclusive(|byte| *byte == b'\n') {
        let last = pieces.last_mut().expect("there is one from the start");
        if last.len() + line.len() > PIECE && !last.is_empty() {
            pieces.push(line.to_vec());
        } else {
            last.extend(line);
        }
    }
    pieces
}

fn as_it_is(piece: Vec<u8>) -> Vec<u8> {
    [vec![AS_IT_IS], piece].concat()
}

/// All pieces of plans behind each other, from several places on.
fn plans() -> impl Iterator<Item = Vec<u8>> {
    (0..PIECES.len() as u8).step_by(5).map(|from| (from..PIECES.len() as u8).collect())
}

fn tabular(kind: u8, piece: &[u8]) -> Vec<u8> {
    [vec![kind, AS_IT_IS], piece.to_vec()].concat()
}

/// Numbers of a piece with what stands around them.
fn phrases(piece: &[u8]) -> Vec<Vec<u8>> {
    let text = String::from_utf8_lossy(piece);
    let parts = text.split(['，', '。', '\n', '<', '>', '、']);
    let numbers = parts.filter(|part| part.contains(|c: char| c.is_ascii_digit()));
    numbers.map(|part| as_it_is(part.as_bytes().to_vec())).collect()
}

fn record(piece: &[u8]) -> Vec<u8> {
    let body = STANDARD.encode(piece);
    format!("\0{{\"id\": 1, \"url\": \"u\", \"body_base64\": \"{body}\"}}\n{{\"text\": \"云\"}}\n")
        .into_bytes()
}

fn response(piece: &[u8]) -> Vec<u8> {
    let http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n";
    let length = http.len() + piece.len();
    let head = format!(
        "\x01WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: u\r\nContent-Length: {length}\r\n\r\n"
    );
    [head.as_bytes(), http, piece, b"\r\n\r\n"].concat()
}
