use super::*;

/// Headings of a text, as `level label/title`, a run-in text behind `>`.
fn outline(text: &str) -> Vec<String> {
    let mut document = Document::default();
    crate::read::text(text, &Default::default(), &mut document);
    crate::pass::contents::run(&mut document, &Options::default());
    run(&mut document, &Options::default());
    let mut found = Vec::new();
    for (number, block) in document.blocks.iter().enumerate() {
        let text = document.clean(number);
        let part = |range: &Range<u32>| &text[range.start as usize..range.end as usize];
        match &block.role {
            Role::Heading(heading) => {
                let run_in = if heading.run_in.is_some() { ">" } else { "" };
                found.push(format!(
                    "{} {}/{}{run_in}",
                    heading.level,
                    part(&heading.label),
                    part(&heading.title)
                ));
                found.extend(heading.next.as_ref().map(|next| {
                    format!("{} {}/{}", next.level, part(&next.label), part(&next.title))
                }));
            }
            Role::HeadingLine => found.push(format!("+ {text}")),
            _ => {}
        }
    }
    found
}

fn check(text: &str, expected: &[&str]) {
    assert_eq!(outline(text), expected, "{text}");
}

const TEXT: &str = "云溪区水系发达，今后五年要把治水放在前面，持续改善水质。\n";

#[test]
fn values_are_no_decimal_numbers_of_headings() {
    let text = format!(
        "2 水网\n2.1 东溪治理\n{TEXT}指标\n4.9\n5.2\n4.9\n2.2 西溪治理\n{TEXT}2.3 南湖治理\n{TEXT}3 林网\n3.1 造林\n{TEXT}"
    );
    let found = outline(&text);
    assert!(found.iter().any(|line| line.ends_with("2.2/西溪治理")), "{found:?}");
    assert!(!found.iter().any(|line| line.contains("5.2")), "{found:?}");
}

#[test]
fn chapters_sections_and_items() {
    check(
        &format!(
            "第一章 总则\n第一节 水系\n1.治水\n{TEXT}2.治山\n{TEXT}第二节 山林\n{TEXT}第二章 保障\n{TEXT}"
        ),
        &[
            "1 第一章/总则",
            "2 第一节/水系",
            "3 1./治水",
            "3 2./治山",
            "2 第二节/山林",
            "1 第二章/保障",
        ],
    );
}

#[test]
fn official_numbering() {
    check(
        &format!(
            "一、总体要求\n（一）现状\n{TEXT}（二）目标\n1.水\n{TEXT}2.山\n{TEXT}二、任务\n（一）水系\n{TEXT}"
        ),
        &[
            "1 一、/总体要求",
            "2 （一）/现状",
            "2 （二）/目标",
            "3 1./水",
            "3 2./山",
            "1 二、/任务",
            "2 （一）/水系",
        ],
    );
}

#[test]
fn a_level_may_be_skipped() {
    check(
        &format!(
            "第一章 总则\n1.治水\n{TEXT}2.治山\n{TEXT}第二章 任务\n第一节 水系\n1.治水\n{TEXT}2.治山\n{TEXT}第二节 山\n1.林\n{TEXT}"
        ),
        &[
            "1 第一章/总则",
            "3 1./治水",
            "3 2./治山",
            "1 第二章/任务",
            "2 第一节/水系",
            "3 1./治水",
            "3 2./治山",
            "2 第二节/山",
            "3 1./林",
        ],
    );
}

#[test]
fn titles_over_two_lines() {
    check(
        &format!("第一章 建设山水之城，\n打造幸福家园\n{TEXT}"),
        &["1 第一章/建设山水之城，", "+ 打造幸福家园"],
    );
    check(
        &format!("第一章\n总则\n{TEXT}第二章\n任务\n{TEXT}"),
        &["1 第一章/", "+ 总则", "1 第二章/", "+ 任务"],
    );
    check("附表\n云溪区项目表\n序号\n项目\n", &["1 附表/", "+ 云溪区项目表"]);
}

#[test]
fn a_label_without_its_dot() {
    check(
        &format!("一、任务\n1.治水\n{TEXT}2.治山\n{TEXT}3建设公园\n{TEXT}4.修路\n{TEXT}"),
        &["1 一、/任务", "2 1./治水", "2 2./治山", "2 3/建设公园", "2 4./修路"],
    );
}

#[test]
fn a_first_label_without_its_dot() {
    check(
        &format!("一、任务\n1治水\n{TEXT}2.治山\n{TEXT}3“两山”建设\n{TEXT}二、保障\n{TEXT}"),
        &["1 一、/任务", "2 1/治水", "2 2./治山", "2 3/“两山”建设", "1 二、/保障"],
    );
    check(
        &format!("一、任务\n1治水\n{TEXT}2治山\n{TEXT}二、保障\n{TEXT}"),
        &["1 一、/任务", "1 二、/保障"],
    );
}

#[test]
fn the_contents_list_decides() {
    check(
        &format!(
            "目录\n第一章 总则\n一、水\n第二章 保障\n{TEXT}第一章 总则\n一、水\n短句\n第二章 保障\n{TEXT}"
        ),
        &["1 第一章/总则", "2 一、/水", "1 第二章/保障"],
    );
}

