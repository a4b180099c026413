//! The published forms, and what each honestly cannot keep.

use crate::harm::{self, Harm};
use crate::html::{self, Markup, PAGE};
use crate::parts::Part;
use crate::text::{self, Lines, PLAIN};

/// How a form is printed.
#[derive(Clone, Copy)]
pub enum Print {
    /// Lines of text, changed by this.
    Text(Lines, Harm),
    /// A page, its texts changed by the first and written by the second.
    Page(Markup, Harm, Harm),
}

/// A published form.
#[derive(Clone, Copy)]
pub struct Form {
    /// What it is called.
    pub name: &'static str,
    /// How it is printed.
    pub print: Print,
    /// From text to bytes.
    pub encode: fn(&str) -> Vec<u8>,
    /// Fields it cannot keep, in sources that hold this word in their path, with the reason.
    pub loses: &'static [(&'static str, &'static str, &'static str)],
}

impl Form {
    /// Bytes of the form.
    pub fn publish(&self, parts: &[Part]) -> Vec<u8> {
        let text = match &self.print {
            Print::Text(lines, harm) => text::print(parts, lines, *harm),
            Print::Page(markup, harm, write) => html::print(parts, markup, *harm, *write),
        };
        (self.encode)(&text)
    }

    /// The form with its characters harmed too, if they are not yet.
    pub fn harmed(&self, harm: Harm) -> Option<Self> {
        let is_free = |own: Harm| own as usize == harm::none as Harm as usize;
        let print = match self.print {
            Print::Text(lines, own) if is_free(own) => Print::Text(lines, harm),
            Print::Page(markup, own, write) if is_free(own) => Print::Page(markup, harm, write),
            _ => return None,
        };
        Some(Self { print, ..*self })
    }

    /// The form cannot keep some field of this source.
    pub fn loses_any(&self, source: &str) -> bool {
        self.loses.iter().any(|(_, of, _)| source.contains(of))
    }

    /// The form says why it cannot keep a field of this source.
    pub fn may_differ(&self, field: &str, source: &str) -> bool {
        self.loses.iter().any(|(lost, of, _)| *lost == field && source.contains(of))
    }
}

/// A source shorter than two pages.
const RUNNING_HEAD: (&str, &str, &str) =
    ("text", "yunxi-excerpt-slip", "a running head that stands once is no running head");
const SPAM: &str = "<div>国产精品久久久,亚洲av无码专区,澳门金沙娱乐城官网</div>";
const SPIDER: &str = "<div style=\"display:none\"><a href=\"http://x.example/\">澳门金沙娱乐城</a>\
                      <a href=\"http://y.example/\">时时彩开奖直播</a></div><p>{{sitedesc}}</p>";

const fn text(name: &'static str, lines: Lines, harm: Harm) -> Form {
    Form { name, print: Print::Text(lines, harm), encode: utf8, loses: &[] }
}

const fn page(name: &'static str, markup: Markup) -> Form {
    Form { name, print: Print::Page(markup, harm::none, harm::escaped), encode: utf8, loses: &[] }
}

const fn harmed(name: &'static str, harm: Harm) -> Form {
    Form { name, print: Print::Page(PAGE, harm, harm::escaped), encode: utf8, loses: &[] }
}

const fn written(name: &'static str, markup: Markup, write: Harm) -> Form {
    Form { name, print: Print::Page(markup, harm::none, write), encode: utf8, loses: &[] }
}

const KEYWORDS: &str = "<p>久久精品国产_日韩无码av_北京赛车pk10开奖_凤凰娱乐平台登录</p>";
const TEMPLATES: &str =
    "<p>&lt;/p&gt;&lt;/div&gt;</p><p>{{article.content}}</p><p>{dede:field.title/}</p>";
const HIDDEN: &str = "<style>.k9{position:absolute;left:-9999px}</style>\
    <div class=\"k9\">皇冠体育投注网</div><span style=\"font-size:0\">六合彩资料大全</span>\
    <p style=\"visibility:hidden\">棋牌游戏大厅下载</p><marquee width=\"1\" height=\"1\">百家乐官网</marquee>\
    <noscript>时时彩计划群</noscript><div hidden>老虎机送彩金</div>";
