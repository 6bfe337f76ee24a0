//! The sections of a report, in their order. What stands in them is made elsewhere.

use strum::VariantArray;

use super::anchor::Anchor;
use super::block::{Block, Text};

/// A section of the report itself.
#[derive(Clone, Copy, Debug, Eq, PartialEq, VariantArray, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub(super) enum Section {
    Request,
    Summary,
    Picture,
    Matrix,
    Rules,
    Documents,
    Decisions,
    Overrides,
    Findings,
    AcceptedRisks,
    RpcSetup,
    AboutThisReport,
}

impl Section {
    /// Every section, in order.
    pub(super) const ALL: &'static [Self] = Self::VARIANTS;

    /// What links to it name.
    pub(super) fn anchor(self) -> Anchor {
        Anchor::section(self.into())
    }

    /// Its heading.
    pub(super) fn heading(self) -> &'static str {
        match self {
            Self::Request => "Request",
            Self::Summary => "Summary",
            Self::Picture => "Picture",
            Self::Matrix => "Matrix",
            Self::Rules => "Rules and their reasons",
            Self::Documents => "Documents",
            Self::Decisions => "Assumptions, choices and scenarios",
            Self::Overrides => "Overrides and tunnels",
            Self::Findings => "Findings",
            Self::AcceptedRisks => "Accepted risks",
            Self::RpcSetup => "What to configure for RPC",
            Self::AboutThisReport => "About this report",
        }
    }

    /// Its beginning.
    pub(super) fn begin<'a>(self) -> Block<'a> {
        Block::Begin { level: 2, anchor: self.anchor(), heading: Text::words(self.heading()) }
    }
}
