//! The list of checks. A check looks at the resolved catalog and pushes findings; it never stops at the first.

use super::{aliases, connections, families, names, references, roles, services, wording};
use crate::catalog::Catalog;
use crate::catalog::report::Report;
use crate::finding::Finding;

/// One check: a name to speak of it, and what it does.
#[derive(Clone, Copy)]
pub struct Check {
    /// Kebab-case name.
    pub name: &'static str,
    /// Pushes a finding for everything that it does not hold of.
    pub run: fn(&Catalog, &mut Report<'_>),
}

/// Every check, in the order in which they run.
pub const CHECKS: &[Check] = &[
    Check { name: "implied-roles-have-no-cycle", run: roles::cycles },
    Check { name: "nothing-is-orphaned", run: roles::orphans },
    Check { name: "every-endpoint-is-reachable", run: services::reachable },
    Check { name: "endpoints-are-distinct", run: services::distinct },
    Check { name: "netbios-is-governed", run: services::netbios },
    Check { name: "tunnels-have-fixed-ports", run: services::tunnels },
    Check { name: "what-is-used-is-run", run: connections::run_by_destination },
    Check { name: "dynamic-rpc-comes-with-its-mapper", run: connections::mapper },
    Check { name: "answers-go-back", run: connections::answers },
    Check { name: "every-fact-has-a-reference", run: references::present },
    Check { name: "every-reference-is-used", run: references::used },
    Check { name: "dates-are-dates", run: references::dates },
    Check { name: "addresses-are-addresses", run: references::addresses },
    Check { name: "words-are-in-style", run: wording::style },
    Check { name: "words-are-there", run: wording::present },
    Check { name: "lists-have-no-slips", run: names::slips },
    Check { name: "families-are-listed", run: families::listed },
    Check { name: "an-alias-means-one-entity", run: aliases::unique },
    Check { name: "an-old-id-means-one-role", run: aliases::former_ids },
    Check { name: "scenarios-are-told-apart", run: names::scenarios },
];

/// Runs every check. Findings come sorted and without duplicates.
#[must_use]
pub fn check(catalog: &Catalog) -> Vec<Finding> {
    let mut report = Report::new(&catalog.sources.texts);
    for check in CHECKS {
        (check.run)(catalog, &mut report);
    }
    let mut res = report.into_findings();
    res.sort();
    res.dedup();
    res
}
