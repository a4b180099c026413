//! Charts where people would rather look than read. The bars are drawn, the words beside them are
//! text of the page, so that they wrap, scale and can be read aloud.

use std::collections::{BTreeMap, HashMap};

use maud::{Markup, PreEscaped, html};
use plotters::prelude::*;

use crate::document::{Document, Indicator, IndicatorValue, Role, ValueRole};
use crate::write::dataset::name;

/// Lines of a chart; more is no longer looked at but read, in the CSV.
const MOST_LINES: usize = 200;
/// Size of a line's bars before the page scales them.
const WIDTH: u32 = 400;
const BAR: u32 = 10;

/// Colours that the style sheet of the page replaces, by what they stand for.
const PLAIN: RGBColor = RGBColor(1, 1, 1);
const AFTER: RGBColor = RGBColor(2, 2, 2);
const AIM: RGBColor = RGBColor(3, 3, 3);
const GONE: RGBColor = RGBColor(4, 4, 4);
const TABLE: RGBColor = RGBColor(5, 5, 5);

pub(super) fn all(document: &Document) -> Markup {
    html! {
        section #charts {
            h2 { "Charts" }
            (fates(document))
            (indicators(document))
            (projects(document))
        }
    }
}

/// Shares of the blocks by what became of them.
fn fates(document: &Document) -> Markup {
    let mut counts: BTreeMap<(u8, String), f64> = BTreeMap::new();
    for block in &document.blocks {
        *counts.entry(fate(&block.role)).or_default() += 1.0;
    }
    let total = document.blocks.len().max(1) as f64;
    let colour = |order: u8| [PLAIN, TABLE, AFTER, GONE][usize::from(order)];
    let mut from = 0.0;
    let mut bars = Vec::new();
    for ((order, _), count) in &counts {
        bars.push(Bar { line: 0, from, to: from + count, colour: colour(*order) });
        from += count;
    }
    html! {
        figure.chart {
            figcaption { "What became of the " (document.blocks.len()) " blocks" }
            (drawn(&bars, 1, (0.0, total)))
            ul.legend {
                @for ((order, what), count) in &counts {
                    li.{"c" (order)} { (what) " " b { (format!("{:.1} %", count * 100.0 / total)) } " (" (count) ")" }
                }
            }
        }
    }
}

/// Order in the chart and word for a role.
fn fate(role: &Role) -> (u8, String) {
    match role {
        Role::Removed(reason) => (3, format!("removed: {}", name(reason).replace('_', " "))),
        Role::Metadata(_) | Role::Title => (2, "metadata".to_owned()),
        Role::ContentsTitle | Role::ContentsEntry => (2, "contents list".to_owned()),
        Role::TableCaption(_) | Role::TableUnit(_) | Role::TableCell(_) | Role::TableNote(_) => {
            (1, "tables".to_owned())
        }
        _ => (0, "text".to_owned()),
    }
}

/// Baseline, what was reached and the target of each indicator, each on a scale of its own.
fn indicators(document: &Document) -> Markup {
    let told: Vec<_> = document
        .indicators
        .iter()
        .map(|one| (one, levels(one)))
        .filter(|(_, levels)| levels.len() > 1)
        .collect();
    if told.is_empty() {
        return html! {};
    }
    html! {
        figure.chart {
            figcaption { "Indicators, each on its own scale: "
                span.c0 { "baseline" } ", " span.c2 { "actual" } ", " span.c4 { "target" } }
            div.lines lang="zh-Hans" {
                @for (indicator, levels) in told.iter().take(MOST_LINES) {
                    a href={"#" (indicator.table)} { (indicator.name) }
                    (bars_of(levels))
                    span { @for (at, (value, _)) in levels.iter().enumerate() {
                        @if at > 0 { " → " }
                        (value.raw)
                        small lang="en" { " " (name(&value.role)) " " (value.year.map(|year| year.to_string()).unwrap_or_default()) }
                    } " " (indicator.unit.as_deref().unwrap_or("")) }
                }
            }
            (more(told.len(), "indicators.csv"))
        }
    }
}

