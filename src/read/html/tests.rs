//! What blocks come of markup.

mod parity;

use super::*;
use crate::document::Tag;

fn page(markup: &str) -> Document {
    let mut document = Document::default();
    read(markup, &Limits::default(), &mut document);
    document
}

/// Blocks as `text` with their marks in front: `C` centred, `B` bold, `H` hidden, `+n` gap,
/// `>n` indent.
fn lines(markup: &str) -> Vec<String> {
    let document = page(markup);
    let show = |block: &crate::document::Block| {
        let layout = &block.layout;
        let mark = |on: bool, mark: &str| if on { mark.to_owned() } else { String::new() };
        let number = |sign: &str, n: u32| mark(n > 0, &format!("{sign}{n} "));
        [
            mark(layout.centred, "C "),
            mark(layout.bold, "B "),
            mark(layout.hidden, "H "),
            number("+", u32::from(layout.gap)),
            number(">", u32::from(layout.indent)),
            document.text.published(block).to_owned(),
        ]
        .concat()
    };
    document.blocks.iter().map(show).collect()
}

#[track_caller]
fn check(markup: &str, expected: &[&str]) {
    assert_eq!(lines(markup), expected, "{markup}");
}

#[test]
fn one_block_a_line() {
    check("<p>一<p>二", &["一", "二"]);
    check("一<br>二<div>三</div>四", &["一", "二", "三", "四"]);
    check("<p><span>云</span><span>溪<b>区</b></span><o:p></o:p></p>", &["云溪区"]);
    check("<span>一<p>二</p>三</span>", &["一", "二", "三"]);
    check("<table><tr><td>一<td>二</table>", &["一", "二"]);
    check("<pre>一\n  二\n\n三</pre>", &["一", "二", "+1 三"]);
    check("<ul><li>一<ul><li>二</ul></ul>", &["一", "二"]);
    check("</html>一</html>二", &["一二"]);
    check("一<span style='display:block'>二</span>三", &["一", "二", "三"]);
}

#[test]
fn white_space_is_collapsed() {
    check("<p> 云 \n 溪  x\ty </p>", &["云溪 x y"]);
    check("<p>a\nb</p>", &["a b"]);
    check("<p>云&nbsp;溪&#12288;区</p>", &["云\u{A0}溪\u{3000}区"]);
    check("<p>&lt;b&gt; &amp; &ldquo;</p>", &["<b> & “"]);
    check("<p> </p>\n<p>&nbsp;</p>一", &["+2 一"]);
}

#[test]
fn indent_and_gap() {
    check("<p>　　云溪</p>", &[">4 云溪"]);
    check("<p>&nbsp;&nbsp;&nbsp; 云溪</p>", &[">3 云溪"]);
    check("<p style='text-indent:2em'>云<br>溪</p>", &[">4 云", "溪"]);
    check("<p style='text-indent:32pt'><font style='font-size:16pt'>云</font></p>", &[">4 云"]);
    check("<div style='text-indent:2em'><p>云<p>溪</div>区", &[">4 云", ">4 溪", "区"]);
    check("一<br><br>二<p></p><p><br></p>三", &["一", "+1 二", "+2 三"]);
}

#[test]
fn centred_and_bold() {
    check("<p align=center><b>第一章</b></p>", &["C B 第一章"]);
    check("<center><p>一</p></center><h2>二</h2>", &["C 一", "B 二"]);
    check("<div style='text-align:center'><p>一<p align=left>二</div>", &["C 一", "二"]);
    check("<p><b>一、</b>二</p><p><b>三 </b> </p>", &["一、二", "B 三"]);
    check("<b>一<span style='font-weight:normal'>二</span></b>", &["一二"]);
    check("<table><tr><th>指标</table>", &["C B 指标"]);
}

#[test]
fn hidden_text_is_kept_apart() {
    check("<div style='display:none'>暗</div>明", &["H 暗", "明"]);
    check("<p>云<span style='display: none'>暗</span>溪</p>区", &["云溪", "H 暗", "区"]);
    check("<p><span hidden>暗</span>明</p>", &["H 暗", "明"]);
    check("<p>明<div style='display:none'>暗<p>影</div>区", &["明", "H 暗", "H 影", "区"]);
    check(
        "<style>.x, p.y{display:none}</style><p class='x'>暗<p class='y z'>影<p>明",
        &["H 暗", "H 影", "明"],
    );
    check("<style>@media print{.x{display:none}}</style><p class=x>明", &["明"]);
    check("<p style='position:absolute;left:-9999px'>暗", &["H 暗"]);
    check("<p style='font-size:0'>暗", &["H 暗"]);
    check("<p style='color:#fff;background:white'>暗", &["H 暗"]);
    check("<table bgcolor=#ffffff><tr><td><font color=white>暗</font>明</table>", &["H 暗", "明"]);
    check("<body bgcolor=white><div class=blue><font color=white>明", &["明"]);
    check("<p style='height:0;overflow:hidden'>暗", &["H 暗"]);
    check("<body style='visibility:hidden'>明", &["明"]);
    check("<style><!-- .x{display:none} --></style><p class=x>暗<p>明", &["H 暗", "明"]);
    check("<p>明</p><svg><title>图</title><text>字</text></svg>", &["明", "字"]);
}

