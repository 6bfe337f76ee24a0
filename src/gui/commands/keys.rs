//! The keys of the commands. Which of them a text field keeps for itself is said here, and heeded in `keymap`.

use egui::os::OperatingSystem;
use egui::{Key, KeyboardShortcut, Modifiers};

use super::command::Command;
use super::env::CommandEnv;

impl Command {
    /// The keys that call it, the one to show first.
    #[must_use]
    pub fn shortcuts(self, os: OperatingSystem) -> Vec<KeyboardShortcut> {
        const CTRL: Modifiers = Modifiers::COMMAND;
        const NONE: Modifiers = Modifiers::NONE;
        const ALT: Modifiers = Modifiers::ALT;
        let ctrl_shift = Modifiers::COMMAND | Modifiers::SHIFT;
        let is_mac = matches!(os, OperatingSystem::Mac | OperatingSystem::IOS);
        let keys: Vec<(Modifiers, Key)> = match self {
            Self::New => vec![(CTRL, Key::N)],
            Self::Open => vec![(CTRL, Key::O)],
            Self::Save => vec![(CTRL, Key::S)],
            Self::SaveAs => vec![(ctrl_shift, Key::S)],
            Self::Export => vec![(CTRL, Key::E)],
            Self::ReloadCatalog => vec![(NONE, Key::F5)],
            Self::Quit => vec![(CTRL, Key::Q)],
            Self::Undo => vec![(CTRL, Key::Z)],
            // Both are at home somewhere; a Mac knows the first alone.
            Self::Redo if is_mac => vec![(ctrl_shift, Key::Z)],
            Self::Redo => vec![(ctrl_shift, Key::Z), (CTRL, Key::Y)],
            Self::AddZone => vec![(ctrl_shift, Key::N)],
            Self::RenameZone => vec![(NONE, Key::F2)],
            Self::DuplicateZone => vec![(CTRL, Key::D)],
            Self::RemoveZone => vec![(NONE, Key::Delete)],
            Self::MoveZoneUp => vec![(ALT, Key::ArrowUp)],
            Self::MoveZoneDown => vec![(ALT, Key::ArrowDown)],
            Self::PasteZones => vec![(CTRL, Key::V)],
            Self::CopyTicks => vec![(ctrl_shift, Key::D)],
            Self::FindRole => vec![(CTRL, Key::F)],
            Self::FilterMatrix => vec![(ctrl_shift, Key::F)],
            Self::CopyPorts => vec![(ctrl_shift, Key::C)],
            Self::CopyCells => vec![(CTRL, Key::C)],
            Self::Palette => vec![(CTRL, Key::K)],
            Self::ShowMatrix => vec![(CTRL, Key::Num1)],
            Self::ShowRules => vec![(CTRL, Key::Num2)],
            Self::ShowReference => vec![(CTRL, Key::Num3)],
            Self::ShowFindings => vec![(CTRL, Key::Num4)],
            Self::ShowPlan => vec![(CTRL, Key::Num5)],
            // There, Option and an arrow belong to texts.
            Self::GoBack if is_mac => vec![(CTRL, Key::OpenBracket)],
            Self::GoForward if is_mac => vec![(CTRL, Key::CloseBracket)],
            Self::GoBack => vec![(ALT, Key::ArrowLeft)],
            Self::GoForward => vec![(ALT, Key::ArrowRight)],
            Self::NextPanel => vec![(NONE, Key::F6)],
            Self::PreviousPanel => vec![(Modifiers::SHIFT, Key::F6)],
            Self::ZoomIn => vec![(CTRL, Key::Plus), (CTRL, Key::Equals)],
            Self::ZoomOut => vec![(CTRL, Key::Minus)],
            Self::ZoomReset => vec![(CTRL, Key::Num0)],
            Self::Shortcuts => vec![(NONE, Key::F1)],
            Self::UseCatalogFolder
            | Self::UseBuiltInCatalog
            | Self::CellsAutomatic
            | Self::CellsPorts
            | Self::CellsCounts
            | Self::CopyCellsMarkdown
            | Self::CopyCellRules
            | Self::ShadeRules
            | Self::ShadePorts
            | Self::ShadeNeed
            | Self::ShadeRisk
            | Self::LargerCells
            | Self::SmallerCells
            | Self::UsualCells
            | Self::ThemeSystem
            | Self::ThemeDark
            | Self::ThemeLight
            | Self::About => Vec::new(),
        };
        keys.into_iter().map(|(modifiers, key)| KeyboardShortcut::new(modifiers, key)).collect()
    }

    /// Whether the focus is on what the keys act on. Menus and buttons say what they mean; a key acts on what has the
    /// focus, and on nothing else.
    #[must_use]
    pub fn has_its_focus(self, env: &CommandEnv) -> bool {
        if matches!(self, Self::RemoveZone | Self::MoveZoneUp | Self::MoveZoneDown) {
            env.is_zone_focused
        } else {
            self != Self::CopyCells || env.is_matrix_focused
        }
    }

    /// Whether the keys belong to a text field while one has the focus.
    #[must_use]
    pub fn yields_to_text(self) -> bool {
        matches!(
            self,
            Self::Undo
                | Self::Redo
                | Self::RemoveZone
                | Self::MoveZoneUp
                | Self::MoveZoneDown
                | Self::PasteZones
                | Self::CopyCells
        )
    }
}
