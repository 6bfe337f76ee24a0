//! Checks of documents: nothing without one, none that nothing cites, and dates that are dates.

use std::collections::BTreeSet;

use super::locations::{at_connection, at_endpoint};
use crate::catalog::Catalog;
use crate::catalog::kinds::EntityKind;
use crate::catalog::report::Report;
use crate::catalog::text::Step;
use crate::date::Date;
use crate::finding::{Code, excerpt};
use crate::ids::ReferenceIdx;

const FIELD: &str = "references";

/// Every entity that rests on documents, every endpoint and every connection names one.
pub(super) fn present(catalog: &Catalog, report: &mut Report<'_>) {
    let hint = "cite a document";
    for (kind, entity) in catalog.entities() {
        if entity.references().is_some_and(<[_]>::is_empty) {
            let message = format!("the {} has no reference", kind.name());
            report.push(Code::CatalogReference, &kind.path(entity.id()), &[Step::Field(FIELD)], message, hint);
        }
    }
    for (at, endpoint) in catalog.endpoints().filter(|(_, endpoint)| endpoint.references.is_empty()) {
        let message = format!("the endpoint “{}” has no reference", endpoint.id);
        at_endpoint(report, catalog, at, Some(FIELD), (Code::CatalogReference, message, hint));
    }
    for (at, _) in catalog.connections().filter(|(_, connection)| connection.references.is_empty()) {
        let message = "it has no reference".to_owned();
        at_connection(report, catalog, at, Some(FIELD), (Code::CatalogReference, message, hint));
    }
}

/// Every document is cited.
pub(super) fn used(catalog: &Catalog, report: &mut Report<'_>) {
    let by_entities = catalog.entities().filter_map(|(_, entity)| entity.references()).flatten();
    let by_endpoints = catalog.endpoints().flat_map(|(_, endpoint)| &endpoint.references);
    let by_connections = catalog.connections().flat_map(|(_, connection)| &connection.references);
    let cited: BTreeSet<ReferenceIdx> = by_entities.chain(by_endpoints).chain(by_connections).copied().collect();
    for (_, reference) in catalog.references.iter_enumerated().filter(|(idx, _)| !cited.contains(idx)) {
        let message = format!("nothing cites “{}”", excerpt(&reference.title));
        let path = EntityKind::Reference.path(reference.id.as_str());
        report.push(Code::CatalogOrphan, &path, &[], message, "cite it, or leave it out");
    }
}

/// Public addresses can be opened as they stand.
pub(super) fn addresses(catalog: &Catalog, report: &mut Report<'_>) {
    let is_address = |url: &str| {
        let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
        rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace))
    };
    for reference in catalog.references.iter().filter(|it| !it.url.is_empty() && !is_address(&it.url)) {
        let message = format!("“{}” is no address", excerpt(&reference.url));
        let path = EntityKind::Reference.path(reference.id.as_str());
        let hint = "write it from https:// on, or leave the field out";
        report.push(Code::CatalogReference, &path, &[Step::Field("url")], message, hint);
    }
}

/// Dates are written `YYYY-MM-DD`. Those of OS versions decide what conditions hold of, so they are looked at
/// where those are resolved.
pub(super) fn dates(catalog: &Catalog, report: &mut Report<'_>) {
    let mut check = |path: &str, field, date: &str| {
        if date.parse::<Date>().is_err() {
            let message = format!("“{}” is not a date", excerpt(date));
            report.push(Code::CatalogReference, path, &[Step::Field(field)], message, "write it as YYYY-MM-DD");
        }
    };
    if catalog.sources.texts.get("catalog").is_some() {
        check("catalog", "as_of", &catalog.as_of);
    }
    for reference in &catalog.references {
        check(&EntityKind::Reference.path(reference.id.as_str()), "read", &reference.read);
    }
}
