//! A run over the output of another gives what a run from nothing gives, byte for byte, whatever
//! happened between the two: sources and outputs edited, options changed, runs killed.

#[path = "common/files.rs"]
mod files;
#[path = "common/place.rs"]
mod place;
#[path = "common/run.rs"]
mod run;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use place::{PLAN, Place, tree};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use run::run;

/// Names of sources: pages of one document, a document in the folder of another, packed ones.
const NAMES: &[&str] = &[
    "a.html",
    "a_2.html",
    "a_3.html",
    "b.txt",
    "c.txt",
    "c/d.txt",
    "c/e.html",
    "g.html.gz",
    "不.txt",
];

const OPTIONS: &[&[&str]] =
    &[&[], &["--csv-bom"], &["--no-review"], &["--chunk-size", "50"], &["--keep-extension"]];

/// Number of the [`contents`].
const KINDS: usize = 8;

/// What a source may hold.
fn contents() -> Vec<Vec<u8>> {
    let plan = "云溪区国民经济和社会发展规划\n\n第一章 总则\n\n  建设水网，保障供水。\n";
    let page = |links: &str, text: &str| {
        format!(
            "<html><head><title>湖湾县规划</title></head><body><p>{text}</p>{links}</body></html>"
        )
    };
    let table = "<p>表1　主要指标</p><table border=1><tr><th>指标</th><th>单位</th><th>2020年</th>\
                 <th>2025年目标</th></tr><tr><td>供水能力</td><td>万吨</td><td>30</td><td>45</td></tr>\
                 <tr><td>管网长度</td><td>公里</td><td>120</td><td>150</td></tr></table>";
    let first = page("<a href=a_2.html>2</a> <a href=a_3.html>3</a>", "第一章　总则");
    let texts = [
        plan.to_owned(),
        format!("{plan}\n第二章 产业\n\n  到2025年，粮食产量达到35万吨。\n"),
        first.clone(),
        page("<a href=a.html>1</a>", "第二章　供水"),
        page("<a href=a.html>1</a>", &format!("第三章　指标</p>{table}<p>完。")),
        String::new(),
        "\u{7f}ELF\0\0\0\0".to_owned(),
    ];
    let mut contents: Vec<_> = texts.into_iter().map(String::into_bytes).collect();
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(first.as_bytes()).expect("a Vec takes everything");
    contents.push(packed.finish().expect("a Vec takes everything"));
    contents
}

