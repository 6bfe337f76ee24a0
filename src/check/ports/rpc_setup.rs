//! What has to be configured for the RPC strategies of a plan, and on which servers. Ports that break a documented rule are
//! none of it.

use std::collections::{BTreeMap, BTreeSet};

use super::pinning::Pinning;
use super::rpc::{in_force, strategies};
use crate::catalog::{Catalog, Pin};
use crate::check::collector::Collector;
use crate::check::input::Input;
use crate::finding::{Code, Finding, Subject};
use crate::ids::RpcServerIdx;
use crate::matrix::Matrix;
use crate::net::PortRange;
use crate::plan::{Plan, RpcStrategy};

/// Something that has to be configured.
#[derive(Clone, Debug)]
pub struct RpcSetup<'a> {
    /// What states it: the plan, a zone or a placement.
    pub subject: Subject,
    /// What it is.
    pub task: RpcTask<'a>,
    /// The placements that it has to be done for, by the positions of zone and placement: rules between zones go to what it
    /// is about there. None for a firewall.
    pub placements: Vec<(usize, usize)>,
}

/// What has to be configured.
#[derive(Clone, Copy, Debug)]
pub enum RpcTask<'a> {
    /// Servers restrict all their RPC servers to a range.
    Restrict(PortRange),
    /// An RPC server gets a port of its own.
    Pin {
        /// The RPC server.
        server: RpcServerIdx,
        /// Its port.
        port: PortRange,
        /// How it is done.
        pin: &'a Pin,
    },
    /// The firewall follows the endpoint mapper.
    Inspect,
}

impl RpcTask<'_> {
    /// What must be so, as a sentence without a full stop.
    #[must_use]
    pub fn message(&self, catalog: &Catalog) -> String {
        match self {
            Self::Restrict(range) => format!("every server here must restrict RPC to {range}"),
            Self::Pin { server, port, .. } => {
                format!("{} must be pinned to {port} on every server here", catalog.rpc_servers[*server].name)
            }
            Self::Inspect => "the firewall must inspect DCE/RPC and open what the endpoint mapper hands out".to_owned(),
        }
    }

    /// How it is done, and what else to know.
    #[must_use]
    pub fn hint(&self) -> String {
        match self {
            Self::Restrict(_) => "HKLM\\Software\\Microsoft\\Rpc\\Internet: Ports, PortsInternetAvailable, \
                 UseInternetPorts; restart. Microsoft advises to pin single services first (KB 154596)"
                .to_owned(),
            Self::Pin { pin, .. } => {
                let caution = if pin.caution.is_empty() { "" } else { "; " };
                format!("{}; {}{caution}{}", pin.setting, pin.apply, pin.caution)
            }
            Self::Inspect => {
                "check that the firewall follows the interfaces in use; a plain packet filter would block them"
                    .to_owned()
            }
        }
    }
}

/// Everything that has to be configured for the RPC strategies of the plan that `matrix` was derived from, with `catalog`.
#[must_use]
pub fn rpc_setup<'a>(catalog: &'a Catalog, matrix: &'a Matrix) -> Vec<RpcSetup<'a>> {
    let input = Input::new(catalog, matrix, &catalog.as_of);
    let mut res = tasks(&input);
    let is_for_servers = |setup: &RpcSetup<'_>| !matches!(setup.task, RpcTask::Inspect);
    if res.iter().any(is_for_servers) {
        let used = used(&input);
        for setup in &mut res {
            setup.placements = placements(input.context.plan, setup, &used);
        }
    }
    res
}

/// Any strategy but the dynamic one has to be configured somewhere; this says where.
pub(in crate::check) fn setup(input: &Input<'_>, collector: &mut Collector) {
    for RpcSetup { subject, task, .. } in tasks(input) {
        collector.push(Finding::new(Code::RpcSetup, subject, task.message(input.context.catalog), task.hint()));
    }
}

/// What has to be configured; the placements are left to be looked up.
fn tasks<'a>(input: &Input<'a>) -> Vec<RpcSetup<'a>> {
    let (catalog, plan) = (input.context.catalog, input.context.plan);
    let mut res = Vec::new();
    for (subject, strategy) in strategies(input) {
        let mut add = |task| res.push(RpcSetup { subject: subject.clone(), task, placements: Vec::new() });
        match strategy {
            RpcStrategy::Dynamic => {}
            RpcStrategy::Restricted(range) => add(RpcTask::Restrict(*range)),
            RpcStrategy::Pinned(pins) => {
                for (id, &port) in pins {
                    let Some(server) = catalog.rpc_server_idx(id.as_str()) else { continue };
                    if let Some(pin) = &catalog.rpc_servers[server].pin {
                        add(RpcTask::Pin { server, port, pin });
                    }
                }
            }
        }
    }
    if plan.mapper_only || plan.pairs.values().any(|pair| pair.mapper_only == Some(true)) {
        res.push(RpcSetup { subject: Subject::Plan, task: RpcTask::Inspect, placements: Vec::new() });
    }
    res
}

/// The RPC servers that rules between zones go to, each with the positions of zone and placement that run it.
fn used(input: &Input<'_>) -> BTreeMap<RpcServerIdx, BTreeSet<(usize, usize)>> {
    let (catalog, matrix) = (input.context.catalog, input.matrix);
    let mut res: BTreeMap<RpcServerIdx, BTreeSet<(usize, usize)>> = BTreeMap::new();
    for (source_idx, destination_idx) in matrix.pairs() {
        if source_idx == destination_idx || matrix.summary(source_idx, destination_idx).is_empty() {
            continue;
        }
        for usage in Pinning::of(catalog, &matrix.cell(catalog, source_idx, destination_idx)).servers {
            let placements = usage.placements.into_iter().map(|placement_idx| (destination_idx, placement_idx));
            res.entry(usage.server).or_default().extend(placements);
        }
    }
    res
}

/// The placements under what states a task that have something to do with it.
fn placements(
    plan: &Plan,
    setup: &RpcSetup<'_>,
    used: &BTreeMap<RpcServerIdx, BTreeSet<(usize, usize)>>,
) -> Vec<(usize, usize)> {
    let meant: BTreeSet<(usize, usize)> = match setup.task {
        RpcTask::Restrict(_) => used.values().flatten().copied().collect(),
        RpcTask::Pin { server, .. } => used.get(&server).cloned().unwrap_or_default(),
        RpcTask::Inspect => BTreeSet::new(),
    };
    let is_under_it = |&(zone_idx, placement_idx): &(usize, usize)| {
        let zone = &plan.zones[zone_idx];
        in_force(plan, zone, &zone.placements[placement_idx]).0 == setup.subject
    };
    meant.into_iter().filter(is_under_it).collect()
}
