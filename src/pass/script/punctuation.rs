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
/// Last bytes of the full-width brackets, which pair with ASCII ones too.
const OPEN_FULL: u8 = 0x88;
const CLOSE_FULL: u8 = 0x89;
/// Bytes of a full-width mark.
const FULL_BYTES: usize = 3;
/// Characters before `?` that are searched for a question word.
const CLAUSE: usize = 60;
/// Letters of the longest name of a character reference that text shows.
const LONGEST_REFERENCE: usize = 8;
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
        for place in memchr::memchr3_iter(b',', b':', 0xEF, bytes) {
            if bytes[place] == 0xEF {
                self.full += usize::from(is_full_mark(&bytes[place..]));
            } else {
                self.ascii += usize::from(follows_chinese(bytes, place));
            }
        }
        let rarer = memchr::memchr3_iter(b';', b'?', b'!', bytes);
        self.ascii += rarer.filter(|&place| follows_chinese(bytes, place)).count();
    }

    /// Whether the text lost its Chinese punctuation.
    pub fn lost(&self) -> bool {
        self.ascii > 0 && self.ascii * 100 >= (self.ascii + self.full) * LOST_PERCENT
    }
}

fn follows_chinese(bytes: &[u8], place: usize) -> bool {
    place >= FULL_BYTES && matches!(bytes[place - FULL_BYTES], 0xE3..=0xE9)
}

fn is_full_mark(bytes: &[u8]) -> bool {
    matches!(bytes, [0xEF, 0xBC, 0x8C | 0x9A | 0x9B | 0x9F | 0x81, ..])
}

/// Restores marks of one block after the other, with buffers kept between them.
#[derive(Debug, Default)]
pub struct Restorer {
    /// Marks to restore: byte and full-width form.
    found: Vec<(usize, char)>,
    /// Brackets still open.
    open: Vec<Mark>,
    /// Straight quotation marks.
    quotes: Vec<Mark>,
}

/// A mark with what is known where it stands.
#[derive(Debug, Clone, Copy)]
struct Mark {
    place: usize,
    byte: u8,
    /// Stretches with Chinese before it.
    chinese: usize,
    /// Chinese stands left and right of it.
    left: bool,
    right: bool,
}

impl Restorer {
    /// Appends `text` to `out` with its marks restored, and tells how many.
    pub fn restore(&mut self, text: &str, out: &mut String) -> usize {
        self.found.clear();
        if has_mark(text.as_bytes()) && !is_markup(text) {
            self.find(text);
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
        self.open.clear();
        self.quotes.clear();
        let mut scan = Scan::new(text);
        while let Some(mark) = scan.next_mark() {
            match mark.byte {
                b'(' | OPEN_FULL => self.open.push(mark),
                b')' | CLOSE_FULL => self.close(mark),
                b'"' => self.quotes.push(mark),
                _ => self.found.extend(scan.restored(mark).map(|full| (mark.place, full))),
            }
        }
        self.pair_quotes();
        self.found.sort_unstable();
    }

    /// A pair of brackets is restored around Chinese or between Chinese.
    fn close(&mut self, closing: Mark) {
        let Some(opening) = self.open.pop() else { return };
        if belongs(opening, closing) {
            self.found.extend((opening.byte == b'(').then_some((opening.place, '（')));
            self.found.extend((closing.byte == b')').then_some((closing.place, '）')));
        }
    }

    /// Straight quotation marks by pairs, unless one of them has no partner.
    fn pair_quotes(&mut self) {
        if !self.quotes.len().is_multiple_of(2) {
            return;
        }
        for pair in self.quotes.chunks_exact(2).filter(|pair| belongs(pair[0], pair[1])) {
            self.found.extend([(pair[0].place, '“'), (pair[1].place, '”')]);
        }
    }
}

fn belongs(opening: Mark, closing: Mark) -> bool {
    closing.chinese > opening.chinese || opening.left && closing.right
}

/// Walks over a text from mark to mark, knowing what stands beside it.
struct Scan<'a> {
    text: &'a str,
    /// End of the last mark.
    place: usize,
    /// Stretches between marks that hold Chinese.
    chinese: usize,
    /// Chinese is the first thing to the left that is no mark.
    left: bool,
    /// Where the first thing to the right stands that is no mark, and whether it is Chinese;
    /// good until that place.
    right: (usize, bool),
}

