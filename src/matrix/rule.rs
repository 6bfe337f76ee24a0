//! Flows merged into what a firewall takes. Lossless: the rules expand to exactly the open flows.

use std::collections::BTreeMap;

use super::flow::{Flow, FlowNeed, Status};
use crate::net::{PortRange, PortSet, Transport};

/// What a firewall takes: one pair of zones, one transport, some ports.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// What the ports belong to.
    pub transport: Transport,
    /// Destination ports; empty for transports without any, and for a port nobody has chosen.
    pub ports: PortSet,
    /// The one source port; `None`: the caller's dynamic range.
    pub source_port: Option<u16>,
    /// Whether it is needed.
    pub need: RuleNeed,
    /// Positions of the flows in the cell, ascending.
    pub flows: Vec<usize>,
}

/// Whether a rule is needed.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum RuleNeed {
    /// Something does not work without it.
    Required,
    /// Only some scenario needs it.
    Optional,
}

impl RuleNeed {
    /// `required` or `optional`, as exports write it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Optional => "optional",
        }
    }
}

impl From<&FlowNeed> for RuleNeed {
    fn from(need: &FlowNeed) -> Self {
        match need {
            FlowNeed::Required => Self::Required,
            FlowNeed::Optional(_) => Self::Optional,
        }
    }
}

/// How far flows are merged.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Merge {
    /// One rule for each range of ports.
    #[default]
    Ranges,
    /// One rule for each transport, need and source port.
    Compact,
}

impl Rule {
    /// The stable id: sixteen hexadecimal digits made from what the rule says, never from its row.
    #[must_use]
    pub fn id(&self, source_zone_id: &str, destination_zone_id: &str) -> String {
        let source_port = self.source_port.map(|port| port.to_string()).unwrap_or_default();
        let ports = self.ports.to_string();
        let parts =
            [source_zone_id, destination_zone_id, self.transport.label(), &ports, &source_port, self.need.label()];
        format!("{:016x}", fnv1a(&parts.join("\u{1f}")))
    }
}

/// Merges the open flows of one pair, which come sorted.
///
/// Rules come Required first, then by transport, source port and ports.
pub(super) fn merge(flows: &[Flow], merge: Merge) -> Vec<Rule> {
    type Key = (RuleNeed, Transport, Option<u16>, Option<PortRange>);
    let mut by_key: BTreeMap<Key, (PortSet, Vec<usize>)> = BTreeMap::new();
    for (idx, flow) in flows.iter().enumerate().filter(|(_, flow)| flow.status == Status::Open) {
        let key = &flow.key;
        // A port that nobody has chosen is no part of a compact list: it would vanish in it.
        let ports = match merge {
            Merge::Compact if key.ports.is_some() => PortRange::new(1, u16::MAX),
            Merge::Compact | Merge::Ranges => key.ports,
        };
        let entry = by_key.entry(((&flow.need).into(), key.transport, key.source_port, ports)).or_default();
        if let Some(range) = key.ports {
            entry.0.insert(range);
        }
        entry.1.push(idx);
    }
    by_key
        .into_iter()
        .map(|((need, transport, source_port, _), (ports, flows))| Rule { transport, ports, source_port, need, flows })
        .collect()
}

/// FNV-1a, 64 bits: small, and the same on every machine. Source: the FNV reference, draft-eastlake-fnv.
fn fnv1a(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
