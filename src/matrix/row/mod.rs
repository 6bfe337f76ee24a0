//! Rows: rules bound to the machines that placements name, and split by them. What stands in a request.
//!
//! Lossless like rules: the rows of a pair expand to exactly what its reasons ask for, machine by machine, never more. It
//! reads no address: whatever a machine is to be reached by, a row only says which machines it means.

mod bind;
mod boxes;
mod ends;
mod ports;

pub use bind::{num_rows, num_rows_of, rows, whole_rules};
pub use ports::num_ends;

use super::flow::{Origin, Reason};
use super::rule::Rule;
use crate::catalog::Need;
use crate::plan::{Host, Zone};

/// A rule between machines: all of it, or what goes between some of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Row<'a> {
    /// What is opened. Its flows are those that ask for it between these machines.
    pub rule: Rule,
    /// Who opens it, and who listens.
    pub ends: [RowEnd<'a>; 2],
    /// What tells it apart from other rows that open the same; empty: there is none.
    split: String,
}

/// The machines at one end of a row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RowEnd<'a> {
    /// Whether it means whatever stands in the zone, or at the end of the tunnel: some placement names no machines.
    pub is_zone: bool,
    /// The machines, each once, in the order in which the zone's placements name them.
    pub hosts: Vec<&'a Host>,
    /// Positions of the placements behind it, ascending; `None`: it makes no difference.
    placements: Option<Vec<usize>>,
}

impl<'a> Row<'a> {
    /// A rule of two zones that name no machines.
    #[must_use]
    pub fn between_zones(rule: Rule) -> Self {
        let end = || RowEnd { is_zone: true, ..RowEnd::default() };
        Self { rule, ends: [end(), end()], split: String::new() }
    }

    /// The stable id: the rule's, and where machines split it, with the roles and scopes behind it; never its addresses.
    #[must_use]
    pub fn id(&self, source_zone_id: &str, destination_zone_id: &str) -> String {
        self.rule.id_of_part(source_zone_id, destination_zone_id, &self.split)
    }

    /// Whether it is one of several rows that open the same.
    #[must_use]
    pub fn is_split(&self) -> bool {
        !self.split.is_empty()
    }

    /// Whether a reason of one of its flows asks for it between these machines.
    #[must_use]
    pub fn speaks(&self, reason: &Reason<'a>) -> bool {
        let [source, destination] = &self.ends;
        let (Some(sources), Some(destinations)) = (&source.placements, &destination.placements) else { return true };
        if self.rule.need == Need::Optional(()) && reason.need == Need::Required {
            return false;
        }
        match reason.origin {
            Origin::Connection(link) => {
                link.sources().any(|source| sources.contains(&source.placement))
                    && link.destinations().any(|destination| destinations.contains(&destination.placement))
            }
            Origin::Tunnel(_) | Origin::Override(_) => source.is_zone && destination.is_zone,
        }
    }
}

impl RowEnd<'_> {
    /// Whether a placement stands behind it.
    #[must_use]
    pub fn has_placement(&self, placement_idx: usize) -> bool {
        self.placements.as_ref().is_none_or(|placements| placements.contains(&placement_idx))
    }
}

/// What a placement is known by in an id: its role and its scopes.
fn known_by(zone: &Zone, placement_idx: usize) -> String {
    let placement = &zone.placements[placement_idx];
    let mut res = placement.role.to_string();
    for (kind, scope) in &placement.scopes {
        res.extend(["\u{1e}", kind, "\u{1e}", scope.as_str()]);
    }
    res
}
