//! The table of rules: sorted by each column, with the columns that were chosen, a menu for rows, and rows that are
//! copied as they are seen.

use egui::accesskit::Role;
use egui::{Key, Modifiers, Theme, Vec2};
use portolan::gui::{Tab, UiState};
use portolan::plan::{Plan, file};

use crate::window::Window;

fn plan() -> Plan {
    let text = r#"(format: 1, zones: [
        (id: "clients", name: "Clients", os: ["windows-11"], placements: [(role: "domain-member")]),
        (id: "branch", name: "Branch", os: ["windows-11"], placements: [(role: "domain-member")]),
        (id: "core", name: "Core", os: ["windows-server-2022"], placements: [(role: "domain-controller")]),
    ])"#;
    file::read(text).expect("a plan").plan
}

fn open() -> Window {
    let mut window = Window::with(plan(), Theme::Dark, Vec2::new(1440.0, 900.0));
    window.show(Tab::Rules);
    window
}

/// The rows in sight, as a screen reader names them.
fn rows(window: &Window) -> Vec<String> {
    window.nodes().into_iter().filter(|(role, _)| *role == Role::Row).map(|(_, name)| name).collect()
}

/// The first ports of each row in sight.
fn ports(window: &Window) -> Vec<u32> {
    let first = |row: String| row.split(", ").nth(3)?.split('-').next()?.parse().ok();
    rows(window).into_iter().filter_map(first).collect()
}

#[test]
fn a_heading_sorts_and_gives_the_order_of_the_plan_back() {
    let mut window = open();
    let before = rows(&window);
    window.click(Role::ColumnHeader, "Destination ports");
    let up = ports(&window);
    assert!(up.len() > 10 && up.is_sorted(), "{up:?}");
    let zones: Vec<String> =
        rows(&window)[..4].iter().map(|row| row.split(',').next().expect("a zone").to_owned()).collect();
    assert_eq!(zones, ["Clients", "Clients", "Branch", "Branch"], "those of one port are as the plan has them");
    window.click(Role::ColumnHeader, "Destination ports");
    let down = ports(&window);
    assert!(down.is_sorted_by(|a, b| a >= b) && down != up, "{down:?}");
    window.click(Role::ColumnHeader, "Destination ports");
    assert_eq!(rows(&window), before);
}

#[test]
fn the_order_is_chosen_by_keys_and_the_cursor_stays_at_its_rule() {
    let mut window = open();
    window.key(Modifiers::NONE, Key::ArrowDown);
    window.key(Modifiers::NONE, Key::ArrowDown);
    let rule = window.focused();
    window.click(Role::Button, "Sort the rules");
    window.keys_to(Key::Tab, "Destination zone ▲");
    window.keys_to(Key::Tab, "Source zone ▲");
    window.key(Modifiers::NONE, Key::Enter);
    assert!(rows(&window)[0].starts_with("Branch"), "{:?}", rows(&window)[0]);
    window.show(Tab::Rules);
    assert_eq!(window.focused(), rule);
    window.click(Role::Button, "Sort the rules");
    window.click(Role::Button, "As the plan");
    assert!(rows(&window)[0].starts_with("Clients"));
}

#[test]
fn a_click_chooses_that_rule_and_the_inspector_opens_it() {
    let mut window = open();
    let all = rows(&window);
    let rule = all.iter().find(|row| row.contains("49152")).expect("a dynamic range").clone();
    window.click(Role::Row, &rule);
    assert!(window.says("Clients → Core"));
    let name = "TCP 49152-65535";
    assert!(window.sees(Role::Button, name), "in sight in the inspector");
    assert!(window.sees(Role::Button, &format!("What would close {name}?")), "and open");
    let other = all.iter().find(|row| row.contains(", 88,")).expect("Kerberos");
    window.click(Role::Row, other);
    assert!(window.sees(Role::Button, "What would close TCP 88?"));
    assert!(!window.has(&format!("What would close {name}?")), "the one before is closed again");
    let chosen = window.app().chosen().rule.clone().expect("a rule");
    window.show(Tab::Matrix);
    window.click_cell("Branch to Core");
    assert_ne!(window.app().chosen().rule, Some(chosen));
}

#[test]
fn columns_are_chosen_and_remembered() {
    let mut window = open();
    assert!(!window.has("Justification"));
    window.click(Role::Button, "Columns of the table");
    window.click(Role::CheckBox, "Justification");
    window.click(Role::CheckBox, "References");
    window.key(Modifiers::NONE, Key::Escape);
    let heads = |window: &Window| -> Vec<String> {
        window.nodes().into_iter().filter(|(role, _)| *role == Role::ColumnHeader).map(|(_, name)| name).collect()
    };
    assert!(heads(&window).contains(&"Justification".to_owned()), "{:?}", heads(&window));
    assert!(!heads(&window).contains(&"References".to_owned()), "{:?}", heads(&window));
    let state = UiState::read(&window.app().ui_state().to_text()).expect("a state");
    assert_eq!(state.columns_of_rules(), window.app().ui_state().columns_of_rules());
    window.click(Role::Button, "Columns of the table");
    window.click(Role::Button, "Columns and widths as at first");
    assert!(heads(&window).contains(&"References".to_owned()) && !heads(&window).contains(&"Justification".to_owned()));
}

