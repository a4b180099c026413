use super::*;
use crate::document::{DocumentKind, Period};

const BODY: &str =
    "　　云溪区水系发达，河网密布，治水任务长期而艰巨，现将规划印发给你们，请认真贯彻执行。";
const NOTICE: &str = "云溪区人民政府关于印发云溪区“十四五”水利规划的通知";

fn text(source: &str) -> Document {
    let mut document = Document::default();
    crate::read::text(source, &Default::default(), &mut document);
    run(&mut document, &Options::default());
    document
}

fn page(source: &str) -> Document {
    let decoded = crate::decode::decode(source.as_bytes()).expect("the page is UTF-8");
    let mut document = Document::default();
    crate::read::read(decoded, &crate::read::Limits::default(), &mut document);
    run(&mut document, &Options::default());
    document
}

/// Value of a field by its name in `document.json`, lists joined with ` + `.
fn field(document: &Document, name: &str) -> String {
    let value = serde_json::to_value(&document.metadata).expect("metadata serialises");
    match &value[name] {
        serde_json::Value::String(text) => text.clone(),
        serde_json::Value::Array(list) => {
            list.iter().filter_map(|item| item.as_str()).collect::<Vec<_>>().join(" + ")
        }
        serde_json::Value::Null => String::new(),
        other => other.to_string(),
    }
}

fn expect(document: &Document, source: &str, wanted: &[(&str, &str)]) {
    for (name, value) in wanted {
        assert_eq!(&field(document, name), value, "{name} of\n{source}");
    }
}

fn check(source: &str, wanted: &[(&str, &str)]) {
    expect(&text(source), source, wanted);
}

fn check_page(source: &str, wanted: &[(&str, &str)]) {
    expect(&page(source), source, wanted);
}

/// Lines with the roles the pass gave them: T title, N number, M other metadata, W widget.
fn roles(document: &Document) -> String {
    let mark = |role: &Role| match role {
        Role::Title => 'T',
        Role::Metadata(Field::DocumentNumber) => 'N',
        Role::Metadata(_) => 'M',
        Role::Removed(_) => 'W',
        _ => '.',
    };
    document.blocks.iter().map(|block| mark(&block.role)).collect()
}

#[test]
fn letter_of_a_mirror() {
    let source = format!(
        "聚焦云溪“十四五”规划\n\n{NOTICE}\n\n  • 听全文\n  • 2022-03-18 09:12:40\n  • 来源: 云溪区\n  • 分享到\n\n\
         云府〔2022〕7号\n\n各镇人民政府、街道办事处，区政府各部门、各直属机构：\n\n{BODY}\n\n云溪区人民政府\n\n2022年3月4日\n\n\
         云溪区“十四五”水利规划\n\n第一章 总则\n{BODY}\n\n公开方式：主动公开"
    );
    let document = text(&source);
    expect(
        &document,
        &source,
        &[
            ("title", NOTICE),
            ("document_number", "云府〔2022〕7号"),
            ("issuer", "云溪区人民政府"),
            ("addressees", "各镇人民政府、街道办事处 + 区政府各部门 + 各直属机构"),
            ("issued", "2022-03-04"),
            ("published", "2022-03-18T09:12:40"),
            ("publisher", "云溪区"),
            ("openness", "主动公开"),
            ("region", "云溪区"),
            ("kind", "plan"),
        ],
    );
    assert_eq!(document.metadata.period, Some(Period { from: 2021, to: 2025, horizon: None }));
    assert_eq!(roles(&document), "MT.MM.N....T..M");
    assert_eq!(document.metadata.blocks[&Field::Addressees], [7, 7]);
    assert_eq!(document.metadata.blocks[&Field::Issued], [10, 10]);
}

#[test]
fn twice_is_once() {
    let source = format!(
        "{NOTICE}\n来源：云溪区\n云府〔2022〕7号\n各镇人民政府：\n{BODY}\n云溪区人民政府\n202234\n"
    );
    let mut document = text(&source);
    let once = document.clone();
    run(&mut document, &Options::default());
    assert_eq!(document, once);
}

