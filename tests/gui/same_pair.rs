//! What the window points at stays what it is when zones before it come, go or move: it is known by its zones, never by
//! where they stand.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use portolan::gui::Tab;
use portolan::plan::{Plan, file};

use crate::window::Window;

/// Three zones whose members log on at a core, which comes last.
fn plan() -> Plan {
    let zone = |id: &str, name: &str| {
        format!("(id: \"{id}\", name: \"{name}\", os: [\"windows-11\"], placements: [(role: \"domain-member\")]),")
    };
    let text = format!(
        "(format: 1, zones: [{}{}{}(id: \"core\", name: \"Core\", os: [\"windows-server-2022\"], \
         placements: [(role: \"domain-controller\"), (role: \"dns-server\")])])",
        zone("alpha", "Alpha"),
        zone("beta", "Beta"),
        zone("delta", "Delta")
    );
    file::read(&text).expect("a plan").plan
}

/// A window on the matrix, with Beta → Core chosen and in focus.
fn open() -> Window {
    let mut window = Window::with_plan(plan());
    window.show(Tab::Matrix);
    window.click_cell("Beta to Core");
    assert!(window.focused().starts_with("Beta to Core"), "{}", window.focused());
    window
}

/// Removes a zone in the list.
fn remove(window: &mut Window, zone: &str) {
    window.click(Role::ListBoxOption, zone);
    window.menu("Edit", "Remove zone");
    assert!(window.plan().zones.iter().all(|it| it.name != zone), "{zone} is gone");
}

/// What the window points at, as names.
fn pair(window: &Window) -> Option<(String, String)> {
    let (source, destination) = window.app().chosen().pair_idx(window.plan())?;
    Some((window.plan().zones[source].name.clone(), window.plan().zones[destination].name.clone()))
}

fn copied(window: &mut Window) -> String {
    window.copy_keys();
    window.clipboard()
}

#[test]
fn focus_clipboard_and_inspector_mean_the_same_pair_after_a_zone_before_it_is_moved_or_gone() {
    let mut window = open();
    let before = copied(&mut window);
    assert!(before.contains("Beta") && !before.contains("Delta"), "{before:?}");
    let steps: [fn(&mut Window); 4] = [
        // The first zone moves to the end.
        |window| window.drag((Role::Button, "From Alpha"), (Role::Button, "From Core")),
        |window| window.key(Modifiers::COMMAND, Key::Z),
        |window| window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z),
        |window| window.key(Modifiers::COMMAND, Key::Z),
    ];
    for step in steps {
        step(&mut window);
        assert_eq!(pair(&window), Some(("Beta".to_owned(), "Core".to_owned())));
        assert!(window.says("Beta → Core"), "what is said of the chosen pair");
        window.keys_to_matrix();
        assert!(window.focused().starts_with("Beta to Core"), "{}", window.focused());
        assert_eq!(copied(&mut window), before);
    }
}

#[test]
fn the_cursor_stays_at_its_pair_when_a_zone_before_it_is_removed() {
    let mut window = open();
    let before = copied(&mut window);
    remove(&mut window, "Alpha");
    window.keys_to_matrix();
    assert!(window.focused().starts_with("Beta to Core"), "{}", window.focused());
    assert_eq!(copied(&mut window), before);
    window.key(Modifiers::NONE, Key::Enter);
    assert_eq!(pair(&window), Some(("Beta".to_owned(), "Core".to_owned())));
}

#[test]
fn a_zone_that_comes_back_is_chosen_again_with_its_pair() {
    let mut window = open();
    window.click(Role::ListBoxOption, "Beta");
    window.click_cell("Beta to Core");
    window.menu("Edit", "Remove zone");
    assert_eq!((window.plan().zones.len(), pair(&window)), (3, None));
    window.click(Role::ListBoxOption, "Core");
    window.key(Modifiers::COMMAND, Key::Z);
    let chosen = window.app().chosen().zone_idx(window.plan()).expect("a zone");
    assert_eq!(window.plan().zones[chosen].name, "Beta");
    assert_eq!(pair(&window), Some(("Beta".to_owned(), "Core".to_owned())));
    window.keys_to_matrix();
    assert!(window.focused().starts_with("Beta to Core"), "{}", window.focused());
}

#[test]
fn the_filter_of_the_rules_stays_at_its_zone() {
    let mut window = open();
    window.click(Role::ListBoxOption, "Beta");
    window.click(Role::Button, "Rules from Beta");
    assert_eq!(window.app().ui_state().tab, Tab::Rules);
    let from = |window: &Window, zone: &str| {
        let rows: Vec<String> =
            window.nodes().into_iter().filter(|(role, _)| *role == Role::Row).map(|(_, name)| name).collect();
        assert!(!rows.is_empty(), "rules from {zone}");
        assert!(rows.iter().all(|row| row.starts_with(zone)), "only from {zone}: {rows:?}");
    };
    from(&window, "Beta");
    remove(&mut window, "Alpha");
    from(&window, "Beta");
    remove(&mut window, "Beta");
    assert!(window.has("No rule is like this"), "none comes from a zone that is gone");
    window.key(Modifiers::COMMAND, Key::Z);
    from(&window, "Beta");
}

#[test]
fn the_cursor_of_the_rules_stays_at_its_rule() {
    let mut window = open();
    window.show(Tab::Rules);
    for _ in 0..60 {
        if window.focused().starts_with("Delta, Core") {
            break;
        }
        window.key(Modifiers::NONE, Key::ArrowDown);
    }
    let before = window.focused();
    assert!(before.starts_with("Delta, Core"), "{before}");
    remove(&mut window, "Alpha");
    window.show(Tab::Rules);
    assert_eq!(window.focused(), before);
}
