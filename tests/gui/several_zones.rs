//! Several zones that are chosen in the list: by keys, by the pointer, and what is then done with all of them at once.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use portolan::document::Document;
use portolan::plan::{OsId, Plan, RoleId, TrustLevel, Zone, ZoneColor, file};

use crate::window::Window;

const SHIFT: Modifiers = Modifiers::SHIFT;
const CTRL: Modifiers = Modifiers::COMMAND;

fn five() -> Plan {
    let text = r#"(format: 2, title: "Five", zones: [
        (id: "a", name: "Alpha", trust: low, note: "Ours", os: ["windows-11"], placements: [(role: "dns-client")]),
        (id: "b", name: "Bravo", group: "Berlin", os: ["windows-11"]),
        (id: "c", name: "Coast", group: "Berlin"),
        (id: "d", name: "Delta", color: red),
        (id: "e", name: "Echo"),
    ])"#;
    file::read(text).expect("a plan").plan
}

/// The zones that the accessibility tree calls selected.
fn selected(window: &Window) -> String {
    let zones = window.plan().zones.iter().map(|zone| zone.name.clone());
    zones.filter(|zone| window.is_selected(Role::ListBoxOption, zone)).collect::<Vec<_>>().join(" ")
}

fn names(window: &Window) -> String {
    window.plan().zones.iter().map(|zone| zone.name.as_str()).collect::<Vec<_>>().join(" ")
}

fn of<T>(window: &Window, of_zone: impl Fn(&Zone) -> T) -> Vec<T> {
    window.plan().zones.iter().map(|zone| of_zone(zone)).collect()
}

/// Alpha, Bravo and Delta, chosen in this order.
fn three_chosen() -> Window {
    let mut window = Window::with_plan(five());
    window.click(Role::ListBoxOption, "Alpha");
    window.click_held(CTRL, Role::ListBoxOption, "Bravo");
    window.click_held(CTRL, Role::ListBoxOption, "Delta");
    window
}

#[test]
fn ctrl_and_shift_with_a_click_choose_several() {
    let mut window = three_chosen();
    assert_eq!(selected(&window), "Alpha Bravo Delta");
    assert!(window.has("3 zones") && window.has("Alpha, Bravo and Delta"));
    assert!(!window.sees(Role::TextInput, "Name") && !window.sees(Role::MultilineTextInput, "Addresses"));
    assert_eq!(
        window.focused(),
        "Delta",
        "the one that was chosen last has the focus, and what shows one zone stays on it"
    );
    assert_eq!(window.app().chosen().zone_idx(window.plan()), Some(3));
    window.click_held(CTRL, Role::ListBoxOption, "Delta");
    assert_eq!(selected(&window), "Alpha Bravo");
    window.click_held(SHIFT, Role::ListBoxOption, "Echo");
    assert_eq!(selected(&window), "Bravo Coast Delta Echo", "from the one that was chosen before");
    window.click_held(SHIFT, Role::ListBoxOption, "Coast");
    assert_eq!(selected(&window), "Bravo Coast");
    window.click(Role::ListBoxOption, "Coast");
    assert_eq!(selected(&window), "Coast");
    assert!(window.sees(Role::TextInput, "Name"));
}

#[test]
fn keys_alone_choose_several_edit_them_and_go_back_to_one() {
    let mut window = Window::with_plan(five());
    window.click(Role::ListBoxOption, "Bravo");
    window.key(SHIFT, Key::ArrowDown);
    window.key(SHIFT, Key::ArrowDown);
    assert_eq!((selected(&window).as_str(), window.focused().as_str()), ("Bravo Coast Delta", "Delta"));
    window.key(SHIFT, Key::ArrowUp);
    assert_eq!(selected(&window), "Bravo Coast");
    window.key(Modifiers::NONE, Key::Enter);
    assert_eq!(window.focused(), "Note");
    window.text("Shared");
    window.key(Modifiers::NONE, Key::Tab);
    assert_eq!(of(&window, |zone| zone.note.clone()), ["Ours", "Shared", "Shared", "", ""]);
    window.keys_to(Key::Tab, "Trust level: High");
    window.key(Modifiers::NONE, Key::Space);
    assert_eq!(of(&window, |zone| zone.trust == TrustLevel::High), [false, true, true, false, false]);
    window.key(Modifiers::NONE, Key::Escape);
    assert_eq!((selected(&window).as_str(), window.focused().as_str()), ("Coast", "Coast"));
    window.key(SHIFT, Key::End);
    assert_eq!(selected(&window), "Coast Delta Echo");
    window.key(Modifiers::NONE, Key::ArrowUp);
    assert_eq!(selected(&window), "Delta", "an arrow alone goes on with one");
}

