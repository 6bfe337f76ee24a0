//! The editor of a zone: what is typed is checked in place, boxes have three states, implied roles are switched, and a
//! placement has settings of its own. Each is seen in the plan and in the matrix.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use portolan::gui::Tab;
use portolan::net::PortRange;
use portolan::plan::{OsId, Placement, Plan, RoleId, ScopeId, file};

use crate::window::Window;

/// Members of a domain, a core with its controller, and a database server.
fn plan() -> Plan {
    let text = r#"(format: 1, title: "Editor",
        scopes: [(id: "corp", kind: "ad-domain", name: "corp.example", forest: "corp.example"),
                 (id: "lab", kind: "ad-domain", name: "lab.example", forest: "lab.example")],
        zones: [
            (id: "clients", name: "Clients", os: ["windows-11"], placements: [(role: "domain-member")]),
            (id: "core", name: "Core", os: ["windows-server-2022"], placements: [(role: "domain-controller")]),
            (id: "data", name: "Data", os: ["windows-server-2022"], placements: [(role: "sql-server")]),
        ])"#;
    file::read(text).expect("the plan").plan
}

fn open(zone: &str) -> Window {
    let mut window = Window::with_plan(plan());
    window.click(Role::ListBoxOption, zone);
    window
}

fn placement<'a>(window: &'a Window, zone: &str, role: &str) -> Option<&'a Placement> {
    let zone = window.plan().zone(zone)?;
    zone.placements.iter().find(|placement| placement.role == RoleId::from(role))
}

#[test]
fn an_address_that_is_none_is_told_in_place_and_is_no_less_kept() {
    let mut window = open("Clients");
    window.click(Role::MultilineTextInput, "Addresses");
    window.text("10.1.0.0/16, 10.9");
    assert!(window.says("“10.9” is not"), "it is said while it is typed");
    assert!(window.plan().zones[0].addresses.is_empty(), "nothing is committed yet");
    window.key(Modifiers::NONE, Key::Tab);
    assert_eq!(window.plan().zones[0].addresses, ["10.1.0.0/16", "10.9"], "as typed: it may be a name to be");
    window.show(Tab::Findings);
    assert!(window.says("10.9"), "and it is a finding");
    window.key(Modifiers::COMMAND, Key::Z);
    assert!(window.plan().zones[0].addresses.is_empty());
}

#[test]
fn an_implied_role_is_shown_as_such_and_switched_off_and_on() {
    let mut window = open("Data");
    window.key(Modifiers::COMMAND, Key::F);
    window.text("Domain member");
    assert_eq!(window.description(Role::CheckBox, "Domain member"), "with SQL Server Database Engine");
    let rules = window.cell("Data to Core");
    window.click(Role::CheckBox, "Domain member");
    let without = &placement(&window, "data", "sql-server").expect("it is there").without;
    assert!(without.contains(&RoleId::from("domain-member")), "{without:?}");
    assert_ne!(window.cell("Data to Core"), rules, "a workgroup server needs less of the core");
    window.click(Role::CheckBox, "Domain member");
    assert_eq!(*window.plan(), plan().canonical(), "switched on again it is as it was");
    assert_eq!(window.cell("Data to Core"), rules);
}

#[test]
fn the_box_of_a_family_ticks_all_of_it_and_none() {
    let mut window = open("Clients");
    window.key(Modifiers::COMMAND, Key::F);
    window.text("SQL Server");
    window.click(Role::CheckBox, "SQL Server");
    let num_all = window.plan().zones[0].placements.len();
    assert!(num_all > 5, "{:?}", window.plan().zones[0].placements);
    window.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.plan().zones[0].placements.len(), 1, "one step");
}

#[test]
fn machines_of_a_placement_are_typed_and_rules_go_to_them() {
    let mut window = open("Core");
    window.key(Modifiers::COMMAND, Key::F);
    window.text("Domain controller");
    window.click(Role::Button, "Settings of Domain controller");
    window.keys_to_role(Key::Tab, Role::MultilineTextInput, &["Hosts"]);
    window.text("dc1 10.0.0.300");
    assert!(window.says("not an IP address"), "what is no address is told while it is typed");
    window.key(Modifiers::COMMAND, Key::A);
    window.text("dc1 10.0.0.1\ndc2");
    window.key(Modifiers::NONE, Key::Tab);
    let placement = placement(&window, "core", "domain-controller").expect("it is there").clone();
    let hosts: Vec<_> = placement.hosts.iter().map(|host| (&*host.name, host.addresses.join(", "))).collect();
    assert_eq!(hosts, [("dc1", "10.0.0.1".to_owned()), ("dc2", String::new())]);
    window.key(Modifiers::NONE, Key::Escape);
    window.show(Tab::Matrix);
    window.click_cell("Clients to Core");
    window.click(Role::Button, "Open all");
    assert!(window.says("Clients → dc1, dc2"), "the inspector names the machines of each rule");
}

#[test]
fn a_placement_has_os_versions_scope_served_zones_and_ports_of_its_own() {
    let mut window = open("Data");
    window.key(Modifiers::COMMAND, Key::F);
    window.text("SQL Server Database Engine");
    window.click(Role::Button, "Settings of SQL Server Database Engine");
    window.click(Role::ComboBox, "Scope of kind AD domain");
    window.click(Role::Button, "lab.example");
    let scopes = |window: &Window| placement(window, "data", "sql-server").map(|it| it.scopes.clone());
    let expected = [("ad-domain".to_owned(), ScopeId::from("lab"))];
    assert_eq!(scopes(&window), Some(expected.into_iter().collect()));
    window.click(Role::CheckBox, "Serves Clients");
    window.scroll_to((Role::CheckBox, "Serves Clients"), Role::CheckBox, "Placed on Windows Server 2019");
    window.click(Role::CheckBox, "Placed on Windows Server 2019");
    window.keys_to_role(Key::Tab, Role::TextInput, &["Dynamic range"]);
    window.text("70000");
    assert!(window.says("70000"), "what is no port is told while it is typed");
    assert!(window.says("65535"));
    window.key(Modifiers::COMMAND, Key::A);
    window.text("61000-61099");
    window.key(Modifiers::NONE, Key::Enter);
    let settings = placement(&window, "data", "sql-server").expect("it is there").clone();
    assert_eq!(settings.os, [OsId::from("windows-server-2019")].into());
    assert_eq!(settings.serves, ["clients".into()].into());
    assert_eq!(settings.dynamic_range, PortRange::new(61_000, 61_099));
    window.key(Modifiers::NONE, Key::Escape);
    for _ in 0..4 {
        window.click(Role::Button, "Edit");
        window.click_starting(Role::Button, "Undo ");
    }
    assert_eq!(*window.plan(), plan().canonical(), "four steps back");
}

#[test]
fn a_group_is_typed_or_taken_from_those_in_use() {
    let mut window = open("Clients");
    window.click(Role::TextInput, "Group");
    window.text(" Berlin ");
    window.key(Modifiers::NONE, Key::Enter);
    assert_eq!(window.plan().zones[0].group, "Berlin");
    window.click(Role::ListBoxOption, "Core");
    window.click(Role::Button, "Groups in use");
    window.click(Role::Button, "Berlin");
    assert_eq!(window.plan().zones[1].group, "Berlin");
    assert!(window.has("Fold from Berlin"), "the matrix has its heading");
    window.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.plan().zones[1].group, "");
}
