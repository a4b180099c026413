//! Disks that are full, permissions that are lost, links that are planted, handles that run out:
//! nothing is damaged, and the next run gives what one from nothing gives.
#![cfg(target_os = "linux")]

#[path = "common/files.rs"]
mod files;
#[path = "common/place.rs"]
mod place;
#[path = "common/run.rs"]
mod run;

use std::fs::{self, Permissions};
use std::io::Write;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};

use place::{PLAN, Place, tree};
use run::{BIN, Ran, run};

/// A user and group without rights.
const NOBODY: u32 = 65_534;

/// Two small plans and a long one.
fn plans() -> Place {
    let place = Place::new();
    place.put("a.txt", PLAN.as_bytes());
    place.put("long.txt", PLAN.repeat(120).as_bytes());
    place.put("z/b.txt", PLAN.as_bytes());
    place
}

/// Runs under a limit of the shell.
fn limited(place: &Place, limit: &str) -> Ran {
    let mut command = Command::new("sh");
    command.args(["-c", &format!("trap \'\' XFSZ; ulimit {limit}; exec \"$0\" \"$@\""), BIN]);
    run(command.arg(place.input("")).arg(place.output()))
}

/// Runs as a user without rights who owns the sources and the output; none where we are root and
/// cannot become one.
fn as_nobody(place: &Place, input: &str) -> Option<Command> {
    let program = place.folder.path().join("extract");
    if !program.exists() {
        let linked = fs::hard_link(BIN, &program);
        linked.or_else(|_| fs::copy(BIN, &program).map(drop)).expect("readable");
    }
    fs::create_dir_all(place.output()).expect("writable");
    let mut command = Command::new(program);
    command.arg(place.input(input)).arg(place.output());
    if fs::metadata("/proc/self").expect("Linux has it").uid() == 0 {
        let mut paths = files::files_in(&place.input(""));
        paths.extend([place.folder.path().to_owned(), place.input(""), place.output()]);
        paths.iter().try_for_each(|path| chown(path, Some(NOBODY), Some(NOBODY))).ok()?;
        command.uid(NOBODY).gid(NOBODY);
        Command::new("true").uid(NOBODY).gid(NOBODY).status().ok()?;
    }
    Some(command)
}

fn close(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).expect("ours");
}

#[test]
fn a_document_for_which_there_is_no_room_fails_alone() {
    let place = plans();
    let ran = limited(&place, "-f 60");
    assert_eq!(ran.code, 1, "{ran:?}");
    let failures = fs::read_to_string(place.output().join("failures.csv")).expect("it is there");
    assert!(
        failures.contains("long.txt,unwritable,the document cannot be written: File too large")
    );
    assert!(place.output().join("a/document.md").exists() && !place.output().join("long").exists());
    place.is_as_from_nothing();
}

#[test]
fn a_disk_that_is_full_ends_the_run_and_damages_nothing() {
    for room in [0, 1, 4, 16, 24] {
        let place = plans();
        let before = tree(&place.output());
        let ran = limited(&place, &format!("-f {room}"));
        assert!([1, 2].contains(&ran.code), "{room}: {ran:?}");
        assert!(ran.err.contains("\nhint: "), "{room}: {ran:?}");
        place.is_as_from_nothing();
        place.put("a.txt", format!("{PLAN}第二章 产业\n").as_bytes());
        let ran = limited(&place, &format!("-f {room}"));
        assert!([1, 2].contains(&ran.code), "{room}: {ran:?}");
        place.is_as_from_nothing();
        assert_ne!(tree(&place.output()), before);
    }
}

#[test]
fn handles_that_run_out_end_the_run_and_damage_nothing() {
    for handles in [4, 8, 12, 16, 20, 24, 28, 32, 40, 48] {
        let place = plans();
        for _ in 0..2 {
            let ran = limited(&place, &format!("-n {handles}"));
            assert!(ran.code <= 2 || ran.code == 127, "{handles}: {ran:?}");
            assert!(!ran.err.contains("panicked"), "{handles}: {ran:?}");
        }
        place.is_as_from_nothing();
    }
}

#[test]
fn an_output_that_may_not_be_written_is_told_first() {
    let place = plans();
    let Some(mut command) = as_nobody(&place, "") else { return };
    close(&place.output(), 0o555);
    let ran = run(&mut command);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(ran.err.starts_with("error: output `") && ran.err.contains("cannot be written: "));
    assert_eq!(tree(&place.output()), place::Tree::new());
    close(&place.output(), 0o755);
}

#[test]
fn what_may_not_be_read_is_listed_by_its_name() {
    let place = plans();
    place.put("secret.txt", PLAN.as_bytes());
    let Some(mut command) = as_nobody(&place, "") else { return };
    let (file, folder) = (place.input("secret.txt"), place.input("z"));
    close(&file, 0o000);
    close(&folder, 0o000);
    assert_eq!(run(&mut command).code, 1);
    let read = |name: &str| fs::read_to_string(place.output().join(name)).expect("it is there");
    let rows = read("failures.csv");
    assert!(
        rows.contains("\nsecret.txt,unreadable,") && rows.contains("\nz,unreadable,"),
        "{rows}"
    );
    assert!(read("documents.csv").contains("\na,a.txt,"));
    let mut alone = as_nobody(&place, "z").expect("it was possible before");
    let ran = run(&mut alone);
    assert!(ran.err.contains("error: `z`: the folder cannot be read"), "{ran:?}");
    close(&file, 0o644);
    close(&folder, 0o755);
    place.is_as_from_nothing();
}

