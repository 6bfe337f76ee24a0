//! The reference: what a search shows, the way along the links and back, and the way into the plan.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use portolan::gui::Tab;
use portolan::plan::RoleId;

use crate::window::Window;

const SEARCH: &str = "Search ports, services, protocols, roles";

/// The window with the reference open and the focus in its search field.
fn reference() -> Window {
    let mut window = Window::open();
    window.show(Tab::Reference);
    assert_eq!(window.focused(), SEARCH);
    window
}

fn is_on(window: &Window, title: &str) -> bool {
    window.sees(Role::Heading, title)
}

#[test]
fn a_port_shows_who_listens_and_who_connects() {
    for words in ["5722", "who uses 5722?"] {
        let mut window = reference();
        assert!(window.says("TCP 20, "), "the table by port");
        window.text(words);
        assert!(window.sees(Role::Link, "Distributed File System Replication"), "{words}");
        assert!(window.sees(Role::Label, "TCP 5722, RPC"), "{words}");
        assert!(window.says("Windows Server 2008 R2; listener role: Domain controller"), "{words}");
        for heading in ["Who listens, ", "Who connects, "] {
            let is_there =
                window.nodes().into_iter().any(|(role, text)| role == Role::Heading && text.starts_with(heading));
            assert!(is_there, "{words}: {heading}");
        }
        assert!(window.sees(Role::Link, "Domain controller"), "{words}");
    }
}

#[test]
fn every_kind_is_found_as_it_is_typed() {
    for (words, role, label) in [
        ("49160", Role::Label, "49160 lies in 49152-65535"),
        ("kerb", Role::Link, "Kerberos Key Distribution Center"),
        ("dfsr", Role::Link, "Distributed File System Replication"),
        ("domain member", Role::Link, "Domain member"),
        ("windows server 2003", Role::Link, "Windows Server 2003"),
        ("832017", Role::Link, "KB 832017"),
        ("zzz", Role::Label, "Nothing has all of these words"),
    ] {
        let mut window = reference();
        window.text(words);
        let found = window.nodes().into_iter().any(|(of, text)| of == role && text.starts_with(label));
        assert!(found, "{words}: {:?}", window.nodes());
    }
}

#[test]
fn links_are_followed_with_a_pointer_and_the_way_goes_back() {
    let mut window = reference();
    window.text("5722");
    window.click(Role::Link, "Distributed File System Replication");
    assert!(is_on(&window, "Distributed File System Replication"));
    window.click(Role::Link, "KB 832017");
    assert!(is_on(&window, "KB 832017") && window.says("Endpoints that rest on it"));
    window.click(Role::Button, "Back");
    assert!(is_on(&window, "Distributed File System Replication"));
    window.click(Role::Button, "Back");
    assert!(is_on(&window, "Found") && window.sees(Role::Label, "TCP 5722, RPC"));
    window.click(Role::Button, "Forward");
    window.click(Role::Button, "Forward");
    assert!(is_on(&window, "KB 832017"));
}

#[test]
fn keys_alone_search_follow_links_and_go_back() {
    let mut window = reference();
    window.text("server 2008 r2");
    window.key(Modifiers::NONE, Key::Enter);
    window.keys_to_role(Key::ArrowDown, Role::Link, &["Windows Server 2008 R2"]);
    window.key(Modifiers::NONE, Key::Enter);
    assert!(is_on(&window, "Windows Server 2008 R2"));
    window.keys_to_role(Key::ArrowDown, Role::Link, &["Distributed File System Replication"]);
    window.key(Modifiers::NONE, Key::Enter);
    assert!(is_on(&window, "Distributed File System Replication"));
    window.key(Modifiers::ALT, Key::ArrowLeft);
    assert!(is_on(&window, "Windows Server 2008 R2"));
    assert_eq!(window.focused(), "Distributed File System Replication", "where it was left");
    window.key(Modifiers::ALT, Key::ArrowLeft);
    assert!(is_on(&window, "Found"));
    window.key(Modifiers::ALT, Key::ArrowLeft);
    assert!(is_on(&window, "Found"), "there is nothing before it");
    window.key(Modifiers::ALT, Key::ArrowRight);
    assert!(is_on(&window, "Windows Server 2008 R2"));
    assert_eq!(window.app().document().can_undo(), None, "the plan is as it was");
}

#[test]
fn a_role_is_placed_in_the_chosen_zone_from_its_page() {
    let mut window = reference();
    window.text("wins server");
    window.click(Role::Link, "WINS server");
    let idx = window.app().chosen().zone_idx(window.plan()).expect("a zone is chosen");
    let name = window.plan().zones[idx].name.clone();
    window.click(Role::Button, &format!("Place in {name}"));
    let placements = &window.plan().zones[idx].placements;
    assert!(placements.iter().any(|placement| placement.role == RoleId::from("wins-server")), "{placements:?}");
    assert!(window.has(&format!("Placed in {name}")));
    window.key(Modifiers::COMMAND, Key::Z);
    assert!(window.has(&format!("Place in {name}")), "it can be undone");
}

#[test]
fn the_reference_stays_open_over_another_plan_and_asks_for_no_frames() {
    let mut window = reference();
    window.text("kerberos");
    window.click(Role::Link, "Kerberos Key Distribution Center");
    assert!(!window.asks_for_frames());
    window.click(Role::Button, "File");
    window.click(Role::Button, "Start page…");
    window.click(Role::Button, "Clients, AD core and DMZ");
    assert!(is_on(&window, "Kerberos Key Distribution Center"));
}

/// Opens the page of the first thing that the words find and that is called so.
fn page(words: &str, name: &str) -> Window {
    let mut window = reference();
    window.text(words);
    window.click(Role::Link, name);
    assert!(is_on(&window, name));
    window
}

#[test]
fn the_table_of_ports_of_a_role_stands_first_and_is_copied() {
    let mut window = page("wins server", "WINS server");
    let headings: Vec<String> =
        window.nodes().into_iter().filter(|(role, _)| *role == Role::Heading).map(|(_, name)| name).collect();
    assert!(headings[1].starts_with("Ports it listens on, "), "{headings:?}");
    window.click(Role::Button, "Copy the table of ports");
    let table = window.click_to_copy(Role::Button, "Copy ports: As Markdown table");
    assert!(table.starts_with("| Direction | Transport | Ports | Application protocol |"), "{table}");
    assert!(table.contains("| from | TCP | 42 |"), "{table}");
}

#[test]
fn a_document_leads_to_the_rules_of_the_plan_and_to_its_address() {
    let mut window = page("832017", "KB 832017");
    assert!(window.says("Rules of the open plan that rest on it"));
    window.click(Role::Link, "Open in the browser");
    assert!(window.opened_address().starts_with("https://"), "{}", window.opened_address());
    let rules = window.nodes().into_iter();
    let (_, rule) = rules.clone().find(|(role, name)| *role == Role::Link && name.contains(" → ")).expect("a rule");
    window.click(Role::Link, &rule);
    assert!(window.app().chosen().rule.is_some(), "{rule}");
    let port = rule.split(", ").nth(1).expect("a port").to_owned();
    assert!(window.sees(Role::Button, &port), "the inspector shows {rule}");
    assert_eq!(window.app().ui_state().tab, Tab::Reference);
}

#[test]
fn a_word_is_explained() {
    let mut window = reference();
    window.text("endpoint");
    assert!(window.says("Endpoint: One application protocol on one transport and port"));
    assert!(!window.says("Nothing has all of these words"));
}
