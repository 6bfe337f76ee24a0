//! Placements: roles that can't stand as they do, and what was left unsaid.

use std::collections::BTreeMap;

use crate::catalog::{OsKind, OsSet, OsVersion};
use crate::check::collector::Collector;
use crate::check::input::Input;
use crate::check::wording::{at_placement, at_zone, joined, listed};
use crate::finding::{Code, Detail};
use crate::ids::RoleIdx;
use crate::matrix::resolve::default_os;
use crate::matrix::{Facet, LineState, PairAnswers, PortOrigin};
use crate::plan::Zone;

/// Abstract roles are implied, not placed.
pub(in crate::check) fn abstract_roles(input: &Input<'_>, collector: &mut Collector) {
    let catalog = input.context.catalog;
    for zone in &input.context.plan.zones {
        for placement in &zone.placements {
            let Some(role_idx) = catalog.role_idx(placement.role.as_str()) else { continue };
            let role = &catalog.roles[role_idx];
            if role.is_abstract {
                let stand_ins = satisfying(input, role_idx);
                let hint = format!("tick a role that brings it: {}", named(input, role_idx, &stand_ins));
                let message = format!("{} is only ever implied by other roles", role.name);
                let finding = at_placement(Code::AbstractRole, zone, role.id.as_str(), message, hint);
                collector.push(finding.detail(any_of(input, &stand_ins, None)));
            }
        }
    }
}

/// Roles stand on OS versions they exist on, which are ticked and still supported.
pub(in crate::check) fn os_versions(input: &Input<'_>, collector: &mut Collector) {
    let catalog = input.context.catalog;
    for zone in &input.context.plan.zones {
        let mut used: OsSet = zone.os.iter().filter_map(|os| catalog.os_idx(os.as_str())).collect();
        for placement in &zone.placements {
            let Some(role_idx) = catalog.role_idx(placement.role.as_str()) else { continue };
            let role = &catalog.roles[role_idx];
            let ticks = if placement.os.is_empty() { &zone.os } else { &placement.os };
            let ticked: OsSet = ticks.iter().filter_map(|os| catalog.os_idx(os.as_str())).collect();
            used = used.or(placement.os.iter().filter_map(|os| catalog.os_idx(os.as_str())).collect());
            let is_windows = role.os.iter().any(|os_idx| catalog.os[os_idx].kind != OsKind::Other);
            if ticks.is_empty() && is_windows {
                let taken = default_os(catalog, role.os).iter().next();
                let newest = taken.map_or("none", |os_idx| &*catalog.os[os_idx].name);
                let message = format!("no OS version is ticked for {}: {newest} was taken", role.name);
                let hint = "tick the OS versions of the zone";
                collector.push(at_placement(Code::OsNotTicked, zone, role.id.as_str(), message, hint));
            } else if !ticked.is_empty() && ticked.and(role.os).is_empty() && is_windows {
                let versions: Vec<&str> = ticked.iter().map(|os_idx| &*catalog.os[os_idx].name).collect();
                let message = format!("{} does not exist on {}", role.name, listed(&versions));
                let hint = "tick an OS version that has it; the ports shown are those of the versions ticked now";
                collector.push(at_placement(Code::RoleNotOnOs, zone, role.id.as_str(), message, hint));
            }
        }
        let ended: Vec<&OsVersion> =
            used.iter().map(|os_idx| &catalog.os[os_idx]).filter(|os| os.has_ended(input.judged)).collect();
        if !ended.is_empty() {
            let verbs = std::iter::once(" has been out of support").chain(std::iter::repeat(""));
            let since =
                ended.iter().zip(verbs).map(|(os, verb)| format!("{}{verb} since {}", os.name, os.support_ends));
            let message = format!("{}; judged on {}", joined(&since.collect::<Vec<_>>()), input.judged);
            let hint = "plan the replacement, or isolate the zone";
            let detail = Detail::OsVersions(ended.iter().map(|os| os.id.to_string()).collect());
            collector.push(at_zone(Code::OsUnsupported, zone, message, hint).detail(detail));
        }
    }
}

