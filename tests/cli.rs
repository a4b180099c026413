//! The program as it is run.

mod common;
#[path = "common/run.rs"]
mod run;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use run::{BIN, Ran, run};
use tempfile::TempDir;

const PLAN: &str = "云溪区国民经济和社会发展规划\n\n第一章 总则\n\n  建设水网，保障供水。\n\n第二章 产业\n\n  发展农业。\n";

/// A folder with an input in it.
struct Place(TempDir);

impl Place {
    fn new(files: &[(&str, &[u8])]) -> Self {
        let place = Self(tempfile::tempdir().expect("a temporary folder"));
        fs::create_dir(place.input()).expect("writable");
        files.iter().for_each(|(name, bytes)| place.put(name, bytes));
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn input(&self) -> PathBuf {
        self.path("input")
    }

    fn output(&self) -> PathBuf {
        self.path("output")
    }

    fn put(&self, name: &str, bytes: &[u8]) {
        let file = self.input().join(name);
        fs::create_dir_all(file.parent().expect("it has a folder")).expect("writable");
        fs::write(file, bytes).expect("writable");
    }

    /// Runs over the whole input.
    fn run(&self, options: &[&str]) -> Ran {
        run(Command::new(BIN).args(options).arg(self.input()).arg(self.output()))
    }

    fn read(&self, name: &str) -> String {
        let file = self.output().join(name);
        fs::read_to_string(&file).unwrap_or_else(|error| format!("{}: {error}", file.display()))
    }

    fn has(&self, name: &str) -> bool {
        self.output().join(name).exists()
    }
}

fn extract(args: &[&str]) -> Ran {
    run(Command::new(BIN).args(args))
}

/// Path below the folder and bytes of every file.
fn tree(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let below = |file: &PathBuf| file.strip_prefix(folder).expect("below").to_owned();
    common::files_in(folder).iter().map(|f| (below(f), fs::read(f).expect("readable"))).collect()
}

#[test]
fn a_folder_becomes_documents() {
    let place =
        Place::new(&[("plan.txt", PLAN.as_bytes()), ("a/b/页.html", b"<h1>x</h1><p>y</p>")]);
    let ran = place.run(&[]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.err.starts_with("2 documents, "), "{ran:?}");
    assert_eq!(ran.out, "");
    assert!(place.read("plan/document.json").contains("\"path\": \"plan.txt\""));
    assert!(place.read("plan/document.md").contains("\n# 第一章 总则\n\n建设水网，保障供水。\n"));
    assert!(place.has("a/b/页/document.json"));
    assert_eq!(place.read("failures.csv"), "path,code,message,hint\n");
    assert!(place.read("documents.csv").contains("\na/b/页,a/b/页.html,"));
    assert!(place.read("sections.csv").contains("plan,plan.txt,2,chapter,1,第二章,产业,"));
    assert!(place.has("removed.jsonl"));
    assert!(place.read("index.html").contains("href=\"./a/b/%E9%A1%B5/document.html\""));
    assert!(place.read("a/b/页/document.html").contains("href=\"../../../index.html\""));
}

#[test]
fn review_pages_are_left_out_where_none_are_wanted() {
    let place = Place::new(&[("plan.txt", PLAN.as_bytes()), ("empty.txt", b"")]);
    place.run(&[]);
    assert!(place.read("index.html").contains("failed: empty"));
    for page in ["index.html", "plan/document.html"] {
        let listed = format!("\"path\":\"{page}\"");
        assert!(place.read("datapackage.json").contains(&listed), "{page}");
    }
    place.run(&["--no-review"]);
    assert!(!place.has("index.html") && !place.has("plan/document.html"), "old pages go away");
    assert!(!place.read("datapackage.json").contains(".html\""));
}

#[test]
fn single_files_are_inputs_too() {
    let place = Place::new(&[("plan.txt", PLAN.as_bytes())]);
    let (file, output) = (place.input().join("plan.txt"), place.output());
    let ran = run(Command::new(BIN).args([&file, &output]));
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(place.has("plan/document.json"));
}

#[test]
fn what_cannot_be_read_is_listed_and_the_rest_done() {
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0";
    let noise: Vec<u8> =
        (0u32..4000).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let place = Place::new(&[
        ("a.png", png),
        ("b.bin", &noise),
        ("c.txt", b""),
        ("d.txt", b" \n\t\r\n "),
        ("e.txt", PLAN.as_bytes()),
        ("f.txt", &[b'a'; 2000]),
        (".hidden", b"x"),
        (".git/config", b"x"),
    ]);
    let ran = place.run(&["--max-bytes", "1500"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.err.contains("\nhint: "), "{ran:?}");
    let failures = place.read("failures.csv");
    let rows: Vec<_> =
        failures.lines().skip(1).map(|row| row.split(',').collect::<Vec<_>>()).collect();
    let codes: Vec<_> = rows.iter().map(|row| (row[0], row[1])).collect();
    let expected = [
        ("a.png", "binary"),
        ("b.bin", "too-large"),
        ("c.txt", "empty"),
        ("d.txt", "empty"),
        ("f.txt", "too-large"),
    ];
    assert_eq!(codes, expected);
    let folders: Vec<_> = common::files_in(&place.output())
        .into_iter()
        .filter(|file| file.ends_with("document.json"))
        .collect();
    assert_eq!(folders, [place.output().join("e/document.json")]);
}

#[test]
fn random_bytes_are_refused_or_read_but_never_fatal() {
    let noise: Vec<u8> =
        (0u32..9000).map(|n| (n.wrapping_mul(2_654_435_761) >> 11) as u8).collect();
    let place = Place::new(&[("noise", &noise)]);
    let ran = place.run(&[]);
    assert!(ran.code <= 1, "{ran:?}");
    assert!(!place.read("failures.csv").contains("internal"));
}

#[test]
fn two_sources_with_one_name_are_refused_before_anything_is_written() {
    let place = Place::new(&[("plan.txt", PLAN.as_bytes()), ("plan.html", b"<p>x</p>")]);
    let ran = place.run(&[]);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(ran.err.contains("hint: ") && ran.err.contains("--keep-extension"), "{ran:?}");
    assert!(!place.output().exists());
    assert_eq!(place.run(&["--keep-extension"]).code, 0);
    assert!(place.has("plan.txt/document.json") && place.has("plan.html/document.json"));
}

#[test]
fn one_input_twice_is_refused() {
    let place = Place::new(&[("plan.txt", PLAN.as_bytes())]);
    let (input, output) = (place.input(), place.output());
    let ran = run(Command::new(BIN).args([&input, &input, &output]));
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(ran.err.contains("hint: name each input once"), "{ran:?}");
}

#[test]
fn wrong_use() {
    let place = Place::new(&[("plan.txt", PLAN.as_bytes())]);
    let check = |input: PathBuf, output: PathBuf, expected: &str| {
        let before = tree(place.0.path());
        let ran = run(Command::new(BIN).args([input, output]));
        assert_eq!(ran.code, 2, "{ran:?}");
        assert!(ran.err.starts_with("error: ") && ran.err.contains(expected), "{ran:?}");
        assert!(ran.err.contains("\nhint: "), "{ran:?}");
        assert_eq!(tree(place.0.path()), before);
    };
    let (input, output) = (place.input(), place.output());
    check(place.path("none"), output.clone(), "cannot be read");
    check(input.clone(), input.clone(), "is input");
    check(input.clone(), input.join("out"), "or inside it");
    check(input.clone(), input.join("../input/out"), "or inside it");
    check(input.join("plan.txt"), input.clone(), "is inside output");
    check(input.clone(), place.0.path().to_owned(), "is inside output");
    let file = place.path("file");
    fs::write(&file, "x").expect("writable");
    check(input, file, "is a file");
}

#[test]
fn help_and_version() {
    let ran = extract(&["--help"]);
    assert_eq!(ran.code, 0);
    for part in ["Examples:", "--keep-extension", "explain", "simplify", "Exit code"] {
        assert!(ran.out.contains(part), "{part}");
    }
    assert!(extract(&["--version"]).out.starts_with("extract "));
    assert_eq!(extract(&[]).code, 2);
    assert_eq!(extract(&["--no-such-option", "a", "b"]).code, 2);
}

#[test]
fn thread_counts_make_no_difference() {
    let mut place = Place::new(&[]);
    for number in 0..40 {
        let text = if number % 7 == 0 {
            String::new()
        } else {
            format!("{PLAN}第{number}条 {number}\n")
        };
        place.put(&format!("{}/{number}.txt", number % 3), text.as_bytes());
    }
    for (number, (_, bytes)) in common::samples().iter().enumerate() {
        place.put(&format!("samples/{number}"), bytes);
    }
    assert_eq!(place.run(&["--jobs", "1"]).code, 1);
    let one = tree(&place.output());
    for jobs in ["2", "8"] {
        fs::remove_dir_all(place.output()).expect("removable");
        place.run(&["--jobs", jobs]);
        assert_eq!(tree(&place.output()), one, "{jobs} threads");
    }
    place.run(&[]);
    assert_eq!(tree(&place.output()), one, "a second run over the first");
    place = Place::new(&[]);
    assert_eq!(place.run(&[]).code, 0, "nothing to do");
}

#[test]
fn what_an_earlier_run_wrote_does_not_pass_for_current() {
    let table = "<table border=1><tr><th>指标</th><th>单位</th><th>2025年</th></tr>\
                 <tr><td>粮食产量</td><td>万吨</td><td>35</td></tr>\
                 <tr><td>绿化面积</td><td>公顷</td><td>120</td></tr></table>";
    let page = |tables: usize| {
        let heading = "<h1>云溪区规划</h1><p>第一章　总则</p><p>　　建设水网，保障供水。</p>";
        format!("{heading}{}", format!("<p>表　主要指标</p>{table}").repeat(tables))
    };
    let place = Place::new(&[("a.html", page(2).as_bytes())]);
    assert_eq!(place.run(&[]).code, 0);
    assert!(place.has("a/tables/t1.csv") && place.has("a/tables/t2.csv"));
    fs::write(place.output().join("a/mine.txt"), "mine").expect("writable");
    place.put("a.html", page(1).as_bytes());
    place.run(&[]);
    assert!(place.has("a/tables/t1.csv") && !place.has("a/tables/t2.csv"));
    place.put("a.html", b"");
    assert_eq!(place.run(&[]).code, 1);
    assert!(!place.has("a/document.json") && !place.has("a/document.md"));
    assert!(!place.has("a/document.html") && !place.has("a/tables"));
    assert!(place.has("a/mine.txt"), "files of others stay");
}

#[test]
fn nothing_is_left_half_written() {
    let place = Place::new(&[("plan.txt", PLAN.as_bytes())]);
    place.run(&[]);
    let hidden: Vec<_> = common::files_in(&place.output().join(".extract")).into_iter().collect();
    let names = ["lock", "manifest.jsonl"];
    assert_eq!(hidden, names.map(|name| place.output().join(".extract").join(name)));
    let folders = fs::read_dir(place.output().join(".extract")).expect("readable");
    assert_eq!(folders.count(), names.len());
}

#[cfg(unix)]
#[test]
fn links_are_not_followed_out_of_the_output() {
    use std::os::unix::fs::symlink;
    let place = Place::new(&[("plan.txt", PLAN.as_bytes()), ("other.txt", PLAN.as_bytes())]);
    let outside = place.path("outside");
    fs::create_dir_all(&outside).expect("writable");
    fs::write(outside.join("kept.json"), "kept").expect("writable");
    fs::create_dir_all(place.output().join("other")).expect("writable");
    symlink(&outside, place.output().join("plan")).expect("a link");
    symlink(outside.join("kept.json"), place.output().join("other/document.json")).expect("a link");
    let ran = place.run(&[]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(place.read("failures.csv").contains("plan.txt,unwritable,"));
    assert_eq!(tree(&outside), [(PathBuf::from("kept.json"), b"kept".to_vec())]);
    assert!(place.read("other/document.json").contains("schema_version"));
}

#[cfg(unix)]
#[test]
fn links_in_the_input_do_not_hang() {
    use std::os::unix::fs::symlink;
    let place = Place::new(&[("a/plan.txt", PLAN.as_bytes())]);
    symlink(place.input(), place.input().join("a/loop")).expect("a link");
    symlink("self", place.input().join("self")).expect("a link");
    symlink(place.input().join("a/plan.txt"), place.input().join("linked.txt")).expect("a link");
    symlink(place.input().join("gone"), place.input().join("broken.txt")).expect("a link");
    let ran = place.run(&[]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(place.has("a/plan/document.json") && place.has("linked/document.json"));
    assert!(place.read("failures.csv").contains("broken.txt,missing,"));
    assert!(!place.has("a/loop"));
}

#[cfg(unix)]
#[test]
fn links_out_of_the_input_are_followed_only_when_told() {
    use std::os::unix::fs::symlink;
    let place = Place::new(&[("plan.txt", PLAN.as_bytes())]);
    let secret = place.path("secret.txt");
    fs::write(&secret, PLAN).expect("writable");
    symlink(&secret, place.input().join("planted.html")).expect("a link");
    symlink("../secret.txt", place.input().join("upward.html")).expect("a link");
    for _ in 0..2 {
        let ran = place.run(&[]);
        assert_eq!(ran.code, 1, "{ran:?}");
        assert!(ran.err.contains("hint: name the file itself as input, or say `--follow-links`"));
        let failures = place.read("failures.csv");
        assert!(failures.contains("\nplanted.html,outside,"), "{failures}");
        assert!(failures.contains("\nupward.html,outside,"), "{failures}");
        assert!(place.has("plan/document.json") && !place.has("planted"));
    }
    assert_eq!(place.run(&["--follow-links"]).code, 0);
    assert!(place.has("planted/document.json") && place.has("upward/document.json"));
    assert_eq!(place.run(&[]).code, 1);
    assert!(!place.has("planted/document.json"));
}

#[cfg(unix)]
#[test]
fn odd_names_stay_inside_the_output() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let place = Place::new(&[("...html", PLAN.as_bytes())]);
    fs::rename(place.input().join("...html"), place.input().join("x...html")).expect("renamed");
    fs::write(place.input().join(OsStr::from_bytes(b"\xd4\xc6.txt")), PLAN).expect("writable");
    fs::write(place.input().join("a\nb.txt"), PLAN).expect("writable");
    let ran = place.run(&[]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(place.has("%D4%C6/document.json") && place.has("a%0Ab/document.json"));
    assert!(place.read("documents.csv").contains("%D4%C6,%D4%C6.txt,"));
    let file = place.path("..html");
    fs::write(&file, PLAN).expect("writable");
    assert_eq!(run(Command::new(BIN).args([file, place.output()])).code, 0);
    assert!(place.has("%2E/document.json") && !place.has("document.json"));
}

#[test]
fn csv_can_start_with_a_mark() {
    let place = Place::new(&[("plan.txt", PLAN.as_bytes())]);
    place.run(&["--csv-bom"]);
    for name in ["documents.csv", "sections.csv", "failures.csv"] {
        assert!(place.read(name).starts_with('\u{feff}'), "{name}");
    }
    assert!(!place.read("removed.jsonl").starts_with('\u{feff}'));
}

#[test]
fn doubts_fail_a_run_that_asks_for_it() {
    let place = Place::new(&[("plan.txt", PLAN.as_bytes())]);
    assert_eq!(place.run(&["--fail-on", "warning"]).code, 0);
    place.put("lost.txt", format!("{PLAN}水质\u{fffd}稳定达标。\n").as_bytes());
    assert_eq!(place.run(&[]).code, 0);
    assert_eq!(place.run(&["--fail-on", "error"]).code, 0);
    assert_eq!(place.run(&["--fail-on", "warning"]).code, 3);
    place.put("empty.txt", b"");
    assert_eq!(place.run(&["--fail-on", "warning"]).code, 1);
    assert_eq!(place.run(&["--fail-on", "much"]).code, 2);
}

#[test]
fn a_line_for_every_file() {
    let place = Place::new(&[("plan.txt", PLAN.as_bytes())]);
    assert!(place.run(&["-v"]).err.starts_with("`plan.txt`: 2 headings, "));
    assert!(!place.run(&[]).err.contains("plan.txt"));
}

#[test]
fn blocks_and_their_story() {
    let place = Place::new(&[("plan.txt", PLAN.as_bytes())]);
    let file = place.input().join("plan.txt").display().to_string();
    let blocks = extract(&["--until", "read", &file]);
    assert_eq!((blocks.code, blocks.out.lines().count()), (0, 5), "{blocks:?}");
    assert!(
        blocks.out.contains("\n2\tunread\tindent 2, gap 1\t建设水网，保障供水。\n"),
        "{blocks:?}"
    );
    let story = extract(&["explain", &file, "3"]);
    assert_eq!(story.code, 0);
    assert!(
        story.out.contains("headings") && story.out.contains("section 2, its heading"),
        "{story:?}"
    );
    let none = extract(&["explain", &file, "9"]);
    assert_eq!((none.code, none.out.as_str()), (2, ""));
    assert!(none.err.contains("has no 9") && none.err.contains("\nhint: "), "{none:?}");
    fs::write(place.input().join("empty"), "").expect("writable");
    let empty = extract(&["--until", "read", &place.input().join("empty").display().to_string()]);
    assert_eq!(empty.err, "error: `empty`: the file is empty\nhint: fetch the page again\n");
    assert_eq!(extract(&["explain", "/no/such/file", "0"]).code, 2);
    assert!(!place.output().exists());
}

#[test]
fn cells_headings_and_indicators_have_a_story_too() {
    let page = "<h1>云溪区水利规划</h1><p>第一章　水网</p><p>建设水网，保障供水。</p><p>表1　主要指标</p><table border=1>\
        <tr><th>指标</th><th>单位</th><th>2020年</th><th>2025年目标</th></tr>\
        <tr><td>供水能力</td><td>万吨</td><td>30</td><td>≥45</td></tr>\
        <tr><td>管网长度</td><td>公里</td><td>120</td><td></td></tr></table>";
    let place = Place::new(&[("plan.html", page.as_bytes())]);
    let file = place.input().join("plan.html").display().to_string();
    let told = |what: &str| {
        let ran = extract(&["explain", &file, what]);
        assert_eq!(ran.code, 0, "{what}: {ran:?}");
        ran.out
    };
    let check = |what: &str, parts: &[&str]| {
        let out = told(what);
        for part in parts {
            assert!(out.contains(part), "{what}: no {part} in\n{out}");
        }
    };
    check(
        "t1:1,2",
        &["text        30\n", "供水能力 | 万吨 | 30", "block 10 of", "place row 1 column 2"],
    );
    check("t1:2,3", &["nothing: the source has no text here", "管网长度 | 公里 | 120 | ·"]);
    check("s1", &["heading     第一章 水网\n", "\nheadings    role heading of level 1"]);
    check("供水能力", &["indicator i1 ", "target 2025: >= 45 from `≥45` in t1:1,3", "block 9 of"]);
    assert_eq!(told("i1"), told("供水能力"));
    assert_eq!(told("水网"), told("#s1"));
    assert!(told("t1").contains("header rows 1, rows 2, columns 4"));
    for what in ["t1:9,9", "t2", "i9", "s9", "没有"] {
        assert_eq!(extract(&["explain", &file, what]).code, 2, "{what}");
    }
}

#[test]
fn completions_and_the_manual_page() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let ran = extract(&["completions", shell]);
        assert!(ran.code == 0 && ran.out.contains("keep-extension"), "{shell}: {ran:?}");
    }
    let man = extract(&["man"]);
    assert!(man.code == 0 && man.out.contains(".TH extract 1"), "{man:?}");
}

#[test]
fn simplified_text_on_stdout() {
    let place = Place::new(&[("old.txt", "關於發展經濟的規劃\n建設產業園區\n".as_bytes())]);
    let stdin = fs::File::open(place.input().join("old.txt")).expect("readable");
    let output = Command::new(BIN).arg("simplify").stdin(stdin).output().expect("it runs");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "关于发展经济的规划\n建设产业园区\n");
}

#[cfg(unix)]
#[test]
fn a_reader_who_leaves_is_no_error() {
    let long = PLAN.repeat(20_000);
    let place = Place::new(&[("plan.txt", long.as_bytes())]);
    let file = place.input().join("plan.txt");
    let mut child = Command::new(BIN)
        .args(["--until", "read"])
        .arg(file)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    drop(child.stdout.take());
    let ended = child.wait_with_output().expect("it ends");
    assert_eq!(ended.status.code(), Some(0), "{}", String::from_utf8_lossy(&ended.stderr));
}

#[test]
fn stdin_that_is_no_text_is_told() {
    let place = Place::new(&[("bytes", b"\xff\xfe\xd4")]);
    let stdin = fs::File::open(place.input().join("bytes")).expect("readable");
    let output = Command::new(BIN).arg("simplify").stdin(stdin).output().expect("it runs");
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(told.starts_with("error: stdin cannot be read") && told.contains("\nhint: "), "{told}");
}

#[test]
fn a_single_file_that_cannot_be_read_is_told_what_to_do() {
    let place = Place::new(&[("plan.txt", PLAN.as_bytes())]);
    let check = |path: PathBuf, hint: &str| {
        let ran = extract(&["--until", "read", &path.display().to_string()]);
        assert_eq!(ran.code, 2, "{ran:?}");
        assert!(ran.err.contains(&path.display().to_string()), "{ran:?}");
        assert!(ran.err.ends_with(&format!("\nhint: {hint}\n")), "{ran:?}");
    };
    check(place.path("none"), "name a file that exists");
    check(place.input(), "name one file in the folder");
}

#[test]
fn a_page_without_any_text_is_no_document() {
    let place = Place::new(&[("a.html", b"<html><body><script>x()</script></body></html>")]);
    let ran = place.run(&[]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(place.read("documents.csv").contains("\na,a.html,,not_a_document,"), "{ran:?}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_under_stdout_is_told() {
    let place = Place::new(&[("plan.txt", PLAN.as_bytes())]);
    let full = fs::File::options().write(true).open("/dev/full").expect("Linux has it");
    let mut command = Command::new(BIN);
    command.args(["--until", "read"]).arg(place.input().join("plan.txt")).stdout(full);
    let output = command.stderr(Stdio::piped()).spawn().and_then(|child| child.wait_with_output());
    let output = output.expect("it runs");
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(told.starts_with("error: stdout cannot be written: "), "{told}");
}

#[cfg(unix)]
#[test]
fn ctrl_c_leaves_whole_files_only() {
    let place = Place::new(&[]);
    let long = PLAN.repeat(150);
    for number in 0..20 {
        place.put(&format!("{number:03}.txt"), long.as_bytes());
    }
    let mut child = Command::new(BIN)
        .args(["--jobs", "1"])
        .args([place.input(), place.output()])
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    while !place.has("001/document.json") && child.try_wait().expect("ours").is_none() {
        std::thread::yield_now();
    }
    let stopped = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(stopped.expect("every Unix has it").success());
    let ended = child.wait_with_output().expect("it ends");
    let told = String::from_utf8_lossy(&ended.stderr);
    assert_eq!(ended.status.code(), Some(130), "{told}");
    assert!(told.starts_with("error: stopped; "), "{told}");
    let names = common::files_in(&place.output());
    let of_a_document = ["document.json", "document.md", "document.html"];
    let whole = |file: &PathBuf| of_a_document.iter().any(|name| file.ends_with(name));
    let names: Vec<_> = names
        .into_iter()
        .filter(|file| !whole(file))
        .map(|file| file.file_name().expect("a name").to_owned())
        .collect();
    assert_eq!(names, ["journal", "lock"]);
    assert!(!place.has("019/document.json") && !place.has("documents.csv"));
    let going_on = place.run(&[]);
    assert!(
        going_on.err.starts_with("20 documents (") && !going_on.err.contains("(0 "),
        "{going_on:?}"
    );
}

#[test]
fn packed_sources_are_read_by_their_bytes() {
    let packed = gzip(PLAN.as_bytes());
    let archive = format!(
        "From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n\
         --b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: 8bit\r\n\r\n\
         <p>{}</p>\r\n--b--\r\n",
        PLAN.replace('\n', "</p><p>")
    );
    let place = Place::new(&[
        ("bomb.gz", &gzip(&[b' '; 100_000])),
        ("cut.gz", &packed[..packed.len() / 2]),
        ("page.mht", archive.as_bytes()),
        ("plan.html", &packed),
    ]);
    let ran = place.run(&["--max-bytes", "5000"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    let failures = place.read("failures.csv");
    assert!(failures.contains("bomb.gz,too-large,"), "{failures}");
    assert!(failures.contains("cut.gz,broken-archive,"), "{failures}");
    for document in ["page", "plan"] {
        assert!(place.read(&format!("{document}/document.md")).contains("\n# 第一章 总则\n"));
    }
    let json = place.read("plan/document.json");
    assert!(json.contains(&format!("\"bytes\": {},", packed.len())), "{json}");
}

#[test]
fn a_report_tells_of_the_run_and_stays_outside_of_it() {
    let place =
        Place::new(&[("a.txt", PLAN.as_bytes()), ("b.txt", b""), ("c.txt", b"%PDF-1.4\n%\0\0")]);
    let report = place.path("run.json");
    let ran = place.run(&["--report", report.to_str().expect("UTF-8"), "-vv", "--memory", "1k"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.err.contains("`a.txt`: read ") && ran.err.contains(" ms, repair "), "{ran:?}");
    let text = fs::read_to_string(&report).expect("it is written");
    let told: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!((&told["documents"], &told["stopped"]), (&1.into(), &false.into()), "{text}");
    assert_eq!(told["failures"], serde_json::json!({"binary": 1, "empty": 1}));
    let steps = told["steps"].as_array().expect("a list");
    let names: Vec<_> = steps.iter().filter_map(|step| step["step"].as_str()).collect();
    assert_eq!((names.first(), names.last()), (Some(&"read"), Some(&"write")), "{text}");
    assert_eq!(told["slowest"].as_array().map(Vec::len), Some(3));
    assert!(place.run(&[]).code == 1 && !place.has("run.json"));
    for wrong in [place.output().join("run.json"), place.input().join("a.json"), place.path("x/y")]
    {
        let ran = place.run(&["--report", wrong.to_str().expect("UTF-8")]);
        assert_eq!(ran.code, 2, "{ran:?}");
        assert!(ran.err.contains("report") && !wrong.exists(), "{ran:?}");
    }
}

/// A record of a web archive with this response.
fn response(url: &str, kind: &str, fields: &str, body: &[u8]) -> Vec<u8> {
    let http = format!("HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n");
    let length = http.len() + body.len();
    let head = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n{fields}Content-Length: {length}\r\n\r\n"
    );
    [head.as_bytes(), http.as_bytes(), body, b"\r\n\r\n"].concat()
}

#[test]
fn pages_of_a_web_archive_are_documents() {
    let gbk = encoding_rs::GBK.encode(PLAN).0.into_owned();
    let records = [
        response("http://x.example/plan.txt", "text/plain; charset=gb2312", "", &gbk),
        response("http://x.example/a.png", "image/png", "", b"\x89PNG"),
        response("http://x.example/empty", "text/html", "", b" "),
        response("http://x.example/cut", "text/html", "WARC-Truncated: time\r\n", PLAN.as_bytes()),
        response("http://x.example/plan.txt", "text/plain; charset=gb2312", "", &gbk),
    ];
    let packed: Vec<u8> = records.iter().flat_map(|record| gzip(record)).collect();
    let reversed: Vec<u8> = records.iter().rev().flat_map(|record| gzip(record)).collect();
    let place = |bytes: &[u8]| {
        let place = Place::new(&[("crawl", bytes)]);
        assert_eq!(place.run(&[]).code, 1);
        place
    };
    let (place, plain, reversed) = (place(&packed), place(&records.concat()), place(&reversed));
    let documents = place.read("documents.csv");
    let rows: Vec<&str> = documents.lines().collect();
    assert_eq!(rows.len(), 3, "the same page twice is one document: {documents}");
    assert!(rows[1].starts_with("crawl/x.example_plan.txt-"), "{documents}");
    assert!(rows[1].contains(",http://x.example/plan.txt,ok,"), "{documents}");
    assert!(rows[2].contains(",http://x.example/cut,partial,"), "{documents}");
    let failures = place.read("failures.csv");
    assert!(failures.contains("crawl/x.example_empty-") && failures.contains(",empty,"));
    assert_eq!(tree(&place.output()), tree(&plain.output()));
    let files = |place: &Place| -> Vec<_> {
        tree(&place.output())
            .into_iter()
            .filter(|(path, _)| path.components().count() > 1 && !path.starts_with(".extract"))
            .collect()
    };
    assert_eq!(files(&place), files(&reversed), "the order of records decides nothing");
}

#[test]
fn a_damaged_web_archive_keeps_the_pages_before_the_damage() {
    let record = |name: &str| {
        response(&format!("http://x.example/{name}"), "text/plain", "", PLAN.as_bytes())
    };
    let mut cut = [gzip(&record("a")), gzip(&record("b"))].concat();
    cut.truncate(cut.len() - 9);
    let together = gzip(&[record("a"), record("b")].concat());
    let mut ends = [record("a"), record("b")].concat();
    ends.truncate(ends.len() - 20);
    let place = Place::new(&[
        ("cut.warc.gz", &cut),
        ("ends.warc", &ends),
        ("odd.warc", &[&record("a")[..], b"<html>"].concat()),
        ("together.warc.gz", &together),
    ]);
    assert_eq!(place.run(&[]).code, 1);
    let failures = place.read("failures.csv");
    let failed: Vec<&str> = failures.lines().skip(1).collect();
    assert_eq!(failed.len(), 3, "{failures}");
    for (row, file) in failed.iter().zip(["cut.warc.gz", "odd.warc", "together.warc.gz"]) {
        assert!(row.starts_with(&format!("{file},broken-archive,")), "{failures}");
    }
    let documents = place.read("documents.csv");
    let count = |name: &str| documents.lines().filter(|row| row.starts_with(name)).count();
    assert_eq!(["cut", "ends", "odd", "together"].map(count), [1, 2, 1, 0], "{documents}");
    assert!(documents.contains(",partial,"), "the last page of `ends` is cut: {documents}");
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).expect("a Vec takes everything");
    encoder.finish().expect("a Vec takes everything")
}

/// A page of a plan: its chapter, and links to other pages.
fn page_of_plan(title: &str, chapter: &str, links: &[&str]) -> String {
    let links: String =
        links.iter().map(|name| format!("<a href=\"./{name}\">{name}</a> ")).collect();
    format!(
        "<html><head><title>{title}</title></head><body><h1>{title}</h1><div>来源：云溪区</div><div>\
         <p>{chapter}</p><p>　　坚持节水优先，完善供水设施，保障城乡用水安全，提高防洪能力。</p>\
         <p>　　建设水网工程，加强河道治理，推进灌区改造，健全管护机制，落实各级责任。</p>\
         </div><div>{links}</div></body></html>"
    )
}

#[test]
fn pages_of_a_document_are_joined() {
    let title = "云溪区水利发展规划";
    let first = page_of_plan(title, "第一章　总则", &["plan_2.html", "plan_3.html"]);
    let second = page_of_plan(title, "第二章　供水", &["plan.html", "plan_3.html"]);
    let third = page_of_plan(title, "第三章　防洪", &["plan.html", "plan_2.html"]);
    let other = page_of_plan("湖湾县农业规划", "第一章　种植", &[]);
    let place = Place::new(&[
        ("plan.html", first.as_bytes()),
        ("plan_2.html", second.as_bytes()),
        ("plan_3.html", third.as_bytes()),
        ("plan_4.html", other.as_bytes()),
    ]);
    let ran = place.run(&[]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.err.starts_with("2 documents, "), "{ran:?}");
    assert!(place.has("plan/document.json") && place.has("plan_4/document.json"));
    assert!(!place.has("plan_2") && !place.has("plan_3"));
    let markdown = place.read("plan/document.md");
    for heading in ["# 第一章 总则", "# 第二章 供水", "# 第三章 防洪"] {
        assert!(markdown.contains(heading), "{markdown}");
    }
    let json = place.read("plan/document.json");
    assert_eq!(json.matches("\"path\": \"plan").count(), 4, "{json}");
    assert!(json.contains("\"status\": \"ok\""), "{json}");
}

#[test]
fn pages_that_are_missing_or_broken_are_said() {
    let title = "云溪区水利发展规划";
    let first = page_of_plan(title, "第一章　总则", &["plan_2.html", "plan_3.html"]);
    let third = page_of_plan(title, "第三章　防洪", &["plan.html"]);
    let place = Place::new(&[("plan.html", first.as_bytes()), ("plan_3.html", third.as_bytes())]);
    assert_eq!(place.run(&[]).code, 0);
    let json = place.read("plan/document.json");
    assert!(json.contains("\"status\": \"partial\"") && json.contains("page-missing"), "{json}");
    assert!(json.contains("plan_2.html"), "{json}");
    place.put("plan_2.html", b"");
    assert_eq!(place.run(&[]).code, 1);
    assert!(place.read("failures.csv").contains("plan_2.html,empty,"));
    assert!(place.read("plan/document.json").contains("page-missing"));
}

/// Answers of the stream to these lines, in an environment without a variable.
fn stream(options: &[&str], input: &[u8]) -> (i32, String) {
    let mut child = Command::new(BIN)
        .arg("stream")
        .args(options)
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("it runs");
    let mut stdin = child.stdin.take().expect("piped");
    let input = input.to_owned();
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let Output { status, stdout, .. } = child.wait_with_output().expect("it ends");
    writer.join().expect("no panic").expect("all of the input is read");
    (status.code().expect("it ended by itself"), String::from_utf8(stdout).expect("UTF-8"))
}

#[test]
fn a_stream_answers_every_line() {
    let line = serde_json::json!({"id": "a", "text": PLAN}).to_string() + "\nnot json\n";
    let (code, out) = stream(&["--jobs", "2"], line.repeat(20).as_bytes());
    let lines: Vec<_> = out.lines().collect();
    assert_eq!((code, lines.len()), (0, 40));
    assert!(lines[0].starts_with(r#"{"id":"a","document":{"schema_version":1,"#), "{}", lines[0]);
    assert!(lines[39].starts_with(r#"{"id":null,"error":{"code":"bad-record""#), "{}", lines[39]);
    assert_eq!(stream(&[], b""), (0, String::new()));
    assert_eq!(stream(&["--warc"], b"no archive").0, 2);
}

#[test]
fn a_reader_of_the_stream_who_leaves_is_no_error() {
    let line = serde_json::json!({"id": "a", "text": PLAN}).to_string() + "\n";
    let mut child = Command::new(BIN)
        .arg("stream")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("it runs");
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().expect("piped");
    let _ = stdin.write_all(line.repeat(200).as_bytes());
    drop(stdin);
    assert_eq!(child.wait().expect("it ends").code(), Some(0));
}

#[test]
fn an_output_is_verified() {
    let place = Place::new(&[("a.txt", PLAN.as_bytes()), ("b/c.txt", PLAN.as_bytes())]);
    let verify = || extract(&["verify", &place.output().display().to_string()]);
    assert_eq!(verify().code, 2, "nothing is there yet");
    place.run(&[]);
    let ran = verify();
    assert_eq!((ran.code, ran.out.as_str()), (0, ""));
    assert!(ran.err.contains("2 documents verified, 0 problems"), "{}", ran.err);

    let json = place.read("a/document.json");
    let at = |name: &str| place.output().join(name);
    fs::write(at("a/document.json"), json.replace("供水", "供气")).expect("writable");
    fs::remove_file(at("b/c/document.md")).expect("writable");
    fs::write(at("notes.txt"), "mine").expect("writable");
    let ran = verify();
    assert_eq!(ran.code, 1);
    assert_eq!(
        ran.out,
        "`a/document.json`: it was changed\n`b/c/document.md`: it is gone\n\
         `notes.txt`: the run did not write it\n"
    );
}

#[test]
fn a_document_that_breaks_the_law_is_told() {
    let place = Place::new(&[("a.txt", PLAN.as_bytes())]);
    place.run(&[]);
    let json = place.read("a/document.json");
    let broken = json.replacen(
        "\"removed\": []",
        "\"removed\": [{\"reason\": \"spam\", \"original\": \"x\", \"blocks\": [2, 2]}]",
        1,
    );
    assert_ne!(json, broken);
    fs::write(place.output().join("a/document.json"), &broken).expect("writable");
    // A package that was made to fit: the hash agrees, the document does not.
    let package = place.read("datapackage.json");
    let hash = |text: &str| sha256(text.as_bytes());
    let size = |text: &str| format!("\"bytes\":{}", text.len());
    let package =
        package.replace(&hash(&json), &hash(&broken)).replace(&size(&json), &size(&broken));
    fs::write(place.output().join("datapackage.json"), package).expect("writable");
    let ran = extract(&["verify", &place.output().display().to_string()]);
    assert_eq!(ran.out, "`a/document.json`: blocks 2 to 2 are kept and removed\n");
}

fn sha256(bytes: &[u8]) -> String {
    let digest = ring::digest::digest(&ring::digest::SHA256, bytes);
    digest.as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn limits_of_tables_and_headings_are_options() {
    let row = |n: usize| format!("<tr><td>项目{n}</td><td>{n}</td></tr>");
    let table = format!("<table><tr><th>项目<th>万元</tr>{}{}</table>", row(1), row(2));
    let text =
        "<p>第一章 总则</p><p>　　本规划自印发之日起施行，请认真贯彻执行。</p><p>第二章 附则</p>";
    let page = format!("<html><body><h1>云溪区发展规划</h1>{text}{table}{table}</body></html>");
    let place = Place::new(&[("page.html", page.as_bytes())]);
    let count = |limits: &[&str]| {
        assert_eq!(place.run(limits).code, 0);
        let made: serde_json::Value =
            serde_json::from_str(&place.read("page/document.json")).expect("JSON");
        let told = made["diagnostics"].as_array().expect("a list").iter();
        let told = told.filter(|one| one["code"] == "limit-reached").count();
        let labels = made.to_string().matches("\"第").count();
        (made["tables"].as_array().map_or(0, Vec::len), labels, told)
    };
    let (tables, labels, _) = count(&[]);
    assert_eq!(count(&["--max-cells", "6"]), (1, labels, 1));
    assert_eq!(count(&["--max-cells", "5", "--max-headings", "1"]).2, 2);
    assert!(tables == 2 || tables == 1, "{tables} tables");
}

/// What a name or a text holds never reaches the terminal as a code.
#[test]
fn nothing_commands_the_terminal() {
    let text = "\u{1b}]0;云溪区\u{7}\u{1b}[2J\u{202e}规划\n";
    let place = Place::new(&[("a\u{1b}[31m\nb.html", b""), ("c.txt", text.as_bytes())]);
    let ran = place.run(&["-v"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("a\\u{1b}[31m") || ran.err.contains("a%1B[31m"), "{}", ran.err);
    let file = place.input().join("c.txt").display().to_string();
    let told = [["--until", "read", &file], ["explain", &file, "0"]].map(|typed| extract(&typed));
    for text in told.iter().flat_map(|ran| [&ran.out, &ran.err]).chain([&ran.err]) {
        let is_code = |c: char| c.is_control() && !"\n\t".contains(c) || c == '\u{202e}';
        assert!(!text.contains(is_code), "{text:?}");
    }
    let gone = extract(&["--until", "read", "no\u{1b}[31mfile"]);
    assert!(gone.code == 2 && !gone.err.contains('\u{1b}'), "{:?}", gone.err);
}

#[test]
fn limits_are_options() {
    let deep = "<div>".repeat(200) + "<p>云溪区规划全文如下，请各镇各部门认真贯彻执行。</p>";
    let wide = format!("<p {}>湖湾县</p>", "a=1 ".repeat(5));
    let page = format!("<html><body>{deep}{wide}</body></html>");
    let place = Place::new(&[("page.html", page.as_bytes()), ("plan.txt", PLAN.as_bytes())]);
    let limits = ["--max-depth", "20", "--max-attributes", "3", "--max-lines", "3"];
    let listed = ["--max-lines", "1", "--max-cells", "3", "--max-headings", "0"];
    assert_eq!(place.run(&limits).code, 0);
    let (page, plan) = (place.read("page/document.json"), place.read("plan/document.json"));
    assert!(page.contains("nested deeper than 20"), "{page}");
    assert!(plan.contains("lines past number 3 are read as text alone"), "{plan}");
    assert!(plan.contains("\"status\": \"partial\""), "{plan}");

    assert_eq!(place.run(&listed).code, 0);
    let page = place.read("page/document.json");
    assert!(page.contains("lines past number 1 are read as text alone"), "{page}");
    assert!(page.contains("湖湾县"), "{page}");
    assert!(page.contains("\"status\": \"partial\""), "{page}");
    assert_eq!(place.run(&["--timeout", "0"]).code, 1);
    assert!(place.read("failures.csv").contains("page.html,timed-out,"));
    assert_eq!(place.run(&["--max-bytes", "2k"]).code, 0);
    assert_eq!(place.run(&["--max-bytes", "10 apples"]).code, 2);
    let until = |limit: &str| {
        let file = place.input().join("plan.txt").display().to_string();
        extract(&["--until", "read", "--max-bytes", limit, &file]).code
    };
    assert_eq!((until("1MB"), until("10")), (0, 2));
}
