//! A look before the act: what is blocked or unticked says what it costs before it is done, and then it is done or not.

use egui::accesskit::Role;
use egui::{Key, Modifiers, Theme, Vec2};
use portolan::catalog::Catalog;
use portolan::files::catalog_dir;
use portolan::gui::Tab;
use portolan::matrix::derive;
use portolan::plan::{Plan, file};
use portolan::query::{FoundRules, Query};

use crate::window::Window;

/// The most actions that a question may take.
const MOST_ACTIONS: usize = 4;

fn catalog() -> Catalog {
    catalog_dir::with_overlay(&[]).0
}

fn estates() -> Plan {
    file::read(include_str!("../plans/three-estates-26-zones.ron")).expect("the plan").plan
}

fn small() -> Window {
    let text = r#"(format: 1, zones: [
        (id: "clients", name: "Clients", os: ["windows-11"], placements: [(role: "domain-member")]),
        (id: "core", name: "Core", os: ["windows-server-2022"], placements: [(role: "domain-controller")]),
    ])"#;
    Window::with_plan(file::read(text).expect("a plan").plan)
}

/// How many rules between zones a query finds, and in how many pairs.
fn found(plan: &Plan, query: &str) -> (usize, usize) {
    let catalog = catalog();
    let matrix = derive(&catalog, plan);
    let query = Query::read(query, &catalog, plan).expect(query);
    let found = FoundRules::find(&catalog, &matrix, &query, || false).expect("not cancelled");
    (found.num_rules(), found.across().count())
}

const LOG_ON: &str = "Domain member in Clients can't log on";

/// The answer about port 88 stands there: every rule of it is counted, and what breaks is said.
fn answers_about_88(window: &Window, num_actions: usize) {
    let (num_rules, num_pairs) = found(&estates(), "88");
    assert!(num_rules > 50 && num_pairs > 20, "{num_rules} {num_pairs}");
    let summary = format!("−{num_rules} rules in {num_pairs} pairs");
    assert!(window.says(&summary), "{summary}");
    assert!(window.has("What breaks"));
    assert!(
        window.says("Domain member can't log on") && window.says("no Kerberos (TCP 88, UDP 88) to Head office core")
    );
    assert!(num_actions <= MOST_ACTIONS);
}

#[test]
fn what_breaks_without_88_takes_two_actions_by_keys_and_three_by_pointer() {
    let mut window = Window::with_plan(estates());
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::B);
    window.text("88");
    answers_about_88(&window, 2);
    let mut window = Window::with_plan(estates());
    window.click(Role::Button, "Edit");
    window.click(Role::Button, "What if…");
    window.text("88");
    answers_about_88(&window, 3);
}

#[test]
fn a_block_is_done_in_one_step_with_its_reason_and_undone() {
    let mut window = small();
    let before = window.plan().clone();
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::B);
    assert_eq!(window.focused(), "Block");
    assert!(window.is_disabled(Role::Button, "Block it"));
    window.text("88");
    assert!(window.says(LOG_ON) && window.says("Suppresses: Ports 88"));
    window.key(Modifiers::NONE, Key::Tab);
    assert_eq!(window.focused(), "Reason");
    window.text("The audit asks for it");
    window.key(Modifiers::NONE, Key::Tab);
    assert_eq!(window.focused(), "Block it");
    assert_eq!(*window.plan(), before, "nothing is done before it is asked for");
    window.key(Modifiers::NONE, Key::Enter);
    assert!(!window.has("Block it") && window.says("Blocked 88"));
    assert_eq!(found(window.plan(), "88"), (0, 0));
    let reasons: Vec<&str> = window.plan().overrides.iter().map(portolan::plan::Override::reason).collect();
    assert_eq!(reasons, ["The audit asks for it"]);
    window.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(*window.plan(), before);
}

