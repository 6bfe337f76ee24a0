//! Lists of machines: whatever a plan names goes to a spreadsheet and comes back.

use std::sync::Arc;

use portolan::export::{RowNotation, table_text};
use portolan::plan::{Plan, Zone};
use portolan::view::{MachinePaste, MachinePlace, MissingZones, SearchIndex, TickNames, machine_list};

use crate::hosts::with_hosts;
use crate::random_plan;

#[test]
fn a_copied_list_says_nothing_new_and_gives_a_plan_without_machines_its_own_again() {
    let num_named = std::cell::Cell::new(0);
    random_plan::on_many_plans([150, 10], |catalog, plan, seed| {
        let index = SearchIndex::build(catalog);
        let names = TickNames::new(catalog, &index);
        let plan = with_hosts(plan, seed).canonical();
        let all: Vec<usize> = (0..plan.zones.len()).collect();
        let list = machine_list(catalog, &plan, &all);
        for notation in [RowNotation::Tabs, RowNotation::Csv] {
            let text = table_text(&list, notation).expect("a text");
            let read =
                |plan: &Plan| MachinePaste::build(plan, &names, &MachinePlace::default(), &text, MissingZones::Refuse);
            let again = read(&plan);
            assert_eq!((again.edit(), again.num_wrong), (None, 0), "seed {seed}: {again:?}\n{text}");
            let mut bare = plan.clone();
            for zone in &mut bare.zones {
                let mut changed = Zone::clone(zone);
                changed.placements.iter_mut().for_each(|placement| placement.hosts.clear());
                *zone = Arc::new(changed);
            }
            if let Some(edit) = read(&bare).edit() {
                num_named.set(num_named.get() + 1);
                assert_eq!(bare.applied(&edit).expect("the edit").canonical(), plan, "seed {seed}\n{text}");
            } else {
                assert_eq!(bare, plan, "seed {seed}");
            }
        }
    });
    assert!(num_named.get() > 100, "{num_named:?} lists are too few to show anything");
}
