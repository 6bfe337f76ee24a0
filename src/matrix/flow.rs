//! A flow: one derived need, with every reason for it.

use std::borrow::Cow;

use itertools::Itertools as _;

use super::flow_key::FlowKey;
use super::link::Link;
use crate::catalog::Need;
use crate::ids::ReferenceIdx;

/// One derived need.
#[derive(Clone, Debug, PartialEq)]
pub struct Flow<'a> {
    /// What makes it itself.
    pub key: FlowKey<'a>,
    /// The strongest need of its reasons.
    pub need: Need<Vec<&'a str>>,
    /// Whether a firewall rule is asked for.
    pub status: Status<'a>,
    /// The strongest confidence of its reasons.
    pub confidence: FlowConfidence,
    /// Why it is there; never empty.
    pub reasons: Vec<Reason<'a>>,
}

impl<'a> Flow<'a> {
    /// A flow as certain and as needed as its strongest reason.
    pub(super) fn new(key: FlowKey<'a>, status: Status<'a>, reasons: Vec<Reason<'a>>) -> Self {
        let need = if reasons.iter().any(|reason| reason.need == Need::Required) {
            Need::Required
        } else {
            Need::Optional(scenarios(&reasons))
        };
        let confidence = reasons.iter().map(|reason| reason.confidence).min().unwrap_or(FlowConfidence::Inferred);
        Self { key, need, status, confidence, reasons }
    }

    /// The distinct purposes of its reasons, in their order.
    #[must_use]
    pub fn purposes(&self) -> Vec<&'a str> {
        // Most flows have one or two: they are found faster than hashed.
        let mut res = Vec::new();
        for reason in &self.reasons {
            if !res.contains(&reason.purpose) {
                res.push(reason.purpose);
            }
        }
        res
    }

    /// What the catalog's connections contribute to it, one for each of those reasons.
    pub(crate) fn links(&self) -> impl Iterator<Item = &Link<'a>> {
        self.reasons.iter().filter_map(|reason| match &reason.origin {
            Origin::Connection(link) => Some(link),
            Origin::Tunnel(_) | Origin::Override(_) => None,
        })
    }

    /// Positions of the documents behind it, ascending.
    #[must_use]
    pub fn references(&self) -> Vec<ReferenceIdx> {
        references(&self.reasons)
    }
}

/// Positions of the documents behind some reasons, ascending.
pub(crate) fn references<'r, 'a: 'r>(reasons: impl IntoIterator<Item = &'r Reason<'a>>) -> Vec<ReferenceIdx> {
    // Reasons of the same connection follow each other and rest on the same documents.
    let documents = reasons.into_iter().map(|reason| &reason.references).dedup();
    let mut res: Vec<ReferenceIdx> = documents.flat_map(|documents| documents.iter().copied()).collect();
    res.sort_unstable();
    res.dedup();
    res
}

/// Whether a firewall rule is asked for.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Status<'a> {
    /// It is.
    Open,
    /// The override at this position in the plan takes it out, or a declined scenario (`None`) does.
    Suppressed {
        /// Position in [`Plan::overrides`](crate::plan::Plan::overrides).
        override_idx: Option<usize>,
        /// The reason, as shown.
        reason: Cow<'a, str>,
    },
    /// The firewall follows the endpoint mapper and opens it by itself.
    Followed,
    /// The tunnel at this position in the plan carries it.
    Tunnelled {
        /// Position in [`Plan::tunnels`](crate::plan::Plan::tunnels).
        tunnel_idx: usize,
    },
}

impl Status<'_> {
    /// Whether a declined scenario closes it.
    pub(crate) fn is_declined(&self) -> bool {
        matches!(self, Self::Suppressed { override_idx: None, .. })
    }

    /// The word that exports write.
    #[must_use]
    pub fn label(&self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Suppressed { .. } => "suppressed",
            Self::Followed => "followed",
            Self::Tunnelled { .. } => "tunnelled",
        }
    }
}

/// On whose word a flow stands.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum FlowConfidence {
    /// A document says so.
    Documented,
    /// Concluded from documents.
    Inferred,
    /// The user says so.
    User,
}

impl FlowConfidence {
    /// The word that exports write.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Documented => "documented",
            Self::Inferred => "inferred",
            Self::User => "user",
        }
    }
}

/// Why a flow is there.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason<'a> {
    /// What stands behind it.
    pub origin: Origin<'a>,
    /// Why, in a short phrase.
    pub purpose: &'a str,
    /// Whether it needs the flow, or only these scenarios do, sorted.
    pub need: Need<Vec<&'a str>>,
    /// Whether a document says so.
    pub confidence: FlowConfidence,
    /// Documents behind it, ascending.
    pub references: Cow<'a, [ReferenceIdx]>,
}

/// What a reason rests on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Origin<'a> {
    /// A connection of the catalog, between placements of the two zones.
    Connection(Link<'a>),
    /// The tunnel at this position in the plan.
    Tunnel(usize),
    /// The override at this position in the plan, which adds the flow.
    Override(usize),
}

/// The distinct scenarios of some reasons, sorted.
fn scenarios<'a>(reasons: &[Reason<'a>]) -> Vec<&'a str> {
    reasons.iter().flat_map(|reason| reason.need.scenarios()).copied().sorted_unstable().dedup().collect()
}