#[test]
fn lists_are_no_headings() {
    check(&format!("第一章 总则\n{TEXT}1.清淤\n2.筑堤\n3.植树\n{TEXT}"), &["1 第一章/总则"]);
    check(
        "第一章 总则\n1.清淤。全面清理河道，恢复行洪能力。\n2.筑堤。加固堤防。\n",
        &["1 第一章/总则"],
    );
    check(
        "第一章 总则\n一是治水。\n二是治山。\n第三章规定的事项，由区政府负责。\n",
        &["1 第一章/总则"],
    );
}

#[test]
fn run_in_titles_with_more_below() {
    check(
        &format!(
            "一、任务\n（一）治水。全面清理河道，恢复能力。\n{TEXT}（二）治山。封山育林，涵养水源。\n{TEXT}二、保障\n{TEXT}"
        ),
        &["1 一、/任务", "2 （一）/治水>", "2 （二）/治山>", "1 二、/保障"],
    );
}

#[test]
fn articles() {
    check(
        "第一章 总则\n第一条 为保护水源，制定本办法。\n第二条 本办法适用于本区。\n第二章 附则\n第三条 本办法自印发之日起施行。\n",
        &["1 第一章/总则", "2 第一条/>", "2 第二条/>", "1 第二章/附则", "2 第三条/>"],
    );
}

#[test]
fn cells_of_a_flattened_table_are_no_headings() {
    check(
        "第一章 总则\n表1 指标\n指标\n单位\n目标\n1.供水量\n万吨\n50\n2.绿化率\n%\n45\n3.道路\n公里\n12\n第二章 保障\n",
        &["1 第一章/总则", "1 第二章/保障"],
    );
}

#[test]
fn a_title_of_an_item_over_two_lines() {
    check(
        &format!(
            "一、治水\n（一）疏浚城区河道，\n加固堤防\n{TEXT}（二）修山\n{TEXT}二、治山\n{TEXT}"
        ),
        &["1 一、/治水", "2 （一）/疏浚城区河道，", "+ 加固堤防", "2 （二）/修山", "1 二、/治山"],
    );
}

#[test]
fn text_behind_a_title_on_its_line() {
    let text = TEXT.trim_end();
    check(
        &format!("第一章 总则　　{text}\n{TEXT}第二章 任务\n一、治水　　{text}\n二、治山\n{TEXT}"),
        &["1 第一章/总则>", "1 第二章/任务", "2 一、/治水>", "2 二、/治山"],
    );
    // Without a gap the contents list tells where the title ends.
    check(
        &format!(
            "目录\n第一章 总则\n第二章 保障\n前言\n{TEXT}第一章 总则{text}\n第二章 保障{text}\n"
        ),
        &["1 /前言", "1 第一章/总则>", "1 第二章/保障>"],
    );
}

#[test]
fn headings_numbered_through_end_a_table() {
    let rows = "1\n堤防\n水务局\n100\n2\n水库\n水务局\n200\n3\n泵站\n水务局\n300\n";
    check(
        &format!(
            "1 总则\n{TEXT}表1 项目\n序号\n名称\n单位\n投资\n{rows}2 治水，护水\n2.1 堤防\n2.1.1 加固\n{TEXT}2.1.2 巡查\n{TEXT}2.2 水库\n{TEXT}"
        ),
        &["1 1/总则", "1 2/治水，护水", "2 2.1/堤防", "3 2.1.1/加固", "3 2.1.2/巡查", "2 2.2/水库"],
    );
}

#[test]
fn headings_run_together() {
    check(
        &format!(
            "第一篇 总论\n第一章 水系\n{TEXT}第二篇 任务第二章 治水\n{TEXT}第三章 落实第二章的任务\n{TEXT}"
        ),
        &[
            "1 第一篇/总论",
            "2 第一章/水系",
            "1 第二篇/任务",
            "2 第二章/治水",
            "2 第三章/落实第二章的任务",
        ],
    );
}

#[test]
fn rows_of_tables_are_no_titles() {
    let row = |at: u32| format!("{at}\t修建水渠\t分段修建，年底前完成。\t水务局\n");
    let rows: String = (1..5).map(row).collect();
    check(&format!("一、任务\n{TEXT}{rows}二、保障\n{TEXT}"), &["1 一、/任务", "1 二、/保障"]);
    let gaps = rows.replace('\t', "    ");
    check(&format!("一、任务\n{TEXT}{gaps}二、保障\n{TEXT}"), &["1 一、/任务", "1 二、/保障"]);
}

#[test]
fn parts_numbered_by_a_word() {
    check(
        &format!("任务一：治水\n{TEXT}（一）东溪\n{TEXT}任务二：造林\n{TEXT}"),
        &["1 任务一/治水", "2 （一）/东溪", "1 任务二/造林"],
    );
    check(
        &format!("专题一　现状\n一、水系\n{TEXT}专题二　目标\n一、水质\n{TEXT}"),
        &["1 专题一/现状", "2 一、/水系", "1 专题二/目标", "2 一、/水质"],
    );
}
