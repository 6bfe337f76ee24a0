//! What settings of a plan are called: selectors, overrides and tunnels in words, and which questions of the
//! catalog play a part in it.

use std::collections::BTreeSet;

use crate::catalog::{Catalog, Need};
use crate::finding::counted;
use crate::ids::{AssumptionIdx, ChoiceIdx, ScenarioIdx};
use crate::plan::{Carries, Override, Plan, Selector, Tunnel};

/// What an override does: `Suppress TCP 3389 from Clients to Core`. Its reason is none of it.
#[must_use]
pub fn override_text(catalog: &Catalog, plan: &Plan, entry: &Override) -> String {
    match entry {
        Override::Suppress { selector, .. } => format!("Suppress {}", selector_text(catalog, plan, selector)),
        Override::Add { flow, .. } => {
            let ports = flow.ports.map(|range| format!(" {range}")).unwrap_or_default();
            let (source, destination) =
                (plan.zone_name(flow.source_zone.as_str()), plan.zone_name(flow.destination_zone.as_str()));
            format!("Add {}{ports} from {source} to {destination}", flow.transport)
        }
    }
}

/// A selector in words: `TCP 3389 from Clients to Core`.
#[must_use]
pub fn selector_text(catalog: &Catalog, plan: &Plan, selector: &Selector) -> String {
    let mut parts = Vec::new();
    match (selector.transport, selector.ports) {
        (None, None) => parts.push("every flow".to_owned()),
        (Some(transport), None) => parts.push(transport.to_string()),
        (None, Some(ports)) => parts.push(format!("ports {ports}")),
        (Some(transport), Some(ports)) => parts.push(format!("{transport} {ports}")),
    }
    if let Some(service) = &selector.service {
        parts.push(format!("of {}", catalog.service_name(service.as_str())));
    }
    for (word, role, zone) in [
        ("from", &selector.source_role, &selector.source_zone),
        ("to", &selector.destination_role, &selector.destination_zone),
    ] {
        let role = role.as_ref().map(|role| catalog.role_name(role.as_str()));
        let zone = zone.as_ref().map(|zone| plan.zone_name(zone.as_str()));
        match (role, zone) {
            (None, None) => {}
            (Some(one), None) | (None, Some(one)) => parts.push(format!("{word} {one}")),
            (Some(role), Some(zone)) => parts.push(format!("{word} {role} in {zone}")),
        }
    }
    parts.join(" ")
}

/// Which tunnel it is: `IPsec between HQ and Branch`.
#[must_use]
pub fn tunnel_text(catalog: &Catalog, plan: &Plan, tunnel: &Tunnel) -> String {
    let kind = catalog.tunnel_kind_name(tunnel.kind.as_str());
    let [a, b] = tunnel.zones.each_ref().map(|zone| plan.zone_name(zone.as_str()));
    format!("{kind} between {a} and {b}")
}

/// What else is said of a tunnel: `carries everything, opened by Branch`.
#[must_use]
pub fn tunnel_detail(plan: &Plan, tunnel: &Tunnel) -> String {
    let mut detail = vec![match &tunnel.carries {
        Carries::Everything => "carries everything".to_owned(),
        Carries::Selection(selectors) => format!("carries {}", counted(selectors.len(), "selection", "selections")),
    }];
    if let Some(opener) = &tunnel.opener {
        detail.push(format!("opened by {}", plan.zone_name(opener.as_str())));
    }
    detail.extend((!tunnel.note.is_empty()).then(|| tunnel.note.clone()));
    detail.join(", ")
}

/// What the catalog asks that plays a part in a plan.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Relevant {
    /// The scenarios.
    pub scenarios: BTreeSet<ScenarioIdx>,
    /// The assumptions.
    pub assumptions: BTreeSet<AssumptionIdx>,
    /// The choices.
    pub choices: BTreeSet<ChoiceIdx>,
}

impl Relevant {
    /// What a connection between two roles of the plan hangs on, wherever these stand.
    #[must_use]
    pub fn of(catalog: &Catalog, plan: &Plan) -> Self {
        let mut roles = BTreeSet::new();
        for placement in plan.zones.iter().flat_map(|zone| &zone.placements) {
            if let Some(role_idx) = catalog.role_idx(placement.role.as_str()) {
                roles.extend(catalog.effective_roles(role_idx, &[]));
            }
        }
        let mut res = Self::default();
        for (at, connection) in catalog.connections() {
            if !roles.contains(&at.role) || !roles.contains(&connection.to) {
                continue;
            }
            if let Need::Optional(scenario) = connection.need {
                res.scenarios.insert(scenario);
            }
            let endpoints = connection.uses.iter().map(|&endpoint| &catalog.endpoint(endpoint).when);
            for condition in endpoints.chain([&connection.when]) {
                res.assumptions.extend(&condition.assumptions);
                res.choices.extend(condition.choices.iter().map(|asked| asked.choice));
            }
        }
        res.scenarios.extend(res.assumptions.iter().map(|&idx| catalog.assumptions[idx].scenario));
        res
    }

    /// The same with what a plan decides beyond that.
    #[must_use]
    pub fn and_decided(mut self, catalog: &Catalog, plan: &Plan) -> Self {
        let pairs = || plan.pairs.values();
        let scenarios = plan.scenarios.keys().chain(pairs().flat_map(|pair| pair.scenarios.keys()));
        self.scenarios.extend(scenarios.filter_map(|id| catalog.scenario_idx(id.as_str())));
        let of_zones = plan.zones.iter().flat_map(|zone| zone.assumptions.keys());
        let of_pairs = pairs().flat_map(|pair| pair.assumptions.keys());
        let assumptions = plan.assumptions.keys().chain(of_zones).chain(of_pairs);
        self.assumptions.extend(assumptions.filter_map(|id| catalog.assumption_idx(id.as_str())));
        let choices = plan.choices.keys().chain(plan.scopes.iter().flat_map(|scope| scope.choices.keys()));
        self.choices.extend(choices.filter_map(|id| catalog.choice_idx(id.as_str())));
        self
    }
}
