//! Roles that others need and that no zone has, or that serve other zones only.

use std::collections::{BTreeMap, BTreeSet};

use typed_index_collections::TiVec;

use crate::catalog::{Need, Relation};
use crate::check::collector::{Collector, Piece, SourceFinding, SourceSubject};
use crate::check::entries::placements::{any_of, named, satisfying};
use crate::check::input::Input;
use crate::check::wording::{listed, shown_name};
use crate::finding::Code;
use crate::ids::RoleIdx;
use crate::matrix::{Context, Facet, Line, LineState, PairAnswers};
use crate::plan::Zone;

/// Positions of the zones of the sources, each with the scopes that the role would have to be in, by kind and id.
type SourceZones = BTreeMap<usize, BTreeSet<Option<(String, String)>>>;

/// Where a role stands that does not serve the source's zone.
#[derive(Default)]
struct Unserved {
    /// Position of the zone and of the placed role.
    destinations: BTreeSet<(usize, RoleIdx)>,
    /// The scopes of the sources that it would have to be in, by kind and id.
    scopes: BTreeSet<Option<(String, String)>>,
}

/// By the position of the source's role, of the destination's role, and of the zone of the sources.
type AllUnserved = BTreeMap<(RoleIdx, RoleIdx, usize), Unserved>;

/// Every Required connection to another role finds somebody who listens.
pub(in crate::check) fn missing(input: &Input<'_>, collector: &mut Collector) {
    let (catalog, plan, table) = (input.context.catalog, input.context.plan, input.context.table);
    let destinations = destinations(input);
    // Who needs whom, in which zones and in which scopes; a placement's scope is part of the need.
    let mut unmet: BTreeMap<(RoleIdx, RoleIdx), SourceZones> = BTreeMap::new();
    // The same where the role stands, but serves other zones only: who needs whom, where.
    let mut unserved = AllUnserved::new();
    for (zone_idx, (zone, resolved)) in plan.zones.iter().zip(input.zones).enumerate() {
        let answers = PairAnswers::new(input.context, zone, zone, None);
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
                    || !asked.insert((line.connection.role, line.destination, line.scope))
                {
                    continue;
                }
                let is_needed = table.by_source[line.connection.role].iter().any(|&other| {
                    let other_line = &table.lines[other];
                    other_line.destination == line.destination
                        && other_line.scope == line.scope
                        && facet.opens.contains(other)
                        && !other_line.peer
                        && !other_line.is_answer
                        && input.context.scopes.bring(other_line, &facet.scopes, &[])
                        && answers.state(catalog, other_line) == LineState::Needed(Need::Required)
                });
                if !is_needed {
                    continue;
                }
                let is_in_scope = |other: &Facet| {
                    scope.is_none_or(|scope| input.context.scopes.matches(scope, &facet.scopes, &other.scopes))
                };
                let serves = |other: &Facet| other.serves.as_ref().is_none_or(|zones| zones.contains(&zone.id));
                // Within the zone there is no firewall.
                let is_met = |&(listening_idx, other): &(usize, &Facet)| {
                    (listening_idx == zone_idx || serves(other)) && is_in_scope(other)
                };
                if destinations[line.destination].iter().any(is_met) {
                    continue;
                }
                let in_scope: Vec<(usize, &Facet)> =
                    destinations[line.destination].iter().copied().filter(|(_, other)| is_in_scope(other)).collect();
                let own_scope = scope.map(|scope| facet.scopes.iter().find(|(kind, _)| *kind == *scope.kind).cloned());
                let key = (line.connection.role, line.destination);
                // A scope that can't be understood has a finding of its own, and then no role is missing.
                let is_wrong = scope.is_some_and(|scope| {
                    let is_wrong = |facet: &Facet| input.context.scopes.is_wrong(&facet.scopes, &scope.kind);
                    is_wrong(facet) || destinations[line.destination].iter().any(|(_, other)| is_wrong(other))
                });
                if !in_scope.is_empty() {
                    if is_left_out_on_purpose(input, line, (zone, facet), &in_scope) {
                        continue;
                    }
                    let entry = unserved.entry((key.0, key.1, zone_idx)).or_default();
                    entry.scopes.extend(own_scope);
                    for (listening_idx, other) in in_scope {
                        let placed = other.instances_of(line.destination).iter().map(|instance| instance.placed_role);
                        entry.destinations.extend(placed.map(|role| (listening_idx, role)));
                    }
                } else if !is_wrong {
                    unmet.entry(key).or_default().entry(zone_idx).or_default().extend(own_scope);
                }
            }
        }
    }
    for ((source, wanted), zones) in unmet {
        let after = vec![Piece::text(format!(", but no {} that it could reach", catalog.roles[wanted].name))];
        let scopes = zones.values().flatten().cloned().collect();
        let finding = lacking(input, Code::RoleMissing, (source, wanted), scopes, after, "tick one of");
        collector.add_for(finding, zones.into_keys());
    }
    tell_unserved(input, unserved, collector);
}

