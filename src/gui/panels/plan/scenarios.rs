//! The optional scenarios of the plan: what is wanted, what is not, what is still open.

use egui::{Align, Id, Label, Layout, Ui};

use crate::gui::panels::PanelCx;
use crate::gui::theme::metrics::{ROW, STEP};
use crate::gui::widgets::{group_heading, search_field, segmented_ui, weak};
use crate::plan::Edit;
use crate::view::{PlanSettings, ScenarioRow, Words};

/// Width of the text of a scenario, and of the choices beside it.
const NAME_WIDTH: f32 = 280.0;
const CHOICES_WIDTH: f32 = 60.0 * STEP;

/// Shows the scenarios: those that play a part in the plan, and the others when they are searched for.
pub(super) fn scenarios_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, settings: &PlanSettings, search: &mut String) {
    weak(
        ui,
        "Accepted scenarios are required, declined ones are not opened. The others stay optional. \
         The catalog declines what is dangerous or retired until you accept it",
    );
    search_field(ui, Id::unique("scenario-search"), "Search scenarios", ui.available_width().min(240.0), search);
    ui.add_space(STEP);
    let words = Words::new(search);
    let found = |row: &&ScenarioRow| row.is_found(&words);
    let relevant: Vec<_> = settings.scenarios.iter().filter(|row| row.is_relevant).filter(found).collect();
    let others: Vec<_> = settings.scenarios.iter().filter(|row| !row.is_relevant).filter(found).collect();
    for row in &relevant {
        row_ui(ui, cx, row);
    }
    if words.is_empty() {
        if relevant.is_empty() {
            weak(ui, "No role of the plan connects for an optional scenario");
        }
        weak(ui, &format!("{} more play no part in this plan: search to decide on them", others.len()));
    } else {
        if !others.is_empty() {
            group_heading(ui, "Without a part in this plan");
        }
        for row in &others {
            row_ui(ui, cx, row);
        }
        if relevant.is_empty() && others.is_empty() {
            weak(ui, "No scenario has these words");
        }
    }
}

fn row_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, row: &ScenarioRow) {
    if ui.available_width() < NAME_WIDTH + CHOICES_WIDTH {
        name_ui(ui, row, Label::wrap);
        choices_ui(ui, cx, row);
        return;
    }
    ui.horizontal(|ui| {
        ui.set_min_height(ROW);
        ui.allocate_ui_with_layout(egui::vec2(NAME_WIDTH, ROW), Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_width(NAME_WIDTH);
            name_ui(ui, row, Label::truncate);
        });
        choices_ui(ui, cx, row);
    });
}

/// The name, and what it is for where the pointer rests on it.
fn name_ui(ui: &mut Ui, row: &ScenarioRow, fit: fn(Label) -> Label) {
    let response = ui.add(fit(Label::new(&row.name)));
    if !row.summary.is_empty() {
        response.on_hover_text(&row.summary);
    }
}

fn choices_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, row: &ScenarioRow) {
    if let Some(decision) = segmented_ui(ui, &row.name, row.choice(), &row.choices()) {
        cx.edit(Edit::SetScenario { scenario: row.id.clone(), decision });
    }
}
