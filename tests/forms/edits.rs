//! Edits whose report is known, by kind.

use extract::diff::ChangeKind::*;

use crate::draft::{Draft, split};
use crate::parts::{Part, Place};

/// An edit of one kind: revises the draft and says what must be reported. `None` where there is
/// nothing left to edit so.
pub type Edit = fn(&mut Draft) -> Option<()>;

const FRESH: [&str; 8] = [
    "鼓励社会资本参与冷链物流园区经营，三年内培育本地骨干企业20家。",
    "依托高校科研院所设立种质资源库，保存地方特色作物品种300份以上。",
    "全面推行林长制，重点保护古树名木，严禁随意移植采挖。",
    "支持老字号店铺数字化改造，打造夜间消费集聚片区。",
    "完善灾害信息员队伍，实现每个自然村有一名联络人。",
    "加快档案馆新馆选址，推进馆藏纸质档案扫描入库。",
    "规范共享单车停放秩序，新划定停放点460处。",
    "举办全民健身运动会，公共体育场馆向市民低价开放。",
];
const TITLES: [&str; 4] = ["培育现代物流", "弘扬地方文化", "推进档案事业", "壮大林下经济"];

fn fresh(draft: &mut Draft) -> Option<&'static str> {
    let start = draft.below(FRESH.len());
    (0..FRESH.len()).map(|at| FRESH[(start + at) % FRESH.len()]).find(|text| draft.touch(text))
}

fn fresh_title(draft: &mut Draft) -> Option<&'static str> {
    let start = draft.below(TITLES.len());
    (0..TITLES.len()).map(|at| TITLES[(start + at) % TITLES.len()]).find(|text| draft.touch(text))
}

/// The start of a text, by which its report is known.
fn start(text: &str) -> String {
    text.chars().take(7).collect()
}

fn set_text(draft: &mut Draft, at: usize, text: String) {
    draft.touch(&text);
    draft.parts[at] = Part::Text(text);
}

/// Replaces words in a paragraph that has them.
fn reworded(draft: &mut Draft, from: &str, to: &str) -> Option<()> {
    let at = draft.text_where(|text| text.contains(from) && text.chars().count() > 20)?;
    let old = draft.words(at);
    let place = old.find(from)?;
    // A change near the start is known by the new words.
    let known = if place < start(&old).len() { to.to_owned() } else { start(&old) };
    draft.expect(ParagraphChanged, &known);
    set_text(draft, at, old.replacen(from, to, 1));
    Some(())
}

// Paragraphs.

fn word_changed(draft: &mut Draft) -> Option<()> {
    for (from, to) in
        [("群众", "居民"), ("统筹", "兼顾"), ("建立", "健全"), ("开展", "组织"), ("推广", "安装")]
    {
        if reworded(draft, from, to).is_some() {
            return Some(());
        }
    }
    None
}

fn number_changed(draft: &mut Draft) -> Option<()> {
    let at = draft
        .text_where(|text| text.chars().any(|c| c.is_ascii_digit()) && text.chars().count() > 20)?;
    let old = draft.words(at);
    let digits = old.find(|c: char| c.is_ascii_digit() && c != '9')?;
    let new = format!("{}9{}", &old[..digits], &old[digits..]);
    draft.expect(ParagraphChanged, &start(&old[..digits]));
    set_text(draft, at, new);
    Some(())
}

fn decimal_point_lost(draft: &mut Draft) -> Option<()> {
    reworded(draft, "12.5万吨", "125万吨")
}

fn percent_changed(draft: &mut Draft) -> Option<()> {
    reworded(draft, "15%", "18%")
}

fn year_changed(draft: &mut Draft) -> Option<()> {
    reworded(draft, "2035年", "2030年")
}

fn unit_changed(draft: &mut Draft) -> Option<()> {
    reworded(draft, "8万吨", "8千吨")
}

fn bound_turned(draft: &mut Draft) -> Option<()> {
    reworded(draft, "不高于9%", "不低于9%")
}

fn words_added(draft: &mut Draft) -> Option<()> {
    let at = draft.text()?;
    let old = draft.words(at);
    draft.expect(ParagraphChanged, &start(&old));
    set_text(draft, at, format!("{old}相关经费列入年度预算。"));
    Some(())
}

fn words_removed(draft: &mut Draft) -> Option<()> {
    let at = draft.text_where(|text| text.matches('，').count() > 1)?;
    let old = draft.words(at);
    let (kept, _) = old.rsplit_once('，')?;
    draft.expect(ParagraphChanged, &start(&old));
    set_text(draft, at, format!("{kept}。"));
    Some(())
}

fn marks_changed(draft: &mut Draft) -> Option<()> {
    let at = draft.text()?;
    let old = draft.words(at);
    set_text(draft, at, old.replace('，', "；"));
    Some(())
}

