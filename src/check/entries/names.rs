//! Ids and names: what is there twice, and what names nothing.

use std::collections::BTreeSet;

use crate::catalog::Catalog;
use crate::check::collector::Collector;
use crate::check::input::Input;
use crate::check::wording::{at_placement, listed};
use crate::finding::{Code, Detail, Finding, Keys, Mention, Subject};
use crate::ids::RoleIdx;
use crate::matrix::resolve::effective_roles;
use crate::plan::{Carries, Override, Plan, RpcStrategy, Selector};

/// Zones and scopes have ids of their own, and zones names of their own.
pub(in crate::check) fn duplicates(input: &Input<'_>, collector: &mut Collector) {
    let plan = input.context.plan;
    let mut zones = BTreeSet::new();
    let mut names = BTreeSet::new();
    // The first by id keeps what it shares, wherever it stands.
    let mut by_id: Vec<_> = plan.zones.iter().collect();
    by_id.sort_by_key(|zone| (&zone.id, &zone.name));
    for zone in by_id {
        if !zones.insert(&zone.id) {
            let message = format!("two zones have the id “{}”", zone.id);
            collector.push(Finding::new(Code::DuplicateId, Subject::Zone(zone.id.to_string()), message, "rename one"));
        }
        // Zones without a name go by their ids.
        if !zone.name.trim().is_empty() && !names.insert(&zone.name) {
            let message = format!("two zones are called “{}”", zone.name);
            let hint = "give each its own name: exports show names";
            collector.push(Finding::new(Code::DuplicateName, Subject::Zone(zone.id.to_string()), message, hint));
        }
    }
    let mut scopes = BTreeSet::new();
    for scope in plan.scopes.iter().filter(|scope| !scopes.insert(&scope.id)) {
        let message = format!("two scopes have the id “{}”", scope.id);
        let finding = Finding::new(Code::DuplicateId, Subject::Plan, message, "rename one");
        collector.push(finding.keyed(Keys::one([scope.id.as_str()])));
    }
}

/// Ids that the catalog does not have: they are kept, and play no part.
pub(in crate::check) fn unknown_ids(input: &Input<'_>, collector: &mut Collector) {
    let (catalog, plan) = (input.context.catalog, input.context.plan);
    let mut unknown = |subject: Subject, what: Mention, id: &str| {
        let message = format!("there is no {} “{id}”", what.label());
        let (message, hint, detail) = match renamed(catalog, what, id) {
            Some((now, name)) => (
                format!("{message}: it is called {name} now, and plays no part until the plan says so too"),
                format!("write “{now}”"),
                Detail::Renamed { what, id: id.to_owned(), now: now.to_owned() },
            ),
            None => (message, hint(catalog, what, id), Detail::Mention(what, id.to_owned())),
        };
        collector.push(Finding::new(Code::UnknownId, subject, message, hint).detail(detail));
    };
    let answers = |answers: &std::collections::BTreeMap<crate::plan::AssumptionId, _>| -> Vec<String> {
        answers.keys().map(ToString::to_string).filter(|id| catalog.assumption_idx(id).is_none()).collect()
    };
    for id in answers(&plan.assumptions) {
        unknown(Subject::Plan, Mention::Assumption, &id);
    }
    for id in plan.scenarios.keys().filter(|id| catalog.scenario_idx(id.as_str()).is_none()) {
        unknown(Subject::Plan, Mention::Scenario, id.as_str());
    }
    for scope_choices in plan.scopes.iter().map(|scope| &scope.choices).chain([&plan.choices]) {
        for (choice, option) in scope_choices {
            match catalog.choice_idx(choice.as_str()).map(|idx| &catalog.choices[idx]) {
                None => unknown(Subject::Plan, Mention::Choice, choice.as_str()),
                Some(known) if known.option_idx(option.as_str()).is_none() => {
                    unknown(Subject::Plan, Mention::Option, &format!("{choice}/{option}"));
                }
                Some(_) => {}
            }
        }
    }
    let servers = |strategy: &RpcStrategy| -> Vec<String> {
        let RpcStrategy::Pinned(pins) = strategy else { return Vec::new() };
        pins.keys().map(ToString::to_string).filter(|id| catalog.rpc_server_idx(id).is_none()).collect()
    };
    for id in servers(&plan.rpc) {
        unknown(Subject::Plan, Mention::RpcServer, &id);
    }
    for zone in &plan.zones {
        let subject = || Subject::Zone(zone.id.to_string());
        for id in answers(&zone.assumptions) {
            unknown(subject(), Mention::Assumption, &id);
        }
        for id in zone.rpc.iter().flat_map(servers) {
            unknown(subject(), Mention::RpcServer, &id);
        }
        for os in zone.os.iter().filter(|os| catalog.os_idx(os.as_str()).is_none()) {
            unknown(subject(), Mention::OsVersion, os.as_str());
        }
        for placement in &zone.placements {
            let subject = || Subject::Placement { zone: zone.id.to_string(), role: placement.role.to_string() };
            for role in [&placement.role].into_iter().chain(&placement.without) {
                if catalog.role_idx(role.as_str()).is_none() {
                    unknown(subject(), Mention::Role, role.as_str());
                }
            }
            for os in placement.os.iter().filter(|os| catalog.os_idx(os.as_str()).is_none()) {
                unknown(subject(), Mention::OsVersion, os.as_str());
            }
            for id in placement.rpc.iter().flat_map(servers) {
                unknown(subject(), Mention::RpcServer, &id);
            }
            for path in placement.ports.keys().filter(|path| catalog.endpoint_ref(path).is_none()) {
                unknown(subject(), Mention::Endpoint, path);
            }
        }
    }
    for ((source, destination), pair) in &plan.pairs {
        let subject = || Subject::Pair { source: source.to_string(), destination: destination.to_string() };
        for id in answers(&pair.assumptions) {
            unknown(subject(), Mention::Assumption, &id);
        }
        for id in pair.scenarios.keys().filter(|id| catalog.scenario_idx(id.as_str()).is_none()) {
            unknown(subject(), Mention::Scenario, id.as_str());
        }
    }
    for (idx, tunnel) in plan.tunnels.iter().enumerate() {
        if catalog.tunnel_idx(tunnel.kind.as_str()).is_none() {
            unknown(Subject::Tunnel(idx), Mention::TunnelKind, tunnel.kind.as_str());
        }
    }
    for (subject, selector) in selectors(plan) {
        for role in selector.source_role.iter().chain(&selector.destination_role) {
            let is_known = catalog.role_idx(role.as_str()).is_some() || catalog.tunnel_idx(role.as_str()).is_some();
            if !is_known {
                unknown(subject.clone(), Mention::Role, role.as_str());
            }
        }
        for service in selector.service.iter().filter(|id| catalog.service_idx(id.as_str()).is_none()) {
            unknown(subject.clone(), Mention::Service, service.as_str());
        }
    }
}

