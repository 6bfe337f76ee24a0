//! Small things that cost somebody time once: searches that stay, news that is old, menus that don't say what they act
//! on, and counts that differ.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use portolan::gui::{Hint, Tab, UiState};
use portolan::plan::{Plan, file};

use crate::window::Window;

/// Hints for who has not yet done it.
const PAIR: &str = "Choose a pair here";
const KEYS: &str = "Arrow keys choose";
/// What the status line says of ports that were copied.
const DONE: &str = "Copied the ports of Clients";

/// Members of a domain and a core, with the tree of roles open.
fn open() -> Window {
    let text = r#"(format: 2, title: "Small", zones: [
        (id: "clients", name: "Clients", os: ["windows-11"], placements: [(role: "domain-member")]),
        (id: "core", name: "Core", os: ["windows-server-2022"],
            placements: [(role: "dns-server"), (role: "domain-controller")]),
        (id: "lab", name: "Lab")])"#;
    Window::with_plan(file::read(text).expect("a plan").plan)
}

fn roles(window: &Window, zone_idx: usize) -> Vec<String> {
    window.plan().zones[zone_idx].placements.iter().map(|placement| placement.role.to_string()).collect()
}

#[test]
fn enter_ticks_the_role_that_is_found_first_and_the_next_one_can_be_typed_at_once() {
    let mut window = open();
    window.click(Role::ListBoxOption, "Lab");
    window.key(Modifiers::COMMAND, Key::F);
    window.text("file server");
    window.key(Modifiers::NONE, Key::Enter);
    assert_eq!(roles(&window, 2), ["file-server"]);
    assert_eq!(window.focused(), "Search roles");
    window.text("print server");
    window.key(Modifiers::NONE, Key::Enter);
    assert_eq!(roles(&window, 2).len(), 2, "{:?}", roles(&window, 2));
    window.key(Modifiers::NONE, Key::Enter);
    assert_eq!(roles(&window, 2).len(), 2, "what is there stays");
}

#[test]
fn what_was_searched_for_in_one_zone_is_not_searched_for_in_another() {
    let mut window = open();
    window.click(Role::ListBoxOption, "Lab");
    window.key(Modifiers::COMMAND, Key::F);
    window.text("file server");
    assert!(!window.has("Domain controller"));
    window.click(Role::ListBoxOption, "Core");
    assert!(window.sees(Role::CheckBox, "Domain controller"), "the tree is whole again");
}

#[test]
fn ctrl_f_chooses_the_old_text() {
    let mut window = open();
    window.click(Role::ListBoxOption, "Lab");
    window.key(Modifiers::COMMAND, Key::F);
    window.text("no such role");
    assert!(window.says("No role has these words"));
    window.key(Modifiers::COMMAND, Key::F);
    window.text("file server");
    assert!(!window.says("No role has these words"), "it took the place of the old text");
}

#[test]
fn the_palette_looks_up_whatever_it_does_not_know_and_ticks_os_versions() {
    let mut window = open();
    window.key(Modifiers::COMMAND, Key::K);
    window.text("445");
    window.key(Modifiers::NONE, Key::Enter);
    assert_eq!(window.app().ui_state().tab, Tab::Reference);
    assert!(window.says("SMB"), "who listens on it");
    window.click(Role::ListBoxOption, "Lab");
    window.key(Modifiers::COMMAND, Key::K);
    window.text("windows server 2025");
    window.key(Modifiers::NONE, Key::Enter);
    assert_eq!(window.plan().zones[2].os.iter().map(ToString::to_string).collect::<Vec<_>>(), ["windows-server-2025"]);
}

#[test]
fn a_hint_goes_once_it_was_followed_and_is_not_shown_at_the_next_start() {
    let mut window = open();
    assert!(window.says(PAIR));
    window.click_cell("Clients to Core");
    window.click(Role::ListBoxOption, "Lab");
    assert!(!window.says(PAIR));
    window.key(Modifiers::COMMAND, Key::K);
    assert!(window.says(KEYS));
    window.text("findings");
    window.key(Modifiers::NONE, Key::Enter);
    window.key(Modifiers::COMMAND, Key::K);
    assert!(!window.says(KEYS));
    let kept = UiState::read(&window.app().ui_state().to_text()).expect("a state").known_hints;
    assert_eq!(kept, [Hint::ChoosePair, Hint::PaletteKeys].into());
}

#[test]
fn the_list_and_the_editor_count_roles_alike() {
    let mut window = open();
    for (zone, expected) in [("Clients", "1 role"), ("Core", "2 roles"), ("Lab", "no roles")] {
        window.click(Role::ListBoxOption, zone);
        assert_eq!(window.description(Role::Button, "Roles"), expected);
        assert!(window.description(Role::ListBoxOption, zone).contains(&format!("trust, {expected}")), "{zone}");
    }
}

