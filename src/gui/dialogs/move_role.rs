//! Asks which document stands behind roles that go from the plan into a catalog folder. The folder is asked for next.

use egui::{Button, Label, Ui};

use super::shell::{Fields, cancel_ui, dialog_ui, focus_first};
use crate::catalog::Catalog;
use crate::date::Date;
use crate::gui::action::Action;
use crate::gui::panels::PanelCx;
use crate::gui::theme::metrics::STEP;
use crate::gui::widgets::{problem, weak};
use crate::plan::{RoleId, RoleSource};

/// Width of the names of fields.
const NAME_WIDTH: f32 = 80.0;
const FIELDS: Fields = Fields { dialog: "move-role", name_width: NAME_WIDTH };

/// The source as it is typed so far.
#[derive(Debug)]
pub(crate) struct MoveRole {
    role: RoleId,
    title: String,
    publisher: String,
    document: String,
    read: String,
}

impl MoveRole {
    /// Asks about a role. The day of the catalog is proposed.
    #[must_use]
    pub(crate) fn new(role: RoleId, catalog: &Catalog) -> Self {
        let read = catalog.as_of.clone();
        Self { role, title: String::new(), publisher: String::new(), document: String::new(), read }
    }

    /// Shows the dialog.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &mut PanelCx<'_>) {
        dialog_ui(ui, cx, ("move-role", "Move to a catalog folder"), 520.0, |ui, cx| {
            ui.add(Label::new(self.what(cx)).wrap());
            ui.add_space(2.0 * STEP);
            let title =
                FIELDS.ui(ui, "Title", &mut self.title, "The document that says so: Payroll, installation guide");
            focus_first(ui, &title);
            FIELDS.ui(ui, "Publisher", &mut self.publisher, "Who wrote it");
            FIELDS.ui(ui, "Document", &mut self.document, "Where it stands: an address or a path");
            FIELDS.ui(ui, "Read on", &mut self.read, "2027-01-31");
            if self.read.trim().parse::<Date>().is_err() {
                problem(ui, "A date is written as year, month and day: 2027-01-31");
            }
            ui.add_space(STEP);
            weak(ui, "Files are written that are not there yet, and the folder is laid over the catalog. Ticks stay");
            ui.add_space(2.0 * STEP);
            ui.horizontal(|ui| {
                let source = self.source();
                let button = ui.add_enabled(source.is_some(), Button::new("Choose the folder…"));
                let button = button.on_disabled_hover_text("Name the document first: title, publisher, place and day");
                if let Some(source) = source.filter(|_| button.clicked()) {
                    cx.act(Action::MoveRole { role: self.role.clone(), source });
                }
                cancel_ui(ui, cx);
            });
        });
    }

    /// What is moved: a role, and those that go with it.
    fn what(&self, cx: &PanelCx<'_>) -> String {
        let roles = cx.plan.roles_with(&self.role);
        let names: Vec<&str> =
            roles.iter().filter_map(|id| cx.plan.own_role(id.as_str())).map(|role| role.name.as_str()).collect();
        match names[..] {
            [one] => format!("{one} goes from the plan into the folder"),
            [..] => format!("{} go from the plan into the folder together, for they call each other", names.join(", ")),
        }
    }

    fn source(&self) -> Option<RoleSource> {
        let text = |typed: &str| Some(typed.trim().to_owned()).filter(|text| !text.is_empty());
        Some(RoleSource {
            title: text(&self.title)?,
            publisher: text(&self.publisher)?,
            document: text(&self.document)?,
            read: self.read.trim().parse().ok()?,
        })
    }
}
