//! Questions to the user: for a path by the system's own dialogs, for everything else by ours.

mod about;
mod changed_on_disk;
mod copy_ticks;
mod export;
mod found_work;
mod gallery;
mod native;
mod offers;
mod overwrite;
mod palette;
mod paste_zones;
mod placement;
mod purpose;
mod shell;
mod shortcuts;
mod typed_path;
mod unsaved;
mod waiting;

use super::panels::PanelCx;
pub(super) use changed_on_disk::{FileChange, changed_on_disk_ui};
pub(super) use copy_ticks::CopyTicks;
pub(super) use export::ExportForm;
pub(super) use found_work::FoundWork;
pub(super) use gallery::Gallery;
pub(super) use native::NativeDialogs;
pub(super) use overwrite::overwrite_ui;
pub(super) use palette::Palette;
pub(super) use paste_zones::PasteZones;
pub(super) use placement::PlacementDialog;
pub(super) use purpose::{LeaveFor, PathDefaults, Purpose, folder_of, question, with_ending};
pub(super) use shell::forget_focus;
pub(super) use typed_path::TypedPath;
pub(super) use unsaved::{comments_ui, unsaved_ui};
pub(super) use waiting::{saving_ui, waiting_ui};

/// A dialog of ours that asks nothing about a file.
#[derive(Debug)]
pub(super) enum Dialog {
    /// Which template to start with.
    Templates(Gallery),
    /// What to export.
    Export(ExportForm),
    /// A placement of a zone.
    Placement(PlacementDialog),
    /// A list of zones.
    PasteZones(PasteZones),
    /// What of a zone is copied to others.
    CopyTicks(CopyTicks),
    /// Commands, zones and roles by their words.
    Palette(Palette),
    /// Every command with its keys.
    Shortcuts,
    /// What this program is.
    About,
}

impl Dialog {
    /// Shows the dialog over everything else.
    pub(super) fn ui(&mut self, ui: &mut egui::Ui, cx: &mut PanelCx<'_>) {
        match self {
            Self::Templates(gallery) => gallery.ui(ui, cx),
            Self::Export(form) => form.ui(ui, cx),
            Self::Placement(placement) => placement.ui(ui, cx),
            Self::PasteZones(paste) => paste.ui(ui, cx),
            Self::CopyTicks(copy) => copy.ui(ui, cx),
            Self::Palette(palette) => palette.ui(ui, cx),
            Self::Shortcuts => shortcuts::ui(ui, cx),
            Self::About => about::ui(ui, cx),
        }
    }
}
