use super::around::without_head;
use super::*;

fn read(text: &str) -> Document {
    let mut document = Document::default();
    crate::read::text(text, &Default::default(), &mut document);
    run(&mut document, &Options::default());
    document
}

const ROWS: &str =
    "序号\n项目名称\n投资\n1\n东溪清淤\n120\n2\n西溪筑堤\n340\n3\n南湖截污\n560\n4\n北山造林\n75\n";

/// Caption, unit and notes of the only table, and the lines left over.
fn check(text: &str, caption: &str, unit: Option<&str>, notes: &[&str], left: &[&str]) {
    let document = read(text);
    let [table] = document.tables.as_slice() else {
        unreachable!("{} tables in {text}", document.tables.len())
    };
    assert_eq!(table.caption.as_deref(), Some(caption), "{text}");
    assert_eq!(table.unit.as_deref(), unit, "{text}");
    assert_eq!(table.notes, notes, "{text}");
    assert_eq!(table.rows.len(), 4, "{text}");
    let open = (0..document.blocks.len()).filter(|n| document.blocks[*n].role == Role::Unread);
    let found: Vec<_> = open.map(|n| document.clean(n)).collect();
    assert_eq!(found, left, "{text}");
}

const TEXT: &str = "治水是头等大事，要年年抓、月月抓，一抓到底。";

#[test]
fn what_stands_around_a_table() {
    let caption = "表1 治水项目";
    check(&format!("{caption}\n{ROWS}{TEXT}"), "治水项目", None, &[], &[TEXT]);
    check(&format!("{caption}\n单位：万元\n{ROWS}{TEXT}"), "治水项目", Some("万元"), &[], &[TEXT]);
    check(
        &format!("{caption}（单位：万元）\n{ROWS}{TEXT}"),
        "治水项目",
        Some("万元"),
        &[],
        &[TEXT],
    );
    check(
        &format!("{caption}\n{ROWS}注：\n1.投资为估算。\n2.工期两年。\n{TEXT}"),
        "治水项目",
        None,
        &["1.投资为估算。", "2.工期两年。"],
        &[TEXT],
    );
    check(
        &format!("{caption}\n{ROWS}注：1.2020年投资为决算。\n2.其余为估算。\n4.另行公布。\n{TEXT}"),
        "治水项目",
        None,
        &["1.2020年投资为决算。", "2.其余为估算。"],
        &["4.另行公布。", TEXT],
    );
    check(
        &format!("{caption}\n{ROWS}资料来源：区水利局。\n{TEXT}"),
        "治水项目",
        None,
        &["资料来源：区水利局。"],
        &[TEXT],
    );
}

#[test]
fn a_table_that_goes_on_is_one_table() {
    let more = "序号\n项目名称\n投资\n5\n白沙水库\n910\n6\n石门涧\n33\n7\n双溪闸\n48\n";
    let document = read(&format!("表1 治水项目\n{ROWS}表1（续）\n{more}{TEXT}"));
    assert_eq!(document.tables.len(), 1);
    assert_eq!(document.tables[0].rows.len(), 7);
    assert_eq!(document.tables[0].rows[6][1].as_deref(), Some("双溪闸"));
}

#[test]
fn lines_that_decide_no_grid_are_told() {
    let lines = "修路\n路灯\n今年能不能装\n老人\n12\n菜场太远\n水压\n晚上没水\n小学\n接送\n停车\n45\n谁来管\n公交\n末班\n";
    let document = read(&format!("表8 走访摘记\n{lines}{TEXT}"));
    assert_eq!(document.tables, []);
    let told: Vec<_> = document.diagnostics.iter().map(|d| (d.code.as_str(), d.blocks)).collect();
    assert_eq!(told, [("table-undecided", Some([1, 15]))]);
    let plain = read(&format!("表8 走访摘记\n{TEXT}\n{TEXT}"));
    assert_eq!(plain.diagnostics, [], "a caption over text is no table");
}