/// Something that happens between two runs.
#[derive(Debug, Clone)]
enum Edit {
    /// One of the [`contents`].
    Put(&'static str, Index),
    Touch(&'static str),
    Remove(&'static str),
    Rename(&'static str, &'static str),
    /// A byte of an output is another; or one more is there.
    Change(Index, bool),
    TouchOutput(Index),
    Delete(Index),
    DeleteFolder(Index),
    Options(&'static [&'static str]),
    /// A run that is killed after this many microseconds.
    Kill(u64),
    /// A run that ends.
    Run,
}

fn edit() -> impl Strategy<Value = Edit> {
    let name = || select(NAMES);
    prop_oneof![
        6 => (name(), any::<Index>()).prop_map(|(name, content)| Edit::Put(name, content)),
        1 => name().prop_map(Edit::Touch),
        2 => name().prop_map(Edit::Remove),
        2 => (name(), name()).prop_map(|(from, to)| Edit::Rename(from, to)),
        2 => any::<(Index, bool)>().prop_map(|(at, longer)| Edit::Change(at, longer)),
        1 => any::<Index>().prop_map(Edit::TouchOutput),
        1 => any::<Index>().prop_map(Edit::Delete),
        1 => any::<Index>().prop_map(Edit::DeleteFolder),
        1 => select(OPTIONS).prop_map(Edit::Options),
        4 => (0..80_000_u64).prop_map(Edit::Kill),
        4 => Just(Edit::Run),
    ]
}

impl Edit {
    fn happen(&self, place: &mut Place) {
        match self {
            Edit::Put(name, content) => place.put(name, &contents()[content.index(KINDS)]),
            Edit::Touch(name) => touch(&place.input(name)),
            Edit::Remove(name) => drop(fs::remove_file(place.input(name))),
            Edit::Rename(from, to) => {
                if let Ok(bytes) = fs::read(place.input(from)) {
                    fs::remove_file(place.input(from)).expect("ours");
                    place.put(to, &bytes);
                }
            }
            Edit::Change(at, longer) => drop(pick(place, at).map(|file| change(&file, *longer))),
            Edit::TouchOutput(at) => drop(pick(place, at).map(|file| touch(&file))),
            Edit::Delete(at) => drop(pick(place, at).map(fs::remove_file)),
            Edit::DeleteFolder(at) => {
                let folder = pick(place, at).and_then(|file| Some(file.parent()?.to_owned()));
                drop(folder.map(fs::remove_dir_all));
            }
            Edit::Options(options) => place.options = options,
            Edit::Kill(after) => kill(place, Duration::from_micros(*after)),
            Edit::Run => drop(place.run()),
        }
    }
}

/// One of the outputs, whatever is there.
fn pick(place: &Place, at: &Index) -> Option<PathBuf> {
    let files = files::files_in(&place.output());
    let hidden = place.output().join(".extract");
    let files: Vec<_> = files.into_iter().filter(|file| !file.starts_with(&hidden)).collect();
    (!files.is_empty()).then(|| at.get(&files).clone())
}

fn change(file: &Path, longer: bool) {
    let mut bytes = fs::read(file).expect("readable");
    match bytes.last_mut().filter(|_| !longer) {
        Some(last) => *last ^= 1,
        None => bytes.push(b'x'),
    }
    fs::write(file, bytes).expect("writable");
}

fn kill(place: &Place, after: Duration) {
    let mut command = place.command(&place.output());
    let mut child = command.stderr(Stdio::null()).spawn().expect("it runs");
    std::thread::sleep(after);
    child.kill().expect("ours");
    child.wait().expect("ours");
}

fn touch(file: &Path) {
    if let Ok(file) = fs::File::options().append(true).open(file) {
        file.set_modified(std::time::SystemTime::now()).expect("ours");
    }
}

/// Enough to go on with; `PROPTEST_CASES` asks for more.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(16)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases()) })]

    #[test]
    fn whatever_happened_the_output_is_that_of_a_run_from_nothing(
        start in vec((select(NAMES), any::<Index>()), 0..6),
        steps in vec(vec(edit(), 1..4), 1..5),
    ) {
        let mut place = Place::new();
        start.iter().for_each(|(name, content)| place.put(name, &contents()[content.index(KINDS)]));
        for edits in &steps {
            edits.iter().for_each(|edit| edit.happen(&mut place));
            place.is_as_from_nothing();
        }
    }
}

fn two_plans() -> Place {
    let place = Place::new();
    place.put("a.txt", PLAN.as_bytes());
    place.put("b/c.txt", PLAN.as_bytes());
    assert_eq!(place.run().code, 0);
    place
}

/// Another number for a file that was written anew: the old one is there until it is.
#[cfg(unix)]
fn number(file: &Path) -> u64 {
    fs::metadata(file)
        .map(|facts| std::os::unix::fs::MetadataExt::ino(&facts))
        .expect("it is there")
}

#[cfg(unix)]
#[test]
fn a_second_run_does_only_what_changed() {
    let place = two_plans();
    let (a, c) = (place.output().join("a/document.md"), place.output().join("b/c/document.md"));
    let (list, before) = (place.output().join("documents.csv"), number(&c));
    let lists = number(&list);
    touch(&place.input("a.txt"));
    let ran = place.run();
    assert!(ran.err.starts_with("2 documents (2 unchanged), "), "{ran:?}");
    assert_eq!(number(&list), lists, "nothing is written");
    place.put("a.txt", format!("{PLAN}\n第二章 产业\n").as_bytes());
    let ran = place.run();
    assert!(ran.err.starts_with("2 documents (1 unchanged), 3 headings, "), "{ran:?}");
    assert!(fs::read_to_string(&a).expect("readable").contains("第二章 产业"));
    assert_eq!(number(&c), before);
    let ran = run(place.command(&place.output()).arg("--force"));
    assert!(ran.err.starts_with("2 documents, 3 headings, "), "{ran:?}");
    assert_ne!(number(&c), before);
}

#[test]
fn a_source_that_is_gone_takes_its_outputs_along_and_no_other_file() {
    let place = two_plans();
    let at = |name: &str| place.output().join(name);
    fs::write(at("a/mine.txt"), "mine").expect("writable");
    fs::remove_file(place.input("a.txt")).expect("ours");
    fs::remove_file(place.input("b/c.txt")).expect("ours");
    place.put("d.txt", PLAN.as_bytes());
    assert_eq!(place.run().code, 0);
    assert!(!at("b").exists() && !at("a/document.json").exists() && at("d/document.md").exists());
    assert_eq!(files::files_in(&at("a")), [at("a/mine.txt")]);
}

#[test]
fn what_was_edited_by_hand_is_made_again_and_said() {
    let place = two_plans();
    let at = |name: &str| place.output().join(name);
    fs::write(at("a/document.md"), "mine").expect("writable");
    fs::remove_file(at("b/c/document.json")).expect("ours");
    let checked = place.check();
    assert_eq!(checked.code, 1);
    assert_eq!(checked.out, "`a/document.md` was changed\n`b/c/document.json` is gone\n");
    let ran = place.run();
    for said in
        ["`a/document.md` was changed; it is made again", "`b/c/document.json` is gone; it is"]
    {
        assert!(ran.err.contains(&format!("note: {said}")), "{ran:?}");
    }
    fs::write(at("sections.csv"), "mine").expect("writable");
    let ran = place.run();
    assert!(ran.err.starts_with("note: `sections.csv` was changed; everything is made again\n"));
    place.is_as_from_nothing();
}

#[test]
fn a_check_says_what_is_not_up_to_date() {
    let mut place = Place::new();
    place.put("a.txt", PLAN.as_bytes());
    let says = |place: &Place, code: i32, said: &str| {
        let checked = place.check();
        assert_eq!((checked.code, checked.out.as_str()), (code, said), "{checked:?}");
    };
    says(&place, 1, "there is no output of this program\n");
    assert!(!place.output().exists());
    place.run();
    says(&place, 0, "");
    place.put("b.txt", b"");
    says(&place, 1, "`b.txt` is new\n");
    assert_eq!(place.run().code, 1);
    says(&place, 0, "");
    fs::remove_file(place.input("b.txt")).expect("ours");
    place.put("a.txt", format!("{PLAN}第二章 产业\n").as_bytes());
    says(&place, 1, "`b`: its source is gone\n`a.txt` was changed\n");
    place.options = &["--csv-bom"];
    says(&place, 1, "the output was made with other options, or by another version\n");
    assert_eq!(run(place.command(&place.output()).args(["--check", "--force"])).code, 2);
}

#[test]
fn the_second_of_two_runs_says_so_and_stops() {
    let place = two_plans();
    let lock = fs::File::options().write(true).open(place.output().join(".extract/lock"));
    let lock = lock.expect("it is there");
    lock.lock().expect("no run holds it");
    let before = tree(&place.output());
    for ran in [place.run(), place.check()] {
        assert_eq!(ran.code, 2, "{ran:?}");
        assert!(ran.err.starts_with("error: another run is at work in "), "{ran:?}");
    }
    assert_eq!(tree(&place.output()), before);
    drop(lock);
    assert_eq!(place.run().code, 0);
}

/// Puts the lists and the manifest of a whole run where they are before they are put in their places,
/// all but the first few.
fn take_back(place: &Place, but: usize) {
    let next = place.output().join(".extract/next");
    fs::create_dir(&next).expect("writable");
    let manifest = place.output().join(".extract/manifest.jsonl");
    fs::rename(manifest, next.join("manifest.jsonl")).expect("ours");
    let entries = fs::read_dir(place.output()).expect("readable");
    let paths = entries.map(|entry| entry.expect("readable").path());
    let mut lists: Vec<_> = paths.filter(|path| path.is_file()).collect();
    lists.sort();
    for list in lists.iter().skip(but) {
        fs::rename(list, next.join(list.file_name().expect("a name"))).expect("ours");
    }
}

#[test]
fn what_a_run_left_that_was_killed_at_its_end_is_ended() {
    for but in [0, 1, 5, 99] {
        let place = two_plans();
        take_back(&place, but);
        assert_eq!(place.check().out, "the last run was ended before its end\n");
        let ran = place.run();
        assert!(ran.err.starts_with("2 documents (2 unchanged), "), "{but}: {ran:?}");
        place.is_as_from_nothing();
    }
}

#[test]
fn a_list_that_is_not_wanted_any_more_goes_also_after_a_kill() {
    let mut place = two_plans();
    let at = |place: &Place, name: &str| place.output().join(name);
    let kept = ["index.html", ".extract/manifest.jsonl"];
    let old = kept.map(|name| fs::read(at(&place, name)).expect("readable"));
    place.options = &["--no-review"];
    place.run();
    assert!(!at(&place, "index.html").exists());
    take_back(&place, 3);
    for (name, bytes) in kept.iter().zip(old) {
        fs::write(at(&place, name), bytes).expect("writable");
    }
    let ran = place.run();
    assert!(ran.err.starts_with("2 documents (2 unchanged), "), "{ran:?}");
    assert!(!at(&place, "index.html").exists());
    place.is_as_from_nothing();
}

#[test]
fn a_damaged_manifest_is_no_manifest() {
    let place = two_plans();
    let manifest = place.output().join(".extract/manifest.jsonl");
    let whole = fs::read(&manifest).expect("readable");
    for length in [0, 1, whole.len() / 2, whole.len() - 1] {
        fs::write(&manifest, &whole[..length]).expect("writable");
        place.is_as_from_nothing();
    }
    let text = String::from_utf8(whole).expect("UTF-8");
    fs::write(&manifest, text.replacen("a/document.md", "../a/document", 1)).expect("writable");
    place.is_as_from_nothing();
}

#[test]
fn without_a_manifest_the_package_tells_what_was_written() {
    let place = two_plans();
    place.put("d.txt", PLAN.as_bytes());
    place.run();
    let at = |name: &str| place.output().join(name);
    fs::remove_dir_all(at(".extract")).expect("ours");
    fs::write(at("a/document.md"), "mine").expect("writable");
    fs::write(at("b/c/mine.txt"), "mine").expect("writable");
    for name in ["a.txt", "b/c.txt"] {
        fs::remove_file(place.input(name)).expect("ours");
    }
    assert_eq!(place.run().code, 0);
    assert_eq!(files::files_in(&at("a")), [at("a/document.md")], "it is no file of a run any more");
    assert_eq!(files::files_in(&at("b")), [at("b/c/mine.txt")]);
    fs::remove_dir_all(at("a")).expect("ours");
    fs::remove_dir_all(at("b")).expect("ours");
    place.is_as_from_nothing();

    // A package of others says nothing.
    fs::remove_dir_all(at(".extract")).expect("ours");
    let package = fs::read_to_string(at("datapackage.json")).expect("readable");
    fs::write(at("datapackage.json"), package.replace("extract-output", "theirs")).expect("ours");
    fs::rename(place.input("d.txt"), place.input("e.txt")).expect("ours");
    assert_eq!(place.run().code, 0);
    assert!(at("d/document.md").exists() && at("e/document.md").exists());
}
