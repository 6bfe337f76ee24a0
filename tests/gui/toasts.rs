//! Toasts: results in passing, gone by themselves, and never in the way.

use egui::accesskit::{Live, Role};
use egui::{Key, Modifiers};

use portolan::plan::file;

use crate::window::Window;

/// What is told now, oldest first.
fn told(window: &Window) -> Vec<&str> {
    window.app().notifications().toasts().collect()
}

/// Saves the plan under a name in the folder of the test.
fn save_as(window: &mut Window, name: &str) {
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::S);
    window.key(Modifiers::COMMAND, Key::A);
    window.text(window.path(name).to_str().expect("a plain path").to_owned().as_str());
    window.key(Modifiers::NONE, Key::Enter);
}

/// Clients that call a server.
fn two_zones() -> Window {
    let text = r#"(format: 1, zones: [
        (id: "clients", name: "Clients", os: ["windows-11"], placements: [(role: "domain-member")]),
        (id: "core", name: "Core", os: ["windows-server-2022"], placements: [(role: "domain-controller")]),
    ])"#;
    Window::with_plan(file::read(text).expect("a plan").plan)
}

#[test]
fn a_result_is_told_by_its_name_and_goes_by_itself() {
    let mut window = Window::open();
    save_as(&mut window, "plan.ron");
    assert_eq!(told(&window), ["Saved plan.ron"]);
    assert!(window.sees(Role::Label, "Saved plan.ron"));
    assert_eq!(window.live(Role::Label, "Saved plan.ron"), Some(Live::Polite), "a screen reader tells it");
    window.pass(6);
    assert_eq!(told(&window), [""; 0]);
    assert!(!window.has("Saved plan.ron"));
    let path = window.path("plan.ron").display().to_string();
    assert!(window.has(&format!("Saved {path}")), "the status bar keeps it, with the path");
}

#[test]
fn it_waits_for_its_end_without_frames() {
    let mut window = Window::open();
    save_as(&mut window, "plan.ron");
    let delay = window.next_frame().expect("the frame in which it goes");
    assert!(delay > 3.0 && delay <= 5.0, "{delay}");
    window.pass(6);
    assert!(!window.asks_for_frames());
}

#[test]
fn results_stand_one_above_the_other_and_the_same_is_told_once() {
    let mut window = two_zones();
    window.click(Role::RadioButton, "Trust level: Low");
    for _ in 0..2 {
        window.click(Role::Button, "Duplicate zone");
        window.key(Modifiers::NONE, Key::Escape);
    }
    assert_eq!(told(&window), [""; 0], "the matrix shows what an edit did");
    for expected in
        ["Undid: Duplicate zone", "Undid: Duplicate zone", "Undid: Duplicate zone, Undid: Change trust level"]
    {
        window.key(Modifiers::COMMAND, Key::Z);
        assert_eq!(told(&window).join(", "), expected);
    }
    let places =
        [window.rects(Role::Label, "Undid: Duplicate zone"), window.rects(Role::Label, "Undid: Change trust level")];
    assert!(places[0][0].bottom() < places[1][0].top(), "the newest stands below");
}

#[test]
fn a_click_takes_it_away_and_the_pointer_keeps_it() {
    let mut window = Window::open();
    save_as(&mut window, "plan.ron");
    window.point_at(Role::Label, "Saved plan.ron");
    window.pass(8);
    assert_eq!(told(&window), ["Saved plan.ron"], "it is being read");
    window.click(Role::Label, "Saved plan.ron");
    assert_eq!(told(&window), [""; 0]);
}

#[test]
fn it_takes_no_focus_and_covers_no_button() {
    let mut window = two_zones();
    window.click_cell("Clients to Core");
    let before = window.focused();
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::C);
    assert!(told(&window)[0].starts_with("Copied the ports of "), "{:?}", told(&window));
    assert_eq!(window.focused(), before);
    let label = told(&window)[0].to_owned();
    let toast = window.rects(Role::Label, &label)[0];
    let used = window.used_in_sight();
    for expected in ["Add zone", "TCP 88"] {
        assert!(used.iter().any(|(_, name, _)| name == expected), "{expected} is there to be covered");
    }
    for (role, name, rect) in used {
        assert!(!rect.intersects(toast), "{role:?} {name} at {rect:?}, the toast at {toast:?}");
    }
    // Once it is gone, the inspector has its room back.
    let bottom = |window: &Window| {
        let inspector = window.app().parts().expect("it has been drawn")[3];
        let used = window.used_in_sight().into_iter().map(|(.., rect)| rect);
        used.filter(|rect| inspector.contains(rect.center())).map(|rect| rect.bottom()).fold(0.0, f32::max)
    };
    let before = bottom(&window);
    window.pass(6);
    assert!(bottom(&window) > before, "{before}");
}

#[test]
fn an_exported_file_hands_out_its_path() {
    let mut window = Window::open();
    window.key(Modifiers::COMMAND, Key::E);
    window.click(Role::Button, "Export to file…");
    window.key(Modifiers::COMMAND, Key::A);
    let path = window.path("rules.csv");
    window.text(path.to_str().expect("a plain path"));
    window.key(Modifiers::NONE, Key::Enter);
    assert_eq!(told(&window), ["Exported to rules.csv"]);
    window.click(Role::Button, "Copy path");
    assert_eq!(window.clipboard(), path.display().to_string());
    assert_eq!(told(&window), ["Exported to rules.csv", "Copied the path"]);
}

#[test]
fn findings_and_errors_are_no_toasts() {
    let mut window = Window::open();
    let path = window.path("not-there.ron");
    window.drop_files(&[&path]);
    window.click(Role::RadioButton, "Trust level: Low");
    assert!(window.says("warning"), "there are findings");
    window.pass(10);
    assert!(window.has("Can't open the plan"), "an error stays");
    assert_eq!(told(&window), [""; 0]);
}
