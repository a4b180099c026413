use encoding_rs::GBK;
use proptest::prelude::*;

use super::*;

/// The text with the first byte of this character lost, as a browser shows it.
fn slipped(text: &str, place: usize) -> String {
    let start = text.char_indices().nth(place).expect("a place in the text").0;
    let (before, _, _) = GBK.encode(&text[..start]);
    let (behind, _, _) = GBK.encode(&text[start..]);
    let bytes = [&before, &b"?"[..], &behind[1..]].concat();
    GBK.decode_without_bom_handling(&bytes).0.replace('\u{FFFD}', "?")
}

fn mended(text: &str, others: &[&str]) -> (String, Counts) {
    let evidence = Evidence::of(others.iter().copied().chain([text]));
    let mut out = String::new();
    let counts = mend(text, &evidence, &mut out);
    (out, counts)
}

const SENTENCE: &str = "加强城乡供水管网改造，提高供水保障能力，到2025年完成改造120公里";

#[test]
fn the_tail_is_proven_by_its_bytes() {
    let damaged = slipped(SENTENCE, 4);
    assert!(!damaged.contains("供水管网"), "{damaged}");
    let (text, counts) = mended(&damaged, &[]);
    assert_eq!(text, "加强城乡□水管网改造，提高供水保障能力，□2025年完成改造120公里");
    assert_eq!(counts, Counts { runs: 1, inferred: 0, unknown: 2 });
}

#[test]
fn the_document_tells_the_ends() {
    let others =
        ["提升城乡供水水平，城乡供水管网漏损率下降。", "建设能力，到2025年，能力，到2035年"];
    let (text, counts) = mended(&slipped(SENTENCE, 4), &others);
    assert_eq!(text, SENTENCE);
    assert_eq!(counts, Counts { runs: 1, inferred: 2, unknown: 0 });
}

#[test]
fn two_characters_that_fit_alike_are_not_chosen_between() {
    // 供 is B9A9, 些 is D0A9.
    let others = ["城乡供水", "城乡些水", "城乡供水", "城乡些水"];
    assert!(mended(&slipped(SENTENCE, 4), &others).0.starts_with("加强城乡□水管网"));
}

#[test]
fn a_letter_taken_for_half_a_character_comes_back() {
    let bytes = [&b"?"[..], &GBK.encode("加强城乡供水管网A级改造").0[1..]].concat();
    let (shown, _) = GBK.decode_without_bom_handling(&bytes);
    assert!(!shown.contains('A'), "{shown}");
    assert_eq!(mended(&shown, &[]).0, "□强城乡供水管□A级改造".replace("□A", "网A"));
}

#[test]
fn a_mirror_may_have_turned_it_to_traditional() {
    let damaged = slipped(SENTENCE, 4);
    let traditional = damaged.chars().map(|c| TO_TRADITIONAL.get(&c).copied().unwrap_or(c));
    let traditional = traditional.collect::<String>();
    assert_ne!(damaged, traditional);
    assert_eq!(mended(&traditional, &[]).0.matches("水管网改造").count(), 1);
}

static TO_TRADITIONAL: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    script::simplified().filter_map(|(one, forms)| Some((one, forms.usual()?))).collect()
});

#[test]
fn question_marks_before_text_are_left() {
    for text in [
        "什么是城市更新?城市更新是指对老旧街区的改造。",
        "规划如何落实?一是加强领导，二是落实责任",
        "\u{FFFD}区人民政府办公室关于印发规划的通知",
        "?第一章?总则?第二章?发展环境",
        "?⒈加快⒉推进⒊完善",
        "关?于",
        "为何?",
        "?",
        "?αβγδεζηθ",
        "?ひらがなとカタカナ",
        "?①②③④⑤⑥⑦",
        "?囍囧槑烎嘦",
    ] {
        assert_eq!(mended(text, &[]), (text.to_owned(), Counts::default()));
    }
}

proptest! {
    #[test]
    fn total_and_idempotent(text in "[?\u{FFFD}a-z0-9，。ａ-ｚ一-龥]{0,60}") {
        let (once, _) = mended(&text, &[]);
        let (twice, counts) = mended(&once, &[]);
        prop_assert_eq!((twice, counts.runs), (once, 0));
    }

    /// Nothing but the two ends is in doubt, wherever a long enough sentence was hit.
    #[test]
    fn any_place_of_a_sentence(place in 0usize..14) {
        let (text, counts) = mended(&slipped(SENTENCE, place), &[]);
        prop_assert_eq!(counts.runs, 1);
        let wanted = SENTENCE.chars().zip(text.chars());
        let wrong = wanted.filter(|(wanted, got)| wanted != got && *got != UNKNOWN).count();
        prop_assert_eq!((wrong, text.chars().count()), (0, SENTENCE.chars().count()));
    }
}
