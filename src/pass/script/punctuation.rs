//! Chinese punctuation that a page made ASCII, back to full width where Chinese stands beside it.
//!
//! A mark is judged by the first characters left and right of it that are neither such a mark,
//! in either width, nor a space; so the judgement does not change by what is restored around it.

/// Share of ASCII marks among all marks behind Chinese from which a page is taken to have lost its
/// Chinese punctuation; below it an ASCII mark is the author's own.
const LOST_PERCENT: usize = 20;

/// Sentence marks in both widths.
const MARKS: [(u8, char); 5] =
    [(b',', '，'), (b';', '；'), (b':', '：'), (b'?', '？'), (b'!', '！')];
/// Words that make a clause a question: without one, `?` may stand for a lost character.
const QUESTION_WORDS: [char; 14] =
    ['吗', '呢', '么', '何', '谁', '哪', '几', '怎', '否', '麼', '嗎', '誰', '幾', '吧'];

/// How often marks stand behind Chinese in each width.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Widths {
    ascii: usize,
    full: usize,
}

impl Widths {
    /// Adds the marks of `text`.
    pub fn add(&mut self, text: &str) {
        let bytes = text.as_bytes();
        for (place, &byte) in bytes.iter().enumerate().skip(3) {
            match byte {
                b',' | b';' | b':' | b'?' | b'!' => {
                    self.ascii += usize::from(matches!(bytes[place - 3], 0xE3..=0xE9));
                }
                0xEF => self.full += usize::from(is_full_mark(&bytes[place..])),
                _ => {}
            }
        }
    }

    /// Whether the text lost its Chinese punctuation.
    pub fn lost(&self) -> bool {
        self.ascii > 0 && self.ascii * 100 >= (self.ascii + self.full) * LOST_PERCENT
    }
}

fn is_full_mark(bytes: &[u8]) -> bool {
    matches!(bytes, [0xEF, 0xBC, 0x8C | 0x9A | 0x9B | 0x9F | 0x81, ..])
}

/// Restores marks of one block after the other, with buffers kept between them.
#[derive(Debug, Default)]
pub struct Restorer {
    /// Marks to restore: byte and full-width form.
    found: Vec<(usize, char)>,
    /// Brackets still open: byte, whether it is ASCII, and the Chinese characters before it.
    open: Vec<Open>,
    /// Straight quotation marks.
    quotes: Vec<Quote>,
}

#[derive(Debug, Clone, Copy)]
struct Open {
    place: usize,
    ascii: bool,
    chinese_before: usize,
    left: bool,
}

/// A straight quotation mark: byte, Chinese characters before it, whether Chinese stands beside it.
#[derive(Debug, Clone, Copy)]
struct Quote {
    place: usize,
    chinese_before: usize,
    left: bool,
    right: bool,
}

/// What stands beside a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Beside {
    Chinese,
    Other,
}

impl Restorer {
    /// Appends `text` to `out` with its marks restored, and tells how many.
    pub fn restore(&mut self, text: &str, out: &mut String) -> usize {
        self.found.clear();
        self.open.clear();
        self.quotes.clear();
        if text
            .bytes()
            .any(|byte| matches!(byte, b',' | b';' | b':' | b'?' | b'!' | b'(' | b')' | b'"'))
        {
            self.find(text);
            self.pair_quotes();
            self.found.sort_unstable();
        }
        let mut done = 0;
        for &(place, full) in &self.found {
            out.push_str(&text[done..place]);
            out.push(full);
            done = place + 1;
        }
        out.push_str(&text[done..]);
        self.found.len()
    }

    fn find(&mut self, text: &str) {
        let mut scan = Scan::new(text);
        while let Some((place, character)) = scan.step() {
            match character {
                '(' | '（' => self.open.push(Open {
                    place,
                    ascii: character == '(',
                    chinese_before: scan.chinese,
                    left: scan.left == Beside::Chinese,
                }),
                '"' => self.quotes.push(Quote {
                    place,
                    chinese_before: scan.chinese,
                    left: scan.left == Beside::Chinese,
                    right: scan.right() == Beside::Chinese,
                }),
                ')' | '）' => self.close(&mut scan, place, character == ')'),
                _ => self.mark(&mut scan, place, character),
            }
        }
    }

