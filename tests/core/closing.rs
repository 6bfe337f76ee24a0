//! What is offered to close a port does close it, and what pinning is said to save is saved, on seeded plans and on
//! the templates.

use portolan::catalog::Catalog;
use portolan::check::Pinning;
use portolan::files::catalog_dir;
use portolan::matrix::plan_of_pair;
use portolan::matrix::{Cell, Matrix, Merge, derive};
use portolan::net::{PortRange, Transport};
use portolan::plan::{Plan, file};
use portolan::view::{Closing, PinningView};

use crate::catalogs;
use crate::random_plan::on_many_plans;

const NUM_MINIATURE: u32 = 150;
const NUM_EMBEDDED: u32 = 4;

fn pairs(matrix: &Matrix) -> impl Iterator<Item = (usize, usize)> + use<> {
    let num_zones = matrix.num_zones();
    (0..num_zones).flat_map(move |source| (0..num_zones).map(move |destination| (source, destination)))
}

fn templates() -> Vec<(String, Plan)> {
    let texts = catalog_dir::embedded().into_iter().filter(|(name, _)| name.starts_with("templates/"));
    texts.map(|(name, text)| (name.to_owned(), file::read(text).expect(name).plan)).collect()
}

/// Transport and ports of every rule.
fn open(cell: &Cell<'_>) -> Vec<(Transport, Option<PortRange>)> {
    cell.rules(Merge::Ranges).iter().map(|rule| (rule.transport, rule.ports.ranges().first().copied())).collect()
}

#[test]
fn two_zones_alone_are_derived_as_in_the_whole_plan() {
    on_many_plans([10 * NUM_MINIATURE, 30 * NUM_EMBEDDED], |catalog, plan, _| {
        let whole = derive(catalog, plan);
        for (source, destination) in pairs(&whole) {
            let (plan, at) = plan_of_pair(whole.plan(), source, destination);
            let alone = whole.of_plan(catalog, plan);
            assert!(alone.num_zones() <= 2);
            let (alone, all) = (alone.cell(catalog, at.0, at.1), whole.cell(catalog, source, destination));
            assert_eq!(alone, all, "zone {source} to {destination}");
        }
    });
}

/// Every rule of a pair has ways, and each closes it in the whole plan.
fn check_ways(catalog: &Catalog, whole: &Matrix, (source, destination): (usize, usize), what: &str) {
    let (from, to) = (&whole.plan().zones[source].id, &whole.plan().zones[destination].id);
    let cell = whole.cell(catalog, source, destination);
    for rule in cell.rules(Merge::Ranges) {
        let target = (rule.transport, rule.ports.ranges().first().copied());
        let closing = Closing::build(catalog, whole, (source, destination), &rule.id(from.as_str(), to.as_str()));
        assert!(!closing.ways.is_empty(), "{what}, {from} to {to}: nothing closes {target:?}");
        for way in &closing.ways {
            let after = whole.plan().applied(&way.edit).expect(&way.text);
            let after = derive(catalog, &after);
            let after = open(&after.cell(catalog, source, destination));
            assert!(!after.contains(&target), "{what}, {from} to {to}: {} leaves {target:?}", way.text);
            let opened = after.iter().any(|key| !open(&cell).contains(key));
            let says_so = ["Leaves ", "Opens "].iter().any(|word| way.effect.starts_with(word));
            assert_eq!(opened, says_so, "{what}, {from} to {to}: {}: {}", way.text, way.effect);
        }
    }
}

#[test]
fn every_way_closes_its_rule_in_seeded_plans() {
    on_many_plans([NUM_MINIATURE, NUM_EMBEDDED], |catalog, plan, _| {
        let whole = derive(catalog, &plan.clone().canonical());
        for pair in pairs(&whole) {
            check_ways(catalog, &whole, pair, "a random plan");
        }
    });
}

#[test]
fn every_way_closes_its_rule_in_the_first_templates() {
    let catalog = catalogs::embedded();
    for (name, plan) in templates().into_iter().take(2) {
        let whole = derive(&catalog, &plan.canonical());
        for pair in pairs(&whole).filter(|(source, destination)| source != destination) {
            check_ways(&catalog, &whole, pair, &name);
        }
    }
}

#[test]
fn pinning_saves_what_it_is_said_to_save() {
    let catalog = catalogs::embedded();
    let mut num_offers = 0;
    for (name, plan) in templates() {
        let matrix = derive(&catalog, &plan.canonical());
        for (source, destination) in pairs(&matrix) {
            let zone = &matrix.plan().zones[destination];
            let cell = matrix.cell(&catalog, source, destination);
            let pinning = Pinning::of(&catalog, &cell);
            assert_eq!(pinning.now, cell.summary().num_ports, "{name}");
            let view = PinningView::build(&catalog, matrix.plan(), zone, &cell);
            let Some(offer) = view.and_then(|view| view.offer) else { continue };
            let pinned = matrix.plan().applied(&offer.edit).expect(&offer.text);
            let left = derive(&catalog, &pinned).summary(source, destination).num_ports;
            assert_eq!(left, pinning.pinned, "{name}, {} of {source}", offer.detail);
            num_offers += 1;
        }
    }
    assert!(num_offers > 5, "{num_offers} offers are something");
}
