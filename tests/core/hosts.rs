//! Rows: rules between the machines that placements name. They expand to exactly what the reasons of flows ask for.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use portolan::catalog::{Catalog, Need};
use portolan::export::{Cancel, ExportOptions, export, exporter};
use portolan::matrix::{Cell, FlowEnds, Merge, Origin, Row, RowEnd, derive, rows, whole_rules};
use portolan::net::{PortRange, PortSet, Transport};
use portolan::plan::{Host, Placement, Plan, RoleId, Zone};
use portolan::query::{FoundRules, Query};
use portolan::table::{RuleColumn, RuleRow};
use portolan::view::{RowCounts, RuleFilter};

use crate::plan_maker::PlanMaker;
use crate::splitmix::SplitMix;
use crate::{catalogs, own_roles, random_plan};

const NUM_MINIATURE: u32 = 1_500;
const NUM_EMBEDDED: u32 = 60;

/// The plan with machines in some of its placements: few of them, so that placements share some.
pub(crate) fn with_hosts(plan: &Plan, seed: u64) -> Plan {
    let mut rng = SplitMix::new(seed);
    let mut res = plan.clone();
    for zone in &mut res.zones {
        let mut changed = Zone::clone(zone);
        for placement in &mut changed.placements {
            if rng.chance(60) {
                let names = ["dc1", "dc2", "web", "sql"];
                let names: BTreeSet<&str> = (0..=rng.below(3)).map(|_| names[rng.below(names.len())]).collect();
                let host = |name: &str| Host { name: name.to_owned(), addresses: vec![format!("{name}.example")] };
                placement.hosts = names.into_iter().map(host).collect();
            }
        }
        changed.sort();
        *zone = Arc::new(changed);
    }
    res
}

/// One machine and another one, or `None` for whatever stands in the zone; and on what they meet.
type Meeting<'a> = (Option<&'a str>, Option<&'a str>, Transport, Option<u16>, FlowEnds);

/// The ports on which machines meet, and whether there is one that nobody chose or that the transport lacks.
type Asked<'a> = BTreeMap<Meeting<'a>, (PortSet, bool)>;

fn add<'a>(asked: &mut Asked<'a>, meeting: Meeting<'a>, ranges: &[PortRange]) {
    let (ports, without_any) = asked.entry(meeting).or_default();
    for &range in ranges {
        ports.insert(range);
    }
    *without_any |= ranges.is_empty();
}

fn machines(placement: &Placement) -> Vec<Option<&str>> {
    let names: Vec<Option<&str>> = placement.hosts.iter().map(|host| Some(host.name.as_str())).collect();
    if names.is_empty() { vec![None] } else { names }
}

/// What the reasons of one need ask for, reason by reason.
fn asked_by_reasons<'a>(cell: &Cell<'a>, zones: [&'a Zone; 2], need: Need) -> Vec<Asked<'a>> {
    let mut res = Vec::new();
    for flow in cell.open_flows() {
        let key = &flow.key;
        let ranges: Vec<PortRange> = key.ports.into_iter().collect();
        for reason in flow.reasons.iter().filter(|reason| reason.need.kind() == need) {
            let mut asked = Asked::new();
            let pairs: Vec<_> = match reason.origin {
                Origin::Connection(link) => {
                    let sources: Vec<_> =
                        link.sources().flat_map(|it| machines(&zones[0].placements[it.placement])).collect();
                    let destinations = link.destinations().flat_map(|it| machines(&zones[1].placements[it.placement]));
                    destinations.flat_map(|to| sources.iter().map(move |&from| (from, to))).collect()
                }
                Origin::Tunnel(_) | Origin::Override(_) => vec![(None, None)],
            };
            for (from, to) in pairs {
                add(&mut asked, (from, to, key.transport, key.source_port, key.ends), &ranges);
            }
            res.push(asked);
        }
    }
    res
}

/// What is asked for, Required and Optional. Of the Optional that which Required rows open anyway is nothing.
fn expected<'a>(cell: &Cell<'a>, zones: [&'a Zone; 2]) -> [Asked<'a>; 2] {
    let mut required = Asked::new();
    for asked in asked_by_reasons(cell, zones, Need::Required) {
        for (meeting, (ports, _)) in asked {
            add(&mut required, meeting, ports.ranges());
        }
    }
    let mut optional = Asked::new();
    for (meeting, (ports, _)) in asked_by_reasons(cell, zones, Need::Optional(())).into_iter().flatten() {
        let is_open = required.get(&meeting).is_some_and(|(open, _)| match ports.ranges() {
            [] => !meeting.2.has_ports(),
            ranges => ranges.iter().all(|&range| open.covers(range)),
        });
        if !is_open {
            add(&mut optional, meeting, ports.ranges());
        }
    }
    [required, optional]
}

fn names<'a>(end: &RowEnd<'a>) -> Vec<Option<&'a str>> {
    end.is_zone.then_some(None).into_iter().chain(end.hosts.iter().map(|host| Some(host.name.as_str()))).collect()
}

