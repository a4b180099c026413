//! `extract diff` and `extract compare` as they are run.

#[path = "common/files.rs"]
mod files;
#[path = "common/run.rs"]
mod run;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use run::{BIN, Ran, run};
use serde_json::Value;
use tempfile::TempDir;

const OLD: &str = "云溪区供水规划\n\n第一章 总则\n\n  建设水网，保障城乡供水安全。\n\n  到2025年，管网漏损率降到9%以内。\n\n第二章 产业\n\n  发展高效节水农业。\n";

/// A folder with files in it.
struct Place(TempDir);

impl Place {
    fn new(files: &[(&str, &str)]) -> Self {
        let place = Self(tempfile::tempdir().expect("a temporary folder"));
        for (name, text) in files {
            let file = place.path(name);
            fs::create_dir_all(file.parent().expect("it has a folder")).expect("writable");
            fs::write(file, text).expect("writable");
        }
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, args: &[&str]) -> Ran {
        run(Command::new(BIN).current_dir(self.0.path()).args(args))
    }
}

fn revised() -> String {
    OLD.replace("9%", "8.5%")
}

#[test]
fn the_same_text_in_another_form_is_the_same() {
    let traditional = hanconv::s2t(OLD).replace('，', ",");
    let page = OLD.split("\n\n").map(|line| format!("<p>{}</p>", line.trim())).collect::<String>();
    let place = Place::new(&[("a.txt", OLD), ("b.txt", &traditional), ("c.html", &page)]);
    for args in
        [["diff", "a.txt", "b.txt"], ["diff", "b.txt", "c.html"], ["compare", "a.txt", "b.txt"]]
    {
        let ran = place.run(&args);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{args:?}: {ran:?}");
    }
    assert_eq!(place.run(&["diff", "a.txt", "b.txt"]).out, "no change\n");
    assert_eq!(place.run(&["compare", "a.txt", "b.txt", "c.html"]).out, "no disagreement\n");
}

#[test]
fn a_changed_number_is_told_with_the_difference() {
    let place = Place::new(&[("a.txt", OLD), ("b.txt", &revised())]);
    let ran = place.run(&["diff", "a.txt", "b.txt"]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("管网漏损率降到[-9-]{+8.5+}%以内"), "{}", ran.out);
    assert!(ran.out.contains("9 to 8.5: -0.5 percentage points (-5.56 %)"), "{}", ran.out);
    assert!(!ran.out.contains('\u{1b}'), "no colour where there is no terminal");
}

#[test]
fn every_form_of_the_report() {
    let place = Place::new(&[("a.txt", OLD), ("b.txt", &revised())]);
    let json = place.run(&["diff", "--json", "a.txt", "b.txt"]);
    let value: Value = serde_json::from_str(&json.out).expect("valid JSON");
    assert_eq!(value["changes"][0]["kind"], "paragraph_changed");
    assert_eq!(value["changes"][0]["numbers"][0]["difference"].to_string(), "-0.5");
    let markdown = place.run(&["diff", "--md", "a.txt", "b.txt"]).out;
    assert!(markdown.contains("<del>9</del><ins>8.5</ins>"), "{markdown}");
    let html = place.run(&["diff", "--html", "a.txt", "b.txt"]).out;
    assert!(html.contains("<del>9</del><ins>8.5</ins>"), "{html}");
    assert!(!html.contains("<script") && !html.contains("http"), "it needs nothing else");
    let wrong = place.run(&["diff", "--md", "--json", "a.txt", "b.txt"]);
    assert_eq!(wrong.code, 2, "one form at a time");
}

#[test]
fn documents_written_before_are_compared() {
    let place = Place::new(&[("in1/a.txt", OLD), ("in2/a.txt", &revised())]);
    assert_eq!(place.run(&["in1", "out1"]).code, 0);
    assert_eq!(place.run(&["in2", "out2"]).code, 0);
    let ran = place.run(&["diff", "out1/a/document.json", "out2/a/document.json"]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("[-9-]{+8.5+}"), "{}", ran.out);
    assert_eq!(
        place.run(&["diff", "out1/a/document.json", "in1/a.txt"]).code,
        0,
        "read back whole"
    );
    assert_eq!(place.run(&["diff", "out1/a", "out1/a"]).code, 0, "the folder of a document");
}

