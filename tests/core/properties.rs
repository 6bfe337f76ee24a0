//! What holds of the derivation whatever the plan, on thousands of seeded plans.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use portolan::catalog::{Catalog, Need, OsSet};
use portolan::check;
use portolan::finding::Severity;
use portolan::matrix::{Cell, Deriver, Flow, FlowEnds, Matrix, Merge, Origin, Rule, Status, derive};
use portolan::net::{PortRange, Transport};
use portolan::plan::{Placement, Plan, RpcStrategy, ScenarioDecision, Zone};

use crate::plan_maker::PlanMaker;
use crate::random_plan::any_edit;
use crate::splitmix::SplitMix;
use crate::{catalogs, naive, random_plan};

const NUM_MINIATURE: u32 = 3_000;
const NUM_EMBEDDED: u32 = 300;

fn on_many_plans(check: impl Fn(&Catalog, &Plan, u64)) {
    random_plan::on_many_plans([NUM_MINIATURE, NUM_EMBEDDED], check);
}

fn pairs(matrix: &Matrix) -> impl Iterator<Item = (usize, usize)> + use<> {
    let num_zones = matrix.num_zones();
    (0..num_zones).flat_map(move |source| (0..num_zones).map(move |destination| (source, destination)))
}

#[track_caller]
pub(crate) fn assert_equals_naive(catalog: &Catalog, plan: &Plan, seed: u64) {
    let matrix = derive(catalog, plan);
    for (source, destination) in pairs(&matrix) {
        let derived = naive::of_cell(catalog, &matrix.cell(catalog, source, destination));
        let expected = naive::flows(catalog, plan, &plan.zones[source], &plan.zones[destination]);
        if derived != expected {
            let lacking: Vec<_> = expected.iter().filter(|flow| !derived.contains(flow)).collect();
            let beyond: Vec<_> = derived.iter().filter(|flow| !expected.contains(flow)).collect();
            panic!("seed {seed}, zone {source} to {destination}\nlacking {lacking:#?}\nbeyond {beyond:#?}");
        }
    }
}

#[track_caller]
pub(crate) fn assert_summaries_equal_cells(catalog: &Catalog, matrix: &Matrix, what: &str) {
    for (source, destination) in pairs(matrix) {
        let cell = matrix.cell(catalog, source, destination);
        assert_eq!(matrix.summary(source, destination), cell.summary(), "{what}, zone {source} to {destination}");
        let is_declined = |flow: &Flow<'_>| matches!(flow.status, Status::Suppressed { override_idx: None, .. });
        let may_decline = matrix.may_decline(source, destination) || !cell.flows.iter().any(is_declined);
        assert!(may_decline, "{what}, zone {source} to {destination} declines something");
    }
}

#[test]
fn flows_equal_the_naive_derivation() {
    on_many_plans(|catalog, plan, seed| assert_equals_naive(catalog, plan, seed));
}

#[test]
fn summaries_equal_their_cells() {
    on_many_plans(|catalog, plan, seed| {
        assert_summaries_equal_cells(catalog, &derive(catalog, plan), &format!("seed {seed}"));
    });
}

#[test]
fn zones_that_share_an_id_are_derived_like_any_others() {
    on_many_plans(|catalog, plan, seed| {
        let mut plan = plan.clone();
        if let [first, .., last] = &mut plan.zones[..] {
            Arc::make_mut(last).id = first.id.clone();
            assert_equals_naive(catalog, &plan, seed);
            assert_summaries_equal_cells(catalog, &derive(catalog, &plan), &format!("seed {seed}"));
        }
    });
}

#[test]
fn roles_that_exist_on_no_os_version_are_derived_all_the_same() {
    let mut catalog = catalogs::miniature();
    let rng = &mut SplitMix::new(0);
    for seed in 0..u64::from(NUM_MINIATURE) {
        for role in &mut catalog.roles {
            role.os = if rng.chance(50) { OsSet::default() } else { catalog.os.keys().collect() };
        }
        let plan = PlanMaker::new(&catalog).plan(&mut SplitMix::new(seed));
        assert_equals_naive(&catalog, &plan, seed);
        assert_summaries_equal_cells(&catalog, &derive(&catalog, &plan), &format!("seed {seed}"));
    }
}

