//! Runs with a converter that fails as no source can make the real one fail.

use std::path::Path;
use std::{fs, io};

use super::*;

fn batch(folder: &Path) -> Batch {
    Batch {
        follow_links: false,
        inputs: vec![folder.join("input")],
        output: folder.join("output"),
        options: Options::default(),
        keep_extension: false,
        csv_bom: false,
        review: true,
        chunk_size: 800,
        fail_on: None,
        jobs: 2,
        force: false,
        memory: u64::MAX,
        report: None,
        verbose: 0,
    }
}

/// Plans with these names.
fn sources(names: &[&str]) -> io::Result<tempfile::TempDir> {
    let folder = tempfile::tempdir()?;
    fs::create_dir(folder.path().join("input"))?;
    for name in names {
        fs::write(folder.path().join("input").join(name), "云溪区规划\n\n第一章 总则\n")?;
    }
    Ok(folder)
}

#[test]
fn a_panic_in_one_document_costs_that_document_alone() {
    let folder = sources(&["a.txt", "b.txt", "c.txt"]).expect("writable");
    let batch = batch(folder.path());
    let at = |name: &str| batch.output.join(name);
    assert_eq!(run(&batch).expect("it ends").failures, 0);
    assert!(at("b/document.md").exists());
    let failing: &Convert = &|plan, pages| {
        assert_ne!(plan.sources[pages[0].0].name, "b.txt", "a defect");
        convert::document(plan, pages)
    };
    let again = Batch { force: true, ..batch.clone() };
    for batch in [&again, &batch] {
        let summary = run_with(batch, failing).expect("it ends");
        assert_eq!((summary.documents, summary.failures), (2, 1));
        let failures = fs::read_to_string(at("failures.csv")).expect("it is there");
        assert!(failures.contains("\nb.txt,internal,"), "{failures}");
        assert!(failures.contains("a defect"), "{failures}");
        assert!(!at("b").exists() && at("a/document.md").exists() && at("c/document.md").exists());
    }
    assert_eq!(run(&again).expect("it ends").failures, 0);
    assert!(at("b/document.md").exists());
}

#[test]
fn files_that_a_killed_run_had_not_noted_yet_are_known() {
    let folder = sources(&["a.txt", "b.txt"]).expect("writable");
    let batch = batch(folder.path());
    let at = |name: &str| batch.output.join(name);
    {
        let plan = Plan::new(&batch).expect("there are sources");
        let folder = Folder::open(&batch.output, false, true).expect("writable");
        let known = Known::open(folder.root(), folder.control(), plan.recipe.name());
        let known = known.expect("writable");
        let run = Run { plan: &plan, folder: &folder, known: &known, convert: &convert::document };
        // It is written, and here the run ends: the ledger never hears of it.
        convert::one(&run, &plan.work[1]);
        assert!(at("b/document.md").exists());
    }
    fs::remove_file(batch.inputs[0].join("b.txt")).expect("ours");
    assert_eq!(run(&batch).expect("it ends").documents, 1);
    assert!(at("a").exists() && !at("b").exists());
}