impl<'a> Scan<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, place: 0, chinese: 0, left: false, right: (0, false) }
    }

    fn next_mark(&mut self) -> Option<Mark> {
        let (place, byte) = self.find_mark()?;
        let stretch = &self.text[self.place..place];
        if let Some(character) = stretch.chars().rev().find(|&c| !is_seen_through(c)) {
            self.left = is_chinese(character);
        }
        self.chinese += usize::from(stretch.bytes().any(|byte| matches!(byte, 0xE4..=0xE9)));
        self.place = place + if byte.is_ascii() { 1 } else { FULL_BYTES };
        let right = self.right();
        Some(Mark { place, byte, chinese: self.chinese, left: self.left, right })
    }

    /// The next ASCII mark or full-width bracket.
    fn find_mark(&self) -> Option<(usize, u8)> {
        let bytes = self.text.as_bytes();
        let mut place = self.place;
        loop {
            match *bytes.get(place..)? {
                [0xEF, 0xBC, bracket @ (OPEN_FULL | CLOSE_FULL), ..] => {
                    return Some((place, bracket));
                }
                // Nearly all of a text, with its three bytes in one step.
                [0xE0..=0xEF, ..] => place += FULL_BYTES,
                [byte, ..] if MARK[usize::from(byte)] => return Some((place, byte)),
                [_, ..] => place += 1,
                [] => return None,
            }
        }
    }

    fn right(&mut self) -> bool {
        if self.right.0 < self.place {
            let rest = &self.text[self.place..];
            let next = rest.char_indices().find(|&(_, character)| !is_seen_through(character));
            self.right = next.map_or((self.text.len(), false), |(place, character)| {
                (self.place + place, is_chinese(character))
            });
        }
        self.right.1
    }

    /// The full-width form of a sentence mark that is to have it.
    fn restored(&self, mark: Mark) -> Option<char> {
        let chinese = mark.left || mark.right;
        let lost_character = mark.byte == b'?' && !self.is_question(mark.place);
        let full = MARKS.iter().find(|(ascii, _)| *ascii == mark.byte).map(|(_, full)| *full);
        full.filter(|_| chinese && !lost_character && !self.ends_reference(mark))
    }

    /// Whether `;` ends a character reference shown as text: `&emsp;`.
    fn ends_reference(&self, mark: Mark) -> bool {
        let before = &self.text.as_bytes()[..mark.place];
        let near = &before[before.len().saturating_sub(LONGEST_REFERENCE + 1)..];
        let name = near.iter().rposition(|&byte| byte == b'&').map(|place| &near[place + 1..]);
        let is_name = |name: &[u8]| {
            !name.is_empty()
                && name.iter().all(|&byte| byte.is_ascii_alphanumeric() || byte == b'#')
        };
        mark.byte == b';' && name.is_some_and(is_name)
    }

    /// Whether `?` ends the text or a clause with a question word: else it may stand for a
    /// character that was lost.
    fn is_question(&self, place: usize) -> bool {
        let clause = self.text[..place].chars().rev().take(CLAUSE).take_while(|&c| c != '。');
        self.right.0 == self.text.len() || clause.into_iter().any(|c| QUESTION_WORDS.contains(&c))
    }
}

/// Whether there is any ASCII mark that has a full-width form.
fn has_mark(bytes: &[u8]) -> bool {
    memchr::memchr3(b',', b'(', b':', bytes)
        .or_else(|| memchr::memchr3(b';', b'?', b'!', bytes))
        .or_else(|| memchr::memchr2(b')', b'"', bytes))
        .is_some()
}

/// Whether a text is markup shown as text, where ASCII marks mean something.
fn is_markup(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'"', bytes).any(|at| at > 0 && bytes[at - 1] == b'=')
}

/// ASCII marks that have a full-width form.
static MARK: [bool; 256] = marks();

const fn marks() -> [bool; 256] {
    let mut table = [false; 256];
    let mut marks: &[u8] = b",;:?!()\"";
    while let [mark, rest @ ..] = marks {
        table[*mark as usize] = true;
        marks = rest;
    }
    table
}

/// Marks that are looked through to see what stands beside: both widths of all that is restored,
/// other quotation marks and dashes, and spaces.
fn is_seen_through(character: char) -> bool {
    match character {
        ' ' | '\u{3000}' | '\u{2010}'..='\u{2027}' => true,
        '，' | '；' | '：' | '？' | '！' | '（' | '）' => true,
        _ => character.is_ascii() && MARK[character as usize],
    }
}

/// Chinese characters and the marks that no page makes ASCII.
fn is_chinese(character: char) -> bool {
    matches!(
        character,
        '\u{3001}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}'
    )
}
