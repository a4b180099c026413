//! Title, number, dates and the rest of what identifies the document.
//!
//! Evidence in order: labelled lines and metadata tables, the `<meta>` fields of the page, the
//! lines of the letter itself. A labelled line counts above the body, below it, or in a metadata
//! table, never inside the text.

mod entries;
mod kind;
mod labels;
mod letter;
mod number;
mod page;
mod period;
mod region;
mod title;
mod view;

#[cfg(test)]
mod tests;

use std::collections::HashMap;

use crate::Options;
use crate::data::{compare, date, divisions};
use crate::document::{BlockRange, Diagnostic, Document, Field, Metadata, Problem, Role};

use entries::Entries;
use letter::SignOff;
use page::Page;
use title::{Stated, Title};
use view::View;

/// Characters of body behind a covering notice that make it the printing of a plan.
const CARRIED: usize = 3_000;

/// Lines under a title in which the day of its adoption stands: names and addressees come between.
const UNDER_TITLE: usize = 4;

/// Most lines above a title that are of the page: more are a menu or a part of the document.
const ABOVE_TITLE: usize = 2;
/// Most characters of such a line.
const ABOVE_LENGTH: usize = 30;

/// Runs the pass.
pub fn run(document: &mut Document, _options: &Options) {
    let findings = read(document);
    document.metadata = findings.metadata;
    for (block, role) in findings.roles {
        document.blocks[block as usize].role = role;
    }
    for diagnostic in findings.doubts {
        if !document.diagnostics.contains(&diagnostic) {
            document.diagnostics.push(diagnostic);
        }
    }
}

/// What the pass found, before the document is changed.
#[derive(Default)]
struct Findings {
    metadata: Metadata,
    roles: Vec<(u32, Role)>,
    doubts: Vec<Diagnostic>,
}

impl Findings {
    fn place(&mut self, field: Field, blocks: BlockRange) {
        self.metadata.blocks.insert(field, blocks);
    }

    fn doubt(&mut self, field: &str, doubt: String, blocks: BlockRange) {
        let problem = Problem::MetadataDoubt { field: field.to_owned(), doubt };
        self.doubts.push(Diagnostic::new(&problem, Some(blocks)));
    }
}

fn read(document: &Document) -> Findings {
    let page = Page::of(document);
    let mut entries = Entries::default();
    let mut view = View::new(document, &Stated::of(&page, &entries).keys());
    entries.tables(&mut view);
    let stated = Stated::of(&page, &entries);
    let body = view.body_start(stated.first_printed(&view).unwrap_or(0));
    entries.head(&view, body);
    let stated = Stated::of(&page, &entries);
    let title = title::find(&view, &stated, body);
    entries.tail(&view, title.as_ref().map_or(body, |title| body.max(title.end)));
    let mut findings =
        Findings { roles: std::mem::take(&mut entries.roles), ..Findings::default() };
    labelled(&mut findings, &entries);
    from_page(&mut findings, &page);
    updated(&mut findings, &entries);
    titled(&mut findings, &view, &page, &entries, title.as_ref(), body);
    numbered(&mut findings, &view, title.as_ref(), body);
    letter(&mut findings, &view, title.as_ref(), body);
    above_title(&mut findings, &view, title.as_ref());
    openness_remark(&mut findings, &view, body);
    findings
}

/// Takes the fields that labels name.
fn labelled(findings: &mut Findings, entries: &Entries) {
    for entry in &entries.list {
        let field = entries::to_field(entry.field);
        let place = slot(&mut findings.metadata, field);
        if field == Field::Published {
            findings.metadata.published =
                with_time(findings.metadata.published.take(), value_of(field, &entry.value));
            findings.metadata.blocks.entry(field).or_insert(entry.blocks);
            continue;
        }
        let Some(place) = place.filter(|place| place.is_none()) else { continue };
        *place = value_of(field, &entry.value);
        if place.is_some() {
            findings.place(field, entry.blocks);
        }
    }
}

