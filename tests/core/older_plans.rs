//! Plans that name scenarios by the texts of older catalogs: they open, mean the same, and are written with ids once they
//! are edited.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use portolan::catalog::ScenarioDecision;
use portolan::document::Document;
use portolan::plan::{Edit, Plan, ScenarioId, file};

use crate::catalogs;

/// Templates as they were before scenarios had ids.
fn older_plans() -> BTreeMap<String, String> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/older-plans");
    let entries = fs::read_dir(&dir).expect("the older plans").map(|entry| entry.expect("a plan").path());
    let named = |path: std::path::PathBuf| {
        let text = fs::read_to_string(&path).expect("a plan");
        (path.display().to_string(), text)
    };
    entries.map(named).collect()
}

fn decisions(plan: &Plan) -> impl Iterator<Item = (&ScenarioId, &ScenarioDecision)> {
    plan.scenarios.iter().chain(plan.pairs.values().flat_map(|settings| &settings.scenarios))
}

#[test]
fn every_text_of_an_older_catalog_means_a_scenario() {
    let catalog = catalogs::embedded();
    let texts = include_str!("../corpus/older-scenarios.txt").lines().filter(|line| !line.starts_with('#'));
    let lost: Vec<&str> = texts.filter(|text| catalog.scenario_meant(text).is_none()).collect();
    assert!(lost.is_empty(), "let a scenario say that it was called so (`formerly`): {lost:#?}");
}

#[test]
fn an_older_plan_names_ids_once_it_meets_a_catalog() {
    let catalog = catalogs::embedded();
    for (name, text) in older_plans() {
        let before = file::read(&text).expect(&name).plan;
        let after = before.renamed(&catalog).expect(&name);
        let unknown: Vec<_> = decisions(&after).filter(|(id, _)| catalog.scenario_idx(id.as_str()).is_none()).collect();
        assert!(unknown.is_empty() && decisions(&before).count() > 0, "{name}: {unknown:?}");
        for (text, decision) in &before.scenarios {
            let idx = catalog.scenario_meant(text.as_str()).expect(&name);
            assert_eq!(after.scenarios.get(&catalog.scenarios[idx].id), Some(decision), "{name}: {text}");
        }
        assert_eq!(after.renamed(&catalog), None, "{name}");
    }
}

#[test]
fn an_older_plan_is_saved_as_it_was_until_it_is_edited() {
    let catalog = catalogs::embedded();
    for (name, text) in older_plans() {
        let mut document = Document::from_text(&name, &*text).expect(&name).0;
        document.name_by(&catalog);
        assert!(!document.is_dirty() && document.can_undo().is_none(), "{name}");
        assert!(document.plan().renamed(&catalog).is_none() && document.text_to_save() == text, "{name}");
        document.apply(&Edit::SetTitle("Another".to_owned())).expect("an edit");
        let edited = file::read(&document.text_to_save()).expect(&name).plan;
        assert!(decisions(&edited).all(|(id, _)| catalog.scenario_idx(id.as_str()).is_some()), "{name}");
        document.undo();
        assert!(!document.is_dirty() && document.text_to_save() == text, "{name}");
    }
}
