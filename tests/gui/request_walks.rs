//! From an empty plan to a filled form of the user's own, with machines given to placements: once by keys alone, once by a
//! pointer alone; both type. Actions are counted: one click, one drag, one chord, or one field typed. The form must hold
//! what the command line writes.

use egui::accesskit::Role;
use egui::{Key, Modifiers, Theme, Vec2};
use portolan::cli;
use portolan::files::own_profiles::OwnProfiles;
use portolan::gui::Tab;
use portolan::plan::{Plan, file};
use portolan::profile::Field;

use crate::window::Window;

/// The form of the house: nobody knows what goes into its column “Kostenstelle”.
const FORM: &str = "Nr;Quelle;Quell-IP;Ziel;Ziel-IP;Protokoll;Port;Begründung;Kostenstelle\n";

/// The machines, as a spreadsheet copies them.
const MACHINES: &str = "Zone\tRole\tName\tAddress\n\
    Clients\tDomain member\tpc1\t10.1.0.1\n\
    Clients\tDomain member\tpc2\t10.1.0.2\n\
    Core\tDomain controller\tdc1\t10.2.0.1\n\
    Core\tDNS server\tdc1\t10.2.0.1\n\
    Core\tDNS server\tns2\t10.2.0.53\n";

/// The most actions from the empty plan to the form in its file, by keys and by a pointer.
const MOST_BY_KEYS: usize = 45;
const MOST_BY_POINTER: usize = 25;

/// A window, and how much was done in it.
struct Walk {
    window: Window,
    num_actions: usize,
}

impl Walk {
    /// Begins on the tick table of an empty plan, with a form in the folder of the user.
    fn new() -> Self {
        let size = Vec2::new(1440.0, 900.0);
        let window = Window::with_changed(Plan::default(), Theme::Light, size, |opening, deps| {
            opening.ui_state.tab = Tab::Ticks;
            deps.own_folder.clone_from(&opening.ui_state.folder);
        });
        std::fs::write(window.path("form.csv"), FORM).expect("a form");
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

    /// Presses a key until something has the focus; each press counts.
    fn keys_to(&mut self, key: Key, label: &str) {
        for _ in 0..40 {
            if self.window.focused() == label {
                return;
            }
            self.press(&[key]);
        }
        panic!("{key:?} does not lead to “{label}”, but to “{}”", self.window.focused());
    }

    fn text(&mut self, text: &str) {
        self.act(|window| window.text(text));
    }

    fn click(&mut self, role: Role, label: &str) {
        self.act(|window| window.click(role, label));
    }

    /// Clicks on the cell of the tick table whose name begins so.
    fn tick(&mut self, cell: &str) {
        let start = format!("{cell}, ");
        self.act(|window| window.click_starting(Role::GridCell, &start));
    }

    /// The path of a file in the folder of the user.
    fn path(&self, name: &str) -> String {
        self.window.path(name).to_str().expect("a plain path").to_owned()
    }

    /// The plan has its machines, the form is kept as it was mapped, and the file is what the command line writes.
    fn check(&self, filled: &str, most: usize) {
        let plan = self.window.plan();
        let hosts = |zone_idx: usize| -> Vec<&str> {
            let placements = &plan.zones[zone_idx].placements;
            placements.iter().flat_map(|it| &it.hosts).map(|host| host.name.as_str()).collect()
        };
        assert_eq!((hosts(0), hosts(1)), (vec!["pc1", "pc2"], vec!["dc1", "ns2", "dc1"]));
        let kept = OwnProfiles::below(&self.window.path("")).profiles().0;
        let [profile] = &kept[..] else { panic!("{kept:?}") };
        assert_eq!(profile.files[0].columns[8].field, Field::Owner);
        let saved = self.path("expected.ron");
        std::fs::write(&saved, file::write(plan)).expect("the plan");
        let by = self.path(&format!("profiles/{}.ron", profile.id));
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let code = cli::run(["portolan", "export", &saved, "--profile", &by], &mut out, &mut err);
        assert_eq!(code, cli::ExitCode::Fine, "{}", String::from_utf8_lossy(&err));
        let filled = std::fs::read(self.window.path(filled)).expect("the filled form");
        assert!(filled == out, "the window writes what the command line writes");
        let text = String::from_utf8(filled).expect("UTF-8");
        assert!(text.starts_with(FORM.trim_end()), "{text}");
        assert!(text.contains(";Clients;10.1.0.1; 10.1.0.2;") || text.contains(";\"10.1.0.1; 10.1.0.2\";"), "{text}");
        assert!(text.contains("10.2.0.53") && !text.contains("to be filled"), "{text}");
        assert!(self.num_actions <= most, "{} actions", self.num_actions);
    }
}

#[test]
fn keys_alone_go_from_an_empty_plan_with_machines_to_a_form_of_ones_own() {
    use Key::{ArrowDown, ArrowRight, Enter, Home, Space, Tab as Next};
    let mut walk = Walk::new();
    for name in ["Clients", "Core"] {
        walk.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::N);
        walk.text(name);
    }
    walk.key(Modifiers::COMMAND, Key::Num1);
    walk.press(&[Home, Space, ArrowDown, ArrowRight, Space]);
    // The machines name their roles, which are ticked with them.
    walk.key(Modifiers::COMMAND, Key::K);
    walk.text("paste machines");
    walk.press(&[Enter]);
    walk.text(MACHINES);
    walk.keys_to(Next, "Add 5 machines");
    walk.press(&[Enter]);
    assert!(walk.window.plan().zones.iter().all(|zone| !zone.placements.is_empty()), "{:?}", walk.window.plan());

