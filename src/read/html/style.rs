//! The few things of styles that say something about text.

use std::collections::HashSet;

/// Offsets at least this far left of the page (pixels) hide what they move.
const FAR_AWAY: f32 = -500.0;
/// CSS pixels of an em when no font size is known.
pub(super) const DEFAULT_FONT: f32 = 16.0;

/// What an inline style says; `None` where it says nothing.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
pub(super) struct Style {
    /// Takes the text out of sight (`Some(true)`) or is displayed on purpose (`Some(false)`).
    pub hidden: Option<bool>,
    /// `text-align: center`, or another alignment.
    pub centred: Option<bool>,
    /// A bold or a normal weight.
    pub bold: Option<bool>,
    /// Indent of the first line.
    pub indent: Option<Length>,
    /// Font size.
    pub font: Option<Length>,
    /// `white-space` keeps lines.
    pub preformatted: Option<bool>,
    /// Foreground colour.
    pub colour: Option<u32>,
    /// Background: a colour, or unknown (an image, a gradient).
    pub background: Option<Option<u32>>,
    /// Draws a border.
    pub bordered: bool,
    /// `display` makes lines of their own of an inline element.
    pub block: bool,
    no_size: bool,
    clipped: bool,
}

/// Styles read lately: a page gives a few of them to all its paragraphs and cells.
#[derive(Debug, Default)]
pub(super) struct Styles<'a> {
    known: [(&'a str, Style); 16],
    next: usize,
}

impl<'a> Styles<'a> {
    /// Reads the declarations of a `style` attribute, unless they are known.
    pub(super) fn read(&mut self, declarations: &'a str) -> Style {
        if let Some((_, style)) = self.known.iter().find(|(known, _)| *known == declarations) {
            return *style;
        }
        let style = Style::parse(declarations);
        self.known[self.next] = (declarations, style);
        self.next = (self.next + 1) % self.known.len();
        style
    }
}

/// A length of a style.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Length {
    /// Times the font size.
    Em(f32),
    /// CSS pixels.
    Pixels(f32),
}

impl Length {
    /// In pixels, for text of this size.
    pub(super) fn pixels(self, font: f32) -> f32 {
        match self {
            Self::Em(times) => times * font,
            Self::Pixels(pixels) => pixels,
        }
    }

    fn parse(value: &str) -> Option<Self> {
        let digits = value.find(|c: char| !matches!(c, '0'..='9' | '.' | '-' | '+'));
        let (number, unit) = value.split_at(digits.unwrap_or(value.len()));
        let number: f32 = number.parse().ok()?;
        let unit = unit.split(|c: char| !c.is_ascii_alphabetic() && c != '%').next()?;
        let pixels = match unit {
            _ if unit.eq_ignore_ascii_case("em") || unit.eq_ignore_ascii_case("rem") => {
                return Some(Self::Em(number));
            }
            "%" => return Some(Self::Em(number / 100.0)),
            _ if unit.eq_ignore_ascii_case("ch") => return Some(Self::Em(number / 2.0)),
            _ if unit.is_empty() || unit.eq_ignore_ascii_case("px") => number,
            _ if unit.eq_ignore_ascii_case("pt") => number * 4.0 / 3.0,
            _ if unit.eq_ignore_ascii_case("cm") => number * 96.0 / 2.54,
            _ if unit.eq_ignore_ascii_case("mm") => number * 96.0 / 25.4,
            _ if unit.eq_ignore_ascii_case("in") => number * 96.0,
            _ => return None,
        };
        Some(Self::Pixels(pixels))
    }
}

impl Style {
    /// Reads the declarations of a `style` attribute.
    pub(super) fn parse(declarations: &str) -> Self {
        let mut style = Self::default();
        let (mut start, mut colon) = (0, None);
        for (at, byte) in declarations.bytes().enumerate() {
            match byte {
                b':' if colon.is_none() => colon = Some(at),
                b';' => {
                    style.read(&declarations[start..at], colon.take().map(|colon| colon - start));
                    start = at + 1;
                }
                _ => {}
            }
        }
        style.read(&declarations[start..], colon.map(|colon| colon - start));
        if style.no_size && style.clipped {
            style.hidden = Some(true);
        }
        style
    }

    /// Reads one declaration, with a colon after its name.
    fn read(&mut self, declaration: &str, colon: Option<usize>) {
        if let Some(colon) = colon {
            let (name, value) = declaration.split_at(colon);
            self.declare(name.trim_ascii(), value[1..].trim_ascii());
        }
    }

    fn declare(&mut self, name: &str, value: &str) {
        let is = |wanted: &str| name.eq_ignore_ascii_case(wanted);
        match name.len() {
            3 if is("top") => self.offset(value),
            4 if is("left") => self.offset(value),
            5 if is("color") => self.colour = colour(value),
            5 if is("width") => self.size(value),
            6 if is("height") => self.size(value),
            7 if is("display") => self.display(value),
            7 if is("opacity") && zero(value) => self.hidden = Some(true),
            8 if is("overflow") => self.clipped = starts(value, "hidden"),
            9 if is("font-size") => self.font_size(value),
            10 if is("text-align") => self.centred = Some(centre(value)),
            10 if is("visibility") => self.visibility(value),
            10 if is("background") => self.background = Some(background(value)),
            11 if is("font-weight") => self.bold = Some(heavy(value)),
            11 if is("text-indent") => self.first_line(value),
            11 if is("margin-left") => self.offset(value),
            11 if is("white-space") => self.preformatted = Some(starts(value, "pre")),
            16 if is("background-color") => self.background = Some(colour(value)),
            _ if starts(name, "border") || starts(name, "mso-border") => {
                self.bordered |= draws(value);
            }
            _ => {}
        }
    }

