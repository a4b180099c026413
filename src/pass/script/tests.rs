use proptest::prelude::*;

use super::*;
use crate::document::{Block, Layout, Reason};

const TRADITIONAL: &str = "關於經濟發展規劃實施學習機關國務院廣東會議精神歷史與時間";
const SIMPLIFIED: &str = "关于经济发展规划实施学习机关国务院广东会议精神历史与时间";

fn document(lines: &[&str]) -> Document {
    let mut document = Document::default();
    for line in lines {
        let start = document.text.clean.len() as u32;
        document.text.clean.push_str(line);
        let clean = start..document.text.clean.len() as u32;
        document.text.clean.push('\n');
        let (layout, role) = (Layout::default(), Role::Unread);
        document.blocks.push(Block { published: clean.clone(), clean, layout, role });
    }
    document
}

fn passed(lines: &[&str]) -> Document {
    let mut document = document(lines);
    run(&mut document, &Options::default());
    document
}

/// The phrase in a document of the script of `frame`, with its punctuation kept.
fn within(frame: &str, phrase: &str) -> String {
    let mut document = document(&[frame, phrase, frame]);
    run(&mut document, &Options { keep_punctuation: true, ..Options::default() });
    document.clean(1).to_owned()
}

fn check_traditional(cases: &[(&str, &str)]) {
    for (phrase, expected) in cases {
        assert_eq!(within(TRADITIONAL, phrase), *expected, "{phrase}");
    }
}

/// The phrase in a Simplified document that lost its Chinese punctuation.
fn check_punctuation(cases: &[(&str, &str)]) {
    for (phrase, expected) in cases {
        let document = passed(&["加快建设,统筹推进,全面实施", phrase]);
        assert_eq!(document.clean(1), *expected, "{phrase}");
    }
}

fn codes(document: &Document) -> Vec<&str> {
    document.diagnostics.iter().map(|one| one.code.as_str()).collect()
}

#[test]
fn simplified_documents_are_left_alone() {
    for phrase in [
        "李乾同志",
        "登高瞭望",
        "一片狼藉",
        "以示慰藉",
        "著名学者",
        "著力",
        "濛阳街道",
        "魏徵",
        "么么哒",
        "覆盖",
        "後頭",
        "萬樓村",
        "「云溪」",
    ] {
        assert_eq!(within(SIMPLIFIED, phrase), phrase);
    }
}

#[test]
fn the_script_of_a_document() {
    let mixed = [SIMPLIFIED, TRADITIONAL].concat();
    for (lines, expected) in [
        (vec![SIMPLIFIED], Script::Simplified),
        (vec![TRADITIONAL], Script::Traditional),
        (vec![SIMPLIFIED, TRADITIONAL], Script::Mixed),
        (vec![mixed.as_str()], Script::Mixed),
        (vec!["云溪"], Script::Simplified),
        (vec!["上下左右"], Script::Simplified),
        (vec!["雲溪區"], Script::Traditional),
        (vec!["2021 plan, 45%"], Script::None),
        (vec![], Script::None),
        (vec!["これは日本の経済計画です。発展の歴史。"], Script::None),
        (vec![SIMPLIFIED, SIMPLIFIED, "後"], Script::Simplified),
    ] {
        assert_eq!(passed(&lines).source.script, expected, "{lines:?}");
    }
}

#[test]
fn japanese_is_left_alone() {
    let text = "経済発展のための計画を実施する。關係機關との連絡";
    assert_eq!(passed(&[text]).clean(0), text);
}

#[test]
fn removed_blocks_have_no_say() {
    let mut document = document(&[SIMPLIFIED, TRADITIONAL]);
    document.blocks[0].role = Role::Removed(Reason::Spam);
    run(&mut document, &Options::default());
    assert_eq!(document.source.script, Script::Traditional);
}

