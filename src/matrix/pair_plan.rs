//! The plan of two zones alone, for trying things out.

use std::collections::BTreeSet;

use crate::plan::Plan;

/// The plan without any zone but these two, so that deriving it costs the same however large the plan is.
///
/// Scopes, trusts, tunnels, overrides and the settings of the pair stay: the cell of the two is that of the whole plan.
/// Returns the plan, and where the two zones stand in it.
#[must_use]
pub fn plan_of_pair(plan: &Plan, source_idx: usize, destination_idx: usize) -> (Plan, (usize, usize)) {
    let mut kept = vec![source_idx, destination_idx];
    kept.sort_unstable();
    kept.dedup();
    let zones: Vec<_> = kept.iter().filter_map(|&idx| plan.zones.get(idx).cloned()).collect();
    let ids: BTreeSet<_> = zones.iter().map(|zone| zone.id.clone()).collect();
    let of_two =
        plan.pairs.iter().filter(|((source, destination), _)| ids.contains(source) && ids.contains(destination));
    let pairs = of_two.map(|(pair, settings)| (pair.clone(), settings.clone())).collect();
    let res = Plan { zones, pairs, tunnels: plan.tunnels.clone(), overrides: plan.overrides.clone(), ..decided(plan) };
    let position = |idx: usize| kept.iter().position(|other| *other == idx).unwrap_or_default();
    (res, (position(source_idx), position(destination_idx)))
}

/// What a plan says beside its zones and what lies between them.
fn decided(plan: &Plan) -> Plan {
    Plan {
        assumptions: plan.assumptions.clone(),
        scenarios: plan.scenarios.clone(),
        choices: plan.choices.clone(),
        rpc: plan.rpc.clone(),
        mapper_only: plan.mapper_only,
        scopes: plan.scopes.clone(),
        trusts: plan.trusts.clone(),
        ..Plan::default()
    }
}
