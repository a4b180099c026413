//! Each fixture is one idea in one invented document: `fixtures/<case>/source.*` is what was
//! published, `fixtures/<case>/expected.snap` all that is made of it, for a person to read.
//!
//! `cargo insta review` shows what changed and takes it over; without cargo-insta
//! `INSTA_UPDATE=always cargo test --test golden` writes it, and `git diff` shows it.
//! `INSTA_GLOB_FILTER='*boxes*' cargo test --test golden` runs some of them.

mod golden_parts;

use std::fs;

use extract::{Options, convert};

#[test]
fn fixtures() {
    insta::glob!("../fixtures", "*/source.*", |source| {
        let case = source.parent().expect("a source stands in a folder");
        let name = source.file_name().expect("a file has a name").to_string_lossy();
        let bytes = fs::read(source).expect("a source can be read");
        let document = convert(&name, &bytes, &Options::default()).expect("a fixture holds text");

        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(case);
        settings.set_prepend_module_to_snapshot(false);
        settings.remove_snapshot_suffix();
        settings.set_omit_expression(true);
        settings.remove_input_file();
        settings.bind(|| {
            insta::assert_snapshot!("expected", golden_parts::shown(&document));
        });
    });
}
