//! What is open between two zones, in as few words as a person needs. It lists no reasons.

use std::collections::BTreeMap;
use std::fmt;

use super::NeedFilter;
use crate::matrix::{Cell, Merge, RuleNeed};
use crate::net::{PortSet, Transport};

/// The open ports of one need, transport and source port: `TCP 53, 88, 49152-65535`, `ICMP`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PortWords {
    /// Whether they are needed.
    pub need: RuleNeed,
    /// What the ports belong to.
    pub transport: Transport,
    /// The one source port; `None`: the caller's dynamic range.
    pub source_port: Option<u16>,
    /// The ports; empty for transports without any.
    pub ports: PortSet,
    /// There is a port beside them that nobody has chosen.
    pub has_unchosen: bool,
}

/// Lists what is open, Required first, then by transport and source port.
///
/// These are the ports of the rules: an Optional one that Required rules open anyway is among theirs alone.
#[must_use]
pub fn port_words(cell: &Cell<'_>, need: NeedFilter) -> Vec<PortWords> {
    let mut by_key: BTreeMap<_, (PortSet, bool)> = BTreeMap::new();
    for rule in cell.rules(Merge::Ranges).iter().filter(|rule| need.admits(rule.need)) {
        let entry = by_key.entry((rule.need, rule.transport, rule.source_port)).or_default();
        rule.ports.ranges().iter().for_each(|&range| entry.0.insert(range));
        entry.1 |= rule.ports.is_empty() && rule.transport.has_ports();
    }
    let words = |((need, transport, source_port), (ports, has_unchosen))| PortWords {
        need,
        transport,
        source_port,
        ports,
        has_unchosen,
    };
    by_key.into_iter().map(words).collect()
}

impl fmt::Display for PortWords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.transport)?;
        if !self.ports.is_empty() {
            write!(f, " {}", self.ports)?;
        }
        if self.has_unchosen {
            f.write_str(if self.ports.is_empty() { " port not chosen" } else { ", port not chosen" })?;
        }
        if let Some(port) = self.source_port {
            write!(f, " from port {port}")?;
        }
        Ok(())
    }
}
