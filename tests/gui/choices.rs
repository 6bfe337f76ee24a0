//! The section of choices in the tab of the plan: an option that is chosen changes the plan and the matrix, and can be
//! taken back.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use portolan::gui::Tab;
use portolan::plan::{OptionId, file};

use crate::window::Window;

const QUESTION: &str =
    "How do clients speak to the management and distribution points of a Configuration Manager site?";

/// Clients of a site, which by default speak HTTP and HTTPS.
fn clients_and_site() -> Window {
    let text = r#"(format: 2, zones: [
        (id: "clients", name: "Clients", os: ["windows-11"], placements: [(role: "configmgr-client")]),
        (id: "site", name: "Site", os: ["windows-server-2022"], placements: [(role: "configmgr-management-point")]),
    ])"#;
    let mut window = Window::with_plan(file::read(text).expect("a plan").plan);
    window.show(Tab::Plan);
    window
}

/// The option that the plan has chosen.
fn chosen(window: &Window) -> Option<&str> {
    window.plan().choices.get("configmgr-client-communication").map(OptionId::as_str)
}

/// What the cell of the matrix says, and back to the plan.
fn cell(window: &mut Window) -> String {
    window.show(Tab::Matrix);
    let res = window.cell("Clients to Site");
    window.show(Tab::Plan);
    res
}

/// Chooses HTTPS, looks at everything that shows it, and takes it back.
fn check(choose: fn(&mut Window, &str)) {
    let mut window = clients_and_site();
    let before = (cell(&mut window), window.summary("Clients to Site").num_rules());
    choose(&mut window, &format!("{QUESTION}: HTTPS"));
    assert_eq!(chosen(&window), Some("https"));
    assert!(window.says("TCP 443 alone"), "what it changes is told");
    let after = (cell(&mut window), window.summary("Clients to Site").num_rules());
    assert!(after.1 < before.1 && after.0 != before.0, "{before:?} {after:?}");
    assert!(after.0.contains(&format!("{} rules", after.1)), "{after:?}");
    window.click(Role::Button, "Edit");
    window.click_starting(Role::Button, "Undo ");
    assert_eq!(chosen(&window), None);
    assert_eq!(cell(&mut window), before.0);
    assert!(window.says("Not chosen: Enhanced HTTP"), "the catalog's answer holds again");
}

#[test]
fn an_option_is_chosen_by_a_click_and_taken_back() {
    check(|window, option| {
        window.scroll_to((Role::Button, "Request"), Role::RadioButton, option);
        window.click(Role::RadioButton, option);
    });
}

#[test]
fn an_option_is_chosen_by_keys_and_taken_back() {
    check(|window, option| {
        window.keys_to(Key::Tab, option);
        window.key(Modifiers::NONE, Key::Space);
        assert_eq!(window.focused(), option, "the focus stays where it was");
    });
}
