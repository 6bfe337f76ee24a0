//! Takes a list of zones from a spreadsheet, and shows what each line would do before any of it is done.

use egui::Ui;

use super::pasted_lines::{Pasted, buttons_ui, field_ui, preview_ui};
use super::shell::dialog_ui;
use crate::gui::opening::LoadedCatalog;
use crate::gui::panels::PanelCx;
use crate::gui::theme::metrics::STEP;
use crate::gui::widgets::weak;
use crate::plan::Plan;
use crate::view::{TickNames, ZonePaste};

/// What was pasted, and what it would do.
#[derive(Debug)]
pub(crate) struct PasteZones {
    text: String,
    paste: ZonePaste,
    /// Lines with errors are left out.
    leaves_out: bool,
}

impl PasteZones {
    /// Starts with a text, which may be empty.
    #[must_use]
    pub(crate) fn new(plan: &Plan, catalog: &LoadedCatalog, text: String) -> Self {
        let names = TickNames::new(&catalog.model, catalog.index());
        Self { paste: ZonePaste::build(plan, &names, &text), text, leaves_out: false }
    }

    /// Shows the dialog.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &mut PanelCx<'_>) {
        dialog_ui(ui, cx, ("paste-zones", "Paste zones"), 760.0, |ui, cx| {
            weak(
                ui,
                "Name, addresses, trust level, group, OS versions, roles, host and note, as a spreadsheet copies them or \
                 parted by semicolons or commas. The first line may name the columns, in any order; a host has the roles \
                 and addresses of its line",
            );
            if field_ui(ui, "paste-zones", &mut self.text, "Such as DMZ; 192.0.2.0/24; low") {
                let names = TickNames::new(cx.catalog, cx.loaded.index());
                self.paste = ZonePaste::build(cx.plan, &names, &self.text);
                self.leaves_out = false;
            }
            ui.add_space(STEP);
            preview_ui(ui, &self.paste.rows, self.paste.num_wrong, &self.paste.unused);
            ui.add_space(3.0 * STEP);
            buttons_ui(ui, cx, self.pasted(), &mut self.leaves_out);
        });
    }

    fn pasted(&self) -> Pasted {
        let edit = self.paste.edit().map(|edit| (edit, self.paste.label("Added", "changed")));
        let label = if edit.is_some() { self.paste.label("Add", "change") } else { "Add zones".to_owned() };
        Pasted { edit, label, num_wrong: self.paste.num_wrong, first: self.paste.first.clone() }
    }
}