#[test]
fn a_permission_that_is_lost_meanwhile_damages_nothing() {
    let place = plans();
    for number in 0..20 {
        place.put(&format!("long{number}.txt"), PLAN.repeat(40).as_bytes());
    }
    let Some(mut command) = as_nobody(&place, "") else { return };
    let mut child = command.stderr(Stdio::piped()).spawn().expect("it runs");
    while !place.output().join("long/document.json").exists()
        && child.try_wait().is_ok_and(|c| c.is_none())
    {
        std::thread::yield_now();
    }
    close(&place.output(), 0o555);
    let ended = child.wait_with_output().expect("it ends");
    let told = String::from_utf8_lossy(&ended.stderr);
    assert!(ended.status.code().is_some_and(|code| code <= 2), "{told}");
    assert!(!told.contains("panicked"), "{told}");
    close(&place.output(), 0o755);
    assert_eq!(run(&mut command).code, 0);
    place.is_as_from_nothing();
}

#[test]
fn links_planted_in_the_hidden_folder_are_not_followed() {
    for name in ["", "lock", "journal", "manifest.jsonl", "drafts", "next"] {
        let place = plans();
        let outside = place.folder.path().join("outside");
        fs::create_dir(&outside).expect("writable");
        fs::write(outside.join("file"), "theirs").expect("writable");
        let link = place.output().join(".extract").join(name);
        fs::create_dir_all(link.parent().expect("it has one")).expect("writable");
        let is_folder = ["", "drafts", "next"].contains(&name);
        let target = if is_folder { outside.clone() } else { outside.join("file") };
        symlink(target, place.output().join(".extract").join(name).components().as_path())
            .expect("a link");
        let ran = place.run();
        assert_eq!(ran.code, 2, "{name}: {ran:?}");
        assert!(ran.err.contains("\nhint: "), "{name}: {ran:?}");
        assert_ne!(place.check().code, 0);
        assert_eq!(tree(&outside).into_values().collect::<Vec<_>>(), [Some(b"theirs".to_vec())]);
    }
}

#[test]
fn links_in_the_places_of_what_was_written_are_not_followed() {
    let place = plans();
    place.run();
    let outside = place.folder.path().join("outside");
    fs::create_dir(&outside).expect("writable");
    for name in ["document.json", "documents.csv"] {
        fs::write(outside.join(name), "theirs").expect("writable");
    }
    let link = |name: &str, target: &str| {
        fs::remove_file(place.output().join(name)).expect("ours");
        symlink(outside.join(target), place.output().join(name)).expect("a link");
    };
    link("documents.csv", "documents.csv");
    link("a/document.json", "document.json");
    place.is_as_from_nothing();
    fs::remove_dir_all(place.output().join("z/b")).expect("ours");
    symlink(&outside, place.output().join("z/b")).expect("a link");
    let ran = place.run();
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(
        ran.err.contains("`z/b.txt`: the document cannot be written: a file or link"),
        "{ran:?}"
    );
    fs::remove_file(place.input("z/b.txt")).expect("ours");
    assert_eq!(place.run().code, 0);
    let theirs = |name: &str| fs::read(outside.join(name)).expect("it is there");
    assert_eq!([theirs("document.json"), theirs("documents.csv")], [b"theirs"; 2]);
}

#[test]
fn a_folder_in_the_place_of_a_list_is_told() {
    let place = plans();
    fs::create_dir_all(place.output().join("documents.csv/mine")).expect("writable");
    for _ in 0..2 {
        let ran = place.run();
        assert_eq!(ran.code, 2, "{ran:?}");
        assert!(ran.err.contains("\nhint: "), "{ran:?}");
    }
    fs::remove_dir_all(place.output().join("documents.csv")).expect("ours");
    place.is_as_from_nothing();
}

#[test]
fn names_that_grow_too_long_are_shortened() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let place = Place::new();
    for end in [b"a", b"b"] {
        let name = [&[0xff; 240][..], end, b".txt"].concat();
        fs::write(place.input("").join(OsStr::from_bytes(&name)), PLAN).expect("writable");
    }
    let ran = place.run();
    assert_eq!(ran.code, 0, "{ran:?}");
    place.is_as_from_nothing();
}

#[test]
fn readers_of_messages_who_leave_are_no_error() {
    let place = plans();
    place.put("empty.txt", b"");
    for (options, code) in [(&["-v"][..], 1), (&["--check"], 0), (&["--check", "--csv-bom"], 1)] {
        let mut command = place.command(&place.output());
        command.args(options).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("it runs");
        drop((child.stdout.take(), child.stderr.take()));
        assert_eq!(child.wait().expect("it ends").code(), Some(code), "{options:?}");
    }
}

#[test]
fn a_source_that_never_rests_is_a_failure_or_read_whole() {
    let place = plans();
    let file = place.input("growing.txt");
    let mut growing = fs::File::create(&file).expect("writable");
    let mut child = place.command(&place.output()).stderr(Stdio::null()).spawn().expect("it runs");
    while child.try_wait().is_ok_and(|ended| ended.is_none()) {
        growing.write_all(PLAN.as_bytes()).expect("writable");
        if growing.metadata().expect("it is there").len() > 1 << 15 {
            growing.set_len(0).expect("writable");
        }
    }
    assert!(child.wait().expect("it ends").code().is_some_and(|code| code <= 1));
    drop(growing);
    place.put("growing.txt", PLAN.as_bytes());
    place.is_as_from_nothing();
}
