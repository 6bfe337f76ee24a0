//! How many actions it takes from an empty plan to the rules in a file. An action is one click, one drag, one chord, or one
//! field typed.

use egui::accesskit::Role;
use egui::{Key, Modifiers, Theme, Vec2};
use portolan::cli;
use portolan::gui::Tab;
use portolan::plan::{Plan, file};

use crate::window::Window;

/// The plan that all walks make, as somebody would write it.
const PLAN: &str = r#"(format: 1, zones: [
    (id: "clients", name: "Clients", os: ["windows-11"], placements: [(role: "domain-member")]),
    (id: "servers", name: "Servers", os: ["windows-server-2025"], placements: [(role: "file-server")]),
    (id: "dcs", name: "Domain controllers", os: ["windows-server-2025"],
     placements: [(role: "dns-server"), (role: "domain-controller")]),
    (id: "dmz", name: "DMZ", os: ["windows-server-2025"],
     placements: [(role: "read-only-domain-controller"), (role: "web-server")]),
])"#;

/// The most actions by keys or by a pointer, and the most with a table that is pasted.
const MOST: usize = 45;
const MOST_PASTED: usize = 12;

/// A window, and how much was done in it.
struct Walk {
    window: Window,
    num_actions: usize,
}

impl Walk {
    /// Begins on the tick table of an empty plan, as a first start would.
    fn new() -> Self {
        let window = Window::with_changed(Plan::default(), Theme::Light, Vec2::new(1440.0, 900.0), |opening, _| {
            opening.ui_state.tab = Tab::Ticks;
        });
        Self { window, num_actions: 0 }
    }

    fn act(&mut self, action: impl FnOnce(&mut Window)) {
        self.num_actions += 1;
        action(&mut self.window);
    }

    fn key(&mut self, modifiers: Modifiers, key: Key) {
        self.act(|window| window.key(modifiers, key));
    }

    fn press(&mut self, keys: &[Key]) {
        for &key in keys {
            self.key(Modifiers::NONE, key);
        }
    }

    fn text(&mut self, text: &str) {
        self.act(|window| window.text(text));
    }

    fn click(&mut self, role: Role, label: &str) {
        self.act(|window| window.click(role, label));
    }

    /// Clicks on the cell whose name begins so.
    fn tick(&mut self, start: &str) {
        let start = format!("{start}, ");
        self.act(|window| window.click_starting(Role::GridCell, &start));
    }

    /// The plan is the one that was meant, the file holds what the command line writes, and few actions were enough.
    fn check(&self, most: usize) {
        let plan = self.window.plan();
        let expected = file::read(PLAN).expect("the plan").plan;
        let told = |plan: &Plan| {
            let zones = plan.zones.iter().map(|zone| (zone.name.clone(), zone.os.clone(), zone.placements.clone()));
            zones.collect::<Vec<_>>()
        };
        assert_eq!(told(plan), told(&expected));
        let saved = self.window.path("expected.ron");
        std::fs::write(&saved, file::write(plan)).expect("a file");
        let (mut out, mut err) = (Vec::new(), Vec::new());
        cli::run(["portolan", "export", saved.to_str().expect("a plain path"), "--format", "csv"], &mut out, &mut err);
        let exported = std::fs::read(self.window.path("untitled-plan-rules.csv")).expect("the exported rules");
        assert!(exported == out && out.len() > 1000, "{}", String::from_utf8_lossy(&err));
        assert!(self.num_actions <= most, "{} actions", self.num_actions);
    }

    /// Exports the rules as a CSV under the name that is proposed, by keys.
    fn export(&mut self) {
        self.key(Modifiers::COMMAND, Key::E);
        self.key(Modifiers::SHIFT, Key::Tab);
        self.key(Modifiers::SHIFT, Key::Tab);
        assert_eq!(self.window.focused(), "Export to file…");
        self.press(&[Key::Enter, Key::Enter]);
    }
}

#[test]
fn keys_alone_need_few_actions() {
    use Key::{ArrowDown, ArrowRight, Enter, Home, Space};
    let mut walk = Walk::new();
    for name in ["Clients", "Servers", "Domain controllers", "DMZ"] {
        walk.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::N);
        walk.text(name);
    }
    walk.key(Modifiers::COMMAND, Key::Num1);
    walk.press(&[Home, Space, ArrowDown, ArrowRight]);
    walk.key(Modifiers::SHIFT, Key::End);
    walk.press(&[Space]);
    for (words, keys) in [
        ("domain member", &[Home][..]),
        ("file server", &[ArrowRight]),
        ("domain controller", &[ArrowRight]),
        ("dns server", &[]),
        ("rodc", &[ArrowRight]),
        ("web server", &[]),
    ] {
        walk.text(words);
        walk.press(&[Enter]);
        walk.press(keys);
        walk.press(&[Space]);
    }
    walk.export();
    walk.check(MOST);
}

#[test]
fn a_pointer_needs_few_actions() {
    let mut walk = Walk::new();
    for name in ["Clients", "Servers", "Domain controllers", "DMZ"] {
        walk.click(Role::Button, "Add zone");
        walk.text(name);
    }
    for cell in [
        "Windows 11 in Clients",
        "Windows Server 2025 in Servers",
        "Windows Server 2025 in Domain controllers",
        "Windows Server 2025 in DMZ",
        "Domain member in Clients",
        "Domain controller in Domain controllers",
        "DNS server in Domain controllers",
    ] {
        walk.tick(cell);
    }
    for (words, cell) in [
        ("file server", "File server in Servers"),
        ("rodc", "Read-only domain controller in DMZ"),
        ("web server", "Web server (IIS) in DMZ"),
    ] {
        walk.text(words);
        walk.tick(cell);
    }
    walk.click(Role::Button, "File");
    walk.click(Role::Button, "Export…");
    walk.click(Role::Button, "Export to file…");
    walk.click(Role::Button, "Save");
    walk.check(MOST);
}

#[test]
fn a_pasted_table_needs_a_few_of_them() {
    let mut walk = Walk::new();
    walk.act(|window| {
        window.paste(
            "Zone\tOS\tRoles\n\
             Clients\tWindows 11\tDomain member\n\
             Servers\tServer 2025\tFile server\n\
             Domain controllers\tServer 2025\tDNS server, Domain controller\n\
             DMZ\tServer 2025\tRODC, Web server (IIS)\n",
        );
    });
    walk.press(&[Key::Tab]);
    assert_eq!(walk.window.focused(), "Add 4 zones");
    walk.press(&[Key::Enter]);
    walk.export();
    walk.check(MOST_PASTED);
}