/// The field of the metadata that holds a text.
fn slot(metadata: &mut Metadata, field: Field) -> Option<&mut Option<String>> {
    Some(match field {
        Field::DocumentNumber => &mut metadata.document_number,
        Field::Issuer => &mut metadata.issuer,
        Field::Issued => &mut metadata.issued,
        Field::Published => &mut metadata.published,
        Field::Publisher => &mut metadata.publisher,
        Field::Openness => &mut metadata.openness,
        Field::IndexNumber => &mut metadata.index_number,
        Field::Column => &mut metadata.column,
        Field::RegistrationNumber => &mut metadata.registration_number,
        Field::Subject => &mut metadata.subject,
        Field::Validity => &mut metadata.validity,
        Field::Title | Field::Addressees | Field::Other => return None,
    })
}

/// The value as the metadata holds it.
fn value_of(field: Field, text: &str) -> Option<String> {
    match field {
        Field::Issued => date::leading(text).map(|(stamp, _)| stamp.date.to_string()),
        Field::Published => date::leading(text).map(|(stamp, _)| stamp.to_string()),
        Field::DocumentNumber => Some(number::whole(text).unwrap_or_else(|| view::tidy(text))),
        Field::Issuer | Field::Publisher => Some(view::tidy(text)),
        _ => Some(text.split_whitespace().collect::<Vec<_>>().join(" ")),
    }
}

/// The first date, with the time of day (or its seconds) of the second where that says the same.
fn with_time(first: Option<String>, second: Option<String>) -> Option<String> {
    match (&first, &second) {
        (Some(day), Some(time)) if time.starts_with(day.trim_end_matches(":00")) => second,
        (None, _) => second,
        _ => first,
    }
}

/// Takes what only the head of the page says.
fn from_page(findings: &mut Findings, page: &Page<'_>) {
    let metadata = &mut findings.metadata;
    let owned = |text: &str| text.to_owned();
    let published = page.published().map(|stamp| stamp.to_string());
    metadata.published = with_time(metadata.published.take(), published);
    metadata.publisher = metadata.publisher.take().or_else(|| page.publisher().map(owned));
    metadata.column = metadata.column.take().or_else(|| page.column().map(owned));
}

/// Systems that print one date call it 更新时间: the day of publication where none is stated.
fn updated(findings: &mut Findings, entries: &Entries) {
    let Some(entry) = entries.first("updated").filter(|_| findings.metadata.published.is_none())
    else {
        return;
    };
    findings.metadata.published = value_of(Field::Published, &entry.value);
    findings.place(Field::Published, entry.blocks);
}

/// Title, and the lines that print it.
fn titled(
    findings: &mut Findings,
    view: &View<'_>,
    page: &Page<'_>,
    entries: &Entries,
    title: Option<&Title>,
    body: usize,
) {
    if let Some(title) = title {
        findings.metadata.title = Some(title.text.clone());
        findings.place(Field::Title, blocks(view, title.start, title.end));
        let lines = (title.start..title.end).chain(title::repeats(view, title, body));
        let lines: Vec<usize> = lines.collect();
        let others = (0..body).filter(|line| *view.role(*line) == Role::Title);
        let others = others.filter(|line| !lines.contains(line) && !is_part(view, *line, title));
        findings.roles.extend(others.map(|line| (view.block(line), Role::Unread)));
        findings.roles.extend(lines.iter().map(|line| (view.block(*line), Role::Title)));
    } else if let Some(entry) = entries.first("title") {
        findings.metadata.title = Some(view::tidy(&entry.value));
        findings.place(Field::Title, entry.blocks);
    } else {
        let part = || page.title_parts().find(|part| kind::is_titled(part));
        findings.metadata.title = page.title().or_else(part).map(view::tidy);
    }
}

/// Lines above the title that no field was read from say where the page stands: the column of a
/// site, the head of a gazette. They are no text of the letter below.
fn above_title(findings: &mut Findings, view: &View<'_>, title: Option<&Title>) {
    let Some(title) = title else { return };
    let told: HashMap<u32, &Role> =
        findings.roles.iter().map(|(block, role)| (*block, role)).collect();
    let is_open = |line: &usize| {
        let role = told.get(&view.block(*line)).copied().unwrap_or(view.role(*line));
        *role == Role::Unread
            && !view.is_taken(*line)
            && labels::byline(view.text(*line)).is_empty()
    };
    let lines: Vec<usize> = (0..title.start).filter(is_open).collect();
    let is_short = |line: &usize| {
        !compare::has_length(view.text(*line), ABOVE_LENGTH + 1) && !view.is_body(*line)
    };
    if lines.len() <= ABOVE_TITLE && lines.iter().all(is_short) {
        let other = Role::Metadata(Field::Other);
        findings.roles.extend(lines.iter().map(|line| (view.block(*line), other.clone())));
    }
}

