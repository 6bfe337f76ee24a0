//! The open ports of one pair as short tokens, for a cell of the matrix that has room for them.

use std::collections::BTreeSet;

use crate::catalog::{Catalog, Need};
use crate::check::{Loss, RoleLoss, losses};
use crate::matrix::{Flow, Matrix, Merge, Rule};
use crate::net::{PortRange, PortSet, Transport};
use crate::plan::Zone;
use crate::query::Query;

/// What stands for a port that nobody has chosen yet.
const NOT_CHOSEN: &str = "not chosen";

/// What a cell of the matrix writes when it has room.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct CellPorts {
    /// What is asked for.
    pub asked: PortTokens,
    /// The same, each transport that has ports by itself, and behind them what has none.
    pub by_transport: Vec<TransportPorts>,
    /// How many rules, and suppressed flows where these are asked for, a filter finds; `None`: there is none.
    pub num_found: Option<usize>,
    /// For a tooltip: one line for each need and transport.
    pub lines: Vec<String>,
    /// For a tooltip: what overrides cost, one line for each role.
    pub losses: Vec<String>,
}

/// Ports in few words.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct PortTokens {
    /// Ports that are Required, and transports without ports: `53`, `49152-65535`, `ICMP`.
    pub required: Vec<String>,
    /// What is only Optional.
    pub optional: Vec<String>,
}

/// The ports of one transport, or the transports without ports.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct TransportPorts {
    /// The transport; empty: those without ports.
    pub label: &'static str,
    /// What is open over it.
    pub tokens: PortTokens,
}

impl CellPorts {
    /// Builds the texts of the cell at a place of the matrix.
    #[must_use]
    pub fn build(
        catalog: &Catalog,
        matrix: &Matrix,
        query: &Query,
        (source_idx, destination_idx): (usize, usize),
    ) -> Self {
        let cell = matrix.cell(catalog, source_idx, destination_idx);
        let rules = cell.rules(Merge::Ranges);
        let lines = lines(&rules);
        let source = &matrix.plan().zones[source_idx];
        let losses = losses(catalog, &cell).iter().flat_map(|loss| loss_lines(loss, source)).collect();
        if query.is_empty() {
            let by_transport = by_transport(&rules, &[]);
            return Self { asked: tokens(&rules, &[]), by_transport, num_found: None, lines, losses };
        }
        let pair = (source_idx, destination_idx);
        let asked = query.rules(pair, &cell, &rules);
        let found: Vec<Rule> =
            rules.into_iter().zip(asked).filter(|(_, is_asked)| *is_asked).map(|(rule, _)| rule).collect();
        let suppressed: Vec<&Flow<'_>> = query.suppressed(pair, &cell).collect();
        let num_found = Some(found.len() + suppressed.len());
        let by_transport = by_transport(&found, &suppressed);
        Self { asked: tokens(&found, &suppressed), by_transport, num_found, lines, losses }
    }
}

/// One line for each role that an override costs something: “Domain member in Clients can't log on: no Kerberos (TCP
/// 88)”.
pub(in crate::view) fn loss_lines(loss: &Loss<'_>, source: &Zone) -> Vec<String> {
    let line =
        |role: &RoleLoss<'_>| format!("{} in {} {}: no {}", role.name, source.name, role.words(), role.protocols());
    loss.roles.iter().map(line).collect()
}