#[test]
fn more_distinct_ports_than_the_short_way_can_count_are_counted_all_the_same() {
    let catalog = catalogs::miniature();
    let gateway = |port: u16| Placement {
        rpc: PortRange::single(port).map(RpcStrategy::Restricted),
        ..Placement::new("gateway".into())
    };
    let zone = |id: &str, placements| Arc::new(Zone { id: id.into(), placements, ..Zone::default() });
    let gateways = zone("gateways", (1_000..35_000).map(gateway).collect());
    let administrators = zone("administrators", vec![Placement::new("administrator".into())]);
    let plan = Plan { zones: vec![gateways, administrators], ..Plan::default() };
    let matrix = derive(&catalog, &plan);
    assert_eq!(matrix.summary(1, 0).num_ports, 34_000 + 2, "TCP 135 and UDP 3389 beside them");
    assert_summaries_equal_cells(&catalog, &matrix, "many ports");
}

/// What a firewall is told, port by port of what was asked for.
type Asked = (Transport, Option<u16>, FlowEnds, Option<u16>);

fn asked(transport: Transport, source_port: Option<u16>, ends: FlowEnds, ranges: &[PortRange]) -> BTreeSet<Asked> {
    if ranges.is_empty() {
        return BTreeSet::from([(transport, source_port, ends, None)]);
    }
    let ports = ranges.iter().flat_map(|range| range.first()..=range.last());
    ports.map(|port| (transport, source_port, ends, Some(port))).collect()
}

fn asked_by_rules(rules: &[Rule], need: Need) -> BTreeSet<Asked> {
    let rules = rules.iter().filter(|rule| rule.need == need);
    rules.flat_map(|rule| asked(rule.transport, rule.source_port, rule.ends, rule.ports.ranges())).collect()
}

fn asked_by_flow(flow: &Flow<'_>) -> BTreeSet<Asked> {
    let ranges: Vec<PortRange> = flow.key.ports.into_iter().collect();
    asked(flow.key.transport, flow.key.source_port, flow.key.ends, &ranges)
}

/// What the open flows ask for, Required and Optional. Of the Optional ones those that Required ones open anyway ask for
/// nothing; ports that nobody has chosen may be different ones.
fn asked_by_flows(cell: &Cell<'_>) -> [BTreeSet<Asked>; 2] {
    let of = |need: Need| cell.open_flows().filter(move |flow| flow.need.kind() == need);
    let required: BTreeSet<Asked> = of(Need::Required).flat_map(asked_by_flow).collect();
    let is_unchosen = |flow: &Flow<'_>| flow.key.transport.has_ports() && flow.key.ports.is_none();
    let is_own = |flow: &&Flow<'_>| is_unchosen(flow) || !asked_by_flow(flow).is_subset(&required);
    let optional = of(Need::Optional(())).filter(is_own).flat_map(asked_by_flow).collect();
    [required, optional]
}

#[test]
fn rules_expand_to_exactly_the_open_flows() {
    on_many_plans(|catalog, plan, seed| {
        // Sets of single ports are large: one plan in eight is enough.
        if seed % 8 != 0 {
            return;
        }
        let matrix = derive(catalog, plan);
        for (source, destination) in pairs(&matrix) {
            let cell = matrix.cell(catalog, source, destination);
            let expected = asked_by_flows(&cell);
            for merge in [Merge::Ranges, Merge::Compact] {
                let rules = cell.rules(merge);
                let same = [Need::Required, Need::Optional(())].map(|need| asked_by_rules(&rules, need)) == expected;
                assert!(same, "seed {seed}, zone {source} to {destination}, {merge:?}: {rules:#?}");
                let of_rules: BTreeSet<usize> =
                    rules.iter().flat_map(|rule| rule.flows.iter().chain(&rule.also_serves)).copied().collect();
                let open = cell.flows.iter().enumerate().filter(|(_, flow)| flow.status == Status::Open);
                assert!(of_rules.into_iter().eq(open.map(|(idx, _)| idx)), "seed {seed}: a flow stands in no rule");
            }
        }
    });
}

