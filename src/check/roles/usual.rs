//! Roles that work fully only beside another one, which the plan has nowhere. What a role can't do without is not here.

use std::collections::{BTreeMap, BTreeSet};

use super::missing::lacking;
use crate::check::collector::{Collector, Piece};
use crate::check::input::Input;
use crate::finding::Code;
use crate::ids::RoleIdx;

/// Every role finds those that it usually comes with, in whatever zone.
pub(in crate::check) fn absent(input: &Input<'_>, collector: &mut Collector) {
    let roles = &input.context.catalog.roles;
    // The zones that each role is in effect in, by position.
    let mut zones: BTreeMap<RoleIdx, BTreeSet<usize>> = BTreeMap::new();
    for (zone_idx, zone) in input.zones.iter().enumerate() {
        for instance in zone.facets.iter().flat_map(|facet| &facet.instances) {
            zones.entry(instance.role).or_default().insert(zone_idx);
        }
    }
    for (&source, of_source) in &zones {
        for &wanted in roles[source].usually_with.iter().filter(|wanted| !zones.contains_key(wanted)) {
            let after = vec![Piece::text(format!(" usually comes with {}, which stands nowhere", roles[wanted].name))];
            let hint = "tick it where you have it";
            let finding = lacking(input, Code::UsuallyWith, (source, wanted), BTreeSet::new(), after, hint);
            collector.add_for(finding, of_source.iter().copied());
        }
    }
}
