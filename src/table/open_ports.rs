//! The open ports of a pair of zones, by need, transport and source port. It lists no reasons.

use std::collections::BTreeMap;
use std::fmt;

use crate::catalog::Need;
use crate::matrix::Rule;
use crate::net::{PortSet, Transport};

/// The open ports of one need, transport and source port. Reads as `TCP 53, 88, 49152-65535` or `ICMP`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct OpenPorts {
    /// Whether they are needed.
    pub need: Need,
    /// What the ports belong to.
    pub transport: Transport,
    /// The one source port; `None`: the dynamic range of the source.
    pub source_port: Option<u16>,
    /// The ports; empty for transports without any.
    pub ports: PortSet,
    /// Whether there is also a port that nobody has chosen yet.
    pub has_unchosen: bool,
}

/// Lists what some rules of a pair open, Required first, then by transport and source port.
#[must_use]
pub fn open_ports<'r>(rules: impl IntoIterator<Item = &'r Rule>) -> Vec<OpenPorts> {
    let mut by_key: BTreeMap<_, (PortSet, bool)> = BTreeMap::new();
    for rule in rules {
        let entry = by_key.entry((rule.need, rule.transport, rule.source_port)).or_default();
        rule.ports.ranges().iter().for_each(|&range| entry.0.insert(range));
        entry.1 |= rule.ports.is_empty() && rule.transport.has_ports();
    }
    let open = |((need, transport, source_port), (ports, has_unchosen))| OpenPorts {
        need,
        transport,
        source_port,
        ports,
        has_unchosen,
    };
    by_key.into_iter().map(open).collect()
}

/// What a rule opens: `TCP 88`, `ICMP`, or `TCP, port not chosen`.
#[must_use]
pub fn rule_ports(rule: &Rule) -> String {
    match (rule.transport.has_ports(), rule.ports.is_empty()) {
        (true, true) => format!("{}, port not chosen", rule.transport),
        (true, false) => format!("{} {}", rule.transport, rule.ports),
        (false, _) => rule.transport.to_string(),
    }
}

impl fmt::Display for OpenPorts {
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