#[test]
fn titles_over_lines() {
    for (lines, title) in [
        (
            "云溪区人民政府\n关于印发云溪区水利规划的\n通知",
            "云溪区人民政府关于印发云溪区水利规划的通知",
        ),
        (
            "云溪区人民政府关于印发云溪区\n水利规划的通知",
            "云溪区人民政府关于印发云溪区水利规划的通知",
        ),
        ("云溪区人民政府\n关于加强河道管理的意见", "云溪区人民政府关于加强河道管理的意见"),
        (
            "云溪区国民经济和社会发展\n第十四个五年规划纲要",
            "云溪区国民经济和社会发展第十四个五年规划纲要",
        ),
        (
            "云溪区水务局\n云溪区财政局\n关于印发治水方案的通知",
            "云溪区水务局 云溪区财政局关于印发治水方案的通知",
        ),
        ("云溪区水利规划\n（2021—2025年）", "云溪区水利规划（2021—2025年）"),
        ("云溪区水利规划\n（征求意见稿）", "云溪区水利规划（征求意见稿）"),
        ("云 溪 区 治 水 办 法", "云溪区治水办法"),
        ("云溪区政府信息公开网\n云溪区水利规划", "云溪区水利规划"),
        ("云溪区水利规划　云府〔2022〕7号", "云溪区水利规划"),
        ("走进云溪\n关于修建东湖水库的决定", "关于修建东湖水库的决定"),
    ] {
        check(&format!("{lines}\n\n{BODY}"), &[("title", title)]);
    }
}

#[test]
fn not_a_title() {
    for source in [
        format!("{BODY}\n{BODY}"),
        format!("第一章 总则\n{BODY}"),
        format!("目录\n第一章 总则\n{BODY}"),
        "云溪区人民政府".to_owned(),
        String::new(),
        "来源：云溪区\n2022-03-04".to_owned(),
    ] {
        check(&source, &[("title", "")]);
    }
    check_page(
        "<h2>*云府〔2021〕7号</h2>",
        &[("title", ""), ("document_number", "云府〔2021〕7号")],
    );
}

#[test]
fn numbers() {
    for (line, number) in [
        ("云府〔2022〕7号", "云府〔2022〕7号"),
        ("云府[2022]07号", "云府〔2022〕7号"),
        ("云府（2022）7号", "云府〔2022〕7号"),
        ("云府【2022】第7号", "云府〔2022〕7号"),
        ("（云府〔2022〕7号）", "云府〔2022〕7号"),
        ("第7号", "第7号"),
        ("2022年第7号", "2022年第7号"),
        ("文号：云府〔2022〕7号", "云府〔2022〕7号"),
        ("发文字号：云府[2022]7号", "云府〔2022〕7号"),
        ("文 件 编 号：云府办(2022)12号 公开方式：主动公开", "云府办〔2022〕12号"),
    ] {
        let source =
            format!("{NOTICE}\n{line}\n各镇人民政府：\n{BODY}\n云溪区人民政府\n2022年3月4日");
        let document = text(&source);
        expect(&document, &source, &[("document_number", number), ("title", NOTICE)]);
        assert_eq!(roles(&document), "TN....", "{source}");
    }
    check(
        &format!("{NOTICE}\n{BODY}\n根据云府〔2022〕7号文件。\n云府〔2022〕8号"),
        &[("document_number", "")],
    );
}

