//! The program as it is run.

use std::process::{Command, Output, Stdio};

/// The program.
pub const BIN: &str = env!("CARGO_BIN_EXE_extract");

/// How it ended and what it said.
#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// Runs a command without input.
pub fn run(command: &mut Command) -> Ran {
    let output = command.stdin(Stdio::null()).output().expect("it runs");
    let Output { status, stdout, stderr } = output;
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    Ran { code: status.code().expect("it ended by itself"), out: text(stdout), err: text(stderr) }
}
