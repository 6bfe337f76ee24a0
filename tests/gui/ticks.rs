//! The tick table with real events: ticks, blocks, copies and pastes, its menu and its search, by a pointer and by keys.
//! Each is seen in the plan.

use egui::accesskit::Role;
use egui::{Theme, Vec2};
use portolan::gui::Tab;
use portolan::plan::{Plan, file};

use crate::window::{Window, templates};

/// Clients, a core with a controller, servers, and an empty DMZ.
fn plan() -> Plan {
    let text = r#"(format: 1, title: "Ticks", zones: [
            (id: "clients", name: "Clients", os: ["windows-11"], placements: [(role: "domain-member")]),
            (id: "core", name: "Core", os: ["windows-server-2022"], placements: [(role: "domain-controller")]),
            (id: "data", name: "Data", os: ["windows-server-2022"], placements: [(role: "sql-server")]),
            (id: "dmz", name: "DMZ"),
        ])"#;
    file::read(text).expect("the plan").plan
}

fn open() -> Window {
    open_on(plan())
}

fn open_on(plan: Plan) -> Window {
    let mut window = Window::with(plan, Theme::Dark, Vec2::new(1440.0, 900.0));
    window.show(Tab::Ticks);
    window
}

/// The whole name of a cell, written `Domain controller in Core`.
fn cell(window: &Window, start: &str) -> String {
    let cells = window.nodes().into_iter().filter(|(role, _)| *role == Role::GridCell);
    let mut found = cells.map(|(_, label)| label).filter(|label| label.starts_with(&format!("{start},")));
    found.next().unwrap_or_else(|| panic!("no cell “{start}”"))
}

fn click(window: &mut Window, start: &str) {
    let label = cell(window, start);
    window.click(Role::GridCell, &label);
}

/// The roles of a zone.
fn roles(window: &Window, zone: &str) -> Vec<String> {
    let zone = window.plan().zone(zone).expect("a zone");
    zone.placements.iter().map(|placement| placement.role.to_string()).collect()
}

#[test]
fn a_click_ticks_and_another_one_unticks() {
    let mut window = open();
    click(&mut window, "Windows Server 2022 in DMZ");
    assert_eq!(window.plan().zones[3].os.len(), 1);
    assert_eq!(cell(&window, "File server in DMZ"), "File server in DMZ, not ticked");
    click(&mut window, "File server in DMZ");
    assert_eq!(roles(&window, "dmz"), ["file-server"]);
    assert_eq!(cell(&window, "File server in DMZ"), "File server in DMZ, ticked");
    click(&mut window, "File server in DMZ");
    assert_eq!(roles(&window, "dmz"), Vec::<String>::new());
    assert_eq!(window.app().notifications().toasts().count(), 0, "nothing stands in the way of the next tick");
}

#[test]
fn pictures() {
    let plan = templates().into_iter().find(|template| template.name == "a-mid-sized-company").expect("it").plan;
    for (theme, name) in [(Theme::Dark, "dark"), (Theme::Light, "light")] {
        let mut window = Window::with(plan.clone(), theme, Vec2::new(1440.0, 900.0));
        window.show(Tab::Ticks);
        window.picture(&format!("ticks-{name}"));
    }
}