#[test]
fn a_required_rule_carries_the_optional_flows_that_it_opens_anyway() {
    let total = std::cell::Cell::new(0);
    random_plan::on_many_plans([400, 40], |catalog, plan, seed| {
        let matrix = derive(catalog, plan);
        for (source, destination) in pairs(&matrix) {
            let cell = matrix.cell(catalog, source, destination);
            for rule in cell.rules(Merge::Ranges) {
                let opened = asked(rule.transport, rule.source_port, rule.ends, rule.ports.ranges());
                for &idx in &rule.also_serves {
                    let flow = &cell.flows[idx];
                    let is_optional = flow.need.kind() == Need::Optional(());
                    assert!(rule.need == Need::Required && is_optional, "seed {seed}: {rule:?}");
                    assert!(!asked_by_flow(flow).is_disjoint(&opened), "seed {seed}: {rule:?} {flow:?}");
                    total.set(total.get() + 1);
                }
            }
        }
    });
    let total = total.get();
    assert!(total > 100, "{total} flows without a rule of their own");
}

#[test]
fn every_flow_has_a_reason_and_every_derived_one_a_reference() {
    on_many_plans(|catalog, plan, seed| {
        let matrix = derive(catalog, plan);
        for (source, destination) in pairs(&matrix) {
            for flow in matrix.cell(catalog, source, destination).flows {
                assert!(!flow.reasons.is_empty(), "seed {seed}: {flow:?}");
                for reason in &flow.reasons {
                    let is_cited = !reason.references.is_empty() || matches!(reason.origin, Origin::Override(_));
                    assert!(is_cited && !reason.purpose.is_empty(), "seed {seed}: {reason:?}");
                    if let Origin::Connection(link) = reason.origin {
                        let zones = [&plan.zones[source], &plan.zones[destination]];
                        let callers: Vec<usize> = link.sources().map(|caller| caller.placement).collect();
                        let listeners: Vec<usize> = link.destinations().map(|listener| listener.placement).collect();
                        assert!(!callers.is_empty() && !listeners.is_empty(), "seed {seed}: {reason:?}");
                        assert!(callers.into_iter().all(|idx| idx < zones[0].placements.len()), "seed {seed}");
                        assert!(listeners.into_iter().all(|idx| idx < zones[1].placements.len()), "seed {seed}");
                        let opens = &catalog.roles[link.connection().role].id;
                        assert_eq!(
                            opens.as_str(),
                            flow.key.source_role.id(catalog),
                            "seed {seed}: the role that states it"
                        );
                    }
                }
            }
        }
    });
}

#[test]
fn the_order_of_zones_changes_nothing() {
    on_many_plans(|catalog, plan, seed| {
        let matrix = derive(catalog, plan);
        let mut shuffled = plan.clone();
        let rng = &mut SplitMix::new(seed);
        for idx in (1..shuffled.zones.len()).rev() {
            shuffled.zones.swap(idx, rng.below(idx + 1));
        }
        let other = derive(catalog, &shuffled);
        let place = |idx: usize| shuffled.zone_idx(plan.zones[idx].id.as_str()).unwrap_or(usize::MAX);
        for (source, destination) in pairs(&matrix) {
            let there = (place(source), place(destination));
            let cell = matrix.cell(catalog, source, destination);
            assert_eq!(cell, other.cell(catalog, there.0, there.1), "seed {seed}");
            assert_eq!(matrix.summary(source, destination), other.summary(there.0, there.1), "seed {seed}");
        }
    });
}

#[test]
fn deriving_twice_gives_the_same() {
    on_many_plans(|catalog, plan, seed| {
        let (once, twice) = (derive(catalog, plan), derive(catalog, plan));
        for (source, destination) in pairs(&once) {
            assert_eq!(
                once.cell(catalog, source, destination),
                twice.cell(catalog, source, destination),
                "seed {seed}"
            );
        }
    });
}

