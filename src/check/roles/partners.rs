//! Roles that are ticked and bring no flow of their own: because of an assumption, or because nobody is there. Of those
//! that come with others, only the latter is told: nobody decided on them.
//!
//! A Required connection that finds nobody becomes a missing role, not here.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::{Answer, Need};
use crate::check::collector::{Collector, Piece, SourceFinding, SourceSubject};
use crate::check::input::Input;
use crate::check::wording::listed;
use crate::finding::{Code, Detail};
use crate::ids::{AssumptionIdx, RoleIdx};
use crate::matrix::{Facet, LineSet, is_allowed};
use crate::plan::Zone;

/// A zone and what some of its placements share.
type Side<'a> = (&'a Zone, &'a Facet);

/// Where a role stands.
#[derive(Default)]
struct Stand {
    /// Positions of the zones.
    zones: BTreeSet<usize>,
    /// The ticked roles that bring it; empty: it is ticked itself.
    brought_by: BTreeSet<RoleIdx>,
}

/// What comes of the connections of a role.
enum Outcome {
    /// Something does, or may once a scenario is decided.
    Flows,
    /// All that could be there is governed by these assumptions, which are answered with unused.
    Unused(BTreeSet<AssumptionIdx>),
    /// There is nobody to connect to, and nobody who connects.
    Alone,
}

/// Every role that is ticked has something to say to another one.
pub(in crate::check) fn idle(input: &Input<'_>, collector: &mut Collector) {
    let (catalog, plan) = (input.context.catalog, input.context.plan);
    let stands = stands(input);
    let num_in_use = plan.zones.iter().filter(|zone| !zone.placements.is_empty()).count();
    let everything = sides_of_lines(input, stands.keys().copied());
    for (role_idx, Stand { zones, brought_by }) in stands {
        let role = &catalog.roles[role_idx];
        let own = own_roles(input, role_idx);
        let sources = || zones.iter().copied();
        let brought_by: Vec<&str> = brought_by.iter().map(|&idx| &*catalog.roles[idx].name).collect();
        let finding = |code: Code, after: String, hint: String| {
            let message = vec![Piece::text(format!("{} in ", role.name)), Piece::Sources, Piece::text(after)];
            let subject = SourceSubject::RoleOfSource(role.id.to_string());
            let ids = vec![role.id.to_string()];
            SourceFinding { ids, ..SourceFinding::new(code, subject, message, vec![Piece::text(hint)]) }
        };
        match outcome(input, &own, &everything) {
            Outcome::Flows => {}
            Outcome::Unused(_) if !brought_by.is_empty() => {}
            Outcome::Unused(assumptions) => {
                let questions: Vec<String> =
                    assumptions.iter().map(|&idx| format!("“{}”", catalog.assumptions[idx].question)).collect();
                let questions: Vec<&str> = questions.iter().map(String::as_str).collect();
                let verb = if questions.len() == 1 { "is" } else { "are" };
                let after = format!(" brings no flow, because {} {verb} answered with unused", listed(&questions));
                let hint = "answer it with in use where it is, or take the role away".to_owned();
                let detail = Detail::Assumptions(
                    assumptions.iter().map(|&idx| catalog.assumptions[idx].id.to_string()).collect(),
                );
                collector
                    .add_for(SourceFinding { detail, ..finding(Code::ClosedByAssumption, after, hint) }, sources());
            }
            // In a plan of one zone everybody else is still to come, and what a role can't do without becomes
            // missing.
            Outcome::Alone if num_in_use < 2 || calls_for_somebody(input, &own) => {}
            // Whoever is in a scope that can't be read meets nobody until that is put right.
            Outcome::Alone if has_wrong_scopes(input, &own) => {}
            Outcome::Alone => {
                let partners = partners(input, &own);
                if !partners.is_empty() {
                    let it = if partners.len() == 1 { "it" } else { "them" };
                    let comes = match brought_by.as_slice() {
                        [] => String::new(),
                        some => format!(", which comes with {},", listed(some)),
                    };
                    let after = format!("{comes} meets none of the roles that it works with");
                    let hint = format!("it works with {}: tick {it} where you have {it}", listed(&partners));
                    collector.add_for(finding(Code::NoPartner, after, hint), sources());
                }
            }
        }
    }
}

/// Where each role stands that is ticked, or that comes with one that is. Abstract ones go with those that bring them,
/// and common ones, such as that a machine runs Windows, come with so many that nothing was forgotten at them.
fn stands(input: &Input<'_>) -> BTreeMap<RoleIdx, Stand> {
    let catalog = input.context.catalog;
    let mut res: BTreeMap<RoleIdx, Stand> = BTreeMap::new();
    for (zone_idx, zone) in input.context.plan.zones.iter().enumerate() {
        for role in zone.placements.iter().filter_map(|placement| catalog.role_idx(placement.role.as_str())) {
            res.entry(role).or_default().zones.insert(zone_idx);
        }
    }
    let mut brought: BTreeMap<RoleIdx, Stand> = BTreeMap::new();
    for (zone_idx, zone) in input.zones.iter().enumerate() {
        for instance in zone.facets.iter().flat_map(|facet| &facet.instances) {
            let role = &catalog.roles[instance.role];
            if !role.is_abstract && !role.common && !res.contains_key(&instance.role) {
                let stand = brought.entry(instance.role).or_default();
                stand.zones.insert(zone_idx);
                stand.brought_by.insert(instance.placed_role);
            }
        }
    }
    res.extend(brought);
    res
}