#[test]
fn characters_and_their_variants() {
    check_traditional(&[
        ("關於雲溪區規劃的通知", "关于云溪区规划的通知"),
        ("關于發展", "关于发展"),
        ("髮展", "发展"),
        ("為爲", "为为"),
        ("裏裡", "里里"),
        ("衆眾", "众众"),
        ("綫線", "线线"),
        ("産產", "产产"),
        ("啓啟", "启启"),
        ("説說", "说说"),
        ("歷歴曆", "历历历"),
        ("強化臺灣平台", "强化台湾平台"),
        ("傢具", "家具"),
        ("係統", "系统"),
        ("聯繫", "联系"),
        ("然後", "然后"),
        ("皇后", "皇后"),
        ("麵向", "面向"),
        ("鐘點", "钟点"),
        ("範圍", "范围"),
        ("製度", "制度"),
        ("放鬆", "放松"),
        ("資訊軟體", "资讯软体"),
        ("値得", "值得"),
        ("竹谿縣", "竹溪县"),
        ("婦姑勃谿", "妇姑勃谿"),
        ("鄕鎭", "乡镇"),
        ("衞生", "卫生"),
        ("甚麼", "什么"),
        ("祇能", "只能"),
        ("衹要", "只要"),
        ("舖設", "铺设"),
        ("計畫和規畫", "计划和规划"),
        ("策畫", "策划"),
        ("畫廊", "画廊"),
        ("下沈", "下沉"),
        ("沈浸式", "沉浸式"),
        ("沈先生", "沈先生"),
        ("沉淀", "沉淀"),
    ]);
}

#[test]
fn zhe_and_zhu() {
    check_traditional(&[
        ("著力推進", "着力推进"),
        ("著眼長遠", "着眼长远"),
        ("著手", "着手"),
        ("圍繞著民生", "围绕着民生"),
        ("有著重要意義", "有着重要意义"),
        ("意味著", "意味着"),
        ("隨著作業面擴大", "随着作业面扩大"),
        ("發揮著作用", "发挥着作用"),
        ("顯著提高", "显著提高"),
        ("彰顯著活力", "彰显着活力"),
        ("成效卓著", "成效卓著"),
        ("著名景點", "著名景点"),
        ("隨著著名景點開放", "随着著名景点开放"),
        ("著作權", "著作权"),
        ("專著", "专著"),
        ("名著", "名著"),
        ("企業名著力", "企业名着力"),
        ("討論著方案", "讨论着方案"),
        ("論著", "论著"),
        ("合著", "合著"),
        ("結合著實際", "结合着实际"),
        ("拿著書", "拿着书"),
        ("著書立說", "著书立说"),
        ("他所著的書", "他所著的书"),
        ("編著者", "编著者"),
        ("著著", "着着"),
        ("著", "着"),
    ]);
}

#[test]
fn characters_that_depend_on_their_neighbours() {
    check_traditional(&[
        ("餅乾", "饼干"),
        ("餅乾造型", "饼干造型"),
        ("乾燥設備", "干燥设备"),
        ("乾隆年間", "乾隆年间"),
        ("乾坤", "乾坤"),
        ("乾安縣", "乾安县"),
        ("王乾", "王乾"),
        ("聯繫人：王乾，電話", "联系人：王乾，电话"),
        ("對於單位", "对于单位"),
        ("位於潛江", "位于潜江"),
        ("對於戲曲", "对于戏曲"),
        ("特徵調整", "特征调整"),
        ("徵調車輛", "征调车辆"),
        ("徵收", "征收"),
        ("宮商角徵羽", "宫商角徵羽"),
        ("顛覆成果", "颠覆成果"),
        ("覆蓋率", "覆盖率"),
        ("批覆", "批复"),
        ("答覆函", "答复函"),
        ("重覆", "重复"),
        ("藉助平臺", "借助平台"),
        ("藉著東風", "借着东风"),
        ("憑藉優勢", "凭借优势"),
        ("慰藉", "慰藉"),
        ("瞭解情況", "了解情况"),
        ("瞭望塔", "瞭望塔"),
        ("座標系", "坐标系"),
        ("一座標誌性建築", "一座标志性建筑"),
        ("濛陽鎮", "濛阳镇"),
        ("濛濛細雨", "蒙蒙细雨"),
    ]);
}