#[test]
fn heads_of_notes() {
    for (note, expected) in [
        ("注：略", "略"),
        ("注: 略", "略"),
        ("注1：略", "注1：略"),
        ("资料来源：略", "资料来源：略"),
    ] {
        assert_eq!(without_head(note), expected);
    }
}

/// The only table of a text, its cells of one row joined by bars, and how many lines are left over.
fn printed(text: &str) -> (Vec<String>, usize) {
    let document = read(text);
    let row = |row: &Vec<Option<String>>| {
        let cells: Vec<&str> = row.iter().map(|cell| cell.as_deref().unwrap_or("-")).collect();
        cells.join("|")
    };
    let grid = document.tables.iter().flat_map(|table| table.header.iter().chain(&table.rows));
    let open = document.blocks.iter().filter(|block| block.role == Role::Unread).count();
    (grid.map(row).collect(), open)
}

#[test]
fn rows_printed_to_a_line() {
    let rows = ["项目|性质|投资", "东溪清淤|新建|120", "西溪筑堤|-|340", "南湖截污|续建|560"];
    let texts = [
        "项目\t性质\t投资\n东溪清淤\t新建\t120\n西溪筑堤\t\t340\n南湖截污\t续建\t560\n",
        "| 项目 | 性质 | 投资 |\n| --- | :-: | ---: |\n| 东溪清淤 | 新建 | 120 |\n\
         | 西溪筑堤 |  | 340 |\n| 南湖截污 | 续建 | 560 |\n",
        "+------+----+----+\n|项目|性质|投资|\n+======+====+====+\n|东溪清淤|新建|120|\n\
         |西溪筑堤||340|\n|南湖截污|续建|560|\n+------+----+----+\n",
        "项目      性质  投资\n东溪清淤  新建   120\n西溪筑堤         340\n南湖截污  续建   560\n",
        "项目　　　　性质　　投资\n东溪清淤　　新建　　120\n西溪筑堤　　　　　　340\n\
         南湖截污　　续建　　560\n",
        "--------  ----  ----\n项目      性质  投资\n--------  ----  ----\n东溪清淤  新建   120\n\
         西溪筑堤         340\n南湖截污  续建   560\n",
    ];
    for text in texts {
        assert_eq!(printed(text), (rows.map(str::to_owned).to_vec(), 0), "{text}");
    }
}

#[test]
fn gaps_that_are_no_columns() {
    let texts = [
        "1.  加强治水。\n2.  加强造林。\n3.  加强修路。\n",
        "张某某  李某某  王某某\n陈某某  林某某  何某某\n周某某  吴某某  郑某某\n",
        "张某某  李某  王某某\n赵某  钱某某某某  孙某\n周某某某某  吴某  郑某\n",
        "项目      性质  投资\n东溪清淤  新建   120\n          续建\n南湖截污  续建   560\n",
        "表1  治水  项目\n云溪区  水利局  办公室\n",
    ];
    for text in texts {
        assert_eq!(printed(text), (Vec::new(), text.lines().count()), "{text}");
    }
}

#[test]
fn a_table_goes_on_behind_words_that_only_say_so() {
    let header = "序号\n项目名称\n建设地点\n总投资\n责任单位\n";
    let rows = |from: u32| -> String {
        let row = |n| {
            format!(
                "{n}\n{}泵站\n{}镇\n{}\n水务局\n",
                NAMES[n as usize],
                NAMES[n as usize],
                300 + 37 * n
            )
        };
        (from..from + 4).map(row).collect()
    };
    for between in ["续表1\n", "续表\n", "续上表\n", "（续表）\n"] {
        for header_again in ["", header] {
            let text =
                format!("表1 重点项目\n{header}{}{between}{header_again}{}", rows(1), rows(5));
            let (grid, open) = printed(&text);
            let ordinals: Vec<&str> = grid.iter().filter_map(|row| row.split('|').next()).collect();
            assert_eq!(ordinals, ["序号", "1", "2", "3", "4", "5", "6", "7", "8"], "{text}");
            assert_eq!(open, 0, "{text}");
        }
    }
}

const NAMES: [&str; 9] = ["", "东塘", "石门", "柳林", "南溪", "北港", "西山", "云台", "花桥"];