#[test]
fn escape_takes_back_what_is_typed_before_it_lets_go_of_zones() {
    let mut window = three_chosen();
    window.click(Role::TextInput, "Group");
    window.text("Ham");
    window.key(Modifiers::NONE, Key::Escape);
    assert_eq!(selected(&window), "Alpha Bravo Delta");
    assert_eq!(*window.plan(), five().canonical());
    window.click(Role::Button, "Edit");
    window.key(Modifiers::NONE, Key::Escape);
    assert_eq!(selected(&window), "Alpha Bravo Delta", "it closes the menu");
    window.click(Role::RadioButton, "Trust level: High");
    window.key(CTRL, Key::B);
    window.key(Modifiers::NONE, Key::Escape);
    window.key(CTRL, Key::B);
    assert_eq!(selected(&window), "Alpha Bravo Delta", "a list that is hidden stays as it is, and hidden");
    window.click(Role::RadioButton, "Trust level: Low");
    window.key(Modifiers::NONE, Key::Escape);
    assert_eq!(selected(&window), "Delta", "what was clicked keeps no focus");
}

#[test]
fn what_differs_is_told_and_set_for_all_in_one_step_each() {
    let mut window = three_chosen();
    let differs = |window: &Window| window.nodes().iter().filter(|(_, label)| label == "several").count();
    assert_eq!(differs(&window), 2, "trust level and color; fields say it where they are empty");
    assert!(window.description(Role::Button, "OS versions").contains("Windows 11 in some"));
    window.click(Role::RadioButton, "Trust level: High");
    assert_eq!(window.app().document().can_undo(), Some("Change trust level of 3 zones"));
    window.click(Role::RadioButton, "Color: teal");
    assert_eq!(window.app().document().can_undo(), Some("Change color of 3 zones"));
    assert_eq!(differs(&window), 0);
    window.click(Role::CheckBox, "Windows 11");
    assert_eq!(window.app().document().can_undo(), Some("Add OS version to 3 zones"));
    window.click(Role::Button, "Groups in use");
    window.click(Role::Button, "Berlin");
    assert_eq!(window.app().document().can_undo(), Some("Change group of 3 zones"));
    window.click(Role::MultilineTextInput, "Note");
    window.text("All");
    // What is typed is committed for those for which it was typed.
    window.click(Role::ListBoxOption, "Echo");
    assert_eq!(window.app().document().can_undo(), Some("Change note of 3 zones"));
    assert_eq!(of(&window, |zone| zone.trust == TrustLevel::High), [true, true, false, true, false]);
    assert_eq!(of(&window, |zone| zone.color == ZoneColor::Teal), [true, true, false, true, false]);
    assert_eq!(of(&window, |zone| zone.os.contains(&OsId::from("windows-11"))), [true, true, false, true, false]);
    assert_eq!(of(&window, |zone| zone.group.clone()), ["Berlin", "Berlin", "Berlin", "Berlin", ""]);
    assert_eq!(of(&window, |zone| zone.note.clone()), ["All", "All", "", "All", ""]);
    for _ in 0..5 {
        window.key(CTRL, Key::Z);
    }
    assert_eq!(*window.plan(), five().canonical(), "five steps, five times undone");
}

#[test]
fn zones_in_different_groups_are_taken_out_of_them() {
    let mut window = three_chosen();
    window.click(Role::Button, "Groups in use");
    window.click(Role::Button, "No group");
    assert_eq!(of(&window, |zone| zone.group.clone()), ["", "", "Berlin", "", ""]);
    assert_eq!(selected(&window), "Alpha Bravo Delta");
}

