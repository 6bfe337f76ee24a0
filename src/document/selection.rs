//! What the window points at. Ids, so that it survives edits elsewhere; it may name what is gone.

use crate::plan::ZoneId;

/// What the inspector shows.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub enum Selection {
    /// Nothing.
    #[default]
    None,
    /// A zone.
    Zone(ZoneId),
    /// An ordered pair of zones; both are the same on the diagonal.
    Pair {
        /// The zone that opens.
        source: ZoneId,
        /// The zone that listens.
        destination: ZoneId,
    },
    /// One rule of a pair.
    Rule {
        /// The zone that opens.
        source: ZoneId,
        /// The zone that listens.
        destination: ZoneId,
        /// The rule's stable id.
        rule: String,
    },
}

/// How a zone is chosen beside others.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Joining {
    /// It joins those that are chosen, or leaves them.
    Single,
    /// All from where the range began to this zone are chosen, and no others.
    Range,
}
