//! A role that no catalog has and a flow that nothing asks for, from nothing to the rules in the matrix: by keys alone,
//! and by a pointer alone.

use egui::accesskit::Role;
use egui::{Key, Modifiers, Theme, Vec2};
use portolan::gui::Tab;
use portolan::plan::{Override, Plan, file};

use crate::window::Window;

/// Three zones with a database, before anybody spoke of payroll.
const BEFORE: &str = r#"(format: 2, zones: [
    (id: "clients", name: "Clients", os: ["windows-11"], placements: []),
    (id: "servers", name: "Servers", os: ["windows-server-2022"], placements: []),
    (id: "data", name: "Data", os: ["windows-server-2022"], placements: [(role: "sql-server")]),
])"#;

/// “Payroll server: listens on TCP 8443, calls SQL Server; Payroll client calls it”, ticked.
const AFTER: &str = r#"(format: 2,
    roles: [
        (id: "own-payroll-server", name: "Payroll server", listens: [(transport: tcp, ports: 8443)],
         calls: [(role: "sql-server", uses: ["sql-server/sql-over-tcp"])]),
        (id: "own-payroll-client", name: "Payroll client", calls: [(role: "own-payroll-server")]),
    ],
    zones: [
        (id: "clients", name: "Clients", os: ["windows-11"], placements: [(role: "own-payroll-client")]),
        (id: "servers", name: "Servers", os: ["windows-server-2022"], placements: [(role: "own-payroll-server")]),
        (id: "data", name: "Data", os: ["windows-server-2022"], placements: [(role: "sql-server")]),
    ],
)"#;

/// The most actions from the plan without the role to the rules in the matrix.
const MOST: usize = 24;

fn read(text: &str) -> Plan {
    file::read(text).expect("the plan").plan
}

/// A window, and how much was done in it.
struct Walk {
    window: Window,
    num_actions: usize,
}

impl Walk {
    fn new() -> Self {
        let window = Window::with_changed(read(BEFORE), Theme::Light, Vec2::new(1440.0, 900.0), |opening, _| {
            opening.ui_state.tab = Tab::Ticks;
        });
        Self { window, num_actions: 0 }
    }

    fn act(&mut self, action: impl FnOnce(&mut Window)) {
        self.num_actions += 1;
        action(&mut self.window);
    }

    fn chord(&mut self, modifiers: Modifiers, key: Key) {
        self.act(|window| window.key(modifiers, key));
    }

    fn press(&mut self, keys: &[Key]) {
        for &key in keys {
            self.chord(Modifiers::NONE, key);
        }
    }

    fn text(&mut self, text: &str) {
        self.act(|window| window.text(text));
    }

    fn click(&mut self, role: Role, label: &str) {
        self.act(|window| window.click(role, label));
    }

    /// The plan is the one that was meant, the matrix has its rules, and few actions were enough.
    fn check(&mut self) {
        assert_eq!(self.window.plan(), &read(AFTER));
        self.window.key(Modifiers::COMMAND, Key::Num2);
        for (pair, rule) in [("Clients to Servers", "TCP 8443"), ("Servers to Data", "TCP 1433")] {
            self.window.click_cell(pair);
            assert!(self.window.sees(Role::Button, rule), "{rule} in {pair}");
        }
        assert!(self.num_actions <= MOST, "{} actions", self.num_actions);
    }
}