#[test]
fn a_page_shown_by_script_is_not_hidden() {
    let markup = format!("<div style='opacity:0'><p>{}</div>", "云溪区规划纲要".repeat(200));
    assert!(!page(&markup).blocks[0].layout.hidden);
}

#[test]
fn unseen_content_makes_no_block() {
    check(
        "<head><title>题</title><style>x</style></head><script>y</script><p>明<!-- z -->",
        &["明"],
    );
    check("<template>x</template><iframe>y</iframe><input value=z>明", &["明"]);
    check("<select><option>一<option>二</select>", &["一", "二"]);
}

#[test]
fn page_fields() {
    let fields = page(
        "<title> 云&amp;溪 </title><META NAME=ArticleTitle CONTENT='规划'><meta property=og:title content=x>",
    );
    let expected = [("title", "云&溪"), ("articletitle", "规划"), ("og:title", "x")];
    let expected = expected.map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(fields.page_fields, expected);
}

#[test]
fn layout_of_blocks() {
    let document = page(
        "<h3>题</h3>\n<ul><li><a href=x>链 接</a>文</li></ul><table><tr><td><p>格</p></table>",
    );
    let layout = |number: usize| &document.blocks[number].layout;
    assert_eq!(layout(0).tag, Tag::Heading(3));
    assert_eq!((layout(1).tag, layout(1).link_chars, layout(1).line), (Tag::ListItem, 2, 2));
    assert_eq!((layout(2).tag, layout(2).cell), (Tag::Paragraph, Some((0, 0))));
}

#[test]
fn containers_nest_and_hold_their_blocks() {
    let document =
        page("<div class=mainNav><p>一</p></div><div id=zoom><p>二<p>三</div><div></div>");
    for (number, container) in document.containers.iter().enumerate().skip(1) {
        let parent = &document.containers[container.parent as usize];
        assert!((container.parent as usize) < number);
        assert!(parent.blocks.start <= container.blocks.start);
        assert!(container.blocks.end <= parent.blocks.end);
    }
    let of = |block: usize| &document.containers[document.blocks[block].layout.container as usize];
    assert!(of(0).hints.navigation);
    assert!(of(1).hints.content && of(1).blocks == (1..3));
}

#[test]
fn grids_have_their_places() {
    let markup = "<table border=1><thead><tr><td rowspan=2>甲<td colspan=2>乙</thead><tr><td>丙<td><table><tr><td>丁</table></table>";
    let document = page(markup);
    let (outer, inner) = (&document.grids[0], &document.grids[1]);
    let places: Vec<_> =
        outer.cells.iter().map(|c| (c.row, c.column, c.row_span, c.column_span)).collect();
    assert_eq!(places, [(0, 0, 1, 1), (0, 1, 1, 2), (1, 0, 1, 1), (1, 1, 1, 1)]);
    assert!(outer.has_nested && outer.bordered && outer.cells[0].header);
    assert_eq!((outer.blocks.clone(), inner.blocks.clone()), (0..4, 3..4));
    assert_eq!(inner.parent, Some((0, 3)));
}

#[test]
fn what_is_html() {
    let check = |text: &str, expected: bool| assert_eq!(is_html(text), expected, "{text}");
    check("<!DOCTYPE html><p>x", true);
    check("\u{FEFF}\n<html>", true);
    check("<p>云溪区</p>", true);
    check("云溪<br>区<br>一<br>二<br>三<br>", true);
    let scripts = "<text id=1>\n".to_owned() + &"var x\n".repeat(400);
    check(&format!("词、词\n<!DOCTYPE html>\n<html><body>\n{}", "x\n<p>规划\n".repeat(9)), true);
    check(&format!("{scripts}<html>{}", "规划<br>".repeat(9)), true);
    check("<tr><td>指标</td>\n<td>单位</td></tr>", true);
    check("云溪区 <b>规划</b> 纲要", false);
    check("</div>\n云溪区\n规划\n纲要\n（2021－2025年）", false);
    check("云溪区规划\n第一章\n<html>\n第一节\n发展基础\n第二节\n发展环境", false);
    check("a < b, c <d> e", false);
    check("<<云溪区规划>>", false);
    check("", false);
}

