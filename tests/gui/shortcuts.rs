//! The shortcuts on every system: none stands there twice, and none is what a text field or the system has taken.

use egui::os::OperatingSystem;
use egui::{Key, KeyboardShortcut, Modifiers};
use expect_test::expect_file;
use portolan::gui::Command;

const WINDOWS: OperatingSystem = OperatingSystem::Windows;
const LINUX: OperatingSystem = OperatingSystem::Nix;
const MAC: OperatingSystem = OperatingSystem::Mac;
const SYSTEMS: [OperatingSystem; 3] = [WINDOWS, LINUX, MAC];

/// What text fields need on Windows and Linux. A command may have it while no field has the focus.
const FIELDS: &str = "\
    Ctrl+A Ctrl+C Ctrl+V Ctrl+X Ctrl+Y Ctrl+Z Ctrl+Shift+Z Ctrl+Insert Shift+Insert Shift+Delete \
    Ctrl+Left Ctrl+Right Ctrl+Up Ctrl+Down Ctrl+Home Ctrl+End Ctrl+Backspace Ctrl+Delete Ctrl+Shift+Left \
    Ctrl+Shift+Right Ctrl+Shift+Home Ctrl+Shift+End Ctrl+Enter";

/// What text fields need on a Mac.
const MAC_FIELDS: &str = "\
    Cmd+A Cmd+C Cmd+V Cmd+X Cmd+Z Shift+Cmd+Z Cmd+Left Cmd+Right Cmd+Up Cmd+Down Cmd+Backspace Alt+Left \
    Alt+Right Alt+Up Alt+Down Alt+Backspace Alt+Delete Shift+Alt+Left Shift+Alt+Right Ctrl+A Ctrl+B \
    Ctrl+D Ctrl+E Ctrl+F Ctrl+H Ctrl+K Ctrl+N Ctrl+O Ctrl+P Ctrl+T Ctrl+U Ctrl+V Ctrl+W Ctrl+Y";

/// What Windows keeps to itself.
const BY_WINDOWS: &str = "\
    Alt+F4 Alt+Tab Alt+Shift+Tab Alt+Escape Alt+Space Alt+Enter Ctrl+Escape Ctrl+Shift+Escape \
    Ctrl+Alt+Delete Ctrl+Alt+Tab F10 Shift+F10";

/// What the common desktops and input methods of Linux keep to themselves.
const BY_LINUX: &str = "\
    Alt+F1 Alt+F2 Alt+F3 Alt+F4 Alt+F7 Alt+F8 Alt+F9 Alt+F10 Alt+Tab Alt+Shift+Tab Alt+Escape Alt+Space \
    Ctrl+Alt+Delete Ctrl+Alt+L Ctrl+Alt+T Ctrl+Alt+Left Ctrl+Alt+Right Ctrl+Alt+Up Ctrl+Alt+Down \
    Ctrl+Space Ctrl+Shift+U F10 Shift+F10";

/// What macOS keeps to itself, or means in every program.
const BY_MAC: &str = "\
    Cmd+Q Cmd+H Cmd+M Cmd+W Cmd+Comma Cmd+Tab Shift+Cmd+Tab Cmd+Space Cmd+Backtick Alt+Cmd+H Alt+Cmd+D \
    Alt+Cmd+Escape Shift+Cmd+Q Ctrl+Cmd+Q Ctrl+Cmd+F Ctrl+Cmd+Space Shift+Cmd+3 Shift+Cmd+4 Shift+Cmd+5 \
    Ctrl+Up Ctrl+Down Ctrl+Left Ctrl+Right F11";

/// What a system keeps, and means what our command means.
const MEANT_SO: [(OperatingSystem, &str, Command); 1] = [(MAC, "Cmd+Q", Command::Quit)];

/// How a shortcut is written on a system.
fn spelled(os: OperatingSystem, shortcut: KeyboardShortcut) -> String {
    let held = shortcut.modifiers;
    let is_mac = os == MAC;
    let words = [
        (held.ctrl || (held.command && !is_mac), "Ctrl"),
        (held.shift && is_mac, "Shift"),
        (held.alt, "Alt"),
        (held.shift && !is_mac, "Shift"),
        (held.mac_cmd || (held.command && is_mac), "Cmd"),
    ];
    let held = words.into_iter().filter(|(is_held, _)| *is_held).map(|(_, word)| word);
    held.chain([shortcut.logical_key.name()]).collect::<Vec<_>>().join("+")
}