#[test]
fn adding_a_placement_never_removes_a_flow() {
    on_many_plans(|catalog, plan, seed| {
        let mut plan = plan.clone();
        plan.overrides.clear();
        plan.scenarios.retain(|_, decision| *decision == ScenarioDecision::Accepted);
        for settings in plan.pairs.values_mut() {
            settings.scenarios.retain(|_, decision| *decision == ScenarioDecision::Accepted);
        }
        let rng = &mut SplitMix::new(seed);
        let mut larger = plan.clone();
        let zone_idx = rng.below(plan.zones.len());
        let roles: Vec<_> = catalog.roles.iter().map(|role| role.id.clone()).collect();
        let added = PlanMaker::new(catalog).placement(rng, &plan, &roles);
        Arc::make_mut(&mut larger.zones[zone_idx]).placements.push(added);
        let (before, after) = (derive(catalog, &plan), derive(catalog, &larger));
        for (source, destination) in pairs(&before) {
            let after = after.cell(catalog, source, destination);
            for flow in before.cell(catalog, source, destination).flows {
                let kept = after.flows.iter().find(|other| other.key == flow.key);
                let is_kept = kept.is_some_and(|kept| kept.status == flow.status || kept.status == Status::Open);
                assert!(is_kept, "seed {seed}: {flow:?} became {kept:?}");
            }
        }
    });
}

#[test]
fn a_deriver_always_equals_a_derivation_from_nothing() {
    for (catalog, num_sequences) in [(catalogs::miniature(), 150), (catalogs::embedded(), 15)] {
        let catalog = Arc::new(catalog);
        let maker = PlanMaker::new(&catalog);
        for seed in 0..num_sequences {
            let rng = &mut SplitMix::new(seed);
            let mut deriver = Deriver::new(Arc::clone(&catalog));
            let mut history = vec![Arc::new(maker.plan(rng))];
            for step in 0..25 {
                let latest = &history[history.len() - 1];
                let next = if rng.chance(15) {
                    Arc::clone(&history[rng.below(history.len())])
                } else {
                    let edit = any_edit(&maker, rng);
                    latest.applied(&edit).map_or_else(|_| Arc::clone(latest), Arc::new)
                };
                let what = format!("seed {seed}, step {step}");
                assert_same(&catalog, deriver.update(&next), &derive(&catalog, &next), &what);
                history.push(next);
            }
        }
    }
}

#[track_caller]
pub(crate) fn assert_same(catalog: &Catalog, a: &Matrix, b: &Matrix, what: &str) {
    assert_eq!(a.num_zones(), b.num_zones(), "{what}");
    assert_eq!(a.plan(), b.plan(), "{what}");
    for (source, destination) in pairs(a) {
        assert_eq!(a.summary(source, destination), b.summary(source, destination), "{what}");
        assert_eq!(a.cell(catalog, source, destination), b.cell(catalog, source, destination), "{what}");
    }
    let mut findings = check::findings(catalog, a);
    assert_eq!(findings, check::findings(catalog, b), "{what}");
    findings.retain(|finding| finding.severity == Severity::Error);
    assert_eq!(check::errors(catalog, a), findings, "{what}: the checks that can raise errors");
}

/// The rules of every pair, by id. Two of one id are a failure.
fn rules_by_id(catalog: &Catalog, plan: &Plan, merge: Merge, what: &str) -> BTreeMap<String, Rule> {
    let matrix = derive(catalog, plan);
    let mut res = BTreeMap::new();
    for (source, destination) in pairs(&matrix) {
        for rule in matrix.cell(catalog, source, destination).rules(merge) {
            let id = rule.id(plan.zones[source].id.as_str(), plan.zones[destination].id.as_str());
            let double = res.insert(id, rule);
            assert_eq!(double, None, "{what}: two rules of one id");
        }
    }
    res
}

#[test]
fn rule_ids_are_unique_and_outlive_renaming_and_reordering() {
    on_many_plans(|catalog, plan, seed| {
        let what = format!("seed {seed}");
        let mut renamed = plan.clone();
        renamed.title = "Another title".to_owned();
        renamed.zones.reverse();
        for zone in &mut renamed.zones {
            let zone = Arc::make_mut(zone);
            zone.name = format!("Another name of {}", zone.id);
            zone.addresses = vec!["10.0.0.0/8".to_owned()];
        }
        for merge in [Merge::Ranges, Merge::Compact] {
            let before: Vec<String> = rules_by_id(catalog, plan, merge, &what).into_keys().collect();
            let after: Vec<String> = rules_by_id(catalog, &renamed, merge, &what).into_keys().collect();
            assert_eq!(before, after, "{what}");
        }
    });
}
