//! Marks printed twice: `。。` is one full stop. Three and more are left, for they stand for
//! dots of omission.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

/// Marks that never stand twice in good text.
const MARKS: [char; 5] = ['。', '，', '、', '；', '：'];

static PAIRS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::new(MARKS.map(|mark| format!("{mark}{mark}"))).expect("five short patterns fit")
});

/// Whether any mark stands twice.
pub fn needs_work(text: &str) -> bool {
    PAIRS.is_match(text)
}

/// Appends `text` to `out` with every doubled mark once, and tells how many there were.
pub fn mend(text: &str, out: &mut String) -> usize {
    let (mut count, mut done) = (0, 0);
    for pair in PAIRS.find_iter(text) {
        let mark = &text[pair.start()..pair.start() + pair.len() / 2];
        let longer = text[..pair.start()].ends_with(mark) || text[pair.end()..].starts_with(mark);
        if !longer {
            out.push_str(&text[done..pair.end() - mark.len()]);
            done = pair.end();
            count += 1;
        }
    }
    out.push_str(&text[done..]);
    count
}
