//! The status bar: counts, findings, what was done last, and what is under way.

use egui::{Align, Button, Layout, Rect, Ui};

use super::PanelCx;
use crate::finding::Code;
use crate::gui::action::Action;
use crate::gui::commands::Panel;
use crate::gui::state::Tab;
use crate::gui::theme::metrics::{ROW, SMALL, STEP};
use crate::gui::widgets::{percent, progress_bar, weak_line};
use crate::view::rules_and_rows;

/// Shows the status bar.
pub(crate) fn status_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, rect: Rect) {
    let layout = Layout::left_to_right(Align::Center);
    let rect = rect.shrink2(egui::vec2(3.0 * STEP, 2.0));
    ui.scope_builder(egui::UiBuilder::new().max_rect(rect).layout(layout), |ui| {
        ui.spacing_mut().item_spacing.x = 3.0 * STEP;
        let status = &cx.views.status;
        weak_line(ui, &status.zones);
        let more_rows = cx.views.row_counts(cx.plan).map_or(0, |(_, counts)| counts.more_across());
        let rules = weak_line(ui, rules_and_rows(status.num_rules, more_rows));
        if more_rows > 0 {
            rules.on_hover_text("A rule between machines that do not all need it is several rows of a request");
        }
        let label = egui::RichText::new(&status.findings).size(SMALL);
        let findings = ui.add(Button::new(label).frame_when_inactive(false)).on_hover_text("Show the findings");
        if cx.takes_focus(Panel::Status) {
            findings.request_focus();
        }
        if findings.clicked() {
            cx.act(Action::ShowTab(Tab::Findings));
        }
        if !status.to_be_filled.is_empty() {
            let label = egui::RichText::new(&status.to_be_filled).size(SMALL);
            let button = ui.add(Button::new(label).frame_when_inactive(false));
            let button = button.on_hover_text("Show which: no request can be filled without them");
            if button.clicked() {
                cx.act(Action::ShowFindings(Code::AddressMissing.name().to_owned()));
            }
        }
        if let Some(own) = cx.own_catalog {
            let tooltip = format!("{}\n{} of yours", own.path.display(), own.entities);
            weak_line(ui, format!("Catalog folder {}", own.name())).on_hover_text(tooltip);
        }
        if let Some(pair) = &cx.views.pair {
            weak_line(ui, format!("{}: {}", pair.title, pair.summary));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| busy_ui(ui, cx));
    });
}

fn busy_ui(ui: &mut Ui, cx: &mut PanelCx<'_>) {
    if let Some(busy) = cx.busy {
        if ui.small_button(busy.stop).clicked() {
            cx.act(busy.action.clone());
        }
        // As wide as it can get, so that nothing moves while it counts.
        ui.allocate_ui_with_layout(egui::vec2(9.0 * STEP, ROW), Layout::right_to_left(Align::Center), |ui| {
            ui.set_min_width(9.0 * STEP);
            weak_line(ui, busy.share.map(|share| format!("{} %", percent(share))).unwrap_or_default());
        });
        progress_bar(ui, &busy.text, busy.share);
        weak_line(ui, &busy.text);
    } else {
        // The tick table says it itself.
        let effect = if cx.look.tab == Tab::Ticks { "" } else { cx.effect };
        weak_line(ui, if effect.is_empty() { cx.done } else { effect });
    }
}
