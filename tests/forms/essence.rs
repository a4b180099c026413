//! What a document says, field by field, without how it was printed: texts are compared by their
//! letters and digits.

use extract::data::compare::key;
use extract::document::{Content, Document, Indicator, Project, Section, Table};

/// The fields that are compared.
pub const FIELDS: [&str; 7] =
    ["metadata", "outline", "text", "boxes", "tables", "indicators", "projects"];

/// Lines of each field of [`FIELDS`].
pub struct Essence([Vec<String>; FIELDS.len()]);

impl Essence {
    /// What a document says.
    pub fn of(document: &Document) -> Self {
        let mut essence = Self(Default::default());
        essence.0[0] = metadata(document);
        let mut open: Vec<&Section> = document.sections.iter().rev().collect();
        while let Some(section) = open.pop() {
            essence.add(section);
            open.extend(section.sections.iter().rev());
        }
        essence.0[4] = document.tables.iter().map(table).collect();
        essence.0[5] = document.indicators.iter().map(indicator).collect();
        essence.0[6] = document.projects.iter().map(project).collect();
        essence
    }

    fn add(&mut self, section: &Section) {
        let label = section.label.as_deref().unwrap_or("");
        let heading = format!("{:?} {} {}", section.kind, section.level, key(label));
        self.0[1].push(format!("{heading} {}", key(&section.title)));
        for content in &section.content {
            match content {
                Content::Paragraph { text, .. } | Content::ListItem { text, .. } => {
                    self.0[2].push(format!("{heading}: {}", key(text)));
                }
                Content::Box { label, title, content, .. } => {
                    let texts: Vec<_> = content.iter().filter_map(text_of).map(key).collect();
                    self.0[3].push(format!("{} {} {}", key(label), key(title), texts.join(" ")));
                }
                _ => {}
            }
        }
    }

    /// Fields that differ, each with the first difference.
    pub fn differences(&self, other: &Self) -> Vec<(&'static str, String)> {
        let pairs = FIELDS.iter().zip(self.0.iter().zip(&other.0));
        pairs
            .filter(|(_, (wanted, found))| wanted != found)
            .map(|(field, (wanted, found))| (*field, first_difference(wanted, found)))
            .collect()
    }
}

fn text_of(content: &Content) -> Option<&str> {
    match content {
        Content::Paragraph { text, .. } | Content::ListItem { text, .. } => Some(text),
        _ => None,
    }
}

fn metadata(document: &Document) -> Vec<String> {
    let found = &document.metadata;
    let optional = [&found.title, &found.document_number, &found.issuer, &found.issued];
    let mut lines: Vec<_> = optional.map(|value| key(value.as_deref().unwrap_or(""))).into();
    lines.push(format!("{:?} {:?}", found.kind, found.period));
    lines.extend(found.addressees.iter().map(|name| key(name)));
    lines
}

fn table(table: &Table) -> String {
    let rows = table.header.iter().chain(&table.rows);
    let row = |row: &Vec<Option<String>>| {
        row.iter().map(|cell| key(cell.as_deref().unwrap_or(""))).collect::<Vec<_>>().join("|")
    };
    let caption = key(table.caption.as_deref().unwrap_or(""));
    format!("{caption}: {}", rows.map(row).collect::<Vec<_>>().join(" / "))
}

fn indicator(indicator: &Indicator) -> String {
    let values = indicator.values.iter();
    let values = values.map(|one| format!("{:?} {:?} {:?}", one.role, one.year, one.value));
    let unit = key(indicator.unit.as_deref().unwrap_or(""));
    format!("{} {unit} {}", key(&indicator.name), values.collect::<Vec<_>>().join(", "))
}

fn project(project: &Project) -> String {
    let sums = [&project.investment, &project.investment_in_period]
        .map(|sum| sum.as_ref().map(|sum| (sum.value, sum.unit.clone())));
    let words = [&project.category, &project.content, &project.place, &project.responsible];
    let words = words.map(|text| key(text.as_deref().unwrap_or("")));
    format!("{} {:?} {sums:?} {}", key(&project.name), project.count, words.join(" "))
}

fn first_difference(wanted: &[String], found: &[String]) -> String {
    let place = wanted.iter().zip(found).take_while(|(wanted, found)| wanted == found).count();
    let line = |lines: &[String]| {
        lines.get(place).map_or("nothing".to_owned(), |line| line.chars().take(1600).collect())
    };
    format!("{} lines for {}, {} for {}", found.len(), wanted.len(), line(found), line(wanted))
}