fn width_changed(draft: &mut Draft) -> Option<()> {
    let at = draft.text_where(|text| text.chars().any(|c| c.is_ascii_digit()))?;
    let old = draft.words(at);
    set_text(draft, at, crate::harm::wide_digits(&old));
    Some(())
}

fn paragraph_added(draft: &mut Draft) -> Option<()> {
    let at = draft.text()?;
    let text = fresh(draft)?;
    draft.parts.insert(at + 1, Part::Text(text.to_owned()));
    draft.expect(ParagraphAdded, &start(text));
    Some(())
}

fn paragraph_added_first(draft: &mut Draft) -> Option<()> {
    let at = draft.section(2)?;
    let text = fresh(draft)?;
    draft.parts.insert(at + 1, Part::Text(text.to_owned()));
    draft.expect(ParagraphAdded, &start(text));
    Some(())
}

fn paragraph_removed(draft: &mut Draft) -> Option<()> {
    let at = draft.text()?;
    let old = draft.words(at);
    draft.parts.remove(at);
    draft.expect(ParagraphRemoved, &start(&old));
    Some(())
}

fn paragraph_replaced(draft: &mut Draft) -> Option<()> {
    let at = draft.text()?;
    let (old, text) = (draft.words(at), fresh(draft)?);
    draft.expect(ParagraphRemoved, &start(&old));
    draft.expect(ParagraphAdded, &start(text));
    draft.parts[at] = Part::Text(text.to_owned());
    Some(())
}

/// Takes a paragraph out and puts it behind one of another section.
fn to_other_section(draft: &mut Draft) -> Option<String> {
    let from = draft.text()?;
    let text = draft.words(from);
    let level = |draft: &Draft, at: usize| {
        (0..at).rev().find(|at| matches!(draft.parts[*at], Part::Heading(..)))
    };
    let own = level(draft, from);
    let to = (0..8).find_map(|_| draft.text().filter(|to| level(draft, *to) != own))?;
    let part = draft.parts.remove(from);
    draft.parts.insert(if to < from { to + 1 } else { to }, part);
    Some(text)
}

fn paragraph_moved(draft: &mut Draft) -> Option<()> {
    let text = to_other_section(draft)?;
    draft.expect(ParagraphMoved, &start(&text));
    Some(())
}

fn paragraph_moved_and_changed(draft: &mut Draft) -> Option<()> {
    let text = to_other_section(draft)?;
    let at = draft.parts.iter().position(|part| matches!(part, Part::Text(one) if *one == text))?;
    draft.expect(ParagraphMoved, &start(&text));
    draft.expect(ParagraphChanged, &start(&text));
    set_text(draft, at, format!("{text}具体办法另定。"));
    Some(())
}

fn paragraph_moved_within(draft: &mut Draft) -> Option<()> {
    let at = draft.section(2)?;
    let texts: Vec<usize> =
        draft.extent(at).filter(|at| matches!(draft.parts[*at], Part::Text(_))).collect();
    let [first, .., last] = texts.as_slice() else { return None };
    if texts.len() < 3 {
        return None;
    }
    let part = draft.parts.remove(*first);
    let Part::Text(text) = &part else { return None };
    let text = start(text);
    draft.parts.insert(*last, part);
    draft.expect(ParagraphMoved, &text);
    Some(())
}

fn paragraph_split(draft: &mut Draft) -> Option<()> {
    let at = draft.text_where(|text| text.matches('。').count() > 1)?;
    let old = draft.words(at);
    let (first, second) = old.split_once('。')?;
    draft.expect(ParagraphSplit, &start(&old));
    let second = second.to_owned();
    set_text(draft, at, format!("{first}。"));
    draft.touch(&second);
    draft.parts.insert(at + 1, Part::Text(second));
    Some(())
}

fn paragraphs_merged(draft: &mut Draft) -> Option<()> {
    let at = draft.text()?;
    let Some(Part::Text(second)) = draft.parts.get(at + 1).cloned() else { return None };
    if !draft.touch(&second) || second.starts_with('图') {
        return None;
    }
    let old = draft.words(at);
    draft.expect(ParagraphsMerged, &start(&old));
    draft.parts.remove(at + 1);
    set_text(draft, at, format!("{old}{second}"));
    Some(())
}

fn paragraph_doubled(draft: &mut Draft) -> Option<()> {
    let at = draft.text()?;
    let text = draft.words(at);
    // Two copies side by side are one printed twice; elsewhere it is a paragraph more.
    let other = draft.section(2)?;
    draft.parts.insert(other + 1, Part::Text(text.clone()));
    draft.expect(ParagraphAdded, &start(&text));
    Some(())
}

// Headings.

fn renamed(draft: &mut Draft, level: u8) -> Option<()> {
    let at = draft.section(level)?;
    let (label, title) = (split(&draft.words(at)).0.to_owned(), draft.title(at));
    let new = format!("{}新格局", title.chars().take(4).collect::<String>());
    draft.parts[at] = Part::Heading(level, format!("{label}\u{3000}{new}"));
    draft.touch(&new);
    draft.renamed(&title, &new);
    draft.expect(SectionRenamed, &new);
    Some(())
}

