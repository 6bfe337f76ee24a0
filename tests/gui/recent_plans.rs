//! Recent plans: in the File menu, newest first, until their file is gone.

use egui::accesskit::Role;
use egui::{Key, Modifiers, Theme, Vec2};
use portolan::gui::UiState;
use portolan::plan::Plan;

use crate::window::{Window, templates};

fn titled(title: &str) -> Plan {
    Plan { title: title.to_owned(), ..Plan::default() }
}

/// A window after `office` and then `branch` were saved.
fn after_two() -> Window {
    let mut window = Window::with_plan(titled("Office"));
    for name in ["office.ron", "branch.ron"] {
        window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::S);
        window.key(Modifiers::COMMAND, Key::A);
        window.text(window.path(name).to_str().expect("a plain path").to_owned().as_str());
        window.key(Modifiers::NONE, Key::Enter);
    }
    window
}

fn names(window: &Window) -> Vec<String> {
    let recent = &window.app().ui_state().recent;
    recent.iter().map(|path| path.file_name().expect("a name").to_string_lossy().into_owned()).collect()
}

/// What the File menu calls a plan in the folder of the test.
fn item(window: &Window, name: &str) -> String {
    let path = window.path(name);
    format!("{name} in {}", path.parent().expect("a folder").display())
}

#[test]
fn a_new_window_has_none() {
    let mut window = Window::open();
    window.click(Role::Button, "File");
    assert!(window.has("Open…") && !window.has("Recent plans"));
}

#[test]
fn saving_and_opening_puts_a_plan_first() {
    let mut window = after_two();
    assert_eq!(names(&window), ["branch.ron", "office.ron"]);
    window.click(Role::Button, "File");
    let label = item(&window, "office.ron");
    window.click(Role::Button, &label);
    assert_eq!(names(&window), ["office.ron", "branch.ron"]);
    assert_eq!(window.app().document().path(), Some(window.path("office.ron").as_path()));
    assert_eq!(
        UiState::read(&window.app().ui_state().to_text()).unwrap_or_default().recent,
        window.app().ui_state().recent
    );
}

#[test]
fn a_plan_that_is_gone_says_so_and_leaves_the_list() {
    let mut window = after_two();
    std::fs::remove_file(window.path("office.ron")).expect("it is there");
    window.click(Role::Button, "File");
    let label = item(&window, "office.ron");
    window.click(Role::Button, &label);
    assert!(window.says("The plan is no longer there"));
    assert_eq!(names(&window), ["branch.ron"]);
    assert_eq!(window.app().document().path(), Some(window.path("branch.ron").as_path()));
}

#[test]
fn changes_are_asked_about_before_another_plan_is_opened() {
    let mut window = after_two();
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::N);
    window.click(Role::Button, "File");
    let label = item(&window, "office.ron");
    window.click(Role::Button, &label);
    window.click(Role::Button, "Don't save");
    assert_eq!(names(&window), ["office.ron", "branch.ron"]);
    assert!(window.plan().zones.is_empty());
}

#[test]
fn keys_alone_reach_a_recent_plan() {
    let mut window = after_two();
    window.keys_to(Key::Tab, "File");
    window.key(Modifiers::NONE, Key::Enter);
    let label = item(&window, "office.ron");
    window.keys_to(Key::Tab, &label);
    window.key(Modifiers::NONE, Key::Enter);
    assert_eq!(names(&window), ["office.ron", "branch.ron"]);
}

#[test]
fn a_window_that_was_left_in_any_state_opens() {
    for text in ["", "(recent: [\"\"], theme: Light)", "(recent: 3)", "not ron at all"] {
        let plan = templates().swap_remove(0).plan;
        let window = Window::with_changed(plan, Theme::Dark, Vec2::new(1280.0, 800.0), |opening, _| {
            opening.ui_state = UiState::read(text).unwrap_or_default();
        });
        assert!(window.has("Zones"), "{text}");
    }
}