#[test]
fn a_rule_is_asked_about_where_it_stands_and_left() {
    let mut window = small();
    let before = window.plan().clone();
    window.click_cell("Clients to Core");
    window.click(Role::Button, "TCP 88");
    window.click(Role::Button, "What breaks without TCP 88?");
    assert!(window.says("Suppresses: TCP 88 from Clients to Core"));
    assert!(window.says(LOG_ON) && window.says("−1 rule in 1 pair"));
    window.click(Role::Button, "Leave it");
    assert!(!window.has("Leave it"));
    assert_eq!(*window.plan(), before);
}

#[test]
fn an_untick_is_looked_at_from_the_menu_of_its_cell() {
    let mut window = small();
    let before = window.plan().clone();
    window.show(Tab::Ticks);
    window.click_secondary(Role::GridCell, "Domain controller in Core, ticked");
    window.click(Role::Button, "What if…");
    assert!(window.says("What if: Untick Domain controller in Core?"));
    assert!(window.says("− ") && window.says("Clients → Core"));
    window.click(Role::Button, "Do it");
    assert_eq!(window.plan().zones[1].placements, []);
    window.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(*window.plan(), before);
}

#[test]
fn a_block_of_ticks_is_looked_at_before_it_is_unticked() {
    let mut window = small();
    let before = window.plan().clone();
    window.show(Tab::Ticks);
    let core = (Role::GridCell, "Domain controller in Core, ticked");
    window.drag(core, (Role::GridCell, "Domain member in Clients, ticked"));
    window.click_secondary(core.0, core.1);
    window.click(Role::Button, "What if it is unticked…");
    assert!(window.says("What if: Remove 2 ticks?"));
    assert!(window.says("Clients → Core: − "));
    assert_eq!(*window.plan(), before, "nothing is done before it is asked for");
    window.click(Role::Button, "Do it");
    assert!(window.plan().zones.iter().all(|zone| zone.placements.is_empty()));
}

#[test]
fn a_way_that_closes_a_rule_is_looked_at_before_it_is_gone() {
    let mut window = small();
    let before = window.plan().clone();
    window.click_cell("Clients to Core");
    window.click(Role::Button, "TCP 88");
    window.click(Role::Button, "What would close TCP 88?");
    window.click_starting(Role::Button, "What if: ");
    assert!(window.says("What if: ") && window.says("Clients → Core: − "));
    window.click(Role::Button, "Leave it");
    assert_eq!(*window.plan(), before);
}

#[test]
fn a_rule_is_asked_about_from_the_menu_of_its_row() {
    let mut window = small();
    window.show(Tab::Rules);
    window.click_secondary(Role::Row, "Clients, Core, TCP, 88, Kerberos, required");
    window.click(Role::Button, "What breaks without it?");
    assert!(window.says("Suppresses: TCP 88 from Clients to Core") && window.says(LOG_ON));
}

#[test]
fn a_port_within_a_range_warns_that_the_whole_range_goes() {
    let mut window = small();
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::B);
    window.text("50000");
    assert!(window.says("All of 49152-65535 goes: an override takes a range of ports as a whole or not at all"));
    window.key(Modifiers::COMMAND, Key::A);
    window.text("49152-65535");
    assert!(!window.says("as a whole or not at all"), "that is what was asked for");
}

#[test]
fn what_can_t_be_blocked_says_why_and_an_older_answer_is_not_shown() {
    let mut window = small();
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::B);
    window.text("faxes");
    assert!(window.says("“faxes” is no port"));
    window.key(Modifiers::COMMAND, Key::A);
    window.text("8443");
    assert!(window.has("Nothing that is open is like this"));
    window.key(Modifiers::COMMAND, Key::A);
    window.hold();
    window.text("88");
    assert!(window.has("Finding out…") && window.is_disabled(Role::Button, "Block it"));
    window.text("x");
    window.release();
    assert!(window.says("“88x” is no port") && window.is_disabled(Role::Button, "Block it"));
    window.hold();
    window.key(Modifiers::NONE, Key::Backspace);
    window.drop_work();
    assert!(window.says("could not be found out"));
}

#[test]
fn picture() {
    let mut window = Window::with(estates(), Theme::Light, Vec2::new(1280.0, 800.0));
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::B);
    window.text("88");
    window.picture("what-if-light");
}
