//! The targets without a fuzzer: over what they start from, and over what once broke a law.

use std::fs;
use std::path::Path;

use extract_fuzz::seeds::{samples, seeds};
use extract_fuzz::targets::TARGETS;

/// Seeds of a target that are run here: each law costs, and all of them are alike.
const SEEDS: usize = 40;

#[test]
fn every_target_holds_on_its_seeds() {
    let samples = samples(&Path::new(env!("CARGO_MANIFEST_DIR")).join(".."));
    for (name, run, _) in TARGETS {
        let seeds = seeds(name, &samples);
        assert!(seeds.len() > SEEDS, "{name} has {} seeds", seeds.len());
        seeds.iter().step_by(seeds.len() / SEEDS).for_each(|seed| run(seed));
    }
}

/// `found/<target>-<what was wrong>`: inputs that a fuzzer made, each mended since.
#[test]
fn what_was_found_stays_mended() {
    let found = Path::new(env!("CARGO_MANIFEST_DIR")).join("found");
    let mut count = 0;
    for entry in fs::read_dir(found).expect("the folder is there") {
        let path = entry.expect("readable").path();
        let name = path.file_name().expect("a file").to_string_lossy().into_owned();
        let target = TARGETS.iter().find(|(target, ..)| name.starts_with(&format!("{target}-")));
        let (_, run, _) = target.expect("it is called after a target");
        run(&fs::read(&path).expect("readable"));
        count += 1;
    }
    assert!(count > 0);
}