#[test]
fn a_role_of_ones_own_is_made_and_ticked_by_keys_alone() {
    use Key::{ArrowDown, ArrowRight, Enter, Home, Space, Tab as Next};
    let mut walk = Walk::new();
    walk.chord(Modifiers::COMMAND, Key::K);
    walk.text("Payroll server");
    walk.press(&[ArrowDown, Enter]);
    assert_eq!(walk.window.focused(), "Name");
    walk.press(&[Next]);
    walk.text("8443");
    walk.press(&[Next]);
    assert_eq!(walk.window.focused(), "Search roles to call");
    walk.text("sql server");
    walk.press(&[Enter, Next]);
    assert!(walk.window.says("SQL over TCP, TCP 1433"), "what is usually called of it is ticked");
    assert_eq!(walk.window.focused(), "Called by");
    walk.text("Payroll client");
    assert!(walk.window.says("“Payroll client” is made as well"));
    walk.press(&[Enter]);
    walk.chord(Modifiers::COMMAND, Key::Num1);
    for (words, way) in [("payroll client", Home), ("payroll server", ArrowRight)] {
        walk.text(words);
        walk.press(&[Enter, way, Space]);
    }
    walk.check();
    // It is one step, and what was ticked was another one.
    for _ in 0..3 {
        walk.window.key(Modifiers::COMMAND, Key::Z);
    }
    assert_eq!(walk.window.plan(), &read(BEFORE));
}

#[test]
fn a_role_of_ones_own_is_made_and_ticked_by_a_pointer_alone() {
    let mut walk = Walk::new();
    walk.click(Role::TextInput, "Search roles, families, OS versions");
    walk.text("Payroll server");
    walk.click(Role::Button, "Make a role “Payroll server”…");
    walk.click(Role::TextInput, "Listens on");
    walk.text("8443/tcp");
    walk.click(Role::TextInput, "Search roles to call");
    walk.text("sql server");
    walk.click(Role::Button, "SQL Server Database Engine");
    walk.click(Role::TextInput, "Called by");
    walk.text("Payroll client");
    walk.click(Role::Button, "Make the role");
    walk.act(|window| window.click_starting(Role::GridCell, "Payroll server in Servers, "));
    walk.click(Role::Button, "Clear the search");
    walk.act(|window| window.click_starting(Role::GridCell, "Payroll client in Clients, "));
    walk.check();
}

#[test]
fn a_role_is_changed_and_deleted_where_it_is_seen() {
    let mut window = Window::with_plan(read(AFTER));
    window.show(Tab::Plan);
    window.click(Role::Link, "Payroll server");
    assert!(window.has("Change the role"));
    window.click(Role::Button, "Do not call SQL Server Database Engine");
    window.click(Role::Button, "Change the role");
    assert!(window.plan().own_role("own-payroll-server").is_some_and(|role| role.calls.is_empty()));
    window.menu("Edit", "Undo change the role Payroll server");
    assert_eq!(window.plan(), &read(AFTER));
    window.click(Role::Button, "Delete the role Payroll server");
    assert!(window.says("Deleted the role Payroll server, which was ticked in Servers"));
    let plan = window.plan();
    assert!(plan.zones[1].placements.is_empty() && plan.roles.iter().all(|role| role.calls.is_empty()));
    window.click(Role::Button, "Undo: Deleted the role Payroll server, which was ticked in Servers");
    assert_eq!(window.plan(), &read(AFTER), "all of it is one step");
}

#[test]
fn a_role_that_can_not_be_made_says_why_and_leaves_the_plan_alone() {
    let mut window = Window::with_plan(read(AFTER));
    window.menu("Edit", "Role of your own…");
    window.text("payroll server");
    assert!(window.says("The plan has a role “payroll server” already"));
    assert!(window.is_disabled(Role::Button, "Make the role"));
    window.key(Modifiers::NONE, Key::Tab);
    window.text("99999");
    assert!(window.says("“99999”"));
    window.key(Modifiers::NONE, Key::Escape);
    window.key(Modifiers::NONE, Key::Escape);
    assert_eq!(window.plan(), &read(AFTER));
}

/// What the plan adds, as its file writes it.
fn added(window: &Window) -> Vec<(String, Option<String>, String)> {
    let flows = window.plan().overrides.iter().filter_map(|entry| match entry {
        Override::Add { flow, reason } => {
            let ports = flow.ports.map(|range| range.to_string());
            Some((format!("{}>{} {}", flow.source_zone, flow.destination_zone, flow.transport), ports, reason.clone()))
        }
        Override::Suppress { .. } => None,
    });
    flows.collect()
}