fn section_renamed(draft: &mut Draft) -> Option<()> {
    renamed(draft, 2)
}

fn chapter_renamed(draft: &mut Draft) -> Option<()> {
    renamed(draft, 1)
}

fn section_renamed_whole(draft: &mut Draft) -> Option<()> {
    let at = draft.section(2)?;
    let (label, old) = (split(&draft.words(at)).0.to_owned(), draft.title(at));
    let title = fresh_title(draft)?;
    draft.renamed(&old, title);
    draft.parts[at] = Part::Heading(2, format!("{label}\u{3000}{title}"));
    draft.expect(SectionRenamed, title);
    Some(())
}

fn section_renamed_and_text_changed(draft: &mut Draft) -> Option<()> {
    let at = draft.section(2)?;
    let (label, title) = (split(&draft.words(at)).0.to_owned(), draft.title(at));
    let new = format!("进一步{title}");
    draft.renamed(&title, &new);
    draft.parts[at] = Part::Heading(2, format!("{label}\u{3000}{new}"));
    draft.expect(SectionRenamed, &new);
    let Some(Part::Text(old)) = draft.parts.get(at + 1).cloned() else { return None };
    draft.expect(ParagraphChanged, &start(&old));
    set_text(draft, at + 1, format!("{old}年度计划另行印发。"));
    Some(())
}

fn section_renumbered(draft: &mut Draft) -> Option<()> {
    let at = draft.section(2)?;
    let title = draft.title(at);
    draft.touch("numbers").then_some(())?;
    draft.parts[at] = Part::Heading(2, format!("第八节\u{3000}{title}"));
    draft.may.push(CheckFails);
    Some(())
}

fn removed(draft: &mut Draft, level: u8, renumbers: bool) -> Option<()> {
    let at = draft.section(level)?;
    let extent = draft.extent(at);
    if draft.parts[extent.clone()]
        .iter()
        .any(|part| !matches!(part, Part::Text(_) | Part::Heading(..)))
    {
        return None;
    }
    let title = draft.title(at);
    draft.parts.drain(extent);
    draft.expect(SectionRemoved, &title);
    if renumbers {
        draft.renumber(&[]);
    } else {
        draft.may.push(CheckFails);
    }
    Some(())
}

fn section_removed(draft: &mut Draft) -> Option<()> {
    removed(draft, 2, true)
}

fn section_removed_without_renumbering(draft: &mut Draft) -> Option<()> {
    removed(draft, 2, false)
}

fn chapter_removed(draft: &mut Draft) -> Option<()> {
    removed(draft, 1, true)
}

fn heading_removed(draft: &mut Draft) -> Option<()> {
    let at = draft.section(2)?;
    let before = (0..at).rev().find_map(|at| match draft.parts[at] {
        Part::Heading(level, _) => Some(level),
        _ => None,
    });
    if before != Some(2) {
        return None;
    }
    let title = draft.title(at);
    draft.parts.remove(at);
    draft.expect(SectionRemoved, &title);
    draft.renumber(&[]);
    Some(())
}

fn heading_added(draft: &mut Draft) -> Option<()> {
    let at = draft.section(2)?;
    let texts: Vec<usize> =
        draft.extent(at).filter(|at| matches!(draft.parts[*at], Part::Text(_))).collect();
    let second = *texts.get(1)?;
    let title = fresh_title(draft)?;
    draft.parts.insert(second, Part::Heading(2, format!("第九节\u{3000}{title}")));
    draft.expect(SectionAdded, title);
    draft.renumber(&[title.to_owned()]);
    Some(())
}

fn added(draft: &mut Draft, level: u8) -> Option<()> {
    let at = draft.section(level)?;
    let end = draft.extent(at).end;
    let (title, one, two) = (fresh_title(draft)?, fresh(draft)?, fresh(draft)?);
    let new = [
        Part::Heading(level, format!("第九节\u{3000}{title}")),
        Part::Text(one.to_owned()),
        Part::Text(two.to_owned()),
    ];
    draft.parts.splice(end..end, new);
    draft.expect(SectionAdded, title);
    draft.renumber(&[title.to_owned()]);
    Some(())
}

fn section_added(draft: &mut Draft) -> Option<()> {
    added(draft, 2)
}

fn chapter_added(draft: &mut Draft) -> Option<()> {
    added(draft, 1)
}

/// Takes a section out and puts it where `place` says.
fn carried(
    draft: &mut Draft,
    level: u8,
    place: impl Fn(&Draft, usize) -> Option<usize>,
) -> Option<()> {
    let at = draft.section(level)?;
    let title = draft.title(at);
    let extent = draft.extent(at);
    let parts: Vec<Part> = draft.parts.drain(extent).collect();
    let to = place(draft, at)?;
    draft.parts.splice(to..to, parts);
    draft.expect(SectionMoved, &title);
    draft.renumber(&[title]);
    Some(())
}

