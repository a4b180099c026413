//! Markup to tokens as the HTML standard has it, several times as fast as html5ever's tokenizer:
//! text and values are taken by runs, and what says nothing to the reader (comments, code, most
//! attributes) is passed over. A test holds the two together.

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::{Attribute, LocalName, QualName, ns};
use memchr::{memchr, memchr_iter, memchr2, memmem};

use super::names::{self, Names};
use super::references::{self, Characters};
use super::{code, doctype};

/// What the text at hand is, until a tag changes it.
enum Content {
    /// Text with tags.
    Markup,
    /// Text with references up to the end tag of this name.
    Escapable(LocalName),
    /// Text up to the end tag of this name.
    Raw(LocalName),
    /// A script, which nobody reads.
    Code,
    /// Text up to the end of the page.
    Plain,
}

/// Hands the tokens of a page to a sink.
pub(super) struct Tokenizer<'a, S> {
    page: &'a str,
    at: usize,
    /// Line of the last text handed on, counted from 1, and the place up to which lines were counted:
    /// nobody asks for the lines of tags.
    line: u64,
    counted: usize,
    names: Names,
    sink: S,
    /// Attributes kept of a tag; each is compared with all before it.
    most_attributes: usize,
    flooded: bool,
}

impl<'a, S: TokenSink> Tokenizer<'a, S> {
    /// A tokenizer at the start of a page whose lines end with `\n`.
    pub(super) fn new(page: &'a str, sink: S, most_attributes: usize) -> Self {
        let page = page.strip_prefix('\u{FEFF}').unwrap_or(page);
        let names = Names::new();
        Self { page, at: 0, line: 1, counted: 0, names, sink, most_attributes, flooded: false }
    }

    /// Reads the page; the sink, and whether a tag had too many attributes.
    pub(super) fn run(mut self) -> (S, bool) {
        let mut content = Content::Markup;
        while self.at < self.page.len() {
            content = match content {
                Content::Markup => self.markup(),
                Content::Escapable(name) => self.escapable(name),
                Content::Raw(name) => self.raw(name),
                Content::Code => self.code(),
                Content::Plain => self.plain(),
            };
        }
        let _ = self.token(Token::EOFToken);
        self.sink.end();
        (self.sink, self.flooded)
    }

