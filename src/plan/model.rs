//! The plan as a whole. Plain data, ids as links to the catalog, nothing derived.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Override, OwnRole, RpcStrategy, Scope, Trust, Tunnel, Zone};
use crate::catalog::{Answer, ScenarioDecision};
use crate::date::Date;
use crate::ids::{AssumptionId, ChoiceId, OptionId, ScenarioId, ZoneId};

/// A plan: what a user decides. What follows from it is derived.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Plan {
    /// What the plan is called.
    pub title: String,
    /// Free text.
    pub note: String,
    /// The change request's own fields.
    pub request: Request,
    /// Answers that differ from the catalog's defaults.
    pub assumptions: BTreeMap<AssumptionId, Answer>,
    /// Decisions on scenarios. The catalog's default holds for every other one.
    pub scenarios: BTreeMap<ScenarioId, ScenarioDecision>,
    /// Options that differ from the catalog's defaults, unless a scope says otherwise.
    pub choices: BTreeMap<ChoiceId, OptionId>,
    /// How RPC servers listen, unless a zone or a placement says otherwise.
    pub rpc: RpcStrategy,
    /// The firewall follows the endpoint mapper: TCP 135 alone is opened, unless a pair says otherwise.
    pub mapper_only: bool,
    /// Named instances of scope kinds.
    pub scopes: Vec<Scope>,
    /// Trusts between AD domains.
    pub trusts: Vec<Trust>,
    /// Roles that no catalog has, sorted by id, each once.
    pub roles: Vec<OwnRole>,
    /// Zones in the user's order.
    pub zones: Vec<Arc<Zone>>,
    /// Settings of ordered pairs, source first.
    pub pairs: BTreeMap<(ZoneId, ZoneId), PairSettings>,
    /// Tunnels.
    pub tunnels: Vec<Tunnel>,
    /// What the user suppresses or adds.
    pub overrides: Vec<Override>,
    /// Findings accepted as a risk, sorted by what they are about, each once.
    pub accepted: Vec<AcceptedRisk>,
}

impl Plan {
    /// Position of the zone with this id.
    #[must_use]
    pub fn zone_idx(&self, zone_id: &str) -> Option<usize> {
        self.zones.iter().position(|zone| zone.id.as_str() == zone_id)
    }

    /// The zone with this id.
    #[must_use]
    pub fn zone(&self, zone_id: &str) -> Option<&Zone> {
        self.zone_idx(zone_id).map(|idx| &*self.zones[idx])
    }

    /// What the zone with this id is called, or the id where there is none.
    #[must_use]
    pub fn zone_name<'a>(&'a self, zone_id: &'a str) -> &'a str {
        self.zone(zone_id).map_or(zone_id, |zone| &zone.name)
    }

    /// The scope with this id.
    #[must_use]
    pub fn scope(&self, scope_id: &str) -> Option<&Scope> {
        self.scopes.iter().find(|scope| scope.id.as_str() == scope_id)
    }

    /// The role of the plan's own with this id.
    #[must_use]
    pub fn own_role(&self, role_id: &str) -> Option<&OwnRole> {
        self.roles.iter().find(|role| role.id.as_str() == role_id)
    }

    /// What the scope with this id is called, or the id where there is none or it has no name.
    #[must_use]
    pub fn scope_name<'a>(&'a self, scope_id: &'a str) -> &'a str {
        self.scope(scope_id).map(|scope| &*scope.name).filter(|name| !name.is_empty()).unwrap_or(scope_id)
    }

    /// The plan in canonical order: placements and roles sorted, settings that say nothing left out.
    ///
    /// Zones that are in order already are shared, not copied.
    #[must_use]
    pub fn canonical(mut self) -> Self {
        for zone in &mut self.zones {
            if !zone.is_canonical() {
                Arc::make_mut(zone).sort();
            }
        }
        self.roles.sort_by(|a, b| a.id.cmp(&b.id));
        self.pairs.retain(|_, settings| !settings.is_empty());
        self.accepted.sort();
        self.accepted.dedup_by(|later, kept| later.key() == kept.key());
        self
    }
}

/// The fields that a change request asks for beside the rules.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Request {
    /// Ticket number.
    pub ticket: String,
    /// Who asks.
    pub requester: String,
    /// Who answers for the rules.
    pub owner: String,
    /// Who allows it.
    pub approver: String,
    /// What the application is known by in a register.
    pub application_id: String,
    /// Production, test, …
    pub environment: String,
    /// Why, in a sentence.
    pub justification: String,
    /// From when, `YYYY-MM-DD`.
    pub valid_from: String,
    /// Until when, `YYYY-MM-DD`.
    pub valid_until: String,
    /// Whether the firewall is to log; `None`: nothing is said of it.
    pub logging: Option<bool>,
    /// For the people who run the firewall.
    pub firewall_note: String,
}

/// Settings of an ordered pair of zones.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct PairSettings {
    /// Answers for this pair.
    pub assumptions: BTreeMap<AssumptionId, Answer>,
    /// Decisions on scenarios for this pair.
    pub scenarios: BTreeMap<ScenarioId, ScenarioDecision>,
    /// Whether the firewall between them follows the endpoint mapper; `None`: as the plan says.
    pub mapper_only: Option<bool>,
    /// What the change request says of it alone.
    pub request: PairRequest,
    /// Free text.
    pub note: String,
}

/// What a change request says of an ordered pair of zones alone.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct PairRequest {
    /// A ticket of its own; empty: the request's.
    pub ticket: String,
    /// A justification of its own; empty: the request's.
    pub justification: String,
    /// Whether the firewall is to log; `None`: as the request says.
    pub logging: Option<bool>,
}

impl PairSettings {
    /// Whether it says nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A finding that somebody accepted as a risk. What that means for the finding is none of the plan's business.
///
/// The order of the fields is the order in which they sort.
#[derive(Clone, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub struct AcceptedRisk {
    /// The finding's code, such as `legacy-protocol`.
    pub finding: String,
    /// The ids of what the finding is about, in the order in which the finding names them.
    pub about: Vec<String>,
    /// Why the risk is taken.
    pub reason: String,
    /// Who takes it.
    pub by: String,
    /// The day on which it was taken; `None`: nobody said.
    pub on: Option<Date>,
    /// The last day on which it is accepted; `None`: without end.
    pub until: Option<Date>,
}

impl AcceptedRisk {
    /// Which finding it is about: code and ids. No two entries of a plan share it.
    #[must_use]
    pub fn key(&self) -> (&str, &[String]) {
        (&self.finding, &self.about)
    }

    /// Whether one of the ids that it is about is this one.
    #[must_use]
    pub fn mentions(&self, id: &str) -> bool {
        self.about.iter().any(|about| about == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Placement;

    #[test]
    fn only_zones_out_of_order_are_copied() {
        let zone = |roles: &[&str]| {
            let placements = roles.iter().map(|&role| Placement::new(role.into())).collect();
            Arc::new(Zone { placements, ..Zone::default() })
        };
        let plan = Plan { zones: vec![zone(&["a", "b"]), zone(&["b", "a"])], ..Plan::default() };
        let canonical = plan.clone().canonical();
        assert!(Arc::ptr_eq(&plan.zones[0], &canonical.zones[0]));
        assert!(canonical.zones[1].is_canonical() && !plan.zones[1].is_canonical());
    }
}
