//! A folder of one's own catalog: laid over the one in the program, read again, remembered, and done without.

use std::path::Path;

use egui::accesskit::Role;
use egui::{Key, Modifiers, Theme, Vec2};
use portolan::gui::Tab;
use portolan::plan::{Plan, file};

use crate::window::Window;

const ROLE: &str = r#"(id: "till", name: "Till", family: "Shop", summary: "Sells", references: ["kb832017"],
    connects: [(id: "sell", to: "dns-server", uses: ["dns-server/dns-udp", "dns-server/dns-tcp"], purpose: "Find the bank", need: required,
        references: ["kb832017"])])"#;

/// A plan with a role that only the folder has.
fn shop() -> Plan {
    let text = r#"(format: 1, title: "Shop", zones: [
        (id: "shop", name: "Shop", os: ["windows-11"], placements: [(role: "till")]),
        (id: "core", name: "Core", os: ["windows-server-2022"], placements: [(role: "dns-server")]),
    ])"#;
    file::read(text).expect("a plan").plan
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    std::fs::write(path, text).expect("a file");
}

/// A window on that plan, in whose folder a catalog folder stands.
fn open() -> Window {
    let window = Window::with_plan(shop());
    write(&window.path("own"), "roles/till.ron", ROLE);
    window
}

/// Names the folder by the menu and the keyboard.
fn use_folder(window: &mut Window) {
    window.click(Role::Button, "File");
    window.click(Role::Button, "Use catalog folder…");
    window.key(Modifiers::COMMAND, Key::A);
    window.text(window.path("own").to_str().expect("a plain path").to_owned().as_str());
    window.key(Modifiers::NONE, Key::Enter);
}

fn told(window: &Window) -> String {
    window.app().notifications().toasts().collect::<Vec<_>>().join(", ")
}

fn errors(window: &Window) -> String {
    window.app().notifications().texts().collect::<Vec<_>>().join(", ")
}

#[test]
fn a_folder_brings_roles_and_flows() {
    let mut window = open();
    assert!(window.says("Shop to Core: no rules"), "the role is unknown");
    window.click_cell("Shop to Core");
    use_folder(&mut window);
    assert_eq!(told(&window), "Catalog folder in use: 1 entity of yours");
    assert!(window.says("Shop to Core: 2 rules"), "the matrix");
    window.click(Role::Button, "Roles");
    assert!(window.has("Till"), "the ticks of the zone");
    assert!(window.says("2 required"), "the inspector");
    assert!(window.has("Catalog folder own"), "the status bar");
    assert_eq!(window.app().ui_state().catalog_folder, Some(window.path("own")));
}

#[test]
fn the_plan_and_its_history_stay() {
    let mut window = open();
    window.click(Role::Button, "Duplicate zone");
    window.key(Modifiers::NONE, Key::Escape);
    let before = window.plan().clone();
    use_folder(&mut window);
    assert_eq!(*window.plan(), before);
    assert!(window.app().document().is_dirty());
    window.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(*window.plan(), shop().canonical());
}

#[test]
fn a_folder_that_was_changed_is_read_again() {
    let mut window = open();
    use_folder(&mut window);
    window.show(Tab::Reference);
    assert!(!window.says("Ticket machine"));
    write(&window.path("own"), "roles/till.ron", &ROLE.replace("\"Till\"", "\"Ticket machine\""));
    write(&window.path("own"), "templates/kiosk.ron", "(format: 1, title: \"Kiosk\", zones: [(id: \"a\")])");
    window.key(Modifiers::NONE, Key::F5);
    assert!(told(&window).ends_with("Catalog reloaded: 2 entities of yours"), "{}", told(&window));
    window.click(Role::Button, "Roles");
    assert!(window.says("Ticket machine"), "the ticks of the zone");
    window.click(Role::TextInput, "Search ports, services, protocols, roles");
    window.text("ticket");
    assert!(window.sees(Role::Link, "Ticket machine"), "the reference");
    window.key(Modifiers::COMMAND, Key::N);
    assert!(window.has("Kiosk"), "the templates");
}

#[test]
fn mistakes_of_a_folder_are_findings() {
    let mut window = open();
    write(&window.path("own"), "roles/broken.ron", "(\n    id: \"broken\",\n    nmae: \"Broken\",\n)\n");
    use_folder(&mut window);
    assert_eq!((told(&window).as_str(), errors(&window).as_str()), ("Catalog folder in use: 1 entity of yours", ""));
    window.show(Tab::Findings);
    assert!(window.says("roles/broken.ron:3:"), "with file, line and column");
    window.click(Role::Button, "Roles");
    assert!(window.says("Till"), "what is sound is in use");
}

#[test]
fn the_built_in_catalog_comes_back() {
    let mut window = open();
    assert!(!window.app().command_env().has_catalog_folder);
    use_folder(&mut window);
    window.click(Role::Button, "File");
    window.click(Role::Button, "Use only the built-in catalog");
    assert!(told(&window).ends_with("Only the built-in catalog is in use"), "{}", told(&window));
    assert!(window.says("Shop to Core: no rules"));
    assert!(!window.has("Catalog folder own"));
    assert_eq!(window.app().ui_state().catalog_folder, None);
}

#[test]
fn a_folder_is_remembered() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "roles/till.ron", ROLE);
    let window = Window::with_changed(shop(), Theme::Dark, Vec2::new(1280.0, 800.0), |opening, _| {
        opening.ui_state.catalog_folder = Some(folder.path().to_owned());
    });
    assert!(window.says("Shop to Core: 2 rules"));
    assert_eq!((told(&window).as_str(), errors(&window).as_str()), ("", ""), "it is as one left it");
}

#[test]
fn a_folder_that_is_gone_is_told_and_comes_back() {
    let parent = tempfile::tempdir().expect("a folder");
    let folder = parent.path().join("share");
    let mut window = Window::with_changed(shop(), Theme::Dark, Vec2::new(1280.0, 800.0), |opening, _| {
        opening.ui_state.catalog_folder = Some(folder.clone());
    });
    assert_eq!(errors(&window), "Can't read the catalog folder");
    assert!(window.says("Shop to Core: no rules"), "the window is there, with the built-in catalog");
    assert!(!window.has("Catalog folder share"));
    write(&folder, "roles/till.ron", ROLE);
    window.key(Modifiers::NONE, Key::F5);
    assert!(window.says("Shop to Core: 2 rules"));
}

#[test]
fn a_folder_that_is_none_leaves_the_catalog_as_it_was() {
    let mut window = open();
    use_folder(&mut window);
    std::fs::remove_dir_all(window.path("own")).expect("it is there");
    window.key(Modifiers::NONE, Key::F5);
    assert_eq!(errors(&window), "Can't read the catalog folder");
    assert!(window.says("Shop to Core: 2 rules"));
    assert_eq!(window.app().ui_state().catalog_folder, Some(window.path("own")));
}

#[test]
fn about_says_which_catalog_is_in_use() {
    let mut window = open();
    use_folder(&mut window);
    window.click(Role::Button, "Help");
    window.click(Role::Button, "About Portolan");
    assert!(window.says("Your catalog folder") && window.says("adds 1 entity"));
}
