//! Costs of all columns side by side, four to a register.

/// Costs of four columns.
pub(super) type Lanes = [f32; 4];
/// What stands for four columns beside their costs: small numbers, which are chosen together with
/// costs when they are of the same kind.
pub(super) type Codes = [f32; 4];

/// How many lanes hold so many columns.
pub(super) fn lanes(columns: usize) -> usize {
    columns.div_ceil(4)
}

/// Lays values out in lanes; places beyond the last are `rest`.
pub(super) fn fill(out: &mut Vec<Lanes>, values: impl Iterator<Item = f32>, rest: f32) {
    out.clear();
    for (column, value) in values.enumerate() {
        if column % 4 == 0 {
            out.push([rest; 4]);
        }
        out[column / 4][column % 4] = value;
    }
}

/// Each place of two together.
#[inline]
pub(super) fn add(mut a: Lanes, b: Lanes) -> Lanes {
    for i in 0..4 {
        a[i] += b[i];
    }
    a
}

/// Each place and the same again.
#[inline]
pub(super) fn plus(lanes: Lanes, each: f32) -> Lanes {
    add(lanes, [each; 4])
}

/// The cheaper of two; costs are numbers, so that nothing else is to be asked.
#[inline]
pub(super) fn lesser(a: f32, b: f32) -> f32 {
    if b < a { b } else { a }
}

/// The cheapest of all lanes and one more.
#[inline]
pub(super) fn least(all: impl Iterator<Item = Lanes>, more: f32) -> f32 {
    let mut least = [more; 4];
    for lanes in all {
        for i in 0..4 {
            least[i] = lesser(least[i], lanes[i]);
        }
    }
    lesser(lesser(least[0], least[1]), lesser(least[2], least[3]))
}

/// Takes over what is cheaper, with its code.
#[inline]
pub(super) fn improve(best: &mut Lanes, codes: &mut Codes, other: Lanes, code: Codes) {
    for i in 0..4 {
        let cheaper = other[i] < best[i];
        best[i] = if cheaper { other[i] } else { best[i] };
        codes[i] = if cheaper { code[i] } else { codes[i] };
    }
}