#[test]
fn addressees() {
    for (line, names) in [
        ("各镇人民政府：", "各镇人民政府"),
        (
            "各镇人民政府、街道办事处，区政府各部门、各直属机构:",
            "各镇人民政府、街道办事处 + 区政府各部门 + 各直属机构",
        ),
        ("各街道办事处,区政府各部门、各直属机构:", "各街道办事处 + 区政府各部门 + 各直属机构"),
        (
            "各省、自治区、直辖市人民政府，国务院各部委、各直属机构：",
            "各省、自治区、直辖市人民政府 + 国务院各部委 + 各直属机构",
        ),
        ("各市、县（区）人民政府：", "各市、县（区）人民政府"),
        ("区发展改革局、区财政局、区水务局：", "区发展改革局 + 区财政局 + 区水务局"),
        ("云溪区人民政府：", "云溪区人民政府"),
        ("各镇人民政府；各街道办事处；区直各单位：", "各镇人民政府 + 各街道办事处 + 区直各单位"),
        ("各区卫生健康局、财政局，市医保中心：", "各区卫生健康局、财政局 + 市医保中心"),
        ("各有关单位：", "各有关单位"),
        (
            "各乡镇人民政府、各街道办事处、县直各单位：",
            "各乡镇人民政府 + 各街道办事处 + 县直各单位",
        ),
        ("各镇党委、人民政府：", "各镇党委、人民政府"),
        ("各镇（街道）、区直各单位：", "各镇（街道） + 区直各单位"),
        ("各基层监管所，机关各股室：", "各基层监管所 + 机关各股室"),
        ("现将有关事项通知如下：", ""),
        ("各位代表：", ""),
        ("重点任务：", ""),
        ("一、水务局：", ""),
    ] {
        let source = format!("{NOTICE}\n\n{line}\n{BODY}");
        let document = text(&source);
        expect(&document, &source, &[("addressees", names)]);
        assert_eq!(document.blocks[1].role, Role::Unread, "{source}");
    }
    check(
        &format!("{NOTICE}\n\n各镇人民政府、街道办事处，区政府各部门、各直属\n机构：\n{BODY}"),
        &[("addressees", "各镇人民政府、街道办事处 + 区政府各部门 + 各直属机构")],
    );
}

#[test]
fn sign_offs() {
    for (lines, issuer, issued) in [
        ("云溪区人民政府\n2022年3月4日", "云溪区人民政府", "2022-03-04"),
        ("云溪区人民政府\n二〇二二年三月四日", "云溪区人民政府", "2022-03-04"),
        ("云溪区人民政府\n二○二二年三月四日", "云溪区人民政府", "2022-03-04"),
        ("云溪区人民政府\n２０２２年３月４日", "云溪区人民政府", "2022-03-04"),
        ("云溪区人民政府\n2022 年 3 月 4 日", "云溪区人民政府", "2022-03-04"),
        ("云溪区人民政府　　2022年3月4日", "云溪区人民政府", "2022-03-04"),
        ("云溪区人民政府（盖章）\n2022年3月4日", "云溪区人民政府", "2022-03-04"),
        ("云 溪 区 人 民 政 府\n2022年3月4日", "云溪区人民政府", "2022-03-04"),
        ("云溪区水务局　云溪区财政局\n2022年3月4日", "云溪区水务局 云溪区财政局", "2022-03-04"),
        ("云溪区水务局\n云溪区财政局\n2022年3月4日", "云溪区水务局 云溪区财政局", "2022-03-04"),
        ("2022年3月4日", "云溪区人民政府", "2022-03-04"),
        ("云溪区人民政府办公室\n202234", "云溪区人民政府办公室", ""),
        ("云溪区人民政府办公室\n2022年3月", "云溪区人民政府办公室", ""),
        ("云溪区人民政府办公室\n2022年34日", "云溪区人民政府办公室", ""),
    ] {
        let source =
            format!("{NOTICE}\n{BODY}\n附件：云溪区“十四五”水利规划\n{lines}\n（此件公开发布）");
        check(&source, &[("issuer", issuer), ("issued", issued), ("openness", "公开发布")]);
    }
}

#[test]
fn damage_is_said_aloud() {
    let document = text(&format!("{NOTICE}\n{BODY}\n云溪区人民政府\n202234"));
    assert_eq!(document.diagnostics.len(), 1);
    assert_eq!(document.diagnostics[0].code, "metadata-doubt");
    let document =
        text(&format!("{NOTICE}\n成文日期：2022年3月5日\n{BODY}\n云溪区人民政府\n2022年3月4日"));
    expect(&document, "two dates", &[("issued", "2022-03-05")]);
    assert_eq!(document.diagnostics.len(), 1);
}

