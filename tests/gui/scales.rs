//! The window at any size: whatever can be used can be reached and is not cut off, however large everything is.

use std::sync::Arc;

use egui::accesskit::Role;
use egui::{Key, Modifiers, Rect, Theme, Vec2};
use portolan::plan::{Plan, Zone, file};

use crate::tabs::{name, scrolls_sideways, tabs};
use crate::window::{Window, templates};

/// Sizes of the window in points of the system, and how large everything is in it.
const SCALES: [((f32, f32), f32); 5] = [
    ((1280.0, 800.0), 0.75),
    ((1280.0, 800.0), 1.0),
    ((1280.0, 800.0), 1.5),
    ((1280.0, 800.0), 2.0),
    ((720.0, 480.0), 1.0),
];

const DIALOGS: [(Modifiers, Key, &str); 5] = [
    (Modifiers::COMMAND, Key::N, "Start"),
    (Modifiers::COMMAND, Key::E, "Export"),
    (Modifiers::COMMAND, Key::K, "Search or command"),
    (Modifiers::NONE, Key::F1, "Keyboard shortcuts"),
    (Modifiers::COMMAND, Key::O, "Open plan"),
];

/// A plan with something of everything, and a template with scopes and trusts. Names are longer than most.
fn plans() -> [Plan; 2] {
    let everything = file::read(include_str!("../cli/everything.ron")).expect("a plan").plan;
    let template = templates().into_iter().find(|template| !template.plan.trusts.is_empty());
    [everything, template.expect("there is one with trusts").plan].map(|mut plan| {
        plan.zones = plan.zones.iter().map(|zone| with_long_name(zone)).collect();
        plan
    })
}

/// Opens a plan in a window of a size, with everything as large as that.
fn open(plan: &Plan, ((width, height), zoom): ((f32, f32), f32)) -> Window {
    let size = Vec2::new(width, height);
    Window::with_changed(plan.clone(), Theme::Dark, size, |opening, _| opening.ui_state.zoom = zoom)
}

fn with_long_name(zone: &Zone) -> Arc<Zone> {
    Arc::new(Zone { name: format!("{} of the second branch office", zone.name), ..zone.clone() })
}

/// Presses Tab through what can have the focus, and complains about what is cut off or out of sight.
fn check_stops(window: &mut Window, view: &str) {
    let mut stops = Vec::new();
    for _ in 0..60 {
        window.key(Modifiers::NONE, Key::Tab);
        let name = window.focused();
        let Some((rect, in_sight)) = window.focused_rects() else { continue };
        if stops.first() == Some(&(name.clone(), rect)) {
            break;
        }
        // The borders between the columns of a table have no name, and lie where the table is scrolled to.
        if !name.is_empty() {
            let is_whole = in_sight.width() >= rect.width() - 1.0;
            // What is higher than its place can't be seen whole.
            let is_seen = in_sight.height() >= rect.height().min(20.0) - 1.0;
            assert!(is_whole && is_seen, "{view}: “{name}” is cut off: {in_sight:?} of {rect:?}");
        }
        stops.push((name, rect));
    }
    assert!(!stops.is_empty(), "{view}: Tab comes to something");
}

#[test]
fn the_parts_of_the_window_fill_it_and_lie_beside_each_other() {
    for scale in SCALES {
        let window = open(&plans()[0], scale);
        let ((width, height), zoom) = scale;
        let whole = Rect::from_min_size(egui::Pos2::ZERO, Vec2::new(width, height) / zoom);
        let parts = window.app().parts().expect("it has been drawn");
        let area: f32 = parts.iter().map(Rect::area).sum();
        assert!((area / whole.area() - 1.0).abs() < 0.001, "{scale:?}: {parts:?}");
        for (idx, part) in parts.iter().enumerate() {
            assert!(whole.expand(0.1).contains_rect(*part), "{scale:?}: {part:?}");
            assert!(parts[..idx].iter().all(|other| !other.shrink(0.1).intersects(*part)), "{scale:?}: {part:?}");
        }
    }
}

