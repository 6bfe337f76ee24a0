//! Flows merged into what a firewall takes. Lossless: the rules expand to exactly the tuples of the open flows.
//!
//! An Optional flow that Required rules open anyway is no rule of its own: they carry its reasons.

use std::fmt::{self, Write as _};

use super::flow::{Flow, Status};
use super::flow_key::FlowEnds;
use crate::catalog::Need;
use crate::net::{PortRange, PortSet, Transport};

/// What a firewall takes: one pair of zones, one transport, some ports.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// What the ports belong to.
    pub transport: Transport,
    /// Destination ports; empty for transports without any, and for a port nobody has chosen.
    pub ports: PortSet,
    /// The one source port; `None`: the source's dynamic range.
    pub source_port: Option<u16>,
    /// Between which addresses it goes.
    pub ends: FlowEnds,
    /// Whether it is needed.
    pub need: Need,
    /// Positions of the flows in the cell, ascending.
    pub flows: Vec<usize>,
    /// Positions of the Optional flows that Required rules open anyway, this one all or part of them, ascending.
    pub also_serves: Vec<usize>,
}

/// Transport, destination ports, source port: what a rule says of a flow.
pub(super) type RulePort = (Transport, Option<PortRange>, Option<u16>);

/// Whether some open ports let through what is wanted. A port that nobody has chosen is never known to be open.
pub(super) fn is_covered((transport, range, source_port): RulePort, open: impl Iterator<Item = RulePort>) -> bool {
    let mut open = open.filter(|(other, _, from)| *other == transport && (from.is_none() || *from == source_port));
    match range {
        Some(range) => open.filter_map(|(_, range, _)| range).collect::<PortSet>().covers(range),
        None => !transport.has_ports() && open.next().is_some(),
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
    /// The stable id, made from what the rule says, never from its row: `P` and sixteen hexadecimal digits.
    ///
    /// Spreadsheets turn bare digits into another number, and `04e97…` into an infinite one; the letter keeps it text.
    #[must_use]
    pub fn id(&self, source_zone_id: &str, destination_zone_id: &str) -> String {
        self.id_of_part(source_zone_id, destination_zone_id, "")
    }

    /// The id of a part of it, which `part` tells apart from the others; empty: all of it.
    pub(super) fn id_of_part(&self, source_zone_id: &str, destination_zone_id: &str, part: &str) -> String {
        let mut says = Fnv1a::default();
        says.add(source_zone_id);
        says.add("\u{1f}");
        says.add(destination_zone_id);
        says.add("\u{1f}");
        says.add(self.transport.label());
        // Writing to a hash can't fail.
        let _ = write!(says, "\u{1f}{}\u{1f}", self.ports);
        if let Some(port) = self.source_port {
            let _ = write!(says, "{port}");
        }
        says.add("\u{1f}");
        says.add(self.need.label());
        match self.ends {
            FlowEnds::Zones => {}
            // Not its position in the plan: tunnels between other zones come and go.
            FlowEnds::Tunnel { number, .. } => drop(write!(says, "\u{1f}tunnel {number}")),
        }
        if !part.is_empty() {
            says.add("\u{1f}");
            says.add(part);
        }
        says.id()
    }
}

/// What flows of one rule share.
pub(super) type Key = (Need, Transport, Option<u16>, FlowEnds, Option<PortRange>);

/// The ports under which flows are put together; what merges further shares one range for all of them.
pub(super) fn key_of_list(range: Option<PortRange>, merge: Merge) -> Option<PortRange> {
    match merge {
        // A port that nobody has chosen is no part of a compact list: it would be lost in it.
        Merge::Compact if range.is_some() => PortRange::new(1, u16::MAX),
        Merge::Compact | Merge::Ranges => range,
    }
}

/// Merges the open flows of one pair, which come sorted.
///
/// Rules come Required first, then by transport, source port, ends and ports.
pub(super) fn merge(flows: &[Flow<'_>], merge: Merge) -> Vec<Rule> {
    let key = |flow: &Flow<'_>| -> Key {
        let key = &flow.key;
        (flow.need.kind(), key.transport, key.source_port, key.ends, key_of_list(key.ports, merge))
    };
    let open = flows.iter().enumerate().filter(|(_, flow)| flow.status == Status::Open);
    let mut keys: Vec<(Key, usize)> = Vec::with_capacity(flows.len());
    keys.extend(open.map(|(idx, flow)| (key(flow), idx)));
    keys.sort_unstable();
    let num_required = keys.partition_point(|((need, ..), _)| *need == Need::Required);
    let mut optional = keys.split_off(num_required);
    let mut rules = rules(flows, &keys);
    if !optional.is_empty() {
        let opened = opened(&rules);
        optional.retain(|&(_, idx)| !absorb(flows, idx, &opened, &mut rules));
        for rule in &mut rules {
            rule.also_serves.sort_unstable();
        }
    }
    rules.extend(self::rules(flows, &optional));
    rules
}

/// A rule for each distinct key.
fn rules(flows: &[Flow<'_>], keys: &[(Key, usize)]) -> Vec<Rule> {
    let rule = |same: &[(Key, usize)]| {
        let ((need, transport, source_port, ends, _), _) = same[0];
        let flows_of_rule: Vec<usize> = same.iter().map(|&(_, idx)| idx).collect();
        let ports = flows_of_rule.iter().filter_map(|&idx| flows[idx].key.ports).collect();
        Rule { transport, ports, source_port, ends, need, flows: flows_of_rule, also_serves: Vec::new() }
    };
    keys.chunk_by(|a, b| a.0 == b.0).map(rule).collect()
}

/// What rules must share for one to open what another asks for.
pub(super) type Way = (Transport, Option<u16>, FlowEnds);

/// A range that a Required rule opens.
struct OpenRange {
    way: Way,
    range: PortRange,
    /// The last port that it and those before it on this way reach.
    reach: u16,
    rule_idx: usize,
}

impl Rule {
    fn way(&self) -> Way {
        (self.transport, self.source_port, self.ends)
    }
}

/// Lists the ranges of rules, which come sorted: by way, then by their first port.
fn opened(rules: &[Rule]) -> Vec<OpenRange> {
    let mut res: Vec<OpenRange> = Vec::with_capacity(rules.len());
    for (rule_idx, rule) in rules.iter().enumerate() {
        let way = rule.way();
        for &range in rule.ports.ranges() {
            let before = res.last().filter(|last| last.way == way).map_or(0, |last| last.reach);
            res.push(OpenRange { way, range, reach: before.max(range.last()), rule_idx });
        }
    }
    res
}

/// Lets the Required rules that open all of an Optional flow carry it; `false`: they leave something closed.
fn absorb(flows: &[Flow<'_>], idx: usize, opened: &[OpenRange], required: &mut [Rule]) -> bool {
    let key = &flows[idx].key;
    let way = (key.transport, key.source_port, key.ends);
    let Some(range) = key.ports else {
        // Ports that nobody has chosen need not be the same ones.
        let place = required.binary_search_by_key(&way, Rule::way).ok().filter(|_| !key.transport.has_ports());
        return place.map(|place| required[place].also_serves.push(idx)).is_some();
    };
    let start = opened.partition_point(|open| (open.way, open.reach) < (way, range.first()));
    let behind = |open: &OpenRange| (open.way, open.range.first()) <= (way, range.last());
    let overlapping = &opened[start..start + opened[start..].partition_point(behind)];
    if !covers(overlapping.iter().map(|open| &open.range), range) {
        return false;
    }
    for open in overlapping.iter().filter(|open| open.range.last() >= range.first()) {
        let carried = &mut required[open.rule_idx].also_serves;
        if carried.last() != Some(&idx) {
            carried.push(idx);
        }
    }
    true
}

/// Whether ranges, which come by their first port, cover another one together.
pub(super) fn covers<'a>(ranges: impl Iterator<Item = &'a PortRange>, range: PortRange) -> bool {
    let mut next = u32::from(range.first());
    for known in ranges {
        if u32::from(known.first()) > next {
            break;
        }
        next = next.max(u32::from(known.last()) + 1);
    }
    next > u32::from(range.last())
}

/// A number that tells texts apart, the same on every machine and in every version.
#[must_use]
pub(crate) fn stable_hash(text: &str) -> u64 {
    let mut res = Fnv1a::default();
    res.add(text);
    res.0
}

/// FNV-1a, 64 bits: small, and the same on every machine. Source: the FNV reference, draft-eastlake-fnv.
struct Fnv1a(u64);

impl Default for Fnv1a {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv1a {
    /// The letter and the digits, which the formatter of the standard library takes several times as long to make.
    fn id(&self) -> String {
        let digit = |shift: u32| char::from_digit(((self.0 >> shift) & 0xf) as u32, 16).unwrap_or('0');
        std::iter::once('P').chain((0..16).rev().map(|idx| digit(4 * idx))).collect()
    }

    fn add(&mut self, text: &str) {
        self.0 = text.bytes().fold(self.0, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    }
}

impl fmt::Write for Fnv1a {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.add(text);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_same_transport_from_a_port_that_fits_lets_through() {
        let port = |transport, source_port| (transport, Some(PortRange::single(53).expect("a port")), source_port);
        for (wanted, open, expected) in [
            (port(Transport::Udp, None), port(Transport::Udp, None), true),
            (port(Transport::Udp, None), port(Transport::Tcp, None), false),
            (port(Transport::Udp, Some(500)), port(Transport::Udp, None), true),
            (port(Transport::Udp, Some(500)), port(Transport::Udp, Some(500)), true),
            (port(Transport::Udp, Some(500)), port(Transport::Tcp, Some(500)), false),
            (port(Transport::Udp, None), port(Transport::Udp, Some(500)), false),
            ((Transport::Icmp, None, None), (Transport::Icmp, None, None), true),
            ((Transport::Icmp, None, None), (Transport::Icmpv6, None, None), false),
            ((Transport::Tcp, None, None), (Transport::Tcp, None, None), false),
        ] {
            assert_eq!(is_covered(wanted, [open].into_iter()), expected, "{wanted:?} by {open:?}");
        }
    }
}
