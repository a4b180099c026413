//! Codes of administrative divisions (GB/T 2260).

use std::sync::LazyLock;

use super::by_char::ByChar;

/// A division with the names of those above it; empty where a level has no division of its own.
#[derive(Debug)]
struct Division {
    code: &'static str,
    name: &'static str,
    province: &'static str,
    prefecture: &'static str,
}

/// The divisions under the first character of their name.
static DIVISIONS: LazyLock<ByChar<Division>> = LazyLock::new(|| {
    ByChar::new(divisions().filter_map(|division| Some((division.name.chars().next()?, division))))
});

/// The six-digit code of the division with this name, when only one has it: `朝阳区` is none,
/// `北京市朝阳区` is one.
pub fn code(name: &str) -> Option<&'static str> {
    let mut fitting = name.char_indices().flat_map(|(at, first)| {
        let (above, own) = name.split_at(at);
        DIVISIONS.of(first).filter(move |found| found.name == own && found.is_below(above))
    });
    let only = fitting.next()?;
    fitting.next().is_none().then_some(only.code)
}

impl Division {
    /// Whether these are names of divisions above it, one, both or none.
    fn is_below(&self, names: &str) -> bool {
        let prefecture = names.strip_prefix(self.province).unwrap_or(names);
        [names, prefecture].iter().any(|rest| rest.is_empty() || *rest == self.prefecture)
    }
}

/// The lines of the list; a division stands before those below it.
fn divisions() -> impl Iterator<Item = Division> {
    let mut province = ("", "");
    let mut prefecture = ("", "");
    let lines = super::entries(include_str!("divisions.txt"));
    lines.filter_map(|line| line.split_once(' ')).map(move |(code, name)| {
        let above =
            |(its, name): (&str, &'static str)| if code.starts_with(its) { name } else { "" };
        let found =
            Division { code, name, province: above(province), prefecture: above(prefecture) };
        match (code.strip_suffix("0000"), code.strip_suffix("00")) {
            (Some(its), _) => province = (its, name),
            (None, Some(its)) => prefecture = (its, name),
            _ => {}
        }
        found
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    /// Names that stand for a level without a division of its own.
    const NO_NAMES: [&str; 5] =
        ["市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划", "省直辖县级行政单位"];

    #[test]
    fn the_list_is_that_of_the_standard() {
        let all =
            (110_000..830_000).filter_map(|code| gb2260::Division::get(&format!("{code:06}")));
        let named = all.filter(|division| !NO_NAMES.contains(&division.name));
        let listed = divisions().map(|division| (division.code, division.name));
        assert!(listed.eq(named.map(|division| (division.code, division.name))));
    }

    #[test]
    fn every_way_to_write_a_name() {
        let mut codes: HashMap<String, Vec<&str>> = HashMap::new();
        for Division { code, name, province, prefecture } in divisions() {
            let mut ways = vec![String::new(), province.to_owned(), prefecture.to_owned()];
            ways.push([province, prefecture].concat());
            ways.sort();
            ways.dedup();
            ways.iter()
                .for_each(|above| codes.entry(format!("{above}{name}")).or_default().push(code));
        }
        for (written, its) in codes {
            let only = if let [one] = *its { Some(one) } else { None };
            assert_eq!(code(&written), only, "{written}");
        }
    }

    #[test]
    fn codes_where_the_name_is_certain() {
        let check = |name, wanted| assert_eq!(code(name), wanted, "{name}");
        check("北京市", Some("110000"));
        check("浙江省", Some("330000"));
        check("浙江省杭州市", Some("330100"));
        check("杭州市", Some("330100"));
        check("北京市朝阳区", Some("110105"));
        check("朝阳区", None);
        check("湖北省仙桃市", Some("429004"));
        check("内蒙古自治区锡林郭勒盟", Some("152500"));
        check("市辖区", None);
        check("澜州市云溪区", None);
        check("", None);
    }
}
