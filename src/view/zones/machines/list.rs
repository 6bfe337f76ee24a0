//! The machines of a plan as a table for a spreadsheet, which can be pasted again.

use super::placed::placed;
use crate::catalog::Catalog;
use crate::plan::{Host, Plan, Zone};

/// The machines of these zones, a line each, below a heading. A placement that names none has a line to be filled in.
///
/// Roles stand in the order of their names; there is a column of scopes where a zone has several placements of one role.
#[must_use]
pub fn machine_list(catalog: &Catalog, plan: &Plan, zone_idxs: &[usize]) -> Vec<Vec<String>> {
    let mut lines: Vec<Vec<String>> = Vec::new();
    for zone in zone_idxs.iter().filter_map(|&idx| plan.zones.get(idx)) {
        let mut of_zone: Vec<Vec<String>> = Vec::new();
        for (placement_idx, placement) in zone.placements.iter().enumerate() {
            let placed = placed(plan, &zone.placements, &placement.role);
            let scope = placed.into_iter().find(|(idx, _)| *idx == placement_idx).map(|(_, word)| word);
            let role = catalog.role_name(placement.role.as_str());
            let line = |host: &Host| {
                let addresses = host.addresses.join(", ");
                vec![
                    zone_word(plan, zone),
                    role.to_owned(),
                    scope.clone().unwrap_or_default(),
                    host.name.clone(),
                    addresses,
                ]
            };
            of_zone.extend(placement.hosts.iter().map(line));
            of_zone.extend(placement.hosts.is_empty().then(|| line(&Host::default())));
        }
        // Those of one placement stay in their order.
        of_zone.sort_by(|a, b| a[..3].cmp(&b[..3]));
        lines.extend(of_zone);
    }
    let mut res = vec![["Zone", "Role", "Scope", "Name", "Addresses"].map(str::to_owned).to_vec()];
    res.extend(lines);
    if res[1..].iter().all(|line| line[2].is_empty()) {
        for line in &mut res {
            line.remove(2);
        }
    }
    res
}

/// How many machines these zones name, each once for every placement.
#[must_use]
pub fn num_machines(plan: &Plan, zone_idxs: &[usize]) -> usize {
    let zones = zone_idxs.iter().filter_map(|&idx| plan.zones.get(idx));
    zones.flat_map(|zone| &zone.placements).map(|placement| placement.hosts.len()).sum()
}

/// What a zone is known by: its name, or its id where others have the name, too.
fn zone_word(plan: &Plan, zone: &Zone) -> String {
    let name = zone.name.trim().to_lowercase();
    let is_known_by =
        |other: &Zone| other.name.trim().to_lowercase() == name || other.id.as_str().to_lowercase() == name;
    let num_called = plan.zones.iter().filter(|other| is_known_by(other)).count();
    if name.is_empty() || num_called > 1 { zone.id.to_string() } else { zone.name.clone() }
}
