//! Quantities found in labelled sentences. `cargo test --test quantities -- --nocapture` prints
//! precision and recall; `QUANTITIES=dev` prints every miss of that split too.

use std::fs;
use std::path::Path;

use extract::document::{Comparator, Content, Document, Quantity, Section, SectionKind, Sense};
use extract::{Options, PASSES};

/// Least share of what is found that is right.
const PRECISION: f64 = 0.95;
/// Least share of what is there that is found.
const RECALL: f64 = 0.8;

/// A labelled quantity.
struct Label {
    subjects: Vec<String>,
    values: Vec<String>,
    times: Vec<String>,
    flags: Vec<String>,
    /// Finding it is neither right nor wrong.
    open: bool,
}

/// What was found, counted.
#[derive(Default, Clone, Copy)]
struct Count {
    sentences: usize,
    right: usize,
    wrong: usize,
    missed: usize,
    unsure: usize,
}

impl Count {
    fn precision(self) -> f64 {
        self.right as f64 / (self.right + self.wrong).max(1) as f64
    }

    fn recall(self) -> f64 {
        self.right as f64 / (self.right + self.missed).max(1) as f64
    }

    fn plus(self, other: Self) -> Self {
        Self {
            sentences: self.sentences + other.sentences,
            right: self.right + other.right,
            wrong: self.wrong + other.wrong,
            missed: self.missed + other.missed,
            unsure: self.unsure + other.unsure,
        }
    }
}

#[test]
fn labelled_sentences() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/quantities/sentences.tsv");
    let text = fs::read_to_string(file).expect("the labelled sentences are part of the project");
    let shown = std::env::var("QUANTITIES").unwrap_or_default();
    let (mut dev, mut test) = (Count::default(), Count::default());
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [split, sentence, labels] = fields[..] else { unreachable!("three columns: {line}") };
        let count = score(sentence, labels, shown == split);
        match split {
            "dev" => dev = dev.plus(count),
            _ => test = test.plus(count),
        }
    }
    let all = dev.plus(test);
    println!("split  sentences  right  wrong  missed  unsure  precision  recall");
    for (name, count) in [("dev", dev), ("test", test), ("all", all)] {
        let Count { sentences, right, wrong, missed, unsure } = count;
        let (precision, recall) = (count.precision(), count.recall());
        println!(
            "{name:<5}  {sentences:>9}  {right:>5}  {wrong:>5}  {missed:>6}  {unsure:>6}  {precision:>9.3}  {recall:>6.3}"
        );
    }
    assert!(all.sentences >= 300, "{} sentences", all.sentences);
    for count in [test, all] {
        assert!(count.precision() >= PRECISION, "precision {:.3}", count.precision());
        assert!(count.recall() >= RECALL, "recall {:.3}", count.recall());
    }
}

/// What the pass finds in a document of one paragraph.
fn quantities(sentence: &str) -> Vec<Quantity> {
    let paragraph = Content::Paragraph { text: sentence.to_owned(), lead: None, blocks: [0, 0] };
    let section = Section {
        id: "1".to_owned(),
        kind: SectionKind::Preamble,
        level: 1,
        label: None,
        title: String::new(),
        blocks: [0, 0],
        content: vec![paragraph],
        sections: Vec::new(),
    };
    let mut document = Document { sections: vec![section], ..Document::default() };
    let pass = PASSES.iter().find(|pass| pass.name == "interpret").expect("the pass exists");
    pass.apply(&mut document, &Options::default());
    document.quantities
}

fn score(sentence: &str, labels: &str, shown: bool) -> Count {
    let labels: Vec<Label> = labels.split(" ; ").filter(|one| !one.is_empty()).map(label).collect();
    let mut taken = vec![false; labels.len()];
    let mut count = Count { sentences: 1, ..Count::default() };
    let mut notes = Vec::new();
    for found in quantities(sentence) {
        let place =
            (0..labels.len()).find(|place| !taken[*place] && agrees(&labels[*place], &found));
        if let Some(place) = place {
            taken[place] = true;
        }
        if found.unsure {
            count.unsure += 1;
        } else {
            match place {
                Some(place) if labels[place].open => {}
                Some(_) => count.right += 1,
                None => {
                    count.wrong += 1;
                    notes.push(format!("  wrong  {}", show(&found)));
                }
            }
        }
        if let Some(place) = place.filter(|place| found.unsure && !labels[*place].open) {
            taken[place] = false;
        }
    }
    for (label, _) in labels.iter().zip(&taken).filter(|(label, taken)| !**taken && !label.open) {
        count.missed += 1;
        notes.push(format!("  missed {}|{}", label.subjects[0], label.values[0]));
    }
    if shown && !notes.is_empty() {
        println!("{sentence}\n{}", notes.join("\n"));
    }
    count
}

