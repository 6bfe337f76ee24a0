//! What is wrong with a zone itself: its name and its addresses, and what could be said of it instead.

use super::fix::{Fix, Fixer};
use crate::catalog::Answer;
use crate::check::{pinned_too, proposed_pins, proposed_range};
use crate::finding::Settling;
use crate::plan::{Address, Edit, RpcStrategy, ScenarioDecision, Zone};
use crate::view::wording::{counted, upper_first};
use crate::view::zones::free_zone_name;

impl Fixer<'_> {
    /// Gives a zone a name of its own.
    pub(super) fn renamed(self, zone: &Zone) -> Option<Fix> {
        let name = free_zone_name(self.plan, &zone.name);
        let label = format!("Rename the second one to “{name}”");
        Fix::new(label, vec![Edit::RenameZone { zone: zone.id.clone(), name }])
    }

    /// Answers an assumption with unused for a zone.
    pub(super) fn unused(self, zone: &Zone, ids: &[String]) -> Vec<Fix> {
        let fix = |id: &String| {
            let question = &self.catalog.assumptions[self.catalog.assumption_idx(id)?].question;
            let (assumption, answer) = (id.as_str().into(), Some(Answer::Unused));
            let edit = Edit::SetZoneAssumption { zone: zone.id.clone(), assumption, answer };
            Fix::new(format!("Answer “{question}” with unused for {}", zone.name), vec![edit])
        };
        ids.iter().filter_map(fix).collect()
    }

    /// Answers assumptions with in use for the plan, where no zone and no pair says otherwise.
    pub(super) fn in_use(self, ids: &[String]) -> Option<Fix> {
        // Where several close it, one answer alone may open nothing.
        let [id] = ids else { return None };
        let zones = self.plan.zones.iter().map(|zone| &zone.assumptions);
        let pairs = self.plan.pairs.values().map(|pair| &pair.assumptions);
        if zones.chain(pairs).any(|answers| answers.contains_key(id.as_str())) {
            return None;
        }
        let question = &self.catalog.assumptions[self.catalog.assumption_idx(id)?].question;
        let edit = Edit::SetAssumption { assumption: id.as_str().into(), answer: Some(Answer::InUse) };
        Fix::new(format!("Answer “{question}” with in use"), vec![edit])
    }

    /// Decides on a scenario, one way or the other.
    pub(super) fn decided(self, id: &str) -> Vec<Fix> {
        let name = self.catalog.scenario_name(id);
        let fix = |verb: &str, decision| {
            let edit = Edit::SetScenario { scenario: id.into(), decision: Some(decision) };
            Fix::new(format!("{verb} “{name}” in the plan"), vec![edit])
        };
        let both = [fix("Decline", ScenarioDecision::Declined), fix("Accept", ScenarioDecision::Accepted)];
        both.into_iter().flatten().collect()
    }

    /// Lessens the ports that are open to a zone: declines scenarios, and pins RPC servers to ports of their own, beside
    /// what is pinned already, or restricts them to a range.
    pub(super) fn lessened(self, zone: &Zone, rpc: &Settling, scenarios: &[String]) -> Option<Fix> {
        let strategy = zone.rpc.as_ref().unwrap_or(&self.plan.rpc);
        let mut edits: Vec<Edit> = Vec::new();
        let mut words = Vec::new();
        if !scenarios.is_empty() {
            let decline = |scenario: &String| Edit::SetScenario {
                scenario: scenario.as_str().into(),
                decision: Some(ScenarioDecision::Declined),
            };
            edits.extend(scenarios.iter().map(decline));
            let names = scenarios.iter().map(|id| format!("“{}”", self.catalog.scenario_name(id)));
            let names: Vec<String> = names.collect();
            words.push(format!("decline {} in the plan", names.join(", ")));
        }
        let settled = match rpc {
            Settling::AsIs => None,
            Settling::Pinned(servers) => {
                let ports = proposed_pins(self.plan, zone, servers.iter().map(|id| id.as_str().into()));
                words.push(format!("pin {} of {}", counted(servers.len(), "RPC server", "RPC servers"), zone.name));
                Some(pinned_too(strategy, &ports))
            }
            Settling::Restricted => {
                let range = proposed_range(self.plan, zone)?;
                words.push(format!("restrict the RPC servers of {} to {range}", zone.name));
                Some(RpcStrategy::Restricted(range))
            }
        };
        edits.extend(settled.map(|rpc| Edit::SetZoneRpc { zone: zone.id.clone(), rpc: Some(rpc) }));
        Fix::new(upper_first(&words.join(" and ")), edits)
    }
}

/// Writes what may have been meant by an address, or takes it away.
pub(super) fn readdressed(zone: &Zone, text: &str) -> Vec<Fix> {
    let with = |others: &[String]| {
        let entries = zone.addresses.iter().flat_map(|entry| {
            let is_it = entry.trim() == text && Address::parse(entry).is_err();
            if is_it { others.to_vec() } else { vec![entry.clone()] }
        });
        let addresses: Vec<String> = entries.collect();
        let changes = addresses != zone.addresses;
        changes.then(|| Edit::SetAddresses { zone: zone.id.clone(), addresses }).into_iter().collect()
    };
    let mut res: Vec<Fix> = Vec::new();
    for other in Address::alternatives(text) {
        res.extend(Fix::new(format!("Write {} instead of “{text}”", other.join(", ")), with(&other)));
    }
    res.extend(Fix::new(format!("Remove “{text}” from {}", zone.name), with(&[])));
    res
}
