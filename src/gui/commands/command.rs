//! The list of commands. What is said of each stands in `table`, what each does in the app's `apply`.

use crate::export::BlockContent;
use crate::gui::state::{MatrixCells, Side, Tab, ThemeChoice, UiState};
use crate::view::Shade;

/// Something that a user can ask for at any time.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[expect(missing_docs, reason = "label and tooltip say it all")]
pub enum Command {
    New,
    Open,
    Save,
    SaveAs,
    Export,
    OwnForms,
    LoadForm,
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
    MoveZone(Step),
    PasteZones,
    PasteMachines,
    CopyMachines,
    CopyTicks,
    OwnRole,
    AddFlow,
    WhatIf,
    FindRole,
    FilterMatrix,
    CopyPorts,
    CopyCells(BlockContent),
    Palette,
    Show(Tab),
    Go(Step),
    FocusPanel(Step),
    Panel(Side),
    Cells(MatrixCells),
    Shade(Shade),
    GroupZones,
    FoldEmpty,
    CellSize(Zoom),
    UsualSizes,
    Theme(ThemeChoice),
    Zoom(Zoom),
    Shortcuts,
    About,
}

impl Command {
    /// The commands whose effect is there already. Menus tick them.
    #[must_use]
    pub fn in_effect(state: &UiState) -> Vec<Self> {
        let sides = [Side::Zones, Side::Inspector].into_iter().filter(|side| state.shows(*side));
        let choices =
            [Self::Show(state.tab), Self::Cells(state.cells), Self::Shade(state.shade), Self::Theme(state.theme)];
        let folds = [(state.groups_zones, Self::GroupZones), (state.folds_empty, Self::FoldEmpty)];
        let folds = folds.into_iter().filter(|(is_on, _)| *is_on).map(|(_, command)| command);
        choices.into_iter().chain(sides.map(Self::Panel)).chain(folds).collect()
    }
}

/// A direction along a row of things: zones, pages, panels, steps of the history.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Step {
    /// To the one before.
    Back,
    /// To the one after.
    Forward,
}

/// A change of size.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Zoom {
    /// Larger by a step.
    In,
    /// Smaller by a step.
    Out,
    /// As at first.
    Reset,
}