#[test]
fn all_of_them_are_moved_and_removed_in_one_step() {
    let mut window = three_chosen();
    window.key(Modifiers::ALT, Key::ArrowUp);
    assert_eq!(names(&window), "Alpha Bravo Delta Coast Echo", "those at the top stay");
    window.click(Role::Button, "Move 3 zones down");
    assert_eq!(names(&window), "Coast Alpha Bravo Delta Echo");
    assert_eq!(window.app().document().can_undo(), Some("Move 3 zones"));
    assert_eq!(selected(&window), "Alpha Bravo Delta");
    assert!(window.is_disabled(Role::Button, "Rename zone") && window.is_disabled(Role::Button, "Duplicate zone"));
    window.click_secondary(Role::ListBoxOption, "Bravo");
    assert!(!window.sees(Role::Button, "Remove zone Bravo"));
    window.key(Modifiers::NONE, Key::Escape);
    window.click_held(CTRL, Role::ListBoxOption, "Coast");
    window.click_held(CTRL, Role::ListBoxOption, "Coast");
    assert_eq!((selected(&window).as_str(), window.focused().as_str()), ("Alpha Bravo Delta", "Alpha"));
    window.key(Modifiers::NONE, Key::Delete);
    assert_eq!(names(&window), "Coast Echo");
    assert!(window.has("Removed 3 zones"));
    assert_eq!((selected(&window).as_str(), window.focused().as_str()), ("Echo", "Echo"), "what took their place");
    window.key(CTRL, Key::Z);
    assert_eq!(names(&window), "Coast Alpha Bravo Delta Echo");
}

#[test]
fn ticks_are_copied_from_the_last_to_the_others() {
    let mut window = Window::with_plan(five());
    window.click(Role::ListBoxOption, "Echo");
    window.click_held(CTRL, Role::ListBoxOption, "Coast");
    window.click_held(CTRL, Role::ListBoxOption, "Alpha");
    window.click_secondary(Role::ListBoxOption, "Coast");
    window.click(Role::Button, "Copy ticks to other zones…");
    assert!(window.has("Adds 1 role and 1 OS version to 2 zones"));
    window.click(Role::Button, "Copy ticks");
    let role = RoleId::from("dns-client");
    let has_role = |zone: &Zone| zone.placements.iter().any(|placement| placement.role == role);
    assert_eq!(of(&window, has_role), [true, false, true, false, true]);
    window.key(CTRL, Key::Z);
    assert_eq!(*window.plan(), *Document::new(five()).plan().as_ref());
    assert_eq!(selected(&window), "Alpha Coast Echo");
}

#[test]
fn a_zone_that_goes_meanwhile_leaves_the_others_chosen() {
    let mut window = Window::with_plan(five());
    window.click(Role::ListBoxOption, "Bravo");
    window.key(CTRL.plus(SHIFT), Key::N);
    window.text("New");
    window.key(Modifiers::NONE, Key::Enter);
    assert_eq!(names(&window), "Alpha Bravo New Coast Delta Echo");
    window.click(Role::ListBoxOption, "Alpha");
    window.click_held(CTRL, Role::ListBoxOption, "Delta");
    window.click_held(CTRL, Role::ListBoxOption, "New");
    assert_eq!(selected(&window), "Alpha New Delta");
    window.key(CTRL, Key::Z);
    window.key(CTRL, Key::Z);
    assert_eq!(names(&window), "Alpha Bravo Coast Delta Echo");
    assert_eq!(selected(&window), "Alpha Delta", "no zone that nobody chose has joined");
    assert!(window.has("2 zones"));
    window.click(Role::RadioButton, "Trust level: High");
    assert_eq!(of(&window, |zone| zone.trust == TrustLevel::High), [true, false, false, true, false]);
    window.click(Role::Button, "Remove 2 zones");
    assert_eq!(names(&window), "Bravo Coast Echo");
}

#[test]
fn another_zone_from_elsewhere_is_chosen_alone() {
    let mut window = three_chosen();
    window.key(CTRL, Key::F);
    assert_eq!((selected(&window).as_str(), window.focused().as_str()), ("Delta", "Search roles"));
    window.click_held(CTRL, Role::ListBoxOption, "Echo");
    assert_eq!(selected(&window), "Delta Echo");
    window.click_secondary(Role::ListBoxOption, "Alpha");
    window.click(Role::Button, "Rename zone Alpha");
    assert_eq!((selected(&window).as_str(), window.focused().as_str()), ("Alpha", "Name"));
}
