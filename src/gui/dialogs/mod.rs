//! Questions to the user: for a path by the system's own dialogs, for everything else by ours.

mod accept_risk;
mod added_flow;
mod copy_ticks;
mod export;
mod form_columns;
mod form_notation;
mod form_preview;
mod found_work;
mod help;
mod move_role;
mod native;
mod offers;
mod own_form;
mod own_forms;
mod own_role;
mod palette;
mod paste_machines;
mod paste_zones;
mod pasted_lines;
mod placement;
mod purpose;
mod questions;
mod shell;
mod start_page;
mod template_cards;
mod typed_path;
mod what_if;

use super::panels::PanelCx;
pub(super) use accept_risk::AcceptRisk;
pub(super) use added_flow::AddedFlowDialog;
pub(super) use copy_ticks::CopyTicks;
pub(super) use export::{ExportDialog, ExportSeen, key_of_form, offered};
pub(super) use found_work::FoundWork;
pub(super) use move_role::MoveRole;
pub(super) use native::NativeDialogs;
pub(super) use own_form::OwnFormDialog;
pub(super) use own_forms::OwnForms;
pub(super) use own_role::OwnRoleDialog;
pub(super) use palette::Palette;
pub(super) use paste_machines::PasteMachines;
pub(super) use paste_zones::PasteZones;
pub(super) use placement::PlacementDialog;
pub(super) use purpose::{LeaveFor, PathDefaults, Purpose, folder_of, question, with_ending};
pub(super) use questions::{
    FileChange, changed_on_disk_ui, comments_ui, overwrite_ui, saving_ui, unsaved_ui, waiting_ui,
};
pub(super) use shell::forget_focus;
pub(super) use start_page::StartPage;
pub(super) use typed_path::TypedPath;
pub(super) use what_if::LookAhead;

/// A dialog of ours that asks nothing about a file.
#[derive(Debug)]
pub(super) enum Dialog {
    /// What to start with.
    Start(StartPage),
    /// What to export.
    Export(Box<ExportDialog>),
    /// The forms of the user's own.
    OwnForms(OwnForms),
    /// How a form of the user's is filled.
    OwnForm(Box<OwnFormDialog>),
    /// A placement of a zone.
    Placement(PlacementDialog),
    /// A list of zones.
    PasteZones(PasteZones),
    /// A list of machines.
    PasteMachines(PasteMachines),
    /// What of a zone is copied to others.
    CopyTicks(CopyTicks),
    /// What a change would do.
    WhatIf(LookAhead),
    /// Why a finding is accepted as a risk.
    AcceptRisk(AcceptRisk),
    /// A role of the plan's own.
    OwnRole(OwnRoleDialog),
    /// Which document stands behind a role that goes into a catalog folder.
    MoveRole(MoveRole),
    /// A flow that the plan adds.
    AddedFlow(AddedFlowDialog),
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
            Self::Start(page) => page.ui(ui, cx),
            Self::Export(export) => export.ui(ui, cx),
            Self::OwnForms(forms) => forms.ui(ui, cx),
            Self::OwnForm(form) => form.ui(ui, cx),
            Self::Placement(placement) => placement.ui(ui, cx),
            Self::PasteZones(paste) => paste.ui(ui, cx),
            Self::PasteMachines(paste) => paste.ui(ui, cx),
            Self::CopyTicks(copy) => copy.ui(ui, cx),
            Self::WhatIf(look) => look.ui(ui, cx),
            Self::AcceptRisk(accept) => accept.ui(ui, cx),
            Self::OwnRole(role) => role.ui(ui, cx),
            Self::MoveRole(asked) => asked.ui(ui, cx),
            Self::AddedFlow(flow) => flow.ui(ui, cx),
            Self::Palette(palette) => palette.ui(ui, cx),
            Self::Shortcuts => help::shortcuts_ui(ui, cx),
            Self::About => help::about_ui(ui, cx),
        }
    }
}