#[test]
fn folders_are_compared_document_by_document() {
    let place = Place::new(&[
        ("in1/a.txt", OLD),
        ("in1/sub/gone.txt", OLD),
        ("in1/same.txt", OLD),
        ("in2/a.txt", &revised()),
        ("in2/same.txt", OLD),
        ("in2/sub/come.txt", OLD),
    ]);
    place.run(&["in1", "out1"]);
    place.run(&["in2", "out2"]);
    let ran = place.run(&["diff", "out1", "out2"]);
    assert_eq!(ran.code, 1);
    for words in [
        "only in the old folder: sub/gone",
        "only in the new folder: sub/come",
        "[-9-]{+8.5+}",
        "1 differ, 1 only in the old folder, 1 only in the new, 1 the same",
    ] {
        assert!(ran.out.contains(words), "{words}: {}", ran.out);
    }
    let json = place.run(&["diff", "--json", "out1", "out2"]).out;
    let value: Value = serde_json::from_str(&json).expect("valid JSON");
    assert_eq!(value["only_old"][0], "sub/gone");
    assert_eq!(value["documents"][0]["new"], "a");
    assert_eq!(place.run(&["diff", "out1", "out1"]).code, 0);
}

#[test]
fn wrong_use_is_two() {
    let place = Place::new(&[
        ("a.txt", OLD),
        ("empty.txt", ""),
        ("bad.json", "{\"schema_version\": 1}"),
        ("new.json", "{}"),
        ("in/a.txt", OLD),
    ]);
    for (args, words) in [
        (vec!["diff", "a.txt", "none.txt"], "`none.txt` cannot be read"),
        (vec!["diff", "a.txt", "empty.txt"], "`empty.txt`"),
        (vec!["diff", "a.txt", "bad.json"], "`bad.json` is no document"),
        (vec!["diff", "a.txt", "in"], "holds no `document.json`"),
        (vec!["diff", "a.txt"], "NEW"),
        (vec!["compare", "a.txt"], "COPY"),
        (vec!["compare", "a.txt", "none.txt"], "`none.txt` cannot be read"),
    ] {
        let ran = place.run(&args);
        assert_eq!(ran.code, 2, "{args:?}: {ran:?}");
        assert!(ran.err.contains(words), "{args:?}: {}", ran.err);
        assert_eq!(ran.out, "", "{args:?}");
    }
}

#[test]
fn no_text_of_a_source_is_markup_or_a_code() {
    let hostile = |text: &str| {
        OLD.replace(
            "农业",
            &format!("<script>alert({text})</script><img src=x onerror=alert(1)>\u{202e}农业"),
        )
    };
    let place = Place::new(&[("a.txt", &hostile("1")), ("b.txt", &hostile("2"))]);
    let html = place.run(&["diff", "--html", "a.txt", "b.txt"]);
    assert_eq!(html.code, 1);
    assert!(!html.out.contains("<script") && !html.out.contains("<img"), "{}", html.out);
    let coloured = run(Command::new(BIN)
        .current_dir(place.0.path())
        .env("CLICOLOR_FORCE", "1")
        .args(["diff", "a.txt", "b.txt"]));
    assert!(coloured.out.contains("\u{1b}["), "colour is forced");
    assert!(!coloured.out.contains('\u{202e}'), "{}", coloured.out);
    let plain = run(Command::new(BIN)
        .current_dir(place.0.path())
        .env("CLICOLOR_FORCE", "0")
        .env("NO_COLOR", "1")
        .args(["diff", "a.txt", "b.txt"]));
    assert!(!plain.out.contains('\u{1b}'), "{}", plain.out);
}

#[test]
fn copies_vote() {
    let place = Place::new(&[
        ("a.txt", OLD),
        ("b.txt", &revised()),
        ("c.txt", OLD),
        (
            "d.txt",
            &OLD.replace(
                "  发展高效节水农业。\n",
                "  发展高效节水农业。\n\n  推广水肥一体化技术应用面积三万亩。\n",
            ),
        ),
    ]);
    let ran = place.run(&["compare", "a.txt", "b.txt", "c.txt", "d.txt"]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("most  9  a.txt, c.txt, d.txt"), "{}", ran.out);
    assert!(ran.out.contains("      8.5  b.txt"), "{}", ran.out);
    assert!(ran.out.contains("most  not there  a.txt, b.txt, c.txt"), "{}", ran.out);
    assert!(ran.out.contains("2 disagreements"), "{}", ran.out);
    let tie = place.run(&["compare", "--json", "a.txt", "b.txt"]);
    let value: Value = serde_json::from_str(&tie.out).expect("valid JSON");
    assert_eq!(value["spots"][0]["is_number"], true);
    assert_eq!(value["spots"][0]["most"], Value::Null, "a tie");
    let tie = place.run(&["compare", "a.txt", "b.txt"]);
    assert!(tie.out.contains("tie: "), "{}", tie.out);
}

#[test]
fn the_samples_are_the_same_as_themselves() {
    let output = Path::new(env!("CARGO_MANIFEST_DIR")).join("output");
    let output = output.to_str().expect("a plain path");
    let ran = run(Command::new(BIN).args(["diff", output, output]));
    assert_eq!(ran.code, 0, "{}", ran.out);
    let files = files::files_in(Path::new(output));
    let documents = files.iter().filter(|file| file.ends_with("document.json")).count();
    assert!(ran.out.contains(&format!("{documents} the same")), "{}", ran.out);
}
