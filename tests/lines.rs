//! What is noise and what only looks like it: labelled lines, each put into its place of a plan
//! that is published as text and as a page.

use extract::document::{Block, Document, Field, Role};
use extract::{Options, convert_until};

/// Right decisions among those to remove a line, and among the lines to be removed.
const FLOOR: f64 = 0.99;

const TITLE: &str = "云溪区水利发展规划";
const OPENING: [&str; 4] = [
    "各镇人民政府，区政府各部门：",
    "为推动云溪区经济社会持续健康发展，根据有关法律法规，结合本区实际，编制本规划。",
    "第一章　发展基础",
    "五年来，全区综合实力稳步提升，主要指标完成情况总体良好，民生福祉持续增进。",
];
const CLOSING: [&str; 3] = [
    "第二章　总体要求",
    "坚持新发展理念，以高质量发展为主题，统筹推进各项事业，确保规划目标如期实现。",
    "各部门要按照职责分工抓好落实，区水务局会同有关部门开展监测评估。",
];
const HEADER: [&str; 3] = ["序号", "项目名称", "建设内容"];
const ROW: [&str; 3] = ["1", "河道治理工程", "整治河道"];

/// A line with what it is and where it stands.
struct Case<'a> {
    set: &'a str,
    place: &'a str,
    label: &'a str,
    reason: &'a str,
    line: &'a str,
}

impl<'a> Case<'a> {
    fn read(row: &'a str) -> Self {
        let mut fields = row.splitn(5, '\t');
        let mut next = || fields.next().expect("a case has five fields");
        Self { set: next(), place: next(), label: next(), reason: next(), line: next() }
    }

    fn is_noise(&self) -> bool {
        self.label == "noise"
    }

    /// The line before it.
    fn before(&self) -> &'static str {
        match self.place {
            "head" => TITLE,
            "body" => OPENING[3],
            "cell" => ROW[1],
            "tail" => CLOSING[2],
            place => unreachable!("{place} is no place"),
        }
    }

    /// The plan as text.
    fn text(&self) -> String {
        let mut lines = vec![TITLE];
        lines.extend(OPENING);
        if self.place == "cell" {
            lines.push("表1　重点项目");
            lines.extend([HEADER, ROW, ROW].as_flattened());
        }
        lines.extend(CLOSING);
        let before = lines.iter().rposition(|line| *line == self.before()).expect("it is there");
        lines.insert(before + 1, self.line);
        lines.join("\n")
    }

    /// The plan as a page: what is noise stands around its text, the rest in it.
    fn page(&self) -> String {
        let line = self.line.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        let put = |place: &str, tag: &str| {
            if self.place == place { format!("<{tag}>{line}</{tag}>") } else { String::new() }
        };
        let (around, inside) = if self.label == "text" { ("p", "p") } else { ("div", "p") };
        let paragraphs = |lines: &[&str]| -> String {
            lines.iter().map(|line| format!("<p>{line}</p>")).collect()
        };
        let (above, first) = match self.label {
            "text" => (String::new(), put("head", around)),
            _ => (put("head", around), String::new()),
        };
        let (last, below) = match self.label {
            "text" => (put("tail", around), String::new()),
            _ => (String::new(), put("tail", around)),
        };
        let table = if self.place == "cell" { self.table(&line) } else { String::new() };
        format!(
            "<html><body><div><a href=/>本站</a> <a href=/a>动态</a> <a href=/b>公开</a></div>\
             <h1>{TITLE}</h1>{above}<div class=box>{first}{}{}{table}{}{last}</div>{below}\
             <div><a href=/c>关于</a> <a href=/d>地图</a></div></body></html>",
            paragraphs(&OPENING),
            put("body", inside),
            paragraphs(&CLOSING),
        )
    }

    fn table(&self, line: &str) -> String {
        let row = |cells: [&str; 3]| format!("<tr><td>{}</td></tr>", cells.join("</td><td>"));
        format!("<table>{}{}{}</table>", row(HEADER), row(ROW), row([ROW[0], ROW[1], line]))
    }

    /// What became of it in a source.
    fn role(&self, source: &str) -> Role {
        let until = convert_until("plan", source.as_bytes(), &Options::default(), Some("strip"));
        let document = until.expect("it is text");
        let is_before = |block: &Block| published(&document, block) == self.before();
        let before = document.blocks.iter().rposition(is_before).expect("it is there");
        document.blocks[before + 1].role.clone()
    }

    fn fits(&self, role: &Role) -> bool {
        match self.label {
            "noise" => matches!(role, Role::Removed(_)),
            "fact" => *role == Role::Metadata(Field::Other),
            _ if matches!(self.place, "body" | "cell") => *role == Role::Unread,
            _ => !matches!(role, Role::Removed(_)),
        }
    }
}

fn published<'a>(document: &'a Document, block: &Block) -> &'a str {
    document.text.published[block.published.start as usize..block.published.end as usize].trim()
}

#[derive(Default)]
struct Score {
    noise: u32,
    removed: u32,
    rightly: u32,
    cases: u32,
    wrong: Vec<String>,
}

impl Score {
    fn add(&mut self, case: &Case, form: &str, role: &Role) {
        let removed = matches!(role, Role::Removed(_));
        self.cases += 1;
        self.noise += u32::from(case.is_noise());
        self.removed += u32::from(removed);
        self.rightly += u32::from(removed && case.is_noise());
        if !case.fits(role) {
            let Case { place, label, reason, line, .. } = case;
            self.wrong.push(format!("{form} {place} {label} {reason}: {line} -> {role:?}"));
        }
    }

    fn check(&self, set: &str) {
        let precision = f64::from(self.rightly) / f64::from(self.removed);
        let recall = f64::from(self.rightly) / f64::from(self.noise);
        let right = 1.0 - self.wrong.len() as f64 / f64::from(self.cases);
        let report = format!(
            "{set}: precision {precision:.4}, recall {recall:.4}, right {right:.4} of {}\n{}",
            self.cases,
            self.wrong.join("\n")
        );
        println!("{report}");
        assert!(precision >= FLOOR && recall >= FLOOR && right >= FLOOR, "{report}");
    }
}

fn check(set: &str) {
    let mut score = Score::default();
    let rows = include_str!("../fixtures/lines/labelled.tsv").lines();
    for case in rows.filter(|row| !row.starts_with('#')).map(Case::read).filter(|c| c.set == set) {
        for (form, source) in [("text", case.text()), ("page", case.page())] {
            score.add(&case, form, &case.role(&source));
        }
    }
    score.check(set);
}

#[test]
fn lines_that_rules_were_made_from() {
    check("dev");
}

#[test]
fn lines_that_are_only_measured() {
    check("held");
}