/// Pages made to be slow take no longer than other pages of their size.
#[test]
fn floods_are_bounded() {
    let deep = "<div>".repeat(20_000) + "底";
    let spans = (0..3_000).map(|n| format!("<p><font size={n}>字")).collect::<String>();
    let attributes = (0..50_000).map(|n| format!(" a{n}")).collect::<String>();
    let tables = "<table><tr><td>".repeat(5_000) + "底";
    for (markup, limited) in [
        (deep, true),
        (spans, true),
        (format!("<p{attributes}>底"), true),
        (tables, true),
        ("<p>短".repeat(3_000), false),
        ("底".to_owned() + &"<!--".repeat(50_000), false),
        ("底".to_owned() + &"<script>".repeat(50_000), false),
        ("底".to_owned() + &"<SCRIPT></SCRIPT>".repeat(50_000), false),
        ("<td rowspan=65534>格".repeat(3_000), false),
    ] {
        let document = page(&markup);
        assert!(!document.blocks.is_empty());
        assert_eq!(document.diagnostics.iter().any(|d| d.code == "limit-reached"), limited);
    }
}

/// A walker of its own for the law that nothing is lost: text outside of tags, seen and unseen
/// apart, without white space.
fn text_outside_tags(markup: &str) -> (String, String) {
    let (mut seen, mut unseen) = (String::new(), String::new());
    let mut depth = 0usize;
    for piece in markup.split_inclusive('>') {
        let (text, tag) = piece.split_once('<').unwrap_or((piece, ""));
        let stream = if depth > 0 { &mut unseen } else { &mut seen };
        stream.extend(text.replace("&amp;", "&").chars().filter(|c| !c.is_whitespace()));
        match tag {
            "i hidden>" => depth += 1,
            "/i>" => depth -= 1,
            _ => {}
        }
    }
    (seen, unseen)
}

fn blocks_joined(document: &Document, hidden: bool) -> String {
    let blocks = document.blocks.iter().filter(|block| block.layout.hidden == hidden);
    let text = blocks.flat_map(|block| document.text.published(block).chars());
    text.filter(|c| !c.is_whitespace()).collect()
}

fn markup() -> impl proptest::strategy::Strategy<Value = String> {
    use proptest::prelude::*;
    let leaf = prop_oneof![
        "[云溪区规划 \n]{0,6}",
        Just("<br>".to_owned()),
        Just("&amp;".to_owned()),
        Just("&nbsp;".replace("&nbsp;", "\u{A0}")),
        Just("<i hidden>暗</i>".to_owned()),
        Just("\u{3000}".to_owned()),
    ];
    leaf.prop_recursive(6, 48, 5, |inner| {
        let children = proptest::collection::vec(inner, 0..5).prop_map(|parts| parts.concat());
        let tags = prop_oneof![
            Just(("<div>", "</div>")),
            Just(("<div><p>", "</div>")),
            Just(("<span>", "</span>")),
            Just(("<b>", "</b>")),
            Just(("<ul><li>", "</ul>")),
            Just(("<table><tr><td>", "</table>")),
            Just(("<table><tr><td rowspan=2>格<td>", "<tr><td>末</table>")),
            Just(("<pre>", "</pre>")),
            Just(("<center>", "")),
        ];
        (tags, children).prop_map(|((open, close), text)| format!("{open}{text}{close}"))
    })
}

proptest::proptest! {
    #[test]
    fn nothing_is_lost(markup in markup()) {
        let document = page(&markup);
        let (seen, unseen) = text_outside_tags(&markup);
        proptest::prop_assert_eq!(blocks_joined(&document, false), seen);
        proptest::prop_assert_eq!(blocks_joined(&document, true), unseen);
    }

    #[test]
    fn any_text_is_read(text in "\\PC{0,40}", markup in "[<>/a-z=\"' &;!-]{0,60}") {
        for source in [text.clone() + &markup, markup + &text] {
            let document = page(&source);
            let blocks = document.blocks.len() as u32;
            for grid in &document.grids {
                proptest::prop_assert!(grid.blocks.end <= blocks);
                proptest::prop_assert!(grid.cells.iter().all(|cell| cell.blocks.end <= blocks));
            }
        }
    }
}
