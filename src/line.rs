//! Lines of a length that is bounded, whatever the input holds.

use std::io::{self, BufRead, Read};

/// Reads up to the end of a line and no more than `most` bytes of it; tells whether it was longer.
/// The rest of a longer line is passed over.
pub fn read_line(input: &mut impl BufRead, most: u64, line: &mut Vec<u8>) -> io::Result<bool> {
    line.clear();
    input.by_ref().take(most.saturating_add(1)).read_until(b'\n', line)?;
    let is_longer = line.len() as u64 > most && line.last() != Some(&b'\n');
    if is_longer {
        input.skip_until(b'\n')?;
    }
    Ok(is_longer)
}
