//! Traditional to Simplified by the C++ library OpenCC, behind the same function as the default
//! engine and with the same result.

use std::sync::LazyLock;

use opencc_rust::{DefaultConfig, OpenCC};

use super::count;
use super::engine::{Converted, dictionary};

/// The library; `None` where its dictionaries are not installed.
static OPENCC: LazyLock<Option<OpenCC>> = LazyLock::new(|| OpenCC::new(DefaultConfig::T2S).ok());

/// Appends `text` to `out` in Simplified by OpenCC, or by the default engine where that is missing. (The library
/// takes no NUL, so that the text goes in pieces between them.)
pub fn convert(text: &str, out: &mut String) -> Converted {
    let Some(library) = &*OPENCC else { return dictionary(text, out) };
    let start = out.len();
    for (number, piece) in text.split('\0').enumerate() {
        out.extend((number > 0).then_some('\0'));
        out.push_str(&library.convert(piece));
    }
    let pairs = text.chars().zip(out[start..].chars());
    let changed = pairs.filter(|(before, after)| before != after).count();
    Converted { seen: count::flags(text), changed }
}
