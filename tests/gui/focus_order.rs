//! The Tab key goes through the window in the order in which it is read: panels from the left to the right, and within a
//! panel down its rows.

use egui::{Key, Modifiers, Rect};
use portolan::gui::Side;
use portolan::plan::file;

use crate::tabs::tabs;
use crate::window::{Window, templates};

/// How far what stands in one row may be out of line, in points.
const SLACK: f32 = 14.0;

/// More Tab stops than any dialog has.
const MOST_STOPS: usize = 100;

/// Whether `next` is read after `before`: below it, to its right, or a part of it.
fn is_read_after(before: Rect, next: Rect) -> bool {
    before.contains_rect(next) || next.top() >= before.bottom() - SLACK || next.left() >= before.right() - SLACK
}

/// Presses Tab until the first stop has the focus again, and counts the stops.
fn num_stops(window: &mut Window) -> usize {
    let first = window.focus_rect().map(|(id, ..)| id);
    let is_first = |window: &mut Window| {
        window.key(Modifiers::NONE, Key::Tab);
        window.focus_rect().map(|(id, ..)| id) == first
    };
    (1..=MOST_STOPS).find(|_| is_first(window)).expect("Tab comes back to the first stop")
}

/// Presses Tab so often, and names each step that goes back.
fn steps_back(window: &mut Window, times: usize) -> Vec<String> {
    let mut res = Vec::new();
    for _ in 0..times {
        let before = window.focus_rect();
        window.key(Modifiers::NONE, Key::Tab);
        let (Some((before_id, before_label, _)), Some((_, label, rect))) = (before, window.focus_rect()) else {
            continue;
        };
        // What had the focus may have been scrolled away since.
        let Some(was) = window.rect_of(&before_id) else { continue };
        // A row of a table may be wider than the part of the window that it is seen in.
        let part = window.app().parts().into_iter().flatten().find(|part| part.contains(was.left_center()));
        if !is_read_after(part.map_or(was, |part| was.intersect(part)), rect) {
            res.push(format!("from “{before_label}” {was:?} to “{label}” {rect:?}"));
        }
    }
    res
}

#[test]
fn tab_goes_through_the_window_as_it_is_read() {
    for tab in tabs() {
        let plan = templates().into_iter().find(|template| template.name == "clients-core-dmz");
        let mut window = Window::with_plan(plan.expect("the template").plan);
        window.click_cell("Clients to Core");
        window.show(tab);
        // To the beginning: the menu bar.
        for _ in 0..6 {
            if window.focused() == "File" {
                break;
            }
            window.key(Modifiers::NONE, Key::F6);
        }
        assert_eq!(window.focused(), "File", "{tab:?}");
        let mut back = steps_back(&mut window, 120);
        back.dedup();
        // Once through the window, and from the last stop to the first.
        assert!(back.len() <= 1, "{tab:?}: {back:#?}");
    }
}

#[test]
fn f6_goes_on_from_a_tab_in_which_nothing_has_the_focus() {
    let text = r#"(format: 2, zones: [(id: "a", name: "A"), (id: "b", name: "B")])"#;
    for tab in tabs() {
        for (modifiers, expected) in [(Modifiers::NONE, "Back to the matrix"), (Modifiers::SHIFT, "Name")] {
            let mut window = Window::with_plan(file::read(text).expect("a plan").plan);
            window.click_cell("A to B");
            window.show(tab);
            if !window.app().ui_state().shows(Side::Inspector) {
                window.key(Modifiers::COMMAND, Key::I);
            }
            window.key(modifiers, Key::F6);
            assert_eq!(window.focused(), expected, "{tab:?}");
        }
    }
}

#[test]
fn tab_goes_through_dialogs_as_they_are_read() {
    for (modifiers, key, expected) in
        [(Modifiers::COMMAND, Key::E, 10), (Modifiers::COMMAND, Key::N, 27), (Modifiers::NONE, Key::F1, 1)]
    {
        let mut window = Window::open();
        window.key(modifiers, key);
        let back = steps_back(&mut window, expected - 1);
        // The start page begins with a template, and goes on from its last stop to what stands before that.
        assert!(back.len() <= usize::from(key == Key::N), "{key:?}: {back:#?}");
        assert_eq!(num_stops(&mut window), expected, "{key:?}");
    }
}

#[test]
fn what_goes_back_is_told() {
    let rect = |x: f32, y: f32| Rect::from_min_size(egui::pos2(x, y), egui::vec2(100.0, 24.0));
    for (next, expected) in [
        (rect(0.0, 200.0), true),
        (rect(110.0, 100.0), true),
        (rect(110.0, 0.0), true),
        (rect(0.0, 60.0), false),
        (rect(-110.0, 100.0), false),
        (rect(20.0, 104.0).shrink(8.0), true),
    ] {
        assert_eq!(is_read_after(rect(0.0, 100.0), next), expected, "{next:?}");
    }
}
