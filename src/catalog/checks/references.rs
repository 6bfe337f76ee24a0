//! Checks of sources: no fact without one, none without a fact, and dates that are dates.

use std::collections::BTreeSet;

use super::{at_connection, at_endpoint, file, role_file};
use crate::catalog::report::Report;
use crate::catalog::text::Step;
use crate::catalog::{Catalog, EndpointRef, OsKind};
use crate::date::Date;
use crate::finding::{Code, excerpt};
use crate::ids::ReferenceIdx;

const FIELD: &str = "references";

/// Every fact names a document.
pub(super) fn present(catalog: &Catalog, report: &mut Report<'_>) {
    let hint = "cite a document";
    let mut missing = |file: String, what: &str| {
        let message = format!("{what} has no reference");
        report.push(Code::CatalogReference, &file, &[Step::Field(FIELD)], message, hint);
    };
    for os in catalog.os.iter().filter(|os| os.kind != OsKind::Other && os.references.is_empty()) {
        missing(file("os", &os.id), "the OS version");
    }
    for server in catalog.rpc_servers.iter().filter(|server| server.references.is_empty()) {
        missing(file("rpc-servers", &server.id), "the RPC server");
    }
    for assumption in catalog.assumptions.iter().filter(|assumption| assumption.references.is_empty()) {
        missing(file("assumptions", &assumption.id), "the assumption");
    }
    for tunnel in catalog.tunnels.iter().filter(|tunnel| tunnel.references.is_empty()) {
        missing(file("tunnels", &tunnel.id), "the tunnel kind");
    }
    for (role_idx, _) in catalog.roles.iter_enumerated().filter(|(_, role)| role.references.is_empty()) {
        missing(role_file(catalog, role_idx), "the role");
    }
    for (service, entity) in catalog.services.iter_enumerated() {
        for (endpoint, fact) in entity.endpoints.iter_enumerated().filter(|(_, fact)| fact.references.is_empty()) {
            let message = format!("the endpoint “{}” has no reference", fact.id);
            let place = EndpointRef { service, endpoint };
            at_endpoint(report, catalog, place, Some(FIELD), (Code::CatalogReference, message, hint));
        }
    }
    for (place, _) in catalog.connections().filter(|(_, connection)| connection.references.is_empty()) {
        let message = "it has no reference".to_owned();
        at_connection(report, catalog, place, Some(FIELD), (Code::CatalogReference, message, hint));
    }
}

/// Every document is cited.
pub(super) fn used(catalog: &Catalog, report: &mut Report<'_>) {
    let lists = catalog
        .os
        .iter()
        .map(|os| &os.references)
        .chain(catalog.rpc_servers.iter().map(|server| &server.references))
        .chain(catalog.assumptions.iter().map(|assumption| &assumption.references))
        .chain(catalog.tunnels.iter().map(|tunnel| &tunnel.references))
        .chain(catalog.services.iter().flat_map(|service| &service.endpoints).map(|endpoint| &endpoint.references))
        .chain(catalog.roles.iter().map(|role| &role.references))
        .chain(catalog.connections().map(|(_, connection)| &connection.references));
    let cited: BTreeSet<ReferenceIdx> = lists.flatten().copied().collect();
    for reference in
        catalog.references.iter_enumerated().filter(|(idx, _)| !cited.contains(idx)).map(|(_, reference)| reference)
    {
        let message = format!("nothing cites “{}”", excerpt(&reference.title));
        let file = file("references", &reference.id);
        report.push(Code::CatalogOrphan, &file, &[], message, "cite it, or leave it out");
    }
}

/// Dates are written `YYYY-MM-DD`. Those of OS versions decide what conditions hold of, so they are looked at
/// where those are resolved.
pub(super) fn dates(catalog: &Catalog, report: &mut Report<'_>) {
    let mut check = |file: &str, field, date: &str| {
        if date.parse::<Date>().is_err() {
            let message = format!("“{}” is not a date", excerpt(date));
            report.push(Code::CatalogReference, file, &[Step::Field(field)], message, "write it as YYYY-MM-DD");
        }
    };
    if catalog.texts.get("catalog.ron").is_some() {
        check("catalog.ron", "as_of", &catalog.as_of);
    }
    for reference in &catalog.references {
        check(&file("references", &reference.id), "read", &reference.read);
    }
}