#[test]
fn rows_are_copied_as_they_are_seen() {
    let mut window = open();
    window.click(Role::ColumnHeader, "Destination ports");
    window.show(Tab::Rules);
    window.key(Modifiers::NONE, Key::Home);
    window.key(Modifiers::SHIFT, Key::ArrowDown);
    window.copy_keys();
    let copied = window.clipboard();
    let lines: Vec<&str> = copied.lines().collect();
    assert_eq!(lines.len(), 3, "{copied}");
    assert!(lines[0].starts_with("source_zone\tdestination_zone\ttransport\t"), "{copied}");
    assert!(lines[1].starts_with("Clients\tCore") && lines[2].starts_with("Clients\tCore"), "{copied}");
    window.click(Role::Button, "Copy rules of the table");
    let markdown = window.click_to_copy(Role::Button, "Copy chosen: As Markdown table");
    assert!(markdown.starts_with("| Source zone | ") && markdown.lines().count() == 4, "{markdown}");
    window.click(Role::Button, "Copy rules of the table");
    let csv = window.click_to_copy(Role::Button, "Copy all: As CSV");
    let num_rows = window.rows_of(Role::Table, "Rule table").expect("a table");
    assert_eq!(csv.lines().count(), num_rows + 1, "{csv}");
}

#[test]
fn a_row_has_a_menu_by_pointer_and_by_keys() {
    let mut window = open();
    let rule = rows(&window)[3].clone();
    window.click_secondary(Role::Row, &rule);
    window.click(Role::Button, "Only Clients → Core");
    assert!(rows(&window).iter().all(|row| row.starts_with("Clients, Core")));
    window.key(Modifiers::SHIFT, Key::F10);
    assert_eq!(window.focused(), "Why is it there?");
    window.key(Modifiers::NONE, Key::Enter);
    assert!(window.app().chosen().rule.is_some());
    assert!(window.focused().contains("matrix"), "the focus is in the inspector: {}", window.focused());
}

#[test]
fn a_double_click_fits_a_column_to_what_is_in_sight() {
    let mut window = open();
    let head = window.rect(Role::ColumnHeader, "Destination ports");
    let border = head.right_center() + Vec2::new(3.0, 0.0);
    window.double_click_at(border);
    let fitted = window.rect(Role::ColumnHeader, "Destination ports").width();
    assert!((fitted - head.width()).abs() > 8.0, "{fitted}");
    assert!(window.app().ui_state().rule_columns.contains_key("destination_ports"));
}

#[test]
fn what_is_suppressed_is_listed_on_request_with_what_it_breaks() {
    let text = r#"(format: 2, zones: [
        (id: "clients", name: "Clients", os: ["windows-11"], placements: [(role: "domain-member")]),
        (id: "core", name: "Core", os: ["windows-server-2022"], placements: [(role: "domain-controller")]),
    ], overrides: [suppress(match: (source_zone: "clients", transport: tcp, ports: "88"), reason: "The audit asks for it")])"#;
    let plan = file::read(text).expect("a plan").plan;
    let mut window = Window::with_plan(plan);
    window.show(Tab::Rules);
    assert!(!window.says("The audit asks for it"));
    window.click(Role::CheckBox, "Suppressed");
    let flow = "Clients → Core, TCP 88 Kerberos: Kerberos Key Distribution Center";
    let said = window.description(Role::ListItem, flow);
    assert!(said.contains("Suppressed: The audit asks for it"), "{said}");
    assert!(said.contains("⚠ Domain member in Clients can't log on"), "{said}");
    window.click(Role::ListItem, flow);
    assert_eq!(window.app().chosen().pair_idx(window.plan()), Some((0, 1)));
    window.click(Role::CheckBox, "Suppressed");
    assert!(!window.has(flow) && window.rows_of(Role::Table, "Rule table").is_some_and(|rows| rows > 5));
}

#[test]
fn rows_are_written_beside_the_window_and_it_is_said_when_they_are_not() {
    let mut window = open();
    window.show(Tab::Rules);
    window.hold();
    window.click(Role::Button, "Copy rules of the table");
    window.click(Role::Button, "Copy all: As CSV");
    assert_eq!(window.clipboard(), "", "the window goes on meanwhile");
    assert!(!window.says("Copied "));
    window.release();
    assert!(window.clipboard().starts_with("source_zone,") && window.says("as CSV"));
    window.hold();
    window.click(Role::Button, "Copy rules of the table");
    window.click(Role::Button, "Copy all: As CSV");
    window.drop_work();
    assert!(window.has("Can't copy the rules"));
}
