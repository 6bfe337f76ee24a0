//! The open ports of one pair as short tokens, for a cell of the matrix that has room for them.

use std::collections::BTreeSet;

use super::filter::MatrixFilter;
use crate::catalog::{Catalog, Need};
use crate::check::{Loss, RoleLoss, losses};
use crate::matrix::{Matrix, Merge, Rule};
use crate::net::{PortRange, PortSet, Transport};
use crate::plan::Zone;

/// What a cell of the matrix writes when it has room.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct CellPorts {
    /// What is asked for.
    pub asked: PortTokens,
    /// What a filter leaves aside.
    pub aside: PortTokens,
    /// How many rules a filter lets through; `None`: there is none.
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

impl CellPorts {
    /// Builds the texts of the cell at a place of the matrix.
    #[must_use]
    pub fn build(
        catalog: &Catalog,
        matrix: &Matrix,
        filter: &MatrixFilter,
        (source_idx, destination_idx): (usize, usize),
    ) -> Self {
        let cell = matrix.cell(catalog, source_idx, destination_idx);
        let rules = cell.rules(Merge::Ranges);
        let lines = lines(&rules);
        let source = &matrix.plan().zones[source_idx];
        let losses = losses(catalog, &cell).iter().flat_map(|loss| loss_lines(loss, source)).collect();
        if filter.is_empty() {
            let asked = tokens(&rules.iter().collect::<Vec<_>>(), &mut BTreeSet::new());
            return Self { asked, lines, losses, ..Self::default() };
        }
        let (found, rest): (Vec<_>, Vec<_>) = rules.iter().partition(|rule| filter.admits(catalog, rule, &cell.flows));
        let num_found = Some(found.len());
        let mut said = BTreeSet::new();
        let asked = tokens(&found, &mut said);
        Self { asked, aside: tokens(&rest, &mut said), num_found, lines, losses }
    }
}

/// One line for each role that an override costs something: “Domain member in Clients can't log on: no Kerberos (TCP
/// 88)”.
pub(in crate::view) fn loss_lines(loss: &Loss<'_>, source: &Zone) -> Vec<String> {
    let line =
        |role: &RoleLoss<'_>| format!("{} in {} {}: no {}", role.name, source.name, role.words(), role.protocols());
    loss.roles.iter().map(line).collect()
}

/// The tokens of some rules, without those that were said before.
fn tokens(rules: &[&Rule], said: &mut BTreeSet<String>) -> PortTokens {
    let mut res = PortTokens::default();
    for (need, tokens) in [(Need::Required, &mut res.required), (Need::Optional(()), &mut res.optional)] {
        let of_need = || rules.iter().filter(|rule| rule.need == need);
        let ports: PortSet = of_need().flat_map(|rule| rule.ports.ranges().iter().copied()).collect();
        let portless: BTreeSet<Transport> =
            of_need().filter(|rule| rule.ports.is_empty()).map(|rule| rule.transport).collect();
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

    fn ports(words: &str) -> CellPorts {
        let catalog = sample::catalog();
        CellPorts::build(&catalog, &sample::matrix(&catalog), &MatrixFilter::new(&catalog, words), (0, 1))
    }

    #[test]
    fn required_ports_come_before_optional_ones_and_nothing_twice() {
        let ports = ports("");
        assert_eq!(ports.asked.required, ["135", "389", "1025-5000", "49152-65535"]);
        assert_eq!(ports.asked.optional, ["636", "ICMP"]);
        assert_eq!((ports.aside, ports.num_found), (PortTokens::default(), None));
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
    fn what_a_filter_asks_for_stands_apart_from_the_rest() {
        let ports = ports("udp");
        assert_eq!((&*ports.asked.required, ports.num_found), (&["389".to_owned()][..], Some(1)));
        assert_eq!(ports.aside.required, ["135", "1025-5000", "49152-65535"]);
        assert_eq!(ports.aside.optional, ["636", "ICMP"]);
        assert_eq!(ports.lines.len(), 4, "a tooltip says all");
    }
}
