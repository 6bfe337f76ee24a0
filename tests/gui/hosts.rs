//! Machines in the window: where they are seen, and what they do to what is counted.

use egui::accesskit::Role;
use egui::{Key, Modifiers, Theme, Vec2};
use portolan::gui::Tab;
use portolan::plan::{Plan, file};

use crate::window::Window;

fn two_domains() -> Plan {
    file::read(include_str!("../plans/two-domains-with-hosts.ron")).expect("the plan").plan
}

fn open() -> Window {
    Window::with(two_domains(), Theme::Light, Vec2::new(1440.0, 900.0))
}

#[test]
fn rules_and_rows_are_counted_below_the_window_over_the_rules_and_in_the_inspector() {
    let mut window = open();
    let num_rules = window.summary("Clients to Core").num_rules();
    // Each domain has rows of its own, and Kerberos and the like go nowhere else.
    let whole = format!("{num_rules} rules, {} rows", 2 * num_rules);
    assert!(window.has(&whole), "{:?}", window.nodes());
    window.show(Tab::Rules);
    assert!(window.says(&whole));
    let num_required = window.summary("Clients to Core").required_rules;
    window.click(Role::CheckBox, "Required");
    assert!(window.says(&format!("{num_required} rules, {} rows", 2 * num_required)));
    window.show(Tab::Matrix);
    window.click_cell("Clients to Core");
    assert!(window.says(&format!("ports, {} rows", 2 * num_rules)));
}

#[test]
fn the_count_of_rows_stays_while_it_is_made_anew_and_goes_with_the_machines() {
    let mut window = open();
    let num_rules = window.summary("Clients to Core").num_rules();
    window.show(Tab::Ticks);
    window.hold();
    window.click_starting(Role::GridCell, "DNS server in Core");
    let now = window.summary("Clients to Core").num_rules();
    assert!(window.says(&format!("{now} rules, {} rows", now + num_rules)), "as many more as before");
    window.release();
    window.key(Modifiers::COMMAND, Key::Z);
    assert!(window.says(&format!("{num_rules} rules, {} rows", 2 * num_rules)));
    window.pass(3);
    window.run();
    assert_eq!(window.next_frame(), None, "nothing is left to do");
}

#[test]
fn a_cell_of_the_tick_table_says_how_many_machines_it_names() {
    let mut window = open();
    window.show(Tab::Ticks);
    let label = "Domain controller in Core, ticked, 3 hosts, has settings";
    window.point_at(Role::GridCell, label);
    assert!(window.says("Hosts: dc1, dc2") && window.says("Hosts: dc3"));
    window.picture("ticks-hosts");
}

/// The machines of a zone: the role, the name and the addresses of each.
fn machines(plan: &Plan, zone: &str) -> Vec<String> {
    let placements = &plan.zone(zone).expect(zone).placements;
    let hosts = placements.iter().flat_map(|placement| placement.hosts.iter().map(|host| (&placement.role, host)));
    hosts.map(|(role, host)| format!("{role}: {} {}", host.name, host.addresses.join(" "))).collect()
}

#[test]
fn machines_are_pasted_from_a_spreadsheet_in_one_step() {
    let mut window = open();
    window.menu("Edit", "Paste machines…");
    window.text(
        "Name\tAddress\tZone\tRole\tScope\ndc1\t10.2.0.9\tCore\tDomain controller\tcorp.example\n\
         fs1\t10.2.0.300\tCore\tFile server\t\nfs2\t10.2.0.7\tCore\tFile server\t\nns1\t10.9.0.1\tVault\tDNS server\t\n",
    );
    for expected in [
        "Line 2, dc1: Core, Domain controller: 10.2.0.9 instead of 10.2.0.1",
        "Line 3, fs1: “10.2.0.300” is not an IP address",
        "Line 4, fs2: Core, File server: new, and the role is ticked",
        "Line 5, ns1: New zone Vault, DNS server: new, and the role is ticked",
    ] {
        assert!(window.has(expected), "{expected}: {:?}", window.nodes());
    }
    window.picture("paste-machines");
    let button = "Add 2 machines, change 1 machine";
    assert!(window.is_disabled(Role::Button, button), "a line is wrong");
    window.click(Role::CheckBox, "Leave out 1 line that is wrong");
    window.click(Role::Button, button);
    assert_eq!(machines(window.plan(), "vault"), ["dns-server: ns1 10.9.0.1"]);
    assert!(machines(window.plan(), "core").contains(&"domain-controller: dc1 10.2.0.9".to_owned()));
    assert!(machines(window.plan(), "core").contains(&"file-server: fs2 10.2.0.7".to_owned()));
    window.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(*window.plan(), two_domains(), "one step");
}

#[test]
fn a_zone_that_is_nearly_there_is_added_only_on_purpose() {
    let mut window = open();
    window.menu("Edit", "Paste machines…");
    window.text("Cores; DNS server; ns1; 10.2.0.53");
    assert!(window.has("Line 1, ns1: no zone is called “Cores”: did you mean “Core”?"), "{:?}", window.nodes());
    window.click(Role::CheckBox, "Add 1 zone that the plan lacks");
    assert!(window.has("Line 1, ns1: New zone Cores, DNS server: new, and the role is ticked"));
    window.click(Role::Button, "Add 1 machine");
    assert_eq!(machines(window.plan(), "cores"), ["dns-server: ns1 10.2.0.53"]);
}

#[test]
fn machines_go_to_a_spreadsheet_and_come_back_unchanged() {
    let mut window = open();
    window.menu("Edit", "Copy machines");
    let copied = window.clipboard();
    assert_eq!(copied.lines().count(), 7, "{copied}");
    assert!(
        copied.starts_with("Zone\tRole\tScope\tName\tAddresses\nClients\tDomain member\tcorp.example\tpc1\t"),
        "{copied}"
    );
    // What is pasted nowhere is known by its heading.
    window.key(Modifiers::NONE, Key::Escape);
    window.show(Tab::Matrix);
    window.paste(&copied);
    assert!(window.has("Paste machines") && window.has("6 lines"), "{:?}", window.nodes());
    assert!(window.is_disabled(Role::Button, "Add machines"), "nothing is new");
    window.key(Modifiers::NONE, Key::Escape);
    window.show(Tab::Ticks);
    window.click_secondary(Role::GridCell, "Domain controller in Core, ticked, 3 hosts, has settings");
    window.click(Role::Button, "Copy 3 machines of Core");
    assert_eq!(window.clipboard().lines().count(), 4);
}

#[test]
fn the_menu_of_a_cell_takes_machines_of_its_role() {
    let mut window = open();
    window.show(Tab::Ticks);
    window.click_starting(Role::GridCell, "DNS server in Core");
    window.click_secondary(Role::GridCell, "DNS server in Core, ticked");
    window.click(Role::Button, "Paste machines…");
    assert!(window.has("Lines that name no zone and no role mean DNS server in Core"));
    window.text("ns1 10.2.0.53\nns2");
    window.click(Role::Button, "Add 2 machines");
    assert!(window.says("DNS server in Core, ticked, 2 hosts"));
    assert!(window.has("Added 2 machines"));
}
