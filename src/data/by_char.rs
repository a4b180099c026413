//! Entries of a list under a character, so that a look-up touches the few that can fit.

/// A list under the first or last character of its entries.
#[derive(Debug)]
pub struct ByChar<T>(Vec<(char, T)>);

impl<T> ByChar<T> {
    /// Puts the entries in order; those of one character stay in the order given.
    pub fn new(entries: impl Iterator<Item = (char, T)>) -> Self {
        let mut sorted: Vec<_> = entries.collect();
        sorted.sort_by_key(|(character, _)| *character);
        Self(sorted)
    }

    /// The entries under a character.
    pub fn of(&self, character: char) -> impl Iterator<Item = &T> {
        let first = self.0.partition_point(|(one, _)| *one < character);
        let same = self.0[first..].iter().take_while(move |(one, _)| *one == character);
        same.map(|(_, entry)| entry)
    }
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
