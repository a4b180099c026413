//! `extract watch` as it is used: it is waited for what comes of a change, however long that takes.
#![cfg(unix)]

#[path = "common/files.rs"]
mod files;
#[path = "common/place.rs"]
mod place;
#[path = "common/run.rs"]
mod run;

use std::fs;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use place::{PLAN, Place};
use run::BIN;

/// Far longer than it takes, so that only a program that does not notice fails.
const PATIENCE: Duration = Duration::from_secs(120);

/// The program, ended when the test is.
struct Watching(Child);

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn watch(place: &Place, options: &[&str]) -> Watching {
    let mut command = Command::new(BIN);
    command.arg("watch").args(options).arg(place.input("")).arg(place.output());
    Watching(command.stderr(Stdio::null()).spawn().expect("it runs"))
}

fn until(what: &str, is_so: impl Fn() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < PATIENCE, "{what}");
        sleep(Duration::from_millis(20));
    }
}

fn follows(options: &[&str]) {
    let place = Place::new();
    place.put("a.txt", PLAN.as_bytes());
    let list = || fs::read_to_string(place.output().join("documents.csv")).unwrap_or_default();
    let mut watching = watch(&place, options);
    until("the first run", || list().contains("\na,a.txt,"));
    place.put("b/c.txt", PLAN.as_bytes());
    until("a source in a new folder", || list().contains("\nb/c,b/c.txt,"));
    place.put("b/d.txt", PLAN.as_bytes());
    until("a source in that folder", || list().contains("\nb/d,b/d.txt,"));
    let markdown = place.output().join("a/document.md");
    place.put("a.txt", format!("{PLAN}\n第二章 产业\n").as_bytes());
    until("a change", || fs::read_to_string(&markdown).is_ok_and(|text| text.contains("第二章")));
    fs::remove_file(place.input("b/c.txt")).expect("ours");
    until("a source that is gone", || !list().contains("\nb/c,"));
    assert!(!place.output().join("b/c").exists());
    let ended = Command::new("kill").args(["-INT", &watching.0.id().to_string()]).status();
    assert!(ended.expect("every Unix has it").success());
    // A run may be at work, since the last change came in two parts.
    assert!(matches!(watching.0.wait().expect("it ends").code(), Some(0 | 130)));
    place.is_as_from_nothing();
    assert!(place.run().err.starts_with("2 documents (2 unchanged), "));
    assert!(files::files_in(&place.output()).contains(&markdown));
}

#[test]
fn changes_are_followed() {
    follows(&[]);
}

#[test]
fn changes_are_followed_where_the_system_does_not_tell() {
    follows(&["--poll", "1"]);
}

#[test]
fn a_single_file_is_followed_also_when_it_is_replaced() {
    let place = Place::new();
    place.put("a.txt", PLAN.as_bytes());
    let mut command = Command::new(BIN);
    command.args(["watch", "a.txt"]).arg(place.output()).current_dir(place.input(""));
    let _watching = Watching(command.stderr(Stdio::null()).spawn().expect("it runs"));
    let markdown = place.output().join("a/document.md");
    let says = |word: &str| fs::read_to_string(&markdown).is_ok_and(|text| text.contains(word));
    until("the first run", || says("第一章"));
    for chapter in ["第二章 产业", "第三章 交通"] {
        place.put("new.txt", format!("{PLAN}\n{chapter}\n").as_bytes());
        fs::rename(place.input("new.txt"), place.input("a.txt")).expect("ours");
        until(chapter, || says(chapter));
    }
}
