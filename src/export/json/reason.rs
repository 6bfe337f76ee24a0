//! The reasons of a flow as JSON.

use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};

use super::object::{Json, entries};
use crate::catalog::{Catalog, OsSet};
use crate::matrix::{LinkDestination, Origin, PortOrigin, Reason};
use crate::plan::Zone;
use crate::table::FlowRow;

/// The OS versions of either side, and where the ports come from.
#[derive(Clone, Copy, Default, PartialEq)]
struct Versions {
    source: Option<OsSet>,
    destination: Option<OsSet>,
    origin: Option<PortOrigin>,
}

/// Reasons that differ in the placements alone.
pub(super) struct Group<'a> {
    catalog: &'a Catalog,
    reason: &'a Reason<'a>,
    /// What they share besides the reason; nothing for what is no connection.
    versions: Versions,
    source_placements: Vec<&'a str>,
    destination_placements: Vec<&'a str>,
}

/// The reasons of a flow in their order. Those that differ in the placements alone are one.
pub(super) fn reasons<'a>(row: &FlowRow<'a>) -> Vec<Json<Group<'a>>> {
    let FlowRow { catalog, source, destination, flow, .. } = *row;
    let mut groups: Vec<Group<'a>> = Vec::new();
    for reason in &flow.reasons {
        let Origin::Connection(link) = &reason.origin else {
            find_or_add(&mut groups, catalog, reason, Versions::default());
            continue;
        };
        let destinations: Vec<LinkDestination> = link.destinations().collect();
        for from in link.sources() {
            for to in &destinations {
                let versions = Versions { source: from.os, destination: to.os, origin: Some(to.origin) };
                let group = find_or_add(&mut groups, catalog, reason, versions);
                push_role(&mut group.source_placements, source, from.placement);
                push_role(&mut group.destination_placements, destination, to.placement);
            }
        }
    }
    groups.into_iter().map(Json).collect()
}

/// The group that a reason belongs to.
fn find_or_add<'g, 'a>(
    groups: &'g mut Vec<Group<'a>>,
    catalog: &'a Catalog,
    reason: &'a Reason<'a>,
    versions: Versions,
) -> &'g mut Group<'a> {
    let known =
        groups.iter().position(|group| group.versions == versions && differ_in_placements_only(group.reason, reason));
    let idx = known.unwrap_or_else(|| {
        let (source_placements, destination_placements) = (Vec::new(), Vec::new());
        groups.push(Group { catalog, reason, versions, source_placements, destination_placements });
        groups.len() - 1
    });
    &mut groups[idx]
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

impl Serialize for Json<Group<'_>> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(Group { catalog, reason, versions, source_placements, destination_placements }) = self;
        let os =
            |set: Option<OsSet>| set.map(|set| set.iter().map(|idx| catalog.os[idx].id.as_str()).collect::<Vec<_>>());
        let mut object = serializer.serialize_map(None)?;
        match &reason.origin {
            Origin::Tunnel(position) => entries!(object, { "kind": "tunnel", "position": position }),
            Origin::Override(position) => entries!(object, { "kind": "override", "position": position }),
            Origin::Connection(link) => {
                let role = &catalog.roles[link.connection().role];
                entries!(object, {
                    "kind": "connection",
                    "connection": format!("{}/{}", role.id, role.connects[link.connection().connection].id),
                    "endpoint": catalog.endpoint_path(link.endpoint()),
                    "source_placements": source_placements,
                    "destination_placements": destination_placements,
                    "source_os": os(versions.source),
                    "destination_os": os(versions.destination),
                    "assumptions": link.assumptions().iter().map(|&idx| catalog.assumptions[idx].id.as_str()).collect::<Vec<_>>(),
                    "choices": link.choices().map(|(idx, _)| catalog.choices[idx].id.as_str()).collect::<Vec<_>>(),
                    "port_origin": versions.origin.map(origin_word),
                });
            }
        }
        entries!(object, {
            "purpose": reason.purpose,
            "scenarios": reason.need.scenarios(),
            "confidence": reason.confidence.label(),
            "documents": reason.references.iter().map(|&idx| catalog.references[idx].id.as_str()).collect::<Vec<_>>(),
        });
        object.end()
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
