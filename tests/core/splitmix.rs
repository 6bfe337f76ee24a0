//! `SplitMix64`: the same numbers from the same seed on every machine. It is no good for secrets.
//!
//! Source: Steele, Lea and Flood, “Fast splittable pseudorandom number generators”, 2014.

/// A stream of numbers: without end from a seed, or those that were given and then 0.
#[derive(Clone, Debug)]
pub(super) struct SplitMix {
    given: std::vec::IntoIter<u64>,
    seed: Option<u64>,
}

impl SplitMix {
    pub(super) fn new(seed: u64) -> Self {
        Self { given: Vec::new().into_iter(), seed: Some(seed) }
    }

    /// The numbers that are given: fewer and smaller ones lead to something simpler, which is how a failure shrinks.
    pub(super) fn of(numbers: Vec<u64>) -> Self {
        Self { given: numbers.into_iter(), seed: None }
    }

    pub(super) fn next(&mut self) -> u64 {
        let Some(seed) = &mut self.seed else { return self.given.next().unwrap_or(0) };
        *seed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut res = *seed;
        res = (res ^ (res >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        res = (res ^ (res >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        res ^ (res >> 31)
    }

    /// A number below `end`, or 0 where there is none.
    pub(super) fn below(&mut self, end: usize) -> usize {
        let end = end.max(1) as u64;
        usize::try_from(self.next() % end).unwrap_or(0)
    }

    /// True in so many of a hundred cases. A number that is given is false when it is 0: what is not there is simpler.
    pub(super) fn chance(&mut self, percent: usize) -> bool {
        let drawn = self.below(100);
        if self.seed.is_some() { drawn < percent } else { drawn >= 100 - percent }
    }

    /// One of the items; `None` if there are none.
    pub(super) fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        items.get(self.below(items.len()))
    }

    /// Up to `most` of the items, some perhaps twice.
    pub(super) fn some<T: Clone>(&mut self, most: usize, items: &[T]) -> Vec<T> {
        let num = self.below(most + 1);
        (0..num).filter_map(|_| self.pick(items).cloned()).collect()
    }
}
