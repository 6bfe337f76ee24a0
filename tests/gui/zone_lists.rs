//! Zones by the dozen: a list that is pasted, and ticks that are copied from one zone to others.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use portolan::document::Document;
use portolan::plan::{OsId, Plan, RoleId, TrustLevel, ZoneId, file};

use crate::window::Window;

const FIELD: &str = "Lines of a spreadsheet";

fn three() -> Plan {
    let text = r#"(format: 1, title: "Three", zones: [
        (id: "clients", name: "Clients", addresses: ["10.1.0.0/16"], os: ["windows-11"],
            placements: [(role: "domain-member", serves: ["clients"]), (role: "dns-client")]),
        (id: "core", name: "Core", os: ["windows-server-2022"], placements: [(role: "domain-controller")]),
        (id: "lab", name: "Lab"),
    ])"#;
    file::read(text).expect("a plan").plan
}

fn names(window: &Window) -> Vec<&str> {
    window.plan().zones.iter().map(|zone| zone.name.as_str()).collect()
}

fn roles(window: &Window, zone_idx: usize) -> Vec<RoleId> {
    window.plan().zones[zone_idx].placements.iter().map(|placement| placement.role.clone()).collect()
}

#[test]
fn a_pasted_list_is_shown_first_and_added_as_one_step() {
    let mut window = Window::with_plan(three());
    window.key(Modifiers::COMMAND, Key::V);
    assert_eq!(window.focused(), FIELD);
    window.text("Zone\tSubnet\tTrust\nDMZ\t192.0.2.0/24\tlow\nCore\t10.2.0.0/16\t\nBranch\t10.3.0.1/16\tmiddling");
    assert!(window.says("Line 2, DMZ: New zone with 1 address, trust level Low"));
    assert!(window.says("Line 3, Core: For Core: adds 1 address"));
    assert!(window.says("“middling” is no trust level: write low, medium or high"));
    assert!(window.says("“10.3.0.1/16” has host bits set"));
    assert!(window.is_disabled(Role::Button, "Add 1 zone, change 1 zone"));
    window.click(Role::CheckBox, "Leave out 1 line that is wrong");
    window.click(Role::Button, "Add 1 zone, change 1 zone");
    assert_eq!(names(&window), ["Clients", "Core", "Lab", "DMZ"]);
    assert_eq!(window.plan().zones[1].addresses, ["10.2.0.0/16"]);
    let dmz = &window.plan().zones[3];
    assert_eq!((dmz.trust, dmz.addresses.join(" ")), (TrustLevel::Low, "192.0.2.0/24".to_owned()));
    assert!(window.has("Added 1 zone, changed 1 zone"));
    assert!(window.has(FIELD).eq(&false), "the dialog is gone");
    window.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(*window.plan(), *Document::new(three()).plan().as_ref());
}

#[test]
fn what_is_pasted_into_the_window_comes_into_the_dialog() {
    let mut window = Window::with_plan(three());
    window.paste("A\t10.8.0.0/16\nB\t10.9.0.0/16");
    assert!(window.says("Line 2, B: New zone with 1 address"));
    window.keys_to(Key::Tab, "Add 2 zones");
    window.key(Modifiers::NONE, Key::Enter);
    assert_eq!(names(&window), ["Clients", "Core", "Lab", "A", "B"]);
    assert_eq!(window.app().chosen().zone_idx(window.plan()), Some(3), "the first of them is chosen");
}

#[test]
fn what_is_pasted_into_a_field_stays_there() {
    let mut window = Window::with_plan(three());
    window.key(Modifiers::NONE, Key::F2);
    window.key(Modifiers::COMMAND, Key::A);
    window.paste("Offices");
    window.key(Modifiers::NONE, Key::Enter);
    assert_eq!(names(&window), ["Offices", "Core", "Lab"]);
    assert!(!window.has(FIELD));
}

#[test]
fn an_empty_plan_offers_to_paste() {
    let mut window = Window::with_plan(Plan::default());
    window.click(Role::Button, "Paste zones…");
    window.text("Only one");
    window.click(Role::Button, "Add 1 zone");
    assert_eq!(names(&window), ["Only one"]);
}

