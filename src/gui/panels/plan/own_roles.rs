//! Roles of the plan's own: what there is, ways to change and delete each, a way to make one.

use egui::Ui;

use crate::gui::action::Action;
use crate::gui::commands::Command;
use crate::gui::panels::PanelCx;
use crate::gui::panels::section::Section;
use crate::gui::theme::metrics::BODY;
use crate::gui::widgets::{Icon, icon_button, weak, whole_link};
use crate::plan::Edit;
use crate::view::{PlanSettings, RoleDraft};

/// Shows the section.
pub(super) fn own_roles_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, settings: &PlanSettings) {
    let detail = settings.roles.len().to_string();
    Section::OwnRoles.ui(ui, cx, &detail, |ui, cx| {
        for row in &settings.roles {
            ui.horizontal_top(|ui| {
                let name = format!("Delete the role {}", row.name);
                let tooltip = "Also takes it from zones and from roles that call it";
                if icon_button(ui, Icon::Cross, &name, true, tooltip).clicked() {
                    cx.edit(Edit::RemoveRole(row.id.clone()));
                }
                ui.vertical(|ui| {
                    let link = whole_link(ui, &row.name, BODY).on_hover_text("Change the role…");
                    if let Some(draft) = RoleDraft::of(cx.plan, row.id.as_str()).filter(|_| link.clicked()) {
                        cx.act(Action::OfferRole(draft));
                    }
                    weak(ui, &row.detail);
                });
            });
        }
        if settings.roles.is_empty() {
            weak(ui, "A program that the catalog lacks: say what it listens on and whom it calls");
        }
        if ui.button(Command::OwnRole.label()).clicked() {
            cx.command(Command::OwnRole);
        }
    });
}
