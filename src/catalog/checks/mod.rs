//! What must hold of a catalog: one named list, the same for tests, CI, the command line and a user's overlay.
//!
//! A check looks at the resolved catalog and pushes findings; it never stops at the first.

mod connections;
mod references;
mod roles;
mod services;
mod wording;

use super::Catalog;
use crate::finding::{Code, Finding, Place};

/// One check: a name to speak of it, and what it does.
#[derive(Clone, Copy)]
pub struct Check {
    /// Kebab-case name.
    pub name: &'static str,
    /// Pushes a finding for each place where it does not hold.
    pub run: fn(&Catalog, &mut Vec<Finding>),
}

/// Every check, in the order in which they run.
pub const CHECKS: &[Check] = &[
    Check { name: "implied-roles-have-no-cycle", run: roles::cycles },
    Check { name: "nothing-is-orphaned", run: roles::orphans },
    Check { name: "every-role-exists-somewhere", run: roles::exist_somewhere },
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
    Check { name: "words-are-in-style", run: wording::style },
    Check { name: "words-hide-nothing", run: wording::hidden },
];

/// Runs every check. Findings come sorted and without duplicates.
#[must_use]
pub fn check(catalog: &Catalog) -> Vec<Finding> {
    let mut res = Vec::new();
    for check in CHECKS {
        (check.run)(catalog, &mut res);
    }
    res.sort();
    res.dedup();
    res
}

fn finding(code: Code, file: String, message: impl Into<String>, hint: &str) -> Finding {
    Finding::new(code, Place::File { file, position: None }, message, hint)
}

fn role_file(catalog: &Catalog, role_idx: usize) -> String {
    format!("roles/{}.ron", catalog.roles[role_idx].id)
}

fn service_file(catalog: &Catalog, service_idx: usize) -> String {
    format!("services/{}.ron", catalog.services[service_idx].id)
}