fn asked_by_rows<'a>(rows: &[Row<'a>], need: Need) -> Asked<'a> {
    let mut res = Asked::new();
    for row in rows.iter().filter(|row| row.rule.need == need) {
        let rule = &row.rule;
        for from in names(&row.ends[0]) {
            for to in names(&row.ends[1]) {
                add(&mut res, (from, to, rule.transport, rule.source_port, rule.ends), rule.ports.ranges());
            }
        }
    }
    res
}

#[test]
fn rows_expand_to_exactly_what_reasons_ask_for_machine_by_machine() {
    let num_split = std::cell::Cell::new(0);
    random_plan::on_many_plans([NUM_MINIATURE, NUM_EMBEDDED], |catalog, plan, seed| {
        num_split.set(num_split.get() + assert_rows_are_what_is_asked_for(catalog, &with_hosts(plan, seed), seed));
    });
    let num_split = num_split.get();
    assert!(num_split > 1_000, "{num_split} rows that machines split off");
}

#[test]
fn rows_of_roles_of_the_plans_own_expand_to_what_they_ask_for() {
    let (mut num_split, mut num_own) = (0, 0);
    for (base, num_plans) in [(catalogs::miniature(), 300), (catalogs::embedded(), 15)] {
        let base = Arc::new(base);
        let maker = PlanMaker::new(&base);
        for seed in 0..num_plans {
            let mut rng = SplitMix::new(seed);
            let (catalog, mut plan) = own_roles::random(&base, &maker, &mut rng);
            let ids: Vec<RoleId> = plan.roles.iter().map(|role| role.id.clone()).collect();
            for zone in &mut plan.zones {
                let placements = rng.some(2, &ids).into_iter().map(Placement::new);
                Arc::make_mut(zone).placements.extend(placements);
            }
            let plan = with_hosts(&plan, seed);
            num_split += assert_rows_are_what_is_asked_for(&catalog, &plan, seed);
            let is_own = |placement: &&Placement| catalog.is_laid_over(placement.role.as_str());
            let placed = plan.zones.iter().flat_map(|zone| &zone.placements);
            num_own += placed.filter(is_own).filter(|placement| !placement.hosts.is_empty()).count();
        }
    }
    assert!(num_split > 200 && num_own > 100, "{num_split} rows split off, {num_own} own roles on machines");
}