#[test]
fn info_lines() {
    for (line, wanted) in [
        (
            "发布时间：2022-03-18 来源：云溪区",
            &[("published", "2022-03-18"), ("publisher", "云溪区")][..],
        ),
        (
            "发布日期：2022年3月18日　浏览次数：120　字体：[大 中 小]",
            &[("published", "2022-03-18")],
        ),
        (
            "2022-03-18 09:12 来源：云溪日报 作者：张三",
            &[("published", "2022-03-18T09:12:00"), ("publisher", "云溪日报")],
        ),
        (
            "来源：云溪区水务局　|　发布时间：2022/3/18　|　打印",
            &[("published", "2022-03-18"), ("publisher", "云溪区水务局")],
        ),
        ("信息来源：云溪区水务局 【打印】【关闭】", &[("publisher", "云溪区水务局")]),
        ("稿源：云溪日报", &[("publisher", "云溪日报")]),
        ("公开方式：主动公开 有效性：有效", &[("openness", "主动公开"), ("validity", "有效")]),
        ("公开属性：依申请公开", &[("openness", "依申请公开")]),
        ("索 引 号：YX-01/2022-00012", &[("index_number", "YX-01/2022-00012")]),
        ("统一编号：YXGS-2022-01", &[("registration_number", "YXGS-2022-01")]),
        ("主题分类：农业、林业、水利\\水利", &[("subject", "农业、林业、水利\\水利")]),
        ("所属栏目：规划计划", &[("column", "规划计划")]),
        ("发文机关：云溪区人民政府办公室", &[("issuer", "云溪区人民政府办公室")]),
        ("成文日期：二〇二二年三月四日", &[("issued", "2022-03-04")]),
        ("印发日期：2022.03.04", &[("issued", "2022-03-04")]),
        ("2022-03-18", &[("published", "2022-03-18")]),
        ("2022年3月18日 09:12", &[("published", "2022-03-18T09:12:00")]),
        ("发布时间：", &[("published", "")]),
        ("发布时间：近日", &[("published", "")]),
        ("实施日期：2022年3月18日", &[("published", ""), ("issued", "")]),
    ] {
        let source = format!("{NOTICE}\n{line}\n{BODY}");
        let document = text(&source);
        expect(&document, &source, wanted);
        expect(&document, &source, &[("title", NOTICE)]);
        assert_eq!(roles(&document), "TM.", "{source}");
    }
}

#[test]
fn flattened_tables() {
    let rows = [
        "索引号：",
        "YX-01",
        "主题分类：",
        "水利",
        "发文机关：",
        "云溪区人民政府",
        "成文日期：",
        "2022年3月4日",
        "标　　题：",
        NOTICE,
        "发文字号：",
        "云府〔2022〕7号",
        "发布日期：",
        "2022年3月18日",
        "主 题 词：",
    ];
    let wanted = [
        ("title", NOTICE),
        ("index_number", "YX-01"),
        ("subject", "水利"),
        ("issuer", "云溪区人民政府"),
        ("issued", "2022-03-04"),
        ("published", "2022-03-18"),
        ("document_number", "云府〔2022〕7号"),
    ];
    let source = format!("{}\n{NOTICE}\n云府〔2022〕7号\n各镇人民政府：\n{BODY}", rows.join("\n"));
    let document = text(&source);
    expect(&document, &source, &wanted);
    assert!(roles(&document).ends_with("TN.."), "{}", roles(&document));
    let lines = [
        "索 引 号YX-01",
        "信息分类水利",
        "发布机构云溪区人民政府",
        "成文日期2022年3月4日",
        "文　号",
        "有 效 性有效",
    ];
    check(
        &format!("{}\n{NOTICE}\n{BODY}", lines.join("\n")),
        &[
            ("index_number", "YX-01"),
            ("issuer", "云溪区人民政府"),
            ("issued", "2022-03-04"),
            ("validity", "有效"),
            ("document_number", ""),
            ("title", NOTICE),
        ],
    );
}

