//! Which of the old is which of the new.

/// Pairs of old and new things, each at most once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pairs {
    to_new: Vec<Option<usize>>,
    to_old: Vec<Option<usize>>,
}

impl Pairs {
    /// No pairs between so many things.
    pub fn none(old: usize, new: usize) -> Self {
        Self { to_new: vec![None; old], to_old: vec![None; new] }
    }

    /// Makes a pair, unless one of the two has a partner.
    pub fn add(&mut self, old: usize, new: usize) -> bool {
        let free = self.to_new[old].is_none() && self.to_old[new].is_none();
        if free {
            self.to_new[old] = Some(new);
            self.to_old[new] = Some(old);
        }
        free
    }

    /// What became of an old thing.
    pub fn new_of(&self, old: usize) -> Option<usize> {
        self.to_new.get(old).copied().flatten()
    }

    /// What a new thing was.
    pub fn old_of(&self, new: usize) -> Option<usize> {
        self.to_old.get(new).copied().flatten()
    }

    /// They are a pair.
    pub fn are(&self, old: usize, new: usize) -> bool {
        self.new_of(old) == Some(new)
    }

    /// Old things without a partner.
    pub fn only_old(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.to_new.len()).filter(|old| self.to_new[*old].is_none())
    }

    /// New things without a partner.
    pub fn only_new(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.to_old.len()).filter(|new| self.to_old[*new].is_none())
    }

    /// The pairs in the order of the old.
    pub fn all(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.to_new.iter().enumerate().filter_map(|(old, new)| Some((old, (*new)?)))
    }

    /// The pairs in the order of the new.
    pub fn all_by_new(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.to_old.iter().enumerate().filter_map(|(new, old)| Some(((*old)?, new)))
    }
}
