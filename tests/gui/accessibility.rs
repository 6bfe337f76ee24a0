//! Everything that can be used has a name and a role, in every view and every dialog.

use std::path::PathBuf;
use std::sync::Arc;

use egui::accesskit::Role;
use egui::{Key, Modifiers, Theme, Vec2};
use portolan::gui::{Answer, FileDialogs, PathQuestion, Reply, Tab};
use portolan::plan::{Plan, file};

use crate::tabs::{own_words, tabs};
use crate::window::{Window, templates};

const SHIFTED: Modifiers = Modifiers { alt: false, ctrl: false, shift: true, mac_cmd: false, command: true };

/// A way to a view other than a tab: what it is called, what it shows that no other view does, and what a person does to get there.
struct View(&'static str, &'static str, fn(&mut Window));

/// Opens the window on a plan with clients and a core, with that pair in the inspector.
fn open() -> Window {
    let template = templates().into_iter().find(|template| template.name == "clients-core-dmz");
    let mut window = Window::with(template.expect("the template").plan, Theme::Light, Vec2::new(1280.0, 800.0));
    window.click_cell("Clients to Core");
    window
}

/// Shows the page of the reference that a search for these words finds first.
fn read(window: &mut Window, words: &str, link: &str) {
    window.show(Tab::Reference);
    window.text(words);
    window.click(Role::Link, link);
}

const VIEWS: [View; 27] = [
    View("page of a role", "WINS server", |window| read(window, "wins server", "WINS server")),
    View("page of a service", "Listens on, 7", |window| read(window, "dfsr", "Distributed File System Replication")),
    View("page of an OS", "Windows Server 2003", |window| read(window, "windows server 2003", "Windows Server 2003")),
    View("page of a document", "Endpoints that rest on it", |window| read(window, "832017", "KB 832017")),
    View("zone", "Copy all as text", |window| window.click_starting(Role::Button, "To Core")),
    View("rules of a pair", "Close all", |window| window.click(Role::Button, "Open all")),
    View("what would close", "Any of these closes TCP 53", |window| {
        window.click(Role::Button, "TCP 53");
        window.click(Role::Button, "What would close TCP 53?");
    }),
    View("matching cells", "Clear the filter", |window| {
        window.click(Role::TextInput, "Filter the matrix");
        window.text("445");
    }),
    View("menu of a cell", "Copy cells as Markdown", |window| {
        let cell = window.cell("Clients to Core");
        window.click_secondary(Role::GridCell, &cell);
    }),
    View("menu of a zone", "Copy ticks of Core to other zones…", |window| {
        window.click_secondary(Role::ListBoxOption, "Core");
    }),
    View("File", "Quit", |window| window.click(Role::Button, "File")),
    View("Edit", "Undo", |window| window.click(Role::Button, "Edit")),
    View("View", "Actual size", |window| window.click(Role::Button, "View")),
    View("Help", "About Portolan", |window| window.click(Role::Button, "Help")),
    View("start page", "Empty plan", |window| window.key(Modifiers::COMMAND, Key::N)),
    View("export", "Export to file…", |window| window.key(Modifiers::COMMAND, Key::E)),
    View("forms of one's own", "No form is kept yet", |window| window.menu("File", "Forms of your own…")),
    View("form of one's own", "First rows of this plan", own_form),
    View("typed path", "Open plan", |window| window.key(Modifiers::COMMAND, Key::O)),
    View("unsaved", "Don't save", |window| {
        window.key(SHIFTED, Key::N);
        window.key(Modifiers::COMMAND, Key::Q);
    }),
    View("comments", "Save without comments", comments),
    View("placement", "Settings of Domain member", |window| {
        window.click(Role::Button, "Roles");
        window.click(Role::Button, "Settings of Domain member");
    }),
    View("pasted zones", "Add 1 zone", |window| {
        window.paste("Zone,Addresses\nLab,10.9.0.0/24\nBad,300.1.1.1");
    }),
    View("copied ticks", "Tick the zones to copy to", |window| window.key(SHIFTED, Key::D)),
    View("palette", "Arrow keys choose, Enter runs, Escape closes", |window| {
        window.key(Modifiers::COMMAND, Key::K);
    }),
    View("shortcuts", "Keyboard shortcuts", |window| window.key(Modifiers::NONE, Key::F1)),
    View("about", "About Portolan", |window| window.menu("Help", "About Portolan")),
];

