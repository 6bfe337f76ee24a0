//! The palette: from words to a command, a zone or a role.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use portolan::gui::{Tab, ThemeChoice};
use portolan::plan::{Plan, RoleId, file};

use crate::window::Window;

const FIELD: &str = "Search or command";

fn small() -> Plan {
    let text = r#"(format: 1, title: "Small", zones: [
        (id: "clients", name: "Clients", os: ["windows-11"], placements: [(role: "domain-member")]),
        (id: "core", name: "Core", os: ["windows-server-2022"], placements: [(role: "domain-controller")]),
    ])"#;
    file::read(text).expect("a plan").plan
}

/// Opens the palette with keys and types into it.
fn searching(typed: &str) -> Window {
    let mut window = Window::with_plan(small());
    window.key(Modifiers::COMMAND, Key::K);
    assert!(is_open(&window));
    window.text(typed);
    window
}

fn zone_has(window: &Window, zone_idx: usize, role: &str) -> bool {
    window.plan().zones[zone_idx].placements.iter().any(|placement| placement.role == RoleId::from(role))
}

fn is_open(window: &Window) -> bool {
    window.sees(Role::TextInput, FIELD)
}

#[test]
fn words_in_any_order_and_enter_run_a_command() {
    let mut window = searching("ZONE dup");
    window.key(Modifiers::NONE, Key::Enter);
    assert_eq!(window.plan().zones.len(), 3);
    assert!(!is_open(&window));
}

#[test]
fn the_field_in_the_menu_bar_opens_it_and_a_click_runs() {
    let mut window = Window::with_plan(small());
    window.click(Role::Button, FIELD);
    assert!(is_open(&window));
    window.text("findings");
    window.click(Role::ListBoxOption, "Findings");
    assert_eq!(window.app().ui_state().tab, Tab::Findings);
    assert!(!is_open(&window));
}

#[test]
fn arrows_move_and_stay_inside() {
    let mut window = searching("theme");
    for (key, expected) in [
        (Key::ArrowUp, "Theme: as the system"),
        (Key::ArrowDown, "Theme: dark"),
        (Key::PageDown, "Look up “theme”"),
        (Key::ArrowDown, "Look up “theme”"),
        (Key::ArrowUp, "Theme: light"),
        (Key::PageUp, "Theme: as the system"),
    ] {
        window.key(Modifiers::NONE, key);
        assert_eq!(window.focused(), expected, "a screen reader follows {key:?}");
    }
    window.key(Modifiers::NONE, Key::ArrowDown);
    window.key(Modifiers::NONE, Key::ArrowDown);
    window.key(Modifiers::NONE, Key::Enter);
    assert_eq!(window.app().ui_state().theme, ThemeChoice::Light);
}

#[test]
fn a_zone_is_chosen() {
    let mut window = searching("core");
    window.key(Modifiers::NONE, Key::Enter);
    assert_eq!(window.app().chosen().zone_idx(window.plan()), Some(1));
    assert_eq!(window.focused(), "Core", "the focus goes with it");
}

#[test]
fn enter_on_a_role_only_ever_adds_it() {
    let mut window = searching("engine sql database");
    window.key(Modifiers::NONE, Key::Enter);
    assert!(zone_has(&window, 0, "sql-server"));
    assert!(!zone_has(&window, 1, "sql-server"));
    window.key(Modifiers::COMMAND, Key::K);
    window.text("engine sql database");
    assert_eq!(window.description(Role::ListBoxOption, "SQL Server Database Engine"), "Ticked in Clients already");
    window.key(Modifiers::NONE, Key::Enter);
    assert!(zone_has(&window, 0, "sql-server"), "the same words and Enter take nothing away");
    assert!(is_open(&window));
}

#[test]
fn taking_a_role_away_is_an_entry_that_says_so() {
    let mut window = searching("remove domain member");
    window.click(Role::ListBoxOption, "Remove Domain member from Clients");
    assert!(!zone_has(&window, 0, "domain-member"));
    assert!(window.has("Removed Domain member from Clients"));
    window.click(Role::Button, "Undo: Removed Domain member from Clients");
    assert!(zone_has(&window, 0, "domain-member"));
    window.key(Modifiers::COMMAND, Key::K);
    window.text("remove sql server database engine");
    assert!(!window.has("Remove SQL Server Database Engine from Clients"), "nothing is there to be removed");
}

#[test]
fn what_can_not_be_had_now_is_shown_and_does_nothing() {
    let mut window = searching("undo");
    assert!(window.is_disabled(Role::ListBoxOption, "Undo"));
    window.key(Modifiers::NONE, Key::Enter);
    window.click(Role::ListBoxOption, "Undo");
    assert!(is_open(&window), "it stays");
    assert_eq!(window.app().document().can_redo(), None);
}

#[test]
fn escape_closes_and_gives_the_focus_back() {
    let mut window = Window::with_plan(small());
    window.keys_to(Key::Tab, "Add zone");
    window.key(Modifiers::COMMAND, Key::K);
    window.text("zone");
    window.key(Modifiers::NONE, Key::Escape);
    assert!(!is_open(&window));
    assert_eq!(window.focused(), "Add zone");
    assert_eq!(window.plan().zones.len(), 2);
}

#[test]
fn a_command_may_open_a_dialog_or_a_field_of_its_own() {
    let mut window = searching("export");
    window.key(Modifiers::NONE, Key::Enter);
    assert!(window.has("Export to file…"));
    window.key(Modifiers::NONE, Key::Escape);
    window.key(Modifiers::COMMAND, Key::K);
    window.text("rename");
    window.key(Modifiers::NONE, Key::Enter);
    window.key(Modifiers::COMMAND, Key::A);
    window.text("Offices");
    window.key(Modifiers::NONE, Key::Enter);
    assert_eq!(window.plan().zones[0].name, "Offices");
}

#[test]
fn the_next_panel_is_counted_from_where_the_palette_was_opened() {
    let mut window = Window::with_plan(small());
    window.keys_to_matrix();
    window.key(Modifiers::COMMAND, Key::K);
    window.text("previous panel");
    window.key(Modifiers::NONE, Key::Enter);
    let by_palette = window.focused();
    window.key(Modifiers::NONE, Key::F6);
    window.key(Modifiers::SHIFT, Key::F6);
    assert_eq!(window.focused(), by_palette);
}

#[test]
fn what_nothing_has_can_be_looked_up() {
    let mut window = searching("xyzzy");
    assert_eq!(window.focused(), "Look up “xyzzy”");
    window.key(Modifiers::NONE, Key::Enter);
    assert_eq!(window.app().ui_state().tab, Tab::Reference);
}

#[test]
fn words_of_the_language_of_filters_lead_to_their_rules() {
    let mut window = searching("135 from:clients");
    assert_eq!(window.focused(), "Show rules with “135 from:clients”");
    window.key(Modifiers::NONE, Key::Enter);
    assert_eq!(window.app().ui_state().tab, Tab::Rules);
    assert_eq!(window.rows_of(Role::Table, "Rule table"), Some(1));
    assert!(window.says("Clients, Core, TCP, 135"));
    // The matrix is filtered by the same words.
    window.show(Tab::Matrix);
    assert!(window.has("1 rule in 1 pair"));
    // What fits better stands before, and what is no word of the language is not offered.
    let window = searching("core");
    assert_eq!(window.focused(), "Core");
    assert!(window.has("Show rules with “core”"));
    assert!(!searching("theme").says("Show rules with"));
}