#[test]
fn the_status_line_forgets_what_is_old() {
    let mut window = open();
    window.click_cell("Clients to Core");
    let copy = |window: &mut Window| window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::C);
    copy(&mut window);
    window.pass(8);
    window.run();
    assert!(window.says(DONE), "the toast has gone, the status line still says it");
    window.click(Role::Button, "Duplicate zone");
    window.run();
    assert!(!window.says(DONE), "something else was done since");
    copy(&mut window);
    window.pass(70);
    assert!(!window.says(DONE), "a minute later");
}

#[test]
fn the_menu_of_a_zone_names_it_and_acts_on_it() {
    let mut window = open();
    window.click(Role::ListBoxOption, "Clients");
    window.click_secondary(Role::ListBoxOption, "Core");
    assert!(window.has("Rename zone Core") && window.has("Move zone Core up"), "though the chosen zone is the first");
    window.click(Role::Button, "Remove zone Core");
    let names: Vec<&str> = window.plan().zones.iter().map(|zone| zone.name.as_str()).collect();
    assert_eq!(names, ["Clients", "Lab"]);
}

#[test]
fn a_mark_of_a_zone_says_why() {
    let text = r#"(format: 2, zones: [
        (id: "a", name: "A", addresses: ["10.1.2.3/16"], placements: [(role: "domain-member")])])"#;
    let window = Window::with_plan(file::read(text).expect("a plan").plan);
    let said = window.description(Role::ListBoxOption, "A");
    assert!(said.contains('⚠') && said.contains("10.1.2.3/16"), "{said}");
}

#[test]
fn required_ports_are_copied_before_optional_ones() {
    let mut window = open();
    window.click_cell("Clients to Core");
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::C);
    let text = window.clipboard();
    let starts: Vec<&str> =
        text.lines().map(|line| line.split(|c: char| c.is_ascii_digit()).next().unwrap_or("")).collect();
    assert_eq!(starts, ["TCP ", "TCP optional ", "UDP "], "{text}");
    let line = text.lines().next().expect("a line");
    assert!(line.contains("88") && !line.contains("636"), "{line}");
}

#[test]
fn ports_stand_in_order_in_the_inspector() {
    let plan = crate::window::templates().swap_remove(0).plan;
    let mut window = Window::with_plan(plan);
    window.click_cell("Clients to AD core");
    let mut before = ("", 0);
    for (role, name) in window.nodes() {
        let Some((transport, port)) = ["TCP ", "UDP "]
            .into_iter()
            .find_map(|transport| Some((transport, name.strip_prefix(transport)?.split(['-', ',']).next()?.trim())))
            .filter(|_| role == Role::Button)
        else {
            before = if role == Role::Label { ("", 0) } else { before };
            continue;
        };
        let port: u16 = port.parse().expect(&name);
        assert!(before.0 != transport || before.1 <= port, "{name} comes after {before:?}");
        before = (transport, port);
    }
}

#[test]
fn a_typed_path_needs_no_ending() {
    let mut window = open();
    std::fs::write(window.path("office.ron"), "(format: 2, title: \"Office\")").expect("a file");
    window.key(Modifiers::COMMAND, Key::O);
    window.key(Modifiers::COMMAND, Key::A);
    window.text(window.path("office").to_str().expect("a plain path").to_owned().as_str());
    assert!(window.has("The file is there: office.ron"));
    window.key(Modifiers::NONE, Key::Enter);
    assert_eq!(window.plan().title, "Office");
}

#[test]
fn the_window_calls_a_plan_without_a_title_by_its_file() {
    let mut window = Window::with_plan(Plan::default());
    assert!(window.has("Untitled plan"));
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::S);
    window.key(Modifiers::COMMAND, Key::A);
    window.text(window.path("branches").to_str().expect("a plain path").to_owned().as_str());
    window.key(Modifiers::NONE, Key::Enter);
    assert!(window.has("branches.ron") && !window.has("Untitled plan"));
}

#[test]
fn a_day_of_the_request_that_is_none_is_refused_with_what_to_write() {
    let mut window = Window::open();
    window.show(Tab::Plan);
    window.click(Role::TextInput, "Valid until");
    window.text("end of June");
    window.key(Modifiers::NONE, Key::Enter);
    assert!(window.has("write a day as YYYY-MM-DD, for example 2027-01-31"), "{:?}", window.nodes());
    assert_eq!(window.plan().request.valid_until, "", "nothing that is no day is kept");
    window.key(Modifiers::COMMAND, Key::A);
    window.text(" 2027-06-30 ");
    window.key(Modifiers::NONE, Key::Enter);
    assert_eq!(window.plan().request.valid_until, "2027-06-30");
}
