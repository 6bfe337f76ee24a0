//! In how many rules the roles of each row take part. One walk over the cells counts for all roles at once; when it is
//! made, and beside what, is not its business.

use typed_index_collections::{TiVec, ti_vec};

use super::row::TickRow;
use super::table::families_of_roles;
use crate::catalog::Catalog;
use crate::ids::{FamilyIdx, RoleIdx};
use crate::matrix::{Flow, FlowRole, Matrix, Merge};

/// How many rules between different zones each role and each family takes part in. A role takes part where it opens or
/// listens, or where a role that is placed does so as it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RuleCounts {
    roles: TiVec<RoleIdx, Tally>,
    families: TiVec<FamilyIdx, Tally>,
}

/// A count of rules that takes each rule once.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Tally {
    num_rules: usize,
    /// The number of the rule that was counted last.
    last: usize,
}

impl Tally {
    fn note(&mut self, rule: usize) {
        self.num_rules += usize::from(self.last != rule);
        self.last = rule;
    }
}

impl RuleCounts {
    /// Looks at every pair. Slow for large plans; `None` when it was cancelled. `catalog` is the one that the matrix was
    /// derived with.
    #[must_use]
    pub fn count(catalog: &Catalog, matrix: &Matrix, is_cancelled: impl Fn() -> bool) -> Option<Self> {
        let family_of = families_of_roles(catalog);
        let mut res = Self {
            roles: ti_vec![Tally::default(); catalog.roles.len()],
            families: ti_vec![Tally::default(); catalog.families.len()],
        };
        let mut rule_number = 0;
        for (source_idx, destination_idx) in matrix.pairs() {
            if is_cancelled() {
                return None;
            }
            if source_idx == destination_idx || matrix.summary(source_idx, destination_idx).is_empty() {
                continue;
            }
            let cell = matrix.cell(catalog, source_idx, destination_idx);
            for rule in cell.rules(Merge::Ranges) {
                rule_number += 1;
                let flows = rule.flows.iter().chain(&rule.also_serves).map(|&idx| &cell.flows[idx]);
                for role_idx in flows.flat_map(roles_of) {
                    res.roles[role_idx].note(rule_number);
                    family_of[role_idx].into_iter().for_each(|idx| res.families[idx].note(rule_number));
                }
            }
        }
        Some(res)
    }

    /// In how many rules a row takes part; `None`: OS versions open nothing, and what is folded together is no one thing.
    #[must_use]
    pub fn num_rules(&self, row: TickRow) -> Option<usize> {
        match row {
            TickRow::OsVersions | TickRow::Os(_) | TickRow::Fold(_) => None,
            TickRow::Family(family_idx) => self.families.get(family_idx).map(|tally| tally.num_rules),
            TickRow::Role(role_idx) => self.roles.get(role_idx).map(|tally| tally.num_rules),
        }
    }
}

/// The roles at both ends of a flow, some of them more than once: those that state it, and those that are placed.
fn roles_of<'f>(flow: &'f Flow<'_>) -> impl Iterator<Item = RoleIdx> + use<'f> {
    let stated = [flow.key.source_role, flow.key.destination_role].into_iter().filter_map(|role| match role {
        FlowRole::Role(role_idx) => Some(role_idx),
        FlowRole::Tunnel(_) | FlowRole::Text(_) => None,
    });
    let placed = flow.links().flat_map(|link| {
        let sources = link.sources().map(|end| end.placed_role);
        sources.chain(link.destinations().map(|end| end.placed_role))
    });
    stated.chain(placed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::sample;

    #[test]
    fn a_rule_counts_once_for_each_role_and_family_that_takes_part_in_it() {
        let catalog = sample::catalog();
        let matrix = sample::matrix(&catalog);
        let counts = RuleCounts::count(&catalog, &matrix, || false).expect("nobody stops it");
        let across = matrix.pairs().filter(|(source, destination)| source != destination);
        let all: u32 = across.map(|(source, destination)| matrix.summary(source, destination).num_rules()).sum();
        let most = (0..catalog.roles.len()).map(RoleIdx::from).filter_map(|idx| counts.num_rules(TickRow::Role(idx)));
        assert!(most.clone().max() > Some(0) && most.max() <= usize::try_from(all).ok());
        assert_eq!(counts.num_rules(TickRow::OsVersions), None);
        assert_eq!(RuleCounts::count(&catalog, &matrix, || true), None);
    }
}
