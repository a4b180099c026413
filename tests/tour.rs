//! `docs/tour.md` shows what the program prints.
//!
//! `UPDATE_TOUR=1 cargo test --test tour` writes it anew.

#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::Command;

const START: &str = "```console\n";
const END: &str = "```\n";

#[test]
fn the_tour_shows_what_the_program_prints() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/tour.md");
    let kept = fs::read_to_string(&path).expect("there is a tour");
    let run = walked(&kept);
    assert!(run.matches("\n$ ").count() > 10, "the tour has commands");
    if std::env::var_os("UPDATE_TOUR").is_some() {
        fs::write(&path, run).expect("writable");
    } else {
        assert_eq!(kept, run, "run `UPDATE_TOUR=1 cargo test --test tour`");
    }
}

/// The page with the output of each command under it.
fn walked(page: &str) -> String {
    let mut out = String::new();
    let mut parts = page.split(START);
    out.push_str(parts.next().unwrap_or(""));
    for part in parts {
        let (inside, after) = part.split_once(END).expect("every block ends");
        out.push_str(START);
        for command in inside.lines().filter_map(|line| line.strip_prefix("$ ")) {
            out.push_str(&format!("$ {command}\n{}", printed(command)));
        }
        out.push_str(END);
        out.push_str(after);
    }
    out
}

/// What the command prints; one that fails or prints nothing has no place in a tour.
fn printed(command: &str) -> String {
    let folder = Path::new(env!("CARGO_BIN_EXE_extract")).parent().expect("a file is in a folder");
    let others = std::env::var("PATH").unwrap_or_default();
    let ran = Command::new("sh")
        .args(["-c", command])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("PATH", format!("{}:{others}", folder.display()))
        .output()
        .expect("every Unix has a shell");
    let text = String::from_utf8(ran.stdout).expect("UTF-8");
    assert!(
        ran.status.success() && !text.is_empty(),
        "`{command}` prints nothing: {ran:?}",
        ran = String::from_utf8_lossy(&ran.stderr)
    );
    text
}
