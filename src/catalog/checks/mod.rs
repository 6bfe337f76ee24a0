//! What must hold of a catalog: one named list, the same for tests, CI, the command line and a user's overlay.
//!
//! A check looks at the resolved catalog and pushes findings; it never stops at the first.

mod connections;
mod names;
mod references;
mod roles;
mod services;
mod wording;

use super::report::Report;
use super::text::Step;
use super::{Catalog, Connection, ConnectionRef, EndpointRef};
use crate::finding::{Code, Finding};
use crate::ids::{RoleIdx, ServiceIdx};

/// One check: a name to speak of it, and what it does.
#[derive(Clone, Copy)]
pub struct Check {
    /// Kebab-case name.
    pub name: &'static str,
    /// Pushes a finding for each place where it does not hold.
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
    Check { name: "words-are-in-style", run: wording::style },
    Check { name: "words-are-there", run: wording::present },
    Check { name: "lists-have-no-slips", run: names::slips },
];

/// Runs every check. Findings come sorted and without duplicates.
#[must_use]
pub fn check(catalog: &Catalog) -> Vec<Finding> {
    let mut report = Report::new(&catalog.texts);
    for check in CHECKS {
        (check.run)(catalog, &mut report);
    }
    let mut res = report.into_findings();
    res.sort();
    res.dedup();
    res
}

/// The file of an entity.
fn file(folder: &str, id: &str) -> String {
    format!("{folder}/{id}.ron")
}

fn role_file(catalog: &Catalog, role_idx: RoleIdx) -> String {
    file("roles", &catalog.roles[role_idx].id)
}

fn service_file(catalog: &Catalog, service_idx: ServiceIdx) -> String {
    file("services", &catalog.services[service_idx].id)
}

/// A finding about an endpoint, or about a field of it.
fn at_endpoint(
    report: &mut Report<'_>,
    catalog: &Catalog,
    place: EndpointRef,
    field: Option<&'static str>,
    (code, message, hint): (Code, String, &str),
) {
    let mut path = vec![Step::Field("endpoints"), Step::WithId(&catalog.endpoint(place).id)];
    path.extend(field.map(Step::Field));
    report.push(code, &service_file(catalog, place.service), &path, message, hint);
}

/// A finding about a connection, or about a field of it.
fn at_connection(
    report: &mut Report<'_>,
    catalog: &Catalog,
    place: ConnectionRef,
    field: Option<&'static str>,
    (code, message, hint): (Code, String, &str),
) {
    let connection: &Connection = &catalog.roles[place.role].connects[place.connection];
    let mut path = vec![Step::Field("connects"), Step::WithId(&connection.id)];
    path.extend(field.map(Step::Field));
    let message = format!("connection “{}”: {message}", connection.id);
    report.push(code, &role_file(catalog, place.role), &path, message, hint);
}
