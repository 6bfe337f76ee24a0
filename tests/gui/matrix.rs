//! The matrix: filtering, choosing blocks, copying, shading, and moving zones, by pointer and by keys.

use std::fmt::Write as _;

use egui::accesskit::Role;
use egui::{Key, Modifiers, Theme, Vec2};
use portolan::plan::{Plan, file};

use crate::window::Window;

/// What stands in the zones of the made plans, in turn.
const ROLES: [&[&str]; 6] =
    [&["domain-member"], &["domain-controller", "dns-server"], &["sql-server"], &["file-server"], &["web-server"], &[]];

/// A plan of many zones, named by `name`.
fn many(num_zones: usize, name: impl Fn(usize) -> String) -> Plan {
    let mut text = "(format: 1, zones: [".to_owned();
    for idx in 0..num_zones {
        let _ = write!(text, r#"(id: "z{idx}", name: "{}", placements: ["#, name(idx));
        for role in ROLES[idx * 7 % 13 % ROLES.len()] {
            let _ = write!(text, r#"(role: "{role}"),"#);
        }
        text.push_str("]),");
    }
    text.push_str("])");
    file::read(&text).expect("the plan").plan
}

/// Clients, a core, and a zone with nothing in it.
fn three() -> Plan {
    let text = r#"(format: 1, title: "Three", zones: [
        (id: "clients", name: "Clients", os: ["windows-11"], placements: [(role: "domain-member")]),
        (id: "core", name: "Core", os: ["windows-server-2022"],
            placements: [(role: "dns-server"), (role: "domain-controller")]),
        (id: "lab", name: "Lab"),
    ])"#;
    file::read(text).expect("the plan").plan
}

fn field(window: &mut Window) {
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
    assert_eq!(window.focused(), "Filter the matrix");
}

#[test]
fn a_filter_counts_the_rules_of_each_cell_and_escape_clears_it() {
    let mut window = Window::with_plan(three());
    window.click(Role::TextInput, "Filter the matrix");
    window.text("445");
    assert!(window.has("Clients to Core: 16 rules, 1 match"), "SMB");
    assert!(window.says("Core to Clients: no rules, 0 match"));
    window.click(Role::Button, "Clear the filter");
    assert!(window.has("Clients to Core: 16 rules"));
    window.text("kerberos udp");
    assert!(window.has("Clients to Core: 16 rules, 3 match"));
    window.key(Modifiers::NONE, Key::Escape);
    assert!(window.has("Clients to Core: 16 rules"));
}

#[test]
fn keys_alone_filter_and_go_on_to_the_cells() {
    let mut window = Window::with_plan(three());
    window.key(Modifiers::COMMAND, Key::Num2);
    field(&mut window);
    window.text("domain controller optional");
    window.key(Modifiers::NONE, Key::Enter);
    assert!(window.focused().starts_with("Inside Clients"), "{}", window.focused());
    window.key(Modifiers::NONE, Key::ArrowRight);
    assert_eq!(window.focused(), "Clients to Core: 16 rules, 3 match");
    window.key(Modifiers::NONE, Key::Escape);
    assert_eq!(window.focused(), "Clients to Core: 16 rules", "Escape in a cell clears too");
}

#[test]
fn a_filter_follows_an_edit() {
    let mut window = Window::with_plan(three());
    field(&mut window);
    window.text("445");
    window.key(Modifiers::NONE, Key::Enter);
    window.key(Modifiers::COMMAND, Key::D);
    assert!(window.has("Clients copy to Core: 16 rules, 1 match"));
}

#[test]
fn many_zones() {
    let names = ["Clients", "Servers", "Databases", "Branch office", "Perimeter network", "Management"];
    let plan = many(100, |idx| format!("{} {:02}", names[idx % names.len()], idx + 1));
    let mut window = Window::with(plan, Theme::Light, Vec2::new(1064.0, 648.0));
    window.click(Role::TextInput, "Filter the matrix");
    window.text("445");
    window.picture("matrix-100-zones-light");
}
