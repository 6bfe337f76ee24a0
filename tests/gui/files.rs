//! Plan files that come by drag and drop, and a window that goes: what would be lost is asked about once.

use std::path::PathBuf;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use portolan::export::{Cancel, ExportOptions, export, exporter};
use portolan::files::catalog_dir;
use portolan::gui::Answer;
use portolan::matrix::derive;
use portolan::plan::{Plan, file};

use crate::window::Window;

const ASKED: &str = "Save changes?";
const WAITING: &str = "A file dialog is open";
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

#[test]
fn a_dialog_of_the_system_does_not_outlive_the_question_about_changes() {
    let (mut window, [other, ..]) = open();
    change(&mut window);
    window.hold();
    window.key(Modifiers::COMMAND, Key::O);
    assert!(window.has(WAITING) && !window.has(ASKED), "nothing is chosen yet");
    window.close();
    assert!(window.has(ASKED) && !window.has(WAITING));
    window.answer(Answer::Path(other));
    assert!(window.has(ASKED) && !window.is_closed(), "the late answer is none to this question");
    assert_eq!(window.plan().title, "Mine");
    assert!(window.has("Nothing was done with other.ron: its dialog had been given up"));
    window.click(Role::Button, "Don't save");
    assert!(window.is_closed());
}

#[test]
fn the_window_takes_no_edits_while_a_dialog_of_the_system_is_up() {
    let (mut window, [other, ..]) = open();
    window.hold();
    window.key(Modifiers::COMMAND, Key::O);
    assert!(window.has(WAITING));
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::N);
    window.key(Modifiers::NONE, Key::F2);
    window.click(Role::Button, "Add zone");
    window.click(Role::Button, "Duplicate zone");
    window.paste("Branch\t10.9.0.0/16");
    window.drop_files(&[&other]);
    assert_eq!((window.plan().title.as_str(), window.plan().zones.len()), ("Mine", 1));
    assert!(!window.app().document().is_dirty());
    assert_eq!(window.answer(Answer::Path(other)), "Open plan");
    window.release();
    assert_eq!(window.plan().title, "Other");
}

#[test]
fn waiting_for_a_dialog_of_the_system_can_be_given_up() {
    for by_key in [true, false] {
        let (mut window, [other, ..]) = open();
        window.hold();
        window.key(Modifiers::COMMAND, Key::O);
        if by_key {
            window.key(Modifiers::NONE, Key::Escape);
        } else {
            window.click(Role::Button, "Stop waiting");
        }
        assert!(!window.has(WAITING));
        change(&mut window);
        window.answer(Answer::Path(other));
        assert_eq!((window.plan().title.as_str(), window.plan().zones.len()), ("Mine", 2), "the edit is not lost");
        assert!(!window.has(ASKED), "nothing is asked on its behalf");
    }
}

#[test]
fn saving_on_the_way_out_never_takes_the_path_of_an_export() {
    let (mut window, _) = open();
    change(&mut window);
    window.hold();
    window.key(Modifiers::COMMAND, Key::E);
    window.click(Role::Button, "Export to file…");
    window.close();
    window.click(Role::Button, "Save");
    let rules = window.path("rules.csv");
    assert_eq!(window.answer(Answer::Path(rules.clone())), "Export csv");
    assert!(!rules.exists() && !window.is_closed());
    assert_eq!(window.app().document().path(), None, "the plan is not at home there");
    let mine = window.path("mine.ron");
    assert_eq!(window.answer(Answer::Path(mine.clone())), "Save plan as");
    window.release();
    assert!(window.is_closed());
    let text = std::fs::read_to_string(mine).expect("the plan");
    assert_eq!(file::read(&text).expect("a plan").plan.title, "Mine");
}

#[test]
fn a_plan_saved_as_a_name_with_a_number_is_found_as_a_plan() {
    for (by_system, name, saved) in
        [(true, "plan 1.2", "plan 1.2.ron"), (false, "plan 1.3", "plan 1.3.ron"), (true, "plan.ron", "plan.ron")]
    {
        let (mut window, _) = open();
        let path = window.path(name);
        if by_system {
            window.hold();
        }
        window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::S);
        if by_system {
            window.answer(Answer::Path(path));
            window.release();
        } else {
            window.key(Modifiers::COMMAND, Key::A);
            window.text(path.to_str().expect("a plain path").to_owned().as_str());
            window.key(Modifiers::NONE, Key::Enter);
        }
        assert_eq!(window.app().document().path(), Some(window.path(saved).as_path()), "{name}");
        assert!(window.path(saved).exists(), "{name}");
    }
}

#[test]
fn a_file_that_the_system_did_not_ask_about_is_not_written_over() {
    let (mut window, [other, ..]) = open();
    let before = std::fs::read_to_string(&other).expect("the file");
    window.hold();
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::S);
    let other_without_ending = window.path("other");
    window.answer(Answer::Path(other_without_ending));
    window.release();
    assert!(window.has("Write over the file?"));
    window.click(Role::Button, "Cancel");
    assert_eq!(std::fs::read_to_string(&other).expect("the file"), before);
    assert_eq!(window.app().document().path(), None);
}

#[test]
fn a_picture_of_a_plan_without_a_title_is_the_same_as_the_command_line_writes() {
    let mut window = Window::open();
    let office = window.path("office.ron");
    std::fs::write(&office, "(format: 2, zones: [(id: \"a\", name: \"A\")])").expect("a file");
    window.drop_files(&[&office]);
    window.key(Modifiers::COMMAND, Key::E);
    // The list ends with the pictures, and arrow keys choose in it.
    for _ in 0..40 {
        window.key(Modifiers::NONE, Key::ArrowDown);
        if window.focused() == "matrix-svg" {
            break;
        }
    }
    assert!(window.is_ticked(Role::RadioButton, "matrix-svg"));
    window.click(Role::Button, "Export to file…");
    window.key(Modifiers::COMMAND, Key::A);
    let path = window.path("matrix.svg");
    window.text(path.to_str().expect("a plain path").to_owned().as_str());
    window.key(Modifiers::NONE, Key::Enter);
    let written = std::fs::read(&path).expect("the picture");
    let options = ExportOptions::default().of_file(&office);
    let catalog = catalog_dir::with_overlay(&[]).0;
    let (matrix, format) = (derive(&catalog, window.plan()), exporter("matrix-svg").expect("the exporter"));
    let mut expected = Vec::new();
    export(&catalog, &matrix, format, options, &mut expected, &Cancel::default()).expect("an export");
    assert!(written == expected, "the same bytes");
    assert!(String::from_utf8_lossy(&written).contains(">office.ron<"));
}
