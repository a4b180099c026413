use super::*;
use crate::document::{Block, Container, Hints, Layout, Status};

/// Lines of a plan around what is tested.
const BODY: [&str; 4] = [
    "各镇人民政府，区政府各部门：",
    "为推动云溪区经济社会持续健康发展，根据有关法律法规，结合本区实际，编制本规划。",
    "第一章　发展基础",
    "五年来，全区综合实力稳步提升，主要指标完成情况总体良好，民生福祉持续增进。",
];
const MIDDLE: &str = "坚持新发展理念，以高质量发展为主题，统筹推进各项事业，确保规划目标如期实现。";

fn plain(lines: &[&str]) -> Document {
    let mut document = line::tests::document(lines);
    run(&mut document, &Options::default());
    document
}

#[test]
fn running_twice_is_running_once() {
    let lines = [
        "国产精品久久久_亚洲av无码_云溪区人民政府工作报告",
        "分享到",
        "首页",
        BODY[1],
        "主办：云溪区人民政府",
    ];
    let once = plain(&lines);
    let mut twice = once.clone();
    run(&mut twice, &Options::default());
    assert_eq!(once, twice);
    assert_eq!(once.clean(0), "云溪区人民政府工作报告");
    assert_eq!(once.diagnostics.len(), 1);
}

#[test]
fn any_text_is_survived() {
    for text in
        ["", "-", "，", "\u{10FFFF}", "{{", "}}", "<", "第", "20", ":", "1:2", "【", "•", "2021年"]
    {
        plain(&[text]);
        plain(&[text, text, text]);
    }
    plain(&[]);
}

/// A page: elements with hints and the lines directly in each.
fn page(elements: &[(Hints, &[(&str, u32)])], titles: &[&str]) -> Document {
    let mut document = Document::default();
    document.containers.push(Container { parent: 0, blocks: 0..0, hints: Hints::default() });
    for (number, (hints, lines)) in elements.iter().enumerate() {
        let first = document.blocks.len() as u32;
        for (text, link_chars) in *lines {
            let start = document.text.published.len() as u32;
            document.text.published.push_str(text);
            let range = start..document.text.published.len() as u32;
            let layout = Layout {
                container: number as u32 + 1,
                link_chars: *link_chars,
                ..Layout::default()
            };
            document.blocks.push(Block {
                published: range.clone(),
                clean: range,
                layout,
                role: Role::Unread,
            });
        }
        let blocks = first..document.blocks.len() as u32;
        document.containers.push(Container { parent: 0, blocks, hints: *hints });
    }
    document.containers[0].blocks = 0..document.blocks.len() as u32;
    document.text.clean.clone_from(&document.text.published);
    document.page_fields =
        titles.iter().map(|title| ("title".to_owned(), (*title).to_owned())).collect();
    run(&mut document, &Options::default());
    document
}

/// One letter for each block: kept, title, metadata, or removed.
fn roles(document: &Document) -> String {
    let letter = |block: &Block| match block.role {
        Role::Removed(_) => '-',
        Role::Title => 'T',
        Role::Metadata(_) => 'M',
        _ => '+',
    };
    document.blocks.iter().map(letter).collect()
}

const NONE: Hints = Hints {
    navigation: false,
    footer: false,
    widget: false,
    related: false,
    comment: false,
    content: false,
    article: false,
};

#[test]
fn page_around_a_text() {
    let menu: &[_] = &[("首页", 2), ("政务公开", 4), ("互动交流", 4)];
    let head: &[_] = &[("云溪区发展规划纲要", 0), ("发布时间：2021-07-08 来源：云溪区", 0)];
    let body: &[_] = &[
        (BODY[0], 0),
        (BODY[1], 0),
        (BODY[2], 0),
        (BODY[3], 0),
        (MIDDLE, 0),
        ("云溪区人民政府", 0),
        ("2021年6月11日", 0),
    ];
    let foot: &[_] = &[("主办：云溪区人民政府", 0), ("澜ICP备05000000号", 8)];
    let document = page(
        &[(NONE, menu), (NONE, head), (NONE, body), (NONE, foot)],
        &["云溪区发展规划纲要_云溪区人民政府"],
    );
    assert_eq!(roles(&document), "---TM+++++++--");
    assert_eq!(document.status, Status::Ok);
}

#[test]
fn linked_contents_list_stays() {
    let body: &[_] = &[
        ("目录", 0),
        ("第一章　发展基础", 8),
        ("第二章　总体要求", 8),
        ("第三章　重点任务", 8),
        (BODY[1], 0),
        (BODY[3], 0),
        (MIDDLE, 0),
    ];
    let menu: &[_] = &[("首页", 2), ("政务公开", 4)];
    let document = page(&[(NONE, menu), (NONE, body)], &[]);
    assert_eq!(roles(&document), "--+++++++");
}

