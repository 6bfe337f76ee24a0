//! The keys of a command: which they are on each system, and where they act.

use egui::os::OperatingSystem;
use egui::{Key, KeyboardShortcut, Modifiers};

use super::env::CommandEnv;

pub(super) const NONE: Modifiers = Modifiers::NONE;
pub(super) const SHIFT: Modifiers = Modifiers::SHIFT;
pub(super) const ALT: Modifiers = Modifiers::ALT;
/// Ctrl, and Cmd on a Mac.
pub(super) const CTRL: Modifiers = Modifiers::COMMAND;
pub(super) const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

/// Keys held together.
type Chord = (Modifiers, Key);

/// The keys that call a command, the one to show first.
#[derive(Clone, Copy, Debug)]
pub(super) struct Keys {
    pub chords: &'static [Chord],
    /// On a Mac, where it has others.
    pub on_mac: Option<&'static [Chord]>,
    /// Where they act.
    pub scope: KeyScope,
}

/// Where keys act. Menus and buttons say what they mean; a key acts on what has the focus.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum KeyScope {
    /// Everywhere.
    Everywhere,
    /// Everywhere but in a text field, which keeps them for itself.
    OutsideText,
    /// On the row of the chosen zone in the list.
    ZoneRow,
    /// On a cell of the matrix or of the tick table, or while nothing has the focus.
    Grid,
}

impl Keys {
    /// The keys on a system.
    pub(super) fn on(self, os: OperatingSystem) -> Vec<KeyboardShortcut> {
        let is_mac = matches!(os, OperatingSystem::Mac | OperatingSystem::IOS);
        let chords = self.on_mac.filter(|_| is_mac).unwrap_or(self.chords);
        chords.iter().map(|&(modifiers, key)| KeyboardShortcut::new(modifiers, key)).collect()
    }

    /// Whether the focus is on what the keys act on.
    pub(super) fn have_focus(self, env: &CommandEnv) -> bool {
        match self.scope {
            KeyScope::Everywhere | KeyScope::OutsideText => true,
            KeyScope::ZoneRow => env.is_zone_focused,
            KeyScope::Grid => env.is_grid_focused,
        }
    }

    /// Whether the keys belong to a text field while one has the focus.
    pub(super) fn yield_to_text(self) -> bool {
        self.scope != KeyScope::Everywhere
    }
}
