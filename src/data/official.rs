//! Words of official documents: what titles and names of bodies end with, and the labels of
//! metadata lines.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::entries;

/// Endings of names of bodies, reversed word by character for look-up from the end.
static BODY_ENDINGS: LazyLock<Endings> =
    LazyLock::new(|| Endings::new(include_str!("body_endings.txt")));

static DOCUMENT_WORDS: LazyLock<Endings> =
    LazyLock::new(|| Endings::new(include_str!("document_words.txt")));

static MEDIA: LazyLock<Endings> = LazyLock::new(|| Endings::new(include_str!("media_endings.txt")));

static NO_REGIONS: LazyLock<Endings> =
    LazyLock::new(|| Endings::new(include_str!("region_exceptions.txt")));

static LABELS: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    entries(include_str!("metadata_labels.txt")).filter_map(|line| line.split_once(' ')).collect()
});

/// Most characters a metadata label has.
pub static LONGEST_LABEL: LazyLock<usize> =
    LazyLock::new(|| LABELS.keys().map(|label| label.chars().count()).max().unwrap_or(0));

/// A list of endings, looked up by length so that a text is tried once for each length.
struct Endings {
    words: HashSet<&'static str>,
    /// Lengths in bytes that occur, longest first.
    lengths: Vec<usize>,
}

impl Endings {
    fn new(list: &'static str) -> Self {
        let words: HashSet<_> = entries(list).collect();
        let mut lengths: Vec<_> = words.iter().map(|word| word.len()).collect();
        lengths.sort_unstable_by(|a, b| b.cmp(a));
        lengths.dedup();
        Self { words, lengths }
    }

    fn of<'a>(&self, text: &'a str) -> Option<&'a str> {
        self.lengths
            .iter()
            .filter_map(|length| text.get(text.len().checked_sub(*length)?..))
            .find(|end| self.words.contains(end))
    }
}

/// The ending of a body's name that `text` ends with.
pub fn body_ending(text: &str) -> Option<&str> {
    BODY_ENDINGS.of(text)
}

/// The document word `text` ends with, `规划` in `云溪区水利规划`.
pub fn document_word(text: &str) -> Option<&str> {
    DOCUMENT_WORDS.of(text)
}

/// Whether `text` ends like the name of a paper, a station or a site, `云溪日报`.
pub fn is_media(text: &str) -> bool {
    MEDIA.of(text).is_some()
}

/// Whether `text` ends like a region's name but is a common word, `社区`.
pub fn is_no_region(text: &str) -> bool {
    NO_REGIONS.of(text).is_some()
}

/// The field that a metadata label without inner spaces names.
pub fn metadata_label(label: &str) -> Option<&'static str> {
    LABELS.get(label).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings() {
        assert_eq!(document_word("云溪区水利发展规划"), Some("发展规划"));
        assert_eq!(document_word("云溪区水利"), None);
        assert_eq!(body_ending("澜州市人民政府"), Some("人民政府"));
        assert_eq!(body_ending("澜州市"), None);
        assert!(is_no_region("东湖社区") && !is_no_region("云溪区"));
        assert!(is_media("云溪日报") && !is_media("云溪"));
    }

    #[test]
    fn labels() {
        assert_eq!(metadata_label("索引号"), Some("index_number"));
        assert_eq!(metadata_label("云溪区"), None);
        assert!(*LONGEST_LABEL >= "规范性文件统一编号".chars().count());
    }

    #[test]
    fn lists_have_no_double_entry() {
        for list in [
            include_str!("body_endings.txt"),
            include_str!("document_words.txt"),
            include_str!("media_endings.txt"),
            include_str!("region_exceptions.txt"),
            include_str!("metadata_labels.txt"),
        ] {
            let mut seen = HashSet::new();
            for entry in entries(list) {
                assert!(seen.insert(entry), "{entry}");
            }
        }
    }
}