fn headings(draft: &Draft, level: u8) -> Vec<usize> {
    let is_it = |at: &usize| matches!(draft.parts[*at], Part::Heading(its, _) if its == level);
    (0..draft.parts.len()).filter(is_it).collect()
}

/// The chapter after next, or the first: its end.
fn into_other_chapter(draft: &Draft, at: usize) -> Option<usize> {
    let chapters = headings(draft, 1);
    let own = chapters.iter().rposition(|chapter| *chapter < at)?;
    let other = if own + 2 < chapters.len() { own + 2 } else { own.checked_sub(2)? };
    Some(draft.extent(chapters[other]).end)
}

fn section_moved_to_other_chapter(draft: &mut Draft) -> Option<()> {
    carried(draft, 2, into_other_chapter)
}

fn chapter_moved_to_the_end(draft: &mut Draft) -> Option<()> {
    carried(draft, 1, |draft, at| {
        let far = headings(draft, 1).iter().filter(|chapter| **chapter >= at).count() > 1;
        far.then_some(draft.parts.len())
    })
}

fn chapter_moved_to_the_start(draft: &mut Draft) -> Option<()> {
    carried(draft, 1, |draft, at| {
        let chapters = headings(draft, 1);
        let far = chapters.iter().filter(|chapter| **chapter < at).count() > 1;
        far.then(|| chapters[0])
    })
}

fn section_moved_within_chapter(draft: &mut Draft) -> Option<()> {
    carried(draft, 2, |draft, at| {
        let chapter = *headings(draft, 1).iter().rfind(|chapter| **chapter < at)?;
        let end = draft.extent(chapter).end;
        let behind = headings(draft, 2).into_iter().filter(|one| (at..end).contains(one)).count();
        (behind > 1).then_some(end)
    })
}

fn section_moved_and_renamed(draft: &mut Draft) -> Option<()> {
    let at = draft.section(2)?;
    let title = draft.title(at);
    let new = format!("{title}水平");
    let extent = draft.extent(at);
    let mut parts: Vec<Part> = draft.parts.drain(extent).collect();
    parts[0] = Part::Heading(2, format!("第一节\u{3000}{new}"));
    let to = into_other_chapter(draft, at)?;
    draft.parts.splice(to..to, parts);
    draft.renamed(&title, &new);
    draft.expect(SectionMoved, &new);
    draft.expect(SectionRenamed, &new);
    draft.renumber(&[new]);
    Some(())
}

// Boxes and figures.

fn box_at(draft: &mut Draft, label: &str) -> Option<usize> {
    let at = draft
        .parts
        .iter()
        .position(|part| matches!(part, Part::BoxTitle(it) if it.starts_with(label)))?;
    let (title, texts) = (draft.words(at), draft.words(at + 1));
    (draft.touch(&title) && draft.touch(&texts)).then_some(at)
}

fn box_renamed(draft: &mut Draft) -> Option<()> {
    let at = box_at(draft, "专栏1")?;
    draft.parts[at] = Part::BoxTitle("专栏1：防洪排涝重点工程".to_owned());
    draft.expect(BoxRenamed, "防洪排涝重点工程");
    Some(())
}

fn box_renumbered(draft: &mut Draft) -> Option<()> {
    let at = box_at(draft, "专栏1")?;
    draft.parts[at] = Part::BoxTitle("专栏3：重点水利工程".to_owned());
    draft.expect(BoxRenumbered, "重点水利工程");
    Some(())
}

fn box_text_changed(draft: &mut Draft) -> Option<()> {
    let at = box_at(draft, "专栏1")?;
    let Part::BoxTexts(texts) = &mut draft.parts[at + 1] else { return None };
    texts[1] = texts[1].replace("11.6公里", "12.8公里");
    draft.expect(ParagraphChanged, "12.8公里");
    Some(())
}

fn box_text_added(draft: &mut Draft) -> Option<()> {
    let at = box_at(draft, "专栏1")?;
    let text = fresh(draft)?;
    let Part::BoxTexts(texts) = &mut draft.parts[at + 1] else { return None };
    texts.push(text.to_owned());
    draft.expect(ParagraphAdded, &start(text));
    Some(())
}

fn box_removed(draft: &mut Draft) -> Option<()> {
    let at = box_at(draft, "专栏1")?;
    draft.parts.drain(at..at + 2);
    draft.expect(BoxRemoved, "重点水利工程");
    Some(())
}

fn box_added(draft: &mut Draft) -> Option<()> {
    let at = draft.section(2)?;
    let end = draft.extent(at).end;
    let (one, two) = (fresh(draft)?, fresh(draft)?);
    let new = [
        Part::BoxTitle("专栏7：文化体育设施".to_owned()),
        Part::BoxTexts(vec![one.to_owned(), two.to_owned()]),
    ];
    draft.parts.splice(end..end, new);
    draft.expect(BoxAdded, "文化体育设施");
    Some(())
}

