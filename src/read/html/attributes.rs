//! What the attributes of an element say of its text.

use html5ever::{LocalName, local_name};

use super::kind::Kind;
use super::line::Context;
use super::style::{self, Sheet, Style, Styles};

/// The attributes that say something, read once.
#[derive(Debug, Default)]
pub(super) struct Marks<'a> {
    /// `class`.
    pub class: Option<&'a str>,
    /// `id`.
    pub id: Option<&'a str>,
    /// `style`.
    pub style: Style,
    /// `border`, unless it is 0.
    pub border: bool,
    /// `align` is `center`, or another.
    centred: Option<bool>,
    hidden: bool,
    colour: Option<u32>,
    background: Option<Option<u32>>,
    /// A link to a place in the page: its contents list, not a way elsewhere.
    leads_inside: bool,
}

impl<'a> Marks<'a> {
    /// Reads the attributes of an element.
    pub(super) fn of(
        attributes: impl Iterator<Item = (&'a LocalName, &'a str)>,
        styles: &mut Styles<'a>,
    ) -> Self {
        let mut marks = Self::default();
        attributes.for_each(|(name, value)| marks.read(name, value, styles));
        marks
    }

    fn read(&mut self, name: &LocalName, value: &'a str, styles: &mut Styles<'a>) {
        match *name {
            local_name!("class") => self.class = Some(value),
            local_name!("id") => self.id = Some(value),
            local_name!("style") => self.style = styles.read(value),
            local_name!("align") => self.centred = Some(is_centre(value)),
            local_name!("hidden") => self.hidden = true,
            local_name!("border") => self.border = !value.trim_ascii_start().starts_with('0'),
            local_name!("bgcolor") => self.background = Some(style::colour(value)),
            local_name!("color") => self.colour = style::colour(value),
            local_name!("href") => self.leads_inside = value.len() > 1 && value.starts_with('#'),
            _ => {}
        }
    }

    /// Whether they, or the rules of the page for them, take the text out of sight.
    pub(super) fn hide(&self, sheet: &Sheet) -> bool {
        let by_rule = || {
            self.class.is_some_and(|class| sheet.hides_class(class))
                || self.id.is_some_and(|id| sheet.hides_id(id))
        };
        self.hidden || self.style.hidden.unwrap_or_else(|| !sheet.is_empty() && by_rule())
    }

    /// Hands on what text inside inherits.
    pub(super) fn inherit(&self, context: &mut Context, kind: Kind) {
        let style = &self.style;
        // The alignment of a table is that of its box, not of its text.
        let align = self.centred.filter(|_| kind.is_block() && kind != Kind::Table);
        context.centred = style.centred.or(align).unwrap_or(context.centred);
        context.bold = style.bold.unwrap_or(context.bold);
        context.preformatted = style.preformatted.unwrap_or(context.preformatted);
        context.indent = style.indent.or(context.indent);
        context.font = style.font.map_or(context.font, |font| font.pixels(context.font));
        context.link &= kind != Kind::Link || !self.leads_inside;
        self.inherit_colours(context);
    }

    /// Text in the colour of its background is out of sight; a class may set another background.
    fn inherit_colours(&self, context: &mut Context) {
        let colour = self.style.colour.or(self.colour);
        if let Some(background) = self.style.background.or(self.background) {
            context.background = background;
        } else if self.class.is_some() || self.id.is_some() {
            context.background = None;
        }
        context.hidden |= colour.is_some() && colour == context.background;
    }
}

fn is_centre(value: &str) -> bool {
    value.eq_ignore_ascii_case("center") || value.eq_ignore_ascii_case("middle")
}

/// A span attribute: its leading digits, 1 when there are none.
pub(super) fn number(value: Option<&str>) -> u32 {
    let value = value.unwrap_or("1").trim_ascii_start();
    let end = value.find(|c: char| !c.is_ascii_digit()).unwrap_or(value.len());
    match &value[..end] {
        "" => 1,
        digits => digits.parse().unwrap_or(u32::MAX),
    }
}
