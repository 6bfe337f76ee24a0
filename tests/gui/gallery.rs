//! The gallery of templates: a card for each, by pointer and by keys, however many there are.

use egui::accesskit::Role;
use egui::{Key, Modifiers, Theme, Vec2};
use portolan::files::templates::Template;
use portolan::plan::Plan;

use crate::window::{Window, templates};

/// The gallery of a window with fourteen templates, `Plan 1` to `Plan 14`.
fn of_fourteen(size: Vec2) -> Window {
    let plans = templates().into_iter().map(|template| template.plan).cycle();
    let numbered = (1..=14).zip(plans).map(|(number, plan)| Template {
        name: format!("plan-{number}"),
        text: String::new(),
        plan: Plan { title: format!("Plan {number}"), ..plan },
    });
    let mut window = Window::with_changed(Plan::default(), Theme::Light, size, |opening, _| {
        opening.catalog.templates = numbered.collect();
    });
    window.key(Modifiers::COMMAND, Key::N);
    window
}

const SIZE: Vec2 = Vec2::new(1064.0, 648.0);

#[test]
fn every_template_is_a_card_that_says_what_it_holds() {
    let mut window = Window::open();
    window.key(Modifiers::COMMAND, Key::N);
    for template in templates() {
        let plan = template.plan;
        let said = window.description(Role::Button, &plan.title);
        assert!(said.starts_with(&format!("{} zones, ", plan.zones.len())), "{said}");
        assert!(said.contains(" roles. ") && said.ends_with(&plan.note), "{said}");
    }
}

#[test]
fn the_first_card_has_the_focus_and_enter_takes_it() {
    let mut window = of_fourteen(SIZE);
    assert_eq!(window.focused(), "Plan 1");
    window.key(Modifiers::NONE, Key::Enter);
    assert_eq!(window.plan().title, "Plan 1");
}

#[test]
fn arrows_move_as_the_cards_stand_and_bring_them_into_sight() {
    let mut window = of_fourteen(SIZE);
    for (key, expected) in [
        (Key::ArrowUp, "Plan 1"),
        (Key::ArrowRight, "Plan 2"),
        (Key::ArrowDown, "Plan 4"),
        (Key::ArrowLeft, "Plan 3"),
        (Key::ArrowUp, "Plan 1"),
        (Key::End, "Plan 14"),
        (Key::ArrowDown, "Plan 14"),
    ] {
        window.key(Modifiers::NONE, key);
        assert_eq!(window.focused(), expected, "{key:?}");
    }
    window.click(Role::Button, "Plan 14");
    assert_eq!(window.plan().title, "Plan 14", "it lies where the pointer finds it");
}

#[test]
fn the_wheel_brings_the_last_card_into_sight() {
    let mut window = of_fourteen(SIZE);
    window.scroll_to((Role::Button, "Plan 4"), Role::Button, "Plan 14");
    window.wheel(40);
    window.click(Role::Button, "Plan 14");
    assert_eq!(window.plan().title, "Plan 14");
}

#[test]
fn tab_goes_on_to_the_empty_plan() {
    let mut window = of_fourteen(SIZE);
    window.keys_to(Key::Tab, "Plan 14");
    window.key(Modifiers::NONE, Key::Tab);
    assert_eq!(window.focused(), "Empty plan");
    window.key(Modifiers::NONE, Key::Enter);
    assert!(window.plan().zones.is_empty() && window.plan().title.is_empty());
}

#[test]
fn a_narrow_window_has_one_column() {
    let mut window = of_fourteen(Vec2::new(720.0, 480.0));
    window.key(Modifiers::NONE, Key::ArrowDown);
    assert_eq!(window.focused(), "Plan 3", "two fit");
    let mut window = of_fourteen(Vec2::new(600.0, 480.0));
    window.key(Modifiers::NONE, Key::ArrowDown);
    assert_eq!(window.focused(), "Plan 2", "two don't");
}
