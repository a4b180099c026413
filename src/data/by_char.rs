//! Entries of a list under a character, so that a look-up touches the few that can fit.

/// A list under the first or last character of its entries.
#[derive(Debug)]
pub struct ByChar<T> {
    entries: Vec<(char, T)>,
    /// A bit for the last byte of every character's code: most characters of a text have none.
    seen: [u64; 4],
}

impl<T> ByChar<T> {
    /// Puts the entries in order; those of one character stay in the order given.
    pub fn new(entries: impl Iterator<Item = (char, T)>) -> Self {
        let mut sorted: Vec<_> = entries.collect();
        sorted.sort_by_key(|(character, _)| *character);
        let mut seen = [0; 4];
        for (character, _) in &sorted {
            let (word, bit) = place(*character);
            seen[word] |= bit;
        }
        Self { entries: sorted, seen }
    }

    /// The entries under a character.
    pub fn of(&self, character: char) -> impl Iterator<Item = &T> {
        let (word, bit) = place(character);
        let entries = if self.seen[word] & bit == 0 { &[][..] } else { &self.entries[..] };
        let first = entries.partition_point(|(one, _)| *one < character);
        let same = entries[first..].iter().take_while(move |(one, _)| *one == character);
        same.map(|(_, entry)| entry)
    }
}

/// Where the last byte of a character's code has its bit.
fn place(character: char) -> (usize, u64) {
    (character as usize / 64 % 4, 1 << (character as u32 % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_keep_their_order() {
        let list = ByChar::new([('万', 1), ('元', 2), ('万', 3)].into_iter());
        assert_eq!(list.of('万').copied().collect::<Vec<_>>(), [1, 3]);
        assert_eq!(list.of('人').count(), 0);
    }
}