fn box_moved(draft: &mut Draft) -> Option<()> {
    let at = box_at(draft, "专栏1")?;
    let parts: Vec<Part> = draft.parts.drain(at..at + 2).collect();
    let other = draft.section(2)?;
    let end = draft.extent(other).end;
    let section = (0..at).rev().find(|at| matches!(draft.parts[*at], Part::Heading(..)))?;
    if section == other {
        return None;
    }
    draft.parts.splice(end..end, parts);
    draft.expect(BoxMoved, "重点水利工程");
    Some(())
}

fn project_of_list_removed(draft: &mut Draft) -> Option<()> {
    let at = box_at(draft, "专栏2")?;
    let text = "重点公园（3个）：东山公园、双溪湿地公园、白鹭洲公园。";
    draft.parts[at + 1] = Part::BoxTexts(vec![text.to_owned()]);
    draft.expect(ProjectRemoved, "南湖公园");
    draft.expect(ParagraphChanged, "南湖公园");
    Some(())
}

fn project_of_list_added(draft: &mut Draft) -> Option<()> {
    let at = box_at(draft, "专栏2")?;
    let text = "重点公园（5个）：东山公园、南湖公园、双溪湿地公园、白鹭洲公园、青石郊野公园。";
    draft.parts[at + 1] = Part::BoxTexts(vec![text.to_owned()]);
    draft.expect(ProjectAdded, "青石郊野公园");
    draft.expect(ParagraphChanged, "青石郊野公园");
    Some(())
}

fn count_broken(draft: &mut Draft) -> Option<()> {
    let at = box_at(draft, "专栏2")?;
    let text = "重点公园（6个）：东山公园、南湖公园、双溪湿地公园、白鹭洲公园。";
    draft.parts[at + 1] = Part::BoxTexts(vec![text.to_owned()]);
    draft.expect(CheckFails, "6 stated");
    draft.expect(ParagraphChanged, "6个");
    Some(())
}

fn figure(draft: &mut Draft) -> Option<usize> {
    draft.text_where(|text| text.starts_with("图1"))
}

fn figure_changed(draft: &mut Draft) -> Option<()> {
    let at = figure(draft)?;
    set_text(draft, at, "图1：云溪区中小学布局示意图".to_owned());
    draft.expect(FigureChanged, "中小学布局示意图");
    Some(())
}

fn figure_removed(draft: &mut Draft) -> Option<()> {
    let at = figure(draft)?;
    draft.parts.remove(at);
    draft.expect(FigureRemoved, "图1");
    Some(())
}

fn figure_added(draft: &mut Draft) -> Option<()> {
    let at = draft.text()?;
    draft.parts.insert(at + 1, Part::Text("图2：云溪区供水管网分布图".to_owned()));
    draft.expect(FigureAdded, "图2");
    Some(())
}

// Tables.

fn set(draft: &mut Draft, label: &str, row: usize, column: usize, text: &str) -> Option<()> {
    // Rows that came or went have moved the others.
    if draft.is_touched(&format!("{label} rows")) {
        return None;
    }
    let name = format!("{label} row {row}");
    let free = draft.touch(&name) && draft.touch(&format!("{label} column {column} of {row}"));
    let cell = draft.table(label)?.rows.get_mut(row)?.get_mut(column)?;
    *cell = Some(text.to_owned()).filter(|text| !text.is_empty());
    free.then_some(())
}

fn indicator(draft: &mut Draft, row: usize, column: usize, text: &str, known: &str) -> Option<()> {
    set(draft, "表1", row, column, text)?;
    draft.expect(IndicatorChanged, known);
    draft.may.extend([CheckFails, CheckHolds]);
    Some(())
}

fn target_changed(draft: &mut Draft) -> Option<()> {
    indicator(draft, 1, 5, "32", "再生水利用率, target 2025")
}

fn target_with_decimals_changed(draft: &mut Draft) -> Option<()> {
    indicator(draft, 6, 5, "6.35", "每千人口床位数, target 2025")
}

fn baseline_changed(draft: &mut Draft) -> Option<()> {
    indicator(draft, 3, 4, "81", "公交站点500米覆盖率, baseline 2020")
}

fn attribute_changed(draft: &mut Draft) -> Option<()> {
    indicator(draft, 4, 6, "约束性", "等级公路里程, attribute")
}

fn indicator_unit_changed(draft: &mut Draft) -> Option<()> {
    indicator(draft, 5, 3, "万个", "义务教育学位, unit")
}

fn indicator_renamed(draft: &mut Draft) -> Option<()> {
    indicator(draft, 2, 2, "农村集中供水普及率", "农村集中供水普及率, name")
}

fn category_changed(draft: &mut Draft) -> Option<()> {
    indicator(draft, 7, 1, "养老", "护理型床位占比, category")
}

