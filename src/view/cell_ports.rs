//! The open ports of one pair as short tokens, for a cell of the matrix that has room for them.

use std::collections::BTreeSet;

use crate::catalog::Catalog;
use crate::matrix::{Cell, Matrix, Merge, RuleNeed};
use crate::net::{PortSet, Transport};

/// What a cell of the matrix writes when it has room.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct CellPorts {
    /// Ports that are Required, and transports without ports: `53`, `49152-65535`, `ICMP`.
    pub required: Vec<String>,
    /// What is only Optional.
    pub optional: Vec<String>,
    /// For a tooltip: one line for each need and transport.
    pub lines: Vec<String>,
}

impl CellPorts {
    /// Builds the texts of the cell at a place of the matrix.
    #[must_use]
    pub fn build(catalog: &Catalog, matrix: &Matrix, source_idx: usize, destination_idx: usize) -> Self {
        Self::of_cell(&matrix.cell(catalog, source_idx, destination_idx))
    }

    fn of_cell(cell: &Cell<'_>) -> Self {
        let mut res = Self::default();
        let rules = cell.rules(Merge::Ranges);
        let mut required = PortSet::default();
        for need in [RuleNeed::Required, RuleNeed::Optional] {
            let (mut all, mut portless) = (PortSet::default(), BTreeSet::new());
            for transport in Transport::ALL {
                let mut ports = PortSet::default();
                let mut is_there = false;
                for rule in rules.iter().filter(|rule| rule.need == need && rule.transport == transport) {
                    is_there = true;
                    rule.ports.ranges().iter().for_each(|&range| ports.insert(range));
                }
                if !is_there {
                    continue;
                }
                if ports.is_empty() {
                    portless.insert(transport);
                }
                let separator = if ports.is_empty() { "" } else { " " };
                res.lines.push(format!("{transport}{separator}{ports} ({})", need.label()));
                ports.ranges().iter().for_each(|&range| all.insert(range));
            }
            // What is Required over one transport need not be said again because it is Optional over another.
            let is_new = |range: &&crate::net::PortRange| !required.ranges().contains(range);
            let mut tokens: Vec<String> = all.ranges().iter().filter(is_new).map(ToString::to_string).collect();
            tokens.extend(portless.into_iter().map(|transport| transport.label().to_owned()));
            match need {
                RuleNeed::Required => {
                    required = all;
                    res.required = tokens;
                }
                RuleNeed::Optional => res.optional = tokens,
            }
        }
        res
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::sample;

    #[test]
    fn required_ports_come_before_optional_ones_and_nothing_twice() {
        let catalog = sample::catalog();
        let ports = CellPorts::build(&catalog, &sample::matrix(&catalog), 0, 1);
        assert_eq!(ports.required, ["135", "389", "1025-5000", "49152-65535"]);
        assert_eq!(ports.optional, ["636", "ICMP"]);
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
}
