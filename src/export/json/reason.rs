//! The reasons of a flow as JSON.

use serde::Serialize;

use crate::catalog::{Catalog, OsSet};
use crate::matrix::{Fact, Flow, PortOrigin, Reason};
use crate::plan::Zone;

/// Why a flow is there.
#[derive(Serialize)]
pub(super) struct ReasonForm<'a> {
    #[serde(flatten)]
    fact: FactForm<'a>,
    purpose: &'a str,
    scenarios: Vec<&'a str>,
    confidence: &'static str,
    documents: Vec<&'a str>,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum FactForm<'a> {
    Connection {
        connection: String,
        endpoint: String,
        source_placements: Vec<&'a str>,
        destination_placements: Vec<&'a str>,
        source_os: Option<Vec<&'a str>>,
        destination_os: Option<Vec<&'a str>>,
        assumptions: Vec<&'a str>,
        port_origin: &'static str,
    },
    Tunnel {
        position: usize,
    },
    Override {
        position: usize,
    },
}

/// The reasons of a flow in their order. Those that differ in the placements alone are one.
pub(super) fn reasons<'a>(
    catalog: &'a Catalog,
    source: &'a Zone,
    destination: &'a Zone,
    flow: &'a Flow,
) -> Vec<ReasonForm<'a>> {
    let mut groups: Vec<Vec<&Reason>> = Vec::new();
    for reason in &flow.reasons {
        match groups.iter_mut().find(|group| says_the_same(group[0], reason)) {
            Some(group) => group.push(reason),
            None => groups.push(vec![reason]),
        }
    }
    groups.into_iter().map(|group| form(catalog, source, destination, &group)).collect()
}

/// Whether two reasons differ in the placements alone.
fn says_the_same(a: &Reason, b: &Reason) -> bool {
    let same_fact = match (&a.fact, &b.fact) {
        (
            Fact::Connection { connection, endpoint, source_os, destination_os, assumptions, origin, .. },
            Fact::Connection {
                connection: other_connection,
                endpoint: other_endpoint,
                source_os: other_source_os,
                destination_os: other_destination_os,
                assumptions: other_assumptions,
                origin: other_origin,
                ..
            },
        ) => {
            (connection, endpoint, source_os, destination_os, assumptions, origin)
                == (
                    other_connection,
                    other_endpoint,
                    other_source_os,
                    other_destination_os,
                    other_assumptions,
                    other_origin,
                )
        }
        (a, b) => a == b,
    };
    same_fact
        && (&a.purpose, &a.scenarios, a.confidence, &a.references)
            == (&b.purpose, &b.scenarios, b.confidence, &b.references)
}

fn form<'a>(catalog: &'a Catalog, source: &'a Zone, destination: &'a Zone, group: &[&'a Reason]) -> ReasonForm<'a> {
    let reason = group[0];
    ReasonForm {
        fact: fact(catalog, source, destination, group),
        purpose: &reason.purpose,
        scenarios: reason.scenarios.iter().map(|scenario| &**scenario).collect(),
        confidence: reason.confidence.label(),
        documents: reason.references.iter().map(|&idx| &*catalog.references[idx].id).collect(),
    }
}

fn fact<'a>(catalog: &'a Catalog, source: &'a Zone, destination: &'a Zone, group: &[&Reason]) -> FactForm<'a> {
    let os = |set: Option<OsSet>| set.map(|set| set.iter().map(|idx| &*catalog.os[idx].id).collect());
    match &group[0].fact {
        Fact::Tunnel(position) => FactForm::Tunnel { position: *position },
        Fact::Override(position) => FactForm::Override { position: *position },
        Fact::Connection { connection, endpoint, source_os, destination_os, assumptions, origin, .. } => {
            let (mut source_placements, mut destination_placements) = (Vec::new(), Vec::new());
            for reason in group {
                if let Fact::Connection { source_placement, destination_placement, .. } = reason.fact {
                    push_role(&mut source_placements, source, source_placement);
                    push_role(&mut destination_placements, destination, destination_placement);
                }
            }
            let role = &catalog.roles[connection.role];
            FactForm::Connection {
                connection: format!("{}/{}", role.id, role.connects[connection.connection].id),
                endpoint: catalog.endpoint_path(*endpoint),
                source_placements,
                destination_placements,
                source_os: os(*source_os),
                destination_os: os(*destination_os),
                assumptions: assumptions.iter().map(|&idx| &*catalog.assumptions[idx].id).collect(),
                port_origin: origin_word(*origin),
            }
        }
    }
}

fn push_role<'a>(roles: &mut Vec<&'a str>, zone: &'a Zone, placement: usize) {
    let role = zone.placements[placement].role.as_str();
    if !roles.contains(&role) {
        roles.push(role);
    }
}

fn origin_word(origin: PortOrigin) -> &'static str {
    match origin {
        PortOrigin::Documented => "documented",
        PortOrigin::OsRange => "os-range",
        PortOrigin::ProductRange => "product-range",
        PortOrigin::PlacementRange => "placement-range",
        PortOrigin::Restricted => "restricted",
        PortOrigin::Pinned => "pinned",
        PortOrigin::Chosen => "chosen",
        PortOrigin::NotChosen => "not-chosen",
    }
}
