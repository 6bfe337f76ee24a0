//! Asks which template to start with.

use egui::{Label, RichText, ScrollArea, Ui};

use super::shell::{dialog_ui, focus_first};
use crate::gui::action::Action;
use crate::gui::panels::Shown;
use crate::gui::theme::metrics::STEP;
use crate::gui::widgets::weak;
use crate::view::counted;

/// Asks.
pub(super) fn ui(ui: &mut Ui, shown: &Shown<'_>, actions: &mut Vec<Action>) {
    dialog_ui(ui, "New from template", 560.0, actions, |ui, actions| {
        let height = ui.ctx().content_rect().height() - 40.0 * STEP;
        // The height does not hang on the contents, so that nothing jumps when they are known.
        let area = ScrollArea::vertical().max_height(height).min_scrolled_height(height).auto_shrink(false);
        area.show(ui, |ui| templates_ui(ui, shown, actions));
        ui.add_space(3.0 * STEP);
        if ui.button("Cancel").clicked() {
            actions.push(Action::CloseDialog);
        }
    });
}

fn templates_ui(ui: &mut Ui, shown: &Shown<'_>, actions: &mut Vec<Action>) {
    for (idx, template) in shown.templates.iter().enumerate() {
        let plan = &template.plan;
        let zones = counted(u32::try_from(plan.zones.len()).unwrap_or(u32::MAX), "zone", "zones");
        let response = ui.button(RichText::new(&plan.title));
        if idx == 0 {
            focus_first(ui, &response);
        }
        if response.clicked() {
            actions.push(Action::NewFromTemplate(idx));
        }
        weak(ui, &format!("{zones}. {}", plan.note));
        ui.add_space(2.0 * STEP);
    }
    let response = ui.button("Empty plan");
    if response.clicked() {
        actions.push(Action::NewFromTemplate(shown.templates.len()));
    }
    ui.add(Label::new(RichText::new("No zones yet").small().weak()));
}
