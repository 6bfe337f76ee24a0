//! The plan with something changed, to see what is open then. Nothing is kept of it.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::Catalog;
use crate::check::input::Input;
use crate::check::ports::proposed::{pinned_too, proposed_pins, proposed_range};
use crate::ids::ScenarioIdx;
use crate::matrix::{Context, DecidedNeeds, Matrix, ScenarioDecisions, Tally, scenario_decisions};
use crate::plan::{Plan, RpcStrategy, ScenarioDecision, Zone};

/// How RPC servers are told to listen.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(in crate::check) enum RpcTrial {
    /// As the plan says.
    AsIs,
    /// Each that can be pinned has a port of its own.
    Pinned,
    /// All of a zone share one range.
    Restricted,
}

/// Plans that were tried. Each is made once, and only the pairs that are asked for are counted.
pub(in crate::check) struct Trials<'a, 's> {
    input: &'s Input<'a>,
    /// By how RPC servers listen; the plan as it is has the matrix of the subject.
    settled: BTreeMap<RpcTrial, Matrix>,
    /// By how RPC servers listen, and by the scenarios that are declined beside.
    declined: BTreeMap<(RpcTrial, BTreeSet<ScenarioIdx>), Declined>,
    /// Plans in which scenarios that were accepted are declined, by these.
    overruled: BTreeMap<BTreeSet<ScenarioIdx>, TriedPlan>,
    tally: Tally,
}

/// A plan with scenarios declined.
struct TriedPlan {
    plan: Plan,
    decisions: ScenarioDecisions,
}

impl TriedPlan {
    fn new(catalog: &Catalog, plan: Plan) -> Self {
        Self { decisions: scenario_decisions(catalog, &plan), plan }
    }

    /// The context with this plan in it.
    fn context<'a>(&'a self, context: Context<'a>) -> Context<'a> {
        Context { plan: &self.plan, decisions: &self.decisions, ..context }
    }
}

/// Such a plan, and what is decided for lines then.
struct Declined {
    tried: TriedPlan,
    needs: DecidedNeeds,
}

impl<'a, 's> Trials<'a, 's> {
    pub(in crate::check) fn new(input: &'s Input<'a>) -> Self {
        Self {
            input,
            settled: BTreeMap::new(),
            declined: BTreeMap::new(),
            overruled: BTreeMap::new(),
            tally: Tally::default(),
        }
    }

    /// The matrix whose RPC servers listen so. Its pairs are not counted.
    pub(in crate::check) fn matrix(&mut self, rpc: RpcTrial) -> &Matrix {
        let input = self.input;
        match rpc {
            RpcTrial::AsIs => input.matrix,
            RpcTrial::Pinned | RpcTrial::Restricted => self.settled.entry(rpc).or_insert_with(|| {
                let plan = settled(input, rpc);
                input.matrix.uncounted(input.context.catalog, plan)
            }),
        }
    }

    /// How many ports one zone opens to another where RPC servers listen so and these scenarios are declined.
    pub(in crate::check) fn num_ports(
        &mut self,
        rpc: RpcTrial,
        declined: &BTreeSet<ScenarioIdx>,
        pair: (usize, usize),
    ) -> u32 {
        let catalog = self.input.context.catalog;
        self.matrix(rpc);
        let Self { input, settled, declined: known, tally, .. } = self;
        let matrix = settled.get(&rpc).unwrap_or(input.matrix);
        let context = matrix.context(catalog);
        let Declined { tried, needs } = known.entry((rpc, declined.clone())).or_insert_with(|| {
            let mut plan = context.plan.clone();
            for &scenario in declined {
                plan.scenarios.insert(catalog.scenarios[scenario].id.clone(), ScenarioDecision::Declined);
            }
            let tried = TriedPlan::new(catalog, plan);
            let needs = matrix.quick_counter().decided(tried.context(context));
            Declined { tried, needs }
        });
        if matrix.quick_counter().is_counted_by_flows(pair.0, pair.1) {
            matrix.cell_under(tried.context(context), pair).summary().num_ports
        } else {
            matrix.quick_counter().num_ports(needs, pair, tally)
        }
    }

    /// How many ports one zone opens to another where these scenarios are declined, whatever the plan and the pair say
    /// of them.
    pub(in crate::check) fn num_ports_overruled(
        &mut self,
        declined: &BTreeSet<ScenarioIdx>,
        pair: (usize, usize),
    ) -> u32 {
        let Input { matrix, context, .. } = *self.input;
        let tried = self.overruled.entry(declined.clone()).or_insert_with(|| {
            let mut plan = context.plan.clone();
            for id in declined.iter().map(|&idx| &context.catalog.scenarios[idx].id) {
                plan.scenarios.insert(id.clone(), ScenarioDecision::Declined);
                for settings in plan.pairs.values_mut() {
                    settings.scenarios.remove(id);
                }
            }
            TriedPlan::new(context.catalog, plan)
        });
        matrix.cell_under(tried.context(context), pair).summary().num_ports
    }
}

fn settled(input: &Input<'_>, rpc: RpcTrial) -> Plan {
    let (catalog, before) = (input.context.catalog, input.context.plan);
    let mut plan = before.clone();
    let can_be_pinned = || catalog.rpc_servers.iter().filter(|server| server.pin.is_some());
    for zone in &mut plan.zones {
        let told = |strategy: &RpcStrategy| match rpc {
            RpcTrial::AsIs => Some(strategy.clone()),
            RpcTrial::Pinned => {
                let servers = can_be_pinned().map(|server| server.id.clone());
                Some(pinned_too(strategy, &proposed_pins(before, zone, servers)))
            }
            RpcTrial::Restricted => proposed_range(before, zone).map(RpcStrategy::Restricted),
        };
        let of_zone = told(zone.rpc.as_ref().unwrap_or(&before.rpc));
        let of_placements = zone.placements.iter().map(|placement| placement.rpc.as_ref().and_then(told));
        let of_placements: Vec<_> = of_placements.collect();
        let zone: &mut Zone = std::sync::Arc::make_mut(zone);
        zone.rpc = of_zone;
        for (placement, rpc) in zone.placements.iter_mut().zip(of_placements) {
            placement.rpc = rpc;
        }
    }
    plan
}
