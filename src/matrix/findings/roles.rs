//! Roles that others need and that no zone has.

use std::collections::{BTreeMap, BTreeSet};

use super::placements::{any_of, named, satisfying};
use super::{Subject, listed};
use crate::catalog::{Relation, ScopeMatch};
use crate::finding::{Code, Finding, Place};
use crate::matrix::context::{Decisions, LineNeed};

/// Where a role is called and does not stand.
#[derive(Default)]
struct Unmet {
    /// Positions of the zones of the callers.
    zones: BTreeSet<usize>,
    /// The scopes of the callers that it would have to be in, by kind and id.
    scopes: BTreeSet<Option<(String, String)>>,
}

/// Every Required connection to another role finds somebody who listens.
pub(super) fn missing(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let (catalog, plan, table) = (subject.context.catalog, subject.context.plan, subject.context.table);
    let listeners = |role: usize| {
        subject
            .zones
            .iter()
            .flat_map(|zone| &zone.facets)
            .filter(move |facet| facet.instances.iter().any(|instance| instance.role == role))
    };
    // Who needs whom, in which zones and in which scopes; a placement's scope is part of the need.
    let mut unmet: BTreeMap<(usize, usize), Unmet> = BTreeMap::new();
    for (zone_idx, (zone, resolved)) in plan.zones.iter().zip(subject.zones).enumerate() {
        let decisions = Decisions::of_pair(catalog, plan, zone, zone, None);
        for facet in &resolved.facets {
            let mut asked = BTreeSet::new();
            for (_, line) in table.lines.iter().enumerate().filter(|(idx, _)| facet.opens.contains(*idx)) {
                let scope = line.scope.map(|idx| &table.scope_matches[idx]);
                let is_across = scope.is_some_and(|scope| {
                    matches!(scope.relation, Relation::OtherDomain | Relation::Trusted | Relation::Trusting)
                });
                if line.peer
                    || line.is_answer
                    || is_across
                    || !asked.insert((line.connection.role, line.to, line.scope))
                {
                    continue;
                }
                let is_needed = table.from_role[line.connection.role].iter().any(|&other| {
                    let other_line = &table.lines[other];
                    other_line.to == line.to
                        && other_line.scope == line.scope
                        && facet.opens.contains(other)
                        && !other_line.peer
                        && !other_line.is_answer
                        && decisions.need(catalog, other_line) == LineNeed::Required
                });
                let is_met = listeners(line.to).any(|other| {
                    scope.is_none_or(|scope| subject.context.scopes.matches(scope, &facet.scopes, &other.scopes))
                });
                if is_needed && !is_met {
                    let of_kind = |wanted: &ScopeMatch| facet.scopes.iter().find(|(kind, _)| *kind == *wanted.kind);
                    let entry = unmet.entry((line.connection.role, line.to)).or_default();
                    entry.zones.insert(zone_idx);
                    entry.scopes.extend(scope.map(|scope| of_kind(scope).cloned()));
                }
            }
        }
    }
    for ((source, to), Unmet { zones, scopes }) in unmet {
        let names: Vec<&str> = zones.iter().map(|&idx| plan.zones[idx].name.as_str()).collect();
        let (caller, wanted) = (&catalog.roles[source], &catalog.roles[to]);
        let place = zones.first().map_or(Place::Plan, |&idx| Place::Placement {
            zone: plan.zones[idx].id.to_string(),
            role: caller.id.to_string(),
        });
        let message = format!("{} in {}, but no {} that it could reach", caller.name, listed(&names), wanted.name);
        let stand_ins = satisfying(subject, to);
        let hint = format!("tick one of: {}", named(subject, to, &stand_ins));
        // Where the callers are in several scopes, only a role in none is reached by all of them.
        let scope = if scopes.len() == 1 { scopes.into_iter().next().flatten() } else { None };
        let finding = Finding::new(Code::RoleMissing, place, message, hint);
        findings.push(finding.about(any_of(subject, &stand_ins, scope)));
    }
}