#[test]
fn the_text_is_left_alone() {
    for line in [
        "来源：云溪区统计局",
        "发布时间：2022-03-18",
        "公开方式：主动公开",
        "云府〔2022〕7号",
        "资料来源：年鉴",
        "2022-03-18",
        "索引号：YX-01",
        "标题：治水",
    ] {
        let source = format!("{NOTICE}\n{BODY}\n{line}\n{BODY}\n第二章 任务\n{BODY}");
        assert_eq!(roles(&text(&source)), "T.....", "{source}");
    }
    let table = format!("{NOTICE}\n{BODY}\n表1\n指标\n单位\n堤防\n公里\n12\n来源：云溪区水务局");
    assert_eq!(roles(&text(&table)), "T........", "{table}");
}

#[test]
fn below_the_text() {
    for (line, name, value) in [
        ("公开方式：主动公开", "openness", "主动公开"),
        ("来源：云溪区水务局　发布时间：2022-03-18", "publisher", "云溪区水务局"),
        ("发布时间：2022-03-18", "published", "2022-03-18"),
        ("责任编辑：张三", "publisher", ""),
        ("信息公开属性: 主动公开", "openness", "主动公开"),
    ] {
        let source = format!("{NOTICE}\n{BODY}\n云溪区人民政府\n2022年3月4日\n{line}");
        let document = text(&source);
        expect(&document, &source, &[(name, value), ("issued", "2022-03-04")]);
        assert!(roles(&document).ends_with('M'), "{source}");
    }
}

#[test]
fn menus_and_contacts_are_left_alone() {
    let source = format!(
        "主题分类\n首页\n新闻\n{NOTICE}\n{BODY}\n云溪区人民政府\n2022年3月4日\n联系电话：12345"
    );
    assert_eq!(roles(&text(&source)), "...T....", "{source}");
}

