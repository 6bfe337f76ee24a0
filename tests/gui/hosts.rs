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
