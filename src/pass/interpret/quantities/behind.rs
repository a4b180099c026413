//! What follows a number decides whether it is said of something or is a part of a longer phrase.

use crate::data::quantity::words;

/// What follows a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Behind {
    /// The clause ends, or goes on with the next of a list; so many bytes belong to the number or
    /// separate it.
    End(usize),
    /// A verb of change: 由62%提高到70%.
    Change,
    /// 的 or a noun: 5000万元以上的项目, 6条线路; the thing starts after so many bytes.
    Thing(usize),
}

/// Words that join the parts of a list.
const JOINING: [&str; 8] = ["以及", "、", "和", "及", "与", "并", "或", "且"];

/// Reads what stands between a number and the end of its clause or the next number.
pub(super) fn behind(text: &str, at_stop: bool) -> Behind {
    let rest = past_bracket(text.trim_start());
    let taken = |rest: &str| text.len() - rest.len();
    if rest.is_empty() {
        return if at_stop { Behind::End(text.len()) } else { Behind::Thing(text.len()) };
    }
    if let Some(joined) = JOINING.iter().find_map(|word| rest.strip_prefix(word)) {
        return Behind::End(taken(joined));
    }
    if rest.starts_with(['）', ')', '…', '“', '.']) {
        return Behind::End(taken(rest));
    }
    let noun = rest.strip_prefix('的').unwrap_or(rest);
    if let Some(after) = words("number_noun").strip_start(noun) {
        return behind(after, at_stop).longer(taken(after));
    }
    if words("level").start_of(rest).is_some()
        && !rest.starts_with(['有', '为', '是', '到', '至', '达'])
    {
        return Behind::Change;
    }
    Behind::Thing(taken(noun))
}

impl Behind {
    fn longer(self, bytes: usize) -> Self {
        match self {
            Self::End(end) => Self::End(end + bytes),
            // 的目标任务: the noun went on.
            Self::Change | Self::Thing(_) => Self::Thing(bytes),
        }
    }
}

/// The text without a remark in brackets: `1.9万件（套）`.
fn past_bracket(text: &str) -> &str {
    let inner = text.strip_prefix('（').and_then(|inner| inner.split_once('）'));
    inner.map_or(text, |(_, rest)| rest.trim_start())
}
