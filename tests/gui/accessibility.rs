//! Everything that can be used has a name, in every view.

use egui::{Key, Modifiers};

use crate::window::{USED, Window};

fn check_names(window: &Window, view: &str) {
    let nodes = window.nodes();
    assert!(nodes.len() > 20, "{view} has nodes");
    let nameless: Vec<_> = nodes.iter().filter(|(role, name)| USED.contains(role) && name.is_empty()).collect();
    assert!(nameless.is_empty(), "{view}: {nameless:?}");
}

#[test]
fn everything_in_every_tab_and_dialog_has_a_name() {
    let mut window = Window::open();
    for (key, view) in [
        (Key::Num1, "matrix"),
        (Key::Num2, "rules"),
        (Key::Num3, "reference"),
        (Key::Num4, "findings"),
        (Key::Num5, "plan"),
    ] {
        window.key(Modifiers::COMMAND, key);
        check_names(&window, view);
    }
    for (modifiers, key, view) in [
        (Modifiers::COMMAND, Key::N, "templates"),
        (Modifiers::COMMAND, Key::E, "export"),
        (Modifiers::COMMAND, Key::K, "palette"),
        (Modifiers::COMMAND, Key::V, "paste zones"),
        (Modifiers::COMMAND | Modifiers::SHIFT, Key::D, "copy ticks"),
        (Modifiers::NONE, Key::F1, "shortcuts"),
    ] {
        window.key(modifiers, key);
        check_names(&window, view);
        window.key(Modifiers::NONE, Key::Escape);
    }
}