#[test]
fn simplified_blocks_of_a_traditional_document() {
    check_traditional(&[
        ("干部李乾", "干部李乾"),
        ("显著提升著力点", "显著提升着力点"),
        ("以此为藉口", "以此为借口"),
        ("濛阳街道", "濛阳街道"),
        ("么么哒们", "么么哒们"),
    ]);
}

#[test]
fn mixed_documents_turn_block_by_block() {
    let document = passed(&[SIMPLIFIED, SIMPLIFIED, TRADITIONAL, "李乾", "雲溪區餅乾", "著力"]);
    assert_eq!(document.source.script, Script::Mixed);
    let texts: Vec<_> = document.clean_texts().collect();
    assert_eq!(texts, [SIMPLIFIED, SIMPLIFIED, SIMPLIFIED, "李乾", "云溪区饼干", "著力"]);
}

#[test]
fn unmarked_blocks_follow_the_greater_part() {
    let mostly = passed(&[SIMPLIFIED, TRADITIONAL, TRADITIONAL, "著力"]);
    assert_eq!(mostly.source.script, Script::Mixed);
    assert_eq!(mostly.clean(3), "着力");
}

#[test]
fn conversion_is_reported() {
    let document = passed(&["聚焦雲溪區“十四五”規劃", "關于印發規劃的通知"]);
    assert_eq!(codes(&document), ["script-converted"]);
    assert_eq!(document.diagnostics[0].message, "8 Traditional characters turned to Simplified");
    assert_eq!(document.diagnostics[0].blocks, Some([0, 1]));
    assert_eq!(document.source.damage, [Damage::ScriptConverted]);
}

#[test]
fn genuine_traditional_is_no_damage() {
    let document = passed(&["關於「雲溪」的規劃"]);
    assert_eq!(document.clean(0), "关于“云溪”的规划");
    assert_eq!(codes(&document), ["script-converted", "quotes-converted"]);
    assert!(document.source.damage.is_empty());
}

#[test]
fn marks_between_chinese() {
    check_punctuation(&[
        ("第一,第二;第三:第四!", "第一，第二；第三：第四！"),
        ("各街道办事处,区政府各部门:", "各街道办事处，区政府各部门："),
        ("注:", "注："),
        ("专栏1:云溪", "专栏1：云溪"),
        ("专栏8-1:云溪", "专栏8-1：云溪"),
        ("3370.05亿元,比上年", "3370.05亿元，比上年"),
        ("增长5%,其中", "增长5%，其中"),
        ("GDP,增速", "GDP，增速"),
        ("《纲要》,现印发", "《纲要》，现印发"),
        ("“双创”,升级", "“双创”，升级"),
        ("一, 二", "一， 二"),
        ("来源: 云溪区", "来源： 云溪区"),
        ("网址:http://a.cn/b?c=1,联系", "网址：http://a.cn/b?c=1，联系"),
        ("时间:15:51:55", "时间：15:51:55"),
        ("是什么?", "是什么？"),
        ("为何如此?答案是", "为何如此？答案是"),
        ("完成了?", "完成了？"),
        ("“是谁?”他问", "“是谁？”他问"),
        ("一,,二", "一，，二"),
    ]);
}

#[test]
fn marks_of_numbers_and_words() {
    for text in [
        "5,402,640",
        "1:3",
        "3.5",
        "2021-07-08 15:51:55",
        "a@b.cn",
        "Yes, it is: so!",
        "http://a.cn/x?y=1;z=2",
        "云?溪区规划",
        "A,B,C",
        "(%)",
        "(1)",
        "1)推进",
        "f(x)",
        "\"3+3\"",
        "&emsp;号",
        "&#12288;号",
        "<p style=\"a:宋体;\">云溪,区</p>",
    ] {
        check_punctuation(&[(text, text)]);
    }
}

