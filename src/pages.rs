//! A document that goes on over several pages: which pages belong together, by their names and by
//! what the pages themselves say.

use std::collections::BTreeSet;

use memchr::memmem;

/// Highest number of a further page: above, numbers are dates and serial numbers.
const MOST_PAGES: u32 = 99;
/// Bytes of a `<title>` looked at.
const LONGEST_TITLE: usize = 600;
/// The call with which a content system of many sites writes its page links: number of pages,
/// page it stands on, counted from 0, stem and ending of the names.
const PAGER: &str = "createPageHTML(";

/// The name of a file as one of the pages of a document: `plan.html`, `plan_2.html`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name<'a> {
    /// What all pages have in common.
    pub stem: &'a str,
    /// From the first dot on.
    pub ending: &'a str,
    /// What stands before the number.
    pub joint: Option<char>,
    /// The number behind the stem; pages are in the order of it, the one without is first.
    pub number: Option<u32>,
}

impl<'a> Name<'a> {
    /// Reads the name of a file; its folder does not count.
    pub fn new(path: &'a str) -> Self {
        let file = path.rsplit('/').next().unwrap_or(path);
        let (name, ending) = file.split_at(file.find('.').unwrap_or(file.len()));
        let whole = Self { stem: name, ending, joint: None, number: None };
        let digits = name.len() - name.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let (stem, digits) = name.split_at(name.len() - digits);
        let joint = stem.chars().next_back().filter(|c| matches!(c, '_' | '-'));
        let number = digits.parse().ok().filter(|n| (1..=MOST_PAGES).contains(n));
        match (joint, number) {
            (Some(joint), Some(number)) if stem.len() > 1 && !digits.starts_with('0') => Self {
                stem: &stem[..stem.len() - 1],
                joint: Some(joint),
                number: Some(number),
                ..whole
            },
            _ => whole,
        }
    }

    /// The name as links have it: packing is none of the site's.
    fn link(&self, number: Option<u32>) -> String {
        let ending = self.ending.strip_suffix(".gz").unwrap_or(self.ending);
        match (number, self.joint) {
            (Some(number), Some(joint)) => format!("{}{joint}{number}{ending}", self.stem),
            _ => format!("{}{ending}", self.stem),
        }
    }
}

/// What a page says of its place among the pages of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// Its title without numbers and marks.
    title: String,
    /// Numbers of the further pages that it links to.
    links: BTreeSet<u32>,
    /// It links to the page without a number.
    links_first: bool,
}

impl Page {
    /// Reads what a page says; `name` is its own.
    pub fn new(name: &Name<'_>, text: &str) -> Self {
        if name.stem.is_empty() {
            return Self::default();
        }
        let numbers = |joint: char| linked(text, &format!("{}{joint}", name.stem), name);
        let mut links: BTreeSet<u32> = match name.joint {
            Some(joint) => numbers(joint).collect(),
            None => numbers('_').chain(numbers('-')).collect(),
        };
        links.extend(counted(text, name.stem));
        let first = name.link(None);
        let mut places = memmem::find_iter(text.as_bytes(), &first);
        let links_first = name.number.is_some() && places.any(|at| starts_name(text, at));
        Self { title: title(text), links, links_first }
    }

    /// Whether this page and the other, with their names, are pages of one document.
    pub fn belongs(&self, own: &Name<'_>, other: &Self, others: &Name<'_>) -> bool {
        let to = |page: &Self, name: &Name<'_>| match name.number {
            Some(number) => page.links.contains(&number),
            None => page.links_first,
        };
        self.title == other.title && (to(self, others) || to(other, own))
    }
}

