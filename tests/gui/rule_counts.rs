//! The counts of rules at the rows of the tick table: held against a plain count, old as long as a new one is made, and
//! made beside the window.

use std::collections::{BTreeMap, BTreeSet};

use egui::accesskit::Role;
use egui::{Key, Modifiers, Theme, Vec2};
use portolan::catalog::Catalog;
use portolan::files::catalog_dir;
use portolan::gui::Tab;
use portolan::matrix::{FlowRole, Matrix, Merge, Origin, derive};
use portolan::plan::{Plan, file};

use crate::window::Window;

fn estates() -> Plan {
    file::read(include_str!("../plans/three-estates-26-zones.ron")).expect("the plan").plan
}

fn open(plan: Plan) -> Window {
    let mut window = Window::with(plan, Theme::Light, Vec2::new(1440.0, 900.0));
    window.show(Tab::Ticks);
    window
}

/// The names of the roles that take part in each rule between zones, counted by name.
fn counted(catalog: &Catalog, matrix: &Matrix) -> BTreeMap<String, usize> {
    let mut res = BTreeMap::new();
    for (source, destination) in matrix.pairs().filter(|(source, destination)| source != destination) {
        let cell = matrix.cell(catalog, source, destination);
        for rule in cell.rules(Merge::Ranges) {
            let mut roles = BTreeSet::new();
            for idx in rule.flows.iter().chain(&rule.also_serves) {
                let flow = &cell.flows[*idx];
                for end in [flow.key.source_role, flow.key.destination_role] {
                    if let FlowRole::Role(role_idx) = end {
                        roles.insert(role_idx);
                    }
                }
                for reason in &flow.reasons {
                    if let Origin::Connection(link) = reason.origin {
                        roles.extend(link.sources().map(|end| end.placed_role));
                        roles.extend(link.destinations().map(|end| end.placed_role));
                    }
                }
            }
            for role_idx in roles {
                *res.entry(catalog.roles[role_idx].name.to_string()).or_insert(0) += 1;
            }
        }
    }
    res
}

/// What the rows that are in sight say: the name of each, and its counts.
fn shown(window: &Window) -> Vec<(String, String)> {
    let nodes = window.nodes().into_iter().filter(|(role, _)| *role == Role::Button);
    let rows = nodes.filter_map(|(_, label)| label.strip_prefix("Row ").map(str::to_owned));
    rows.map(|name| (name.clone(), window.description(Role::Button, &format!("Row {name}")))).collect()
}

fn of_row(window: &Window, name: &str) -> String {
    window.description(Role::Button, &format!("Row {name}"))
}

#[test]
fn the_counts_are_those_of_a_plain_count() {
    let mut window = open(estates());
    let (catalog, _) = catalog_dir::with_overlay(&[]);
    let check = |window: &Window| {
        let expected = counted(&catalog, &derive(&catalog, window.plan()));
        let mut num_held = 0;
        for (name, text) in shown(window) {
            let is_role = catalog.roles.iter().any(|role| *role.name == *name);
            let number = expected.get(&name).copied().unwrap_or_default();
            let rules = match number {
                0 => "no rules".to_owned(),
                1 => "1 rule".to_owned(),
                number => format!("{} rules", portolan::view::thousands(number)),
            };
            match text.split_once(", ") {
                Some((zones, found)) => {
                    assert!(is_role && zones.starts_with("in "), "{name}: {text}");
                    assert_eq!(found, rules, "{name}");
                    num_held += usize::from(number > 0);
                }
                None => assert!(!is_role || text.is_empty(), "{name}: {text}"),
            }
        }
        assert!(num_held > 3, "{:?}", shown(window));
    };
    check(&window);
    window.click_starting(Role::GridCell, "Domain controller in ");
    check(&window);
    window.key(Modifiers::COMMAND, Key::Z);
    check(&window);
}

#[test]
fn a_tick_counts_anew_beside_the_window_and_another_one_in_its_place() {
    let text = r#"(format: 1, zones: [
        (id: "clients", name: "Clients", os: ["windows-11"], placements: [(role: "domain-member")]),
        (id: "core", name: "Core", os: ["windows-server-2022"], placements: [(role: "domain-controller")]),
        (id: "dmz", name: "DMZ", os: ["windows-server-2022"]),
    ])"#;
    let mut window = open(file::read(text).expect("the plan").plan);
    let before = of_row(&window, "Domain member");
    assert!(before.starts_with("in 1 zone, ") && before.ends_with(" rules"), "{before}");
    window.hold();
    window.click_starting(Role::GridCell, "Domain member in DMZ");
    assert_eq!(of_row(&window, "Domain member"), "in 2 zones", "what was counted before is no answer");
    window.click_starting(Role::GridCell, "DNS server in DMZ");
    window.release();
    let after = of_row(&window, "Domain member");
    assert!(after.starts_with("in 2 zones, ") && after.ends_with(" rules"), "{after}");
    assert!(of_row(&window, "DNS server").contains(" rules"));
    window.pass(3);
    window.run();
    assert_eq!(window.next_frame(), None, "nothing is left to do");
}

#[test]
fn a_large_plan_is_counted_when_it_was_left_alone_for_a_while() {
    let zone = |idx: usize| {
        let role = if idx == 0 { "domain-controller" } else { "domain-member" };
        format!("(id: \"z{idx}\", name: \"Zone {idx}\", os: [\"windows-11\"], placements: [(role: \"{role}\")])")
    };
    let zones: Vec<String> = (0..101).map(zone).collect();
    let plan = file::read(&format!("(format: 1, zones: [{}])", zones.join(","))).expect("the plan").plan;
    let mut window = open(plan);
    assert_eq!(of_row(&window, "Domain controller"), "in 1 zone");
    assert!(window.next_frame().is_some_and(|seconds| seconds > 0.2), "it waits for one frame");
    window.pass(2);
    window.run();
    let text = of_row(&window, "Domain controller");
    assert!(text.starts_with("in 1 zone, ") && text.ends_with(" rules"), "{text}");
}
