//! Takes a list of machines from a spreadsheet, and shows what each line would do before any of it is done.

use egui::{Id, Ui};

use super::pasted_lines::{Pasted, buttons_ui, field_ui, preview_ui};
use super::shell::dialog_ui;
use crate::gui::opening::LoadedCatalog;
use crate::gui::panels::PanelCx;
use crate::gui::theme::metrics::STEP;
use crate::gui::widgets::{toggle_ui, weak};
use crate::plan::Plan;
use crate::view::{MachinePaste, MachinePlace, MissingZones, TickNames, counted};

/// What was pasted, and what it would do.
#[derive(Debug)]
pub(crate) struct PasteMachines {
    place: MachinePlace,
    text: String,
    paste: MachinePaste,
    /// Whether zones that the plan lacks are added; `None`: the user did not say.
    adds_zones: Option<bool>,
    /// Lines with errors are left out.
    leaves_out: bool,
}

impl PasteMachines {
    /// Starts with a text, which may be empty, and with where machines stand of lines that don't say it.
    #[must_use]
    pub(crate) fn new(plan: &Plan, catalog: &LoadedCatalog, place: MachinePlace, text: String) -> Self {
        let mut res = Self { place, text, paste: MachinePaste::default(), adds_zones: None, leaves_out: false };
        res.read(plan, &TickNames::new(&catalog.model, catalog.index()));
        res
    }

    /// Shows the dialog.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &mut PanelCx<'_>) {
        dialog_ui(ui, cx, ("paste-machines", "Paste machines"), 760.0, |ui, cx| {
            weak(
                ui,
                "Zone, role, name and addresses of a machine on each line, as a spreadsheet copies them or parted by \
                 semicolons or commas. The first line may name the columns, in any order; a column Scope tells several \
                 placements of a role apart",
            );
            if let Some(elsewhere) = self.place_text(cx) {
                weak(ui, &elsewhere);
            }
            if field_ui(ui, "paste-machines", &mut self.text, "Such as Core; Domain controller; dc1; 10.1.0.1") {
                self.adds_zones = None;
                self.leaves_out = false;
                self.read(cx.plan, &TickNames::new(cx.catalog, cx.loaded.index()));
            }
            ui.add_space(STEP);
            preview_ui(ui, &self.paste.rows, self.paste.num_wrong, &self.paste.unused);
            ui.add_space(3.0 * STEP);
            self.zones_ui(ui, cx);
            buttons_ui(ui, cx, self.pasted(), &mut self.leaves_out);
        });
    }

    /// Says where machines stand whose lines don't.
    fn place_text(&self, cx: &PanelCx<'_>) -> Option<String> {
        let zone = self.place.zone.as_ref().map(|zone| cx.plan.zone_name(zone.as_str()))?;
        Some(match &self.place.role {
            Some(role) => {
                format!("Lines that name no zone and no role mean {} in {zone}", cx.catalog.role_name(role.as_str()))
            }
            None => format!("Lines that name no zone mean {zone}"),
        })
    }

    /// Offers to add the zones that the plan lacks.
    fn zones_ui(&mut self, ui: &mut Ui, cx: &PanelCx<'_>) {
        if self.paste.missing.is_empty() {
            return;
        }
        let names: Vec<&str> = self.paste.missing.iter().map(|zone| &*zone.name).collect();
        let text = format!("Add {} that the plan lacks", counted(names.len(), "zone", "zones"));
        let mut adds = self.adds_zones();
        toggle_ui(ui, Id::unique("paste-add-zones"), &text, &mut adds);
        weak(ui, &names.join(", "));
        ui.add_space(STEP);
        if adds != self.adds_zones() {
            self.adds_zones = Some(adds);
            self.read(cx.plan, &TickNames::new(cx.catalog, cx.loaded.index()));
        }
    }

    /// A name that is nearly that of a zone is more likely a slip than another zone.
    fn adds_zones(&self) -> bool {
        self.adds_zones.unwrap_or_else(|| self.paste.missing.iter().all(|zone| zone.nearest.is_none()))
    }

    fn read(&mut self, plan: &Plan, names: &TickNames<'_>) {
        self.paste = MachinePaste::build(plan, names, &self.place, &self.text, MissingZones::Add);
        // Which zones the plan lacks is known by then.
        if !self.adds_zones() {
            self.paste = MachinePaste::build(plan, names, &self.place, &self.text, MissingZones::Refuse);
        }
    }

    fn pasted(&self) -> Pasted {
        let edit = self.paste.edit().map(|edit| (edit, self.paste.label("Added", "changed")));
        let label = if edit.is_some() { self.paste.label("Add", "change") } else { "Add machines".to_owned() };
        Pasted { edit, label, num_wrong: self.paste.num_wrong, first: self.paste.first.clone() }
    }
}
