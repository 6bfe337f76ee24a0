//! Settings of placements and trusts that change nothing, so that they hide a slip or an idea that did not come true.
//!
//! Ports that change nothing stand with the ports: those ask for something else than what is exported.

use std::collections::BTreeSet;

use crate::catalog::Relation;
use crate::check::collector::Collector;
use crate::check::input::Input;
use crate::check::wording::at_placement;
use crate::finding::{Code, Detail, Finding, Mention, Subject};
use crate::ids::RoleIdx;
use crate::matrix::resolve::{effective_roles, placed_os};

/// A placement's scope is of a kind that its roles are matched on.
pub(in crate::check) fn scopes(input: &Input<'_>, collector: &mut Collector) {
    let (catalog, plan) = (input.context.catalog, input.context.plan);
    for zone in &plan.zones {
        for placement in zone.placements.iter().filter(|placement| !placement.scopes.is_empty()) {
            let Some(role_idx) = catalog.role_idx(placement.role.as_str()) else { continue };
            let effective: Vec<RoleIdx> = effective_roles(catalog, zone, placement, role_idx).into_keys().collect();
            let kinds = catalog.scope_kinds_of(&effective);
            // Kinds that nobody knows have a finding of their own.
            let idle = placement
                .scopes
                .iter()
                .filter(|(kind, _)| input.context.scopes.knows_kind(kind) && !kinds.contains(kind.as_str()));
            for (kind, id) in idle {
                let (role, scope) = (catalog.role_name(placement.role.as_str()), plan.scope_name(id.as_str()));
                let message = format!(
                    "{role} is not matched on {}, so that it is in {scope} changes nothing",
                    catalog.scope_kind_name(kind)
                );
                let detail = Detail::NoSuchScope { kind: kind.clone(), scope: id.to_string() };
                let hint = "take the scope out";
                let finding = at_placement(Code::SettingWithoutEffect, zone, placement.role.as_str(), message, hint);
                collector.push(finding.detail(detail));
            }
        }
    }
}

/// A placement does without roles that it would bring.
pub(in crate::check) fn without(input: &Input<'_>, collector: &mut Collector) {
    let (catalog, plan) = (input.context.catalog, input.context.plan);
    for zone in &plan.zones {
        for placement in &zone.placements {
            let Some(role_idx) = catalog.role_idx(placement.role.as_str()) else { continue };
            let os = placed_os(catalog, zone, placement, role_idx);
            let brought = catalog.effective_roles_on(role_idx, &[], os);
            for id in &placement.without {
                // Roles that nobody knows have a finding of their own.
                let Some(other) = catalog.role_idx(id.as_str()) else { continue };
                if other != role_idx && brought.contains_key(&other) {
                    continue;
                }
                let (role, other) = (&catalog.roles[role_idx].name, &catalog.roles[other].name);
                let message = if role == other {
                    format!("{role} can't do without itself")
                } else {
                    format!("{role} brings no {other}, so that it does without it changes nothing")
                };
                let hint = "take it out; a role that is ticked by itself is taken away by its own tick";
                let detail = Detail::Mention(Mention::Role, id.to_string());
                let finding = at_placement(Code::SettingWithoutEffect, zone, placement.role.as_str(), message, hint);
                collector.push(finding.detail(detail));
            }
        }
    }
}

/// A trust is between two scopes, of a kind that trusts say something about.
pub(in crate::check) fn trusts(input: &Input<'_>, collector: &mut Collector) {
    let (catalog, plan) = (input.context.catalog, input.context.plan);
    let matches = catalog.connections().filter_map(|(_, fact)| fact.scope.as_ref());
    let kinds: BTreeSet<&str> = matches
        .filter(|scope| match scope.relation {
            Relation::Trusted | Relation::Trusting => true,
            Relation::Same | Relation::SameForest | Relation::OtherDomain => false,
        })
        .map(|scope| &*scope.kind)
        .collect();
    for trust in &plan.trusts {
        let mut idle = |message: String, detail: Detail| {
            let finding = Finding::new(Code::SettingWithoutEffect, Subject::Plan, message, "take the trust out");
            collector.push(finding.detail(detail));
        };
        if trust.trusting == trust.trusted {
            let name = plan.scope_name(trust.trusting.as_str());
            let detail = Detail::Mention(Mention::Scope, trust.trusting.to_string());
            idle(format!("{name} is said to trust itself, which it always does"), detail);
            continue;
        }
        for id in [&trust.trusting, &trust.trusted] {
            let scope = plan.scope(id.as_str()).filter(|scope| !kinds.contains(scope.kind.as_str()));
            if let Some(scope) = scope.filter(|scope| input.context.scopes.knows_kind(&scope.kind)) {
                let name = plan.scope_name(id.as_str());
                let detail = Detail::NoSuchScope { kind: scope.kind.clone(), scope: id.to_string() };
                idle(
                    format!(
                        "{name} is of the kind {}, which trusts say nothing about",
                        catalog.scope_kind_name(&scope.kind)
                    ),
                    detail,
                );
            }
        }
    }
}
