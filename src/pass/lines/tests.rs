use super::*;
use crate::document::Reason;

fn roles(text: &str) -> Vec<Role> {
    let mut document = Document::default();
    crate::read::text(text, &Default::default(), &mut document);
    run(&mut document, &Options::default());
    document.blocks.into_iter().map(|block| block.role).collect()
}

const LINE: &str = "云溪区山水相依，城乡相融，今后五年要把治水兴城\n";
const LAST: &str = "作为头等大事来抓。\n";

#[test]
fn lines_broken_at_the_page_width_go_on() {
    let text = format!("{LINE}{LINE}{LINE}{LINE}{LAST}").repeat(4);
    let starts = roles(&text).iter().filter(|role| **role == Role::Unread).count();
    assert_eq!(starts, 4);
}

#[test]
fn whole_paragraphs_are_left_alone() {
    let text = "云溪区山水相依，城乡相融，今后五年要把治水兴城作为头等大事来抓。\n".repeat(20);
    assert!(roles(&text).iter().all(|role| *role == Role::Unread));
}

#[test]
fn page_numbers_and_running_heads() {
    let page = |number: u32| format!("{}{number}\n云溪区水利规划\n{LINE}{LAST}", LINE.repeat(14));
    let text: String = (1..5).map(page).collect();
    let removed =
        roles(&text).iter().filter(|role| **role == Role::Removed(Reason::PageFurniture)).count();
    assert_eq!(removed, 8);
}

#[test]
fn two_pages_are_told_by_the_head_beside_their_numbers() {
    let rows = |from: u32| (from..from + 24).map(|n| format!("{n}\n青岚镇\n")).collect::<String>();
    let text =
        format!("{LINE}{LAST}{}1\n云溪区水利规划\n{}2\n云溪区水利规划\n{LINE}", rows(1), rows(25));
    let mut lines = text.lines().zip(roles(&text));
    let removed: Vec<&str> = lines
        .by_ref()
        .filter(|(_, role)| *role == Role::Removed(Reason::PageFurniture))
        .map(|(line, _)| line)
        .collect();
    assert_eq!(removed, ["1", "云溪区水利规划", "2", "云溪区水利规划"]);
}

#[test]
fn a_full_line_that_ends_a_sentence_has_its_rest_below_only_if_that_ends_too() {
    let full = "云溪区山水相依，城乡相融，今后五年把治水兴城抓好。\n";
    let text = format!("{}{full}水务局\n{full}{LAST}", format!("{LINE}{LINE}{LAST}").repeat(6));
    let roles = roles(&text);
    let end = &roles[roles.len() - 4..];
    assert_eq!(end[1], Role::Unread);
    assert_eq!(end[3], Role::ParagraphLine);
}

#[test]
fn an_indent_starts_a_paragraph() {
    let text = format!("　　{LINE}{LINE}{LAST}").repeat(6);
    let starts = roles(&text).iter().filter(|role| **role == Role::Unread).count();
    assert_eq!(starts, 6);
}

#[test]
fn labelled_lines_are_not_joined() {
    let text = format!("{LINE}{LINE}{LINE}{LINE}{LAST}第一章 总则\n一、水系\n").repeat(4);
    let roles = roles(&text);
    let lines: Vec<&str> = text.lines().collect();
    for (role, line) in roles.iter().zip(lines) {
        let is_heading = line.starts_with(['第', '一']);
        assert!(!is_heading || *role == Role::Unread, "{line} {role:?}");
    }
}

#[test]
fn numbers_that_count_nothing_stay() {
    let text = "云溪区山水相依，城乡相融。\n12\n云溪区水系发达，山清水秀。\n7\n";
    assert!(roles(text).iter().all(|role| *role == Role::Unread));
}

#[test]
fn a_sentence_may_end_where_the_line_does() {
    // 26 characters a line, the second ends with a full stop in the middle of a paragraph.
    let open = "云溪区山水相依城乡相融今后五年要把治水兴城作为头等\n";
    let closed = "大事来抓统筹推进堤防水库灌区和山洪沟的建设和治理。\n";
    let text = format!("　　{}{closed}{open}{LAST}", &open["云溪".len()..]).repeat(6);
    let starts = |text: &str| roles(text).iter().filter(|role| **role == Role::Unread).count();
    assert_eq!(starts(&text), 6);
    assert_eq!(starts(&text.replace("　　", "云溪")), 6);
}

#[test]
fn columns_of_ordinals_are_no_page_numbers() {
    let rows: String =
        (1..20).map(|number| format!("{number}\n堤防加固\n水务局\n2023年\n")).collect();
    let text = format!("{LINE}{LINE}{LINE}{LAST}").repeat(5)
        + "表1 项目\n序号\n项目\n单位\n年份\n"
        + &rows;
    assert!(!roles(&text).contains(&Role::Removed(Reason::PageFurniture)));
}