#[test]
fn a_flow_is_added_changed_and_deleted_at_its_pair() {
    let mut window = Window::with_plan(read(BEFORE));
    window.show(Tab::Matrix);
    window.click_cell("Clients to Data");
    window.menu("Edit", "Add a flow…");
    assert_eq!(window.focused(), "Ports", "the pair is the chosen one");
    window.text("9000-9010");
    window.key(Modifiers::NONE, Key::Tab);
    window.text("Backup");
    window.key(Modifiers::NONE, Key::Enter);
    let flow = |ports: &str| vec![("clients>data TCP".to_owned(), Some(ports.to_owned()), "Backup".to_owned())];
    assert_eq!(added(&window), flow("9000-9010"));
    window.click(Role::Button, "TCP 9000-9010");
    window.click(Role::Button, "Change the flow…");
    window.key(Modifiers::COMMAND, Key::A);
    window.text("9001");
    window.click(Role::Button, "Change the flow");
    assert_eq!(added(&window), flow("9001"));
    window.click(Role::Button, "TCP 9001");
    window.click(Role::Button, "Change the flow…");
    window.click(Role::Button, "Delete the flow");
    assert_eq!(added(&window), []);
}

#[test]
fn a_flow_without_a_reason_is_not_added() {
    let mut window = Window::with_plan(read(BEFORE));
    window.show(Tab::Matrix);
    window.click_cell("Clients to Data");
    window.click(Role::Button, "Add a flow…");
    window.text("9000");
    assert!(window.says("Say why it is to be open"));
    assert!(window.is_disabled(Role::Button, "Add the flow"));
    window.key(Modifiers::NONE, Key::Enter);
    assert_eq!(added(&window), []);
}

/// Fills in the source, and names the folder in the field that stands where the system has no dialog.
fn move_to(window: &mut Window, folder: &str) {
    window.show(Tab::Plan);
    window.click(Role::Link, "Payroll server");
    window.click(Role::Button, "Move to a catalog folder…");
    assert!(window.is_disabled(Role::Button, "Choose the folder…"), "a document is asked for");
    for text in ["Payroll guide", "Our own", "https://payroll.example"] {
        window.text(text);
        window.key(Modifiers::NONE, Key::Tab);
    }
    window.click(Role::Button, "Choose the folder…");
    window.key(Modifiers::COMMAND, Key::A);
    let path = window.path(folder);
    window.text(path.to_str().expect("a plain path"));
    window.key(Modifiers::NONE, Key::Enter);
}

#[test]
fn roles_are_moved_to_a_catalog_folder_and_stay_ticked() {
    let mut window = Window::with_plan(read(AFTER));
    std::fs::create_dir_all(window.path("own")).expect("a folder");
    move_to(&mut window, "own");
    let after = Plan { roles: Vec::new(), ..read(AFTER) };
    assert_eq!(window.plan(), &after);
    let folder = window.path("own");
    for name in ["roles/own-payroll-server.ron", "roles/own-payroll-client.ron", "services/own-payroll-server.ron"] {
        assert!(folder.join(name).is_file(), "{name}");
    }
    assert_eq!(window.app().ui_state().catalog_folder.as_deref(), Some(&*folder));
    window.key(Modifiers::COMMAND, Key::Num2);
    assert!(window.says("Clients to Servers: 1 rule") && window.says("Servers to Data: 1 rule"));
}

#[test]
fn a_file_that_is_there_is_not_written_over_and_the_plan_stays() {
    let mut window = Window::with_plan(read(AFTER));
    let there = window.path("own").join("roles/own-payroll-server.ron");
    std::fs::create_dir_all(there.parent().expect("a folder")).expect("a folder");
    std::fs::write(&there, "mine").expect("a file");
    move_to(&mut window, "own");
    assert_eq!(window.plan(), &read(AFTER));
    assert_eq!(std::fs::read_to_string(&there).ok().as_deref(), Some("mine"));
    let errors = window.app().notifications().texts().collect::<Vec<_>>().join(", ");
    assert!(errors.contains("Can't move the roles: the plan is as it was"), "{errors}");
    assert!(!window.path("own").join("references").join("own-payroll-guide.ron").exists());
}
