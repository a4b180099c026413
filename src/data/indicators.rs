//! What the name of an indicator says of its values.

use std::sync::LazyLock;

struct Words {
    share: Vec<&'static str>,
    not_share: Vec<&'static str>,
    growing: Vec<&'static str>,
    falling: Vec<&'static str>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| Words {
    share: of("share"),
    not_share: of("not_share"),
    growing: of("growing"),
    falling: of("falling"),
});

fn of(kind: &str) -> Vec<&'static str> {
    let lines = super::entries(include_str!("indicator_words.txt"));
    let own = lines.filter_map(|line| line.split_once(' ')).filter(|(name, _)| *name == kind);
    own.flat_map(|(_, words)| words.split(' ')).collect()
}

fn has(name: &str, words: &[&str]) -> bool {
    words.iter().any(|word| name.contains(word))
}

/// A part of a whole: no more than 100 % can be true.
pub fn is_share(name: &str) -> bool {
    has(name, &WORDS.share) && !has(name, &WORDS.not_share)
}

/// More of it is meant to be reached.
pub fn is_growing(name: &str) -> bool {
    has(name, &WORDS.growing) && !has(name, &WORDS.falling)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares() {
        assert!(is_share("森林覆盖率") && is_share("服务业占比"));
        assert!(!is_share("高中毛入学率") && !is_share("销售额增长率") && !is_share("森林面积"));
    }

    #[test]
    fn growing() {
        assert!(is_growing("地区生产总值") && is_growing("森林覆盖率"));
        assert!(!is_growing("地区生产总值年均增速") && !is_growing("登记失业率"));
        assert!(!is_growing("单位地区生产总值能耗"));
    }
}