#[test]
fn hidden_text_is_removed_with_damage() {
    let body: &[_] = &[(BODY[1], 0), (BODY[3], 0), (MIDDLE, 0), ("百家乐老虎机", 6)];
    let mut document = page(&[(NONE, body)], &[]);
    assert_eq!(roles(&document), "+++-");
    assert_eq!(document.source.damage, [Damage::Spam]);
    document.blocks[2].layout.hidden = true;
    document.blocks.iter_mut().for_each(|block| block.role = Role::Unread);
    run(&mut document, &Options::default());
    assert_eq!(document.blocks[2].role, Role::Removed(Reason::Hidden));
    assert!(document.source.damage.contains(&Damage::HiddenText));
}

#[test]
fn page_of_links_is_no_document() {
    let links: &[_] = &[
        ("澜州市召开会议部署春耕工作", 13),
        ("云溪区公布上半年经济数据", 12),
        ("宁川县开展安全生产检查", 11),
    ];
    let document = page(&[(NONE, links)], &[]);
    assert_eq!(document.status, Status::NotADocument);
}

#[test]
fn small_page_without_noise_is_a_document() {
    let document = page(
        &[(NONE, &[("云溪区规划", 0), ("第一章　总则", 0), ("本规划自印发之日起施行。", 0)])],
        &[],
    );
    assert_eq!(roles(&document), "+++");
    assert_eq!((document.status, document.diagnostics.len()), (Status::Ok, 0));
}

#[test]
fn notice_with_its_plan_attached() {
    let notice = [
        "关于印发云溪区发展规划的通知",
        "各镇人民政府，区政府各部门：",
        "现将《云溪区发展规划》印发给你们，请结合实际认真组织实施。",
        "附件：云溪区发展规划.pdf",
        "云溪区人民政府",
        "2021年6月11日",
    ];
    assert_eq!(plain(&notice).status, Status::BodyInAttachment);
    assert_eq!(plain(&notice[..3]).status, Status::Ok);
}

#[test]
fn short_text_over_links_to_other_documents() {
    let text: &[_] = &[("停水通知", 0), ("因管网检修，明日九时至十七时滨河路停水。", 0)];
    let related: &[_] = &[
        ("相关新闻", 0),
        ("澜州市召开会议部署春耕工作", 13),
        ("云溪区公布上半年经济数据", 12),
        ("宁川县开展安全生产检查", 11),
    ];
    let document = page(&[(NONE, text), (NONE, related)], &[]);
    assert_eq!(roles(&document), "++----");
    assert_eq!(document.status, Status::Partial);
}

#[test]
fn texts_of_another_kind_are_no_documents() {
    let story = "柳青云推开客栈的木门，低声问道：“掌柜的，可还有空房？”\n\
        掌柜抬起头来打量了他一眼，笑道：“客官来得巧，正好还剩一间。”\n\
        忽听得身后有人冷笑一声，他心中一凛，手已按在剑柄之上，缓缓转过身来。\n\
        只见灯影里坐着一个黑衣姑娘，嫣然一笑，道：“江湖这么大，偏偏遇见了你。”\n\
        柳青云脸色微变，皱了皱眉：“你怎么会在这里？”姑娘点了点头，不由得叹道：“师父命我在此等你。”\n";
    let spun = "“十四五”期间，云溪区周全推动鼎新开放，以立异鞭策经济成长，财产布局进一步美满。\n\
        公共办事晋升程度较着，根本举措措施扶植加速，屯子情况掩护获得增强，平安出产形势杰出。\n\
        糊口质量不断进步，区位上风慢慢阐扬，撑持小微企业做大做强，村落复兴全面起步，经济社会成长态势杰出。\n\
        以上数据来历于各部分统计，仅供参考，如需转载请注明出处，更多内容请关注本站后续报道与专题文章。\n";
    let honest = "公安机关要加强对江湖骗术的防范宣传，师父带徒弟的民间工艺传承项目给予补助，支持非遗传承人授徒。\n\
        推进武术、戏曲进校园，建设武侠文化主题公园1座，完善公共服务设施，提升文化旅游综合效益。\n";
    for (text, status) in
        [(story, Status::NotADocument), (spun, Status::NotADocument), (honest, Status::Ok)]
    {
        let document = crate::convert("a.txt", text.as_bytes(), &Options::default());
        let document = document.expect("text is no error");
        assert_eq!(document.status, status, "{text}");
    }
}
