//! The table of rules while a search is under way: what was found stays in sight, and a search that ends without a
//! result says so.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use portolan::gui::Tab;
use portolan::plan::file;

use crate::window::Window;

const FIELD: &str = "Filter the rules";
const STOPPED: &str = "The search stopped before it was done";

fn open() -> Window {
    let text = r#"(format: 1, zones: [
        (id: "clients", name: "Clients", os: ["windows-11"], placements: [(role: "domain-member")]),
        (id: "core", name: "Core", os: ["windows-server-2022"], placements: [(role: "domain-controller")]),
    ])"#;
    let mut window = Window::with_plan(file::read(text).expect("a plan").plan);
    window.show(Tab::Rules);
    window
}

fn rows(window: &Window) -> Vec<String> {
    window.nodes().into_iter().filter(|(role, _)| *role == Role::Row).map(|(_, name)| name).collect()
}

#[test]
fn rules_that_were_found_stay_until_others_are_found() {
    let mut window = open();
    let all = rows(&window);
    window.click(Role::TextInput, FIELD);
    window.hold();
    for letter in ["ker", "ber", "os"] {
        window.text(letter);
        assert_eq!(rows(&window), all, "after {letter}");
        assert!(window.has("Searching…"));
    }
    window.release();
    let found = rows(&window);
    assert!(!found.is_empty() && found.len() < all.len(), "{found:?}");
    assert!(found.iter().any(|row| row.contains("Kerberos")), "{found:?}");
    assert!(!window.has("Searching…"));
    window.hold();
    window.text(" 443");
    assert_eq!(rows(&window), found);
    window.release();
    assert!(window.has("No rule is like this"));
    window.hold();
    window.key(Modifiers::NONE, Key::Backspace);
    assert!(!window.has("No rule is like this"), "that is not known yet");
}

#[test]
fn a_search_that_was_dropped_says_so_and_can_be_begun_again() {
    let mut window = open();
    window.click(Role::TextInput, FIELD);
    window.hold();
    window.text("kerberos");
    window.drop_work();
    assert!(window.has(STOPPED) && !window.has("Searching…"));
    window.drop_work();
    assert!(window.has(STOPPED), "it is not begun again by itself");
    window.click(Role::Button, "Search again");
    assert!(window.has("Searching…") && !window.has(STOPPED));
    window.release();
    assert!(!rows(&window).is_empty() && !window.has("Searching…"));
}

#[test]
fn a_screen_reader_hears_the_rule_at_the_cursor() {
    let mut window = open();
    window.show(Tab::Rules);
    let rows = rows(&window);
    assert_eq!(window.focused(), rows[0]);
    window.key(Modifiers::NONE, Key::ArrowDown);
    assert_eq!(window.focused(), rows[1]);
    assert_eq!(window.rows_of(Role::Table, "Rule table"), Some(rows.len()));
}