#[test]
fn five_thousand_lines_are_taken_at_once() {
    let mut window = Window::with_plan(three());
    // They merge into a few zones: what is tried is the reading and the list.
    let line = |idx: usize| format!("Zone {}\t10.{}.{}.0/24\n", idx % 7, idx / 250, idx % 250);
    window.paste(&(0..5000).map(line).collect::<String>());
    assert!(window.says("5,000 lines"));
    window.click(Role::Button, "Add 7 zones");
    assert_eq!(window.plan().zones.len(), 10);
    assert_eq!(window.plan().zones.iter().map(|zone| zone.addresses.len()).sum::<usize>(), 5001);
}

#[test]
fn ticks_are_copied_to_two_zones_as_one_step() {
    let mut window = Window::with_plan(three());
    window.click_secondary(Role::ListBoxOption, "Clients");
    window.click(Role::Button, "Copy ticks of Clients to other zones…");
    assert!(window.has("Tick the zones to copy to"));
    assert!(window.is_disabled(Role::Button, "Copy ticks"));
    window.click(Role::CheckBox, "Copy to Core");
    window.click(Role::CheckBox, "Copy to Lab");
    assert!(window.has("Adds 2 roles and 1 OS version to 2 zones"));
    window.click(Role::Button, "Copy ticks");
    assert_eq!(roles(&window, 1), ["dns-client", "domain-controller", "domain-member"].map(RoleId::from));
    assert_eq!(roles(&window, 2), ["dns-client", "domain-member"].map(RoleId::from));
    assert_eq!(window.plan().zones[2].os, [OsId::from("windows-11")].into());
    let served: Vec<&str> =
        window.plan().zones[2].placements.iter().flat_map(|it| &it.serves).map(ZoneId::as_str).collect();
    assert_eq!(served, ["lab"], "who serves its own zone serves the other one there");
    assert!(window.has("Copied ticks of Clients to 2 zones"));
    assert_eq!(window.app().document().can_undo(), Some("Copy ticks"));
    window.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(*window.plan(), *Document::new(three()).plan().as_ref());
}

#[test]
fn keys_alone_replace_the_ticks_of_a_zone_that_is_searched_for() {
    let mut window = Window::with_plan(three());
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::D);
    assert_eq!(window.focused(), "OS versions");
    window.key(Modifiers::NONE, Key::Space);
    window.keys_to(Key::Tab, "How: Replace what is there");
    window.key(Modifiers::NONE, Key::Space);
    window.keys_to(Key::Tab, "Search zones");
    window.text("core");
    assert!(!window.has("Copy to Lab"));
    window.keys_to(Key::Tab, "All");
    window.key(Modifiers::NONE, Key::Enter);
    assert!(window.has("Adds 2 roles, removes 1 role in 1 zone"));
    window.keys_to(Key::Tab, "Copy ticks");
    window.key(Modifiers::NONE, Key::Enter);
    assert_eq!(roles(&window, 1), ["dns-client", "domain-member"].map(RoleId::from));
    assert_eq!(window.plan().zones[1].os, [OsId::from("windows-server-2022")].into(), "it was not asked for");
    assert_eq!(roles(&window, 2), []);
}

#[test]
fn arrows_move_through_the_zones_to_copy_to() {
    let zones: Vec<String> = (0..200).map(|idx| format!("(id: \"z{idx}\", name: \"Zone {idx}\")")).collect();
    let text = format!("(format: 1, zones: [(id: \"a\", name: \"A\", os: [\"windows-11\"]), {}])", zones.join(", "));
    let mut window = Window::with_plan(file::read(&text).expect("a plan").plan);
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::D);
    window.keys_to(Key::Tab, "Copy to Zone 0");
    for _ in 0..20 {
        window.key(Modifiers::NONE, Key::ArrowDown);
    }
    assert_eq!(window.focused(), "Copy to Zone 20");
    window.key(Modifiers::NONE, Key::PageDown);
    assert_eq!(window.focused(), "Copy to Zone 28");
    window.key(Modifiers::NONE, Key::Space);
    assert!(window.has("Adds 1 OS version to 1 zone"));
}

#[test]
fn a_zone_says_its_addresses_and_trust_under_its_name() {
    let window = Window::with_plan(three());
    for (zone, expected) in
        [("Clients", "10.1.0.0/16, Medium trust, 2 roles"), ("Lab", "No addresses, Medium trust, no roles")]
    {
        let said = window.description(Role::ListBoxOption, zone);
        assert!(said.starts_with(expected), "{said}");
    }
}
