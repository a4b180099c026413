//! What every page stands in: head, style, policy and script.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use ring::digest::{SHA256, digest};

const STYLE: &str = include_str!("review.css");

/// What may stand in the path of a link as it is.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.');

/// A page around its content.
pub(super) struct Shell<'a> {
    pub title: &'a str,
    /// Class of its body.
    pub kind: &'a str,
    pub script: &'static str,
}

impl Shell<'_> {
    /// All before the content. The elements it leaves open [`foot`](Self::foot) closes, so that a
    /// page can be written in parts.
    pub fn head(&self) -> Markup {
        html! {
            (DOCTYPE)
            (PreEscaped("<html lang=\"en\">"))
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy(self.script));
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                title { (self.title) }
                style { (PreEscaped(STYLE)) }
            }
            (PreEscaped("<body class=\"")) (self.kind) (PreEscaped("\">"))
        }
    }

    /// All behind the content.
    pub fn foot(&self) -> Markup {
        html! {
            script { (PreEscaped(self.script)) }
            (PreEscaped("</body></html>\n"))
        }
    }
}

/// Nothing is loaded from anywhere, and no script runs but this one.
fn policy(script: &str) -> String {
    let hash = STANDARD.encode(digest(&SHA256, script.as_bytes()));
    format!(
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'"
    )
}

/// A relative link; a name like `javascript:` in it is a folder's.
pub(super) fn link(path: &str) -> String {
    format!("./{}", utf8_percent_encode(path, PATH))
}

/// A piece of a page without the one character that HTML cannot hold in any form.
pub(super) fn plain_bytes(markup: Markup) -> Vec<u8> {
    let text = markup.into_string();
    match text.contains('\0') {
        true => text.replace('\0', "\u{FFFD}").into_bytes(),
        false => text.into_bytes(),
    }
}
