//! What holds for any input.

mod common;
mod laws;
mod plans;

use extract::Options;
use extract::read::Limits;
use laws::pieces::PIECES;
use laws::{check, check_with};
use proptest::prelude::*;

fn any_text() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        8 => prop::sample::select(PIECES).prop_map(|piece| piece.as_bytes().to_vec()),
        1 => any::<char>().prop_map(|c| c.to_string().into_bytes()),
        1 => prop::collection::vec(any::<u8>(), 1..4),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

fn few_lines(most: usize) -> Options {
    let limits = Limits { lines: Some(most), ..Limits::default() };
    Options { limits, ..Options::default() }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn pieces_of_documents(bytes in any_text()) {
        check(&bytes);
    }

    #[test]
    fn pieces_past_the_limit_of_lines(bytes in any_text(), most in 0_usize..12) {
        check_with(&bytes, &few_lines(most));
    }

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        check(&bytes);
    }
}

proptest! {
    // A whole plan costs as much as a hundred pieces.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(60) })]

    #[test]
    fn plans_as_text(bytes in plans::text()) {
        check(&bytes);
    }

    #[test]
    fn plans_past_the_limit_of_lines(
        bytes in prop_oneof![plans::text(), plans::page()],
        most in 0_usize..100,
    ) {
        check_with(&bytes, &few_lines(most));
    }

    #[test]
    fn plans_as_pages(bytes in plans::page()) {
        check(&bytes);
    }

    #[test]
    fn plans_with_broken_bytes(
        mut bytes in plans::text(),
        places in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
    ) {
        for (place, byte) in places {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        check(&bytes);
    }
}

/// What random cases found once.
#[test]
fn found_before() {
    for text in [
        "專欄2-\n",
        "专栏2-\n——<p>云溪区",
        "<h2>*云府〔2021〕7号\n",
        "各镇人民政府：目  录<p>\"<h2>a云溪区国民经济和社会发展规划云溪区国民经济和社会发展规划第一章 总则2020年第二章第一章 总则云溪区国民经济和社会发展规划預期性",
    ] {
        check(text.as_bytes());
    }
}

#[test]
fn samples() {
    common::samples().iter().for_each(|(_, bytes)| check(bytes));
}