/// The role itself and the abstract ones that it brings: what others say of those they say of it.
fn own_roles(input: &Input<'_>, role_idx: RoleIdx) -> Vec<RoleIdx> {
    let catalog = input.context.catalog;
    let brought = catalog.effective_roles(role_idx, &[]);
    brought.into_iter().filter(|&role| role == role_idx || catalog.roles[role].is_abstract).collect()
}

/// Who opens and who listens on each line that one of these roles has of its own.
fn sides_of_lines<'a>(
    input: &Input<'a>,
    roles: impl Iterator<Item = RoleIdx>,
) -> BTreeMap<usize, (Vec<Side<'a>>, Vec<Side<'a>>)> {
    let table = input.context.table;
    let mut own = LineSet::new(table.num_blocks());
    for role in roles.flat_map(|role| own_roles(input, role)) {
        table.by_source[role].iter().chain(&table.by_destination[role]).for_each(|&line_idx| own.insert(line_idx));
    }
    let mut res: BTreeMap<usize, (Vec<Side<'a>>, Vec<Side<'a>>)> = BTreeMap::new();
    for (zone, resolved) in input.context.plan.zones.iter().zip(input.zones) {
        for facet in &resolved.facets {
            for line_idx in own.shared(&facet.opens) {
                res.entry(line_idx).or_default().0.push((zone, facet));
            }
            for line_idx in own.shared(&facet.listens) {
                res.entry(line_idx).or_default().1.push((zone, facet));
            }
        }
    }
    res
}

fn outcome(
    input: &Input<'_>,
    own: &[RoleIdx],
    everything: &BTreeMap<usize, (Vec<Side<'_>>, Vec<Side<'_>>)>,
) -> Outcome {
    let table = input.context.table;
    let mut unused = BTreeSet::new();
    for &line_idx in own.iter().flat_map(|&role| table.by_source[role].iter().chain(&table.by_destination[role])) {
        let Some((sources, destinations)) = everything.get(&line_idx) else { continue };
        for &source in sources {
            for &destination in destinations {
                if !is_allowed(input.context, line_idx, source, destination) {
                    continue;
                }
                let settings = input.context.settings(source.0, destination.0);
                let is_unused =
                    |&idx: &_| input.context.answer(source.0, destination.0, settings, idx) == Answer::Unused;
                let closing: Vec<AssumptionIdx> =
                    table.lines[line_idx].when.assumptions.iter().copied().filter(is_unused).collect();
                if closing.is_empty() {
                    return Outcome::Flows;
                }
                unused.extend(closing);
            }
        }
    }
    if unused.is_empty() { Outcome::Alone } else { Outcome::Unused(unused) }
}

/// Whether a role opens something that it can't do without.
fn calls_for_somebody(input: &Input<'_>, own: &[RoleIdx]) -> bool {
    let table = input.context.table;
    own.iter().flat_map(|&role| &table.by_source[role]).any(|&line_idx| {
        let line = &table.lines[line_idx];
        line.need == Need::Required && !line.peer && !line.is_answer
    })
}

/// Whether some placement is in a scope that can't be understood, of a kind that these roles are matched on.
fn has_wrong_scopes(input: &Input<'_>, own: &[RoleIdx]) -> bool {
    let kinds = input.context.catalog.scope_kinds_of(own);
    let mut facets = input.zones.iter().flat_map(|zone| &zone.facets);
    facets.any(|facet| kinds.iter().any(|kind| input.context.scopes.is_wrong(&facet.scopes, kind)))
}

/// The names of the roles that a role connects to or that connect to it: first those between which it is needed.
fn partners<'a>(input: &Input<'a>, own: &[RoleIdx]) -> Vec<&'a str> {
    let (catalog, table) = (input.context.catalog, input.context.table);
    let opened = own.iter().flat_map(|&role| &table.by_source[role]).map(|&idx| (idx, table.lines[idx].destination));
    let listened =
        own.iter().flat_map(|&role| &table.by_destination[role]).map(|&idx| (idx, table.lines[idx].connection.role));
    let partners = opened.chain(listened).filter(|(_, role)| !own.contains(role));
    let ranked: BTreeSet<(bool, RoleIdx)> =
        partners.map(|(line_idx, role)| (table.lines[line_idx].need != Need::Required, role)).collect();
    let mut res: Vec<&str> = Vec::new();
    for (_, role) in ranked {
        let name = &*catalog.roles[role].name;
        if !res.contains(&name) {
            res.push(name);
        }
    }
    res
}