#[test]
fn marked_page_numbers_of_a_short_text() {
    let page = |number: u32| "云溪区水系发达。\n".repeat(14) + &format!("— {number} —\n");
    let text: String = (1..3).map(page).collect();
    let removed =
        roles(&text).iter().filter(|role| **role == Role::Removed(Reason::PageFurniture)).count();
    assert_eq!(removed, 2);
}

#[test]
fn rows_make_no_page_width() {
    let paragraph = format!("　　{}", "云溪区山水相依，城乡相融，治水兴城是头等大事。".repeat(6));
    let row = "东溪清淤    新建    1200    区水务局    2026\n";
    let text = format!("{paragraph}\n{paragraph}\n{}{paragraph}\n", row.repeat(14));
    assert!(roles(&text).iter().all(|role| *role == Role::Unread));
}

#[test]
fn a_line_short_of_an_exact_page_was_not_broken() {
    let title = "3.1.2 坚持治水优先，夯实水网基础工程\n";
    let text =
        format!("{LINE}{LINE}{LINE}{LINE}{LAST}{title}3.1.3 水系\n{title}{LINE}{LAST}").repeat(4);
    let roles = roles(&text);
    for (role, line) in roles.iter().zip(text.lines()) {
        let is_title = line.starts_with('3');
        assert!(!is_title || *role == Role::Unread, "{line} {role:?}");
    }
    let starts = roles.iter().filter(|role| **role == Role::Unread).count();
    assert_eq!(starts, 4 * 5);
}

#[test]
fn a_short_title_starts_a_paragraph_where_the_last_one_filled_its_line() {
    let full = LINE.replace("把治水兴城", "把治水兴。");
    let item = format!("治水工程。{}", &LINE["云溪区山水".len()..]);
    let text = format!("{LINE}{LINE}{LINE}{LINE}{full}{item}{LAST}").repeat(4);
    let starts = roles(&text).iter().filter(|role| **role == Role::Unread).count();
    assert_eq!(starts, 8);
}

#[test]
fn names_behind_the_ordinals_of_two_tables_are_no_running_heads() {
    let rows = |names: &[&str]| {
        let row = |(at, name): (usize, &&str)| format!("{}\n{name}\n家\n2.4\n3.1\n", at + 1);
        names.iter().enumerate().map(row).collect::<String>()
    };
    let first = rows(&["公路通车里程", "农村集中供水普及率", "城镇新增就业人数"]);
    let second = rows(&["公路客运总量", "粮食综合生产能力", "农村集中供水普及率", "森林覆盖率"]);
    let text = format!("{LINE}{first}{LINE}{LAST}{LINE}{LAST}{LINE}{LAST}{LINE}{second}{LAST}");
    assert!(roles(&text).iter().all(|role| !matches!(role, Role::Removed(_))));
}

#[test]
fn a_word_of_many_cells_is_no_running_head() {
    let page = |number: u32| {
        let cells = "约束性\n1.2\n预期性\n3.5\n";
        format!("{}{cells}约束性\n{number}\n预期性\n1.2\n{cells}{LINE}{LAST}", LINE.repeat(14))
    };
    let text: String = (1..6).map(page).collect();
    let roles = roles(&text);
    let removed = roles.iter().filter(|role| matches!(role, Role::Removed(_))).count();
    assert_eq!(removed, 5);
}

#[test]
fn marked_page_numbers_go_before_ordinals() {
    let rows = |from: u32| (from..from + 3).map(|n| format!("{n}\n青岚镇\n")).collect::<String>();
    let page = |n: u32| format!("{}— {n} —\n{}", LINE.repeat(14), rows(n));
    let text: String = (1..6).map(page).collect();
    for (line, role) in text.lines().zip(roles(&text)) {
        assert_eq!(line.starts_with('—'), matches!(role, Role::Removed(_)), "{line}");
    }
}

#[test]
fn pages_drawn_as_html_are_joined_lists_of_titles_are_not() {
    let joined = |lines: &str| {
        let html: String = lines.lines().map(|line| format!("<p>{line}</p>")).collect();
        let mut document = Document::default();
        let decoded = crate::decode::decode(html.as_bytes()).unwrap_or_else(|_| unreachable!());
        crate::read::read(decoded, &Default::default(), &mut document);
        run(&mut document, &Options::default());
        document.blocks.iter().filter(|block| block.role == Role::ParagraphLine).count()
    };
    assert_eq!(joined(&format!("{LINE}{LINE}{LINE}{LINE}{LAST}").repeat(4)), 16);
    assert_eq!(joined(&"云溪区召开全区水利工作会议部署今后五年治水兴城\n".repeat(20)), 0);
}