#[test]
fn whatever_a_dialog_asks_is_in_reach() {
    for scale in SCALES {
        let mut window = open(&plans()[0], scale);
        for (modifiers, key, title) in DIALOGS {
            window.key(modifiers, key);
            assert!(window.has(title), "{scale:?}: {title}");
            check_stops(&mut window, &format!("{scale:?}, {title}"));
            for name in ["Cancel", "Close"] {
                if window.has(name) {
                    window.keys_to(Key::Tab, name);
                    assert!(window.sees(Role::Button, name), "{scale:?}, {title}: {name}");
                }
            }
            window.key(Modifiers::NONE, Key::Escape);
        }
    }
}

#[test]
fn whatever_a_tab_shows_is_in_reach() {
    for scale in SCALES {
        let mut window = open(&plans()[0], scale);
        for tab in tabs() {
            window.show(tab);
            let window_rect = window.app().parts().expect("it has been drawn");
            for other in tabs() {
                let rects = window.rects(Role::Tab, name(other));
                assert!(!rects.is_empty() || window.has("More tabs"), "{scale:?}: the tab {other:?} is nowhere");
                let is_whole = rects.iter().all(|rect| window_rect[2].contains_rect(*rect));
                assert!(is_whole, "{scale:?}: the tab {other:?} is cut off");
            }
            check_stops(&mut window, &format!("{scale:?}, {tab:?}"));
        }
    }
}

#[test]
fn nothing_sticks_out_of_its_part() {
    for (scale, plan) in SCALES.into_iter().flat_map(|scale| plans().map(|plan| (scale, plan))) {
        let mut window = open(&plan, scale);
        window.click_cell("");
        for tab in tabs() {
            window.show(tab);
            let parts = window.app().parts().expect("it has been drawn");
            let sides = if scrolls_sideways(tab) { &[1, 3][..] } else { &[1, 2, 3] };
            for (idx, (role, name, rect)) in
                sides.iter().flat_map(|&idx| window.used().into_iter().map(move |it| (idx, it)))
            {
                let part = parts[idx];
                // Also what would have to be scrolled to.
                let is_below = rect.center().y > part.top() && !parts[4].contains(rect.center());
                let is_in = is_below && part.x_range().contains(rect.left() + 1.0);
                assert!(
                    !is_in || rect.right() <= part.right() + 0.5,
                    "{scale:?}, {tab:?}: {role:?} “{name}”: {rect:?} {part:?}"
                );
            }
        }
    }
}

#[test]
fn every_item_of_a_menu_is_in_reach() {
    for scale in SCALES {
        let mut window = open(&plans()[0], scale);
        for (menu, last) in [("File", "Quit"), ("View", "Actual size"), ("Help", "About Portolan")] {
            window.click(Role::Button, menu);
            window.keys_to(Key::Tab, last);
            assert!(window.sees(Role::Button, last), "{scale:?}: {menu}, {last}");
            let (rect, in_sight) = window.focused_rects().expect("it has the focus");
            assert!(in_sight.expand(0.5).contains_rect(rect), "{scale:?}: {menu}, {last}");
            window.key(Modifiers::NONE, Key::Escape);
        }
    }
}

#[test]
fn keys_zoom_and_it_is_remembered() {
    let mut window = open(&plans()[0], ((1280.0, 800.0), 1.5));
    assert!((window.zoom() - 1.5).abs() < 0.01, "as it was left");
    window.key(Modifiers::COMMAND, Key::Plus);
    assert!((window.zoom() - 1.6).abs() < 0.01);
    assert!((window.app().ui_state().zoom - 1.6).abs() < 0.01);
    window.key(Modifiers::COMMAND, Key::Num0);
    assert!((window.app().ui_state().zoom - 1.0).abs() < 0.01);
    for _ in 0..30 {
        window.key(Modifiers::COMMAND, Key::Plus);
    }
    assert!(window.zoom() <= 3.0 && window.app().ui_state().zoom <= 3.0, "within reach");
}
