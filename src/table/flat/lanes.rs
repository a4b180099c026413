//! Costs of all columns side by side, four to a register.

/// Costs of four columns.
pub(super) type Lanes = [f32; 4];
/// What stands for four columns beside their costs: small numbers, whose bits are kept as those of
/// costs so that both are chosen together.
pub(super) type Codes = [f32; 4];

/// How many lanes hold so many columns.
pub(super) fn lanes(columns: usize) -> usize {
    columns.div_ceil(4)
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

/// The cheaper of two in each place.
#[inline]
pub(super) fn lesser_of(mut a: Lanes, b: Lanes) -> Lanes {
    for i in 0..4 {
        a[i] = lesser(a[i], b[i]);
    }
    a
}

/// The cheapest of four.
#[inline]
pub(super) fn least(lanes: Lanes) -> f32 {
    lesser(lesser(lanes[0], lanes[1]), lesser(lanes[2], lanes[3]))
}

/// Four times one code.
#[inline]
pub(super) fn same(code: u32) -> Codes {
    [f32::from_bits(code); 4]
}

/// A code and the three behind it.
#[inline]
pub(super) fn from(first: u32) -> Codes {
    let mut codes = same(first);
    for (i, code) in (0..).zip(&mut codes) {
        *code = f32::from_bits(first.wrapping_add(i));
    }
    codes
}

/// The codes as they are stored.
#[inline]
pub(super) fn stored(codes: Codes) -> [u8; 4] {
    let mut stored = [0; 4];
    for i in 0..4 {
        stored[i] = codes[i].to_bits() as u8;
    }
    stored
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