/// By role: who listens for it, each with the position of its zone.
fn destinations<'a>(input: &Input<'a>) -> TiVec<RoleIdx, Vec<(usize, &'a Facet)>> {
    let mut res = TiVec::from(vec![Vec::new(); input.context.catalog.roles.len()]);
    for (zone_idx, zone) in input.zones.iter().enumerate() {
        for facet in &zone.facets {
            let roles: BTreeSet<RoleIdx> = facet.instances.iter().map(|instance| instance.role).collect();
            for role in roles {
                res[role].push((zone_idx, facet));
            }
        }
    }
    res
}

/// Tells of the zones that a role does not serve.
fn tell_unserved(input: &Input<'_>, unserved: AllUnserved, collector: &mut Collector) {
    let (catalog, plan) = (input.context.catalog, input.context.plan);
    for ((source, wanted, zone_idx), Unserved { destinations, scopes }) in unserved {
        // By name, so that the order of the zones plays no part.
        let there: BTreeSet<String> = destinations
            .into_iter()
            .map(|(idx, role)| format!("{} in {}", catalog.roles[role].name, shown_name(&plan.zones[idx])))
            .collect();
        let there: Vec<&str> = there.iter().map(String::as_str).collect();
        let serves = format!(", but no {} serves ", catalog.roles[wanted].name);
        let hint = format!("let {} serve it too, or tick one of", listed(&there));
        let after = vec![Piece::text(serves), Piece::Sources];
        collector.add_for(lacking(input, Code::RoleMissing, (source, wanted), scopes, after, &hint), [zone_idx]);
    }
}

/// Says that a role lacks another one. `after` follows the sources in the message, and the roles that would do follow
/// `hint`.
pub(super) fn lacking(
    input: &Input<'_>,
    code: Code,
    (source, wanted): (RoleIdx, RoleIdx),
    scopes: BTreeSet<Option<(String, String)>>,
    after: Vec<Piece>,
    hint: &str,
) -> SourceFinding {
    let roles = &input.context.catalog.roles;
    let (source, stand_ins) = (&roles[source], satisfying(input, wanted));
    let mut message = vec![Piece::text(format!("{} in ", source.name)), Piece::Sources];
    message.extend(after);
    let hint = vec![Piece::text(format!("{hint}: {}", named(input, wanted, &stand_ins)))];
    // Where the sources are in several scopes, only a role in none is reached by all of them.
    let scope = if scopes.len() == 1 { scopes.into_iter().next().flatten() } else { None };
    SourceFinding {
        detail: any_of(input, &stand_ins, scope),
        ids: vec![source.id.to_string(), roles[wanted].id.to_string()],
        ..SourceFinding::new(code, SourceSubject::RoleOfSource(source.id.to_string()), message, hint)
    }
}

/// Whether it is no slip that nobody serves a zone: its sources have the same from another role, or the destinations are
/// there for other roles, such as hosts that are managed from elsewhere.
///
/// What a machine is by implication, such as a domain member, is not left to others on purpose.
fn is_left_out_on_purpose(
    input: &Input<'_>,
    line: &Line,
    (zone, source_facet): (&Zone, &Facet),
    destinations: &[(usize, &Facet)],
) -> bool {
    let Context { catalog, plan, table, scopes, .. } = input.context;
    let source = line.connection.role;
    let alike = |lines: &'_ [usize]| -> Vec<usize> {
        lines.iter().copied().filter(|&idx| table.lines[idx].endpoint == line.endpoint).collect()
    };
    let is_allowed = |other: &Line, from: &Facet, to: &Facet| {
        other.scope.is_none_or(|idx| scopes.matches(&table.scope_matches[idx], &from.scopes, &to.scopes))
            && scopes.bring(other, &from.scopes, &to.scopes)
    };
    let serves = |facet: &Facet, zone: &Zone| facet.serves.as_ref().is_none_or(|zones| zones.contains(&zone.id));
    let facets = || input.zones.iter().flat_map(|zone| &zone.facets);
    let has_another = alike(&table.by_source[source]).into_iter().any(|idx| {
        let other = &table.lines[idx];
        let reaches = |to: &Facet| to.listens.contains(idx) && serves(to, zone) && is_allowed(other, source_facet, to);
        other.destination != line.destination && source_facet.opens.contains(idx) && facets().any(reaches)
    });
    let is_for_others = alike(&table.by_destination[line.destination]).into_iter().any(|idx| {
        let other = &table.lines[idx];
        let is_used = |from: &Facet, zone: &Zone| {
            let uses = |to: &Facet| to.listens.contains(idx) && serves(to, zone) && is_allowed(other, from, to);
            from.opens.contains(idx) && destinations.iter().any(|(_, to)| uses(to))
        };
        let mut zones = plan.zones.iter().zip(input.zones);
        other.connection.role != source && zones.any(|(zone, it)| it.facets.iter().any(|from| is_used(from, zone)))
    });
    let is_implied = catalog.roles.iter().any(|role| role.brings(source));
    has_another || !is_implied && is_for_others
}