/// Holds the rows of all pairs of a plan against the reasons of their flows. How many of them machines split off.
fn assert_rows_are_what_is_asked_for(catalog: &Catalog, plan: &Plan, seed: u64) -> usize {
    let matrix = derive(catalog, plan);
    let mut ids = BTreeSet::new();
    let (mut num_more, mut num_split) = (0, 0);
    for (source_idx, destination_idx) in matrix.pairs() {
        let cell = matrix.cell(catalog, source_idx, destination_idx);
        let zones = [source_idx, destination_idx].map(|idx| &*plan.zones[idx]);
        let expected = expected(&cell, zones);
        for merge in [Merge::Ranges, Merge::Compact] {
            let rows = rows(&cell, zones, merge);
            let found = [Need::Required, Need::Optional(())].map(|need| asked_by_rows(&rows, need));
            assert_eq!(found, expected, "seed {seed}, zone {source_idx} to {destination_idx}, {merge:?}: {rows:#?}");
            check_texts(catalog, plan, zones, &cell, &rows);
            if merge == Merge::Ranges {
                num_more += rows.len() - cell.rules(merge).len();
                for row in &rows {
                    let id = row.id(zones[0].id.as_str(), zones[1].id.as_str());
                    assert!(ids.insert(id.clone()), "seed {seed}: {id} stands there twice: {row:?}");
                    num_split += usize::from(row.is_split());
                }
            }
        }
    }
    let counts = RowCounts::count(catalog, &matrix, || false).expect("nobody stops it");
    let everywhere = RuleFilter { inside: true, ..RuleFilter::default() };
    assert_eq!(counts.more_of(&matrix, &everywhere), num_more, "seed {seed}");
    num_split
}

#[test]
fn rows_that_a_query_asks_for_are_counted_as_they_are_written() {
    let num_more = std::cell::Cell::new(0);
    random_plan::on_many_plans([300, 15], |catalog, plan, seed| {
        let plan = with_hosts(plan, seed);
        let matrix = derive(catalog, &plan);
        for typed in ["tcp", "-tcp", "1-1024", "required"] {
            let query = Query::read(typed, catalog, &plan).expect(typed);
            let found = FoundRules::find(catalog, &matrix, &query, || false).expect("nobody stops it");
            let options = ExportOptions { filter: query, ..ExportOptions::default() };
            let mut csv = Vec::new();
            export(catalog, &matrix, exporter("csv").expect("csv"), options, &mut csv, &Cancel::default())
                .expect("an export");
            let num_rows = csv::Reader::from_reader(&csv[..]).into_records().count();
            assert_eq!(found.num_rules() + found.num_more_rows(), num_rows, "seed {seed}: {typed}");
            num_more.set(num_more.get() + found.num_more_rows());
        }
    });
    assert!(num_more.get() > 200, "{} rows more than rules", num_more.get());
}

/// Each row says why, and what it says of roles comes from placements that stand behind it.
fn check_texts(catalog: &Catalog, plan: &Plan, [source, destination]: [&Zone; 2], cell: &Cell<'_>, rows: &[Row<'_>]) {
    for row in rows {
        let row = RuleRow::new((catalog, plan), (source, destination), cell, row);
        for column in [RuleColumn::Justification, RuleColumn::SourceRoles, RuleColumn::Confidence] {
            assert_ne!(column.value(&row).joined("; "), "", "{column:?} of {row:?}");
        }
        let is_optional = row.rule.need == Need::Optional(());
        assert_eq!(!row.scenarios().is_empty(), is_optional, "{row:?}");
    }
}

#[test]
fn machines_play_no_part_in_what_is_derived_and_where_none_is_named_rows_are_the_rules() {
    random_plan::on_many_plans([300, 20], |catalog, plan, seed| {
        let named = with_hosts(plan, seed);
        let (matrix, with_machines) = (derive(catalog, plan), derive(catalog, &named));
        for (source, destination) in matrix.pairs() {
            assert_eq!(matrix.summary(source, destination), with_machines.summary(source, destination), "seed {seed}");
            let cell = matrix.cell(catalog, source, destination);
            let zones = [source, destination].map(|idx| &*plan.zones[idx]);
            for merge in [Merge::Ranges, Merge::Compact] {
                let of_rows: Vec<_> = rows(&cell, zones, merge).into_iter().map(|row| row.rule).collect();
                assert_eq!(of_rows, cell.rules(merge), "seed {seed}");
            }
            let cell = with_machines.cell(catalog, source, destination);
            let zones = [source, destination].map(|idx| &*named.zones[idx]);
            let whole: Vec<_> = whole_rules(&cell, zones).into_iter().map(|row| row.rule).collect();
            assert_eq!(whole, cell.rules(Merge::Ranges), "seed {seed}");
        }
    });
}
