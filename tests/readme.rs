//! The README's table of passes is that of the pipeline.
//!
//! `UPDATE_README=1 cargo test --test readme` writes it anew.

use std::fmt::Write;
use std::fs;
use std::path::Path;

const START: &str = "<!-- passes: written by `UPDATE_README=1 cargo test --test readme` -->\n";
const END: &str = "<!-- end of passes -->";

fn table() -> String {
    let mut out = "| pass | |\n|---|---|\n".to_owned();
    writeln!(out, "| `{}` | decodes the source and numbers its blocks |", extract::READ)
        .expect("a String takes every character");
    for pass in extract::PASSES {
        writeln!(out, "| `{}` | {} |", pass.name, pass.about)
            .expect("a String takes every character");
    }
    out
}

#[test]
fn passes_are_those_of_the_pipeline() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let text = fs::read_to_string(&path).expect("there is a README");
    let (before, rest) = text.split_once(START).expect("the table has a start");
    let (kept, after) = rest.split_once(END).expect("the table has an end");
    if std::env::var_os("UPDATE_README").is_some() {
        fs::write(&path, format!("{before}{START}{}{END}{after}", table())).expect("writable");
    } else {
        assert_eq!(kept, table(), "run `UPDATE_README=1 cargo test --test readme`");
    }
}