/// Values of an indicator that can be set beside each other: levels in its own unit.
fn levels(indicator: &Indicator) -> Vec<(&IndicatorValue, f64)> {
    let is_level = |value: &&IndicatorValue| {
        matches!(value.role, ValueRole::Baseline | ValueRole::Actual | ValueRole::Target)
            && value.unit.is_none()
    };
    let read = indicator.values.iter().filter(is_level);
    read.filter_map(|value| Some((value, value.value?.to_string().parse().ok()?))).collect()
}

fn bars_of(levels: &[(&IndicatorValue, f64)]) -> Markup {
    let bar = |(line, (value, number)): (usize, &(&IndicatorValue, f64))| Bar {
        line,
        from: 0.0,
        to: *number,
        colour: match value.role {
            ValueRole::Baseline => PLAIN,
            ValueRole::Target => AIM,
            _ => AFTER,
        },
    };
    let bars: Vec<_> = levels.iter().enumerate().map(bar).collect();
    let least = levels.iter().fold(0.0, |least: f64, (_, number)| least.min(*number));
    let most = levels.iter().fold(0.0, |most: f64, (_, number)| most.max(*number));
    drawn(&bars, levels.len(), (least, most))
}

/// How many projects each class has.
fn projects(document: &Document) -> Markup {
    let mut classes: Vec<(&str, f64)> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    for project in &document.projects {
        let class = project.category.as_deref().or(project.box_label.as_deref()).unwrap_or("—");
        let at = *places.entry(class).or_insert_with(|| {
            classes.push((class, 0.0));
            classes.len() - 1
        });
        classes[at].1 += f64::from(project.count.unwrap_or(1));
    }
    let most = classes.iter().fold(0.0, |most: f64, (_, count)| most.max(*count));
    if classes.len() < 2 {
        return html! {};
    }
    html! {
        figure.chart {
            figcaption { "Projects by class" }
            div.lines lang="zh-Hans" {
                @for (class, count) in classes.iter().take(MOST_LINES) {
                    span { (class) }
                    (drawn(&[Bar { line: 0, from: 0.0, to: *count, colour: AFTER }], 1, (0.0, most)))
                    span { (count) }
                }
            }
            (more(classes.len(), "projects.csv"))
        }
    }
}

fn more(lines: usize, file: &str) -> Markup {
    html! { @if lines > MOST_LINES { p.more { (lines - MOST_LINES) " more are in " (file) } } }
}

/// A bar on one of the lines of a drawing.
struct Bar {
    line: usize,
    from: f64,
    to: f64,
    colour: RGBColor,
}

/// Bars as SVG; nothing where they cannot be drawn. What they say stands in the text beside them.
fn drawn(bars: &[Bar], lines: usize, (least, most): (f64, f64)) -> Markup {
    let mut svg = String::new();
    match draw(&mut svg, bars, lines, (least, most)) {
        Ok(()) => {
            let stretched =
                svg.replacen("<svg ", "<svg aria-hidden=\"true\" preserveAspectRatio=\"none\" ", 1);
            html! { (PreEscaped(stretched)) }
        }
        Err(_) => html! {},
    }
}

fn draw(
    svg: &mut String,
    bars: &[Bar],
    lines: usize,
    (least, most): (f64, f64),
) -> Result<(), Box<dyn std::error::Error>> {
    let area = SVGBackend::with_string(svg, (WIDTH, BAR * lines as u32)).into_drawing_area();
    let most = if most > least { most } else { least + 1.0 };
    let mut chart = ChartBuilder::on(&area).build_cartesian_2d(least..most, lines as f64..0.0)?;
    chart.draw_series(bars.iter().map(|bar| {
        let top = bar.line as f64;
        Rectangle::new([(bar.from, top), (bar.to, top + 0.85)], bar.colour.filled())
    }))?;
    area.present()?;
    Ok(())
}
