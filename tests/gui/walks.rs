//! From the start of the program to a saved plan and an exported change request: once with nothing but a pointer,
//! once with nothing but keys. Both files must be what the command line writes.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use portolan::cli;
use portolan::gui::Tab;
use portolan::plan::{RoleId, Zone};

use crate::window::Window;

const TITLE: &str = "Clients, AD core and DMZ";

/// The plan on the disk is the one in the window, and the export is the command line's.
fn check_files(window: &Window, plan: &str, rules: &str) {
    let text = std::fs::read_to_string(window.path(plan)).expect("the saved plan");
    assert_eq!(text, window.app().document().text_to_save());
    assert!(!window.app().document().is_dirty());
    let exported = std::fs::read(window.path(rules)).expect("the exported rules");
    let path = window.path(plan);
    let args = ["portolan", "export", path.to_str().expect("a plain path"), "--format", "csv"];
    let (mut out, mut err) = (Vec::new(), Vec::new());
    cli::run(args, &mut out, &mut err);
    assert!(exported == out, "the window writes what the command line writes: {}", String::from_utf8_lossy(&err));
    assert!(out.len() > 1000, "and that is something");
}

/// The zone that is edited.
fn chosen(window: &Window) -> &Zone {
    let idx = window.app().chosen().zone_idx(window.plan()).expect("a zone is chosen");
    &window.plan().zones[idx]
}

fn names(window: &Window) -> Vec<String> {
    window.plan().zones.iter().map(|zone| zone.name.clone()).collect()
}

fn has_role(zone: &Zone, role: &str) -> bool {
    zone.placements.iter().any(|placement| placement.role == RoleId::from(role))
}

#[test]
fn a_pointer_alone_goes_from_the_start_to_the_files() {
    let mut window = Window::open();
    window.click(Role::Button, "File");
    window.click(Role::Button, "Start page…");
    window.click(Role::Button, TITLE);
    assert_eq!(window.plan().title, TITLE);
    let num_zones = window.plan().zones.len();

    // A zone more, with a name that it got by itself, moved up and down again.
    window.click(Role::Button, "Add zone");
    assert_eq!(window.plan().zones.len(), num_zones + 1);
    let name = chosen(&window).name.clone();
    let before = names(&window);
    window.click(Role::Button, "Move zone down");
    assert_ne!(names(&window), before);
    window.click(Role::Button, "Move zone up");
    assert_eq!(names(&window), before);

    // Its ticks.
    window.click(Role::RadioButton, "Trust level: High");
    if !window.sees(Role::CheckBox, "Windows Server 2022") {
        window.click(Role::Button, "OS versions");
    }
    window.scroll_to((Role::Button, "OS versions"), Role::CheckBox, "Windows Server 2022");
    window.click(Role::CheckBox, "Windows Server 2022");
    window.scroll_to((Role::CheckBox, "Windows Server 2022"), Role::Button, "Roles");
    window.click(Role::Button, "Roles");
    window.scroll_to((Role::Button, "Roles"), Role::Button, "Show SQL Server");
    window.click(Role::Button, "Show SQL Server");
    window.scroll_to((Role::Button, "Hide SQL Server"), Role::CheckBox, "SQL Server Database Engine");
    window.click(Role::CheckBox, "SQL Server Database Engine");
    assert!(has_role(chosen(&window), "sql-server"), "{:?}", chosen(&window).placements);

    // The matrix and the inspector.
    let pair = format!("{name} to Core");
    window.click_cell(&pair);
    assert!(window.says("TCP 88"), "the inspector shows Kerberos");

    // Undone and done again.
    window.click(Role::Button, "Edit");
    window.click_starting(Role::Button, "Undo ");
    assert!(!has_role(chosen(&window), "sql-server"));
    window.click(Role::Button, "Edit");
    window.click_starting(Role::Button, "Redo ");
    assert!(has_role(chosen(&window), "sql-server"));

    // Saved and exported under the names that are proposed.
    window.click(Role::Button, "File");
    window.click(Role::Button, "Save as…");
    window.click(Role::Button, "Save");
    window.click(Role::Button, "File");
    window.click(Role::Button, "Export…");
    window.click(Role::Button, "Export to file…");
    window.click(Role::Button, "Save");
    check_files(&window, "clients-ad-core-and-dmz.ron", "clients-ad-core-and-dmz-rules.csv");
}

