//! Room for what is looked at: panels at the sides that hide and come back, tabs in one line, and how much of the matrix
//! and of the roles is in sight in windows of usual sizes.

use std::fmt::Write as _;

use egui::accesskit::Role;
use egui::{Key, Modifiers, Theme, Vec2};
use portolan::gui::{Side, Tab, UiState};
use portolan::plan::{Plan, file};

use crate::tabs::{name, tabs};
use crate::window::Window;

/// So many zones with names of a usual length, and a role in each.
fn plan(num_zones: usize) -> Plan {
    let mut zones = String::new();
    for idx in 1..=num_zones {
        write!(
            zones,
            r#"(id: "z{idx}", name: "Server network {idx}", addresses: ["10.{idx}.0.0/16"],
                os: ["windows-server-2022"], placements: [(role: "domain-member"), (role: "dns-server")]),"#
        )
        .expect("a text");
    }
    file::read(&format!("(format: 2, zones: [{zones}])")).expect("a plan").plan
}

/// Opens a plan in a window of a size on a tab.
fn open(plan: Plan, size: (f32, f32), tab: Tab) -> Window {
    Window::with_changed(plan, Theme::Light, Vec2::new(size.0, size.1), |opening, _| opening.ui_state.tab = tab)
}

/// How wide the zones, the middle and the inspector are.
fn widths(window: &Window) -> [f32; 3] {
    let parts = window.app().parts().expect("it has been drawn");
    [parts[1], parts[2], parts[3]].map(|part| part.width())
}

#[test]
fn both_panels_hide_and_come_back_by_key_button_and_menu() {
    for (key, hide, show, label, side) in [
        (Key::B, "Hide zones", "Show zones", "Panel: zones", 0),
        (Key::I, "Hide inspector", "Show inspector", "Panel: inspector", 2),
    ] {
        let mut window = open(plan(4), (1280.0, 800.0), Tab::Matrix);
        let before = widths(&window);
        let check = |window: &Window, is_shown: bool| {
            let now = widths(window);
            assert!((now[side] - if is_shown { before[side] } else { 0.0 }).abs() < 0.5, "{label}: {now:?}");
            let sum: f32 = now.iter().sum();
            assert!((sum - 1280.0).abs() < 0.5, "what is hidden leaves its room to the middle: {now:?}");
        };
        window.key(Modifiers::COMMAND, key);
        check(&window, false);
        window.key(Modifiers::COMMAND, key);
        check(&window, true);
        window.click(Role::Button, hide);
        check(&window, false);
        window.click(Role::Button, show);
        check(&window, true);
        window.menu("View", label);
        check(&window, false);
    }
}

#[test]
fn the_keys_that_go_through_the_window_pass_by_what_is_hidden() {
    let mut window = open(plan(3), (1280.0, 800.0), Tab::Matrix);
    window.key(Modifiers::COMMAND, Key::B);
    window.key(Modifiers::COMMAND, Key::I);
    for _ in 0..8 {
        window.key(Modifiers::NONE, Key::F6);
        assert!(!window.focused().is_empty(), "it is on something");
        assert!(widths(&window)[0] < 1.0 && widths(&window)[2] < 1.0, "and nothing comes back by it");
    }
    // What has its place in a panel brings it back.
    window.key(Modifiers::NONE, Key::F2);
    assert!(widths(&window)[0] > 100.0 && window.focused() == "Name", "{}", window.focused());
    window.keys_to_matrix();
    window.key(Modifiers::NONE, Key::Enter);
    assert!(widths(&window)[2] > 100.0, "Enter goes on to the inspector");
}

#[test]
fn widths_and_hidden_panels_are_kept_between_starts() {
    let mut window = open(plan(4), (1280.0, 800.0), Tab::Matrix);
    let parts = window.app().parts().expect("it has been drawn");
    let grip = parts[1].right_center();
    window.drag_between(grip, grip + Vec2::new(40.0, 0.0));
    let dragged = widths(&window)[0];
    assert!((dragged - parts[1].width() - 40.0).abs() < 8.0, "{dragged}");
    window.key(Modifiers::COMMAND, Key::I);
    let kept = UiState::read(&window.app().ui_state().to_text()).expect("a state");
    let again = Window::with_changed(plan(4), Theme::Light, Vec2::new(1280.0, 800.0), |opening, _| {
        opening.ui_state = kept;
    });
    assert_eq!(again.app().parts(), window.app().parts());
    assert!(!again.app().ui_state().shows(Side::Inspector));
}