/// Names of pages that pages of a document link to and that are not among them.
pub fn missing(pages: &[(Name<'_>, Page)]) -> Vec<String> {
    let Some((first, _)) = pages.first() else { return Vec::new() };
    let there: BTreeSet<u32> = pages.iter().filter_map(|(name, _)| name.number).collect();
    let linked: BTreeSet<u32> =
        pages.iter().flat_map(|(_, page)| page.links.iter().copied()).collect();
    let joint = pages.iter().find_map(|(name, _)| name.joint).or(Some('_'));
    let named = Name { joint, ..*first };
    let lacks_first = first.number.is_some() && pages.iter().any(|(_, page)| page.links_first);
    let mut names: Vec<String> = lacks_first.then(|| named.link(None)).into_iter().collect();
    names.extend(linked.difference(&there).map(|number| named.link(Some(*number))));
    names
}

/// Numbers behind this start in names that the page holds.
fn linked<'a>(text: &'a str, start: &str, name: &Name<'_>) -> impl Iterator<Item = u32> + use<'a> {
    let ending = name.ending.strip_suffix(".gz").unwrap_or(name.ending).to_owned();
    let places: Vec<usize> = memmem::find_iter(text.as_bytes(), start).collect();
    let length = start.len();
    places.into_iter().filter_map(move |at| {
        let rest = &text[at + length..];
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let goes_on =
            |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '.');
        let behind = rest[digits..].strip_prefix(&ending)?;
        let number = rest[..digits].parse().ok().filter(|n| (1..=MOST_PAGES).contains(n))?;
        (starts_name(text, at) && !goes_on(behind) && !rest.starts_with('0')).then_some(number)
    })
}

/// A file's name starts here: before it stands what ends a folder or begins a link.
fn starts_name(text: &str, at: usize) -> bool {
    text[..at].ends_with(['/', '"', '\'', '='])
}

/// Numbers of pages that a script writes links to.
fn counted(text: &str, stem: &str) -> impl Iterator<Item = u32> {
    let arguments =
        memmem::find(text.as_bytes(), PAGER.as_bytes()).map(|at| &text[at + PAGER.len()..]);
    let arguments = arguments.and_then(|rest| Some(&rest[..rest.find(')')?]));
    let mut parts =
        arguments.unwrap_or("").split(',').map(|part| part.trim().trim_matches(['"', '\'']));
    let count: u32 = parts.next().and_then(|count| count.parse().ok()).unwrap_or(0);
    let is_own = parts.nth(1) == Some(stem);
    1..if is_own { count.min(MOST_PAGES + 1) } else { 0 }
}

/// The words of `<title>`; what numbers the pages of one document does not count.
fn title(text: &str) -> String {
    let inside = memmem::find(text.as_bytes(), b"<title").and_then(|at| text[at..].split_once('>'));
    let title = inside.and_then(|(_, rest)| Some(&rest[..rest.find('<')?])).unwrap_or("");
    let words = title.chars().take(LONGEST_TITLE).filter(|c| c.is_alphabetic());
    words
        .filter(|c| !matches!(c, '第' | '页' | '頁' | '共' | '一' | '二' | '三' | '四' | '五'))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_pages() {
        let check = |path, stem, number| {
            let name = Name::new(path);
            assert_eq!((name.stem, name.number), (stem, number), "{path}");
        };
        check("a/plan.html", "plan", None);
        check("a/plan_2.html", "plan", Some(2));
        check("plan-3.html.gz", "plan", Some(3));
        check("t20210708_123456.html", "t20210708_123456", None);
        check("t20210708_12.html", "t20210708", Some(12));
        check("plan_02.html", "plan_02", None);
        check("plan2.html", "plan2", None);
        check("_2.html", "_2", None);
        check("", "", None);
    }

    fn page<'a>(path: &'a str, text: &str) -> (Name<'a>, Page) {
        let name = Name::new(path);
        (name, Page::new(&name, text))
    }

    fn check(one: (&str, &str), other: (&str, &str), expected: bool) {
        let ((a, first), (b, second)) = (page(one.0, one.1), page(other.0, other.1));
        assert_eq!(first.belongs(&a, &second, &b), expected, "{one:?} {other:?}");
        assert_eq!(second.belongs(&b, &first, &a), expected, "{one:?} {other:?}");
    }

    #[test]
    fn pages_of_one_document_link_to_each_other() {
        let next = "<title>云溪区规划</title><a href=\"./plan_2.html\">下一页</a>";
        let second = ("plan_2.html", "<title>云溪区规划(2)</title>");
        check(("plan.html", next), second, true);
        check(("plan.html", "<title>云溪区规划</title>"), second, false);
        check(("plan.html", "<title>湖湾县规划</title><a href=plan_2.html>"), second, false);
        check(("plan.html", "<title>云溪区规划</title><a href=myplan_2.html>"), second, false);
        check(("plan.html", "<title>云溪区规划</title><a href=plan_2.html.bak>"), second, false);
        let counted =
            "<title>云溪区规划</title><script>createPageHTML(3, 0, \"plan\", \"html\")</script>";
        check(("plan.html", counted), second, true);
    }

    #[test]
    fn pages_that_are_not_there() {
        let first = page("plan.html", "<a href=plan_2.html><a href=plan_3.html>");
        assert_eq!(missing(std::slice::from_ref(&first)), ["plan_2.html", "plan_3.html"]);
        let third = page("plan_3.html", "<a href=plan.html>");
        assert_eq!(missing(&[first, third.clone()]), ["plan_2.html"]);
        assert_eq!(missing(&[third]), ["plan.html"]);
        assert_eq!(missing(&[]), [""; 0]);
    }
}
