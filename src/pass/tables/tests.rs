use super::around::unit_line;

#[test]
fn unit_lines() {
    for (text, unit) in [
        ("单位：万元", Some("万元")),
        ("（单位：%）", Some("%")),
        ("单位:亿元、%", Some("亿元、%")),
        ("单位", None),
        ("单位负责人", None),
        ("各单位：", None),
    ] {
        assert_eq!(unit_line(text), unit, "{text}");
    }
}
