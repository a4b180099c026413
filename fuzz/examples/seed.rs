//! Writes the corpora that the targets start from into `fuzz/corpus`, and `fuzz/corpus/pieces.dict`:
//! `cargo run -p extract-fuzz --example seed`.

use std::fmt::Write;
use std::path::Path;
use std::{fs, io};

use extract_fuzz::seeds::{samples, seeds};
use extract_fuzz::targets::{PIECES, TARGETS};

fn main() -> io::Result<()> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    let samples = samples(&own.join(".."));
    for (name, ..) in TARGETS {
        let folder = own.join("corpus").join(name);
        fs::create_dir_all(&folder)?;
        let seeds = seeds(name, &samples);
        for (number, seed) in seeds.iter().enumerate() {
            fs::write(folder.join(format!("seed-{number:04}")), seed)?;
        }
        println!("{name}: {} seeds", seeds.len());
    }
    fs::write(own.join("corpus/pieces.dict"), dictionary())
}

/// The pieces of plans as libFuzzer reads them.
fn dictionary() -> String {
    let escaped = |piece: &str| {
        piece.bytes().fold(String::new(), |mut out, byte| {
            write!(out, "\\x{byte:02x}").expect("a String takes every character");
            out
        })
    };
    PIECES.iter().map(|piece| format!("\"{}\"\n", escaped(piece))).collect()
}
