//! The one filter of the window: matrix, rules, copies and exports obey it and say so.

use std::sync::Arc;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use portolan::files::catalog_dir;
use portolan::gui::Tab;
use portolan::matrix::derive;
use portolan::plan::Plan;
use portolan::query::{EXAMPLES, FoundRules, Query};
use portolan::view::found_text;

use crate::window::{Window, templates};

const FIELD: &str = "Filter the matrix";

fn company() -> Plan {
    templates().into_iter().find(|it| it.name == "a-mid-sized-company").expect("the template").plan
}

/// What a query finds in a plan, without the window.
fn found(typed: &str) -> FoundRules {
    let catalog = catalog_dir::with_overlay(&[]).0;
    let plan = Arc::new(company());
    let query = Query::read(typed, &catalog, &plan).expect(typed);
    FoundRules::find(&catalog, &derive(&catalog, &plan), &query, || false).expect("nobody cancels")
}

#[test]
fn matrix_and_rules_share_one_filter_and_count_the_whole_plan() {
    for typed in ["50000", "135,445", "135 445", "tcp/135", "from:clients to:core", "role:dc -legacy", "optional udp"] {
        let expected = found(typed);
        let mut window = Window::with_plan(company());
        window.show(Tab::Matrix);
        window.click(Role::TextInput, FIELD);
        window.text(typed);
        assert!(window.has(&found_text(&expected)), "{typed}: {}", found_text(&expected));
        window.show(Tab::Rules);
        assert!(window.has(&found_text(&expected)), "{typed}: {}", found_text(&expected));
        let num_rows = window.rows_of(Role::Table, "Rule table").unwrap_or(0);
        assert_eq!(num_rows, expected.num_rules(), "{typed}");
        window.click(Role::Button, "Clear the filter");
        window.show(Tab::Matrix);
        assert!(!window.has(&found_text(&expected)), "{typed}");
    }
}

#[test]
fn a_word_that_says_nothing_is_named_in_its_place_and_nothing_is_filtered() {
    let mut window = Window::with_plan(company());
    for (tab, field) in [(Tab::Matrix, FIELD), (Tab::Rules, "Filter the rules")] {
        window.show(tab);
        window.click(Role::TextInput, field);
        window.text("kerberso");
        assert!(window.says("“kerberso” is no port, transport, zone, role"), "{tab:?}");
        assert!(window.says("Nearest: “kerberos”"));
        window.key(Modifiers::NONE, Key::Escape);
    }
}

#[test]
fn examples_are_a_click_away() {
    let mut window = Window::with_plan(company());
    window.show(Tab::Matrix);
    window.click(Role::Button, "What a filter can say");
    let (query, meaning) = EXAMPLES[0];
    window.click(Role::Button, &format!("{query}: {meaning}"));
    assert!(window.has(&found_text(&found(query))));
    assert_eq!(window.focused(), FIELD);
}

#[test]
fn what_is_copied_is_what_is_asked_for() {
    let mut window = Window::with_plan(company());
    window.show(Tab::Matrix);
    window.click(Role::TextInput, FIELD);
    window.text("445");
    window.key(Modifiers::NONE, Key::Enter);
    window.key(Modifiers::COMMAND, Key::A);
    window.copy_keys();
    let text = window.clipboard();
    let cells = text.lines().skip(1).flat_map(|line| line.split('\t').skip(1)).filter(|cell| !cell.is_empty());
    let cells: Vec<&str> = cells.collect();
    assert!(!cells.is_empty() && cells.iter().all(|cell| cell.contains("445")), "{cells:?}");
    assert!(window.says(", only what “445” asks for"));
}

#[test]
fn an_export_offers_the_filter() {
    let mut window = Window::with_plan(company());
    window.show(Tab::Matrix);
    window.click(Role::TextInput, FIELD);
    window.text("445");
    window.key(Modifiers::COMMAND, Key::E);
    assert!(window.has("Only what the filter “445” asks for"));
    window.key(Modifiers::NONE, Key::Escape);
    window.click(Role::Button, "Clear the filter");
    window.key(Modifiers::COMMAND, Key::E);
    assert!(!window.says("Only what the filter"));
}
