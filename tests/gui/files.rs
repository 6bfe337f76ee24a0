//! Plan files that come by drag and drop, and a window that goes: what would be lost is asked about once.

use std::path::PathBuf;
use std::sync::Arc;

use egui::accesskit::Role;
use egui::{Key, Modifiers, Theme, Vec2};
use portolan::gui::{FileDialogs, PathQuestion, Reply};
use portolan::plan::{Plan, file};

use crate::window::Window;

const ASKED: &str = "Save changes?";
const OPEN: &str = "Drop to open this plan";

fn titled(title: &str) -> Plan {
    file::read(&format!("(format: 1, title: {title:?}, zones: [(id: \"a\", name: \"A\")])")).expect("a plan").plan
}

/// A window on a plan, and beside it a plan, a text that is none, and a folder.
fn open() -> (Window, [PathBuf; 3]) {
    let window = Window::with_plan(titled("Mine"));
    let [other, junk, folder] = ["other.ron", "junk.ron", "folder"].map(|name| window.path(name));
    std::fs::write(&other, "(format: 1, title: \"Other\")").expect("a file");
    std::fs::write(&junk, "Dear Sir or Madam").expect("a file");
    std::fs::create_dir(&folder).expect("a folder");
    (window, [other, junk, folder])
}

/// Adds a zone, so that the plan is not as it is in its file.
fn change(window: &mut Window) {
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::N);
    window.key(Modifiers::NONE, Key::Escape);
    assert!(window.app().document().is_dirty());
}

/// Begins to type another name for the zone, and leaves it at that.
fn type_name(window: &mut Window, name: &str) {
    window.key(Modifiers::NONE, Key::F2);
    window.key(Modifiers::COMMAND, Key::A);
    window.text(name);
    assert!(!window.app().document().is_dirty(), "nothing is committed yet");
}

/// Asks the window to close: by its keys, or by the button of the system.
fn leave(window: &mut Window, by_keys: bool) {
    if by_keys {
        window.key(Modifiers::COMMAND, Key::Q);
    } else {
        window.close();
    }
}

#[test]
fn what_a_drop_would_do_is_said_before() {
    let (mut window, [other, junk, folder]) = open();
    for (held, text) in [
        (&[&other][..], OPEN),
        (&[&junk], OPEN),
        (&[&folder], "Drop to use this folder as your catalog"),
        (&[&other, &junk], "Drop one file at a time"),
    ] {
        window.hold_files(held);
        assert!(window.sees(Role::Label, text), "{held:?}");
        window.hold_files(&[]);
        assert!(!window.says("Drop"), "it goes with the files");
    }
    assert_eq!(window.plan().title, "Mine");
}

#[test]
fn a_dropped_plan_opens() {
    let (mut window, [other, ..]) = open();
    window.hold_files(&[&other]);
    window.drop_files(&[&other]);
    assert_eq!(window.plan().title, "Other");
    assert_eq!(window.app().document().path(), Some(other.as_path()));
    assert_eq!(window.app().ui_state().recent, [other]);
    assert!(!window.has(OPEN) && window.has("Opened other.ron"));
}

#[test]
fn what_is_no_plan_is_an_error_and_the_plan_stays() {
    let (mut window, [_, junk, _]) = open();
    window.drop_files(&[&junk]);
    assert_eq!(window.plan().title, "Mine");
    let error = window.app().notifications().texts().next().expect("an error");
    assert!(error.starts_with("Can't open the plan: "), "{error}");
}

#[test]
fn several_files_at_once_open_none() {
    let (mut window, [other, junk, _]) = open();
    window.drop_files(&[&other, &junk]);
    assert_eq!(window.plan().title, "Mine");
    assert!(window.has("Only one file can be dropped at a time"));
}

#[test]
fn a_dropped_folder_becomes_the_catalog_folder() {
    let (mut window, [_, _, folder]) = open();
    window.drop_files(&[&folder]);
    assert!(window.has("Catalog folder in use: no entities of yours"));
    assert_eq!(window.app().ui_state().catalog_folder, Some(folder));
    assert_eq!(window.plan().title, "Mine");
}