    walk.key(Modifiers::COMMAND, Key::K);
    walk.text("load my form");
    walk.press(&[Enter]);
    let form = walk.path("form.csv");
    walk.key(Modifiers::COMMAND, Key::A);
    walk.text(&form);
    walk.press(&[Enter]);
    assert!(walk.window.says("1 of 9 columns stays blank: “Kostenstelle”"));
    walk.press(&[Next, Next]);
    walk.text("owner");
    walk.press(&[Enter]);
    walk.keys_to(Next, "Keep");
    walk.press(&[Enter]);
    walk.keys_to(Next, "Export form");
    walk.press(&[Enter]);
    walk.keys_to(Next, "Export to file…");
    walk.press(&[Enter]);
    let filled = walk.path("filled.csv");
    walk.key(Modifiers::COMMAND, Key::A);
    walk.text(&filled);
    walk.press(&[Enter]);
    walk.check("filled.csv", MOST_BY_KEYS);
}

#[test]
fn a_pointer_alone_goes_from_an_empty_plan_with_machines_to_a_form_of_ones_own() {
    let mut walk = Walk::new();
    for name in ["Clients", "Core"] {
        walk.click(Role::Button, "Add zone");
        walk.text(name);
    }
    walk.tick("Windows 11 in Clients");
    walk.tick("Windows Server 2025 in Core");
    walk.click(Role::Button, "Edit");
    walk.click(Role::Button, "Paste machines…");
    walk.text(MACHINES);
    walk.click(Role::Button, "Add 5 machines");

    walk.click(Role::Button, "File");
    walk.click(Role::Button, "Load my form…");
    // The path begins with the folder that was used last.
    walk.text("/form.csv");
    walk.click(Role::Button, "Open");
    walk.click(Role::ListBoxOption, "Column I “Kostenstelle”");
    walk.click(Role::TextInput, "Search fields");
    walk.text("owner");
    walk.click(Role::ListBoxOption, "Owner");
    walk.click(Role::Button, "Keep");
    walk.click(Role::Button, "Export form");
    walk.click(Role::Button, "Export to file…");
    walk.click(Role::Button, "Save");
    walk.check("untitled-plan-form.csv", MOST_BY_POINTER);
}