#[test]
fn keys_alone_go_from_the_start_to_the_files() {
    let mut window = Window::open();
    window.key(Modifiers::COMMAND, Key::N);
    window.keys_to(Key::Tab, TITLE);
    window.key(Modifiers::NONE, Key::Enter);
    assert_eq!(window.plan().title, TITLE);
    let num_zones = window.plan().zones.len();

    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::N);
    assert_eq!(window.plan().zones.len(), num_zones + 1);
    window.key(Modifiers::NONE, Key::F2);
    window.key(Modifiers::COMMAND, Key::A);
    window.text("Databases");
    window.key(Modifiers::NONE, Key::Enter);
    assert_eq!(chosen(&window).name, "Databases");

    if !window.has("Windows Server 2022") {
        window.keys_to(Key::Tab, "OS versions");
        window.key(Modifiers::NONE, Key::Space);
    }
    window.keys_to(Key::Tab, "Windows Server 2022");
    window.key(Modifiers::NONE, Key::Space);
    window.key(Modifiers::COMMAND, Key::F);
    window.text("SQL Server");
    window.keys_to_role(Key::Tab, Role::CheckBox, &["SQL Server Database Engine"]);
    window.key(Modifiers::NONE, Key::Space);
    assert!(has_role(chosen(&window), "sql-server"), "{:?}", chosen(&window).placements);

    // Through the matrix by arrows, to a pair and back.
    window.show(Tab::Matrix);
    window.keys_to_matrix();
    window.key(Modifiers::NONE, Key::Home);
    for _ in 0..num_zones {
        window.key(Modifiers::NONE, Key::ArrowUp);
    }
    let zone_idx = window.app().chosen().zone_idx(window.plan()).expect("a zone");
    for _ in 0..zone_idx {
        window.key(Modifiers::NONE, Key::ArrowDown);
    }
    window.key(Modifiers::NONE, Key::ArrowRight);
    window.key(Modifiers::NONE, Key::Enter);
    let pair = window.app().chosen().pair.clone().expect("a pair");
    assert_eq!(pair.0, chosen(&window).id);

    window.key(Modifiers::COMMAND, Key::Z);
    assert!(!has_role(chosen(&window), "sql-server"));
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert!(has_role(chosen(&window), "sql-server"));

    window.key(Modifiers::COMMAND, Key::S);
    window.key(Modifiers::COMMAND, Key::A);
    window.text(window.path("plan.ron").to_str().expect("a plain path").to_owned().as_str());
    window.key(Modifiers::NONE, Key::Enter);
    window.key(Modifiers::COMMAND, Key::E);
    window.keys_to(Key::Tab, "Export to file…");
    window.key(Modifiers::NONE, Key::Enter);
    window.key(Modifiers::COMMAND, Key::A);
    window.text(window.path("rules.csv").to_str().expect("a plain path").to_owned().as_str());
    window.key(Modifiers::NONE, Key::Enter);
    check_files(&window, "plan.ron", "rules.csv");
}

/// Adds a zone with a name, an OS version and a role, by keys.
fn add_zone(window: &mut Window, name: &str, os: &str, role: &str) {
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::N);
    window.key(Modifiers::COMMAND, Key::A);
    window.text(name);
    window.key(Modifiers::NONE, Key::Enter);
    assert_eq!(chosen(window).name, name);
    // No OS version is ticked yet, so the ticks are in sight.
    window.key(Modifiers::NONE, Key::F6);
    window.keys_to(Key::Tab, os);
    window.key(Modifiers::NONE, Key::Space);
    tick_role(window, role);
}

/// Ticks a role of the chosen zone, by keys.
fn tick_role(window: &mut Window, role: &str) {
    window.key(Modifiers::COMMAND, Key::F);
    window.key(Modifiers::COMMAND, Key::A);
    window.text(role);
    window.keys_to_role(Key::Tab, Role::CheckBox, &[role]);
    window.key(Modifiers::NONE, Key::Space);
}

#[test]
fn keys_alone_go_from_an_empty_plan_to_an_exported_csv() {
    let mut window = Window::open();
    window.key(Modifiers::COMMAND, Key::N);
    window.keys_to(Key::Tab, "Empty plan");
    window.key(Modifiers::NONE, Key::Enter);
    assert!(window.plan().zones.is_empty());
    assert!(window.says("There is no zone yet"), "the empty matrix teaches the next step");

    add_zone(&mut window, "Clients", "Windows 11", "Domain member");
    add_zone(&mut window, "Core", "Windows Server 2022", "Domain controller");
    tick_role(&mut window, "DNS server");
    let roles: Vec<&str> = chosen(&window).placements.iter().map(|placement| placement.role.as_str()).collect();
    assert_eq!(roles, ["dns-server", "domain-controller"]);

    // The worked example of the design, with 13 required rules and 4 optional ones.
    window.show(Tab::Matrix);
    window.keys_to_matrix();
    window.key(Modifiers::NONE, Key::PageUp);
    window.key(Modifiers::NONE, Key::Home);
    window.key(Modifiers::NONE, Key::ArrowRight);
    assert_eq!(window.focused(), "Clients to Core: 17 rules");
    window.key(Modifiers::NONE, Key::Enter);
    assert!(window.says("13 required rules, 4 optional"));
    window.key(Modifiers::NONE, Key::Escape);
    assert_eq!(window.focused(), "Clients to Core: 17 rules", "Escape steps back to the matrix");

    for (keys, file) in [((Modifiers::COMMAND, Key::S), "empty.ron"), ((Modifiers::COMMAND, Key::E), "empty.csv")] {
        window.key(keys.0, keys.1);
        if keys.1 == Key::E {
            window.keys_to(Key::Tab, "Export to file…");
            window.key(Modifiers::NONE, Key::Enter);
        }
        window.key(Modifiers::COMMAND, Key::A);
        window.text(window.path(file).to_str().expect("a plain path").to_owned().as_str());
        window.key(Modifiers::NONE, Key::Enter);
    }
    check_files(&window, "empty.ron", "empty.csv");
    let rules = std::fs::read_to_string(window.path("empty.csv")).expect("the rules");
    assert_eq!(rules.lines().count(), 1 + 17, "{rules}");
}
