//! What an export leaves out and how far it merges.

use crate::matrix::{FlowNeed, Merge, RuleNeed};

/// The choices beside the format. The default is everything between different zones, unmerged.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct ExportOptions {
    /// Which needs are written.
    pub need: NeedFilter,
    /// Whether flows inside a zone are written.
    pub same_zone: SameZone,
    /// How far flows are merged into rules. Only [`Format::Csv`](super::Format::Csv) heeds it.
    pub merge: Merge,
}

/// Which needs are written.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum NeedFilter {
    /// Required and Optional.
    #[default]
    All,
    /// Required alone.
    Required,
}

impl NeedFilter {
    /// Every choice, the default first.
    pub const ALL: [Self; 2] = [Self::All, Self::Required];

    /// The word on the command line and in exports.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Required => "required",
        }
    }

    /// Whether something of this need is written.
    #[must_use]
    pub fn admits(self, need: RuleNeed) -> bool {
        self == Self::All || need == RuleNeed::Required
    }

    pub(super) fn admits_flow(self, need: &FlowNeed<'_>) -> bool {
        self.admits(need.into())
    }
}

/// Whether flows inside a zone are written: the diagonal of the matrix.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum SameZone {
    /// They are not: no firewall between zones sees them.
    #[default]
    LeaveOut,
    /// They are.
    Include,
}