#[test]
fn changes_are_asked_about_before_a_dropped_plan_opens() {
    let (mut window, [other, ..]) = open();
    change(&mut window);
    window.drop_files(&[&other]);
    assert!(window.has(ASKED));
    window.click(Role::Button, "Cancel");
    assert_eq!((window.plan().title.as_str(), window.plan().zones.len()), ("Mine", 2));
    window.drop_files(&[&other]);
    window.click(Role::Button, "Don't save");
    assert!(!window.has(ASKED), "once");
    assert_eq!(window.plan().title, "Other");
}

#[test]
fn what_is_being_typed_belongs_to_the_changes() {
    let (mut window, [other, ..]) = open();
    type_name(&mut window, "Clients");
    window.drop_files(&[&other]);
    assert!(window.has(ASKED));
    assert_eq!(window.plan().zones[0].name, "Clients");
}

#[test]
fn nothing_can_be_dropped_while_something_is_asked() {
    let (mut window, [other, ..]) = open();
    window.key(Modifiers::COMMAND, Key::E);
    window.hold_files(&[&other]);
    assert!(!window.has(OPEN));
    window.drop_files(&[&other]);
    assert_eq!(window.plan().title, "Mine");
    assert!(window.has("Export to file…"), "the dialog stays");
}

#[test]
fn a_plan_without_changes_lets_the_window_go() {
    for by_keys in [true, false] {
        let (mut window, _) = open();
        leave(&mut window, by_keys);
        assert!(window.is_closed());
    }
}

#[test]
fn changes_hold_the_window_until_they_are_given_up() {
    for by_keys in [true, false] {
        let (mut window, _) = open();
        change(&mut window);
        leave(&mut window, by_keys);
        assert!(!window.is_closed() && window.has(ASKED));
        window.click(Role::Button, "Cancel");
        assert!(!window.is_closed() && !window.has(ASKED), "it stays");
        window.close();
        window.close();
        assert!(!window.is_closed() && window.has(ASKED), "asking twice is no answer");
        window.click(Role::Button, "Don't save");
        assert!(window.is_closed() && !window.has(ASKED), "it is asked once");
    }
}

#[test]
fn changes_can_be_saved_on_the_way_out() {
    let (mut window, [other, ..]) = open();
    window.drop_files(&[&other]);
    change(&mut window);
    window.close();
    window.click(Role::Button, "Save");
    assert!(window.is_closed());
    let text = std::fs::read_to_string(other).expect("the plan");
    assert_eq!(file::read(&text).expect("a plan").plan.zones.len(), 1);
}

#[test]
fn what_is_being_typed_holds_the_window() {
    for by_keys in [true, false] {
        let (mut window, _) = open();
        type_name(&mut window, "Clients");
        leave(&mut window, by_keys);
        assert!(!window.is_closed() && window.has(ASKED));
        assert_eq!(window.plan().zones[0].name, "Clients");
        window.click(Role::Button, "Don't save");
        assert!(window.is_closed());
    }
}

#[test]
fn a_field_without_a_change_does_not_hold_the_window() {
    let (mut window, _) = open();
    window.key(Modifiers::COMMAND, Key::F);
    window.text("dns");
    window.close();
    assert!(window.is_closed());
}

#[test]
fn a_dialog_does_not_hold_a_window_without_changes() {
    let (mut window, _) = open();
    window.key(Modifiers::COMMAND, Key::E);
    window.close();
    assert!(window.is_closed());
}

/// A system whose file dialogs never answer.
struct Silent(std::sync::Mutex<Vec<Reply>>);

impl FileDialogs for Silent {
    fn ask(&self, _: PathQuestion, reply: Reply) {
        self.0.lock().expect("no other thread asks").push(reply);
    }
}

#[test]
fn a_dialog_of_the_system_does_not_outlive_the_question_about_changes() {
    let mut window = Window::with_changed(titled("Mine"), Theme::Dark, Vec2::new(1280.0, 800.0), |deps| {
        deps.dialogs = Arc::new(Silent(std::sync::Mutex::default()));
    });
    window.key(Modifiers::COMMAND, Key::O);
    assert!(window.has("A file dialog is open"));
    change(&mut window);
    window.close();
    assert!(window.has(ASKED) && !window.has("A file dialog is open"));
    window.click(Role::Button, "Don't save");
    assert!(window.is_closed());
}