fn target_became_words(draft: &mut Draft) -> Option<()> {
    indicator(draft, 0, 5, "完成市下达目标", "供水管网漏损率, target 2025")
}

/// Rows of a table numbered from 1.
fn number_rows(draft: &mut Draft, label: &str) {
    let rows = draft.table(label).map(|table| table.rows.iter_mut());
    let numbered = rows.into_iter().flatten().filter(|row| {
        row[0].as_deref().is_some_and(|cell| cell.bytes().all(|byte| byte.is_ascii_digit()))
    });
    for (at, row) in numbered.enumerate() {
        row[0] = Some((at + 1).to_string());
    }
}

fn insert_row(draft: &mut Draft, label: &str, at: usize, line: &str) -> Option<()> {
    let free = draft.touch(&format!("{label} rows"));
    let row = line.split('|').map(|cell| Some(cell.to_owned())).collect();
    let rows = &mut draft.table(label)?.rows;
    rows.insert(at.min(rows.len()), row);
    number_rows(draft, label);
    free.then_some(())
}

fn indicator_added(draft: &mut Draft) -> Option<()> {
    insert_row(draft, "表1", 4, "9|交通|新能源公交车占比|%|35|80|预期性")?;
    draft.expect(IndicatorAdded, "新能源公交车占比");
    Some(())
}

fn indicator_removed(draft: &mut Draft) -> Option<()> {
    let free = draft.touch("表1 rows") && draft.touch("表1 row 3");
    draft.table("表1")?.rows.remove(3);
    number_rows(draft, "表1");
    draft.expect(IndicatorRemoved, "公交站点500米覆盖率");
    free.then_some(())
}

fn indicator_row_moved(draft: &mut Draft) -> Option<()> {
    let free = draft.touch("表1 rows");
    let rows = &mut draft.table("表1")?.rows;
    let row = rows.remove(5);
    rows.insert(7.min(rows.len()), row);
    number_rows(draft, "表1");
    draft.expect(RowMoved, "义务教育学位");
    free.then_some(())
}

fn project_added(draft: &mut Draft) -> Option<()> {
    insert_row(draft, "表2", 2, "9|青石养老服务中心|新建护理型床位260张|2023—2025|0")?;
    draft.expect(ProjectAdded, "青石养老服务中心");
    Some(())
}

fn project_removed(draft: &mut Draft) -> Option<()> {
    let free = draft.touch("表2 rows") && draft.touch("表2 row 4");
    draft.table("表2")?.rows.remove(4);
    number_rows(draft, "表2");
    draft.expect(ProjectRemoved, "白沙学校");
    draft.may.push(CheckFails);
    free.then_some(())
}

fn investment_changed(draft: &mut Draft) -> Option<()> {
    set(draft, "表2", 1, 4, "140000")?;
    draft.expect(CellChanged, "澜江跨江大桥, 总投资（万元）");
    draft.may.push(CheckFails);
    Some(())
}

fn sum_broken(draft: &mut Draft) -> Option<()> {
    set(draft, "表2", 5, 4, "323000")?;
    draft.expect(CellChanged, "合计, 总投资（万元）");
    draft.expect(CheckFails, "323000 printed");
    Some(())
}

fn content_changed(draft: &mut Draft) -> Option<()> {
    set(draft, "表2", 3, 2, "新增床位450张，配套停车楼")?;
    draft.expect(CellChanged, "区人民医院三期, 建设内容及规模");
    Some(())
}

fn cell_changed(draft: &mut Draft) -> Option<()> {
    set(draft, "表3", 0, 3, "360")?;
    draft.expect(CellChanged, "石门镇, 停车泊位");
    Some(())
}

fn cell_emptied(draft: &mut Draft) -> Option<()> {
    set(draft, "表3", 2, 2, "")?;
    draft.expect(CellChanged, "青石镇, 新增站点");
    Some(())
}

fn row_added_at_the_end(draft: &mut Draft) -> Option<()> {
    let end = draft.table("表3")?.rows.len();
    insert_row(draft, "表3", end, "双溪街道|7|28|510")?;
    draft.expect(RowAdded, "双溪街道");
    Some(())
}

fn row_added_at_the_start(draft: &mut Draft) -> Option<()> {
    insert_row(draft, "表3", 0, "双溪街道|7|28|510")?;
    draft.expect(RowAdded, "双溪街道");
    Some(())
}

fn row_removed(draft: &mut Draft) -> Option<()> {
    let free = draft.touch("表3 rows") && draft.touch("表3 row 1");
    draft.table("表3")?.rows.remove(1);
    draft.expect(RowRemoved, "白沙镇");
    free.then_some(())
}

fn row_moved(draft: &mut Draft) -> Option<()> {
    let free = draft.touch("表3 rows");
    let table = draft.table("表3")?;
    let row = table.rows.remove(0);
    table.rows.push(row);
    draft.expect(RowMoved, "石门镇");
    free.then_some(())
}

