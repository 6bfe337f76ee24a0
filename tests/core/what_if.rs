//! What a look before the act says is what the act does: on random plans, rules that go and come are the difference of the
//! two matrices, and a block takes nothing that was not asked for.

use std::collections::BTreeSet;
use std::sync::Arc;

use portolan::catalog::{Catalog, Need};
use portolan::matrix::{FlowEnds, Matrix, Merge, Status, derive};
use portolan::net::Transport;
use portolan::plan::{Edit, Plan, Tick};
use portolan::query::Query;
use portolan::view::{Proposal, WhatIf, WhatIfAnswer, WhatIfChanges};

use crate::random_plan::on_many_plans;

const NUM_PLANS: [u32; 2] = [120, 6];

/// Source, destination, and what a rule says.
type Told = (String, String, (Transport, String, Option<u16>, bool, FlowEnds));

fn rules(catalog: &Catalog, matrix: &Matrix) -> BTreeSet<Told> {
    let mut res = BTreeSet::new();
    let zones = &matrix.plan().zones;
    for (source, destination) in matrix.pairs().filter(|(source, destination)| source != destination) {
        for rule in matrix.cell(catalog, source, destination).rules(Merge::Ranges) {
            let is_required = rule.need == Need::Required;
            let says = (rule.transport, rule.ports.to_string(), rule.source_port, is_required, rule.ends);
            res.insert((zones[source].id.to_string(), zones[destination].id.to_string(), says));
        }
    }
    res
}

/// Asks, and holds the answer against both matrices. Returns it, and the plan afterwards.
fn ask(catalog: &Catalog, plan: &Arc<Plan>, proposal: &Proposal) -> Option<(WhatIfChanges, Plan)> {
    let found = WhatIf::build(catalog, plan, proposal.clone(), || false).expect("not cancelled");
    let changes = match found.answer {
        WhatIfAnswer::Changes(changes) => *changes,
        WhatIfAnswer::Nothing => return None,
        WhatIfAnswer::Wrong(text) => panic!("{proposal:?}: {text}"),
    };
    let after = plan.applied(&changes.edit("Because")).expect("an edit that was offered");
    let (before, afterwards) = (rules(catalog, &derive(catalog, plan)), rules(catalog, &derive(catalog, &after)));
    let mut lost: Vec<_> = before.difference(&afterwards).map(|(from, to, _)| [from.clone(), to.clone()]).collect();
    let mut gained: Vec<_> = afterwards.difference(&before).map(|(from, to, _)| [from.clone(), to.clone()]).collect();
    lost.sort_unstable();
    gained.sort_unstable();
    let mut told_lost = Vec::new();
    let mut told_gained = Vec::new();
    for pair in &changes.pairs {
        told_lost.extend(pair.lost.iter().map(|_| pair.zones.clone()));
        told_gained.extend(pair.gained.iter().map(|_| pair.zones.clone()));
    }
    told_lost.sort_unstable();
    told_gained.sort_unstable();
    assert_eq!((told_lost, told_gained), (lost, gained), "{proposal:?}");
    Some((changes, after))
}

/// No flow is closed that the query does not ask for.
fn check_nothing_else_is_taken(catalog: &Catalog, plan: &Plan, after: &Plan, query: &str) {
    let (before, after) = (derive(catalog, plan), derive(catalog, after));
    let asked = Query::read(query, catalog, plan).expect(query);
    for pair in before.pairs() {
        let (old, new) = (before.cell(catalog, pair.0, pair.1), after.cell(catalog, pair.0, pair.1));
        for (flow, is_asked) in old.flows.iter().zip(asked.flows(pair, &old)) {
            let is_there = new.flows.iter().any(|other| other.key == flow.key && other.status == flow.status);
            let was_there = matches!(flow.status, Status::Open | Status::Tunnelled { .. });
            assert!(is_there || is_asked || !was_there, "{query} takes {:?}", flow.key);
        }
    }
}

#[test]
fn what_is_told_of_a_block_is_what_it_does_and_it_takes_nothing_else() {
    let num_changes = std::cell::Cell::new(0);
    on_many_plans(NUM_PLANS, |catalog, plan, number| {
        let plan = Arc::new(plan.clone().canonical());
        let matrix = derive(catalog, &plan);
        let mut words = BTreeSet::new();
        for (source, destination) in matrix.pairs() {
            for rule in matrix.cell(catalog, source, destination).rules(Merge::Ranges) {
                if let Some(range) = rule.ports.ranges().first() {
                    let zone = &plan.zones[source].id;
                    words.insert(range.first().to_string());
                    words.insert(format!("{}/{}", rule.transport.label().to_lowercase(), range.first()));
                    words.insert(format!("{} from:\"{zone}\"", range.first()));
                    words.insert(format!("required {} to:\"{}\"", range.first(), plan.zones[destination].id));
                }
            }
        }
        let words: Vec<String> = words.into_iter().collect();
        for step in 0..3_u64.min(words.len() as u64) {
            let at = usize::try_from(number.wrapping_add(step * 7) % words.len() as u64).expect("a small number");
            let query = &words[at];
            let asked = ask(catalog, &plan, &Proposal::Block(query.clone()));
            if let Some((_, after)) = asked {
                num_changes.set(num_changes.get() + 1);
                check_nothing_else_is_taken(catalog, &plan, &after, query);
            }
        }
    });
    assert!(num_changes.get() > 60, "{}", num_changes.get());
}

#[test]
fn what_is_told_of_an_untick_is_what_it_does() {
    on_many_plans(NUM_PLANS, |catalog, plan, number| {
        let plan = Arc::new(plan.clone().canonical());
        let placed: Vec<_> = plan
            .zones
            .iter()
            .flat_map(|zone| zone.placements.iter().map(|placement| (zone.id.clone(), placement.role.clone())))
            .collect();
        let at = usize::try_from(number % placed.len().max(1) as u64).expect("a small number");
        if let Some((zone, role)) = placed.get(at).cloned() {
            let edit = Edit::TickRole { zone, role, tick: Tick::Off };
            ask(catalog, &plan, &Proposal::Change { name: "Untick".to_owned(), edit: Box::new(edit) });
        }
    });
}
