//! A stage for trying things: the plan with two zones, and what is open between them.

use std::collections::BTreeSet;

use crate::catalog::Catalog;
use crate::matrix::{Cell, Flow, Matrix, Merge, Rule, plan_of_pair};
use crate::net::{PortRange, Transport};
use crate::plan::{Edit, Plan, Zone};

/// What makes a rule one and the same to a firewall's ports, whatever its need.
pub(super) type Target = (Transport, Option<PortRange>);

/// Two zones, and the rule that is to be closed.
pub(super) struct Scene<'a> {
    pub catalog: &'a Catalog,
    /// The whole plan.
    pub whole: &'a Plan,
    /// That of the two zones.
    pub matrix: Matrix,
    /// Where source and destination stand in it.
    pub pair: (usize, usize),
    pub target: Target,
    /// What is open now.
    before: Open,
}

/// What is open between two zones.
struct Open {
    /// Of each rule.
    rules: Vec<Target>,
    keys: BTreeSet<Target>,
}

/// What changes come to.
pub(super) struct Outcome {
    /// No rule has the transport and the ports of the target any more.
    pub is_closed: bool,
    /// How many other rules are gone.
    pub num_closed: u32,
    /// What was not open before.
    pub opened: Vec<Target>,
    /// A wider range that still holds the ports of the target.
    pub within: Option<PortRange>,
}

impl<'a> Scene<'a> {
    /// Sets the stage for a rule of a pair; `None` when the pair has no such rule.
    pub(super) fn new(
        catalog: &'a Catalog,
        matrix: &'a Matrix,
        (source_idx, destination_idx): (usize, usize),
        rule_id: &str,
    ) -> Option<Self> {
        let whole = matrix.plan();
        let (source, destination) = (whole.zones.get(source_idx)?, whole.zones.get(destination_idx)?);
        let (plan, pair) = plan_of_pair(whole, source_idx, destination_idx);
        let matrix = matrix.of_plan(catalog, plan);
        let (rule, before) = {
            let rules = matrix.cell(catalog, pair.0, pair.1).rules(Merge::Ranges);
            let is_it = |rule: &&Rule| rule.id(source.id.as_str(), destination.id.as_str()) == rule_id;
            (rules.iter().find(is_it)?.clone(), Open::of(&rules))
        };
        Some(Self { catalog, whole, matrix, pair, target: key(&rule), before })
    }

    /// The plan of the two zones.
    pub(super) fn plan(&self) -> &Plan {
        self.matrix.plan()
    }

    /// One of its zones.
    pub(super) fn zone(&self, zone_idx: usize) -> &Zone {
        &self.plan().zones[zone_idx]
    }

    pub(super) fn source(&self) -> &Zone {
        self.zone(self.pair.0)
    }

    pub(super) fn destination(&self) -> &Zone {
        self.zone(self.pair.1)
    }

    pub(super) fn cell(&self) -> Cell<'_> {
        self.matrix.cell(self.catalog, self.pair.0, self.pair.1)
    }

    /// Whether a flow is part of the target.
    pub(super) fn is_target(&self, flow: &Flow<'_>) -> bool {
        (flow.key.transport, flow.key.ports) == self.target
    }

    /// Makes the edits on a copy and looks at what is open then; `None` when they can't be made.
    pub(super) fn outcome(&self, edits: Vec<Edit>) -> Option<Outcome> {
        let edit = Edit::Several { label: String::new(), edits };
        let plan = self.plan().applied(&edit).ok()?;
        let matrix = self.matrix.of_plan(self.catalog, plan);
        let after = Open::of(&matrix.cell(self.catalog, self.pair.0, self.pair.1).rules(Merge::Ranges));
        let is_gone = |key: &&Target| **key != self.target && !after.keys.contains(*key);
        let (transport, ports) = self.target;
        let holds = |range: &PortRange| {
            ports.is_some_and(|ports| range.first() <= ports.first() && ports.last() <= range.last())
        };
        let wider = after.keys.iter().filter(|key| key.0 == transport).filter_map(|key| key.1).find(holds);
        Some(Outcome {
            is_closed: !after.keys.contains(&self.target),
            num_closed: u32::try_from(self.before.rules.iter().filter(is_gone).count()).unwrap_or(u32::MAX),
            opened: after.keys.difference(&self.before.keys).copied().collect(),
            within: wider,
        })
    }
}

impl Open {
    fn of(rules: &[Rule]) -> Self {
        let rules: Vec<Target> = rules.iter().map(key).collect();
        Self { keys: rules.iter().copied().collect(), rules }
    }
}

/// Rules of a cell hold one range each.
fn key(rule: &Rule) -> Target {
    (rule.transport, rule.ports.ranges().first().copied())
}