fn row_renamed(draft: &mut Draft) -> Option<()> {
    set(draft, "表3", 3, 0, "澜江新街道")?;
    draft.expect(CellChanged, "澜江新街道, 镇街");
    Some(())
}

fn column_added(draft: &mut Draft) -> Option<()> {
    let free = draft.touch("表3 columns");
    let table = draft.table("表3")?;
    table.header[0].insert(2, Some("接驳巴士".to_owned()));
    for (at, row) in table.rows.iter_mut().enumerate() {
        row.insert(2, Some((at * 3 + 2).to_string()));
    }
    draft.expect(ColumnAdded, "接驳巴士");
    free.then_some(())
}

fn column_removed(draft: &mut Draft) -> Option<()> {
    let free = draft.touch("表3 columns");
    let table = draft.table("表3")?;
    table.header[0].remove(2);
    table.rows.iter_mut().for_each(|row| drop(row.remove(2)));
    draft.expect(ColumnRemoved, "新增站点");
    free.then_some(())
}

fn column_renamed(draft: &mut Draft) -> Option<()> {
    let free = draft.touch("表3 columns");
    draft.table("表3")?.header[0][2] = Some("改造站点".to_owned());
    draft.expect(ColumnRenamed, "改造站点");
    free.then_some(())
}

fn column_moved(draft: &mut Draft) -> Option<()> {
    let free = draft.touch("表3 columns");
    let table = draft.table("表3")?;
    table.header[0].swap(1, 3);
    table.rows.iter_mut().for_each(|row| row.swap(1, 3));
    // Which of the three stays is a matter of taste: two of them are said to have moved.
    draft.expect(ColumnMoved, "表3");
    draft.expect(ColumnMoved, "表3");
    free.then_some(())
}

fn target_year_changed(draft: &mut Draft) -> Option<()> {
    let free = draft.touch("表1 columns");
    draft.table("表1")?.header[0][5] = Some("2030年".to_owned());
    draft.expect(ColumnRenamed, "2030年");
    free.then_some(())
}

fn caption_changed(draft: &mut Draft) -> Option<()> {
    let free = draft.touch("表3 caption");
    draft.table("表3")?.caption = Some("云溪区公共交通站场建设安排".to_owned());
    draft.expect(CaptionChanged, "站场建设安排");
    free.then_some(())
}

fn table_renumbered(draft: &mut Draft) -> Option<()> {
    let free = draft.touch("表3 caption");
    draft.table("表3")?.label = Some("表5".to_owned());
    draft.expect(TableRenumbered, "表5");
    free.then_some(())
}

fn table_unit_changed(draft: &mut Draft) -> Option<()> {
    let free = draft.touch("表3 unit");
    draft.table("表3")?.unit = Some("百条、百个".to_owned());
    draft.expect(TableUnitChanged, "百条");
    free.then_some(())
}

fn note_changed(draft: &mut Draft) -> Option<()> {
    let free = draft.touch("表3 notes");
    draft.table("表3")?.notes.iter_mut().for_each(|note| {
        *note = "停车泊位包含居住区内部泊位。".to_owned();
    });
    draft.expect(NoteChanged, "包含居住区");
    free.then_some(())
}

fn note_removed(draft: &mut Draft) -> Option<()> {
    let free = draft.touch("表3 notes");
    draft.table("表3")?.notes.clear();
    draft.expect(NoteRemoved, "居住区内部泊位");
    free.then_some(())
}

fn note_added(draft: &mut Draft) -> Option<()> {
    let free = draft.touch("表1 notes");
    draft.table("表1")?.notes.push("各项指标数据为全区口径。".to_owned());
    draft.expect(NoteAdded, "全区口径");
    free.then_some(())
}

fn table_at(draft: &mut Draft, label: &str) -> Option<usize> {
    let free = ["rows", "columns", "caption", "unit", "notes"]
        .map(|what| draft.touch(&format!("{label} {what}")));
    let at = draft
        .parts
        .iter()
        .position(|part| matches!(part, Part::Table(it) if it.label.as_deref() == Some(label)))?;
    let name = draft.words(at);
    (draft.touch(&name) && free == [true; 5]).then_some(at)
}

fn table_removed(draft: &mut Draft) -> Option<()> {
    let at = table_at(draft, "表3")?;
    draft.parts.remove(at);
    draft.expect(TableRemoved, "公共交通设施配置");
    Some(())
}

fn table_moved(draft: &mut Draft) -> Option<()> {
    let at = table_at(draft, "表3")?;
    let own = (0..at).rev().find(|at| matches!(draft.parts[*at], Part::Heading(..)))?;
    let part = draft.parts.remove(at);
    let other = draft.section(2).filter(|other| *other != own)?;
    let end = draft.extent(other).end;
    draft.parts.insert(end, part);
    draft.expect(TableMoved, "公共交通设施配置");
    Some(())
}