    fn close(&mut self, scan: &mut Scan, place: usize, ascii: bool) {
        let Some(open) = self.open.pop() else { return };
        let chinese_inside = scan.chinese > open.chinese_before;
        if chinese_inside || open.left && scan.right() == Beside::Chinese {
            self.found.extend(open.ascii.then_some((open.place, '（')));
            self.found.extend(ascii.then_some((place, '）')));
        }
    }

    fn mark(&mut self, scan: &mut Scan, place: usize, character: char) {
        let Some(&(_, full)) = MARKS.iter().find(|(ascii, _)| char::from(*ascii) == character)
        else {
            return;
        };
        let chinese = [scan.left, scan.right()].contains(&Beside::Chinese);
        let lost_character = character == '?' && !(scan.question || scan.ends());
        if chinese && !lost_character {
            self.found.push((place, full));
        }
    }

    /// Straight quotation marks by pairs, unless one of them has no partner.
    fn pair_quotes(&mut self) {
        for pair in self.quotes.chunks_exact(2).filter(|_| self.quotes.len().is_multiple_of(2)) {
            let [opening, closing] = [pair[0], pair[1]];
            if closing.chinese_before > opening.chinese_before || opening.left && closing.right {
                self.found.extend([(opening.place, '“'), (closing.place, '”')]);
            }
        }
    }
}

/// Walks over a text from mark to mark, knowing what stands beside it.
struct Scan<'a> {
    text: &'a str,
    place: usize,
    /// Chinese characters so far.
    chinese: usize,
    /// First thing to the left that is no mark.
    left: Beside,
    /// The clause so far holds a question word.
    question: bool,
    /// Where the first thing to the right stands that is no mark, when known, and what it is.
    right: (usize, Beside),
}

impl<'a> Scan<'a> {
    fn new(text: &'a str) -> Self {
        let (left, right) = (Beside::Other, (0, Beside::Other));
        Self { text, place: 0, chinese: 0, left, question: false, right }
    }

    /// The next mark; [`left`](Self::left) and [`right`](Self::right) then are its sides.
    fn step(&mut self) -> Option<(usize, char)> {
        loop {
            let place = self.place;
            let character = self.text[place..].chars().next()?;
            self.place += character.len_utf8();
            if is_mark(character) {
                return Some((place, character));
            }
            self.pass(character);
        }
    }

    fn pass(&mut self, character: char) {
        self.question = character != '。' && (self.question || QUESTION_WORDS.contains(&character));
        if character == ' ' {
            return;
        }
        self.left = beside(character);
        self.chinese += usize::from(self.left == Beside::Chinese);
    }

    fn right(&mut self) -> Beside {
        if self.right.0 < self.place {
            let rest = &self.text[self.place..];
            let next = rest.char_indices().find(|&(_, c)| !is_mark(c) && c != ' ');
            self.right = next.map_or((self.text.len(), Beside::Other), |(place, character)| {
                (self.place + place, beside(character))
            });
        }
        self.right.1
    }

    /// Nothing but marks to the right.
    fn ends(&mut self) -> bool {
        self.right();
        self.right.0 == self.text.len()
    }
}

/// Marks that are looked through to see what stands beside: both widths of all that is restored.
fn is_mark(character: char) -> bool {
    matches!(
        character,
        ',' | ';'
            | ':'
            | '?'
            | '!'
            | '('
            | ')'
            | '"'
            | '，'
            | '；'
            | '：'
            | '？'
            | '！'
            | '（'
            | '）'
            | '“'
            | '”'
    )
}

fn beside(character: char) -> Beside {
    match character {
        character if is_chinese(character) => Beside::Chinese,
        _ => Beside::Other,
    }
}

/// Chinese characters and the marks that no page makes ASCII.
fn is_chinese(character: char) -> bool {
    matches!(
        character,
        '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}'
            | '〇' | '、' | '。' | '《' | '》' | '〈' | '〉' | '‘' | '’' | '「' | '」'
            | '『' | '』' | '【' | '】' | '〔' | '〕' | '…' | '—'
    )
}
