//! The catalog held against the facts: copies of the documents' tables, and what we made of them.
//!
//! Every comparison returns what does not agree, by name, so that the test of deletions and flips can ask
//! them too. None changes the catalog, and none takes its expectation from it.

mod by_port;
mod conditions;
mod digest;
mod directions;
mod endpoints;
mod export;
mod flows;
mod mutations;
mod scenarios;
mod tables;
mod two_zones;
mod view;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use portolan::catalog::{Catalog, ScenarioDecision};
use portolan::files::catalog_dir;

use self::tables::Facts;
use self::view::View;

/// The catalog that the program carries. Nothing is declined: what is requested by default is no fact.
fn catalog() -> &'static Catalog {
    static CATALOG: LazyLock<Catalog> = LazyLock::new(|| {
        let mut catalog = catalog_dir::with_overlay(&[]).0;
        catalog.scenarios.iter_mut().for_each(|scenario| scenario.default = ScenarioDecision::Undecided);
        catalog
    });
    &CATALOG
}

/// Everything that does not agree.
fn mismatches(facts: &Facts, catalog: &Catalog) -> Vec<String> {
    let view = View::new(catalog);
    let rows = view.endpoint_rows();
    let mut res = endpoints::mismatches(facts, &rows);
    res.extend(by_port::mismatches(facts, &rows));
    res.extend(directions_and_flows(facts, &view));
    res
}

/// What does not agree about who calls whom.
fn directions_and_flows(facts: &Facts, view: &View<'_>) -> Vec<String> {
    let mut held = BTreeSet::new();
    let mut res = flows::mismatches(facts, view, &mut held);
    res.extend(directions::mismatches(facts, view, &mut held));
    res.extend(directions::not_held(view, &held));
    res
}

#[test]
fn every_exception_and_every_judgement_has_its_reason() {
    let facts = Facts::read();
    for slip in &facts.slips {
        assert!(!slip.reason.is_empty(), "{slip:?}");
    }
    for row in &facts.additional {
        assert!(!row.reason.is_empty(), "{row:?}");
    }
    for row in &facts.directions {
        assert!(!row.why.is_empty(), "{row:?}");
    }
    for row in &facts.conditions {
        assert!(!row.why.is_empty(), "{row:?}");
    }
}