fn table_added(draft: &mut Draft) -> Option<()> {
    let at = draft.text()?;
    let mut table = draft.table("表3")?.clone();
    table.label = Some("表4".to_owned());
    table.caption = Some("云溪区文化设施布局".to_owned());
    table.header[0] = ["类型", "数量", "面积"].map(|cell| Some(cell.to_owned())).to_vec();
    let rows = [["图书馆", "3", "9200"], ["文化馆", "2", "7100"], ["博物馆", "1", "6400"]];
    table.rows = rows.map(|row| row.map(|cell| Some(cell.to_owned())).to_vec()).to_vec();
    (table.unit, table.notes) = (None, Vec::new());
    draft.parts.insert(at + 1, Part::Table(Box::new(table)));
    draft.expect(TableAdded, "文化设施布局");
    Some(())
}

// What identifies the document.

fn head(draft: &mut Draft, is_it: impl Fn(&Part) -> bool, new: Part, field: &str) -> Option<()> {
    let at = draft.parts.iter().position(is_it)?;
    draft.parts[at] = new;
    draft.expect(MetadataChanged, field);
    draft.touch(field).then_some(())
}

fn title_changed(draft: &mut Draft) -> Option<()> {
    let new =
        Part::Title("云溪区人民政府关于印发云溪区城乡建设与更新“十四五”规划的通知".to_owned());
    head(draft, |part| matches!(part, Part::Title(_)), new, "title")
}

fn document_number_changed(draft: &mut Draft) -> Option<()> {
    let new = Part::Number("云府〔2021〕18号".to_owned());
    head(draft, |part| matches!(part, Part::Number(_)), new, "document_number")
}

fn addressees_changed(draft: &mut Draft) -> Option<()> {
    let new = Part::Letter(
        "各镇人民政府、街道办事处，区政府各部门、各直属机构：".to_owned(),
        Place::Left,
    );
    draft.expect(ParagraphChanged, "各直属机构");
    head(draft, |part| matches!(part, Part::Letter(_, Place::Left)), new, "addressees")
}

fn issuer_changed(draft: &mut Draft) -> Option<()> {
    let new = Part::Letter("云溪区人民政府办公室".to_owned(), Place::Right);
    draft.expect(ParagraphChanged, "办公室");
    head(
        draft,
        |part| matches!(part, Part::Letter(it, Place::Right) if it.ends_with("政府")),
        new,
        "issuer",
    )
}

fn issued_changed(draft: &mut Draft) -> Option<()> {
    let new = Part::Letter("2021年9月8日".to_owned(), Place::Right);
    draft.expect(ParagraphChanged, "9月8日");
    head(
        draft,
        |part| matches!(part, Part::Letter(it, Place::Right) if it.ends_with('日')),
        new,
        "issued",
    )
}

fn plan_title_changed(draft: &mut Draft) -> Option<()> {
    let at = draft.parts.iter().position(|part| matches!(part, Part::PlanTitle(_)))?;
    draft.parts[at] = Part::PlanTitle("云溪区城乡建设“十四五”专项规划".to_owned());
    draft.expect(SectionRenamed, "专项规划");
    draft.touch("plan title").then_some(())
}

macro_rules! edits {
    ($($name:ident)*) => {
        /// Every kind of edit.
        pub const EDITS: &[(&str, Edit)] = &[$((stringify!($name), $name)),*];
    };
}

edits! {
    word_changed number_changed decimal_point_lost percent_changed year_changed unit_changed
    bound_turned words_added words_removed marks_changed width_changed paragraph_added
    paragraph_added_first paragraph_removed paragraph_replaced paragraph_moved
    paragraph_moved_and_changed paragraph_moved_within paragraph_split paragraphs_merged
    paragraph_doubled section_renamed chapter_renamed section_renamed_whole
    section_renamed_and_text_changed section_renumbered section_removed
    section_removed_without_renumbering chapter_removed heading_removed heading_added section_added
    chapter_added section_moved_to_other_chapter chapter_moved_to_the_end chapter_moved_to_the_start
    section_moved_within_chapter section_moved_and_renamed box_renamed box_renumbered
    box_text_changed box_text_added box_removed box_added box_moved project_of_list_removed
    project_of_list_added count_broken figure_changed figure_removed figure_added target_changed
    target_with_decimals_changed baseline_changed attribute_changed indicator_unit_changed
    indicator_renamed category_changed target_became_words indicator_added indicator_removed
    indicator_row_moved project_added project_removed investment_changed sum_broken content_changed
    cell_changed cell_emptied row_added_at_the_end row_added_at_the_start row_removed row_moved
    row_renamed column_added column_removed column_renamed column_moved target_year_changed
    caption_changed table_renumbered table_unit_changed note_changed note_removed note_added
    table_removed table_moved table_added title_changed document_number_changed addressees_changed
    issuer_changed issued_changed plan_title_changed
}
