//! Taking away: a key removes only what has the focus, and whatever is removed is told with a way back.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use portolan::gui::Tab;
use portolan::plan::{Plan, file};

use crate::window::Window;

fn plan() -> Plan {
    let text = r#"(format: 1, zones: [
        (id: "clients", name: "Clients", os: ["windows-11"], placements: [(role: "domain-member")]),
        (id: "core", name: "Core", os: ["windows-server-2022"], placements: [(role: "domain-controller")]),
    ])"#;
    file::read(text).expect("a plan").plan
}

/// Something that a user does.
type Deed = fn(&mut Window);

fn names(window: &Window) -> Vec<&str> {
    window.plan().zones.iter().map(|zone| zone.name.as_str()).collect()
}

#[test]
fn delete_removes_a_zone_only_when_its_row_has_the_focus() {
    let mut window = Window::with_plan(plan());
    window.show(Tab::Matrix);
    let elsewhere: [Deed; 5] = [
        |window| window.click_cell("Clients to Core"),
        |window| window.keys_to(Key::Tab, "Add zone"),
        |window| window.show(Tab::Rules),
        |window| window.show(Tab::Findings),
        |window| window.key(Modifiers::COMMAND, Key::F),
    ];
    for focus in elsewhere {
        focus(&mut window);
        let focused = window.focused();
        window.key(Modifiers::NONE, Key::Delete);
        assert_eq!(names(&window), ["Clients", "Core"], "the focus was on “{focused}”");
    }
    window.click(Role::ListBoxOption, "Clients");
    assert_eq!(window.focused(), "Clients");
    window.key(Modifiers::NONE, Key::Delete);
    assert_eq!(names(&window), ["Core"]);
    assert_eq!(window.focused(), "Core", "the focus goes to the one that took its place");
}

#[test]
fn a_row_above_the_chosen_one_gets_the_focus_by_a_click() {
    for has_rules in [false, true] {
        let mut window = Window::with_plan(plan());
        window.click(Role::ListBoxOption, "Core");
        if has_rules {
            window.click(Role::Button, "Rules to Core");
        }
        window.click(Role::ListBoxOption, "Clients");
        assert_eq!(window.focused(), "Clients");
        window.key(Modifiers::NONE, Key::Delete);
        assert_eq!(names(&window), ["Core"]);
    }
}

#[test]
fn the_keys_that_copy_cells_leave_other_places_alone() {
    let mut window = Window::with_plan(plan());
    window.show(Tab::Matrix);
    window.click_cell("Clients to Core");
    window.copy_keys();
    assert!(window.clipboard().contains("Core"), "{}", window.clipboard());
    window.click(Role::ListBoxOption, "Clients");
    window.click_to_copy(Role::ListBoxOption, "Clients");
    window.copy_keys();
    assert_eq!(window.clipboard(), "", "the focus is on a zone, not on a cell");
}

#[test]
fn what_is_removed_is_told_and_comes_back_by_the_button_beside_it() {
    let mut window = Window::with_plan(plan());
    let before = window.plan().clone();
    let removals: [(Deed, &str); 2] = [
        (|window| window.click(Role::Button, "Remove zone"), "Removed Clients"),
        (
            |window| {
                window.click(Role::Button, "Roles");
                window.click(Role::CheckBox, "Domain member");
            },
            "Removed Domain member from Clients",
        ),
    ];
    for (remove, told) in removals {
        remove(&mut window);
        assert_ne!(*window.plan(), before, "{told}");
        assert!(window.sees(Role::Label, told), "{told}");
        window.click(Role::Button, &format!("Undo: {told}"));
        assert_eq!(*window.plan(), before, "{told}");
    }
}

#[test]
fn a_way_back_that_would_undo_something_else_is_no_longer_offered() {
    let mut window = Window::with_plan(plan());
    window.click(Role::Button, "Remove zone");
    assert!(window.has("Undo: Removed Clients"));
    window.click(Role::RadioButton, "Trust level: Low");
    assert!(!window.has("Undo: Removed Clients"));
    window.key(Modifiers::COMMAND, Key::Z);
    window.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(names(&window), ["Clients", "Core"]);
}