/// The id and the name of what had this id in older catalogs.
fn renamed<'a>(catalog: &'a Catalog, what: Mention, id: &str) -> Option<(&'a str, &'a str)> {
    match what {
        Mention::Role => catalog.renamed_role(id).map(|idx| {
            let role = &catalog.roles[idx];
            (role.id.as_str(), &*role.name)
        }),
        Mention::Assumption
        | Mention::Scenario
        | Mention::Choice
        | Mention::Option
        | Mention::RpcServer
        | Mention::OsVersion
        | Mention::Endpoint
        | Mention::TunnelKind
        | Mention::Service
        | Mention::Zone
        | Mention::Scope => None,
    }
}

/// What to do about an id that the catalog does not have, nor had.
fn hint(catalog: &Catalog, what: Mention, id: &str) -> String {
    // A text of an older catalog stays where the plan says something else of the same scenario.
    let meant = catalog.scenario_meant(id).filter(|_| what == Mention::Scenario);
    match meant.map(|idx| &catalog.scenarios[idx]) {
        Some(scenario) => format!("it means “{}”, on which the plan decides otherwise too: keep one", scenario.name),
        None => "check the spelling, or load the overlay that defines it".to_owned(),
    }
}

/// Zones and scopes that the plan names and does not have.
pub(in crate::check) fn unknown_names(input: &Input<'_>, collector: &mut Collector) {
    let plan = input.context.plan;
    let mut unknown = |subject: Subject, what: Mention, id: &str| {
        let message = format!("the plan has no {} “{id}”", what.label());
        let finding = Finding::new(Code::UnknownName, subject, message, "add it, or take the mention out");
        collector.push(finding.detail(Detail::Mention(what, id.to_owned())));
    };
    let zones: BTreeSet<_> = plan.zones.iter().map(|zone| &zone.id).collect();
    let has_zone = |id: &crate::plan::ZoneId| zones.contains(id);
    for zone in &plan.zones {
        for placement in &zone.placements {
            let subject = || Subject::Placement { zone: zone.id.to_string(), role: placement.role.to_string() };
            for id in placement.serves.iter().filter(|id| !has_zone(id)) {
                unknown(subject(), Mention::Zone, id.as_str());
            }
        }
    }
    let scopes: BTreeSet<_> = plan.scopes.iter().map(|scope| &scope.id).collect();
    for trust in &plan.trusts {
        for id in [&trust.trusting, &trust.trusted] {
            if !scopes.contains(id) {
                unknown(Subject::Plan, Mention::Scope, id.as_str());
            }
        }
    }
    for (source, destination) in plan.pairs.keys() {
        let subject = || Subject::Pair { source: source.to_string(), destination: destination.to_string() };
        for id in [source, destination].into_iter().filter(|id| !has_zone(id)) {
            unknown(subject(), Mention::Zone, id.as_str());
        }
    }
    for (idx, tunnel) in plan.tunnels.iter().enumerate() {
        for id in tunnel.zones.iter().chain(&tunnel.opener).filter(|id| !has_zone(id)) {
            unknown(Subject::Tunnel(idx), Mention::Zone, id.as_str());
        }
    }
    for (subject, selector) in selectors(plan) {
        for id in selector.source_zone.iter().chain(&selector.destination_zone).filter(|id| !has_zone(id)) {
            unknown(subject.clone(), Mention::Zone, id.as_str());
        }
    }
    for (idx, entry) in plan.overrides.iter().enumerate() {
        if let Override::Add { flow, .. } = entry {
            for id in [&flow.source_zone, &flow.destination_zone].into_iter().filter(|id| !has_zone(id)) {
                unknown(Subject::Override(idx), Mention::Zone, id.as_str());
            }
        }
    }
}