/// The line prints a part of the title.
fn is_part(view: &View<'_>, line: usize, title: &Title) -> bool {
    compare::key(&title.text).contains(&compare::key(view.text(line)))
}

/// The number on a line of its own, nearest behind the title.
fn numbered(findings: &mut Findings, view: &View<'_>, title: Option<&Title>, body: usize) {
    let end = title.map_or(0, |title| title.end);
    let lines = (end.min(body)..body).chain(0..end.min(body));
    let mut found = lines.filter(|line| !view.is_taken(*line)).filter_map(|line| {
        let text = labels::strip_bullets(view.text(line));
        number::whole(text).map(|number| (line, number))
    });
    if let Some((line, number)) = found.next() {
        findings.metadata.document_number = Some(number);
        findings.place(Field::DocumentNumber, blocks(view, line, line + 1));
        findings.roles.push((view.block(line), Role::Metadata(Field::DocumentNumber)));
    } else if findings.metadata.document_number.is_none() {
        let line = title.map_or("", |title| view.text(title.end - 1));
        findings.metadata.document_number = number::trailing(line);
    }
}

/// Addressees, sign-off, the plan behind the letter, and what follows from them.
fn letter(findings: &mut Findings, view: &View<'_>, title: Option<&Title>, body: usize) {
    if let Some(found) = letter::addressees(view, body) {
        findings.place(Field::Addressees, blocks(view, found.lines.0, found.lines.1));
        findings.metadata.addressees = found.names;
    }
    let signed = letter::sign_off(view, body);
    let above = || letter::sign_off_above(view, title?.end, body);
    if let Some(sign_off) = above().as_ref().or(signed.as_ref()) {
        signed_by(findings, view, sign_off);
    } else {
        adopted(findings, view, title, body);
    }
    let text = findings.metadata.title.clone().unwrap_or_default();
    let plan = title::behind_letter(view, &text, body, signed.as_ref().map(|s| s.date_line));
    if let Some(plan) = &plan {
        let lines = plan.start..plan.end;
        findings.roles.extend(lines.map(|line| (view.block(line), Role::Title)));
    }
    let behind = signed.as_ref().map_or(body, |sign_off| sign_off.date_line + 1);
    let carries = plan.is_some() || has_text(view, behind);
    concluded(&mut findings.metadata, &text, plan.map(|plan| plan.text), carries);
}

/// Whether the lines from `from` on hold the text of a document.
fn has_text(view: &View<'_>, from: usize) -> bool {
    let mut length = 0;
    (from..view.len()).any(|line| {
        length += compare::length(view.text(line));
        length >= CARRIED
    })
}

fn signed_by(findings: &mut Findings, view: &View<'_>, sign_off: &SignOff) {
    let line = sign_off.date_line;
    let lines = (sign_off.issuer_lines.0..sign_off.issuer_lines.1).chain([line]);
    let labelled = lines.filter(|line| matches!(view.role(*line), Role::Metadata(_)));
    findings.roles.extend(labelled.map(|line| (view.block(line), Role::Unread)));
    if let Some(issuer) = &sign_off.issuer {
        let (start, end) = sign_off.issuer_lines;
        findings.metadata.issuer = Some(issuer.clone());
        findings.place(Field::Issuer, blocks(view, start, end));
    }
    let Some(date) = sign_off.date.map(|date| date.to_string()) else {
        let doubt = format!("`{}` is no whole date", view.text(line));
        return findings.doubt("issued", doubt, blocks(view, line, line + 1));
    };
    match &findings.metadata.issued {
        None => {
            findings.metadata.issued = Some(date);
            findings.place(Field::Issued, blocks(view, line, line + 1));
        }
        Some(stated) if *stated != date => {
            let doubt = format!("{stated} by its label, {date} under the letter");
            findings.doubt("issued", doubt, blocks(view, line, line + 1));
        }
        Some(_) => {}
    }
}