    fn rest(&self) -> &'a [u8] {
        &self.page.as_bytes()[self.at..]
    }

    fn count_lines(&mut self, end: usize) {
        let passed = &self.page.as_bytes()[self.counted..end];
        self.line += memchr_iter(b'\n', passed).count() as u64;
        self.counted = end;
    }

    /// Only a tag changes what the text behind it is.
    fn token(&self, token: Token) -> TokenSinkResult<S::Handle> {
        self.sink.process_token(token, self.line)
    }

    fn characters(&self, text: &str) {
        let _ = self.token(Token::CharacterTokens(StrTendril::from_slice(text)));
    }

    /// Place behind the next of these bytes, or the end of the page.
    fn behind(&self, found: Option<usize>, length: usize) -> usize {
        found.map_or(self.page.len(), |place| self.at + place + length)
    }

    /// Hands on the text up to `end`, every line by itself as the sink is told the line. `null` is
    /// what a character 0 becomes.
    fn text(&mut self, end: usize, null: Option<&str>) {
        while self.at < end {
            let rest = &self.page.as_bytes()[self.at..end];
            let blank = rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
            self.count_lines(self.at + blank);
            match memchr2(b'\n', 0, &rest[blank..]).map(|place| blank + place) {
                Some(0) if rest[0] == 0 => {
                    let token = null.map(StrTendril::from_slice).map(Token::CharacterTokens);
                    let _ = self.token(token.unwrap_or(Token::NullCharacterToken));
                    self.at += 1;
                }
                place => {
                    let newline = place.filter(|place| rest[*place] == b'\n');
                    let piece = newline.map(|place| place + 1).or(place).unwrap_or(rest.len());
                    self.characters(&self.page[self.at..self.at + piece]);
                    self.at += piece;
                }
            }
        }
    }

    /// A run of text and the markup behind it.
    fn markup(&mut self) -> Content {
        let rest = self.rest();
        let end = memchr2(b'<', b'&', rest);
        self.text(self.behind(end, 0), None);
        match end.map(|end| rest[end]) {
            Some(b'<') => self.open(),
            Some(_) => {
                self.reference();
                Content::Markup
            }
            None => Content::Markup,
        }
    }

    /// What `&` begins in text.
    fn reference(&mut self) {
        let found = references::read(&self.page[self.at + 1..], false);
        let (characters, length) = found.unwrap_or((Characters::AMPERSAND, 0));
        self.count_lines(self.at);
        let _ = self.token(Token::CharacterTokens(characters.iter().collect()));
        self.at += 1 + length;
    }

    /// What `<` begins in text.
    fn open(&mut self) -> Content {
        let rest = self.rest();
        match (rest.get(1), rest.get(2)) {
            (Some(b'a'..=b'z' | b'A'..=b'Z'), _) => return self.tag(TagKind::StartTag),
            (Some(b'/'), Some(b'a'..=b'z' | b'A'..=b'Z')) => return self.tag(TagKind::EndTag),
            (Some(b'/'), None) => self.text(self.at + 2, None),
            (Some(b'!'), _) => self.declaration(),
            (Some(b'/' | b'?'), _) => self.at = self.behind(memchr(b'>', rest), 1),
            _ => self.text(self.at + 1, None),
        }
        Content::Markup
    }

    /// What `<!` begins: a comment, a document type, a section of plain text in a drawing.
    fn declaration(&mut self) {
        let rest = self.rest();
        let starts = |word: &[u8]| {
            rest.get(2..2 + word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
        };
        if starts(b"--") {
            self.at += code::comment(rest);
        } else if starts(b"doctype") {
            let end = self.behind(memchr(b'>', rest), 1);
            let found = doctype::read(&self.page[self.at..end]);
            self.at = end;
            if let Some(found) = found {
                let _ = self.token(Token::DoctypeToken(found));
            }
        } else if rest[2..].starts_with(b"[CDATA[")
            && self.sink.adjusted_current_node_present_but_not_in_html_namespace()
        {
            self.at += b"<![CDATA[".len();
            let end = memmem::find(self.rest(), b"]]>");
            self.text(self.behind(end, 0), None);
            self.at = self.page.len().min(self.at + 3);
        } else {
            self.at = self.behind(memchr(b'>', rest), 1);
        }
    }

    /// A tag; one that the page ends in is none.
    fn tag(&mut self, kind: TagKind) -> Content {
        let read = self.read_tag(kind);
        let Some(tag) = read else {
            self.at = self.page.len();
            return Content::Markup;
        };
        let name = tag.name.clone();
        match self.token(Token::TagToken(tag)) {
            TokenSinkResult::Plaintext => Content::Plain,
            TokenSinkResult::RawData(RawKind::Rcdata) => Content::Escapable(name),
            TokenSinkResult::RawData(RawKind::Rawtext) => Content::Raw(name),
            TokenSinkResult::RawData(_) => Content::Code,
            _ => Content::Markup,
        }
    }

    fn read_tag(&mut self, kind: TagKind) -> Option<Tag> {
        self.at += if kind == TagKind::StartTag { 1 } else { 2 };
        let length = self.rest().iter().position(|byte| ENDS_NAME[usize::from(*byte)])?;
        let name = self.names.get(&self.page[self.at..self.at + length]);
        self.at += length;
        let keeps_all = names::is_compared(&name);
        let mut tag = Tag {
            kind,
            name,
            self_closing: false,
            attrs: Vec::new(),
            had_duplicate_attributes: false,
        };
        let mut count = 0;
        while self.more_attributes(&mut tag.self_closing)? {
            let (name, value) = self.attribute()?;
            count += 1;
            self.flooded |= count > self.most_attributes;
            let is_kept = keeps_all || names::says_something(name);
            if kind == TagKind::StartTag && is_kept && count <= self.most_attributes {
                self.keep(&mut tag, name, value);
            }
        }
        Some(tag)
    }

    /// Whether another attribute follows; else the tag ends here, perhaps with `/>`.
    fn more_attributes(&mut self, closed: &mut bool) -> Option<bool> {
        let rest = self.rest();
        let next = rest.iter().position(|byte| !byte.is_ascii_whitespace() && *byte != b'/')?;
        self.at += next;
        let ends = rest[next] == b'>';
        if ends {
            *closed = next > 0 && rest[next - 1] == b'/';
            self.at += 1;
        }
        Some(!ends)
    }

    /// An attribute as it is written: its name, and its value or nothing.
    fn attribute(&mut self) -> Option<(&'a str, &'a str)> {
        let rest = self.rest();
        // A name may start with `=`.
        let name = 1 + rest[1..].iter().position(|byte| ENDS_ATTRIBUTE[usize::from(*byte)])?;
        let equals = name + rest[name..].iter().position(|byte| !byte.is_ascii_whitespace())?;
        let from = self.at;
        let slice = |start: usize, end: usize| &self.page[from + start..from + end];
        if rest[equals] != b'=' {
            self.at += name;
            return Some((slice(0, name), ""));
        }
        let behind = equals + 1;
        let start = behind + rest[behind..].iter().position(|byte| !byte.is_ascii_whitespace())?;
        let (start, end, next) = match rest[start] {
            quote @ (b'"' | b'\'') => {
                let end = start + 1 + memchr(quote, &rest[start + 1..])?;
                (start + 1, end, end + 1)
            }
            _ => {
                let ends = |byte: &u8| byte.is_ascii_whitespace() || *byte == b'>';
                let end = start + rest[start..].iter().position(ends)?;
                (start, end, end)
            }
        };
        self.at += next;
        Some((slice(0, name), slice(start, end)))
    }

    /// Of two attributes with one name the first counts.
    fn keep(&mut self, tag: &mut Tag, name: &str, value: &str) {
        let local = self.names.get(name);
        if tag.attrs.iter().any(|attribute| attribute.name.local == local) {
            tag.had_duplicate_attributes = true;
            return;
        }
        let value = StrTendril::from_slice(&references::resolved(value));
        tag.attrs.push(Attribute { name: QualName::new(None, ns!(), local), value });
    }

    /// Text of a title or a text field.
    fn escapable(&mut self, name: LocalName) -> Content {
        let rest = self.rest();
        let end = memchr2(b'<', b'&', rest);
        self.text(self.behind(end, 0), Some("\u{FFFD}"));
        match end.map(|end| rest[end]) {
            Some(b'<') if code::is_tag(self.rest(), b"</", name.as_bytes()) => {
                return self.tag(TagKind::EndTag);
            }
            Some(b'<') => self.text(self.at + 1, None),
            Some(_) => self.reference(),
            None => {}
        }
        Content::Escapable(name)
    }

    fn raw(&mut self, name: LocalName) -> Content {
        let rest = self.rest();
        let mut ends = memmem::find_iter(rest, b"</");
        let end = ends.find(|at| code::is_tag(&rest[*at..], b"</", name.as_bytes()));
        self.text(self.behind(end, 0), Some("\u{FFFD}"));
        if end.is_some() { self.tag(TagKind::EndTag) } else { Content::Plain }
    }

    fn code(&mut self) -> Content {
        self.at += code::script(self.rest());
        if self.at < self.page.len() { self.tag(TagKind::EndTag) } else { Content::Plain }
    }

    fn plain(&mut self) -> Content {
        self.text(self.page.len(), Some("\u{FFFD}"));
        Content::Plain
    }
}

/// Bytes behind the name of an element: nearly every byte of a tag is asked whether it is one.
static ENDS_NAME: [bool; 256] = table(b" \t\n\x0C\r/>");
/// Bytes behind the name of an attribute.
static ENDS_ATTRIBUTE: [bool; 256] = table(b" \t\n\x0C\r/>=");

const fn table(mut bytes: &[u8]) -> [bool; 256] {
    let mut table = [false; 256];
    while let [byte, rest @ ..] = bytes {
        table[*byte as usize] = true;
        bytes = rest;
    }
    table
}
