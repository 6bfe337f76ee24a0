//! Checks of sources: no fact without one, none without a fact, and dates that are dates.

use std::collections::BTreeSet;

use super::{finding, role_file, service_file};
use crate::catalog::{Catalog, OsKind};
use crate::date::Date;
use crate::finding::{Code, Finding};

/// Every fact names a document.
pub(super) fn present(catalog: &Catalog, findings: &mut Vec<Finding>) {
    let mut missing = |file: String, what: String| {
        findings.push(finding(Code::CatalogReference, file, format!("{what} has no reference"), "cite a document"));
    };
    for os in catalog.os.iter().filter(|os| os.kind != OsKind::Other && os.references.is_empty()) {
        missing(format!("os/{}.ron", os.id), "the OS version".to_owned());
    }
    for server in catalog.rpc_servers.iter().filter(|server| server.references.is_empty()) {
        missing(format!("rpc-servers/{}.ron", server.id), "the RPC server".to_owned());
    }
    for assumption in catalog.assumptions.iter().filter(|assumption| assumption.references.is_empty()) {
        missing(format!("assumptions/{}.ron", assumption.id), "the assumption".to_owned());
    }
    for tunnel in catalog.tunnels.iter().filter(|tunnel| tunnel.references.is_empty()) {
        missing(format!("tunnels/{}.ron", tunnel.id), "the tunnel kind".to_owned());
    }
    for (service_idx, service) in catalog.services.iter().enumerate() {
        for endpoint in service.endpoints.iter().filter(|endpoint| endpoint.references.is_empty()) {
            missing(service_file(catalog, service_idx), format!("the endpoint “{}”", endpoint.id));
        }
    }
    for (role_idx, role) in catalog.roles.iter().enumerate() {
        if role.references.is_empty() {
            missing(role_file(catalog, role_idx), "the role".to_owned());
        }
        for connection in role.connects.iter().filter(|connection| connection.references.is_empty()) {
            missing(role_file(catalog, role_idx), format!("the connection “{}”", connection.id));
        }
    }
}

/// Every document is cited.
pub(super) fn used(catalog: &Catalog, findings: &mut Vec<Finding>) {
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
    let cited: BTreeSet<usize> = lists.flatten().copied().collect();
    for (idx, reference) in catalog.references.iter().enumerate().filter(|(idx, _)| !cited.contains(idx)) {
        findings.push(finding(
            Code::CatalogOrphan,
            format!("references/{}.ron", catalog.references[idx].id),
            format!("nothing cites “{}”", reference.title),
            "cite it, or leave it out",
        ));
    }
}

/// Dates are written `YYYY-MM-DD`.
pub(super) fn dates(catalog: &Catalog, findings: &mut Vec<Finding>) {
    let mut check = |file: String, date: &str| {
        if !date.is_empty() && date.parse::<Date>().is_err() {
            findings.push(finding(
                Code::CatalogReference,
                file,
                format!("“{date}” is not a date"),
                "write it as YYYY-MM-DD",
            ));
        }
    };
    check("catalog.ron".to_owned(), &catalog.as_of);
    for os in &catalog.os {
        check(format!("os/{}.ron", os.id), &os.released);
        check(format!("os/{}.ron", os.id), &os.support_ends);
    }
    for reference in &catalog.references {
        check(format!("references/{}.ron", reference.id), &reference.read);
    }
}