#[test]
fn plans_without_a_notice() {
    check(
        &format!("云溪区水利发展“十三五”规划\n\n{BODY}"),
        &[
            ("title", "云溪区水利发展“十三五”规划"),
            ("region", "云溪区"),
            ("kind", "plan"),
            ("issuer", ""),
            ("issued", ""),
            ("period", r#"{"from":2016,"horizon":null,"to":2020}"#),
        ],
    );
    check(
        &format!(
            "云江省国民经济和社会发展第十个五年计划纲要\n（2001年2月16日云江省第九届人民代表大会第四次会议通过）\n{BODY}"
        ),
        &[
            ("title", "云江省国民经济和社会发展第十个五年计划纲要"),
            ("issued", "2001-02-16"),
            ("region", "云江省"),
            ("period", r#"{"from":2001,"horizon":null,"to":2005}"#),
        ],
    );
    check(
        &format!(
            "云江省国民经济和社会发展第十四个五年规划和2035年远景目标纲要\n目　录\n第一章 总则\n{BODY}"
        ),
        &[("period", r#"{"from":2021,"horizon":2035,"to":2025}"#), ("kind", "plan")],
    );
}

#[test]
fn between_title_and_text() {
    let under = |lines: &str| format!("云溪区统计公报\n{lines}\n{BODY}\n一、综合\n{BODY}");
    check(
        &under("云溪区统计局　国家统计局云溪调查队\n2022年3月25日"),
        &[
            ("issuer", "云溪区统计局 国家统计局云溪调查队"),
            ("issued", "2022-03-25"),
            ("published", ""),
        ],
    );
    check(
        &under("来源：云溪区统计局\n2022年3月25日"),
        &[("issued", ""), ("published", "2022-03-25")],
    );
    check(
        &format!(
            "政府工作报告\n——2023年1月9日在澜州市云溪区第七届人民代表大会第三次会议上\n云溪区区长　张三\n各位代表：\n{BODY}"
        ),
        &[
            ("title", "政府工作报告"),
            ("issued", "2023-01-09"),
            ("region", "澜州市云溪区"),
            ("kind", "work_report"),
            ("addressees", ""),
        ],
    );
}

#[test]
fn day_of_a_speech_whose_title_no_line_prints() {
    let speech = format!(
        "——2023年1月9日在澜州市云溪区第七届人民代表大会第三次会议上\n云溪区区长　张三\n各位代表：\n{BODY}"
    );
    check(&speech, &[("issued", "2023-01-09"), ("region", "澜州市云溪区")]);
}

#[test]
fn times_of_day() {
    for (lines, published) in [
        ("发布日期：2022年3月18日\n发布时间：2022-03-18 09:12:40", "2022-03-18T09:12:40"),
        ("发布日期：2022年3月18日\n发布时间：2022-03-19 09:12:40", "2022-03-18"),
    ] {
        check(&format!("{NOTICE}\n{lines}\n{BODY}"), &[("published", published)]);
    }
}

#[test]
fn kinds_with_their_text() {
    let long = BODY.repeat(80);
    for (title, body, kind) in [
        ("云溪区人民政府关于印发云溪区水利规划的通知", long.as_str(), DocumentKind::Plan),
        ("云溪区人民政府关于印发云溪区水利规划的通知", BODY, DocumentKind::Notice),
        ("云溪区人民政府关于印发河道管理办法的通知", &long, DocumentKind::Measures),
        ("云溪区水务局关于开展河道检查的通知", &long, DocumentKind::Notice),
        ("云溪区水利规划（草案）", &long, DocumentKind::PlanDraft),
        ("2021年云溪区国民经济和社会发展统计公报", &long, DocumentKind::Communique),
        ("云溪区人民政府关于同意东湖水库规划的批复", &long, DocumentKind::Other),
    ] {
        let document = text(&format!("{title}\n{body}"));
        assert_eq!(document.metadata.kind, Some(kind), "{title}");
    }
}

#[test]
fn titles_behind_the_letter() {
    let letter = format!("{NOTICE}\n{BODY}\n云溪区人民政府\n2022年3月4日");
    for (behind, wanted) in [
        ("云溪区“十四五”水利规划", "T"),
        ("（此件公开发布）\n云溪区“十四五”水利规划", ".T"),
        ("云溪区\n“十四五”水利规划", "TT"),
        ("附件\n云溪区“十四五”水利规划", ".T"),
        ("附件\n云溪区防汛值班清单", ".."),
        ("云溪区水利规划\n（2021—2025年）", "TT"),
        ("第一章 总则", "."),
    ] {
        let source = format!("{letter}\n\n{behind}\n{BODY}");
        assert_eq!(roles(&text(&source)), format!("T...{wanted}."), "{source}");
    }
}

#[test]
fn page_of_ucap() {
    let source = format!(
        r#"<html><head><title>{NOTICE}_云溪区人民政府</title><meta name="ArticleTitle" content="{NOTICE}">
        <meta name="PubDate" content="2022-03-18 09:12:40"><meta name="ContentSource" content="云溪区水务局">
        <meta name="ColumnName" content="规划计划"></head><body><h1><ucaptitle>{NOTICE}</ucaptitle></h1>
        <div class="info">2022年03月18日　来源：<ucapsource>云溪区水务局</ucapsource>　【字体：大 中 小】</div>
        <ucapcontent><p align="center">云府〔2022〕7号</p><p>各镇人民政府：</p><p>{BODY}</p>
        <p align="right">云溪区人民政府</p><p align="right">2022年3月4日</p></ucapcontent></body></html>"#
    );
    check_page(
        &source,
        &[
            ("title", NOTICE),
            ("document_number", "云府〔2022〕7号"),
            ("issuer", "云溪区人民政府"),
            ("issued", "2022-03-04"),
            ("published", "2022-03-18T09:12:40"),
            ("publisher", "云溪区水务局"),
            ("column", "规划计划"),
            ("addressees", "各镇人民政府"),
        ],
    );
}

#[test]
fn page_of_trs_with_a_table() {
    let source = format!(
        r#"<html><head><title>云溪区人民政府</title></head><body><table border="1"><tr><td>索 引 号：</td><td>YX-01</td>
        <td>主题分类：</td><td>水利</td></tr><tr><td>发文机关：</td><td>云溪区人民政府</td><td>成文日期：</td><td>2022年3月4日</td></tr>
        <tr><td>标　　题：</td><td colspan="3">{NOTICE}</td></tr><tr><td>发文字号：</td><td>云府〔2022〕7号</td><td>发布日期：</td>
        <td>2022年3月18日</td></tr><tr><td>主 题 词：</td><td></td><td>有效性：</td><td>有效</td></tr></table>
        <div class="TRS_Editor"><p align="center"><b>云溪区人民政府关于印发云溪区</b></p>
        <p align="center"><b>“十四五”水利规划的通知</b></p><p align="center">云府〔2022〕7号</p><p>各镇人民政府：</p><p>{BODY}</p></div></body></html>"#
    );
    let document = page(&source);
    expect(
        &document,
        &source,
        &[
            ("title", NOTICE),
            ("index_number", "YX-01"),
            ("subject", "水利"),
            ("issuer", "云溪区人民政府"),
            ("issued", "2022-03-04"),
            ("published", "2022-03-18"),
            ("validity", "有效"),
            ("document_number", "云府〔2022〕7号"),
        ],
    );
    assert!(roles(&document).ends_with("TTN.."), "{}", roles(&document));
}

#[test]
fn page_of_gkmlpt() {
    let source = format!(
        r#"<html><head><meta name="articletitle" content="{NOTICE}"></head><body><h1>云溪区政府信息公开</h1>
        <div class="classify"><table><tr><td class="label">索引号:</td><td><span>YX-01</span></td><td class="label">分类:</td><td></td></tr>
        <tr><td>发布机构:</td><td>云溪区水务局</td><td>成文日期:</td><td>2022-03-04</td></tr><tr><td>名称:</td><td colspan="3">{NOTICE}</td></tr>
        <tr><td>文号:</td><td>云水[2022]7号</td><td>发布日期:</td><td>2022-03-18</td></tr></table></div>
        <h1 class="title">{NOTICE}</h1><div class="date-row">发布日期：2022-03-18 浏览次数：-</div>
        <div class="article-content"><p>各镇人民政府：</p><p>{BODY}</p></div></body></html>"#
    );
    check_page(
        &source,
        &[
            ("title", NOTICE),
            ("index_number", "YX-01"),
            ("issuer", "云溪区水务局"),
            ("document_number", "云水〔2022〕7号"),
            ("published", "2022-03-18"),
            ("subject", ""),
        ],
    );
}

#[test]
fn page_of_hanweb() {
    let source = format!(
        r#"<html><head><title>{NOTICE}</title><META NAME="pubdate" CONTENT="2022-03-18 09:12"><meta name="contentSource" content="区水务局">
        <meta name="ColumnName" content="水利"></head><body><table><tr><td>{NOTICE}</td></tr><tr><td><table><tr>
        <td>发布日期：2022-03-18</td><td>浏览次数：</td><td>信息来源：区水务局</td></tr></table></td></tr>
        <tr><td><div id="zoom"><p>{BODY}</p><p>{BODY}</p></div></td></tr></table></body></html>"#
    );
    check_page(
        &source,
        &[
            ("title", NOTICE),
            ("published", "2022-03-18T09:12:00"),
            ("publisher", "区水务局"),
            ("column", "水利"),
        ],
    );
}

#[test]
fn page_of_word() {
    let source = format!(
        r#"<html><head><title>Microsoft Word 文档</title></head><body><div class="Section1">
        <p class="MsoNormal" align="center"><b><span>云溪区人民政府</span></b></p>
        <p class="MsoNormal" align="center"><b><span>关于印发云溪区“十四五”水利规划的通知</span></b></p>
        <p class="MsoNormal" align="center"><span>云府〔２０２２〕７号</span></p>
        <p class="MsoNormal"><span>各镇人民政府，区直各单位：</span></p><p class="MsoNormal"><span>{BODY}</span></p>
        <p class="MsoNormal" align="right"><span>云溪区人民政府</span></p>
        <p class="MsoNormal" align="right"><span>二〇二二年三月四日</span></p></div></body></html>"#
    );
    check_page(
        &source,
        &[
            ("title", NOTICE),
            ("document_number", "云府〔2022〕7号"),
            ("addressees", "各镇人民政府 + 区直各单位"),
            ("issued", "2022-03-04"),
            ("issuer", "云溪区人民政府"),
            ("published", ""),
            ("publisher", ""),
        ],
    );
}

#[test]
fn titles_taken_for_the_page() {
    let source = format!(
        "<html><body><h2>{NOTICE}</h2><p align=center>云溪区水务局</p><p align=center>2022年3月4日</p><p>{BODY}</p><p>{BODY}</p></body></html>"
    );
    let mut document = page(&source);
    document.blocks[0].role = Role::Removed(crate::document::Reason::Duplicate);
    document.blocks[1].role = Role::Title;
    document.blocks[2].role = Role::Metadata(Field::Other);
    run(&mut document, &Options::default());
    expect(
        &document,
        &source,
        &[("title", NOTICE), ("issuer", "云溪区水务局"), ("issued", "2022-03-04")],
    );
    assert_eq!(roles(&document), "T....", "{source}");
    let once = document.clone();
    run(&mut document, &Options::default());
    assert_eq!(document, once);
}

#[test]
fn entries_taken_for_a_menu() {
    let source = format!(
        "<dl><dt>索引号：</dt><dd>YX-1</dd><dt>发布机构：</dt><dd>云溪区水务局</dd><dt>公开方式：</dt><dd>主动公开</dd></dl>\
         <ul><li>首页</li><li>新闻</li></ul><h1>{NOTICE}</h1><p>{BODY}</p><p>{BODY}</p>"
    );
    let mut document = page(&source);
    for number in [1, 3, 5, 6, 7] {
        document.blocks[number].role = Role::Removed(crate::document::Reason::Navigation);
    }
    run(&mut document, &Options::default());
    expect(
        &document,
        &source,
        &[("index_number", "YX-1"), ("issuer", "云溪区水务局"), ("openness", "主动公开")],
    );
    assert_eq!(roles(&document), "MMMMMMWWT..", "{source}");
}

#[test]
fn time_of_day_from_the_head() {
    let source = format!(
        r#"<html><head><meta name="PubDate" content="2022-03-18 16:30"></head><body><h1>{NOTICE}</h1>
        <div>索引号</div><div>YX-1</div><div>文号</div><div>云府〔2022〕7号</div><div>发布日期</div><div>2022-03-18</div><p>{BODY}</p></body></html>"#
    );
    let document = page(&source);
    expect(
        &document,
        &source,
        &[("published", "2022-03-18T16:30:00"), ("document_number", "云府〔2022〕7号")],
    );
    assert_eq!(roles(&document), "TMMNNMM.", "{source}");
}

#[test]
fn fields_of_a_converted_page() {
    let source = format!(
        r#"<html><head><meta name="ArticleTitle" content="關于治理云溪區河道的意見"><meta name="ContentSource" content="云溪區">
        </head><body><p>{BODY}</p><p>{BODY}</p></body></html>"#
    );
    let mut document = page(&source);
    document.source.script = crate::document::Script::Traditional;
    run(&mut document, &Options::default());
    expect(&document, &source, &[("title", "关于治理云溪区河道的意见"), ("publisher", "云溪区")]);
}

#[test]
fn spam_is_no_title() {
    let source = format!(
        r#"<html><head><title>甲乙丙官网,丁戊己下载,庚辛壬平台</title><meta name="ArticleTitle" content="甲乙,丙丁,戊己"></head><body>
        <p align="center">{NOTICE}</p><p>{BODY}</p></body></html>"#
    );
    check_page(&source, &[("title", NOTICE)]);
}
