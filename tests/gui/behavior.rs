//! What single gestures do, on the real app.

use egui::accesskit::Role;
use egui::{Key, Modifiers, Theme};
use portolan::gui::Tab;
use portolan::gui::ThemeChoice;
use portolan::plan::{Plan, TrustLevel, file};

use crate::window::Window;

fn names(plan: &Plan) -> Vec<&str> {
    plan.zones.iter().map(|zone| zone.name.as_str()).collect()
}

fn plan(text: &str) -> Plan {
    file::read(text).expect(text).plan
}

/// Two zones: a domain member and a domain controller.
fn small() -> Plan {
    plan(
        r#"(format: 1, title: "Small", zones: [
            (id: "clients", name: "Clients", os: ["windows-11"], placements: [(role: "domain-member")]),
            (id: "core", name: "Core", os: ["windows-server-2022"],
                placements: [(role: "dns-server"), (role: "domain-controller")]),
        ])"#,
    )
}

#[test]
fn it_opens_on_a_full_matrix() {
    let window = Window::open();
    assert!(window.plan().zones.len() > 3);
    assert!(!window.app().document().is_dirty());
    assert!(window.says("rules"), "the status bar counts");
}

#[test]
fn a_cell_says_what_it_opens() {
    let window = Window::with_plan(small());
    assert!(window.says("Clients to Core: 17 rules"), "13 required and 4 optional, as in the worked example");
    assert!(window.says("Core to Clients"));
}

#[test]
fn zones_are_added_duplicated_moved_and_removed_and_it_can_all_be_undone() {
    let mut window = Window::with_plan(small());
    window.click(Role::Button, "Duplicate zone");
    assert_eq!(window.plan().zones.len(), 3);
    assert_eq!(window.plan().zones[1].placements, window.plan().zones[0].placements);
    window.click(Role::Button, "Move zone down");
    window.click(Role::Button, "Remove zone");
    assert_eq!(names(window.plan()), ["Clients", "Core"]);
    for _ in 0..3 {
        window.key(Modifiers::COMMAND, Key::Z);
    }
    assert_eq!(*window.plan(), small().canonical());
    for _ in 0..3 {
        window.key(Modifiers::COMMAND, Key::Y);
    }
    assert_eq!(names(window.plan()), ["Clients", "Core"]);
}

#[test]
fn escape_gives_up_a_name_that_is_being_typed() {
    let mut window = Window::with_plan(small());
    window.key(Modifiers::NONE, Key::F2);
    window.key(Modifiers::COMMAND, Key::A);
    window.text("Nonsense");
    window.key(Modifiers::NONE, Key::Escape);
    assert_eq!(names(window.plan()), ["Clients", "Core"]);
    assert_eq!(window.app().document().can_undo(), None);
}

#[test]
fn trust_is_set_and_low_trust_that_reaches_a_controller_is_found() {
    let mut window = Window::with_plan(small());
    window.click(Role::RadioButton, "Trust level: Low");
    assert_eq!(window.plan().zones[0].trust, TrustLevel::Low);
    window.show(Tab::Findings);
    assert!(window.says("Low trust reaches"), "the finding is listed");
}

#[test]
fn the_theme_follows_the_system_until_somebody_says_otherwise() {
    let size = egui::Vec2::new(1280.0, 800.0);
    let mut window =
        Window::with_changed(small(), Theme::Dark, size, |opening, _| opening.ui_state.theme = ThemeChoice::System);
    for system in [Theme::Light, Theme::Dark] {
        assert_eq!(window.theme_under(system), system);
    }
    window.menu("View", "Theme: light");
    assert_eq!(window.theme_under(Theme::Dark), Theme::Light);
    assert_eq!(window.app().ui_state().theme, ThemeChoice::Light, "and it is remembered");
}

#[test]
fn a_column_of_the_rules_is_dragged_wider_and_stays_so() {
    let mut window = Window::with_plan(small());
    window.show(Tab::Rules);
    let left = |window: &Window| window.rect(Role::ColumnHeader, "Need").left();
    let before = left(&window);
    // The border stands a gap before the next column.
    let border = window.rect(Role::ColumnHeader, "Need").left_center() - egui::vec2(11.0, 0.0);
    window.drag_between(border, border + egui::vec2(40.0, 0.0));
    assert!((left(&window) - before - 40.0).abs() < 4.0, "{before} {}", left(&window));
    let widths = &window.app().ui_state().rule_columns;
    assert!(widths.contains_key("application_protocols"), "{widths:?}");
}

#[test]
fn unsaved_changes_are_asked_about_once() {
    let mut window = Window::with_plan(small());
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::N);
    assert!(window.app().document().is_dirty());
    window.key(Modifiers::COMMAND, Key::N);
    assert!(!window.has("Save changes?"), "nothing is chosen yet");
    window.key(Modifiers::NONE, Key::Enter);
    assert!(window.has("Save changes?") && window.has("Don't save"), "it asks");
    window.key(Modifiers::NONE, Key::Escape);
    assert_eq!(window.plan().zones.len(), 3, "nothing was lost");
    window.key(Modifiers::COMMAND, Key::N);
    window.click(Role::Button, "Empty plan");
    window.click(Role::Button, "Don't save");
    assert!(window.plan().zones.is_empty() && !window.has("Save changes?"));
}

#[test]
fn a_plan_that_is_saved_can_be_opened_again() {
    let mut window = Window::with_plan(small());
    let path = window.path("small.ron");
    window.key(Modifiers::COMMAND, Key::S);
    window.key(Modifiers::COMMAND, Key::A);
    window.text(path.to_str().expect("a plain path"));
    window.key(Modifiers::NONE, Key::Enter);
    assert!(path.exists());
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::N);
    window.key(Modifiers::COMMAND, Key::S);
    let text = std::fs::read_to_string(&path).expect("the plan");
    assert_eq!(file::read(&text).expect("a plan").plan.zones.len(), 3);
}

#[test]
fn a_window_at_rest_asks_for_no_frames() {
    let mut window = Window::open();
    assert!(!window.asks_for_frames());
}
