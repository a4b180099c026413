//! Codes of administrative divisions (GB/T 2260, revision 201607 as the crate `gb2260` has it).

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::LazyLock;

use gb2260::Division;

/// Code by every way to write a division's name with those above it; `None` where several
/// divisions are written so.
static CODES: LazyLock<HashMap<String, Option<&'static str>>> = LazyLock::new(codes);

/// Names that stand for a level without a division of its own.
const NO_NAMES: [&str; 5] =
    ["市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划", "省直辖县级行政单位"];

/// The six-digit code of the division with this name, when only one has it: `朝阳区` is none,
/// `北京市朝阳区` is one.
pub fn code(name: &str) -> Option<&'static str> {
    CODES.get(name).copied().flatten()
}

fn codes() -> HashMap<String, Option<&'static str>> {
    let mut codes = HashMap::new();
    for province in below("", "0000") {
        note(&mut codes, &[province.name], province.code);
        for prefecture in below(&province.code[..2], "00") {
            note(&mut codes, &[province.name, prefecture.name], prefecture.code);
            for county in below(&prefecture.code[..4], "") {
                let names = [province.name, prefecture.name, county.name];
                note(&mut codes, &names, county.code);
            }
        }
    }
    codes
}

/// Divisions whose code is this beginning, two digits that are not 00, this end.
fn below(begin: &str, end: &str) -> impl Iterator<Item = Division> {
    let mut code = String::new();
    (1..100_u8).filter_map(move |part| {
        code.clear();
        code.push_str(begin);
        code.extend([part / 10, part % 10].map(|digit| char::from(b'0' + digit)));
        code.push_str(end);
        Division::get(&code)
    })
}

/// Notes a division under its own name with any of those above it.
fn note(codes: &mut HashMap<String, Option<&'static str>>, names: &[&str], code: &'static str) {
    let Some((own, above)) = names.split_last() else { return };
    if NO_NAMES.contains(own) {
        return;
    }
    let above: Vec<&str> = above.iter().copied().filter(|name| !NO_NAMES.contains(name)).collect();
    for chosen in 0..1_u32 << above.len() {
        let is_chosen = |(at, _): &(usize, &&str)| chosen >> at & 1 == 1;
        let mut name: String =
            above.iter().enumerate().filter(is_chosen).map(|(_, name)| *name).collect();
        name.push_str(own);
        match codes.entry(name) {
            Entry::Vacant(free) => drop(free.insert(Some(code))),
            Entry::Occupied(mut taken) => drop(taken.insert(None)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
