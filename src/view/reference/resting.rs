//! The rules of a plan that rest on a document. Which documents there are is the catalog's business.

use crate::catalog::Catalog;
use crate::document::Selection;
use crate::ids::ReferenceIdx;
use crate::matrix::{Matrix, whole_rules};
use crate::table::{RuleColumn, RuleRow};

/// How many rules are listed, and how many pairs of zones are looked at: what would take longer is a search.
const MAX_RULES: usize = 500;
const MAX_PAIRS: usize = 2_000;

/// The rules of a plan that rest on a document, in the order of the plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RestingRules {
    /// What each is called, and what leads to it.
    pub rules: Vec<(String, Selection)>,
    /// There may be others, which were not looked for.
    pub may_be_more: bool,
}

impl RestingRules {
    /// Looks for them.
    #[must_use]
    pub fn build(catalog: &Catalog, matrix: &Matrix, reference_idx: ReferenceIdx) -> Self {
        let mut res = Self::default();
        let plan = matrix.plan();
        // What stays inside a zone is no rule of a firewall, and is counted nowhere else.
        let across = matrix.pairs().filter(|(source, destination)| source != destination);
        let open = across.filter(|&(source, destination)| !matrix.summary(source, destination).is_empty());
        for (num_looked_at, (source_idx, destination_idx)) in open.enumerate() {
            if num_looked_at == MAX_PAIRS || res.rules.len() >= MAX_RULES {
                res.may_be_more = true;
                break;
            }
            let (source, destination) = (&*plan.zones[source_idx], &*plan.zones[destination_idx]);
            let cell = matrix.cell(catalog, source_idx, destination_idx);
            let rests = |&idx: &usize| {
                let mut reasons = cell.flows[idx].reasons.iter();
                reasons.any(|reason| reason.references.contains(&reference_idx))
            };
            for row in whole_rules(&cell, [source, destination]) {
                if row.rule.flows.iter().chain(&row.rule.also_serves).any(rests) {
                    let row = RuleRow::new((catalog, plan), (source, destination), &cell, &row);
                    let (source, destination) = (source.id.clone(), destination.id.clone());
                    res.rules.push((name(&row), Selection::Rule { source, destination, rule: row.id() }));
                }
            }
        }
        res
    }
}

/// `Clients → Core, TCP 88, Kerberos`.
fn name(row: &RuleRow<'_>) -> String {
    let text = |column: RuleColumn| column.value(row).joined(", ");
    let port = [RuleColumn::Transport, RuleColumn::DestinationPorts].map(text).join(" ");
    format!(
        "{} → {}, {}, {}",
        row.source.name,
        row.destination.name,
        port.trim(),
        text(RuleColumn::ApplicationProtocols)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::sample;

    #[test]
    fn a_document_leads_to_the_rules_that_rest_on_it() {
        let catalog = sample::catalog();
        let matrix = sample::matrix(&catalog);
        let found = RestingRules::build(&catalog, &matrix, ReferenceIdx::default());
        assert!(!found.may_be_more);
        let names: Vec<&str> = found.rules.iter().map(|(name, _)| name.as_str()).collect();
        assert!(names.contains(&"Clients → Core, TCP 389, LDAP"), "{names:?}");
        assert!(names.contains(&"Clients → Core, ICMP, ICMP"), "{names:?}");
        let none = RestingRules::build(&catalog, &matrix, ReferenceIdx::from(7));
        assert_eq!(none, RestingRules::default(), "a document that nothing rests on");
    }
}
