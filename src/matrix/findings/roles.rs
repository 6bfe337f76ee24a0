//! Roles that others need and that no zone has.

use std::collections::{BTreeMap, BTreeSet};

use super::Subject;
use super::collector::{Collector, Piece, Told, Where};
use super::placements::{any_of, named, satisfying};
use crate::catalog::{Relation, ScopeMatch};
use crate::finding::Code;
use crate::matrix::context::{Decisions, LineNeed};

/// Positions of the zones of the callers, each with the scopes that the role would have to be in, by kind and id.
type Callers = BTreeMap<usize, BTreeSet<Option<(String, String)>>>;

/// Every Required connection to another role finds somebody who listens.
pub(super) fn missing(subject: &Subject<'_>, collector: &mut Collector) {
    let (catalog, plan, table) = (subject.context.catalog, subject.context.plan, subject.context.table);
    let listeners = |role: usize| {
        subject
            .zones
            .iter()
            .flat_map(|zone| &zone.facets)
            .filter(move |facet| facet.instances.iter().any(|instance| instance.role == role))
    };
    // Who needs whom, in which zones and in which scopes; a placement's scope is part of the need.
    let mut unmet: BTreeMap<(usize, usize), Callers> = BTreeMap::new();
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
                    let of_source = unmet.entry((line.connection.role, line.to)).or_default();
                    of_source.entry(zone_idx).or_default().extend(scope.map(|scope| of_kind(scope).cloned()));
                }
            }
        }
    }
    for ((source, to), zones) in unmet {
        let (caller, wanted) = (&catalog.roles[source], &catalog.roles[to]);
        let stand_ins = satisfying(subject, to);
        let (before, after) = (format!("{} in ", caller.name), format!(", but no {} that it could reach", wanted.name));
        let hint = vec![Piece::words(format!("tick one of: {}", named(subject, to, &stand_ins)))];
        // Where the callers are in several scopes, only a role in none is reached by all of them.
        let scopes: BTreeSet<_> = zones.values().flatten().cloned().collect();
        let scope = if scopes.len() == 1 { scopes.into_iter().next().flatten() } else { None };
        let message = vec![Piece::words(before), Piece::Sources, Piece::words(after)];
        let told = Told {
            about: any_of(subject, &stand_ins, scope),
            ids: vec![caller.id.to_string(), wanted.id.to_string()],
            ..Told::new(Code::RoleMissing, Where::RoleOfSource(caller.id.to_string()), message, hint)
        };
        collector.tell(told, zones.into_keys().map(|zone| (zone, [0; 2])));
    }
}