/// Scopes that a placement names and the plan does not have, or has as another kind.
///
/// Nothing is matched with those.
pub(in crate::check) fn unknown_scopes(input: &Input<'_>, collector: &mut Collector) {
    let plan = input.context.plan;
    for zone in &plan.zones {
        for placement in &zone.placements {
            let known = placement.scopes.iter().filter(|(kind, _)| input.context.scopes.knows_kind(kind));
            for (kind, id) in known {
                let message = match plan.scope(id.as_str()) {
                    None => format!("the plan has no scope “{id}” of the kind {kind}: nothing of that kind matches it"),
                    Some(scope) if scope.kind != *kind => {
                        let other = &scope.kind;
                        format!("“{id}” is a scope of the kind {other}, not {kind}: nothing of that kind matches it")
                    }
                    Some(_) => continue,
                };
                let hint = format!("choose one of the kind {kind}; without any, every one would match");
                let detail = Detail::NoSuchScope { kind: kind.clone(), scope: id.to_string() };
                let role = placement.role.as_str();
                collector.push(at_placement(Code::UnknownName, zone, role, message, hint).detail(detail));
            }
        }
    }
}

/// Kinds of scopes that no connection of the catalog is matched on, in the list of scopes and at placements.
pub(in crate::check) fn unknown_scope_kinds(input: &Input<'_>, collector: &mut Collector) {
    let (catalog, plan) = (input.context.catalog, input.context.plan);
    let is_known = |kind: &str| input.context.scopes.knows_kind(kind);
    let hint = |kinds: BTreeSet<&str>| {
        let kinds: Vec<&str> = kinds.into_iter().collect();
        if kinds.is_empty() { "take it out".to_owned() } else { format!("write {}", kinds.join(", ")) }
    };
    let unlisted: BTreeSet<&str> =
        plan.scopes.iter().map(|scope| scope.kind.as_str()).filter(|kind| !is_known(kind)).collect();
    for kind in unlisted {
        let scopes = plan.scopes.iter().filter(|scope| scope.kind == kind);
        let names: Vec<&str> =
            scopes.map(|it| if it.name.is_empty() { it.id.as_str() } else { it.name.as_str() }).collect();
        let verb = if names.len() == 1 { "is" } else { "are" };
        let message = format!("there is no scope kind “{kind}”, which {} {verb} of", listed(&names));
        let finding = Finding::new(Code::UnknownId, Subject::Plan, message, hint(catalog.matched_kinds()));
        collector.push(finding.detail(Detail::ScopeKind(kind.to_owned())));
    }
    for zone in &plan.zones {
        for placement in &zone.placements {
            let role = catalog.role_idx(placement.role.as_str());
            let name = catalog.role_name(placement.role.as_str());
            for kind in placement.scopes.keys().filter(|kind| !is_known(kind)) {
                let kinds = role.map(|idx| {
                    let effective: Vec<RoleIdx> = effective_roles(catalog, zone, placement, idx).into_keys().collect();
                    catalog.scope_kinds_of(&effective)
                });
                let message = format!(
                    "there is no scope kind “{kind}”: until it is put right, nothing that asks for a scope matches {name}"
                );
                let hint = hint(kinds.unwrap_or_default());
                let finding = at_placement(Code::UnknownId, zone, placement.role.as_str(), message, hint);
                collector.push(finding.detail(Detail::ScopeKind(kind.clone())));
            }
        }
    }
}

/// Every selector of a plan with what it belongs to.
fn selectors(plan: &Plan) -> impl Iterator<Item = (Subject, &Selector)> {
    let suppressing = plan.overrides.iter().enumerate().filter_map(|(idx, entry)| match entry {
        Override::Suppress { selector, .. } => Some((Subject::Override(idx), selector)),
        Override::Add { .. } => None,
    });
    let carrying = plan.tunnels.iter().enumerate().flat_map(|(idx, tunnel)| {
        let selectors = if let Carries::Selection(selectors) = &tunnel.carries { &selectors[..] } else { &[] };
        selectors.iter().map(move |selector| (Subject::Tunnel(idx), selector))
    });
    suppressing.chain(carrying)
}