const WIDGETS: &str = "<div>字号：<a href=\"#\">大</a> <a href=\"#\">中</a> <a href=\"#\">小</a></div>\
    <p>【打印本页】 【关闭窗口】</p><div class=\"share\">分享到：微信 微博 QQ空间</div>\
    <div>当前位置：<a href=\"/\">首页</a> &gt; <a href=\"/zw\">政务公开</a> &gt; 规划计划</div>";
const RELATED: &str = "<div class=\"xgxx\"><h3>相关信息</h3><ul>\
    <li><a href=\"/a1.html\">云溪区召开一季度经济形势分析会</a></li>\
    <li><a href=\"/a2.html\">关于2022年政府信息公开工作年度报告</a></li></ul></div>\
    <p>扫一扫在手机打开当前页</p><p>上一篇：<a href=\"/a3.html\">云溪区粮食安全保障方案</a></p>";

const TIGHT: Lines = Lines { indent: "", between: "\n", ..PLAIN };
const TAGGED: Markup = Markup { paragraph: "<p>{}</p>", heading: "<h{n}>{}</h{n}>", ..PAGE };
const BREAKS: Markup = Markup {
    paragraph: "　　{}<br>",
    heading: "　　{}<br>",
    body: "<table><tr><td><table width=\"100%\"><tr><td>{}</td></tr></table></td></tr></table>",
    ..PAGE
};
const OLD: Markup = Markup {
    paragraph: "<P><FONT SIZE=3 FACE=宋体>　　{}</FONT>",
    heading: "<P ALIGN=CENTER><B>{}</B>",
    cell: "<TD>{}",
    body: "<TABLE WIDTH=760 BORDER=0><TR><TD>{}</TD></TR></TABLE>",
    ..PAGE
};
const WORD: Markup = Markup {
    paragraph: "<p class=\"MsoNormal\" style=\"text-indent:32.0pt\">{}</p>",
    cell: "<td><p class=\"MsoNormal\" align=\"center\">{}</p></td>",
    body: "<div class=\"Section1\">{}</div>",
    ..PAGE
};

