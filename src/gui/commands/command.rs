//! The one list of commands. Menus, palette, shortcuts and the help walk it; what a command does stands in `apply`.

use crate::view::Shade;

/// Something that a user can ask for at any time.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
#[expect(missing_docs, reason = "label and tooltip say it all")]
pub enum Command {
    New,
    Open,
    Save,
    SaveAs,
    Export,
    UseCatalogFolder,
    ReloadCatalog,
    UseBuiltInCatalog,
    Quit,
    Undo,
    Redo,
    AddZone,
    RenameZone,
    DuplicateZone,
    RemoveZone,
    MoveZoneUp,
    MoveZoneDown,
    PasteZones,
    CopyTicks,
    FindRole,
    FilterMatrix,
    CopyPorts,
    CopyCells,
    CopyCellsMarkdown,
    CopyCellRules,
    Palette,
    ShowMatrix,
    ShowRules,
    ShowReference,
    ShowFindings,
    ShowPlan,
    GoBack,
    GoForward,
    NextPanel,
    PreviousPanel,
    CellsAutomatic,
    CellsPorts,
    CellsCounts,
    ShadeRules,
    ShadePorts,
    ShadeNeed,
    ShadeRisk,
    LargerCells,
    SmallerCells,
    UsualCells,
    ThemeSystem,
    ThemeDark,
    ThemeLight,
    ZoomIn,
    ZoomOut,
    ZoomReset,
    Shortcuts,
    About,
}

/// A menu of the menu bar.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Menu {
    /// Its title.
    pub title: &'static str,
    /// Its commands in groups, with a line between two groups.
    pub groups: &'static [&'static [Command]],
}

impl Command {
    /// Every command, in the order of the menus.
    pub const ALL: [Self; 53] = [
        Self::New,
        Self::Open,
        Self::Save,
        Self::SaveAs,
        Self::Export,
        Self::UseCatalogFolder,
        Self::ReloadCatalog,
        Self::UseBuiltInCatalog,
        Self::Quit,
        Self::Undo,
        Self::Redo,
        Self::AddZone,
        Self::RenameZone,
        Self::DuplicateZone,
        Self::RemoveZone,
        Self::MoveZoneUp,
        Self::MoveZoneDown,
        Self::PasteZones,
        Self::CopyTicks,
        Self::FindRole,
        Self::FilterMatrix,
        Self::CopyPorts,
        Self::CopyCells,
        Self::CopyCellsMarkdown,
        Self::CopyCellRules,
        Self::Palette,
        Self::ShowMatrix,
        Self::ShowRules,
        Self::ShowReference,
        Self::ShowFindings,
        Self::ShowPlan,
        Self::GoBack,
        Self::GoForward,
        Self::NextPanel,
        Self::PreviousPanel,
        Self::CellsAutomatic,
        Self::CellsPorts,
        Self::CellsCounts,
        Self::ShadeRules,
        Self::ShadePorts,
        Self::ShadeNeed,
        Self::ShadeRisk,
        Self::LargerCells,
        Self::SmallerCells,
        Self::UsualCells,
        Self::ThemeSystem,
        Self::ThemeDark,
        Self::ThemeLight,
        Self::ZoomIn,
        Self::ZoomOut,
        Self::ZoomReset,
        Self::Shortcuts,
        Self::About,
    ];

    /// The menus, left to right. Together they hold every command once.
    pub const MENUS: [Menu; 4] = [
        Menu {
            title: "File",
            groups: &[
                &[Self::New, Self::Open],
                &[Self::Save, Self::SaveAs],
                &[Self::Export],
                &[Self::UseCatalogFolder, Self::ReloadCatalog, Self::UseBuiltInCatalog],
                &[Self::Quit],
            ],
        },
        Menu {
            title: "Edit",
            groups: &[
                &[Self::Undo, Self::Redo],
                &[Self::AddZone, Self::RenameZone, Self::DuplicateZone, Self::RemoveZone],
                &[Self::MoveZoneUp, Self::MoveZoneDown],
                &[Self::PasteZones, Self::CopyTicks],
                &[Self::FindRole, Self::FilterMatrix],
                &[Self::CopyPorts, Self::CopyCells, Self::CopyCellsMarkdown, Self::CopyCellRules],
            ],
        },
        Menu {
            title: "View",
            groups: &[
                &[Self::Palette],
                &[Self::ShowMatrix, Self::ShowRules, Self::ShowReference, Self::ShowFindings, Self::ShowPlan],
                &[Self::GoBack, Self::GoForward],
                &[Self::NextPanel, Self::PreviousPanel],
                &[Self::CellsAutomatic, Self::CellsPorts, Self::CellsCounts],
                &[Self::ShadeRules, Self::ShadePorts, Self::ShadeNeed, Self::ShadeRisk],
                &[Self::LargerCells, Self::SmallerCells, Self::UsualCells],
                &[Self::ThemeSystem, Self::ThemeDark, Self::ThemeLight],
                &[Self::ZoomIn, Self::ZoomOut, Self::ZoomReset],
            ],
        },
        Menu { title: "Help", groups: &[&[Self::Shortcuts, Self::About]] },
    ];

    /// The command that colors cells by a shade.
    #[must_use]
    pub fn of_shade(shade: Shade) -> Self {
        match shade {
            Shade::Rules => Self::ShadeRules,
            Shade::Ports => Self::ShadePorts,
            Shade::Need => Self::ShadeNeed,
            Shade::Risk => Self::ShadeRisk,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_stands_in_one_menu() {
        let mut listed: Vec<_> =
            Command::MENUS.iter().flat_map(|menu| menu.groups).flat_map(|group| *group).copied().collect();
        assert_eq!(listed, Command::ALL, "menus hold the commands in the order of the list");
        listed.sort_unstable();
        listed.dedup();
        assert_eq!(listed.len(), Command::ALL.len());
    }
}
