//! Where a rule stands in the matrix: numbers, which mean a rule together with the matrix that they were taken from.

/// Where a rule stands.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct RulePosition {
    /// Position of the zone that opens.
    pub source_idx: usize,
    /// Position of the zone that listens.
    pub destination_idx: usize,
    /// Position among the rules of the pair.
    pub rule_idx: usize,
}

impl RulePosition {
    /// The positions of its two zones, source first.
    #[must_use]
    pub fn pair(self) -> (usize, usize) {
        (self.source_idx, self.destination_idx)
    }
}