/// The day in a line under the title that says when a meeting adopted or heard the text; the last
/// lines above the body stand under a title that no line prints, such as one lost to spam.
fn adopted(findings: &mut Findings, view: &View<'_>, title: Option<&Title>, body: usize) {
    if findings.metadata.issued.is_some() {
        return;
    }
    let from = title.map_or(body.saturating_sub(UNDER_TITLE), |title| title.end);
    let mut near = from..(from + UNDER_TITLE).min(view.len().min(body + 1));
    let found = near.find_map(|line| {
        let text = view.text(line);
        let (stamp, _) = date::first(text).filter(|_| is_subtitle(text))?;
        Some((line, text, stamp.date.to_string()))
    });
    if let Some((line, text, date)) = found {
        findings.metadata.issued = Some(date);
        findings.metadata.region = text.split_once('在').and_then(|(_, at)| region::leading(at));
        findings.place(Field::Issued, blocks(view, line, line + 1));
    }
}

/// `（2001年2月16日…会议通过）`, `——2023年1月9日在…会议上`, `（2023年3月14日）`.
fn is_subtitle(text: &str) -> bool {
    let inner = text.trim_matches(['（', '(', '）', ')']);
    let day = inner.contains('年') && date::whole(inner).is_some();
    let adopted = ["通过", "批准", "发布", "公布", "印发"].iter().any(|word| text.contains(word));
    let bracketed = text.starts_with(['（', '(']) && text.ends_with(['）', ')']);
    let heard = text.starts_with(['—', '－', '-', '─', '（', '(']) && text.contains("会议上");
    bracketed && (adopted || day) || heard
}

/// Issuer by the title, region, kind and period.
fn concluded(metadata: &mut Metadata, title: &str, plan: Option<String>, carries: bool) {
    if metadata.issuer.is_none() {
        metadata.issuer = issuer_of(title).map(str::to_owned);
    }
    let inner = plan.as_deref().or_else(|| kind::covered(title));
    let by_issuer = metadata.issuer.as_deref().and_then(region::leading);
    let by_title = inner.and_then(region::leading).or_else(|| region::leading(title));
    metadata.region = match (by_title, by_issuer) {
        (Some(title), Some(issuer)) => Some(region::fuller(title, issuer)),
        (title, issuer) => title.or(issuer).or(metadata.region.take()),
    };
    let code = metadata.region.as_deref().and_then(divisions::code);
    metadata.division_code = code.map(str::to_owned);
    if !title.is_empty() {
        let ordered = plan.as_deref().filter(|_| title.ends_with('令'));
        metadata.kind = Some(kind::of(ordered.unwrap_or(title), carries));
    }
    metadata.period = period::of(title).or_else(|| period::of(plan.as_deref()?));
}

/// `云溪区人民政府` of `云溪区人民政府关于印发…的通知`.
fn issuer_of(title: &str) -> Option<&str> {
    let name =
        title.split_once("关于").map(|(name, _)| name).or_else(|| title.strip_suffix('令'))?;
    let joint = name.split_once('等').is_some_and(|(first, rest)| {
        rest.ends_with("部门") && crate::data::official::body_ending(first).is_some()
    });
    (joint || view::is_body_name(name)).then_some(name.trim())
}

/// `（此件主动公开）` under the letter.
fn openness_remark(findings: &mut Findings, view: &View<'_>, body: usize) {
    if findings.metadata.openness.is_some() {
        return;
    }
    let found = (body..view.len()).find_map(|line| {
        let text = view.text(line);
        let inner = text.strip_prefix(['（', '('])?.strip_suffix(['）', ')'])?;
        let openness = inner.strip_prefix("此件")?.trim();
        (openness.contains("公开") && openness.chars().count() <= 8).then_some((line, openness))
    });
    if let Some((line, openness)) = found {
        findings.metadata.openness = Some(openness.to_owned());
        findings.place(Field::Openness, blocks(view, line, line + 1));
    }
}

/// The blocks of lines, first and one past the last.
fn blocks(view: &View<'_>, start: usize, end: usize) -> BlockRange {
    [view.block(start), view.block(end.max(start + 1) - 1)]
}
