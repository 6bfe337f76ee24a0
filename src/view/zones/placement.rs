//! What can be set for a placement of a role, what a tick alone does not say, and how several placements are changed.

use std::collections::BTreeSet;

use crate::catalog::{Catalog, Port};
use crate::ids::{OsIdx, RoleIdx, ServiceIdx};
use crate::net::PortRange;
use crate::plan::{Edit, Placement, Zone};

/// What can be set for a placement of a role.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacementOptions {
    /// What the role is called.
    pub role: String,
    /// The ids of the scope kinds that connections from or to the role, and what it implies, are matched on.
    pub scope_kinds: Vec<String>,
    /// The OS versions that the role exists on, newest first.
    pub os: Vec<OsIdx>,
    /// The ports that the administrator chooses for the role and what it implies.
    pub ports: Vec<ChosenPort>,
}

/// A port that the administrator chooses.
#[derive(Clone, Debug, PartialEq)]
pub struct ChosenPort {
    /// The endpoint, as `service/endpoint`.
    pub path: String,
    /// `RADIUS (UDP)`, with the service where two have the same to choose.
    pub name: String,
    /// What the product documents.
    pub default: Option<PortRange>,
}

impl PlacementOptions {
    /// Collects the options of a role.
    #[must_use]
    pub fn build(catalog: &Catalog, role_idx: RoleIdx) -> Self {
        let role = &catalog.roles[role_idx];
        let roles = catalog.effective_roles(role_idx, &[]);
        Self {
            role: role.name.to_string(),
            scope_kinds: catalog.scope_kinds_of(&roles).into_iter().map(str::to_owned).collect(),
            os: catalog.os.keys().rev().filter(|&idx| role.os.contains(idx)).collect(),
            ports: chosen_ports(catalog, &roles),
        }
    }
}

/// The edits that change the placements of a zone, and take those away of which `keep` says no.
///
/// Placements are sorted after each edit, so all that change go first, the last before the others, and then come back.
pub(in crate::view) fn retain_placements(zone: &Zone, mut keep: impl FnMut(&mut Placement) -> bool) -> Vec<Edit> {
    let id = || zone.id.clone();
    let (mut gone, mut come) = (Vec::new(), Vec::new());
    for (placement_idx, before) in zone.placements.iter().enumerate() {
        let mut placement = before.clone();
        let is_kept = keep(&mut placement);
        if !is_kept || placement != *before {
            gone.push(Edit::RemovePlacement { zone: id(), placement_idx });
            come.extend(is_kept.then(|| Edit::AddPlacement { zone: id(), placement }));
        }
    }
    gone.reverse();
    gone.extend(come);
    gone
}

fn chosen_ports(catalog: &Catalog, roles: &[RoleIdx]) -> Vec<ChosenPort> {
    let services: BTreeSet<ServiceIdx> = roles.iter().flat_map(|&role| catalog.roles[role].runs.clone()).collect();
    let mut res = Vec::new();
    let mut names = BTreeSet::new();
    for service in services.into_iter().map(|idx| &catalog.services[idx]) {
        for endpoint in &service.endpoints {
            if let Port::Parameter(default) = endpoint.port {
                let mut name = format!("{} ({})", endpoint.application_protocol, endpoint.transport);
                if !names.insert(name.clone()) {
                    name = format!("{name} of {}", service.name);
                }
                res.push(ChosenPort { path: format!("{}/{}", service.id, endpoint.id), name, default });
            }
        }
    }
    res
}