#[test]
fn the_inspector_gives_way_to_texts_until_a_pair_is_wanted() {
    let mut window = open(plan(4), (1280.0, 800.0), Tab::Matrix);
    for tab in tabs() {
        window.show(tab);
        let is_beside = widths(&window)[2] > 100.0;
        assert_eq!(is_beside, matches!(tab, Tab::Ticks | Tab::Matrix | Tab::Diagram | Tab::Rules), "{tab:?}");
    }
    window.key(Modifiers::COMMAND, Key::I);
    assert!(widths(&window)[2] > 100.0, "it can be had all the same");
    window.show(Tab::Findings);
    assert!(widths(&window)[2] < 1.0, "and gives way again");
}

#[test]
fn tabs_stand_in_one_line_and_none_is_lost() {
    for size in [(1920.0, 1080.0), (1280.0, 800.0), (1024.0, 700.0), (720.0, 480.0)] {
        let mut window = open(plan(4), size, Tab::Matrix);
        for tab in tabs() {
            window.show(tab);
            let rects: Vec<_> = tabs().flat_map(|tab| window.rects(Role::Tab, name(tab))).collect();
            assert!(rects.iter().all(|rect| (rect.top() - rects[0].top()).abs() < 0.5), "{size:?}: {rects:?}");
            let main = window.app().parts().expect("it has been drawn")[2];
            assert!(rects.iter().all(|rect| main.contains_rect(*rect)), "{size:?}, {tab:?}: {rects:?}");
            assert!(window.sees(Role::Tab, name(tab)), "the one that is shown is in sight");
        }
        window.show(Tab::Ticks);
        for tab in tabs().filter(|tab| *tab != Tab::Ticks) {
            if window.sees(Role::Tab, name(tab)) {
                window.click(Role::Tab, name(tab));
            } else {
                window.click(Role::Button, "More tabs");
                window.click(Role::Button, name(tab));
            }
            assert_eq!(window.app().ui_state().tab, tab, "{size:?}");
            window.show(Tab::Ticks);
        }
    }
}

#[test]
fn a_small_window_shows_twelve_columns_of_the_matrix() {
    let mut window = open(plan(26), (1024.0, 700.0), Tab::Matrix);
    let num_columns = |window: &Window| {
        let cells: Vec<_> = window.used_in_sight().into_iter().filter(|(role, ..)| *role == Role::GridCell).collect();
        let first = cells.iter().map(|(.., rect)| rect.top()).fold(f32::INFINITY, f32::min);
        let widest = cells.iter().map(|(.., rect)| rect.width()).fold(0.0, f32::max);
        let is_whole = |rect: &egui::Rect| rect.top() < first + 1.0 && rect.width() > widest - 0.5;
        cells.iter().filter(|(.., rect)| is_whole(rect)).count()
    };
    assert!(num_columns(&window) >= 12, "{}", num_columns(&window));
    window.key(Modifiers::COMMAND, Key::B);
    assert!(num_columns(&window) >= 12, "{}", num_columns(&window));
    window.key(Modifiers::COMMAND, Key::I);
    assert!(num_columns(&window) >= 18, "more without the panels: {}", num_columns(&window));
}

#[test]
fn rows_of_roles_are_in_sight_beside_seven_zones() {
    let mut window = open(plan(7), (1440.0, 900.0), Tab::Ticks);
    let cells = window
        .used_in_sight()
        .into_iter()
        .filter(|(role, name, _)| *role == Role::GridCell && name.starts_with("Domain member in Server network"));
    assert_eq!(cells.count(), 7, "in the tick table");
    window.show(Tab::Matrix);
    window.click(Role::Button, "Roles");
    let roles = window.used_in_sight().into_iter().filter(|(role, ..)| *role == Role::CheckBox).count();
    assert!(roles >= 6 && window.sees(Role::CheckBox, "Domain member"), "and in the tree of the zone: {roles}");
}

#[test]
fn what_chooses_rules_takes_two_rows_of_a_small_window() {
    let estates = file::read(include_str!("../plans/three-estates-26-zones.ron")).expect("the plan").plan;
    let window = open(estates, (1024.0, 700.0), Tab::Rules);
    let field = window.rect(Role::TextInput, "Filter the rules");
    let last = window.rect(Role::Button, "Copy rules of the table");
    assert!(last.top() > field.bottom() && last.top() < field.bottom() + 16.0, "{field} {last}");
}