/// Where a plan has several scopes of a kind, every placement that is matched on the kind has one, unless those who are
/// matched so need be in none.
pub(in crate::check) fn missing_scopes(input: &Input<'_>, collector: &mut Collector) {
    let (catalog, plan, table) = (input.context.catalog, input.context.plan, input.context.table);
    let mut num_scopes: BTreeMap<&str, usize> = BTreeMap::new();
    for scope in &plan.scopes {
        *num_scopes.entry(&scope.kind).or_default() += 1;
    }
    for (zone, resolved) in plan.zones.iter().zip(input.zones) {
        for (placement_idx, placement) in zone.placements.iter().enumerate() {
            let roles: Vec<RoleIdx> =
                resolved.instances_of_placement(placement_idx).map(|instance| instance.role).collect();
            for (&kind, _) in num_scopes.iter().filter(|&(_, &num)| num > 1) {
                let is_matched = roles.iter().any(|&role| {
                    let lines = table.by_source[role].iter().chain(&table.by_destination[role]);
                    let mut matches =
                        lines.filter_map(|&line| table.lines[line].scope).map(|idx| &table.scope_matches[idx]);
                    matches.any(|scope| *scope.kind == *kind && !scope.may_lack)
                });
                // A kind that nobody knows has a finding of its own, and may have been meant for this one.
                let has_none = !placement.scopes.contains_key(kind)
                    && placement.scopes.keys().all(|kind| input.context.scopes.knows_kind(kind));
                if is_matched && has_none {
                    let name = catalog.role_name(placement.role.as_str());
                    let message = format!("{name} has no {kind}, so it is matched with every {kind}");
                    let hint = format!("choose the {kind} that it belongs to");
                    let finding = at_placement(Code::ScopeMissing, zone, placement.role.as_str(), message, hint);
                    collector.push(finding.detail(Detail::ScopeKind(kind.to_owned())));
                }
            }
        }
    }
}

/// Ports that the administrator chooses are chosen.
pub(in crate::check) fn unchosen_ports(input: &Input<'_>, collector: &mut Collector) {
    let (catalog, plan, table) = (input.context.catalog, input.context.plan, input.context.table);
    for (zone, resolved) in plan.zones.iter().zip(input.zones) {
        for facet in &resolved.facets {
            for (line_idx, ports) in &facet.ports {
                let is_unchosen = ports.iter().any(|port| port.origin == PortOrigin::NotChosen);
                if !is_unchosen || !is_asked_for(input, *line_idx, (zone, facet)) {
                    continue;
                }
                let line = &table.lines[*line_idx];
                for instance in facet.instances_of(line.destination) {
                    let placement = &zone.placements[instance.placement];
                    let path = catalog.endpoint_path(line.endpoint);
                    if !placement.ports.contains_key(&path) {
                        let protocol = &catalog.endpoint(line.endpoint).application_protocol;
                        let message = format!("nobody has chosen the port of {protocol} ({path})");
                        let role = placement.role.as_str();
                        let finding = at_placement(Code::PortNotChosen, zone, role, message, "choose a port");
                        collector.push(finding.detail(Detail::Endpoint(path)));
                    }
                }
            }
        }
    }
}

/// Whether some zone opens a line to `destination`, and nothing says that it is not to be opened.
fn is_asked_for(input: &Input<'_>, line_idx: usize, (destination, listening): (&Zone, &Facet)) -> bool {
    let (catalog, plan) = (input.context.catalog, input.context.plan);
    let line = &input.context.table.lines[line_idx];
    plan.zones.iter().zip(input.zones).any(|(source, resolved)| {
        resolved.facets.iter().any(|facet| {
            facet.opens.contains(line_idx) && input.context.scopes.bring(line, &facet.scopes, &listening.scopes)
        }) && matches!(
            PairAnswers::between(input.context, source, destination).state(catalog, line),
            LineState::Needed(_)
        )
    })
}

/// The roles that bring `role_idx` with them.
pub(in crate::check) fn satisfying(input: &Input<'_>, role_idx: RoleIdx) -> Vec<RoleIdx> {
    let catalog = input.context.catalog;
    let brings = |idx: &RoleIdx| {
        let role = &catalog.roles[*idx];
        !role.is_abstract && (*idx == role_idx || role.brings(role_idx))
    };
    catalog.roles.keys().filter(brings).collect()
}

/// The names of the roles that bring `role_idx` with them, for a hint.
pub(in crate::check) fn named(input: &Input<'_>, role_idx: RoleIdx, roles: &[RoleIdx]) -> String {
    let names: Vec<&str> = roles.iter().map(|&idx| &*input.context.catalog.roles[idx].name).collect();
    if names.is_empty() { input.context.catalog.roles[role_idx].name.to_string() } else { names.join(", ") }
}

/// Says that one of these roles would do, in the scope.
pub(in crate::check) fn any_of(input: &Input<'_>, roles: &[RoleIdx], scope: Option<(String, String)>) -> Detail {
    let ids = roles.iter().map(|&idx| input.context.catalog.roles[idx].id.to_string());
    Detail::Roles { any_of: ids.collect(), scope }
}
