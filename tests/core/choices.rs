//! Choices: what a catalog says of them and can't mean, what a plan names that is not there, and where an answer shows.

use portolan::catalog::{self, Catalog};
use portolan::check;
use portolan::files::catalog_dir;
use portolan::finding::{Code, Finding};
use portolan::matrix::{self, Merge};
use portolan::plan::{Plan, file};
use portolan::view::{Closing, InspectorView, fixes};

use crate::{catalogs, scenarios};

/// The miniature catalog with some of its files replaced, and what is said of it.
fn replaced(files: &[(&str, &str)]) -> (Catalog, Vec<String>) {
    let dir = catalogs::scenarios_dir().join("catalog-mini");
    let (texts, _) = catalog_dir::read_dir(&dir).unwrap_or_else(|err| panic!("{err}"));
    let below = texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let (catalog, mut findings) = catalog::read_layers([below, files.to_vec()]);
    findings.extend(catalog::checks::check(&catalog));
    (catalog, findings.iter().map(ToString::to_string).collect())
}

fn unknown_ids(catalog: &Catalog, plan: &Plan) -> Vec<Finding> {
    let all = check::findings(catalog, &matrix::derive(catalog, plan));
    all.into_iter().filter(|finding| finding.code == Code::UnknownId).collect()
}

const CHOICE: &str = "choices/cache-traffic.ron";

fn choice(options: &str, default: &str) -> String {
    format!(
        r#"(id: "cache-traffic", question: "How?", options: [{options}], default: "{default}", references: ["guide"])"#
    )
}

#[test]
fn what_hangs_on_a_choice_that_can_not_be_meant_is_left_out() {
    let option = |id: &str| format!(r#"(id: "{id}", name: "N", changes: "C"),"#);
    let (clear, sealed) = (option("clear"), option("sealed"));
    let both = format!("{clear}{sealed}");
    for (options, default, said) in [
        (&both, "smoke", "there is no option “smoke”: this choice is left out"),
        (&String::new(), "clear", "there is no option “clear”: this choice is left out"),
        (
            &both,
            "smoke",
            "there is no choice “cache-traffic”, which is left out as well: the endpoint “clear” is left out",
        ),
        (&clear, "clear", "the choice “cache-traffic” has no option “sealed”: the endpoint “sealed” is left out"),
        (&format!("{both}{clear}"), "clear", "two options are called “clear”: the second is left out"),
        (&format!("{both}{}", option("In smoke")), "clear", "“In smoke” is no id: the option “In smoke” is left out"),
    ] {
        let (catalog, found) = replaced(&[(CHOICE, &choice(options, default))]);
        assert!(found.iter().any(|finding| finding.contains(said)), "{said} {found:#?}");
        // What hangs on an option that is there stays, and nothing else that did.
        let has = |endpoint: &str| catalog.endpoint_ref(&format!("cache/{endpoint}")).is_some();
        let is_there = |id: &str| catalog.choices.first().is_some_and(|choice| choice.option_idx(id).is_some());
        assert_eq!((has("clear"), has("sealed")), (is_there("clear"), is_there("sealed")), "{said}");
    }
    let (_, found) = replaced(&[(CHOICE, &choice(&both.replace("\"C\"", "\" \""), "clear"))]);
    assert!(found.iter().any(|finding| finding.contains("changes is empty")), "{found:#?}");
}

#[test]
fn what_a_plan_chose_and_nobody_knows_is_told_and_taken_back_at_a_click() {
    let catalog = catalogs::miniature();
    let text = r#"(format: 2, choices: {"cache-traffic": "smoke", "smoke": "fire"},
        scopes: [(id: "one", kind: "farm", choices: {"cache-traffic": "smoke", "smoke": "fire"})])"#;
    let plan = file::read(text).expect("a plan").plan;
    assert_eq!(file::read(&file::write(&plan)).expect("what was written").plan, plan, "it is kept");
    let found = unknown_ids(&catalog, &plan);
    let said: Vec<&str> = found.iter().map(|finding| finding.message.as_str()).collect();
    assert_eq!(said, ["there is no choice “smoke”", "there is no option “cache-traffic/smoke”"]);
    let mut mended = plan;
    for finding in &found {
        let fix = fixes(&catalog, &mended, finding).swap_remove(0);
        mended = mended.applied(&fix.edit).expect("an edit that can be applied");
    }
    assert_eq!(unknown_ids(&catalog, &mended), []);
    assert!(mended.choices.is_empty() && mended.scopes[0].choices.is_empty());
}

#[test]
fn a_flow_says_which_option_brings_it() {
    let catalog = catalogs::miniature();
    let plan = scenarios::plan("mini/rule-09-choices");
    let matrix = matrix::derive(&catalog, &plan);
    let chosen = |source: &str, destination: &str| {
        let zone = |id: &str| plan.zone_idx(id).expect("a zone");
        let view = InspectorView::build(&catalog, &matrix, zone(source), zone(destination)).expect("a pair");
        let rules = view.groups.iter().flat_map(|group| &group.rules);
        let chains = rules.flat_map(|rule| &rule.reasons).flat_map(|reason| &reason.chain);
        let lines = chains.filter(|line| line.label == "Choice").flat_map(|line| &line.parts);
        lines.map(|part| part.text.clone()).collect::<Vec<_>>()
    };
    assert_eq!(chosen("everybody", "caches-of-one"), ["How are caches reached? In the clear"; 2]);
    assert_eq!(chosen("everybody", "caches"), ["How are caches reached? Sealed"; 2]);
}

#[test]
fn another_option_closes_what_one_brings() {
    let catalog = catalogs::miniature();
    let plan = scenarios::plan("mini/rule-09-choices");
    let matrix = matrix::derive(&catalog, &plan);
    let ways = |source: &str, destination: &str| {
        let zone = |id: &str| plan.zone_idx(id).expect("a zone");
        let pair = (zone(source), zone(destination));
        let cell = matrix.cell(&catalog, pair.0, pair.1);
        let rules = cell.rules(Merge::Ranges);
        let ways =
            rules.iter().flat_map(|rule| Closing::build(&catalog, &matrix, pair, &rule.id(source, destination)).ways);
        let answers = ways.filter(|way| way.text.starts_with("Answer"));
        answers.map(|way| format!("{}. {}", way.text, way.effect)).collect::<Vec<_>>()
    };
    let of_plan = "may change other pairs of the plan";
    let expected = [
        format!(
            "Answer “How are caches reached?” with “In the clear” for the plan. Leaves TCP 7000 instead; {of_plan}"
        ),
        format!(
            "Answer “How are caches reached?” with “On the same machine” for the plan. Also closes 1 other rule; {of_plan}"
        ),
        format!(
            "Answer “How are caches reached?” with “On the same machine” for the plan. Also closes 1 other rule; {of_plan}"
        ),
    ];
    assert_eq!(ways("everybody", "caches"), expected);
    // The farm of the listener decides, so an answer of the plan would close nothing.
    let of_farm = "may change other pairs of one";
    let expected = [
        format!("Answer “How are caches reached?” with “Sealed” for one. Leaves TCP 7001 instead; {of_farm}"),
        format!(
            "Answer “How are caches reached?” with “On the same machine” for one. Also closes 1 other rule; {of_farm}"
        ),
        format!(
            "Answer “How are caches reached?” with “On the same machine” for one. Also closes 1 other rule; {of_farm}"
        ),
    ];
    assert_eq!(ways("everybody", "caches-of-one"), expected);
    // The listener has no farm, so that of the client decides.
    assert_eq!(ways("of-one", "caches"), expected);
}
