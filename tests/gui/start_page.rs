//! The start page: templates by what they are used for, a card for each by pointer and by keys, recent plans, and what is
//! new in the catalog.

use egui::accesskit::Role;
use egui::{Key, Modifiers, Theme, Vec2};
use portolan::files::catalog_dir;
use portolan::files::templates::Template;
use portolan::gui::Tab;
use portolan::plan::Plan;

use crate::window::{Window, templates};

/// The start page of a window with fourteen templates, `Plan 1` to `Plan 14`.
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

#[test]
fn templates_stand_under_what_they_are_used_for() {
    let mut window = Window::with(Plan::default(), Theme::Light, Vec2::new(1440.0, 2400.0));
    window.key(Modifiers::COMMAND, Key::N);
    for template in templates() {
        let group = window.rect(Role::Label, template.group());
        assert!(group.top() < window.rect(Role::Button, &template.plan.title).top(), "{}", template.name);
    }
}

#[test]
fn it_opens_recent_plans_and_asks_about_changes_only_then() {
    let mut window = Window::with_plan(templates().swap_remove(0).plan);
    window.key(Modifiers::COMMAND, Key::S);
    window.key(Modifiers::COMMAND, Key::A);
    window.text(window.path("office").to_str().expect("a plain path").to_owned().as_str());
    window.key(Modifiers::NONE, Key::Enter);
    window.key(Modifiers::COMMAND, Key::N);
    window.click(Role::Button, "Empty plan");
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::N);
    window.key(Modifiers::COMMAND, Key::N);
    assert!(!window.has("Save changes?"), "nothing is chosen yet");
    window.click_starting(Role::Button, "office.ron in ");
    window.click(Role::Button, "Don't save");
    assert_eq!(window.app().document().path(), Some(window.path("office.ron").as_path()));
    assert!(!window.has("Empty plan"), "and the page has gone");
}

#[test]
fn it_tells_what_is_new_in_the_catalog_and_leads_there() {
    let mut window = Window::open();
    window.key(Modifiers::COMMAND, Key::N);
    let as_of = catalog_dir::with_overlay(&[]).0.as_of;
    assert!(window.has(&format!("The catalog is of {as_of}")));
    let (_, title) = window.nodes().into_iter().find(|(role, _)| *role == Role::Link).expect("a document");
    window.click(Role::Link, &title);
    assert_eq!(window.app().ui_state().tab, Tab::Reference);
    assert!(window.says(&title) && !window.has("Empty plan"));
}

#[test]
fn it_is_there_at_a_start_without_a_plan_and_can_be_left() {
    let mut window = Window::with_changed(Plan::default(), Theme::Light, SIZE, |opening, _| opening.shows_start = true);
    assert!(window.has("Recent plans") && window.has("Empty plan"));
    window.key(Modifiers::NONE, Key::Escape);
    assert!(window.says("There is no zone yet"), "the empty plan teaches the next step");
}
