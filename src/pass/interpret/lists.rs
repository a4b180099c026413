//! Projects that a 专栏 lists: the items of a box about projects that are called one.

use smol_str::SmolStr;

use crate::data::compare::{is_one_of, length};
use crate::document::{BlockRange, Content, Document, Project, Section};
use crate::table::name;

/// Words that make a box one about projects.
const BOXES: [&str; 2] = ["项目", "工程"];
/// What the name of a project ends with, where it stands before its text.
const NAMES: [&str; 2] = ["项目", "工程"];
/// Names of classes of projects, not of one.
const CLASSES: [&str; 6] = ["重大项目", "重点项目", "重大工程", "重点工程", "建设项目", "主要项目"];
/// Longest name, in characters.
const LONGEST_NAME: usize = 40;
/// Marks before an item's text.
const MARKS: [char; 9] = ['—', '─', '-', '•', '●', '■', '◆', ' ', '　'];

/// A box that is being read.
struct Place<'a> {
    section: &'a str,
    label: &'a str,
}

/// The projects of all boxes.
pub(super) fn projects(document: &Document) -> Vec<Project> {
    let mut found = Vec::new();
    let mut open: Vec<&Section> = document.sections.iter().rev().collect();
    while let Some(section) = open.pop() {
        for content in &section.content {
            if let Content::Box { label, title, content, .. } = content
                && BOXES.iter().any(|word| title.contains(word))
            {
                let place = Place { section: &section.id, label };
                found.extend(content.iter().flat_map(|piece| of_piece(&place, piece)));
            }
        }
        open.extend(section.sections.iter().rev());
    }
    found
}

fn of_piece(place: &Place, piece: &Content) -> Vec<Project> {
    match piece {
        Content::Paragraph { text, lead: Some(lead), blocks }
        | Content::ListItem { text, lead: Some(lead), blocks } => {
            of_item(place, text, lead, *blocks)
        }
        _ => Vec::new(),
    }
}

/// An item with a run-in title: a class with its projects, where their count is stated and
/// right, or a project with what is to be built.
fn of_item(place: &Place, text: &str, lead: &str, blocks: BlockRange) -> Vec<Project> {
    let title = lead.trim_start_matches(MARKS).trim_end_matches(['。', '：', ':']);
    let name = name::read(title);
    let rest = text.get(lead.len()..).unwrap_or_default().trim();
    let named = is_named(&name.text);
    let make = |name: &str, category: Option<&str>| Project {
        box_label: Some(place.label.into()),
        section: Some(place.section.into()),
        category: category.map(SmolStr::new),
        name: name.into(),
        blocks,
        ..Project::default()
    };
    if let Some(names) = enumerated(rest, name.count) {
        let project = |one: &str| Project { raw: one.into(), ..make(one, Some(&name.text)) };
        return names.into_iter().map(project).collect();
    }
    let is_project =
        named && length(&name.text) <= LONGEST_NAME && !is_one_of(&name.text, &CLASSES);
    let content = Some(rest).filter(|rest| !rest.is_empty()).map(SmolStr::new);
    let project = Project {
        ordinal: name.ordinal.as_ref().map(SmolStr::new),
        count: name.count,
        content,
        raw: text.into(),
        ..make(&name.text, None)
    };
    Vec::from_iter(is_project.then_some(project))
}

/// The things of a plain enumeration: as many as stated, or all called projects.
fn enumerated(list: &str, count: Option<u32>) -> Option<Vec<&str>> {
    let list = list.trim_end_matches(['。', '；', ';']);
    if list.contains(['。', '；', '：', '，']) {
        return None;
    }
    let mut depth = 0i32;
    let parts = list.split(|c: char| {
        depth += i32::from("（(《“".contains(c)) - i32::from("）)》”".contains(c));
        c == '、' && depth <= 0
    });
    let names: Vec<&str> = parts.map(str::trim).filter(|name| !name.is_empty()).collect();
    let all_named = names.len() > 1 && names.iter().all(|name| is_named(name));
    let is_list = count.map_or(all_named, |count| names.len() == count as usize);
    is_list.then_some(names)
}

fn is_named(name: &str) -> bool {
    NAMES.iter().any(|word| name.ends_with(word))
}
