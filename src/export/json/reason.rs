//! The reasons of a flow as JSON.

use serde::Serialize;

use crate::catalog::{Catalog, OsSet};
use crate::matrix::{Flow, LinkDestination, Origin, PortOrigin, Reason};
use crate::plan::Zone;

/// Why a flow is there.
#[derive(Serialize)]
pub(super) struct ReasonShape<'a> {
    #[serde(flatten)]
    origin: OriginShape<'a>,
    purpose: &'a str,
    scenarios: Vec<&'a str>,
    confidence: &'static str,
    documents: Vec<&'a str>,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum OriginShape<'a> {
    Connection {
        connection: String,
        endpoint: String,
        source_placements: Vec<&'a str>,
        destination_placements: Vec<&'a str>,
        source_os: Option<Vec<&'a str>>,
        destination_os: Option<Vec<&'a str>>,
        assumptions: Vec<&'a str>,
        port_origin: Option<&'static str>,
    },
    Tunnel {
        position: usize,
    },
    Override {
        position: usize,
    },
}

/// The OS versions of either side, and where the ports come from.
#[derive(Clone, Copy, Default, PartialEq)]
struct Versions {
    source: Option<OsSet>,
    destination: Option<OsSet>,
    origin: Option<PortOrigin>,
}

/// Reasons that differ in the placements alone.
struct Group<'a> {
    reason: &'a Reason<'a>,
    /// What they share besides the reason; nothing for what is no connection.
    versions: Versions,
    source_placements: Vec<&'a str>,
    destination_placements: Vec<&'a str>,
}

/// The reasons of a flow in their order. Those that differ in the placements alone are one.
pub(super) fn reasons<'a>(
    catalog: &'a Catalog,
    source: &'a Zone,
    destination: &'a Zone,
    flow: &'a Flow<'a>,
) -> Vec<ReasonShape<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    for reason in &flow.reasons {
        let Origin::Connection(link) = &reason.origin else {
            find_or_add(&mut groups, reason, Versions::default());
            continue;
        };
        let listeners: Vec<LinkDestination> = link.destinations().collect();
        for caller in link.sources() {
            for listener in &listeners {
                let versions = Versions { source: caller.os, destination: listener.os, origin: Some(listener.origin) };
                let group = find_or_add(&mut groups, reason, versions);
                push_role(&mut groups[group].source_placements, source, caller.placement);
                push_role(&mut groups[group].destination_placements, destination, listener.placement);
            }
        }
    }
    groups.into_iter().map(|group| shape(catalog, group)).collect()
}

/// The position of the group that a reason belongs to.
fn find_or_add<'a>(groups: &mut Vec<Group<'a>>, reason: &'a Reason<'a>, versions: Versions) -> usize {
    let known =
        groups.iter().position(|group| group.versions == versions && differ_in_placements_only(group.reason, reason));
    known.unwrap_or_else(|| {
        groups.push(Group { reason, versions, source_placements: Vec::new(), destination_placements: Vec::new() });
        groups.len() - 1
    })
}

/// Whether two reasons differ in the placements alone, as far as those do not differ in their versions.
fn differ_in_placements_only(a: &Reason<'_>, b: &Reason<'_>) -> bool {
    let same_origin = match (&a.origin, &b.origin) {
        (Origin::Connection(a), Origin::Connection(b)) => {
            (a.connection(), a.endpoint()) == (b.connection(), b.endpoint())
        }
        (a, b) => a == b,
    };
    same_origin
        && (&a.purpose, &a.need, a.confidence, &a.references) == (&b.purpose, &b.need, b.confidence, &b.references)
}

fn shape<'a>(catalog: &'a Catalog, group: Group<'a>) -> ReasonShape<'a> {
    let reason = group.reason;
    ReasonShape {
        origin: origin(catalog, group),
        purpose: reason.purpose,
        scenarios: reason.need.scenarios().to_vec(),
        confidence: reason.confidence.label(),
        documents: reason.references.iter().map(|&idx| catalog.references[idx].id.as_str()).collect(),
    }
}

fn origin<'a>(catalog: &'a Catalog, group: Group<'a>) -> OriginShape<'a> {
    let os = |set: Option<OsSet>| set.map(|set| set.iter().map(|idx| catalog.os[idx].id.as_str()).collect());
    match &group.reason.origin {
        Origin::Tunnel(position) => OriginShape::Tunnel { position: *position },
        Origin::Override(position) => OriginShape::Override { position: *position },
        Origin::Connection(link) => {
            let role = &catalog.roles[link.connection().role];
            OriginShape::Connection {
                connection: format!("{}/{}", role.id, role.connects[link.connection().connection].id),
                endpoint: catalog.endpoint_path(link.endpoint()),
                source_placements: group.source_placements,
                destination_placements: group.destination_placements,
                source_os: os(group.versions.source),
                destination_os: os(group.versions.destination),
                assumptions: link.assumptions().iter().map(|&idx| catalog.assumptions[idx].id.as_str()).collect(),
                port_origin: group.versions.origin.map(origin_word),
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