/// Every form.
pub const FORMS: &[Form] = &[
    text("text", PLAIN, harm::none),
    text("text without blank lines and indents", TIGHT, harm::none),
    Form { encode: crlf, ..text("text with CRLF", PLAIN, harm::none) },
    Form { encode: utf16, ..text("text in UTF-16", PLAIN, harm::none) },
    Form { encode: gb18030, ..text("text in GB18030", PLAIN, harm::none) },
    text("text in Traditional", PLAIN, harm::traditional),
    text("text with readings", PLAIN, harm::readings),
    text("text with full-width digits", PLAIN, harm::wide_digits),
    text("text with ASCII marks", PLAIN, harm::ascii_marks),
    text("text with spaced marks", PLAIN, harm::spaced_marks),
    text("text with doubled marks", PLAIN, harm::doubled_marks),
    text("text with zero-width spaces", PLAIN, harm::zero_width),
    text("contents list with leaders", Lines { leaders: true, ..PLAIN }, harm::none),
    Form {
        loses: &[RUNNING_HEAD],
        ..text("text with page numbers", Lines { page: Some(14), ..PLAIN }, harm::none)
    },
    Form {
        encode: utf16,
        ..text("UTF-16 without blank lines, Traditional", TIGHT, harm::traditional)
    },
    page("page", PAGE),
    Form { encode: gb18030, ..page("UTF-8 declared, GB18030 sent", PAGE) },
    Form { encode: gb2312_declared, ..page("gb2312 declared, GB18030 sent", PAGE) },
    Form { encode: latin_of_utf8, ..page("UTF-8 read as Western", PAGE) },
    Form { encode: western_of_gbk, ..page("GBK read as Western", PAGE) },
    page("headings as h2 to h6", TAGGED),
    page("lines with br in nested tables", BREAKS),
    page("bare paragraphs", Markup { paragraph: "<p>{}</p>", heading: "<p>{}</p>", ..PAGE }),
    page(
        "div for everything",
        Markup { paragraph: "<div>{}</div>", heading: "<div>{}</div>", ..PAGE },
    ),
    page("boxes without a frame", Markup { framed: false, ..PAGE }),
    page("tables split in two", Markup { split: Some(3), ..PAGE }),
    page("spam around", Markup { around: [SPAM, SPIDER], ..PAGE }),
    page(
        "spam glued to the title",
        Markup { title_tail: "_澳门金沙娱乐城官网_国产精品久久久", ..PAGE },
    ),
    page("spam between the paragraphs", Markup { between: Some((7, SPAM)), ..PAGE }),
    page("keywords and templates as text", Markup { around: [KEYWORDS, TEMPLATES], ..PAGE }),
    page("hidden by style", Markup { around: [HIDDEN, HIDDEN], ..PAGE }),
    page("share and font widgets", Markup { around: [WIDGETS, RELATED], ..PAGE }),
    page("two ends of the page", Markup { around: ["", "</body></html><html><body>"], ..PAGE }),
    written("word processor", WORD, harm::runs),
    written("capital elements without ends", OLD, harm::escaped),
    Form { encode: big5, ..harmed("Big5 with references", harm::traditional) },
    written("numeric references", PAGE, harm::references),
    written("comments inside", PAGE, harm::comments),
    harmed("page in Traditional", harm::traditional),
    harmed("page in the characters of Taiwan", harm::taiwan),
    harmed("page with readings", harm::readings),
    Form {
        print: Print::Page(BREAKS, harm::traditional, harm::escaped),
        ..page("br, Traditional", BREAKS)
    },
    Form {
        print: Print::Page(
            Markup { around: [SPAM, SPIDER], ..TAGGED },
            harm::readings,
            harm::escaped,
        ),
        encode: gb2312_declared,
        ..page("h2 to h6, spam, readings, GB18030", TAGGED)
    },
];

/// What may happen to the characters of any form.
const HARMS: &[(&str, Harm)] = &[
    ("Traditional", harm::traditional),
    ("readings", harm::readings),
    ("ASCII marks", harm::ascii_marks),
    ("doubled marks", harm::doubled_marks),
    ("zero-width spaces", harm::zero_width),
    ("full-width digits", harm::wide_digits),
    ("readings and Traditional", harm::readings_and_traditional),
];

/// Forms with a second harm, each with its name.
pub fn pairs() -> Vec<(String, Form)> {
    let with = |form: &'static Form| {
        let harmed = move |(name, harm): &(&str, Harm)| {
            Some((format!("{}, {name}", form.name), form.harmed(*harm)?))
        };
        HARMS.iter().filter_map(harmed)
    };
    FORMS.iter().flat_map(with).collect()
}

fn utf8(text: &str) -> Vec<u8> {
    text.as_bytes().to_vec()
}

fn crlf(text: &str) -> Vec<u8> {
    text.replace('\n', "\r\n").into_bytes()
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn gb18030(text: &str) -> Vec<u8> {
    encoding_rs::GB18030.encode(text).0.into_owned()
}

/// What Big5 lacks becomes a reference, as browsers send it.
fn big5(text: &str) -> Vec<u8> {
    encoding_rs::BIG5.encode(&text.replace("charset=\"utf-8\"", "charset=\"big5\"")).0.into_owned()
}

fn gb2312_declared(text: &str) -> Vec<u8> {
    gb18030(&text.replace("charset=\"utf-8\"", "charset=\"gb2312\""))
}

fn latin_of_utf8(text: &str) -> Vec<u8> {
    text.bytes().map(char::from).collect::<String>().into_bytes()
}

fn western_of_gbk(text: &str) -> Vec<u8> {
    encoding_rs::WINDOWS_1252
        .decode_without_bom_handling(&gb18030(text))
        .0
        .into_owned()
        .into_bytes()
}