#[test]
fn brackets_and_quotes() {
    check_punctuation(&[
        ("时期(2021—2025年)是", "时期（2021—2025年）是"),
        ("增速(%)", "增速(%)"),
        ("增速(%)达到", "增速（%）达到"),
        ("总值(GDP)", "总值(GDP)"),
        ("(一)总则", "（一）总则"),
        ("(1)推进", "(1)推进"),
        ("（甲)和(乙）", "（甲）和（乙）"),
        ("甲(乙(丙)丁)", "甲（乙（丙）丁）"),
        ("甲(乙", "甲(乙"),
        ("甲)乙", "甲)乙"),
        ("\"双创\"升级", "“双创”升级"),
        ("发展\"3+3\"产业", "发展“3+3”产业"),
        ("说:\"3+3\",比", "说：“3+3”，比"),
        ("英寸3\"的\"屏", "英寸3“的”屏"),
        ("只有一个\"引号", "只有一个\"引号"),
        ("3\"和5\"以及7\"", "3\"和5\"以及7\""),
    ]);
}

#[test]
fn own_style_is_kept() {
    let good = "加快建设，统筹推进，全面实施，持续发力，不断提升。";
    for text in ["(一)总则", "注:", "\"双创\""] {
        let document = passed(&[good, good, text]);
        assert_eq!(document.clean(2), text);
        assert!(document.source.damage.is_empty());
    }
}

#[test]
fn punctuation_is_kept_on_request() {
    let mut document = document(&["關于「雲溪」,規劃"]);
    run(&mut document, &Options { keep_punctuation: true, ..Options::default() });
    assert_eq!(document.clean(0), "关于「云溪」,规划");
    assert_eq!(codes(&document), ["script-converted"]);
}

#[test]
fn restored_punctuation_is_reported() {
    let document = passed(&["加快建设,统筹推进", "总则", "注:"]);
    assert_eq!(codes(&document), ["punctuation-restored"]);
    assert_eq!(document.diagnostics[0].blocks, Some([0, 2]));
    assert_eq!(document.source.damage, [Damage::AsciiPunctuation]);
}

#[test]
fn text_by_lines() {
    for (text, expected) in [
        ("", ""),
        ("\n\n", "\n\n"),
        ("關于雲溪區,規劃\r\n第一章  總則\n", "关于云溪区，规划\r\n第一章  总则\n"),
        ("关于云溪区，规划", "关于云溪区，规划"),
        ("著力「推進」", "着力“推进”"),
    ] {
        assert_eq!(simplify(text, &Options::default()), expected);
    }
}

#[test]
fn long_input_takes_linear_time() {
    for text in
        ["(".repeat(500_000), "中,".repeat(300_000), "關\"".repeat(200_000), ":?".repeat(300_000)]
    {
        assert!(simplify(&text, &Options::default()).len() >= text.len());
    }
}

proptest! {
    #[test]
    fn any_document_is_passed_once(
        lines in prop::collection::vec("[著名力乾隆於單關于云溪區区瞭望「」“”,:;?!()（），：\" 15a%么]{0,24}|\\PC{0,24}", 0..6),
    ) {
        let lines: Vec<_> = lines.iter().map(String::as_str).collect();
        let once = passed(&lines);
        prop_assert_eq!(once.blocks.len(), lines.len());
        let mut twice = once.clone();
        run(&mut twice, &Options::default());
        prop_assert_eq!(&twice, &once);
    }

    #[test]
    fn only_script_and_width_change(text in "[著名力關于云溪區区,:;?!()（），： 15a%\\n]{0,60}") {
        let once = simplify(&text, &Options::default());
        prop_assert_eq!(once.chars().count(), text.chars().count());
        prop_assert_eq!(simplify(&once, &Options::default()), once);
    }

    #[test]
    fn simplified_text_is_no_longer_traditional(text in "[關於經濟發展規劃云溪区0-9\\n]{0,60}") {
        let options = Options { keep_punctuation: true, ..Options::default() };
        let script = count_scripts(simplify(&text, &options).lines()).0.script();
        prop_assert!(matches!(script, Script::Simplified | Script::None));
    }
}