    fn display(&mut self, value: &str) {
        self.hidden = Some(starts(value, "none"));
        self.block = ["block", "flex", "grid", "list-item"].iter().any(|kind| starts(value, kind));
    }

    fn offset(&mut self, value: &str) {
        if Length::parse(value).is_some_and(|length| length.pixels(DEFAULT_FONT) <= FAR_AWAY) {
            self.hidden = Some(true);
        }
    }

    fn first_line(&mut self, value: &str) {
        self.offset(value);
        self.indent = Length::parse(value);
    }

    fn size(&mut self, value: &str) {
        self.no_size |= zero(value);
    }

    fn font_size(&mut self, value: &str) {
        self.font = Length::parse(value);
        if zero(value) {
            self.hidden = Some(true);
        }
    }

    fn visibility(&mut self, value: &str) {
        if starts(value, "hidden") || starts(value, "collapse") {
            self.hidden = Some(true);
        }
    }
}

fn starts(value: &str, word: &str) -> bool {
    value.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
}

fn centre(value: &str) -> bool {
    starts(value, "center") || starts(value, "-webkit-center") || starts(value, "-moz-center")
}

fn heavy(value: &str) -> bool {
    starts(value, "bold") || value.get(..3).and_then(|n| n.parse().ok()).unwrap_or(0u16) >= 600
}

/// Whether the value of a border names a line style that draws.
fn draws(value: &str) -> bool {
    let drawn = ["solid", "double", "dashed", "dotted", "outset", "inset", "ridge", "groove"];
    value.split_ascii_whitespace().any(|word| drawn.iter().any(|style| starts(word, style)))
}

/// `0`, `0px`, `0.0`: no size at all.
fn zero(value: &str) -> bool {
    let number = value.trim_end_matches(|c: char| c.is_ascii_alphabetic() || "%! ".contains(c));
    number.parse().is_ok_and(|number: f32| number == 0.0)
}

fn background(value: &str) -> Option<u32> {
    value.split_ascii_whitespace().next().and_then(colour)
}

/// A colour as `0xRRGGBB`.
pub(super) fn colour(value: &str) -> Option<u32> {
    if let Some(digits) = value.strip_prefix('#') {
        return hexadecimal(digits);
    }
    if starts(value, "rgb(") {
        return channels(&value[4..]);
    }
    let name = value.split(|c: char| !c.is_ascii_alphabetic()).next()?;
    match name {
        _ if name.eq_ignore_ascii_case("white") => Some(0xFF_FFFF),
        _ if name.eq_ignore_ascii_case("black") => Some(0),
        _ => None,
    }
}

fn hexadecimal(digits: &str) -> Option<u32> {
    let end = digits.find(|c: char| !c.is_ascii_hexdigit()).unwrap_or(digits.len());
    let value = u32::from_str_radix(&digits[..end], 16).ok()?;
    match end {
        6 => Some(value),
        // Each digit stands twice: `#3ac` is `#33aacc`.
        3 => Some(((value >> 8 & 15) << 16 | (value >> 4 & 15) << 8 | value & 15) * 0x11),
        _ => None,
    }
}

fn channels(list: &str) -> Option<u32> {
    let mut numbers = list.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    let mut next = || numbers.next()?.parse::<u8>().ok().map(u32::from);
    Some(next()? << 16 | next()? << 8 | next()?)
}

/// Class names and ids that a page's own `<style>` takes out of sight.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    classes: HashSet<String>,
    ids: HashSet<String>,
}

impl Sheet {
    /// Reads the simple rules (`.name`, `#name`, with or without a tag) of a style sheet.
    pub(super) fn add(&mut self, css: &str) {
        let mut rest = css;
        while let Some((selectors, tail)) = rest.split_once('{') {
            if selectors.contains('@') {
                rest = after_block(tail);
                continue;
            }
            let (declarations, tail) = tail.split_once('}').unwrap_or((tail, ""));
            self.rule(selectors, declarations);
            rest = tail;
        }
    }

    fn rule(&mut self, selectors: &str, declarations: &str) {
        if Style::parse(declarations).hidden != Some(true) {
            return;
        }
        let selectors = selectors.rsplit("*/").next().unwrap_or_default();
        let selectors = selectors.trim_ascii_start().trim_start_matches("<!--");
        for selector in selectors.split(',').map(str::trim_ascii) {
            let Some(mark) = selector.find(['.', '#']) else { continue };
            let name = &selector[mark + 1..];
            let simple = !name.contains(|c: char| !c.is_alphanumeric() && c != '-' && c != '_');
            if simple
                && !name.is_empty()
                && !selector[..mark].contains([' ', '>', '+', '~', ':', '['])
            {
                let set = if selector[mark..].starts_with('.') {
                    &mut self.classes
                } else {
                    &mut self.ids
                };
                set.insert(name.to_owned());
            }
        }
    }

    /// Whether it hides nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.classes.is_empty() && self.ids.is_empty()
    }

    /// Whether it hides an element with these classes.
    pub(super) fn hides_class(&self, classes: &str) -> bool {
        classes.split_ascii_whitespace().any(|class| self.classes.contains(class))
    }

    /// Whether it hides the element with this id.
    pub(super) fn hides_id(&self, id: &str) -> bool {
        self.ids.contains(id)
    }
}

/// What follows the block that has just been opened, blocks inside it included.
fn after_block(css: &str) -> &str {
    let mut depth = 1;
    for (at, byte) in css.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return &css[at + 1..];
        }
    }
    ""
}