/// Reads `subject|value|time flags`.
fn label(text: &str) -> Label {
    let fields: Vec<&str> = text.split('|').collect();
    let [subject, value, time] = fields[..] else { unreachable!("three fields: {text}") };
    let compact = |text: &str| text.split('/').map(str::to_owned).collect();
    let mut words = time.split(' ').map(str::to_owned);
    let is_rate =
        value.contains('/') && !value.ends_with(['）', '%']) && value.matches('/').count() == 1;
    let is_two = value.split('/').all(|one| one.contains(|c: char| c.is_ascii_digit()));
    Label {
        subjects: compact(subject.trim_start_matches('?')),
        values: if is_rate && !is_two { vec![value.to_owned()] } else { compact(value) },
        times: words.next().map(|times| compact(&times)).unwrap_or_default(),
        flags: words.collect(),
        open: subject.starts_with('?'),
    }
}

fn agrees(label: &Label, found: &Quantity) -> bool {
    let value = marks(found) + &number(found);
    let is_value = label.values.iter().any(|one| same_value(one, &value));
    if label.open {
        let plain = number(found);
        return label.values.iter().any(|one| same_value(one.trim_start_matches(MARKS), &plain));
    }
    let subject: String = found.subject.chars().filter(|one| !one.is_whitespace()).collect();
    let is_flagged =
        [("total", found.cumulative), ("yearly", found.yearly)].iter().all(|(flag, set)| {
            label.flags.iter().any(|one| one == &format!("{flag}?"))
                || label.flags.iter().any(|one| one == flag) == *set
        });
    let base = label.flags.iter().find_map(|flag| flag.strip_prefix("vs"));
    let base_year = found.base_year.map(|year| year.to_string());
    let is_based = match base.map(|base| base.split('/').collect::<Vec<_>>()) {
        None => base_year.is_none(),
        Some(bases) => bases.contains(&base_year.as_deref().unwrap_or("-")),
    };
    is_value
        && label.subjects.contains(&subject)
        && label.times.contains(&time(found))
        && is_flagged
        && is_based
}

/// Signs before the number of a label.
const MARKS: [char; 6] = ['~', '<', '>', '=', '+', 'x'];

/// The signs in the order `+~>=`.
fn marks(found: &Quantity) -> String {
    let sense = match found.sense {
        Sense::Level => "",
        Sense::Increase => "+",
        Sense::Decrease => "-",
        Sense::Multiple => "x",
    };
    let bound = match found.comparator {
        Some(Comparator::AtLeast) => ">=",
        Some(Comparator::AtMost) => "<=",
        Some(Comparator::MoreThan) => ">",
        Some(Comparator::LessThan) => "<",
        None => "",
    };
    format!("{sense}{}{bound}", if found.approximate { "~" } else { "" })
}

fn number(found: &Quantity) -> String {
    let ends: Vec<String> =
        [found.value, found.low, found.high].iter().flatten().map(ToString::to_string).collect();
    ends.join("..") + found.unit.as_deref().unwrap_or("")
}

fn time(found: &Quantity) -> String {
    match (found.since, found.year) {
        (Some(since), Some(year)) => format!("{since}-{year}"),
        (Some(since), None) => format!("{since}-"),
        (None, Some(year)) => year.to_string(),
        (None, None) => "-".to_owned(),
    }
}

/// Two values are one when they differ by where 万 and 亿 stand only.
fn same_value(one: &str, other: &str) -> bool {
    one == other || spread(one) == spread(other)
}

/// Marks, number in ones, unit without 万 and 亿.
fn spread(text: &str) -> (String, String, String) {
    let number = text.find(|one: char| one.is_ascii_digit()).unwrap_or(0);
    let (marks, rest) = text.split_at(number);
    let end = rest.find(|one: char| !one.is_ascii_digit() && one != '.').unwrap_or(rest.len());
    let (digits, mut unit) = rest.split_at(end);
    let mut power = 0usize;
    while let Some((rest, zeros)) = [("万", 4), ("亿", 8)]
        .iter()
        .find_map(|(word, zeros)| Some((unit.strip_prefix(word)?, zeros)))
    {
        (unit, power) = (rest, power + zeros);
    }
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let moved: String = decimals.chars().chain(std::iter::repeat('0')).take(power).collect();
    let kept = decimals.get(power..).unwrap_or("").trim_end_matches('0');
    let number = format!("{whole}{moved}.{kept}");
    (marks.to_owned(), number.trim_start_matches('0').to_owned(), unit.to_owned())
}

fn show(found: &Quantity) -> String {
    let flags = [("total", found.cumulative), ("yearly", found.yearly)];
    let flags: Vec<&str> = flags.iter().filter(|(_, set)| *set).map(|(name, _)| *name).collect();
    let base = found.base_year.map(|year| format!(" vs{year}")).unwrap_or_default();
    format!(
        "{}|{}{}|{} {}{base}",
        found.subject,
        marks(found),
        number(found),
        time(found),
        flags.join(" ")
    )
}