/// The tokens of each transport. What is open over one is said again where it is open over another.
fn by_transport(rules: &[Rule], suppressed: &[&Flow<'_>]) -> Vec<TransportPorts> {
    let of = |is_meant: &dyn Fn(Transport) -> bool| {
        let rules: Vec<Rule> = rules.iter().filter(|rule| is_meant(rule.transport)).cloned().collect();
        let flows = suppressed.iter().copied().filter(|flow| is_meant(flow.key.transport));
        tokens(&rules, &flows.collect::<Vec<_>>())
    };
    let with_ports = Transport::ALL.iter().filter(|transport| transport.has_ports()).map(|&transport| {
        let mut tokens = of(&|other| other == transport);
        // Its name stands before the line.
        for token in tokens.required.iter_mut().chain(&mut tokens.optional).filter(|it| *it == transport.label()) {
            NOT_CHOSEN.clone_into(token);
        }
        TransportPorts { label: transport.label(), tokens }
    });
    let without = TransportPorts { label: "", tokens: of(&|other| !other.has_ports()) };
    let is_there = |it: &TransportPorts| !(it.tokens.required.is_empty() && it.tokens.optional.is_empty());
    with_ports.chain([without]).filter(is_there).collect()
}

/// The tokens of some rules, and of flows that are not open, among what is Optional.
fn tokens(rules: &[Rule], suppressed: &[&Flow<'_>]) -> PortTokens {
    let mut said = BTreeSet::new();
    let mut res = PortTokens::default();
    for (need, tokens) in [(Need::Required, &mut res.required), (Need::Optional(()), &mut res.optional)] {
        let of_need = || rules.iter().filter(|rule| rule.need == need);
        let closed = || suppressed.iter().filter(|_| need != Need::Required);
        let ranges = of_need().flat_map(|rule| rule.ports.ranges().iter().copied());
        let ports: PortSet = ranges.chain(closed().filter_map(|flow| flow.key.ports)).collect();
        let portless = of_need().filter(|rule| rule.ports.is_empty()).map(|rule| rule.transport);
        let portless: BTreeSet<Transport> =
            portless.chain(closed().filter(|flow| flow.key.ports.is_none()).map(|flow| flow.key.transport)).collect();
        let texts = ports.ranges().iter().map(PortRange::to_string);
        // What is Required over one transport need not be said again because it is Optional over another.
        tokens.extend(
            texts
                .chain(portless.into_iter().map(|transport| transport.label().to_owned()))
                .filter(|text| said.insert(text.clone())),
        );
    }
    res
}

/// One line for each need and transport.
pub(in crate::view) fn lines(rules: &[Rule]) -> Vec<String> {
    let of_both = |a: &Rule, b: &Rule| (a.need, a.transport) == (b.need, b.transport);
    let line = |same: &[Rule]| {
        let ports: PortSet = same.iter().flat_map(|rule| rule.ports.ranges().iter().copied()).collect();
        let separator = if ports.is_empty() { "" } else { " " };
        format!("{}{separator}{ports} ({})", same[0].transport, same[0].need.label())
    };
    // Rules come by need and transport.
    rules.chunk_by(of_both).map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::sample;

    fn ports(typed: &str) -> CellPorts {
        let catalog = sample::catalog();
        let matrix = sample::matrix(&catalog);
        let query = Query::read(typed, &catalog, matrix.plan()).expect(typed);
        CellPorts::build(&catalog, &matrix, &query, (0, 1))
    }

    #[test]
    fn required_ports_come_before_optional_ones_and_nothing_twice() {
        let ports = ports("");
        assert_eq!(ports.asked.required, ["135", "389", "1025-5000", "49152-65535"]);
        assert_eq!(ports.asked.optional, ["636", "ICMP"]);
        let by_transport: Vec<(&str, &[String], &[String])> =
            ports.by_transport.iter().map(|it| (it.label, &*it.tokens.required, &*it.tokens.optional)).collect();
        let [tcp, udp, others] = &*by_transport else { panic!("{by_transport:?}") };
        assert_eq!(*tcp, ("TCP", &*strings(&["135", "389", "1025-5000", "49152-65535"]), &*strings(&["636"])));
        assert_eq!(*udp, ("UDP", &*strings(&["389"]), &*strings(&[])), "said over TCP, and open over UDP too");
        assert_eq!(*others, ("", &*strings(&[]), &*strings(&["ICMP"])));
        assert_eq!(ports.num_found, None);
        assert_eq!(
            ports.lines,
            [
                "TCP 135, 389, 1025-5000, 49152-65535 (required)",
                "UDP 389 (required)",
                "TCP 636 (optional)",
                "ICMP (optional)",
            ]
        );
    }

    #[test]
    fn a_cell_holds_what_a_filter_asks_for_and_nothing_else() {
        for (typed, required, optional, num_found) in [
            ("udp", &["389"][..], &[][..], 1),
            ("389", &["389"], &[], 2),
            ("50000", &["49152-65535"], &[], 1),
            ("130-140", &["135"], &[], 1),
            ("38", &[], &[], 0),
            ("optional", &[], &["636", "ICMP"], 2),
            ("udp optional", &[], &[], 0),
            ("135 636", &["135"], &["636"], 2),
            ("135 443", &[], &[], 0),
            ("135,443", &["135"], &[], 1),
            ("domain controller icmp", &[], &["ICMP"], 1),
            ("file server 636", &[], &["636"], 1),
            ("to:core -tcp", &["389"], &["ICMP"], 2),
            ("to:clients", &[], &[], 0),
        ] {
            let ports = ports(typed);
            assert_eq!(
                (&*ports.asked.required, &*ports.asked.optional),
                (&*strings(required), &*strings(optional)),
                "{typed}"
            );
            assert_eq!(ports.num_found, Some(num_found), "{typed}");
            assert_eq!(ports.lines.len(), 4, "a tooltip says all");
        }
    }

    fn strings(texts: &[&str]) -> Vec<String> {
        texts.iter().map(ToString::to_string).collect()
    }
}
