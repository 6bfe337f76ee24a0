//! Zones of low trust that reach what guards identities, and what would lessen that: tried on the two zones alone.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::openings::{Standing, by_flows, for_each_opening};
use crate::check::collector::{Collector, Item, Piece, SourceFinding, SourceSubject};
use crate::check::input::Input;
use crate::finding::{Code, Subject};
use crate::ids::RoleIdx;
use crate::matrix::resolve::listens;
use crate::matrix::{Line, plan_of_pair};
use crate::plan::{Placement, Plan, RoleId, TrustLevel, Zone};

/// The role by which machines of a zone are in a domain.
const MEMBER: &str = "domain-member";
/// The role that serves a zone in the place of a writable domain controller.
const READ_ONLY: &str = "read-only-domain-controller";
/// The role of a writable domain controller.
const WRITABLE: &str = "domain-controller";

/// A low-trust zone does not reach what guards identities.
pub(in crate::check) fn low_trust(input: &Input<'_>, collector: &mut Collector) {
    let (catalog, plan) = (input.context.catalog, input.context.plan);
    let mut tries = Tries::new(input);
    for_each_opening(
        input,
        Standing::Open,
        |line| line.guarded,
        |source| source.trust == TrustLevel::Low,
        |summary| summary.has_guarded,
        |opening| {
            let zone = &plan.zones[opening.destination_idx];
            let destinations = opening.lines.iter().flat_map(|(facet, line)| {
                let instances = facet.instances_of(line.destination).iter();
                instances.filter(|instance| listens(instance, line)).map(|instance| instance.placed_role)
            });
            let mut by_ways: BTreeMap<Ways, Vec<usize>> = BTreeMap::new();
            for source in opening.sources {
                by_ways.entry(tries.ways((source, opening.destination_idx))).or_default().push(source);
            }
            for role in destinations.collect::<BTreeSet<RoleIdx>>() {
                for (ways, sources) in &by_ways {
                    let message =
                        vec![Piece::text("low trust reaches "), Piece::Items, Piece::text(": "), Piece::Sources];
                    let subject = SourceSubject::Fixed(Subject::Zone(zone.id.to_string()));
                    let finding = SourceFinding {
                        ids: vec![zone.id.to_string()],
                        item: Some(Item {
                            name: catalog.roles[role].name.to_string(),
                            id: catalog.roles[role].id.to_string(),
                        }),
                        ..SourceFinding::new(Code::LowTrustReachesDc, subject, message, vec![Piece::text(ways.hint())])
                    };
                    collector.add_for(finding, sources.iter().copied());
                }
            }
        },
    );
}

/// What was found to lessen what a zone of low trust reaches. Each was tried.
#[expect(clippy::struct_excessive_bools, reason = "each was tried by itself, and several may hold")]
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
struct Ways {
    /// Nobody but its read-only domain controller reaches it now.
    is_read_only_alone: bool,
    /// Nobody but its read-only domain controller would if the writable ones did not serve the zone.
    unserved: bool,
    /// Nobody but a read-only domain controller would if the zone got one.
    with_read_only: bool,
    /// Nobody would if its machines were in no domain.
    without_domain: bool,
}

/// Tries what a pair could do. Each try derives two zones, so there is an end to them.
struct Tries<'a, 's> {
    input: &'s Input<'a>,
    left: usize,
}

impl<'a, 's> Tries<'a, 's> {
    /// With more pairs than this, a hint goes without what would have to be tried.
    const MOST: usize = 400;

    fn new(input: &'s Input<'a>) -> Self {
        Self { input, left: Self::MOST }
    }

    /// What a zone of low trust could do that reaches another one.
    fn ways(&mut self, pair: (usize, usize)) -> Ways {
        if self.left == 0 {
            return Ways::default();
        }
        self.left -= 1;
        let mut res = Ways::default();
        let now = self.source_roles(pair, |_| ());
        let is_alone = |roles: &BTreeSet<String>| roles.iter().all(|role| role == READ_ONLY);
        res.is_read_only_alone = is_alone(&now);
        if res.is_read_only_alone {
            return res;
        }
        let source = &self.input.context.plan.zones[pair.0];
        let unserved = |plan: &mut Plan, (source, destination): (usize, usize)| {
            let id = plan.zones[source].id.clone();
            let others: BTreeSet<_> =
                self.input.context.plan.zones.iter().map(|zone| zone.id.clone()).filter(|other| *other != id).collect();
            for placement in &mut Arc::make_mut(&mut plan.zones[destination]).placements {
                if placement.role.as_str() == WRITABLE {
                    placement.serves.remove(&id);
                    if placement.serves.is_empty() {
                        placement.serves.clone_from(&others);
                    }
                }
            }
        };
        let has_read_only = source.placements.iter().any(|placement| placement.role.as_str() == READ_ONLY);
        if has_read_only {
            res.unserved = is_alone(&self.source_roles(pair, |it| unserved(it.plan, it.pair)));
        } else {
            let roles = self.source_roles(pair, |it| {
                unserved(it.plan, it.pair);
                let scopes = it.plan.zones[it.pair.0].placements.iter().find(|placement| !placement.scopes.is_empty());
                let scopes = scopes.map(|placement| placement.scopes.clone()).unwrap_or_default();
                let placement = Placement { scopes, ..Placement::new(READ_ONLY.into()) };
                Arc::make_mut(&mut it.plan.zones[it.pair.0]).placements.push(placement);
            });
            res.with_read_only = self.input.context.catalog.role_idx(READ_ONLY).is_some() && is_alone(&roles);
        }
        res.without_domain =
            self.source_roles(pair, |it| leave_domain(Arc::make_mut(&mut it.plan.zones[it.pair.0]))).is_empty();
        res
    }

    /// The roles that reach something guarded after a change of the plan of the two zones.
    fn source_roles(&self, pair: (usize, usize), change: impl FnOnce(Changed<'_>)) -> BTreeSet<String> {
        let catalog = self.input.context.catalog;
        let (mut plan, pair) = plan_of_pair(self.input.context.plan, pair.0, pair.1);
        change(Changed { plan: &mut plan, pair });
        let matrix = self.input.matrix.uncounted(catalog, plan);
        let lines = by_flows(catalog, &matrix, pair, |line| line.guarded);
        let source_role = |line: &Line| catalog.roles[line.connection.role].id.to_string();
        lines.into_iter().map(|(_, line)| source_role(line)).collect()
    }
}

/// The plan of two zones that is being changed, and where they stand in it.
struct Changed<'p> {
    plan: &'p mut Plan,
    pair: (usize, usize),
}

fn leave_domain(zone: &mut Zone) {
    zone.placements.retain(|placement| placement.role.as_str() != MEMBER);
    for placement in &mut zone.placements {
        placement.without.insert(RoleId::from(MEMBER));
    }
}

impl Ways {
    /// What to do, in words.
    fn hint(self) -> String {
        if self.is_read_only_alone {
            return "only its read-only domain controller has to: limit the rules to the addresses of that one"
                .to_owned();
        }
        let ways = [
            (
                self.unserved,
                "let the writable domain controllers not serve it: then only its read-only one reaches them",
            ),
            (
                self.with_read_only,
                "give it a read-only domain controller and let the writable ones not serve it: then only that one reaches them",
            ),
            (self.without_domain, "take its machines out of the domain: then none of them does"),
        ];
        let ways: Vec<&str> = ways.into_iter().filter(|(works, _)| *works).map(|(_, words)| words).collect();
        if ways.is_empty() {
            "its roles can't do without: limit the rules to the addresses of the machines that need it".to_owned()
        } else {
            ways.join("; or ")
        }
    }
}
