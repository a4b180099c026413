//! Where comments, scripts and other text without tags end.

use memchr::{memchr_iter, memchr2_iter};

/// Bytes of the comment that `markup` starts with; all of it when nothing ends it.
pub(super) fn comment(markup: &[u8]) -> usize {
    /// `<!--`
    const OPEN: usize = 4;
    let ends = |end: &usize| {
        let comment = &markup[..*end];
        // The dashes that open a comment may close it: `<!-->`.
        (*end >= OPEN && comment.ends_with(b"--"))
            || (*end >= OPEN + 3 && comment.ends_with(b"--!"))
    };
    memchr_iter(b'>', markup).find(ends).map_or(markup.len(), |end| end + 1)
}

/// How far a script hides its own end: a comment does not, but a script in a comment does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Escape {
    None,
    Comment,
    Script,
}

/// Bytes of a script before its end tag; all where there is none.
pub(super) fn script(code: &[u8]) -> usize {
    let mut escape = Escape::None;
    let mut opened = 0;
    for at in memchr2_iter(b'<', b'>', code) {
        let markup = &code[at..];
        let is = |open: &[u8]| is_tag(markup, open, b"script");
        match escape {
            _ if markup[0] == b'>' && code[opened..at].ends_with(b"--") => escape = Escape::None,
            Escape::None | Escape::Comment if is(b"</") => return at,
            Escape::None if markup.starts_with(b"<!--") => {
                // The dashes that open the comment may close it.
                (escape, opened) = (Escape::Comment, at + 2);
            }
            Escape::Comment if is(b"<") => escape = Escape::Script,
            Escape::Script if is(b"</") => escape = Escape::Comment,
            _ => {}
        }
    }
    code.len()
}

/// Whether `markup` starts with a tag: `<` or `</`, this name, and what ends a name.
pub(super) fn is_tag(markup: &[u8], open: &[u8], name: &[u8]) -> bool {
    markup.strip_prefix(open).is_some_and(|rest| {
        rest.len() > name.len()
            && rest[..name.len()].eq_ignore_ascii_case(name)
            && (rest[name.len()].is_ascii_whitespace() || matches!(rest[name.len()], b'/' | b'>'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments() {
        let check = |markup: &str, behind: &str| {
            assert_eq!(&markup[comment(markup.as_bytes())..], behind, "{markup}");
        };
        check("<!-- a > b -->c", "c");
        check("<!-->c", "c");
        check("<!--->c", "c");
        check("<!---->c", "c");
        check("<!----!>c", "c");
        check("<!--!>c-->d", "d");
        check("<!---!>c-->d", "d");
        check("<!-- a", "");
    }

    #[test]
    fn scripts() {
        let check = |code: &str, behind: &str| {
            assert_eq!(&code[script(code.as_bytes())..], behind, "{code}");
        };
        check("if (a<b) x='</p>'</script>c", "</script>c");
        check("</scripts></SCRIPT >c", "</SCRIPT >c");
        check("<!-- <script> </script> --></script>c", "</script>c");
        check("<!-- <script> </script> </script>c", "</script>c");
        check("<!-- </script>c", "</script>c");
        check("<!--><script></script>c", "</script>c");
        check("a", "");
    }
}