/// A dialog of the system that answers with this path.
struct Answering(PathBuf);

impl FileDialogs for Answering {
    fn ask(&self, _: PathQuestion, reply: Reply) {
        reply.answer(Answer::Path(self.0.clone()));
    }
}

/// Loads a form, with all that can be set of it in sight.
fn own_form(window: &mut Window) {
    let path = window.path("form.csv");
    std::fs::write(&path, "Request\nSource,Destination,Service,Action,Cost center\n").expect("the form");
    window.menu("File", "Load my form…");
    window.key(Modifiers::COMMAND, Key::A);
    window.text(&path.display().to_string());
    window.key(Modifiers::NONE, Key::Enter);
    window.click(Role::Button, "Notation");
    window.click(Role::ListBoxOption, "Fixed text");
}

/// Saves a changed plan whose file has comments.
fn comments(window: &mut Window) {
    let path = window.path("comments.ron");
    std::fs::write(&path, "(format: 1, title: \"Mine\" /* and nobody's else */)").expect("the file");
    window.drop_files(&[&path]);
    window.key(SHIFTED, Key::N);
    window.key(Modifiers::NONE, Key::Escape);
    window.key(Modifiers::COMMAND, Key::S);
}

/// Everything that can be used in what is shown has a name and a role that says what it is for.
fn check(window: &Window, view: &str) {
    let usable = window.usable();
    let is_odd = |(role, label): &&(Role, String)| {
        // A scroll bar is named by what it scrolls.
        *role != Role::ScrollBar && (label.trim().is_empty() || is_plain(*role))
    };
    let odd: Vec<_> = usable.iter().filter(is_odd).collect();
    assert!(odd.is_empty(), "{view}: {odd:?}");
    assert!(usable.len() > 4, "{view} has something to use");
}

#[test]
fn whatever_is_used_has_a_name_and_a_role_in_every_tab() {
    for tab in tabs() {
        let mut window = open();
        window.show(tab);
        assert!(window.says(own_words(tab)), "{tab:?} shows “{}”", own_words(tab));
        check(&window, &format!("{tab:?}"));
    }
}

#[test]
fn whatever_is_used_has_a_name_and_a_role_in_every_view() {
    for View(name, shows, go) in VIEWS {
        let mut window = open();
        go(&mut window);
        assert!(window.says(shows), "{name} shows “{shows}”");
        check(&window, name);
    }
}

/// Whether a role says nothing of what a thing is for.
fn is_plain(role: Role) -> bool {
    matches!(role, Role::Unknown | Role::GenericContainer | Role::Pane | Role::Image)
}

#[test]
fn the_question_before_writing_over_a_file_has_names_too() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("taken.ron"), "(format: 1)").expect("the file");
    // The ending is added here, so the system has asked about another name.
    let dialogs = Arc::new(Answering(folder.path().join("taken")));
    let size = Vec2::new(1280.0, 800.0);
    let mut window = Window::with_changed(Plan::default(), Theme::Light, size, |_, deps| deps.dialogs = dialogs);
    window.key(SHIFTED, Key::S);
    assert!(window.has("Write over the file?"));
    check(&window, "overwrite");
}

#[test]
fn an_empty_plan_and_an_error_have_names_too() {
    let mut window = Window::with_plan(file::read("(format: 1)").expect("a plan").plan);
    let bad = window.path("bad.ron");
    std::fs::write(&bad, "nonsense").expect("the file");
    window.drop_files(&[&bad]);
    assert!(window.has("Dismiss") && window.says("There is no zone yet"));
    check(&window, "an empty plan");
}

#[test]
fn tab_stops_at_nothing_without_a_name() {
    for tab in tabs() {
        let mut window = open();
        window.show(tab);
        for _ in 0..150 {
            window.key(Modifiers::NONE, Key::Tab);
            assert!(!window.focused().is_empty(), "{tab:?}: {:?}", window.focus_rect());
        }
    }
}