/// Whether keys do nothing but type, or stand for a letter of a menu or a sign.
fn is_typing(shortcut: KeyboardShortcut) -> bool {
    let name = shortcut.logical_key.name();
    let is_function = name.len() > 1 && name.starts_with('F');
    let held = shortcut.modifiers;
    !(held.command || held.ctrl || held.mac_cmd) && if held.alt { name.len() == 1 } else { !is_function }
}

/// Every clash of these shortcuts on a system, in words.
fn clashes(os: OperatingSystem, all: &[(Command, KeyboardShortcut)]) -> Vec<String> {
    let (fields, system) = match os {
        MAC => (MAC_FIELDS, BY_MAC),
        WINDOWS => (FIELDS, BY_WINDOWS),
        _ => (FIELDS, BY_LINUX),
    };
    let is_among = |list: &str, keys: &str| list.split_whitespace().any(|taken| taken == keys);
    let mut res = Vec::new();
    for (idx, &(command, shortcut)) in all.iter().enumerate() {
        let keys = spelled(os, shortcut);
        let mut clash = |with: &str| res.push(format!("{os:?}: {keys} is {command:?} and {with}"));
        if let Some((other, _)) = all[..idx].iter().find(|(_, other)| spelled(os, *other) == keys) {
            clash(&format!("{other:?}"));
        }
        if (is_among(fields, &keys) || is_typing(shortcut)) && !command.yields_to_text() {
            clash("a key of text fields");
        }
        if is_among(system, &keys) && !MEANT_SO.contains(&(os, keys.as_str(), command)) {
            clash("a key of the system");
        }
    }
    res
}

fn all(os: OperatingSystem) -> Vec<(Command, KeyboardShortcut)> {
    let of = |command: Command| command.shortcuts(os).into_iter().map(move |shortcut| (command, shortcut));
    Command::all().flat_map(of).collect()
}

#[test]
fn no_shortcut_clashes_on_any_system() {
    for os in SYSTEMS {
        assert_eq!(clashes(os, &all(os)), Vec::<String>::new());
    }
}

/// One shortcut more clashes so, on one system.
#[track_caller]
fn check(os: OperatingSystem, command: Command, modifiers: Modifiers, key: Key, expected: &str) {
    let mut list = all(os);
    list.push((command, KeyboardShortcut::new(modifiers, key)));
    assert_eq!(clashes(os, &list), [expected]);
}

#[test]
fn a_clash_is_named_with_its_system() {
    let (about, alt) = (Command::About, Modifiers::ALT);
    let ctrl_shift = Modifiers::COMMAND | Modifiers::SHIFT;
    check(LINUX, about, Modifiers::COMMAND, Key::K, "Nix: Ctrl+K is About and Palette");
    check(LINUX, about, Modifiers::CTRL, Key::K, "Nix: Ctrl+K is About and Palette");
    check(LINUX, about, ctrl_shift, Key::U, "Nix: Ctrl+Shift+U is About and a key of the system");
    check(WINDOWS, about, Modifiers::COMMAND, Key::X, "Windows: Ctrl+X is About and a key of text fields");
    check(WINDOWS, about, alt, Key::F4, "Windows: Alt+F4 is About and a key of the system");
    check(WINDOWS, about, Modifiers::NONE, Key::K, "Windows: K is About and a key of text fields");
    check(MAC, about, Modifiers::COMMAND, Key::H, "Mac: Cmd+H is About and a key of the system");
    check(MAC, about, alt, Key::ArrowLeft, "Mac: Alt+Left is About and a key of text fields");
}

#[test]
fn every_system_shows_its_own_keys() {
    let mut table = String::new();
    for os in SYSTEMS {
        table.push_str(&format!("{os:?}\n"));
        for command in Command::all() {
            let keys: Vec<String> = command.shortcuts(os).into_iter().map(|keys| spelled(os, keys)).collect();
            if !keys.is_empty() {
                table.push_str(&format!("  {:25} {}\n", command.label(), keys.join(", ")));
            }
        }
    }
    expect_file!["../snapshots/shortcuts.txt"].assert_eq(&table);
}
