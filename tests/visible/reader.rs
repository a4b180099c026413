//! A reader of pages that knows nothing of trees: tags go, references become characters.

/// Elements whose text nobody sees.
const UNSEEN: [&str; 9] =
    ["script", "style", "title", "template", "iframe", "noembed", "noframes", "object", "svg"];

/// The text of a page between its tags.
pub fn visible(page: &str) -> String {
    let (mut out, mut rest) = (String::new(), page);
    while let Some(at) = rest.find('<') {
        out.push_str(&characters(&rest[..at]));
        rest = behind_markup(&rest[at..], &mut out);
    }
    out + &characters(rest)
}

/// What stands behind the markup that `rest` begins with; a `<` that begins none is text.
fn behind_markup<'a>(rest: &'a str, out: &mut String) -> &'a str {
    if let Some(comment) = rest.strip_prefix("<!--") {
        let ends = ["-->", "--!>"].iter().filter_map(|end| Some(comment.find(end)? + end.len()));
        return ends.min().map_or("", |end| &comment[end..]);
    }
    let next = rest[1..].chars().next().unwrap_or(' ');
    if matches!(next, '!' | '?') || rest.starts_with("</") && !starts_name(&rest[2..]) {
        return rest.find('>').map_or("", |end| &rest[end + 1..]);
    }
    if !starts_name(rest.strip_prefix("</").unwrap_or(&rest[1..])) {
        out.push('<');
        return &rest[1..];
    }
    let behind = behind_tag(rest);
    let name: String = rest[1..].chars().take_while(|c| c.is_ascii_alphanumeric()).collect();
    match UNSEEN.iter().find(|unseen| name.eq_ignore_ascii_case(unseen)) {
        Some(unseen) => behind_element(behind, unseen),
        None => behind,
    }
}

fn starts_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
}

/// Behind the `>` of a tag; one in a quoted value does not end it.
fn behind_tag(tag: &str) -> &str {
    let mut quote = None;
    let mut before = ' ';
    for (at, c) in tag.char_indices() {
        match quote {
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if c == '>' => return &tag[at + 1..],
            None if matches!(c, '"' | '\'') && before == '=' => quote = Some(c),
            None => {}
        }
        if !c.is_whitespace() {
            before = c;
        }
    }
    ""
}

fn behind_element<'a>(rest: &'a str, name: &str) -> &'a str {
    let lower = rest.to_ascii_lowercase();
    let end = lower.find(&format!("</{name}"));
    end.map_or("", |end| behind_tag(&rest[end..]))
}

/// Text with its references resolved.
fn characters(text: &str) -> String {
    let (mut out, mut rest) = (String::new(), text);
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match reference(rest) {
            Some((character, length)) => {
                out.push(character);
                rest = &rest[length..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out + rest
}

fn reference(text: &str) -> Option<(char, usize)> {
    if let Some(number) = text.strip_prefix("&#") {
        let (digits, radix, start) = match number.strip_prefix(['x', 'X']) {
            Some(hex) => (hex, 16, 3),
            None => (number, 10, 2),
        };
        let length = digits.chars().take_while(|c| c.is_digit(radix)).count();
        let value = u32::from_str_radix(digits.get(..length)?, radix).ok()?;
        let end = start + length + usize::from(digits[length..].starts_with(';'));
        return Some((char::from_u32(value).unwrap_or('\u{FFFD}'), end));
    }
    let named = [
        ("&nbsp", '\u{A0}'),
        ("&lt", '<'),
        ("&gt", '>'),
        ("&amp", '&'),
        ("&quot", '"'),
        ("&copy", '©'),
        ("&middot", '·'),
        ("&reg", '®'),
    ];
    let closed = [
        ("&ldquo;", '“'),
        ("&rdquo;", '”'),
        ("&lsquo;", '‘'),
        ("&rsquo;", '’'),
        ("&mdash;", '—'),
        ("&ndash;", '–'),
        ("&hellip;", '…'),
        ("&times;", '×'),
        ("&ensp;", '\u{2002}'),
        ("&emsp;", '\u{2003}'),
        ("&bull;", '•'),
        ("&raquo;", '»'),
        ("&laquo;", '«'),
        ("&apos;", '\''),
        ("&yen;", '¥'),
        ("&deg;", '°'),
        ("&permil;", '‰'),
        ("&le;", '≤'),
        ("&ge;", '≥'),
    ];
    let open = named
        .iter()
        .find(|(name, _)| text.starts_with(name))
        .map(|(name, c)| (*c, name.len() + usize::from(text[name.len()..].starts_with(';'))));
    let whole = closed.iter().find(|(name, _)| text.starts_with(name));
    open.or_else(|| whole.map(|(name, c)| (*c, name.len())))
}
